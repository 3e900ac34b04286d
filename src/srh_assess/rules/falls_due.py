"""From when something may be due, when it surely is, and how that stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from srh_assess.protocol.tables import Method, Screening, TestWindow
from srh_assess.rules.cited import DueDate, DueKind, DueState


class Days(NamedTuple):
    """``first``: from when it may be due; none where that cannot be said, and it may be so
    already. ``late``: the last day before it counts as late."""

    first: date | None
    due: date
    late: date | None = None

    def state(self, today: date, soon: timedelta = timedelta(0)) -> DueState:
        """How it stands; ``soon`` is how long before the first day it is said."""
        if self.late and today > self.late:
            return "late"
        if today >= self.due:
            return "due"
        if self.first is None or today >= self.first:
            return "may_be_due"
        return "soon" if today >= self.first - soon else "in_date"


class Said(NamedTuple):
    """How it stands, in words."""

    state: DueState
    words: str
    also: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


def due_date(
    row: Method | Screening | TestWindow,
    kind: DueKind,
    name: str,
    said: Said,
    because: tuple[str, ...],
    days: Days | None = None,
) -> DueDate:
    """It, with the row's own letter line and source."""
    return DueDate(
        row=row.id,
        kind=kind,
        name=name,
        state=said.state,
        words=said.words,
        also=said.also,
        noted=said.noted,
        letter=row.letter,
        first=days.first if days else None,
        due=days.due if days else None,
        late=days.late if days else None,
        because=tuple(dict.fromkeys(because)),
        source=row.source,
        evidence=row.evidence,
        reviewed=row.reviewed,
        review_by=row.review_by,
    )
