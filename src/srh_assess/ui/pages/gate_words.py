"""The gate's outcome in words: why, what would open more, when to look again. No widgets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType

from msgspec import Struct

from srh_assess.clock import LONDON, as_utc, local
from srh_assess.protocol.model import Colour, Domain, Item
from srh_assess.rules.gate import GateFinding
from srh_assess.saying import counted
from srh_assess.ui.pages.told import listed
from srh_assess.workflow import gating
from srh_assess.workflow.session import Session

FINE, CARE, NOT_NOW = "Fine now", "With care", "Not now"
COLOUR_WORDS: Mapping[Colour, str] = MappingProxyType(
    {"green": FINE, "amber": CARE, "red": NOT_NOW}
)
COLOUR_ICONS: Mapping[Colour, str] = MappingProxyType(
    {"green": "ring", "amber": "half-disc", "red": "square"}
)
TITLES: Mapping[str, str] = MappingProxyType(
    {"go": "Now is a good time", "partial": "A short version now", "defer": "Not now"}
)
BUTTONS: Mapping[str, str] = MappingProxyType(
    {"go": "Begin", "partial": "Begin the short version", "defer": "Put it off"}
)
ICONS: Mapping[str, str] = MappingProxyType(
    {"go": "ring", "partial": "half-disc", "defer": "square"}
)
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)", re.ASCII)
_DAY = timedelta(days=1)


class Noticed(Struct, frozen=True, kw_only=True):
    """One domain that is not fine now: its name, what was seen, its colour, its line."""

    item: str
    name: str
    answer: str
    colour: Colour
    prepare: str


def noticed(session: Session) -> tuple[Noticed, ...]:
    """The domains that need care, in the gate's order, each with what was seen."""
    finding = gating.looked(session)
    items, answers = session.protocol.items, session.record.answers
    return tuple(
        Noticed(
            item=domain.item,
            name=domain.name,
            answer=seen(items[domain.item], answers[domain.item].value),
            colour=colour,
            prepare=domain.prepare if domain.prepare in finding.prepare else "",
        )
        for domain in session.protocol.gate.domains
        if (colour := finding.colours.get(domain.id, "")) in ("amber", "red")
    )


def seen(item: Item, value: object) -> str:
    """The words of an answer at the gate."""
    if isinstance(value, int | float):
        return f"{value:g} {item.unit} ago"
    return next((option.label for option in item.options if option.code == value), "")


def why(session: Session) -> str:
    """The outcome's reasons: which domains, and which rule of the protocol they met."""
    finding = gating.looked(session)
    because = _because(session)
    names = listed([domain.name.lower() for domain in because])
    colours = {finding.colours[domain.id] for domain in because}
    if finding.outcome == "go":
        return _why_go(finding)
    if finding.outcome == "defer":
        return f"Not now: {names}. One such area is enough to put the talk off."
    if "red" in colours:
        return f"To put right first: {names}. Until then the protocol offers the short version."
    areas = counted(len(because), "area needs", "areas need")
    return f"{areas} care: {names}. With so many the protocol offers the short version."


def _why_go(finding: GateFinding) -> str:
    ambers = sum(colour == "amber" for colour in finding.colours.values())
    if not ambers:
        return "Nothing in the twelve areas stands against it."
    areas = counted(ambers, "area needs", "areas need")
    return f"{areas} care, too few to shorten the talk. See what to prepare."


def openings(session: Session) -> tuple[str, ...]:
    """What would open the full talk: one line for each domain that led to the outcome."""
    return tuple(domain.open for domain in _because(session) if domain.open)


def _because(session: Session) -> tuple[Domain, ...]:
    because = gating.looked(session).because
    return tuple(domain for domain in session.protocol.gate.domains if domain.item in because)


def look_by(session: Session, now: datetime) -> datetime:
    """The last full hour within the time the protocol allows until the next look."""
    latest = now + timedelta(hours=session.protocol.gate.next_look_hours)
    return latest.replace(minute=0, second=0, microsecond=0)


def next_time(typed: str, now: datetime) -> datetime | None:
    """When the clock on the wall next shows this time; nothing for what is no time."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return None
    at = time(int(found[1]), int(found[2]))
    today = local(now).date()
    for fold in (0, 1):  # in the night that has an hour twice, the second time is today's too
        moment = as_utc(datetime.combine(today, at.replace(fold=fold), LONDON))
        if moment > now:
            return moment
    return as_utc(datetime.combine(today + _DAY, at, LONDON))
