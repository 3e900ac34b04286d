"""How one answer is said on paper: its value or its state, when it was, who said so.

A state never becomes *no*: declined, not asked and not recorded are three different things
and read as three different things. Notes beside an answer stay out unless the template lets
them through, because they may hold other people's names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from srh_assess.assessment.answers import Answer, Source, State, When
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.clock import local
from srh_assess.letters.template import Field
from srh_assess.protocol.model import Item

NOT_ASKED = "Not asked"
NOT_RECORDED = "Not recorded"
NONE_OF_THESE = "None of these"
STATES = {
    State.DECLINED: "Declined to answer",
    State.UNSURE: "Not sure",
    State.ASK_LATER: "Wanted to be asked later",
    State.NOT_KNOWN: "Not known",
    State.NOT_ASKED: NOT_ASKED,
    State.NOT_APPLICABLE: "Does not apply",
}
_SOURCES = {
    Source.NOTES: "from notes",
    Source.PAPER: "from paper",
    Source.CARER: "told by a carer",
    Source.HANDOVER: "from handover",
}


def absent(item: Item) -> str:
    """What stands where there is no answer: a question was not asked, a fact not recorded."""
    return NOT_RECORDED if item.staff else NOT_ASKED


def joined(labels: Iterable[str]) -> str:
    """Labels as one list; later ones start small unless they are abbreviations or names."""
    found = list(labels)
    return listed([*found[:1], *map(small, found[1:])])


def listed(words: Sequence[str]) -> str:
    """One list; parted by semicolons where one has a comma inside."""
    return ("; " if any("," in word for word in words) else ", ").join(words)


def small(label: str) -> str:
    """A label inside a sentence: it starts small, unless it is an abbreviation."""
    word = label.split(" ", 1)[0]
    return label[:1].lower() + label[1:] if word == "A" or label[1:2].islower() else label


def speaks_of_the_others(label: str) -> bool:
    """Whether an option points at all the others: on a form these stand before it."""
    return label.startswith(NONE_OF_THESE)


def by_itself(label: str) -> str:
    """An option's words where the others do not stand beside it: *None of these* says *None*."""
    return label.replace(NONE_OF_THESE, "None", 1) if speaks_of_the_others(label) else label


def labels(field: Field, item: Item, answer: Answer) -> tuple[str, ...]:
    """The words of the options she chose, in the item's own order, as the template has them."""
    return tuple(
        field.said.get(option.code, by_itself(option.label))
        for option in item.options
        if option.code in answer.codes and (not field.only or option.code in field.only)
    )


def value(field: Field, item: Item, answer: Answer) -> str | None:
    """The answer itself, without time or source. Nothing when ``only`` leaves nothing; an
    empty text when the time says it all."""
    if isinstance(answer.value, (int, float)):
        of = f" of {item.maximum:g}" if item.kind == "scale" and item.maximum else ""
        return f"{answer.value:g}{of} {counted(answer.value, item.unit)}".rstrip()
    if _is_date(item, answer):
        return ""
    if not item.options:
        return str(answer.value)
    chosen = labels(field, item, answer)
    return joined(label for label in chosen if label) if chosen else None


def counted(number: float, unit: str) -> str:
    """The unit as it stands behind a number: one week, two weeks."""
    if number != 1 or not unit.endswith("s"):
        return unit
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit[:-1]


def _is_date(item: Item, answer: Answer) -> bool:
    """Whether the answer is a date and nothing else (a date item may have other options)."""
    return item.kind == "date" and answer.value == "date"


def time(when: When) -> str:
    """When something was, in clinical dates; bounds and ignorance are said, never hidden."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        bound = first or last
        if bound is None:
            return "date not known"
        return f"{'after' if first else 'before'} {clinical_date(bound)}"
    if first == last:
        return _moment(first)
    if local(first).date() == local(last).date():
        return clinical_date(first)
    return f"between {clinical_date(first)} and {clinical_date(last)}"


def _moment(moment: datetime) -> str:
    """A moment, or a plain date where midnight shows that no time of day was given."""
    on_the_wall = local(moment)
    at_midnight = (on_the_wall.hour, on_the_wall.minute) == (0, 0)
    return clinical_date(moment) if at_midnight else clinical_moment(moment)


def elapsed(when: When, at: datetime) -> str:
    """How many hours ago something was at a moment, which is named: the words stay true on a
    paper that is read later. Nothing where neither bound is known."""
    bounds = [_hours(moment, at) for moment in (when.latest, when.earliest) if moment]
    if not bounds:
        return ""
    least, most = bounds[0], bounds[-1]
    span = f"{least} to {most}" if least != most else f"{least}"
    if when.latest is None:
        span = f"at most {most}"
    elif when.earliest is None:
        span = f"at least {least}"
    hours = "hour" if span.endswith(" 1") or span == "1" else "hours"
    return f"{span} {hours} before {clinical_moment(at)}"


def _hours(moment: datetime, at: datetime) -> int:
    """To the nearest hour (letters specification A2)."""
    return round((at - moment).total_seconds() / 3600)


def dated(item: Item, answer: Answer) -> bool:
    """Whether the time beside this answer is part of it."""
    chosen = any(option.dated and option.code in answer.codes for option in item.options)
    return chosen or answer.when.known


def source(field: Field, item: Item, answer: Answer) -> str:
    """Who said so: she, staff, or a paper; all but her own words with the day."""
    if answer.source in _SOURCES:
        return f"{_SOURCES[answer.source]}, {clinical_date(answer.taken)}"
    if item.staff and field.form != "quote":
        return f"recorded by staff, {clinical_date(answer.taken)}"
    return "told us"


def worded(field: Field, item: Item, answer: Answer | None, *, timed: bool = True) -> str:
    """One answer as its line says it; empty when the line has nothing to say. Without ``timed``
    its time stands elsewhere."""
    if answer is None:
        return "" if field.drop_missing else absent(item)
    if answer.state is not None:
        return "" if answer.state is State.NOT_APPLICABLE else STATES[answer.state]
    said = value(field, item, answer)
    if said is None:
        return ""
    when = time(answer.when) if timed and dated(item, answer) else ""
    if when and not said and field.form == "answer":
        when = when[:1].upper() + when[1:]
    if when and field.form == "test":
        return f"{said} (test result, {when})"
    if when and field.form == "measure":
        return f"{said} (measured {when})"
    if field.form == "quote":
        said = f"“{said}”"
    said = ", ".join(
        part for part in (said, f"{field.when} {when}".strip() if when else "") if part
    )
    if field.words and answer.words:
        said = f"{said}: {answer.words}"
    return said if field.form == "plain" else f"{said} ({source(field, item, answer)})"
