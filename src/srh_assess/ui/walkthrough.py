"""Drives the real windows through one whole assessment of an invented woman, with pictures.

A ``Hand`` does what a person does: it types, chooses, presses. The one here acts on the widgets
one by one; a test brings one that uses the keyboard alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from srh_assess.assessment.identity import MONTHS
from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.ui import walk_capacity
from srh_assess.ui.pages.admission import AdmissionPage
from srh_assess.ui.pages.block import ItemBlock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.in_view import show_foot_in_view
from srh_assess.ui.pages.letters import LettersPage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.offers import OffersPage
from srh_assess.ui.pages.preview import PreviewPage
from srh_assess.ui.pages.preview_panels import CopyPanel
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.story import Story
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.field import Line
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import Window
from srh_assess.workflow.synthetic import NURSE

MOST_PAGES = 90
SUGGESTED = "suggested"
READERS = ("srh_in_reach", "her_copy")
DRAWN = 150  # milliseconds that pages of a PDF get to be drawn beside the window
W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)


class Hand:
    """Types, chooses and presses, as a person would."""

    def type(self, field: QWidget, words: str) -> None:
        """Types words into a field, in place of what stands there."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._key(field, Qt.Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
        self._key(field, Qt.Key.Key_Delete, "")
        for sign in words:
            self._key(field, Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown, sign)

    def _key(
        self,
        field: QWidget,
        key: Qt.Key,
        sign: str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(field, QKeyEvent(kind, key, held, sign))

    def turn(self, widget: QWidget, key: Qt.Key) -> None:
        """Presses one key in a part of the page."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._key(widget, key, "")

    def tick(self, answer: Answer) -> None:
        """Ticks a box that stands alone."""
        answer.click()

    def choose(self, group: AnswerGroup, code: str) -> None:
        """Chooses one answer."""
        group.answers[code].click()

    def pick(self, entry: ChoiceEntry, name: str) -> None:
        """Picks a name from a list."""
        entry.show_name(name)
        entry.settled.emit()

    def press(self, button: Button) -> None:
        """Presses a button."""
        button.click()

    def rest(self) -> None:
        """Lets the window catch up."""
        for _ in range(3):
            QApplication.processEvents()


class Pictures:
    """Keeps a picture of the window for every screen: ``01-sign-in.png`` and so on."""

    def __init__(self, out: Path, window: Window) -> None:
        self.out, self.window, self.count = out, window, 0
        out.mkdir(parents=True, exist_ok=True)

    def grab(self, name: str) -> None:
        """Keeps one more picture."""
        QApplication.processEvents()
        self.count += 1
        path = self.out / f"{self.count:02}-{name.replace('_', '-')}.png"
        if not self.window.grab().save(str(path)):
            raise BadInput("file-unwritable", file=path.name)


def walked(window: Window, story: Story, passphrase: str, pictures: Pictures) -> Iterator[str]:
    """The whole walk in an open window that asks for a passphrase."""
    walk = Walk(window, story=story, passphrase=passphrase, hand=Hand(), grab=pictures.grab)
    walk.sign_in(NURSE)
    yield f"Signed in as {NURSE}."
    walk.admit()
    pictures.grab("board")
    yield "Admitted one invented woman."
    walk.go_on()
    for heading in walk.talk():
        yield f"  {heading}"
    yield "Signed."
    for path in walk.letters(pictures.out):
        yield f"A letter in {path.name}."
    pictures.grab("letters-after")
    walk.go_on()
    pictures.grab("board-after")


class Walk:
    """One walk. ``grab`` keeps a picture under a name."""

    def __init__(
        self,
        window: Window,
        *,
        story: Story,
        passphrase: str,
        hand: Hand,
        grab: Callable[[str], None],
    ) -> None:
        self.window, self.story, self.passphrase = window, story, passphrase
        self.hand, self.grab = hand, grab

    # ---- getting in

    def sign_in(self, name: str) -> None:
        """Name, passphrase, Sign in."""
        page = self.page(SignInPage)
        if page.name.words != name:
            self.hand.type(page.name.field, name)
        self.hand.type(page.passphrase.field, self.passphrase)
        self.grab("sign-in")
        self.hand.press(page.button)
        self.wait()

    def admit(self) -> None:
        """A woman comes onto the ward list."""
        board = self.page(BoardPage)
        self.grab("board-empty")
        self.hand.press(board.admit_button)
        self.hand.rest()
        page = self.page(AdmissionPage)
        for label, words in self.story.identity.items():
            self.hand.type(self._field(page, label), words)
        dates = page.findChildren(DateEntry)
        self._date(dates[0], self.story.born, timed=False)
        self.grab("admission")
        self.go_on()

    def _field(self, page: QWidget, label: str) -> QWidget:
        fields = (entry.field for entry in page.findChildren(Entry))
        return next(one for one in fields if one.accessibleName() == label)

    # ---- the talk

    def talk(self) -> Iterator[str]:
        """From the first page until the sitting is signed, saying each page."""
        for _ in range(MOST_PAGES):
            self.hand.rest()
            page = self.window.page
            if page is None or isinstance(page, StandPage | BoardPage | LettersPage):
                return
            yield page.heading.text().strip("“”")
            self._answer(page)
            self.hand.rest()
            self.grab(self.window.owner.screen)
            self.go_on()
        raise RuntimeError("the walk does not end")

    def _answer(self, page: Page) -> None:
        if isinstance(page, CannotWaitPage):
            self._ring(page)
        elif isinstance(page, GatePage):
            self._gate(page)
        elif isinstance(page, NeedsPage):
            self._needs(page)
        elif isinstance(page, OffersPage):
            self._offers(page)
        elif isinstance(page, CheckPage):
            self.grab("check-before")
            self.hand.type(page.panel.passphrase.field, self.passphrase)
        else:
            self._blocks(page)

    def _blocks(self, page: Page) -> None:
        """Every question that is shown and has to be answered, also those that open on the
        way."""
        done: set[str] = set()
        while todo := [block for block in _blocks_of(page) if block.item.id not in done]:
            block = todo[0]
            done.add(block.item.id)
            asked = block.item.core or block.item.same_sitting or self.story.tells(block.item.id)
            if block.open and asked:
                self._block(block)
                self.hand.rest()

    def _block(self, block: ItemBlock) -> None:
        words, when = self.story.words(block.item), self.story.dated.get(block.item.id)
        fields = [e for e in seen(block, Entry) if isinstance(e, TextEntry | LineEntry)]
        if words and fields:
            self.hand.type(fields[0].field, words)
            return
        groups = seen(block, AnswerGroup)
        if groups and (when is None or block.item.kind != "date"):
            for code in self.story.codes(block.item, tuple(groups[0].answers)):
                self.hand.choose(groups[0], code)
            self.hand.rest()
        dates = seen(block, DateEntry)
        if dates and when is not None:
            timed = any(box.accessibleName().startswith("Time") for box in seen(dates[0], Line))
            self._date(dates[0], local(self.window.clock.now() - when), timed=timed)

    def _date(self, entry: DateEntry, at: datetime, *, timed: bool) -> None:
        words = {"Day": f"{at.day}", "Month": MONTHS[at.month - 1][:3], "Year": f"{at.year}"}
        if timed:
            words["Time, 24 h"] = f"{at:%H:%M}"
        for box in seen(entry, Line):
            for name, told in words.items():
                if box.accessibleName().startswith(f"{name}, "):
                    self.hand.type(box, told)

    def _gate(self, page: GatePage) -> None:
        items = page.session.protocol.items
        for name, row in page.rows.rows.items():
            (code,) = self.story.codes(items[name], tuple(row.group.answers))
            if row.group.codes != (code,):
                self.hand.choose(row.group, code)
                self.hand.rest()
        if page.deferral.isVisible():
            self.hand.pick(page.deferral.reason, page.session.protocol.gate.reasons[0].label)

    def _ring(self, page: CannotWaitPage) -> None:
        self.grab("cannot_wait-first")
        self.go_on()
        self.hand.type(page.form.field, "They will see her on the ward today at 16:00.")

    def _offers(self, page: OffersPage) -> None:
        """Alone with her, she says yes to each."""
        self.hand.choose(page.alone, "alone")
        for line in page.rows.values():
            self.hand.choose(line.group, "yes")
            self.hand.rest()

    def _needs(self, page: NeedsPage) -> None:
        self.grab("needs-first")
        if page.confirm_all.isVisible():
            self.hand.press(page.confirm_all)
            self.hand.rest()
        if page.detail is not None:
            self.hand.choose(page.detail.wants, "now")

    # ---- letters

    def letters(self, folder: Path) -> Iterator[Path]:
        """The clinic's letter and her own copy: her choice, her yes, the pages, saved for
        printing. The other readers her needs point to stay in the list."""
        if not isinstance(self.window.page, LettersPage):
            return
        listed = tuple(self.page(LettersPage).buttons)
        wanted = listed if self.story.shares == "one" else READERS
        for kind in [one for one in wanted if one in listed]:
            self.grab("letters")
            self.hand.press(self.page(LettersPage).buttons[kind])
            self.hand.rest()
            page = self.page(SharingPage)
            kept = not page.sharing.hers and self._not_this_one(page)
            if not kept and self._agree(page):
                yield self._save(self.page(PreviewPage), folder)
            if self.window.owner.screen != "letters":
                self.go_on()

    def _not_this_one(self, page: SharingPage) -> bool:
        """In some stories she says no to every reader but the clinic, or there is a reason to
        doubt that she can decide it now, or she cannot yet, and nothing goes out."""
        if self.story.shares == "one" and page.sharing.template.id not in READERS:
            self.hand.press(page.answer.no_button)
        elif self.story.shares == "doubted":
            self.hand.choose(page.answer.finding, "doubt")
            walk_capacity.left_open(self)
        elif self.story.shares == "not_now":
            self.hand.choose(page.answer.finding, "doubt")
            walk_capacity.not_now(self)
        else:
            return False
        self.hand.rest()
        self.grab("sharing-no")
        return True

    def _agree(self, page: SharingPage) -> bool:
        """She ticks what such a reader usually needs, sees the letter to its end, says yes."""
        wanted = [b.id for b in page.sharing.boxes if b.suggestion == SUGGESTED and not b.empty]
        for group in page.boxes.groups:
            for code in group.answers:
                if code in wanted:
                    self.hand.choose(group, code)
        show_foot_in_view(page.letter)
        self.hand.turn(page.letter, Qt.Key.Key_End)
        self.hand.rest()
        self.grab("sharing")
        if not page.sharing.hers:
            self.hand.choose(page.answer.finding, "able")
            self.hand.rest()
        if not page.answer.yes_button.isEnabled():
            return False
        self.hand.press(page.answer.yes_button)
        self.hand.rest()
        return True

    def _save(self, page: PreviewPage, folder: Path) -> Path:
        """Her own copy is read through first. The file's name tells nobody anything."""
        if isinstance(page.panel, CopyPanel):
            self.hand.tick(page.panel.check)
            self.hand.choose(page.panel.ways, "handed_over")
        self.hand.rest()
        let_draw()
        self.grab("preview")
        before = set(folder.glob("*.pdf"))
        self.window.ask.answer_next(folder)
        self.hand.press(page.panel.outlet.save_button)
        self.hand.rest()
        return next(iter(set(folder.glob("*.pdf")) - before))

    # ---- small things

    def page(self, kind: type[P]) -> P:
        """The page that is shown, which must be of this kind."""
        page = self.window.page
        if not isinstance(page, kind):
            raise TypeError(f"{type(page).__name__} is shown, not {kind.__name__}")
        return page

    def go_on(self) -> None:
        """Continue, or whatever the primary act is called."""
        self.hand.press(self.window.actions_bar.primary)
        self.hand.rest()

    def wait(self) -> None:
        """Waits for what runs beside the window."""
        while self.window.work.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.hand.rest()


def let_draw() -> None:
    """Gives the pages of a PDF the moment that they take to be drawn beside the window."""
    until = QDeadlineTimer(DRAWN)
    while not until.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, DRAWN)


def seen(widget: QWidget, kind: type[W]) -> list[W]:
    """The parts of a kind that can be seen, in reading order."""
    found = [one for one in widget.findChildren(kind) if one.isVisible()]
    origin = QPoint(0, 0)
    return sorted(found, key=lambda one: _place(one.mapTo(widget, origin)))


def _place(at: QPoint) -> tuple[int, int]:
    return (at.y(), at.x())


def _blocks_of(page: Page) -> list[ItemBlock]:
    return seen(page, ItemBlock)
