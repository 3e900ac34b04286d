"""Killed at any moment: what was shown as saved is there, and the record is whole."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment.record import Record
from srh_assess.errors import UserError
from srh_assess.store import backup, home, membership, verify
from srh_assess.store.accounts import NewAccount
from srh_assess.store.clinical import ClinicalStore
from tests.faults.scripted import Say, killed
from tests.store.wards import NOON, Ward, filled

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def sitting(number: int) -> Iterator[facts.AnyFact]:
    """A sitting's facts, without end."""
    yield facts.SittingBegun(sitting=f"s{number}", protocol="p")
    while True:
        for page in ("gate", "opening", "time"):
            yield facts.PageReached(sitting=f"s{number}", page=page)
            for value in ("yes", "no", "x" * 3000):
                yield facts.Answered(sitting=f"s{number}", item="O01", taken=NOON, value=value)
            yield facts.Paused(sitting=f"s{number}", why="called_away", page=page)


def work_on(ward: Ward, admission: str, number: int, say: Say) -> None:
    """Two facts a transaction, as an answer and what the rules then say."""
    with ward.store() as store:
        record = store.record(admission)
        said = sitting(number)
        while True:
            with store.transaction(record, ward.nurse_id) as t:
                t.add(next(said))
                record = t.add(facts.FindingsRecorded(rules="r", answered=len(record.answers)))
            say(f"saved {record.last_entry} {record.last_id}")


def test_whatever_was_shown_as_saved_is_there_after_a_kill(ward: Ward, long: bool) -> None:
    admission, _ = filled(ward, answers=1)
    rng = random.Random(2)
    saved: list[str] = []
    for number in range(200 if long else 60):

        def work(say: Say, number: int = number) -> None:
            work_on(ward, admission, number, say)

        said = killed(work, rng, lines=rng.randrange(12), within=0.01)
        assert all(line.startswith("saved") for line in said)
        saved += said
        with ward.store() as store:
            entries = {f"saved {e.number} {e.id}" for e in store.entries(admission)}
            record = store.record(admission)
            (row,) = (row for row in store.board() if row.admission == admission)
        assert set(saved) <= entries
        assert len(entries) % 2 == 0  # both facts of a step, or neither
        assert row.answered == (record.findings.answered if record.findings else 0)
    assert verify.walk(ward.nurse()).clean


def test_a_kill_in_the_first_set_up_leaves_a_home_or_none_and_the_next_one_works(
    tmp_path: Path, long: bool
) -> None:
    rng = random.Random(3)
    began = perf_counter()
    Ward(tmp_path / "measured")
    takes = perf_counter() - began  # here and now: the machine may be busy
    finished = 0
    for number in range(200 if long else 40):
        folder = tmp_path / f"home {number}"

        def work(say: Say, folder: Path = folder) -> None:
            Ward(folder)
            say("made")

        said = killed(work, rng, lines=0, within=3 * takes)
        if home.exists(folder):
            finished += 1
            with pytest.raises(UserError) as caught:
                Ward(folder)
            assert caught.value.code == "home-exists"
        else:
            assert said == []
            again = Ward(folder)
            with again.store() as store:
                again.admit(store)
            assert verify.walk(again.nurse()).clean
    assert finished > 0


def test_a_kill_while_accounts_change_leaves_the_old_list_or_the_new_one(
    ward: Ward, long: bool
) -> None:
    rng = random.Random(4)
    names = {"Ada Lead", "bea"}
    for number in range(100 if long else 25):
        new = NewAccount(
            name=f"n{number}", display="N", roles=("nurse",), passphrase="four words for n"
        )

        def work(say: Say, new: NewAccount = new) -> None:
            membership.add_account(ward.nurse(), new)
            say(new.name)

        names |= set(killed(work, rng, lines=0, within=0.02))
        found = {account.name for account in membership.accounts_of(ward.nurse())}
        assert names <= found <= names | {new.name}
        names = found


def test_a_kill_during_a_backup_leaves_none_or_a_whole_one(ward: Ward, long: bool) -> None:
    filled(ward, answers=20)
    rng = random.Random(5)
    target = ward.folder.parent / "b"
    for _ in range(100 if long else 25):
        killed(lambda _: _backed_up(ward, target), rng, lines=0, within=0.03)
        if target.exists():
            assert backup.contents(target).entries == 42
            target.unlink()
        assert verify.walk(ward.nurse()).clean


def _backed_up(ward: Ward, target: Path) -> None:
    backup.back_up(ward.nurse(), target, NOON)


def test_a_kill_leaves_no_lock(ward: Ward) -> None:
    def hold(say: Say) -> None:
        store = ClinicalStore.open(ward.nurse(), ward.clock)
        say("open")
        while True:
            store.record(Record(admission="none").admission)

    assert killed(hold, random.Random(6), lines=1, within=0.001) == ["open"]
    with ward.store() as store:
        assert store.board() == ()
