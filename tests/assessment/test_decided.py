"""What her decisions come to: kept by id, ended or followed by later facts, never changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import AdvanceRecorded, AdvanceWithdrawn, StateChanged
from srh_assess.assessment.decided import KINDS, Decided, Kept, step
from srh_assess.assessment.deciding import (
    BestInterests,
    BestInterestsAgreed,
    Blocked,
    Consented,
    ConsentWithdrawn,
    TaskClosed,
)
from srh_assess.assessment.disclosing import HarmHandled, HarmReported
from srh_assess.assessment.record import Record

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)


def after(*said: facts.Fact) -> Decided:
    decided = Decided()
    for place, fact in enumerate(said):
        decided = step(decided, AT + timedelta(hours=place), f"author {place}", fact)
    return decided


def test_what_is_taken_back_stays_readable() -> None:
    yes = Consented(consent="c", decision="D03", answer="yes")
    kept = after(yes, ConsentWithdrawn(consent="c")).consents["c"]
    assert (kept.fact, kept.at, kept.ended) == (yes, AT, AT + timedelta(hours=1))


def test_a_second_person_is_remembered_by_who_it_was() -> None:
    form = BestInterests(form="b", decision="D03", finding="f")
    kept = after(form, BestInterestsAgreed(form="b")).best_interests["b"]
    assert (kept.author, kept.by_second) == ("author 0", ("author 1",))


def test_what_follows_stands_beside_what_was_said() -> None:
    kept = after(HarmReported(harm="h", what="privacy"), HarmHandled(harm="h", severity="low"))
    assert kept.harms["h"].fact.severity == ""
    assert kept.harms["h"].later == (HarmHandled(harm="h", severity="low"),)


def test_what_follows_nothing_changes_nothing() -> None:
    assert after(TaskClosed(task="never opened", words="done")) == Decided()


def test_states_and_what_a_wall_stopped_are_kept_in_order() -> None:
    found = after(StateChanged(event="worse", at=AT), Blocked(code="third-offer", about="D03"))
    assert [state.event for state in found.states] == ["worse"]
    assert found.blocked == (
        Kept(
            at=AT + timedelta(hours=1),
            author="author 1",
            fact=Blocked(code="third-offer", about="D03"),
        ),
    )


def test_an_advance_statement_can_be_taken_back() -> None:
    made = AdvanceRecorded(advance="a", form="statement", words="nobody on the ward")
    assert after(made, AdvanceWithdrawn(advance="a", finding="f")).advances["a"].ended


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_one_the_journal_takes(kind: type[facts.Fact]) -> None:
    assert kind in get_args(facts.AnyFact)


def test_the_record_says_nothing_of_her_ability_as_such() -> None:
    names = {
        *Record.__struct_fields__,
        *Decided.__struct_fields__,
        *facts.Identity.__struct_fields__,
        *facts.Stay.__struct_fields__,
    }
    assert not {name for name in names if "able" in name or "competent" in name or "lacks" in name}
    assert {"finding", "decision"} <= set(facts.CapacityFound.__struct_fields__)
