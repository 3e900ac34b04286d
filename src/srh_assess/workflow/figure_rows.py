"""Bringing the measures file up to the record: the clinical side's part.

Each stay whose journal grew is counted anew; a destroyed record leaves the figures. A change of
the rules of counting counts everything anew. The manager's journal is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Protocol

import msgspec

from srh_assess.assessment.counted import Beside
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.keeping import Disposed
from srh_assess.measures.settings import Counting, settings
from srh_assess.store.figures import Figures, Row, State, figures, mark_of
from srh_assess.store.opened import Opened
from srh_assess.workflow.counting import counted

SHAPE = 7
TOGETHER = 500
AT_A_LOCK = 200
"""So many stays are counted when somebody locks; what is left is counted at the next lock."""


class Source(Protocol):
    """Where the journal is read: the open record."""

    def touched(self, after: int) -> Sequence[tuple[str, int]]:
        """Files with entries behind this number, each with its newest, by that number."""
        ...

    def entries(self, admission: str) -> Iterator[Entry]:
        """Every entry of one file."""
        ...

    def disposed(self, admission: str) -> bool:
        """Whether it was lawfully destroyed."""
        ...


def shape(rules: Counting) -> str:
    """What a row follows from besides the journal: another one means counting anew."""
    return sha256(msgspec.json.encode((SHAPE, msgspec.to_builtins(rules)))).hexdigest()[:16]


def bring_up(opened: Opened, source: Source, now: datetime, most: int | None = None) -> int:
    """Counts what grew since the last time, at most so many files. Gives how many were looked
    at."""
    with figures(opened, make=True) as kept:
        state = _standing(kept, source)
        waiting = source.touched(state.number if state else 0)
        done = 0
        todo = iter(islice(waiting, most))
        while batch := list(islice(todo, TOGETHER)):
            rows, dropped = _counted(opened, source, (admission for admission, _ in batch))
            shaped = shape(settings().counting)
            kept.write(rows, dropped, State(number=batch[-1][1], shape=shaped, at=now))
            done += len(batch)
        if state is not None and not waiting:
            kept.write((), (), State(number=state.number, shape=state.shape, at=now))
        return done


def row_of(opened: Opened, entries: Sequence[Entry]) -> Row | None:
    """The row of one file; none when nothing in it is counted."""
    rules = settings().counting
    found = counted(entries, lambda one: mark_of(opened, one), rules)
    if found is None:
        return None
    body = msgspec.json.encode(found)
    if isinstance(found, Beside):
        return Row(mark=found.file, month="", row=body)
    return Row(mark=found.stay, month=f"{found.admitted:%Y-%m}", row=body)


def _standing(kept: Figures, source: Source) -> State | None:
    """How far the rows are; none, and no rows, when they have to be counted anew."""
    state = kept.state()
    if state is None:
        return None
    newest = max((number for _, number in source.touched(state.number - 1)), default=0)
    if state.shape != shape(settings().counting) or newest < state.number:
        kept.clear()  # other rules, or a restored record that ends earlier
        return None
    return state


def _counted(
    opened: Opened, source: Source, admissions: Iterable[str]
) -> tuple[list[Row], list[str]]:
    rows, dropped = [], []
    for admission in admissions:
        if source.disposed(admission):
            dropped.append(mark_of(opened, admission))
            continue
        entries = tuple(source.entries(admission))
        gone = (e.fact.admission for e in entries if isinstance(e.fact, Disposed))
        dropped += [mark_of(opened, one) for one in gone]
        row = row_of(opened, entries)
        if row is not None:
            rows.append(row)
    return rows, dropped
