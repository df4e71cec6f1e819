"""The pages that stand for all pages: `python -m tests.accessibility.pages out/2022-nulmeting`.

Every page of the bundle that is not a receipt, and one receipt of every kind. Two receipts are of one kind
when they are made of the same elements and classes: the browser then has nothing new to find.
"""

import re
import sys
from pathlib import Path

_MADE_OF = re.compile(r"<([a-z][a-z0-9]*)\b|\bclass=\"([^\"]*)\"")


def representative(folder: Path) -> list[Path]:
    """Return the pages of the bundle in `folder` that the browser must see, in order of name."""
    kinds = {_kind(page): page for page in sorted((folder / "bewijs").rglob("*.html"), reverse=True)}
    return sorted([*folder.glob("*.html"), *kinds.values()])


def _kind(page: Path) -> frozenset[str]:
    return frozenset(tag or f".{names}" for tag, names in _MADE_OF.findall(page.read_text(encoding="utf-8")))


if __name__ == "__main__":
    sys.stdout.writelines(f"{page}\n" for name in sys.argv[1:] for page in representative(Path(name)))
