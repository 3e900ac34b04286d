"""One sheet for one telephone call: whom to ring, the limits, the facts in the order they are
asked. It stays in the hand of whoever rings and is sent to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from srh_assess.assessment import identity as ident
from srh_assess.assessment.answers import Answer
from srh_assess.assessment.identity import clinical_moment
from srh_assess.assessment.record import Record
from srh_assess.letters import template as templates
from srh_assess.letters import wording
from srh_assess.letters.letter import Block, Letter, Recipient, Row
from srh_assess.letters.template import Field
from srh_assess.protocol.model import Item

STAYS = "Stays in the hand of whoever rings; goes to nobody. Shred it after the call."
OPEN = "Not yet asked: ____________________"
BY_HAND = ("Who answered, and when", "What they said")
_LINE = "______________________________"
_DAY = "date"
"""The option that stands for a day: the day says it all."""


class Call(Struct, frozen=True, kw_only=True):
    """What one call is about. ``numbers``: whom to ring, in order, each with its number or the
    words that there is none; ``limits``: a clock's name, when to act and when it closes."""

    title: str
    action: str
    ward: str
    trust: str
    numbers: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, datetime, datetime | None], ...]
    items: tuple[Item, ...]
    at: datetime
    dated: date
    id: str
    approved: bool = False


def compose(call: Call, record: Record, visible: Mapping[str, Answer]) -> Letter:
    """The sheet. A fact that is not known yet has a line to write it on."""
    who = record.identity
    named = ident.full_name(who) if who is not None else ident.NOT_KNOWN
    facts = tuple(_fact(item, visible.get(item.id), call.at) for item in call.items)
    heads = templates.standing()
    blocks = (
        Block(role="sender", rows=_rows(call.trust, call.ward)),
        Block(role="text", rows=_rows(f"For the telephone: {call.title}"), bold=True),
        Block(role="text", rows=_rows(STAYS)),
        Block(role="identity", rows=_who(record), boxed=True),
        Block(role="request", rows=_rows(call.action), bold=True),
        Block(role="facts", heading="Ring", rows=_labelled(call.numbers)),
        Block(role="facts", heading="Time limits", rows=_labelled(_limits(call))),
        Block(role="facts", heading="What they will ask", rows=facts),
        Block(role="facts", heading="Write down", rows=_labelled([(n, _LINE) for n in BY_HAND])),
    )
    return Letter(
        id=call.id,
        version=1,
        kind="call_sheet",
        recipient=Recipient(id="caller", name="whoever rings"),
        dated=call.dated,
        blocks=tuple(block for block in blocks if block.rows),
        footer=named,
        marking=heads["marking"],
        notice="" if call.approved else heads["not_approved"],
    )


def _rows(*texts: str) -> tuple[Row, ...]:
    return tuple(Row(text=text) for text in texts if text)


def _labelled(pairs: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(label=label, text=text) for label, text in pairs)


def _who(record: Record) -> tuple[Row, ...]:
    who = record.identity
    if who is None:
        return ()
    number = ident.nhs_grouped(who.nhs_number) or ident.NOT_KNOWN
    born = ident.clinical_date(who.born)
    return (Row(text=ident.full_name(who)), *_labelled([("Born", born), ("NHS No.", number)]))


def _limits(call: Call) -> list[tuple[str, str]]:
    found = []
    for name, act_by, closes in call.limits:
        until = ""
        if closes is not None and closes > act_by:
            until = f"; may still be possible until {clinical_moment(closes)}"
        found.append((name, f"Act by {clinical_moment(act_by)}{until}"))
    return found


def _fact(item: Item, answer: Answer | None, at: datetime) -> Row:
    """One fact as the person on the phone hears it, with the hours since."""
    if answer is None:
        return Row(label=item.label, text=OPEN, origin=(f"item:{item.id}",))
    field = Field(item=item.id, part="findings", form="plain", words=True, said={_DAY: ""})
    timed = answer.when.known or _DAY in answer.codes
    said = wording.worded(field, item, answer, timed=timed) or ident.NOT_KNOWN
    ago = wording.elapsed(answer.when, at) if answer.state is None else ""
    text = ". ".join(part for part in (said[:1].upper() + said[1:], ago) if part)
    return Row(label=item.label, text=text, origin=(f"item:{item.id}",))
