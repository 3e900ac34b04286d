"""The ward board in words: no subjects, no score, by room, and what is due by whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from srh_assess.protocol.model import Protocol
from srh_assess.store.projections import OpenNeed, PutOff, RunningClock
from srh_assess.store.rows import FollowDue, TalkAgain, TestAgain
from srh_assess.ui import board_words, reminders
from srh_assess.ui.board_words import Line, Looking, by_due
from srh_assess.ui.table import COLUMNS, cell_of
from srh_assess.workflow.desk import BoardRow
from tests.ui.shell.conftest import NOW

EC = "tc_ec_lng"


def row(admission: str = "a1", **told: Any) -> BoardRow:
    given: dict[str, Any] = {
        "family": "Wren", "given": "Marianne", "preferred": "Maya", "born": date(1997, 3, 22),
        "room": "12", "admitted": NOW - timedelta(days=3), "named_nurse": "Ruth Adeyemi",
    }  # fmt: skip
    return BoardRow(admission=admission, **(given | told))


def looking(protocol: Protocol, now: datetime = NOW, **told: Any) -> Looking:
    return Looking(protocol=protocol, now=now, me="Ruth Adeyemi", my_id="me", **told)


def line(protocol: Protocol, now: datetime = NOW, **told: Any) -> Line:
    (found,) = board_words.lines([row(**told)], looking(protocol, now))
    return found


def clock(act: Any = None, hours: float = 8, **told: Any) -> RunningClock:
    limit = NOW + timedelta(hours=hours)
    return RunningClock(id=EC, state="running", act_by=limit, closes=limit, act=act, **told)


def test_a_clock_says_that_it_cannot_wait_and_never_what(protocol: Protocol) -> None:
    found = line(protocol, state="sitting", clocks=(clock(),))
    assert found.open_for_her.words == "Cannot wait 8 h 0 min"
    assert found.open_for_her.chip == "urgent"
    assert (found.next_step.words, found.when.words) == ("Ring", "now")
    assert protocol.clocks[EC].name.lower() not in found.spoken.lower()
    assert "due" in found.filters


@pytest.mark.parametrize(
    ("act", "told", "words", "when"),
    [
        ("ringing", {"act_by_whom": "M Osei", "back_by": NOW + timedelta(minutes=20)},
         "Hear from the call", "today 14:22"),
        ("rung", {}, "What the call agreed", "today 22:02"),
        ("carry_on", {}, "Ring", "now"),
    ],
)  # fmt: skip
def test_what_was_done_about_a_clock_changes_what_is_next(
    protocol: Protocol, act: str, told: dict[str, Any], words: str, when: str
) -> None:
    found = line(protocol, state="sitting", clocks=(clock(act, **told),))
    assert found.open_for_her.words.startswith("Cannot wait")
    assert (found.next_step.words, found.when.words) == (words, when)


def test_what_a_call_agreed_is_next_only_when_nothing_is_due_sooner(protocol: Protocol) -> None:
    at = NOW + timedelta(hours=3)
    owed = FollowDue(need="N10", what="result", id="s1", at=at, owner="R Osei")
    found = line(protocol, state="complete", clocks=(clock("rung"),), following=(owed,))
    assert (found.next_step.words, found.when.words) == ("Result to look for", "today 17:02")
    found = line(protocol, state="complete", clocks=(clock("rung", hours=2),), following=(owed,))
    assert (found.next_step.words, found.when.words) == ("What the call agreed", "today 16:02")
    found = line(protocol, state="complete", clocks=(clock(),), following=(owed,))
    assert found.next_step.words == "Ring"


@pytest.mark.parametrize("act", ["said_no", "started", "passed"])
def test_a_clock_that_is_over_leaves_the_board(protocol: Protocol, act: str) -> None:
    found = line(protocol, state="complete", clocks=(clock(act),))
    assert not found.urgent
    assert found.next_step.words == "Nothing due"


def test_a_clock_past_its_limits_still_calls(protocol: Protocol) -> None:
    found = line(protocol, state="sitting", clocks=(clock(hours=-1),))
    assert found.open_for_her.words == "Cannot wait, ring now"
    nothing_known = RunningClock(id=EC, state="ring_anyway")
    assert line(protocol, clocks=(nothing_known,)).urgent


def test_new_today_and_notes_not_checked(protocol: Protocol) -> None:
    found = line(protocol, admitted=NOW - timedelta(hours=3))
    assert (found.state.words, found.state.under) == ("New today", "came 11:02")
    assert found.open_for_her.words == "Notes not checked"
    assert (found.next_step.words, found.when.words) == ("Check the notes", "today 15:02")
    assert {"offer", "mine", "due"} <= found.filters


def test_overdue_is_said_with_its_time(protocol: Protocol) -> None:
    found = line(protocol, admitted=NOW - timedelta(hours=6), named_nurse="")
    assert found.when.words == "overdue since 12:02"
    assert found.when.chip == "attention"
    earlier = line(protocol, admitted=NOW - timedelta(days=3))
    assert earlier.when.words == "overdue since Sat 11-Jul"
    assert (found.who.words, found.who.tone) == ("No one yet", "attention")


@pytest.mark.parametrize(
    ("state", "told", "words", "under"),
    [
        ("sitting", {"asked": 28, "core_open": 22}, "In progress", "22 to go"),
        ("paused", {"asked": 28, "paused": "called_away"},
         "Paused", "called away, to check and sign"),
        ("complete", {"letters_waiting": 1}, "Signed", "a letter to send"),
        ("brief", {"letters_waiting": 2}, "Signed, brief", "letters to send"),
        ("partial", {}, "Signed, short version", ""),
        ("deferred", {"next_look": NOW + timedelta(hours=2)}, "Not now", "look again by 16:02"),
        ("declined", {}, "Said no", "can ask any time"),
    ],
)  # fmt: skip
def test_where_the_assessment_stands(
    protocol: Protocol, state: str, told: dict[str, Any], words: str, under: str
) -> None:
    found = line(protocol, state=state, **told)
    assert (found.state.words, found.state.under) == (words, under)


def test_needs_are_counted_and_the_next_one_is_named_without_its_subject(
    protocol: Protocol,
) -> None:
    due = NOW + timedelta(days=2)
    needs = (OpenNeed(id="N01", state="deferred", due=due, owner="M Osei"),)
    found = line(protocol, state="complete", needs=needs)
    assert found.open_for_her.words == "1 open"
    assert found.next_step.words == "Offer again"
    assert found.who.words == "M Osei"
    assert "offer" not in found.filters  # not within this shift


def test_the_next_look_is_an_offer_of_this_shift(protocol: Protocol) -> None:
    at = NOW + timedelta(hours=2)
    found = line(protocol, state="deferred", next_look=at, gate_owner="M Osei")
    assert found.next_step.words == "Look again"
    assert "offer" in found.filters


def test_who_is_off_the_ward_is_expected_back(protocol: Protocol) -> None:
    back = NOW + timedelta(hours=3)
    found = line(protocol, state="complete", away="leave", back_by=back)
    assert found.state.under == "off the ward"
    assert (found.next_step.words, found.when.words) == ("Expected back", "today 17:02")


def test_rooms_go_as_people_count_and_due_as_the_clock_goes(protocol: Protocol) -> None:
    rows = [
        row("a", room="10", family="Ash"), row("b", room="2", family="Birch"),
        row("c", room="", family="Cole"), row("d", room="2B", family="Dale"),
    ]  # fmt: skip
    found = board_words.lines(rows, looking(protocol))
    assert [one.admission for one in found] == ["b", "d", "a", "c"]
    late = line(protocol, admitted=NOW - timedelta(days=1))
    soon = line(protocol, state="sitting", clocks=(clock(),))
    nothing = line(protocol, state="complete")
    assert sorted([nothing, soon, late], key=by_due) == [late, soon, nothing]


def test_like_names_are_marked_on_both(protocol: Protocol) -> None:
    rows = [
        row("a"), row("b", family="Wren", given="Joan", preferred=""),
        row("c", family="Ash", given="Ada", preferred=""),
    ]  # fmt: skip
    found = {one.admission: one for one in board_words.lines(rows, looking(protocol))}
    assert found["a"].like_name
    assert found["b"].like_name
    assert not found["c"].like_name
    assert "like name" in found["a"].spoken


def test_every_fact_of_a_row_is_in_every_layout(protocol: Protocol) -> None:
    found = line(protocol, admitted=NOW - timedelta(hours=6), named_nurse="")
    for layout, columns in COLUMNS.items():
        cells = [cell_of(found, heading, layout) for heading in columns]
        words = " ".join(f"{cell.words} {cell.under}" for cell in cells)
        told = ["WREN, Marianne", "Maya", "29y", "Notes not checked", "Check the notes"]
        told += ["overdue since 12:02", "No one yet", "12"]
        for one in told:
            assert one in words, (layout, one)


def test_initials_only_where_others_can_read_it(protocol: Protocol) -> None:
    hidden = looking(protocol, private=True)
    (found,) = board_words.lines([row()], hidden)
    assert (found.name, found.called, found.age) == ("M W", "", "")
    shown = (*(cell_of(found, heading, "single").words for heading in COLUMNS["single"]),)
    assert "WREN" not in " ".join((*shown, found.spoken))
    assert "wren" in found.sought
    (nobody,) = board_words.lines([row(family="", given="")], hidden)
    assert nobody.name == "?"


def test_needs_stand_by_urgency_in_words_and_everything_in_the_line_below(
    protocol: Protocol,
) -> None:
    due = NOW + timedelta(days=2)
    needs = (
        OpenNeed(id="N01", state="confirmed", urgency="7", due=due, owner="M Osei"),
        OpenNeed(id="N02", state="suspected", urgency="S", due=NOW - timedelta(hours=1)),
        OpenNeed(id="N03", state="wanted", urgency="7"),
    )
    found = line(
        protocol, state="complete", needs=needs, results_owed=True, letters_waiting=2,
        sections=11, sections_done=9, clocks=(clock("rung"),),
    )  # fmt: skip
    assert dict(found.detail) == {
        "Cannot wait": "until today 22:02, until today 22:02",
        "Needs": "1 this shift, 2 in 7 days",
        "Sections": "9 of 11 done",
        "Results": "owed",
        "Letters": "2 to send",
        "Look at it together": "overdue, today 13:02, no one yet",
        "Next step": "Thu 16-Jul 14:02, M Osei",
    }
    assert "overdue" in found.filters
    word = line(protocol, state="complete", results_owed=True, result_said=NOW - timedelta(days=8),
                named_nurse="M Osei")  # fmt: skip
    assert word.next_step.words == "Result to look for"
    assert word.who.words == "M Osei"
    assert "overdue" in word.filters
    other = line(protocol, state="complete", needs=needs[:1])
    assert other.open_for_her.words == "1 open"
    assert "overdue" not in other.filters
    unnamed = (OpenNeed(id="N01", state="confirmed"),)
    assert dict(line(protocol, state="complete", needs=unnamed).detail) == {"Needs": "1"}
    late = line(protocol, state="complete", clocks=(clock(hours=-1),))
    assert dict(late.detail)["Cannot wait"] == "ring now"
    assert "overdue" in late.filters


@pytest.mark.parametrize(
    ("to", "change"),
    [("person", "with somebody else"), ("place", "in another place"),
     ("time", "at another hour"), ("topic", ""), ("", "")],
)  # fmt: skip
def test_what_is_to_change_stands_beside_offer_again(
    protocol: Protocol, to: str, change: str
) -> None:
    again = TalkAgain(why="no", since=NOW, to=to)
    found = line(protocol, state="declined", talk_again=again)
    assert (found.next_step.words, found.next_step.under) == ("Offer again", change)
    assert dict(found.detail)["Offer again"].startswith(change)


def test_what_the_gate_wants_changed_is_told_where_names_are(protocol: Protocol) -> None:
    put_off = PutOff(times=1, since=NOW, waits_since=NOW, possible="A room with a door. " * 9)
    told = row(state="deferred", put_off=put_off)
    key = "To change"
    (shown,) = board_words.lines([told], looking(protocol))
    (hidden,) = board_words.lines([told], looking(protocol, private=True))
    assert dict(shown.detail)[key] == "A room with a door. A room with a door. A room with a …"
    assert key not in dict(hidden.detail)


def test_a_talk_put_off_often_or_long_is_for_others_to_hear_of(protocol: Protocol) -> None:
    def put_off(times: int, days: int) -> PutOff:
        since = NOW - timedelta(days=days)
        return PutOff(times=times, since=since, waits_since=since)

    told: dict[str, Any] = {"state": "deferred", "next_look": NOW + timedelta(hours=2)}
    assert line(protocol, put_off=put_off(2, 6), **told).state.under == "look again by 16:02"
    assert line(protocol, put_off=put_off(3, 6), **told).state.under == "on the ward round list"
    late = line(protocol, put_off=put_off(1, 7), **told)
    assert late.state.under == "the team decides"
    assert dict(late.detail)["Put off"] == "1 in a row, since Tue 07-Jul 14:02"
    assert line(protocol, state="deferred").state.under == ""


def test_what_became_due_is_told_by_room_and_elsewhere_only_counted(protocol: Protocol) -> None:
    needs = tuple(
        OpenNeed(id=f"N{n:02}", state="confirmed", due=NOW + timedelta(minutes=n)) for n in range(7)
    )
    found = [line(protocol, state="complete", needs=needs)]
    assert reminders.became_due(found, NOW + timedelta(hours=1), NOW) == ()
    due = reminders.became_due(found, NOW, NOW + timedelta(minutes=3))
    assert due == ("Room 12: Next step",) * 3
    assert reminders.words(due, NOW) == f"Since 14:02 became due: {'; '.join(due)}."
    assert reminders.short(due) == "3 things became due on the board"
    many = reminders.became_due(found, NOW, NOW + timedelta(minutes=9))
    assert reminders.words(many, NOW).endswith("; and 2 more.")
    assert reminders.words((), NOW) == reminders.short(()) == ""


def test_a_pregnancy_test_said_no_to_stands_as_offer_again(protocol: Protocol) -> None:
    test = TestAgain(last=NOW, times=1, owner="Bea Long")
    found = line(protocol, state="complete", test_again=test)
    assert (found.next_step.words, found.who.words) == ("Offer again", "Bea Long")
    assert [at for at, _ in found.dues] == [NOW + timedelta(hours=24)]


@pytest.mark.parametrize(
    ("state", "again", "words", "hours"),
    [
        ("partial", TalkAgain(why="short", since=NOW), "Look again", 24),
        ("declined", TalkAgain(why="no", since=NOW), "Offer again", 7 * 24),
        ("declined", TalkAgain(why="no", since=NOW, to="topic"), "Offer again", 7 * 24),
        ("declined", TalkAgain(why="no", since=NOW, to="person"), "Offer again", 12),
    ],
)
def test_a_talk_cut_short_or_said_no_to_comes_back_with_owner_and_hour(
    protocol: Protocol, state: str, again: TalkAgain, words: str, hours: int
) -> None:
    found = line(protocol, state=state, talk_again=again)
    assert (found.next_step.words, found.who.words) == (words, "Ruth Adeyemi")
    assert [at for at, _ in found.dues] == [NOW + timedelta(hours=hours)]
    assert ("offer" in found.filters) is (hours <= 12)
    later = line(protocol, NOW + timedelta(hours=hours + 1), state=state, talk_again=again)
    assert {"offer", "overdue"} <= later.filters
