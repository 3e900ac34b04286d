"""The manager's summary: five years month by month against one SQL pass, a chart, the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import msgspec
import pypdf
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.store import home
from srh_assess.store.figures import Figures, Row, State, figures
from srh_assess.store.opened import Opened
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chart import Plot
from srh_assess.workflow import figure_rows, summary_paper, summing
from srh_assess.workflow.simulate import PASSPHRASE, simulate
from srh_assess.workflow.summing import Summary, Wish
from tests.benchmarks.figures import Figure, middle
from tests.measures.stays import random_stays
from tests.workflow.homes import CHEAP

MONTHS, TURNS = 60, 3
FRAME = 1000 / 60
WISH = Wish(first="2025-01", last="2029-12", level="internal")
CLOCK = SetClock(datetime(2030, 3, 1, 12, tzinfo=UTC))
ONE_PASS = """
SELECT month, count(*), sum(row->>'offered' IS NOT NULL), sum(row->>'assessed' IS NOT NULL),
    sum(json_array_length(row, '$.needs') > 0), sum(row->>'attended'), sum(row->>'begun'),
    sum(row->>'all_met'), sum(row->>'left_open'), sum(row->>'taken_over'), sum(row->>'distress'),
    sum(row->>'ended_early'), sum(row->>'asked_after_no'), sum(row->>'minutes'),
    sum(row->>'$.voice.asked'), sum(row->>'$.voice.positive'),
    sum(json_array_length(row, '$.barriers'))
FROM rows WHERE month BETWEEN '2025-01' AND '2029-12' GROUP BY month
"""


def five_years(folder: Path, many: int) -> Iterator[Figure]:
    """Every figure with its months, intervals and groups."""
    opened = _filled(folder / "home", many)
    protocol = load()
    with figures(opened) as kept:
        floor = middle(lambda: _one_pass(kept), TURNS)
    value = middle(lambda: summing.look(opened, protocol, CLOCK, WISH), TURNS)
    yield Figure(
        what=f"the summary of five years, monthly, over {many} admissions",
        value=value, floor=floor, unit="ms", aim=3, against="one SQL pass over the same rows",
    )  # fmt: skip
    made = summing.look(opened, protocol, CLOCK, WISH)
    yield _chart(made)
    yield _paper(made)


def _filled(folder: Path, many: int) -> Opened:
    """A home whose measures file holds so many stays, spread over the months."""
    simulate(folder, 1, 1, load(), cost=CHEAP)
    nurse = home.unlock(folder, "nurse", PASSPHRASE, CLOCK)
    rows = (
        Row(mark=one.stay, month=f"{one.admitted:%Y-%m}", row=msgspec.json.encode(one))
        for one in random_stays(4, many, MONTHS)
    )
    with figures(nurse, make=True) as kept:
        state = kept.state()
        assert state is not None
        kept.write(rows, (), State(number=state.number, shape=state.shape, at=CLOCK.now()))
    assert figure_rows.SHAPE
    return home.unlock(folder, "manager", PASSPHRASE, CLOCK)


def _one_pass(kept: Figures) -> None:
    assert len(kept._db.conn.execute(ONE_PASS).fetchall()) == MONTHS


def _chart(made: Summary) -> Figure:
    """From the figures to pixels: chart model, places, paint."""
    application = QApplication.instance() or QApplication([])
    theme = Theme("light")

    def shown() -> None:
        chart = summing.figure_chart(made, "M2")
        assert chart is not None
        plot = Plot(theme, chart)
        plot.resize(640, 320)
        plot.grab()

    shown()
    value = middle(shown, 15)
    assert application is not None
    return Figure(
        what=f"a chart of {MONTHS} months to the screen", value=value, floor=FRAME, unit="ms",
        aim=1, against="one frame at 60 Hz",
    )  # fmt: skip


def _paper(made: Summary) -> Figure:
    data = summary_paper.governance(made).data
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(BytesIO(data)).pages]
    value = middle(lambda: summary_paper.governance(made), 7)
    font = str(shipped("fonts", "noto-sans", "NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("summary-floor", font))

    def drawn() -> None:
        canvas = Canvas(BytesIO())
        for lines in pages:
            canvas.setFont("summary-floor", 8)
            for place, line in enumerate(lines):
                canvas.drawString(40, 800 - 9 * place, line)
            canvas.showPage()
        canvas.save()

    return Figure(
        what="four pages for governance, charts and tags included", value=value,
        floor=middle(drawn, 7), unit="ms", aim=5,
        against="reportlab drawing the same words with no layout",
    )  # fmt: skip
