"""The lead's ledger: kept, chained, sealed; every kind of tampering shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from srh_assess.errors import StoreFault
from srh_assess.store import home, keys, ledger
from srh_assess.store.files import decoded
from srh_assess.store.lock import FileLock
from tests.store.wards import ADMIN, Ward


def filled(ward: Ward) -> None:
    for number in range(3):
        ledger.append(ward.admin(), "unit", f"number {number}".encode(), ward.clock.now())
        ward.clock.move(timedelta(hours=1))


def test_a_new_home_has_an_empty_one(ward: Ward) -> None:
    assert ledger.read(ward.nurse()) == ()
    assert ledger.misfits(ward.nurse()) == ()


def test_every_account_reads_what_the_lead_wrote(ward: Ward) -> None:
    began = ward.clock.now()
    filled(ward)
    found = ledger.read(ward.nurse())
    assert [(e.number, e.kind, e.body, e.author) for e in found] == [
        (n + 1, "unit", f"number {n}".encode(), ward.admin_id) for n in range(3)
    ]
    assert [e.at - began for e in found] == [timedelta(hours=n) for n in range(3)]
    assert ledger.misfits(ward.admin()) == ()
    assert b"number 1" not in (ward.folder / ledger.NAME).read_bytes()


def changed(ward: Ward, change: Callable[[dict[str, Any]], None]) -> None:
    path = ward.folder / ledger.NAME
    raw = msgspec.json.decode(path.read_bytes())
    change(raw)
    path.write_bytes(msgspec.json.encode(raw))


def flipped(text: str) -> str:
    return ("B" if text[0] == "A" else "A") + text[1:]


def set_link(place: int, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda raw: raw["kept"][place]["link"].update(values)


TAMPERING = [
    ("an author", set_link(1, author="0" * 32), (2,)),
    ("a time", set_link(0, at="2020-01-01T00:00:00.000000+00:00"), (1,)),
    ("a kind", set_link(2, kind="approved"), (3,)),
    ("another home", set_link(1, home="0" * 32), (2,)),
    ("a body", lambda raw: raw["kept"][1].update(sealed=flipped(raw["kept"][1]["sealed"])), (2,)),
    ("a hash", lambda raw: raw["kept"][0].update(hash=flipped(raw["kept"][0]["hash"])), (1, 2)),
    ("the last cut off", lambda raw: raw["kept"].pop(), (0,)),
    ("the first cut off", lambda raw: raw["kept"].pop(0), (1, 2, 0)),
    ("two swapped", lambda raw: raw["kept"].reverse(), (1, 2, 3, 0)),
    ("one twice", lambda raw: raw["kept"].append(raw["kept"][2]), (4, 0)),
    ("all gone", lambda raw: raw["kept"].clear(), (0,)),
    ("the signature", lambda raw: raw.update(mac=flipped(raw["mac"])), (0,)),
]


@pytest.mark.parametrize(
    ("change", "found"), [row[1:] for row in TAMPERING], ids=[row[0] for row in TAMPERING]
)
def test_tampering_shows(
    ward: Ward, change: Callable[[dict[str, Any]], None], found: tuple[int, ...]
) -> None:
    filled(ward)
    changed(ward, change)
    assert ledger.misfits(ward.admin()) == found
    for act in (
        lambda: ledger.read(ward.nurse()),
        lambda: ledger.append(ward.admin(), "unit", b"more", ward.clock.now()),
    ):
        with pytest.raises(StoreFault) as caught:
            act()
        assert caught.value.code == "ledger-damaged"
        assert caught.value.next_step


def test_an_entry_of_another_home_does_not_fit(ward: Ward, tmp_path: Any) -> None:
    filled(ward)
    other = Ward(tmp_path / "other")
    (other.folder / ledger.NAME).write_bytes((ward.folder / ledger.NAME).read_bytes())
    assert ledger.misfits(other.admin()) == (1, 2, 3, 0)


def test_a_forged_chain_needs_the_home_s_key(ward: Ward, monkeypatch: Any) -> None:
    filled(ward)
    opened = ward.admin()
    forged = msgspec.structs.replace(
        opened, keys=msgspec.structs.replace(opened.keys, home=keys.new_key())
    )
    ledger.lay(forged)
    ledger.append(forged, "unit", b"forged", ward.clock.now())
    assert ledger.misfits(ward.nurse()) == (1, 0)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "ledger-damaged"),
        (b"{}", "ledger-damaged"),
        (b'{"format": 2}', "ledger-newer"),
        (b'{"format": 1, "kept": [], "mac": ""}', "ledger-damaged"),
    ],
)
def test_what_is_no_ledger_is_refused(ward: Ward, raw: bytes, code: str) -> None:
    (ward.folder / ledger.NAME).write_bytes(raw)
    with pytest.raises(StoreFault) as caught:
        ledger.read(ward.nurse())
    assert caught.value.code == code
    assert caught.value.sentence


def test_one_that_is_gone_is_refused(ward: Ward) -> None:
    (ward.folder / ledger.NAME).unlink()
    with pytest.raises(StoreFault) as caught:
        ledger.misfits(ward.nurse())
    assert caught.value.code == "ledger-missing"


def test_two_copies_do_not_write_at_once(ward: Ward) -> None:
    lock = FileLock.take(ward.folder / ledger.LOCK)
    assert lock is not None
    with pytest.raises(StoreFault) as caught:
        ledger.append(ward.admin(), "unit", b"x", ward.clock.now())
    assert caught.value.code == "ledger-busy"
    lock.release()
    ledger.append(ward.admin(), "unit", b"x", ward.clock.now())
    assert len(ledger.read(ward.admin())) == 1


def test_it_moves_aside_with_the_record(ward: Ward) -> None:
    aside = home.set_aside(ward.folder, ward.clock.now())
    assert aside is not None
    assert decoded((aside / ledger.NAME).read_bytes(), ledger.LedgerFile) is not None
    assert ADMIN.name
