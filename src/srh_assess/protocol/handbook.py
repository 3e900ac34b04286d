"""The handbook that a clinician signs, as a tree of text: everything the protocol holds.

Pure: no layout, no markup. ``letters`` sets it on paper and in a browser; ``workflow`` compares
two of them to say what changed between two versions. Everything that can be disputed stands
with its source, how sure it is, and its dates; every rule with the very cases that test it.
"""

from __future__ import annotations

from datetime import date

from srh_assess.protocol import handbook_items, handbook_rules, handbook_tables
from srh_assess.protocol.handbook_tree import (
    Chapter,
    Entry,
    Fact,
    Handbook,
    fact,
    facts,
    sourced,
)  # fmt: skip
from srh_assess.protocol.model import (
    Care,
    Decision,
    Destination,
    Protocol,
    Saying,
    Setting,
    Supply,
    ViewQuestion,
)
from srh_assess.protocol.plain import Line
from srh_assess.protocol.review import rows_with_dates

TITLE = "Handbook of the protocol"
_SIGNED = ("Name", "Role", "Registration", "Date", "Signature")


def handbook(protocol: Protocol) -> Handbook:
    """The whole protocol. Load it with its cases: without them the tables are left out."""
    chapters = (
        _about(protocol),
        *handbook_items.chapters(protocol),
        Chapter(
            id="conditions",
            title="Conditions with a name",
            intro=("What hides a question, and what several rules share.",),
            entries=tuple(
                handbook_rules.condition(row, protocol) for row in protocol.conditions.values()
            ),
        ),
        handbook_rules.gate(protocol),
        handbook_rules.needs(protocol),
        Chapter(
            id="clocks",
            title="What cannot wait",
            intro=(
                "“Act by” counts from the earliest moment at which it can have been, “closes” "
                "from the latest. Between the two it may still be possible.",
            ),
            entries=tuple(handbook_rules.clock(row, protocol) for row in protocol.clocks.values()),
        ),
        *_rows(protocol),
        *handbook_tables.chapters(protocol),
        _review(protocol),
    )
    return Handbook(
        title=TITLE,
        version=protocol.version,
        content_hash=protocol.content_hash,
        chapters=chapters,
    )


def _rows(protocol: Protocol) -> tuple[Chapter, ...]:
    """The chapters of what is looked up: places, decisions, numbers, supplies."""
    return (
        Chapter(
            id="destinations",
            title="Where a need can be met",
            entries=tuple(_destination(row) for row in protocol.destinations.values()),
        ),
        Chapter(
            id="decisions",
            title="Her decisions",
            intro=("Each is one act, decided by itself.",),
            entries=tuple(_decision(row) for row in protocol.decisions.values()),
        ),
        Chapter(
            id="settings",
            title="Numbers that belong to no other row",
            entries=tuple(_setting(row) for row in protocol.settings.values()),
        ),
        Chapter(
            id="supplies",
            title="Tests and supplies a ward may hold",
            entries=tuple(_supply(row) for row in protocol.supplies.values()),
        ),
        Chapter(
            id="care",
            title="What the ward can offer for a need",
            intro=("That it stands here does not say that a woman should have it.",),
            entries=tuple(_care(row) for row in protocol.care.values()),
        ),
        Chapter(
            id="views",
            title="What is asked about the talk afterwards",
            intro=("Our own questions. Each can be skipped.",),
            entries=tuple(_view(row) for row in protocol.views.values()),
        ),
        Chapter(
            id="sayings",
            title="What is said beside the questions",
            intro=("Each is hers to turn down.",),
            entries=tuple(_saying(row) for row in protocol.sayings.values()),
        ),
    )


# --- about, and what is due to be looked at again ---------------------------------------------


def _about(protocol: Protocol) -> Chapter:
    counted = [item for item in protocol.items.values() if item.bank]
    holds = (
        f"{len(protocol.items)} questions and facts, {len(counted)} of them questions of the bank",
        f"{len(protocol.conditions)} conditions with a name",
        f"{len(protocol.gate.domains)} domains of the timing gate",
        f"{len(protocol.needs)} needs",
        f"{len(protocol.clocks)} clocks",
        *_tables(protocol),
        f"{len(protocol.cases)} cases that test the rules",
    )
    what = Entry(
        id="about-content",
        title="What is signed",
        facts=(
            fact("Version", protocol.version),
            fact("Content hash (SHA-256)", protocol.content_hash),
            Fact("Holds", tuple(Line(line) for line in holds)),
            fact(
                "Approval",
                "A lead records it in the program with name, role, registration and date. It "
                "names the content hash above: any change of any file is another content, and "
                "is not approved.",
            ),
            fact(
                "Evidence",
                "Says how sure a line is. “Seen”: a source that was read supports it. “General "
                "knowledge”: remembered, to be checked against the guideline named. “Proposal” "
                "or “design”: no source says it.",
            ),
        ),
    )
    signed = Entry(
        id="about-signature",
        title="Signed on paper",
        facts=tuple(fact(label, "_" * 50) for label in _SIGNED),
    )
    return Chapter(id="about", title="About this handbook", entries=(what, signed))


def _tables(protocol: Protocol) -> tuple[str, ...]:
    """How many rows each table beside the questions has; nothing for one without."""
    held = protocol.tables
    counted = (
        (len(held.medicines), "medicines to choose from"),
        (len(held.notes), "notes on medicines and on what was answered"),
        (len(held.methods), "methods"),
        (len(held.screening), "rules of screening and vaccines"),
        (len(held.tests), "tests"),
        (len(held.instruments), "questionnaires scored elsewhere"),
    )
    return tuple(f"{count} {what}" for count, what in counted if count)


def _review(protocol: Protocol) -> Chapter:
    """Every row by the date at which it must be looked at again, the first first."""
    by_date: dict[date, list[str]] = {}
    for name, row in rows_with_dates(protocol):
        by_date.setdefault(row.review_by, []).append(name)
    entries = tuple(
        Entry(
            id=f"review-{day.isoformat()}",
            title=f"By {day.isoformat()}",
            facts=(fact("Rows", ", ".join(by_date[day])),),
        )
        for day in sorted(by_date)
    )
    return Chapter(
        id="review",
        title="When to look again",
        intro=("Past its date a row is shown as due, on the screen and to the lead.",),
        entries=entries,
    )


# --- destinations, decisions, settings --------------------------------------------------------


def _destination(row: Destination) -> Entry:
    return Entry(
        id=f"destination-{row.id}",
        title=row.label,
        facts=facts(
            fact("Id", row.id),
            fact("For", row.use),
            fact("How soon", row.urgency),
            fact("How to reach it", row.route),
            fact("Ask for", row.ask_for),
            fact("Telephone", row.phone or "The unit's own number, set by a lead"),
            fact("Basis", row.basis),
            fact("Where", "Inside the trust" * row.internal),
            fact("In an emergency", "Nobody waits for a form" * row.emergency),
            *sourced(row),
        ),
    )


def _decision(row: Decision) -> Entry:
    told = Fact("What she needs to know", tuple(Line(line) for line in row.told))
    return Entry(
        id=f"decision-{row.id}",
        title=f"{row.id} {row.name}",
        facts=(told, *facts(fact("Offered with", _offered(row))), *sourced(row)),
    )


def _offered(row: Decision) -> str:
    where = "after the questions" if row.test else "with the plan"
    return f"{', '.join(row.offered_with)}, {where}" if row.offered_with else ""


def _setting(row: Setting) -> Entry:
    own = "" if row.shipped is None else f"{row.shipped:g} {row.unit}; this unit set its own"
    return Entry(
        id=f"setting-{row.id}",
        title=row.what,
        facts=facts(
            fact("Id", row.id),
            fact("Value", f"{row.value:g} {row.unit}"),
            fact("Shipped value", own),
            fact("A unit may set", _bounds(row)),
            *sourced(row),
        ),
    )


def _bounds(row: Setting) -> str:
    if row.least is None or row.most is None:
        return ""
    return f"From {row.least:g} to {row.most:g} {row.unit}"


def _supply(row: Supply) -> Entry:
    return Entry(
        id=f"supply-{row.id}",
        title=row.name,
        facts=(fact("Id", row.id), fact("Kind", row.kind), *sourced(row)),
    )


def _care(row: Care) -> Entry:
    result = "" if row.result_days is None else f"{row.result_days:g} days"
    return Entry(
        id=f"care-{row.id}",
        title=row.name,
        facts=facts(
            fact("Id", row.id),
            fact("Kind", row.kind),
            fact("Needs", ", ".join(row.needs)),
            fact("Her decision", row.decision),
            fact("Supply", row.supply),
            fact("Result expected after", result),
            *sourced(row),
        ),
    )


def _view(row: ViewQuestion) -> Entry:
    return Entry(
        id=f"view-{row.id}",
        title=row.say,
        facts=(
            fact("Id", row.id),
            fact("Asked of", row.whose),
            fact("In lists", row.label),
            fact("Counts as positive", ", ".join(row.good)),
            *sourced(row),
        ),
    )


def _saying(row: Saying) -> Entry:
    return Entry(
        id=f"saying-{row.id}",
        title=row.say,
        facts=(
            fact("Id", row.id),
            fact("When", row.label),
            fact("For the nurse", row.hint),
            *sourced(row),
        ),
    )
