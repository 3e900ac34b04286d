"""Who takes over when a stay ends: named before a handover is put on paper, so that she agrees to
one person and not to a service.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from srh_assess.assessment.fact import Fact


class ReceiverNamed(Fact, frozen=True, kw_only=True, tag="receiver_named"):
    """A person who is to take over, their team, how to reach them, and what they said so far.
    Naming another takes the place of this one."""

    receiver: str
    team: str = ""
    contact: str = ""
    answer: Literal["accepted", "asked"] = "asked"
    at: datetime
    by: str = ""
