"""Properties of editions: what is frozen is read back, and the same input gives the same bytes."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.dossier import sample
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.freeze import (
    Title,
    definitions_version,
    edition_files,
    figure_row,
    manifest_of,
    write_edition,
)
from wijkbewijs.kernel.errors import EditionBroken
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Receipt, Status
from wijkbewijs.kernel.units import Unit

few = settings(max_examples=25)
decimals = st.integers(0, 4)


@st.composite
def numbers(draw: st.DrawFn) -> float:
    """A number at a declared precision, as the pipeline leaves them."""
    return round(draw(st.floats(-1e7, 1e7)), draw(decimals))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Any figure that can be: with or without value, interval and caveats."""
    value = draw(numbers() | st.sampled_from(Absent))
    margin = draw(st.none() | st.integers(0, 1_000)) if isinstance(value, float) else None
    indicator, period = draw(st.sampled_from(["a", "b", "c"])), str(draw(st.integers(2012, 2026)))
    region = draw(st.sampled_from(["DHG", "GM0518", "NL", "NPLV20"]))
    known = isinstance(value, float) and margin is not None
    return Figure(
        id=f"{region}.{indicator}.{period}",
        region=region,
        indicator=indicator,
        period=period,
        measure=draw(st.sampled_from(Measure)),
        value=value,
        low=round(value - margin, 6) if known else None,  # type: ignore[operator]
        high=round(value + margin, 6) if known else None,  # type: ignore[operator]
        interval_kind=draw(st.sampled_from(IntervalKind)),
        unit=draw(st.sampled_from(Unit)),
        status=draw(st.sampled_from([status for status in Status if status is not Status.SYNTHETIC])),
        definition=f"{indicator}@1",
        source=draw(st.sampled_from(["", "bron", "bron, met komma", 'bron "tussen" tekens', "bron\nregel"])),
        vintage="2021-03",
        coverage=draw(st.integers(0, 10_000)) / 10_000,
        caveats=tuple(draw(st.lists(st.sampled_from(["W101", "W201", "W310"]), unique=True))),
        against=draw(st.sampled_from(["", "NL"])),
    )


editions = st.lists(figures(), min_size=1, max_size=12, unique_by=lambda figure: figure.id)


def receipt_of(figure: Figure) -> Receipt:
    return Receipt(id=figure.id, formula="sum", of="people", numerator="1", sources=figure.source)


@contextmanager
def frozen(found: list[Figure]) -> Iterator[Path]:
    """A folder with an edition of these figures, as `wijkbewijs build` writes it."""
    with TemporaryDirectory() as desk:
        files = edition_files(found, map(receipt_of, found), sample.edition().definitions)
        write_edition(
            Path(desk) / "e", manifest_of(Title("e", "2022", "E", date(2026, 11, 23)), "v", files), files
        )
        yield Path(desk) / "e"


@few
@given(editions)
def test_what_is_frozen_is_read_back_to_the_last_field(found: list[Figure]) -> None:
    with frozen(found) as folder:
        edition = read_edition(folder)
    assert dict(edition.figures) == {figure.id: figure for figure in found}
    assert dict(edition.receipts) == {figure.id: receipt_of(figure) for figure in found}
    assert edition.definitions == sample.edition().definitions


@few
@given(editions, st.randoms(use_true_random=False))
def test_the_order_in_which_figures_were_computed_leaves_no_trace(
    found: list[Figure], chance: random.Random
) -> None:
    definitions = sample.edition().definitions
    shuffled = chance.sample(found, len(found))
    assert edition_files(found, map(receipt_of, found), definitions) == edition_files(
        shuffled, map(receipt_of, shuffled), definitions
    )


@given(figures())
def test_a_row_of_the_csv_never_writes_an_absence_as_a_number(figure: Figure) -> None:
    value = figure_row(figure)[5]
    assert value.startswith("absent:") == (figure.number is None)
    assert figure.number is None or float(value) == figure.number


@few
@given(editions, st.data())
def test_any_changed_byte_of_an_edition_is_refused(found: list[Figure], data: st.DataObject) -> None:
    with frozen(found) as folder:
        paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json")
        path = data.draw(st.sampled_from(paths), label="path")
        content = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1), label="at")
        content[at] ^= data.draw(st.integers(1, 255), label="xor")
        path.write_bytes(content)
        with pytest.raises(EditionBroken, match="the content is not the one that was frozen"):
            read_edition(folder)


def small() -> list[Figure]:
    return [figure for figure in sample.edition().figures.values() if figure.number is not None][:5]


def test_a_file_that_is_gone_or_was_added_is_named() -> None:
    with frozen(small()) as folder:
        extra = folder / "figures" / "eigen.csv"
        extra.write_text("id\n", "utf-8")
        with pytest.raises(EditionBroken, match=r"eigen\.csv: the manifest does not name this file"):
            read_edition(folder)
        extra.unlink()
        (folder / "definitions.json").unlink()
        with pytest.raises(EditionBroken, match=r"definitions\.json: this file of the edition is missing"):
            read_edition(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": "e"}'])
def test_a_manifest_that_is_none_is_no_traceback(content: str) -> None:
    with frozen(small()) as folder:
        (folder / "manifest.json").write_text(content, "utf-8")
        with pytest.raises(EditionBroken, match="this is no manifest of an edition"):
            read_edition(folder)


def test_an_edition_names_the_hash_of_the_one_before() -> None:
    with frozen(small()) as folder:
        before = read_edition(folder).hash
        files = edition_files(small(), map(receipt_of, small()), sample.edition().definitions)
        title = Title("f", "2023", "F", date(2027, 11, 23), before)
        write_edition(folder.with_name("f"), manifest_of(title, "v", files), files)
        after = read_edition(folder.with_name("f"))
    assert after.manifest.previous == before
    assert after.hash != before


def test_the_version_follows_definitions_and_formulas_and_not_the_day_of_taking() -> None:
    definitions = sample.edition().definitions
    version = definitions_version(definitions, "formulas")
    indicator = replace(definitions.indicators[0], version=2)
    other = replace(definitions, indicators=(indicator, *definitions.indicators[1:]))
    lock = replace(definitions.locks[0], taken_on=date(2030, 1, 1))
    assert definitions_version(other, "formulas") != version
    assert definitions_version(definitions, "other formulas") != version
    assert definitions_version(replace(definitions, locks=(lock,)), "formulas") == version


def test_what_is_written_over_an_edition_that_fails_leaves_the_old_one() -> None:
    with frozen(small()) as folder:
        before: Edition = read_edition(folder)
        files = edition_files(small(), map(receipt_of, small()), sample.edition().definitions)
        manifest = manifest_of(Title("e", "2022", "E", date(2026, 11, 24)), "v", files)
        with pytest.raises(TypeError):
            write_edition(folder, manifest, {**files, "figures/a.csv": None})  # type: ignore[dict-item]
        assert read_edition(folder) == before
        assert [path.name for path in folder.parent.iterdir()] == ["e"]
