"""How a run is steered: time goes by, one goes back, skips ahead or changes places, and ends it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from srh_assess.assessment.naming import Woman
from srh_assess.errors import UserError
from srh_assess.ui.frame import Parts
from srh_assess.ui.training.cards import SceneCard
from srh_assess.ui.training.moments import MomentsPage
from srh_assess.ui.training.outside import PausedPage
from srh_assess.ui.training.pair import SWAP, UNCOVER, SwapPage
from srh_assess.ui.training.scene import Act
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow.drill import Drill

TIMES = (Act("10", "10 minutes on"), Act("60", "1 hour on"), Act("480", "8 hours on"))
ACTS = (
    Act("again", "Start again", "curved-arrow"),
    Act("moments", "Go back to …", "clock"),
    Act("end", "End and talk about it", "tick"),
    Act("leave", "Leave", "cross"),
)
MODEL = Act("model", "Model answer", "eye")
SKIP = Act("skip", "Skip ahead", "chevron-right")


def on_the_wall(*, with_model: bool) -> tuple[Act, ...]:
    """What somebody before a group needs at any moment: it never scrolls away. Where there is no
    model answer to show, going back alone."""
    return (MODEL, SKIP, ACTS[1]) if with_model else (ACTS[1],)


BACK = "Putting everything back"
AHEAD = "Going ahead as the model answer does"


class Steered(Ward):
    """What can be done with a run from wherever it is pressed. ``ended`` gets ``finished`` or
    ``left``."""

    def __init__(self, window: TrainingWindow, drill: Drill, ended: Callable[[str], None]) -> None:
        super().__init__(window, sign_out=_nobody)
        self._training_window, self.drill, self._on_end = window, drill, ended
        self._desk = drill.desk
        self.words: dict[str, str] = {}
        """What somebody would say at a choice: kept for the debrief of this run, not on disk."""
        self._hands: dict[str, int] = {}
        self._begun = self.over = False
        self._model: tuple[str, tuple[SceneCard, ...]] = ("", ())
        self._card_shown = False
        self._page: Page | None = None

    @property
    def group(self) -> bool:
        """Whether it is shown on a wall."""
        return self.drill.run == "group"

    @property
    def pair(self) -> bool:
        """Whether one asks and one is the person who is asked."""
        return self.drill.run == "pair"

    @property
    def acts(self) -> tuple[Act, ...]:
        """What can be done with this run, from the panel."""
        more = (MODEL, SKIP) if self.group else (SWAP,) if self.pair else ()
        return (*more, *ACTS)

    @property
    @abstractmethod
    def who(self) -> Woman:
        """How to speak of the person it is about."""

    @abstractmethod
    def tell(self, page: QWidget | None) -> None:
        """The scenario beside this page, as it is now."""

    @abstractmethod
    def show_model(self, page: QWidget | None) -> None:
        """Shows the model answer to this page, or hides it again."""

    def _show(self, page: Page, parts: Parts) -> None:
        self._board = self._form = None
        self._page = page
        self._training_window.call(None)
        self._window.own(self)
        self._window.show_page(page, parts)

    def _scene_moved(self, minutes: str) -> None:
        owner = self._window.owner
        self.move_on(minutes)
        if isinstance(owner, WomanOwner):
            owner.look_again()
        self.tell(self._window.page)

    def _scene_acted(self, act: str) -> None:
        if act == MODEL.id:
            self.show_model(self._window.page)
            return
        if act == UNCOVER.id:
            self._card_shown = True
            self.tell(self._window.page)
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
        elif act == SKIP.id:
            self.skip()
        elif act == SWAP.id:
            self.swap()
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
        self._busy_with(BACK)
        self._window.work.run(partial(self.drill.back_to, moment), self._is_back, self._not_back)

    def _busy_with(self, words: str) -> None:
        window = self._window
        window.actions_bar.note.say(words)
        window.own(self)
        self._training_window.show_scene(None)
        self._show(PausedPage(window.theme, words, ""), FORM)
        window.actions_bar.setEnabled(False)

    def _is_back(self, _: object) -> None:
        self._again()
        self.show_board()

    def _again(self) -> None:
        self._window.actions_bar.setEnabled(True)
        self._begun = bool(self.desk.record(self.drill.admission).sittings)
        self._model, self._hands, self._card_shown = ("", ()), {}, False

    def skip(self) -> None:
        """One press: on to the next thing that waits for the group, as the model answer does."""
        self._busy_with(AHEAD)
        self._window.work.run(self.drill.skip_ahead, self._is_ahead, self._not_back)

    def _is_ahead(self, _: object) -> None:
        self._again()
        self.open(self.drill.admission)

    def swap(self) -> None:
        """Two change places: the page says so before anything of hers is seen again."""
        self.drill.swap()
        self._card_shown = False
        page = SwapPage(self._window.theme, self.who)
        self.screen = "training_pair"
        self._training_window.show_scene(None)
        self._show(page, FORM)
        self._window.actions_bar.offer("Go on", back=False)

    def _not_back(self, fault: Exception) -> None:
        self._window.actions_bar.setEnabled(True)
        if not isinstance(fault, UserError):
            raise fault
        self._window.tell(fault)
        self.show_board()

    def end(self, how: str) -> None:
        """The run is over. Nobody is asked why."""
        self._unhook()
        self._training_window.call(None)
        self._training_window.show_scene(None)
        self.over = True
        self.drill.end(how)
        self._on_end(how)

    @abstractmethod
    def _unhook(self) -> None:
        """The window speaks to this run no longer."""


def _nobody() -> None:
    """Nobody signs in here, so nobody signs out."""
