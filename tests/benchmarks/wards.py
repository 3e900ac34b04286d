"""The ward's day among many past admissions: the board, finding a stay, a timeline, an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from srh_assess.assessment.facts import Admitted, Discharged, Identity, Stay
from srh_assess.assessment.record import Record
from srh_assess.clock import SystemClock
from srh_assess.store.clinical import ClinicalStore
from srh_assess.ui import board_words
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE, complete
from srh_assess.workflow.timeline import moments
from tests.benchmarks.figures import Figure, middle
from tests.workflow.homes import new_desk, sitting

FEW, BEDS = 100, 60
TOGETHER = 5_000


def a_day(folder: Path, many: int) -> Iterator[Figure]:
    """A full ward of sixty beds among ``many`` past admissions, against a hundred of them."""
    found: dict[str, dict[int, float]] = {}
    for count in (FEW, many):
        desk, admission = ward(folder / str(count), count)
        acts: dict[str, Callable[[], object]] = {
            f"the board of {BEDS} beds in words": partial(_board, desk),
            "find a stay by name": partial(desk.stays_found, "Invented-00"),
            "find a stay by number": partial(desk.stays_found, "9990000018"),
            "one timeline": partial(_timeline, desk, admission),
        }
        for what, act in acts.items():
            act()
            found.setdefault(what, {})[count] = middle(act, 40)
        desk.lock()
    for what, taken in found.items():
        yield Figure(
            what=f"{what}, among {many} past admissions", value=taken[many], floor=taken[FEW],
            unit="ms", aim=1.2, against=f"the same among {FEW}",
        )  # fmt: skip


def _board(desk: Desk) -> None:
    looking = board_words.Looking(
        protocol=desk.protocol, now=desk.clock.now(), me="Ruth", my_id="x"
    )
    assert len(board_words.lines(desk.board(), looking)) == BEDS


def _timeline(desk: Desk, admission: str) -> None:
    assert moments(desk.entries(admission))


def ward(folder: Path, count: int) -> tuple[Desk, str]:
    """One woman with a whole assessment, the other beds with a stay, the rest past stays."""
    desk = new_desk(folder, SystemClock())
    session = sitting(desk)
    complete(session, {})
    store, author = session.journal, session.author
    assert isinstance(store, ClinicalStore)
    for begin in range(0, BEDS + count, TOGETHER):
        with store.together():
            for number in range(begin, min(begin + TOGETHER, BEDS + count)):
                if number:
                    _stay(store, author, number, ended=number >= BEDS)
    desk.lock()
    desk.sign_in(NURSE.name, PASSPHRASE)
    return desk, session.record.admission


def _stay(store: ClinicalStore, author: str, number: int, *, ended: bool) -> None:
    now = store._clock.now()
    born = date(1950, 1, 1) + timedelta(days=number % 18_000)
    who = Identity(family=f"Invented-{number:06d}", given="Ada", born=born)
    stay = Stay(admitted=now - timedelta(days=1 + number % 900), room=str(number))
    with store.transaction(Record(admission=f"{number:032x}"), author) as transaction:
        transaction.add(Admitted(identity=who, stay=stay))
        if ended:
            transaction.add(Discharged(at=now))
