"""A two-page letter against reportlab drawing the same words with no layout."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from srh_assess.clock import SystemClock
from srh_assess.letters.template import kinds
from srh_assess.shipped import shipped
from srh_assess.workflow.self_test import UNIT, complete
from srh_assess.workflow.sharing import Sharing
from tests.benchmarks.figures import Figure, middle
from tests.workflow.homes import new_desk, sitting

LINES_A_PAGE = 45
PAGES = 2
BATCH = 50


def a_letter(folder: Path) -> Figure:
    """The whole way: agreed content to finished bytes."""
    desk = new_desk(folder / "letter", SystemClock())
    session = sitting(desk)
    complete(session, {"G02": ("heavy",), "C05": "start", "Z02": "yes"})
    sharing = Sharing(session, UNIT, "srh_in_reach")
    for box in sharing.boxes:
        sharing.tick(box.id, on=True)
        if sharing.pdf(draft=True).pages > PAGES:
            sharing.tick(box.id, on=False)
    assert sharing.pdf(draft=True).pages == PAGES
    text = sharing.plain_text.splitlines()
    value = middle(lambda: sharing.pdf(draft=True), 15)
    desk.lock()
    pdfmetrics.registerFont(
        TTFont("floor", str(shipped("fonts", "noto-sans", "NotoSans-Regular.ttf")))
    )
    floor = middle(lambda: _drawn(text), 15)
    return Figure(
        what="a letter of two pages", value=value, floor=floor, unit="ms", aim=5,
        against="reportlab drawing the same words without layout",
    )  # fmt: skip


def a_batch(folder: Path) -> Figure:
    """Fifty letters one after another, each kind in turn, against as many times the floor of one:
    what one letter leaves behind must not slow the next."""
    desk = new_desk(folder / "batch", SystemClock())
    session = sitting(desk)
    complete(session, {"G02": ("heavy",), "C05": "start", "Z02": "yes"})
    letters = [Sharing(session, UNIT, kind) for kind in kinds()]
    for sharing in letters:
        for box in sharing.boxes:
            sharing.tick(box.id, on=True)
    batch = [letters[number % len(letters)] for number in range(BATCH)]
    texts = [sharing.plain_text.splitlines() for sharing in batch]
    value = middle(lambda: [sharing.pdf(draft=True) for sharing in batch], 1)
    desk.lock()
    floor = middle(lambda: [_drawn(text) for text in texts], 1)
    return Figure(
        what=f"{BATCH} letters in a batch", value=value, floor=floor, unit="ms", aim=5,
        against="reportlab drawing the same words without layout",
    )  # fmt: skip


def _drawn(text: list[str]) -> bytes:
    made = BytesIO()
    canvas = Canvas(made)
    canvas.setFont("floor", 11)
    for number, line in enumerate(text):
        if number and number % LINES_A_PAGE == 0:
            canvas.showPage()
            canvas.setFont("floor", 11)
        canvas.drawString(56, 800 - 16 * (number % LINES_A_PAGE), line)
    canvas.save()
    return made.getvalue()
