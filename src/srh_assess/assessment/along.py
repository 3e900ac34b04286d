"""What is said of a stay besides its beginning and its end: whether an earlier one was hers, and
what the team decided about an assessment that was put off again and again.

Kinds of fact and what they come to. Whether two stays are one woman's, a person says; nothing
here concludes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.fact import Fact


class EarlierStaySaid(Fact, frozen=True, kw_only=True, tag="earlier_stay"):
    """A person looked at an earlier stay and said whether it was the same woman's."""

    earlier: str
    same: bool


class TeamDecided(Fact, frozen=True, kw_only=True, tag="team_decided"):
    """What the team decided, and wrote down, about a talk put off for days on end."""

    decision: str
    by: str
    on: date


AlongFact = EarlierStaySaid | TeamDecided
KINDS: tuple[type[Fact], ...] = (EarlierStaySaid, TeamDecided)
"""Every kind of fact that says something here."""


class Meeting(Struct, frozen=True, kw_only=True):
    """A decision of the team, with the time it was written down and by whom."""

    at: datetime
    author: str
    fact: TeamDecided


NONE: Mapping[str, bool] = MappingProxyType({})


class Along(Struct, frozen=True, kw_only=True):
    """All of it. ``earlier`` holds the newest word about each earlier stay."""

    earlier: Mapping[str, bool] = NONE
    meetings: tuple[Meeting, ...] = ()

    @property
    def hers(self) -> tuple[str, ...]:
        """The earlier stays that somebody said were hers."""
        return tuple(stay for stay, same in self.earlier.items() if same)


def step(along: Along, at: datetime, author: str, fact: AlongFact) -> Along:
    """The state after one more of these facts."""
    if isinstance(fact, EarlierStaySaid):
        said = {**along.earlier, fact.earlier: fact.same}
        return replace(along, earlier=MappingProxyType(said))
    return replace(along, meetings=(*along.meetings, Meeting(at=at, author=author, fact=fact)))
