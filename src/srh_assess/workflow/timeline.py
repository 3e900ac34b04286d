"""Everything that was ever written of one stay, in order, and the record as it was at any moment.

Each kind of entry has its group and its title in ``resources/language/timeline.toml``; a kind
that has none there is shown under its own name, never left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.model import Protocol
from srh_assess.shipped import shipped
from srh_assess.workflow.journal import Journal
from srh_assess.workflow.session import Change, Session

OTHER = "other"
PROGRAM = "program"


class Title(Struct, frozen=True, kw_only=True):
    """How a kind of entry is called, and which group it is found under."""

    title: str
    group: str = OTHER


class Moment(Struct, frozen=True, kw_only=True):
    """One entry of the timeline."""

    entry: Entry
    title: str
    group: str


@cache
def titles() -> dict[str, Title]:
    """Every kind with a title of its own."""
    rows = tomllib.loads(shipped("language", "timeline.toml").read_text("utf-8"))
    return {kind: Title(**row) for kind, row in rows["kind"].items()}


@cache
def groups() -> dict[str, str]:
    """The groups in their order, each with its words."""
    rows = tomllib.loads(shipped("language", "timeline.toml").read_text("utf-8"))
    return dict(rows["groups"])


def moments(entries: Iterable[Entry], group: str = "") -> tuple[Moment, ...]:
    """The entries, the newest first. Without a group all that people wrote; what the program
    noted for itself has a group of its own."""
    found = [moment(entry) for entry in entries]
    shown = [one for one in found if one.group == group or (not group and one.group != PROGRAM)]
    return tuple(reversed(shown))


def moment(entry: Entry) -> Moment:
    """One entry with its title and the group it is found under."""
    kind = str(entry.fact.__struct_config__.tag)
    title = titles().get(kind, Title(title=kind.replace("_", " ").capitalize()))
    return Moment(entry=entry, title=title.title, group=title.group)


def as_it_was(entries: Iterable[Entry], number: int) -> Record:
    """The record once the entry of this number stood in the journal."""
    before = [entry for entry in entries if entry.number <= number]
    if not before or before[-1].number != number:
        raise Refused("stay-unknown")
    return fold_all(before[0].admission, before)


class Then(Session):
    """An assessment as it was at a moment. It can be read and never written."""

    def __init__(self, journal: Journal, protocol: Protocol, record: Record, at: datetime) -> None:
        super().__init__(journal, protocol, record, author="", clock=SetClock(at))

    def add(self, *new: facts.AnyFact) -> Change:
        """Refused: what was is read, not changed."""
        raise Refused("only-read")
