"""The published programme as a reference line: its percentages, its caution, both readings.

Refuses nothing and computes nothing from the ward: a ward's own baseline is compared with its
own counts (``proportions``), never with these.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published percentage, of the measure it is nearest to; ``before`` is inferred."""

    id: str
    measure: str
    percent: int
    sentence: str
    before: int | None = None


class Programme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them, with the caution that goes wherever one of them is shown."""

    source: str
    evidence: str
    reviewed: date
    review_by: date
    caution: str
    folds_stated: tuple[float, ...]
    figures: tuple[Figure, ...] = msgspec.field(name="figure")


@cache
def programme() -> Programme:
    """The shipped reference."""
    text = shipped("measures", "published.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Programme)
