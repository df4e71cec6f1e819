"""Facts about revisions: what the edition before said, and how many figures are said otherwise now."""

from wijkbewijs.dossier.dutch import number, value_shown
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact_records import Teller
from wijkbewijs.dossier.revision import RevisionKind, value_of
from wijkbewijs.kernel.figure import Absent, Measure


def _was(edition: Edition, key: str) -> str:
    """The number that stood in the edition before, shown as this one shows it: `was:DHG.crimes.2021`."""
    revision = edition.revisions[key]
    before = value_of(revision.before)
    if isinstance(before, Absent):
        raise LookupError(f"there was no number: {before}")  # noqa: TRY004 - a text of the right type
    indicator = edition.indicator(key.split(".")[1])
    measure = Measure.LEVEL if revision.of_level else Measure.CHANGE
    return value_shown(before, measure, indicator.unit, indicator.decimals)


def _revised(edition: Edition, key: str) -> str:
    """How many levels of a kind, how many differences, and since which edition: `revised:gone`."""
    revisions = edition.revisions.values()
    if key == "since":
        (edition_id,) = {revision.before_edition for revision in revisions}
        return edition_id
    if key == "differences":
        return number(sum(not revision.of_level for revision in revisions), 0)
    kind = RevisionKind(key)
    return number(sum(revision.kind is kind for revision in revisions if revision.of_level), 0)


REVISIONS: dict[str, Teller] = {"revised": _revised, "was": _was}
