"""What is fuzzed: every reader, both readers of outlines, and every wire with the answers that it gets."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from tests.fuzz import answers
from tests.replay import others
from tests.replay.cbs3 import atom
from tests.replay.cbs4 import bundled
from tests.replay.server import status
from tests.unit.sources import files
from tests.unit.sources.small import SMALL, small_table4
from tests.unit.sources.takes3 import small_police
from tests.unit.sources.takes_others import bundle
from wijkbewijs.kernel.errors import WijkbewijsError
from wijkbewijs.sources import READERS, kwb_map, pdok_features
from wijkbewijs.sources.bundle import packed

MOST_WORDS = 4_000  # characters of an error: somebody has to read it


@dataclass(frozen=True, slots=True)
class Target:
    """Something that takes any bytes; `samples` are bytes that it accepts."""

    run: Callable[[bytes], object]
    samples: tuple[bytes, ...]


def judged(target: Target, content: bytes) -> WijkbewijsError | None:
    """Return what `content` ends in: None for a table, or one of our own errors.

    Whatever else happens is a bug, and so is an error that nobody can print or read, a table that is broken,
    and a figure that is no finite number.
    """
    try:
        found = target.run(content)
    except WijkbewijsError as error:
        assert 0 < len(str(error).encode().strip()) <= 4 * MOST_WORDS  # noqa: PT017 - both ends are allowed
        return error
    if isinstance(found, pa.Table):
        found.validate(full=True)
        assert found.num_columns
        if "value" in found.column_names:
            assert pc.all(pc.is_finite(found["value"].cast(pa.float64())), min_count=0).as_py()
    return None


def _samples() -> dict[str, tuple[bytes, ...]]:
    """Return more samples for the readers whose content comes in several forms."""
    police, table = small_police(), small_table4()
    in_atom = [(name, atom(json.loads(body)["value"], "").encode()) for name, body in police.parts()]
    counted = "GeregistreerdeMisdrijven_1"
    padded = [{**row, counted: str(row[counted] or ".").rjust(8)} for row in police.rows]
    untyped = replace(police, rows=padded, dataset="UntypedDataSet")
    ses = files.lines(
        '"Perioden";"Wijken en buurten";"Regio (code)";"SES-WOA/Score (Getal)";"SES-WOA/Spreiding (Getal)"',
        '"2022";"Nederland";"NL00";"0.123";"-"',
        '"2023*";"Carnisse";"WK059914";"x";"."',
    )
    wijkprofiel = files.lines(
        files.WIJKPROFIEL_HEADER,
        "carnisse,Carnisse,Charlois,2026,index,fysiek,(index),,,83",
        "carnisse,Carnisse,Charlois,2026,theme,fysiek,Wonen,92,88,",
    )
    regions = [
        (f"{name}/00000.json", json.dumps({"features": rows}).encode())
        for name, rows in others.REGIONS.items()
    ]
    return {
        "cbs_odata3": (packed(in_atom), packed(untyped.parts())),
        "cbs_odata4": (bundled(table, bulk=status(404)),),
        "pdok_features": (packed(regions),),
        "rotterdam_wijkprofiel": (wijkprofiel,),
        "ses_woa": (ses, bundle(ses, "ses.csv")),
    }


def _targets() -> dict[str, Target]:
    more = _samples()
    found = {name: Target(read, (SMALL[name], *more.get(name, ()))) for name, read in READERS}
    found["kwb_map_outlines"] = Target(kwb_map.outlines, found["kwb_map"].samples)
    found["pdok_features_outlines"] = Target(pdok_features.outlines, found["pdok_features"].samples)
    return found | {name: Target(*asked) for name, asked in answers.samples().items()}


TARGETS = _targets()
