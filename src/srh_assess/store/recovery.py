"""The recovery key as people print, keep and type it.

Twenty random bytes as eight groups of five characters, for example ``7K2QD-...``: four that
carry the key and one that checks them. The check is arithmetic in the field of 32 elements with
a different constant in each group, so that one wrong character, two neighbours swapped or two
groups swapped are all noticed, and the group can be named. A slip of the hand is thereby told
apart from a key that belongs to another home.

The alphabet leaves out I, L, O and U; I and L are read as 1, O as 0, and case, spaces and
hyphens do not matter.
"""

from __future__ import annotations

import secrets

from srh_assess.errors import BadInput

BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = {c: i for i, c in enumerate(_ALPHABET)} | {"I": 1, "L": 1, "O": 0}
_GROUPS = 8
_GROUP = 5
_REDUCE = 0b100101  # x^5 + x^2 + 1


def new_key() -> bytes:
    """A fresh recovery secret."""
    return secrets.token_bytes(BYTES)


def printed(key: bytes) -> str:
    """The key as it is printed: eight groups with a check character each."""
    number = int.from_bytes(key, "big")
    values = [(number >> (5 * place)) & 31 for place in reversed(range(_GROUPS * (_GROUP - 1)))]
    groups = []
    for group in range(_GROUPS):
        four = values[group * 4 : group * 4 + 4]
        groups.append("".join(_ALPHABET[v] for v in (*four, _check(group, four))))
    return "-".join(groups)


def typed(text: str) -> bytes:
    """The key from what was typed.

    Refuses another length, a character the alphabet does not have, and the first group that
    does not fit its check character, each in its own words.
    """
    plain = "".join(text.upper().split()).replace("-", "")
    if len(plain) != _GROUPS * _GROUP:
        raise BadInput("recovery-length", typed=str(len(plain)), wanted=str(_GROUPS * _GROUP))
    number = 0
    for group in range(_GROUPS):
        five = plain[group * _GROUP : (group + 1) * _GROUP]
        if any(c not in _READ for c in five):
            raise BadInput("recovery-character", group=str(group + 1))
        *four, check = (_READ[c] for c in five)
        if _check(group, four) != check:
            raise BadInput("recovery-slip", group=str(group + 1))
        for value in four:
            number = number << 5 | value
    return number.to_bytes(BYTES, "big")


def _check(group: int, four: list[int]) -> int:
    total = group + 1
    for value in four:
        total = _double(total ^ value)
    return total


def _double(value: int) -> int:
    value <<= 1
    return value ^ _REDUCE if value & 32 else value
