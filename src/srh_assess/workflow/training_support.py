"""Whom somebody can turn to whom a scenario touches: this place's own words, kept in the training
home. Shipped without any: where nobody wrote them, that is said, and no number is guessed."""

from __future__ import annotations

from srh_assess.errors import BadInput
from srh_assess.workflow.training_facts import SupportNamed
from srh_assess.workflow.training_world import Training

LONGEST = 200


def named(training: Training) -> str:
    """The place's own words; empty where nobody wrote any."""
    said = (fact.words for fact in training.written() if isinstance(fact, SupportNamed))
    return next(reversed(tuple(said)), "")


def name(training: Training, words: str) -> str:
    """Keeps them; empty takes them back. Refused to whoever does not lead, and when they are
    longer than a line or two."""
    training.need_lead()
    told = " ".join(words.split())
    if len(told) > LONGEST:
        raise BadInput("training-support-long", most=str(LONGEST))
    training.write(SupportNamed(words=told))
    return told
