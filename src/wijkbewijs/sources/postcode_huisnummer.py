"""CBS, buurt, wijk and gemeente of every postcode and house number: a zip with one long list of addresses.

Its columns differ a little from year to year (`PC6;Huisnummer;Buurt2019;Wijk2019;Gemeente2019`), and codes
are numbers that lost their zeros. That was told by others who read the files; none was at hand.
"""

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.parcel import file_body, inner_zip
from wijkbewijs.sources.separated import columns, header_of

NAME = "postcode_huisnummer"

_ADDRESSES = re.compile(r"(.*/)?pc6hnr(?P<year>\d{4})\d{4}_gwb[^/]*\.csv", re.IGNORECASE)
_BUURTEN = re.compile(r"(.*/)?(buurt|brt)[a-z]*_?\d{4}[^/]*\.csv", re.IGNORECASE)
_TITLES: Mapping[str, re.Pattern[str]] = {
    "postcode": re.compile(r"pc6?|postcode", re.IGNORECASE),
    "house_number": re.compile(r"huisnummer|huisnr|hnr", re.IGNORECASE),
    "buurt": re.compile(r"(?:buurt(?:code)?|gwb_code)(\d{4})?", re.IGNORECASE),
    "wijk": re.compile(r"wijk(?:code)?(\d{4})?", re.IGNORECASE),
    "gemeente": re.compile(r"gem(?:eente)?(?:code)?(\d{4})?", re.IGNORECASE),
}
_BUURT_CODE = re.compile(r"buurt(code)?_?(\d{4})?|bu_code", re.IGNORECASE)
_MOST_NUMBERS = 1_000_000  # above every house number of six digits
_CODES = {"buurt": ("BU", 8), "wijk": ("WK", 6), "gemeente": ("GM", 4)}
_FORMS = {
    "postcode": r"^[1-9][0-9]{3}[A-Z]{2}$",
    "house_number": r"^[0-9]{1,6}$",
    "buurt": r"^BU[0-9]{4}[0-9A-Z]{4}$",
    "wijk": r"^WK[0-9]{4}[0-9A-Z]{2}$",
    "gemeente": r"^GM[0-9]{4}$",
}


def read(content: bytes) -> pa.Table:
    """Return a row for each address: `postcode` (1234AB), `house_number` (int32), `buurt`, `wijk`, `gemeente`
    (with their prefix) and `year`.

    The last four are dictionary-encoded. Raises BadSource for a zip without the list or without the names
    of the buurten, a column that is missing, a cell of another form, a buurt that has no name or lies in
    another wijk or gemeente than its code says, and an address that stands there twice.
    """
    archive = inner_zip(content, NAME)
    name = _member(archive, _ADDRESSES, "list of addresses (pc6hnr….csv)")
    where = f"{NAME}: {name.rpartition('/')[2]}"
    body = file_body(archive.read(name), where)
    titles, separator = header_of(body, where)
    ours = {title: column for column, title in _found(titles, where).items()}
    year = _year(name, ours, where)
    addresses = _coded(columns(body, ours, separator, where), where)
    del body
    _check_nested(addresses, where)
    _check_named(addresses, archive, where)
    _check_once(addresses, where)
    years = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), addresses.num_rows), [year])
    return addresses.append_column("year", years)


def _member(archive: Bundle, form: re.Pattern[str], what: str) -> str:
    found = [name for name in archive.names if form.fullmatch(name)]
    if len(found) != 1:
        raise BadSource(
            f"{NAME}: the zip holds {len(found)} files that can be the {what}, expected one, among "
            f"{', '.join(archive.names[:8]) or 'nothing'}. Look at what the publisher put in it."
        )
    return found[0]


def _found(titles: tuple[str, ...], where: str) -> dict[str, str]:
    """Return the title in the file of each of our columns."""
    found = {column: title for column, form in _TITLES.items() for title in titles if form.fullmatch(title)}
    missing = [column for column in _TITLES if column not in found]
    if missing:
        raise BadSource(
            f"{where}: no column is the {missing[0]}, among {', '.join(titles)}. Mend the reader."
        )
    return found


def _year(name: str, ours: Mapping[str, str], where: str) -> str:
    match = _ADDRESSES.fullmatch(name)
    years = {match["year"]} if match else set()
    for title, column in ours.items():
        told = _TITLES[column].fullmatch(title)
        if told and told.re.groups and told[1]:
            years.add(told[1])
    if len(years) != 1:
        raise BadSource(
            f"{where}: name and columns are of {' and '.join(sorted(years))}. Take the right year."
        )
    return years.pop()


def _coded(texts: pa.Table, where: str) -> pa.Table:
    """Return the columns in our form; few codes occur often, so each is made and checked once."""
    plain = {
        "postcode": pc.utf8_upper(pc.replace_substring(texts["postcode"], " ", "")),
        "house_number": texts["house_number"],
    }
    for column, values in plain.items():
        _check_form(column, values, where)
    coded = {column: _code(column, texts[column], where) for column in _CODES}
    return pa.table(
        {"postcode": plain["postcode"], "house_number": plain["house_number"].cast(pa.int32()), **coded}
    )


def _code(column: str, values: pa.ChunkedArray, where: str) -> pa.DictionaryArray:
    prefix, width = _CODES[column]
    encoded = pc.dictionary_encode(values.combine_chunks())
    bare = pc.replace_substring_regex(encoded.dictionary, f"^{prefix}", "")
    full = pc.binary_join_element_wise(prefix, pc.utf8_lpad(bare, width, "0"), "")
    _check_form(column, full, where)
    if encoded.indices.null_count:
        raise BadSource(f"{where}: {encoded.indices.null_count} addresses have no {column}. Take it again.")
    return pa.DictionaryArray.from_arrays(encoded.indices, full)


def _check_form(column: str, values: pa.Array, where: str) -> None:
    fits = pc.fill_null(pc.match_substring_regex(values, _FORMS[column]), fill_value=False)
    for place in pc.indices_nonzero(pc.invert(fits)).slice(0, 1).to_pylist():
        raise BadSource(f"{where}: {values[place].as_py()!r} is no {column}. Take the file again.")


def _check_nested(addresses: pa.Table, where: str) -> None:
    places = addresses.select(list(_CODES)).group_by(list(_CODES)).aggregate([])
    for place in places.to_pylist():
        code = place["buurt"][2:]
        if (place["wijk"], place["gemeente"]) != (f"WK{code[:6]}", f"GM{code[:4]}"):
            raise BadSource(
                f"{where}: {place['buurt']} is put in {place['wijk']} and {place['gemeente']}, against "
                "its own code. Take the file again."
            )


def _check_named(addresses: pa.Table, archive: Bundle, where: str) -> None:
    name = _member(archive, _BUURTEN, "names of the buurten")
    body = archive.read(name)
    titles, separator = header_of(body, f"{NAME}: {name}")
    title = next((title for title in titles if _BUURT_CODE.fullmatch(title)), titles[0])
    listed = columns(body, {title: "buurt"}, separator, f"{NAME}: {name}")
    named = set(_code("buurt", listed["buurt"], f"{NAME}: {name}").dictionary.to_pylist())
    unknown = sorted(set(pc.unique(addresses["buurt"]).cast(pa.string()).to_pylist()) - named)
    if unknown:
        raise BadSource(
            f"{where}: {unknown[0]} is not among the {len(named)} buurten in {name} ({len(unknown)} such "
            "codes). The two files are not of one edition."
        )


def _check_once(addresses: pa.Table, where: str) -> None:
    postcodes = pc.dictionary_encode(addresses["postcode"].combine_chunks()).indices.to_numpy()
    keys = postcodes.astype(np.int64) * _MOST_NUMBERS + addresses["house_number"].to_numpy()
    keys.sort()
    twice = keys[1:][keys[1:] == keys[:-1]]
    if not len(twice):
        return
    postcode = pc.unique(addresses["postcode"])[int(twice[0]) // _MOST_NUMBERS]
    raise BadSource(
        f"{where}: {len(twice)} addresses stand there once more, e.g. {postcode} {twice[0] % _MOST_NUMBERS}. "
        "Nobody may be counted twice: take the file again."
    )
