"""What lists read: rows made from a record by pure functions, never the source of anything.

They can be thrown away and rebuilt from the journal at any time. They hold moments, not ages or
hours left: those change while nothing is written.
"""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile

import msgspec

from srh_assess.assessment.dues import DueAt, checks_owed, dues
from srh_assess.assessment.facts import Found
from srh_assess.assessment.followed import Followed, last, leave_for, sample_state
from srh_assess.assessment.following import ResultTold
from srh_assess.assessment.record import Act, Record, Sitting
from srh_assess.store.rows import (
    AdmissionRow,
    AssessmentState,
    BoardRow,
    Due,
    FollowDue,
    OpenNeed,
    PutOff,
    RunningClock,
    TalkAgain,
    TestAgain,
)

__all__ = [
    "AdmissionRow",
    "BoardRow",
    "Due",
    "FollowDue",
    "OpenNeed",
    "PutOff",
    "RunningClock",
    "TalkAgain",
    "TestAgain",
]

SHAPE = 11
"""Raised whenever a row, or what stands in it, changes: the next opening then makes all rows of
every home again."""


def admission_row(record: Record) -> AdmissionRow | None:
    """Who she is and when she came; none before the admission itself is recorded."""
    identity, stay = record.identity, record.stay
    if identity is None or stay is None:
        return None
    return AdmissionRow(
        admission=record.admission,
        family=identity.family,
        given=identity.given,
        preferred=identity.preferred,
        born=identity.born,
        nhs_number=identity.nhs_number,
        local_id=identity.local_id,
        ward=stay.ward,
        room=stay.room,
        admitted=stay.admitted,
        ended=record.ended.at if record.ended else None,
    )


def board_row(record: Record) -> BoardRow | None:
    """Her row on the ward board; none before the admission itself is recorded, and none once
    the stay has ended."""
    return _row(record) if record.ended is None else None


def after_row(record: Record) -> BoardRow | None:
    """The same of a stay that has ended, for as long as something of it stands open: a need, a
    result, a visit, an answer, a look after the stay."""
    ended, row = record.ended, _row(record)
    if row is None or ended is None:
        return None
    row = msgspec.structs.replace(
        row, ended=ended.at, receiver=ended.receiver, checks=checks_owed(record)
    )
    stands = row.needs or row.following or row.checks or row.results_owed
    return row if stands else None


def _row(record: Record) -> BoardRow | None:
    identity, stay = record.identity, record.stay
    if identity is None or stay is None:
        return None
    gate, away = record.gate, record.away
    row = BoardRow(
        admission=record.admission,
        family=identity.family,
        given=identity.given,
        preferred=identity.preferred,
        born=identity.born,
        ward=stay.ward,
        room=stay.room,
        admitted=stay.admitted,
        named_nurse=stay.named_nurse,
        state=_state(record),
        needs=_open_needs(record),
        clocks=_clocks(record),
        letters_waiting=_letters_waiting(record),
        gate=gate.outcome if gate else None,
        next_look=gate.next_look if gate else None,
        gate_owner=gate.owner if gate else "",
        nhs_number=identity.nhs_number,
        local_id=identity.local_id,
        away=away.why if away else None,
        back_by=away.back_by if away else None,
        results_owed=results_owed(record),
        result_said=result_said(record),
        following=tuple(_follow_due(record, line) for line in dues(record) if line.what != "need"),
        put_off=put_off(record),
        talk_again=talk_again(record),
        test_again=test_again(record),
    )
    return _with_progress(_with_sitting(row, record), record)


def results_owed(record: Record) -> bool:
    """Whether a result is awaited, or back and not told to her."""
    samples = record.following.samples.values()
    owed = any(sample_state(kept) != "told" for kept in samples)
    return owed or result_said(record) is not None


def result_said(record: Record) -> datetime | None:
    """When it was said that a result is awaited, where no test here says which; the word holds
    until she was told a result after it."""
    samples = record.following.samples.values()
    found = record.answers.get(RESULTS)
    if found is None or AWAITED not in found.codes:
        return None
    if any(sample_state(kept) != "told" for kept in samples):
        return None
    told = (last(kept, ResultTold) for kept in samples)
    over = any(one is not None and one.at > found.taken for one in told)
    return None if over else found.taken


RESULTS, AWAITED = "X54", "awaited"
"""The item that holds infection results, and its option for one still owed."""


def packed(row: BoardRow) -> bytes:
    """As the board's table holds it."""
    return msgspec.json.encode(row)


def unpacked(raw: bytes) -> BoardRow:
    """The reverse of ``packed``."""
    return _ROWS.decode(raw)


_ROWS = msgspec.json.Decoder(BoardRow)


def _state(record: Record) -> AssessmentState:
    if not record.sittings:
        return "not_begun"
    newest = record.sittings[-1]
    if newest.signed is not None:
        return newest.signed.outcome
    return "paused" if newest.paused is not None else "sitting"


def _with_sitting(row: BoardRow, record: Record) -> BoardRow:
    sitting = record.open_sitting
    if sitting is None:
        return row
    return msgspec.structs.replace(
        row,
        sitting=sitting.id,
        sitting_author=sitting.author,
        sitting_begun=sitting.begun,
        page=sitting.page,
        paused=sitting.paused.why if sitting.paused else None,
    )


def _with_progress(row: BoardRow, record: Record) -> BoardRow:
    found = record.findings
    if found is None:
        return row
    return msgspec.structs.replace(
        row,
        core_open=found.core_open,
        asked=found.asked,
        answered=found.answered,
        sections=found.sections,
        sections_done=found.sections_done,
    )


def put_off(record: Record) -> PutOff | None:
    """The DEFERs in a row since the last other decision; none when the newest is another."""
    decided = [sitting for sitting in record.sittings if sitting.gate is not None]
    row = list(takewhile(_deferred, reversed(decided)))
    newest = row[0].gate if row else None
    if newest is None:
        return None
    since = row[-1].begun
    met = [meeting.at for meeting in record.along.meetings]
    return PutOff(
        times=len(row),
        since=since,
        waits_since=max([since, *met]),
        reason=newest.reason_code,
        possible=newest.would_make_possible,
    )


def talk_again(record: Record) -> TalkAgain | None:
    """The newest talk, where it was cut short for now or she said no to it. One she asked not to
    be asked about again is none: she can ask at any time."""
    newest = record.sittings[-1] if record.sittings else None
    if newest is None or newest.signed is None:
        return None
    since = newest.signed_at or newest.begun
    if newest.signed.outcome == "partial":
        return TalkAgain(why="short", since=since)
    if newest.signed.outcome != "declined":
        return None
    said = record.answers.get(SAID_NO_TO)
    to = str(said.value or "") if said is not None and said.sitting == newest.id else ""
    if to == ONLY_IF_SHE_ASKS:
        return None
    return TalkAgain(why="no", since=since, to=to, times=talks_said_no_to(record))


def talks_said_no_to(record: Record) -> int:
    """How often in this stay she said no to the talk."""
    return sum(
        one.signed is not None and one.signed.outcome == "declined" for one in record.sittings
    )


SAID_NO_TO, ONLY_IF_SHE_ASKS = "X66", "if_she_asks"
"""The item that holds what her no was a no to, and its option for no further offer."""


def test_again(record: Record) -> TestAgain | None:
    """Her no to a pregnancy test, where it may still be offered: she is here, a pregnancy is
    possible as far as is known, and she did not say when, or whether, she wants to be asked."""
    nos, need = record.test_refused, record.following.needs.get(NOT_RULED_OUT)
    said = {item: answer.value for item, answer in record.answers.items()}
    if not nos or record.ended is not None or said.get(SAID_NO_TO) == ONLY_IF_SHE_ASKS:
        return None
    if any(said.get(item) == value for item, value in NOT_POSSIBLE):
        return None
    if need is not None and not need.open and (need.state != "declined" or need.offer_again):
        return None
    return TestAgain(last=max(nos), times=len(nos), owner=need.owner if need else "")


NOT_RULED_OUT = "N06"
NOT_POSSIBLE = (("X01", "no"), ("X03", "yes"))
"""The need that a test meets; and the answers with which none is needed: no womb, or after the
menopause."""


def _deferred(sitting: Sitting) -> bool:
    return sitting.gate is not None and sitting.gate.outcome == "defer"


def _follow_due(record: Record, line: DueAt) -> FollowDue:
    return FollowDue(
        need=line.need,
        what=line.what,
        id=line.id,
        at=line.at,
        owner=line.owner,
        dated=line.dated,
        about=_about(record, line.id),
        leave=leave_for(record.following, line.id),
    )


def _about(record: Record, thread: str) -> str:
    following = record.following
    for kept in (following.care.get(thread), following.samples.get(thread)):
        if kept is not None:
            return str(kept.fact.name or kept.fact.what)
    referral = following.referrals.get(thread)
    return str(referral.fact.destination) if referral is not None else ""


def _open_needs(record: Record) -> tuple[OpenNeed, ...]:
    """Needs that are raised, or that a nurse confirmed, and that are not closed."""
    raised = {found.id: found for found in record.findings.needs} if record.findings else {}
    decided = record.following.needs
    others = (id for id, need in decided.items() if need.confirmed and id not in raised)
    listed = (_need(id, raised.get(id), decided.get(id)) for id in (*raised, *others))
    return tuple(need for need in listed if need is not None)


def _need(id: str, found: Found | None, held: Followed | None) -> OpenNeed | None:
    urgency = found.urgency if found else ""
    if held is None:
        return OpenNeed(id=id, state=found.state, urgency=urgency, due=found.due) if found else None
    if not held.open:
        return None
    return OpenNeed(
        id=id,
        state=held.state,
        urgency=urgency,
        due=held.due,
        owner=held.owner,
        step=held.step,
        in_the_way=held.in_the_way,
    )


def _clocks(record: Record) -> tuple[RunningClock, ...]:
    if record.findings is None:
        return ()
    last = {act.fact.clock: act for act in record.acts}
    return tuple(_clock(found, last.get(found.id)) for found in record.findings.clocks)


def _clock(found: Found, act: Act | None) -> RunningClock:
    """The clock with what was last done about it; one started anew after it had ended is a new
    call."""
    if act is not None and act.fact.act == "passed" and found.state != "closed":
        act = None
    return RunningClock(
        id=found.id,
        state=found.state,
        act_by=found.act_by,
        closes=found.closes,
        act=act.fact.act if act else None,
        act_by_whom=act.fact.by if act else "",
        back_by=act.fact.back_by if act else None,
    )


def _letters_waiting(record: Record) -> int:
    """Shares she agreed to whose letter has not gone out, and letters made but not out. Her
    newest word to a reader counts: being asked again leaves nothing waiting from before."""
    gone = {letter.fact.share for letter in record.letters.values() if letter.sent}
    newest = {share.fact.recipient: share for share in record.shares.values()}
    agreed = {
        share.fact.share
        for share in newest.values()
        if share.fact.decision == "yes" and share.withdrawn is None
    }
    loose = [
        letter
        for letter in record.letters.values()
        if not letter.sent and letter.fact.share not in record.shares
    ]
    return len(agreed - gone) + len(loose)
