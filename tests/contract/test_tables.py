"""Every row of the tables beside the questions: its words, its source, and the cases that pin it.

Walks the whole content: a new row of any table is a new case here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from srh_assess.protocol.load import load
from srh_assess.protocol.tables import TestWindow as Window

PROTOCOL = load(cases=True)
HELD = PROTOCOL.tables
TOLD = {
    "note": HELD.notes,
    "method": HELD.methods,
    "screening": HELD.screening,
    "test": HELD.tests,
    "instrument": HELD.instruments,
}


def every_row() -> Iterator[tuple[str, Any]]:
    for name in HELD.__struct_fields__:
        yield from ((f"{name} {id}", row) for id, row in getattr(HELD, name).items())


def pinned() -> Iterator[tuple[str, str]]:
    for table, rows in TOLD.items():
        yield from ((table, id) for id in rows)


@pytest.mark.parametrize("pair", list(every_row()), ids=lambda pair: str(pair[0]))
def test_a_row_has_words_a_source_and_dates(pair: tuple[str, Any]) -> None:
    _, row = pair
    assert row.source and row.evidence
    assert row.reviewed <= row.review_by
    words = [getattr(row, name, None) for name in ("flag", "says", "name", "purpose", "offer")]
    assert any(words)


@pytest.mark.parametrize("pair", list(pinned()), ids="-".join)
def test_a_row_has_a_case_that_tells_it_and_one_that_does_not(pair: tuple[str, str]) -> None:
    table, id = pair
    cases = [case for case in PROTOCOL.cases if case.rule == f"{table}.{id}"]
    assert any(id in case.rows for case in cases)
    assert any(id in case.rows_not for case in cases)


@pytest.mark.parametrize("code", HELD.medicines)
def test_a_medicine_has_a_case_that_chooses_it_and_one_that_does_not(code: str) -> None:
    cases = [case for case in PROTOCOL.cases if case.rule == f"medicine.{code}"]
    assert any(set(case.rows) == set(HELD.medicines[code].notes) for case in cases)
    assert any(case.rows_not for case in cases)


def test_the_questionnaires_to_choose_from_are_the_rows() -> None:
    options = {option.code: option.label for option in PROTOCOL.items["X73"].options}
    assert options == {id: row.name for id, row in HELD.instruments.items()}


def test_every_note_speaks_of_a_medicine_or_of_an_answer() -> None:
    used = {id for medicine in HELD.medicines.values() for id in medicine.notes}
    for id, note in HELD.notes.items():
        assert (note.shown_when is None) == (id in used), id


def test_the_names_that_are_found_lead_to_one_medicine_each() -> None:
    found: dict[str, str] = {}
    for code, medicine in HELD.medicines.items():
        for name in (medicine.name, *medicine.also):
            assert found.setdefault(name.casefold(), code) == code, name


def test_a_medicine_of_the_short_list_is_a_row_as_well() -> None:
    short = {o.code for o in PROTOCOL.items["R13"].options if not o.searched}
    assert short - set(HELD.medicines) == {"none"}


def test_no_row_chooses_grades_or_scores() -> None:
    for _, row in every_row():
        said = " ".join(str(getattr(row, name)) for name in row.__struct_fields__).lower()
        for word in ("ulipristal", "levonorgestrel", "ukmec 1", "ukmec 2", "ukmec 3", "ukmec 4"):
            assert word not in said, row


def test_a_test_without_a_window_counts_from_nothing() -> None:
    for row in HELD.tests.values():
        assert isinstance(row, Window)
        assert bool(row.counts_from) == bool(row.days or row.days_setting)
