"""Whatever happens to whomever in whatever order: the board is the fold of the journal."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from srh_assess.assessment.along import TeamDecided
from srh_assess.assessment.facts import GateDecided, Identity, Left, Stay
from srh_assess.assessment.fold import fold_all
from srh_assess.clock import SetClock, local
from srh_assess.errors import UserError
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.lists import rows
from srh_assess.store.projections import board_row
from srh_assess.ui import board_words
from srh_assess.workflow.importing import Wish
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.stay import Going
from tests.workflow.homes import new_desk

HOUR = timedelta(hours=1)
NAMES = ("Wren", "Wrenn", "Ashdown", "Iyer")
WOMEN = st.integers(0, 5)


class Ward(RuleBasedStateMachine):
    """A home on disk. It begins on the evening before the clocks go forward."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="srh-board-"))
        self.clock = SetClock(datetime(2026, 3, 28, 20, tzinfo=UTC))
        self.desk = new_desk(self.folder / "home", self.clock)
        self.stays: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.lock()
            shutil.rmtree(self.folder)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as fault:
            assert fault.sentence
            assert fault.next_step

    def _one(self, which: int) -> str:
        return self.stays[which % len(self.stays)] if self.stays else ""

    def _on_one(self, which: int, act: Callable[[str], object]) -> None:
        admission = self._one(which)
        if admission:
            self._try(lambda: act(admission))

    @rule(hours=st.integers(-26, 30))
    def time_passes(self, hours: int) -> None:
        self.clock.move(hours * HOUR)

    @rule(name=st.sampled_from(NAMES), hours=st.integers(-40, 3), room=st.integers(1, 60))
    def admit(self, name: str, hours: int, room: int) -> None:
        who = Identity(family=name, given="Ada", born=date(1990, 1, 1))
        stay = Stay(admitted=self.clock.now() + hours * HOUR, room=str(room))
        self._try(lambda: self.stays.append(self.desk.admit(who, stay)))

    @rule(name=st.sampled_from(NAMES), room=st.integers(1, 60), whole=st.booleans())
    def list_comes_in(self, name: str, room: int, whole: bool) -> None:
        day = local(self.clock.now() - 30 * HOUR)
        text = f"Surname,Forename,DOB,Admitted,Bed\n{name},Ada,01/01/1990,{day:%d/%m/%Y},{room}\n"
        self._try(lambda: self.desk.bring_in(text.encode(), Wish(all_or_nothing=whole)))
        known = {row.admission for row in self.desk.board()}
        self.stays += sorted(known - set(self.stays))

    @rule(which=WOMEN, hours=st.integers(-50, 2), onward=st.booleans())
    def end(self, which: int, hours: int, onward: bool) -> None:
        going = Going(at=self.clock.now() + hours * HOUR, onward=onward, acceptance="no_one_yet")
        self._on_one(which, lambda one: self.desk.end(one, going, anyway=True))

    @rule(which=WOMEN, hours=st.integers(-50, 2), room=st.integers(1, 60))
    def move(self, which: int, hours: int, room: int) -> None:
        at = self.clock.now() + hours * HOUR
        self._on_one(which, lambda one: self.desk.move(one, at, str(room)))

    @rule(which=WOMEN, hours=st.integers(-50, 2))
    def leave(self, which: int, hours: int) -> None:
        left = Left(at=self.clock.now() + hours * HOUR)
        self._on_one(which, lambda one: self.desk.leave(one, left))

    @rule(which=WOMEN, hours=st.integers(-50, 2))
    def back(self, which: int, hours: int) -> None:
        at = self.clock.now() + hours * HOUR
        self._on_one(which, lambda one: self.desk.come_back(one, at))

    @rule(which=WOMEN)
    def put_off(self, which: int) -> None:
        def defer(admission: str) -> None:
            session = self.desk.session(admission)
            look = self.clock.now() + 5 * HOUR
            session.add(
                GateDecided(
                    sitting=session.sitting, outcome="defer", proposed="defer",
                    reason_code="acuity", would_make_possible="Sleep", owner="Ruth",
                    next_look=look,
                )
            )  # fmt: skip

        self._on_one(which, defer)

    @rule(which=WOMEN)
    def team(self, which: int) -> None:
        fact = TeamDecided(decision="Wait", by="Team", on=local(self.clock.now()).date())
        self._on_one(which, lambda one: self.desk.team_decided(one, fact))

    @rule(which=WOMEN, other=WOMEN, same=st.booleans())
    def earlier(self, which: int, other: int, same: bool) -> None:
        earlier = self._one(other)
        self._on_one(which, lambda one: self.desk.say_earlier(one, earlier, same=same))

    @rule(rebuilt=st.booleans())
    def opened_again(self, rebuilt: bool) -> None:
        self.desk.lock()
        self.desk.sign_in(NURSE.name, PASSPHRASE)
        if rebuilt:
            self._store().rebuild()

    def _store(self) -> ClinicalStore:
        return self.desk._clinical()

    @invariant()
    def the_board_is_the_fold(self) -> None:
        if not hasattr(self, "desk"):
            return
        store, shown = self._store(), {row.admission: row for row in self.desk.board()}
        for admission in self.stays:
            record = fold_all(admission, store.entries(admission))
            assert store._lists.held(admission) == rows(record)
            assert shown.pop(admission, None) == board_row(record)
        assert shown == {}

    @invariant()
    def every_row_can_be_told(self) -> None:
        if not hasattr(self, "desk"):
            return
        looking = board_words.Looking(
            protocol=self.desk.protocol, now=self.clock.now(), me="Ruth", my_id="x"
        )
        lines = board_words.lines(self.desk.board(), looking)
        assert len(lines) == len(self.desk.board())
        assert all(line.spoken and "all" in line.filters for line in lines)


TestWard = Ward.TestCase
TestWard.settings = settings(max_examples=6, stateful_step_count=20)
