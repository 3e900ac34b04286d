"""Which failures are told in words and which are bugs."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from srh_assess.errors import StoreFault, catalogue
from srh_assess.store import faults
from srh_assess.store.faults import in_words, known


def database_error(code: int) -> dbapi2.Error:
    error = dbapi2.OperationalError("a value of the record might stand here")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (dbapi2.SQLITE_FULL, "disk-full"),
        (dbapi2.SQLITE_IOERR, "disk-error"),
        (dbapi2.SQLITE_IOERR | 4 << 8, "disk-error"),
        (dbapi2.SQLITE_READONLY, "home-read-only"),
        (dbapi2.SQLITE_READONLY | 1 << 8, "home-read-only"),
        (dbapi2.SQLITE_PERM, "home-read-only"),
        (dbapi2.SQLITE_CANTOPEN, "home-gone"),
        (dbapi2.SQLITE_BUSY, "home-busy"),
        (dbapi2.SQLITE_LOCKED, "home-busy"),
        (dbapi2.SQLITE_CORRUPT, "home-damaged"),
        (dbapi2.SQLITE_NOTADB, "home-damaged"),
        (dbapi2.SQLITE_ERROR, None),
        (dbapi2.SQLITE_CONSTRAINT, None),
        (dbapi2.SQLITE_MISUSE, None),
    ],
)
def test_a_database_failure_is_sorted_by_its_result_code(code: int, wanted: str | None) -> None:
    assert known(database_error(code)) == wanted


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EIO, "disk-error"),
        (errno.EROFS, "home-read-only"),
        (errno.EACCES, "home-read-only"),
        (errno.EPERM, "home-read-only"),
        (errno.ENOENT, "home-gone"),
        (errno.ENOTDIR, "home-gone"),
        (errno.ENODEV, "home-gone"),
        (errno.ESTALE, "home-gone"),
        (errno.EINVAL, None),
    ],
)
def test_a_file_failure_is_sorted_by_its_number(code: int, wanted: str | None) -> None:
    assert known(OSError(code, "words")) == wanted


def test_a_known_failure_becomes_a_sentence_without_its_values() -> None:
    with pytest.raises(StoreFault) as caught, in_words():
        raise database_error(dbapi2.SQLITE_FULL)
    assert "value" not in str(caught.value)


@pytest.mark.parametrize("bug", [database_error(dbapi2.SQLITE_ERROR), OSError("?"), KeyError("?")])
def test_a_bug_stays_a_bug(bug: Exception) -> None:
    assert known(bug) is None
    with pytest.raises(type(bug)), in_words():
        raise bug


def test_every_code_the_store_raises_has_its_words_and_every_word_its_use(
    checkout: Path,
) -> None:
    ours = checkout / "src" / "srh_assess" / "store"
    source = "\n".join(path.read_text("utf-8") for path in sorted(ours.glob("*.py")))
    lines = (checkout / "resources/language/errors/store.toml").read_text("utf-8").splitlines()
    codes = [line[1:-1] for line in lines if line.startswith("[")]
    assert [code for code in codes if f'"{code}"' not in source] == []
    assert set(codes) <= set(catalogue())


def test_an_error_of_the_database_on_a_disk_without_room_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "_places", set())
    for folder in (tmp_path, tmp_path / "gone"):
        faults.lies_in(folder)
    real = os.write
    failing = database_error(dbapi2.SQLITE_IOERR)
    assert known(failing) == "disk-error"
    for said, wanted in ((errno.EDQUOT, "disk-full"), (errno.EIO, "disk-error")):

        def write(handle: int, raw: bytes, said: int = said) -> int:
            raise OSError(said, "words")

        monkeypatch.setattr(os, "write", write)
        assert known(failing) == wanted
    monkeypatch.setattr(os, "write", lambda handle, raw: real(handle, raw[:1]))
    assert known(failing) == "disk-full"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("said", "wanted"),
    [(errno.EIO, "home-gone"), (errno.ENODEV, "home-gone"), (errno.ENOSPC, "home-damaged"),
     (errno.EROFS, "home-damaged"), (None, "home-damaged")],
)  # fmt: skip
def test_a_disk_that_takes_nothing_any_more_is_not_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: int | None, wanted: str
) -> None:
    monkeypatch.setattr(faults, "_places", {tmp_path, tmp_path / "gone"})
    real = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if said is not None:
            raise OSError(said, "words")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    for code in (dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT):
        assert known(database_error(code)) == wanted


def test_a_drive_that_is_not_there_any_more_is_not_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "_places", {tmp_path})
    monkeypatch.setattr(Path, "is_dir", lambda path: False)
    assert known(database_error(dbapi2.SQLITE_CORRUPT)) == "home-damaged"
    monkeypatch.setattr(Path, "exists", lambda path: False)
    assert known(database_error(dbapi2.SQLITE_CORRUPT)) == "home-gone"
