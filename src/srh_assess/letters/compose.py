"""A letter to a professional, from agreed content only, in the fixed order of the skeleton.

Receives nothing that was not ticked. What the letter says of the sharing itself (that she
agrees, that something was left out) is in the standing sentences of ``skeleton.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.facts import CapacityFound
from srh_assess.assessment.identity import age_text, clinical_date, clinical_moment, patient_date
from srh_assess.clock import LONDON, local
from srh_assess.letters.content import INFORMATION, Agreed, Line, capital
from srh_assess.letters.letter import Block, Letter, Recipient, Row, Sender
from srh_assess.letters.wording import NOT_RECORDED

_SOON = frozenset({"S", "48", "7"})
_MANY = 3
_NAMED = 2
"""Of more than ``_MANY`` requests, so many stand in the sentence at the top: those due first."""
_REASONS = 3
"""Sentences under *Why now* (letters specification A1)."""
_SOONEST = ("E", "S", "48", "7", "R", "")
FINDING, SHARE = "finding", "share"
"""What the lines about deciding and agreeing come from."""
_FOOTER = (("born", "Born"), ("nhs_number", "NHS\u00a0No."))


class Occasion(Struct, frozen=True, kw_only=True):
    """What surrounds the content of one letter.

    ``id`` is the letter's reference (never an NHS number). ``dated`` is the day she is asked
    about it. ``finding`` is the capacity finding for sharing this letter. ``ground``: why it
    goes without her agreement; empty while she agrees. ``own_copy``: she gets a copy.
    ``receiver``: who takes over, in a handover. ``approved``: a lead has approved the clinical
    content.
    """

    id: str
    version: int = 1
    dated: date
    sender: Sender
    recipient: Recipient
    finding: CapacityFound | None = None
    ground: str = ""
    signed_at: datetime | None = None
    own_copy: bool = True
    receiver: tuple[Row, ...] = ()
    approved: bool = False


class Words:
    """The standing sentences with the names of this letter put in."""

    def __init__(self, content: Agreed, occasion: Occasion) -> None:
        self._says = content.template.says
        self._names = {
            "name": content.name,
            "Name": capital(content.name),
            "reader": occasion.recipient.name,
        }

    def __call__(self, key: str, **values: str) -> str:
        """One standing sentence."""
        return self._says[key].format(**self._names, **values)

    def telephone(self, number: str) -> str:
        """How to ring, or nothing where the unit has no number."""
        return self("telephone", phone=number) if number.strip() else ""


def compose(content: Agreed, occasion: Occasion) -> Letter:
    """The letter. With no ticks it says only that nothing about her is in it yet."""
    say = Words(content, occasion)
    blocks = list(_head(content, occasion, say))
    if content.ticks:
        blocks += [_identity(content, occasion, say), _request(content, occasion, say)]
        blocks += _body(content, occasion, say)
    else:
        blocks.append(Block(role="empty", rows=rows(say("nothing")), boxed=True))
    blocks += _tail(content, occasion, say)
    return Letter(
        id=occasion.id,
        version=occasion.version,
        kind="letter",
        recipient=occasion.recipient,
        dated=occasion.dated,
        blocks=tuple(block for block in blocks if block.rows),
        footer=footer(content),
        marking=say("marking"),
        notice="" if occasion.approved else say("not_approved"),
    )


def rows(*texts: str) -> tuple[Row, ...]:
    """Plain rows; empty texts make none."""
    return tuple(Row(text=text) for text in texts if text)


def footer(content: Agreed) -> str:
    """Who the page is about, small, on every page; empty where she is not named."""
    known = content.identity
    rest = (f"{label}\u00a0{known[key]}" for key, label in _FOOTER if key in known)
    return "\u00a0\u00a0 ".join([known["name"], *rest]) if "name" in known else ""


def sender(content: Agreed, occasion: Occasion, say: Words) -> Block:
    """Trust, return address and telephone; the ward only where she agreed to it. Without a
    number there is a line to write one on: no reader is left without a way to ring back."""
    who = occasion.sender
    ward = who.ward if content.inpatient else ""
    telephone = say.telephone(who.phone) or say("telephone_by_hand")
    return Block(role="sender", rows=rows(who.trust, ward, *who.address, telephone, who.mailbox))


def _head(content: Agreed, occasion: Occasion, say: Words) -> tuple[Block, ...]:
    dated = patient_date(occasion.dated)
    return (
        sender(content, occasion, say),
        Block(role="addressee", rows=rows(*occasion.recipient.window)),
        Block(role="reference", rows=rows(dated, say("reference", reference=occasion.id))),
        Block(role="urgency", rows=rows(_urgency(content, say)), bold=True),
        Block(role="marking", rows=rows(say("marking"))),
    )


def _first_due(asks: Sequence[Line]) -> str:
    """The earliest day anything is asked for by, written out, in an emergency with the hour;
    empty when nothing has one."""
    due = [(ask.due, ask.urgency) for ask in asks if ask.due is not None]
    if not due:
        return ""
    first, urgency = min(due)
    return f"{patient_date(first)}, {local(first):%H:%M}" if urgency == "E" else patient_date(first)


def _by(due: datetime, urgency: str) -> str:
    """The day something is due; in an emergency with the hour."""
    return clinical_moment(due) if urgency == "E" else clinical_date(due)


def _urgency(content: Agreed, say: Words) -> str:
    """The urgency of the most urgent thing asked; nothing when nothing is asked."""
    asks = _asked(content)
    urgencies = {ask.urgency for ask in asks}
    if "E" in urgencies:
        rung = say("emergency_rung" if content.part("rung") else "emergency")
        return _dated(say, rung, _first_due([ask for ask in asks if ask.urgency == "E"]))
    if urgencies & _SOON:
        day = _first_due([ask for ask in asks if ask.urgency in _SOON])
        return say("urgent", date=day) if day else say("urgent_undated")
    return _dated(say, say("routine"), _first_due(asks)) if asks else ""


def _dated(say: Words, words: str, day: str) -> str:
    """How soon, and by when where a day is known."""
    return say("dated", words=words, date=day) if day else words


def _identity(content: Agreed, occasion: Occasion, say: Words) -> Block:
    known = content.identity
    if not content.named:
        return Block(role="identity", rows=rows(say("unnamed")), boxed=True)
    labels = {"name": "", "preferred": "Preferred name", "pronouns": "Pronouns", "born": "Born",
              "nhs_number": "NHS No."}  # fmt: skip
    texts = dict(known)
    if content.born is not None and "born" in known:
        noon = datetime.combine(occasion.dated, time(12), LONDON)
        texts["born"] = f"{known['born']} ({age_text(content.born, noon)})"
    shown = tuple(
        Row(label=label, text=texts[key], origin=(f"identity:{key}",), box="identity")
        for key, label in labels.items()
        if key in texts
    )
    return Block(role="identity", rows=shown, boxed=True)


def _request(content: Agreed, occasion: Occasion, say: Words) -> Block:
    """What is asked, of whom and by when, and that she agrees, in one bold sentence before all
    else. Without her agreement: why it goes."""
    asks = _asked(content)
    origin = tuple(o for ask in asks for o in ask.origin)
    if occasion.ground:
        text = say("without", ground=occasion.ground)
        return Block(role="request", rows=(Row(text=text, origin=origin),), bold=True)
    text = say("no_request")
    if asks:
        what, day = _listed(asks), _first_due(asks)
        if len(asks) > _MANY:
            first = _soonest(asks)
            others = str(len(asks) - len(first))
            what = say("request_many", first=_listed(first), count=others)
        text = say("request_by" if day else "request", asks=what, date=day)
    return Block(role="request", rows=(Row(text=text, origin=origin),), bold=True)


def _asked(content: Agreed) -> tuple[Line, ...]:
    """What is asked, each thing once: needs that ask the same have the earliest day of them."""
    found: dict[str, Line] = {}
    for ask in content.part("ask"):
        before = found.get(ask.text)
        found[ask.text] = ask if before is None else _both(before, ask)
    return tuple(found.values())


def _both(one: Line, other: Line) -> Line:
    """Two lines that ask the same, as one."""
    due = min((line.due for line in (one, other) if line.due is not None), default=None)
    urgency = min(one.urgency, other.urgency, key=_SOONEST.index)
    return replace(one, due=due, urgency=urgency, origin=(*one.origin, *other.origin))


def _soonest(asks: Sequence[Line]) -> Sequence[Line]:
    """Those due first, as many as a sentence takes."""
    due = [ask.due for ask in asks if ask.due is not None]
    first = [ask for ask in asks if not due or ask.due == min(due)]
    return first[:_NAMED]


def _listed(asks: Sequence[Line]) -> str:
    """The requests as one list; those with a comma inside are parted by semicolons."""
    texts = [ask.text for ask in asks]
    apart = "; " if any("," in text for text in texts) and len(texts) > 2 else ", "
    return texts[0] if len(texts) == 1 else f"{apart.join(texts[:-1])} and {texts[-1]}"


def _body(content: Agreed, occasion: Occasion, say: Words) -> Iterable[Block]:
    why, also = _reasons(content.part("why"))
    found = (*also, *content.part("findings"))
    yield Block(role="section", heading=say("why"), rows=_facts(why))
    yield Block(role="facts", heading=say("findings"), rows=_facts(found))
    yield Block(role="facts", heading=say("medicines"), rows=_medicines(content, say))
    yield Block(role="facts", heading=say("pregnancy"), rows=_facts(content.part("pregnancy")))
    yield Block(role="facts", heading=say("capacity"), rows=_capacity(content, occasion, say))
    yield Block(role="facts", heading=say("practical"), rows=_facts(content.part("practical")))
    yield Block(role="list", heading=say("done"), rows=_steps(content, say))
    yield Block(role="list", heading=say("asked"), rows=_asks(content, say))
    if occasion.receiver:
        yield Block(role="facts", heading=say("receiver"), rows=occasion.receiver)
    absent = say("information_kept") if INFORMATION in content.kept_out else NOT_RECORDED
    given = _facts(content.part(INFORMATION)) or rows(absent)
    yield Block(role="section", heading=say("information"), rows=given)


def _reasons(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The most urgent reasons in three sentences, and the rest, with her own words: that stands
    first under what was found, so that nothing she agreed to is lost."""
    plain = [line for line in lines if not line.label]
    chosen: list[Line] = []
    for line in sorted(plain, key=lambda line: _SOONEST.index(line.urgency)):
        if sum(_sentences(one.text) for one in (*chosen, line)) <= _REASONS:
            chosen.append(line)
    rest = [line for line in lines if line not in chosen]
    return [line for line in lines if line in chosen], sorted(
        rest, key=lambda line: line.label != ""
    )


def _sentences(text: str) -> int:
    return 1 + sum(text.count(end) for end in (". ", "! ", "? "))


def _medicines(content: Agreed, say: Words) -> tuple[Row, ...]:
    """What bears on medicines. A letter that could say it says when it does not."""
    could = any(f.part == "medicines" for box in content.template.box for f in box.field)
    kept_out = Row(label=say("medicines"), text=say("not_shared_medicines"))
    return _facts(content.part("medicines")) or ((kept_out,) if could else ())


def _facts(lines: Iterable[Line]) -> tuple[Row, ...]:
    """A row a line; what says the same words under the same label is said once."""
    found: dict[tuple[str, str], Row] = {}
    for line in lines:
        before = found.get((line.label, line.text))
        origin = (*(before.origin if before is not None else ()), *line.origin)
        box = before.box if before is not None else line.box
        found[line.label, line.text] = Row(label=line.label, text=line.text, origin=origin, box=box)
    return tuple(found.values())


def _capacity(content: Agreed, occasion: Occasion, say: Words) -> tuple[Row, ...]:
    """The outcome for this letter and this day only; how it was found stays in the record."""
    if occasion.ground:
        return (Row(label=say("agreed"), text=say("not_agreed")),)
    day = clinical_date(occasion.dated)
    outcome = NOT_RECORDED
    finding: tuple[str, ...] = ()
    if occasion.finding is not None:
        found = occasion.finding.outcome
        outcome = say("able_found" if found == "able" else found, date=day)
        finding = (f"{FINDING}:{occasion.finding.finding}",)
    agreed = say("agreed_to") + (f" {say('limited')}" if content.limited else "")
    return (
        Row(label=say("able"), text=outcome, origin=finding),
        Row(label=say("agreed"), text=agreed, origin=(f"{SHARE}:",)),
    )


def _steps(content: Agreed, say: Words) -> tuple[Row, ...]:
    """What was done and what the ward will do, each with its owner and date as known."""
    found = []
    for line in content.part("rung", "step", "day"):
        if line.part == "day":
            found.append(Row(text=line.text, origin=line.origin, box=line.box))
            continue
        owner = line.owner or say("no_owner")
        if line.part == "rung" and line.due is not None:
            text, who = say("rung", date=clinical_moment(line.due)), owner
        else:
            due = f"by {_by(line.due, line.urgency)}" if line.due else say("no_date")
            text, who = line.text, f"{owner}, {due}"
        found.append(Row(text=_stop(text, who), origin=line.origin, box=line.box))
    return tuple({row.text: row for row in found}.values())


def _asks(content: Agreed, say: Words) -> tuple[Row, ...]:
    return tuple(
        Row(
            text=_stop(
                capital(line.text.removeprefix("to ")),
                say("asked_by", date=_by(line.due, line.urgency))
                if line.due
                else say("asked_undated"),
            ),
            origin=line.origin,
            box=line.box,
        )
        for line in _asked(content)
    )


def _stop(text: str, who: str) -> str:
    """An action and who sees to it, as two short sentences."""
    text = text if text.endswith((".", "!", "?")) else f"{text}."
    return f"{text} {who}." if who else text


def _tail(content: Agreed, occasion: Occasion, say: Words) -> tuple[Block, ...]:
    who = occasion.sender
    signed = say("signed", date=clinical_moment(occasion.signed_at)) if occasion.signed_at else ""
    name = ", ".join(part for part in (who.clinician, who.role, who.registration) if part)
    telephone = say.telephone(who.phone)
    copies = say("copies_hers" if occasion.own_copy else "copies_none")
    return (
        Block(role="signature", rows=rows(name, signed, telephone, say("support"))),
        Block(role="copies", rows=(Row(label=say("copies"), text=copies),)),
    )
