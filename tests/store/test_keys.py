from __future__ import annotations

import pytest

from srh_assess.store import keys
from srh_assess.store.accounts import NewAccount
from srh_assess.store.keys import Cost, Keys, Ring


@pytest.mark.parametrize(
    ("roles", "clinical", "measures"),
    [
        (("nurse",), True, True),
        (("clinician",), True, True),
        (("care_team",), True, True),
        (("reviewer",), True, True),
        (("records",), True, True),
        (("manager",), False, True),
        (("trainer",), False, False),
        (("admin",), False, False),
        (("lead",), False, False),
        (("admin", "lead", "nurse"), True, True),
    ],
)
def test_an_account_holds_only_the_keys_its_roles_need(
    roles: tuple[str, ...], clinical: bool, measures: bool
) -> None:
    held = Keys.new().for_roles(roles)
    assert (held.clinical is not None, held.measures is not None) == (clinical, measures)
    assert held.serve(roles)
    assert Keys(home=held.home).serve(roles) is not (clinical or measures)


def test_what_a_ring_holds_does_not_show_in_its_length() -> None:
    every, home_only = Keys.new(), Keys(home=keys.new_key())
    assert len(every.packed()) == len(home_only.packed())
    for held in (every, home_only):
        ring = Ring.new(keys.new_id(), held)
        assert Ring.unpacked(ring.packed()) == ring


def test_nothing_secret_is_ever_printed() -> None:
    ring = Ring.new(keys.new_id(), Keys.new())
    account = NewAccount(name="bea", display="Bea", roles=("nurse",), passphrase="hush hush hush")
    for secret in (ring, ring.keys):
        assert "\\x" not in repr(secret)
        assert repr(secret).endswith("(...)")
    assert "hush" not in repr(account)


def test_names_and_passphrases_do_not_depend_on_the_keyboard() -> None:
    assert keys.plain_name("  Bea   NURSE ") == "bea nurse"
    assert keys.plain_name("Zoe\u0301") == keys.plain_name("Zoé")
    assert keys.passphrase_bytes("Zoe\u0301") == keys.passphrase_bytes("Zoé")
    assert keys.passphrase_bytes("\ud800")  # half a character, pasted: no crash


def test_a_seal_opens_only_with_its_key_and_its_place() -> None:
    key = keys.new_key()
    sealed = keys.seal(key, b"words", b"here")
    assert keys.unseal(key, sealed, b"here") == b"words"
    assert keys.unseal(key, sealed, b"there") is None
    assert keys.unseal(keys.new_key(), sealed, b"here") is None
    assert keys.unseal(key, b"short", b"here") is None


def test_what_is_sealed_for_somebody_only_she_opens() -> None:
    hers, other = (Ring.new(keys.new_id(), Keys.new()) for _ in range(2))
    sealed = keys.seal_for(hers.public, b"key", b"here")
    assert keys.unseal_own(hers.private, sealed, b"here") == b"key"
    assert keys.unseal_own(hers.private, sealed, b"there") is None
    assert keys.unseal_own(other.private, sealed, b"here") is None
    assert keys.unseal_own(hers.private, b"short", b"here") is None


def test_a_try_costs_64_mib_and_three_passes_unless_a_test_says_otherwise() -> None:
    assert Cost() == Cost(memory=64 * 1024, passes=3, lanes=4)


def test_each_purpose_has_its_own_key() -> None:
    key = keys.new_key()
    assert keys.subkey(key, "anchor") != keys.subkey(key, "backup")
    assert keys.subkey(key, "anchor") == keys.subkey(key, "anchor")


@pytest.mark.parametrize(
    ("took", "passes"), [(0.15, 10), (0.5, 3), (3.0, 3), (0.0, 16), (0.01, 16)]
)
def test_a_try_is_tuned_to_the_computer_and_never_cheaper(
    took: float, passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stretched(_: bytes, __: bytes, cost: keys.Cost) -> bytes:
        assert cost == keys.Cost()
        return b""

    monkeypatch.setattr(keys, "stretch", stretched)
    hand = iter((100.0, 100.0 + took))
    assert keys.tuned(lambda: next(hand)) == keys.Cost(passes=passes)
