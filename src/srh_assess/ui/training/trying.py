"""A scenario tried by its author: as a learner would play it, and to keep what was done as the
model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.training import drafts
from srh_assess.ui.training.room import TrainingRoom
from srh_assess.workflow import training_own
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_own import Own

if TYPE_CHECKING:
    from srh_assess.ui.training.authoring import Authoring

_KEEP = "What you did is the model answer now. Write why at each line"


class Trying:
    """One try. Back at the author's pages at its end."""

    def __init__(self, room: TrainingRoom, author: Authoring, own: Own, *, record: bool) -> None:
        self._room, self._author, self._own, self._record = room, author, own, record

    def begin(self) -> None:
        """From an empty world. A draft that cannot be played yet is refused with the first thing
        that is wrong; to do it once, it needs no model answer."""
        draft = self._own.table
        kept = training_own.preview(
            self._room.world, drafts.playable(draft) if self._record else draft
        )
        self._room.play(kept, "alone", then=self._ended)

    def _ended(self, drill: Drill, how: str) -> None:
        if not self._record or how == "left":
            self._author.tried(None)
            return
        made = training_own.model_from(drill, self._own.table)
        self._author.tried(drafts.without_stand_ins(made))
        self._room.window.actions_bar.note.say(_KEEP)
