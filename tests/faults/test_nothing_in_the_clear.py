"""A mark in every field of a record, then every file that the program wrote is searched."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from srh_assess.errors import UserError
from srh_assess.store import backup, home, ledger, membership
from srh_assess.store.accounts import NewAccount
from tests.store.every_fact import every_fact
from tests.store.wards import NOON, Ward

MARK = "Qzx7Vw"
PEOPLE = NewAccount(
    name=f"{MARK} name",
    display="Colleague",  # who holds the record is named to colleagues on purpose
    roles=("nurse",),
    passphrase=f"{MARK} passphrase",
    registration=f"{MARK} registration",
)
FORMS = {
    MARK.encode(),
    MARK.encode("utf-16-le"),
    MARK.encode("utf-16-be"),
    MARK.encode().hex().encode(),
    base64.b64encode(MARK.encode())[:8],
}


def clear(*folders: Path) -> list[str]:
    """Names of files that hold the mark, and names that are it."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert paths
    found = [p.name for p in paths if any(form in p.read_bytes() for form in FORMS)]
    return found + [p.name for p in paths if MARK.casefold() in p.name.casefold()]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    (folder / "empty").touch()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def test_no_word_of_a_record_stands_anywhere_in_the_clear(
    ward: Ward, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ward.nurse_id = membership.add_account(ward.nurse(), PEOPLE).id
    opened = home.unlock(ward.folder, PEOPLE.name, PEOPLE.passphrase, ward.clock)
    ledger.append(opened, "unit", MARK.encode(), NOON)
    everywhere = (ward.folder, temporary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ward, "nurse", lambda: opened)
        with ward.store() as store:
            record = ward.admit(store, MARK, MARK)
            for fact in every_fact(MARK):
                with store.transaction(record, ward.nurse_id) as t:
                    record = t.add(fact)
            assert (ward.folder / "clinical.db-wal").stat().st_size > 0
            assert MARK in repr(store.record(record.admission))
            assert clear(*everywhere) == []
        target = temporary.parent / "backup"
        backup.back_up(opened, target, NOON)
    with pytest.raises(UserError) as caught:
        home.unlock(ward.folder, f"{MARK} name", f"{MARK} wrong", ward.clock)
    assert MARK not in str(caught.value)
    assert MARK not in repr(caught.value)
    assert clear(*everywhere, target.parent) == []
    assert [path.name for path in temporary.iterdir()] == ["empty"]
    assert capfd.readouterr() == ("", "")
