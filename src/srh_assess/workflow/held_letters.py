"""What a letter said, word for word, made again as it was on the day it was made.

The record, the unit's words and the approval are taken as they stood then. What comes out is
shown only when its mark is the one the journal kept; else it is said that it cannot be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from srh_assess.assessment.facts import Entry, LetterMade
from srh_assess.assessment.record import Record
from srh_assess.errors import UserError
from srh_assess.letters.template import kinds
from srh_assess.workflow import leading
from srh_assess.workflow.document import Document, kind_of
from srh_assess.workflow.history import History
from srh_assess.workflow.session import Session
from srh_assess.workflow.timeline import Then, as_it_was

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk

NOT_AGAIN = (
    "Its words cannot be made again exactly, because the wording of letters has changed since. "
    "Its mark is {mark}; whoever has the paper has the words."
)


def title(session: Session, entry: Entry) -> str:
    """For whom it was."""
    fact = entry.fact
    assert isinstance(fact, LetterMade)
    place = session.protocol.destinations.get(fact.recipient)
    if fact.recipient == "herself":
        return "Your own copy"
    return f"Letter to {place.label if place is not None else fact.recipient}"


def said(desk: Desk, entries: tuple[Entry, ...], entry: Entry) -> str:
    """Its words, or the sentence that they cannot be made again."""
    fact = entry.fact
    assert isinstance(fact, LetterMade)
    try:
        made = _again(desk, entries, entry, fact)
    except UserError:
        made = None
    if made is None or made.document != fact.document:
        return NOT_AGAIN.format(mark=fact.document[:16])
    return made.plain_text


def _again(
    desk: Desk, entries: tuple[Entry, ...], entry: Entry, fact: LetterMade
) -> Document | None:
    from srh_assess.workflow.given import given_on_desk
    from srh_assess.workflow.unagreed import Unagreed

    record = as_it_was(entries, entry.number)
    kind = _kind(record, fact)
    if not kind:
        return None
    then = Then(
        desk.session(record.admission, begin=False).journal,
        History(desk.shipped, desk.ledger).at(entry.at),
        record,
        entry.at,
    )
    told: dict[str, Any] = given_on_desk(desk, kind)
    unit = leading.standing(one for one in desk.ledger if one.at <= entry.at).unit
    told["unit"] = unit or told["unit"]
    if fact.share in record.shares:
        return Document(then, **told)
    return Unagreed(then, override=fact.share, **told)


def _kind(record: Record, fact: LetterMade) -> str:
    """The kind of letter, from her decision or from the proposal it rests on; empty when it is
    no kind known here."""
    share, override = record.shares.get(fact.share), record.decided.overrides.get(fact.share)
    kind = kind_of(share.fact) if share is not None else ""
    if override is not None:
        kind = str(override.fact.letter_kind)
    return kind if kind in kinds() else ""
