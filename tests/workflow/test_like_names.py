"""Stays on a list whose name another woman bears too: told apart from stays of one woman."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from srh_assess.store.projections import AdmissionRow
from srh_assess.workflow.before import by_whole, like_another

BORN, OTHER = date(1997, 3, 22), date(1968, 5, 29)


def row(admission: str, family: str, born: date | None = BORN, number: str = "") -> AdmissionRow:
    return AdmissionRow(
        admission=admission, family=family, given="Topaz", preferred="", born=born,
        nhs_number=number, local_id="", admitted=datetime(2026, 7, 1, tzinfo=UTC), ended=None,
        ward="Willow Ward", room="1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "here", "like"),
    [
        ((row("a", "Larch"), row("b", "Larch", OTHER)), (), {"a", "b"}),
        ((row("a", "Larch"), row("b", "Larchh", OTHER)), (), {"a", "b"}),  # one slip of the pen
        ((row("a", "Larch"), row("b", "Wren", OTHER)), (), set()),
        ((row("a", "Larch"), row("b", "Larch")), (), set()),  # two stays of one woman
        ((row("a", "Larch", number="9990000018"), row("b", "Larch", number="9990000026")), (), {"a", "b"}),
        ((row("a", "Larch", number="9990000018"), row("b", "Larch", OTHER, "9990000018")), (), set()),
        ((row("a", "Larch"),), (row("b", "Larch", OTHER),), {"a"}),  # only who is listed is marked
        ((row("a", "Larch"),), (row("a", "Larch"),), set()),
        ((), (row("b", "Larch"),), set()),
    ],
)  # fmt: skip
def test_who_could_be_taken_for_another(
    rows: tuple[AdmissionRow, ...], here: tuple[AdmissionRow, ...], like: set[str]
) -> None:
    assert like_another(rows, here) == like


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("larch", True), ("Lar", False), ("topaz", False), ("Topaz Larch", True),
        ("larch top", False), ("LARCH, Topaz", True), ("999 000 0018", True), ("9990", False),
        ("larch wren", False), ("l7", True), ("l", False),
    ],
)  # fmt: skip
def test_another_ward_s_stay_is_found_by_what_is_whole(words: str, *, found: bool) -> None:
    hers = replace(row("a", "Larch", number="9990000018"), local_id="L7")
    assert by_whole(words, hers) is found
    assert not by_whole(words, row("b", "")) or not words
