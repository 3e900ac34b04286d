"""The shipped content, row by row: complete, sourced, dated, and pinned by cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from srh_assess.protocol.load import load
from srh_assess.protocol.model import Sourced

PROTOCOL = load(cases=True)

CORE = {
    *(f"R{n:02}" for n in (*range(1, 11), 12)),
    *("O01", "O02", "O03", "T01", "T02", "T03", "T04", "T07", "T08", "T09", "P01", "P02"),
    *("C01", "C02", "C05", "G01", "G02", "G04", "G05", "G06", "G13", "H01", "H05", "H06", "H08"),
    *("F01", "A01", "A02", "A03", "A04", "A05", "A06", "A08", "S01", "M02", "W01"),
    *("Z01", "Z02", "Z05"),
}
PARTIAL = {"O01", "T01", "T02", "T03", "T04", "T07", "T08", "T09", "G13", "Z05"}
TOTALS = {
    "R": 14, "O": 6, "T": 11, "P": 10, "C": 11, "G": 15, "H": 15, "F": 9, "A": 20, "RH": 9,
    "FG": 5, "S": 8, "M": 6, "W": 5, "I": 4, "Z": 7,
}  # fmt: skip


def _sourced() -> Iterator[tuple[str, Sourced]]:
    """Every row that a clinician could dispute."""
    for kind in ("items", "conditions", "needs", "clocks", "destinations", "decisions", "settings"):
        rows: dict[str, Sourced] = getattr(PROTOCOL, kind)
        yield from ((f"{kind} {id}", row) for id, row in rows.items())
    yield "gate", PROTOCOL.gate
    yield from ((f"domain {domain.id}", domain) for domain in PROTOCOL.gate.domains)


@pytest.mark.parametrize("named", list(_sourced()), ids=lambda named: str(named[0]))
def test_every_row_has_its_source_and_its_dates(named: tuple[str, Sourced]) -> None:
    _, row = named
    assert row.source.strip()
    assert row.evidence.strip()
    assert row.reviewed < row.review_by


def test_the_bank_is_whole() -> None:
    bank = [item.id for item in PROTOCOL.items.values() if item.bank]
    counted = dict.fromkeys(TOTALS, 0)
    for id in bank:
        counted[id.rstrip("0123456789")] += 1
    assert counted == TOTALS
    assert len(bank) == 155


def test_the_core_and_the_short_set_are_those_of_the_specification() -> None:
    items = PROTOCOL.items.values()
    assert {item.id for item in items if item.core and item.bank} == CORE
    assert {item.id for item in items if item.core and not item.bank} == {"R15", "R16"}
    assert {item.id for item in items if item.partial and not item.staff} == PARTIAL
    aloud = {item.id for item in items if item.core and not item.staff}
    assert len(aloud) == 39


@pytest.mark.parametrize("item", PROTOCOL.items.values(), ids=lambda item: str(item.id))
def test_every_item_can_be_shown_and_answered(item: Any) -> None:
    assert item.say.strip()
    assert item.label.strip()
    assert item.states or {"no_answer", "not_say"} & {option.code for option in item.options}
    if item.kind in {"one", "many", "yes_no", "date"}:
        assert item.options
    if item.kind == "scale":
        assert item.minimum is not None
        assert item.maximum is not None
    if item.shown_when is not None:
        assert item.not_asked.strip()


def test_police_are_no_destination() -> None:
    assert not [id for id in PROTOCOL.destinations if "police" in id.lower() or "101" in id]


def cases_of(id: str) -> tuple[bool, bool]:
    """Whether some case raises it, and whether some case says that it is not raised."""
    return (
        any(id in case.raises for case in PROTOCOL.cases),
        any(id in case.raises_not for case in PROTOCOL.cases),
    )


@pytest.mark.parametrize("id", [*PROTOCOL.needs, *PROTOCOL.clocks])
def test_every_need_and_clock_has_a_case_that_raises_it_and_one_that_does_not(id: str) -> None:
    assert cases_of(id) == (True, True)


@pytest.mark.parametrize("domain", PROTOCOL.gate.domains, ids=lambda domain: str(domain.id))
def test_every_domain_has_its_cases(domain: Any) -> None:
    cases = [case for case in PROTOCOL.cases if case.rule == f"gate.{domain.id}"]
    assert {domain.red, "go", "undecided"} <= {case.gate for case in cases}
    assert any(domain.item not in case.answers for case in cases)
