"""Away for a moment: three tries, half an hour, the same person in the same roles, and no key."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.store import home, membership
from srh_assess.workflow import synthetic
from srh_assess.workflow.account_facts import AccountActed
from srh_assess.workflow.desk import Desk
from tests.workflow.conftest import NOW
from tests.workflow.homes import CHEAP

WORDS = "four plain words here"
PIN = "472913"
PROTOCOL = load()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    """Ruth sits here and has chosen a number."""
    made = Desk(tmp_path / "home", PROTOCOL, clock, cost=CHEAP)
    list(synthetic.make(made, WORDS))
    made.sign_in(synthetic.NURSE, WORDS)
    made.choose_pin(WORDS, PIN)
    return made


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def test_the_number_leads_back_after_a_lock(desk: Desk) -> None:
    me = desk.me
    desk.lock()
    assert desk.me is None
    assert desk.away == me
    desk.sit_down_again(PIN)
    assert desk.me == me
    assert desk.away is None
    assert desk.board() == ()
    desk.lock()
    desk.sit_down_again(PIN)
    desk.sign_out()


def test_it_is_known_again_after_the_next_sign_in(desk: Desk) -> None:
    assert desk.has_pin
    desk.sign_out()
    assert desk.away is None
    assert refused(lambda: desk.sit_down_again(PIN)) == "pin-over"
    desk.sign_in(synthetic.NURSE, WORDS)
    desk.lock()
    desk.sit_down_again(PIN)
    desk.sign_out()


def test_three_wrong_numbers_and_only_the_passphrase_leads_back(desk: Desk) -> None:
    desk.lock()
    assert refused(lambda: desk.sit_down_again("472914")) == "pin-wrong"
    assert refused(lambda: desk.sit_down_again("")) == "pin-wrong"
    assert refused(lambda: desk.sit_down_again("\ud800")) == "pin-over"
    assert refused(lambda: desk.sit_down_again(PIN)) == "pin-over"
    assert desk.away is None


def test_tries_are_counted_anew_after_a_right_one(desk: Desk) -> None:
    for _ in range(2):
        desk.lock()
        assert refused(lambda: desk.sit_down_again("472914")) == "pin-wrong"
        assert refused(lambda: desk.sit_down_again("472914")) == "pin-wrong"
        desk.sit_down_again(PIN)
    desk.sign_out()


@pytest.mark.parametrize(("minutes", "leads"), [(0, True), (30, True), (30.1, False)])
def test_half_an_hour_and_no_longer(
    desk: Desk, clock: SetClock, minutes: float, leads: bool
) -> None:
    desk.lock()
    clock.move(timedelta(minutes=minutes))
    assert (desk.away is not None) is leads
    if not leads:
        assert refused(lambda: desk.sit_down_again(PIN)) == "pin-over"


def test_a_clock_set_back_does_not_make_it_longer(desk: Desk, clock: SetClock) -> None:
    desk.lock()
    clock.move(timedelta(minutes=31))
    clock.set(NOW)
    assert desk.away is None


def test_a_wrong_passphrase_of_a_passer_by_takes_nothing_away(desk: Desk) -> None:
    desk.lock()
    assert refused(lambda: desk.sign_in("miriam", "not her passphrase")) == "sign-in-wrong"
    desk.sit_down_again(PIN)
    desk.sign_out()


def test_somebody_else_who_signs_in_ends_it(desk: Desk) -> None:
    desk.lock()
    desk.sign_in("miriam", WORDS)
    assert not desk.has_pin
    desk.lock()
    assert desk.away is None


def test_who_has_left_or_has_other_roles_does_not_come_back(desk: Desk, clock: SetClock) -> None:
    me = desk.me
    assert me is not None
    desk.lock()
    admin = home.unlock(desk.folder, synthetic.ADMIN, WORDS, clock)
    membership.change_roles(admin, me.id, ("nurse", "clinician"))
    assert refused(lambda: desk.sit_down_again(PIN)) == "pin-over"
    assert desk.away is None


def test_it_needs_the_passphrase_and_is_in_the_ledger_without_the_number(desk: Desk) -> None:
    assert refused(lambda: desk.choose_pin("four wrong words here", "581604")) == "sign-in-wrong"
    assert refused(lambda: desk.choose_pin(WORDS, "12345")) == "pin-form"
    desk.choose_pin(WORDS, "")
    assert not desk.has_pin
    acts = [one.fact.act for one in desk.ledger if isinstance(one.fact, AccountActed)]
    assert acts[-2:] == ["pin", "pin"]
    desk.lock()
    assert desk.away is None


def test_while_away_nothing_holds_a_key_any_more(desk: Desk) -> None:
    """Only the wrapped copy is there: the keys as they were have no holder but this test."""
    opened = desk._opened
    assert opened is not None
    held = [opened.keys.home, opened.keys.clinical, opened.keys.measures, opened.private]
    del opened
    assert all(sys.getrefcount(key) > 3 for key in held[:2])
    desk.lock()
    gc.collect()
    assert [sys.getrefcount(key) for key in held] == [3] * 4  # the list, the loop, the call
    desk.sit_down_again(PIN)
    desk.sign_out()


def test_the_windows_own_times_are_the_units_to_set(desk: Desk) -> None:
    assert desk.idle == timedelta(minutes=5)
    desk.sign_out()
