"""Advice on words: where a text says something that judges, doubts or labels her.

Advice only. It never blocks, changes a text or delays saving, and it knows no author: there is
nothing here that could count by person. What stands between quotation marks is left alone;
fields for her own words are not handed over at all (law and ethics, C).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from srh_assess.protocol.terms import Term, Terms

_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|‘[^‘\n]*?’(?!\w)|«[^»\n]*»")
_SENTENCE = re.compile(r"[^.!?\n]+")


class Advice(Struct, frozen=True, kw_only=True):
    """One place in a text: where it stands, what it says, and the row that speaks of it."""

    start: int
    end: int
    said: str
    term: Term


def advise(text: str, terms: Terms, *, kept: frozenset[str] = frozenset()) -> tuple[Advice, ...]:
    """Every place worth a second thought, in order. ``kept`` are words that somebody chose to
    keep in this text: nothing more is said of them, and nobody is asked why. Where two rows
    meet, the longer one speaks."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = sorted(
        (advice for term in terms.rows for advice in _of(term, text)),
        key=lambda advice: (advice.start, advice.start - advice.end),
    )
    said: list[Advice] = []
    for advice in found:
        free = not _inside(advice, quoted) and advice.said.casefold() not in kept
        if free and (not said or advice.start >= said[-1].end):
            said.append(advice)
    return tuple(said)


def _of(term: Term, text: str) -> Iterator[Advice]:
    exempt = [match.span() for match in _pattern(term.unless, term.exact).finditer(text)]
    for match in _pattern(term.words, term.exact).finditer(text):
        advice = Advice(start=match.start(), end=match.end(), said=match[0], term=term)
        if not _inside(advice, exempt) and _in_this_sense(term, _sentence(text, match.start())):
            yield advice


def _in_this_sense(term: Term, sentence: str) -> bool:
    if term.near and not _pattern(term.near, False).search(sentence):
        return False
    return not _pattern(term.not_near, False).search(sentence)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place in the text."""
    return next(m[0] for m in _SENTENCE.finditer(text) if m.start() <= at < m.end())


def _inside(advice: Advice, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= advice.start and advice.end <= end for start, end in spans)


@cache
def _pattern(phrases: tuple[str, ...], exact: bool) -> re.Pattern[str]:
    """Whole words; space and hyphen are one; the longest phrase first. No phrase, no match."""
    longest = sorted(phrases, key=len, reverse=True)
    worded = (r"[\s\-\u2010\u2011]+".join(map(re.escape, _parts(one))) for one in longest)
    alternatives = "|".join(worded) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", 0 if exact else re.IGNORECASE)


def _parts(phrase: str) -> list[str]:
    return phrase.replace("-", " ").split()
