"""Which pages the browser sees: each page of the bundle, and one receipt of every kind."""

from pathlib import Path

from tests.accessibility.pages import representative


def test_one_receipt_of_every_kind_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "bewijs").mkdir()
    pages = {
        "brief.html": "<h1>Brief</h1>",
        "bewijs/a.html": "<h1>71.120</h1>",
        "bewijs/b.html": "<h1>58,1</h1>",
        "bewijs/c.html": "<h1>58,1</h1><table></table>",
        "bewijs/d.html": '<h1 class="absent">geen cijfer</h1>',
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [page.relative_to(tmp_path).as_posix() for page in representative(tmp_path)]
    assert names == ["bewijs/a.html", "bewijs/c.html", "bewijs/d.html", "brief.html"]
