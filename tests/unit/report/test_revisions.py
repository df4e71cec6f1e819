"""The second letter names what was revised, and we know which sentences of the first one move."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from wijkbewijs.dossier.claims import check_all, findings
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.mutation import mutations
from wijkbewijs.dossier.reading import telling
from wijkbewijs.dossier.revision import Revision, RevisionKind
from wijkbewijs.dossier.revisions import revisions as compared
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.dossier.shipped import SHIPPED
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.report.chapters.brief import brief
from wijkbewijs.report.chapters.revisions import KINDS, revisions
from wijkbewijs.report.letter import Cell, Chapter, Letter, Table
from wijkbewijs.report.letters import sentences
from wijkbewijs.report.moved import Moved, moved_sentences
from wijkbewijs.report.verify import figures_on_page
from wijkbewijs.report.writers.data import revisions_csv
from wijkbewijs.report.writers.html import html
from wijkbewijs.report.writers.links import Bundle
from wijkbewijs.report.writers.tree import sentences_of

NB = "\u00a0"
PEOPLE, WORK, GAP = "DHG.inhabitants.2020", "DHG.net-participation.2022", "DHG.net-participation.2022.gap-NL"
FILLED, WITHDRAWN, NEW = "TIL.woz-value.2022", "GRO.inhabitants.2022", "TIL.inhabitants.2020"
GONE = "XYZ.inhabitants.2020"


@pytest.fixture(scope="module")
def new() -> Edition:
    """The shipped edition, as if it came after `previous`."""
    shipped = read_edition(SHIPPED)
    before = earlier(shipped)
    found = compared(before, shipped.figures, shipped.receipts, shipped.definitions)
    return replace(shipped, revisions={revision.figure: revision for revision in found})


def earlier(shipped: Edition) -> Edition:
    """The shipped edition with some figures as they might have been before."""
    old = shipped.figures

    def was(figure_id: str, value: float) -> Figure:
        by = value - (old[figure_id].number or 0)
        ends = (round(end + by, 4) for end in (old[figure_id].low, old[figure_id].high) if end is not None)
        return replace(old[figure_id], value=value, **dict(zip(("low", "high"), ends, strict=True)))

    changed = {
        PEOPLE: was(PEOPLE, 70_900.0),
        WORK: was(WORK, 53.9),
        GAP: was(GAP, -10.9),
        FILLED: replace(old[FILLED], value=Absent.UNPUBLISHED, low=None, high=None),
        WITHDRAWN: replace(old[WITHDRAWN], value=60_000.0),
        GONE: replace(old[PEOPLE], id=GONE, region="XYZ"),
    }
    figures = {key: figure for key, figure in {**old, **changed}.items() if key != NEW}
    locks = tuple(replace(lock, sha256="0" * 64) for lock in shipped.definitions.locks)
    return replace(shipped, figures=figures, definitions=replace(shipped.definitions, locks=locks))


def about_revisions(spoken: Iterable[Sentence]) -> list[Sentence]:
    return [s for s in spoken if any(part.id.startswith(("was:", "revised:")) for part in telling(s))]


def rows(chapters: Iterable[Chapter]) -> dict[str, list[tuple[str, ...]]]:
    """The rows of the tables by region, as a reader sees them."""
    tables = {c.id: block for c in chapters for block in c.blocks if isinstance(block, Table)}
    return {name: [tuple(map(text, row)) for row in table.rows] for name, table in tables.items()}


def text(cell: Cell) -> str:
    return "".join(part.text for part in cell.parts)


def test_an_edition_without_revisions_has_no_chapter_and_no_word_about_them() -> None:
    shipped = read_edition(SHIPPED)
    assert revisions(shipped) == ()
    assert "brief-herzien" not in {chapter.id for chapter in brief(shipped).chapters}
    assert about_revisions(sentences(shipped)) == []


def test_the_brief_counts_the_revisions_and_names_the_weightiest(new: Edition) -> None:
    (chapter,) = (chapter for chapter in brief(new).chapters if chapter.id == "brief-herzien")
    counted, weightiest, link = (s.text for s in sentences_of(chapter.blocks))
    assert counted == (
        "Sinds de vorige editie (2022-nulmeting) veranderden er cijfers: 2 herzien, 1 nu gevuld, "
        "1 ingetrokken, 1 nieuw, 1 vervallen."
    )
    assert weightiest == (
        f"In 2022 had in Den Haag Zuidwest 53,2{NB}% van de inwoners van 15 tot 75 jaar betaald werk; "
        f"in de vorige editie stond er 53,9{NB}%."
    )
    assert link == "De bijlage laat zien wat er stond en wat er nu staat."


def test_every_sentence_about_revisions_is_proven_and_none_of_its_lies_is(new: Edition) -> None:
    spoken = about_revisions(sentences(new))
    assert len(spoken) == 4
    assert check_all(sentences(new), new) == ()
    lies = [(name, s.text, lie) for s in spoken for name, lie in mutations(s)]
    assert [(name, said) for name, said, lie in lies if not findings(lie, new)] == []


def test_the_bijlage_shows_per_place_what_was_and_what_is(new: Edition) -> None:
    (chapter,) = revisions(new)
    shown = rows(chapter.chapters)
    assert list(shown) == ["herzien-DHG", "herzien-GRO", "herzien-TIL", "herzien-XYZ"]
    source = "Kerncijfers wijken en buurten 2020"
    assert shown["herzien-DHG"] == [
        ("Inwoners", "2020", "70.900", "71.120", "herzien", source),
        ("Nettoarbeidsparticipatie (%)", "2022", f"53,9{NB}%", f"53,2{NB}%", "herzien",
         "Kerncijfers wijken en buurten 2022, wijken"),
    ]  # fmt: skip
    assert [row[2:5] for row in shown["herzien-TIL"]] == [("", "44.400", "nieuw"), ("–", "211", "nu gevuld")]
    assert [row[2:] for row in shown["herzien-GRO"]] == [("60.000", "×", "ingetrokken", "geen")]
    assert [row[2:] for row in shown["herzien-XYZ"]] == [("71.120", "", "vervallen", "geen")]


def test_only_the_kinds_that_occur_are_explained(new: Edition) -> None:
    (chapter,) = revisions(new)
    (table,) = (block for block in chapter.blocks if isinstance(block, Table))
    assert [text(row[0]) for row in table.rows] == [
        "herzien", "nu gevuld", "ingetrokken", "nieuw", "vervallen",
    ]  # fmt: skip
    assert set(KINDS) == set(RevisionKind)


def test_what_was_is_bound_to_the_edition_on_the_page(new: Edition) -> None:
    letter = Letter(id="bijlage", title="Bijlage", concept="CONCEPT", chapters=revisions(new))
    page = html(letter, Bundle.of((letter,)))
    assert 'href="bewijs/feiten.html#was-DHG.inhabitants.2020"' in page
    assert list(figures_on_page("bijlage.html", page, new)) == []
    forged = page.replace(">70.900<", ">70.901<")
    (line,) = figures_on_page("bijlage.html", forged, new)
    assert "was:DHG.inhabitants.2020 is said to be '70.901'" in line


def test_a_figure_of_an_indicator_that_is_gone_is_shown_by_its_id(new: Edition) -> None:
    revision = Revision("DHG.oud.2019", RevisionKind.GONE, "12.5", "", "2022-nulmeting")
    (chapter,) = revisions(replace(new, revisions={revision.figure: revision}))
    assert rows(chapter.chapters) == {
        "herzien-DHG": [("oud", "2019", "12,5", "", "vervallen", "geen")],
    }


def test_differences_alone_are_said_to_be_differences(new: Edition) -> None:
    only = replace(new, revisions={GAP: new.revisions[GAP]})
    (chapter,) = revisions(only)
    assert chapter.chapters == ()
    said = [s.text for s in about_revisions(sentences(only))]
    assert said[0] == "Sinds de vorige editie (2022-nulmeting) veranderde geen cijfer, alleen een verschil."
    assert said[-1] == "Aantal verschillen en veranderingen die daarbij horen: 1."
    assert check_all(sentences(only), only) == ()


def test_all_revisions_are_data(new: Edition) -> None:
    lines = revisions_csv(new).decode().splitlines()
    assert lines[0] == "figure,kind,before,after,before_edition"
    assert "DHG.net-participation.2022.gap-NL,revised,-10.9,-11.669,2022-nulmeting" in lines
    assert len(lines) == len(new.revisions) + 1


def test_nothing_moves_between_an_edition_and_itself(new: Edition) -> None:
    shipped = replace(new, revisions={})
    assert moved_sentences(shipped, shipped) == ()


def test_the_sentences_of_the_last_letter_that_move_are_named(new: Edition) -> None:
    shipped = replace(new, revisions={})
    old = shipped.figures[PEOPLE]
    before = replace(old, value=70_900.0, low=70_700.0, high=71_100.0)
    moved = moved_sentences(replace(shipped, figures={**shipped.figures, PEOPLE: before}), new)
    assert (
        Moved(
            "gebied-DHG",
            "In 2020 woonden in Den Haag Zuidwest 70.900 mensen.",
            "In 2020 woonden in Den Haag Zuidwest 71.120 mensen.",
            (PEOPLE,),
        )
        in moved
    )
    assert {item.figures for item in moved} == {(PEOPLE,)}


def test_a_sentence_that_reads_the_same_but_rests_on_another_margin_moves(new: Edition) -> None:
    shipped = replace(new, revisions={})
    old = shipped.figures[PEOPLE]
    wider = replace(old, low=(old.low or 0) - 5)
    moved = moved_sentences(replace(shipped, figures={**shipped.figures, PEOPLE: wider}), shipped)
    assert moved
    assert all(item.before == item.after and item.figures == (PEOPLE,) for item in moved)


def test_a_sentence_that_is_no_longer_said_moves_to_nothing(new: Edition) -> None:
    shipped = replace(new, revisions={})
    kept = tuple(claim for claim in shipped.programme.published if claim.id != "kop-werkenden")
    fewer = replace(shipped.definitions, programme=replace(shipped.programme, published=kept))
    moved = moved_sentences(shipped, replace(shipped, definitions=fewer))
    gone = [item for item in moved if item.chapter == "uitspraak-kop-werkenden"]
    assert gone
    assert all(item.before and not item.after and not item.figures for item in gone)
    assert {item.chapter for item in moved if not item.after} == {"uitspraak-kop-werkenden"}


def test_counts_and_totals_move_with_a_figure_that_is_withdrawn(new: Edition) -> None:
    shipped = replace(new, revisions={})
    none = replace(shipped.figures[WORK], value=Absent.SUPPRESSED, low=None, high=None)
    moved = moved_sentences(shipped, replace(shipped, figures={**shipped.figures, WORK: none}))
    said = {(item.chapter, item.before[:35], item.after[:35]) for item in moved}
    assert (
        "brief-meedoen",
        "In 2022 had in 17 focusgebieden sam",
        "In 2022 had in 16 focusgebieden sam",
    ) in said
    assert {item.chapter for item in moved} >= {"thema-meedoen", "gebied-DHG"}


def test_a_letter_without_a_figure_speaks_of_the_fullest_year_that_is_left(new: Edition) -> None:
    shipped = replace(new, revisions={})
    none = replace(shipped.figures[PEOPLE], value=Absent.SUPPRESSED, low=None, high=None)
    moved = moved_sentences(shipped, replace(shipped, figures={**shipped.figures, PEOPLE: none}))
    opening = next(item for item in moved if item.chapter == "gebied-DHG" and PEOPLE in item.figures)
    assert opening.before.startswith("In 2020 woonden in Den Haag Zuidwest")
    later = replace(shipped, figures={**shipped.figures, PEOPLE: none})
    assert any(s.text.startswith("In 2022 woonden in Den Haag Zuidwest") for s in sentences(later))


def test_a_count_that_moves_is_a_sentence_that_moves(new: Edition) -> None:
    shipped = replace(new, revisions={})
    fewer = replace(
        shipped.definitions, programme=replace(shipped.programme, streams=shipped.programme.streams[1:])
    )
    moved = moved_sentences(shipped, replace(shipped, definitions=fewer))
    assert {item.chapter for item in moved} == {"brief-schotten", "nood-en-inzet"}
    assert fact(shipped, "count:streams").text in moved[0].before
    assert moved[0].figures == ()
