"""What happens in invented stays: the states of a full ward, and paths for figures.

A drill's ward shows one woman in each state that a ward board knows. Past stays follow shares.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Literal

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.stage import Stage, Told

DEFERS: Told = {"R01": "red", "R12": ("none",)}
PARTIAL: Told = {"R10": "red", "R12": ("none",)}
SETTLED: Told = {"R12": ("none",)}
NOTHING: Told = {}
TROUBLES: tuple[Told, ...] = (
    {"G02": ("heavy",), "C05": "start", "Z02": "yes"},
    {"G13": "no", "S01": "never"},
    {"H06": ("urine_sample",), "H05": "no", "H01": ("men",)},
    {"F01": "yes", "M02": ("sleep",)},
    {"G05": ("itch",), "G02": ("painful",)},
    {"A02": "yes", "Z02": "yes"},
)
REMOVAL: Told = {"C01": ("implant",), "C05": "removal"}
SEDATED: Told = {"R03": "red"}
SHE_WOKE = "She woke, and asked to go on with it"
WhyNot = Literal["acuity", "no_trained_staff", "infection_control"]
NO_DAY: dict[WhyNot, Told] = {
    "acuity": DEFERS,
    "no_trained_staff": {"R15": "red", "R12": ("none",)},
    "infection_control": PARTIAL,
}
WOULD_HELP: dict[WhyNot, str] = {
    "acuity": "A quieter hour, after rest",
    "no_trained_staff": "A trained nurse on the next shift",
    "infection_control": "The ward is open again",
}
CAN_STILL_BE = 30.0  # hours since: every emergency window is still open


def new(stage: Stage) -> None:
    """She has just come: nothing is written yet."""


def notes_only(stage: Stage) -> None:
    """A red flag stands in the notes, the hour is known, nobody has rung yet."""
    stage.tell({"R12": ("sex_5_days",), "X20": ("date", CAN_STILL_BE)})
    stage.session.pause("called_away", "red_flags")
    stage.leave_room()


def not_now(stage: Stage) -> None:
    """Not a good time: put off, with an owner and a next look."""
    stage.gate(DEFERS)
    stage.take()
    stage.sign()


def thrice_not_now(stage: Stage) -> None:
    """Put off three times in a row: for the ward round."""
    for _ in range(3):
        not_now(stage)
        stage.wait(7)


def in_part(stage: Stage) -> None:
    """The short set only: no private place today."""
    stage.gate(PARTIAL)
    stage.take()
    stage.ask({"G13": "no"})
    stage.sign()


def with_needs(stage: Stage) -> None:
    """The whole talk, with needs, what she wants of each, and her own order."""
    _whole(stage, TROUBLES[0], sign=False)
    stage.plan(("now", "later", "unsure"))
    stage.sign()


def clock_running(stage: Stage) -> None:
    """Something cannot wait, and a colleague is ringing."""
    stage.gate(SETTLED)
    stage.take()
    told: Told = {"T01": ("yes", CAN_STILL_BE), "T02": "yes"}
    stage.tell(told)
    stage.ring("ringing")
    stage.ask(told, pages=2)
    stage.leave_room()


def said_no(stage: Stage) -> None:
    """She said no to the talk, kindly."""
    stage.gate(SETTLED)
    stage.take()
    stage.tell({"O01": "no"})
    stage.ask({"X66": "whole"})
    stage.sign()


def results_owed(stage: Stage) -> None:
    """Tests went out; a result is awaited."""
    _whole(stage, TROUBLES[2], sign=False)
    stage.tell({"X54": ("awaited",)})
    stage.sign()


def letter_waiting(stage: Stage) -> None:
    """She agreed to a letter that has not gone out."""
    _whole(stage, TROUBLES[1])
    finding, share = stage.journal.new_id(), stage.journal.new_id()
    stage.add(
        facts.CapacityFound(finding=finding, decision="D16.SRH", outcome="presumed"),
        facts.ShareDecided(
            share=share, recipient="SRH", decision="yes", document="0" * 64,
            items=("identity",), shown="read_to_her", finding=finding,
        ),
    )  # fmt: skip


def paused(stage: Stage) -> None:
    """Tired in the middle: everything kept, to go on later."""
    stage.gate(SETTLED)
    stage.take()
    stage.ask(TROUBLES[3], pages=3)
    stage.session.pause("tired_or_upset", stage.session.page)
    stage.leave_room()


def on_leave(stage: Stage) -> None:
    """Off the ward, expected back tomorrow."""
    _whole(stage, NOTHING)
    now = stage.clock.now()
    stage.add(facts.Left(at=now, why="leave", back_by=now + timedelta(hours=20)))


Story = Callable[[Stage], None]
DRILL: tuple[tuple[Story, float], ...] = (
    (new, 2.0), (notes_only, 5.0), (not_now, 20.0), (in_part, 44.0), (with_needs, 70.0),
    (clock_running, 26.0), (said_no, 96.0), (results_owed, 140.0), (letter_waiting, 190.0),
    (paused, 52.0), (on_leave, 300.0), (thrice_not_now, 60.0),
)  # fmt: skip
"""The women of a drill's ward, and how many hours ago each came."""
NAMESAKES = (4, 11)
"""The places of two of them who bear one name."""


def put_off(stage: Stage, why: WhyNot) -> None:
    """No day for a talk, and somebody wrote so: she is too unwell, nobody trained is there, or
    the ward is closed."""
    stage.gate(NO_DAY[why])
    stage.put_off(why, WOULD_HELP[why])
    stage.sign()


def asked_again(stage: Stage) -> None:
    """She said no before, and would like to now."""
    stage.gate(SETTLED)
    stage.take()
    stage.tell({"O01": "yes"})


class Talk(Struct, frozen=True, kw_only=True):
    """What else stands of a talk: what ``helps`` her in it, which staff write down however it goes
    on, her ``medicines``, whether it went on though she was sedated, and whether she would have a
    method taken out."""

    helps: Told = NOTHING
    medicines: Told = NOTHING
    sedated: bool = False
    removal: bool = False


def held(stage: Stage, draw: Random, settled: str, talk: Talk) -> None:
    """The talk is held: with needs that are unmet, or with none."""
    stage.know(talk.medicines)
    calm = {**SETTLED, "R01": settled, **(SEDATED if talk.sedated else NOTHING)}
    trouble = TROUBLES[int(draw.random() * len(TROUBLES))]
    if draw.random() < anchors().path.need:
        _whole(stage, {**trouble, **(REMOVAL if talk.removal else NOTHING)}, calm=calm)
    else:
        _nothing_unmet(stage, calm)


def assessed_share(month: int) -> float:
    """The share assessed in a month: few before the start, then more after a ramp; one month is
    an alarm; later some months drift down point by point."""
    shares, planted = anchors().assessed, anchors().planted
    since = month - shares.start_month + 1
    if since < 1:
        return shares.before
    if since <= shares.ramp_months:
        return shares.before + (shares.after - shares.before) * since / shares.ramp_months
    if month == planted.alarm_month:
        return planted.alarm
    drifted = month - planted.drift_from
    if 0 <= drifted < planted.drift_months:
        return planted.drift_start - planted.drift_step * (drifted + 1)
    return shares.after


def _nothing_unmet(stage: Stage, calm: Told) -> None:
    """The whole talk; what the rules propose for everybody is seen to elsewhere already."""
    _whole(stage, NOTHING, sign=False, calm=calm)
    stage.set_aside("Seen to already, at a clinic of her own.")
    stage.sign()


def _whole(stage: Stage, told: Told, *, sign: bool = True, calm: Told = SETTLED) -> None:
    stage.gate(calm)
    stage.take(anyway=SHE_WOKE if "R03" in calm else "")
    stage.ask(told)
    if sign:
        stage.plan(("now", "later"))
        stage.sign()
