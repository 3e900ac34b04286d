"""The three questions to staff, once a year (programme specification B1 step 14).

Each person who works with the women here has a file of her own for it, about no woman. The
answers are counted with all others; no list shows whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from srh_assess.assessment.following import Said, ViewGiven
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import Refused
from srh_assess.protocol.model import Protocol, ViewQuestion
from srh_assess.rules.walls import Moment, faults
from srh_assess.workflow.deciding import new_id
from srh_assess.workflow.desk import Desk

ACTION = "answer_as_staff"
SETTING = "staff_asked_days"


def questions(protocol: Protocol) -> tuple[ViewQuestion, ...]:
    """Our own questions to staff."""
    return tuple(row for row in protocol.views.values() if row.whose == "staff")


def file_of(account: str) -> str:
    """The file of one person's answers."""
    return sha256(f"the questions to staff, {account}".encode()).hexdigest()[:32]


def answered(desk: Desk) -> datetime | None:
    """When who is signed in was asked last; none where never."""
    said = [kept.fact.at for kept in _file(desk).following.views.values()]
    return max(said, default=None)


def again_on(desk: Desk) -> date | None:
    """The day from which she is asked once more; none where that is now."""
    last = answered(desk)
    if last is None:
        return None
    day = last + timedelta(days=desk.protocol.settings[SETTING].value)
    return local(day).date() if day > desk.clock.now() else None


def give(desk: Desk, said: Mapping[str, Any], words: str = "") -> None:
    """Keeps what was answered; a question that is left out was skipped, and skipping them all is
    an answer too. Refused before the year is over."""
    record, now = _file(desk), desk.clock.now()
    answers = tuple(
        Said(question=row.id, answer=said.get(row.id) or "skipped")
        for row in questions(desk.protocol)
    )
    some = any(one.answer != "skipped" for one in answers)
    fact = ViewGiven(
        view=new_id(),
        whose="staff",
        moment="yearly",
        at=now,
        outcome="answered" if some else "skipped",
        answers=answers if some else (),
        words=words.strip(),
    )
    moment = Moment(protocol=desk.protocol, record=record, at=now, author=_me(desk))
    for code in faults(moment, fact):
        raise Refused(code)
    desk.keep_fact(record, fact, duty=ACTION)


def _file(desk: Desk) -> Record:
    return desk.file_apart(file_of(_me(desk)), duty=ACTION)


def _me(desk: Desk) -> str:
    return desk.me.id if desk.me is not None else ""
