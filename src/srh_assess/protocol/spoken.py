"""The protocol's words as they are shown of one person: her name where the content says *she*.

The content is written of *she* and *her*. That is right where it speaks of women in general (the
handbook, the paper form), and of a woman who said that these are her words. Of anybody else it is
shown with the name in their place. The content itself, its digest and its approval stay as they
are: words are turned when they are shown, and nothing here is kept.

*She* and a name take the same form of the verb. *Hers* and the *her* before what belongs to her
become ``Maya’s``, every other *her* becomes ``Maya``. Which it is, is seen from the word that
follows; ``tests/data/her.txt`` lists each one in the content as it was read through. *Herself* has
no such form: no line of the content says it. *Every woman* and *other women*, whom some sentences
speak of to her face, become *everybody* and *other people*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.protocol.model import Item, Protocol

T = TypeVar("T")

_SHE = re.compile(r"\b(she|hers|her)\b(?=(\W*)(\w*))", re.IGNORECASE)
_AMONG = re.compile(r"\b(every woman|other women)\b", re.IGNORECASE)
_EVERYBODY = {"every woman": "everybody", "other women": "other people"}
_WHOM_BEFORE = frozenset({
    "a", "about", "afterwards", "again", "alone", "and", "any", "back", "before", "better",
    "book", "by", "can", "either", "feel", "first", "for", "from", "further", "goes", "has",
    "here", "if", "in", "into", "is", "later", "miss", "most", "nobody", "now", "off", "on",
    "or", "over", "plainly", "point", "private", "rank", "register", "safe", "safely", "safer",
    "say", "since", "sit", "so", "that", "the", "there", "to", "today", "tomorrow", "too",
    "trouble", "weak", "well", "what", "when", "where", "whether", "whom", "will", "with",
    "without", "you", "yourself",
})  # fmt: skip
"""What can follow a *her* that is not whose something is. Every other word is what she has."""
_APART = frozenset({"source", "evidence", "whose", "cases", "conditions", "local", "written"})
"""Fields that hold no words shown of her. Why a condition hides something is said in findings."""


Places = Mapping[Any, Any] | bool
"""Where a part says *she* or *her*: yes or no of a sentence, else by field, key or row."""


def turned(words: str, name: str) -> str:
    """The words with the name in the place of *she*, *her* and *hers*, and without a word that
    counts who is spoken to among women."""

    def put(found: re.Match[str]) -> str:
        put_in = name[:1].upper() + name[1:] if found.group()[0].isupper() else name
        return f"{put_in}’s" if owns(found) else put_in

    def among(found: re.Match[str]) -> str:
        put_in = _EVERYBODY[found.group().lower()]
        return put_in.capitalize() if found.group()[0].isupper() else put_in

    return _SHE.sub(put, _AMONG.sub(among, words))


def inside(words: str, name: str) -> str:
    """Words as they stand inside a sentence: small, but for the name where one was put in."""
    small = words.lower()
    return small.replace(name.lower(), name) if name else small


def owns(found: re.Match[str]) -> bool:
    """Whether it says whose something is."""
    word, between, following = (part.lower() for part in found.groups())
    return word == "hers" or (word == "her" and between == " " and following not in _WHOM_BEFORE)


def said(words: str) -> Iterator[re.Match[str]]:
    """Each *she*, *her* and *hers* of a text."""
    return _SHE.finditer(words)


def spoken(protocol: Protocol, name: str) -> Protocol:
    """The protocol as it is shown of whoever has that name. What says neither *she* nor *her* is
    the very same object as before."""
    written = protocol.written or protocol
    return replace(_put(written, _places_of(written), name), written=written, said_of=name)


def told(part: T, name: str) -> T:
    """One part of the content, or of what the rules found in it, shown in the same way."""
    places = _places(part)
    return _put(part, places, name) if places else part


def answers(protocol: Protocol, id: str, name: str) -> Item:
    """One question of the protocol as it is written, the words of its answers shown in the same
    way. A letter asks this of every question, and most have no such words: nothing is looked
    through for it."""
    item, places = protocol.items[id], _places_of(protocol).get("items", {}).get(id, {})
    return _put(item, {"options": places["options"]}, name) if "options" in places else item


@lru_cache(maxsize=8)
def _places_of(protocol: Protocol) -> Mapping[str, Any]:
    """Looked for once in each protocol, as it is written: no name is kept."""
    return {place: inner for place, one in _inside(protocol) if (inner := _places(one))}


def _places(part: object) -> Places:
    if isinstance(part, str):
        return _SHE.search(part) is not None or _AMONG.search(part) is not None
    found = {place: _places(one) for place, one in _inside(part)}
    return {place: inner for place, inner in found.items() if inner}


def _inside(part: object) -> Iterator[tuple[Any, object]]:
    """The parts of a part, each with its field, key or row."""
    if isinstance(part, tuple):
        yield from enumerate(part)
    elif isinstance(part, Mapping):
        yield from part.items()
    elif isinstance(part, Struct):
        fields = (field for field in part.__struct_fields__ if field not in _APART)
        yield from ((field, getattr(part, field)) for field in fields)


def _put(part: T, places: Places, name: str) -> T:
    """A part of the content with the name in these places."""
    made: object
    if isinstance(part, str):
        made = turned(part, name)
    else:
        assert not isinstance(places, bool)
        new = {place: _put(one, places[place], name) for place, one in _inside(part)
               if place in places}  # fmt: skip
        if isinstance(part, tuple):
            made = tuple(new.get(place, one) for place, one in enumerate(part))
        elif isinstance(part, Mapping):
            made = {**part, **new}
        else:
            made = replace(part, **new)  # type: ignore[type-var]  # every row of the content is a struct
    return made  # type: ignore[return-value]  # each branch makes what it was given
