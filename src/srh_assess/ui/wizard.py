"""One sitting in the window: which page is shown, what stands round it, what interrupts.

The map is ``workflow.flow``; this only walks it. Every page is made anew from the record, and
the page reached is in the journal, so that the next start, or the next sign-in, resumes there.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from srh_assess.assessment import identity
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui import telling, wizard_pages
from srh_assess.ui.ask import Way
from srh_assess.ui.frame import URGENT, WOMAN, Parts
from srh_assess.ui.kept import KeptSession
from srh_assess.ui.pages.base import Remembered, SittingPage
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.sign_panel import CANNOT_WAIT
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import Owner, Window
from srh_assess.workflow import flow, urgent
from srh_assess.workflow.session import Change

NOTES = "red_flags"
LOOK_EVERY = 30_000  # milliseconds between two looks at the clocks
QUIET = timedelta(seconds=30)  # without an answer, before a page is taken over

_PAUSES = (
    Way("she_asked", "She asked", safe=True),
    Way("tired_or_upset", "Tired or upset"),
    Way("called_away", "I am called away"),
    Way("other", "Something else"),
)


@runtime_checkable
class Offers(Protocol):
    """A page that names its own primary act."""

    def offer(self, bar: ActionBar) -> None:
        """Names it on the bar."""
        ...


class Wizard(Owner):
    """Drives the window while one woman's assessment is open."""

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        self._window, self._ward, self._admission = window, ward, admission
        record = ward.desk.record(admission)
        begin = not record.sittings or record.open_sitting is not None
        self.session = KeptSession(ward.desk.session(admission, begin=begin))
        self.session.saved, self.session.failed = self._saved, self._not_saved
        self._remembered = Remembered()
        self._page: SittingPage | None = None
        self._order: tuple[str, ...] = ()
        self._here = ""  # the page of the map we are on, or come back to
        self._beside = False  # a page beside the map is shown: Continue comes back
        self._changing: frozenset[str] | None = None  # what was missing when Change was pressed
        self._touched = self.session.clock.now()
        self._ended = False
        self._locked = ward.desk.talk_locked(record)
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._look_again)

    # ---- coming and going

    def begin(self, *, quick: bool = False) -> None:
        """Shows the woman, and the page that stood open, or what cannot wait first."""
        record, now = self.session.record, self.session.clock.now()
        assert record.identity is not None
        self._window.own(self)
        self._window.show_woman(identity.banner(record.identity, now))
        self._window.saved.clear()
        if self.session.saved_at is not None:
            self._window.saved.saved(self.session.saved_at)
        self._timer.start(LOOK_EVERY)
        if record.open_sitting is None:
            self._after_signing()
        elif quick:
            self._show_beside(
                wizard_pages.PAGES["quick"](
                    self._window.theme,
                    self.session,
                    wizard_pages.QUICK,
                    remembered=self._remembered,
                )
            )
        else:
            self._here = self.session.page
            self._go_to(self._here)

    def _end(self) -> None:
        self._ended = True
        self._timer.stop()
        self._timer.deleteLater()
        self._page = None

    def _leave(self) -> None:
        """To the ward board; everything is kept."""
        self._hand_over_typed()
        self._end()
        self._ward.show_board(self._admission)

    def keep_draft(self) -> None:
        """The window locks: the same woman is shown at the same person's sign-in."""
        self._hand_over_typed()
        self._ward.left_at(self._admission)
        self._end()

    def _hand_over_typed(self) -> None:
        """A field that is left hands over what is typed in it; nothing is decided or signed."""
        focus = QApplication.focusWidget()
        if focus is not None and self._page is not None and self._page.isAncestorOf(focus):
            focus.clearFocus()

    # ---- showing pages

    def _go_to(self, page: str) -> None:
        """A page of the map; what cannot wait comes before it. Behind the notes the talk is
        closed to someone under age."""
        self._here = page
        if self._interrupts():
            return
        if self._locked and page != NOTES:
            self._here = NOTES
            self._show_beside(wizard_pages.LockedPage(self._window.theme, self.session))
        else:
            self._show(page)

    def _show(self, wanted: str) -> None:
        pages = self.session.pages
        page = next((one for one in pages if one.id == wanted), pages[0])
        self._order = tuple(one.id for one in pages)
        self._here, self._beside = page.id, False
        if self.session.page != page.id or not self._is_kept():
            self._keep_page(page.id)
        self.screen = page.kind
        widget = self._made(page)
        if isinstance(widget, CheckPage):
            widget.signed.connect(self._redraw)
        self._open(widget, WOMAN)

    def _made(self, page: flow.Page) -> SittingPage:
        desk = self._ward.desk
        return wizard_pages.of_map(
            self._window.theme, self.session, page, desk.confirm, self._remembered
        )

    def _is_kept(self) -> bool:
        sitting = self.session.record.open_sitting
        return sitting is not None and bool(sitting.page)

    def _keep_page(self, page: str) -> None:
        try:
            self.session.go(page)
        except UserError:
            return  # told by ``_not_saved``; Continue tries it again

    def _show_beside(self, widget: SittingPage) -> None:
        self._beside = True
        self.screen = widget.page.kind if widget.page is not wizard_pages.OTHER else "other_urgent"
        self._open(widget, WOMAN)

    def _open(self, widget: SittingPage, parts: Parts) -> None:
        self._page = widget
        widget.changed.connect(self._changed)
        widget.go.connect(self._jump)
        widget.leave.connect(self._leave)
        self._window.show_page(widget, parts)
        self._redraw()

    def _changed(self) -> None:
        self._touched = self.session.clock.now()
        self._redraw()

    def _redraw(self) -> None:
        """Rail, So far and the acts, from the session as it is now."""
        if self._ended or self._page is None:
            return
        window, session = self._window, self.session
        now = session.clock.now()
        window.rail.show_sections(telling.sections(session), telling.section_of(self._page.page))
        window.show_so_far(telling.so_far(session, now))
        window.show_undo(session.undo_name)
        bar = window.actions_bar
        bar.open_primary(True)
        bar.offer("Go on" if self._beside else "Continue")
        if isinstance(self._page, Offers):
            self._page.offer(bar)

    def _saved(self, change: Change) -> None:
        if not self.session.waits:
            self._window.saved.saved(change.saved_at)

    def _not_saved(self, fault: StoreFault) -> None:
        self._window.saved.not_saved(fault.sentence)

    # ---- what cannot wait

    def _interrupts(self) -> bool:
        """Shows the page of what cannot wait, when there is one now."""
        session = self.session
        found = urgent.interruptions(
            session.protocol, session.record, session.findings, session.clock.now()
        )
        if found:
            self._show_urgent(found[0])
        return bool(found)

    def _show_urgent(self, one: urgent.Interruption) -> None:
        page = CannotWaitPage(self._window.theme, self.session, one, self._ward.desk.unit)
        page.acted.connect(self._acted)
        self._beside, self.screen = True, "cannot_wait"
        self._open(page, URGENT)

    def _acted(self) -> None:
        """Something was done about it: the next one, or back to where we were."""
        self._go_to(self._here or self.session.page)

    @property
    def _urgent_now(self) -> bool:
        return isinstance(self._page, CannotWaitPage)

    def _look_again(self) -> None:
        """Clocks run on while nothing is typed; what comes back, or was just raised, takes the
        page once nobody has answered for a moment."""
        if self._ended or self._window.hidden or self._page is None:
            return
        self.session.look_again()
        self._redraw()
        quiet = self.session.clock.now() - self._touched >= QUIET
        if quiet and not self._urgent_now and self.session.record.open_sitting is not None:
            self._hand_over_typed()
            self._interrupts()

    def shown_again(self) -> None:
        """What ran out while the window was hidden is looked at now."""
        self._look_again()

    def urgent(self) -> None:
        """Something that no question asks about."""
        self._hand_over_typed()
        self._show_beside(
            wizard_pages.other_urgent(self._window.theme, self.session, self._remembered)
        )

    # ---- Continue, Back, jumps

    def go_on(self) -> None:
        """Hands over what is typed, then the next page. Waits while a step is not saved."""
        page = self._page
        if page is None or not self._saved_by_now():
            return
        page.apply()
        if self._ended or self._page is not page or self.session.waits:
            return
        if not page.valid:
            announce(self._window, page.error, urgent=True)
            return
        if self._is_signed:
            self._after_signing()
        elif self._beside:
            self._go_to(self._here or self.session.page)
        else:
            self._go_to(self._next(page))

    @property
    def _is_signed(self) -> bool:
        return self.session.record.open_sitting is None

    def other_act(self) -> None:
        """The act beside the primary one."""
        if isinstance(self._page, CannotWaitPage):
            self._page.other_act()

    def _saved_by_now(self) -> bool:
        """Tries again what the disk refused; the page is then made anew from the record."""
        if not self.session.waits:
            return True
        try:
            self.session.try_again()
        except StoreFault:
            return False
        if not self._beside:
            self._show(self._here)
        return True

    def _next(self, page: SittingPage) -> str:
        """After *Change*, straight back to the check, unless new questions opened."""
        pages, missing = self.session.pages, frozenset(self.session.findings.missing)
        before, self._changing = self._changing, None
        if before is not None and missing <= before:
            return telling.CHECK
        return flow.after(pages, page.page.id, self._order)

    def go_back(self) -> None:
        """The page before; from the first to the board. Loses nothing."""
        if self._urgent_now:
            return  # only an act leaves it, or Pause
        self._hand_over_typed()
        if self._beside:
            self._go_to(self._here or self.session.page)
            return
        before = flow.before(self.session.pages, self._here, self._order)
        if before == self._here:
            self._leave()
        else:
            self._go_to(before)

    def _jump(self, page: str) -> None:
        """A link of the page: Change on the check page, or an open question of the needs."""
        self._hand_over_typed()
        if page == CANNOT_WAIT:
            self._show_waiting()
            return
        if self._here == telling.CHECK:
            self._changing = frozenset(self.session.findings.missing)
        self._go_to(page)

    def _show_waiting(self) -> None:
        """What stands against signing because nothing was done about it yet."""
        session = self.session
        waiting = urgent.waiting(session.protocol, session.record, session.findings)
        if waiting:
            self._show_urgent(waiting[0])

    def section(self, section: str) -> None:
        """Any section at any time; one without questions says why."""
        self._hand_over_typed()
        pages = self.session.pages
        found = next((p.id for p in pages if telling.section_of(p) == section), "")
        if found:
            self._go_to(found)
        elif self.session.record.gate is None:
            self._go_to("gate")
        elif section not in (telling.NEEDS, telling.CHECK):
            self._show_beside(wizard_pages.not_asked(self._window.theme, self.session, section))

    def need(self, need: str) -> None:
        """A need of So far: its place is the page of needs."""
        self.section(telling.NEEDS)
        if isinstance(self._page, NeedsPage):
            self._page.select(need)

    def undo(self) -> None:
        """Puts the last answer back as it stood, and shows its page."""
        item, name = self.session.undo_item, self.session.undo_name
        if not item or self._window.hidden:
            return
        try:
            self.session.undo()
        except UserError as fault:
            if not isinstance(fault, StoreFault):
                self._window.tell(fault)
            return
        pages = self.session.pages
        page = next((p.id for p in pages if item in p.items), self._here)
        self._show(page if not self._beside else self._here)
        self._window.actions_bar.note.say(f"Undone: {name}")
        announce(self._window, f"Undone: {name}")

    def pause(self) -> None:
        """Stops at once, asks one thing, goes to the board."""
        self._hand_over_typed()
        why = self._window.ask.ways("Why do you pause?", _PAUSES, "Everything is kept")
        try:
            self.session.pause(why, self._here)
        except UserError:
            return  # told by ``_not_saved``
        self._leave()

    def correct(self) -> None:
        """Who she is, or her stay, was written wrongly."""
        self._hand_over_typed()
        self._end()
        self._ward.correct_record(self._admission)

    # ---- after the signature

    def _after_signing(self) -> None:
        self._leave()
