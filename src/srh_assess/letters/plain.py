"""How her own copy says an answer: to her, in short sentences, in words of every day."""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.assessment.answers import Answer, Source, State, When
from srh_assess.assessment.identity import patient_date
from srh_assess.letters import wording
from srh_assess.letters.template import Field
from srh_assess.protocol.model import Item

_STATES = {
    State.DECLINED: "You chose not to talk about {topic}.",
    State.UNSURE: "You were not sure about {topic}.",
    State.ASK_LATER: "You want to talk later about {topic}.",
    State.NOT_KNOWN: "We do not know yet about {topic}.",
    State.NOT_ASKED: "This time we did not ask about {topic}.",
}
_AT_ONCE = 4


def said(field: Field, item: Item, answer: Answer | None, *, timed: bool = True) -> str:
    """The sentence about one answer, or nothing. Without ``timed`` its time stands elsewhere.

    What somebody else told stays out: the paper is hers to keep, and to leave lying about.
    """
    if answer is None:
        absent = "" if field.drop_missing else _STATES[State.NOT_ASKED]
        return absent.format(topic=field.topic)
    if answer.source is Source.CARER:
        return ""
    if answer.state is not None:
        return _STATES.get(answer.state, "").format(topic=field.topic)
    notes = " We read this in your notes." if answer.source is Source.NOTES else ""
    sentences = [field.sentence.format(answer=part) for part in _parts(field, item, answer, timed)]
    return " ".join(sentences) + notes if sentences else ""


def _parts(field: Field, item: Item, answer: Answer, timed: bool) -> Iterator[str]:
    """The answer in pieces short enough for one sentence each."""
    told = wording.value(field, item, answer)
    if told is None:
        return
    moment = when(answer.when) if timed and wording.dated(item, answer) else ""
    if not told:
        yield moment
        return
    if not item.options:
        yield f"“{told.rstrip('.')}”" if field.form == "quote" else told.rstrip(".")
        return
    chosen = [wording.small(label) for label in wording.labels(field, item, answer)]
    if field.words and answer.words:
        chosen[-1] += f", {answer.words}"
    if moment and answer.when.known:
        chosen[-1] += f" ({field.when} {moment})".replace("( ", "(")
    for start in range(0, len(chosen), _AT_ONCE):
        yield wording.listed(chosen[start : start + _AT_ONCE])


def when(moment: When) -> str:
    """When something was, as one says it to somebody."""
    first, last = moment.earliest or moment.latest, moment.latest or moment.earliest
    if first is None or last is None:
        return "a day you do not remember"
    start, end = patient_date(first), patient_date(last)
    return start if start == end else f"some time from {start} to {end}"
