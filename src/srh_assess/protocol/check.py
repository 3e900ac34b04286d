"""Whether the protocol holds together: ids, references, dates, the order of showing.

Each check raises ``ContentFault`` for the first row that fails it, naming file, row and fault.
What a condition may say is checked in ``check_conditions``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from srh_assess.errors import ContentFault
from srh_assess.protocol import model
from srh_assess.protocol.check_conditions import Known, check_condition
from srh_assess.protocol.check_tables import check_tables, rows_of
from srh_assess.protocol.load_tables import Tabled
from srh_assess.protocol.local import fits
from srh_assess.protocol.order import Ring, show_order
from srh_assess.protocol.read import Row

CYCLE_SETTINGS = ("ovulation_before_next_period_days", "coil_after_ovulation_hours")
"""What a clock that waits for cycle dates counts with: period + shortest cycle - days + hours."""


class Draft(NamedTuple):
    """Every row that was read, with its place, before anything is believed."""

    sections: tuple[Row[model.Section], ...]
    items: tuple[Row[model.Item], ...]
    conditions: tuple[Row[model.NamedCondition], ...]
    needs: tuple[Row[model.NeedRule], ...]
    urgency_hours: Row[dict[str, float]]
    clocks: tuple[Row[model.ClockRule], ...]
    gate: Row[model.GateRule]
    destinations: tuple[Row[model.Destination], ...]
    decisions: tuple[Row[model.Decision], ...]
    settings: tuple[Row[model.Setting], ...]
    supplies: tuple[Row[model.Supply], ...]
    care: tuple[Row[model.Care], ...]
    views: tuple[Row[model.ViewQuestion], ...]
    sayings: tuple[Row[model.Saying], ...]
    cases: tuple[Row[model.Case], ...]
    tables: Tabled = Tabled()


def check(draft: Draft) -> None:
    """Raises ``ContentFault`` unless every row can stand."""
    _ids(draft)
    _dates(draft)
    for row in draft.items:
        _options(row)
    known = Known(
        items={row.value.id: row.value for row in draft.items},
        conditions={row.value.name: row.value for row in draft.conditions},
    )
    for row, condition in _conditions(draft):
        check_condition(row, condition, known)
    _references(draft, known)
    _readers(draft)
    for setting in draft.settings:
        _bounds(setting)
    _gate(draft.gate, known)
    check_tables(draft.tables, known, frozenset(row.value.id for row in draft.settings))
    try:
        show_order(known.items.values(), known.conditions)
    except Ring as ring:
        places: tuple[Row[Any], ...] = (*draft.items, *draft.conditions)
        place = next(row for row in places if _name(row) in ring.names)
        raise ContentFault(
            "content-cycle", file=place.file, where=place.where, cycle=str(ring)
        ) from ring


def _name(row: Row[Any]) -> str:
    if isinstance(row.value, model.NamedCondition):
        return f"condition {row.value.name}"
    return str(row.value.id)


def _ids(draft: Draft) -> None:
    for rows in (
        draft.sections,
        draft.items,
        draft.conditions,
        draft.needs,
        draft.clocks,
        draft.destinations,
        draft.decisions,
        draft.settings,
        draft.supplies,
        draft.care,
        draft.views,
        draft.sayings,
        draft.cases,
    ):
        seen: dict[str, Row[Any]] = {}
        for row in rows:
            earlier = seen.setdefault(_name(row), row)
            if earlier is not row:
                raise ContentFault(
                    "content-twice", file=row.file, where=row.where, other=earlier.file
                )


def _dates(draft: Draft) -> None:
    sourced: Iterable[Row[Any]] = (
        *draft.items,
        *draft.conditions,
        *draft.needs,
        *draft.clocks,
        draft.gate,
        *(Row(draft.gate.file, f"domain {d.id}", d) for d in draft.gate.value.domains),
        *draft.destinations,
        *draft.decisions,
        *draft.settings,
        *draft.supplies,
        *draft.care,
        *draft.views,
        *draft.sayings,
    )
    for row in sourced:
        if row.value.review_by < row.value.reviewed:
            raise ContentFault("content-review-order", file=row.file, where=row.where)


def _options(row: Row[model.Item]) -> None:
    codes = [option.code for option in row.value.options]
    for option in row.value.options:
        if codes.count(option.code) > 1:
            raise ContentFault(
                "content-option-twice", file=row.file, where=row.where, option=option.code
            )
        if option.exclusive and row.value.kind != "many":
            raise ContentFault(
                "content-exclusive", file=row.file, where=row.where, option=option.code
            )


def _conditions(draft: Draft) -> Iterator[tuple[Row[Any], model.Condition]]:
    for item in draft.items:
        if item.value.shown_when is not None:
            yield item, item.value.shown_when
    for named in draft.conditions:
        yield named, named.value.when
    for need in draft.needs:
        for raised in need.value.raised:
            yield need, raised.when
    for clock in draft.clocks:
        for start in clock.value.starts:
            yield clock, start.when


def _references(draft: Draft, known: Known) -> None:
    needs = {row.value.id for row in draft.needs}
    clocks = {row.value.id for row in draft.clocks}
    places = {row.value.id for row in draft.destinations}
    sections = {row.value.id for row in draft.sections}
    urgencies = draft.urgency_hours.value.keys()
    for item in draft.items:
        _named(item, "section", (item.value.section,), sections)
        _named(item, "condition", item.value.skips, known.conditions)
        _named(item, "need", item.value.needs, needs)
        _named(item, "item", (item.value.beside,) * bool(item.value.beside), known.items)
    for need in draft.needs:
        _named(need, "destination", need.value.destinations, places)
        rows = (raised.urgency for raised in need.value.raised if raised.urgency)
        _named(need, "urgency", (need.value.urgency, *rows), urgencies)
    for clock in draft.clocks:
        _named(clock, "destination", clock.value.destinations, places)
        _named(clock, "need", clock.value.needs, needs)
        _named(clock, "item", clock.value.never_closes_without, known.items)
        _named(clock, "item", clock.value.facts, known.items)
        if clock.value.never_closes_without:
            _named(clock, "setting", CYCLE_SETTINGS, {row.value.id for row in draft.settings})
        _starts(clock, known)
    decisions = {row.value.id for row in draft.decisions}
    supplies = {row.value.id for row in draft.supplies}
    for care in draft.care:
        _named(care, "need", care.value.needs, needs)
        _named(care, "decision", filter(None, (care.value.decision,)), decisions)
        _named(care, "supply", filter(None, (care.value.supply,)), supplies)
    for decision in draft.decisions:
        _named(decision, "need", decision.value.offered_with, needs)
    for case in draft.cases:
        _named(case, "item", case.value.answers, known.items)
        _named(case, "item", (*case.value.asked, *case.value.not_asked), known.items)
        raised = (*case.value.raises, *case.value.raises_not)
        _named(case, "need or clock", raised, needs | clocks)
        told = (*case.value.rows, *case.value.rows_not)
        _named(case, "row of a table", told, rows_of(draft.tables))


_STREETS = (
    "avenue|building|close|court|crescent|drive|gardens|green|hill|house|lane|mews|park|place|road|"
    "row|square|street|terrace|view|walk|way|yard"
)
BARRED_READERS = re.compile(
    r"\b(police\w*|constabulary|probation|mappa|immigration|dwp|multi-agency panel)\b"
    rf"|(?<!old )(?<!medical )\b(housing|employers?|schools?)\b(?! (of|{_STREETS})\b)"
)
"""Who is never a place to send something to, whatever a file says (law and ethics B1, B6). A
street or a building that has its name of a school is none of them."""


def _readers(draft: Draft) -> None:
    for row in draft.destinations:
        place = row.value
        if BARRED_READERS.search(f"{place.id.replace('_', ' ')} {place.label}".lower()):
            raise ContentFault("content-barred-reader", file=row.file, where=row.where)


def _starts(row: Row[model.ClockRule], known: Known) -> None:
    for start in row.value.starts:
        if not start.item:
            continue
        _named(row, "item", (start.item,), known.items)
        if start.lookback_hours is None and known.items[start.item].lookback_hours is None:
            raise ContentFault(
                "content-no-lookback", file=row.file, where=row.where, item=start.item
            )


def _bounds(row: Row[model.Setting]) -> None:
    """Both bounds or none, the value between them, and no value that only a unit can give."""
    setting = row.value
    bounds = (setting.least, setting.most)
    whole = bounds.count(None) in {0, 2} and setting.shipped is None
    if not whole or not fits(setting, setting.value, shipped=True):
        raise ContentFault("content-bounds", file=row.file, where=row.where)


def _gate(row: Row[model.GateRule], known: Known) -> None:
    gate = row.value
    _named(row, "item", (domain.item for domain in gate.domains), known.items)
    _named(row, "item", (band.item for band in gate.bands), known.items)
    for domain in gate.domains:
        for option in known.items[domain.item].options:
            if not option.colour:
                raise ContentFault(
                    "content-no-colour", file=row.file, item=domain.item, option=option.code
                )


def _named(row: Row[Any], kind: str, wanted: Iterable[str], there: Collection[str]) -> None:
    for name in wanted:
        if name not in there:
            raise ContentFault(
                "content-unknown-reference", file=row.file, where=row.where, kind=kind, name=name
            )
