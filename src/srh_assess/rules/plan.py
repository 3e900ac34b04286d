"""A protocol made ready for the rules: every condition compiled, every order worked out.

Built once for each protocol and kept while it is in use, so that an answer costs well under
a millisecond. It holds nothing of any woman.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from srh_assess.protocol.model import ClockRule, Item, NeedRule, Protocol, Raised, Start
from srh_assess.protocol.order import show_order
from srh_assess.protocol.tables import Method, Note, Screening, TestWindow
from srh_assess.rules.conditions import Compiler, Predicate
from srh_assess.rules.rows import Rows

Outcome = Literal["go", "partial", "defer"]

ONE_SENTENCE_CHECK = "X31"
GATE_DECISION = "R14"


class Step(NamedTuple):
    """How one item is decided: the skips by name (with their reasons), and when it shows."""

    item: str
    skips: tuple[tuple[str, Predicate, str], ...]
    shown: Predicate | None
    not_asked: str


class Plan(NamedTuple):
    """``steps`` stand in an order in which each item comes after all it depends on."""

    steps: tuple[Step, ...]
    sets: Mapping[str, frozenset[str]]
    core: frozenset[str]
    needs: Rows[tuple[NeedRule, Raised]]
    clocks: Rows[tuple[ClockRule, Start]]
    methods: Rows[Method]
    screening: Rows[Screening]
    tests: Rows[TestWindow]
    notes: Rows[Note]


def plan_of(protocol: Protocol) -> Plan:
    """The plan of this very protocol, as it is written: it outlives the page, and names nobody."""
    return _plan(protocol.written or protocol)


@lru_cache(maxsize=8)
def _plan(protocol: Protocol) -> Plan:
    compiler = Compiler(protocol)
    compiled = compiler.compiled
    items, tables = protocol.items, protocol.tables
    return Plan(
        steps=tuple(
            _step(items[name], protocol, compiler)
            for name in show_order(items.values(), protocol.conditions)
        ),
        sets={
            outcome: frozenset(name for name, item in items.items() if _asked_in(item, outcome))
            for outcome in ("go", "partial", "defer")
        },
        core=frozenset(name for name, item in items.items() if item.core),
        needs=Rows(
            (compiled(row.when), (rule, row)) for rule in protocol.needs.values()
            for row in rule.raised
        ),
        clocks=Rows(
            (compiled(start.when), (rule, start)) for rule in protocol.clocks.values()
            for start in rule.starts
        ),
        methods=Rows((compiled(row.when), row) for row in tables.methods.values()),
        screening=Rows((compiled(row.when), row) for row in tables.screening.values()),
        tests=Rows((compiled(row.when), row) for row in tables.tests.values()),
        notes=Rows(
            (compiled(row.shown_when), row) for row in tables.notes.values() if row.shown_when
        ),
    )  # fmt: skip


def _step(item: Item, protocol: Protocol, compiler: Compiler) -> Step:
    return Step(
        item=item.id,
        skips=tuple(
            (name, compiler.named(name), protocol.conditions[name].because) for name in item.skips
        ),
        shown=compiler.compiled(item.shown_when) if item.shown_when else None,
        not_asked=item.not_asked,
    )


def _asked_in(item: Item, outcome: Outcome) -> bool:
    """Whether the item belongs to what is asked under that outcome. Staff items always do,
    but for the gate decision itself, which is recorded and never asked."""
    if item.staff:
        return item.id != GATE_DECISION
    if outcome == "defer":
        return item.id == ONE_SENTENCE_CHECK
    return item.same_sitting or (item.core if outcome == "go" else item.partial)
