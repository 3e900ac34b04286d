"""The chapters of the handbook that hold the rules: conditions, the gate, needs, clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srh_assess.protocol import handbook_cases
from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, fact, facts, sourced
from srh_assess.protocol.model import (
    Band,
    ClockRule,
    Domain,
    NamedCondition,
    NeedRule,
    Protocol,
    Start,
)  # fmt: skip
from srh_assess.protocol.plain import Line, condition_name, hours_words, in_words, named

_COLOURS = {"green": "Fine now", "amber": "With care", "red": "Not now"}
_OUTCOMES = {
    "go": "Begin",
    "partial": "A short version",
    "defer": "Put it off",
    "undecided": "Not decided yet",
}
_URGENCIES = {
    "E": "Now",
    "S": "The same shift or day",
    "48": "Within two days",
    "7": "Within a week",
    "R": "Within four weeks, or in the discharge plan",
}


def condition(row: NamedCondition, protocol: Protocol) -> Entry:
    """A condition in words, and the sentence it puts into the record."""
    return Entry(
        id=f"condition-{row.name}",
        title=condition_name(row.name),
        facts=facts(
            Fact("Holds when", in_words(row.when, protocol)),
            fact("The record says", row.because),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, row.name),
    )


def gate(protocol: Protocol) -> Chapter:
    """The outcome and its order, the numbers, the reasons, and each domain."""
    rule = protocol.gate
    outcomes = tuple(f"{_OUTCOMES[code]}: {said}" for code, said in rule.sentence.items())
    whole = Entry(
        id="gate-outcome",
        title="The outcome",
        facts=facts(
            Fact("Outcomes", tuple(Line(line) for line in outcomes)),
            Fact(
                "In this order",
                tuple(
                    Line(line)
                    for line in (
                        "A domain without a colour: not decided yet, whatever the others say.",
                        "Not now in any domain that puts the talk off: put it off.",
                        "Not now in a domain that shortens the talk: a short version.",
                        f"{rule.others_count_from} or more With care in domains that do not "
                        "count by themselves: a short version.",
                        f"{rule.counted_for_partial} or more With care in domains that count: "
                        "a short version.",
                        "Otherwise: begin.",
                    )
                ),
            ),
            fact("Next look after putting off, at the latest", hours_words(rule.next_look_hours)),
            Fact("Numbers as colours", tuple(Line(_band(b, protocol)) for b in rule.bands)),
            Fact(
                "Reasons why a talk did not happen",
                tuple(Line(f"{r.label} ({r.code}, {r.group}, {r.side})") for r in rule.reasons),
            ),
            *sourced(rule),
        ),
        tables=handbook_cases.tables(protocol, "gate"),
    )
    return Chapter(
        id="gate",
        title="Is now a good time?",
        intro=("It is about the talk, never about care.",),
        entries=(whole, *(_domain(domain, protocol) for domain in rule.domains)),
    )


def _band(band: Band, protocol: Protocol) -> str:
    limits = (
        ("at least", band.at_least),
        ("over", band.over),
        ("under", band.below),
        ("at most", band.at_most),
    )
    said = " and ".join(f"{word} {number:g}" for word, number in limits if number is not None)
    item = protocol.items[band.item]
    return f"{named(item)}, {f'{said} {item.unit}'.strip()}: {_COLOURS[band.colour]}"


def _domain(domain: Domain, protocol: Protocol) -> Entry:
    alone = "counts by itself" if domain.counts else "adds its line to prepare, counts from three"
    red = "puts the talk off" if domain.red == "defer" else "shortens the talk"
    return Entry(
        id=f"domain-{domain.id}",
        title=domain.name,
        facts=facts(
            fact("Question", named(protocol.items[domain.item])),
            fact("With care", alone),
            fact("Not now", red),
            fact("To prepare", domain.prepare),
            fact("It opens when", domain.open),
            *sourced(domain),
        ),
        tables=handbook_cases.tables(protocol, f"gate.{domain.id}"),
    )


# --- needs and clocks -------------------------------------------------------------------------


def needs(protocol: Protocol) -> Chapter:
    """How soon each urgency is, and every need."""
    hours = tuple(
        f"{code}: {_URGENCIES[code]} ({hours_words(span)} from when it was first raised)"
        for code, span in protocol.urgency_hours.items()
    )
    urgency = Entry(
        id="need-urgency",
        title="How soon",
        facts=(Fact("Urgency", tuple(Line(line) for line in hours)),),
    )
    return Chapter(
        id="needs",
        title="Needs",
        intro=("The rules only suspect a need. The nurse confirms it, or sets it aside.",),
        entries=(urgency, *(_need(row, protocol) for row in protocol.needs.values())),
    )


def _need(row: NeedRule, protocol: Protocol) -> Entry:
    return Entry(
        id=f"need-{row.id}",
        title=f"{row.id} {row.name}",
        facts=facts(
            fact("Urgency", f"{row.urgency}: {_URGENCIES[row.urgency]}"),
            fact("Shown at once", "With a banner that stays until it is settled" * row.banner),
            Fact("Raised when", tuple(_raised(row, protocol))),
            fact("On the ward", row.ward),
            fact("Proposed next step", row.next_step),
            fact("Proposed owner", row.owner_role),
            Fact("Where it can be met", _places(row.destinations, protocol)),
            fact("Counts as met", row.met),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, row.id),
    )


def _raised(row: NeedRule, protocol: Protocol) -> Iterator[Line]:
    """Each way it is raised, numbered, with what marks this way."""
    for number, way in enumerate(row.raised, 1):
        urgency = f"urgency {way.urgency}" if way.urgency else ""
        marks = [mark for mark in ("to be asked again" * way.unsure, urgency) if mark]
        yield Line(f"Way {number}" + (f" ({', '.join(marks)})" if marks else ""))
        yield from _below(in_words(way.when, protocol))
        if way.note:
            yield Line(f"Note: {way.note}", 1)


def _below(lines: Iterable[Line]) -> Iterator[Line]:
    return (Line(line.text, line.depth + 1) for line in lines)


def clock(row: ClockRule, protocol: Protocol) -> Entry:
    """A clock: from when, until when, what to do, whom to ring and what they will ask."""
    items = protocol.items
    return Entry(
        id=f"clock-{row.id}",
        title=row.name,
        facts=facts(
            fact("Id", row.id),
            fact("On her side of the screen", row.neutral),
            fact("Counts from", row.counts_from),
            Fact("Started when", tuple(_starts(row, protocol))),
            fact("Act by", hours_words(row.target_hours) + " after"),
            fact("Closes", _closes(row, protocol)),
            fact("Interrupts", "Yes, with a full page" if row.interrupts else "No"),
            fact("What to do", row.action),
            fact("Words for her", row.say),
            fact("Duty", row.duty),
            Fact("Whom to ring", _places(row.destinations, protocol)),
            Fact("What they will ask", tuple(Line(named(items[i])) for i in row.facts)),
            Fact("Belongs to", tuple(Line(f"{n} {protocol.needs[n].name}") for n in row.needs)),
            *sourced(row),
        ),
        tables=handbook_cases.tables(protocol, row.id),
    )


def _starts(row: ClockRule, protocol: Protocol) -> Iterator[Line]:
    for number, start in enumerate(row.starts, 1):
        yield Line(f"Way {number}: {_counted_from(start, protocol)}")
        yield from _below(in_words(start.when, protocol))


def _counted_from(start: Start, protocol: Protocol) -> str:
    if not start.item:
        back = start.lookback_hours
        said = "from the moment the answer was taken"
        return said if back is None else f"{said}, and up to {hours_words(back)} before"
    item = protocol.items[start.item]
    back = item.lookback_hours if start.lookback_hours is None else start.lookback_hours
    assert back is not None  # the loader refuses a start whose item has none
    return f"from the time of {named(item)}; not known: up to {hours_words(back)} ago"


def _closes(row: ClockRule, protocol: Protocol) -> str:
    if row.window_hours is None:
        return "It has no end of its own."
    said = f"{hours_words(row.window_hours)} after."
    if row.soft:
        said += " A soft limit: past it the program says to ring anyway."
    if row.never_closes_without:
        names = " and ".join(named(protocol.items[i]) for i in row.never_closes_without)
        said += f" It does not close while {names} are not known, and then not before the date"
        said += " they give."
    return said


def _places(ids: Iterable[str], protocol: Protocol) -> tuple[Line, ...]:
    return tuple(Line(f"{id}: {protocol.destinations[id].label}") for id in ids)
