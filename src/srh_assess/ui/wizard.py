"""One sitting in the window: which page is shown, what interrupts, and the ways between.

The map is ``workflow.flow``; this only walks it. Every page is made anew from the record, and
the page reached is in the journal, so that the next start, or the next sign-in, resumes there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from srh_assess.errors import StoreFault, UserError
from srh_assess.ui import telling, wizard_pages
from srh_assess.ui.call_sheet import print_facts
from srh_assess.ui.frame import URGENT, WOMAN
from srh_assess.ui.pages.base import Remembered, SittingPage
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.check_rows import ALONE
from srh_assess.ui.pages.find import FindPage
from srh_assess.ui.pages.further import FurtherPage
from srh_assess.ui.pages.in_view import show_item
from srh_assess.ui.pages.needs import FURTHER, NeedsPage
from srh_assess.ui.pages.sign_panel import CANNOT_WAIT
from srh_assess.ui.printing import Press, QtPress
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import finding, flow, offers, urgent

NOTES = "red_flags"
DECIDE = "decide:"
QUIET = timedelta(seconds=30)
"""Without an answer for so long, before what cannot wait takes the page over by itself. On
Continue it takes it at once: between the two, the time of what happened can be written down."""


class Wizard(WomanOwner):
    """Drives the window while a sitting is open."""

    finds = True

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=True)
        self._remembered = Remembered()
        self._order: tuple[str, ...] = ()
        self._here = ""  # the page of the map we are on, or come back to
        self._beside = False  # a page beside the map is shown: Continue comes back
        self._changing: frozenset[str] | None = None  # what was missing when Change was pressed
        self._touched = self.session.clock.now()
        self._only: Callable[[flow.Page], bool] | None = None  # what is done on its own
        self._locked = ward.desk.talk_locked(self.session.record)
        self.press: Press = QtPress()

    def begin(self, *, quick: bool = False) -> None:
        """The page that stood open, or what cannot wait first; or the one quick question."""
        self.enter()
        if quick:
            self._show_beside(self._made(wizard_pages.QUICK), "quick")
        else:
            self._go_to(self.session.page)

    # ---- where it is

    @property
    def here(self) -> str:
        """A page beside the map, on which something can be typed."""
        return self.screen if self._beside and self.screen in ("quick", "other_urgent") else ""

    def go_to(self, here: str) -> None:
        """That page again; else one of the room of decisions, which was opened from the talk."""
        if self._urgent_now:
            return
        if here == "other_urgent":
            self.urgent()
        elif here == "quick":
            self._show_beside(self._made(wizard_pages.QUICK), "quick")
        else:
            self.back_to_decisions(here)

    # ---- showing pages

    def _go_to(self, page: str) -> None:
        """A page of the map; what cannot wait comes before it. Behind the notes the talk is
        closed to someone under age."""
        self._here = page
        if self._interrupts():
            return
        if self._locked and page != NOTES:
            self._here = NOTES
            locked = wizard_pages.LockedPage(self._window.theme, self.session)
            self._show_beside(locked, "red_flags")
        else:
            self._show(page)

    def _show(self, wanted: str) -> None:
        pages = self.session.pages
        page = next((one for one in pages if one.id == wanted), pages[0])
        self._order = tuple(one.id for one in pages)
        self._here, self._beside = page.id, False
        self._keep_page(page.id)
        self.screen = page.kind
        widget = self._made(page)
        if isinstance(widget, CheckPage):
            widget.signed.connect(self._sign_done)
        self.open(widget, widget.around)

    def _made(self, page: flow.Page) -> SittingPage:
        desk = self._ward.desk
        return wizard_pages.of_map(
            self._window.theme, self.session, page, desk.confirm, self._remembered
        )

    def _keep_page(self, page: str) -> None:
        sitting = self.session.record.open_sitting
        if sitting is None or sitting.page == page:
            return
        try:
            self.session.go(page)
        except UserError:
            return  # told by ``_not_saved``; Continue tries it again

    def _show_beside(self, widget: SittingPage, screen: str) -> None:
        self._beside, self.screen = True, screen
        self.open(widget, WOMAN, words="Go on")

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
        page.sheet_wanted.connect(partial(self._print_sheet, one))
        self._beside, self.screen = True, "cannot_wait"
        self.open(page, URGENT)

    def _print_sheet(self, one: urgent.Interruption) -> None:
        """The facts for the call on one sheet, for the hand of whoever rings."""
        focus = QApplication.focusWidget()
        self.hand_over_typed()
        print_facts(self._window, self._ward.desk, self.session, one, self.press)
        _give_back(focus)

    def _acted(self) -> None:
        """Something was done about it: the next one, or back to where we were."""
        self._go_to(self._here or self.session.page)

    @property
    def _urgent_now(self) -> bool:
        return isinstance(self._page, CannotWaitPage)

    def changed(self) -> None:
        """An answer: the page is left alone for a moment."""
        self._touched = self.session.clock.now()
        super().changed()

    def look_again(self) -> None:
        """Clocks run on; what comes back, or was just raised, takes the page once nobody has
        answered for a moment."""
        super().look_again()
        if self._ended or self._window.hidden or self._urgent_now or self.is_signed:
            return
        if self.session.clock.now() - self._touched >= QUIET:
            focus = QApplication.focusWidget()
            self.hand_over_typed()
            if not self._interrupts():
                _give_back(focus)

    def urgent(self) -> None:
        """Something that no question asks about."""
        self.hand_over_typed()
        page = wizard_pages.other_urgent(self._window.theme, self.session, self._remembered)
        self._show_beside(page, "other_urgent")

    def find(self) -> None:
        """A question by its words, or a part to do on its own. From what cannot wait only an act
        leads away; where the talk is closed there is nothing to find."""
        if self._urgent_now or self._locked or self._window.hidden:
            return
        self.hand_over_typed()
        page = FindPage(self._window.theme, self.session)
        page.found.connect(self._found)
        page.part.connect(self._only_part)
        self._show_beside(page, "find")
        self._window.focus_on(page.line.field)

    def _found(self, item: str) -> None:
        """The page that asks it, with the cursor in it."""
        place = finding.hit(self.session, self.session.protocol.items[item]).page
        if not place:
            return
        self.jump(ALONE + item if place == finding.ALONE else place)
        if self._page is not None:
            show_item(self._page, item)

    def _only_part(self, section: str) -> None:
        """One part on its own; behind its last page come the needs. Further questions of a part
        without core questions are opened by it."""
        if not any(self._of_part(section, page) for page in self.session.pages):
            try:
                offers.answer(self.session, section, "now")
            except UserError:
                return  # told by ``_not_saved``
        self._begin_only(partial(self._of_part, section))

    def _of_part(self, section: str, page: flow.Page) -> bool:
        """Whether a page is of this part, and asks what the timing allows now."""
        return page.section == section and finding.asks(self.session, page)

    def _begin_only(self, wanted: Callable[[flow.Page], bool]) -> None:
        first = next((page.id for page in self.session.pages if wanted(page)), "")
        if first:
            self._only = wanted
            self._go_to(first)

    def _is_open(self, page: flow.Page) -> bool:
        """Whether a page asks a further question that she said yes to and has not answered."""
        return bool(set(page.items) & set(self.session.findings.asking.extra))

    def other_act(self) -> None:
        """The act beside the primary one."""
        if isinstance(self._page, CannotWaitPage):
            self._page.other_act()

    # ---- Continue, Back, jumps

    def go_on(self) -> None:
        """Hands over what is typed, then the next page. Waits while a step is not saved."""
        if not self._saved_first():
            return
        page = self._page
        if not isinstance(page, SittingPage):
            return
        page.apply()
        if self._ended or self._page is not page or self.session.waits:
            return
        if not page.valid:
            announce(self._window, page.error, urgent=True)
        elif isinstance(page, FurtherPage) and self.session.findings.asking.extra:
            self._begin_only(self._is_open)
        elif self._beside:
            self._go_to(self._here or self.session.page)
        else:
            self._go_to(self._next(page))

    def _saved_first(self) -> bool:
        """Tries again what the disk refused; the page is then made anew from the record."""
        if not self.session.waits:
            return True
        if not self.saved_by_now():
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
        if self._only is not None:
            following = flow.after_in(pages, self._only, page.page.id, self._order)
            if following:
                return following
            self._only = None
            return telling.NEEDS
        return flow.after(pages, page.page.id, self._order)

    def go_back(self) -> None:
        """The page before; from the first to the board. Loses nothing. From what cannot wait
        only an act leads away, or Pause."""
        if self._urgent_now:
            return
        self.hand_over_typed()
        before = flow.before(self.session.pages, self._here, self._order)
        if self._beside:
            self._go_to(self._here or self.session.page)
        elif before == self._here:
            self.leave()
        else:
            self._go_to(before)

    def jump(self, page: str) -> None:
        """A link of the page: Change on the check page, or where a hindrance is put right."""
        self.hand_over_typed()
        if page == CANNOT_WAIT:
            self._show_waiting()
            return
        if page.startswith(DECIDE):
            self.decide(page.removeprefix(DECIDE))
            return
        if page == FURTHER:
            self._show_beside(FurtherPage(self._window.theme, self.session), "further")
            return
        if page.startswith(ALONE):
            alone = wizard_pages.alone(
                self._window.theme, self.session, page.removeprefix(ALONE), self._remembered
            )
            self._show_beside(alone, "questions")
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
        self.hand_over_typed()
        self._only = None
        pages = self.session.pages
        found = next((p.id for p in pages if telling.section_of(p) == section), "")
        if found:
            self._go_to(found)
        elif self.session.record.gate is None:
            self._go_to("gate")
        elif section not in (telling.NEEDS, telling.CHECK):
            page = wizard_pages.NotAskedPage(self._window.theme, self.session, section)
            self._show_beside(page, "questions")

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
        except StoreFault:
            return  # told by ``_not_saved``
        pages = self.session.pages
        page = next((p.id for p in pages if item in p.items), self._here)
        self._show(page or self.session.page)
        self._window.actions_bar.note.say(f"Undone: {name}")
        announce(self._window, f"Undone: {name}")

    def overview(self) -> None:
        """Her overview; from what cannot wait only an act leads away, or Pause."""
        if not self._urgent_now:
            super().overview()

    # ---- the signature

    def _sign_done(self) -> None:
        """Signed: from here on letters, a new sitting, or the board."""
        self.end()
        self._ward.open_signed(self._admission)


def _give_back(focus: QWidget | None) -> None:
    """The keyboard goes back to where it was: what was typed there is handed over."""
    if focus is not None and isValid(focus):
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
