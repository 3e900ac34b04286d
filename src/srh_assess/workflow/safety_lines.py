"""For the care team: what each woman on the ward has agreed that every shift may know, and no more.

It is the letter of that kind, word for word as she saw it and said yes to, for as long as her yes
stands: until she takes it back, another takes its place, or her stay ends. Who has not agreed does
not stand in the list, not even by name. Each reading is in the log before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.assessment.facts import Entry, ShareDecided
from srh_assess.assessment.identity import clinical_moment
from srh_assess.assessment.record import Record, Share
from srh_assess.letters.letter import Block
from srh_assess.rules.consent import share_lapsed
from srh_assess.workflow import leading
from srh_assess.workflow.document import Document, kind_of
from srh_assess.workflow.given import given_on_desk
from srh_assess.workflow.history import History
from srh_assess.workflow.timeline import Then, as_it_was

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk
    from srh_assess.workflow.session import Session

KIND = "ward_team"
DUTY = "read_safety_line"
_SAID = frozenset({"request", "section", "facts", "list"})
"""The blocks that say something to do or to know; sender, greeting and signature do not."""


class SafetyLine(Struct, frozen=True, kw_only=True):
    """One woman's: the blocks of the letter, and when she agreed to them."""

    admission: str
    name: str
    room: str
    agreed: str
    asked_by: str
    blocks: tuple[Block, ...]


def lines(desk: Desk) -> tuple[SafetyLine, ...]:
    """Every safety line that stands now, by room."""
    days = int(desk.protocol.settings["share_lapses_days"].value)
    now = desk.clock.now()

    def stands(record: Record) -> bool:
        share = newest(record)
        return share is not None and not _over(record, share, now, days)

    return tuple(_made(desk, desk.files_for_ward(DUTY, stands)))


def newest(record: Record) -> Share | None:
    """Her newest answer about this letter, when it is a yes that she has not taken back."""
    said = [one for one in record.shares.values() if kind_of(one.fact) == KIND]
    share = said[-1] if said else None
    yes = share is not None and share.fact.decision == "yes" and share.withdrawn is None
    return share if yes else None


def _over(record: Record, share: Share, now: datetime, days: int) -> bool:
    """Whether her stay has ended since, or her yes has lapsed before anything went out on it."""
    if share.stay_ended is not None:
        return True
    out = any(one.fact.share == share.fact.share and one.sent for one in record.letters.values())
    return not out and bool(share_lapsed(share, now, days))


def _made(
    desk: Desk, files: Iterator[tuple[str, str, Session, tuple[Entry, ...]]]
) -> Iterator[SafetyLine]:
    for name, room, session, entries in files:
        share = newest(session.record)
        assert share is not None  # it was looked for
        letter = _as_she_saw_it(desk, session, entries, share.fact)
        if letter is not None:
            yield SafetyLine(
                admission=session.record.admission,
                name=name,
                room=room,
                agreed=clinical_moment(share.at),
                asked_by=desk.name_of(share.author) or "Somebody who has left",
                blocks=tuple(one for one in letter.letter.blocks if one.role in _SAID),
            )


def _as_she_saw_it(
    desk: Desk, session: Session, entries: tuple[Entry, ...], said: ShareDecided
) -> Document | None:
    """The letter of that moment; none when its words cannot be made again exactly."""
    entry = next(one for one in entries if one.fact == said)
    record = as_it_was(entries, entry.number)
    then = Then(session.journal, History(desk.shipped, desk.ledger).at(entry.at), record, entry.at)
    told = given_on_desk(desk, KIND)
    unit = leading.standing(one for one in desk.ledger if one.at <= entry.at).unit
    made = Document(then, **{**told, "unit": unit or told["unit"]})
    return made if made.document == said.document else None
