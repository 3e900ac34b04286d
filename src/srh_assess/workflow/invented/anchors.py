"""What invented wards are drawn from, out of ``resources/invented/wards.toml``: each table with
its source and what it rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import accumulate
from random import Random
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped

Name = TypeVar("Name", bound=str)
Shares = dict[str, int]
"""How often each of several comes, beside the others."""
Word = Literal["yes", "partly", "no", "unsure", "skipped"]
"""What is said to a question about how it was."""
HerAnswer = Literal["yes", "no", "wants_time"]
"""What she says to one decision."""


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    evidence: str


class Kind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Admissions a day, and how long half of the stays are at most."""

    rate: float
    median_days: float


class Beds(_Table, frozen=True, kw_only=True):
    """How often somebody comes, and to how many beds."""

    each: int
    mixed: Kind
    women: Kind
    weekend: float
    year_swing: float


class StayLength(_Table, frozen=True, kw_only=True):
    """How long a stay is: lognormal, cut off."""

    sigma: float
    longest_days: int
    short: float
    short_median_days: float


class ComesBack(_Table, frozen=True, kw_only=True):
    """How many come back within weeks, and when."""

    share: float
    mean_days: float
    within_days: int


class Age(_Table, frozen=True, kw_only=True):
    """The youngest and a gamma, cut off."""

    youngest: int
    oldest: int
    shape: float
    scale: float


class Section(_Table, frozen=True, kw_only=True):
    """Legal status on admission, and what becomes of Section 2."""

    shares: Shares
    three_of_two: float
    by_day: int


class Ethnic(_Table, frozen=True, kw_only=True):
    """Ethnic category of two profiles. It drives nothing else."""

    london: Shares
    england: Shares


class Diagnosis(_Table, frozen=True, kw_only=True):
    """The group, and what stands in the drug chart of each."""

    shares: Shares
    medicines: dict[str, Shares]


class Gap(_Table, frozen=True, kw_only=True):
    """A planted gap: whom the talk is offered to less often."""

    groups: tuple[str, ...]
    access: float


class Words(_Table, frozen=True, kw_only=True):
    """What else an admission says."""

    languages: Shares
    nurses: Shares


class Assessed(_Table, frozen=True, kw_only=True):
    """The share assessed before and after the start, in months of the simulation from 1."""

    before: float
    after: float
    start_month: int
    ramp_months: int


class Path(_Table, frozen=True, kw_only=True):
    """From an offer to needs met."""

    need: float
    begun: float
    met: float
    met_of_begun: float
    declined_first: float
    later_yes: float
    again_hours: int
    distress: float


class Acuity(_Table, frozen=True, kw_only=True):
    """How unwell she is from day to day."""

    start: float
    ease_days: float
    keep: float
    noise: float
    amber: float
    red: float


class Offer(_Table, frozen=True, kw_only=True):
    """The slopes of the logistic by which the talk is offered."""

    a_day: float
    acuity: float
    put_off: float
    hours: tuple[float, float]
    stays: int


class Calendar(_Table, frozen=True, kw_only=True):
    """How often nobody trained is there, and how often a ward is closed, from and to how long."""

    gaps_a_year: float
    gap_days: tuple[int, int]
    closures_a_year: float
    closure_days: tuple[int, int]


class Care(_Table, frozen=True, kw_only=True):
    """How often visits are missed, tests taken, letters sent, women reached."""

    missed: float
    tested: float
    referred: float
    reached: float
    lost: float
    untold: float
    taken_over: float


class Adjustments(_Table, frozen=True, kw_only=True):
    """What she needs for the talk to work: how often somebody writes it, and what."""

    written: float
    interpreter: float
    shares: Shares


class Decisions(_Table, frozen=True, kw_only=True):
    """She is asked about one thing: whether she can decide it, and what she says."""

    not_completed: float
    lacks: float
    looked_again: float
    able_again: float
    answers: dict[HerAnswer, int]
    taken_back: float
    test: float


class Methods(_Table, frozen=True, kw_only=True):
    """A method begun, stopped, or taken out on her wish."""

    begun: float
    shares: Shares
    stopped: float
    removal: float
    removal_done: float
    removal_days: float


class Harms(_Table, frozen=True, kw_only=True):
    """What goes wrong, or is said to."""

    sedated: float
    pressed: float
    privacy: float
    complaints_a_year: float


class Emergency(_Table, frozen=True, kw_only=True):
    """Something is shared in danger to life; two others look back at it."""

    share: float
    told: float
    in_time: float
    late: float
    late_days: tuple[int, int]


class Advice(_Table, frozen=True, kw_only=True):
    """Advice on words settled while somebody writes, and after how much they were changed."""

    a_talk: float
    changed: float


class Voices(_Table, frozen=True, kw_only=True):
    """How often somebody is asked how it was, and what is said."""

    asked: float
    carer: float
    answered: float
    colleagues: int
    says: dict[Word, int]


class Planted(_Table, frozen=True, kw_only=True):
    """Stories that the figures have to show."""

    alarm_month: int
    alarm: float
    drift_from: int
    drift_months: int
    drift_step: float
    drift_start: float
    closed_ward: int
    closed_from_day: int
    closed_days: int
    backlog_ward: int
    odd_month: int
    odd_ethnic: str


class Light(_Table, frozen=True, kw_only=True):
    """Short stays of a load."""

    assessed: float
    heavy: float


class Anchors(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them."""

    reviewed: date
    review_by: date
    beds: Beds
    stay: StayLength
    back: ComesBack = msgspec.field(name="return")
    age: Age
    section: Section
    ethnic: Ethnic
    diagnosis: Diagnosis
    gap: Gap
    words: Words
    assessed: Assessed
    path: Path
    acuity: Acuity
    offer: Offer
    calendar: Calendar
    care: Care
    adjustments: Adjustments
    decisions: Decisions
    methods: Methods
    harms: Harms
    emergency: Emergency
    advice: Advice
    voices: Voices
    planted: Planted
    light: Light


@cache
def anchors() -> Anchors:
    """The shipped numbers."""
    text = shipped("invented", "wards.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Anchors)


def one_of(draw: Random, shares: Mapping[Name, int]) -> Name:
    """One of several, each as often as its share."""
    mark = int(draw.random() * sum(shares.values()))
    return next(
        name
        for name, below in zip(shares, accumulate(shares.values()), strict=True)
        if mark < below
    )
