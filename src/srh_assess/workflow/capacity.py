"""Looking at whether she can decide one thing, now (law and ethics A1 to A8).

For most women it is one line, ``presume``. ``find`` keeps the long form, opened by a reason to
doubt; what follows from its outcome is written with it: when to ask again, a review, a
safeguarding task today, what was done without her when she can decide again. A finding is for
one decision, at one time, in one contact; nothing here speaks of her ability as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from srh_assess.assessment import capacity, deciding, facts
from srh_assess.assessment.capacity import (
    AdvanceRecorded,
    AdvanceWithdrawn,
    CapacityFound,
    Competence,
    FullForm,
    Interpreting,
    StateEvent,
)
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import TaskKind
from srh_assess.clock import LONDON, local
from srh_assess.rules import capacity as rules
from srh_assess.rules.decisions import ABLE, NOT_FREE, UNABLE
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.session import Change

NOT_NEEDED = Interpreting()


def presume(
    hers: Decider,
    decision: str,
    note: str = "",
    *,
    interpreting: Interpreting = NOT_NEEDED,
    competence: Competence | None = None,
) -> str:
    """The short form: no reason to doubt that she can decide this, now. Gives its id."""
    found = CapacityFound(
        finding=hers.new_id(),
        decision=decision,
        outcome="able" if competence and competence.understands is not None else "presumed",
        note=note.strip(),
        interpreting=interpreting,
        competence=competence,
    )
    return _keep(hers, found)


def find(
    hers: Decider,
    decision: str,
    form: FullForm,
    *,
    interpreting: Interpreting = NOT_NEEDED,
    competence: Competence | None = None,
    second_opinion_of: str = "",
) -> str:
    """The full form; its outcome follows from what is in it. Gives the finding's id."""
    found = CapacityFound(
        finding=hers.new_id(),
        decision=decision,
        outcome=rules.outcome_of(form),
        form=form,
        interpreting=interpreting,
        competence=competence,
        second_opinion_of=second_opinion_of,
    )
    return _keep(hers, found)


def not_competent(hers: Decider, decision: str, note: str, competence: Competence) -> str:
    """Under 16, and not able to decide this by herself: safeguarding today; nothing in the
    program takes her place."""
    found = CapacityFound(
        finding=hers.new_id(),
        decision=decision,
        outcome="not_competent",
        note=note.strip(),
        competence=competence,
    )
    return _keep(hers, found)


def not_now(hers: Decider, decision: str, ask_again_at: datetime | None = None) -> str:
    """She did not wish to talk about it now. That is no finding about her: only a day to ask
    again, unless she said not to."""
    found = CapacityFound(finding=hers.new_id(), decision=decision, outcome="not_completed")
    again = () if ask_again_at is None else (hers.task("ask_again", decision, ask_again_at),)
    hers.keep_hers(found, *again, about=decision)
    return found.finding


def _keep(hers: Decider, found: CapacityFound) -> str:
    hers.keep_hers(found, *_follows(hers, found), about=found.decision)
    return found.finding


def _follows(hers: Decider, found: CapacityFound) -> Iterator[facts.AnyFact]:
    """What an outcome brings with it (A5, A6)."""
    form, decision = found.form or FullForm(), found.decision
    if found.interpreting.redo_by is not None:
        yield hers.task("redo_with_interpreter", decision, found.interpreting.redo_by)
    if found.outcome in {"other_cause", "not_competent"}:
        yield hers.task("safeguarding", decision, _end_of_today(hers.now))
    if found.outcome == "other_cause":
        yield hers.task("legal_advice", decision, _end_of_today(hers.now))
    if form.ask_again_at is not None and found.outcome in {"lacks_now", "not_completed"}:
        yield hers.task("ask_again", decision, form.ask_again_at)
    if found.outcome == "lacks" and form.review_on is not None:
        day = datetime.combine(form.review_on, time(12), LONDON)
        yield hers.task("review", decision, day)
    if found.outcome in ABLE:
        yield from _regained(hers, decision)
    yield from _looked_again(hers, found)


def _looked_again(hers: Decider, found: CapacityFound) -> Iterator[deciding.TaskClosed]:
    """What only waited for this look is done with it."""
    waited: tuple[TaskKind, ...] = ("ask_again", "review")
    if found.interpreting.by == "professional":
        waited = (*waited, "redo_with_interpreter")
    for kept in hers.open_tasks(*waited):
        if kept.fact.about == found.decision:
            yield deciding.TaskClosed(task=kept.fact.task, words="Looked at again")


def _end_of_today(now: datetime) -> datetime:
    return datetime.combine(local(now).date(), time(23, 59), LONDON)


def _regained(hers: Decider, decision: str) -> Iterator[facts.AnyFact]:
    """She can decide it again: what was done without her is gone through with her (A6)."""
    before = rules.newest(hers.record, decision)
    listed = {item for kept in hers.record.decided.tasks.values() for item in _listed(kept)}
    done = tuple(item for item in without_her(hers) if item not in listed)
    if before is not None and before.fact.outcome in UNABLE and done:
        yield hers.task("regained", decision, _end_of_today(hers.now), done)


def _listed(kept: Kept) -> tuple[str, ...]:
    return kept.fact.items if kept.fact.what == "regained" else ()


def without_her(hers: Decider) -> tuple[str, ...]:
    """The ids of every act and share done without her consent: shown everywhere as that."""
    decided = hers.record.decided
    acts = (act for act, kept in decided.done.items() if not kept.fact.consent)
    shares = (over for over, kept in decided.overrides.items() if kept.ended is not None)
    return (*acts, *shares)


# -- as things stand ------------------------------------------------------------------------------


def standing(hers: Decider, decision: str) -> CapacityFound | None:
    """The finding that serves this decision now; none when there is none, or it is stale."""
    kept = rules.newest(hers.record, decision)
    if kept is None or rules.stale(hers.session.protocol, hers.record, kept, hers.now):
        return None
    found: CapacityFound = kept.fact
    return found


def newest_id(hers: Decider, decision: str) -> str:
    """The id of the newest finding for this decision; empty when there is none."""
    kept = rules.newest(hers.record, decision)
    return kept.fact.finding if kept is not None else ""


def consent_open(hers: Decider, decision: str) -> bool:
    """Whether she can be asked for her yes: a finding that serves now says able (A5)."""
    found = standing(hers, decision)
    return found is not None and found.outcome in ABLE


def closed_to_her(hers: Decider, decision: str) -> bool:
    """Whether the newest finding says that she cannot, or not freely, decide it, and nothing
    since has superseded it: for ``sharing`` and every other asking."""
    kept = rules.newest(hers.record, decision)
    return (
        kept is not None
        and kept.fact.outcome in NOT_FREE
        and not rules.superseded(hers.record, kept, hers.now)
    )


def superseded(hers: Decider) -> tuple[Kept, ...]:
    """Newest findings that a change of her state has overtaken: each asks for a new look."""
    decided = hers.record.decided
    newest = {kept.fact.decision: kept for kept in decided.findings.values()}
    return tuple(kept for kept in newest.values() if rules.superseded(hers.record, kept, hers.now))


def ask_again_proposed(hers: Decider, decision: str, deadline: datetime | None = None) -> datetime:
    """When to ask again, as the content proposes it: always before a limit."""
    return rules.ask_again(hers.session.protocol, hers.record, decision, deadline, hers.now)


def review_proposed(hers: Decider) -> datetime:
    """When a finding that she will not be able in time is reviewed at the latest."""
    days = hers.session.protocol.settings["capacity_review_days"].value
    return hers.now + timedelta(days=days)


def state_changed(
    hers: Decider, event: StateEvent, at: datetime | None = None, words: str = ""
) -> Change:
    """Something happened after which earlier findings no longer serve: at once."""
    return hers.keep(capacity.StateChanged(event=event, at=at or hers.now, words=words.strip()))


# -- what was laid down before --------------------------------------------------------------------


def advance(hers: Decider, made: AdvanceRecorded) -> Change:
    """Keeps a statement of hers, a refusal made in advance, or what someone with authority
    decided. One that stands against an act opens a task for legal advice, and no other way."""
    against = made.says_no and made.stands and made.form != "statement"
    more = (hers.task("legal_advice", made.advance, None),) if against else ()
    return hers.keep(made, *more)


def advance_back(hers: Decider, advance_id: str, finding: str) -> Change:
    """She takes it back, able to decide that."""
    return hers.keep(AdvanceWithdrawn(advance=advance_id, finding=finding))


def statements(hers: Decider) -> tuple[AdvanceRecorded, ...]:
    """What she wants known in later visits, newest last, with its date."""
    kept = hers.record.decided.advances.values()
    return tuple(one.fact for one in kept if one.fact.form == "statement" and one.ended is None)


def close_task(
    hers: Decider,
    task_id: str,
    words: str,
    *,
    told_her: str = "",
    her_view: str = "",
    wants_undone: str = "",
) -> Change:
    """Closes a task, in words. One about acts without her consent only with all three."""
    return hers.keep(
        deciding.TaskClosed(
            task=task_id,
            words=words.strip(),
            told_her=told_her.strip(),
            her_view=her_view.strip(),
            wants_undone=wants_undone.strip(),
        )
    )
