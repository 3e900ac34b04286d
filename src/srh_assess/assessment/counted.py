"""What the figures keep of one stay: dates, counts and groups, no name, no number, no free text.

Written by the clinical side from the journal of one admission, read by the manager, who holds no
key to that journal. ``stay`` is a mark that follows from a key the manager does not hold: it
tells two rows apart and leads nowhere. ``earlier`` are the marks of stays that a person said were
the same woman's.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

EventKind = Literal["withdrawn", "complaint", "privacy"]


class Dated(Struct, frozen=True):
    """Something of this kind, on this day."""

    day: date
    what: str


class Heard(Struct, frozen=True):
    """How many were asked, how many of them answered, and how many of those said yes."""

    asked: int = 0
    answered: int = 0
    positive: int = 0


class Kept(Struct, frozen=True, kw_only=True):
    """One need that a nurse confirmed: when it was raised, confirmed, and met, if it was."""

    need: str
    raised: date | None = None
    confirmed: date | None = None
    met: date | None = None


class Sample(Struct, frozen=True):
    """One sample: the day it was taken, and the day of the oldest result she was not told; where
    she was told, that of the first one."""

    taken: date
    back: date | None = None
    told: bool = False


class Method(Struct, frozen=True):
    """A method begun here, and after how many days it was stopped here, if it was."""

    what: str
    days: int | None = None


class Shared(Struct, frozen=True):
    """Shared once without her agreement: on which ground, whether she was told, whether with the
    police; in danger to life the day by which two look back at it, and the day they did."""

    ground: str
    told: bool = False
    police: bool = False
    due: date | None = None
    looked: date | None = None


class Removal(Struct, frozen=True):
    """She asked to have an implant or a coil taken out, and after how many days it was done here,
    if it was."""

    asked: date
    days: int | None = None


class Counted(Struct, frozen=True, kw_only=True):
    """One stay as the figures see it; days are days on the ward's clock.

    ``sittings`` are how each signed sitting ended; ``barriers`` the reason codes of each day on
    which the talk was put off; ``stress_asked``: she was asked after the talk how she felt;
    ``others`` what carers and staff were asked (``asked``, ``answered``, ``positive``). What ends
    in ``_long``, and ``looks_late``, hang on the day of reading and are counted then
    (``tally.as_of``).
    ``talks_seen`` are talks that went on after somebody wrote down how awake she was.
    """

    stay: str
    earlier: tuple[str, ...] = ()
    admitted: date
    ended: date | None = None
    hours: int | None = None
    offered: date | None = None
    assessed: date | None = None
    sittings: tuple[str, ...] = ()
    needs: tuple[Kept, ...] = ()
    all_met: bool = False
    begun: bool = False
    accepted: bool = False
    attended: bool = False
    left_open: bool = False
    taken_over: bool = False
    barriers: tuple[Dated, ...] = ()
    stress_asked: bool = False
    distress: bool = False
    ended_early: int = 0
    asked_after_no: int = 0
    minutes: int | None = None
    out_of_hours: bool | None = None
    events: tuple[Dated, ...] = ()
    voice: Heard = Heard()
    others: tuple[Dated, ...] = ()
    samples: int = 0
    results_told: int = 0
    consents: int = 0
    consents_no: int = 0
    overrides: int = 0
    without_consent: int = 0
    harms: int = 0
    felt_pressed: int = 0
    findings: int = 0
    findings_lacks: int = 0
    findings_done: int = 0
    looked_again: int = 0
    reversed: int = 0
    results: tuple[Sample, ...] = ()
    methods: tuple[Method, ...] = ()
    shared: tuple[Shared, ...] = ()
    emergencies: int = 0
    looks_late: int = 0
    talks_seen: int = 0
    talks_sedated: int = 0
    removal: Removal | None = None
    taken_long: int = 0
    unseen_long: int = 0
    back_long: int = 0
    untold_long: int = 0
    age: str = "99"
    ethnic: str = "99"
    language: str = "99"
    section: str = "99"
    disability: str = "99"


class Beside(Struct, frozen=True, kw_only=True):
    """What a file outside every stay comes to: a complaint, a view of staff. Days and kinds.
    ``advice`` are the ward's totals of advice on words, on the first of their month."""

    file: str
    events: tuple[Dated, ...] = ()
    others: tuple[Dated, ...] = ()
    advice: tuple[Dated, ...] = ()
