"""What each measure counts, over the rows of stays (measures and training, A3).

One function a measure: does this stay belong to the denominator, and to the numerator. The
definitions in words are content (``definitions``); these say the same to the machine, and a
count in plain SQL says it a second time in the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain
from operator import attrgetter
from statistics import median, quantiles

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.counted import Beside, Counted, Dated
from srh_assess.measures.settings import settings
from srh_assess.rules.grounds import GROUNDS

Asked = Callable[[Counted], bool | None]
"""True in the numerator, False in the denominator only, None in neither."""


Told = Callable[[str], object]
"""Hears of each step before it begins; what it raises ends the counting there."""


def nobody(_: str) -> None:
    """Nobody waits."""


class Happened(Dated, frozen=True):
    """The same, and the file it stands in: one woman can have many."""

    of: str


class Tally(Struct, frozen=True):
    """``part`` of ``whole``; of ``missing`` of them nothing is known. ``lines`` stand beside."""

    part: int
    whole: int
    missing: int = 0
    lines: Mapping[str, int] = {}


class Barriers(Struct, frozen=True):
    """M11 by group of reasons: stays and days, of how many not assessed; without any reason."""

    stays: Mapping[str, int]
    days: Mapping[str, int]
    whole: int
    unknown: int


class Spread(Struct, frozen=True):
    """Days or minutes: how many stays have them, the median and the upper quartile, and how many
    ended without."""

    count: int
    median: float | None
    upper: float | None
    without: int
    waiting: int = 0


def _offered(row: Counted) -> bool:
    return row.offered is not None


def _assessed(row: Counted) -> bool:
    return row.assessed is not None


def _need(row: Counted) -> bool:
    return bool(row.needs)


def _method(row: Counted) -> bool:
    return bool(row.methods)


def _stopped_early(row: Counted) -> bool:
    early = settings().counting.stopped_early_days
    return any(one.days is not None and one.days <= early for one in row.methods)


def _of(base: Callable[[Counted], bool], part: Callable[[Counted], bool]) -> Asked:
    return lambda row: part(row) if base(row) else None


SHARES: Mapping[str, Asked] = {
    "M1": _offered,
    "M2": _assessed,
    "M3": _of(_offered, _assessed),
    "M4": _need,
    "M5": lambda row: _need(row) and row.attended,
    "M6": _of(_assessed, _need),
    "M7": attrgetter("begun"),
    "M8a": attrgetter("all_met"),
    "M8b": _of(attrgetter("begun"), attrgetter("all_met")),
    "M9": _of(attrgetter("left_open"), attrgetter("taken_over")),
    "B1": _of(_assessed, attrgetter("distress")),
    "M12": _method,
    "H13": _of(_method, _stopped_early),
    "H14": _of(lambda row: bool(row.findings), lambda row: bool(row.findings_lacks)),
    "H17": lambda row: None if row.removal is None else row.removal.days is not None,
}
"""Measures that count stays."""
WITHIN: Mapping[str, str] = {"M3": "M1", "M6": "M2", "M8b": "M7", "B1": "M2", "H13": "M12"}
"""Whose denominator is another measure's numerator."""
COUNTED: Mapping[str, tuple[str, str]] = {
    "H1": ("results_told", "samples"),
    "H2": ("consents_no", "consents"),
    "H3": ("findings_lacks", "findings"),
    "H4": ("without_consent", ""),
    "H5": ("overrides", ""),
    "H6": ("felt_pressed", ""),
    "H7": ("harms", ""),
    "H9": ("unseen_long", "taken_long"),
    "H10": ("untold_long", "back_long"),
    "H11": ("findings_done", "findings"),
    "H12": ("reversed", "looked_again"),
    "H15": ("looks_late", "emergencies"),
    "H16": ("talks_sedated", "talks_seen"),
}
"""Measures that add up a number of each stay, over another number of it where there is one."""
EVENTS = ("withdrawn", "complaint", "privacy")
METHODS = (
    "condoms", "pill", "patch_ring", "injection", "implant", "copper_coil", "hormone_coil",
)  # fmt: skip
"""Methods that can be begun here, in the order of the protocol's decisions."""
SHARED = (*GROUNDS, "told", "police")
"""By what else is told of H5: its grounds, of which each has one, and two that any of them can
be."""


def share(id: str, rows: Iterable[Counted]) -> Tally:
    """One measure that counts stays."""
    rows = tuple(rows)
    said = Counter(map(SHARES[id], rows))
    missing, lines = 0, {}
    if id == "B1":
        missing = sum(_assessed(r) and not (r.stress_asked or r.distress) for r in rows)
    if id == "M5":
        lines["accepted"] = sum(_need(r) and r.accepted and not r.attended for r in rows)
    if id == "M12":
        lines = begun(rows)
    if id == "H17":
        lines = days_until_removed(rows)
    return Tally(said[True], said[True] + said[False], missing, lines)


def days_until_removed(rows: Iterable[Counted]) -> dict[str, int]:
    """H17: from asking to the day it was done, half of them no longer; nothing where none was."""
    of = [row.removal.days for row in rows if row.removal and row.removal.days is not None]
    return {"days": int(median(of) + 0.5)} if of else {}


def begun(rows: Iterable[Counted]) -> dict[str, int]:
    """M12 by type: stays in which each method was begun; a stay can have several."""
    found = Counter(what for row in rows for what in {one.what for one in row.methods})
    return {what: found[what] for what in METHODS}


def shared(rows: Iterable[Counted]) -> dict[str, int]:
    """H5 by ground, and how many of it she was told of, and went to the police."""
    every = [one for row in rows for one in row.shared]
    found = Counter(one.ground for one in every)
    found.update(told=sum(one.told for one in every), police=sum(one.police for one in every))
    return {what: found[what] for what in SHARED}


PARTS: Mapping[str, tuple[tuple[str, ...], Callable[[Sequence[Counted]], Mapping[str, int]]]] = {
    "M12": (METHODS, begun),
    "H5": (SHARED, shared),
}
"""Measures that are told in parts too: these, and how many of each there are."""


def as_of(row: Counted, today: date, days: int) -> Counted:
    """The stay with what hangs on the day of reading: its results that wait longer than so many
    days to be seen, or to be told, and emergencies looked back at late, or not yet."""
    if not row.results and not row.shared:
        return row
    edge = today - timedelta(days=days)
    taken = [one for one in row.results if one.taken < edge]
    back = [one for one in row.results if one.back is not None and one.back < edge]
    return replace(
        row,
        taken_long=len(taken),
        unseen_long=sum(one.back is None and not one.told for one in taken),
        back_long=len(back),
        untold_long=sum(not one.told for one in back),
        looks_late=sum(
            one.due is not None and one.due < (one.looked or today) for one in row.shared
        ),
    )


def added(id: str, rows: Sequence[Counted]) -> Tally:
    """One measure that adds up what each stay had of something; H1 counts what is still owed."""
    part, whole = (sum(map(attrgetter(name), rows)) if name else 0 for name in COUNTED[id])
    lines = shared(rows) if id == "H5" else {}
    return Tally(whole - part if id == "H1" else part, whole, 0, lines)


def needs_met(rows: Iterable[Counted]) -> Tally:
    """M8c: needs, not women."""
    every = [need for row in rows for need in row.needs]
    return Tally(sum(need.met is not None for need in every), len(every))


def stopped(rows: Iterable[Counted]) -> Tally:
    """B3: events over those to whom it was offered; there can be more of them than women."""
    offered = [row for row in rows if _offered(row)]
    early = sum(row.ended_early for row in offered)
    again = sum(row.asked_after_no for row in offered)
    return Tally(early + again, len(offered), 0, {"ended_early": early, "asked_after_no": again})


def voice(rows: Iterable[Counted]) -> Tally:
    """V1: positive, of those asked; how many answered stands beside."""
    heard = [row.voice for row in rows]
    asked, answered = sum(h.asked for h in heard), sum(h.answered for h in heard)
    return Tally(sum(h.positive for h in heard), asked, asked - answered, {"answered": answered})


def others(dated: Iterable[Dated]) -> Tally:
    """V2, by the day on which they were asked."""
    found = Counter(one.what for one in dated)
    asked, answered = found["asked"], found["answered"]
    return Tally(found["positive"], asked, asked - answered, {"answered": answered})


def advised(dated: Iterable[Dated]) -> Tally:
    """H18: advice on words after which they were changed, of all that was settled."""
    found = Counter(one.what for one in dated)
    return Tally(found["changed"], found["changed"] + found["kept"])


def events(dated: Iterable[Dated]) -> Mapping[str, int]:
    """B2, by kind."""
    found = Counter(one.what for one in dated)
    return {kind: found[kind] for kind in EVENTS}


def waited(rows: Iterable[Counted], what: str) -> Spread:
    """M10: days from admission to the first offer (``offered``) or to the assessment."""
    rows = tuple(rows)
    days = [(getattr(r, what) - r.admitted).days for r in rows if getattr(r, what) is not None]
    without = sum(getattr(r, what) is None and r.ended is not None for r in rows)
    return _spread([float(d) for d in days], without, len(rows) - len(days) - without)


def burden(rows: Iterable[Counted]) -> tuple[Spread, Tally]:
    """B4: minutes of an assessment, and how many were begun out of hours."""
    assessed = [row for row in rows if _assessed(row)]
    minutes = [float(row.minutes) for row in assessed if row.minutes is not None]
    late = [row.out_of_hours for row in assessed if row.out_of_hours is not None]
    return _spread(minutes, len(assessed) - len(minutes)), Tally(sum(late), len(late))


def _spread(values: Sequence[float], without: int, waiting: int = 0) -> Spread:
    if not values:
        return Spread(0, None, None, without, waiting)
    upper = quantiles(values, n=4, method="inclusive")[2] if len(values) > 1 else values[0]
    return Spread(len(values), float(median(values)), upper, without, waiting)


def barriers(rows: Iterable[Counted], groups: Mapping[str, str]) -> Barriers:
    """M11: why stays were not assessed."""
    found = [
        {(each.day, groups.get(each.what, each.what)) for each in row.barriers}
        for row in rows
        if not _assessed(row)
    ]
    stays = Counter(group for one in found for group in {group for _, group in one})
    days = Counter(group for one in found for _, group in one)
    return Barriers(stays, days, len(found), found.count(set()))


# -- months and women -----------------------------------------------------------------------------


@cache
def month_of(day: date) -> str:
    """The month of a day, as the figures name it."""
    return f"{day.year:04}-{day.month:02}"


def by_month(rows: Iterable[Counted]) -> Mapping[str, list[Counted]]:
    """Stays by the month in which they began."""
    found: dict[str, list[Counted]] = {}
    for row in rows:
        found.setdefault(month_of(row.admitted), []).append(row)
    return found


def dated_in(
    rows: Iterable[Counted], besides: Iterable[Beside], what: str
) -> Mapping[str, list[Happened]]:
    """Events, or what others were asked, by the month in which it happened. Advice on words
    belongs to no stay."""
    found: dict[str, list[Happened]] = {}
    stays, others = ((row.stay, row) for row in rows), ((one.file, one) for one in besides)
    for of, row in chain[tuple[str, Counted | Beside]](stays, others):
        for one in getattr(row, what):
            found.setdefault(month_of(one.day), []).append(Happened(one.day, one.what, of))
    return found


def provisional(rows: Iterable[Counted], today: date, days: int) -> frozenset[str]:
    """The months that can still rise: with a stay neither ended nor at its day 28."""
    reach = timedelta(days=days)
    open_ = (row for row in rows if row.ended is None and today < row.admitted + reach)
    return frozenset(month_of(row.admitted) for row in open_)


def firsts(rows: Iterable[Counted]) -> tuple[Counted, ...]:
    """The first stay of each woman in the period, where a person said which stays are one's."""
    ordered = sorted(rows, key=lambda row: (row.admitted, row.stay))
    seen: set[str] = set()
    kept = []
    for row in ordered:
        if not seen.intersection((row.stay, *row.earlier)):
            kept.append(row)
        seen.update((row.stay, *row.earlier))
    return tuple(kept)
