"""What is held about one stay, chapter by chapter, in words, with what was left out said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from srh_assess.assessment import identity as ident
from srh_assess.assessment.answers import Answer, Source
from srh_assess.assessment.disclosing import VoiceGiven
from srh_assess.assessment.facts import (
    AdmissionCorrected,
    Admitted,
    Answered,
    Entry,
    LetterMade,
    Undone,
)
from srh_assess.assessment.her_record import LookedThrough, PartGivenBack, PartWithheld
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.looking import beside
from srh_assess.assessment.record import Record
from srh_assess.letters import wording
from srh_assess.letters.template import Field
from srh_assess.protocol.model import Item
from srh_assess.rules import her_record as rules
from srh_assess.saying import counted
from srh_assess.workflow import entry_words, held_letters, timeline
from srh_assess.workflow.session import Session

if TYPE_CHECKING:
    from srh_assess.letters.her_record import Line, Part, Told, Whole
    from srh_assess.workflow.desk import Desk

_PLAIN = Field(part="findings", form="plain", words=True)
_LABELS = {
    "family": "Family name", "given": "Given name", "preferred": "Likes to be called",
    "born": "Date of birth", "nhs_number": "NHS number",
    "nhs_number_reason": "Why there is no NHS number", "local_id": "Hospital number",
    "gender": "Gender, in own words", "pronouns": "Pronouns", "admitted": "Admitted",
    "ward": "Ward", "room": "Room", "legal_status": "Legal status",
    "referral_ward": "Came from", "named_nurse": "Named nurse",
    "responsible_clinician": "Responsible clinician", "language": "Language",
    "ethnic": "Ethnic category",
    "interpreter": "Interpreter", "communication": "How to communicate",
    "staff_gender": "Staff asked for", "chaperone": "A chaperone",
    "infection_control": "Infection control",
}  # fmt: skip
_CHAPTERS = (
    "stay",
    "timing",
    "cannot_wait",
    "needs",
    "followup",
    "decisions",
    "sharing",
    "other",
    "talk",
)
_BY_STAFF = {
    Source.ASKED: "recorded by staff",
    Source.NOTES: "from the notes",
    Source.PAPER: "from a paper form",
    Source.CARER: "told by a carer",
    Source.HANDOVER: "from handover",
}
REVIEW = (LookedThrough, PartWithheld, PartGivenBack)
"""Told by their names alone: why something was left out could tell what it was."""
_CORRECTED = frozenset({"amended", "admission_corrected"})


def named(record: Record) -> str:
    """Her name as papers write it."""
    return ident.full_name(record.identity) if record.identity is not None else ident.NOT_KNOWN


def hidden(record: Record, entries: Iterable[Entry]) -> dict[str, str]:
    """What stands in the place of each entry that is left out. An entry that repeats what such
    an entry said (a step undone, an addendum to it) is left out with it."""
    _, words = rules.content()
    said: dict[str, str] = {}
    for one in record.for_her.withheld:
        ground = words.third_party if one.fact.why == "third_party" else words.serious_harm
        said[one.fact.entry] = f"Left out on {clinical_date(one.at)}: {ground}."
    for entry in entries:
        fact = entry.fact
        of = fact.before.entry if isinstance(fact, Undone) and fact.before else ""
        of = of or getattr(fact, "amends", "")
        if of in said and of:
            said[entry.id] = said[of]
    return said


def whole(desk: Desk, record: Record, entries: tuple[Entry, ...]) -> Whole:
    """All of it, in the order in which it is read."""
    from srh_assess.letters.her_record import Whole
    from srh_assess.workflow.given import mark_of

    _, words = rules.content()
    now, out = desk.clock.now(), hidden(record, entries)
    session = desk.session(record.admission, begin=False, duty="give_record")
    made = _Chapters(desk, session, record, entries, out)
    return Whole(
        title=words.title,
        name=named(record),
        made=clinical_moment(now),
        warning="" if rules.looked_through(record.for_her) else words.not_looked_through,
        mark=mark_of(desk),
        parts=tuple(made.every()),
    )


class _Chapters:
    """The chapters of one copy."""

    def __init__(
        self,
        desk: Desk,
        session: Session,
        record: Record,
        entries: tuple[Entry, ...],
        out: Mapping[str, str],
    ) -> None:
        self._desk, self._session, self._record = desk, session, record
        self._entries, self._out = entries, out
        self._names = {one: desk.name_of(one) for one in {e.author for e in entries}}
        self._moments = [timeline.moment(entry) for entry in entries]

    def every(self) -> Iterator[Part]:
        """In order."""
        from srh_assess.letters.her_record import Part

        _, words = rules.content()
        yield Part(id="about", title="What this is", sentences=words.intro)
        yield Part(id="statement", title="What you say is wrong", sentences=self._statements())
        yield Part(id="withheld", title="What was left out, and what you can do about it",
                   sentences=tuple(self._left_out()))  # fmt: skip
        yield Part(id="storage", title="Keeping this copy safe", sentences=words.storage)
        yield Part(id="identity", title="Who you are, as the ward has it", lines=self._who())
        yield from self._answers()
        yield Part(id="now", title="Your needs as they stand", lines=tuple(self._needs()))
        titles = timeline.groups()
        for group in _CHAPTERS:
            told = tuple(
                self._told(one)
                for one in self._moments
                if one.group == group and not self._above(one.entry)
            )
            yield _part(group, f"Every entry: {titles[group].lower()}", told, "There is none.")
        yield self._letters()
        yield self._corrected()
        yield _part("voice", "What you said outside the ward", tuple(self._voices()), "Nothing.")
        looks = tuple(self._looks())
        yield _part("opened", "Who opened your record", looks, "Nobody that is written down.")
        yield Part(id="wrote", title="Who wrote in your record", lines=tuple(self._who_wrote()))
        yield Part(id="elsewhere", title="What is not in here", sentences=(
            *words.elsewhere, *self._by_itself()))  # fmt: skip

    # ---- the chapters

    def _statements(self) -> tuple[str, ...]:
        said = self._record.for_her.statements
        told = tuple(f"{clinical_moment(one.at)}: \u201c{one.fact.words}\u201d" for one in said)
        return told or ("You have said nothing is wrong, so far.",)

    def _left_out(self) -> Iterator[str]:
        _, words = rules.content()
        count = len(self._out)
        entries = counted(count, "entry was", "entries were")
        yield (
            f"{entries} left out; each says so in its place, with the ground."
            if count
            else (words.nothing_withheld)
        )
        looked = self._record.for_her.looked
        if looked is not None:
            by = self._names.get(looked.author) or "A health professional"
            yield f"Looked through by {by} on {clinical_date(looked.at)}."
        yield from words.challenge

    def _who(self) -> tuple[Line, ...]:
        from srh_assess.letters.her_record import Line

        newest = [e for e in self._entries if isinstance(e.fact, Admitted | AdmissionCorrected)][-1]
        if newest.id in self._out:
            return (self._instead("Identity and stay", newest.id),)
        parts = (self._record.identity, self._record.stay)
        fields = ((name, getattr(part, name)) for part in parts if part for name in _LABELS
                  if hasattr(part, name))  # fmt: skip
        return tuple(
            Line(label=_LABELS[name], text=_field(value), entry=newest.id) for name, value in fields
        )

    def _answers(self) -> Iterator[Part]:
        from srh_assess.letters.her_record import Part

        protocol = self._session.protocol
        for section in protocol.sections:
            items = [item for item in protocol.items.values() if item.section == section.id]
            lines = tuple(self._answer(item) for item in items)
            name = f"Answers: {section.name}"
            yield Part(id=f"answers.{section.id}", title=name, lines=lines)

    def _answer(self, item: Item) -> Line:
        from srh_assess.letters.her_record import Line

        asking = self._session.findings.asking
        answer = self._record.answers.get(item.id)
        if answer is None:
            why = asking.not_asked.get(item.id, "")
            text = f"Not asked: {why.removeprefix('Not asked: ')}" if why else "Not reached yet"
            return Line(label=item.label, text=text, state="not_asked" if why else "not_reached")
        if answer.entry in self._out:
            return self._instead(item.label, answer.entry)
        aside = item.id in asking.set_aside
        text = _answered(item, answer)
        return Line(
            label=item.label,
            text=f"Set aside, because another answer changed: {text}" if aside else text,
            state="set_aside" if aside else (answer.state.value if answer.state else "answered"),
            entry=answer.entry,
        )

    def _needs(self) -> Iterator[Line]:
        from srh_assess.letters.her_record import Line
        from srh_assess.workflow import needs

        for line in needs.lines(self._session):
            due = f"due {clinical_moment(line.due)}" if line.due else ""
            text = ", ".join(part for part in (line.state, line.owner, due) if part)
            yield Line(label=line.name, text=text)

    def _letters(self) -> Part:
        made = [entry for entry in self._entries if isinstance(entry.fact, LetterMade)]
        told = tuple(self._letter(entry) for entry in made)
        return _part("letters", "Letters, and what each said", told, "No letter was made.")

    def _letter(self, entry: Entry) -> Told:
        from srh_assess.letters.her_record import Line, Told

        said = "" if entry.id in self._out else held_letters.said(
            self._desk, self._entries, entry
        )  # fmt: skip
        return Told(
            number=entry.number,
            entry=entry.id,
            at=clinical_moment(entry.at),
            title=held_letters.title(self._session, entry),
            by=self._names[entry.author],
            withheld=self._out.get(entry.id, ""),
            lines=(Line(label="What it said", text=said, entry=entry.id),) if said else (),
        )

    def _voices(self) -> Iterator[Told]:
        """Her own words, or those of somebody she chose, in files of their own that name this
        stay. What was done about them stands with the role that handles them."""
        for file in self._desk.holding("voice", duty="give_record"):
            for entry in self._desk.entries(file, duty="give_record"):
                fact = entry.fact
                hers = isinstance(fact, VoiceGiven) and fact.by != "staff"
                if hers and getattr(fact, "about", "") == self._record.admission:
                    yield self._told(timeline.moment(entry))

    def _corrected(self) -> Part:
        told = tuple(
            self._told(one)
            for one in self._moments
            if str(one.entry.fact.__struct_config__.tag) in _CORRECTED
        )
        return _part("corrected", "What was put right afterwards", told, "Nothing was.")

    def _looks(self) -> Iterator[Told]:
        """Every opening, at most once for each sign-in and way in, and each reason given."""
        for entry in self._desk.entries(beside(self._record.admission), duty="give_record"):
            yield self._told(timeline.moment(entry))

    def _who_wrote(self) -> Iterator[Line]:
        from srh_assess.letters.her_record import Line

        for author, name in self._names.items():
            wrote = [entry.at for entry in self._entries if entry.author == author]
            often = counted(len(wrote), "entry", "entries")
            text = f"{often}, first {clinical_moment(wrote[0])}, last {clinical_moment(wrote[-1])}"
            yield Line(label=name or "An account that is no longer here", text=text)

    def _by_itself(self) -> Iterator[str]:
        noted = sum(one.group == timeline.PROGRAM for one in self._moments)
        if not noted:
            return
        many = counted(noted, "entry", "entries")
        yield (
            f"{many} that the program made for itself (which page was reached, what the rules"
            f" found) stand{'s' if noted == 1 else ''} in the structured file only."
        )

    # ---- one entry

    def _above(self, entry: Entry) -> bool:
        """Whether it is an answer that still stands, and so stands above, whole."""
        fact = entry.fact
        if not isinstance(fact, Answered):
            return False
        standing = self._record.answers.get(fact.item)
        return standing is not None and standing.entry == entry.id

    def _told(self, moment: timeline.Moment) -> Told:
        from srh_assess.letters.her_record import Line, Told

        entry, out = moment.entry, self._out.get(moment.entry.id, "")
        silent = bool(out) or isinstance(entry.fact, REVIEW)
        details = () if silent else entry_words.details(entry.fact, self._session.protocol)
        return Told(
            number=entry.number,
            entry=entry.id,
            at=clinical_moment(entry.at),
            title=moment.title,
            by=self._names.get(entry.author) or self._desk.name_of(entry.author),
            withheld=out,
            lines=tuple(Line(label=label, text=text, entry=entry.id) for label, text in details),
        )

    def _instead(self, label: str, entry: str) -> Line:
        from srh_assess.letters.her_record import Line

        return Line(label=label, text=self._out[entry], state="withheld", entry=entry)


def _part(id: str, title: str, told: tuple[Told, ...], none: str) -> Part:
    from srh_assess.letters.her_record import Part

    return Part(id=id, title=title, told=told, sentences=() if told else (none,))


def _field(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return clinical_moment(value)
    if isinstance(value, date):
        return clinical_date(value)
    return str(value) if value else wording.NOT_RECORDED


def _answered(item: Item, answer: Answer) -> str:
    """An answer in words, with where it came from and any note; a silence is named."""
    silent = "" if answer.state is None else wording.STATES[answer.state]
    said = wording.worded(_PLAIN, item, answer) or silent
    if answer.state is not None and answer.words:
        said = f"{said}: {answer.words}"
    source = (
        "you told us"
        if answer.source is Source.ASKED and not item.staff
        else _BY_STAFF[answer.source]
    )
    return f"{said} ({source}, {clinical_date(answer.taken)})"
