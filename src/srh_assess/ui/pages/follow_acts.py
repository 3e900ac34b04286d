"""What can be written down about a need: the fields of each act, and what it writes.

An act whose time is left empty happened now. Everything that rests on her yes asks whether she
was still willing just before; the wall below says no where either is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from srh_assess.ui.pages import follow_threads as threads
from srh_assess.ui.pages.follow_form import Field
from srh_assess.ui.pages.follow_threads import AT, BY
from srh_assess.workflow.following import Follower

Values = Mapping[str, Any]
ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No", "unsure": "Not sure", "skipped": "Skip"}


_REACHES = frozenset({"contact", "hand_over", "told", "refer", "appointment", "check"})


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

    @property
    def reaches(self) -> bool:
        """Whether somebody outside is reached by it, or is to reach her."""
        return self.id in _REACHES


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
        Field(id="step", label="Next step", kind="about", words=held.step),
        Field(id="in_the_way", label="What is in the way", kind="about", words=held.in_the_way,
              hint="And who clears it away"),
        Field(id="owner", label="Owner: one person", words=held.owner),
        Field(id="due", label="By when", kind="moment"),
    )  # fmt: skip


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
    hours = hers.session.protocol.settings["handover_hours"].value
    return (
        Field(id="which", label="What goes on elsewhere", kind="answers", choices=every,
              needed=True),
        Field(id="receiver", label="Who takes it over, by name", needed=True,
              hint=f"{hours:g} hours before a move that is known, else on the same day"),
        Field(id="team", label="Their team"),
        Field(id="contact", label="How to reach them"),
    )  # fmt: skip


def _write_hand_over(hers: Follower, need: str, values: Values) -> object:
    following = hers.record.following.needs
    every = tuple(n.need for n in following.values() if n.open and n.confirmed)
    which = (need,) if values["which"] == "this" else every
    return hers.hand_over(which, values["receiver"], team=values["team"], contact=values["contact"])


def _taken(hers: Follower, need: str) -> Sequence[Field]:
    asked = {id: fact.receiver for id, fact in threads.open_threads(hers, "handovers", ("asked",))}
    said = {"accepted": "Takes it over", "not_accepted": "Does not"}
    return (
        Field(id="handover", label="Who", kind="choice", choices=asked, needed=True),
        Field(id="answer", label="What they said", kind="answers", choices=said, needed=True),
        Field(id="by", label="Who told you", needed=True),
        Field(id="words", label="In a few words", kind="text"),
    )


def _check(hers: Follower, need: str) -> Sequence[Field]:
    which = {"first": "First, at 14 days", "second": "Second, at 42 days"}
    reached = {"herself": "{She} in person", "team": "The team", "not_reached": "Not reached",
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
    FollowAct(
        "no_longer", "No longer applies", "dash", _why, moved("no_longer_applies"), part="link"
    ),
    FollowAct("again", "Open again", "curved-arrow", _why, moved("confirmed"), part="link"),
    FollowAct("care", "Offered or given", "plus", threads.care, threads.write_care, part="thread"),
    FollowAct(
        "going", "How it went on", "filled-dot", threads.going, threads.write_going, part="thread"
    ),
    FollowAct(
        "sample", "A test taken", "square", threads.sample, threads.write_sample, part="thread"
    ),
    FollowAct(
        "test_no",
        "A test: {she} said no",
        "ring-bar",
        threads.test_no,
        threads.write_test_no,
        part="thread",
        advice="A pregnancy test is offered once more, a day later; then only for a new reason.",
    ),
    FollowAct("result", "A result back", "note", threads.result, threaded("result"), part="thread"),
    FollowAct(
        "told",
        "Result told to {her}",
        "quote",
        threads.told,
        threaded("told"),
        part="thread",
        advice="{She} hears it first, and in private.",
    ),
    FollowAct(
        "drop",
        "No next dose, no repeat",
        "ring-bar",
        threads.drop,
        threaded("drop_next"),
        part="thread",
    ),
    FollowAct(
        "refer", "A referral", "chevron-right", threads.refer, threads.write_refer, part="thread"
    ),
    FollowAct(
        "answered",
        "What the service said",
        "phone",
        threads.answered,
        threaded("answered"),
        part="thread",
    ),
    FollowAct(
        "appointment",
        "A visit offered or booked",
        "calendar",
        threads.appointment,
        threads.write_appointment,
        part="thread",
    ),
    FollowAct(
        "visit", "What became of a visit", "tick", threads.visit, threads.write_visit, part="thread"
    ),
    FollowAct(
        "taken", "Handover answered", "person", _taken, threaded("taken_over"), part="thread"
    ),
    FollowAct("check", "Look after {hers} stay", "search", _check, _write_check, part="thread"),
)
BY_ID = {act.id: act for act in ACTS}
