"""What each measure counts, in words: shown wherever its figure is opened.

Definitions only. Whoever computes a figure names the definition by its id; a measure nobody
computes yet is shown as *not measured*, never as 0.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from srh_assess.measures.spc.control import Improvement, Kind
from srh_assess.shipped import shipped


class Definition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One measure. ``beside`` are the measures that must stand on the same page.

    ``lines`` are figures of its own that it shows apart; ``of`` are the measures it breaks down,
    ``by`` which groups. ``missing`` says what is not known or left out; ``axis`` what a chart
    draws, where that is not per cent of the denominator.
    Not ``collected``: nobody asks for it, and it says so.
    """

    id: str
    name: str
    sentence: str
    numerator: str
    denominator: str
    missing: str
    unit: Literal["share", "share of needs", "days", "minutes", "events"]
    kind: Literal["process", "outcome", "balancing", "voice", "equity"]
    direction: Improvement
    clock: Literal["admission", "event"]
    chart: Kind | Literal["pareto", "table"]
    source: str
    evidence: str
    reviewed: date
    review_by: date
    beside: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    axis: str = ""
    caution: str = ""
    collected: bool = True


class Cohort(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which stays are counted, and how long a month stays provisional."""

    provisional_days: int
    same_stay_hours: int
    assessable_hours: int
    sentence: str


class Definitions(Struct, frozen=True):
    """All measures by id, in the order of the report, and their cohort."""

    cohort: Cohort
    measures: Mapping[str, Definition]


@cache
def definitions() -> Definitions:
    """The shipped definitions."""
    read = tomllib.loads(shipped("measures", "definitions.toml").read_text("utf-8"))
    found = [msgspec.convert({**read["defaults"], **row}, Definition) for row in read["measure"]]
    cohort = msgspec.convert(read["cohort"], Cohort)
    return Definitions(cohort, {each.id: each for each in found})
