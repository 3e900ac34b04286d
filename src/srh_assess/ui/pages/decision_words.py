"""How her decisions are spoken of: what was found, what she said, what hangs on it. No widgets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from srh_assess.assessment.capacity import Outcome, StateEvent
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import TaskKind
from srh_assess.assessment.naming import Woman
from srh_assess.ui.widgets.moments import weekday_date, when_words
from srh_assess.workflow.hers import Hanging, Row

OUTCOMES: Mapping[Outcome, str] = {
    "presumed": "No reason to doubt",
    "able": "Able to decide",
    "not_completed": "Not completed",
    "lacks_now": "Not able to decide this now; may be in time",
    "lacks": "Not able to decide this; not expected in time",
    "other_cause": "Unable, or not free, for another reason",
    "not_competent": "Under 16: not able to decide this alone",
}
SAID = {
    "yes": "Yes",
    "no": "No",
    "wants_time": "Not now",
    "in_part": "Yes, to a part",
}
EVENTS: Mapping[StateEvent, str] = {
    "rapid_tranquillisation": "Rapid tranquillisation was given",
    "section_or_seclusion": "A new section, or seclusion",
    "better": "Markedly better",
    "worse": "Markedly worse",
    "delirium": "Delirium",
    "new_interpreter": "Another interpreter",
}
TASKS: Mapping[TaskKind, str] = {
    "ask_again": "Ask again",
    "review": "Look at it again",
    "safeguarding": "Speak with safeguarding today",
    "legal_advice": "Get legal advice",
    "senior_route": "Bring it to a senior; it is settled outside this program",
    "regained": "Go through what was done without consent",
    "redo_with_interpreter": "Do it again with a professional interpreter",
    "stop_method": "Arrange to stop the method",
    "look_back": "Look back at a decision to share",
    "harm_check": "Ask how it was",
    "police_request": "A request by the police",
    "recall": "A yes was taken back after the letter went: ring the reader, ask for it back",
    "release": "A request let through: see Share without agreement",
    "fgm_report": "The registrant’s own duty to report",
}
_STALE = {
    "clock-back": "the clock was set back since",
    "finding-old": "made in another contact, so look again before anything is done",
    "finding-stale": "the state of mind has changed since, so look again",
}
_HANGS = {
    "letter": "A letter not sent yet",
    "sent": "A letter was sent",
    "planned": "To be done",
    "done": "Done",
    "cancelled": "Cancelled",
    "without_her": "Done without consent",
}


def finding_words(row: Row, now: datetime) -> str:
    """What was found newest, when, and why it no longer serves."""
    if row.finding is None:
        return "Not looked at yet"
    words = f"{OUTCOMES[row.finding.fact.outcome]}, {when_words(row.finding.at, now)}"
    return f"{words}; {_STALE[row.serves]}" if row.serves else words


def answer_words(answer: Kept | None, now: datetime) -> str:
    """What she said newest, and whether she took it back."""
    if answer is None:
        return "Not asked yet"
    said = f"{SAID[answer.fact.answer]}, {when_words(answer.at, now)}"
    if answer.ended is not None:
        said += f"; taken back {when_words(answer.ended, now)}"
    return said


def hanging_words(hanging: Hanging, now: datetime) -> str:
    """One thing that hangs on it."""
    who = f", by {hanging.words}" if hanging.what in {"done", "without_her"} else ""
    words = f"{_HANGS[hanging.what]}{who}, {when_words(hanging.at, now)}"
    still = "If it is still at the printer, take it out and tear it up"
    return f"{words}. {still}" if hanging.what == "sent" else words


def again_words(answer: Kept, who: Woman) -> str:
    """What she said about being asked again; empty when nothing."""
    said = [one for one in answer.later if getattr(one, "ask_again", "")]
    fact = said[-1] if said else answer.fact
    day = f"from {weekday_date(fact.again_on)}" if fact.again_on else "this stay"
    return {
        "yes": f"May be asked again, {day}",
        "if_she_asks": f"Only if {who.name} brings it up",
        "no": "Not to be asked again this stay",
    }.get(fact.ask_again, "")
