"""What comes next for a woman on the board, in words without subjects. No widgets here.

A call that is to be made or heard from comes first; what a call agreed stands among the rest, and
of those the soonest is next. Where nothing is due, a sitting to go on with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from msgspec import Struct

from srh_assess.protocol.model import Protocol
from srh_assess.rules.due import said_result
from srh_assess.workflow import again
from srh_assess.workflow.desk import BoardRow

NOTHING = "Nothing due"
_AGREED = "What the call agreed"
OVER = frozenset({"said_no", "started", "passed"})
"""What ends a clock: it calls for nobody any more."""

_NEED: Mapping[str, str] = MappingProxyType(
    {
        "": "Look at it together",
        "suspected": "Look at it together",
        "confirmed": "Next step",
        "wanted": "Next step, as wanted",
        "deferred": "Offer again",
        "begun": "Next step",
        "part met": "Next step",
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "gate": "Look again",
        "return": "Expected back",
        "offer_again": "Offer again",
        "care": "Next step on the ward",
        "result": "Result to look for",
        "tell": "Result to tell",
        "repeat": "Repeat a test",
        "next_dose": "Next dose",
        "answer": "Answer to a referral",
        "appointment": "Visit",
        "rebook": "Rebook a visit",
        "handover": "Handover to be accepted",
        "decision": "Ask again, one decision",
        "settle": "To settle, one decision",
        "clock": "Ring",
    }
)
"""What is due, by its kind; a need's words follow its state."""
CHANGES: Mapping[str, str] = MappingProxyType(
    {"person": "with somebody else", "place": "in another place", "time": "at another hour"}
)
"""What is to be different at the next offer, by what her no was a no to."""
OFFERS = frozenset({"gate", "offer_again", "decision"})


class Next(Struct, frozen=True, kw_only=True):
    """One thing to do: its words, when, whose. ``offer``: it is offered to her again; ``now``:
    it does not wait for a time; ``change``: what is to be different from last time."""

    words: str
    at: datetime | None = None
    owner: str = ""
    offer: bool = False
    now: bool = False
    change: str = ""


def first(row: BoardRow, protocol: Protocol, now: datetime) -> Next:
    """What is next for her: a call, her notes, a sitting to go on with, or what is due first."""
    if row.state == "not_begun":
        return _notes(row, protocol)
    call = _call(row, now)
    if call is not None and call.words != _AGREED:
        return call
    found = next(every(row, protocol), None)
    dated = [one for one in (call, found) if one is not None]
    if dated:
        return min(dated, key=lambda one: one.at or now)
    going_on = row.state in ("sitting", "paused")
    return Next(words="Go on with the talk" if going_on else NOTHING)


def every(row: BoardRow, protocol: Protocol) -> Iterator[Next]:
    """Everything with a time but the clocks, the soonest first."""
    if row.state == "not_begun":
        yield _notes(row, protocol)
    found = list(_dues(row))
    if row.result_said is not None:
        at = said_result(protocol, row.result_said)
        found.append(Next(words=WORDS["result"], at=at, owner=row.named_nurse))
    found.extend(_offered_again(row, protocol))
    yield from sorted(found, key=lambda one: one.at or row.admitted)


def _offered_again(row: BoardRow, protocol: Protocol) -> Iterator[Next]:
    """A talk and a pregnancy test that were cut short or said no to, where they come back."""
    talk, test, nurse = row.talk_again, row.test_again, row.named_nurse
    if talk is not None and (due := again.talk_due(protocol, talk)) is not None:
        words = WORDS["gate" if talk.why == "short" else "offer_again"]
        yield Next(words=words, at=due, owner=nurse, offer=True, change=CHANGES.get(talk.to, ""))
    if test is not None and (due := again.test_due(protocol, test)) is not None:
        yield Next(words=WORDS["offer_again"], at=due, owner=test.owner or nurse, offer=True)


def _dues(row: BoardRow) -> Iterator[Next]:
    states = {need.id: need.state for need in row.needs}
    for due in row.dues:
        if due.what == "clock":
            continue
        state = states.get(due.id, "")
        words = WORDS.get(due.what) or _NEED.get(state, _NEED[""])
        owner = due.owner or (row.named_nurse if due.what == "return" else "")
        offer = due.what in OFFERS or (due.what == "need" and state == "deferred")
        yield Next(words=words, at=due.at, owner=owner, offer=offer)


def limits(row: BoardRow, protocol: Protocol) -> tuple[datetime, ...] | None:
    """The limits of the clocks that still call for somebody, soonest first; none when nothing
    does. A clock without a limit calls too."""
    calling = [
        clock
        for clock in row.clocks
        if clock.state != "closed"
        and clock.act not in OVER
        and (clock.id not in protocol.clocks or protocol.clocks[clock.id].interrupts)
    ]
    if not calling:
        return None
    found = [at for clock in calling for at in (clock.act_by, clock.closes) if at is not None]
    return tuple(sorted(found))


def _notes(row: BoardRow, protocol: Protocol) -> Next:
    hours = protocol.settings["red_flags_due_hours"].value
    at = row.admitted + timedelta(hours=hours)
    return Next(words="Check the notes", at=at, owner=row.named_nurse)


def _call(row: BoardRow, now: datetime) -> Next | None:
    """What the clocks ask for: to ring now, to hear from a call, to look whether what was
    agreed has happened by its limit."""
    calling = [c for c in row.clocks if c.state != "closed" and c.act not in OVER]
    if not calling:
        return None
    ahead = [at for c in calling for at in (c.act_by, c.closes) if at is not None and at > now]
    limit = min(ahead, default=None)
    if any(c.act in (None, "carry_on") for c in calling):
        return Next(words="Ring", at=limit, owner=row.named_nurse, now=True)
    ringing = next((c for c in calling if c.act == "ringing"), None)
    if ringing is not None:
        back = ringing.back_by or limit
        return Next(words="Hear from the call", at=back, owner=ringing.act_by_whom)
    return Next(words=_AGREED, at=limit, owner=row.named_nurse)
