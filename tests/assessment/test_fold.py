"""What a fold does with facts that name something nobody knows: nothing, and it goes on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment.fold import fold, fold_all
from srh_assess.assessment.record import Record

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def entry(fact: facts.AnyFact, number: int = 1) -> facts.Entry:
    return facts.Entry(
        id=f"e{number}", number=number, admission="a1", at=NOW, author="nurse", fact=fact
    )


@pytest.mark.parametrize(
    "fact",
    [
        facts.ShareWithdrawn(share="none"),
        facts.LetterSent(letter="none", how="printed"),
        facts.Cleared(sitting="none", item="T01"),
        facts.PageReached(sitting="none", page="gate"),
    ],
)
def test_a_fact_about_something_unknown_changes_only_the_place_in_the_journal(
    fact: facts.AnyFact,
) -> None:
    record = fold(Record(admission="a1"), entry(fact))
    assert (record.last_entry, record.last_id) == (1, "e1")
    assert not record.shares
    assert not record.letters
    assert not record.answers
    assert record.sittings == ()


def test_a_share_taken_back_keeps_what_was_agreed_and_when() -> None:
    yes = facts.ShareDecided(share="s", recipient="SRH", decision="yes", document="d")
    record = fold_all("a1", [entry(yes), entry(facts.ShareWithdrawn(share="s"), 2)])
    assert record.shares["s"].fact == yes
    assert record.shares["s"].withdrawn == NOW
