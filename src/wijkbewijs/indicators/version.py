"""The identity of the arithmetic, so that an edition says which formulas made it."""

from importlib.resources import files

from wijkbewijs.kernel.canonical import sha256

_MODULES = ("formulas.py", "uncertainty.py", "compute.py", "differences.py", "ground.py", "periods.py")


def formula_hash() -> str:
    """Return the SHA-256 over the source text of the modules that compute figures."""
    room = files("wijkbewijs.indicators")
    return sha256(b"".join(room.joinpath(name).read_bytes() for name in _MODULES))
