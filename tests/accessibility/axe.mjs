// Opens each page on the command line in a real browser and fails on
//   - a violation of WCAG 2.0, 2.1 or 2.2 at level A or AA that axe-core finds (EN 301 549);
//   - a page that must be scrolled sideways at 320 CSS pixels (WCAG 1.4.10, as at 400 % zoom).
// Prints one line a page and under it what was found; exit code 1 when anything was found, 2 without pages.
//
//     node tests/accessibility/axe.mjs PAGE.html...          (CHROMIUM names another browser)

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const PHONE = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
  return found.violations.flatMap(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `           ${node.target.join(" ")}`);
    return [`    ${id} (${nodes.length}x): ${help}`, ...places];
  });
}

async function sideways(page) {
  await page.setViewport(PHONE);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > PHONE.width ? [`    reflow: ${width} pixels wide in a window of ${PHONE.width}`] : [];
}

async function findings(browser, path) {
  const page = await browser.newPage();
  try {
    await page.setViewport(DESK);
    await page.goto(pathToFileURL(resolve(path)).href, { waitUntil: "load" });
    return [...(await violations(page)), ...(await sideways(page))];
  } finally {
    await page.close();
  }
}

async function main(paths) {
  if (paths.length === 0) {
    console.error("axe: no page was named. Run `make report` first.");
    return 2;
  }
  const profile = await mkdtemp(join(tmpdir(), "wijkbewijs-axe-"));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: QUIET,
    userDataDir: profile,
  });
  let failed = 0;
  try {
    for (const path of paths) {
      const found = await findings(browser, path);
      console.log([`${found.length ? "FAILS " : "ok    "} ${path}`, ...found].join("\n"));
      failed += found.length ? 1 : 0;
    }
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
  console.log(`axe-core: ${paths.length} pages, ${failed} with findings`);
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
