"""Whatever bytes come, a reader or a wire ends in a table or in one of our own errors, and nothing else.

`python -m tests.fuzz.long_run --minutes 10` does the same for as long as it is given.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.corpus import CORPUS, kept
from tests.fuzz.hostile import CASES
from tests.fuzz.mutations import changed
from tests.fuzz.targets import TARGETS, Target, judged
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import READERS
from wijkbewijs.sources.take import PROTOCOLS

MOST_CORPUS = 300_000  # bytes
MOST_HELD = 1_000_000_000  # bytes of memory, with a line of 200 MB in it
ROOT = Path(__file__).parents[2]
_ENDS = pa.array([0, 1], pa.int32()).buffers()[1]  # of one text of one byte


def test_every_reader_and_every_wire_is_fuzzed() -> None:
    assert {name for name, _ in READERS} <= set(TARGETS)
    asked = {target.run.wire.protocol for name, target in TARGETS.items() if name.startswith("ask_")}
    assert asked == set(PROTOCOLS)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_changed_was_right_before(name: str) -> None:
    assert [judged(TARGETS[name], sample) for sample in TARGETS[name].samples] == [
        None for _ in TARGETS[name].samples
    ]


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40)
@given(data=st.data())
def test_changed_content_ends_in_a_table_or_in_our_own_error(name: str, data: st.DataObject) -> None:
    judged(TARGETS[name], data.draw(changed(TARGETS[name].samples), label="content"))


def test_whatever_once_went_wrong_stays_right() -> None:
    inputs = list(kept())
    assert {name for name, _ in inputs} <= set(TARGETS)
    for name, content in inputs:
        judged(TARGETS[name], content)


@pytest.mark.parametrize(
    "run",
    [
        lambda _: {}["a key"],
        lambda _: _raised(BadSource("")),
        lambda _: pa.table({}),
        lambda _: pa.table({"value": [float("nan")]}),
        lambda _: pa.table(
            {"text": pa.Array.from_buffers(pa.string(), 1, [None, _ENDS, pa.py_buffer(b"\xff")])}
        ),
    ],
    ids=["a traceback", "an error without words", "a table without columns", "no figure", "no text"],
)
def test_a_reader_that_breaks_the_rule_is_seen(run: Callable[[bytes], object]) -> None:
    with pytest.raises((KeyError, AssertionError, pa.ArrowInvalid)):
        judged(Target(run, ()), b"")


def test_one_of_our_own_errors_and_a_table_are_both_right() -> None:
    assert judged(Target(lambda _: pa.table({"value": [1.0, None]}), ()), b"") is None
    assert str(judged(Target(lambda _: _raised(BadSource("table: no.")), ()), b"")) == "table: no."


def _raised(error: Exception) -> None:
    raise error


def test_the_corpus_stays_small() -> None:
    assert 0 < sum(path.stat().st_size for path in CORPUS.iterdir()) < MOST_CORPUS


def test_what_is_made_to_take_all_memory_or_disk_ends_in_our_own_error_and_leaves_nothing() -> None:
    done = subprocess.run(  # in a process of its own: the most memory that it held is what is judged
        [sys.executable, "-m", "tests.fuzz.hostile"], check=True, capture_output=True, text=True, cwd=ROOT
    )
    found = json.loads(done.stdout)
    said = {case.__name__: found["ends"][case.__name__]["error"] for case in CASES}
    assert {
        case.__name__: said[case.__name__]
        for case, words in CASES.items()
        if words not in said[case.__name__]
    } == {}
    assert {words.partition(": ")[0] for words in said.values()} == {"BadSource"}
    assert [name for name, end in found["ends"].items() if end["left"] != {"store": 0, "partial": 0}] == []
    assert found["peak"] < MOST_HELD
