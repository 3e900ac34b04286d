"""The component sheet: every part of the kit in every state, to be looked at.

``python tests/ui/kit/sheet.py OUT`` writes one picture for each sheet, theme and text size.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.facts import Identity
from srh_assess.assessment.identity import banner
from srh_assess.clock import SetClock, as_utc
from srh_assess.ui.ask import AskDialog, Question, Way
from srh_assess.ui.focus_ring import FocusRing
from srh_assess.ui.frame import URGENT, WOMAN, Frame, Parts
from srh_assess.ui.theme import Choice as ThemeChoice
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.clock import ClockCard, ClockFace, Limit
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry, NumberEntry, TextEntry
from srh_assess.ui.widgets.fold import Fold, Folds
from srh_assess.ui.widgets.layouts import Flow, TwoColumns, column, row
from srh_assess.ui.widgets.need_card import NeedCard, NeedFace
from srh_assess.ui.widgets.notice import Card, Notice, PhoneCard
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.problems import ErrorSummary, Problem
from srh_assess.ui.widgets.rail import Rail, RailSection, SectionState
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.saved import SavedMark
from srh_assess.ui.widgets.so_far import SetAside, SoFarView
from srh_assess.ui.widgets.table import CELL, Cell, Table
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.ui.widgets.time_bar import TimeBar

LONG_NAME = Identity(
    family="Wojciechowska-Fairweather",
    given="Anne-Marie Oluwaseun",
    preferred="Anne-Marie",
    born=date(1997, 3, 22),
    gender="Female",
    nhs_number="9990000018",
)
MAYA = Identity(
    family="Wren",
    given="Marianne",
    preferred="Maya",
    born=date(1997, 3, 22),
    gender="Female",
    nhs_number="9990000018",
)
LONG_ANSWER = (
    "No, but she would like to talk about it again with the woman doctor on Thursday, when her "
    "sister is visiting and there is time for all of her questions about pain, "
    "bleeding and tiredness"
)
NOW = as_utc(datetime(2026, 7, 14, 14, 2, 11))  # noqa: DTZ001  # the ward's wall clock
START = as_utc(datetime(2026, 7, 11, 22, 0))  # noqa: DTZ001  # as above
THEMES: tuple[ThemeChoice, ...] = ("light", "dark", "high-contrast")


def face(name: str = "Emergency contraception", **more: object) -> ClockFace:
    """A running clock with two limits."""
    limits = (
        Limit("first limit", START + timedelta(hours=72)),
        Limit("last limit", START + timedelta(hours=120)),
    )
    return ClockFace(id=name, name=name, started=START, limits=limits, **more)  # type: ignore[arg-type]  # test data


NEEDS = (
    NeedFace(id="1", name="Emergency contraception", state="She wants help", due="Now", tone="urgent", her_order=1),
    NeedFace(id="2", name="Valproate and pregnancy", state="Confirmed", due="Today", tone="attention"),
    NeedFace(id="3", name="Contraception she chooses", state="Suspected", due="By 21-Jul"),
    NeedFace(id="4", name="Smear, on her terms", state="Said no, may ask again", due="24-Jul", icon="ring-bar"),
    NeedFace(id="5", name="Pads and underwear", state="Met", due="13:20", tone="ok"),
)  # fmt: skip


def components(theme: Theme) -> QWidget:
    """What picture 16 shows."""
    sheet = QWidget()
    sheet.setObjectName("page")
    across = QHBoxLayout(sheet)
    across.setSpacing(theme.space("xl"))
    across.addLayout(_answers(theme), 3)
    across.addLayout(_middle(theme), 6)
    across.addLayout(_right(theme), 3)
    return sheet


def _answers(theme: Theme) -> QVBoxLayout:
    rest, focus = Answer(theme, "a", "At rest", number=1), Answer(theme, "b", "In focus", number=2)
    chosen = Answer(theme, "c", "Chosen", number=3)
    many = Answer(theme, "d", "Chosen, one of many", number=4, many=True)
    empty = Answer(theme, "d2", "One of many", many=True)
    notes = Answer(theme, "e", "From her notes", number=5)
    closed = Answer(theme, "f", "Closed", number=6)
    long = Answer(theme, "g", LONG_ANSWER, number=7, hint="A hint below it")
    for one in (chosen, many):
        one.set_chosen(True)
    notes.from_source("12-Jul")
    closed.close_with("Opens when the letter has been read")
    focus.setObjectName("focusHere")
    return column(
        theme,
        Text("Answer", "group"), rest, focus, chosen, many, empty, notes, closed, long,
        Text("Buttons", "group"),
        Flow(
            theme,
            Button(theme, "Continue", "primary", icon="chevron-right", trailing=True),
            Button(theme, "Back"),
            Button(theme, "I have rung", "urgent", icon="phone"),
        ),
        Fold(theme, "Fold", "What it holds."),
        Text("Chips", "group"),
        Flow(
            theme,
            Chip(theme, "Cannot wait 7 h 58 min", "urgent"), Chip(theme, "Today", "attention"),
            Chip(theme, "Met 13:20", "ok"), Chip(theme, "Said no", icon="ring-bar"),
            Chip(theme, "Her no. 1", "accent"), Chip(theme, "Training", "training"),
        ),
        None,
        gap="s",
    )  # fmt: skip


def _middle(theme: Theme) -> QVBoxLayout:
    when = DateEntry(theme, SetClock(NOW), "When did your last period start?")
    when.complain("Date of last period must include a month")
    filled = DateEntry(theme, SetClock(NOW), "When was it?", asks=Asks(timed=True))
    filled.show_when(When.exactly(START))
    saved, failed = SavedMark(theme), SavedMark(theme)
    saved.saved(NOW)
    failed.not_saved("the disk is full.")
    problems = (
        Problem("Date of last period must include a month", when),
        Problem("Say who will do this, or that no one can yet", when),
    )
    words = TextEntry(theme, "In her words", hint="As she said it", hers=True)
    words.show_words("I didn’t know it could hurt a baby. I want to talk to the doctor.")
    return column(
        theme,
        Text("Error summary, after Continue", "group"), ErrorSummary(theme, problems),
        Text("Date entry, with its error", "group"), when, filled,
        words,
        Text("Saving", "group"), saved, failed,
        Notice(theme, "The letter is kept.", strong="No printer found.", icon="printer"),
        Notice(theme, "She is not told to stop it suddenly.", "attention"),
        None,
        gap="m",
    )  # fmt: skip


def _right(theme: Theme) -> QVBoxLayout:
    rail = Rail(theme)
    states: tuple[SectionState, ...] = (
        "not-started",
        "now",
        "in-part",
        "done",
        "not-asked",
        "has-clock",
    )
    notes = ("", "", "2 later", "", "under 40", "")
    rail.show_sections(
        [
            RailSection(id=state, name=state.replace("-", " ").capitalize(), state=state, note=note)
            for state, note in zip(states, notes, strict=True)
        ],
        "now",
        title="Core questions",
        note="6 of about 28",
    )
    rail.setMinimumHeight(round(300 * theme.scale))
    return column(
        theme,
        Text("Section rail", "group"), rail,
        Text("Needs", "group"), *(NeedCard(theme, need) for need in NEEDS),
        ClockCard(theme, face(done=("On-call service rung 13:56",)), NOW),
        None,
        gap="s",
    )  # fmt: skip


def entries(theme: Theme) -> QWidget:
    """Entries, rows, a table, the bar of the page that cannot wait."""
    sheet = QWidget()
    sheet.setObjectName("page")
    facts = Facts(
        theme,
        [
            Fact(id="1", label="Sex in the last week", value="Yes. Sat 11-Jul, about 22:00", link="Change"),
            Fact(id="2", label="Anything she did not want", value="Would rather not say", icon="ring-bar", link="Change"),
            Fact(id="3", label="Severe asthma, liver", value="Not yet asked", icon="triangle", tone="attention", strong=True, link="Answer"),
            Fact(id="4", label="When it was fitted", value="Not asked: no fitted method", icon="dash", muted=True, link="Ask"),
        ],
    )  # fmt: skip
    weight = NumberEntry(theme, "Weight", unit="kg", low=20, high=300)
    weight.show_number(68)
    owner = ChoiceEntry(theme, "Owner", ["Dr S Marsh", "Ruth Adeyemi"], chosen="Dr S Marsh")
    about = DateEntry(theme, SetClock(NOW), "When was the last one?")
    about._about.setChecked(True)  # the sheet shows every state
    about._boxes["weeks"].setText("3")
    about._renew()
    line = LineEntry(theme, "In one line, what you went by", words="Followed it all")
    secret = LineEntry(theme, "Your passphrase", secret=True, words="not a real one")
    bar = TimeBar(
        theme, started=START, event="Sex, Sat 22:00 (about)", limits=face().limits, now=NOW
    )
    agree = AnswerGroup(
        theme, "What may the clinic know?",
        [Choice("a", "Her name, birth date, a safe way to reach her"), Choice("b", "HIV: test or result")],
        many=True, density="list", numbered=False,
    )  # fmt: skip
    agree.answers["a"].suggest("suggested")
    agree.choose(["b"])
    left = column(
        theme, facts, bar,
        PhoneCard(theme, "On-call sexual and reproductive health", "020 7946 0018", ask="Ask for: today, on the ward"),
        Folds(theme, ("How to ask this", "Ask it plainly, then wait."), ("Why we ask", "So that nothing is missed."), open_now=frozenset({"How to ask this"})),
        None, gap="m",
    )  # fmt: skip
    want = AnswerGroup(
        theme, "What she wants",
        [Choice("now", "Help now"), Choice("later", "Later"), Choice("no", "No"), Choice("u", "Unsure")],
        density="grid",
    )  # fmt: skip
    want.choose(["now"])
    right = column(
        theme, want, row(theme, line, owner), row(theme, weight, secret), about,
        Card(theme, agree, pad="s"), _table(theme), gap="m",
    )  # fmt: skip
    across = QHBoxLayout(sheet)
    across.setSpacing(theme.space("xl"))
    across.addLayout(left, 1)
    across.addLayout(right, 1)
    return sheet


def _table(theme: Theme) -> Table:
    model = QStandardItemModel(0, 4)
    model.setHorizontalHeaderLabels(["Room", "Woman", "Assessment", "Still open"])
    rows = (
        (Cell(words="1", muted=True), Cell(words="ASHDOWN, Beatrice", strong=True), Cell(words="Signed", under="08-Jul", icon="tick", icon_colour="ok"), Cell(words="3 open, 1 met")),
        (Cell(words="8", muted=True), Cell(words="IYER, Lakshmi", strong=True), Cell(words="New today", under="came 09:40", icon="ring"), Cell(words="overdue since 13:40", chip="attention")),
        (Cell(words="12", muted=True), Cell(words="WREN, Marianne", strong=True), Cell(words="In progress", under="6 of about 28", icon="half-disc"), Cell(words="Cannot wait 7 h 58 min", chip="urgent")),
    )  # fmt: skip
    for cells in rows:
        items = []
        for cell in cells:
            item = QStandardItem(cell.words)
            item.setData(cell, CELL)
            items.append(item)
        model.appendRow(items)
    table = Table(theme, "Women on the ward", model)
    model.setParent(table)
    table.selectRow(2)
    table.setMinimumHeight(round(200 * theme.scale))
    return table


def framed(theme: Theme, *, who: Identity = MAYA, training: bool = False) -> Frame:
    """A question in the whole frame."""
    frame = Frame(theme, SetClock(NOW), training=training)
    frame.show_woman(banner(who, NOW))
    frame.saved.saved(NOW)
    frame.footer.say(
        "Protocol 2026.1", "Clinical content not yet approved by the trust", "Willow Ward"
    )
    names = (
        "Opening", "Cannot wait", "Pregnancy, wishes", "Contraception", "Periods and pain",
        "Sexual health", "Sex and medicines", "Relationships, safety", "Screening, vaccines",
        "Menopause", "Safe on the ward", "Closing",
    )  # fmt: skip
    told: dict[str, SectionState] = {
        "Opening": "done",
        "Cannot wait": "has-clock",
        "Pregnancy, wishes": "now",
        "Menopause": "not-asked",
    }
    sections = [
        RailSection(
            id=n,
            name=n,
            state=told.get(n, "not-started"),
            note="not asked" if n == "Menopause" else "",
        )
        for n in names
    ] + [RailSection(id=n, name=n, apart=True) for n in ("Needs and plan", "Check and sign")]
    frame.rail.show_sections(
        sections, "Pregnancy, wishes", title="Core questions", note="6 of about 28"
    )
    frame.show_so_far(
        SoFarView(
            clocks=(face(done=("On-call service rung 13:56. Doctor due on the ward by 14:30",)),),
            needs=NEEDS[:2],
            set_aside=(SetAside("Interpreter by phone", "She chose English today"),),
        )
    )
    return frame


def question_page(theme: Theme) -> Page:
    """Picture 04."""
    page = Page(
        theme,
        Heading("Would you like a pregnancy test today?", aloud=True),
        kicker="Pregnancy and wishes",
        progress="1 of 2",
        hint="A urine test. We offer one to every woman here",
    )
    group = AnswerGroup(
        theme, "Would you like a pregnancy test today?",
        [Choice("y", "Yes"), Choice("n", "No"), Choice("u", "Unsure"), Choice("d", "Would rather not say"), Choice("l", "Ask me later")],
    )  # fmt: skip
    group.choose(["y"])
    page._add(
        Folds(theme, ("How to ask this", "Plainly."), ("Why we ask", "To be safe.")),
        group,
        Flow(theme, Button(theme, "Add her words", "link"), Button(theme, "Answer from her notes", "link"), gap="l"),
    )  # fmt: skip
    return page


def urgent_page(theme: Theme) -> Page:
    """Picture 05."""
    heading = Heading("This cannot wait: emergency contraception")
    page = Page(theme, heading, wide=True, band=True)
    clock = face()
    left = QWidget()
    left.setLayout(
        column(
            theme,
            row(theme, Text(clock.left(NOW), "alarm", "urgent", wrap=False), Text(clock.which(NOW)), None),
            TimeBar(theme, started=START, event="Sex, Sat 22:00 (about)", limits=clock.limits, now=NOW),
            Text("Ring now", "heading"),
            PhoneCard(theme, "On-call sexual and reproductive health", "020 7946 0018", ask="Ask for: today, on the ward"),
            Notice(theme, "“There is a medicine that works best today.”", strong="Say to her:"),
            None,
        )
    )  # fmt: skip
    facts = Facts(
        theme,
        [Fact(id=str(n), label=f"Fact {n}", value="None known", strong=True) for n in range(8)],
    )
    side = QWidget()
    side.setLayout(column(theme, Text("Facts for the phone", "heading"), facts, gap="s"))
    page._add(
        TwoColumns(theme, left, side, shares=(3, 2)),
    )
    return page


def render(out: Path) -> None:
    """Writes every picture."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for name in THEMES:
        for scale in (1.0, 1.5, 2.0):
            theme = Theme(name, text=scale)
            theme.dress(app)
            tag = f"{name}-{round(scale * 100)}"
            sheets: dict[str, Callable[[Theme], QWidget]] = {
                "components": components,
                "entries": entries,
            }
            for title, make in sheets.items():
                if scale < 2:
                    _shoot(app, theme, make(theme), out / f"{title}-{tag}.png", round(1366 * scale))
            for title, frame, page, parts in (
                ("question", framed(theme), question_page(theme), WOMAN),
                (
                    "long-name",
                    framed(theme, who=LONG_NAME, training=True),
                    question_page(theme),
                    WOMAN,
                ),
                ("urgent", framed(theme), urgent_page(theme), URGENT),
            ):
                _frame(app, frame, page, parts, out / f"{title}-{tag}.png")
            asked = Question(
                heading="Why do you stop here?",
                explanation="Everything is kept. The ward board opens.",
                ways=(Way("she", "She asked"), Way("away", "I was called away"), Way("stay", "Carry on", safe=True, role="primary")),
                words="A word about it",
            )  # fmt: skip
            dialog = AskDialog(theme, asked, None)
            dialog.show()
            app.processEvents()
            dialog.grab().save(str(out / f"ask-{tag}.png"))
            dialog.close()


def _shoot(app: QApplication, theme: Theme, sheet: QWidget, out: Path, width: int) -> None:
    ring = FocusRing(theme, sheet)
    sheet.resize(width, 400)
    sheet.show()
    app.processEvents()
    layout = sheet.layout()
    assert layout is not None
    sheet.resize(width, max(layout.totalHeightForWidth(width), 400))
    sheet.activateWindow()
    focus = sheet.findChild(Answer, "focusHere")
    if focus is not None:
        focus.setFocus()
    app.processEvents()
    ring.follow()
    sheet.grab().save(str(out))
    sheet.close()
    sheet.deleteLater()


def _frame(app: QApplication, frame: Frame, page: Page, parts: Parts, out: Path) -> None:
    frame.resize(1366, 690)
    frame.show_page(page, parts)
    frame.show()
    app.processEvents()
    frame.activateWindow()
    app.processEvents()
    frame.grab().save(str(out))
    frame.close()
    frame.deleteLater()


if __name__ == "__main__":
    assert NOW.tzinfo is UTC
    render(Path(sys.argv[1]))
