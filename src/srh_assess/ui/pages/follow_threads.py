"""The fields of the acts about care, tests, referrals and visits, and what each writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from srh_assess.assessment.dues import dues
from srh_assess.assessment.followed import (
    appointment_state,
    care_state,
    handover_state,
    referral_state,
    sample_state,
)
from srh_assess.clock import local
from srh_assess.rules.calendar import working_day_after
from srh_assess.ui.pages.follow_form import Field
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.workflow.following import Follower
from srh_assess.workflow.lanes import DUE_WORDS, RESULT_WORDS, care_name

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
NO_TEST = "No test is written down as taken. First write it down under A test taken"
LEAVE = Field(
    id="leave",
    label="Away from the ward: is leave agreed?",
    kind="answers",
    choices={"yes": "Yes", "not_yet": "Not yet", "not_needed": "Not needed"},
)


def _leave(value: str) -> dict[str, bool | None]:
    """As the facts hold it: whether it is needed, and whether it is agreed."""
    needed = {"yes": True, "not_yet": True, "not_needed": False}.get(value)
    agreed = {"yes": True, "not_yet": False}.get(value)
    return {"leave_needed": needed, "leave_agreed": agreed}


def _day(moment: datetime) -> str:
    return weekday_date(local(moment).date())


def open_threads(hers: Follower, part: str, states: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Threads of a part that stand in one of these states."""
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


def _list_of_care(hers: Follower, need: str, kinds: Sequence[str], tests: bool) -> dict[str, str]:
    """Those the protocol names for this need first, then the rest."""
    rows = [row for row in hers.session.protocol.care.values() if (row.kind == "test") is tests]
    rows.sort(key=lambda row: (need not in row.needs, bool(row.needs)))
    return {row.id: row.name for row in rows if not kinds or row.kind in kinds}


def care(hers: Follower, need: str) -> Sequence[Field]:
    """What was offered or given."""
    how = {"offer": "Offered", "declined": "Offered: {she} said no", "later": "Offered: later",
           "done": "Given or done"}  # fmt: skip
    return (
        Field(id="what", label="What", kind="choice", choices=_list_of_care(hers, need, (), False)),
        Field(id="name", label="Or something else", hint="In a few words"),
        Field(id="how", label="How far", kind="answers", choices=how, needed=True),
        WILLING,
        Field(id="batch", label="Batch, of a medicine", hint="As on the box"),
        Field(id="no_batch_because", label="No batch, because", kind="about"),
        Field(id="expires", label="Expires", kind="day", hint="May stay empty"),
        Field(id="next_on", label="Next dose", kind="day", hint="May stay empty"),
        BY,
        AT,
    )


def write_care(hers: Follower, need: str, values: Values) -> object:
    """Offered, or offered and done in one go."""
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


def going(hers: Follower, need: str) -> Sequence[Field]:
    """How something that was offered went on."""
    protocol = hers.session.protocol
    open_care = {
        id: care_name(protocol, fact)
        for id, fact in open_threads(hers, "care", ("offered", "accepted", "later", "begun"))
        if fact.need == need
    }
    to = {"accepted": "{She} said yes", "begun": "Begun", "done": "Done",
          "declined": "{She} said no", "abandoned": "Stopped"}  # fmt: skip
    return (
        Field(id="care", label="Which", kind="choice", choices=open_care, needed=True),
        Field(id="to", label="How it went on", kind="answers", choices=to, needed=True),
        WILLING,
        Field(id="batch", label="Batch, of a medicine"),
        Field(id="no_batch_because", label="No batch, because", kind="about"),
        Field(id="next_on", label="Next dose", kind="day", hint="May stay empty"),
        Field(id="words", label="In a few words", kind="text"),
        BY,
        AT,
    )


def write_going(hers: Follower, need: str, values: Values) -> object:
    """Writes it."""
    told = {k: values[k] for k in ("batch", "no_batch_because", "next_on", "words", "by", "at")}
    hers.care(values["care"], values["to"], willing=values["willing"] == "yes", **told)
    return None


def sample(hers: Follower, need: str) -> Sequence[Field]:
    """A test that was taken."""
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


def write_sample(hers: Follower, need: str, values: Values) -> object:
    """Writes it."""
    return hers.sample(
        values["what"] or "other", need=need, name=values["name"], by=values["by"],
        at=values["at"], willing=values["willing"] == "yes", last_sex=values["last_sex"],
    )  # fmt: skip


def test_no(hers: Follower, need: str) -> Sequence[Field]:
    """A test that was offered, and that she said no to."""
    return (
        Field(id="what", label="Which test", kind="choice",
              choices=_list_of_care(hers, need, (), True), needed=True),
        Field(id="words", label="What {she} said, and why", kind="hers", hint="May stay empty"),
        BY,
        AT,
    )  # fmt: skip


def write_test_no(hers: Follower, need: str, values: Values) -> object:
    """Writes it."""
    told = {name: values[name] for name in ("words", "by", "at")}
    return hers.offer(need, values["what"], answer="declined", **told)


def _samples(hers: Follower, states: Sequence[str]) -> dict[str, str]:
    protocol = hers.session.protocol
    return {
        id: f"{care_name(protocol, fact)}, {_day(fact.at)}"
        for id, fact in open_threads(hers, "samples", states)
    }


def result(hers: Follower, need: str) -> Sequence[Field]:
    """A result that came back."""
    every = _samples(hers, ("awaited", "to_tell", "told"))
    return (
        Field(id="sample", label="Of which test", kind="choice", choices=every, needed=True,
              hint="" if every else NO_TEST),
        Field(id="result", label="What the report says", kind="answers", choices=RESULT_WORDS,
              needed=True),
        Field(id="words", label="Words of the report", kind="text"),
        AT,
    )  # fmt: skip


def told(hers: Follower, need: str) -> Sequence[Field]:
    """How she heard it."""
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


def drop(hers: Follower, need: str) -> Sequence[Field]:
    """A next dose, or a repeat, that will not happen here."""
    protocol, following = hers.session.protocol, hers.record.following
    coming = {
        line.id: f"{DUE_WORDS[line.what]}: "
        f"{care_name(protocol, (following.care.get(line.id) or following.samples[line.id]).fact)}"
        f", {_day(line.at)}"
        for line in dues(hers.record)
        if line.what in ("next_dose", "repeat")
    }
    return (
        Field(id="thread", label="Which", kind="choice", choices=coming, needed=True),
        Field(id="words", label="Why it will not be", kind="text", needed=True),
    )


def refer(hers: Follower, need: str) -> Sequence[Field]:
    """Where she was referred."""
    protocol = hers.session.protocol
    first = protocol.needs[need].destinations
    places = [protocol.destinations[id] for id in first]
    places += [place for id, place in protocol.destinations.items() if id not in first]
    return (
        Field(id="destination", label="Where to", kind="choice", hint=referral_by(hers, need),
              choices={place.id: place.label for place in places}, needed=True),
        Field(id="mode", label="Where and how", kind="answers", choices=MODES, needed=True),
        WILLING,
        LEAVE,
        Field(id="escort", label="Escort, and who"),
        Field(id="shared", label="What was told them", kind="about"),
        Field(id="because", label="In an emergency: why nobody waited", kind="about"),
        BY,
        AT,
    )  # fmt: skip


def referral_by(hers: Follower, need: str) -> str:
    """By when the protocol wants the referral made; nothing once one was made."""
    decided = hers.record.needs[need].decided_at if need in hers.record.needs else None
    made = (kept.fact.need for kept in hers.record.following.referrals.values())
    if decided is None or need in made:
        return ""
    days = int(hers.session.protocol.settings["referral_working_days"].value)
    by = working_day_after(local(decided).date(), days)
    return f"To be made by {weekday_date(by)}, in working days from when the need was confirmed"


def write_refer(hers: Follower, need: str, values: Values) -> object:
    """Writes it."""
    return hers.refer(
        need, values["destination"], mode=values["mode"], willing=values["willing"] == "yes",
        **_leave(values["leave"]), escort=values["escort"], shared=values["shared"],
        because=values["because"], by=values["by"], at=values["at"],
    )  # fmt: skip


def answered(hers: Follower, need: str) -> Sequence[Field]:
    """What a service said."""
    places = hers.session.protocol.destinations
    sent = {
        id: f"{places[fact.destination].label}, {_day(fact.at)}"
        for id, fact in open_threads(hers, "referrals", ("sent", "accepted", "not_accepted"))
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


def appointment(hers: Follower, need: str) -> Sequence[Field]:
    """A time that was offered or booked."""
    missed = {
        id: _day(fact.starts)
        for id, fact in open_threads(hers, "appointments", ("could_not_come", "cancelled"))
    }
    return (
        Field(id="starts", label="Day and time", kind="moment", needed=True),
        Field(id="booked", label="How far", kind="answers",
              choices={"no": "Offered", "yes": "Booked"}, needed=True),
        Field(id="mode", label="Where and how", kind="answers", choices=MODES, needed=True),
        Field(id="with_whom", label="With whom"),
        Field(id="where", label="Where"),
        LEAVE,
        Field(id="escort", label="Escort, and who"),
        Field(id="instead_of", label="In place of the visit of", kind="choice", choices=missed),
    )  # fmt: skip


def write_appointment(hers: Follower, need: str, values: Values) -> object:
    """Writes it."""
    told = dict(values)
    told["booked"] = values["booked"] == "yes"
    told |= _leave(told.pop("leave"))
    return hers.appointment(need, told.pop("starts"), **told)


def visit(hers: Follower, need: str) -> Sequence[Field]:
    """What became of a visit."""
    visits = {
        id: _day(fact.starts)
        for id, fact in open_threads(hers, "appointments", ("offered", "booked"))
    }
    to = {"booked": "Booked now", "attended": "{She} was there", "could_not_come": "Could not come",
          "cancelled": "Cancelled by the service", "declined": "{She} said no"}  # fmt: skip
    reasons = {row.code: row.label for row in hers.session.protocol.gate.reasons}
    return (
        Field(id="appointment", label="Which visit", kind="choice", choices=visits, needed=True),
        Field(id="to", label="What became of it", kind="answers", choices=to, needed=True),
        Field(id="reason", label="What was in the way", kind="choice", choices=reasons),
        replace(LEAVE, label="Leave, if something changed (together with Booked now)"),
        Field(id="words", label="In a few words", kind="text"),
        BY,
        AT,
    )


def write_visit(hers: Follower, need: str, values: Values) -> object:
    """Writes it."""
    told = dict(values)
    told |= _leave(told.pop("leave"))
    return hers.visit(told.pop("appointment"), told.pop("to"), **told)
