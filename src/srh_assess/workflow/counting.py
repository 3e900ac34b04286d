"""From the journal of one stay to what the figures keep of it (measures and training, A2 and A3).

Pure. Days are the ward's; free text becomes a group or nothing; ids become marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from srh_assess.assessment import deciding, facts
from srh_assess.assessment.answers import Source, State
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.counted import Beside, Counted, Dated, Heard, Kept, Method, Sample
from srh_assess.assessment.decided import Kept as Thread
from srh_assess.assessment.fold import fold
from srh_assess.assessment.followed import sample_state
from srh_assess.assessment.following import ResultBack, ResultTold, ViewGiven
from srh_assess.assessment.identity import age_on
from srh_assess.assessment.record import Record, Sitting
from srh_assess.clock import local
from srh_assess.measures.categories import ethnic_code
from srh_assess.measures.settings import Counting
from srh_assess.rules import outcomes
from srh_assess.rules.consent import YES
from srh_assess.workflow import balance

Mark = Callable[[str], str]
Entries = Sequence[facts.Entry]
_THE_TALK, _HER_YES, _STRESS_AFTER = "D01", "O01", "Z05"
_ASKED = frozenset({Source.ASKED, Source.PAPER})
_NO_ANSWER = frozenset({State.NOT_ASKED, State.NOT_APPLICABLE})
_SETTLES = frozenset({"complete", "partial"})
_HERS = frozenset({"she_asked", "tired_or_upset"})
_LACKS = frozenset({"lacks", "lacks_now"})
_ABLE = frozenset({"able", "presumed"})
_OPEN = "not_completed"
_BEGIN, _STOP = "D09.", "D10."
_STOPS = {"pill": ("pill", "patch_ring"), "coil": ("copper_coil", "hormone_coil")}
"""Which methods one decision to stop ends, where it is not the one of its own name."""
_ADJUSTMENTS = "R11"
_FOR_DISABILITY = frozenset({"sign_language", "hearing", "sight", "learning_disability", "autism"})
_OTHER_HELP = frozenset({"reading", "easy_read", "other"})
_DECLINED = {"no": "declined_topic", "not_now": "declined_time"}
_BANDS = ((25, "18-24"), (35, "25-34"), (50, "35-49"), (200, "50+"))
_SECTIONS = {"2": "2", "3": "3", "informal": "informal"}
NOT_KNOWN, NOT_STATED = "99", "Z"


def counted(entries: Entries, mark: Mark, rules: Counting) -> Counted | Beside | None:
    """The row of one journal file; none where nothing in it is counted."""
    record, assessed, heard = _folded(entries)
    if record.stay is None:
        return _beside(record, mark, rules)
    stay, ended = record.stay, record.ended
    return Counted(
        stay=mark(record.admission),
        earlier=tuple(map(mark, record.along.hers)),
        admitted=local(stay.admitted).date(),
        ended=local(ended.at).date() if ended else None,
        hours=int((ended.at - stay.admitted) / timedelta(hours=1)) if ended else None,
        offered=min((local(at).date() for at in _offers(entries)), default=None),
        assessed=local(assessed).date() if assessed else None,
        sittings=tuple(one.signed.outcome for one in record.sittings if one.signed),
        needs=tuple(_needs(record)),
        all_met=outcomes.all_needs_met(record),
        begun=outcomes.begun_here(record),
        accepted=outcomes.appointment_accepted(record),
        attended=outcomes.appointment_attended(record),
        left_open=outcomes.left_with_open_need(record),
        taken_over=outcomes.handover_accepted(record),
        barriers=tuple(dict.fromkeys(_barriers(entries))),
        stress_asked=_stress_asked(record),
        distress=_distress(record, rules),
        ended_early=sum(_stopped(one) for one in record.sittings),
        asked_after_no=_asked_after_no(entries),
        minutes=_minutes(record, entries, rules),
        out_of_hours=_out_of_hours(record, rules),
        events=tuple(_events(record)),
        voice=_voice(record, rules),
        others=tuple(_others(record, rules)),
        samples=len(record.following.samples),
        results_told=sum(sample_state(one) == "told" for one in record.following.samples.values()),
        consents=len(record.decided.consents),
        consents_no=sum(k.fact.answer not in YES for k in record.decided.consents.values()),
        overrides=sum(k.ended is not None for k in record.decided.overrides.values()),
        without_consent=sum(not k.fact.consent for k in record.decided.done.values()),
        harms=len(record.decided.harms),
        felt_pressed=_felt_pressed(record),
        **_looked_at(record),
        results=tuple(map(_sample, record.following.samples.values())),
        methods=tuple(_methods(record)),
        **balance.found(record, entries, heard),
        age=_age(record),
        ethnic=ethnic_code(stay.ethnic),
        language=_language(stay.language),
        section=_section(record.legal.on_admission),
        disability=_disability(record),
    )


def _beside(record: Record, mark: Mark, rules: Counting) -> Beside | None:
    beside = Beside(
        file=mark(record.admission),
        events=tuple(_voices(record)),
        others=tuple(_others(record, rules)),
    )
    return beside if beside.events or beside.others else None


def _folded(entries: Entries) -> tuple[Record, datetime | None, balance.Heard]:
    """The record, when the first signature found the whole core settled, and what was heard on the
    way to it."""
    record, assessed = Record(admission=entries[0].admission), None
    heard = balance.Heard()
    for entry in entries:
        record = fold(record, entry)
        fact = entry.fact
        heard.entry(record, fact)
        if assessed is None and isinstance(fact, facts.SittingSigned):
            found = record.findings
            if fact.outcome in _SETTLES and found is not None and not found.core_open:
                assessed = entry.at
    return record, assessed, heard


# -- the talk -------------------------------------------------------------------------------------


def _offers(entries: Entries) -> Iterator[datetime]:
    """When the talk was offered: her yes was asked for, decided on, or she had said no."""
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, facts.Answered) and fact.item == _HER_YES and _was_asked(fact):
            yield fact.taken
        elif _told_of_offer(fact):
            yield entry.at


def _told_of_offer(fact: object) -> bool:
    if isinstance(fact, deciding.Consented):
        return fact.decision == _THE_TALK
    return isinstance(fact, facts.GateDecided) and fact.reason_code.startswith("declined")


def _was_asked(fact: facts.Answered) -> bool:
    return fact.source in _ASKED and fact.state not in _NO_ANSWER


def _barriers(entries: Entries) -> Iterator[Dated]:
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, facts.GateDecided) and fact.outcome == "defer" and fact.reason_code:
            yield Dated(local(entry.at).date(), fact.reason_code)
        elif isinstance(fact, facts.Answered) and fact.item == _HER_YES:
            said = _DECLINED.get(str(fact.value))
            if said:
                yield Dated(local(fact.taken).date(), said)


def _asked_after_no(entries: Entries) -> int:
    """How often the talk was put to her again after a settled no that she had not lifted."""
    count, said_no_in = 0, ""
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, deciding.Consented) and fact.decision == _THE_TALK and fact.she_asked:
            said_no_in = ""
        elif isinstance(fact, facts.Answered) and fact.item == _HER_YES and _was_asked(fact):
            count += bool(said_no_in) and fact.sitting != said_no_in
            said_no_in = fact.sitting if fact.value == "no" else ""
    return count


def _stopped(sitting: Sitting) -> bool:
    """Whether a sitting was stopped for her and not gone on with."""
    return sitting.paused is not None and sitting.paused.why in _HERS


def _minutes(record: Record, entries: Entries, rules: Counting) -> int | None:
    """Minutes in which something was written in a signed sitting; long silences are left out."""
    gap, spent, any_signed = timedelta(minutes=rules.longest_gap_minutes), timedelta(0), False
    for sitting in record.sittings:
        if sitting.signed_at is None:
            continue
        any_signed = True
        inside = [e.at for e in entries if sitting.begun <= e.at <= sitting.signed_at]
        spent += sum((b - a for a, b in pairwise(inside) if b - a <= gap), timedelta(0))
    return round(spent / timedelta(minutes=1)) if any_signed else None


def _out_of_hours(record: Record, rules: Counting) -> bool | None:
    signed = [one for one in record.sittings if one.signed]
    if not signed:
        return None
    begun = local(signed[0].begun)
    return begun.weekday() >= 5 or not rules.day_from <= begun.hour < rules.day_to


def _distress(record: Record, rules: Counting) -> bool:
    """Whether staff wrote down distress within a day of a talk."""
    reach = timedelta(hours=rules.after_hours)
    harms = [k for k in record.decided.harms.values() if k.fact.what == "distress"]
    return any(
        sitting.begun <= (kept.fact.at or kept.at) <= (sitting.signed_at or sitting.begun) + reach
        for kept in harms
        for sitting in record.sittings
    )


def _stress_asked(record: Record) -> bool:
    answer = record.answers.get(_STRESS_AFTER)
    return answer is not None and answer.state not in _NO_ANSWER


def _findings(record: Record) -> tuple[CapacityFound, ...]:
    """The findings about single decisions, oldest first."""
    return tuple(kept.fact for kept in record.decided.findings.values())


def _looked_at(record: Record) -> dict[str, int]:
    """Findings, those of lacking and those that came to an end; findings of lacking after which the
    same decision was looked at again to an end, by whoever; how many of those were then able."""
    every = _findings(record)
    done = [one for one in every if one.outcome != _OPEN]
    later = [
        next((two for two in done[at:] if two.decision == one.decision), None)
        for at, one in enumerate(done, 1)
        if one.outcome in _LACKS
    ]
    again = [one.outcome for one in later if one is not None]
    return {
        "findings": len(every),
        "findings_lacks": len(later),
        "findings_done": len(done),
        "looked_again": len(again),
        "reversed": sum(one in _ABLE for one in again),
    }


def _felt_pressed(record: Record) -> int:
    """How often it was reported that she felt pressed; her own words stand in a file apart."""
    return sum(kept.fact.what == "felt_pressed" for kept in record.decided.harms.values())


# -- what came of it ------------------------------------------------------------------------------


def _sample(kept: Thread) -> Sample:
    told, back = False, None
    for fact in kept.later:
        if isinstance(fact, ResultTold):
            told = True
        elif isinstance(fact, ResultBack):
            back = local(fact.at).date() if told or back is None else back
            told = False
    return Sample(local(kept.fact.at).date(), back, told)


def _methods(record: Record) -> Iterator[Method]:
    """Methods of contraception begun here on a decision of their own, each with its stop."""
    done = [kept.fact for kept in record.decided.done.values()]
    for begun in done:
        what = begun.decision.removeprefix(_BEGIN)
        if what == begun.decision:
            continue
        days = [
            (local(act.at).date() - local(begun.at).date()).days
            for act in done
            if act.at >= begun.at and what in _stopped_by(act.decision)
        ]
        yield Method(what, min(days, default=None))


def _stopped_by(decision: str) -> tuple[str, ...]:
    what = decision.removeprefix(_STOP)
    return () if what == decision else _STOPS.get(what, (what,))


def _needs(record: Record) -> Iterator[Kept]:
    """A need is met on the day it was found so: by a nurse, or at a look after the stay."""
    for held in outcomes.confirmed(record):
        need = record.needs.get(held.need)
        yield Kept(
            need=held.need,
            raised=_day(need.first_raised if need else None),
            confirmed=_day(need.decided_at if need else None),
            met=_day(held.since) if held.state == "met" else None,
        )


def _day(moment: datetime | None) -> date | None:
    return local(moment).date() if moment else None


def _events(record: Record) -> Iterator[Dated]:
    for kept in record.decided.consents.values():
        if kept.ended is not None:
            yield Dated(local(kept.ended).date(), "withdrawn")
    for share in record.shares.values():
        if share.withdrawn is not None:
            yield Dated(local(share.withdrawn).date(), "withdrawn")
    for kept in record.decided.harms.values():
        if kept.fact.what == "privacy":
            yield Dated(local(kept.fact.at or kept.at).date(), "privacy")


def _voices(record: Record) -> Iterator[Dated]:
    for kept in record.decided.voices.values():
        if kept.fact.what in ("complaint", "privacy"):
            yield Dated(local(kept.at).date(), kept.fact.what)


def _voice(record: Record, rules: Counting) -> Heard:
    said = [k.fact for k in record.following.views.values() if k.fact.whose == "hers"]
    answers = [answer for fact in said if (answer := _answer(fact, rules.hers))]
    asked, answered = bool(said), bool(answers)
    return Heard(int(asked), int(answered), int(answered and answers[-1] == "yes"))


def _others(record: Record, rules: Counting) -> Iterator[Dated]:
    for kept in record.following.views.values():
        if kept.fact.whose == "hers":
            continue
        day = local(kept.fact.at).date()
        question = rules.carer if kept.fact.whose == "carer" else rules.staff
        answer = _answer(kept.fact, question)
        yield Dated(day, "asked")
        if answer:
            yield Dated(day, "answered")
        if answer == "yes":
            yield Dated(day, "positive")


def _answer(fact: ViewGiven, question: str) -> str:
    """What was said to one question; nothing where it was skipped or not put."""
    said = (one.answer for one in fact.answers if one.question == question)
    return next((one for one in said if one != "skipped"), "")


# -- groups ---------------------------------------------------------------------------------------


def _age(record: Record) -> str:
    if record.identity is None or record.identity.born is None or record.stay is None:
        return NOT_KNOWN
    age = age_on(record.identity.born, local(record.stay.admitted).date())
    return next(name for below, name in _BANDS if age < below)


def _language(typed: str) -> str:
    word = typed.strip().casefold()
    if not word:
        return NOT_KNOWN
    return "english" if word == "english" else "other"


def _section(typed: str) -> str:
    word = typed.strip().casefold().removeprefix("section").strip()
    return _SECTIONS.get(word, "other") if word else NOT_KNOWN


def _disability(record: Record) -> str:
    """What the ward wrote down that she needs for the talk to work: no statement about her in law.
    *Not stated*: she was asked and would rather not say."""
    found = record.answers.get(_ADJUSTMENTS)
    if found is None or not found.codes:
        return NOT_KNOWN
    if found.state is not None:
        return NOT_STATED if found.state is State.DECLINED else NOT_KNOWN
    if found.codes & _FOR_DISABILITY:
        return "yes"
    return "other" if found.codes & _OTHER_HELP else "none"
