"""Whoever drives the window while one woman's record is open: her banner, her pages, the way out.

Two do: the wizard (``ui.wizard``) while a sitting is open, and ``ui.signed`` while none is.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from srh_assess.assessment import identity, naming
from srh_assess.errors import Refused, StoreFault, UserError
from srh_assess.ui import telling
from srh_assess.ui.ask import Way
from srh_assess.ui.frame import Parts
from srh_assess.ui.kept import KeptSession
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.letter_base import LetterPage
from srh_assess.ui.paper_strip import PaperStrip
from srh_assess.ui.said_strip import SaidStrip
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.rail import RailSection
from srh_assess.ui.widgets.so_far import SoFarView
from srh_assess.ui.window import Owner, Window
from srh_assess.workflow import from_paper
from srh_assess.workflow.session import Change

WomanPage = SittingPage | LetterPage
LIKE_NAME = "Like name here"
LOOK_EVERY = 30_000  # milliseconds between two looks at the clocks


@runtime_checkable
class Offers(Protocol):
    """A page that names its own primary act."""

    def offer(self, bar: ActionBar) -> None:
        """Names it on the bar."""
        ...


class WomanOwner(Owner):
    """Shows her banner and her pages, and everything that stands round them."""

    duty = ""
    """The action for which her record is opened, where that is not her care on this ward."""

    def __init__(self, window: Window, ward: Ward, admission: str, *, begin: bool) -> None:
        self._window, self._ward, self._admission = window, ward, admission
        self.speaks_of = admission
        self.session = KeptSession(ward.desk.session(admission, begin=begin, duty=self.duty))
        self.session.saved, self.session.failed = self._saved, self._not_saved
        self._page: WomanPage | None = None
        self._fault: StoreFault | None = None
        self._words = "Continue"
        self._rail: tuple[tuple[RailSection, ...], str, str] | None = None
        self._ended = False
        self._timer = QTimer(window)
        self._timer.timeout.connect(self.look_again)

    # ---- coming and going

    def enter(self) -> None:
        """Takes the window and shows who she is."""
        record, now = self.session.record, self.session.clock.now()
        assert record.identity is not None
        window = self._window
        window.own(self)
        desk = self._ward.desk
        like = desk.may("see_board") and self._admission in desk.namesakes()
        told = identity.banner(record.identity, now)
        window.show_woman(replace(told, warning=LIKE_NAME) if like else told)
        window.saved.clear()
        if self.session.saved_at is not None:
            window.saved.saved(self.session.saved_at)
        window.so_far.show_view(SoFarView(), now)
        window.show_so_far(SoFarView())
        self._timer.start(LOOK_EVERY)
        waiting = self._ward.waiting(self._admission)
        if waiting:
            self.session.waiting.update(waiting)
            self.saved_by_now()

    def end(self) -> None:
        """Gives the window away; nothing of her stays on it."""
        self._ended = True
        self._timer.stop()
        self._timer.deleteLater()
        self._page = None
        self._window.show_so_far(SoFarView())
        self._window.hang(None)

    def leave(self) -> None:
        """To the ward board; everything is kept."""
        self.hand_over_typed()
        self.end()
        self._ward.show_board(self._admission)

    def keep_draft(self) -> None:
        """The window locks: the same woman is shown at the same person's sign-in, with what
        the disk has not taken yet."""
        self.hand_over_typed()
        self.saved_by_now()
        self._ward.left_at(self._admission, self.session.waiting)
        self.end()

    @property
    def unsaved(self) -> bool:
        """Whether something stands on the screen only."""
        return self.session.waits and not self.saved_by_now()

    def hand_over_typed(self) -> None:
        """A field that is left hands over what is typed in it; nothing is decided or signed."""
        focus = QApplication.focusWidget()
        if focus is not None and self._page is not None and self._page.isAncestorOf(focus):
            focus.clearFocus()

    def correct(self) -> None:
        """Who she is, or her stay, was written wrongly."""
        self.hand_over_typed()
        self.end()
        self._ward.correct_record(self._admission)

    def decisions(self) -> None:
        """Her decisions: from every page about her, and back to it."""
        self.decide("")

    def back_to_decisions(self, here: str) -> None:
        """The page of that room which was left, after the same person's return."""
        self.decisions()
        if self._window.owner is not self:  # closed by now: what closes it was told
            self._window.owner.go_to(here)

    def decide(self, decision: str) -> None:
        """Her decisions, or the form about one of them; then back to where it was."""
        from srh_assess.ui.decisions import Decisions

        if self._ward.desk.talk_locked(self.session.record):
            self._window.tell(Refused("talk-locked"))
            return
        self.hand_over_typed()
        self.end()
        ward, admission = self._ward, self._admission
        room = Decisions(self._window, ward, admission, back=lambda: ward.open(admission))
        room.begin_with(decision)

    def overview(self) -> None:
        """Where her assessment stands; everything typed is handed over first."""
        self.hand_over_typed()
        if self.unsaved:
            return
        self.end()
        self._ward.open_overview(self._admission)

    def pause(self) -> None:
        """Stops at once, asks one thing, goes to the board."""
        self.hand_over_typed()
        if self.is_signed:
            self.leave()
            return
        who = naming.woman(self.session.record.identity)
        kept = f"Everything is kept. {_upset(who)}"
        why = self._window.ask.ways("Why do you pause?", _pauses(who), kept)
        try:
            self.session.pause(why, self.session.page)
        except UserError:
            return  # told by ``_not_saved``
        self.leave()

    # ---- pages

    @property
    def is_signed(self) -> bool:
        """Whether no sitting is open."""
        return self.session.record.open_sitting is None

    def open(self, widget: WomanPage, parts: Parts, *, words: str = "Continue") -> None:
        """Shows a page; ``words`` name its primary act, unless it names it itself."""
        self._page, self._words = widget, words
        widget.changed.connect(self.changed)
        widget.go.connect(self._by_link)
        widget.leave.connect(self.leave)
        self._window.show_page(widget, parts)
        self.redraw()

    def _by_link(self, page: str) -> None:
        with self._window.typing.leaving():
            self.jump(page)

    def jump(self, page: str) -> None:
        """A link of the page to another page of the map."""

    def changed(self) -> None:
        """Something on the page was answered."""
        self.redraw()

    def redraw(self) -> None:
        """Rail, So far and the acts, from the session as it is now."""
        if self._ended or self._page is None:
            return
        window, session = self._window, self.session
        self._hang_strip()
        if isinstance(self._page, SittingPage):
            self._show_rail(self._page)
        hers = isinstance(self._page, SittingPage) and self._page.shown_to_her
        window.show_so_far(telling.so_far(session, session.clock.now(), shown_to_her=hers))
        window.show_undo(session.undo_name)
        bar = window.actions_bar
        bar.open_primary(True)
        bar.offer(self._words)
        if isinstance(self._page, Offers):
            self._page.offer(bar)
        window.fit_acts()

    def _hang_strip(self) -> None:
        """While a paper form is entered every page says so; else what she says is wrong in her
        record stands above every page about her, but for the one that shows it whole."""
        paper, hung = self.session.paper, self._window.hung
        if paper is None:
            self._hang_said()
        elif not isinstance(hung, PaperStrip) or hung.paper != paper:
            strip = PaperStrip(self._window.theme, paper)
            strip.ended.connect(self._end_paper)
            self._window.hang(strip)

    def _hang_said(self) -> None:
        record, hung = self.session.record, self._window.hung
        said = tuple(one.fact.words for one in record.for_her.statements)
        if not said or self.screen == "stand":
            self._window.hang(None)
        elif not isinstance(hung, SaidStrip) or hung.said != said:
            strip = SaidStrip(self._window.theme, naming.woman(record.identity).name, said)
            strip.read.connect(self._read_said)
            self._window.hang(strip)

    def _read_said(self) -> None:
        who = naming.woman(self.session.record.identity)
        said = "\n\n".join(f"“{one.fact.words}”" for one in self.session.record.for_her.statements)
        self._window.ask.ways(f"{who.name} says", (Way("ok", "Go on", safe=True),), said)

    def _end_paper(self) -> None:
        self.hand_over_typed()
        try:
            from_paper.end(self.session)
        except UserError:
            return  # told by ``_not_saved``
        self.redraw()
        self._window.to_heading()

    def _show_rail(self, page: SittingPage) -> None:
        """The rail is drawn anew only when something on it is other than before."""
        shown = (
            telling.sections(self.session),
            telling.section_of(page.page),
            telling.progress(self.session),
        )
        if shown != self._rail:
            self._rail = shown
            sections, now, note = shown
            self._window.rail.show_sections(sections, now, title="Core questions", note=note)

    def look_again(self) -> None:
        """Clocks run on while nothing is typed."""
        if self._ended or self._window.hidden or self._page is None:
            return
        self.session.look_again()
        self.redraw()
        self._ward.remind()

    def shown_again(self) -> None:
        """What ran out while the window was hidden is looked at now."""
        self.look_again()

    # ---- saving

    def _saved(self, change: Change) -> None:
        self._window.typing.handed_over()
        if not self.session.waits:
            self._window.saved.saved(change.saved_at)

    def saving_help(self) -> None:
        """What to do about what is not saved."""
        if self._fault is not None:
            self._window.tell(self._fault)

    def _not_saved(self, fault: StoreFault) -> None:
        self._fault = fault
        self._window.saved.not_saved(fault.sentence)

    def saved_by_now(self) -> bool:
        """Tries again what the disk refused. False while it still does."""
        try:
            self.session.try_again()
        except StoreFault:
            return False
        return True


def _upset(who: naming.Woman) -> str:
    return f"If {who.subject} is upset: stay, do something calming, and tell the shift lead"


def _pauses(who: naming.Woman) -> tuple[Way, ...]:
    return (
        Way("she_asked", f"{who.starting} asked", safe=True),
        Way("tired_or_upset", "Tired or upset"),
        Way("called_away", "I am called away"),
        Way("other", "Something else"),
    )
