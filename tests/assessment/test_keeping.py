"""How long a record is kept: what each fact changes, and what changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

from srh_assess.assessment import facts
from srh_assess.assessment.keeping import (
    ClassSet,
    DisposalProposed,
    DisposalRefused,
    HoldLifted,
    HoldPlaced,
    Keeping,
    No,
    ReviewedForKeeping,
    step,
)

COURT = HoldPlaced(hold="h1", reason="The coroner has asked for it")
HERS = HoldPlaced(hold="h2", reason="She wishes it kept")
AT = datetime(2046, 2, 10, 12, tzinfo=UTC)
ASKED = DisposalProposed(disposal="d1", reason="Its time has passed")


def after(*said: facts.AnyFact) -> Keeping:
    keeping = Keeping()
    for number, fact in enumerate(said):
        keeping = step(keeping, "dilys", AT, number, fact)
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


def test_a_no_closes_what_was_asked_and_is_kept() -> None:
    until = date(2056, 2, 10)
    no = DisposalRefused(disposal="d1", until=until, reason="A claim may come")
    kept = after(COURT, ASKED, no)
    assert (kept.kept_until, kept.proposed, kept.proposed_by) == (until, None, "")
    assert kept.holds == (COURT,)
    assert kept.noes == (No(by="dilys", at=AT, entry=2, fact=no, asked_by="dilys", asked=ASKED),)
    again = after(COURT, ASKED, no, ASKED)
    assert (again.proposed, again.noes) == (ASKED, kept.noes)


def test_a_no_to_what_does_not_stand_changes_nothing() -> None:
    no = DisposalRefused(disposal="d2", until=date(2056, 2, 10), reason="Another one")
    assert after(ASKED, no) == after(ASKED)
    assert after(no) == after()


def test_any_other_fact_changes_nothing() -> None:
    before = after(COURT)
    assert step(before, "dilys", AT, 9, facts.SittingBegun(sitting="s1", protocol="p")) == before
