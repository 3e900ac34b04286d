"""Her own copy: a letter of its own, written to her, never the clinic's letter renamed.

Second person, short sentences, in the order of the letters specification A3. What she would
not have on paper is not on it; somebody looks for other people's names and for harm before
it prints (``Printing.checked``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from srh_assess.assessment.identity import patient_date
from srh_assess.letters.compose import Occasion, Words, footer, rows, sender
from srh_assess.letters.content import INFORMATION, Agreed, Box, Line
from srh_assess.letters.letter import Block, Letter, Row

_AT_ONCE = 4


class Reader(Struct, frozen=True, kw_only=True):
    """Someone who has a letter, or with ``soon`` is to get one, and the boxes that were left
    out of it at her wish. ``without``: she did not agree to it."""

    name: str
    left_out: tuple[str, ...] = ()
    soon: bool = False
    without: bool = False


def left_out(boxes: Iterable[Box], ticks: Collection[str]) -> tuple[str, ...]:
    """The boxes that would have said something and were not ticked. What she was told or given is
    nothing of hers that was kept back."""
    there = (box.id for box in boxes if box.lines and box.id != INFORMATION)
    return tuple(box for box in there if box not in ticks)


def compose(
    content: Agreed, occasion: Occasion, readers: tuple[Reader, ...] = (), *, held: bool = False
) -> Letter:
    """Her copy. ``held``: she asked us to keep the paper for her."""
    say = Words(content, occasion)
    greeting = say("dear") if content.named else say("hello")
    blocks = [sender(content, occasion, say), Block(role="greeting", rows=rows(greeting))]
    if content.ticks:
        blocks += _body(content, occasion, readers, say)
        blocks += _end(occasion, say, held=held)
    else:
        blocks.append(Block(role="empty", rows=rows(say("nothing")), boxed=True))
    return Letter(
        id=occasion.id,
        version=occasion.version,
        kind="her_copy",
        recipient=occasion.recipient,
        dated=occasion.dated,
        blocks=tuple(block for block in blocks if block.rows),
        footer=footer(content),
        notice="" if occasion.approved else say("not_approved"),
    )


def _body(
    content: Agreed, occasion: Occasion, readers: tuple[Reader, ...], say: Words
) -> Iterator[Block]:
    yield Block(role="text", rows=rows(say("intro", date=patient_date(occasion.dated))))
    yield Block(role="section", heading=say("topics"), rows=rows(*_talked(content, say)))
    yield Block(role="section", heading=say("found"), rows=_plain(content.part("found")))
    yield Block(role="section", heading=say("agreed"), rows=_plain(content.part("agreed")))
    yield Block(role="section", heading=say("next"), rows=_next(content, say))
    yield Block(
        role="section", heading=say("help"), rows=rows(say("help_soon"), say("help_999")), bold=True
    )
    yield Block(role="section", heading=say("who"), rows=rows(*_who(content, readers, say)))


def _talked(content: Agreed, say: Words) -> Iterator[str]:
    """Topics, not answers, four to a sentence."""
    boxes = {line.box for line in content.lines}
    topics = [rule.topic for rule in content.template.box if rule.id in boxes and rule.topic]
    for start in range(0, len(topics), _AT_ONCE):
        listed = _and(topics[start : start + _AT_ONCE])
        yield say("talked_also" if start else "talked", topics=listed)


def _and(words: list[str]) -> str:
    """One list. With an *and* inside one of them a comma stands before the last."""
    if len(words) == 1:
        return words[0]
    last = ", and" if any(" and " in word for word in words) else " and"
    return f"{', '.join(words[:-1])}{last} {words[-1]}"


def _plain(lines: Iterable[Line]) -> tuple[Row, ...]:
    return tuple(Row(text=line.text, origin=line.origin, box=line.box) for line in lines)


def _next(content: Agreed, say: Words) -> tuple[Row, ...]:
    """What happens, who sees to it and by when; then how she will hear."""
    found = []
    for line in content.part("ask"):
        day = patient_date(line.due) if line.due else ""
        if day:
            who = say("by_whom" if line.owner else "by_day", owner=line.owner, date=day)
        else:
            who = say("by_owner", owner=line.owner) if line.owner else ""
        text = f"{line.text} {who}".rstrip()
        found.append(Row(text=text, origin=line.origin, box=line.box))
    return (*found, *rows(say("hear"))) if found else ()


def _who(content: Agreed, readers: tuple[Reader, ...], say: Words) -> Iterator[str]:
    """Who has a letter, and what it leaves out: by name only what this paper speaks of too."""
    if not readers:
        yield say("who_none")
    topics = {rule.id: rule.topic for rule in content.template.box}
    for reader in readers:
        if reader.without:
            yield say("who_reader_without", clinic=reader.name)
            continue
        sentences = [say("who_reader_soon" if reader.soon else "who_reader", clinic=reader.name)]
        named = [topics[box] for box in reader.left_out if box in content.ticks and topics.get(box)]
        sentences += [
            say("left_out", topics=_and(named[start : start + _AT_ONCE]))
            for start in range(0, len(named), _AT_ONCE)
        ]
        if len(named) < len(reader.left_out):
            sentences.append(say("left_out_more"))
        yield " ".join(sentences)


def _end(occasion: Occasion, say: Words, *, held: bool) -> Iterator[Block]:
    choices = ("choices_mind", "choices_reason", "choices_correct", "held" if held else "kept")
    yield Block(role="section", heading=say("choices"), rows=rows(*map(say, choices)))
    who = occasion.sender
    contact = say("ask_for", clinician=who.clinician)
    contacts = rows(say.telephone(who.phone), contact)
    yield Block(role="section", heading=say("contact"), rows=contacts)
    signed = say("signed", clinician=who.clinician, role=who.role)
    yield Block(role="signature", rows=rows(signed))
