"""The protocol from its files: decoded once, checked whole, or refused with a sentence.

Layout of the folder: ``protocol.toml`` (version), ``sections/*.toml`` (one section and its
items each), ``conditions.toml``, ``needs.toml``, ``clocks.toml``, ``gate.toml``,
``destinations.toml``, ``decisions.toml``, ``settings.toml``, ``supplies.toml``,
``care.toml``, ``views.toml``, ``sayings.toml``, ``tables/*.toml`` (beside the questions),
``cases/*.toml``. A file's ``[defaults]`` fill *source*, *evidence*, *reviewed* and *review_by*
of rows without them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.errors import ContentFault
from srh_assess.protocol import model
from srh_assess.protocol.check import Draft, check
from srh_assess.protocol.load_tables import read_tables, tabled, with_choices
from srh_assess.protocol.read import (
    File,
    Row,
    content_hash,
    nested,
    only,
    read,
    read_all,
    record,
    rows,
    table,
)
from srh_assess.protocol.tables import Medicine
from srh_assess.shipped import shipped

R = TypeVar("R", bound=Struct)

ASKED_STATES = ("declined", "unsure", "ask_later")
STAFF_STATES = ("not_known",)
_OWN_OPTIONS = {
    "yes_no": (model.Option(code="yes", label="Yes"), model.Option(code="no", label="No")),
    "date": (model.Option(code="date", label="Date", dated=True),),
}


class _Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: str
    title: str = ""
    reviewed: date | None = None


def load(folder: Path | None = None, *, cases: bool = False) -> model.Protocol:
    """The whole protocol. Raises ``ContentFault`` for the first fault it meets.

    The tables of cases are more than half of the text and serve the handbook and the tests
    only: without ``cases`` they are left out, for a quick start. The content hash is the same.
    """
    folder = folder or shipped("protocol")
    head = read(folder, "protocol.toml")
    version = record(head, head.tables, _Head, "top").version
    tables = read_tables(folder)
    sections, items = _sections(folder, tables.medicines)
    gate_file = read(folder, "gate.toml")
    needs_file = read(folder, "needs.toml")
    draft = Draft(
        sections=sections,
        items=items,
        conditions=_list(read(folder, "conditions.toml"), "condition", model.NamedCondition),
        needs=_list(needs_file, "need", model.NeedRule, "urgency_hours"),
        urgency_hours=_hours(needs_file),
        clocks=_list(read(folder, "clocks.toml"), "clock", model.ClockRule),
        gate=_gate(gate_file),
        destinations=_list(read(folder, "destinations.toml"), "destination", model.Destination),
        decisions=_list(read(folder, "decisions.toml"), "decision", model.Decision),
        settings=_list(read(folder, "settings.toml"), "setting", model.Setting),
        supplies=_list(read(folder, "supplies.toml"), "supply", model.Supply),
        care=_list(read(folder, "care.toml"), "care", model.Care),
        views=_list(read(folder, "views.toml"), "view", model.ViewQuestion),
        sayings=_list(read(folder, "sayings.toml"), "saying", model.Saying),
        cases=_cases(folder) if cases else (),
        tables=tables,
    )
    check(draft)
    return _protocol(draft, version, content_hash(folder))


def _list(file: File, key: str, kind: type[R], *others: str) -> tuple[Row[R], ...]:
    only(file, key, "defaults", *others)
    return tuple(rows(file, key, kind))


def _sections(
    folder: Path, medicines: tuple[Row[Medicine], ...]
) -> tuple[tuple[Row[model.Section], ...], tuple[Row[model.Item], ...]]:
    """The sections in their order, and the items in theirs: the order of the document."""
    found: list[tuple[Row[model.Section], list[Row[model.Item]]]] = []
    for file in read_all(folder, "sections"):
        only(file, "section", "item", "defaults")
        section = record(file, table(file, "section"), model.Section, "section")
        items = [
            row._replace(value=with_choices(_completed(row.value), medicines))
            for row in rows(file, "item", model.Item, section=section.id)
        ]
        found.append((Row(file.name, f"section {section.id}", section), items))
    if not found:
        raise ContentFault("content-file-missing", file="sections/*.toml")
    found.sort(key=lambda pair: pair[0].value.order)
    return tuple(s for s, _ in found), tuple(item for _, items in found for item in items)


def _completed(item: model.Item) -> model.Item:
    """The item with the options and states that its kind has by itself."""
    options = item.options or _OWN_OPTIONS.get(item.kind, ())
    states = item.states
    if states is None:
        states = STAFF_STATES if item.staff else ASKED_STATES
    return replace(item, options=options, states=states)


def _hours(file: File) -> Row[dict[str, float]]:
    raw = table(file, "urgency_hours")
    try:
        return Row(file.name, "urgency_hours", msgspec.convert(raw, dict[str, float]))
    except msgspec.ValidationError as fault:
        raise ContentFault(
            "content-wrong-type", file=file.name, where="urgency_hours", fault=str(fault)
        ) from fault


def _gate(file: File) -> Row[model.GateRule]:
    only(file, "gate", "defaults")
    raw = dict(table(file, "gate"))
    parts = {
        "domains": [r.value for r in nested(file, raw, "domain", model.Domain)],
        "bands": [r.value for r in nested(file, raw, "band", model.Band)],
        "reasons": [r.value for r in nested(file, raw, "reason", model.Reason)],
    }
    for key in ("domain", "band", "reason"):
        raw.pop(key, None)
    return Row(file.name, "gate", record(file, {**raw, **parts}, model.GateRule, "gate"))


def _cases(folder: Path) -> tuple[Row[model.Case], ...]:
    return tuple(
        row for file in read_all(folder, "cases") for row in _list(file, "case", model.Case)
    )


def _protocol(draft: Draft, version: str, digest: str) -> model.Protocol:
    return model.Protocol(
        version=version,
        content_hash=digest,
        sections=tuple(row.value for row in draft.sections),
        items={row.value.id: row.value for row in draft.items},
        conditions={row.value.name: row.value for row in draft.conditions},
        needs={row.value.id: row.value for row in draft.needs},
        clocks={row.value.id: row.value for row in draft.clocks},
        gate=draft.gate.value,
        destinations={row.value.id: row.value for row in draft.destinations},
        decisions={row.value.id: row.value for row in draft.decisions},
        settings={row.value.id: row.value for row in draft.settings},
        supplies={row.value.id: row.value for row in draft.supplies},
        care={row.value.id: row.value for row in draft.care},
        views={row.value.id: row.value for row in draft.views},
        sayings={row.value.id: row.value for row in draft.sayings},
        urgency_hours=draft.urgency_hours.value,
        cases=tuple(row.value for row in draft.cases),
        tables=tabled(draft.tables),
    )
