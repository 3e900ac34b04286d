"""Writing on the charts: annotations and new limits, in the manager's own journal.

Nothing there is changed: what was written by mistake is taken back with a reason, by a later
entry. Other rooms that hold a course or close the ward write their date here too
(``course_held``); they need an account that holds the key to the figures.
"""

from __future__ import annotations

import re
import secrets
from datetime import date

import msgspec
from msgspec import Struct

from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput
from srh_assess.measures.annotations import WORDS as ANNOTATION_WORDS
from srh_assess.measures.annotations import Annotation, AnnotationKind, NewLimits, Written
from srh_assess.measures.definitions import definitions
from srh_assess.measures.spc.drawing import spoken
from srh_assess.store.figures import Figures, figures, place
from srh_assess.store.opened import Opened
from srh_assess.workflow import courses, periods, roles

__all__ = ["ANNOTATION_WORDS", "Annotation", "AnnotationKind", "NewLimits", "Written", "spoken"]
"""What a screen needs to name."""

ACTION = "annotate_charts"
LONGEST = 120
_BETTER = re.compile(r"\bimprov", re.IGNORECASE)
"""A chart says what happened; whether it became better is for people, with her voice beside it."""
ANNOTATION, LIMITS, TAKEN_BACK = "annotation", "new_limits", "taken_back"


class TakenBack(Struct, frozen=True, kw_only=True):
    """One entry: something written on a chart stands there no longer, and why."""

    id: str
    reason: str


def annotate(
    opened: Opened, clock: Clock, kind: AnnotationKind, day: date, words: str
) -> Annotation:
    """Puts something that happened on this day on every chart. Refused for a day to come, for one
    before every chart, too many words, and to every role that may not see the figures."""
    roles.refuse(opened.me.roles, ACTION)
    now = clock.now()
    if day > local(now).date():
        raise BadInput("annotation-future")
    words = _words(words)
    if kind == "other" and not words:
        raise BadInput("annotation-words")
    made = Annotation(id=secrets.token_hex(8), kind=kind, day=day, words=words)
    with figures(opened) as kept:
        if on_no_chart(day, first := _earliest(kept, clock)):
            raise BadInput("annotation-before", first=spoken(first))
        kept.note(ANNOTATION, msgspec.json.encode(made), opened.me.id, now)
    return made


def course_held(opened: Opened, clock: Clock, day: date, title: str) -> Annotation:
    """A course was held on this day: it stands on the charts as a training wave. No learner is
    named here."""
    return annotate(opened, clock, "training", day, title)


def set_limits(opened: Opened, clock: Clock, measure: str, month: str, reason: str) -> NewLimits:
    """Begins new limits of one measure at a month. Refused without a reason, for a month that
    has not begun, and for a measure that is drawn on no chart with months."""
    roles.refuse(opened.me.roles, ACTION)
    today = local(clock.now()).date()
    found = definitions().measures.get(measure)
    if found is None or found.chart in ("pareto", "table") or found.clock != "admission":
        raise BadInput("limits-measure")
    if not reason.strip():
        raise BadInput("limits-reason")
    if month > f"{today:%Y-%m}" or not _is_month(month):
        raise BadInput("limits-month")
    made = NewLimits(
        id=secrets.token_hex(8),
        measure=measure,
        month=month,
        reason=_words(reason),
        by=opened.me.display,
        on=today,
    )
    with figures(opened) as kept:
        kept.note(LIMITS, msgspec.json.encode(made), opened.me.id, clock.now())
    return made


def take_back(opened: Opened, clock: Clock, id: str, reason: str) -> None:
    """What was written by mistake stands on the charts no longer; the journal keeps both."""
    roles.refuse(opened.me.roles, ACTION)
    if not reason.strip():
        raise BadInput("limits-reason")
    with figures(opened) as kept:
        there = written(kept)
        known = {one.id for one in there.annotations} | {one.id for one in there.limits}
        if id not in known:
            raise BadInput("annotation-gone")
        body = TakenBack(id=id, reason=_words(reason))
        kept.note(TAKEN_BACK, msgspec.json.encode(body), opened.me.id, clock.now())


def on_no_chart(day: date, first: str) -> bool:
    """Whether a day lies before every month that a chart can show."""
    return f"{day:%Y-%m}" < first


def earliest(opened: Opened, clock: Clock) -> str:
    """The first month that a chart can show: of the record, or of the periods one can choose."""
    roles.refuse(opened.me.roles, ACTION)
    with figures(opened) as kept:
        return _earliest(kept, clock)


def _earliest(kept: Figures, clock: Clock) -> str:
    spans = periods.choices(local(clock.now()).date(), "internal")
    offered = min(span.first for span in spans)
    return min(offered, kept.first_month() or offered)


def standing(opened: Opened) -> Written:
    """What stands on the charts now."""
    roles.refuse(opened.me.roles, ACTION)
    with figures(opened) as kept:
        return written(kept)


def take_courses(opened: Opened, clock: Clock) -> None:
    """Each course that a trainer wrote into the ward's ledger becomes a row of the manager's own
    journal, once: a day and a title. A trainer holds no key to the figures, and a manager none to
    Training. Nothing where no figures were kept yet."""
    if not place(opened).exists():
        return
    with figures(opened) as kept:
        notes = (note for note in kept.notes() if note.kind == ANNOTATION)
        known = {msgspec.json.decode(note.body, type=Annotation).id for note in notes}
        for number, one in courses.all_held(opened):
            made = Annotation(id=f"course-{number}", kind="training", day=one.day, words=one.title)
            if made.id not in known:
                kept.note(ANNOTATION, msgspec.json.encode(made), opened.me.id, clock.now())


def written(kept: Figures) -> Written:
    """What stands on the charts now, oldest first."""
    notes = kept.notes()
    gone = {
        msgspec.json.decode(note.body, type=TakenBack).id
        for note in notes
        if note.kind == TAKEN_BACK
    }
    made = [msgspec.json.decode(n.body, type=Annotation) for n in notes if n.kind == ANNOTATION]
    limits = [msgspec.json.decode(n.body, type=NewLimits) for n in notes if n.kind == LIMITS]
    return Written(
        tuple(one for one in made if one.id not in gone),
        tuple(one for one in limits if one.id not in gone),
    )


def _words(text: str) -> str:
    """One line of words."""
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise BadInput("annotation-long", most=str(LONGEST))
    if _BETTER.search(words):
        raise BadInput("annotation-better")
    return words


def _is_month(text: str) -> bool:
    try:
        return len(text) == len("2026-03") and bool(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return False
