"""One page of the manual for every source, drawn from its definition: what, licence, cadence, traps, contact.

`python -m tests.house.manual` writes them anew.
"""

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from wijkbewijs.cli.contracts import TESTED_ON
from wijkbewijs.definitions.files import yaml_data
from wijkbewijs.definitions.load import PACKAGED
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.series import ENDING, expanded
from wijkbewijs.definitions.source import Measured, Source
from wijkbewijs.dossier.dutch import day
from wijkbewijs.report.writers.marks import status_mark

PAGES = Path(__file__).parents[2] / "docs" / "manual" / "bronnen"
LIST = "README.md"
_UNKNOWN = "onbekend"
_WIDTH = 110
_LOCK = ".lock.yml"
_INTRODUCTION = """\
# Bronnen

Elke bron heeft een eigen pagina. Daar staat wat de bron is, hoe vaak er iets nieuws komt, onder welke
licentie, waar u op moet letten en aan wie u iets kunt vragen."""
_TAKEN = """\
## Op te halen bij de bron

Deze [haalt u op](../bronnen-halen.md) met `wijkbewijs take`, allemaal tegelijk of een voor een met hun naam.
Zij tellen pas mee als iemand ze heeft [aanvaard](../nieuwe-gegevens.md)."""
_COPIED = """\
## Kopieën

Met deze kopieën is de meegeleverde editie gemaakt. Wie [zelf bouwt](../zelf-bouwen.md), heeft ze in een map
nodig."""


def pages(loaded: Loaded) -> dict[str, str]:
    """Return the text of every page by its file name: one for a source or a series, and the list of them."""
    families = dict(_families(loaded))
    texts = {f"{name}.md": _page(family, loaded) for name, family in families.items()}
    return {**texts, LIST: _list(families)}


def write(loaded: Loaded, folder: Path = PAGES) -> None:
    """Write every page, and remove those of sources that are gone."""
    drawn = pages(loaded)
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in drawn:
            path.unlink()
    for name, text in drawn.items():
        (folder / name).write_text(text, encoding="utf-8")


def _families(loaded: Loaded) -> Iterator[tuple[str, list[Source]]]:
    """The sources of each definition file, by the name of that file, in the order of the names."""
    by_id = {source.id: source for source in loaded.sources}
    for path in sorted((PACKAGED / "sources").glob("*.yml")):
        if path.name.endswith(ENDING):
            tables = expanded(yaml_data(path, path.name), path.name)
            yield path.name.removesuffix(ENDING), [by_id[table["id"]] for table in tables]
        elif not path.name.endswith(_LOCK):
            yield path.stem, [by_id[path.stem]]


def _list(families: dict[str, list[Source]]) -> str:
    taken = {name: family for name, family in families.items() if family[0].wire}
    copied = {name: family for name, family in families.items() if not family[0].wire}
    parts = [_INTRODUCTION, _TAKEN, _links(taken), _COPIED, _links(copied)]
    return "\n\n".join(parts) + "\n"


def _links(families: dict[str, list[Source]]) -> str:
    rows = (f"| [{_title(f)}]({name}.md) | {f[0].producer} |" for name, f in families.items())
    return "\n".join(["| bron | van wie |", "| --- | --- |", *rows])


def _page(family: list[Source], loaded: Loaded) -> str:
    one = family[0]
    codes = {code for source in family for code in source.caveats}
    caveats = [f"{caveat.code}: {caveat.text}" for caveat in loaded.caveats if caveat.code in codes]
    parts = [f"# {_title(family)}", _items(f"**{name}**: {text}" for name, text in _facts(family, loaded))]
    parts += _tables(family)
    parts += ["## Waar u op moet letten", _items(one.traps) or "Er zijn ons geen valkuilen bekend."]
    if caveats:
        words = "Deze [waarschuwingen](../controles.md) reizen mee met de cijfers uit deze bron."
        parts += ["## Waarschuwingen", words, _items(sorted(caveats))]
    read = _items(_titles(family)) or "Deze bron vult zelf geen cijfers."
    return "\n\n".join([*parts, "## Wat wij eruit lezen", read]) + "\n"


def _title(family: list[Source]) -> str:
    """The title of a source; of a series its first title, with the last year beside the first."""
    pairs = zip(family[0].title.split(), family[-1].title.split(), strict=True)
    return " ".join(a if a == b else f"{a.rstrip(',')} tot en met {b}" for a, b in pairs)


def _facts(family: list[Source], loaded: Loaded) -> Iterator[tuple[str, str]]:
    one = family[0]
    yield "van wie", one.producer
    if len(family) == 1:
        yield "naam in dit programma", f"`{one.id}`"
        yield "tabel of bestand", one.table
        yield "waar", f"<{one.url}>"
        yield "indeling van wijken en buurten", one.division
    yield "soort cijfer", status_mark(one.status).name
    yield "licentie", one.licence
    yield "hoe vaak nieuw", one.cadence
    yield "hoe vers", _freshness(one, loaded)
    yield "vragen over de cijfers", one.contact or _UNKNOWN
    if one.wire is None:
        yield "via", one.via or "de bron zelf"
        replacing = [f"`{source.id}`" for source in loaded.sources if one.id in source.replaces]
        if replacing:
            yield "telt niet meer mee na aanvaarding van", ", ".join(replacing)
    else:
        yield "onze lezing is getoetst op", TESTED_ON[one.wire.evidence]


def _freshness(one: Source, loaded: Loaded) -> str:
    if one.wire is not None:
        return "zo vers als de laatste keer dat u haar ophaalde; `wijkbewijs take --offline` noemt die dag"
    (locked,) = (lock.taken_on for lock in loaded.locks if lock.source == one.id)
    edition = "van onbekende dag" if one.vintage == _UNKNOWN else one.vintage
    return f"uitgave {edition}; onze kopie is vastgelegd op {day(locked)}"


def _tables(family: list[Source]) -> list[str]:
    """The tables of a series; nothing for a source on its own."""
    if len(family) == 1:
        return []
    rows = (f"| {s.title} | `{s.id}` | [{s.table}]({s.url}) |" for s in family)
    head = ["| uitgave | naam in dit programma | tabel |", "| --- | --- | --- |"]
    return ["## Tabellen", "\n".join([*head, *rows])]


def _titles(family: list[Source]) -> list[str]:
    """What is read, once each: group and title, with the codes of the dimensions by which it varies."""
    measures = [measure for source in family for measure in source.measures]
    codes = {pair for measure in measures for pair in measure.where}
    varying = {name for name, _ in codes if sum(other == name for other, _ in codes) > 1}
    return list(dict.fromkeys(_titled(measure, varying) for measure in measures))


def _titled(measure: Measured, varying: set[str]) -> str:
    title = f"{measure.group}: {measure.title}" if measure.group else measure.title
    chosen = [f"{name} {code}" for name, code in measure.where if name in varying]
    return f"{title} ({', '.join(chosen)})" if chosen else title


def _items(texts: Iterable[str]) -> str:
    """A list in Markdown; a long item goes on, indented, on the next line."""
    wrap = textwrap.TextWrapper(
        _WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(wrap.fill(text) for text in texts)
