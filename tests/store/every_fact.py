"""One fact of each kind, with a mark in every place that takes words."""

from __future__ import annotations

import types
import typing
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import msgspec

from srh_assess.assessment import drilling, facts
from tests.store.wards import NOON


def every_fact(mark: str, *, training: bool = False) -> tuple[facts.AnyFact, ...]:
    """Facts of all kinds there are, also of those added after this was written; those that are
    written in training only when asked for."""
    kinds = (kind for kind in get_args(facts.AnyFact) if training or kind not in drilling.KINDS)
    return tuple(_filled(kind, mark) for kind in kinds)


def _filled(kind: Any, mark: str) -> Any:
    hints = typing.get_type_hints(kind)
    values = {
        field.name: _value(hints[field.name], f"{mark} {field.name}")
        for field in msgspec.structs.fields(kind)
    }
    return kind(**values)


def _value(hint: Any, mark: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(inner[0], mark)
    if origin is Literal:
        return next(word for word in inner if word)
    if origin is tuple:
        return (_value(inner[0], mark),)
    return _plain(hint, mark)


def _plain(hint: Any, mark: str) -> Any:
    if issubclass(hint, msgspec.Struct):
        return _filled(hint, mark)
    if issubclass(hint, Enum):
        return next(iter(hint))
    made = {str: mark, bool: True, int: 3, float: 3.5, datetime: NOON, date: NOON.date()}
    return made[hint]
