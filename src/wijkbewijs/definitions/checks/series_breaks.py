"""Breaks in series: what they touch must be read, and what they say must have words."""

from wijkbewijs.definitions.checks.indicators import DERIVED_INPUTS
from wijkbewijs.definitions.checks.references import check_known
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition


def check_breaks(loaded: Loaded) -> None:
    """Raise BadDefinition for a break with an unknown input, source or caveat, or without words."""
    sources = {source.id for source in loaded.sources}
    inputs = {m.input for source in loaded.sources for m in source.measures} | DERIVED_INPUTS
    caveats = {caveat.code for caveat in loaded.caveats}
    for found in loaded.breaks:
        where = f"breaks.yml: {found.id}"
        check_known(found.inputs, inputs, what="input of a source", where=where)
        check_known(found.sources, sources, what="source", where=where)
        check_known([found.caveat] if found.caveat else [], caveats, what="caveat", where=where)
        if not (found.title and found.document):
            raise BadDefinition(
                f"{where}: a break needs a title and a document. Say what changed, and who says so."
            )
