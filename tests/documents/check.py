"""Check the documents of `make report`: `python -m tests.documents.check out/2022-nulmeting`."""

import os
import sys
from pathlib import Path

from tests.documents import docx_structure, pdf_structure, verapdf


def main(folders: list[str]) -> int:
    """Print a line a document; return 1 when one has a finding, 2 when there is no document to check."""
    pdfs = [pdf for folder in folders for pdf in sorted(Path(folder).glob("*.pdf"))]
    docxs = [docx for folder in folders for docx in sorted(Path(folder).glob("*.docx"))]
    if not pdfs or not docxs:
        _say(f"no PDF or no DOCX in {', '.join(folders) or 'no folder'}: run `make report` first")
        return 2
    found = {path: pdf_structure.findings(path) for path in pdfs}
    found |= {path: docx_structure.findings(path) for path in docxs}
    for path, sentences in found.items():
        _say("\n       ".join([f"{'FAILS ' if sentences else 'ok    '} structure  {path}", *sentences]))
    compliant = _compliant(pdfs)
    return 0 if compliant and not any(found.values()) else 1


def _compliant(pdfs: list[Path]) -> bool:
    lacking = verapdf.missing()
    if lacking:
        _say(f"veraPDF did not run: this machine lacks {', '.join(lacking)}")
        return "CI" not in os.environ
    compliant, report = verapdf.validated(pdfs)
    _say(report.rstrip())
    return compliant


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
