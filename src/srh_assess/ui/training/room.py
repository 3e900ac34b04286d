"""The rooms of training: the hall, and the way from a scenario through its run to the debrief."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from srh_assess.errors import Refused, UserError
from srh_assess.training.scenarios import Kept
from srh_assess.ui.owner import Begins
from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.printing import Press, QtPress
from srh_assess.ui.training.hall import BeforePage, HallPage, Offered
from srh_assess.ui.training.outside import PausedPage
from srh_assess.ui.training.pair import PairPage
from srh_assess.ui.training.practice import Practice
from srh_assess.ui.training.scene import Act
from srh_assess.ui.training.window import COPY, TrainingWindow
from srh_assess.ui.widgets.edges import NOT_APPROVED
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM, Owner
from srh_assess.workflow import training_papers, training_support
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.drill_begun import LeftOpen
from srh_assess.workflow.training_world import EMPTY, Run, Training

if TYPE_CHECKING:
    from srh_assess.workflow.training_ward import InventedWard

LARGE = 1.5
"""How much larger everything is on a projector (screens, 14)."""
OPENING = "Opening training"
EMPTYING = "Putting everything back"
Then = Callable[[Drill, str], None]
WRITE, SUPPORT, WARD = "write", "support", "ward"
FOR_WHO_LEADS = frozenset({WRITE, SUPPORT})
ACTS = (
    Act(WARD, "Look round an invented ward", "person"),
    Act("confidence", "How sure do you feel?", "half-disc"),
    Act("certificate", "Certificate and register", "note"),
    Act(SUPPORT, "Whom to turn to", "phone"),
    Act(WRITE, "Write or change a scenario", "plus"),
    Act("leave", "Leave training", "cross"),
)


class Room(Owner):
    """Base of the owners of training: shows a page, and says on the foot that this is a copy."""

    def __init__(self, window: TrainingWindow) -> None:
        self.window = self._window = window
        self._page: Page | None = None

    def _show(self, page: Page, screen: str, words: str, **offer: object) -> None:
        self._page, self.screen = page, screen
        self._window.own(self)
        self._window.show_scene(None)
        self._window.show_page(page, FORM)
        self._window.actions_bar.setEnabled(True)
        self._window.actions_bar.offer(words, **offer)  # type: ignore[arg-type]  # as offer takes them
        self._window.fit_acts()

    def _wait(self, words: str) -> None:
        """Something is under way that takes a moment."""
        self._show(PausedPage(self._window.theme, words, ""), self.screen, words, back=False)
        self._window.actions_bar.setEnabled(False)

    def _told(self, fault: Exception) -> None:
        self._window.actions_bar.setEnabled(True)
        if not isinstance(fault, UserError):
            raise fault
        self._window.tell(fault)

    def go_on(self) -> None:
        """The primary act of the page."""
        if self._page is not None and self._window.page is self._page:
            self._page.apply()


class TrainingRoom(Room):
    """Drives the window outside a run. ``others`` opens what stands round the course."""

    screen = "training"

    def __init__(self, window: TrainingWindow, world: Training, press: Press | None = None) -> None:
        super().__init__(window)
        self.world, self.press = world, press or QtPress()
        self.practice: Practice | None = None
        self.ward: InventedWard | None = None
        self._usual = window.theme.scale
        self._left: LeftOpen | None = None
        self._then: Then | None = None
        self._back: Callable[[], None] = self.hall

    # ---- coming in and going

    def open(self) -> None:
        """Makes or opens the world, and shows the hall."""
        self._foot()
        self._wait(OPENING)
        self._window.work.run(self._opened, self._take, self._failed)

    def _opened(self) -> LeftOpen | None:
        self.world.open()
        self.leave_ward()
        return self.world.left()

    def leave_ward(self) -> None:
        """Nothing stays of an invented ward, nor of one that a computer which failed left."""
        if self.ward is not None:
            self.ward.desk.lock()
        self.ward = None
        self.world.without_ward()

    def _take(self, left: LeftOpen | None) -> None:
        self._left = left
        self.hall()

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, UserError) and fault.code == "home-in-use":
            fault = Refused("training-open-twice")  # nobody in training can lock it
        self._told(fault)
        self._window.close()

    def _foot(self, right: str = "") -> None:
        self._window.footer.say(COPY, NOT_APPROVED, right)

    def hall(self) -> None:
        """Every scenario."""
        self.practice = None
        self._foot()
        self._window.cover_after(self.world.idle)
        self._scale(group=False)
        shelf = self.world.shelf()
        offered = [Offered(id=one.scenario.id, scenario=one.scenario, own=one.own)
                   for one in shelf.kept]  # fmt: skip
        offered += [Offered(id=file.name, problem=f"{fault}") for file, fault in shelf.faults]
        acts = (
            ACTS if self.world.leads else tuple(one for one in ACTS if one.id not in FOR_WHO_LEADS)
        )
        page = HallPage(self._window.theme, offered, acts, left=self._left)
        page.opened.connect(self._before)
        page.acted.connect(self._act)
        page.gone_on.connect(self._resume)
        page.thrown.connect(self._throw)
        self._show(page, "training", "Leave training", role="plain", icon="cross", back=False)

    @property
    def support(self) -> str:
        """Whom one can turn to here."""
        return training_support.named(self.world)

    @property
    def running(self) -> bool:
        """Whether a run is under way, or was left open."""
        return self._left is not None or (self.practice is not None and not self.practice.over)

    def _act(self, act: str) -> None:
        if act == "leave":
            self._window.close()
            return
        from srh_assess.ui.training import rooms

        rooms.OPENS[act](self).begin()

    def _resume(self, number: str) -> None:
        try:
            found = self.world.resume(number)
        except UserError as fault:
            self._window.tell(fault)
            return
        assert found is not None
        self._then = None
        self._play(found)

    def _throw(self) -> None:
        """Nothing of it stays."""
        self._left = None
        self._wait(EMPTYING)
        self._window.work.run(lambda: self.world.reset(EMPTY), lambda _: self.hall(), self._failed)

    def _scale(self, *, group: bool) -> None:
        wanted = max(LARGE, self._usual) if group else self._usual
        if self._window.theme.scale != wanted:
            self._window.theme.scale_text(wanted)

    # ---- one scenario

    def _before(self, scenario: str) -> None:
        self._back = self.hall
        found = {one.scenario.id: one.scenario for one in self.world.shelf().kept}
        if scenario not in found:
            if self.world.leads:
                self._act(WRITE)
            return
        page = BeforePage(self._window.theme, found[scenario], self.support)
        page.begun.connect(partial(self._chosen, scenario))
        self._foot(f"Scenario {scenario}, version {found[scenario].version}")
        self._show(page, "training_before", "Begin")

    def _chosen(self, scenario: str, run: Run) -> None:
        if run == "pair":
            self._pair(scenario)
        else:
            self.play(scenario, run)

    def _pair(self, scenario: str) -> None:
        """Who does what, before anything of it is seen."""
        found = self.world.shelf().of(scenario).scenario
        page = PairPage(self._window.theme, found.title, found.name)
        page.begun.connect(partial(self.play, scenario, "pair"))
        page.cards.connect(partial(self._cards, scenario))
        self._back = partial(self._before, scenario)
        self._show(page, "training_pair", "Begin")

    def _cards(self, scenario: str) -> None:
        """The cards of whoever plays her, on paper; the model answer is not among them."""
        from srh_assess.ui.training.papers import paper_page, save_as

        found = self.world.shelf().of(scenario).scenario
        make = partial(training_papers.cards, found, self.world.desk.protocol, support=self.support)
        save = partial(save_as, name=f"cards-{scenario}")
        self._back = partial(self._pair, scenario)
        self._show(paper_page(self, found.title, make, save), "training_pair", "To who is who",
                   role="plain")  # fmt: skip

    def play(self, scenario: str | Kept, run: Run, *, then: Then | None = None) -> None:
        """Begins: everything of the run before is put back first. ``then`` takes the end of it
        instead of the debrief."""
        self._left, self._then = None, then
        self._wait(EMPTYING)
        self._window.work.run(
            lambda: self.world.begin(scenario, run=run), self._play, self._not_begun
        )

    def _play(self, drill: Drill) -> None:
        self._left = None
        self._window.actions_bar.setEnabled(True)
        scenario = drill.scenario
        self._foot(f"Scenario {scenario.id}, version {scenario.version}")
        self._window.way_back = drill.way_back
        self._scale(group=drill.run == "group")
        if drill.run == "group":
            self._window.cover_after(self.world.idle_before_a_group)
        self.practice = Practice(self._window, drill, self._ended)
        self.practice.begin()

    def _not_begun(self, fault: Exception) -> None:
        self._told(fault)
        self.hall()

    def _ended(self, how: str) -> None:
        practice, then = self.practice, self._then
        self._window.way_back = ""
        assert practice is not None
        if then is not None:
            self.practice, self._then = None, None
            self._foot()
            self._window.cover_after(self.world.idle)
            then(practice.drill, how)
            return
        from srh_assess.ui.training.debrief import Debriefing

        Debriefing(self._window, self, practice, how).begin()

    # ---- what the window passes on

    def go_on(self) -> None:
        """From the hall out, from the cards back; else the primary act of the page."""
        if isinstance(self._page, HallPage):
            self._window.close()
        elif isinstance(self._page, PaperPage):
            self.go_back()
        else:
            super().go_on()

    def go_back(self) -> None:
        """One page back, else to the hall: nobody asks why."""
        back, self._back = self._back, self.hall
        back()


Opens = Callable[[TrainingRoom], Begins]
