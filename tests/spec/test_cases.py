"""Every row of the tables of cases: the answers go in, what the row says must come out.

The same rows make the handbook that a clinician signs.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from srh_assess.clock import as_utc
from srh_assess.protocol.handbook_cases import NOW
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Case, Protocol
from srh_assess.workflow.evaluate import evaluate_case

PROTOCOL = load(cases=True)


def moment(text: str | None) -> datetime | None:
    return as_utc(datetime.fromisoformat(text)) if text else None


def evaluated(case: Case, protocol: Protocol) -> dict[str, Any]:
    given = {"now": case.now or NOW, "born": case.born or None, "answers": dict(case.answers)}
    return evaluate_case(protocol, given)


def test_every_case_pins_something_that_exists() -> None:
    domains = {f"gate.{domain.id}" for domain in PROTOCOL.gate.domains}
    known = {"gate", "asked", *domains, *PROTOCOL.needs, *PROTOCOL.clocks, *PROTOCOL.conditions}
    held = PROTOCOL.tables
    known |= {f"note.{id}" for id in held.notes} | {f"medicine.{id}" for id in held.medicines}
    known |= {f"method.{id}" for id in held.methods} | {f"test.{id}" for id in held.tests}
    known |= {f"screening.{id}" for id in held.screening}
    known |= {f"instrument.{id}" for id in held.instruments}
    for case in PROTOCOL.cases:
        assert case.rule in known, case.id
        said = (case.raises, case.raises_not, case.gate, case.asked, case.not_asked)
        assert any(said) or case.rows or case.rows_not, case.id


def check_rows(case: Case, found: dict[str, Any]) -> None:
    """What the tables must say, and the days of the row that the case pins."""
    facts = {fact["row"]: fact for fact in (*found["medicine_facts"], *found["reference_facts"])}
    dates = {date["row"]: date for date in found["due_dates"]}
    assert set(case.rows) <= set(facts) | set(dates)
    assert not set(case.rows_not) & (set(facts) | set(dates))
    for row in case.rows:
        if case.until:
            assert facts[row]["until"] == case.until
        if case.stands:
            assert dates[row]["state"] == case.stands
        for day in ("first", "due", "late"):
            if getattr(case, day):
                assert dates[row][day] == getattr(case, day)


@pytest.mark.parametrize("case", PROTOCOL.cases, ids=lambda case: str(case.id))
def test_case(case: Case) -> None:
    found = evaluated(case, PROTOCOL)
    rows = {row["id"]: row for row in (*found["needs"], *found["clocks"])}
    raised = set(rows)
    assert set(case.raises) <= raised
    assert not set(case.raises_not) & raised
    if case.gate:
        assert (found["gate"]["outcome"] or "undecided") == case.gate
    assert set(case.asked) <= set(found["asked"])
    assert set(case.not_asked) <= set(found["not_asked"])
    if case.rule in PROTOCOL.conditions:
        because = PROTOCOL.conditions[case.rule].because
        assert {found["not_asked"][item] for item in case.not_asked} <= {because}
    if case.rule.startswith("gate"):
        assert set(case.because) <= set(found["gate"]["because"])
        return
    if case.rows or case.rows_not:
        check_rows(case, found)
        return
    row = rows.get(case.rule, {})
    assert set(case.because) <= set(row.get("because", ()))
    if case.urgency:
        assert row["urgency"] == case.urgency
    if case.reask is not None:
        assert row["reask"] == case.reask
    if case.act_by:
        assert moment(row["act_by"]) == moment(case.act_by)
    if case.closes:
        expected = None if case.closes == "never" else moment(case.closes)
        assert moment(row["closes"]) == expected
    if case.state:
        assert row["state"] == case.state
