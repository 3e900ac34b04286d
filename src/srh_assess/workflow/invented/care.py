"""What was done about invented needs until they were met, through the program's own workflow:
care, tests and their results, visits held and missed, and the looks after a stay.

Every woman with a need is seen on the ward; how often something is begun, and all is met, are
shares of the published programme.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from srh_assess.assessment.dues import checks_owed
from srh_assess.rules.due import CHECKS, check_times
from srh_assess.rules.following import BATCHED
from srh_assess.workflow.following import Follower
from srh_assess.workflow.invented import methods
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.stage import NURSE, Stage
from srh_assess.workflow.session import Session

_LEAST = timedelta(hours=4)
_TEST = "iron_blood"
_DOCTOR = "nurse_in_charge"


def follow(stage: Stage, draw: Random, until: datetime, met_share: float, beside: Random) -> None:
    """Follows her confirmed needs from here to the end of the stay, or to the present. What she
    decides on the way, and what becomes of a result, is drawn ``beside`` it."""
    left = until - stage.clock.now()
    found = [need.need for need in stage.record.following.needs.values() if need.confirmed]
    if not found or left < _LEAST:
        return
    hers, pause = _follower(stage), left / timedelta(hours=10)
    shares = anchors().care
    begun = draw.random() < anchors().path.begun
    met = begun and draw.random() < met_share
    hands, method = methods.Hands(stage, hers, beside, pause), ""
    if begun:
        method = _begin(hands, draw, found)
    if draw.random() < shares.referred:
        referral = hers.refer(found[0], _DOCTOR)
        hers.answered(referral, "accepted")
    _visits(stage, hers, draw, found[0], pause)
    if met:
        stage.wait(pause)
        for need in found:
            hers.move(need, "met", words="Seen on the ward, and she says so.")
    methods.stopped(hands, method, until)
    stage.record = hers.record


def _begin(hands: methods.Hands, draw: Random, found: list[str]) -> str:
    """Care for the first needs, perhaps tests with their results, and a method. Gives that."""
    for need in found[:2]:
        _care(hands.hers, need)
    sample = ""
    if draw.random() < anchors().care.tested:
        sample = hands.hers.sample(_TEST, need=found[0])
    method, blood = methods.begin(hands, found), methods.test(hands, found)
    methods.take_out(hands)
    if sample or blood:
        hands.stage.wait(hands.pause)
    for taken in filter(None, (sample, blood)):
        _result(hands, taken)
    return method


def _result(hands: methods.Hands, sample: str) -> None:
    """It comes back and she hears it, if nothing goes wrong."""
    if hands.often(anchors().care.lost):
        return
    hands.hers.result(sample, "negative")
    if not hands.often(anchors().care.untold):
        hands.hers.told(sample)


def look_after(stage: Stage, draw: Random, present: datetime) -> None:
    """The looks at 14 and 42 days, where they are due by now. Not reached stays on the list."""
    ended = stage.record.ended
    if ended is None:
        return
    times = check_times(stage.protocol, ended.at)
    for owed in checks_owed(stage.record):
        at = times[CHECKS[owed.check]]
        if at > present:
            return
        stage.until(at)
        hers = _follower(stage)
        hers.check(
            owed.check, "herself" if draw.random() < anchors().care.reached else "not_reached"
        )
        stage.record = hers.record


def _follower(stage: Stage) -> Follower:
    """Writes outside a sitting, with ids that follow from the seed."""
    session = Session(
        stage.journal, stage.protocol, stage.record, author=stage.author, author_name=NURSE,
        clock=stage.clock,
    )  # fmt: skip
    return Follower(session, stage.journal.new_id)


def _care(hers: Follower, need: str) -> None:
    """The first thing of the protocol's list for it that rests on no form; else a contact."""
    rows = hers.session.protocol.care.values()
    free = [r for r in rows if need in r.needs and not r.decision and r.kind not in BATCHED]
    given = next((row for row in free if row.kind != "test"), None)
    if given is None:
        hers.contact(need, with_whom="The clinic", words="They ring back.")
    else:
        hers.give(need, given.id, willing=False)


def _visits(stage: Stage, hers: Follower, draw: Random, need: str, pause: float) -> None:
    """A visit on the ward: held, or missed and booked again."""
    visit = hers.appointment(need, stage.clock.now() + timedelta(hours=pause), booked=True)
    stage.wait(pause)
    if draw.random() < anchors().care.missed:
        reason = stage.protocol.gate.reasons[0].code
        hers.visit(visit, "could_not_come", reason=reason)
        starts = stage.clock.now() + timedelta(hours=pause)
        visit = hers.appointment(need, starts, booked=True, instead_of=visit)
        stage.wait(pause)
    hers.visit(visit, "attended")
