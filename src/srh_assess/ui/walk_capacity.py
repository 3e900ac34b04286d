"""The part of a walk in which there is a reason to doubt that she can decide about one reader: the
longer form, looked at and left open, or filled until it says *not now, may be able in time*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from srh_assess.ui.pages.decision_conclusion import ConclusionStep
from srh_assess.ui.pages.decision_steps import DecisionStep, DoubtStep, StepPage, SupportStep
from srh_assess.ui.pages.decision_test import ImpairmentStep, LinkStep, TestStep
from srh_assess.ui.pages.letters import LettersPage
from srh_assess.ui.pages.sharing import SharingPage

if TYPE_CHECKING:
    from srh_assess.ui.walkthrough import Hand, Walk

_MOST_STEPS = 9
_SEEN = "Fell asleep twice while the letter was read out, after the medicine at noon."


def left_open(walk: Walk) -> None:
    """The longer form is looked at, and the decision left open: nothing goes out."""
    for _ in range(_MOST_STEPS):
        walk.hand.rest()
        if isinstance(walk.window.page, LettersPage):
            return
        walk.grab("capacity")
        walk.hand.press(walk.window.actions_bar.back_button)
    raise RuntimeError("the form does not end")


def not_now(walk: Walk) -> None:
    """The longer form from the doubt to the conclusion. She may be able in time: it says when to
    ask again, the letter is closed until then, and nothing goes out."""
    for _ in range(_MOST_STEPS):
        walk.hand.rest()
        page = walk.window.page
        if not isinstance(page, StepPage):
            break
        _FILLS[type(page)](walk.hand, page)
        walk.hand.rest()
        walk.grab(f"capacity-{page.step}")
        walk.go_on()
    closed = walk.page(SharingPage)
    walk.grab("sharing-closed")
    walk.hand.press(walk.window.actions_bar.primary)
    walk.hand.rest()
    assert not closed.answer.yes_button.isEnabled()


def _doubt(hand: Hand, page: DoubtStep) -> None:
    if page.doubt.codes != ("yes",):
        hand.choose(page.doubt, "yes")
    hand.type(page.observation.field, _SEEN)


def _decision(hand: Hand, page: DecisionStep) -> None:
    hand.type(page.wording.field, "This letter to the clinic, today")
    for line in page.told.answers:
        hand.choose(page.told, line)
    hand.choose(page.how, "spoken")


def _support(hand: Hand, page: SupportStep) -> None:
    hand.choose(page.rows["shorter_steps"], "used")
    hand.choose(page.rows["time_of_day"], "offered")
    hand.choose(page.waiting, "yes")


def _test(hand: Hand, page: TestStep) -> None:
    for limb, line in page.rows.items():
        hand.choose(line.group, "not_able" if limb == "retain" else "able")
        hand.rest()
    line = page.rows["retain"]
    hand.type(line.asked.field, "Who would read it?")
    hand.type(line.answer.field, "What was that again?")
    hand.type(line.tried.field, "Said three times, in short steps")


def _impairment(hand: Hand, page: ImpairmentStep) -> None:
    hand.type(page.what.field, "Sleepy after the medicine at noon")
    hand.type(page.source.field, "Chart, 12:00")
    hand.choose(page.lasting, "temporary")


def _link(hand: Hand, page: LinkStep) -> None:
    hand.choose(page.holds, "yes")
    hand.type(page.cannot.field, "keep in mind who would read it")
    hand.type(page.shown.field, "asking anew each time")


def _conclusion(hand: Hand, page: ConclusionStep) -> None:
    hand.choose(page.expected, "in_time")
    hand.rest()
    hand.type(page.told_her.field, "In plain words, and again tomorrow")
    hand.choose(page.challenge, "yes")


_FILLS: Mapping[type, Callable[[Hand, Any], None]] = {
    DoubtStep: _doubt, DecisionStep: _decision, SupportStep: _support, TestStep: _test,
    ImpairmentStep: _impairment, LinkStep: _link, ConclusionStep: _conclusion,
}  # fmt: skip
