"""What can be written down about a need: the fields of each act, and what it writes.

An act whose time is left empty happened now. Everything that rests on her yes asks whether she
was still willing just before; the wall below says no where either is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from srh_assess.assessment.followed import (
    appointment_state,
    care_state,
    handover_state,
    referral_state,
    sample_state,
)
from srh_assess.clock import local
from srh_assess.ui.pages.follow_form import Field
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.workflow.following import Follower
from srh_assess.workflow.lanes import RESULT_WORDS, care_name

Values = Mapping[str, Any]
WILLING = Field(
    id="willing",
    label="Was {she} still willing, just before?",
    kind="answers",
    choices={"yes": "Yes, {she} said so", "no": "Not asked"},
    hint="Only where it rests on {hers} decision",
)
BY = Field(id="by", label="By whom", hint="Your name if left empty")
AT = Field(id="at", label="When", kind="past", hint="Now if left empty")
MODES = {
    "in_reach": "Here on the ward",
    "remote": "By telephone or video",
    "escorted": "There, with an escort",
    "unescorted": "There, without an escort",
}
YES_NO = {"yes": "Yes", "no": "No"}
ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No", "unsure": "Not sure", "skipped": "Skip"}


class FollowAct(Struct, frozen=True):
    """One act: its words and icon, its fields now, and what it writes. ``part`` is the place of
    its button: the need, its threads, or her as a whole."""

    id: str
    words: str
    icon: str
    fields: Callable[[Follower, str], Sequence[Field]]
    write: Callable[[Follower, str, Values], object]
    advice: str = ""
    part: str = "need"


def _yes(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def _day(moment: datetime) -> str:
    return weekday_date(local(moment).date())


def _open(hers: Follower, part: str, states: Sequence[str]) -> Iterator[tuple[str, Any]]:
    state = {
        "care": care_state,
        "samples": sample_state,
        "referrals": referral_state,
        "appointments": appointment_state,
        "handovers": handover_state,
    }[part]
    for id, kept in getattr(hers.record.following, part).items():
        if state(kept) in states:
            yield id, kept.fact


# -- what each act asks ---------------------------------------------------------------------------


def _contact(hers: Follower, need: str) -> Sequence[Field]:
    how = {"phone": "Rung", "talk": "Talked", "message": "Written to", "letter": "Letter"}
    return (
        Field(id="with_whom", label="With whom", needed=True),
        Field(id="how", label="How", kind="answers", choices=how, words="phone"),
        Field(id="words", label="What came of it", kind="text"),
        AT,
    )


def _step(hers: Follower, need: str) -> Sequence[Field]:
    held = hers.record.following.needs[need]
    return (
        Field(id="step", label="Next step", words=held.step),
        Field(id="in_the_way", label="What is in the way", words=held.in_the_way,
              hint="And who clears it away"),
        Field(id="owner", label="Owner: one person", words=held.owner),
        Field(id="due", label="By when", kind="moment"),
    )  # fmt: skip


def _list_of_care(hers: Follower, need: str, kinds: Sequence[str], tests: bool) -> dict[str, str]:
    """Those the protocol names for this need first, then the rest."""
    rows = [row for row in hers.session.protocol.care.values() if (row.kind == "test") is tests]
    rows.sort(key=lambda row: (need not in row.needs, bool(row.needs)))
    return {row.id: row.name for row in rows if not kinds or row.kind in kinds}


def _care(hers: Follower, need: str) -> Sequence[Field]:
    how = {"offer": "Offered", "declined": "Offered: {she} said no", "later": "Offered: later",
           "done": "Given or done"}  # fmt: skip
    return (
        Field(id="what", label="What", kind="choice", choices=_list_of_care(hers, need, (), False)),
        Field(id="name", label="Or something else", hint="In a few words"),
        Field(id="how", label="How far", kind="answers", choices=how, needed=True),
        WILLING,
        Field(id="batch", label="Batch, of a medicine", hint="As on the box"),
        Field(id="no_batch_because", label="No batch, because"),
        Field(id="expires", label="Expires", kind="day", hint="May stay empty"),
        Field(id="next_on", label="Next dose", kind="day", hint="May stay empty"),
        BY,
        AT,
    )


def _write_care(hers: Follower, need: str, values: Values) -> object:
    what, how = values["what"] or "other", values["how"]
    base = {"name": values["name"], "by": values["by"]}
    if how == "done":
        return hers.give(
            need, what, at=values["at"], willing=values["willing"] == "yes",
            batch=values["batch"], no_batch_because=values["no_batch_because"],
            expires=values["expires"], next_on=values["next_on"], **base,
        )  # fmt: skip
    answer = "" if how == "offer" else how
    return hers.offer(need, what, at=values["at"], answer=answer, **base)


def _going(hers: Follower, need: str) -> Sequence[Field]:
    protocol = hers.session.protocol
    open_care = {
        id: care_name(protocol, fact)
        for id, fact in _open(hers, "care", ("offered", "accepted", "later", "begun"))
        if fact.need == need
    }
    to = {"accepted": "{She} said yes", "begun": "Begun", "done": "Done",
          "declined": "{She} said no", "abandoned": "Stopped"}  # fmt: skip
    return (
        Field(id="care", label="Which", kind="choice", choices=open_care, needed=True),
        Field(id="to", label="How it went on", kind="answers", choices=to, needed=True),
        WILLING,
        Field(id="batch", label="Batch, of a medicine"),
        Field(id="no_batch_because", label="No batch, because"),
        Field(id="next_on", label="Next dose", kind="day", hint="May stay empty"),
        Field(id="words", label="In a few words", kind="text"),
        BY,
        AT,
    )


def _write_going(hers: Follower, need: str, values: Values) -> object:
    told = {k: values[k] for k in ("batch", "no_batch_because", "next_on", "words", "by", "at")}
    hers.care(values["care"], values["to"], willing=values["willing"] == "yes", **told)
    return None


def _sample(hers: Follower, need: str) -> Sequence[Field]:
    return (
        Field(id="what", label="Which test", kind="choice",
              choices=_list_of_care(hers, need, (), True)),
        Field(id="name", label="Or another test"),
        WILLING,
        Field(id="last_sex", label="Last sex that could lead to a pregnancy", kind="day",
              hint="For a pregnancy test; may stay empty"),
        BY,
        AT,
    )  # fmt: skip


def _write_sample(hers: Follower, need: str, values: Values) -> object:
    return hers.sample(
        values["what"] or "other", need=need, name=values["name"], by=values["by"],
        at=values["at"], willing=values["willing"] == "yes", last_sex=values["last_sex"],
    )  # fmt: skip


def _samples(hers: Follower, states: Sequence[str]) -> dict[str, str]:
    protocol = hers.session.protocol
    return {
        id: f"{care_name(protocol, fact)}, {_day(fact.at)}"
        for id, fact in _open(hers, "samples", states)
    }


def _result(hers: Follower, need: str) -> Sequence[Field]:
    every = _samples(hers, ("awaited", "to_tell", "told"))
    return (
        Field(id="sample", label="Of which test", kind="choice", choices=every, needed=True),
        Field(id="result", label="What the report says", kind="answers", choices=RESULT_WORDS,
              needed=True),
        Field(id="words", label="Words of the report", kind="text"),
        AT,
    )  # fmt: skip


def _told(hers: Follower, need: str) -> Sequence[Field]:
    how = {"alone": "Alone with {her}", "with_someone": "With someone {she} chose",
           "phone": "By telephone", "letter": "By letter",
           "not_wanted": "{She} does not want to hear it"}  # fmt: skip
    return (
        Field(id="sample", label="Of which test", kind="choice",
              choices=_samples(hers, ("to_tell",)), needed=True),
        Field(id="how", label="How", kind="answers", choices=how, needed=True),
        Field(id="words", label="What {she} said", kind="hers"),
        BY,
        AT,
    )  # fmt: skip


def _refer(hers: Follower, need: str) -> Sequence[Field]:
    protocol = hers.session.protocol
    first = protocol.needs[need].destinations
    places = [protocol.destinations[id] for id in first]
    places += [place for id, place in protocol.destinations.items() if id not in first]
    return (
        Field(id="destination", label="Where to", kind="choice",
              choices={place.id: place.label for place in places}, needed=True),
        Field(id="mode", label="Where and how", kind="answers", choices=MODES, needed=True),
        WILLING,
        Field(id="leave_needed", label="Leave needed?", kind="answers", choices=YES_NO),
        Field(id="escort", label="Escort, and who"),
        Field(id="shared", label="What was told them"),
        Field(id="because", label="In an emergency: why nobody waited"),
        BY,
        AT,
    )  # fmt: skip


def _write_refer(hers: Follower, need: str, values: Values) -> object:
    return hers.refer(
        need, values["destination"], mode=values["mode"], willing=values["willing"] == "yes",
        leave_needed=_yes(values["leave_needed"]), escort=values["escort"],
        shared=values["shared"], because=values["because"], by=values["by"], at=values["at"],
    )  # fmt: skip


def _answered(hers: Follower, need: str) -> Sequence[Field]:
    places = hers.session.protocol.destinations
    sent = {
        id: f"{places[fact.destination].label}, {_day(fact.at)}"
        for id, fact in _open(hers, "referrals", ("sent", "accepted", "not_accepted"))
    }
    said = {
        "accepted": "They take {her} on",
        "not_accepted": "They do not",
        "closed": "It is closed",
    }
    return (
        Field(id="referral", label="Which referral", kind="choice", choices=sent, needed=True),
        Field(id="answer", label="What they said", kind="answers", choices=said, needed=True),
        Field(id="words", label="In a few words", kind="text"),
        AT,
    )


def _appointment(hers: Follower, need: str) -> Sequence[Field]:
    missed = {
        id: _day(fact.starts)
        for id, fact in _open(hers, "appointments", ("could_not_come", "cancelled"))
    }
    return (
        Field(id="starts", label="Day and time", kind="moment", needed=True),
        Field(id="booked", label="How far", kind="answers",
              choices={"no": "Offered", "yes": "Booked"}, needed=True),
        Field(id="mode", label="Where and how", kind="answers", choices=MODES, needed=True),
        Field(id="with_whom", label="With whom"),
        Field(id="where", label="Where"),
        Field(id="leave_needed", label="Leave needed?", kind="answers", choices=YES_NO),
        Field(id="leave_agreed", label="Leave agreed?", kind="answers", choices=YES_NO),
        Field(id="escort", label="Escort, and who"),
        Field(id="instead_of", label="In place of the visit of", kind="choice", choices=missed),
    )  # fmt: skip


def _write_appointment(hers: Follower, need: str, values: Values) -> object:
    told = dict(values)
    told["booked"] = values["booked"] == "yes"
    for name in ("leave_needed", "leave_agreed"):
        told[name] = _yes(values[name])
    return hers.appointment(need, told.pop("starts"), **told)


def _visit(hers: Follower, need: str) -> Sequence[Field]:
    visits = {
        id: _day(fact.starts) for id, fact in _open(hers, "appointments", ("offered", "booked"))
    }
    to = {"booked": "Booked now", "attended": "{She} was there", "could_not_come": "Could not come",
          "cancelled": "Cancelled by the service", "declined": "{She} said no"}  # fmt: skip
    reasons = {row.code: row.label for row in hers.session.protocol.gate.reasons}
    return (
        Field(id="appointment", label="Which visit", kind="choice", choices=visits, needed=True),
        Field(id="to", label="What became of it", kind="answers", choices=to, needed=True),
        Field(id="reason", label="What was in the way", kind="choice", choices=reasons),
        Field(id="words", label="In a few words", kind="text"),
        BY,
        AT,
    )


def _met(hers: Follower, need: str) -> Sequence[Field]:
    return (
        Field(id="words", label="On what evidence", kind="text", needed=True,
              hint=hers.session.protocol.needs[need].met),
        Field(id="by", label="Who found it so", hint="Your name if left empty"),
        AT,
    )  # fmt: skip


def _said_no(hers: Follower, need: str) -> Sequence[Field]:
    again = {"on_date": "On a day {she} names", "if_she_asks": "Only if {she} brings it up"}
    return (
        Field(id="words", label="What {she} said", kind="hers", needed=True),
        Field(id="offer_again", label="May we ask again?", kind="answers", choices=again,
              needed=True),
        Field(id="again_on", label="On which day", kind="day"),
        AT,
    )  # fmt: skip


def _why(hers: Follower, need: str) -> Sequence[Field]:
    return (Field(id="words", label="Why", kind="text", needed=True), AT)


def _hand_over(hers: Follower, need: str) -> Sequence[Field]:
    every = {"this": "This need", "all": "Every open need"}
    return (
        Field(id="which", label="What goes on elsewhere", kind="answers", choices=every,
              needed=True),
        Field(id="receiver", label="Who takes it over, by name", needed=True),
        Field(id="team", label="Their team"),
        Field(id="contact", label="How to reach them"),
    )  # fmt: skip


def _write_hand_over(hers: Follower, need: str, values: Values) -> object:
    following = hers.record.following.needs
    every = tuple(n.need for n in following.values() if n.open and n.confirmed)
    which = (need,) if values["which"] == "this" else every
    return hers.hand_over(which, values["receiver"], team=values["team"], contact=values["contact"])


def _taken(hers: Follower, need: str) -> Sequence[Field]:
    asked = {id: fact.receiver for id, fact in _open(hers, "handovers", ("asked",))}
    said = {"accepted": "Takes it over", "not_accepted": "Does not"}
    return (
        Field(id="handover", label="Who", kind="choice", choices=asked, needed=True),
        Field(id="answer", label="What they said", kind="answers", choices=said, needed=True),
        Field(id="by", label="Who told you", needed=True),
        Field(id="words", label="In a few words", kind="text"),
    )


def _check(hers: Follower, need: str) -> Sequence[Field]:
    which = {"first": "First, at 14 days", "second": "Second, at 42 days"}
    reached = {"herself": "{She} in person", "team": "Her team", "not_reached": "Not reached",
               "does_not_want": "{She} does not want it"}  # fmt: skip
    open_needs = {
        n.need: hers.session.protocol.needs[n.need].name
        for n in hers.record.following.needs.values()
        if n.confirmed and n.state not in ("met", "no_longer_applies")
    }
    return (
        Field(id="which", label="Which look", kind="answers", choices=which, needed=True),
        Field(id="reached", label="Who was reached", kind="answers", choices=reached, needed=True),
        Field(id="met", label="A need found met", kind="choice", choices=open_needs),
        Field(id="words", label="How {she} is doing; on what evidence", kind="text"),
        BY,
    )


def _write_check(hers: Follower, need: str, values: Values) -> object:
    met = (values["met"],) if values["met"] else ()
    return hers.check(
        values["which"], values["reached"], met=met, words=values["words"], by=values["by"]
    )


def plain(name: str) -> Callable[[Follower, str, Values], object]:
    """An act whose fields are just what the follower's method takes."""
    return lambda hers, need, values: getattr(hers, name)(need, **values)


def moved(to: Any) -> Callable[[Follower, str, Values], object]:
    """A need changes its state."""
    return lambda hers, need, values: hers.move(need, to, **values)


def threaded(name: str) -> Callable[[Follower, str, Values], object]:
    """An act about a thread: its fields are what the follower's method takes."""
    return lambda hers, need, values: getattr(hers, name)(**values)


ACTS: tuple[FollowAct, ...] = (
    FollowAct("contact", "A contact", "phone", _contact, plain("contact")),
    FollowAct("step", "Next step, new date", "calendar", _step, plain("step")),
    FollowAct("met", "Met", "tick", _met, moved("met")),
    FollowAct("hand_over", "Hand over", "chevron-right", _hand_over, _write_hand_over),
    FollowAct("part_met", "Part met", "half-disc", _met, moved("part_met"), part="link"),
    FollowAct("said_no", "{She} said no", "ring-bar", _said_no, moved("declined"), part="link"),
    FollowAct("no_longer", "No longer applies", "dash", _why, moved("no_longer_applies"),
              part="link"),
    FollowAct("again", "Open again", "curved-arrow", _why, moved("confirmed"), part="link"),
    FollowAct("care", "Offered or given", "plus", _care, _write_care, part="thread"),
    FollowAct("going", "How it went on", "filled-dot", _going, _write_going, part="thread"),
    FollowAct("sample", "A test taken", "square", _sample, _write_sample, part="thread"),
    FollowAct("result", "A result back", "note", _result, threaded("result"), part="thread"),
    FollowAct("told", "Result told to {her}", "quote", _told, threaded("told"), part="thread",
              advice="{She} hears it first, and in private."),
    FollowAct("refer", "A referral", "chevron-right", _refer, _write_refer, part="thread"),
    FollowAct("answered", "What the service said", "phone", _answered, threaded("answered"),
              part="thread"),
    FollowAct("appointment", "A visit offered or booked", "calendar", _appointment,
              _write_appointment, part="thread"),
    FollowAct("visit", "What became of a visit", "tick", _visit, threaded("visit"), part="thread"),
    FollowAct("taken", "Handover answered", "person", _taken, threaded("taken_over"),
              part="thread"),
    FollowAct("check", "Look after {hers} stay", "search", _check, _write_check, part="thread"),
)  # fmt: skip
BY_ID = {act.id: act for act in ACTS}
