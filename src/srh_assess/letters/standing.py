"""Standing sentences that a unit may put into its own words, and what such words must keep.

Which sentences these are is data (``resources/standing``); their shipped words stand with the
letters. What is in braces is filled in by the program: own words keep each of them, once or
more, and add none. No own sentence names a reader that is barred.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.errors import BadInput, ContentFault
from srh_assess.letters.template import Template, load
from srh_assess.protocol.check import BARRED_READERS
from srh_assess.shipped import shipped

LONGEST = 300
Kind = Literal["letter", "her_copy"]


class Sentence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence a unit may word itself: the kind of paper it stands on, its key there, and
    where it stands, for whoever words it."""

    kind: Kind
    key: str
    about: str

    @property
    def id(self) -> str:
        """How a unit's own words are kept."""
        return f"{self.kind}.{self.key}"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    sentence: tuple[Sentence, ...]


@cache
def sentences(folder: Path | None = None) -> tuple[Sentence, ...]:
    """The whole list, in the order of the papers."""
    path = (folder or shipped("standing")) / "sentences.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).sentence
    except (OSError, ValueError, RecursionError, msgspec.ValidationError) as broken:
        raise ContentFault("letter-template", file=path.name, fault=str(broken)) from broken


@cache
def shipped_words(sentence: Sentence) -> str:
    """The words it came with."""
    says = _says(sentence.kind)
    if sentence.key not in says:
        fault = f"the papers have no sentence {sentence.id}"
        raise ContentFault("letter-template", file="sentences.toml", fault=fault)
    return says[sentence.key]


def _says(kind: Kind) -> Mapping[str, str]:
    """What the papers of that kind say: the letters share their standing sentences."""
    if kind == "her_copy":
        return load("her_copy").says
    return tomllib.loads(shipped("letters", "skeleton.toml").read_text("utf-8"))


def filled_in(words: str) -> frozenset[str]:
    """The names in braces. Refuses braces that do not close, or hold more than a name."""
    try:
        parts = list(Formatter().parse(words))
    except ValueError as broken:
        raise BadInput("standing-braces") from broken
    if any(form or turned for _, _, form, turned in parts):
        raise BadInput("standing-braces")
    return frozenset(name for _, name, _, _ in parts if name is not None)


def check(id: str, words: str) -> None:
    """Refuses own words for a sentence that is none of these, too long ones, ones with another
    set of names in braces, and ones that name a barred reader."""
    sentence = next((one for one in sentences() if one.id == id), None)
    if sentence is None:
        raise BadInput("standing-unknown", name=id[:40])
    if not words.strip() or "\n" in words or len(words) > LONGEST:
        raise BadInput("standing-length", limit=str(LONGEST))
    wanted = filled_in(shipped_words(sentence))
    if filled_in(words) != wanted:
        named = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "no braces at all"
        raise BadInput("standing-names", names=named)
    check_reader(words)


def check_reader(words: str) -> None:
    """Refuses words that name somebody to whom nothing is ever sent."""
    if BARRED_READERS.search(words.lower()):
        raise BadInput("unit-barred-reader")


def worded(template: Template, own: Mapping[str, str]) -> Template:
    """The paper with the unit's own words where it still has the shipped ones: what a paper says
    in words of its own stays."""
    changed = {
        one.key: own[one.id]
        for one in sentences()
        if one.id in own
        and one.kind == template.kind
        and template.says.get(one.key) == shipped_words(one)
    }
    return replace(template, says={**template.says, **changed}) if changed else template
