"""The recovery key: slips of the hand are told apart from another home's key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.errors import BadInput
from srh_assess.store import recovery

KEYS = st.binary(min_size=recovery.BYTES, max_size=recovery.BYTES)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def refused(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        recovery.typed(text)
    return caught.value


@given(KEYS)
def test_what_is_printed_can_be_typed(key: bytes) -> None:
    text = recovery.printed(key)
    assert len(text) == 8 * 5 + 7
    assert recovery.typed(text) == key
    assert recovery.typed(text.lower().replace("-", " ")) == key
    assert recovery.typed(text.replace("1", "l").replace("0", "o")) == key


@given(KEYS, st.integers(0, 39), st.integers(1, 31))
def test_one_wrong_character_names_its_group(key: bytes, place: int, shift: int) -> None:
    plain = recovery.printed(key).replace("-", "")
    other = ALPHABET[(ALPHABET.index(plain[place]) + shift) % 32]
    caught = refused(plain[:place] + other + plain[place + 1 :])
    assert (caught.code, caught.values) == ("recovery-slip", {"group": str(place // 5 + 1)})


@given(KEYS, st.integers(0, 7), st.integers(0, 3))
def test_neighbours_swapped_within_a_group_are_noticed(key: bytes, group: int, at: int) -> None:
    plain = recovery.printed(key).replace("-", "")
    i = group * 5 + at
    swapped = plain[:i] + plain[i + 1] + plain[i] + plain[i + 2 :]
    if swapped != plain:
        assert refused(swapped).values == {"group": str(group + 1)}


@given(KEYS, st.permutations(range(8)))
def test_groups_in_another_order_are_noticed(key: bytes, order: list[int]) -> None:
    groups = recovery.printed(key).split("-")
    text = "-".join(groups[i] for i in order)
    if text != "-".join(groups):
        assert refused(text).code == "recovery-slip"


def test_another_length_and_a_foreign_character_have_their_own_words() -> None:
    text = recovery.printed(bytes(recovery.BYTES))
    short = refused(text[:-1])
    assert (short.code, short.values) == ("recovery-length", {"typed": "39", "wanted": "40"})
    foreign = refused(text[:-1] + "U")
    assert (foreign.code, foreign.values) == ("recovery-character", {"group": "8"})


def test_new_keys_differ() -> None:
    assert recovery.new_key() != recovery.new_key()
