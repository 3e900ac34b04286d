"""By when a copy of her record is owed, and what stands against a fact about giving it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from srh_assess.assessment import her_record as facts
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.her_record import ForHer, step
from srh_assess.rules import her_record as rules

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def after(*said: Fact, newest: int = 0, at: datetime = NOON) -> ForHer:
    hers = ForHer(newest=newest)
    for fact in said:
        hers = step(hers, at, "ruth", fact)
    return hers


def asked(at: datetime = NOON) -> facts.RecordAsked:
    return facts.RecordAsked(asked="a", at=at)


def given() -> facts.RecordGiven:
    return facts.RecordGiven(given="g", form="pdf", how="saved", file="0", up_to=3)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (datetime(2026, 1, 31, 12, tzinfo=UTC), date(2026, 2, 28)),
        (datetime(2028, 1, 31, 12, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 12, 15, 12, tzinfo=UTC), date(2027, 1, 15)),
        (datetime(2026, 11, 30, 12, tzinfo=UTC), date(2026, 12, 30)),
        (datetime(2026, 7, 31, 23, 30, tzinfo=UTC), date(2026, 9, 1)),
    ],
)
def test_it_is_owed_within_a_calendar_month_on_the_ward_s_day(day: datetime, due: date) -> None:
    assert rules.owed_by(after(asked(day), at=day)) == due


def test_nothing_is_owed_before_it_is_asked_for_or_once_it_was_given() -> None:
    assert rules.owed_by(ForHer()) is None
    assert rules.owed_by(after(asked(), given())) is None
    later = datetime(2026, 3, 1, 12, tzinfo=UTC)
    again = step(after(asked(), given()), later, "ruth", asked(later))
    assert rules.owed_by(again) == date(2026, 4, 1)


def test_it_is_looked_through_until_something_new_is_written() -> None:
    looked = facts.LookedThrough(up_to=7)
    assert not rules.looked_through(ForHer())
    assert rules.looked_through(after(looked, newest=7))
    assert not rules.looked_through(after(looked, newest=8))


WITHHELD = facts.PartWithheld(withheld="w", entry="e", why="third_party", reason="Her sister")
SAYS = facts.Disagreed(statement="s", words="I never said that")


@pytest.mark.parametrize(
    ("stands", "fact", "codes"),
    [
        ((), facts.LookedThrough(up_to=3), ()),
        ((), facts.LookedThrough(up_to=4), ("her-record-not-there",)),
        ((), WITHHELD, ()),
        ((WITHHELD,), WITHHELD, ("her-record-withheld-twice",)),
        ((), facts.PartWithheld(withheld="w", entry="e", why="serious_harm", reason=" "),
         ("reason-missing",)),
        ((WITHHELD,), facts.PartGivenBack(withheld="w", reason="She knows"), ()),
        ((WITHHELD,), facts.PartGivenBack(withheld="w", reason=""), ("reason-missing",)),
        ((), facts.PartGivenBack(withheld="w", reason="x"), ("her-record-not-withheld",)),
        ((), SAYS, ()),
        ((), facts.Disagreed(statement="s", words="  "), ("her-record-no-words",)),
        ((SAYS,), facts.DisagreementTakenBack(statement="s"), ()),
        ((), facts.DisagreementTakenBack(statement="s"), ("her-record-no-statement",)),
        ((), asked(), ()),
    ],
)  # fmt: skip
def test_what_stands_against_a_fact(
    stands: tuple[Fact, ...], fact: Fact, codes: tuple[str, ...]
) -> None:
    assert tuple(rules.faults(after(*stands, newest=3), fact)) == codes


def test_what_is_taken_back_stands_no_more() -> None:
    hers = after(WITHHELD, SAYS, facts.PartGivenBack(withheld="w", reason="x"),
                 facts.DisagreementTakenBack(statement="s"))  # fmt: skip
    assert (hers.withheld, hers.statements) == ((), ())
    assert step(hers, NOON, "ruth", Fact()) == hers


def test_the_sentences_and_their_source_are_content() -> None:
    access, words = rules.content()
    assert access.months == 1
    assert access.source
    assert all(len(text) > 20 for text in (*words.intro, *words.challenge, *words.storage))
