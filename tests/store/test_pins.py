"""The short number: what it opens, what it never opens, and what lies on the disk of it."""

from __future__ import annotations

import pytest

from srh_assess.errors import BadInput
from srh_assess.store import home, pins
from srh_assess.store.opened import Opened
from tests.store.wards import NURSE, Ward

PIN = "472913"


def nurse(ward: Ward) -> Opened:
    return ward.nurse()


def test_the_number_opens_what_the_passphrase_opened(ward: Ward) -> None:
    opened = nurse(ward)
    pins.keep(opened, PIN)
    away = pins.wrapped(opened)
    assert away is not None
    assert pins.unwrapped(away, PIN) == opened
    assert pins.unwrapped(away, "472914") is None
    assert "472913" not in repr(away)


def test_there_is_none_until_one_is_chosen_and_none_once_it_is_taken_away(ward: Ward) -> None:
    opened = nurse(ward)
    assert pins.wrapped(opened) is None
    pins.keep(opened, PIN)
    pins.forget(opened)
    pins.forget(opened)
    assert pins.wrapped(opened) is None


@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "47291a", "４７２９１３", "47 913"])
def test_a_number_of_another_form_is_refused(ward: Ward, pin: str) -> None:
    with pytest.raises(BadInput) as caught:
        pins.keep(nurse(ward), pin)
    assert caught.value.code == "pin-form"


@pytest.mark.parametrize("pin", ["111111", "123456", "890123", "654321", "472472", "474747"])
def test_the_first_that_anybody_tries_is_refused(ward: Ward, pin: str) -> None:
    with pytest.raises(BadInput) as caught:
        pins.keep(nurse(ward), pin)
    assert caught.value.code == "pin-easy"


def test_the_file_of_another_account_gives_nothing(ward: Ward) -> None:
    opened, other = nurse(ward), ward.admin()
    pins.keep(other, PIN)
    (ward.folder / f"pin-{other.me.id}").rename(ward.folder / f"pin-{opened.me.id}")
    assert pins.wrapped(opened) is None


@pytest.mark.parametrize("cut", [0, 1, 12, 40])
def test_a_damaged_file_is_no_number(ward: Ward, cut: int) -> None:
    opened = nurse(ward)
    pins.keep(opened, PIN)
    path = ward.folder / f"pin-{opened.me.id}"
    path.write_bytes(path.read_bytes()[:cut])
    assert pins.wrapped(opened) is None
    assert home.unlock(ward.folder, opened.me.name, NURSE.passphrase, ward.clock).me == opened.me


def test_nothing_on_the_disk_is_worth_guessing_at(ward: Ward) -> None:
    """What the number stretches to is sealed under a key that only the passphrase opens."""
    opened = nurse(ward)
    pins.keep(opened, PIN)
    raw = (ward.folder / f"pin-{opened.me.id}").read_bytes()
    assert PIN.encode() not in raw
    assert b"salt" not in raw
