"""Whatever is written about needs, tests and visits, in whatever order: none is ever lost, each
open need has an owner and a time, and what is due is the fold of the journal."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from srh_assess.assessment import dues, facts
from srh_assess.assessment.followed import appointment_state, sample_state
from srh_assess.assessment.following import AppointmentOffered, AppointmentWent
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.rules.due import due, said_result
from srh_assess.rules.outcomes import all_needs_met, confirmed
from srh_assess.store.projections import after_row, board_row, result_said, results_owed
from srh_assess.workflow import admissions, needs, stay
from srh_assess.workflow.following import Follower
from srh_assess.workflow.session import Session
from srh_assess.workflow.walls import broken
from tests.workflow.memory import MemoryJournal

PROTOCOL = load()
START = datetime(2026, 3, 27, 12, tzinfo=UTC)  # two days before the ward's clocks change
WOMAN = facts.Identity(family="Wren", given="Marianne", born=date(1997, 3, 22))
NEEDS = st.sampled_from(["N10", "N18", "N34"])
STATES = st.sampled_from(
    ["confirmed", "wanted", "deferred", "declined", "begun", "part_met", "met", "handed_over",
     "no_longer_applies"]
)  # fmt: skip
VISITS = st.sampled_from(["booked", "attended", "could_not_come", "cancelled", "declined"])
PLACE = st.integers(0, 5)
HOURS = st.integers(-30, 24 * 30)


class Following(RuleBasedStateMachine):
    """One woman, several people, every act in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = SetClock(START)
        self.journal = MemoryJournal(self.clock)
        came = facts.Stay(admitted=START - timedelta(days=1), named_nurse="Ruth Adeyemi")
        record = admissions.admit(self.journal, "a1", WOMAN, came, author="nurse", clock=self.clock)
        self.session = Session(
            self.journal, PROTOCOL, record, author="nurse", author_name="R. Osei", clock=self.clock
        )
        self.session.begin()
        self.hers = Follower(self.session)
        self.known: set[str] = set()

    def _try(self, act: Any) -> None:
        with suppress(UserError):
            act()

    @rule(need=NEEDS)
    def confirm(self, need: str) -> None:
        self._try(lambda: needs.confirm(self.session, need, named_by_her=True))

    @rule(need=NEEDS, wants=st.sampled_from(["now", "later", "no", "unsure"]), hours=HOURS)
    def plan(self, need: str, wants: Any, hours: int) -> None:
        when = self.clock.now() + timedelta(hours=hours)
        self._try(lambda: needs.plan(self.session, need, wants=wants, words="so", due=when))

    @rule(need=NEEDS)
    def set_aside(self, need: str) -> None:
        self._try(lambda: needs.set_aside(self.session, need, "not a need"))

    @rule(need=NEEDS, to=STATES, receiver=st.sampled_from(["", "Sam Okoro"]))
    def move(self, need: str, to: Any, receiver: str) -> None:
        self._try(lambda: self.hers.move(need, to, words="seen", receiver=receiver))

    @rule(need=NEEDS, hours=HOURS)
    def step(self, need: str, hours: int) -> None:
        when = self.clock.now() + timedelta(hours=hours)
        self._try(lambda: self.hers.step(need, step="ring", due=when))

    @rule(need=NEEDS)
    def give(self, need: str) -> None:
        self._try(lambda: self.hers.give(need, "leaflet", willing=False))

    @rule(need=NEEDS)
    def sample(self, need: str) -> None:
        self._try(lambda: self.hers.sample("iron_blood", need=need))

    @rule(place=PLACE, told=st.booleans())
    def result(self, place: int, told: bool) -> None:
        sample = self._nth(self.session.record.following.samples, place)
        self._try(lambda: self.hers.told(sample) if told else self.hers.result(sample, "other"))

    @rule(need=NEEDS, hours=HOURS, place=PLACE)
    def appointment(self, need: str, hours: int, place: int) -> None:
        starts = self.clock.now() + timedelta(hours=hours)
        again = self._nth(self.session.record.following.appointments, place)
        instead = again if place % 2 else ""
        self._try(lambda: self.hers.appointment(need, starts, instead_of=instead))

    @rule(place=PLACE, to=VISITS)
    def visit(self, place: int, to: Any) -> None:
        one = self._nth(self.session.record.following.appointments, place)
        self._try(lambda: self.hers.visit(one, to, reason="acuity"))

    @rule(need=NEEDS, to=st.sampled_from(["could_not_come", "cancelled"]))
    def a_visit_comes_to_nothing(self, need: str, to: Any) -> None:
        def act() -> None:
            self.hers.visit(self.hers.appointment(need, self.clock.now()), to, reason="acuity")

        self._try(act)

    @rule(need=NEEDS, accepted=st.booleans())
    def hand_over(self, need: str, accepted: bool) -> None:
        def act() -> None:
            made = self.hers.hand_over((need,), "Sam Okoro")
            answer = "accepted" if accepted else "not_accepted"
            self.hers.taken_over(made, answer, "Sam Okoro", "by phone")

        self._try(act)

    @rule(hours=HOURS)
    def time_goes_by(self, hours: int) -> None:
        self.clock.move(timedelta(hours=hours))

    @rule(accepted=st.booleans(), onward=st.booleans())
    def leaves(self, accepted: bool, onward: bool) -> None:
        """A discharge or a transfer, whatever is owed or runs."""
        at = stay.present(self.session.record, self.clock)
        going = stay.Going(
            at=at, to="Home", receiver="Sam Okoro", onward=onward,
            acceptance="accepted" if accepted else "asked",
        )  # fmt: skip
        self._try(
            lambda: stay.end(
                self.journal, PROTOCOL, self.session.record, going, anyway=True, author="nurse",
                clock=self.clock,
            )
        )  # fmt: skip
        self.session.read_again()

    @rule()
    def comes_back(self) -> None:
        """Within 24 hours of the end, or refused."""
        at = stay.present(self.session.record, self.clock)
        self._try(
            lambda: stay.come_back(
                self.journal, self.session.record, at, author="nurse", clock=self.clock
            )
        )
        self.session.read_again()

    @rule(which=st.sampled_from(["first", "second"]), need=NEEDS, reached=st.booleans())
    def looked_at_after(self, which: Any, need: str, reached: bool) -> None:
        met = (need,) if reached else ()
        how = "herself" if reached else "not_reached"
        self._try(lambda: self.hers.check(which, how, met=met, words="she says so"))

    @rule(family=st.sampled_from(["Wren", "Wrenn"]), nurse=st.sampled_from(["Ruth", "Dawit"]))
    def corrected(self, family: str, nurse: str) -> None:
        """Who she is, or whose she is, was written wrongly."""
        now = self.session.record
        assert now.identity is not None
        assert now.stay is not None
        fact = facts.AdmissionCorrected(
            identity=replace(now.identity, family=family),
            stay=replace(now.stay, named_nurse=nurse), reason="as she says",
        )  # fmt: skip
        self._try(lambda: self.session.add(fact))

    @rule(need=NEEDS, mine=STATES, theirs=STATES, hours=HOURS)
    def two_at_once(self, need: str, mine: Any, theirs: Any, hours: int) -> None:
        """A colleague writes in a sitting of her own; who sat here first has not read it yet.
        Both are kept, or the second is refused and reads again."""
        other = Session(
            self.journal, PROTOCOL, self.journal.record("a1"), author="second",
            author_name="D. Tesfaye", clock=self.clock,
        )  # fmt: skip
        when = self.clock.now() + timedelta(hours=hours)
        self._try(lambda: Follower(other).step(need, step="write", due=when))
        self._try(lambda: Follower(other).move(need, theirs, words="seen"))
        before = self.journal.record("a1").following.moves
        self._try(lambda: self.hers.move(need, mine, words="seen too"))
        after = self.journal.record("a1").following.moves
        assert after[: len(before)] == before
        self.session.read_again()

    @rule()
    def a_result_is_awaited_by_word(self) -> None:
        """From then on it has its line, or a test says which it is."""
        self._try(lambda: self.session.answer("X54", ("awaited",)))
        record = self.session.record
        found, samples = record.answers.get("X54"), record.following.samples.values()
        if found is not None and found.taken == self.clock.now():
            assert results_owed(record)
            waits = any(sample_state(kept) != "told" for kept in samples)
            assert (result_said(record) == found.taken) is not waits

    @staticmethod
    def _nth(threads: Any, place: int) -> str:
        ids = list(threads)
        return ids[place % len(ids)] if ids else "none"

    # ---- what always holds

    @invariant()
    def no_need_is_lost(self) -> None:
        now = set(self.session.record.following.needs)
        assert self.known <= now
        self.known = now

    @invariant()
    def every_open_need_has_one_line_with_an_owner_and_a_time(self) -> None:
        record, now = self.session.record, self.clock.now()
        lines = due(record, self.session.findings, PROTOCOL, now)
        for need in record.following.needs.values():
            if need.open and need.state != "suspected":
                own = [
                    one for one in lines if one.need == need.need and one.id in ("", need.awaits)
                ]
                assert own, need
                assert all(one.owner and one.at for one in own)
                assert need.owner

    @invariant()
    def what_is_owed_stays_on_the_list(self) -> None:
        record = self.session.record
        listed = {(one.what, one.id) for one in dues.dues(record)}
        for id, kept in record.following.samples.items():
            waits = {"awaited": "result", "to_tell": "tell"}.get(sample_state(kept))
            assert waits is None or (waits, id) in listed
        for id, kept in record.following.appointments.items():
            if appointment_state(kept) in ("offered", "booked"):
                assert ("appointment", id) in listed

    @invariant()
    def a_visit_that_did_not_happen_stays_until_another_stands(self) -> None:
        """Counted from the entries themselves, by none of the program's own rules."""
        listed = {(one.what, one.id) for one in dues.dues(self.session.record)}
        held = self.session.record.following.needs
        written = [entry.fact for entry in self.journal.entries("a1")]
        offered = [fact for fact in written if isinstance(fact, AppointmentOffered)]
        replaced = {fact.instead_of for fact in offered}
        for fact in offered:
            went = [
                one.to for one in written
                if isinstance(one, AppointmentWent) and one.appointment == fact.appointment
            ]  # fmt: skip
            missed = bool(went) and went[-1] in ("could_not_come", "cancelled")
            over = fact.need in held and not held[fact.need].open
            owed = missed and fact.appointment not in replaced and not over
            assert (("rebook", fact.appointment) in listed) is owed, (went, fact.need)

    @invariant()
    def everything_is_the_fold_of_the_journal(self) -> None:
        again = self.journal.record("a1")
        assert again.following == self.session.record.following
        assert dues.dues(again) == dues.dues(self.session.record)
        row = board_row(again) if again.ended is None else after_row(again)
        if row is None:  # a stay that ended, and nothing of it stands open
            assert again.ended is not None
            assert not any(need.confirmed and need.open for need in again.following.needs.values())
            return
        open_needs = {n.need for n in again.following.needs.values() if n.open}
        assert {one.id for one in row.needs} >= {
            id for id in open_needs if again.following.needs[id].confirmed
        }

    @invariant()
    def nobody_waits_for_a_result_without_a_day(self) -> None:
        """Also where nobody wrote down which test it was."""
        record = self.session.record
        said = result_said(record)
        listed = any(one.what in ("result", "tell") for one in dues.dues(record))
        assert results_owed(record) is (listed or said is not None)
        if said is not None:
            assert said_result(PROTOCOL, said) > said

    @invariant()
    def met_is_met(self) -> None:
        states = {need.state for need in confirmed(self.session.record)}
        whole = bool(states) and states <= {"met", "no_longer_applies"}
        assert all_needs_met(self.session.record) is whole

    def teardown(self) -> None:
        """Every entry could have been written by this program."""
        from srh_assess.assessment.fold import fold
        from srh_assess.assessment.record import Record

        record = Record(admission="a1")
        for entry in self.journal.entries("a1"):
            assert broken(PROTOCOL, record, entry) == ()
            record = fold(record, entry)


TestFollowing = Following.TestCase
TestFollowing.settings = settings(max_examples=8, stateful_step_count=20)
