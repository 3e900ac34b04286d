"""Methods of contraception in invented stays: begun on a decision of hers, stopped when she wants
it, taken out when she asks. Tests that rest on a decision are offered in the same way."""

from __future__ import annotations

from datetime import datetime
from random import Random

from srh_assess.rules.following import BATCHED
from srh_assess.workflow import consent
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.following import Follower
from srh_assess.workflow.invented import decides
from srh_assess.workflow.invented.anchors import anchors, one_of
from srh_assess.workflow.invented.stage import NURSE, Stage

_WISH, _WANTS, _TROUBLE = "C05", "N10", "N11"
_OUT, _TAKEN_OUT = "implant_out", "D10.implant"
_TEST = "hiv_blood"
_STOPS = {"patch_ring": "D10.pill"}
"""The decision to stop a method, where it is not the one of its own name."""


class Hands:
    """Who writes what she decides, and what is done on it, in one stay. ``pause`` is how many hours
    go by between one thing and the next."""

    def __init__(self, stage: Stage, hers: Follower, draw: Random, pause: float) -> None:
        self.stage, self.hers, self.draw, self.pause = stage, hers, draw, pause
        self.decider = Decider(hers.session, ids=stage.journal.new_id)

    def often(self, share: float) -> bool:
        """Whether this happens."""
        return self.draw.random() < share

    def yes(self, decision: str) -> str:
        """Her yes to this; empty without one."""
        return decides.says(
            self.decider, self.draw, decision, lambda: self.stage.wait(self.pause / 2)
        )


def begin(hands: Hands, found: list[str]) -> str:
    """A method is begun where she said that she would start one. Gives its care row."""
    if (
        _WANTS not in found
        or not _wishes(hands, "start")
        or not hands.often(anchors().methods.begun)
    ):
        return ""
    what = one_of(hands.draw, anchors().methods.shares)
    rule = hands.hers.session.protocol.care[what]
    if not hands.yes(rule.decision):
        return ""
    batch = hands.stage.journal.new_id()[:6].upper() if rule.kind in BATCHED else ""
    hands.hers.give(_WANTS, what, willing=True, batch=batch)
    return what


def stopped(hands: Hands, what: str, until: datetime) -> None:
    """She wants to stop it later in the stay, and it is stopped."""
    left = (until - hands.stage.clock.now()).total_seconds() / 3600
    if not what or not hands.often(anchors().methods.stopped):
        return
    hands.stage.wait(left * hands.draw.random() / 2)
    decision = _STOPS.get(what, f"D10.{what}")
    yes = hands.yes(decision)
    if yes:
        consent.done(
            hands.decider, decision, performer=NURSE, consent=yes,
            willing_at=hands.stage.clock.now(),
        )  # fmt: skip


def take_out(hands: Hands) -> None:
    """The implant that she asked to have taken out in the talk is taken out some days later."""
    given = anchors().methods
    if not _wishes(hands, "removal") or not hands.often(given.removal_done):
        return
    hands.stage.wait(min(24 * given.removal_days, 2 * hands.pause) * hands.draw.random())
    if hands.yes(_TAKEN_OUT):
        hands.hers.give(_TROUBLE, _OUT, willing=True)


def test(hands: Hands, found: list[str]) -> str:
    """A blood test is offered where a need names its decision. Gives the sample, where she says
    yes."""
    protocol = hands.hers.session.protocol
    decision = protocol.care[_TEST].decision
    named = [need for need in found if need in protocol.decisions[decision].offered_with]
    if not named or not hands.often(anchors().decisions.test) or not hands.yes(decision):
        return ""
    return hands.hers.sample(_TEST, need=named[0], willing=True)


def _wishes(hands: Hands, what: str) -> bool:
    """What she said in the talk about a method."""
    said = hands.hers.record.answers.get(_WISH)
    return said is not None and what in said.codes
