"""What each box would add to a letter, and what the ticks let in. Pure.

Only what a template's boxes name can be reached; only boxes that are ticked pass. An answer
that she declined, or that nobody asked for, is content like any other and needs the tick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import identity as ident
from srh_assess.assessment.answers import Answer
from srh_assess.assessment.record import Need, Record
from srh_assess.letters import cited, onward, plain, wording
from srh_assess.letters.template import INPATIENT, BoxRule, Field, Part, Suggestion, Template
from srh_assess.protocol import spoken
from srh_assess.protocol.model import Protocol

NOTHING: Mapping[str, str] = MappingProxyType({})
UNNAMED = "the patient"
IDENTITY = "identity"
DISAGREES = "disagrees"
INFORMATION = "information"
_YES_NO: Mapping[bool | None, str] = {True: "Yes", False: "No", None: ""}


class Line(Struct, frozen=True, kw_only=True):
    """One line of a letter, with what it came from (``item:C01``, ``need:N10``, ...).

    ``text`` with a ``label`` reads as *label: value*; without one it is a sentence. ``ask``
    and ``step`` lines carry their owner and due time; ``urgency`` is the need's own.
    """

    box: str
    part: Part | str
    text: str
    label: str = ""
    origin: tuple[str, ...] = ()
    due: datetime | None = None
    owner: str = ""
    urgency: str = ""

    @property
    def whole(self) -> str:
        """Label and value as one text, as the sharing page shows it."""
        return f"{self.label}: {self.text}" if self.label else self.text


class Box(Struct, frozen=True, kw_only=True):
    """One box of the sharing page with exactly the lines its tick would add."""

    id: str
    label: str
    suggestion: Suggestion
    stands_alone: bool
    lines: tuple[Line, ...]

    @property
    def empty(self) -> bool:
        """Whether a tick would add nothing: the page says so beside the box."""
        return not self.lines


class Agreed(Struct, frozen=True, kw_only=True):
    """What may stand in the letter: ticked lines, and no trace of the others.

    ``limited`` says only *that* something was left out, never what.
    """

    template: Template
    ticks: tuple[str, ...]
    name: str
    identity: Mapping[str, str]
    born: date | None
    lines: tuple[Line, ...]
    limited: bool
    kept_out: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether the reader may know who she is."""
        return IDENTITY in self.ticks

    @property
    def inpatient(self) -> bool:
        """Whether the reader may know that she is on a ward; a reader on the ward knows."""
        return INPATIENT in self.ticks or self.template.inside

    def part(self, *parts: str) -> tuple[Line, ...]:
        """The lines of some parts, in the template's order."""
        return tuple(line for line in self.lines if line.part in parts)


def capital(text: str) -> str:
    """The text with a capital at its start, everything else as it was."""
    return text[:1].upper() + text[1:]


class _Source(Struct, frozen=True):
    """Everything a field may be asked of, beside the template."""

    record: Record
    visible: Mapping[str, Answer]
    protocol: Protocol
    skipped: Mapping[str, str]
    name: str
    hers: bool
    destination: str
    at: datetime | None
    tables: tuple[cited.Cited, ...]
    onward: Mapping[str, str] | None

    def say(self, words: str, answer: str = "") -> str:
        """The template's words with her name, or with what stands for it, put in."""
        return words.format(name=self.name, Name=capital(self.name), answer=answer)


def boxes(
    template: Template,
    record: Record,
    visible: Mapping[str, Answer],
    protocol: Protocol,
    skipped: Mapping[str, str] = NOTHING,
    at: datetime | None = None,
    tables: tuple[cited.Cited, ...] = (),
) -> tuple[Box, ...]:
    """Every box with the lines it would add. Nothing is ticked here, nothing is hidden.

    ``visible`` are the answers that count now; ``skipped`` the items that a rule hides (they
    are neither asked nor missing, so they make no line). ``at`` is the moment that hours are
    counted to, in a letter that counts them; ``tables`` what the reference tables say of her.
    """
    told = (at, tables)
    source = _source(template, record, visible, protocol, skipped, named=True, told=told)
    return tuple(_made(template, source))


def agreed(
    template: Template,
    ticks: Collection[str],
    record: Record,
    visible: Mapping[str, Answer],
    protocol: Protocol,
    skipped: Mapping[str, str] = NOTHING,
    at: datetime | None = None,
    tables: tuple[cited.Cited, ...] = (),
) -> Agreed:
    """The content of the ticked boxes and nothing else. Unknown ticks tick nothing."""
    named = IDENTITY in ticks
    told = (at, tables)
    source = _source(template, record, visible, protocol, skipped, named=named, told=told)
    made = tuple(_made(template, source))
    lines = tuple(line for box in made if box.id in ticks for line in box.lines)
    kept_out = frozenset(box.id for box in made if box.id not in ticks and box.lines)
    return Agreed(
        template=template,
        ticks=tuple(box.id for box in made if box.id in ticks),
        name=source.name,
        identity={line.origin[0].partition(":")[2]: line.text for line in lines
                  if line.part == "identity"},
        born=record.identity.born if record.identity and named else None,
        lines=tuple(line for line in lines if line.part != "identity"),
        limited=bool(kept_out - {INFORMATION}),
        kept_out=kept_out,
    )  # fmt: skip


def _source(
    template: Template,
    record: Record,
    visible: Mapping[str, Answer],
    protocol: Protocol,
    skipped: Mapping[str, str],
    *,
    named: bool,
    told: tuple[datetime | None, tuple[cited.Cited, ...]],
) -> _Source:
    name = ident.called(record.identity) if record.identity and named else UNNAMED
    hers = template.kind == "her_copy"
    at = told[0] if template.hours else None
    reader = template.destination
    says = template.says if template.onward else None
    tables = spoken.told(told[1], name)
    return _Source(record, visible, protocol, skipped, name, hers, reader, at, tables, says)


def _made(template: Template, source: _Source) -> Iterator[Box]:
    """The template's boxes; behind them, in a letter to somebody else, what she was told or given
    and what she says is wrong in her record: each goes along only with its own tick."""
    yield from (_box(rule, source) for rule in template.box)
    if template.informs and template.kind == "letter":
        yield _told_or_given(template, source)
    said = source.record.for_her.statements
    if said and template.kind == "letter":
        label = source.say("What {name} says is wrong in the record")
        lines = tuple(
            Line(
                box=DISAGREES,
                part="findings",
                label=label,
                text=f"“{one.fact.words}”",
                origin=(f"statement:{one.fact.statement}",),
            )
            for one in said
        )
        yield Box(id=DISAGREES, label=label, suggestion="", stands_alone=True, lines=lines)


def _told_or_given(template: Template, source: _Source) -> Box:
    """What she was told or given about this letter; empty while nothing is written down."""
    kept = source.record.informed.get(template.id)
    words = kept.fact.words.splitlines() if kept is not None else ()
    origin = (f"{INFORMATION}:{template.id}",)
    return Box(
        id=INFORMATION,
        label=source.say("What {name} was told or given"),
        suggestion="suggested",
        stands_alone=True,
        lines=tuple(
            Line(box=INFORMATION, part=INFORMATION, text=line, origin=origin) for line in words
        ),
    )


def _box(rule: BoxRule, source: _Source) -> Box:
    reach = frozenset(field.item for field in rule.field)
    lines = tuple(
        replace(line, box=rule.id) for field in rule.field for line in _lines(field, source, reach)
    )
    return Box(
        id=rule.id,
        label=source.say(rule.label),
        suggestion=rule.suggestion,
        stands_alone=rule.stands_alone,
        lines=lines,
    )


def _lines(field: Field, source: _Source, reach: frozenset[str]) -> tuple[Line, ...]:
    if field.cited:
        return tuple(_cited_lines(field, source, reach))
    if field.item:
        return _item_lines(field, source, reach)
    if field.need:
        return _need_lines(field, source)
    return _identity_lines(field, source) if field.identity else _stay_lines(field, source)


def _line(field: Field, source: _Source, origin: str, text: str) -> Line:
    """A line in the template's words: its sentence if it has one, else label and answer."""
    if field.sentence:
        text = source.say(field.sentence, answer=text)
    label = "" if field.sentence else source.say(field.label)
    return Line(box="", part=field.part, label=label, text=text, origin=(origin,))


def _cited_lines(field: Field, source: _Source, reach: frozenset[str]) -> Iterator[Line]:
    """One line a row; it came from the row and from the answers that the row rests on."""
    for row, label, text in cited.rows(field, source.tables, reach):
        origin = (f"cited:{row.row}", *(f"item:{item}" for item in row.because))
        yield Line(box="", part=field.part, label=label, text=text, origin=origin)


def _item_lines(field: Field, source: _Source, reach: frozenset[str]) -> tuple[Line, ...]:
    item = spoken.answers(source.protocol, field.item, source.name)
    answer = source.visible.get(field.item)
    origin = f"item:{field.item}"
    if field.item in source.skipped:
        return ()
    other = source.visible.get(field.time_in) if field.time_in in reach else None
    timed = not _same_time(answer, other)
    if source.hers:
        sentence = plain.said(field, item, answer, timed=timed)
        return (Line(box="", part=field.part, text=sentence, origin=(origin,)),) if sentence else ()
    said = wording.worded(field, item, answer, timed=timed)
    if said and field.elapsed and source.at is not None and answer is not None:
        ago = wording.elapsed(answer.when, source.at)
        said = f"{said}. That is {ago}" if ago else said
    return (_line(field, source, origin, said),) if said else ()


def _same_time(answer: Answer | None, other: Answer | None) -> bool:
    """Whether the other line tells this answer's time: it is the same there, or known only
    there."""
    if answer is None or other is None or other.state is not None:
        return False
    return answer.when == other.when or not answer.when.known


def _need_lines(field: Field, source: _Source) -> tuple[Line, ...]:
    if source.onward is not None:
        return tuple(_onward_lines(field, source, source.onward))
    need = source.record.needs.get(field.need)
    if need is None or need.decided is None or need.decided.state != "confirmed":
        return ()
    plan = need.plan
    if plan is not None and plan.wants in {"no", "later"}:
        return ()
    base = Line(
        box="",
        part=field.part,
        text=source.say(field.sentence),
        origin=(f"need:{field.need}",),
        due=_due(need, source.record),
        owner=plan.owner if plan else "",
        urgency=source.protocol.needs[field.need].urgency,
    )
    found = [base] if field.sentence else []
    if field.ask:
        found.append(replace(base, part="ask", text=source.say(field.ask)))
    if plan is not None and field.words and plan.words:
        label = source.say(field.label)
        found.append(replace(base, label=label, text=f"“{plan.words}”", due=None))
    if field.step:
        found.extend(_rung(base, field.need, source))
        if plan is not None and plan.step:
            found.append(replace(base, part="step", text=source.say(field.step)))
    return tuple(found)


def _onward_lines(field: Field, source: _Source, says: Mapping[str, str]) -> Iterator[Line]:
    """An open need as a handover tells of it: why, what is asked, and its days."""
    held = onward.open_need(source.record, field.need)
    if held is None:
        return
    base = Line(
        box="",
        part=field.part,
        text=source.say(field.sentence),
        origin=(f"need:{field.need}",),
        due=held.due,
        urgency=onward.urgency(held, source.protocol.needs[field.need].urgency),
    )
    if field.sentence:
        yield base
    if field.ask:
        yield replace(base, part="ask", text=source.say(field.ask))
    for text in onward.days(source.protocol, source.record, says, field.need):
        yield replace(base, part="day", text=source.say(text))


def _rung(base: Line, need: str, source: _Source) -> Iterator[Line]:
    """Calls already made to this reader about this need. What the clock is called stays out:
    it may belong to a box of its own."""
    for act in source.record.acts:
        clock = source.protocol.clocks.get(act.fact.clock)
        if act.fact.act != "rung" or clock is None:
            continue
        if need in clock.needs and source.destination in clock.destinations:
            yield replace(base, part="rung", text="", due=act.at, owner=act.fact.by)


def _due(need: Need, record: Record) -> datetime | None:
    """When help is due: as planned, else as the rules gave it."""
    if need.plan is not None and need.plan.due is not None:
        return need.plan.due
    found = record.findings.needs if record.findings else ()
    return next((f.due for f in found if f.id == need.id), None)


def _identity_lines(field: Field, source: _Source) -> tuple[Line, ...]:
    who = source.record.identity
    if who is None:
        return ()
    texts = {
        "name": ident.full_name(who),
        "preferred": who.preferred,
        "born": ident.clinical_date(who.born),
        "nhs_number": ident.nhs_grouped(who.nhs_number) or ident.NOT_KNOWN,
        "gender": who.gender,
        "pronouns": who.pronouns,
    }
    key = field.identity or ""
    return (_line(field, source, f"identity:{key}", texts[key]),) if texts[key] else ()


def _stay_lines(field: Field, source: _Source) -> tuple[Line, ...]:
    stay = source.record.stay
    held: str | bool | None = getattr(stay, field.stay or "", "")
    changes = source.record.legal.changes
    if field.stay == "legal_status" and held and changes:
        held = f"{held}, since {ident.clinical_date(changes[-1].on)}"
    text = held if isinstance(held, str) else _YES_NO[held]
    return (_line(field, source, f"stay:{field.stay}", text),) if text else ()
