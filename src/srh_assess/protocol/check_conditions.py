"""Whether a condition can be read in exactly one way, and speaks of things that exist.

The meaning is FHIR's ``enableWhen``: *exists* asks a yes-or-no question, ordering needs
numbers, an option must be one of the item's own. A state (declined, unsure, ...) may stand
wherever an option may.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from srh_assess.errors import ContentFault
from srh_assess.protocol.model import Condition, Item, NamedCondition
from srh_assess.protocol.order import parts
from srh_assess.protocol.read import Row

FACTS = frozenset({"age", "admitted_hours"})
STATES = frozenset({"declined", "unsure", "ask_later", "not_known", "not_asked", "not_applicable"})
_NUMBERS = frozenset({"number", "scale"})


class Known(NamedTuple):
    """What a condition may name."""

    items: Mapping[str, Item]
    conditions: Mapping[str, NamedCondition]


def check_condition(row: Row[Any], condition: Condition, known: Known) -> None:
    """Raises ``ContentFault`` for the first part of the condition that cannot stand."""
    for part in parts(condition):
        _form(row, part)
        if part.named and part.named not in known.conditions:
            _unknown(row, "condition", part.named)
        if part.fact:
            _fact(row, part)
        if part.item:
            if part.item not in known.items:
                _unknown(row, "item", part.item)
            _test(row, part, known.items[part.item])


def _form(row: Row[Any], part: Condition) -> None:
    """Exactly one of: a test (with its operator), all, any, a name."""
    forms = [bool(part.item), bool(part.fact), bool(part.all), bool(part.any), bool(part.named)]
    tests = bool(part.item or part.fact)
    if sum(forms) != 1 or tests != (part.op is not None) or tests != (part.value is not None):
        raise ContentFault("content-condition-form", file=row.file, where=row.where)


def _fact(row: Row[Any], part: Condition) -> None:
    if part.fact not in FACTS:
        _unknown(row, "fact", part.fact)
    if part.op == "exists":
        _boolean(row, part)
    elif part.op in {"within", "longer_ago"} or not _number(part):
        _not_a_number(row, part, part.fact)


def _test(row: Row[Any], part: Condition, item: Item) -> None:
    if part.op == "exists":
        _boolean(row, part)
    elif part.op in {"=", "!="}:
        _option(row, part, item)
    elif not _number(part) or (
        part.op not in {"within", "longer_ago"} and item.kind not in _NUMBERS
    ):
        _not_a_number(row, part, item.id)


def _option(row: Row[Any], part: Condition, item: Item) -> None:
    if _number(part) and item.kind in _NUMBERS:
        return
    if part.value not in STATES and part.value not in {option.code for option in item.options}:
        raise ContentFault(
            "content-unknown-option",
            file=row.file,
            where=row.where,
            item=item.id,
            option=str(part.value),
        )


def _number(part: Condition) -> bool:
    return isinstance(part.value, int | float) and not isinstance(part.value, bool)


def _boolean(row: Row[Any], part: Condition) -> None:
    if not isinstance(part.value, bool):
        raise ContentFault(
            "content-exists", file=row.file, where=row.where, item=part.item or part.fact
        )


def _not_a_number(row: Row[Any], part: Condition, item: str) -> None:
    raise ContentFault(
        "content-not-a-number", file=row.file, where=row.where, item=item, op=str(part.op)
    )


def _unknown(row: Row[Any], kind: str, name: str) -> None:
    raise ContentFault(
        "content-unknown-reference", file=row.file, where=row.where, kind=kind, name=name
    )
