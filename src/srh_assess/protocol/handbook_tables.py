"""The chapters of the handbook that hold the tables beside the questions, row by row."""

from __future__ import annotations

from srh_assess.protocol import handbook_cases
from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, fact, facts, sourced
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.plain import Line, in_words, named
from srh_assess.protocol.tables import (
    Instrument,
    Medicine,
    Method,
    Note,
    Screening,
    Span,
    TestWindow,
)  # fmt: skip


def chapters(protocol: Protocol) -> tuple[Chapter, ...]:
    """One chapter for each table that has rows."""
    held = protocol.tables
    found = (
        Chapter(
            id="notes",
            title="What sources say",
            intro=("Each stands as it is. None is weighed against another or against her method.",),
            entries=tuple(_note(row, protocol) for row in held.notes.values()),
        ),
        Chapter(
            id="medicines",
            title="Medicines to choose from",
            entries=tuple(_medicine(row, protocol) for row in held.medicines.values()),
        ),
        Chapter(
            id="methods",
            title="Methods and when they are due",
            entries=tuple(_method(row, protocol) for row in held.methods.values()),
        ),
        Chapter(
            id="screening-rules",
            title="When screening and vaccines are due",
            intro=("The rules of a programme are read in this order.",),
            entries=tuple(_screening(row, protocol) for row in held.screening.values()),
        ),
        Chapter(
            id="tests",
            title="Tests, and when a result counts fully",
            entries=tuple(_test(row, protocol) for row in held.tests.values()),
        ),
        Chapter(
            id="instruments",
            title="Questionnaires scored elsewhere",
            intro=("Name, day and total can be entered. No wording is held.",),
            entries=tuple(_instrument(row, protocol) for row in held.instruments.values()),
        ),
    )
    return tuple(chapter for chapter in found if chapter.entries)


def span_words(span: Span | None) -> str:
    """``1 year``, ``13 weeks``; nothing where there is none."""
    if span is None:
        return ""
    parts = (("year", span.years), ("month", span.months), ("week", span.weeks), ("day", span.days))
    return " ".join(f"{count} {word}{'s' * (count != 1)}" for word, count in parts if count)


def _note(row: Note, protocol: Protocol) -> Entry:
    speaks_of = [m.name for m in protocol.tables.medicines.values() if row.id in m.notes]
    return Entry(
        id=f"note-{row.id}",
        title=row.title,
        facts=facts(
            fact("Id", row.id),
            fact("Of", ", ".join(speaks_of)),
            Fact("Shown when", in_words(row.shown_when, protocol) if row.shown_when else ()),
            fact("To the nurse", row.flag),
            fact("To the responsible clinician", row.prescriber),
            fact("A letter states", row.letter),
            fact("Counts after the last dose for", span_words(row.lasts)),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, f"note.{row.id}"),
    )


def _medicine(row: Medicine, protocol: Protocol) -> Entry:
    own = {o.code: o.label for item in protocol.items.values() if item.table for o in item.options}
    classes = ", ".join(own[code] for code in row.counts_as)
    notes = protocol.tables.notes
    return Entry(
        id=f"medicine-{row.code}",
        title=row.name,
        facts=facts(
            fact("Id", row.code),
            fact("Also found as", ", ".join(row.also)),
            fact("Counts as", classes),
            Fact("Notes", tuple(Line(f"{id}: {notes[id].title}") for id in row.notes)),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, f"medicine.{row.code}"),
    )


def _method(row: Method, protocol: Protocol) -> Entry:
    sooner = row.sooner
    until = f", up to {sooner.fitted_until}" if sooner and sooner.fitted_until else ""
    older = row.older
    return Entry(
        id=f"method-{row.id}",
        title=row.name,
        facts=facts(
            fact("Id", row.id),
            Fact("When", in_words(row.when, protocol)),
            fact("Works for", f"{span_words(row.lasts)} from the {row.event}" * bool(row.lasts)),
            fact("Late after", span_words(row.late)),
            fact("Sooner", f"{span_words(sooner.lasts)}{until}. {sooner.says}" if sooner else ""),
            fact("A letter says of it", sooner.letter if sooner else ""),
            fact(
                "By age",
                f"{row.event} at {older.fitted_at} or over, to {older.until_age}. {older.says}"
                if older
                else "",
            ),
            fact("Says", row.says),
            fact("Says when late", row.late_says),
            fact("A letter states", row.letter),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, f"method.{row.id}"),
    )


def _screening(row: Screening, protocol: Protocol) -> Entry:
    counts = f"{span_words(row.lasts)} from the time of " if row.counts_from else ""
    which = [
        f"tests from {row.test_from}" * bool(row.test_from),
        f"tests before {row.test_before}" * bool(row.test_before),
        f"at {row.age_from} or over" * bool(row.age_from),
        f"under {row.age_below}" * bool(row.age_below),
    ]
    return Entry(
        id=f"screening-{row.id}",
        title=f"{row.name}: {row.id}",
        facts=facts(
            Fact("When", in_words(row.when, protocol)),
            fact("Settles it as", row.fixed.replace("_", " ")),
            fact("Due", counts + named(protocol.items[row.counts_from]) if counts else ""),
            fact("Only", ", ".join(part for part in which if part)),
            fact("Due from the age of", span_words(row.born_due)),
            fact("Late from the age of", span_words(row.born_late)),
            fact("Late after the due day by", span_words(row.late)),
            fact("Says", row.says),
            fact("A letter states", row.letter),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, f"screening.{row.id}"),
    )


def _test(row: TestWindow, protocol: Protocol) -> Entry:
    items = protocol.items
    days = f"{row.days} days" if row.days else ""
    if row.days_setting:
        days = f"As the number “{protocol.settings[row.days_setting].what}”"
    return Entry(
        id=f"test-{row.id}",
        title=f"{row.infection}: {row.test}",
        facts=facts(
            fact("Id", row.id),
            fact("Sample", row.sample),
            fact("Offered", row.offer),
            Fact("Shown when", in_words(row.when, protocol)),
            fact("Counts fully after", days),
            Fact("Counted from", tuple(Line(named(items[id])) for id in row.counts_from)),
            fact("Again", row.again),
            fact("On the ward", row.on_ward),
            fact("A letter states", row.letter),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, f"test.{row.id}"),
    )


def _instrument(row: Instrument, protocol: Protocol) -> Entry:
    known = row.lowest is not None and row.highest is not None
    return Entry(
        id=f"instrument-{row.id}",
        title=row.name,
        facts=facts(
            fact("For", row.purpose),
            fact("Total", f"From {row.lowest:g} to {row.highest:g}" if known else "No plain range"),
            fact("Licence", row.licence),
            fact("What to do instead", row.instead),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, f"instrument.{row.id}"),
    )
