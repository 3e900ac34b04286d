"""A scenario while it is being written: the table of its file, in whatever state it is.

A draft keeps what this program does not know: only what a form shows is changed. ``check`` says
what is still wrong with it; a draft may be kept with all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Draft = dict[str, Any]
LONGEST_ID = 60
MISSING = "Still to be written."
_ODD = re.compile(r"[^a-z0-9]+")
_PLACES = ("patient", "vignette", "clock", "debrief", "when")
_NEEDED = (
    ("", "title"), ("", "author"), ("patient", "family"), ("patient", "given"),
    ("vignette", "notes"),
)  # fmt: skip


def named(words: str, taken: Iterable[str], otherwise: str) -> str:
    """An id out of words, which nothing else has: small letters, digits, hyphens."""
    plain = _ODD.sub("-", words.casefold()).strip("-")[:LONGEST_ID].strip("-") or otherwise
    used, number, found = set(taken), 1, plain
    while found in used:
        number += 1
        found = f"{plain}-{number}"
    return found


def flat(table: Mapping[str, Any]) -> Draft:
    """The tables inside it by dotted keys, as a form shows them: ``patient.age``."""
    found: Draft = {}
    for key, value in table.items():
        if key in _PLACES and isinstance(value, Mapping):
            found |= {f"{key}.{inner}": held for inner, held in value.items()}
        else:
            found[key] = value
    return found


def deep(table: Mapping[str, Any]) -> Draft:
    """The other way round."""
    found: Draft = {}
    for key, value in table.items():
        place, dot, inner = key.partition(".")
        if dot and place in _PLACES:
            found.setdefault(place, {})[inner] = value
        else:
            found[key] = value
    return found


def whole(table: Mapping[str, Any]) -> Draft:
    """A scenario from its form. A text that must be there and was left empty stays as an empty
    one, so that everything that is wrong can be said at once."""
    found = deep(table)
    for place, key in _NEEDED:
        (found.setdefault(place, {}) if place else found).setdefault(key, "")
    return found


def options(lines: Sequence[str], before: Sequence[Mapping[str, Any]]) -> list[Draft]:
    """What can be done, from one line each. Words that stay keep their code; so does a line that
    was only reworded in its place."""
    kept = {str(one.get("words")): str(one.get("code")) for one in before}
    taken = {kept[line] for line in lines if line in kept}
    found = []
    for place, line in enumerate(lines):
        code = kept.get(line, "")
        if not code and place < len(before) and str(before[place].get("code")) not in taken:
            code = str(before[place].get("code"))
        code = code or named(line, taken, "option").replace("-", "_")
        taken.add(code)
        found.append({"code": code, "words": line})
    return found


def entry(
    draft: Mapping[str, Any], part: str, table: Mapping[str, Any], before: Mapping[str, Any]
) -> Draft:
    """One entry of a part as it stands in the file, from what its form says. Events and choices
    get an id; the lines of a choice become its options."""
    found = deep(table)
    if part == "choice":
        lines = [one for one in table.get("options", ()) if isinstance(one, str)]
        found["options"] = options(lines, before.get("options", ()))
    if part in ("event", "choice") and not found.get("id"):
        words = str(found.get("title") or found.get("question") or "")
        found["id"] = named(words, ids(draft), part).replace("-", "_")[:40].strip("_")
    return found


def ids(draft: Mapping[str, Any]) -> tuple[str, ...]:
    """Every id of an event or a choice."""
    both = (*draft.get("event", ()), *draft.get("choice", ()))
    return tuple(str(one.get("id", "")).replace("_", "-") for one in both)


def shown(part: str, held: Mapping[str, Any]) -> Draft:
    """An entry as its form is filled: the options of a choice as lines."""
    found = flat(held)
    if part == "choice":
        found["options"] = [str(one.get("words", "")) for one in held.get("options", ())]
    return found


# ---- what changes from an event on


def entries(draft: Mapping[str, Any], key: str, inside: int = -1) -> list[Draft]:
    """The entries of a part; with ``inside`` those of the event of this place."""
    whole = draft if inside < 0 else draft.get("event", ())[inside]
    return list(whole.get(key, ()))


def with_entries(
    draft: Mapping[str, Any], key: str, held: Iterable[Draft], inside: int = -1
) -> Draft:
    """The draft with these entries in their place; an event of which nothing is left to say does
    not say so."""
    if inside < 0:
        return {**draft, key: list(held)}
    events = list(draft.get("event", ()))
    event = {name: value for name, value in events[inside].items() if name != key}
    kept = list(held)
    events[inside] = {**event, key: kept} if kept else event
    return {**draft, "event": events}


# ---- done once


def playable(draft: Mapping[str, Any]) -> Draft:
    """With something in the place of every reason and right answer that is still missing, so that
    it can be done once to find them."""
    lines = [
        {**one, "why": one.get("why") or MISSING}
        for one in draft.get("expect", ())
        if one.get("field") and (one.get("best") or one.get("unsafe"))
    ]
    known = {one["field"] for one in lines if one.get("best")}
    for choice in draft.get("choice", ()):
        field, first = f"choice.{choice.get('id')}", dict(next(iter(choice.get("options", ())), {}))
        if field not in known:
            lines = [one for one in lines if one["field"] != field]
            lines.append({"field": field, "best": first.get("code", ""), "why": MISSING})
    if not lines:
        lines = [{"field": "gate.outcome", "best": "go", "why": MISSING}]
    return {**draft, "expect": lines}


def without_stand_ins(draft: Mapping[str, Any]) -> Draft:
    """The same with every reason empty again that nobody wrote."""
    lines = [
        {**one, "why": "" if one.get("why") == MISSING else one.get("why", "")}
        for one in draft.get("expect", ())
    ]
    return {**draft, "expect": lines}
