"""Writing a letter: whole or not at all."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from srh_assess.errors import StoreFault
from srh_assess.letters import save


def test_the_file_is_there_whole_and_its_owners_alone(tmp_path):
    path = save.write(tmp_path, "SRH-1-v1.pdf", b"%PDF")
    assert path.read_bytes() == b"%PDF"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["SRH-1-v1.pdf"]


def test_an_older_one_is_replaced_in_one_step(tmp_path):
    save.write(tmp_path, "SRH-1-v1.pdf", b"old")
    save.write(tmp_path, "SRH-1-v1.pdf", b"new")
    assert (tmp_path / "SRH-1-v1.pdf").read_bytes() == b"new"


@pytest.mark.parametrize("where", ["fsync", "write", "replace"])
def test_a_full_disk_leaves_nothing_half_written_and_the_old_one_whole(
    tmp_path, monkeypatch, where
):
    save.write(tmp_path, "SRH-1-v1.pdf", b"old")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    if where == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    elif where == "write":
        monkeypatch.setattr(os, "fdopen", full)
    else:
        monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(StoreFault, match="the disk is full"):
        save.write(tmp_path, "SRH-1-v1.pdf", b"new" * 1000)
    assert [p.name for p in tmp_path.iterdir()] == ["SRH-1-v1.pdf"]
    assert (tmp_path / "SRH-1-v1.pdf").read_bytes() == b"old"


def test_a_folder_that_vanished_is_said_in_words(tmp_path):
    with pytest.raises(StoreFault, match="to this folder: it is not there any more"):
        save.write(tmp_path / "gone", "SRH-1-v1.pdf", b"x")


def test_a_fault_without_words_still_has_a_sentence(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise OSError

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(StoreFault, match="gave no reason"):
        save.write(tmp_path, "SRH-1-v1.pdf", b"x")


def test_a_file_is_deleted_and_one_that_is_gone_is_well(tmp_path):
    path = save.write(tmp_path, "SRH-1-v1.pdf", b"x")
    save.remove(path)
    save.remove(path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.EACCES, "Permission denied"), "this computer does not allow it"),
        (OSError(errno.EBUSY, "Device or resource busy"), "Device or resource busy"),
        (OSError(), "gave no reason"),
    ],
)
def test_a_file_that_cannot_be_deleted_is_said_in_words(tmp_path, monkeypatch, fault, words):
    def held(*_, **__):
        raise fault

    path = save.write(tmp_path, "SRH-1-v1.pdf", b"x")
    monkeypatch.setattr("pathlib.Path.unlink", held)
    with pytest.raises(StoreFault, match=words):
        save.remove(path)
