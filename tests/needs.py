"""What a test needs from the machine: without it a test is skipped with the reason, and fails under CI."""

import os
from collections.abc import Sequence

import pytest


def need(missing: Sequence[str], *, why: str) -> None:
    """Skip the running test when something is `missing`; under CI everything must be there, so fail."""
    if not missing:
        return
    words = f"this machine lacks {', '.join(missing)}. {why}"
    if "CI" in os.environ:
        pytest.fail(words)
    pytest.skip(words)
