"""What people write on a chart: a training wave, a closed ward, new limits and their reason.

An annotation stands above the month in which it happened. New limits begin at a month, for a
known and lasting change only, and carry who said so and why; the chart without them stays one
press away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from srh_assess.assessment.identity import clinical_date

AnnotationKind = Literal["training", "closed", "change", "other"]
KINDS: tuple[AnnotationKind, ...] = get_args(AnnotationKind)
WORDS: Mapping[AnnotationKind, str] = {
    "training": "training wave",
    "closed": "ward closed",
    "change": "something was changed",
    "other": "note",
}


class Annotation(Struct, frozen=True, kw_only=True):
    """One thing that happened on a day, for every chart. ``words`` name no person."""

    id: str
    kind: AnnotationKind
    day: date
    words: str = ""

    @property
    def sentence(self) -> str:
        """What stands on the chart: "training wave: second course"."""
        return f"{WORDS[self.kind]}: {self.words}" if self.words else WORDS[self.kind]


class NewLimits(Struct, frozen=True, kw_only=True):
    """From this month on, one measure is drawn with limits of its own. ``by`` wrote it down."""

    id: str
    measure: str
    month: str
    reason: str
    by: str
    on: date

    @property
    def sentence(self) -> str:
        """What prints at the join and under the chart."""
        return f"new limits from here: {self._why}"

    def begun(self, when: str) -> str:
        """The same under the chart, where *here* would point at nothing."""
        return f"New limits from {when}: {self._why}"

    @property
    def _why(self) -> str:
        return f"{self.reason} ({self.by}, {clinical_date(self.on)})"


class Written(Struct, frozen=True):
    """Everything that stands on the charts."""

    annotations: tuple[Annotation, ...] = ()
    limits: tuple[NewLimits, ...] = ()

    def limits_of(self, measure: str) -> tuple[NewLimits, ...]:
        """Those of one measure, the earliest first."""
        found = (one for one in self.limits if one.measure == measure)
        return tuple(sorted(found, key=lambda one: one.month))


def above(annotations: Iterable[Annotation], periods: Sequence[str]) -> Mapping[int, str]:
    """What stands above each month or quarter ("2025-01 to 2025-03"), by its place; what lies
    outside them is left out."""
    found: dict[int, list[str]] = {}
    for one in sorted(annotations, key=lambda one: (one.day, one.id)):
        at = next((n for n, period in enumerate(periods) if _holds(period, one.day)), None)
        if at is not None:
            found.setdefault(at, []).append(one.sentence)
    return {at: "; ".join(words) for at, words in found.items()}


def _holds(period: str, day: date) -> bool:
    first, _, last = period.partition(" to ")
    return first <= f"{day:%Y-%m}" <= (last or first)
