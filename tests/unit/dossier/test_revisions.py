"""An edition says of every figure what it was in the edition before, and why it is another."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.dossier.sample import edition, figure, with_figures
from wijkbewijs.definitions.programme import UnitShare
from wijkbewijs.dossier import make
from wijkbewijs.dossier.edition import REVISIONS, Edition, read_edition
from wijkbewijs.dossier.freeze import Title, edition_files, manifest_of, write_edition
from wijkbewijs.dossier.make import Material
from wijkbewijs.dossier.revision import REVISION_COLUMNS, Revision, RevisionKind
from wijkbewijs.dossier.revisions import first_seen, revisions, weightiest
from wijkbewijs.indicators.compute import Computed
from wijkbewijs.kernel.canonical import csv_bytes
from wijkbewijs.kernel.errors import EditionBroken
from wijkbewijs.kernel.figure import Absent, Figure, Receipt

PEOPLE, WORK, GAP = "DHG.inhabitants.2020", "DHG.net-participation.2022", "DHG.net-participation.2022.gap-NL"
RECEIPTS = {
    PEOPLE: Receipt(PEOPLE, "sum", units="DHG/2020"),
    WORK: Receipt(WORK, "weighted_mean", units="DHG/2022"),
    GAP: Receipt(GAP, "difference", parts=f"{WORK} NL.net-participation.2022"),
}
BEFORE = replace(edition(), receipts=RECEIPTS)
TAKEN = replace(edition().definitions.locks[0], sha256="d" * 64)


def after(*figures: Figure, taken: bool = True, gone: Iterable[str] = ()) -> Edition:
    """The sample with some figures changed; `taken` when the bytes of its source are others too."""
    new = replace(with_figures(*figures), receipts=RECEIPTS)
    kept = {figure_id: found for figure_id, found in new.figures.items() if figure_id not in gone}
    definitions = replace(new.definitions, locks=(TAKEN,)) if taken else new.definitions
    return replace(new, figures=kept, definitions=definitions)


def found(previous: Edition, new: Edition) -> tuple[Revision, ...]:
    return revisions(previous, new.figures, new.receipts, new.definitions)


def one(previous: Edition, new: Edition) -> Revision:
    (revision,) = found(previous, new)
    return revision


def people(value: float | Absent) -> Figure:
    return figure("DHG", "inhabitants", "2020", value)


def test_an_edition_that_says_the_same_has_no_revisions() -> None:
    assert found(BEFORE, after()) == ()


def test_another_value_is_revised_with_what_it_was_and_what_it_is() -> None:
    revised = replace(BEFORE.figures[PEOPLE], value=71_130.0)
    assert one(BEFORE, after(revised)) == Revision(PEOPLE, RevisionKind.REVISED, "71120", "71130", "proef")


@pytest.mark.parametrize("bound", ["low", "high"])
def test_another_bound_is_revised_though_the_value_is_the_same(bound: str) -> None:
    old = BEFORE.figures[PEOPLE]
    wider = replace(old, low=old.low - 1) if bound == "low" else replace(old, high=old.high + 1)  # type: ignore[operator]
    revision = one(BEFORE, after(wider))
    assert (revision.kind, revision.before, revision.after) == (RevisionKind.REVISED, "71120", "71120")


def test_only_where_a_figure_came_from_is_no_revision() -> None:
    assert found(BEFORE, after(replace(BEFORE.figures[PEOPLE], source="elders", vintage="2027"))) == ()


def test_a_value_that_fills_in_and_one_that_is_withdrawn_are_named_so() -> None:
    without = replace(BEFORE, figures=after(people(Absent.UNPUBLISHED)).figures)
    filled = one(without, after())
    assert (filled.kind, filled.before, filled.after) == (RevisionKind.FILLED, "absent:unpublished", "71120")
    withdrawn = one(BEFORE, after(people(Absent.SUPPRESSED)))
    assert (withdrawn.kind, withdrawn.after) == (RevisionKind.WITHDRAWN, "absent:suppressed")


def test_another_reason_of_absence_is_revised() -> None:
    without = replace(BEFORE, figures=after(people(Absent.UNPUBLISHED)).figures)
    revision = one(without, after(people(Absent.NOT_YET_DUE)))
    assert (revision.kind, revision.after) == (RevisionKind.REVISED, "absent:not_yet_due")


def test_a_figure_that_is_no_longer_there_is_gone() -> None:
    assert one(BEFORE, after(gone=[PEOPLE])) == Revision(PEOPLE, RevisionKind.GONE, "71120", "", "proef")


def test_a_new_place_is_a_revision_and_a_new_period_is_only_counted() -> None:
    town = figure("GM0518", "inhabitants", "2020", 545_838.0)
    later = figure("DHG", "inhabitants", "2025", 72_000.0)
    new = after(town, later)
    assert one(BEFORE, new) == Revision(town.id, RevisionKind.NEW, "", "545838", "proef")
    assert first_seen(BEFORE, new.figures.values()) == 1


def with_units(made: Edition, codes: Iterable[str]) -> Edition:
    """The edition with other units of The Hague on the map of 2022."""
    units = tuple(UnitShare(code, "een wijk") for code in codes)
    sets = tuple(
        replace(s, units=units) if (s.area, s.division) == ("DHG", "2022") else s
        for s in made.programme.unit_sets
    )
    programme = replace(made.programme, unit_sets=sets)
    return replace(made, definitions=replace(made.definitions, programme=programme))


def test_a_figure_of_other_units_is_remapped_and_so_are_its_differences() -> None:
    figures = [replace(BEFORE.figures[key], low=None, high=None) for key in (PEOPLE, WORK, GAP)]
    new = with_units(after(*figures), ["WK051801", "WK051803"])
    kinds = {revision.figure: revision.kind for revision in found(BEFORE, new)}
    assert kinds == {
        PEOPLE: RevisionKind.REVISED,
        WORK: RevisionKind.REMAPPED,
        GAP: RevisionKind.REMAPPED,
    }


def test_a_figure_on_another_map_is_remapped() -> None:
    new = after(replace(BEFORE.figures[PEOPLE], value=71_130.0))
    moved = replace(new, receipts={**RECEIPTS, PEOPLE: replace(RECEIPTS[PEOPLE], units="DHG/2022")})
    assert one(BEFORE, moved).kind is RevisionKind.REMAPPED


def test_other_units_alone_are_no_revision_while_the_figure_is_the_same() -> None:
    assert found(BEFORE, with_units(after(), ["WK051801"])) == ()


def test_what_changed_while_no_byte_of_a_source_did_was_recalculated_by_us() -> None:
    revised = replace(BEFORE.figures[PEOPLE], value=71_130.0)
    assert one(BEFORE, after(revised, taken=False)).kind is RevisionKind.RECALCULATED
    redefined = replace(revised, definition="inhabitants@2")
    assert one(BEFORE, after(redefined)).kind is RevisionKind.RECALCULATED


def revised_by(new: Edition) -> Edition:
    return replace(new, revisions={revision.figure: revision for revision in found(BEFORE, new)})


def test_the_weightiest_revisions_go_beyond_rounding_and_stand_first() -> None:
    def moved(figure_id: str, by: float) -> Figure:
        old = BEFORE.figures[figure_id]
        return replace(old, value=old.number + by, low=old.low + by, high=old.high + by)  # type: ignore[operator]

    new = revised_by(
        after(
            moved(PEOPLE, 60),  # 3 times its bound of 20
            moved(WORK, 2.5),  # 5 times its bound of 0.5
            moved("HRL.net-participation.2022", 0.5),  # no more than its bound
            moved("NL.net-participation.2022", 9),  # no area
            moved(GAP, 9),  # no level
            replace(BEFORE.figures["DHG.good-health.2020"], value=20.0),  # its margin is not known
        )
    )
    assert len(new.revisions) == 6
    assert weightiest(new, 9) == (WORK, PEOPLE)
    assert weightiest(new, 1) == (WORK,)


def test_an_exact_figure_is_weighed_by_half_its_last_decimal() -> None:
    def exact(value: float) -> Figure:
        return figure("DHG", "inhabitants", "2020", value, (value, value))

    before = replace(BEFORE, figures=after(exact(71_120)).figures)
    for value, named in ((71_120.25, ()), (71_120.6, (PEOPLE,)), (71_121.0, (PEOPLE,))):
        new = after(exact(value))
        told = {revision.figure: revision for revision in found(before, new)}
        assert weightiest(replace(new, revisions=told), 3) == named


def frozen(folder: Path, new: Edition, rows: Iterable[Revision] | bytes | None) -> Path:
    """The folder of an edition with one figure and these revisions."""
    figures = [new.figures[PEOPLE]] if PEOPLE in new.figures else []
    receipts = [RECEIPTS[figure.id] for figure in figures]
    files = edition_files(figures, receipts, new.definitions, None if isinstance(rows, bytes) else rows)
    files |= {REVISIONS: rows} if isinstance(rows, bytes) else {}
    title = Title("tweede", "2023", "Tweede", date(2027, 1, 1), BEFORE.hash)
    write_edition(folder / "e", manifest_of(title, "v", files), files)
    return folder / "e"


NEW = after(replace(BEFORE.figures[PEOPLE], value=71_130.0))


def test_revisions_are_read_back_as_they_were_frozen(tmp_path: Path) -> None:
    revision = one(BEFORE, NEW)
    read = read_edition(frozen(tmp_path, NEW, [revision]))
    assert read.revisions == {PEOPLE: revision}


def test_an_edition_without_one_before_has_no_file_of_revisions(tmp_path: Path) -> None:
    folder = frozen(tmp_path, NEW, None)
    assert not (folder / REVISIONS).exists()
    assert read_edition(folder).revisions == {}


def test_an_edition_that_was_compared_and_is_the_same_says_so_in_an_empty_file(tmp_path: Path) -> None:
    folder = frozen(tmp_path, NEW, [])
    assert (folder / REVISIONS).read_bytes() == b"figure,kind,before,after,before_edition\n"
    assert read_edition(folder).revisions == {}


@pytest.mark.parametrize(
    "row",
    [
        (PEOPLE, "veranderd", "71120", "71130", "proef"),  # no such kind
        (PEOPLE, "revised", "71120", "71131", "proef"),  # the edition says 71130
        (PEOPLE, "revised", "veel", "71130", "proef"),  # no number
        (PEOPLE, "revised", "absent:zoek", "71130", "proef"),  # no reason
        (PEOPLE, "revised", "", "71130", "proef"),  # revised from nothing
        (PEOPLE, "new", "71120", "71130", "proef"),  # new, and yet it was there
        (PEOPLE, "gone", "71120", "", "proef"),  # gone, and yet it is there
        (PEOPLE, "gone", "71120", "71130", "proef"),  # gone, and yet it has a value
        ("DHG.inhabitants.1999", "revised", "1", "2", "proef"),  # no such figure
        (PEOPLE, "revised", "71120", "71130"),  # a cell too few
        (PEOPLE, "revised", "71120", "71130", "proef", "meer"),  # a cell too many
    ],
)
def test_a_row_that_cannot_be_is_refused(row: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(EditionBroken, match=r"[Bb]uild the edition again"):
        read_edition(frozen(tmp_path, NEW, csv_bytes(REVISION_COLUMNS, [row])))


def test_a_figure_that_is_revised_twice_is_refused(tmp_path: Path) -> None:
    revision = one(BEFORE, NEW)
    with pytest.raises(EditionBroken, match="does not stand there once"):
        read_edition(frozen(tmp_path, NEW, [revision, revision]))


def test_a_revision_that_prints_the_same_is_not_named() -> None:
    def share(value: float) -> Figure:
        return figure("DHG", "net-participation", "2022", value, (value, value))

    before = replace(BEFORE, figures=after(share(53.24)).figures)
    for value, named in ((53.16, ()), (53.14, (WORK,))):
        new = after(share(value))
        told = {revision.figure: revision for revision in found(before, new)}
        assert weightiest(replace(new, revisions=told), 3) == named


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Material:
    """Material that gives one figure, revised since the edition before."""
    figure, receipt = NEW.figures[PEOPLE], RECEIPTS[PEOPLE]
    monkeypatch.setattr(make, "all_figures", lambda *_: [Computed(figure, receipt)])
    monkeypatch.setattr(make, "definitions_of", lambda _: NEW.definitions)
    return None  # type: ignore[return-value]  # it is handed on to those two only


def test_an_edition_made_after_another_names_its_hash_and_its_revisions(computed: Material) -> None:
    before = replace(BEFORE, figures={PEOPLE: BEFORE.figures[PEOPLE]})
    manifest, contents = make.made(computed, Title("e", "2023", "E", date(2027, 1, 1)), before)
    assert manifest.previous == before.hash
    assert REVISIONS in {entry.path for entry in manifest.files}
    assert contents[REVISIONS].decode().splitlines()[1:] == [f"{PEOPLE},revised,71120,71130,proef"]


def test_the_first_edition_names_none_before_it(computed: Material) -> None:
    manifest, contents = make.made(computed, Title("e", "2022", "E", date(2026, 11, 23)))
    assert manifest.previous == ""
    assert REVISIONS not in contents
