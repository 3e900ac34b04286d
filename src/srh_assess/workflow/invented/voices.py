"""What invented women, carers and staff thought of it: asked as in the program, by somebody who is
not in her care, a carer only where she agrees, staff once a year. No
figure of these says anything about a real ward.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from srh_assess.assessment.disclosing import VoiceGiven
from srh_assess.assessment.following import Said, ViewGiven
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.following import Follower
from srh_assess.workflow.invented.anchors import Word, anchors, one_of
from srh_assess.workflow.invented.stage import Played, Scratch, Stage
from srh_assess.workflow.invented.turns import held
from srh_assess.workflow.session import Session
from srh_assess.workflow.staff_views import file_of, questions

_YEAR = timedelta(days=365)
Whose = Literal["hers", "carer"]


def hear(stage: Stage, draw: Random, asker: str, name: str) -> None:
    """Asks her, and perhaps a carer, where a talk was held."""
    if not held(stage) or draw.random() >= anchors().voices.asked:
        return
    session = Session(
        stage.journal, stage.protocol, stage.record, author=asker, author_name=name,
        clock=stage.clock,
    )  # fmt: skip
    hers = Follower(session, stage.journal.new_id)
    hers.view("hers", "before_leaving", _answers(stage.protocol, draw, "hers"))
    if draw.random() < anchors().voices.carer:
        said = _answers(stage.protocol, draw, "carer")
        hers.view("carer", "before_leaving", said, she_agreed=True)
    stage.record = hers.record


def colleagues(
    protocol: Protocol, draw: Random, author: str, begins: datetime, at: datetime
) -> Iterator[Played]:
    """Every colleague's file: the three questions once a year, from the first month on."""
    for number in range(anchors().voices.colleagues):
        clock = SetClock(begins + timedelta(days=30 + 7 * number))
        if clock.now() >= at:
            continue
        journal = Scratch(draw, clock)
        record = Record(admission=file_of(f"colleague {number} {draw.getrandbits(64)}"))
        while clock.now() < at:
            record = _asked(protocol, draw, journal, record, author)
            clock.move(_YEAR)
        yield record, journal.written


def complaints(draw: Random, author: str, begins: datetime, at: datetime) -> Iterator[Played]:
    """Some complain, each in a file of its own that names nobody."""
    clock = SetClock(begins)
    while True:
        days = -math.log(1 - draw.random()) * 365 / anchors().harms.complaints_a_year
        clock.move(timedelta(days=days))
        if clock.now() >= at:
            return
        journal = Scratch(draw, clock)
        fact = VoiceGiven(
            voice=journal.new_id(), what="complaint", anonymous=True,
            words="Nobody told me why they asked.",
        )  # fmt: skip
        with journal.transaction(Record(admission=journal.new_id()), author) as adding:
            record = adding.add(fact)
        yield record, journal.written


def _asked(
    protocol: Protocol, draw: Random, journal: Scratch, record: Record, author: str
) -> Record:
    rows = questions(protocol)
    answers = tuple(Said(question=row.id, answer=_said(draw)) for row in rows)
    some = draw.random() < anchors().voices.answered and any(
        one.answer != "skipped" for one in answers
    )
    fact = ViewGiven(
        view=journal.new_id(), whose="staff", moment="yearly", at=journal.clock.now(),
        outcome="answered" if some else "skipped", answers=answers if some else (),
    )  # fmt: skip
    with journal.transaction(record, author) as adding:
        return adding.add(fact)


def _answers(protocol: Protocol, draw: Random, whose: Whose) -> tuple[Said, ...]:
    rows = [row for row in protocol.views.values() if row.whose == whose]
    silent = draw.random() >= anchors().voices.answered
    return tuple(Said(question=row.id, answer="skipped" if silent else _said(draw)) for row in rows)


def _said(draw: Random) -> Word:
    return one_of(draw, anchors().voices.says)
