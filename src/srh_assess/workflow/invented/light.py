"""Stays in twelve entries or fewer: many, for measuring lists and figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from srh_assess import __version__
from srh_assess.assessment import facts
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.rules.findings import recorded
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.chart import adjustments
from srh_assess.workflow.invented.stage import Adding, Scratch
from srh_assess.workflow.session import evaluated

MOST_ENTRIES = 12


def light(
    protocol: Protocol,
    draw: Random,
    author: str,
    who: Identity,
    came: Stay,
    ends: datetime,
) -> tuple[Record, list[facts.Entry]]:
    """One stay: begun, perhaps assessed in part, and ended."""
    clock = SetClock(came.admitted + timedelta(minutes=10))
    journal, shares = Scratch(draw, clock), anchors().light
    beside = Random(draw.getrandbits(64))
    with journal.transaction(Record(admission=journal.new_id()), author) as adding:
        adding.add(facts.Admitted(identity=who, stay=came))
        if draw.random() < shares.assessed:
            clock.move(timedelta(hours=20))
            heavy = draw.random() < shares.heavy
            before = adjustments(beside, beside, came.language)
            _assessed(protocol, journal, adding, came.named_nurse, before, heavy=heavy)
        clock.move(max(timedelta(0), ends - clock.now()))
        open_needs = tuple(f"need {need}" for need in adding.record.needs)
        adding.add(
            facts.Discharged(
                at=clock.now(),
                to="Home",
                receiver="Sam Okoro",
                acceptance="accepted",
                open=open_needs,
            )
        )
    return adding.record, journal.written


def _assessed(
    protocol: Protocol,
    journal: Scratch,
    adding: Adding,
    nurse: str,
    before: Mapping[str, tuple[str, ...]],
    *,
    heavy: bool,
) -> None:
    sitting, now = journal.new_id(), journal.clock.now()
    adding.add(facts.SittingBegun(sitting=sitting, protocol=protocol.version))
    told: dict[str, tuple[str, ...]] = {
        "R12": ("none",),
        "G02": ("heavy" if heavy else "none",),
        **before,
    }
    for item, value in told.items():
        adding.add(facts.Answered(sitting=sitting, item=item, taken=now, value=value))
    adding.add(facts.GateDecided(sitting=sitting, outcome="partial", proposed="partial"))
    found = recorded(evaluated(protocol, adding.record, now), protocol)
    adding.add(found)
    for need in found.needs[:1]:
        adding.add(facts.NeedDecided(sitting=sitting, need=need.id, state="confirmed"))
        adding.add(
            facts.NeedPlanned(sitting=sitting, need=need.id, wants="now", owner=nurse, due=need.due)
        )
    adding.add(
        facts.SittingSigned(
            sitting=sitting,
            outcome="partial",
            program=__version__,
            protocol=f"{protocol.version} {protocol.content_hash}",
        )
    )
