"""The stay: moved, away and back, ended with what stands open, and who was here before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import When
from srh_assess.assessment.facts import Identity, Left, Stay
from srh_assess.assessment.fold import fold
from srh_assess.assessment.legal import SectionChanged, SectionDayCorrected
from srh_assess.assessment.record import Record
from srh_assess.clock import LONDON, SetClock, as_utc, local
from srh_assess.errors import BadInput, Refused, UserError
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.store import projections
from srh_assess.store.lists import rows
from srh_assess.workflow import admissions, capacity, needs, signing, stay, urgent, walls
from srh_assess.workflow.self_test import NURSE, PASSPHRASE, WOMAN, complete
from srh_assess.workflow.session import Session
from srh_assess.workflow.stay import Ending, Going
from srh_assess.workflow.verify import verify_home
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.decisions_world import LACKS_NOW, OTHER, World
from tests.workflow.homes import new_desk, sitting
from tests.workflow.memory import MemoryJournal

HOUR = timedelta(hours=1)
Sit = Callable[..., Session]


class Ward:
    """Short ways to ask for each step of one stay."""

    def __init__(self, journal: MemoryJournal, protocol: Protocol, clock: SetClock) -> None:
        self.journal, self.protocol, self.clock = journal, protocol, clock

    def admit(self, hours_ago: float = 48) -> Record:
        came = Stay(admitted=self.clock.now() - hours_ago * HOUR, ward="Willow", room="2")
        return admissions.admit(self.journal, "a1", MAYA, came, author="n", clock=self.clock)

    def end(self, record: Record, going: Going, *, anyway: bool = False) -> Ending:
        return stay.end(
            self.journal, self.protocol, record, going,
            anyway=anyway, author="n", clock=self.clock,
        )  # fmt: skip

    def move(self, record: Record, at: datetime, room: str = "5") -> Record:
        return stay.move(self.journal, record, at, room, "Willow", author="n", clock=self.clock)

    def leave(self, record: Record, left: Left) -> Record:
        return stay.leave(self.journal, record, left, author="n", clock=self.clock)

    def back(self, record: Record, at: datetime) -> Record:
        return stay.come_back(self.journal, record, at, author="n", clock=self.clock)


@pytest.fixture
def ward(journal: MemoryJournal, protocol: Protocol, clock: SetClock) -> Ward:
    return Ward(journal, protocol, clock)


def code(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


def test_a_stay_with_nothing_open_ends_and_leaves_the_board(ward: Ward) -> None:
    ending = ward.end(ward.admit(), Going(at=NOW, to="home"))
    assert ending.done
    assert ending.standing == ()
    assert isinstance(ending.record.ended, facts.Discharged)
    assert projections.board_row(ending.record) is None
    row = projections.admission_row(ending.record)
    assert row is not None
    assert row.ended == NOW


def test_what_cannot_be_is_refused(ward: Ward) -> None:
    record = ward.admit()
    assert code(lambda: ward.end(record, Going(at=NOW - 49 * HOUR))) == "end-before-admission"
    assert code(lambda: ward.end(record, Going(at=NOW + HOUR))) == "end-future"
    assert code(lambda: ward.end(Record(admission="x"), Going(at=NOW))) == "stay-not-begun"
    assert code(lambda: ward.move(record, NOW + HOUR)) == "move-future"
    assert code(lambda: ward.move(record, NOW - 49 * HOUR)) == "move-future"
    assert code(lambda: ward.back(record, NOW)) == "not-away"
    back_before = Left(at=NOW, back_by=NOW)
    assert code(lambda: ward.leave(record, back_before)) == "back-by-past"
    ended = ward.end(record, Going(at=NOW)).record
    for act in (
        lambda: ward.end(ended, Going(at=NOW)),
        lambda: ward.move(ended, NOW),
        lambda: ward.leave(ended, Left(at=NOW)),
    ):
        assert code(act) == "stay-ended"


def test_a_decision_to_ask_about_again_stands_before_every_end(
    protocol: Protocol, clock: SetClock, journal: MemoryJournal
) -> None:
    """A6: whatever day was proposed, it is looked at before she leaves."""
    world = World(protocol, clock, journal)
    capacity.find(world.hers(), "D03", LACKS_NOW)
    capacity.find(world.hers(), "D08", OTHER)
    record = world.hers().record
    ending = stay.end(journal, protocol, record, Going(at=NOW), author="n", clock=clock)
    assert not ending.done
    told = [one.name for one in ending.standing if one.kind == "decision"]
    assert {
        "One decision to ask about again, before leaving", "One decision to settle, before leaving"
    } <= set(told)  # fmt: skip


def test_what_stands_open_is_asked_and_taken_over(ward: Ward, sit: Sit) -> None:
    session = sit()
    session.answer("T01", "yes", when=When.exactly(NOW - 30 * HOUR))
    session.answer("T02", "yes")
    session.answer("X54", ("awaited",))
    session.add(facts.LetterMade(letter="l", recipient="herself", document="d", file="f", pages=1))
    going = Going(at=NOW, to="Rowan Ward", onward=True)
    ending = ward.end(session.record, going)
    assert not ending.done
    assert ending.record.ended is None
    kinds = [one.kind for one in ending.standing]
    assert {"clock", "need", "result", "sitting", "letter"} == set(kinds)
    assert kinds[0] == "clock"
    assert all(one.name for one in ending.standing)
    for one in (
        going,
        replace(going, receiver="Jo Bell"),
        replace(going, receiver=" ", acceptance="accepted"),
    ):
        with pytest.raises(BadInput) as caught:
            ward.end(session.record, one, anyway=True)
        assert caught.value.code == "receiver-missing"
    named = replace(going, receiver="Jo Bell", acceptance="accepted")
    ended = ward.end(session.record, named, anyway=True).record.ended
    assert isinstance(ended, facts.Transferred)
    assert (ended.receiver, ended.acceptance, len(ended.open)) == (
        "Jo Bell", "accepted", len(ending.standing),
    )  # fmt: skip


def test_no_one_yet_is_an_answer(ward: Ward, sit: Sit) -> None:
    going = Going(at=NOW, acceptance="no_one_yet")
    assert ward.end(sit().record, going, anyway=True).done


def test_a_need_set_aside_or_declined_does_not_stand_open(
    ward: Ward, sit: Sit, protocol: Protocol
) -> None:
    session = sit()
    complete(session, {"G02": ("heavy",), "G13": "no", "C05": "start"})
    found = [
        one.id for one in stay.standing_open(protocol, session.record, NOW) if one.kind == "need"
    ]
    assert len(found) >= 2
    needs.set_aside(session, found[0], "Sorted out before she came")
    needs.plan(session, found[1], wants="no", words="Not now, thank you")
    for one in urgent.waiting(protocol, session.record, session.findings):
        urgent.act(session, one, "rung", words="They come")
    signing.sign(session, "complete")
    left = [one for one in stay.standing_open(protocol, session.record, NOW) if one.kind != "clock"]
    assert [one.id for one in left if one.kind == "need"] == found[2:]
    assert "sitting" not in {one.kind for one in left}
    session.add(facts.LetterSent(letter="none", how="printed"))
    made = facts.LetterMade(letter="l", recipient="herself", document="d", file="f", pages=1)
    session.add(made, facts.LetterSent(letter="l", how="printed"))
    kinds = {one.kind for one in stay.standing_open(protocol, session.record, NOW)}
    assert "letter" not in kinds


def test_she_moves_goes_and_comes_back(ward: Ward) -> None:
    record = ward.move(ward.admit(), NOW, room="5")
    assert record.stay is not None
    assert record.stay.room == "5"
    record = ward.leave(record, Left(at=NOW, why="leave", back_by=NOW + 3 * HOUR))
    row = projections.board_row(record)
    assert row is not None
    assert (row.away, row.back_by) == ("leave", NOW + 3 * HOUR)
    assert [due.what for due in row.dues] == ["return"]
    assert code(lambda: ward.leave(record, Left(at=NOW))) == "already-away"
    assert code(lambda: ward.back(record, NOW - HOUR)) == "return-before-leaving"
    assert code(lambda: ward.back(record, NOW + HOUR)) == "move-future"
    ward.clock.move(30 * HOUR)
    record = ward.back(record, ward.clock.now())
    assert record.away is None


@pytest.mark.parametrize(
    ("ended", "back", "goes_on"),
    [
        (NOW, NOW + 24 * HOUR, True),
        (NOW, NOW + 24 * HOUR + timedelta(minutes=1), False),
        # the night the clocks go forward: noon to noon is 23 true hours
        (as_utc(datetime(2026, 3, 28, 12, 0, tzinfo=LONDON)), as_utc(datetime(2026, 3, 29, 13, 0, tzinfo=LONDON)), True),
        (as_utc(datetime(2026, 3, 28, 12, 0, tzinfo=LONDON)), as_utc(datetime(2026, 3, 29, 13, 1, tzinfo=LONDON)), False),
        # the night they go back: noon to noon is 25
        (as_utc(datetime(2026, 10, 24, 12, 0, tzinfo=LONDON)), as_utc(datetime(2026, 10, 25, 11, 0, tzinfo=LONDON)), True),
        (as_utc(datetime(2026, 10, 24, 12, 0, tzinfo=LONDON)), as_utc(datetime(2026, 10, 25, 12, 0, tzinfo=LONDON)), False),
    ],
)  # fmt: skip
def test_back_within_24_true_hours_is_the_same_stay(
    ward: Ward, ended: datetime, back: datetime, goes_on: bool
) -> None:
    ward.clock.move(ended - NOW)
    record = ward.end(ward.admit(), Going(at=ended, to="Medical ward", onward=True)).record
    ward.clock.move(back - ended)
    if goes_on:
        record = ward.back(record, back)
        assert record.ended is None
        assert projections.board_row(record) is not None
    else:
        assert code(lambda: ward.back(record, back)) == "return-too-late"


def test_a_clock_set_back_a_day_refuses_no_true_time_and_is_said(ward: Ward) -> None:
    record = ward.admit()
    assert not stay.clock_set_back(record, ward.clock)
    ward.clock.move(-24 * HOUR)
    assert stay.clock_set_back(record, ward.clock)
    assert ward.end(record, Going(at=NOW)).done
    assert not stay.clock_set_back(Record(admission="x"), ward.clock)
    assert stay.present(Record(admission="x"), ward.clock) == ward.clock.now()


def test_any_prefix_of_a_stay_folds(ward: Ward) -> None:
    lone = facts.Entry(
        id="e", number=1, admission="a", at=NOW, author="n", fact=facts.Moved(at=NOW, room="1")
    )
    assert fold(Record(admission="a"), lone).stay is None
    under = replace(lone, fact=SectionChanged(on=NOW.date(), legal_status="3"))
    assert fold(Record(admission="a"), under).stay is None
    right = SectionDayCorrected(was=DAY, legal_status="3", on=DAY, reason="r")
    assert fold(Record(admission="a"), replace(lone, fact=right)).stay is None


@pytest.mark.parametrize(
    ("days", "words", "fault"),
    [
        (0, " Section 3 ", ""), (-2, "Section 3", ""), (-3, "Section 3", "section-day"),
        (1, "Section 3", "section-day"), (0, " ", "section-missing"),
        (0, "Section 2", "section-same"),
    ],
)  # fmt: skip
def test_her_legal_status_changes_on_a_day_of_the_stay(
    ward: Ward, days: int, words: str, fault: str
) -> None:
    came = Stay(admitted=NOW - 48 * HOUR, legal_status="Section 2")
    record = admissions.admit(ward.journal, "a1", MAYA, came, author="n", clock=ward.clock)
    day = local(NOW).date() + timedelta(days=days)
    asked = lambda: stay.change_section(  # noqa: E731
        ward.journal, record, day, words, author="n", clock=ward.clock
    )
    if fault:
        assert code(asked) == fault
        return
    after = asked()
    assert after.stay is not None
    assert (after.stay.legal_status, after.legal.on_admission) == ("Section 3", "Section 2")


@pytest.mark.parametrize(
    ("was", "days", "reason", "fault"),
    [
        (0, -1, "misread", ""), (0, -2, "misread", ""),
        (0, -3, "misread", "section-day-corrected"), (0, 1, "misread", "section-day-corrected"),
        (0, -1, " ", "reason-missing"), (-1, -2, "misread", "section-unknown"),
        (0, 0, "misread", "section-same-day"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ended", [False, True])
def test_a_wrong_day_of_a_change_is_put_right(
    ward: Ward, ended: bool, was: int, days: int, reason: str, fault: str
) -> None:
    came = Stay(admitted=NOW - 48 * HOUR, legal_status="Section 2")
    today = local(NOW).date()
    record = admissions.admit(ward.journal, "a1", MAYA, came, author="n", clock=ward.clock)
    record = stay.change_section(
        ward.journal, record, today, "Section 3", author="n", clock=ward.clock
    )
    if ended:
        record = ward.end(record, Going(at=NOW)).record
    right = SectionDayCorrected(
        was=today + timedelta(days=was),
        legal_status="Section 3",
        on=today + timedelta(days=days),
        reason=reason,
    )
    asked = lambda: stay.correct_section_day(  # noqa: E731
        ward.journal, record, right, author="n", clock=ward.clock
    )
    if fault:
        assert code(asked) == fault
        return
    after = asked()
    assert [one.on for one in after.legal.changes] == [right.on]
    assert after.stay is not None
    assert (after.stay.legal_status, after.legal.on_admission) == ("Section 3", "Section 2")


def test_a_day_is_put_right_in_no_stay(ward: Ward) -> None:
    right = SectionDayCorrected(was=DAY, legal_status="3", on=DAY, reason="misread")
    empty = Record(admission="x")
    asked = lambda: stay.correct_section_day(  # noqa: E731
        ward.journal, empty, right, author="n", clock=ward.clock
    )
    assert code(asked) == "stay-not-begun"


ADMITTED = facts.Admitted(identity=MAYA, stay=Stay(admitted=NOW))
ENDED = facts.Discharged(at=NOW)
LATER = NOW + 25 * HOUR
DAY = local(NOW).date()
THREE = SectionChanged(on=DAY, legal_status="3")


def right_day(**told: Any) -> SectionDayCorrected:
    return SectionDayCorrected(
        **{"was": DAY, "legal_status": "3", "on": DAY, "reason": "r", **told}
    )


@pytest.mark.parametrize(
    ("before", "fact", "said"),
    [
        ((), facts.Returned(at=NOW), "without a leaving"),
        ((ENDED,), facts.Returned(at=NOW - HOUR), "without a leaving"),
        ((ENDED,), facts.Returned(at=LATER), "more than 24 hours"),
        ((ENDED,), facts.SittingBegun(sitting="s", protocol="p"), "after the stay had ended"),
        ((ENDED,), facts.Moved(at=NOW), "after the stay had ended"),
        ((ENDED,), SectionChanged(on=DAY, legal_status="3"), "outside a stay"),
        ((), SectionChanged(on=DAY - timedelta(days=1), legal_status="3"), "a day outside"),
        ((), SectionChanged(on=DAY + timedelta(days=9), legal_status="3"), "a day outside"),
        ((), SectionChanged(on=DAY, legal_status="3"), ""),
        ((), right_day(), "nobody wrote down"),
        ((THREE,), right_day(), ""),
        ((THREE, ENDED), right_day(), ""),
        ((THREE,), right_day(reason=" "), "without a reason"),
        ((THREE,), right_day(on=DAY + timedelta(days=9)), "a day outside"),
        ((THREE, ENDED), right_day(on=DAY + timedelta(days=1)), "a day outside"),
        ((), facts.Left(at=NOW - HOUR), "before she was admitted"),
        ((), facts.Discharged(at=NOW, open=("need N01",)), "nobody was named"),
        (
            (),
            facts.Discharged(at=NOW, open=("need N01",), acceptance="asked", receiver=" "),
            "nobody was named",
        ),
        ((), facts.Discharged(at=NOW, open=("need N01",), acceptance="asked", receiver="Jo"), ""),
        ((), facts.Transferred(at=NOW, open=("need N01",), acceptance="no_one_yet"), ""),
        ((), facts.Moved(at=NOW), ""),
        ((facts.Left(at=NOW),), facts.Returned(at=LATER), ""),
        ((ENDED,), facts.Returned(at=NOW + HOUR), ""),
    ],
)
def test_the_wall_knows_what_no_stay_could_have_written(
    protocol: Protocol, before: tuple[facts.AnyFact, ...], fact: facts.AnyFact, said: str
) -> None:
    record = Record(admission="a1")
    for number, one in enumerate((ADMITTED, *before), 1):
        record = fold(record, entry(number, one))
    found = " ".join(walls.broken(protocol, record, entry(9, fact)))
    assert (said in found) if said else (found == "")


def test_an_end_before_any_admission_is_named(protocol: Protocol) -> None:
    found = walls.broken(protocol, Record(admission="a1"), entry(1, ENDED))
    assert found == ("something was written before the admission",)


def entry(number: int, fact: facts.AnyFact) -> facts.Entry:
    return facts.Entry(
        id=f"e{number}", number=number, admission="a1", at=NOW, author="n", fact=fact
    )


# -- on a real home ---------------------------------------------------------------------------


def test_a_readmission_is_a_new_stay_that_finds_the_earlier_one(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    first = session.record.admission
    assert [one.on_ward for one in desk.earlier(WOMAN)] == [True]
    assert not desk.end(first, Going(at=clock.now())).done
    gone = Going(at=clock.now(), to="home", acceptance="no_one_yet")
    assert desk.end(first, gone, anyway=True).done
    assert desk.board() == ()
    desk.session(first)  # the sitting that was open can still be signed
    desk.session(first, begin=False)
    clock.move(40 * HOUR)
    with pytest.raises(Refused):
        desk.come_back(first, clock.now())
    (found,) = desk.earlier(Identity(family="Wrenn", given="Maya", born=WOMAN.born))
    assert (found.admission, found.how, found.on_ward) == (first, "name_and_birth", False)
    second = desk.admit(WOMAN, Stay(admitted=clock.now(), ward="Willow", room="1"))
    assert [one.admission for one in desk.earlier(WOMAN)] == [second, first]
    assert desk.earlier(Identity(family="Elm", born=date(1960, 1, 1))) == ()
    desk.move(second, clock.now(), "7")
    desk.leave(second, Left(at=clock.now()))
    desk.come_back(second, clock.now())
    with pytest.raises(BadInput):
        desk.move(second, clock.now() + HOUR, "1")
    with pytest.raises(BadInput, match="Nobody who has an account here works on that ward"):
        desk.move(second, clock.now(), "8", "Rowan")
    desk.move(second, clock.now(), "8", "WILLOW ward")
    assert [(row.ward, row.room) for row in desk.board()] == [("WILLOW ward", "8")]
    with pytest.raises(Refused):
        desk.move("nobody", clock.now(), "1")
    desk.lock()
    assert verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=clock).faults == 0


def test_no_new_sitting_on_an_ended_stay(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    admission = desk.admit(WOMAN, Stay(admitted=clock.now()))
    desk.end(admission, Going(at=clock.now()))
    with pytest.raises(Refused) as caught:
        desk.session(admission)
    assert caught.value.code == "stay-ended"
    desk.lock()


def test_two_women_of_one_name_are_told_of_each_other(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    here = Stay(admitted=clock.now())
    first = desk.admit(WOMAN, here)
    second = desk.admit(replace(WOMAN, nhs_number="", born=date(1980, 1, 1)), here)
    desk.admit(Identity(family="Elm", given="Ada"), here)
    assert desk.namesakes() == {first: (second,), second: (first,)}
    desk.lock()


# -- any order of steps -----------------------------------------------------------------------


class AnyStay(RuleBasedStateMachine):
    """Whatever is asked in whatever order: the walls hold, the board is the fold of the
    journal, and an ended stay is on no board."""

    @initialize()
    def begin(self) -> None:
        self.protocol = PROTOCOL
        self.clock = SetClock(datetime(2026, 3, 27, 12, tzinfo=UTC))
        self.ward = Ward(MemoryJournal(self.clock), self.protocol, self.clock)
        self.record = self.ward.admit()

    def _try(self, act: Callable[[], Record]) -> None:
        try:
            self.record = act()
        except UserError as fault:
            assert fault.sentence

    @rule(hours=st.integers(-30, 30))
    def time_passes(self, hours: int) -> None:
        self.clock.move(hours * HOUR)

    @rule(hours=st.integers(-60, 2), onward=st.booleans())
    def end(self, hours: int, onward: bool) -> None:
        going = Going(at=self.clock.now() + hours * HOUR, onward=onward, acceptance="no_one_yet")
        self._try(lambda: self.ward.end(self.record, going, anyway=True).record)

    @rule(hours=st.integers(-60, 2))
    def move(self, hours: int) -> None:
        self._try(lambda: self.ward.move(self.record, self.clock.now() + hours * HOUR))

    @rule(hours=st.integers(-60, 2))
    def leave(self, hours: int) -> None:
        left = Left(at=self.clock.now() + hours * HOUR)
        self._try(lambda: self.ward.leave(self.record, left))

    @rule(hours=st.integers(-60, 2))
    def back(self, hours: int) -> None:
        self._try(lambda: self.ward.back(self.record, self.clock.now() + hours * HOUR))

    @invariant()
    def nothing_broken(self) -> None:
        again = Record(admission="a1")
        for one in self.ward.journal.entries("a1"):
            assert walls.broken(self.protocol, again, one) == ()
            again = fold(again, one)
        assert again == self.record
        assert ("board" in rows(again)) is (again.ended is None)


PROTOCOL = load()
TestAnyStay = AnyStay.TestCase
