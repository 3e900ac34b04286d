"""How pages speak: of her, of answers, of times, of the gate."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from srh_assess.assessment.answers import Answer, Source, State, When
from srh_assess.assessment.facts import Identity
from srh_assess.assessment.naming import woman
from srh_assess.protocol.model import Item, Option
from srh_assess.ui.pages import gate_words, told
from tests.ui.pages.made import LONG_NAME, MAYA, answer_gate

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


# --- her -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pronouns", "is_she"),
    [("she, her", True), ("She/Her", True), ("they, them", False), ("", False), ("sheila", False)],
)
def test_she_stands_only_where_she_says_so(pronouns: str, is_she: bool) -> None:
    who = woman(Identity(family="Wren", given="Marianne", preferred="Maya", pronouns=pronouns))
    assert who.is_she is is_she
    assert who.subject == ("she" if is_she else "Maya")
    assert who.object == ("her" if is_she else "Maya")
    assert who.possessive == ("her" if is_she else "Maya’s")
    assert who.starting == ("She" if is_she else "Maya")
    assert who.starting_possessive == ("Her" if is_she else "Maya’s")


def test_she_is_called_by_the_name_she_likes() -> None:
    assert woman(MAYA).name == "Maya"
    assert woman(LONG_NAME).name == "Anne-Marie Oluwaseun"
    assert woman(Identity(family="Suryani")).name == "Suryani"
    assert woman(None).name == woman(Identity(family="")).name == "This person"


# --- answers ---------------------------------------------------------------------------------


def item(kind: str = "one", **more: object) -> Item:
    told_of = {
        "id": "Q", "section": "s", "kind": kind, "say": "?", "label": "Q", "source": "-",
        "evidence": "-", "reviewed": date(2026, 1, 1), "review_by": date(2027, 1, 1),
        "options": (Option(code="a", label="Aye"), Option(code="b", label="Bee")), **more,
    }  # fmt: skip
    return Item(**told_of)  # type: ignore[arg-type]  # the fields of one kind of item


def given(value: object = None, **more: object) -> Answer:
    return Answer(item="Q", taken=NOW, value=value, **more)  # type: ignore[arg-type]  # any value


def test_an_answer_is_told_by_its_labels_number_or_state() -> None:
    assert told.value_words(item(), given("b")) == "Bee"
    assert told.value_words(item("many"), given(("a", "b"))) == "Aye, Bee"
    assert told.value_words(item("number", unit="kg"), given(68.5)) == "68.5 kg"
    assert told.value_words(item("number"), given(3)) == "3"
    assert told.value_words(item("scale", maximum=10.0), given(4)) == "4 of 10"
    assert told.value_words(item("text", options=()), given("As I say")) == "As I say"
    assert told.value_words(item(), given(state=State.DECLINED)) == "Would rather not say"


def test_an_answer_is_told_with_its_time() -> None:
    when = When.exactly(at(2026, 3, 7, 20))
    assert told.answer_words(item(), given("a", when=when), NOW) == "Aye. Sat 07-Mar 20:00"
    assert told.answer_words(item("date"), given("date", when=when), NOW) == "Sat 07-Mar 20:00"
    assert told.answer_words(item("date"), given("date"), NOW) == "Date not known"
    assert told.answer_words(item("date"), given(state=State.UNSURE), NOW) == "Unsure"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "Time not known"),
        (at(2026, 3, 7, 20), at(2026, 3, 7, 20), "Sat 07-Mar 20:00"),
        (at(2026, 3, 7, 19), at(2026, 3, 7, 21), "Sat 07-Mar, about 20:00"),
        (at(2026, 3, 7), at(2026, 3, 7, 23, 59), "Sat 07-Mar"),
        (at(2026, 3, 10), at(2026, 3, 10, 2), "Tue 10-Mar"),
        (at(2026, 3, 5), at(2026, 3, 7, 23), "Thu 05-Mar to Sat 07-Mar"),
        (at(2026, 2, 1), at(2026, 2, 28, 23, 59), "about February 2026"),
        (at(2025, 1, 1), at(2025, 12, 31, 23, 59), "about 2025"),
        (at(2025, 12, 30, 9), at(2025, 12, 30, 9), "Tue 30-Dec-2025 09:00"),
        (at(2026, 3, 7, 20), None, "since Sat 07-Mar"),
        (None, at(2026, 3, 7, 20), "before Sat 07-Mar"),
    ],
)
def test_a_time_is_never_told_more_exactly_than_it_is_known(
    first: datetime | None, last: datetime | None, words: str
) -> None:
    assert told.when_told(When(first, last), NOW) == words


def test_a_source_is_told_with_its_day_unless_she_was_asked() -> None:
    assert told.source_words(given("a"), NOW) == ""
    assert told.source_words(given("a", source=Source.NOTES), NOW) == "From notes, 10-Mar"


def test_words_are_listed() -> None:
    assert told.listed([]) == ""
    assert told.listed(["a"]) == "a"
    assert told.listed(["a", "b", "c"]) == "a, b and c"


# --- the gate --------------------------------------------------------------------------------


def test_the_gate_says_why_and_what_would_open_more(session) -> None:
    answer_gate(session)
    assert gate_words.why(session) == "Nothing in the twelve areas stands against it."
    assert gate_words.openings(session) == ()
    session.answer("R04", "amber")
    assert gate_words.why(session).startswith("1 area needs care, too few")
    session.answer("R01", "amber")
    session.answer("R16", "amber")
    assert gate_words.why(session) == (
        "2 areas need care: arousal and mental state and physical health today. "
        "With so many the protocol offers the short version."
    )
    assert len(gate_words.openings(session)) == 2
    session.answer("R10", "red")
    assert gate_words.why(session).startswith("To put right first: place and privacy.")
    session.answer("R07", "red")
    assert gate_words.why(session).startswith("Not now: suicide and self-harm today.")


def test_what_the_gate_saw_goes_to_the_room(session) -> None:
    answer_gate(session, R06="yes")
    session.answer("R02", 12)
    seen = {row.item: row for row in gate_words.noticed(session)}
    assert set(seen) == {"R02", "R06"}
    assert seen["R02"].answer == "12 hours ago"
    assert seen["R06"].colour == "amber"
    assert seen["R06"].prepare
    assert gate_words.seen(session.protocol.items["R06"], "nothing of the kind") == ""


def test_the_next_look_lies_within_a_day(session) -> None:
    now = session.clock.now()
    assert gate_words.look_by(session, now + timedelta(minutes=6)) == now + timedelta(hours=24)
    assert gate_words.next_time("14:30", now) == at(2026, 3, 10, 14, 30)
    assert gate_words.next_time("9.15", now) == at(2026, 3, 11, 9, 15)
    assert gate_words.next_time("12:00", now) == at(2026, 3, 11, 12)
    assert gate_words.next_time("soon", now) is None
    assert gate_words.next_time("25:00", now) is None
