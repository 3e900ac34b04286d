"""What turns in an invented stay beside its talks: another section, distress afterwards, and what
goes wrong.

Each draws for itself, so that one more turn here moves nothing elsewhere in a seed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from srh_assess.assessment.disclosing import HarmKind, HarmReported
from srh_assess.clock import local
from srh_assess.workflow import stay
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.stage import Stage


def section(stage: Stage, draw: Random, until: datetime) -> None:
    """Section 2 becomes Section 3 for some within weeks, if the stay goes on as long."""
    turning, came = anchors().section, stage.record.stay
    if came is None or came.legal_status != "Section 2":
        return
    chance, day = draw.random(), 7 + int(draw.random() * (turning.by_day - 7))
    turns = came.admitted + timedelta(days=day)
    if chance >= turning.three_of_two or turns >= until:
        return
    stage.until(turns)
    stage.record = stay.change_section(
        stage.journal, stage.record, local(turns).date(), "Section 3",
        author=stage.author, clock=stage.clock,
    )  # fmt: skip


def held(stage: Stage) -> bool:
    """Whether a talk was held, whole or in part."""
    signed = [one.signed.outcome for one in stage.record.sittings if one.signed]
    return any(outcome in ("complete", "brief", "partial") for outcome in signed)


def distress(stage: Stage, draw: Random) -> None:
    """Some hours after a talk that was held she is distressed by it, and somebody writes so."""
    if held(stage) and draw.random() < anchors().path.distress:
        stage.wait(2)
        _harm(stage, "distress", "Restless and tearful since the talk; stayed with her.")


def harms(stage: Stage, draw: Random) -> None:
    """What is said to have gone wrong with a talk that was held."""
    pressed, heard, often = draw.random(), draw.random(), anchors().harms
    if held(stage) and pressed < often.pressed:
        _harm(stage, "felt_pressed", "She says that she did not feel free to say no.")
    if held(stage) and heard < often.privacy:
        _harm(stage, "privacy", "Somebody could hear it through the door.")


def _harm(stage: Stage, what: HarmKind, words: str) -> None:
    stage.add(HarmReported(harm=stage.journal.new_id(), what=what, words=words))
