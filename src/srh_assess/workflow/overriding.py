"""Sharing without her agreement, her own report, and what the police ask (law and ethics B5, B6).

Nothing here stands before a telephone call: in danger to life one clinician shares the least
that is needed and writes it down afterwards; two others look back at it. Police stand in no list
of readers; what they ask for is logged without a clinical word and goes to information
governance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from srh_assess.assessment.deciding import TaskClosed, TaskKind, TaskOpened
from srh_assess.assessment.disclosing import (
    OverrideDecided,
    OverrideProposed,
    OverrideReviewed,
    OverrideUsed,
    OwnReport,
    PoliceAnswered,
    PoliceRequested,
)
from srh_assess.assessment.facts import AnyFact, LetterMade
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused
from srh_assess.rules import override as rules
from srh_assess.workflow.deciding import Decider, new_id, task
from srh_assess.workflow.session import Change

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk

HARM_CHECKS = ("first", "second")
TO_THE_POLICE = "We will pass this on. I cannot say whether anyone is a patient here."
OWN_REPORT_WAYS: Mapping[str, str] = {
    "centre_without_police": "A sexual assault centre, without the police",
    "adviser": "An adviser who goes along",
    "police_later": "The police, later",
    "police_now": "The police, now",
    "third_party": "Somebody else reports it",
}


def missing(hers: Decider, draft: OverrideProposed) -> tuple[str, ...]:
    """The names of the fields that are still open: for the form."""
    return tuple(rules.missing(hers.session.protocol, draft, hers.now))


def propose(hers: Decider, draft: OverrideProposed) -> Change:
    """Keeps the proposal, whole. In danger to life it can be used at once; looking back at it
    is then a task that stays until it is done."""
    hours = hers.session.protocol.settings["emergency_look_back_hours"].value
    due = hers.now + timedelta(hours=hours)
    emergency = draft.basis == "danger_to_life"
    more = (hers.task("look_back", draft.override, due),) if emergency else ()
    request = draft.police.request if draft.police is not None else ""
    closed = [
        TaskClosed(task=one.fact.task, words="A proposal was written")
        for one in hers.open_tasks(rules.RELEASE)
        if one.fact.about == request
    ]
    return hers.keep(draft, *more, *closed)


def decide(second: Decider, override: str, *, agrees: bool, role: str, words: str = "") -> Change:
    """The second person, signed in as somebody else and with the role for it, decides."""
    fact = OverrideDecided(
        override=override,
        decision="yes" if agrees else "no",
        role=role,  # type: ignore[arg-type]  # the screen offers the four roles
        words=words.strip(),
    )
    return second.keep(fact)


def why_not(hers: Decider, override: str, recipient: str, document: str) -> Refused | None:
    """Why this override does not let this document go to this reader: for ``sharing``."""
    code = rules.why_not_use(hers.record, override, recipient, document)
    return Refused(code) if code else None


def use(hers: Decider, override: str, recipient: str, document: str) -> Change:
    """The document goes out; the override is spent. Two looks at what became of her follow."""
    fact = OverrideUsed(override=override, recipient=recipient, document=document)
    return hers.keep(fact, *_checks(hers, override))


def used(hers: Decider, made: LetterMade) -> tuple[AnyFact, ...]:
    """What stands beside a letter that went out under an override: the same, for ``unagreed``."""
    fact = OverrideUsed(override=made.share, recipient=made.recipient, document=made.document)
    return (fact, *_checks(hers, made.share))


def _checks(hers: Decider, override: str) -> tuple[TaskOpened, ...]:
    settings = hers.session.protocol.settings
    days = (settings[f"harm_check_{which}_days"].value for which in HARM_CHECKS)
    return tuple(hers.task("harm_check", override, hers.now + timedelta(days=day)) for day in days)


def starts(record: Record, recipient: str) -> frozenset[str]:
    """What sharing with this reader could start from, as the record stands. That she cannot be
    asked is always said with its reason."""
    return rules.starts(record, recipient)


def best_interests(record: Record, recipient: str) -> bool:
    """Whether a whole best-interests form stands for sharing with just this reader."""
    return rules.best_interests(record, recipient)


def looks_due(hers: Decider, override: str) -> Iterator[str]:
    """What is to be looked back at by now: an emergency at once, what became of her by it when
    its days have gone by, and the day of review."""
    kept = hers.record.decided.overrides[override]
    tasks = [t for t in hers.open_tasks("look_back", "harm_check") if t.fact.about == override]
    if any(one.fact.what == "look_back" for one in tasks):
        yield "emergency"
    checks = [one for one in tasks if one.fact.what == "harm_check"]
    first = min((one.fact.due for one in checks), default=None)
    if first is not None and first <= hers.now:
        yield "first_check" if len(checks) == len(HARM_CHECKS) else "second_check"
    looked = {one.what for one in kept.later if isinstance(one, OverrideReviewed)}
    day = kept.fact.review_on
    if day is not None and day <= local(hers.now).date() and "review" not in looked:
        yield "review"


def look_back(
    hers: Decider, override: str, what: str, words: str, *, with_whom: str = ""
) -> Change:
    """The same as ``review``, and the task that asked for it is closed with it."""
    wanted: TaskKind = "look_back" if what == "emergency" else "harm_check"
    tasks = [one for one in hers.open_tasks(wanted) if one.fact.about == override]
    tasks = [] if what == "review" else sorted(tasks, key=lambda one: one.fact.due)[:1]
    closed = [TaskClosed(task=one.fact.task, words=words.strip()) for one in tasks]
    return hers.keep(_reviewed(override, what, words, with_whom), *closed)


def review(hers: Decider, override: str, what: str, words: str, *, with_whom: str = "") -> Change:
    """Looked back at an emergency, with a second person; or at what became of her by it."""
    return hers.keep(_reviewed(override, what, words, with_whom))


def _reviewed(override: str, what: str, words: str, with_whom: str) -> OverrideReviewed:
    return OverrideReviewed(
        override=override,
        what=what,  # type: ignore[arg-type]  # one of four words
        words=words.strip(),
        with_whom=with_whom,
    )


def own_report(hers: Decider, way: str, words: str, *, advocate: str, finding: str = "") -> str:
    """She reports herself, in her words, once. It is hers, and counted apart."""
    fact = OwnReport(
        report=hers.new_id(),
        way=way,  # type: ignore[arg-type]  # one of OWN_REPORT_WAYS
        words=words.strip(),
        advocate=advocate,  # type: ignore[arg-type]  # accepted or declined
        finding=finding,
    )
    hers.keep_hers(fact, about=way)
    return fact.report


def police_asked(hers: Decider, officer: str, force: str, **about: Any) -> str:
    """Logs who asked, and nothing of her. It goes to information governance today; the answer
    at the door is ``TO_THE_POLICE``."""
    fact = PoliceRequested(request=new_id(), officer=officer.strip(), force=force.strip(), **about)
    hers.keep(fact, task("police_request", fact.request, hers.now + timedelta(days=1)))
    return fact.request


def gaps(request: PoliceRequested) -> tuple[str, ...]:
    """What a request leaves open, for information governance to ask back."""
    asked = {
        "whether it is in writing": request.in_writing == "yes",
        "which line of enquiry": request.line_of_enquiry.strip(),
        "whether she was told": request.she_was_told,
        "a reference": request.reference.strip(),
    }
    return tuple(name for name, there in asked.items() if not there)


def police_asked_on(
    desk: Desk, admission: str, officer: str, force: str, about: Mapping[str, Any]
) -> str:
    """The same from the desk. Without an admission it is about nobody known here, and stands in
    a file of its own."""
    desk.need("log_police")
    session = desk.session(admission or new_id(), begin=False, duty="log_police")
    hers = Decider(session)
    if admission:
        return police_asked(hers, officer, force, **about)
    fact = PoliceRequested(request=new_id(), officer=officer.strip(), force=force.strip(), **about)
    _write_apart(hers, fact, task("police_request", fact.request, hers.now + timedelta(days=1)))
    return fact.request


def _write_apart(hers: Decider, *new: AnyFact) -> None:
    """Into a file of its own, where there is no woman and no finding."""
    session = hers.session
    for code in (code for fact in new for code in session.against(fact)):
        raise Refused(code)
    with session.journal.transaction(session.record, session.author) as transaction:
        for fact in new:
            transaction.add(fact)


def police_answered(
    governance: Decider, request: str, by: str, answer: str, **details: Any
) -> Change:
    """What information governance decided, and what was not given."""
    return governance.keep(_answered(request, by, answer, **details))


def _answered(request: str, by: str, answer: str, **details: Any) -> PoliceAnswered:
    return PoliceAnswered(request=request, by=by.strip(), answer=answer, **details)  # type: ignore[arg-type]  # one of three words


def police_answered_on(
    desk: Desk, admission: str, request: str, by: str, answer: str, not_given: str
) -> None:
    """The same from the desk; the task is closed with it. What was given rests on the newest
    whole decision about the police in the same record."""
    desk.need("answer_police")
    governance = Decider(desk.session(admission, begin=False, duty="answer_police"))
    record = governance.record
    decided = [name for name in record.decided.overrides if rules.went(record, name, request)]
    if not answer:
        raise BadInput("police-answer")
    fact = _answered(
        request, by, answer, not_given=not_given.strip(), override="".join(decided[-1:])
    )
    tasks = [t for t in governance.open_tasks("police_request") if t.fact.about == request]
    closed = [TaskClosed(task=one.fact.task, words=f"Decided by {by.strip()}") for one in tasks]
    if governance.record.identity is None:
        _write_apart(governance, fact, *closed)
    else:
        governance.keep(fact, *closed)


def let_through(desk: Desk, admission: str, request: str) -> None:
    """Information governance lets a proposal be written for this request: by two others, on a
    ground of law, for her record alone. Nothing is released by it."""
    desk.need("answer_police")
    governance = Decider(desk.session(admission, begin=False, duty="answer_police"))
    governance.keep(task(rules.RELEASE, request, governance.now + timedelta(days=1)))


def may_let_through(record: Record, request: str) -> bool:
    """Whether a proposal could be let through: it is about a woman here, open, and was not."""
    kept = record.decided.requests[request]
    known = record.identity is not None and kept.ended is None
    return known and not rules.released_by(record, request)


def to_propose(record: Record) -> tuple[PoliceRequested, ...]:
    """The requests that a proposal may be written for now: for no list of readers."""
    return tuple(
        kept.fact for name, kept in record.decided.requests.items()
        if rules.let_through(record, name)
    )  # fmt: skip
