"""What every row of the content is built on: when it holds, and where the line comes from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Op = Literal["exists", "=", "!=", "<", ">", "<=", ">=", "within", "longer_ago"]


class Condition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When something holds. Exactly one form is filled:

    - a test: ``item`` (or ``fact``), ``op``, ``value`` - FHIR ``enableWhen`` semantics; a
      state counts as an answer code, so ``value = "unsure"`` matches the state;
      ``within`` is ours: the item's time is not surely longer ago than ``value`` hours
      (an unknown time counts as within);
      ``longer_ago`` is ours too: the item's time may be longer ago than ``value`` hours
      (an unknown time does not count), for what falls due;
    - ``all`` / ``any``: lists of conditions;
    - ``named``: the name of a condition in ``conditions.toml``.
    """

    item: str = ""
    fact: str = ""
    op: Op | None = None
    value: bool | int | float | str | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    named: str = ""


class Sourced(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every disputable line carries."""

    source: str
    evidence: str
    reviewed: date
    review_by: date
