"""What Training keeps beyond a run, as entries of a ledger. No entry names a learner.

``CourseHeld`` stands in the ward's own ledger, written by a trainer who is signed in there: the
manager reads that there was a course and when, and nothing else. The others stand in the ledger
of the training home.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from srh_assess.training.waves import Wave


class CourseHeld(Struct, frozen=True, kw_only=True, tag_field="kind", tag="course_held"):
    """A course was held on this day."""

    day: date
    title: str


class CourseOpened(Struct, frozen=True, kw_only=True, tag_field="kind", tag="course_opened"):
    """A group that is asked how sure it feels: its id, and the day of its course. ``more`` is what
    it is asked beside what everybody is; none in one that was opened when everything was asked."""

    course: str
    title: str
    day: date
    more: tuple[str, ...] | None = None


class SupportNamed(Struct, frozen=True, kw_only=True, tag_field="kind", tag="support_named"):
    """Whom somebody can turn to whom a scenario touches: a place and a telephone, in the words of
    whoever leads here. Empty takes it back."""

    words: str


class SureTold(Struct, frozen=True, kw_only=True, tag_field="kind", tag="sure_told"):
    """What somebody said of how sure she feels, under a code that she alone has."""

    course: str
    person: str
    wave: Wave
    values: Mapping[str, int]
