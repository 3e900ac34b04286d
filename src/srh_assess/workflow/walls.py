"""What no workflow could have written: one small check a wall, replayed over a journal.

``verify`` folds a journal entry by entry and asks each wall whether the next fact could have
come from this program, given the record as it stood. A wall here is the same rule that the
workflow enforces when it writes, looked at from the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from srh_assess.assessment import drilling, facts, looking
from srh_assess.assessment.along import EarlierStaySaid, TeamDecided
from srh_assess.assessment.disclosing import PoliceRequested, VoiceGiven
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.following import ViewGiven
from srh_assess.assessment.from_paper import PaperBegun, PaperEnded
from srh_assess.assessment.keeping import Disposed
from srh_assess.assessment.legal import SectionChanged, SectionDayCorrected, Under
from srh_assess.assessment.offering import ExtendedOffered
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import BadInput, UserError, catalogue
from srh_assess.protocol.model import Protocol
from srh_assess.rules.consent import MOST_DAYS, share_lapsed
from srh_assess.rules.override import why_not_use
from srh_assess.rules.walls import Moment, faults
from srh_assess.store.projections import put_off
from srh_assess.workflow import answering, from_paper
from srh_assess.workflow.passed import is_so
from srh_assess.workflow.relation import SAME_STAY
from srh_assess.workflow.session import evaluated

Wall = Callable[[Protocol, Record, Entry], str]


def broken(protocol: Protocol, record: Record, entry: Entry) -> tuple[str, ...]:
    """The sentences of every wall that this entry broke."""
    return tuple(said for wall in WALLS if (said := wall(protocol, record, entry)))


_BEGINNINGS = (
    facts.Admitted, VoiceGiven, PoliceRequested, ViewGiven, Disposed, *looking.KINDS,
    *drilling.KINDS,
)  # fmt: skip


def _begins_with_admission(_: Protocol, record: Record, entry: Entry) -> str:
    apart = record.decided.voices or record.decided.requests or record.following.views
    begins = isinstance(entry.fact, _BEGINNINGS)
    if record.identity is None and not (begins or apart):
        return "something was written before the admission"
    return ""


def _signed_sitting_is_closed(_: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if not isinstance(fact, _IN_A_SITTING):
        return ""
    sitting = next((s for s in record.sittings if s.id == fact.sitting), None)
    if sitting is None:
        return "it belongs to a sitting that was never begun"
    return "" if sitting.signed is None else "it changes a sitting that is signed"


_IN_A_SITTING = (
    PaperBegun, PaperEnded,
    facts.Answered, facts.Cleared, facts.Undone, facts.GateDecided, facts.NeedDecided,
    facts.NeedPlanned, facts.PrioritiesSet, facts.Paused, facts.PageReached, facts.SittingSigned,
    ExtendedOffered,
)  # fmt: skip


def _one_sitting_at_a_time(_: Protocol, record: Record, entry: Entry) -> str:
    if isinstance(entry.fact, facts.SittingBegun) and record.open_sitting is not None:
        return "a second sitting was begun while one was open"
    return ""


def _stay_fits(_: Protocol, record: Record, entry: Entry) -> str:
    """A stay ends once, after it began, with its open things taken over; a return has an end
    before it, a move a stay that goes on."""
    fact = entry.fact
    if isinstance(fact, facts.Returned):
        gone = record.ended or record.away
        if gone is None or fact.at < gone.at:
            return "a return was written without a leaving before it"
        late = record.ended is not None and fact.at - gone.at > SAME_STAY
        return "an ended stay was gone on with after more than 24 hours" if late else ""
    if isinstance(fact, facts.SittingBegun) and record.ended is not None:
        return "a sitting was begun after the stay had ended"
    if not isinstance(fact, facts.Discharged | facts.Transferred | facts.Moved | facts.Left):
        return ""
    if record.ended is not None:
        return "she was moved or let go after the stay had ended"
    if record.stay is not None and fact.at < record.stay.admitted:
        return "she was moved or let go before she was admitted"
    return "" if isinstance(fact, facts.Moved | facts.Left) else _taken_over(fact)


def _section_fits(_: Protocol, record: Record, entry: Entry) -> str:
    """Her legal status changes within the stay, on a day that has come."""
    fact = entry.fact
    if not isinstance(fact, SectionChanged):
        return ""
    if record.stay is None or record.ended is not None:
        return "her legal status was changed outside a stay"
    newest = max(entry.at, record.last_at or entry.at)
    if not local(record.stay.admitted).date() <= fact.on <= local(newest).date():
        return "her legal status was changed on a day outside the stay"
    return ""


def _section_day_fits(_: Protocol, record: Record, entry: Entry) -> str:
    """The day put right is that of a change there is, and a day of the stay that has come."""
    fact = entry.fact
    if not isinstance(fact, SectionDayCorrected):
        return ""
    wrong = Under(on=fact.was, legal_status=fact.legal_status)
    if record.stay is None or wrong not in record.legal.changes:
        return "the day of a legal status was put right that nobody wrote down"
    newest = max(entry.at, record.last_at or entry.at)
    last = min(newest, record.ended.at) if record.ended else newest
    if not local(record.stay.admitted).date() <= fact.on <= local(last).date():
        return "her legal status was put on a day outside the stay"
    return "" if fact.reason.strip() else "a day was put right without a reason"


def _taken_over(fact: facts.Discharged | facts.Transferred) -> str:
    whole = fact.acceptance == "no_one_yet" or (fact.acceptance and fact.receiver.strip())
    if fact.open and not whole:
        return "a stay ended with something open, and nobody was named who takes it over"
    return ""


def _answer_fits(protocol: Protocol, _: Record, entry: Entry) -> str:
    fact = entry.fact
    if not isinstance(fact, facts.Answered):
        return ""
    try:
        item = answering.item_of(protocol, fact.item)
        answering.check(item, fact.value, fact.state, fact.when, entry.at)
    except UserError as fault:
        return f"the answer could not have been given: {fault.sentence}"
    return ""


def _paper_fits(_: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if not isinstance(fact, PaperBegun):
        return ""
    code = from_paper.fault(record, fact, entry.at)
    return f"the paper form could not have been entered: {BadInput(code).sentence}" if code else ""


def _deferral_is_whole(_: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if not isinstance(fact, facts.GateDecided):
        return ""
    if fact.outcome != fact.proposed and not fact.override_reason.strip():
        return "another outcome than the protocol's was taken without a reason"
    whole = fact.reason_code and fact.would_make_possible and fact.owner and fact.next_look
    if fact.outcome == "defer" and not whole:
        return "the talk was put off without reason, owner or next look"
    return ""


def _disposal_took_two(_: Protocol, __: Record, entry: Entry) -> str:
    fact = entry.fact
    one = isinstance(fact, Disposed) and not fact.again and fact.proposed_by == entry.author
    return "a record was destroyed by one person alone" if one else ""


def _set_aside_has_reason(_: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if isinstance(fact, facts.NeedDecided) and fact.state == "set_aside" and not fact.reason:
        return "a need was set aside without a reason"
    return ""


def _sent_as_agreed(_: Protocol, record: Record, entry: Entry) -> str:
    """A letter that went out names a share that said yes, to this document, not taken back."""
    fact = entry.fact
    if not isinstance(fact, facts.LetterSent):
        return ""
    letter = record.letters.get(fact.letter)
    if letter is None:
        return "a letter was sent that was never made"
    if letter.fact.recipient == HERSELF or _overridden(record, letter.fact):
        return ""
    share = record.shares.get(letter.fact.share)
    if share is None or share.fact.decision != "yes" or share.withdrawn is not None:
        return "a letter was sent without her agreement"
    if share.fact.document != letter.fact.document or share.fact.recipient != letter.fact.recipient:
        return "the letter sent is not the one she agreed to"
    if share_lapsed(share, entry.at, MOST_DAYS):
        return "a letter was sent after her yes to it had lapsed"
    return ""


def _overridden(record: Record, made: facts.LetterMade) -> bool:
    """Whether a complete decision by two people lets this letter go (law and ethics B5): used
    for it, or still to be used."""
    kept = record.decided.overrides.get(made.share)
    if kept is None:
        return False
    if kept.ended is None:
        return not why_not_use(record, made.share, made.recipient, made.document)
    return (kept.fact.recipient, kept.fact.document) == (made.recipient, made.document)


def _decision_stands(protocol: Protocol, record: Record, entry: Entry) -> str:
    """Every fact about her decisions meets the same walls as when the workflow writes it."""
    moment = Moment(protocol=protocol, record=record, at=entry.at, author=entry.author)
    codes = faults(moment, entry.fact)
    return catalogue()[codes[0]]["sentence"].rstrip(".") if codes else ""


def _window_had_ended(protocol: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if not isinstance(fact, facts.ClockActed) or fact.act != "passed":
        return ""
    ended = is_so(evaluated(protocol, record, entry.at), fact)
    return "" if ended else "it says that a limit had passed that had not"


def _shared_after_seeing(_: Protocol, record: Record, entry: Entry) -> str:
    """A yes to a reader names what she chose and saw, and a finding made for this decision."""
    fact = entry.fact
    if not isinstance(fact, facts.ShareDecided) or fact.decision != "yes":
        return ""
    hers = fact.recipient == HERSELF
    if not (fact.document and fact.items and (fact.shown or hers)):
        return "her yes stands without what she chose or saw"
    if hers:
        return ""
    finding = next((f for f in record.capacity if f.finding == fact.finding), None)
    if finding is None or finding.decision != f"D16.{fact.recipient}":
        return "her yes stands without a finding for this decision"
    if finding.outcome not in ABLE:
        return "her yes stands beside a finding that she could not decide this"
    return ""


def _amendment_has_reason(_: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if isinstance(fact, facts.Amended | facts.AdmissionCorrected) and not fact.reason.strip():
        return "something was amended without a reason"
    return ""


HERSELF = "herself"
ABLE = frozenset({"presumed", "able"})


def _team_had_cause(_: Protocol, record: Record, entry: Entry) -> str:
    if isinstance(entry.fact, TeamDecided) and put_off(record) is None:
        return "the team decided about a talk that was not put off"
    return ""


def _another_stay(_: Protocol, record: Record, entry: Entry) -> str:
    fact = entry.fact
    if isinstance(fact, EarlierStaySaid) and fact.earlier == record.admission:
        return "a stay was said to be earlier than itself"
    return ""


WALLS: Iterable[Wall] = (
    _begins_with_admission,
    _signed_sitting_is_closed,
    _one_sitting_at_a_time,
    _stay_fits,
    _section_fits,
    _section_day_fits,
    _answer_fits,
    _paper_fits,
    _deferral_is_whole,
    _set_aside_has_reason,
    _disposal_took_two,
    _shared_after_seeing,
    _sent_as_agreed,
    _amendment_has_reason,
    _decision_stands,
    _window_had_ended,
    _team_had_cause,
    _another_stay,
)
