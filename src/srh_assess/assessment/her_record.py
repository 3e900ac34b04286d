"""Her record for herself: that it was asked for, who looked through it, what was held back and
why, that it was given; and what she says is wrong with it (law and ethics E6).

Nothing in here changes what stands in her record: what is held back stays in it, and her
disagreement stands beside what it is about.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.fact import Fact

WhyWithheld = Literal["third_party", "serious_harm"]
Form = Literal["pdf", "json"]
Safe = Literal["taken", "kept_for_her", "not_asked"]


class RecordAsked(Fact, frozen=True, kw_only=True, tag="record_asked"):
    """She, or somebody she chose, asked for everything that is held about her. Spoken is
    enough."""

    asked: str
    at: datetime
    by: Literal["herself", "someone_she_chose"] = "herself"
    how: Literal["spoken", "written"] = "spoken"
    words: str = ""


class LookedThrough(Fact, frozen=True, kw_only=True, tag="record_looked_through"):
    """A health professional has read all of it, up to this entry, for other people's words and
    for what would seriously harm."""

    up_to: int
    words: str = ""


class PartWithheld(Fact, frozen=True, kw_only=True, tag="part_withheld"):
    """One entry is left out of what she gets, with the reason. She is told that it was."""

    withheld: str
    entry: str
    why: WhyWithheld
    reason: str


class PartGivenBack(Fact, frozen=True, kw_only=True, tag="part_given_back"):
    """What was left out is left out no more."""

    withheld: str
    reason: str


class RecordGiven(Fact, frozen=True, kw_only=True, tag="record_given"):
    """A copy of everything was made for her: in which form, the SHA-256 of the file, up to which
    entry, how much was left out, and what she said about whether it is safe to take."""

    given: str
    form: Form
    how: Literal["saved", "printed"]
    file: str
    up_to: int
    withheld: int = 0
    looked_through: bool = False
    safe: Safe = "not_asked"


class Disagreed(Fact, frozen=True, kw_only=True, tag="disagreed"):
    """What she says is wrong, in her words. ``about`` is the entry, where it is about one."""

    statement: str
    words: str
    about: str = ""


class DisagreementTakenBack(Fact, frozen=True, kw_only=True, tag="disagreement_taken_back"):
    """She took it back. No reason is asked."""

    statement: str


HerRecordFact = (
    RecordAsked
    | LookedThrough
    | PartWithheld
    | PartGivenBack
    | RecordGiven
    | Disagreed
    | DisagreementTakenBack
)
KINDS = (
    RecordAsked, LookedThrough, PartWithheld, PartGivenBack, RecordGiven, Disagreed,
    DisagreementTakenBack,
)  # fmt: skip


class Said(Struct, frozen=True, kw_only=True):
    """One of these facts with its time and its author."""

    at: datetime
    author: str
    fact: Any


class ForHer(Struct, frozen=True, kw_only=True):
    """What stands about giving her the record. ``newest`` is the number of the newest entry that
    is part of what she is given."""

    newest: int = 0
    asked: tuple[Said, ...] = ()
    looked: Said | None = None
    withheld: tuple[Said, ...] = ()
    given: tuple[Said, ...] = ()
    statements: tuple[Said, ...] = ()


def step(hers: ForHer, at: datetime, author: str, fact: Fact) -> ForHer:
    """What stands after one more of these facts."""
    said = Said(at=at, author=author, fact=fact)
    match fact:
        case RecordAsked():
            return replace(hers, asked=(*hers.asked, said))
        case LookedThrough():
            return replace(hers, looked=said)
        case PartWithheld():
            return replace(hers, withheld=(*hers.withheld, said))
        case PartGivenBack():
            left = tuple(one for one in hers.withheld if one.fact.withheld != fact.withheld)
            return replace(hers, withheld=left)
        case RecordGiven():
            return replace(hers, given=(*hers.given, said))
        case Disagreed():
            return replace(hers, statements=(*hers.statements, said))
        case DisagreementTakenBack():
            kept = tuple(one for one in hers.statements if one.fact.statement != fact.statement)
            return replace(hers, statements=kept)
        case _:
            return hers
