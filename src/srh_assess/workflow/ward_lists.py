"""Lists over all stays for those who look after what went wrong: what was said, harms, what was
shared without agreement, what the police asked for.

Each is made from the journals that hold such an entry and from no others. Who may see which is
a row of ``roles.toml``; a list is refused to everybody else.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.identity import called
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.sealed_voice import SealedVoices

Part = Literal["voices", "harms", "overrides", "requests"]
_OF: dict[Part, tuple[str, str]] = {
    "voices": ("voice", "handle_voices"),
    "harms": ("harm", "handle_harms"),
    "overrides": ("override", "review_overrides"),
    "requests": ("police_request", "answer_police"),
}


class Row(Struct, frozen=True, kw_only=True):
    """One of them: in which file, what, and whose stay it is about where that is known."""

    admission: str
    kept: Kept
    name: str = ""


def rows(desk: Desk, part: Part) -> tuple[Row, ...]:
    """All of one kind, newest first. Who asks the police's question is told to nobody by name:
    that list names no woman."""
    tag, action = _OF[part]
    desk.need(action)
    found = []
    for admission in desk.holding(tag, duty=action):
        record = desk.record(admission, duty=action)
        for kept in getattr(record.decided, part).values():
            about = kept.fact.about if part == "voices" else admission
            name = _name(desk, about, action) if about and part != "requests" else ""
            found.append(Row(admission=admission, kept=kept, name=name))
    if part == "voices":
        sealed = SealedVoices(desk).read()
        found += [Row(admission=kept.fact.voice, kept=kept) for kept in sealed]
    return tuple(sorted(found, key=lambda one: one.kept.at, reverse=True))


def unread(desk: Desk) -> int:
    """How much of what was said nobody has looked at yet; no word of it is read for that."""
    tag, action = _OF["voices"]
    desk.need(action)
    files = (desk.record(file, duty=action) for file in desk.holding(tag, duty=action))
    kept = [one for file in files for one in file.decided.voices.values()]
    return sum(not one.later for one in (*kept, *SealedVoices(desk).read()))


def _name(desk: Desk, admission: str, action: str) -> str:
    """Whose stay it is; that the record is gone, where it was lawfully destroyed."""
    if desk.gone(admission):
        return "A record that is gone"
    who = desk.record(admission, duty=action).identity
    return called(who) if who is not None else ""
