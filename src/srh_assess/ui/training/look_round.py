"""Looking round an invented ward: it is built beside the window, sat down at, and thrown away."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal

from srh_assess.assessment.identity import clinical_moment
from srh_assess.errors import UserError
from srh_assess.ui.training.looked import LookedRound
from srh_assess.ui.training.room import EMPTYING, Room, TrainingRoom
from srh_assess.ui.training.ward_pages import (
    AGAIN,
    AWAY,
    PLANTED,
    SEAT,
    BeforeWardPage,
    BuildingPage,
    DeskPage,
    PlantedPage,
)
from srh_assess.ui.training.window import COPY
from srh_assess.ui.widgets.edges import NOT_APPROVED
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.training_ward import STOPPED, InventedWard, Seat


class _Built(QObject):
    """Carries how far it is from the work to the window."""

    said = Signal(str)


class LookRound(Room):
    """Drives the window round the ward; ``LookedRound`` drives it in there."""

    screen = "training_ward"

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room.window)
        self._room = room
        self.ward = InventedWard(room.world)
        self.inside: LookedRound | None = None
        self._steps: Steps | None = None
        self._so_far = _Built()
        self._so_far.said.connect(self._say)

    def begin(self) -> None:
        """Which ward."""
        page = BeforeWardPage(self._window.theme)
        page.built.connect(self.build)
        self._show(page, "training_ward", "Build it")

    # ---- building it

    def build(self, number: int) -> None:
        """Builds it beside the window."""
        self._room.ward = self.ward
        self._steps = steps = Steps(self._so_far.said.emit, stopped=STOPPED)
        page = BuildingPage(self._window.theme, self.ward.stays)
        self._show(page, "training_building", "Stop", role="plain", icon="cross", back=False)
        self._window.work.run(lambda: self.ward.build(number, steps), self._built, self._not_built)

    def _say(self, words: str) -> None:
        assert isinstance(self._page, BuildingPage)
        self._page.say(words)

    def _built(self, _: object) -> None:
        self._steps = None
        self.desk()

    def _not_built(self, fault: Exception) -> None:
        self._steps = None
        self.begin()
        if not isinstance(fault, UserError) or fault.code != STOPPED:
            self._told(fault)

    # ---- at its desk

    def desk(self) -> None:
        """Who sits there."""
        self._out()
        self.ward.desk.lock()
        stands = clinical_moment(self._room.world.clock.now())
        page = DeskPage(self._window.theme, self.ward.number, stands)
        page.sat.connect(self.sit_down)
        page.acted.connect(self.act)
        self._show(page, "training_ward", "Leave, and throw it away", role="plain", icon="cross",
                   back=False)  # fmt: skip
        self._window.footer.say(COPY, NOT_APPROVED, f"Invented ward {self.ward.number}")

    def sit_down(self, seat: str) -> None:
        """As a nurse or as the manager: the board, or the rooms of the figures."""
        self.ward.sit_down(cast(Seat, seat))
        self.inside = LookedRound(self._room.window, self.ward, self.act)
        self.inside.begin()

    def _out(self) -> None:
        if self.inside is not None:
            self.inside.leave()
            self.inside = None

    def act(self, act: str) -> None:
        """What is pressed at its desk, or above a page in there."""
        self._out()
        if act == SEAT.id:
            self.desk()
        elif act == PLANTED.id:
            page = PlantedPage(self._window.theme, self.ward.planted(), self.ward.women())
            self._show(page, "training_planted", "To the desk", role="plain", back=False)
        elif act == AGAIN.id:
            self._wait(EMPTYING)
            self._window.work.run(self.ward.again, lambda _: self.desk(), self._not_back)
        else:
            self._wait(EMPTYING)
            self._window.work.run(self.ward.remove, lambda _: self._room.hall(), self._not_back)

    def _not_back(self, fault: Exception) -> None:
        """A disk that refuses: what is left of the ward goes with it, at the next opening."""
        self._room.hall()
        self._told(fault)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Builds it, stops building, leaves it; from what was planted back to the desk."""
        if isinstance(self._page, BuildingPage):
            self.keep_draft()
        elif isinstance(self._page, DeskPage):
            self.act(AWAY.id)
        elif isinstance(self._page, PlantedPage):
            self.desk()
        else:
            super().go_on()

    def go_back(self) -> None:
        """Before anything is built, to the hall."""
        if isinstance(self._page, BeforeWardPage):
            self._room.hall()

    def keep_draft(self) -> None:
        """The window closes: what is being built is stopped."""
        if self._steps is not None:
            self._steps.stop()
