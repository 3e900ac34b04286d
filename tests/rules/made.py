"""Protocols of a few rows and answers at set times, made by hand for one test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from srh_assess.assessment.answers import UNKNOWN, Answer, State, Value, When
from srh_assess.protocol import model
from srh_assess.protocol.basis import Op
from srh_assess.rules.view import View, look

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOURCED: Mapping[str, Any] = {
    "source": "test",
    "evidence": "none",
    "reviewed": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
}
YES_NO = (model.Option(code="yes", label="Yes"), model.Option(code="no", label="No"))


def item(id: str, kind: model.Kind = "yes_no", **more: Any) -> model.Item:
    options = more.pop("options", YES_NO if kind == "yes_no" else ())
    if options and isinstance(options[0], str):
        options = tuple(model.Option(code=code, label=code) for code in options)
    return model.Item(
        id=id, kind=kind, section="s", say="?", label=id, options=options, **SOURCED, **more
    )


def says(item: str, op: Op = "=", value: Any = "yes") -> model.Condition:
    return model.Condition(item=item, op=op, value=value)


def fact(name: str, op: Op, value: Any) -> model.Condition:
    return model.Condition(fact=name, op=op, value=value)


def all_of(*parts: model.Condition) -> model.Condition:
    return model.Condition(all=parts)


def any_of(*parts: model.Condition) -> model.Condition:
    return model.Condition(any=parts)


def named(name: str) -> model.Condition:
    return model.Condition(named=name)


def need(id: str, *raised: model.Raised | model.Condition, **more: Any) -> model.NeedRule:
    rows = tuple(r if isinstance(r, model.Raised) else model.Raised(when=r) for r in raised)
    given = {"urgency": "7", "name": id, "ward": "-", "met": "-", **SOURCED, **more}
    return model.NeedRule(id=id, raised=rows, **given)


def clock(id: str, *starts: model.Start, **more: Any) -> model.ClockRule:
    given = {
        "name": id,
        "neutral": "A call",
        "counts_from": "it",
        "target_hours": 24,
        "action": "ring",
        "destinations": (),
        **SOURCED,
        **more,
    }
    return model.ClockRule(id=id, starts=starts, **given)


def domain(id: str, **more: Any) -> model.Domain:
    given = {"item": id, "name": id, "counts": True, "red": "defer", **SOURCED, **more}
    return model.Domain(id=id, **given)


def gate(*domains: model.Domain, bands: tuple[model.Band, ...] = ()) -> model.GateRule:
    return model.GateRule(
        domains=domains,
        bands=bands,
        reasons=(),
        counted_for_partial=2,
        others_count_from=3,
        next_look_hours=24,
        sentence={},
        **SOURCED,
    )


def protocol(
    *items: model.Item,
    conditions: Mapping[str, model.Condition] | None = None,
    needs: Iterable[model.NeedRule] = (),
    clocks: Iterable[model.ClockRule] = (),
    gate: model.GateRule | None = None,
) -> model.Protocol:
    return model.Protocol(
        version="1",
        content_hash="0" * 64,
        sections=(model.Section(id="s", name="S", short="S", order=1),),
        items={one.id: one for one in items},
        conditions={
            name: model.NamedCondition(name=name, when=when, because=f"because {name}", **SOURCED)
            for name, when in (conditions or {}).items()
        },
        needs={one.id: one for one in needs},
        clocks={one.id: one for one in clocks},
        gate=gate or _EMPTY_GATE,
        destinations={},
        decisions={},
        settings={
            id: model.Setting(id=id, value=value, unit="-", what="-", **SOURCED)
            for id, value in (
                ("ovulation_before_next_period_days", 14),
                ("coil_after_ovulation_hours", 120),
            )
        },
        urgency_hours={"E": 1, "S": 12, "48": 48, "7": 168, "R": 672},
        cases=(),
    )


_EMPTY_GATE = gate()


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def between(earliest: float | None, latest: float | None) -> When:
    """A time by how many hours ago its bounds are."""
    return When(
        None if earliest is None else ago(earliest), None if latest is None else ago(latest)
    )


def answer(
    item: str, value: Value | State, when: When = UNKNOWN, taken: float = 0
) -> tuple[str, Answer]:
    """An answer taken so many hours ago."""
    state = value if isinstance(value, State) else None
    return item, Answer(
        item=item,
        taken=ago(taken),
        value=None if isinstance(value, State) else value,
        state=state,
        when=when,
    )


def view(
    *answers: tuple[str, Answer], born: date | None = None, admitted: datetime | None = None
) -> View:
    return look(dict(answers), NOW, born, admitted)
