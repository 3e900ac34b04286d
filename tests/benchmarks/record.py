"""An answer, an assessment and the board: the durable part, against SQLCipher itself."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

import msgspec

from srh_assess.assessment.facts import Admitted, Identity, Stay
from srh_assess.clock import SystemClock
from srh_assess.protocol.load import load
from srh_assess.rules.findings import evaluate
from srh_assess.store.connection import new_file, write_ahead
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE, WOMAN, complete
from tests.benchmarks.figures import Figure, middle, milliseconds
from tests.workflow.homes import new_desk, sitting

FEW = 100


def an_answer(folder: Path) -> Figure:
    """``Session.answer`` on disk against one commit of the same bytes into a bare table."""
    desk = new_desk(folder / "answer", SystemClock())
    session = sitting(desk)
    complete(session, {"G02": ("heavy",)})
    values, before = cycle(("yes", "no")), session.record.last_entry
    taken = milliseconds(lambda: session.answer("F01", next(values)), 400)
    entries = [e for e in session.journal.entries(session.record.admission) if e.number > before]
    size = sum(len(msgspec.json.encode(entry)) for entry in entries) // len(taken)
    desk.lock()
    floor = _bare_commits(folder / "floor.db", size, 400)
    return Figure(
        what="an answer, its durable part", value=statistics.median(taken), floor=floor,
        unit="ms", aim=3, against=f"one SQLCipher commit of {size} bytes",
    )  # fmt: skip


def _bare_commits(path: Path, size: int, times: int) -> float:
    db = new_file(path, bytes(32))
    write_ahead(db)
    db.execute("create table floor (id integer primary key, body blob not null) strict")
    body = b"x" * size

    def commit() -> None:
        with db.atomic():
            db.execute("insert into floor (body) values (?)", [body])

    found = middle(commit, times)
    db.close()
    return found


def among_many(folder: Path, many: int) -> Iterator[Figure]:
    """Opening one assessment, and the board, among ``many`` admissions against a hundred."""
    opened, board = {}, {}
    for count in (FEW, many):
        desk, admission = _ward(folder / str(count), count)
        opened[count] = middle(partial(desk.session, admission), 40)
        board[count] = middle(desk.board, 20)
        desk.lock()
    against = f"the same among {FEW}"
    yield Figure(
        what=f"open an assessment among {many}", value=opened[many], floor=opened[FEW],
        unit="ms", aim=1.2, against=against,
    )  # fmt: skip
    yield Figure(
        what=f"every woman of a ward of {many}, none discharged", value=board[many] / many,
        floor=board[FEW] / FEW, unit="ms a row", aim=1.2, against=against,
    )  # fmt: skip


def _ward(folder: Path, count: int) -> tuple[Desk, str]:
    desk = new_desk(folder, SystemClock())
    session = sitting(desk)
    complete(session, {})
    store, author = session.journal, session.author
    now = desk.clock.now()
    for number in range(count - 1):
        who = Identity(family=f"Invented-{number:06d}", given="Ada", born=WOMAN.born)
        with store.transaction(store.record(f"{number:032x}"), author) as transaction:
            transaction.add(Admitted(identity=who, stay=Stay(admitted=now, room="1")))
    desk.lock()
    desk.sign_in(NURSE.name, PASSPHRASE)
    return desk, session.record.admission


def the_rules(folder: Path) -> Iterator[str]:
    """How long loading the protocol and one evaluation take: against a 60 Hz frame."""
    protocol = load()
    desk = new_desk(folder / "rules", SystemClock())
    session = sitting(desk)
    complete(session, {"T01": "yes", "T02": "yes"})
    record = session.record

    def once() -> None:
        evaluate(
            protocol, record.answers, now=desk.clock.now(), born=WOMAN.born,
            admitted=desk.clock.now(), first_raised={}, outcome="go",
        )  # fmt: skip

    once()
    frame = 1000 / 60
    for what, value in (
        ("evaluate the whole protocol", middle(once, 200)),
        ("load the protocol", middle(load, 5)),
    ):
        figure = Figure(
            what=what, value=value, floor=frame, unit="ms", aim=6, against="one 60 Hz frame"
        )
        yield from figure.lines()
    desk.lock()
