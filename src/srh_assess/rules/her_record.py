"""When a copy of her record is owed, whether it was looked through, and what stands against a
fact about it. The months are content (``resources/keeping/her_record.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from srh_assess.assessment import her_record as facts
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.her_record import ForHer
from srh_assess.clock import local
from srh_assess.shipped import shipped


class Access(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Within how many months a copy is owed, and from where that is known."""

    months: int
    source: str
    evidence: str
    reviewed: date
    review_by: date


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the copy says of itself, in sentences to her."""

    title: str
    intro: tuple[str, ...]
    storage: tuple[str, ...]
    challenge: tuple[str, ...]
    not_looked_through: str
    nothing_withheld: str
    elsewhere: tuple[str, ...]
    third_party: str
    serious_harm: str


@cache
def content() -> tuple[Access, Words]:
    """The period and the sentences, read once."""
    kept: dict[str, Any] = tomllib.loads(shipped("keeping", "her_record.toml").read_text("utf-8"))
    return msgspec.convert(kept["access"], Access), msgspec.convert(kept["words"], Words)


def owed_by(hers: ForHer) -> date | None:
    """The day by which the oldest request without an answer has to be answered; none when
    nothing is owed."""
    given = max((one.at for one in hers.given), default=None)
    waiting = [one.fact.at for one in hers.asked if given is None or one.at > given]
    if not waiting:
        return None
    day = local(min(waiting)).date()
    return _months_on(day, content()[0].months)


def _months_on(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - first).days))


def looked_through(hers: ForHer) -> bool:
    """Whether a health professional has read everything that would be given now."""
    return hers.looked is not None and hers.looked.fact.up_to >= hers.newest


def faults(hers: ForHer, fact: Fact) -> Iterator[str]:
    """Codes of what stands against one fact about giving her the record."""
    match fact:
        case facts.LookedThrough() if fact.up_to > hers.newest:
            yield "her-record-not-there"
        case facts.PartWithheld():
            if not fact.reason.strip():
                yield "reason-missing"
            if any(one.fact.entry == fact.entry for one in hers.withheld):
                yield "her-record-withheld-twice"
        case facts.PartGivenBack():
            if not fact.reason.strip():
                yield "reason-missing"
            if all(one.fact.withheld != fact.withheld for one in hers.withheld):
                yield "her-record-not-withheld"
        case facts.Disagreed() if not fact.words.strip():
            yield "her-record-no-words"
        case facts.DisagreementTakenBack() if all(
            one.fact.statement != fact.statement for one in hers.statements
        ):
            yield "her-record-no-statement"
