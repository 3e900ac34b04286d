"""The long form about one decision while it is filled in: each step of it on the disk.

A draft says nothing about her and opens nothing: it is what one person has typed so far. The
finding that comes of it takes its place.
"""

from __future__ import annotations

from datetime import datetime

from srh_assess.assessment.capacity import Competence, FullForm, Interpreting
from srh_assess.assessment.fact import Fact


class FormDrafted(Fact, frozen=True, kw_only=True, tag="form_draft"):
    """The form as it stood, at which ``step``. ``reached``: the abilities that had an answer;
    ``left``: who filled it in went away from it on
    purpose, so that opening her record does not lead back to it."""

    decision: str
    opened: datetime
    step: str
    doubt: bool | None = None
    note: str = ""
    form: FullForm = FullForm()
    interpreting: Interpreting = Interpreting()
    competence: Competence | None = None
    seen: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    left: bool = False


def key(decision: str, author: str) -> str:
    """Whose draft about what: two people never type into each other's."""
    return f"{decision} {author}"
