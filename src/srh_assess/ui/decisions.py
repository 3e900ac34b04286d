"""Her decisions, as a room on her page: the list, the form about one of them, her answer, acts.

It is also what the talk and the sharing page open when there is a reason to doubt: it then begins
with that one decision and goes back to where it came from.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from srh_assess.assessment.record import Record
from srh_assess.errors import UserError
from srh_assess.ui.pages.decision_act import ActPage
from srh_assess.ui.pages.decision_answer import AnswerPage
from srh_assess.ui.pages.decision_best import AuthorityPage, BestPage, SecondPage
from srh_assess.ui.pages.decision_conclusion import ConclusionStep, StopStep
from srh_assess.ui.pages.decision_list import DecisionsPage
from srh_assess.ui.pages.decision_page import DecisionPage
from srh_assess.ui.pages.decision_state import AdvancePage, StatePage
from srh_assess.ui.pages.decision_steps import (
    DecisionStep,
    DoubtStep,
    StepPage,
    SupportStep,
    information,
)
from srh_assess.ui.pages.decision_tasks import SeniorPage, TaskPage
from srh_assess.ui.pages.decision_test import ImpairmentStep, LinkStep, TestStep
from srh_assess.ui.pages.decision_who import WhoStep
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.rail import RailSection, SectionState
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import capacity, drafts, urgent
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import STEPS, Form, Step, name_of

if TYPE_CHECKING:
    from srh_assess.ui.theme import Theme
    from srh_assess.ui.ward import Ward
    from srh_assess.ui.window import Window

_NAMES: dict[Step, str] = {
    "who": "Who and how", "decision": "The decision", "doubt": "Reason to doubt",
    "support": "Support tried", "test": "What can be done", "impairment": "Illness",
    "link": "The link", "conclusion": "Conclusion",
}  # fmt: skip


class MakesStep(Protocol):
    """How the page of a step is made."""

    def __call__(self, theme: Theme, form: Form) -> StepPage:
        """The page, filled from the form."""
        ...


_PAGES: dict[Step, MakesStep] = {
    "who": WhoStep, "decision": DecisionStep, "doubt": DoubtStep, "support": SupportStep,
    "test": TestStep, "impairment": ImpairmentStep, "link": LinkStep,
    "conclusion": ConclusionStep,
}  # fmt: skip


class Decisions(WomanOwner):
    """``back`` is called once at the end; without it her overview opens again."""

    screen = "decisions"

    def __init__(
        self,
        window: Window,
        ward: Ward,
        admission: str,
        *,
        back: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(window, ward, admission, begin=False)
        unit = ward.desk.unit
        self.hers = Decider(self.session, young_people=unit is not None and unit.young_people)
        self._back = back
        self._alone, self._here = False, ""
        self.form: Form | None = None

    @property
    def here(self) -> str:
        """The page of the room, as a link of the list names it; a form is kept otherwise."""
        return self._here

    def go_to(self, here: str) -> None:
        """That page again, where what it is about is still there."""
        with suppress(UserError, KeyError):
            self.jump(here)

    def begin(self) -> None:
        """The list."""
        self.begin_with("")

    def begin_with(self, decision: str) -> None:
        """The list; or the form about one decision, and then back to where it came from."""
        self.enter()
        self._alone = bool(decision)
        if decision:
            self._begin_form(decision, doubt=True)
        else:
            self._list()

    def resume(self) -> None:
        """The form that was interrupted, at the same step."""
        self.enter()
        self._alone = True
        self._begin_form(drafts.interrupted(self.hers))

    def decisions(self) -> None:
        """The list, from any page of the room."""
        self.hand_over_typed()
        self._alone = False
        self._list()

    # ---- what is typed

    def _draft(self, *, left: bool = False) -> None:
        """Keeps the form as it stands on the screen; ``left`` on purpose."""
        page = self._page
        if self.form is None or not isinstance(page, StepPage) or isinstance(page, StopStep):
            return
        page.take()
        try:
            drafts.draft(self.form, page.step, left=left)
        except UserError:
            return  # told by ``_not_saved``

    def keep_draft(self) -> None:
        """The window locks or closes: the same step opens again."""
        self.hand_over_typed()
        self._draft()
        self.form = None
        super().keep_draft()

    def leave(self) -> None:
        """To the board, for now: her record opens again at this step."""
        self.hand_over_typed()
        self._draft()
        self.form = None
        super().leave()

    def end(self) -> None:
        """Who goes away from a form on purpose finds it in the list."""
        self._draft(left=True)
        self.form = None
        super().end()

    # ---- pages

    def _show(self, page: DecisionPage) -> None:
        self.screen = page.guide
        page.finished.connect(self._finished)
        if isinstance(page, StepPage):
            page.watch()
            page.typed.connect(self._draft)
        if isinstance(page, DecisionsPage):
            page.again.connect(self._list)
        self.open(page, page.around)

    def _list(self) -> None:
        self._draft(left=True)
        self.form, self._here = None, ""
        self._show(DecisionsPage(self._window.theme, self.hers))

    def _begin_form(self, decision: str, *, doubt: bool = False) -> None:
        begun = drafts.resumed(self.hers, decision)
        if begun is not None:
            self.form, step = begun
            self._step(step)
            return
        self.form = Form(self.hers, decision)
        if doubt:
            self.form.doubt = True
        first: Step = "who" if self.form.asks_who else "doubt"
        self._step(first)

    def _step(self, step: Step) -> None:
        assert self.form is not None
        self._here = ""
        self._show(_PAGES[step](self._window.theme, self.form))
        self._draft()

    def jump(self, page: str) -> None:
        """A page of the room, as a link of the list names it."""
        what, _, about = page.partition(":")
        theme, of, self._here = self._window.theme, self.hers, page
        if what == "ask":
            self._begin_form(about)
        elif what == "act":
            self._show(ActPage(theme, of, about))
        elif what == "state":
            self._show(StatePage(theme, of))
        elif what == "advance":
            self._show(AdvancePage(theme, of))
        elif what == "task":
            self._show(TaskPage(theme, of, about))
        elif what == "senior":
            self._show(SeniorPage(theme, of, about))
        elif what == "authority":
            self._show(AuthorityPage(theme, of, about))
        elif what == "second":
            self._show(SecondPage(theme, of, of.record.decided.best_interests.get(about)
                                  or of.record.decided.authorities[about]))  # fmt: skip
        elif what == "best":
            found = capacity.newest_id(of, about)
            self._show(BestPage(theme, of, about, found))

    def redraw(self) -> None:
        """The rail shows the steps of the form."""
        super().redraw()
        page = self._page
        if self._ended or self.form is None or not isinstance(page, StepPage):
            return
        sections = tuple(self._section(one, page.step) for one in STEPS)
        name = name_of(self.hers, self.form.decision)
        self._window.rail.show_sections(sections, page.step, title=name)

    def _section(self, step: Step, now: Step) -> RailSection:
        assert self.form is not None
        state: SectionState = "done" if step in self.form.seen else "not-started"
        if step == now:
            state = "now"
        elif not self.form.open(step):
            return RailSection(id=step, name=_NAMES[step], state="not-asked", note="closed")
        return RailSection(id=step, name=_NAMES[step], state=state)

    # ---- Continue, Back, the ways out

    def go_on(self) -> None:
        """The page hands over what is typed; then the next step, her answer, or the list."""
        page = self._page
        if not isinstance(page, DecisionPage) or not self.saved_by_now():
            return
        page.apply()
        if self._ended or self._page is not page:
            return
        if not page.valid:
            announce(self._window, page.error, urgent=True)
        elif isinstance(page, StepPage) and page.step != "conclusion":
            self._after(page)

    def _after(self, page: StepPage) -> None:
        assert self.form is not None
        step = self.form.after(page.step)
        if step is not None:
            self._step(step)
        elif self.form.doubt is False:
            self._written(page)

    def _written(self, page: StepPage) -> None:
        """The short way: the finding is kept, then her answer is asked."""
        assert self.form is not None
        found: list[str] = []
        form = self.form
        missing = [code for code in form.faults("conclusion") if form.step_of(code) == "who"]
        if missing and "who" not in form.seen:
            self._step("who")
        elif page.keep(lambda: found.append(form.keep())) is None:
            self._answer(found[0])

    def _answer(self, finding: str) -> None:
        assert self.form is not None
        decision = self.form.decision
        told = information(self.form)
        self.form = None
        if decision.startswith("D16"):
            self._home()
            return
        self._here = f"answer:{finding}"
        self._show(AnswerPage(self._window.theme, self.hers, decision, finding, told))

    def _finished(self) -> None:
        """After a finding that she is able her answer is asked; after all else, the list."""
        page = self._page
        if isinstance(page, ConclusionStep) and self.form is not None:
            found = capacity.standing(self.hers, self.form.decision)
            if found is not None and capacity.consent_open(self.hers, self.form.decision):
                self._answer(found.finding)
                return
        self.form = None
        if isinstance(page, DecisionsPage) or self._alone:
            self._home()
        else:
            self._list()

    def _home(self) -> None:
        self.end()
        if self._back is not None:
            self._back()
        else:
            self._ward.open_overview(self._admission)

    def go_back(self) -> None:
        """The step before; from the first to the list, from there to where it came from."""
        self.hand_over_typed()
        page = self._page
        if isinstance(page, StopStep):
            self._step("test" if self.form is not None and self.form.open("test") else "doubt")
            return
        if isinstance(page, StepPage) and self.form is not None:
            before = self.form.before(page.step)
            if before is not None:
                page.take()
                self._step(before)
                return
        if isinstance(page, DecisionsPage) or self._alone:
            self._home()
        else:
            self._list()

    def other_act(self) -> None:
        """She would rather stop."""
        page = self._page
        if isinstance(page, StepPage) and self.form is not None and self.form.doubt:
            page.take()
            self._show(StopStep(self._window.theme, self.form))

    def section(self, section: str) -> None:
        """A step of the form that is open."""
        page = self._page
        step = next((one for one in STEPS if one == section), None)
        if step is None or not isinstance(page, StepPage) or self.form is None:
            return
        page.take()
        if self.form.open(step) and (step in self.form.seen or step == page.step):
            self._step(step)


def interrupted(window: Window, ward: Ward, record: Record) -> Decisions | None:
    """The room with the form that this person was in when the window locked or the program
    ended. What cannot wait comes before it."""
    if not record.decided.drafts or ward.desk.talk_locked(record):
        return None
    admission = record.admission
    of = Decider(ward.desk.session(admission, begin=False))
    if not drafts.interrupted(of):
        return None
    if urgent.waiting(of.session.protocol, record, of.session.findings):
        return None
    return Decisions(window, ward, admission, back=lambda: ward.open(admission))
