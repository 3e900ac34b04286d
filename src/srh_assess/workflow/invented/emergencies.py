"""Something is shared without an invented woman's agreement, because there is danger to life; two
others look back at it in time, late, or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from srh_assess.assessment.disclosing import ItemReason, OverrideProposed
from srh_assess.workflow import overriding
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.stage import NURSE, Stage
from srh_assess.workflow.session import Session

_READER, _SENIOR = "SAFE_ADULT", "Imogen Achterberg"
_LEAST = timedelta(hours=24)


def play(stage: Stage, draw: Random, until: datetime, reviewer: str) -> None:
    """In few stays; a look back that would come after the stay does not come."""
    given, left = anchors().emergency, until - stage.clock.now()
    if draw.random() >= given.share or left < _LEAST:
        return
    stage.until(stage.clock.now() + left * draw.random() / 4)
    hers = _hands(stage, stage.author, NURSE)
    shared = OverrideProposed(
        override=stage.journal.new_id(), recipient=_READER, document="0" * 64,
        opened_from="cannot_ask", basis="danger_to_life", at_risk="others",
        necessity="She said who would be hurt tonight, and where.", senior=_SENIOR,
        told="after" if draw.random() < given.told else "not",
        items=(ItemReason(item="threat", why="It is the danger, and nothing else is said."),),
    )  # fmt: skip
    overriding.propose(hers, shared)
    overriding.use(hers, shared.override, shared.recipient, shared.document)
    stage.record = hers.record
    _look_back(stage, draw, until, shared.override, reviewer)


def _look_back(stage: Stage, draw: Random, until: datetime, override: str, reviewer: str) -> None:
    given, chance, day = anchors().emergency, draw.random(), draw.random()
    within = timedelta(hours=stage.protocol.settings["emergency_look_back_hours"].value)
    least, most = given.late_days
    if chance < given.in_time:
        at = stage.clock.now() + within * day
    elif chance < given.in_time + given.late:
        at = stage.clock.now() + within + timedelta(days=least + day * (most - least))
    else:
        return
    if at >= until:
        return
    stage.until(at)
    second = _hands(stage, reviewer, "")
    words = "The least was said, to the right people, and there was no time to ask."
    overriding.look_back(second, override, "emergency", words, with_whom=_SENIOR)
    stage.record = second.record


def _hands(stage: Stage, author: str, name: str) -> Decider:
    session = Session(
        stage.journal, stage.protocol, stage.record, author=author, author_name=name,
        clock=stage.clock,
    )  # fmt: skip
    return Decider(session, ids=stage.journal.new_id)
