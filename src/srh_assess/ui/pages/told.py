"""Answers, states, sources and uncertain times in words. No widgets here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from srh_assess.assessment.answers import Answer, Source, State, When
from srh_assess.assessment.identity import MONTHS
from srh_assess.clock import local
from srh_assess.protocol.model import Item
from srh_assess.saying import sentences
from srh_assess.ui.widgets.moments import weekday_date

STATE_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.UNSURE: "Unsure",
        State.DECLINED: "Would rather not say",
        State.ASK_LATER: "Ask me later",
        State.NOT_KNOWN: "Not known",
        State.NOT_ASKED: "Not asked",
        State.NOT_APPLICABLE: "Does not apply",
    }
)
SHORT_STATES: Mapping[State, str] = MappingProxyType({State.DECLINED: "Rather not say"})
STATE_ICONS: Mapping[State, str] = MappingProxyType(
    {
        State.DECLINED: "ring-bar",
        State.UNSURE: "half-disc",
        State.ASK_LATER: "ring-hands",
        State.NOT_KNOWN: "half-disc",
        State.NOT_ASKED: "dash",
        State.NOT_APPLICABLE: "dash",
    }
)
SOURCE_WORDS: Mapping[Source, str] = MappingProxyType(
    {
        Source.ASKED: "",
        Source.NOTES: "From notes",
        Source.PAPER: "From paper",
        Source.CARER: "From a carer",
        Source.HANDOVER: "From handover",
    }
)

_A_FEW_HOURS = timedelta(hours=6)
_A_MONTH = timedelta(days=27)
_HALF_A_YEAR = timedelta(days=180)


def value_words(item: Item, answer: Answer) -> str:
    """What was answered, without when: labels of options, a number with its unit, her text,
    or the state."""
    if answer.state is not None:
        return STATE_WORDS[answer.state]
    value = answer.value
    if isinstance(value, int | float):
        if item.kind == "scale" and item.maximum is not None:
            return f"{value:g} of {item.maximum:g}"
        return f"{value:g} {item.unit}".rstrip()
    if item.kind == "date":
        return ""
    labels = {option.code: option.label for option in item.options}
    codes = value if isinstance(value, tuple) else (str(value),)
    return ", ".join(labels.get(code, code) for code in codes)


def answer_words(item: Item, answer: Answer, now: datetime) -> str:
    """What was answered and when it was: ``Yes. Sat 11-Jul, about 22:00``."""
    parts = [value_words(item, answer)]
    if answer.when.known:
        parts.append(when_told(answer.when, now))
    elif item.kind == "date" and answer.value is not None:
        parts.append("Date not known")
    return sentences(*parts)


def source_words(answer: Answer, now: datetime) -> str:
    """``From notes, 12-Jul``; nothing when she was asked."""
    source = SOURCE_WORDS[answer.source]
    return f"{source}, {day_told(answer.taken, now, weekday=False)}" if source else ""


def when_told(when: When, now: datetime) -> str:
    """A time as far as it is known, and never more exact than that."""
    if when.earliest is None and when.latest is None:
        return "Time not known"
    if when.earliest is None or when.latest is None:
        bound = when.earliest or when.latest
        assert bound is not None
        return f"{'since' if when.earliest else 'before'} {day_told(bound, now)}"
    first, last = local(when.earliest), local(when.latest)
    if when.exact:
        return f"{day_told(first, now)} {first:%H:%M}"
    span = last - first
    if span <= _A_FEW_HOURS and not _whole_day(first):
        middle = first + span / 2
        return f"{day_told(middle, now)}, about {middle:%H:%M}"
    if first.date() == last.date():
        return day_told(first, now)
    if span >= _HALF_A_YEAR:
        return f"about {first.year}"
    if span >= _A_MONTH:
        return f"about {MONTHS[first.month - 1]} {first.year}"
    return f"{day_told(first, now)} to {day_told(last, now)}"


def day_told(moment: datetime, now: datetime, *, weekday: bool = True) -> str:
    """``Sat 11-Jul``, with the year when it is another one."""
    then = local(moment)
    words = weekday_date(then.date())
    if then.year == local(now).year:
        words = words.rpartition("-")[0]
    return words if weekday else words.partition(" ")[2]


def listed(words: list[str] | tuple[str, ...]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _whole_day(first: datetime) -> bool:
    return first.hour == 0 and first.minute == 0
