"""A whole invented ward in training: its day on the board, and two years of figures behind it.

::

    ward = InventedWard(training)      # nothing is made yet
    ward.build(7, steps)               # beside the window; ``steps`` says how far, and stops it
    ward.sit_down("nurse")             # ward.desk: a desk like any other, on the real workflow
    ward.again()                       # as it was built, in one press
    ward.planted(), ward.women()       # what is in it: for the talk afterwards
    ward.remove()                      # nothing of it stays

It is a home of its own beside that of the scenarios, with a key of its own, marked for training
for good: every file in it begins as a scenario does, or the store takes nothing. What fills it is
what fills a synthetic home (``simulate``). Going back takes the whole folder: what a manager
released or wrote on the charts is practice, too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Literal

from msgspec.structs import replace

from srh_assess.assessment.drilling import DrillBegun
from srh_assess.assessment.facts import Entry
from srh_assess.errors import BadInput
from srh_assess.saying import counted
from srh_assess.store import home
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.membership import accounts_of
from srh_assess.workflow import simulate
from srh_assess.workflow.invented import planted
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.invented.stage import Played
from srh_assess.workflow.invented.troupe import ASKER, REVIEWER, first_day, plays
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.synthetic import UNIT
from srh_assess.workflow.training_world import (
    COST,
    PASSPHRASE,
    WARD,
    WARD_AS_BUILT,
    Training,
    TrainingDesk,
)

STAYS = 290
"""One ward's stays of two years, with the twelve women who are here."""
SCENARIO, TITLE = "invented-ward", "An invented ward"
MOST = 9999
STOPPED = "training-ward-stopped"
Seat = Literal["nurse", "manager"]
_SETTING = Setting(profile="drill", stories=True)


class InventedWard:
    """The ward of one world. It is signed in to by nobody until somebody sits down."""

    def __init__(self, training: Training) -> None:
        self._training = training
        self.stays = STAYS
        self._as_built = training.folder / WARD_AS_BUILT
        self.folder = training.folder / WARD
        self.desk = TrainingDesk(self.folder, training.desk.shipped, training.clock, cost=COST)
        self.number = 0
        self.at: datetime | None = None
        """The moment it was built for; none before."""

    # -- making it, going back, throwing it away -------------------------------------------

    def build(self, number: int, steps: Steps) -> None:
        """Makes the ward of this number as it stands now. Stopped or failed, nothing of it is
        left."""
        self.remove()
        at = self._training.outside.now()
        self._training.clock.set(at)
        try:
            self._fill(number, at, steps)
            shutil.copytree(self.folder, self._as_built)
        except BaseException:
            self.remove()
            raise
        self.number, self.at = number, at

    def _fill(self, number: int, at: datetime, steps: Steps) -> None:
        protocol, clock = self.desk.protocol, self._training.clock
        simulate.settle(self.desk, UNIT, PASSPHRASE, kind="training")
        opened = home.unlock(self.folder, "nurse", PASSPHRASE, clock, training=True)
        ids = {one.name: one.id for one in accounts_of(opened)}
        store = ClinicalStore.open(opened, clock)
        try:
            played = plays(
                protocol, opened.me.id, self.stays, number, _SETTING, at,
                asker=ids[ASKER], reviewer=ids[REVIEWER],
            )  # fmt: skip
            marked = self._marked(played, number, steps)
            simulate.fill(store, marked, at, Random(f"{number} advice"))
        finally:
            store.close()

    def _marked(self, played: Iterator[Played], number: int, steps: Steps) -> Iterator[Played]:
        """Each file begins as a scenario does: that is how a row of this world is told."""
        for place, (record, entries) in enumerate(played, 1):
            steps.at(f"{place} of {counted(self.stays, 'stay')}")
            begun = DrillBegun(scenario=SCENARIO, version=1, mark=f"{number}", title=TITLE)
            first = Entry(
                id=ClinicalStore.new_admission_id(),
                number=0,
                admission=record.admission,
                at=entries[0].at,
                author=entries[0].author,
                fact=begun,
            )
            yield replace(record, drill=begun), [first, *entries]

    def again(self) -> None:
        """Everything as it was built, at the time it was built for."""
        assert self.at is not None
        self.desk.lock()
        shutil.rmtree(self.folder)
        shutil.copytree(self._as_built, self.folder)
        self._training.clock.set(self.at)

    def remove(self) -> None:
        """Nothing of it stays; also of one that a computer which failed left behind."""
        self.desk.lock()
        self.number, self.at = 0, None
        self._training.without_ward()

    # -- being there -----------------------------------------------------------------------

    def sit_down(self, seat: Seat) -> None:
        """Somebody sits at its desk, as a nurse of the ward or as its manager."""
        self.desk.sign_in(seat, PASSPHRASE)

    # -- the talk afterwards ---------------------------------------------------------------

    def planted(self) -> tuple[planted.Told, ...]:
        """The stories of its figures."""
        assert self.at is not None
        first = first_day(self.desk.protocol, self.stays, self.number, _SETTING, self.at)
        return planted.in_the_figures(first, self.at)

    def women(self) -> tuple[str, ...]:
        """Who stands on its board, as it was built."""
        return planted.on_the_ward(self.stays)


def number_of(words: str) -> int:
    """The number of a ward as it was typed. Refuses what is none."""
    given = words.strip()
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= MOST):
        raise BadInput("training-ward-number", given=given[:20], most=f"{MOST:,}")
    return int(given)
