"""Whatever is answered: the way ends, nothing traps, and what is hidden reaches nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.assessment.answers import State, Value
from srh_assess.assessment.facts import Admitted, Stay
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Item, Protocol
from srh_assess.workflow import answering, flow, gating, needs, signing, urgent
from srh_assess.workflow.self_test import PLAIN, UNIT, give
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.memory import MemoryJournal

PROTOCOL = load()
OUTCOMES: tuple[gating.Outcome, ...] = ("go", "partial", "defer")
LATER: dict[str, Any] = {
    "override_reason": "I know her",
    "reason_code": PROTOCOL.gate.reasons[0].code,
    "would_make_possible": "Sleep",
    "owner": "R. Osei",
    "next_look": NOW + timedelta(hours=2),
}


def session_of(protocol: Protocol) -> tuple[Session, MemoryJournal]:
    clock = SetClock(NOW)
    journal = MemoryJournal(clock)
    with journal.transaction(Record(admission="a1"), "nurse") as transaction:
        record = transaction.add(Admitted(identity=MAYA, stay=Stay(admitted=NOW)))
    session = Session(journal, protocol, record, author="nurse", author_name="R.", clock=clock)
    session.begin()
    return session, journal


@st.composite
def any_answer(draw: st.DrawFn, item: Item) -> tuple[Value | None, State | None]:
    states = answering.states_of(item)
    if states and draw(st.integers(0, 4)) == 0:
        return None, draw(st.sampled_from(states))
    codes = [option.code for option in item.options]
    if item.kind == "many":
        exclusive = [option.code for option in item.options if option.exclusive]
        chosen = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True))
        alone = [code for code in chosen if code in exclusive]
        return tuple(alone[:1] or chosen), None
    if codes:
        return draw(st.sampled_from(codes)), None
    if item.kind in {"number", "scale"}:
        return draw(st.integers(int(item.minimum or 0), int(item.maximum or 100))), None
    return draw(st.text("abc ", min_size=1).filter(str.strip)), None


def play(data: st.DataObject, session: Session) -> None:
    """Gate, then every page in its order with random answers, until *check*."""
    for item in PROTOCOL.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, PLAIN)
    outcome = data.draw(st.sampled_from(OUTCOMES))
    proposed = session.findings.gate.outcome == outcome
    gating.decide(session, outcome, **({} if proposed and outcome != "defer" else LATER))
    page, order, steps = "red_flags", [p.id for p in session.pages], 0
    while page != "check":
        for asked in _items(session, page):
            value, state = data.draw(any_answer(PROTOCOL.items[asked]))
            session.answer(asked, value, state=state)
        pages = session.pages
        following = flow.after(pages, page, order)
        assert following != page
        assert flow.before(pages, following, order) in {p.id for p in pages}
        page, order, steps = following, [p.id for p in pages], steps + 1
        assert steps < 3 * len(PROTOCOL.items)


def _items(session: Session, page: str) -> tuple[str, ...]:
    return next((p.items for p in session.pages if p.id == page), ())


@given(data=st.data())
def test_the_way_ends_and_can_be_signed(data: st.DataObject) -> None:
    session, journal = session_of(PROTOCOL)
    play(data, session)
    found = needs.undecided(session)
    if found:
        needs.confirm(session, *found)
    for one in urgent.waiting(PROTOCOL, session.record, session.findings):
        urgent.act(session, one, "rung", words="They will come")
    signing.sign(session, signing.proposed(session), "in time")
    assert session.record.open_sitting is None
    assert journal.record("a1") == session.record


@given(data=st.data())
def test_what_is_hidden_reaches_no_need_letter_or_count(data: st.DataObject) -> None:
    session, _ = session_of(PROTOCOL)
    play(data, session)
    for item in data.draw(
        st.lists(st.sampled_from(["T01", "T03", "H01", "C01", "X01"]), max_size=3)
    ):
        value, state = data.draw(any_answer(PROTOCOL.items[item]))
        session.answer(item, value, state=state)
    hidden = set(session.findings.asking.set_aside)
    assert hidden.isdisjoint(session.findings.asking.visible)
    assert hidden.isdisjoint(session.findings.missing)
    because = [need.because for need in session.findings.needs]
    because += [clock.because for clock in session.findings.clocks]
    assert all(hidden.isdisjoint(items) for items in because)
    for kind in ("srh_in_reach", "her_copy"):
        origins = {
            o for box in Sharing(session, UNIT, kind).boxes for li in box.lines for o in li.origin
        }
        assert hidden.isdisjoint(o.removeprefix("item:") for o in origins)


@given(data=st.data())
def test_every_prefix_of_its_journal_folds(data: st.DataObject) -> None:
    session, journal = session_of(PROTOCOL)
    play(data, session)
    for length in range(0, len(journal.all) + 1, 7):
        assert fold_all("a1", journal.all[:length]).last_entry == length


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_of_the_gate_leads_to_check(outcome: gating.Outcome) -> None:
    session, _ = session_of(PROTOCOL)
    for item in PROTOCOL.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, PLAIN)
    gating.decide(session, outcome, **({} if outcome == "go" else LATER))
    assert [page.id for page in session.pages][-2:] == ["needs", "check"]
