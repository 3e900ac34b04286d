"""How long a record is kept: what each fact changes, and what changes nothing."""

from __future__ import annotations

from datetime import date

from srh_assess.assessment import facts
from srh_assess.assessment.keeping import (
    ClassSet,
    DisposalProposed,
    HoldLifted,
    HoldPlaced,
    Keeping,
    ReviewedForKeeping,
    step,
)

COURT = HoldPlaced(hold="h1", reason="The coroner has asked for it")
HERS = HoldPlaced(hold="h2", reason="She wishes it kept")
ASKED = DisposalProposed(disposal="d1", reason="Its time has passed")


def after(*said: facts.AnyFact) -> Keeping:
    keeping = Keeping()
    for fact in said:
        keeping = step(keeping, "dilys", fact)
    return keeping


def test_lifting_one_hold_leaves_the_other() -> None:
    assert after(COURT, HERS, HoldLifted(hold="h1", reason="The inquest has ended")).holds == (
        HERS,
    )


def test_a_class_carries_the_day_she_died() -> None:
    died = date(2026, 1, 9)
    kept = after(ClassSet(to="srh", reason="No device", died=died))
    assert (kept.held_as, kept.died) == ("srh", died)


def test_a_review_answers_what_was_asked() -> None:
    asked = after(ASKED)
    assert (asked.proposed, asked.proposed_by) == (ASKED, "dilys")
    until = date(2030, 1, 1)
    kept = after(ASKED, ReviewedForKeeping(reason="A claim may come", until=until))
    assert (kept.kept_until, kept.proposed, kept.proposed_by) == (until, None, "")


def test_any_other_fact_changes_nothing() -> None:
    before = after(COURT)
    assert step(before, "dilys", facts.SittingBegun(sitting="s1", protocol="p")) == before
