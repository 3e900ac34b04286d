"""What a unit may word itself on its letters, and what is said of such words before they are
kept: what cannot be taken, and advice that blocks nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from srh_assess.errors import BadInput
from srh_assess.letters import standing
from srh_assess.letters.standing import Sentence
from srh_assess.protocol import terms
from srh_assess.protocol.model import Protocol
from srh_assess.rules.language import advise
from srh_assess.workflow import unit as units
from srh_assess.workflow.unit import Unit

if TYPE_CHECKING:
    from srh_assess.protocol.terms import Terms

__all__ = [
    "Sentence", "advice", "fault", "picture", "sentence_fault", "sentences", "shipped_words",
    "small",
]  # fmt: skip

MOST_WORDS = 25
"""So long may a sentence of her copy be: letters specification A3."""
_LARGEST = 5_000_000
_STOPS = re.compile(r"[.!?]+")


def sentences() -> tuple[Sentence, ...]:
    """Every sentence a unit may word itself."""
    return standing.sentences()


def shipped_words(sentence: Sentence) -> str:
    """The words it came with."""
    return standing.shipped_words(sentence)


def sentence_fault(id: str, words: str) -> str:
    """Why these words cannot be taken, and what to do; nothing when they can, or for none."""
    try:
        if words:
            standing.check(id, words)
    except BadInput as fault:
        return str(fault)
    return ""


def fault(unit: Unit, shipped: Protocol) -> str:
    """Why this unit cannot be kept as it is; nothing when it can."""
    try:
        units.check(unit)
        units.check_against(unit, shipped)
    except BadInput as fault:
        return str(fault)
    return ""


def advice(sentence: Sentence, words: str) -> tuple[str, ...]:
    """Where these words judge, doubt or label, and where her copy would be hard to read."""
    found = [
        f"“{one.said}”: {one.term.why} Instead: {', '.join(one.term.instead)}."
        for one in advise(words, _terms())
    ]
    longest = max((len(one.split()) for one in _STOPS.split(words)), default=0)
    if sentence.kind == "her_copy" and longest > MOST_WORDS:
        found.append(f"A sentence of her copy is easier to read below {MOST_WORDS} words.")
    return tuple(found)


@cache
def _terms() -> Terms:
    return terms.load()


def picture(file: Path) -> bytes:
    """The picture in a file, checked and made small. Refuses what cannot be read or taken."""
    try:
        if file.stat().st_size > _LARGEST:
            raise BadInput("logo-large")
        raw = file.read_bytes()
    except OSError as broken:
        raise BadInput("file-unreadable", file=file.name) from broken
    return small(raw)


def small(raw: bytes) -> bytes:
    """The same of bytes; none of none."""
    from srh_assess.letters import logo  # late: it loads what reads pictures

    return logo.made_safe(raw) if raw else b""
