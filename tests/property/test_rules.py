"""What holds for any answers that the protocol allows, whatever they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from srh_assess.assessment.answers import UNKNOWN, Answer, State, Value, When
from srh_assess.errors import BadInput
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Item
from srh_assess.rules.findings import Findings, evaluate, recorded
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import look
from srh_assess.workflow.evaluate import evaluate_case

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
PROTOCOL = load()
HOURS = st.floats(0, 3000)


@st.composite
def values(draw: st.DrawFn, item: Item) -> Value:
    codes = [option.code for option in item.options]
    if item.kind == "many" and codes:
        return tuple(draw(st.lists(st.sampled_from(codes), min_size=1, unique=True)))
    if item.kind in {"number", "scale"} and (not codes or draw(st.booleans())):
        low = 0 if item.minimum is None else item.minimum
        return draw(st.floats(low, 10_000 if item.maximum is None else item.maximum))
    return draw(st.sampled_from(codes)) if codes else draw(st.text(min_size=1, max_size=5))


@st.composite
def answers(draw: st.DrawFn, item: Item) -> Answer:
    taken = NOW - timedelta(hours=draw(HOURS))
    later, earlier = sorted(draw(st.tuples(HOURS, HOURS)))
    bounds = taken - timedelta(hours=earlier), taken - timedelta(hours=later)
    when = draw(
        st.sampled_from(
            [
                UNKNOWN,
                When(*bounds),
                When.exactly(bounds[0]),
                When(bounds[0]),
                When(None, bounds[1]),
            ]
        )
    )
    state = draw(st.none() | st.sampled_from(list(State)))
    value = draw(values(item)) if state is None else None
    return Answer(item=item.id, taken=taken, value=value, state=state, when=when)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Answer]:
    chosen = draw(st.lists(st.sampled_from(list(PROTOCOL.items)), unique=True, max_size=60))
    return {item: draw(answers(PROTOCOL.items[item])) for item in chosen}


women = st.fixed_dictionaries(
    {
        "born": st.none() | st.dates(date(1920, 1, 1), date(2020, 1, 1)),
        "admitted": st.none() | HOURS.map(lambda hours: NOW - timedelta(hours=hours)),
        "outcome": st.sampled_from(["go", "partial", "defer", None]),
    }
)


def find(record: dict[str, Answer], woman: dict[str, Any]) -> Findings:
    return evaluate(PROTOCOL, record, now=NOW, first_raised={}, **woman)


@given(records(), women)
def test_every_item_is_asked_or_says_why_not(record: dict[str, Answer], woman: Any) -> None:
    found = find(record, woman)
    asked = found.asking.asked
    assert list(asked) == [item for item in PROTOCOL.items if item in set(asked)]
    assert set(asked).isdisjoint(found.asking.not_asked)
    assert set(asked) | set(found.asking.not_asked) == set(PROTOCOL.items)
    assert all(found.asking.not_asked.values())
    assert set(found.asking.visible) <= set(asked) <= set(found.asking.shown)
    assert set(found.asking.visible) | set(found.asking.set_aside) == set(record)
    assert set(found.missing) | set(found.later) <= set(asked)


@given(records(), women)
def test_a_hidden_answer_reaches_nothing(record: dict[str, Answer], woman: Any) -> None:
    found = find(record, woman)
    without = find(dict(found.asking.visible), woman)
    assert recorded(without, PROTOCOL) == recorded(found, PROTOCOL)
    assert (without.missing, without.gate) == (found.missing, found.gate)
    assert without.asking.asked == found.asking.asked
    told = {item for need in found.needs for item in need.because}
    told |= {item for clock in found.clocks for item in clock.because}
    assert told.isdisjoint(found.asking.set_aside)


@given(records(), women, st.data())
def test_what_a_hidden_answer_says_does_not_matter(
    record: dict[str, Answer], woman: Any, data: st.DataObject
) -> None:
    found = find(record, woman)
    assume(found.asking.set_aside)
    hidden = data.draw(st.sampled_from(sorted(found.asking.set_aside)))
    other = data.draw(answers(PROTOCOL.items[hidden]))
    changed = find(record | {hidden: other}, woman)
    assert recorded(changed, PROTOCOL) == recorded(found, PROTOCOL)
    assert changed.asking.asked == found.asking.asked


@given(records(), women, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    record: dict[str, Answer], woman: Any, random: Any
) -> None:
    shuffled = list(record.items())
    random.shuffle(shuffled)
    assert find(dict(shuffled), woman) == find(record, woman)


@given(records(), women)
def test_clocks_keep_their_bounds_in_order(record: dict[str, Answer], woman: Any) -> None:
    found = find(record, woman)
    raised = {need.id for need in found.needs}
    for clock in found.clocks:
        rule = PROTOCOL.clocks[clock.id]
        assert clock.earliest <= clock.latest <= NOW
        assert clock.act_by == clock.earliest + timedelta(hours=rule.target_hours)
        if clock.closes is not None and clock.first_limit is not None:
            assert clock.first_limit <= clock.closes
            assert (clock.state == "closed") == (clock.closes < NOW and not clock.soft)
        else:
            assert clock.state in {"running", "may_be_possible"}
        if rule.needs and clock.state != "closed":
            assert raised & set(rule.needs)


@given(records(), women)
def test_the_gate_is_decided_only_when_nothing_is_missing(
    record: dict[str, Answer], woman: Any
) -> None:
    gate = find(record, woman).gate
    assert (gate.outcome is None) == bool(gate.missing)


@given(records(), women, st.sampled_from(sorted(PROTOCOL.items)))
def test_a_state_is_never_taken_for_no(record: dict[str, Answer], woman: Any, item: str) -> None:
    """Whatever she declined to say closes no door that her saying nothing leaves open."""
    silent = {name: answer for name, answer in record.items() if name != item}
    declined = Answer(item=item, taken=NOW, state=State.DECLINED)
    before, after = find(silent, woman), find(silent | {item: declined}, woman)
    assert {clock.id for clock in before.clocks} <= {clock.id for clock in after.clocks}
    assert {need.id for need in before.needs} <= {need.id for need in after.needs}


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "value": json | st.sampled_from(["yes", "no", "date", "2026-03-01"]),
        "state": json | st.sampled_from(list(State)),
        "source": json | st.just("notes"),
        "at": json | st.just("2026-03-01"),
        "earliest": json | st.just("2026-02-27T05:00"),
        "latest": json | st.just("2026-03-01T05:00Z"),
        "words": json,
    },
)


@given(
    st.dictionaries(st.sampled_from(sorted(PROTOCOL.items)), json | fields, max_size=4),
    json | st.just("2026-03-29T01:30"),
    json | st.just("1990-01-01"),
)
def test_the_command_answers_or_says_what_is_wrong(answers: Any, now: Any, born: Any) -> None:
    try:
        found = evaluate_case(PROTOCOL, {"now": now, "born": born, "answers": answers})
    except BadInput as refused:
        assert refused.sentence
    else:
        assert found["asked"]


@given(record=records(), woman=women)
def test_no_row_that_holds_is_passed_over(record: dict[str, Answer], woman: dict[str, Any]) -> None:
    """The rows found by what is answered are those that hold when each is asked, in their order."""
    now = look(record, NOW, woman["born"], woman["admitted"])
    plan = plan_of(PROTOCOL)
    for rows in (plan.needs, plan.clocks, plan.methods, plan.screening, plan.tests, plan.notes):
        assert rows.holding(now) == [row for row in rows.every if row[0].holds(now)]
