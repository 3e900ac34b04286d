"""Until when a record is kept, and what stands against its disposal.

The years are content (``resources/keeping/classes.toml``). A date that has passed disposes of
nothing: it lets two people look.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

from srh_assess.assessment.keeping import (
    ClassSet,
    DisposalProposed,
    DisposalRefused,
    HoldLifted,
    HoldPlaced,
    RecordClass,
    ReviewedForKeeping,
)  # fmt: skip
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.shipped import shipped


class KeptClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long records of one class are kept, in whole years, and from where that is known."""

    id: RecordClass
    words: str
    years: int
    years_after_death: int
    source: str
    evidence: str
    reviewed: date
    review_by: date


@cache
def classes() -> Mapping[RecordClass, KeptClass]:
    """Every class by its id."""
    rows = msgspec.convert(_content()["class"], tuple[KeptClass, ...])
    return MappingProxyType({row.id: row for row in rows})


def said_years() -> int:
    """For how many years what was said outside the ward is kept, after it was done with."""
    return int(_content()["said"]["years"])


def typed_for() -> timedelta:
    """For how long what nobody came back to is left when a record is destroyed."""
    return timedelta(days=_content()["typed"]["days"])


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(shipped("keeping", "classes.toml").read_text("utf-8"))


def last_contact(record: Record) -> date | None:
    """The day of the newest entry that is not about keeping, or of the end of the stay when
    that is later."""
    ended = record.ended.at if record.ended is not None else None
    days = [local(at).date() for at in (record.contact_at, ended) if at is not None]
    return max(days, default=None)


def kept_until(record: Record) -> date | None:
    """The first day on which two people may look at its disposal; none while the stay goes on.

    The later of: the class's years after the last contact, its years after a death, and a day
    that a review has set.
    """
    contact = last_contact(record)
    if contact is None or record.ended is None:
        return None
    keeping = record.keeping
    row = classes()[keeping.held_as]
    days = [_years(contact, row.years)]
    if keeping.died is not None:
        days = [_years(keeping.died, row.years_after_death)]
    if keeping.kept_until is not None:
        days.append(keeping.kept_until)
    return max(days)


def _years(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def against_disposal(record: Record, today: date) -> Iterator[str]:
    """Codes of everything that stands against disposing of this record."""
    until = kept_until(record)
    if record.keeping.holds:
        yield "disposal-held"
    if until is None:
        yield "disposal-stay-open"
    elif today < until:
        yield "disposal-too-early"


def against_ending(said: Record, today: date) -> Iterator[str]:
    """Codes of what stands against ending a file of what was said outside the ward."""
    kept = said.decided.voices.values()
    if not all(any(one.done for one in voice.later) for voice in kept):
        yield "disposal-said-open"
    last = said.last_at
    if last is not None and today < _years(local(last).date(), said_years()):
        yield "disposal-said-early"


def _against_no(record: Record, fact: DisposalRefused, today: date, author: str) -> Iterator[str]:
    """A no answers what was asked for and still stands, by somebody else, and keeps it on."""
    asked = record.keeping.proposed
    if asked is None or asked.disposal != fact.disposal:
        yield "disposal-not-asked"
    elif record.keeping.proposed_by == author:
        yield "disposal-own-no"
    if fact.until <= today:
        yield "keeping-past"


def faults(record: Record, fact: Any, today: date, author: str) -> Iterator[str]:
    """Codes of what stands against one fact about keeping, written by this account."""
    if not fact.reason.strip():
        yield "reason-missing"
    match fact:
        case ClassSet() if fact.died is not None and fact.died > today:
            yield "keeping-future"
        case HoldPlaced() if any(one.hold == fact.hold for one in record.keeping.holds):
            yield "hold-twice"
        case HoldLifted() if all(one.hold != fact.hold for one in record.keeping.holds):
            yield "hold-unknown"
        case ReviewedForKeeping() if fact.until <= today:
            yield "keeping-past"
        case DisposalRefused():
            yield from _against_no(record, fact, today, author)
        case DisposalProposed():
            yield from against_disposal(record, today)
