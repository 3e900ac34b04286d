"""What stands against a finding, and whether one still serves (law and ethics A1 to A8).

Every function gives codes of sentences, in the order in which a person would put them right;
nothing means nothing stands against it. ``workflow`` raises the first; ``verify`` asks the same
of every entry of a journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from srh_assess.assessment.capacity import (
    AdvanceRecorded,
    AdvanceWithdrawn,
    CapacityFound,
    Competence,
    FullForm,
    Limb,
    Outcome,
)
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.record import Record
from srh_assess.protocol.model import Protocol
from srh_assess.rules.decisions import ABLE, UNABLE, decision_of, fault_of, route

SHORTEST_OBSERVATION = 20
_SHORT = frozenset({"not_completed", "not_competent"})
"""What needs no form; besides, from 16 on, that she is presumed able."""


def outcome_of(form: FullForm) -> Outcome:
    """What the form comes to. *Not able* somewhere asks for its cause; where she was able in
    all that was reached but not all was, it is not completed and never *lacks*."""
    if any(limb.able == "not_able" for limb in form.limbs):
        if form.link.holds != "yes":
            return "other_cause"
        return "lacks" if form.expected == "not_in_time" else "lacks_now"
    if all(limb.able == "able" for limb in form.limbs):
        return "able"
    return "not_completed"


def open_parts(form: FullForm) -> tuple[str, ...]:
    """Which parts of the form are open, in their order. An illness is asked after only once
    there is something she was not able to do; the link only after an illness."""
    parts = ["decision", "doubt"]
    if len(form.observation.strip()) >= SHORTEST_OBSERVATION:
        parts += ["support", "test"]
        if any(limb.able == "not_able" for limb in form.limbs):
            parts += ["impairment"]
            parts += ["link"] if form.impairment.what.strip() else []
        parts += ["conclusion"]
    return tuple(parts)


def finding_faults(
    protocol: Protocol, record: Record, found: CapacityFound, at: datetime
) -> Iterator[str]:
    """Everything that stands against keeping this finding."""
    if code := fault_of(protocol, found.decision):
        yield code
        return
    yield from _age_faults(protocol, record, found, at)
    yield from _interpreting_faults(record, found)
    form = found.form
    if form is None:
        competence = route(protocol, record, at) == "competence"
        if found.outcome not in _SHORT | ({"able"} if competence else {"presumed"}):
            yield "form-needed"
        return
    if found.outcome != outcome_of(form):
        yield "outcome-other"
    yield from _form_faults(form, at)
    if found.outcome in UNABLE:
        yield from _lacks_faults(form)


def _age_faults(
    protocol: Protocol, record: Record, found: CapacityFound, at: datetime
) -> Iterator[str]:
    way, competence = route(protocol, record, at), found.competence or Competence()
    if way == "not_known":
        yield "talk-locked"
    if way == "too_young" and found.outcome in ABLE:
        yield "too-young"
    if way in {"sixteen", "competence"} and not competence.safeguarding.strip():
        yield "young-safeguarding"
    if way == "competence" and found.outcome in ABLE:
        rule = decision_of(protocol, found.decision)
        points = competence.fraser if rule is not None and rule.fraser else (True,) * 5
        whole = competence.understands and competence.mature and competence.weighs
        if not (whole and competence.free and len(points) == 5 and all(points)):
            yield "young-competence"
    if found.outcome == "not_competent" and way != "competence":
        yield "outcome-other"


def _interpreting_faults(record: Record, found: CapacityFound) -> Iterator[str]:
    how = found.interpreting
    needed = record.stay is not None and bool(record.stay.interpreter)
    professional = how.by == "professional" and how.name.strip()
    urgent = how.urgent_reason.strip() and how.redo_by is not None
    if how.by == "other" and not urgent:
        yield "interpreter-relative"
    elif (needed or how.by in {"professional", "none"}) and not (professional or urgent):
        yield "interpreter-needed"


def _form_faults(form: FullForm, at: datetime) -> Iterator[str]:
    again = form.ask_again_at
    if not form.wording.strip():
        yield "form-wording"
    if len(form.options) < 3:
        yield "form-options"
    if not form.told or not form.told_how.strip():
        yield "form-told"
    if len(form.observation.strip()) < SHORTEST_OBSERVATION:
        yield "doubt-observation"
    if not all(_evidence(limb) for limb in form.limbs[:3]) or not _tried(form.communicate):
        yield "lacks-evidence"
    if outcome_of(form) in {"not_completed", "lacks_now"} and again is None and not form.not_wanted:
        yield "ask-again-missing"
    if again is not None and again <= at:
        yield "ask-again-past"
    late = again is not None and form.deadline is not None and again > form.deadline
    if late and not form.ask_again_reason.strip():
        yield "ask-again-late"


def _lacks_faults(form: FullForm) -> Iterator[str]:
    """A8-3: *lacks* only whole."""
    if not any(s.result == "used" or s.why.strip() for s in form.support):
        yield "lacks-support"
    if not form.impairment.what.strip():
        yield "lacks-impairment"
    if not form.link.cannot.strip() or not form.link.shown_by.strip():
        yield "lacks-link"
    if not form.told_her.strip() or not form.challenge_explained:
        yield "lacks-told"
    if form.ask_again_at is None and form.review_on is None:
        yield "lacks-review"
    if outcome_of(form) == "lacks" and form.review_on is None:
        yield "lacks-review"


def _evidence(limb: Limb) -> bool:
    whole = limb.asked.strip() and limb.answer.strip() and limb.tried.strip()
    return limb.able != "not_able" or bool(whole)


def _tried(limb: Limb) -> bool:
    return limb.able != "not_able" or bool(limb.tried.strip())


def newest(record: Record, decision: str, at: datetime | None = None) -> Kept | None:
    """The newest finding for just this decision; with a time, the newest of that time."""
    found = [
        kept
        for kept in record.decided.findings.values()
        if kept.fact.decision == decision and (at is None or kept.at <= at)
    ]
    return found[-1] if found else None


def stale(protocol: Protocol, record: Record, found: Kept, at: datetime) -> str:
    """Why a finding serves nothing at this time: a clock set back, another contact, a change
    of her state since. Empty while it serves."""
    if at < found.at:
        return "clock-back"
    if at - found.at > timedelta(hours=protocol.settings["contact_hours"].value):
        return "finding-old"
    return "finding-stale" if superseded(record, found, at) else ""


def superseded(record: Record, found: Kept, at: datetime) -> bool:
    """Whether her state changed between a finding and this time."""
    return any(found.at <= state.at <= at for state in record.decided.states)


def blocking(record: Record, decision: str) -> bool:
    """Whether a refusal made in advance, or by someone with authority, stands against it."""
    return any(
        kept.fact.says_no and kept.fact.stands and decision in kept.fact.decisions
        for kept in record.decided.advances.values()
        if kept.ended is None and kept.fact.form != "statement"
    )


def advance_faults(
    protocol: Protocol, record: Record, fact: AdvanceRecorded, at: datetime
) -> Iterator[str]:
    """A document that stands was seen, by a named person; attorneys and refusals in advance
    are for those of age."""
    for decision in fact.decisions:
        if code := fault_of(protocol, decision):
            yield code
    grown = route(protocol, record, at) == "adult"
    if fact.form in {"advance_decision", "attorney"} and not grown:
        yield "advance-age"
    if fact.stands and (fact.seen != "seen" or not fact.seen_by.strip()):
        yield "advance-seen"


def advance_back_faults(
    protocol: Protocol, record: Record, fact: AdvanceWithdrawn, at: datetime
) -> Iterator[str]:
    """She can take it back while she is able to decide what it speaks of."""
    made = record.decided.advances.get(fact.advance)
    found = record.decided.findings.get(fact.finding)
    if made is None or found is None or not _speaks_of(made, found):
        yield "advance-back"
    elif code := stale(protocol, record, found, at):
        yield code


def _speaks_of(made: Kept, found: Kept) -> bool:
    fits = not made.fact.decisions or found.fact.decision in made.fact.decisions
    return fits and found.fact.outcome in ABLE


def ask_again(
    protocol: Protocol, record: Record, decision: str, deadline: datetime | None, now: datetime
) -> datetime:
    """When to ask again: 24 hours, then 72, then weekly; not soon after rapid tranquillisation;
    but always in time for a limit that is nearer. What was found earlier in this same contact is
    no asking of its own."""
    settings = protocol.settings
    contact = timedelta(hours=settings["contact_hours"].value)
    open_before = [
        k for k in record.decided.findings.values()
        if k.fact.decision == decision
        and k.fact.outcome in UNABLE | {"not_completed"}
        and now - k.at > contact
    ]  # fmt: skip
    waits = (
        timedelta(hours=settings["capacity_again_first_hours"].value),
        timedelta(hours=settings["capacity_again_second_hours"].value),
        timedelta(days=settings["capacity_again_then_days"].value),
    )
    proposed = now + waits[min(len(open_before), 2)]
    given = [s.at for s in record.decided.states if s.event == "rapid_tranquillisation"]
    rest = timedelta(hours=settings["after_tranquillisation_hours"].value)
    proposed = max([proposed, *(moment + rest for moment in given)])
    if deadline is None or deadline >= proposed:
        return proposed
    return max(now, now + (deadline - now) / 2)
