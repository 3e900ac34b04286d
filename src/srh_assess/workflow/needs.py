"""Needs: the rules propose, the nurse confirms or sets aside with a reason, she says what
she wants. Each need has one owner and one due time, proposed and changeable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from srh_assess.assessment import facts, naming
from srh_assess.assessment.followed import NeedState
from srh_assess.assessment.record import Need, Record
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.spoken import turned
from srh_assess.rules.needs import NeedFinding
from srh_assess.workflow.session import Change, Session

Wants = Literal["now", "later", "no", "unsure"]


class NeedLine(Struct, frozen=True, kw_only=True):
    """One need as the page shows it: what the rules found and what people decided.

    ``state`` is a word of the design, from *suspected* to *no longer applies*. ``finding`` is
    missing when she named it, or when nothing raises it any more.
    """

    id: str
    name: str
    state: str
    urgency: str
    due: datetime | None
    owner: str
    finding: NeedFinding | None
    need: Need | None
    rank: int | None = None


def lines(session: Session) -> tuple[NeedLine, ...]:
    """Every need raised or named: in her own order first, then by what is due soonest."""
    findings = {need.id: need for need in session.findings.needs}
    ids = [*findings, *(n for n in session.record.needs if n not in findings)]
    rank = {need: place for place, need in enumerate(session.record.priorities, 1)}
    found = [_line(session, need, findings, rank) for need in ids if _stands(session, need)]
    return tuple(sorted(found, key=_order))


def _order(line: NeedLine) -> tuple[float, bool, float, str]:
    due = line.due.timestamp() if line.due else float("inf")
    rank = float("inf") if line.rank is None else float(line.rank)
    return (rank, line.due is None, due, line.id)


def _stands(session: Session, need: str) -> bool:
    """A need that no visible answer raises now stays only where a person decided on it."""
    if any(need == found.id for found in session.findings.needs):
        return True
    held = session.record.needs.get(need)
    return held is not None and held.decided is not None


def _line(
    session: Session, need: str, findings: Mapping[str, NeedFinding], rank: Mapping[str, int]
) -> NeedLine:
    rule, held = session.protocol.needs[need], session.record.needs.get(need)
    found = findings.get(need)
    followed = session.record.following.needs.get(need)
    return NeedLine(
        id=need,
        name=rule.name,
        state=state_of(session.record, need),
        urgency=found.urgency if found else rule.urgency,
        due=(followed.due if followed else None) or (found.due if found else None),
        owner=followed.owner if followed else "",
        finding=found,
        need=held,
        rank=rank.get(need),
    )


def state_of(record: Record, need: str) -> str:
    """The need's state in the program's words."""
    held = record.following.needs.get(need)
    return words_of(held.state if held else "suspected")


def words_of(state: NeedState) -> str:
    """A state as people say it."""
    return state.replace("_", " ")


def undecided(session: Session) -> tuple[str, ...]:
    """Raised needs that the nurse has neither confirmed nor set aside."""
    held = session.record.needs
    return tuple(
        found.id
        for found in session.findings.needs
        if found.id not in held or held[found.id].decided is None
    )


def confirm(session: Session, *needs: str, named_by_her: bool = False) -> Change:
    """Confirms needs; one press confirms all that are shown. Owner and due are proposed."""
    new: list[facts.AnyFact] = []
    for need in needs:
        _known(session, need)
        new.append(
            facts.NeedDecided(
                sitting=session.sitting, need=need, state="confirmed", named_by_her=named_by_her
            )
        )
        held = session.record.needs.get(need)
        if held is None or held.plan is None:
            new.append(proposed(session, need))
    return session.add(*new)


def proposed(session: Session, need: str) -> facts.NeedPlanned:
    """The plan the protocol proposes: its first step, the named nurse or the author, its due
    time. It says nothing of what she wants, and names nobody: the step is kept, and is read on the
    board and on the huddle's sheet where names are hidden."""
    rule, who = session.written.needs[need], naming.woman(session.record.identity)
    step = rule.next_step or rule.ward
    found = next((f for f in session.findings.needs if f.id == need), None)
    stay = session.record.stay
    return facts.NeedPlanned(
        sitting=session.sitting,
        need=need,
        step=step if who.is_she else turned(step, "the person"),
        owner=(stay.named_nurse if stay else "") or session.author_name,
        due=found.due if found else session.clock.now() + hours_of(session.protocol, rule.urgency),
    )


def hours_of(protocol: Protocol, urgency: str) -> timedelta:
    """How long the protocol gives a need of this urgency."""
    return timedelta(hours=protocol.urgency_hours[urgency])


def set_aside(session: Session, need: str, reason: str) -> Change:
    """Not a need, and why. It stays visible, greyed, and can be confirmed again."""
    _known(session, need)
    if not reason.strip():
        raise BadInput("need-reason")
    return session.add(
        facts.NeedDecided(
            sitting=session.sitting, need=need, state="set_aside", reason=reason.strip()
        )
    )


def plan(
    session: Session,
    need: str,
    *,
    wants: Wants | None = None,
    words: str = "",
    step: str = "",
    owner: str = "",
    due: datetime | None = None,
    offer_again: Literal["", "on_date", "if_she_asks"] = "",
) -> Change:
    """What she wants and what happens next."""
    _known(session, need)
    return session.add(
        facts.NeedPlanned(
            sitting=session.sitting,
            need=need,
            wants=wants,
            words=words,
            step=step,
            owner=owner,
            due=due,
            offer_again=offer_again,
        )
    )


def prioritise(session: Session, *needs: str) -> Change:
    """Her own order, first to last."""
    for need in needs:
        _known(session, need)
    return session.add(facts.PrioritiesSet(sitting=session.sitting, needs=needs))


def _known(session: Session, need: str) -> None:
    if need not in session.protocol.needs:
        raise BadInput("unknown-need", need=need)
