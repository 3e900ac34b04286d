"""The short ways of setting a letter give what reportlab's own give."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from srh_assess.letters.fonts import shared
from srh_assess.letters.measured import Measured, written
from srh_assess.letters.paper import PROFESSIONAL, style
from srh_assess.letters.tags import Tagged, TaggedCanvas
from srh_assess.shipped import shipped

LONG = (
    "Marianne asked on 14\u00a0July\u00a02026 for a test, and for somebody to ring her back. " * 7
)
WORDS = (
    LONG, f"  {LONG}  two  blanks", "one", "Ząb, łódź and a long-acting one", "",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4 + " is wider than a line",
    "soft\u00adhyphens stay " * 20, "a\u200bb zero width " * 30,
)  # fmt: skip
FILE = str(shipped("fonts", "noto-sans", "NotoSans-Regular.ttf"))


def own(words: str, looks: ParagraphStyle, kind: type[Paragraph]) -> Any:
    shared().register("NotoSans")
    piece = Paragraph("model", looks).frags[0].clone(text=words)
    return kind(words, looks, frags=[piece])


@pytest.mark.parametrize("indent", [0, 40, -20], ids=["level", "first in", "first out"])
@pytest.mark.parametrize("words", WORDS)
def test_the_lines_end_where_reportlab_ends_them(words: str, indent: float) -> None:
    looks = style(PROFESSIONAL, "a", firstLineIndent=indent)
    for wide in (30, 95, 211, 480):
        ours, theirs = own(words, looks, Tagged), own(words, looks, Paragraph)
        assert ours.wrap(wide, 900) == theirs.wrap(wide, 900)
        assert vars(ours.blPara) == vars(theirs.blPara)


def test_one_width_is_that_of_every_line() -> None:
    looks = style(PROFESSIONAL, "a")
    ours, theirs = own(LONG, looks, Tagged), own(LONG, looks, Paragraph)
    assert vars(ours.breakLines(200)) == vars(theirs.breakLines(200))


@pytest.mark.parametrize(
    ("more", "bullet"), [({"endDots": "."}, None), ({"wordWrap": "LTR"}, None), ({}, "\u2022")]
)
def test_a_paragraph_that_is_not_plain_goes_the_long_way(
    more: dict[str, str], bullet: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Paragraph, "breakLines", lambda _, width: asked.append(width))
    made = own(LONG, style(PROFESSIONAL, "a", **more), Tagged)
    made.bulletText = bullet
    made.breakLines([200])
    assert asked == [[200]]


def test_the_signs_of_a_line_have_the_numbers_that_reportlab_gives_them() -> None:
    ours, theirs = Measured("ours", FILE), TTFont("theirs", FILE)
    mine, their = PDFDocument(), PDFDocument()
    every = "".join(chr(sign) for sign in sorted(theirs.face.charToGlyph) if 32 < sign < 1000)
    for words in (LONG, LONG, "", "Ząb", every, LONG, every, "\u00a0", "\U0010ffff"):
        assert ours.splitString(words, mine) == theirs.splitString(words, their)


def moved(kind: type[Canvas]) -> tuple[Any, ...]:
    canvas: Any = kind("unused.pdf", invariant=1)
    canvas.translate(3, 4.25)
    canvas.translate(0.1, -7)
    canvas.saveState()
    canvas.setLineWidth(3)
    canvas.translate(1 / 3, 1e-9)
    inside = (list(canvas._code), canvas._currentMatrix, canvas._lineWidth)
    canvas.restoreState()
    return (*inside, canvas._currentMatrix, canvas._lineWidth)


def test_what_is_moved_and_kept_is_written_as_reportlab_writes_it() -> None:
    assert moved(TaggedCanvas) == moved(Canvas)


def test_numbers_are_written_as_reportlab_writes_them() -> None:
    drawn = Random(7)
    numbers = [drawn.uniform(-1, 1) * 10 ** drawn.uniform(-9, 8) for _ in range(3000)]
    edges = [0, 1, -1, 1000, 10, 999999.96, 1e6, 1 - 1e-9, 9.9999999, 1e-7, 100000.05, 5, -0.5]
    for one in (*numbers, *edges, *(float(-one) for one in edges)):
        assert written(one) == fp_str(one)
    assert written(12.5, 0.25) == fp_str(12.5, 0.25) == "12.5 .25"
