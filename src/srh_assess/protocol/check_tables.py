"""Whether the tables hold together: ids once, dates in order, and everything they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from srh_assess.errors import ContentFault
from srh_assess.protocol import tables
from srh_assess.protocol.check_conditions import Known, check_condition
from srh_assess.protocol.load_tables import Tabled
from srh_assess.protocol.model import Condition
from srh_assess.protocol.read import Row

NEEDED_SETTING = "method_due_soon_days"


def check_tables(found: Tabled, known: Known, settings: frozenset[str]) -> None:
    """Raises ``ContentFault`` unless every row can stand."""
    for kind in found:
        _once(kind)
    for row, condition in _conditions(found):
        check_condition(row, condition, known)
    notes = {row.value.id for row in found.notes}
    own = {option.code for item in known.items.values() if item.table for option in item.options}
    for medicine in found.medicines:
        _there(medicine, "note", medicine.value.notes, notes)
        _there(medicine, "option", medicine.value.counts_as, own)
    for rule in found.screening:
        _dated(rule, known)
    for test in found.tests:
        _there(test, "item", test.value.counts_from, set(known.items))
        _there(
            test, "setting", (test.value.days_setting,) * bool(test.value.days_setting), settings
        )
    for method in found.methods:
        _there(method, "setting", (NEEDED_SETTING,), settings)


def rows_of(found: Tabled) -> frozenset[str]:
    """The ids of every row that can be told of her."""
    kinds = (found.notes, found.methods, found.screening, found.tests, found.instruments)
    return frozenset(row.value.id for kind in kinds for row in kind)


def _once(rows: tuple[Row[Any], ...]) -> None:
    seen: dict[str, Row[Any]] = {}
    for row in rows:
        name = row.value.code if isinstance(row.value, tables.Medicine) else row.value.id
        earlier = seen.setdefault(name, row)
        if earlier is not row:
            raise ContentFault("content-twice", file=row.file, where=row.where, other=earlier.file)
        if row.value.review_by < row.value.reviewed:
            raise ContentFault("content-review-order", file=row.file, where=row.where)


def _conditions(found: Tabled) -> Iterator[tuple[Row[Any], Condition]]:
    for note in found.notes:
        if note.value.shown_when is not None:
            yield note, note.value.shown_when
    for kind in (found.methods, found.screening, found.tests):
        for row in kind:
            yield row, row.value.when


def _dated(row: Row[tables.Screening], known: Known) -> None:
    """A rule is fixed, or counts from a test, or from an age: exactly one of the three."""
    rule = row.value
    forms = (bool(rule.fixed), rule.lasts is not None, rule.born_due is not None)
    if forms.count(True) != 1 or (rule.lasts is None) != (not rule.counts_from):
        raise ContentFault("content-screening-form", file=row.file, where=row.where)
    if rule.counts_from:
        _there(row, "item", (rule.counts_from,), set(known.items))


def _there(
    row: Row[Any], kind: str, wanted: tuple[str, ...], there: set[str] | frozenset[str]
) -> None:
    for name in wanted:
        if name not in there:
            raise ContentFault(
                "content-unknown-reference", file=row.file, where=row.where, kind=kind, name=name
            )
