"""The disputable numbers of the measures, from ``resources/measures/settings.toml``.

Fractions are read as decimals, never as binary floats: whether a value lies *on* a limit or
beyond it must not hang on a rounding of 2.66.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    reviewed: date
    review_by: date


class Spc(_Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The profile of rules and factors that a control chart is drawn by."""

    profile: str
    shift: int
    trend: int
    range_factor: Decimal
    range_screen: Decimal
    range_to_sigma: Decimal
    rare_power: Decimal
    run_shift: int
    run_trend: int
    verdict_from: int
    limits_from: int
    wider_from: int


class ByLevel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number for each release level."""

    internal: int
    trust: int
    publish: int


class Disclosure(_Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thresholds of the three release levels."""

    base: int
    candidates: int
    percent_from: int
    filters_apart: int
    women_least: int
    internal_days: int
    small: ByLevel
    months: ByLevel


class Comparison(_Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How sure an interval is, and when two figures are too small to compare."""

    confidence: Decimal
    fewest: int


class Counting(_Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the figures of one stay follow from its journal."""

    longest_gap_minutes: int
    day_from: int
    day_to: int
    after_hours: int
    result_late_days: int
    stopped_early_days: int
    hers: str
    carer: str
    staff: str


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them."""

    spc: Spc
    disclosure: Disclosure
    comparison: Comparison
    counting: Counting


@cache
def settings() -> Settings:
    """The shipped numbers."""
    text = shipped("measures", "settings.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text, parse_float=Decimal), Settings)
