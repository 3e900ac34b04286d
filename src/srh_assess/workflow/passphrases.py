"""Which passphrases are refused although they are long enough: those that strangers try first.

Length is the store's own rule (``accounts.check_passphrase``). No mix of signs is asked for and
nothing expires (law and ethics, E2).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from srh_assess.errors import BadInput
from srh_assess.shipped import shipped

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "1234567890qwertyuiop",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)
_LEET = str.maketrans("013457@$!", "oieastasi")


@cache
def _common() -> frozenset[str]:
    lines = shipped("accounts", "common_passphrases.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def check(passphrase: str, *names: str) -> None:
    """Refuses a passphrase that is easy to guess. ``names`` are those of the account and the
    ward: a passphrase made of one is none."""
    folded = unicodedata.normalize("NFKC", passphrase).casefold()
    plain = _letters(folded)
    theirs = frozenset(filter(None, (_letters(name.casefold()) for name in names)))
    if _is_run(plain) or _repeats(plain) or _made_of(folded, _common() | theirs):
        raise BadInput("passphrase-common")


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def _is_run(plain: str) -> bool:
    return any(plain in run or plain in run[::-1] for run in _RUNS)


def _repeats(plain: str) -> bool:
    """Whether it is one short thing, up to four signs, over and over."""
    return re.fullmatch(r"(.{1,4})\1+.{0,3}", plain) is not None


def _made_of(folded: str, common: frozenset[str]) -> bool:
    """Whether nothing is left beside one or two common words and what stands round them."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    for told in {_letters(core), _letters(core.translate(_LEET))}:
        if not told or told in common:
            return True
        if any(told[:n] in common and told[n:] in common for n in range(1, len(told))):
            return True
    return False
