"""Backups by themselves: when one is due, which are kept, and trying one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.clock import SetClock, local
from srh_assess.errors import StoreFault
from srh_assess.protocol.load import load
from srh_assess.store import backup, delay
from srh_assess.workflow import backup_plan, backups, synthetic
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE
from srh_assess.workflow.self_test import PASSPHRASE as WORDS
from tests.refusing import refused
from tests.workflow.homes import CHEAP, new_desk, sitting

NOW = datetime(2026, 7, 14, 13, tzinfo=UTC)
PLAN = BackupsPlanned()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "home", SetClock(NOW))
    yield made
    made.lock()


def move(desk: Desk, by: timedelta) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.move(by)


# --- which are due, which are kept ------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "is_due"),
    [
        (None, True), (timedelta(0), False), (timedelta(hours=4, seconds=-1), False),
        (timedelta(hours=4), True), (timedelta(seconds=-1), True),
    ],
)  # fmt: skip
def test_when_one_is_due(ago: timedelta | None, is_due: bool) -> None:
    newest = None if ago is None else NOW - ago
    assert backup_plan.due(PLAN, newest, NOW) is is_due


def test_the_newest_of_each_day_week_and_month_is_kept() -> None:
    every = [NOW - timedelta(hours=4 * n) for n in range(6 * 400)]
    kept = sorted(set(every) - backup_plan.spare(every), reverse=True)
    assert kept[0] == NOW
    days = [local(moment).date() for moment in kept]
    assert len(set(days)) == len(days)
    assert days[:7] == [(local(NOW) - timedelta(days=n)).date() for n in range(7)]
    assert len({day.strftime("%Y-%m") for day in days}) == 12
    assert len(kept) <= 7 + 5 + 12


@given(st.lists(st.integers(0, 20_000), max_size=60, unique=True))
def test_thinning_again_takes_nothing_more_and_the_newest_stays(hours: list[int]) -> None:
    made = [NOW - timedelta(hours=n) for n in hours]
    left = set(made) - backup_plan.spare(made)
    assert backup_plan.spare(tuple(left)) == frozenset()
    if made:
        assert max(made) in left


# --- made by itself ---------------------------------------------------------------------------


def test_a_backup_is_made_when_due_and_then_not_again(desk: Desk) -> None:
    assert desk.backups() == ()
    work = desk.backup_by_itself()
    assert work is not None
    held = work()
    assert held.made == NOW
    assert desk.backup_by_itself() is None
    move(desk, timedelta(hours=24))
    work = desk.backup_by_itself()
    assert work is not None
    desk.lock()
    work()  # ends also when the window was locked meanwhile
    desk.sign_in(NURSE.name, WORDS)
    assert [one.holds.made for one in desk.backups() if one.holds] == [
        NOW + timedelta(hours=24), NOW,
    ]  # fmt: skip


def test_old_ones_go_and_what_is_not_ours_stays(desk: Desk) -> None:
    desk.backup_now()()
    (first,) = desk.backups()
    other = first.file.with_name("mine.srhbackup")
    shutil.copy(first.file, other)
    upgrade = first.file.with_name("before-upgrade-1.srhbackup")
    shutil.copy(first.file, upgrade)
    broken = first.file.with_name("srh-broken.srhbackup")
    broken.write_bytes(b"not a backup")
    move(desk, timedelta(minutes=30))
    desk.backup_now()()
    names = {one.file.name for one in desk.backups()}
    assert first.file.name not in names
    assert {other.name, upgrade.name, broken.name} <= names
    assert len(names) == 4
    assert desk.backups()[-1].holds is None


def test_an_admin_says_where_and_how_often(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another disk"
    wanted = BackupsPlanned(folder=str(elsewhere), every_hours=1)
    assert refused(lambda: desk.plan_backups(wanted)) == "role-may-not"
    desk.sign_in(ADMIN.name, WORDS)
    assert desk.backup_by_itself() is None
    assert refused(desk.backup_now) == "role-may-not"
    assert refused(lambda: desk.plan_backups(wanted)) == "backup-folder-missing"
    elsewhere.mkdir()
    for wrong in (BackupsPlanned(every_hours=0), BackupsPlanned(every_hours=25)):
        assert refused(partial(desk.plan_backups, wrong)) == "backup-hours"
    desk.plan_backups(wanted)
    assert desk.backups_planned == wanted
    desk.sign_in(NURSE.name, WORDS)
    desk.backup_now()()
    assert len(list(elsewhere.glob("srh-*.srhbackup"))) == 1
    shutil.rmtree(elsewhere)
    assert desk.backups() == ()
    work = desk.backup_by_itself()
    assert work is not None
    assert refused(work) == "backup-folder-missing"
    assert not elsewhere.exists()


# --- trying one -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "named", "beside"),
    [
        ("home-read-only", "backup-folder-read-only", "home-read-only"),
        ("disk-full", "backup-folder-full", "disk-full"),
        ("disk-error", "disk-error", "disk-error"),
    ],
)
def test_which_of_the_two_folders_it_was_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, named: str, beside: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def fails(*_: object) -> None:
        raise StoreFault(code)

    def usage(folder: Path) -> SimpleNamespace:
        return SimpleNamespace(free=0 if folder == stick else 10)

    monkeypatch.setattr(backup, "back_up", fails)
    monkeypatch.setattr(backup_plan, "disk_usage", usage)
    for folder, wanted in ((stick, named), ("", beside)):
        planned = BackupsPlanned(folder=f"{folder}")
        make = partial(backup_plan.make, desk.opened, planned, desk.clock)
        assert refused(make) == wanted

    def gone(*_: object) -> None:
        stick.rmdir()
        raise StoreFault("home-gone")

    monkeypatch.setattr(backup, "back_up", gone)
    planned = BackupsPlanned(folder=f"{stick}")
    assert refused(partial(backup_plan.make, desk.opened, planned, desk.clock)) == (
        "backup-folder-missing"
    )


def test_a_restore_is_tried_beside_the_record(desk: Desk) -> None:
    sitting(desk)
    desk.backup_now()()
    (one,) = desk.backups()
    assert one.holds is not None
    before = sorted(path.name for path in desk.folder.rglob("*"))
    assert desk.try_restore(one.file.name, WORDS) == one.holds.entries
    assert refused(lambda: desk.try_restore(one.file.name, "some other words")) == "sign-in-wrong"
    after = {path.name for path in desk.folder.rglob("*")}
    assert after == {*before, delay.NAME}  # the wrong try is remembered, nothing else is left


def test_another_home_s_backup_is_not_tried_as_ours(desk: Desk, tmp_path: Path) -> None:
    other = new_desk(tmp_path / "other", desk.clock)
    other.backup_now()()
    (file,) = (one.file for one in other.backups())
    target = desk.folder / backup.FOLDER / file.name
    target.parent.mkdir()
    shutil.copy(file, target)
    assert refused(lambda: desk.try_restore(target.name, WORDS)) == "backup-other-home"
    other.lock()


def test_one_that_does_not_fit_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from srh_assess.store import verify
    from srh_assess.store.verify import Misfit, Verdict

    desk.backup_now()()
    (one,) = desk.backups()
    wrong = Verdict(entries=9, admissions=1, newest="", misfits=(Misfit(3, "hash"),))
    monkeypatch.setattr(verify, "walk", lambda _: wrong)
    assert refused(lambda: desk.try_restore(one.file.name, WORDS)) == "backup-does-not-fit"
    said, fits = backups.try_out(one.file, NURSE.name, WORDS, desk.clock)
    assert not fits
    assert said[-1].startswith("Not everything fits")


def test_the_drill_of_the_command_line(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    admin, nurse, *_ = synthetic.people(WORDS)
    desk = Desk(tmp_path / "home", load, clock, cost=CHEAP)
    key = desk.set_up(synthetic.UNIT, admin, nurse, kind="synthetic")
    desk.sign_in(nurse.name, nurse.passphrase)
    desk.backup_now()()
    (one,) = desk.backups()
    said, fits = backups.try_out(one.file, nurse.name, nurse.passphrase, clock)
    assert fits
    assert said[-1] == "Every entry fits."
    assert backups.try_out(one.file, "", key, clock, recovery_key=True)[1]
    missing = one.file.with_name("none.srhbackup")
    assert refused(lambda: backups.try_out(missing, "x", "y", clock)) == "file-unreadable"
    desk.lock()
