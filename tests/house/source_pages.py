"""One page of the manual for every source, drawn from its definition: what, licence, cadence, traps, contact.

`python -m tests.house.manual` writes them anew.
"""

from collections.abc import Iterator
from pathlib import Path

from wijkbewijs.definitions.files import yaml_data
from wijkbewijs.definitions.load import PACKAGED
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.series import ENDING, expanded
from wijkbewijs.definitions.source import Evidence, Lock, Source
from wijkbewijs.dossier.dutch import day
from wijkbewijs.kernel.record import structured

PAGES = Path(__file__).parents[2] / "docs" / "manual" / "bronnen"
EVIDENCE_WORDS = {
    Evidence.RECORDED: "opgenomen antwoorden van de bron",
    Evidence.RECONSTRUCTED: "echte rijen in een nagebouwde envelop",
    Evidence.DOCUMENTED: "alleen de documentatie; een echt antwoord van de bron zagen wij nog niet",
}
_UNKNOWN = "onbekend"


def pages(loaded: Loaded) -> dict[str, str]:
    """Return the text of every page by its file name: one for a source or a series, and the list of them."""
    locks = {lock.source: lock for lock in loaded.locks}
    families = dict(_families(loaded))
    texts = {f"{name}.md": _page(family, locks) for name, family in families.items()}
    return {**texts, "README.md": _list(families)}


def _families(loaded: Loaded) -> Iterator[tuple[str, list[Source]]]:
    """The sources of each definition file, by the name of that file, in the order of the names."""
    by_id = {source.id: source for source in loaded.sources}
    for path in sorted((PACKAGED / "sources").glob("*.yml")):
        if path.name.endswith(ENDING):
            data = expanded(yaml_data(path, path.name), path.name)
            yield path.name.removesuffix(ENDING), [structured(Source, one, path.name) for one in data]
        elif not path.name.endswith(".lock.yml"):
            yield path.stem, [by_id[path.stem]]


def _list(families: dict[str, list[Source]]) -> str:
    rows = (
        f"| [{_title(family)}]({name}.md) | {family[0].producer} | {_way(family[0])} |"
        for name, family in families.items()
    )
    head = "# Bronnen\n\nElke bron heeft een eigen pagina. "
    text = "Een kopie ligt in een map op uw computer; de rest haalt het programma zelf op.\n"
    return "\n".join([head + text, "| bron | van wie | hoe |", "| --- | --- | --- |", *rows, ""])


def _title(family: list[Source]) -> str:
    return family[0].title if len(family) == 1 else f"{family[0].title} (tot en met {_last(family)})"


def _last(family: list[Source]) -> str:
    return next(word for word in reversed(family[-1].title.split()) if word.isdecimal())


def _way(source: Source) -> str:
    return "kopie" if source.wire is None else "`wijkbewijs take`"


def _page(family: list[Source], locks: dict[str, Lock]) -> str:
    one = family[0]
    facts = "\n".join(f"| {name} | {text} |" for name, text in _facts(family, locks))
    traps = "\n".join(f"- {trap}" for trap in one.traps) or "Er zijn ons geen valkuilen bekend."
    inputs = sorted({measure.title for source in family for measure in source.measures})
    read = "\n".join(f"- {title}" for title in inputs) or "Deze bron vult zelf geen cijfers."
    parts = [f"# {_title(family)}", f"| | |\n| --- | --- |\n{facts}"]
    parts += [f"## Waar u op moet letten\n{traps}", f"## Wat wij eruit lezen\n{read}"]
    return "\n\n".join(parts) + "\n"


def _facts(family: list[Source], locks: dict[str, Lock]) -> Iterator[tuple[str, str]]:
    one = family[0]
    yield "van wie", one.producer
    yield "naam in dit programma", ", ".join(f"`{source.id}`" for source in family)
    yield "tabel of bestand", ", ".join(dict.fromkeys(source.table for source in family))
    yield "waar", f"<{one.url}>"
    yield "licentie", one.licence
    yield "hoe vaak nieuw", one.cadence
    yield "indeling van wijken en buurten", ", ".join(dict.fromkeys(s.division for s in family))
    yield "vragen over de cijfers", one.contact or _UNKNOWN
    if one.wire is not None:
        yield "hoe vers", "wat u ophaalt; `wijkbewijs take --offline` zegt van welke dag dat is"
        yield "onze lezing is getoetst op", EVIDENCE_WORDS[one.wire.evidence]
    elif one.id in locks:
        vintage = one.vintage if one.vintage != _UNKNOWN else "een uitgave van onbekende dag"
        yield "hoe vers", f"{vintage}; vastgelegd op {day(locks[one.id].taken_on)}"
        yield "via", one.via or "de bron zelf"
