from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from srh_assess.errors import StoreFault
from srh_assess.store import lock
from srh_assess.store.lock import FileLock, HomeLock
from tests.store.wards import NOON


def test_a_second_copy_is_told_who_and_since_when(tmp_path: Path) -> None:
    first = HomeLock.take(tmp_path, "Bea Nurse", NOON)
    with pytest.raises(StoreFault) as caught:
        HomeLock.take(tmp_path, "Cleo Nurse", NOON)
    assert caught.value.code == "home-in-use"
    assert "Bea Nurse" in caught.value.sentence
    assert "12:00 on 02 March 2026" in caught.value.sentence
    first.release()
    first.release()
    HomeLock.take(tmp_path, "Cleo Nurse", NOON).release()


def test_one_that_cannot_be_read_is_another_copy(tmp_path: Path) -> None:
    held = FileLock.take(tmp_path / lock.LOCK)
    assert held is not None
    with pytest.raises(StoreFault) as caught:
        HomeLock.take(tmp_path, "Cleo Nurse", NOON)
    assert caught.value.values["who"] == "Another copy of the program"
    held.release()


def test_a_copy_that_waits_leaves_a_wish_that_the_next_holder_does_not_inherit(
    tmp_path: Path,
) -> None:
    first = HomeLock.take(tmp_path, "Bea Nurse", NOON)
    assert not first.wanted()
    lock.ask_to_give_way(tmp_path)
    assert first.wanted()
    first.release()
    second = HomeLock.take(tmp_path, "Cleo Nurse", NOON)
    assert not second.wanted()
    second.release()


def test_a_lock_whose_holder_cannot_be_named_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreFault("disk-full")

    with monkeypatch.context() as broken:
        broken.setattr(lock, "write_atomically", full)
        with pytest.raises(StoreFault):
            HomeLock.take(tmp_path, "Bea Nurse", NOON)
    HomeLock.take(tmp_path, "Bea Nurse", NOON).release()


def test_the_lock_of_a_process_that_died_is_free(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        HomeLock.take(tmp_path, "Bea Nurse", NOON)
        os._exit(0)
    os.waitpid(child, 0)
    assert lock.holder(tmp_path).who == "Bea Nurse"
    HomeLock.take(tmp_path, "Cleo Nurse", NOON).release()


def _windows(locking: Callable[[int, int, int], None]) -> Callable[[str], object]:
    def import_module(name: str) -> object:
        assert name == "msvcrt"
        return SimpleNamespace(LK_NBLCK=2, locking=locking)

    return import_module


def test_windows_has_a_lock_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def locking(handle: int, how: int, length: int) -> None:
        assert (how, length) == (2, 1)
        if taken:
            raise OSError(36, "would deadlock")
        taken.append(handle)

    monkeypatch.setattr("srh_assess.store.lock.os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(
        "srh_assess.store.lock.importlib", SimpleNamespace(import_module=_windows(locking))
    )
    path = str(tmp_path / lock.LOCK)
    first = os.open(path, os.O_CREAT | os.O_RDWR)
    assert lock._try_lock(first)
    assert not lock._try_lock(first)
    os.close(first)
