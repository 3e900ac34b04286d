"""The separate world in which scenarios are played: a home of its own with a key of its own.

::

    training = enter(desk)                 # from a ward's desk, which it locks; or
    training = beside(folder, protocol, clock)   # before sign-in, or on a memory stick
    training.open()                        # makes it at the first time; nothing of a run is left
    training.shelf()                       # what can be played; own files in ``training.own``
    drill = training.begin("ines-not-with-a-man", run="alone")      # workflow.drill
    training.left()                        # whether a closed window left a run open
    training.resume(number)                # that run, for whoever has its number, or none
    training.close()                       # throws the run away; ``keep=True`` leaves it

``training.desk`` is a desk like any other, on which the real workflow runs; it is signed in as
the learner. ``training.clock`` is the scenario's own. ``training.leads`` says who may run courses.
What is written here stands in this home alone: no door of the ward's record opens it, and no
door here opens the ward's.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from srh_assess.assessment import drilling
from srh_assess.assessment.drilling import DrillBegun, DrillFact
from srh_assess.assessment.facts import Admitted, Entry
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, local
from srh_assess.errors import Refused
from srh_assess.protocol.model import Protocol
from srh_assess.store import home, membership
from srh_assess.store.accounts import NewAccount
from srh_assess.store.keys import Cost
from srh_assess.store.opened import Opened
from srh_assess.training import scenarios, when
from srh_assess.training.hand import MovedClock
from srh_assess.training.scenarios import Kept, Shelf
from srh_assess.workflow import admissions, leading, place, roles
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.leading import LedgerFact
from srh_assess.workflow.synthetic import UNIT
from srh_assess.workflow.training_facts import CourseOpened, SupportNamed, SureTold

if TYPE_CHECKING:
    from srh_assess.workflow.drill import Drill
    from srh_assess.workflow.drill_begun import LeftOpen

FOLDER = "training"
OWN = "scenarios"
WARD, WARD_AS_BUILT = "ward", "ward-as-built"
"""Where an invented ward stands while somebody looks round it (``training_ward``)."""
PASSPHRASE = "nothing in here is real"
"""No secret: the key keeps the two worlds apart, not the words of an invented patient."""
LEARNER = "learner"
EMPTY = "empty"
Run = Literal["alone", "pair", "group"]
COST = Cost(memory=8 * 1024, passes=1, lanes=1)
_LONG_AGO = timedelta(days=800)
_PEOPLE = (
    ("guide", "Training guide", ("admin", "lead")),
    (LEARNER, "Learner", ("nurse",)),
    ("second", "Second learner", ("clinician",)),
    ("looker", "Reviewer in training", ("reviewer",)),
    ("keeper", "Records in training", ("records",)),
    ("counter", "Manager in training", ("manager",)),
)


def folder_of(ward: Path) -> Path:
    """Where Training lies beside the record of this folder."""
    return ward / FOLDER


def enter(desk: Desk) -> Training:
    """The way in from a ward's desk: it is locked first. Whoever has an account there may learn;
    leading takes the role for it."""
    desk.need("train")
    leads = desk.may("run_training")
    desk.lock()
    return Training(folder_of(desk.folder), desk.shipped, desk.clock, leads=leads)


def beside(ward: Path, protocol: Protocol | Callable[[], Protocol], outside: Clock) -> Training:
    """The way in before anybody has signed in. Beside a ward's record one can learn; where there
    is none, as on a memory stick, whoever opens it leads."""
    return Training(folder_of(ward), protocol, outside, leads=not home.exists(ward))


class TrainingDesk(Desk):
    """A desk that opens a home for training, and no other."""

    training = True

    def drill_begin(self, begun: DrillBegun, admitted: Admitted) -> str:
        """Brings an invented patient in: the scenario is the first entry of her file."""
        store = self._clinical()
        admission = store.new_admission_id()
        who = admissions.checked(admitted.identity, admitted.stay, self.clock.now())
        store.note(admission, self._signed_in().me.id, begun, replace(admitted, identity=who))
        return admission

    def drill_note(self, file: str, fact: DrillFact) -> None:
        """Appends a fact about how the scenario went."""
        self._clinical().note(file, self._signed_in().me.id, fact)

    def drill_entries(self, file: str) -> tuple[Entry, ...]:
        """The entries of her record, or of how the scenario went. Reading here is no look at
        a record: it is the program that follows the scenario."""
        return tuple(self._clinical().entries(file))

    def drill_record(self, admission: str) -> Record:
        """Her record as it stands on disk."""
        return self._clinical().record(admission)

    def drill_found(self) -> tuple[str, DrillBegun, datetime] | None:
        """The run that stands in this home: whose, which, and the time it had come to."""
        store = self._clinical()
        admission = next(iter(store.holding("drill_begun")), "")
        record, beside = store.record(admission), store.record(drilling.beside(admission))
        times = [one.last_at for one in (record, beside) if one.last_at is not None]
        return (admission, record.drill, max(times)) if record.drill is not None else None


class Training:
    """The world of one folder."""

    def __init__(
        self,
        folder: Path,
        protocol: Protocol | Callable[[], Protocol],
        outside: Clock,
        *,
        leads: bool = True,
    ) -> None:
        """``leads``: whether who is here runs courses and writes scenarios, or only learns."""
        self.folder = folder
        self.leads = leads
        self._door = place.door(folder.parent)
        self.own = folder / OWN
        self.outside = outside
        self.clock = MovedClock(outside, outside.now())
        self.desk = TrainingDesk(folder / "world", protocol, self.clock, cost=COST)

    def open(self) -> None:
        """Opens the world, and makes it where there is none. A run that somebody left stands as
        it was until another one begins."""
        if not self.desk.exists:
            self._make()
        if self.desk.me is None:
            self.desk.sign_in(LEARNER, PASSPHRASE)

    def close(self, *, keep: bool = False) -> None:
        """Leaves it. Unless it is to be gone on with, nothing of the run stays."""
        if self.desk.exists and not keep:
            self.reset(EMPTY)
        self.desk.lock()

    def remove(self) -> None:
        """Takes the whole world off this computer, but for the scenarios of its own."""
        self.desk.lock()
        if self.desk.exists and home.kind(self.desk.folder) != "training":
            raise Refused("training-not-here")
        self.without_ward()
        shutil.rmtree(self.desk.folder, ignore_errors=True)

    def without_ward(self) -> None:
        """Takes an invented ward away, if one stands here. Nobody may sit at its desk."""
        for name in (WARD, WARD_AS_BUILT):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    @property
    def idle(self) -> timedelta:
        """Untouched for so long is too long: the ward's own time, as the last sign-in on this
        computer left it at the door, where it is one that a ward may have."""
        row, kept = self.desk.protocol.settings["idle_lock_minutes"], self._door.idle_minutes
        own = (row.least or row.value) <= kept <= (row.most or row.value)
        return timedelta(minutes=kept if own else row.value)

    @property
    def idle_before_a_group(self) -> timedelta:
        """Before a group, untouched for so long is too long: people talk with each other."""
        return timedelta(minutes=self.desk.protocol.settings["group_cover_minutes"].value)

    def need_lead(self) -> None:
        """Refuses what only whoever runs training may do."""
        if not self.leads:
            raise Refused("role-may-not", doing=roles.actions()["run_training"].words)

    def written(self) -> tuple[LedgerFact, ...]:
        """What Training keeps beyond a run, oldest first."""
        return tuple(entry.fact for entry in leading.entries(self._unlock()))

    def write(self, fact: CourseOpened | SupportNamed | SureTold) -> None:
        """Keeps one such entry."""
        leading.write(self._unlock(), fact, self.outside.now())

    def shelf(self) -> Shelf:
        """Every scenario that can be played, and what is wrong with those that cannot."""
        return scenarios.shelf(self.desk.protocol, self.own)

    def begin(self, scenario: str | Kept, *, run: Run = "alone") -> Drill:
        """Begins a scenario on an empty world: nobody finds what the learner before wrote."""
        from srh_assess.workflow.drill_begun import begin

        kept = self.shelf().of(scenario) if isinstance(scenario, str) else scenario
        today = local(self.outside.now()).date()
        self.reset(EMPTY, when.begins(kept.scenario, today))
        return begin(self, kept, run)

    def left(self) -> LeftOpen | None:
        """Whether a run was left open here, and no more than whoever comes next may know."""
        from srh_assess.workflow.drill_begun import left

        return left(self)

    def resume(self, number: str = "") -> Drill | None:
        """The run that was left, where it stood, for whoever has its number; none when there is
        none to go on with."""
        from srh_assess.workflow.drill_begun import resume

        return resume(self, number)

    def reset(self, moment: str, at: datetime | None = None) -> None:
        """Goes back to a kept moment, at this time. Whoever had a sitting open takes a new one
        from the desk."""
        from srh_assess.store import moments

        opened = self._unlock()
        self.desk.lock()
        moments.bring_back(opened, moment, self.outside.now())
        if moment == EMPTY:
            moments.forget(opened, but=EMPTY)
        self._sign_in(at or self.clock.now())

    def go_on_at(self, at: datetime) -> None:
        """Sets the hands of the world: it is this time now."""
        self.desk.lock()
        self._sign_in(at)

    def _sign_in(self, at: datetime) -> None:
        self.clock.set(at)
        self.desk.sign_in(LEARNER, PASSPHRASE)

    def keep(self, moment: str) -> None:
        """Keeps where the run stands now, to go back to."""
        from srh_assess.store import moments

        moments.keep(self._unlock(), moment)

    # -- making it -----------------------------------------------------------------------

    def _unlock(self) -> Opened:
        return home.unlock(self.desk.folder, LEARNER, PASSPHRASE, self.clock, training=True)

    def _make(self) -> None:
        self.clock.set(self.outside.now() - _LONG_AGO)
        guide, learner, *others = (
            NewAccount(name=name, display=display, roles=roles, passphrase=PASSPHRASE)
            for name, display, roles in _PEOPLE
        )
        self.desk.set_up(UNIT, guide, learner, kind="training")
        opened = self._unlock()
        for other in others:
            membership.add_account(opened, other)
        self.keep(EMPTY)
        self.clock.set(self.outside.now())
