"""Whether a letter can be set on paper at all, asked before she is: its signs and its address.

Most letters hold no other signs than every font here has; then no font file is read for this.
"""

from __future__ import annotations

from functools import cache
from unicodedata import name, normalize

from srh_assess.errors import BadInput
from srh_assess.letters.fonts import BODY, shared
from srh_assess.letters.letter import Letter, lines

ADDRESS_LINES = 6
"""What the window of an envelope shows (``paper.Window``)."""
_USUAL = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, range(0xA0, 0x180)))
_USUAL |= frozenset("–—‘’“”•…\n\t")


def why_not(letter: Letter) -> BadInput | None:
    """What stands against setting it, by name; nothing when it can be set."""
    address = sum(len(block.rows) for block in letter.blocks if block.role == "addressee")
    if address > ADDRESS_LINES:
        return BadInput("letter-address", lines=str(address), most=str(ADDRESS_LINES))
    odd = {sign for line in lines(letter) for sign in normalize("NFC", line)} - _USUAL
    try:
        for sign in sorted(odd):
            shared().runs(sign, BODY)
            shared().runs(sign, BODY, bold=True)
    except BadInput as fault:
        return fault
    return None


def spelled(text: str) -> str:
    """The text with every sign that no font here can print named in brackets: a copy of a record
    is never refused, and nothing of it is dropped."""
    text = normalize("NFC", text)
    odd = set(text) - _USUAL
    return "".join(_spelled(sign) if sign in odd else sign for sign in text)


@cache
def _spelled(sign: str) -> str:
    try:
        shared().runs(sign, BODY)
        shared().runs(sign, BODY, bold=True)
    except BadInput:
        return f"[{name(sign, f'sign U+{ord(sign):04X}').lower()}]"
    return sign
