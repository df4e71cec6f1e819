"""Fuzz for as long as it is given: `python -m tests.fuzz.long_run --minutes 10 [--seed N] [--folder F]`.

What ends in anything but a table or one of our own errors, or takes longer than ten seconds, is written to
the folder as `.bug.` as soon as it is seen. In the end the inputs that reached a branch seldom follow as
`.rare.`. An input that reaches a new branch is changed further. Should the process die, `running` holds the
input that killed it.
"""

import argparse
import resource
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.corpus import CORPUS, keep, kept
from tests.fuzz.mutations import changed
from tests.fuzz.targets import TARGETS, Target, judged

MOST_MEMORY = 6_000_000_000  # bytes of address space
MOST_SECONDS = 10.0  # for one input
SELDOM = 500  # one in so many inputs of a target
MOST_KEPT = 2_500  # bytes of an input that is kept because it is rare
PER_ROUND = 250  # inputs

End = tuple[str, ...]


@dataclass(slots=True)
class Run:
    """How the inputs of one target ended, with the smallest input of each end."""

    name: str
    target: Target
    folder: Path
    ends: Counter[End] = field(default_factory=Counter)
    smallest: dict[End, bytes] = field(default_factory=dict)
    bugs: dict[End, Path] = field(default_factory=dict)

    def round(self, number: int) -> None:
        """Judge so many changes of the samples, and of the inputs that reached new ends."""
        samples = (*self.target.samples, *self.smallest.values())

        @seed(number)
        @settings(
            max_examples=PER_ROUND,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(changed(samples))
        def judge(content: bytes) -> None:
            self.judge(content)

        judge()

    def judge(self, content: bytes) -> None:
        """Run one input and note how it ends."""
        (self.folder / "running").write_bytes(content)
        started, is_bug = time.monotonic(), False
        try:
            end = _where(judged(self.target, content))
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            end, is_bug = (type(error).__name__, *_where(error)), True
        if time.monotonic() - started > MOST_SECONDS:
            end, is_bug = ("slow", *end), True
        self.ends[end] += 1
        if end not in self.smallest or len(content) < len(self.smallest[end]):
            self.smallest[end] = content
            if is_bug:
                self._keep_bug(end, content)

    def _keep_bug(self, end: End, content: bytes) -> None:
        if end in self.bugs:
            self.bugs[end].unlink(missing_ok=True)
        self.bugs[end] = keep(self.folder, self.name, "bug", content)

    def keep_rare(self) -> int:
        """Write the inputs of the ends that were seen seldom, and return how many these are."""
        seldom = self.ends.total() / SELDOM
        rare = [end for end, times in self.ends.items() if times <= seldom and end not in self.bugs]
        small = [self.smallest[end] for end in rare if len(self.smallest[end]) <= MOST_KEPT]
        for content in small:
            keep(self.folder, self.name, "rare", content)
        return len(small)


def _where(error: BaseException | None) -> End:
    """Return the places in our own code that an error came from, nearest last; nothing for a table."""
    frames = traceback.extract_tb(error.__traceback__) if error else ()
    ours = [frame for frame in frames if "/wijkbewijs/" in frame.filename]
    return tuple(f"{Path(frame.filename).stem}:{frame.lineno}" for frame in ours[-2:])


def main(arguments: Sequence[str]) -> int:
    """Fuzz every target in turn until the time is over; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.long_run")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=CORPUS)
    asked = parser.parse_args(arguments)
    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    asked.folder.mkdir(parents=True, exist_ok=True)
    runs = {name: Run(name, target, asked.folder) for name, target in TARGETS.items()}
    for name, content in kept(asked.folder):
        runs[name].judge(content)
    number, until = asked.seed, time.monotonic() + 60 * asked.minutes
    while time.monotonic() < until:
        for run in runs.values():
            run.round(number)
        number += 1
    (asked.folder / "running").unlink()
    return _told(list(runs.values()))


def _told(runs: Sequence[Run]) -> int:
    for run in runs:
        rare = run.keep_rare()
        print(f"{run.name}: {run.ends.total():,} inputs, {len(run.ends)} ends, {rare} kept as rare")  # noqa: T201
        for end, path in run.bugs.items():
            print(f"  {run.ends[end]} times {' '.join(end)}: {path.name}")  # noqa: T201
    return int(any(run.bugs for run in runs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
