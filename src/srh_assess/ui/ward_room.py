"""One room of the ward or of this computer, as *More* lists it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.ui.owner import Begins
from srh_assess.ui.window import Window

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward
    from srh_assess.workflow.desk import Desk


def _nothing(_: Desk) -> str:
    return ""


class WardRoom(Struct, frozen=True, kw_only=True):
    """A room of the ward or of this computer, opened from *More*. ``back`` of its owner leads
    to ``ward.come_home()``; ``waits`` says what waits there for who is signed in, if anything."""

    id: str
    words: str
    hint: str
    icon: str
    action: str
    owner: Callable[[Window, Ward], Begins]
    waits: Callable[[Desk], str] = _nothing
