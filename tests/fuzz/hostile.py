"""Content that is made to take all memory, all disk or all time, and what becomes of it.

`python -m tests.fuzz.hostile [CASE...]` runs each case in one process with at most `MOST_MEMORY` of address
space. It prints in JSON, for each, the error in which it ends, the files that are left in its home folder and
how many bytes were written there, and the most memory that the process held at any moment.
"""

import io
import json
import resource
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.fuzz import answers
from tests.replay import others
from tests.replay.server import Answer, Body, Replay, Request
from tests.unit.sources import files
from tests.unit.sources.small import SMALL, small_table4
from tests.unit.sources.takes3 import small_police
from tests.unit.sources.takes_others import bundle, source_of, taken
from wijkbewijs.kernel.errors import WijkbewijsError
from wijkbewijs.sources import reader_of
from wijkbewijs.sources.bundle import packed

MOST_MEMORY = 3_000_000_000  # bytes of address space
LONG = 200_000_000  # bytes of one line
TEN_GB = 10_000_000_000
_PIECE = 10_000_000
