"""A file for people: there whole, or not at all and said so."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from srh_assess.errors import UserError
from srh_assess.workflow import save_file


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def test_it_is_there_whole_and_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    for content in (b"first", b"second"):
        save_file.write(file, content)
        assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "report.csv"
    folder.mkdir()
    assert refused(lambda: save_file.write(folder, b"x")) == "summary-exists-folder"
    assert refused(lambda: save_file.try_out(folder)) == "summary-exists-folder"


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    file = tmp_path / "gone" / "report.csv"
    assert refused(lambda: save_file.write(file, b"x")) == "summary-folder-gone"
    assert refused(lambda: save_file.try_out(file)) == "summary-folder-gone"


def test_a_full_disk_is_not_taken_for_a_file_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert refused(lambda: save_file.write(tmp_path / "report.csv", b"x")) == "disk-full"


def test_trying_it_out_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    save_file.try_out(file)
    assert list(tmp_path.iterdir()) == []
    file.write_bytes(b"older")
    save_file.try_out(file)
    assert file.read_bytes() == b"older"
