"""Who looked: every opening of her record, every search, every sign-in, every no of the program.

What concerns one stay stands in a file beside her record (``beside``), so that looking changes
nothing in it and counts as no contact with her; the rest in a file of the sign-in. Nothing here
is an answer of hers, and nothing follows from it but that people can ask who looked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from srh_assess.assessment.fact import Fact

Basis = Literal["ward", "hers", "broken", "duty"]
"""Why it could be opened: she is on this ward; an earlier stay of a woman who is; a reason was
given; or a duty of the role, such as looking after the harms log."""
Way = Literal["talk", "overview", "record", "entries", "safety_line", "looks"]
"""What was opened: a sitting, her overview, the record as such, all that was ever written, only
what she agreed that every shift may know, or only who had opened it."""
Glass = Literal["ended", "other_ward"]
Likeness = Literal["", "own", "colleague"]

_BESIDE = ".looks"


class RecordOpened(Fact, frozen=True, kw_only=True, tag="record_opened"):
    """Somebody opened her record: once for each sign-in and each way. ``like`` says that her
    name is that of an account here: of the one who looked, or of a colleague's."""

    sign_in: str
    way: Way
    basis: Basis
    duty: str = ""
    like: Likeness = ""


class GlassBroken(Fact, frozen=True, kw_only=True, tag="glass_broken"):
    """A record without a present stay on this ward was opened all the same, with a reason. The
    reviewer sees it first, and she may see it."""

    sign_in: str
    why: Glass
    reason: str


class NameSaid(Fact, frozen=True, kw_only=True, tag="name_said"):
    """Her name is that of an account here. What the one who opened it said to the question."""

    sign_in: str
    like: Literal["own", "colleague"]
    answer: Literal["somebody_else", "same_person"]


class Exported(Fact, frozen=True, kw_only=True, tag="exported"):
    """Something of her record left the program otherwise than as a letter."""

    sign_in: str
    what: str
    how: Literal["printed", "saved"] = "saved"


class AdviceKept(Fact, frozen=True, kw_only=True, tag="advice_kept"):
    """Somebody wrote a word about her that judges or labels, was told so, and kept it: once for
    each sign-in and word. It blocks nothing."""

    sign_in: str
    word: str


class SignedIn(Fact, frozen=True, kw_only=True, tag="signed_in"):
    """Somebody came in, with these roles. ``misses``: so many wrong tries came before."""

    roles: tuple[str, ...]
    misses: int = 0


class Searched(Fact, frozen=True, kw_only=True, tag="searched"):
    """Stays were looked for, and so many found: ``stays`` names the first of them by their
    admissions, which say nothing once a record was lawfully destroyed. What was typed is not kept:
    it would name her for ever. ``words`` is what earlier versions kept of it."""

    what: Literal["stay", "earlier", "log"]
    words: str = ""
    found: int = 0
    stays: tuple[str, ...] = ()


class ClockMoved(Fact, frozen=True, kw_only=True, tag="clock_moved"):
    """The computer's clock was set: it stands otherwise than the time that has passed."""

    expected: datetime
    found: datetime


class RoleRefused(Fact, frozen=True, kw_only=True, tag="role_refused"):
    """Somebody tried what the role does not allow: once for each sign-in and action."""

    action: str


class BackupRestored(Fact, frozen=True, kw_only=True, tag="backup_restored"):
    """A backup was put in the place of the record: when it was made, how many entries it held, how
    many newer ones were taken over from what stood there. The author is whoever's key opened it;
    nobody, where it was the printed recovery key."""

    made: datetime
    entries: int
    taken: int = 0


LookingFact = (
    RecordOpened
    | GlassBroken
    | NameSaid
    | Exported
    | AdviceKept
    | SignedIn
    | Searched
    | ClockMoved
    | RoleRefused
    | BackupRestored
)

KINDS = (
    RecordOpened, GlassBroken, NameSaid, Exported, AdviceKept, SignedIn, Searched, ClockMoved,
    RoleRefused, BackupRestored,
)  # fmt: skip
"""Every kind of fact about looking."""


def beside(admission: str) -> str:
    """The file that holds who looked at this stay's record."""
    return admission + _BESIDE


def of(file: str) -> str:
    """The stay whose looks a file holds; nothing for the file of a sign-in."""
    return file.removesuffix(_BESIDE) if file.endswith(_BESIDE) else ""
