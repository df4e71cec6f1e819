"""Definition files as plain data: UTF-8 text, strict YAML 1.2 and CSV, with errors that name the line."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from wijkbewijs.kernel.errors import BadDefinition


def yaml_data(path: Path, where: str) -> object:
    """Return the content of a YAML 1.2 file as mappings, lists and scalars.

    Raises BadDefinition, with the line where that is known, for broken YAML, a key that occurs twice, text
    that is not UTF-8 and a file that is empty or missing.
    """
    text = _text(path, where)
    try:
        data: object = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise BadDefinition(f"{where}{line}: {error.problem}. Correct the YAML there.") from error
    except (YAMLError, ValueError) as error:
        first = str(error).partition("\n")[0]
        raise BadDefinition(f"{where}: this is no valid YAML ({first}). Correct it.") from error
    if data is None:
        raise BadDefinition(f"{where}: the file is empty. Write its content, or an empty list `[]`.")
    return data


def csv_rows(path: Path, where: str, columns: Sequence[str]) -> list[tuple[str, Mapping[str, str]]]:
    """Return the rows of a CSV file, each with its place as `file line n`.

    Raises BadDefinition when the header is not `columns` or a row has more or fewer cells than the header.
    """
    reader = csv.reader(io.StringIO(_text(path, where), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(header, columns, where)
        return [
            (f"{where} line {reader.line_num}", _row(cells, header, f"{where} line {reader.line_num}"))
            for cells in reader
        ]
    except csv.Error as error:
        raise BadDefinition(f"{where} line {reader.line_num}: {error}. Correct the CSV there.") from error


def _text(path: Path, where: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadDefinition(f"{where}: this file is missing. Restore it.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadDefinition(f"{where}, line {line}: this is not UTF-8. Save the file as UTF-8.") from error


def _check_header(header: Sequence[str], columns: Sequence[str], where: str) -> None:
    wrong = [name for name in header if name not in columns] + [c for c in columns if c not in header]
    if wrong or len(header) != len(columns):
        what = repr(wrong[0]) if wrong else "a column twice"
        raise BadDefinition(f"{where}: the header differs at {what}. Correct it to: {', '.join(columns)}.")


def _row(cells: Sequence[str], header: Sequence[str], where: str) -> Mapping[str, str]:
    if len(cells) != len(header):
        raise BadDefinition(
            f"{where}: {len(cells)} cells for {len(header)} columns. Put a text with a comma between quotes."
        )
    return dict(zip(header, cells, strict=True))
