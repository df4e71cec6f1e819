"""Writers: the same document tree as HTML, PDF, DOCX and data, each figure with its receipt.

    written = write_all((brief, annex), edition, Path("out/2022-nulmeting"))

Only `bundle` writes files; the other modules turn values into text or bytes. Nothing is imported here, so
that a chapter that needs a sign from `marks` does not load the machinery of PDF and DOCX.
"""
