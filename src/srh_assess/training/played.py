"""How a scenario went so far: a fold of what the journal keeps of it beside her record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from srh_assess.assessment import drilling
from srh_assess.assessment.facts import Entry


class Chosen(Struct, frozen=True, kw_only=True):
    """What was chosen, when, and how many hands were raised for each answer."""

    code: str
    at: datetime
    number: int
    hands: tuple[drilling.Hands, ...] = ()


class Met(Struct, frozen=True, kw_only=True):
    """How something was met that took the page, or called away."""

    how: drilling.How
    at: datetime


class Played(Struct, frozen=True, kw_only=True):
    """What was shown and chosen, by its id, and whether the run is over."""

    happened: Mapping[str, datetime] = MappingProxyType({})
    chosen: Mapping[str, Chosen] = MappingProxyType({})
    came: Mapping[int, datetime] = MappingProxyType({})
    met: Mapping[str, Met] = MappingProxyType({})
    ended: str = ""


def played(entries: Iterable[Entry]) -> Played:
    """From the entries of the file beside her record."""
    happened: dict[str, datetime] = {}
    chosen: dict[str, Chosen] = {}
    came: dict[int, datetime] = {}
    met: dict[str, Met] = {}
    ended = ""
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, drilling.DrillHappened):
            happened[fact.event] = entry.at
        elif isinstance(fact, drilling.DrillChose):
            chosen[fact.choice] = Chosen(
                code=fact.code, at=entry.at, number=entry.number, hands=fact.hands
            )
        elif isinstance(fact, drilling.DrillCameOf):
            came[fact.branch] = entry.at
        elif isinstance(fact, drilling.DrillMet):
            met[fact.event] = Met(how=fact.how, at=entry.at)
        elif isinstance(fact, drilling.DrillEnded):
            ended = fact.how
    return Played(happened=happened, chosen=chosen, came=came, met=met, ended=ended)
