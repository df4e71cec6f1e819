"""Whatever happened to the bytes on their way, a reader ends in a table or in one of our own errors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sources.small import SMALL
from wijkbewijs.kernel.errors import WijkbewijsError
from wijkbewijs.sources import READERS, reader_of


@pytest.mark.parametrize("name", [name for name, _ in READERS])
@settings(max_examples=40)
@given(data=st.data())
def test_corrupted_bytes_never_end_in_a_raw_traceback(name: str, data: st.DataObject) -> None:
    content = bytearray(SMALL[name])
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        content[data.draw(st.integers(0, len(content) - 1), label="at")] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)), label="cut at")
    try:
        table = reader_of(name)(bytes(content[: cut or None]))
    except WijkbewijsError as error:
        assert name in str(error)  # noqa: PT017 - both ends are allowed, only the error must name the reader
    else:
        assert table.num_columns > 0
