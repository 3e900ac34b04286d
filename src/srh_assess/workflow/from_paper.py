"""Entering a paper form afterwards: a mode of the sitting.

While it lasts every answer is taken at the time of the talk on paper, with the source *from
paper*, so that clocks run from when she said it. It ends when somebody ends it, or signs.
"""

from __future__ import annotations

from datetime import datetime

from srh_assess.assessment.from_paper import PaperBegun, PaperEnded
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused
from srh_assess.workflow.answering import CLOCK_SLACK
from srh_assess.workflow.session import Change, Session


def begin(session: Session, taken: datetime, by: str) -> Change:
    """The next answers come from a paper form. Refused for a time to come, for a talk before
    she was admitted, and without a name."""
    fact = PaperBegun(sitting=session.sitting, taken=taken, by=by.strip())
    if code := fault(session.record, fact, session.clock.now()):
        raise BadInput(code)
    return session.add(fact)


def end(session: Session) -> Change:
    """Answers are given here and now again."""
    if session.paper is None:
        raise Refused("paper-not-begun")
    return session.add(PaperEnded(sitting=session.sitting))


def fault(record: Record, fact: PaperBegun, now: datetime) -> str:
    """The code of what stands against it; nothing when it can be. ``verify`` asks the same."""
    if not fact.by.strip():
        return "paper-no-name"
    if fact.taken > now + CLOCK_SLACK:
        return "paper-future"
    admitted = record.stay.admitted if record.stay is not None else fact.taken
    return "paper-before-stay" if local(fact.taken).date() < local(admitted).date() else ""
