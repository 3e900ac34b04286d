"""What lists read, from records folded step by step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts, following
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record
from srh_assess.store import projections
from srh_assess.store.projections import BoardRow, Due, TalkAgain
from tests.store.wards import NOON

HOUR = timedelta(hours=1)
ADMITTED = facts.Admitted(
    identity=facts.Identity(family="Okafor", given="Joan", preferred="Jo", born=date(1990, 2, 28)),
    stay=facts.Stay(admitted=NOON - 24 * HOUR, ward="Rowan", room="3", named_nurse="Bea"),
)
BEGUN = facts.SittingBegun(sitting="s1", protocol="p")


def record(*said: facts.AnyFact) -> Record:
    entries = (
        facts.Entry(id=f"e{n}", number=n, admission="a1", at=NOON, author="bea", fact=fact)
        for n, fact in enumerate((ADMITTED, *said), start=1)
    )
    return fold_all("a1", entries)


def row(*said: facts.AnyFact) -> BoardRow:
    found = projections.board_row(record(*said))
    assert found is not None
    assert projections.unpacked(projections.packed(found)) == found
    return found


def findings(
    needs: Iterable[facts.Found] = (), clocks: Iterable[facts.Found] = ()
) -> facts.FindingsRecorded:
    return facts.FindingsRecorded(
        rules="r", needs=tuple(needs), clocks=tuple(clocks), core_open=4, asked=20, answered=9
    )


def test_another_shape_of_a_row_has_another_number() -> None:
    """Raise ``SHAPE`` with the row, and put the new digest here: old rows are then made again."""
    shape = msgspec.json.encode(msgspec.json.schema(BoardRow), order="deterministic")
    assert (projections.SHAPE, sha256(shape).hexdigest()[:16]) == (11, "2d464268bb6933db")


def test_nobody_is_listed_before_she_is_admitted() -> None:
    empty = Record(admission="a1")
    assert projections.board_row(empty) is None
    assert projections.admission_row(empty) is None


def test_who_she_is_and_where() -> None:
    found = row()
    assert (found.family, found.preferred, found.room, found.ward) == ("Okafor", "Jo", "3", "Rowan")
    assert found.born == date(1990, 2, 28)
    assert (found.state, found.next_due, found.needs_by_urgency) == ("not_begun", None, {})
    admission = projections.admission_row(record())
    assert admission is not None
    assert admission.given == "Joan"


def moved(to: Any, **more: Any) -> following.NeedMoved:
    return following.NeedMoved(need="N06", to=to, at=NOON, words="Said so", **more)


def signed(outcome: str) -> facts.SittingSigned:
    return facts.SittingSigned(
        sitting="s1",
        outcome=outcome,  # type: ignore[arg-type]  # parametrised over the literal's words
        program="1",
        protocol="p",
    )


def test_a_sitting_goes_on_pauses_goes_on_and_is_signed() -> None:
    page = facts.PageReached(sitting="s1", page="opening")
    paused = facts.Paused(sitting="s1", why="she_asked", page="opening")
    assert row(BEGUN, page).state == "sitting"
    found = row(BEGUN, page, paused)
    assert (found.state, found.paused, found.page) == ("paused", "she_asked", "opening")
    assert (found.sitting, found.sitting_author, found.sitting_begun) == ("s1", "bea", NOON)
    assert row(BEGUN, paused, page).state == "sitting"


@pytest.mark.parametrize("outcome", ["complete", "brief", "partial", "deferred", "declined"])
def test_a_signed_sitting_gives_the_assessment_its_state(outcome: str) -> None:
    found = row(BEGUN, signed(outcome))
    assert (found.state, found.sitting) == (outcome, "")


def test_the_gate_and_its_next_look() -> None:
    look = NOON + 20 * HOUR
    gate = facts.GateDecided(
        sitting="s1", outcome="defer", proposed="defer", owner="Cleo", next_look=look
    )
    found = row(BEGUN, gate)
    assert (found.gate, found.next_look, found.gate_owner) == ("defer", look, "Cleo")
    assert found.next_due == Due(what="gate", id="next_look", at=look, owner="Cleo")
    without = facts.GateDecided(sitting="s1", outcome="go", proposed="go")
    assert row(BEGUN, without).next_due is None


NO: dict[str, Any] = {"why": "no", "since": NOON, "times": 1}


@pytest.mark.parametrize(
    ("outcome", "said", "expected"),
    [
        ("complete", None, None),
        ("partial", None, {"why": "short", "since": NOON}),
        ("declined", None, NO),
        ("declined", "place", {**NO, "to": "place"}),
        ("declined", "if_she_asks", None),
    ],
)
def test_a_talk_cut_short_or_said_no_to_comes_back(
    outcome: str, said: str | None, expected: dict[str, Any] | None
) -> None:
    answer = facts.Answered(item="X66", sitting="s1", value=said, taken=NOON)
    said_no = (BEGUN, answer, signed(outcome)) if said else (BEGUN, signed(outcome))
    again = TalkAgain(**expected) if expected else None
    assert row(*said_no).talk_again == again
    other = facts.SittingBegun(sitting="s2", protocol="p")
    assert row(*said_no, other).talk_again is None
    another = replace(signed("declined"), sitting="s2")
    times = 2 if outcome == "declined" else 1
    assert row(*said_no, other, another).talk_again == TalkAgain(**{**NO, "times": times})


REFUSED = facts.Answered(item="P01", sitting="s1", value="no", taken=NOON)
CONFIRMED = facts.NeedDecided(sitting="s1", need="N06", state="confirmed")


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        ((), True),
        ((CONFIRMED,), True),
        ((facts.Answered(item="X01", sitting="s1", value="no", taken=NOON),), False),
        ((facts.Answered(item="X66", sitting="s1", value="if_she_asks", taken=NOON),), False),
        ((CONFIRMED, moved("declined")), True),
        ((CONFIRMED, moved("declined", offer_again="if_she_asks")), False),
        ((CONFIRMED, moved("no_longer_applies")), False),
    ],
)
def test_a_pregnancy_test_said_no_to_comes_back(
    later: tuple[facts.AnyFact, ...], stands: bool
) -> None:
    assert row().test_again is None
    found = row(BEGUN, REFUSED, *later).test_again
    assert (found is not None) is stands
    if found is not None:
        assert (found.last, found.times) == (NOON, 1)


def test_after_her_stay_no_test_is_offered_again() -> None:
    home = facts.Discharged(at=NOON, to="home")
    assert projections.test_again(record(BEGUN, REFUSED, home)) is None


def test_progress_comes_from_the_findings() -> None:
    assert row().asked == 0
    found = row(findings())
    assert (found.core_open, found.asked, found.answered) == (4, 20, 9)


def need(id: str, urgency: str = "S") -> facts.Found:
    return facts.Found(id=id, state="suspected", urgency=urgency, due=NOON + 5 * HOUR)


def planned(id: str, wants: str | None, **more: object) -> facts.NeedPlanned:
    return facts.NeedPlanned(
        sitting="s1",
        need=id,
        wants=wants,  # type: ignore[arg-type]  # the table's words
        **more,  # type: ignore[arg-type]  # the table's words
    )


CONFIRMED = facts.NeedDecided(sitting="s1", need="N1", state="confirmed")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((), "suspected"),
        ((CONFIRMED,), "confirmed"),
        ((planned("N1", None),), "suspected"),
        ((planned("N1", "no"),), "suspected"),
        ((CONFIRMED, planned("N1", "now")), "wanted"),
        ((planned("N1", "now"), CONFIRMED), "wanted"),
        ((CONFIRMED, planned("N1", "later")), "deferred"),
        ((CONFIRMED, planned("N1", "unsure")), "confirmed"),
        ((CONFIRMED, planned("N1", "no")), None),
        ((facts.NeedDecided(sitting="s1", need="N1", state="set_aside", reason="x"),), None),
    ],
)
def test_a_need_is_open_until_it_is_set_aside_or_she_says_no(
    said: tuple[facts.AnyFact, ...], state: str | None
) -> None:
    found = row(BEGUN, findings([need("N1")]), *said)
    assert [n.state for n in found.needs] == ([state] if state else [])


def test_needs_are_counted_by_urgency_and_due_as_planned() -> None:
    plan = planned("N2", "now", owner="Dan", due=NOON + HOUR)
    found = row(findings([need("N1"), need("N2"), need("N3", "E")]), plan)
    assert found.needs_by_urgency == {"S": 2, "E": 1}
    assert found.next_due == Due(what="need", id="N2", at=NOON + HOUR, owner="Dan")
    assert [due.id for due in found.dues] == ["N2", "N1", "N3"]


def test_a_need_she_or_the_nurse_named_is_open_though_no_rule_raises_it() -> None:
    named = facts.NeedDecided(sitting="s1", need="N9", state="confirmed", named_by_her=True)
    only_planned = planned("N8", "now")
    found = row(BEGUN, named, only_planned)
    assert [(n.id, n.state, n.urgency, n.due) for n in found.needs] == [
        ("N9", "confirmed", "", NOON)
    ]


def test_a_need_that_is_no_longer_raised_stays_only_if_it_was_decided() -> None:
    found = row(findings([need("N1"), need("N2")]), findings([need("N2")]))
    assert [n.id for n in found.needs] == ["N2"]


def test_a_clock_runs_with_the_last_thing_done_about_it() -> None:
    running = facts.Found(id="C1", state="running", act_by=NOON + HOUR, closes=NOON + 9 * HOUR)
    closed = facts.Found(id="C2", state="closed", act_by=NOON - HOUR)
    open_end = facts.Found(id="C3", state="ring_anyway")
    acts = (
        facts.ClockActed(clock="C1", act="ringing", by="Cleo", back_by=NOON + HOUR / 2),
        facts.ClockActed(clock="C1", act="rung", by="Dan"),
    )
    found = row(findings(clocks=[running, closed, open_end]), *acts)
    assert [(c.id, c.act, c.act_by_whom) for c in found.clocks] == [
        ("C1", "rung", "Dan"),
        ("C2", None, ""),
        ("C3", None, ""),
    ]
    assert [(due.id, due.owner) for due in found.dues] == [("C1", "Dan")]


def share(id: str, decision: str = "yes") -> facts.ShareDecided:
    return facts.ShareDecided(
        share=id,
        recipient="clinic",
        decision=decision,  # type: ignore[arg-type]  # the table's words
    )


def letter(id: str, share_id: str = "") -> facts.LetterMade:
    return facts.LetterMade(
        letter=id, recipient="clinic", document="d", file="f", pages=1, share=share_id
    )


def sent(id: str) -> facts.LetterSent:
    return facts.LetterSent(letter=id, how="printed")


@pytest.mark.parametrize(
    ("said", "waiting"),
    [
        ((share("h1"),), 1),
        ((share("h1", "later"),), 0),
        ((share("h1"), facts.ShareWithdrawn(share="h1")), 0),
        ((share("h1"), share("h2")), 1),
        ((share("h1"), share("h2"), letter("l1", "h2"), sent("l1")), 0),
        ((share("h1"), share("h2", "no")), 0),
        ((share("h1"), letter("l1", "h1")), 1),
        ((share("h1"), letter("l1", "h1"), sent("l1")), 0),
        ((letter("l1"),), 1),
        ((letter("l1"), sent("l1")), 0),
        ((share("h1"), letter("l1", "h1"), letter("l2")), 2),
    ],
)
def test_letters_wait_until_they_are_out(said: tuple[facts.AnyFact, ...], waiting: int) -> None:
    assert row(*said).letters_waiting == waiting


def test_an_ended_stay_keeps_a_row_until_nothing_of_it_is_open() -> None:
    end = facts.Discharged(at=NOON, to="Home", receiver="Sam", acceptance="accepted")
    sample = following.SampleTaken(sample="s", what="iron_blood", at=NOON, by="Bea")
    referred = following.Referred(
        referral="r", destination="SRH", at=NOON, by="Bea", answer_by=NOON + HOUR
    )
    back = following.ResultBack(sample="s", result="negative", at=NOON)
    told = following.ResultTold(sample="s", at=NOON, by="Bea")
    assert projections.after_row(record(sample)) is None
    assert projections.after_row(record(end)) is None
    open_row = projections.after_row(record(sample, referred, end))
    assert open_row is not None
    assert (open_row.ended, open_row.receiver) == (NOON, "Sam")
    assert [(line.what, line.about) for line in open_row.following] == [
        ("result", "iron_blood"), ("answer", "SRH"),
    ]  # fmt: skip
    assert projections.after_row(record(sample, end, back, told)) is None
    assert projections.after_row(Record(admission="a1")) is None


def test_the_looks_after_a_stay_keep_its_row() -> None:
    found = facts.NeedDecided(sitting="s1", need="N10", state="confirmed")
    home = facts.Discharged(at=NOON, receiver="Sam", acceptance="accepted", open=("need N10",))
    row = projections.after_row(record(BEGUN, found, home))
    assert row is not None
    assert not row.needs
    assert [owed.check for owed in row.checks] == ["first", "second"]
    first = following.CheckMade(check="first", at=NOON, by="Bea", reached="herself")
    missed = following.CheckMade(
        check="second", at=NOON, by="Bea", reached="not_reached", again_by=NOON + HOUR
    )
    row = projections.after_row(record(BEGUN, found, home, first, missed))
    assert row is not None
    assert [(owed.check, owed.again_by) for owed in row.checks] == [("second", NOON + HOUR)]
    made = following.CheckMade(check="second", at=NOON, by="Bea", reached="team")
    assert projections.after_row(record(BEGUN, found, home, first, missed, made)) is None
