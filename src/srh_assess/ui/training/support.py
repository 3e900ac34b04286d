"""Whom somebody can turn to whom a scenario touches: written by whoever leads, for this place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from srh_assess.errors import UserError
from srh_assess.ui.training.forms import Field, FormPage
from srh_assess.ui.training.room import Room, TrainingRoom
from srh_assess.workflow import training_support

_FIELDS = (
    Field(key="words", label="Who, and the telephone", kind="text",
          hint="For example: staff support, extension 4410, nights too. Empty: it says that "
          "nobody is named yet"),
)  # fmt: skip


class Support(Room):
    """Drives the window while it is written."""

    screen = "training_support"

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room.window)
        self._room = room

    def begin(self) -> None:
        """The form, with what stands there now."""
        page = FormPage(
            self._window.theme,
            self._room.world.outside,
            "Whom to turn to",
            _FIELDS,
            {"words": self._room.support},
            hint="Stands before each scenario, in the debrief and on its papers",
        )
        page.written.connect(self._written)
        self._show(page, self.screen, "Keep", icon="tick")

    def _written(self, table: Mapping[str, Any]) -> None:
        try:
            training_support.name(self._room.world, str(table.get("words", "")))
        except UserError as fault:
            self._window.tell(fault)
            return
        self._room.hall()

    def go_back(self) -> None:
        """To the hall; what was not kept is given up."""
        self._room.hall()
