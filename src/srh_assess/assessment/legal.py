"""Her legal status over the stay: what she came under, and each change with its own day.

A change is a fact of its own. A correction rewrites what was written wrongly: before any change
that is what she came under, after one it is what stands now.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.fact import Fact


class SectionChanged(Fact, frozen=True, kw_only=True, tag="section_changed"):
    """Another legal status from this day on."""

    on: date
    legal_status: str


class SectionDayCorrected(Fact, frozen=True, kw_only=True, tag="section_day_corrected"):
    """A change was written down with a wrong day: which one, its true day, and why."""

    was: date
    legal_status: str
    on: date
    reason: str


class Under(Struct, frozen=True, kw_only=True):
    """One legal status, and the day it began."""

    on: date
    legal_status: str


class Legal(Struct, frozen=True, kw_only=True):
    """What she came under, and the changes by their day, the newest last."""

    on_admission: str = ""
    changes: tuple[Under, ...] = ()

    @property
    def now(self) -> str:
        """The legal status as it stands."""
        return self.changes[-1].legal_status if self.changes else self.on_admission

    def standing_on(self, day: date) -> str:
        """The legal status at the end of this day."""
        begun = [one.legal_status for one in self.changes if one.on <= day]
        return begun[-1] if begun else self.on_admission


def changed(legal: Legal, fact: SectionChanged) -> Legal:
    """With one change more; one written down late goes to its own day."""
    more = (*legal.changes, Under(on=fact.on, legal_status=fact.legal_status))
    return replace(legal, changes=tuple(sorted(more, key=lambda one: one.on)))


def day_corrected(legal: Legal, fact: SectionDayCorrected) -> Legal:
    """With the change on its true day. One that is none of the changes moves nothing."""
    wrong = Under(on=fact.was, legal_status=fact.legal_status)
    if wrong not in legal.changes:
        return legal
    place = legal.changes.index(wrong)
    others = (*legal.changes[:place], *legal.changes[place + 1 :])
    true = SectionChanged(on=fact.on, legal_status=fact.legal_status)
    return changed(replace(legal, changes=others), true)


def written(legal: Legal, now: str, came_under: str | None = None) -> Legal:
    """As an admission or its correction has it: ``now`` is what stands, ``came_under`` what stood
    on admission where there are changes since and somebody said so."""
    if not legal.changes:
        return Legal(on_admission=now)
    newest = replace(legal.changes[-1], legal_status=now)
    first = legal.on_admission if came_under is None else came_under
    return Legal(on_admission=first, changes=(*legal.changes[:-1], newest))
