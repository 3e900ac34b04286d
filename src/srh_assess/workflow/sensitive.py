"""How much a letter tells, and what that asks for before it goes (letters specification A5).

Every letter here is about sexual and reproductive health, so none is merely *standard*. A
restricted one is looked at once more at the door. The rest of what the specification ties to a
level holds for every letter: no reader is proposed beside her choice, the GP is a reader of his
own, no file lies about, and no list of recent files names it.
"""

from __future__ import annotations

from typing import Literal

from srh_assess.workflow.sharing import Sharing

Level = Literal["sensitive", "restricted"]


def level(letter: Sharing) -> Level:
    """How much this letter tells, by its kind and by what she ticked. Her own copy is hers."""
    restricted = letter.template.restricted or bool(tells(letter))
    return "restricted" if restricted and not letter.hers else "sensitive"


def tells(letter: Sharing) -> tuple[str, ...]:
    """The boxes in it whose content few should know."""
    few = {box.id for box in letter.template.box if box.restricted}
    return tuple(box.label for box in letter.boxes if box.id in few & letter.ticks)
