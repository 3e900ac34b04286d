"""One sitting: answers, undo, resuming, and what happens when the disk says no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srh_assess.assessment.answers import State, When
from srh_assess.assessment.fold import fold_all
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.workflow import gating, signing
from srh_assess.workflow.self_test import complete
from srh_assess.workflow.session import Session
from tests.workflow.conftest import NOW
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]


def test_an_answer_is_in_the_journal_when_the_call_returns(
    sit: Sit, journal: MemoryJournal
) -> None:
    session = sit()
    change = session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=10)))
    kept = journal.record("a1")
    assert kept.answers["T01"].value == "yes"
    assert kept == session.record
    assert change.saved_at == NOW
    assert {"tc_ec_lng", "tc_ec_upa", "tc_ec_cuiud"}.isdisjoint(change.clocks)


def test_what_an_answer_raises_is_kept_with_it_and_said(sit: Sit, journal: MemoryJournal) -> None:
    session = sit()
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=10)))
    change = session.answer("T02", "yes")
    assert "N01" in change.needs
    assert "tc_ec_lng" in change.clocks
    found = journal.record("a1").findings
    assert found is not None
    assert "N01" in {need.id for need in found.needs}


def test_findings_are_written_only_when_they_changed(sit: Sit, journal: MemoryJournal) -> None:
    session = sit()
    session.answer("R01", "green")
    before = len(journal.all)
    session.go("gate")
    assert len(journal.all) == before + 1


def test_changing_an_answer_sets_others_aside_and_gives_them_back(sit: Sit) -> None:
    session = sit()
    session.answer("T01", "yes")
    session.answer("T02", "yes")
    change = session.answer("T01", "no")
    assert change.set_aside == ("T02",)
    assert "N01" not in {need.id for need in session.findings.needs}
    change = session.answer("T01", "yes")
    assert change.given_back == ("T02",)
    assert session.record.answers["T02"].value == "yes"


def test_undo_is_named_and_puts_back_what_stood_before(sit: Sit) -> None:
    session = sit()
    assert session.undo_name == session.undo_item == ""
    session.answer("T01", "yes", words="on Sunday")
    before = session.record.answers["T01"]
    session.answer("T01", state=State.DECLINED)
    assert session.undo_name == session.protocol.items["T01"].label
    assert session.undo_item == "T01"
    session.undo()
    assert session.record.answers["T01"] == before
    session.undo()
    assert "T01" not in session.record.answers
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()


def test_taking_an_answer_back_can_be_undone_too(sit: Sit) -> None:
    session = sit()
    session.answer("T01", "no")
    session.clear("T01")
    assert "T01" not in session.record.answers
    session.undo()
    assert session.record.answers["T01"].value == "no"


def test_a_restart_goes_on_with_the_same_page_answers_and_undo(
    sit: Sit, journal: MemoryJournal
) -> None:
    session = sit()
    session.answer("R12", ("none",))
    session.answer("T01", "yes")
    session.answer("T01", "no")
    session.undo()
    session.clear("R12")
    session.go("gate")
    again = sit()
    assert again.record == session.record
    assert again.page == "gate"
    assert again.undo_name == session.undo_name
    again.undo()
    again.undo()
    assert "T01" not in again.record.answers
    assert again.record.answers["R12"].value == ("none",)
    again.undo()
    assert again.undo_name == ""


def test_pausing_keeps_the_page_and_why(sit: Sit) -> None:
    session = sit()
    session.pause("called_away", "gate")
    sitting = session.record.open_sitting
    assert sitting is not None
    assert sitting.paused is not None
    assert sitting.paused.why == "called_away"
    assert session.page == "gate"
    session.pause("because", "gate")
    assert session.record.sittings[-1].paused is not None
    assert session.record.sittings[-1].paused.why == "other"


def test_a_page_that_is_gone_is_not_where_the_sitting_stands(sit: Sit) -> None:
    session = sit()
    session.go("q:nowhere")
    assert session.page == "red_flags"


def test_a_failed_commit_changes_nothing_and_can_be_tried_again(
    sit: Sit, journal: MemoryJournal
) -> None:
    session = sit()
    journal.fail = StoreFault("disk-full")
    record = session.record
    with pytest.raises(StoreFault):
        session.answer("T01", "yes")
    assert session.record == record == journal.record("a1")
    assert session.undo_name == ""
    session.answer("T01", "yes")
    assert journal.record("a1").answers["T01"].value == "yes"


def test_clocks_run_on_while_nothing_is_typed(sit: Sit, clock: SetClock) -> None:
    session = sit()
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=10)))
    session.answer("T02", "yes")
    clock.move(timedelta(hours=63))
    states = {one.id: one.state for one in session.look_again().clocks}
    assert states["tc_ec_lng"] == "closed"


def test_what_an_earlier_sitting_answered_is_not_undone_in_a_later_one(sit: Sit) -> None:
    session = sit()
    complete(session, {})
    signing.sign(session, "complete")
    again = sit()
    assert len(again.record.sittings) == 2
    assert again.undo_name == ""
    again.answer("T01", "yes")
    resumed = sit()
    resumed.undo()
    assert resumed.record.answers["T01"] == session.record.answers["T01"]
    assert resumed.undo_name == ""


@pytest.mark.parametrize(
    ("item", "value", "state", "when", "code"),
    [
        ("T99", "yes", None, When(), "unknown-item"),
        ("T01", None, None, When(), "answer-or-state"),
        ("T01", "yes", State.DECLINED, When(), "answer-or-state"),
        ("T01", None, State.NOT_KNOWN, When(), "state-not-offered"),
        ("R01", None, State.DECLINED, When(), "state-not-offered"),
        ("T01", "maybe", None, When(), "unknown-option"),
        ("T08", "bleeding", None, When(), "unknown-option"),
        ("T08", ("sideways",), None, When(), "unknown-option"),
        ("T08", ("none", "bleeding"), None, When(), "exclusive-option"),
        ("T08", (), None, When(), "not-many"),
        ("T08", ("bleeding", "bleeding"), None, When(), "not-many"),
        ("T01", ("yes",), None, When(), "not-many"),
        ("T01", 4, None, When(), "not-a-number-item"),
        ("Z05", 11, None, When(), "number-outside"),
        ("Z05", -1, None, When(), "number-outside"),
        ("Z03", "  ", None, When(), "text-empty"),
        ("Z03", "x" * 20_001, None, When(), "text-long"),
        ("T01", "yes", None, When.exactly(NOW + timedelta(minutes=3)), "time-future"),
        ("T01", "yes", None, When(NOW, NOW - timedelta(hours=1)), "time-reversed"),
    ],
)
def test_what_cannot_be_an_answer_gets_a_sentence(
    sit: Sit,
    item: str,
    value: str | float | tuple[str, ...] | None,
    state: State | None,
    when: When,
    code: str,
) -> None:
    session = sit()
    record = session.record
    with pytest.raises(BadInput) as fault:
        session.answer(item, value, state=state, when=when)
    assert fault.value.code == code
    assert fault.value.sentence
    assert fault.value.next_step
    assert session.record == record


def test_numbers_and_long_texts_inside_their_bounds_are_taken(sit: Sit) -> None:
    session = sit()
    session.answer("Z05", 10)
    session.answer("Z03", "x" * 20_000)
    session.answer("X12", 68.5)
    assert session.record.answers["Z05"].value == 10


Step = st.one_of(
    st.tuples(st.sampled_from(["T01", "T02", "T03", "G13"]), st.sampled_from(["yes", "no"])),
    st.just(("undo", "")),
    st.just(("clear", "T01")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(Step, max_size=12))
def test_undo_is_the_inverse_of_do(
    protocol: object, clock: SetClock, steps: list[tuple[str, str]]
) -> None:
    session = _fresh(protocol, clock)
    stack = [dict(session.record.answers)]
    for what, value in steps:
        if what == "undo":
            if len(stack) > 1:
                stack.pop()
                session.undo()
        elif what == "clear":
            session.clear(value)
            stack.append(dict(session.record.answers))
        else:
            session.answer(what, value)
            stack.append(dict(session.record.answers))
        assert dict(session.record.answers) == stack[-1]
    while len(stack) > 1:
        stack.pop()
        session.undo()
        assert dict(session.record.answers) == stack[-1]


def _fresh(protocol: object, clock: SetClock) -> Session:
    from srh_assess.assessment.facts import Admitted, Stay
    from srh_assess.assessment.record import Record
    from tests.workflow.conftest import MAYA

    journal = MemoryJournal(clock)
    with journal.transaction(Record(admission="a1"), "nurse") as transaction:
        record = transaction.add(Admitted(identity=MAYA, stay=Stay(admitted=NOW)))
    session = Session(journal, protocol, record, author="nurse", clock=clock)  # type: ignore[arg-type]
    session.begin()
    return session


def test_every_prefix_of_a_journal_folds(sit: Sit, journal: MemoryJournal) -> None:
    session = sit()
    session.answer("T01", "yes")
    session.answer("T02", "yes")
    for item in ("R01", "R02"):
        session.answer(item, "green" if item == "R01" else "none")
    session.undo()
    with pytest.raises(Refused):
        gating.decide(session, "go")
    for length in range(len(journal.all) + 1):
        record = fold_all("a1", journal.all[:length])
        assert record.last_entry == length
