"""A run in the window: the real pages about an invented person, the scenario beside them.

``Practice`` stands where the ward does: whatever leads home leads outside her room. Between two
pages it looks what the scenario has waiting: an event is shown beside the page, a choice takes
the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from srh_assess.assessment import identity
from srh_assess.errors import UserError
from srh_assess.training.model import Choice, Event, Expect
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.naming import Woman, woman
from srh_assess.ui.training import telling
from srh_assess.ui.training.cards import SceneCard
from srh_assess.ui.training.choice import ChoicePage
from srh_assess.ui.training.hall import RUNS
from srh_assess.ui.training.moments import MomentsPage
from srh_assess.ui.training.outside import OutsidePage, PausedPage
from srh_assess.ui.training.practised import Practised
from srh_assess.ui.training.scene import TOGETHER, UNMARKED, Act, SceneView
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import PASSPHRASE

AT_A_CHOICE = Parts(rail=False)
TIMES = (Act("10", "10 minutes on"), Act("60", "1 hour on"), Act("480", "8 hours on"))
_ACTS = (
    Act("again", "Start again", "curved-arrow"),
    Act("moments", "Go back to …", "clock"),
    Act("end", "End and talk about it", "tick"),
    Act("leave", "Leave", "cross"),
)
SHOW_MODEL = Act("model", "Show the model answer", "eye")
BACK = "Putting everything back"


class Practice(Ward):
    """Drives the window during a run. ``ended`` gets ``finished`` or ``left``."""

    def __init__(self, window: TrainingWindow, drill: Drill, ended: Callable[[str], None]) -> None:
        super().__init__(window, sign_out=_nobody)
        self._training_window, self.drill, self._on_end = window, drill, ended
        self._desk = drill.desk
        self.words: dict[str, str] = {}
        """What somebody would say at a choice: kept for the debrief of this run, not on disk."""
        self._hands: dict[str, int] = {}
        self._begun = self.over = False
        self._model: tuple[str, tuple[SceneCard, ...]] = ("", ())
        self._page: Page | None = None

    # ---- coming in

    def begin(self) -> None:
        """Outside her room, with her notes."""
        scene = self._training_window.scene
        scene.moved.connect(self._scene_moved)
        scene.acted.connect(self._scene_acted)
        self._training_window.screen_gone.connect(self._screen_gone)
        self._begun = bool(self.desk.record(self.drill.admission).sittings)
        self.show_board()

    @property
    def group(self) -> bool:
        """Whether it is shown on a wall."""
        return self.drill.run == "group"

    @property
    def who(self) -> Woman:
        """How to speak of the person it is about."""
        return woman(self.desk.record(self.drill.admission).identity)

    def show_board(self, current: str = "") -> None:
        """Outside: what is known, what happened, and the way in."""
        self._step()
        scenario, now = self.drill.scenario, self.desk.clock.now()
        page = OutsidePage(
            self._window.theme,
            scenario.title,
            hint=f"{telling.day(self.drill, now)}. {RUNS[self.drill.run]}",
            notes=scenario.vignette.notes,
            cards=telling.news(self.drill, self.who),
            times=TIMES,
            acts=_ACTS if self._begun else _ACTS[2:],
        )
        page.acted.connect(self._act)
        self.screen = "training_outside"
        self._show(page, FORM)
        self._training_window.show_scene(None)
        first = "Go in" if not self._begun else "Go on"
        self._window.actions_bar.offer(first, back=False)

    def come_home(self) -> None:
        """Home is outside her room."""
        self.show_board()

    def more(self) -> None:
        """The same."""
        self.show_board()

    def remind(self) -> None:
        """Nothing becomes due elsewhere."""

    def open_signed(self, admission: str) -> None:
        """After the signature: what the scenario still has, then outside."""
        self.show_board()

    def open_overview(self, admission: str) -> None:
        """Her overview, letters and rooms: the scenario stays beside them."""
        self._training_window.show_scene(self._view((), with_model=False))
        super().open_overview(admission)

    def _open(self, admission: str) -> None:
        self._begun, self._page = True, None
        if self._waits():
            return
        self._board = self._form = None
        record = self.desk.record(admission)
        if record.sittings and record.open_sitting is None:
            self.open_overview(admission)
        else:
            Practised(self._training_window, self, admission).begin()

    def _show(self, page: Page, parts: Parts) -> None:
        self._board = self._form = None
        self._page = page
        self._window.own(self)
        self._window.show_page(page, parts)

    # ---- what the scenario has waiting

    def _step(self) -> Choice | None:
        """Shows every event that is due, and what came of things; gives the choice that then
        waits, if any."""
        while True:
            for place, _ in self.drill.came_of():
                self.drill.seen(place)
            first = next(iter(self.drill.waiting()), None)
            if not isinstance(first, Event):
                return first
            self.drill.happen(first.id)

    def _waits(self) -> bool:
        """Whether a choice takes the page now."""
        choice = self._step()
        if choice is not None:
            self._show_choice(choice)
        return choice is not None

    def takes_the_page(self) -> bool:
        """Asked by the wizard between two pages: whether a choice comes now. What happens only
        stands beside the page."""
        self._model = ("", ())
        return self._step() is not None

    def _show_choice(self, asked: Choice) -> None:
        window, theme = self._training_window, self._window.theme
        news = telling.news(self.drill, self.who)[:1]
        page = ChoicePage(
            theme, asked, expect=self._expect(asked), news=news, group=self.group,
            hands=self._hands,
        )  # fmt: skip
        page.chosen.connect(self._chosen)
        page.counted.connect(self._counted)
        record, now = self.desk.record(self.drill.admission), self.desk.clock.now()
        assert record.identity is not None
        window.show_woman(identity.banner(record.identity, now))
        self.screen = "training_choice"
        window.show_scene(self._view((), with_model=False, news=()))
        self._show(page, FORM if self.group else AT_A_CHOICE)  # no name on the wall
        window.actions_bar.offer("Do this")
        window.fit_acts()

    def _expect(self, asked: Choice) -> Expect | None:
        field = f"choice.{asked.id}"
        return next((one for one in self.drill.scenario.expects if one.field == field), None)

    def _counted(self, numbers: dict[str, int]) -> None:
        self._hands = numbers

    def _chosen(self, code: str, words: str) -> None:
        page = self._page
        assert isinstance(page, ChoicePage)
        self.drill.choose(page.asked.id, code, hands=self._hands if self.group else None)
        if words:
            self.words[page.asked.id] = words
        self._hands = {}
        self.open(self.drill.admission)

    # ---- beside the page

    def tell(self, page: QWidget | None) -> None:
        """The scenario beside this page of hers, as it is now."""
        window = self._training_window
        if not isinstance(page, SittingPage):
            window.show_scene(self._view((), with_model=False))
            return
        if isinstance(page, CheckPage) and not page.panel.passphrase.words:
            page.panel.passphrase.show_words(PASSPHRASE)
        items = telling.asked_on(page)
        now, protocol = self.desk.clock.now(), self.desk.protocol
        heard = [self.drill.heard(item) for item in items]
        cards = telling.heard(protocol, heard, self.who, now)
        window.show_scene(self._view(cards, with_model=True))

    def _view(
        self,
        here: tuple[SceneCard, ...],
        *,
        with_model: bool,
        news: tuple[SceneCard, ...] | None = None,
    ) -> SceneView:
        scenario, now = self.drill.scenario, self.desk.clock.now()
        told = telling.news(self.drill, self.who)[: telling.SHOWN] if news is None else news
        acts = (SHOW_MODEL, *_ACTS) if self.group and with_model else _ACTS
        return SceneView(
            title=scenario.title,
            when=telling.day(self.drill, now),
            run=RUNS[self.drill.run],
            news=(*self._model[1], *told),
            here=here,
            notes=scenario.vignette.notes,
            times=TIMES,
            acts=acts,
            foot=TOGETHER if self.group else UNMARKED,
        )

    def show_model(self, page: QWidget | None) -> None:
        """With a group: what is best on this page, and why; a second press hides it."""
        if not isinstance(page, SittingPage) or self._model[0] == page.page.id:
            self._model = ("", ())
        else:
            kind = self._window.owner.screen
            found = telling.expected(self.drill.scenario, kind, telling.asked_on(page))
            protocol, scenario = self.desk.protocol, self.drill.scenario
            cards = tuple(telling.model(protocol, scenario, found)) or (_NO_MODEL,)
            self._model = (page.page.id, cards)
        self.tell(page)

    # ---- time, going back, the end

    def _scene_moved(self, minutes: str) -> None:
        owner = self._window.owner
        self.move_on(minutes)
        if isinstance(owner, WomanOwner):
            owner.look_again()
        self.tell(self._window.page)

    def _scene_acted(self, act: str) -> None:
        if act == SHOW_MODEL.id:
            self.show_model(self._window.page)
            return
        owner = self._window.owner
        if owner is not self:
            owner.keep_draft()  # everything typed is handed over
        self.act(act)

    def move_on(self, minutes: str) -> None:
        """Time goes by; clocks run, and what waits for it may happen."""
        try:
            self.drill.move_on(minutes=float(minutes))
        except UserError as fault:
            self._window.tell(fault)

    def _act(self, act: str) -> None:
        if act in {one.id for one in TIMES}:
            self.move_on(act)
            self.show_board()
        else:
            self.act(act)

    def act(self, act: str) -> None:
        """Something to be done with the run, from wherever it is pressed."""
        if act == "again":
            self.back_to("start")
        elif act == "moments":
            self._show_moments()
        else:
            self.end("finished" if act == "end" else "left")

    def _show_moments(self) -> None:
        page = MomentsPage(self._window.theme, self.drill.moments())
        page.chosen.connect(self.back_to)
        self.screen = "training_moments"
        self._training_window.show_scene(None)
        self._show(page, FORM)
        self._window.actions_bar.offer("Stay here", role="plain")

    def back_to(self, moment: str) -> None:
        """One press: everything is put back as it was then."""
        self._window.actions_bar.note.say(BACK)
        window = self._window
        window.own(self)
        self._training_window.show_scene(None)
        self._show(PausedPage(window.theme, BACK, ""), FORM)
        window.actions_bar.setEnabled(False)
        window.work.run(partial(self.drill.back_to, moment), self._is_back, self._not_back)

    def _is_back(self, _: object) -> None:
        self._window.actions_bar.setEnabled(True)
        self._begun = bool(self.desk.record(self.drill.admission).sittings)
        self._model, self._hands = ("", ()), {}
        self.show_board()

    def _not_back(self, fault: Exception) -> None:
        self._window.actions_bar.setEnabled(True)
        if not isinstance(fault, UserError):
            raise fault
        self._window.tell(fault)
        self.show_board()

    def end(self, how: str) -> None:
        """The run is over. Nobody is asked why."""
        scene = self._training_window.scene
        scene.moved.disconnect(self._scene_moved)
        scene.acted.disconnect(self._scene_acted)
        self._training_window.screen_gone.disconnect(self._screen_gone)
        self._training_window.show_scene(None)
        self.over = True
        self.drill.end(how)
        self._on_end(how)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Into her room; or what is chosen is done."""
        page = self._page
        if isinstance(page, ChoicePage):
            page.apply()
        elif isinstance(page, OutsidePage) or self._begun:
            self.open(self.drill.admission)
        else:
            self.show_board()

    def go_back(self) -> None:
        """Outside."""
        self.show_board()

    def pause(self) -> None:
        """A group stops: nothing of the scenario stands on the wall. Otherwise outside."""
        if isinstance(self._page, PausedPage):
            self.go_on()
        elif not self.group:
            self.show_board()
        else:
            when = telling.day(self.drill, self.desk.clock.now())
            page = PausedPage(self._window.theme, "Paused", f"The scenario waits at {when}")
            self._training_window.show_scene(None)
            self._show(page, FORM)
            self._window.actions_bar.offer("Go on", back=False)

    def _screen_gone(self) -> None:
        """The projector was unplugged: a group stops where it stood, and nothing is lost."""
        if self.group and not isinstance(self._page, PausedPage):
            self.pause()

    def keep_draft(self) -> None:
        """The window closes: the run is kept as it stands, to be gone on with."""


_NO_MODEL = SceneCard(kind="model", title="Nothing particular",
                      text="The model answer looks at nothing on this page.")  # fmt: skip


def _nobody() -> None:
    """Nobody signs in here, so nobody signs out."""
