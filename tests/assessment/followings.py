"""Records of one woman with a need that is followed, made fact by fact."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from srh_assess.assessment import facts
from srh_assess.assessment import following as f
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NURSE = "Ruth Adeyemi"
ADMITTED = facts.Admitted(
    identity=facts.Identity(family="Wren", given="Marianne", born=date(1997, 3, 22)),
    stay=facts.Stay(admitted=AT - DAY, named_nurse=NURSE),
)
BEGUN = facts.SittingBegun(sitting="s1", protocol="1")
CONFIRMED = facts.NeedDecided(sitting="s1", need="N10", state="confirmed")
RAISED = facts.FindingsRecorded(
    rules="r", needs=(facts.Found(id="N10", state="suspected", due=AT + 7 * DAY),)
)


def plan(**more: Any) -> facts.NeedPlanned:
    return facts.NeedPlanned(sitting="s1", need="N10", **more)


def moved(to: Any, at: datetime = AT, **more: Any) -> f.NeedMoved:
    given = {"by": "R. Osei", "words": "seen on the chart", **more}
    return f.NeedMoved(need="N10", to=to, at=at, **given)


def care(id: str = "c1", what: str = "condoms", **more: Any) -> f.CareOffered:
    return f.CareOffered(care=id, what=what, need="N10", at=AT, **more)


def went(to: Any, id: str = "c1", at: datetime = AT, **more: Any) -> f.CareWent:
    return f.CareWent(care=id, to=to, at=at, by="R. Osei", **more)


def sample(id: str = "t1", what: str = "iron_blood", **more: Any) -> f.SampleTaken:
    given = {"need": "N10", "at": AT, "by": "R. Osei", **more}
    return f.SampleTaken(sample=id, what=what, **given)


def back(result: Any = "negative", id: str = "t1", **more: Any) -> f.ResultBack:
    given = {"at": AT, **more}
    return f.ResultBack(sample=id, result=result, **given)


def told(id: str = "t1", **more: Any) -> f.ResultTold:
    given = {"at": AT, "by": "R. Osei", **more}
    return f.ResultTold(sample=id, **given)


def referred(id: str = "r1", place: str = "ward_doctor", **more: Any) -> f.Referred:
    given = {"need": "N10", "at": AT, "by": "R. Osei", **more}
    return f.Referred(referral=id, destination=place, **given)


def visit(id: str = "v1", starts: datetime = AT + 3 * DAY, **more: Any) -> f.AppointmentOffered:
    return f.AppointmentOffered(appointment=id, need="N10", starts=starts, **more)


def visited(to: Any, id: str = "v1", at: datetime = AT, **more: Any) -> f.AppointmentWent:
    return f.AppointmentWent(appointment=id, to=to, at=at, **more)


def handover(id: str = "h1", **more: Any) -> f.HandoverMade:
    given = {"receiver": "Sam Okoro", "needs": ("N10",), **more}
    return f.HandoverMade(handover=id, **given)


def taken_over(answer: Any = "accepted", id: str = "h1", **more: Any) -> f.HandoverAnswered:
    given = {"at": AT, "by": "Sam Okoro", **more}
    return f.HandoverAnswered(handover=id, answer=answer, **given)


def record(*said: facts.AnyFact, every: timedelta = timedelta(0), author: str = "ruth") -> Record:
    """She was admitted and a sitting begun; then what is said, each so long after the other."""
    entries = (
        facts.Entry(
            id=f"e{n}", number=n, admission="a1", at=AT + n * every, author=author, fact=fact
        )
        for n, fact in enumerate((ADMITTED, BEGUN, *said))
    )
    return fold_all("a1", entries)


def followed(*said: facts.AnyFact, **more: Any) -> Record:
    """The same, with the need raised and confirmed before."""
    return record(RAISED, CONFIRMED, *said, **more)
