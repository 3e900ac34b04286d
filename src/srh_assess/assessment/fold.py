"""From entries to a record: one pure step for each kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec.structs import replace

from srh_assess.assessment import (
    along,
    decided,
    drilling,
    facts,
    follow,
    from_paper,
    her_record,
    informed,
    keeping,
    legal,
    offering,
    onward,
    refused,
)
from srh_assess.assessment.answers import Answer
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.followed import Following
from srh_assess.assessment.record import Act, Letter, Need, Record, Share, Sitting

V = TypeVar("V")


def fold(record: Record, entry: facts.Entry) -> Record:
    """The record after one more entry. Any prefix of a journal folds."""
    step = _STEPS.get(type(entry.fact))
    after = step(record, entry, entry.fact) if step else record
    if type(entry.fact) in follow.KINDS:
        after = replace(after, following=_followed(record, entry))
    if type(entry.fact) not in her_record.KINDS:
        after = replace(after, for_her=replace(after.for_her, newest=entry.number))
    contact = record.contact_at if type(entry.fact) in keeping.KINDS else entry.at
    return replace(
        after,
        test_refused=refused.step(record, after, entry.at, entry.fact),
        last_entry=entry.number,
        last_id=entry.id,
        last_at=entry.at,
        contact_at=contact,
    )


def fold_all(admission: str, entries: Iterable[facts.Entry]) -> Record:
    """The record of one admission from its whole journal."""
    return reduce(fold, entries, Record(admission=admission))


def _with(mapping: Mapping[str, V], key: str, value: V | None) -> Mapping[str, V]:
    changed = dict(mapping)
    if value is None:
        changed.pop(key, None)
    else:
        changed[key] = value
    return MappingProxyType(changed)


def _identity(
    record: Record, _: facts.Entry, fact: facts.Admitted | facts.AdmissionCorrected
) -> Record:
    under = legal.written(record.legal, fact.stay.legal_status, getattr(fact, "came_under", None))
    return replace(record, identity=fact.identity, stay=fact.stay, legal=under)


def _section(record: Record, _: facts.Entry, fact: legal.SectionChanged) -> Record:
    return _under(record, legal.changed(record.legal, fact))


def _section_day(record: Record, _: facts.Entry, fact: legal.SectionDayCorrected) -> Record:
    return _under(record, legal.day_corrected(record.legal, fact))


def _under(record: Record, under: legal.Legal) -> Record:
    if record.stay is None:
        return record
    return replace(record, legal=under, stay=replace(record.stay, legal_status=under.now))


def _moved(record: Record, _: facts.Entry, fact: facts.Moved) -> Record:
    if record.stay is None:
        return record
    return replace(record, stay=replace(record.stay, ward=fact.ward, room=fact.room))


def _left(record: Record, _: facts.Entry, fact: facts.Left) -> Record:
    return replace(record, away=fact)


def _ended(
    record: Record, entry: facts.Entry, fact: facts.Discharged | facts.Transferred
) -> Record:
    shares = {
        name: share if share.stay_ended else replace(share, stay_ended=entry.at)
        for name, share in record.shares.items()
    }
    return replace(record, ended=fact, away=None, shares=MappingProxyType(shares))


def _returned(record: Record, _: facts.Entry, __: facts.Returned) -> Record:
    return replace(record, ended=None, away=None)


def _sitting_begun(record: Record, entry: facts.Entry, fact: facts.SittingBegun) -> Record:
    sitting = Sitting(id=fact.sitting, begun=entry.at, author=entry.author, protocol=fact.protocol)
    return replace(record, sittings=(*record.sittings, sitting))


def _in_sitting(record: Record, sitting: str, **changes: Any) -> Record:
    sittings = tuple(replace(s, **changes) if s.id == sitting else s for s in record.sittings)
    return replace(record, sittings=sittings)


def answer_of(fact: facts.Answered, entry: str) -> Answer:
    """The answer that an *answered* fact gives."""
    return Answer(
        item=fact.item,
        taken=fact.taken,
        value=fact.value,
        state=fact.state,
        source=fact.source,
        when=fact.when,
        words=fact.words,
        sitting=fact.sitting,
        entry=entry,
    )


def _answered(record: Record, entry: facts.Entry, fact: facts.Answered) -> Record:
    return replace(record, answers=_with(record.answers, fact.item, answer_of(fact, entry.id)))


def _cleared(record: Record, _: facts.Entry, fact: facts.Cleared) -> Record:
    return replace(record, answers=_with(record.answers, fact.item, None))


def _undone(record: Record, _: facts.Entry, fact: facts.Undone) -> Record:
    return replace(record, answers=_with(record.answers, fact.item, fact.before))


def _findings(record: Record, entry: facts.Entry, fact: facts.FindingsRecorded) -> Record:
    needs = dict(record.needs)
    for found in fact.needs:
        needs.setdefault(found.id, Need(id=found.id, first_raised=entry.at))
    return replace(record, findings=fact, needs=MappingProxyType(needs))


def _gate(record: Record, _: facts.Entry, fact: facts.GateDecided) -> Record:
    return _in_sitting(record, fact.sitting, gate=fact)


def _clock_act(record: Record, entry: facts.Entry, fact: facts.ClockActed) -> Record:
    act = Act(at=entry.at, author=entry.author, fact=fact)
    return replace(record, acts=(*record.acts, act))


def _need(record: Record, entry: facts.Entry, fact: facts.NeedDecided) -> Record:
    need = record.needs.get(fact.need, Need(id=fact.need, first_raised=entry.at))
    need = replace(need, decided=fact, decided_at=entry.at, decided_by=entry.author)
    return replace(record, needs=_with(record.needs, fact.need, need))


def _plan(record: Record, entry: facts.Entry, fact: facts.NeedPlanned) -> Record:
    need = record.needs.get(fact.need, Need(id=fact.need, first_raised=entry.at))
    return replace(record, needs=_with(record.needs, fact.need, replace(need, plan=fact)))


def _priorities(record: Record, _: facts.Entry, fact: facts.PrioritiesSet) -> Record:
    return replace(record, priorities=fact.needs)


def _capacity(record: Record, entry: facts.Entry, fact: facts.CapacityFound) -> Record:
    return replace(_decided(record, entry, fact), capacity=(*record.capacity, fact))


def _consent(record: Record, entry: facts.Entry, fact: facts.Consented) -> Record:
    return replace(_decided(record, entry, fact), consents=(*record.consents, fact))


def _decided(record: Record, entry: facts.Entry, fact: facts.Fact) -> Record:
    after = decided.step(record.decided, entry.at, entry.author, fact)
    return replace(record, decided=after)


def _followed(record: Record, entry: facts.Entry) -> Following:
    found = record.findings.needs if record.findings else ()
    around = follow.Around(
        at=entry.at,
        author=entry.author,
        named_nurse=record.stay.named_nurse if record.stay else "",
        proposed={one.id: one.due for one in found if one.due is not None},
    )
    return follow.step(record.following, around, entry.fact)


def _keeping(record: Record, entry: facts.Entry, fact: facts.Fact) -> Record:
    after = keeping.step(record.keeping, entry.author, entry.at, entry.number, fact)
    return replace(record, keeping=after)


def _along(record: Record, entry: facts.Entry, fact: along.AlongFact) -> Record:
    after = along.step(record.along, entry.at, entry.author, fact)
    return replace(record, along=after)


def _for_her(record: Record, entry: facts.Entry, fact: facts.Fact) -> Record:
    return replace(record, for_her=her_record.step(record.for_her, entry.at, entry.author, fact))


def _share(record: Record, entry: facts.Entry, fact: facts.ShareDecided) -> Record:
    share = Share(at=entry.at, author=entry.author, fact=fact)
    return replace(record, shares=_with(record.shares, fact.share, share))


def _share_withdrawn(record: Record, entry: facts.Entry, fact: facts.ShareWithdrawn) -> Record:
    share = record.shares.get(fact.share)
    if share is None:
        return record
    taken_back = replace(share, withdrawn=entry.at)
    return replace(record, shares=_with(record.shares, fact.share, taken_back))


def _letter(record: Record, entry: facts.Entry, fact: facts.LetterMade) -> Record:
    letter = Letter(at=entry.at, author=entry.author, fact=fact)
    return replace(record, letters=_with(record.letters, fact.letter, letter))


def _letter_sent(record: Record, entry: facts.Entry, fact: facts.LetterSent) -> Record:
    letter = record.letters.get(fact.letter)
    if letter is None:
        return record
    letter = replace(letter, sent=(*letter.sent, (entry.at, fact)))
    return replace(record, letters=_with(record.letters, fact.letter, letter))


def _offered(record: Record, entry: facts.Entry, fact: offering.ExtendedOffered) -> Record:
    offered = offering.Offered(at=entry.at, author=entry.author, fact=fact)
    return replace(record, offers=(*record.offers, offered))


def _receiver(record: Record, _: facts.Entry, fact: onward.ReceiverNamed) -> Record:
    return replace(record, onward=fact)


def _informed(record: Record, entry: facts.Entry, fact: informed.InformationGiven) -> Record:
    kept = Kept(at=entry.at, author=entry.author, fact=fact)
    return replace(record, informed=_with(record.informed, fact.template, kept))


def _paused(record: Record, _: facts.Entry, fact: facts.Paused) -> Record:
    return _in_sitting(record, fact.sitting, paused=fact, page=fact.page)


def _page(record: Record, _: facts.Entry, fact: facts.PageReached) -> Record:
    return _in_sitting(record, fact.sitting, page=fact.page, paused=None)


def _paper_begun(record: Record, _: facts.Entry, fact: from_paper.PaperBegun) -> Record:
    return _in_sitting(record, fact.sitting, paper=fact)


def _paper_ended(record: Record, _: facts.Entry, fact: from_paper.PaperEnded) -> Record:
    return _in_sitting(record, fact.sitting, paper=None)


def _signed(record: Record, entry: facts.Entry, fact: facts.SittingSigned) -> Record:
    return _in_sitting(
        record, fact.sitting, signed=fact, signed_at=entry.at, signed_by=entry.author
    )


def _amended(record: Record, entry: facts.Entry, fact: facts.Amended) -> Record:
    after = replace(record, amendments=(*record.amendments, fact))
    if fact.answer is None:
        return after
    answer = answer_of(fact.answer, entry.id)
    return replace(after, answers=_with(after.answers, fact.answer.item, answer))


_STEPS: dict[type[facts.Fact], Callable[[Record, facts.Entry, Any], Record]] = {
    **dict.fromkeys(decided.KINDS, _decided),
    **dict.fromkeys(keeping.KINDS, _keeping),
    **dict.fromkeys(along.KINDS, _along),
    **dict.fromkeys(her_record.KINDS, _for_her),
    facts.Admitted: _identity,
    facts.Moved: _moved,
    facts.AdmissionCorrected: _identity,
    legal.SectionChanged: _section,
    legal.SectionDayCorrected: _section_day,
    facts.Left: _left,
    facts.Discharged: _ended,
    facts.Transferred: _ended,
    facts.Returned: _returned,
    facts.SittingBegun: _sitting_begun,
    facts.Answered: _answered,
    facts.Cleared: _cleared,
    facts.Undone: _undone,
    facts.FindingsRecorded: _findings,
    facts.GateDecided: _gate,
    facts.ClockActed: _clock_act,
    facts.NeedDecided: _need,
    facts.NeedPlanned: _plan,
    facts.PrioritiesSet: _priorities,
    facts.CapacityFound: _capacity,
    facts.Consented: _consent,
    facts.ShareDecided: _share,
    facts.ShareWithdrawn: _share_withdrawn,
    facts.LetterMade: _letter,
    facts.LetterSent: _letter_sent,
    from_paper.PaperBegun: _paper_begun,
    drilling.DrillBegun: lambda record, _, fact: replace(record, drill=fact),
    from_paper.PaperEnded: _paper_ended,
    offering.ExtendedOffered: _offered,
    onward.ReceiverNamed: _receiver,
    informed.InformationGiven: _informed,
    facts.Paused: _paused,
    facts.PageReached: _page,
    facts.SittingSigned: _signed,
    facts.Amended: _amended,
}
