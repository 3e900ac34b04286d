"""The chapters of the handbook that hold the questions, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from srh_assess.protocol import handbook_cases
from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, fact, facts, sourced
from srh_assess.protocol.model import Condition, Item, Option, Protocol, Section
from srh_assess.protocol.order import parts
from srh_assess.protocol.plain import (
    STATES,
    Line,
    condition_name,
    hours_words,
    in_words,
    named,
)  # fmt: skip

KINDS = {
    "yes_no": "Yes or no",
    "one": "One of the options",
    "many": "One or more of the options",
    "date": "A date or time: exact, approximate or not known",
    "number": "A number",
    "scale": "A point on a scale",
    "text": "Free text",
}
_COLOURS = {"green": "fine now", "amber": "with care", "red": "not now"}


def chapters(protocol: Protocol) -> Iterator[Chapter]:
    """One chapter a section, and one for the cases of what is asked."""
    readers = _readers(protocol)
    for section in protocol.sections:
        items = (item for item in protocol.items.values() if item.section == section.id)
        yield Chapter(
            id=f"section-{section.id}",
            title=f"Questions: {section.name}",
            entries=(
                _section(section),
                *(_item(item, protocol, readers.get(item.id, {})) for item in items),
            ),
        )
    asked = handbook_cases.tables(protocol, "asked")
    yield Chapter(
        id="asked",
        title="What is asked",
        intro=(
            "Questions come in this handbook's order. One that is hidden counts as not asked, "
            "with its reason; an answer it had is set aside and given back when it shows again.",
        ),
        entries=(Entry(id="asked-cases", title="Cases of what is asked", tables=asked),),
    )


def _section(section: Section) -> Entry:
    return Entry(
        id=f"section-{section.id}-whole",
        title=f"{section.name}: the whole section",
        facts=facts(
            fact("Said before it", section.preface),
            fact("Do", section.do),
            fact("Leave out", section.avoid),
            fact("If she is unwell", section.unwell),
            fact("In the list of sections", f"{section.short}, place {section.order}"),
            fact("Who answers", "Staff; nothing of it is asked aloud" * section.staff),
        ),
    )


def _item(item: Item, protocol: Protocol, readers: Mapping[str, None]) -> Entry:
    shown = in_words(item.shown_when, protocol) if item.shown_when else ()
    return Entry(
        id=f"item-{item.id}",
        title=named(item),
        facts=facts(
            fact("Staff fill in" if item.staff else "Say aloud", item.say),
            fact("If she asks what it means", item.explain),
            fact("How to ask", item.how),
            fact("Hint", item.hint),
            fact("Why", item.why),
            fact("If she is unwell", item.unwell),
            fact("Answer", _kind(item)),
            Fact("Options", tuple(Line(_option(option)) for option in item.options)),
            fact("Instead of an answer", ", ".join(STATES[s] for s in item.states or ())),
            fact("The time is that of", _time(item)),
            fact("Asked in", _asked_in(item)),
            Fact("Shown only when", shown),
            fact("Otherwise the record says", item.not_asked),
            Fact("Not asked under the condition", tuple(_skips(item, protocol))),
            Fact("Can reveal", tuple(Line(f"{n} {protocol.needs[n].name}") for n in item.needs)),
            fact("Read by", ", ".join(readers)),
            fact("Page", item.page),
            fact("Marked", "As sensitive" * item.sensitive),
            *sourced(item),
        ),
    )


def _kind(item: Item) -> str:
    low, high = item.minimum, item.maximum
    limits = [f"from {low:g}"] if low is not None else []
    limits += [f"to {high:g}"] if high is not None else []
    return " ".join([KINDS[item.kind], *limits, item.unit]).strip()


def _option(option: Option) -> str:
    marks = (
        "asks when" * option.dated,
        "stands alone" * option.exclusive,
        _COLOURS.get(option.colour, ""),
        option.hint,
    )
    said = "; ".join(mark for mark in marks if mark)
    return f"{option.label} [{option.code}]" + (f" ({said})" if said else "")


def _time(item: Item) -> str:
    if item.lookback_hours is None:
        return item.event
    return f"{item.event}; not known: up to {hours_words(item.lookback_hours)} before the answer"


def _asked_in(item: Item) -> str:
    sets = (
        "the core" * item.core,
        "the short version" * item.partial,
        "the sitting that opened it" * item.same_sitting,
        "by staff, never aloud" * item.staff,
        "" if item.core or item.partial or item.same_sitting or item.staff else "a later sitting",
    )
    said = ", ".join(part for part in sets if part)
    return said if item.bank else f"{said} (not one of the counted questions)"


def _skips(item: Item, protocol: Protocol) -> Iterator[Line]:
    for name in item.skips:
        yield Line(f"{condition_name(name)}: {protocol.conditions[name].because}")


def _readers(protocol: Protocol) -> dict[str, dict[str, None]]:
    """For each item, the rules that look at it, in the order of the handbook."""
    found: dict[str, dict[str, None]] = {}
    for name, item in _reads(protocol):
        found.setdefault(item, {})[name] = None
    return found


def _reads(protocol: Protocol) -> Iterator[tuple[str, str]]:
    yield from ((f"gate “{domain.name}”", domain.item) for domain in protocol.gate.domains)
    for name, whens in _conditions(protocol):
        tests = chain.from_iterable(parts(when) for when in whens)
        yield from ((name, part.item) for part in tests if part.item)
    for clock in protocol.clocks.values():
        timed = (*(start.item for start in clock.starts if start.item), *clock.never_closes_without)
        yield from ((f"clock {clock.id}", item) for item in timed)


def _conditions(protocol: Protocol) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    for item in protocol.items.values():
        yield item.id, (item.shown_when,) if item.shown_when else ()
    for row in protocol.conditions.values():
        yield f"condition “{condition_name(row.name)}”", (row.when,)
    for need in protocol.needs.values():
        yield need.id, tuple(way.when for way in need.raised)
    for clock in protocol.clocks.values():
        yield f"clock {clock.id}", tuple(start.when for start in clock.starts)
