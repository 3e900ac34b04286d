"""The manager's summary: who may, from which rows, into which file, and what is written down of it.

The manager holds the measures key only: no step here opens a woman's record. What leaves the
ward goes through the release ledger first, in the manager's own journal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from srh_assess import __version__
from srh_assess.assessment.counted import Beside, Counted
from srh_assess.assessment.identity import clinical_moment
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput, Refused
from srh_assess.measures import sheets, whole
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.disclosure.periods import Period
from srh_assess.measures.inside import Baseline, Rows
from srh_assess.measures.marks import mark_of
from srh_assess.measures.released import Asked
from srh_assess.measures.settings import settings
from srh_assess.measures.summary import Summary
from srh_assess.measures.whole import Frame, Reason
from srh_assess.protocol.model import Protocol
from srh_assess.store import home
from srh_assess.store.figures import Figures, figures
from srh_assess.store.opened import Opened
from srh_assess.workflow import roles, save_file

__all__ = ["Format", "Summary", "Wish"]
"""What a screen needs to name."""

Format = Literal["json", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
MOST_MONTHS = 120
ACTION = "see_summary"
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked for, as it is typed. ``reason`` is for a corrected release."""

    first: str
    last: str
    level: Level
    reason: str = ""


class Released(Struct, frozen=True, kw_only=True):
    """One entry of the manager's journal: what went out."""

    releases: tuple[Release, ...]


class Looked(Struct, frozen=True, kw_only=True):
    """One entry: the figures of a period were looked at, at a level."""

    first: str
    last: str
    level: str


class Exported(Struct, frozen=True, kw_only=True):
    """One entry: a file was made, in which format, for which period and level."""

    first: str
    last: str
    level: str
    format: str
    reason: str = ""


def months_of(first: str, last: str, today: date) -> tuple[str, ...]:
    """Every month from the first to the last. Refuses what is no month, the wrong order, the
    future and a period without end."""
    for given in (first, last):
        if not _MONTH.fullmatch(given):
            raise BadInput("summary-month", given=given[:20])
    if last < first:
        raise BadInput("summary-order")
    if last > f"{today:%Y-%m}":
        raise BadInput("summary-future")
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    if end - start >= MOST_MONTHS:
        raise BadInput("summary-long", most=str(MOST_MONTHS))
    return tuple(_month(at) for at in range(start, end + 1))


def summarise(opened: Opened, protocol: Protocol, clock: Clock, wish: Wish) -> Summary:
    """The summary for whoever is signed in; outside the ward it is written into the ledger
    first. Refused to every role but the one for figures."""
    roles.refuse(opened.me.roles, ACTION)
    now = clock.now()
    today = local(now).date()
    months = months_of(wish.first, wish.last, today)
    with figures(opened) as kept:
        made, releases = _made(opened, protocol, kept, wish, months, now)
        before = earlier(kept)
        fresh = tuple(one for one in releases if one not in before)
        if fresh:
            _write(opened, kept, "release", Released(releases=fresh), now)
        seen = Looked(first=wish.first, last=wish.last, level=wish.level)
        _write(opened, kept, "read", seen, now)
    return made


def _made(
    opened: Opened,
    protocol: Protocol,
    kept: Figures,
    wish: Wish,
    months: tuple[str, ...],
    now: datetime,
) -> tuple[Summary, tuple[Release, ...]]:
    state = kept.state()
    if state is None:
        raise Refused("figures-none")
    inside_only = wish.level == "internal"
    span = (months[0], months[-1]) if inside_only else ("0000-00", "9999-99")
    stays, besides = read(kept, *span)
    here = stays if inside_only else tuple(r for r in stays if f"{r.admitted:%Y-%m}" in months)
    rows = Rows(here, besides, months, local(now).date())
    frame = Frame(
        home_kind=opened.kind,
        made=clinical_moment(now),
        counted=clinical_moment(state.at),
        program=__version__,
        rules=f"{state.shape} · {protocol.version} {protocol.content_hash[:12]}",
    )
    first = date.fromisoformat(f"{months[0]}-01")
    asked = Asked(level=wish.level, period=Period(first, len(months)), reason=wish.reason)
    return whole.summary(
        rows,
        frame,
        asked,
        {one.code: Reason(one.group, one.side) for one in protocol.gate.reasons},
        settings(),
        baselines=baselines(kept),
        everything=stays,
        earlier=() if inside_only else earlier(kept),
    )


def read(kept: Figures, first: str, last: str) -> tuple[tuple[Counted, ...], tuple[Beside, ...]]:
    """The rows of these months, opened."""
    stays, besides = [], []
    for raw in kept.rows(first, last):
        if raw.startswith(b'{"file"'):
            besides.append(_BESIDE.decode(raw))
        else:
            stays.append(_COUNTED.decode(raw))
    return tuple(stays), tuple(besides)


_COUNTED = msgspec.json.Decoder(Counted)
_BESIDE = msgspec.json.Decoder(Beside)


# -- the manager's own journal --------------------------------------------------------------------


def earlier(kept: Figures) -> tuple[Release, ...]:
    """Everything that was ever released, oldest first."""
    notes = (note for note in kept.notes() if note.kind == "release")
    return tuple(
        release
        for note in notes
        for release in msgspec.json.decode(note.body, type=Released).releases
    )


def baselines(kept: Figures) -> Mapping[str, Baseline]:
    """The ward's own figures before, the newest of each measure."""
    notes = (note for note in kept.notes() if note.kind == "baseline")
    found = (msgspec.json.decode(note.body, type=Baseline) for note in notes)
    return {one.measure: one for one in found}


def set_baseline(opened: Opened, clock: Clock, baseline: Baseline) -> None:
    """Keeps the ward's own figure before, with its counts and where they come from."""
    roles.refuse(opened.me.roles, ACTION)
    if not 0 <= baseline.part <= baseline.whole:
        raise BadInput("baseline-counts")
    with figures(opened) as kept:
        _write(opened, kept, "baseline", baseline, clock.now())


def _write(opened: Opened, kept: Figures, kind: str, body: Struct, now: datetime) -> None:
    kept.note(kind, msgspec.json.encode(body), opened.me.id, now)


# -- files ----------------------------------------------------------------------------------------


def rendered(summary: Summary, format: Format) -> bytes:
    """The file's bytes."""
    if format == "csv":
        return sheets.as_csv(summary)
    if format == "xlsx":
        return sheets.as_xlsx(summary)
    mark = mark_of(summary.home_kind)
    told = msgspec.to_builtins(summary)
    raw = msgspec.json.encode({"mark": mark, **told} if mark else told)
    return msgspec.json.format(raw, indent=1) + b"\n"


def to_file(
    opened: Opened, protocol: Protocol, clock: Clock, wish: Wish, format: Format, file: Path
) -> Summary:
    """Makes the summary and writes the file, whole or not at all; the journal keeps that it was
    made."""
    made = summarise(opened, protocol, clock, wish)
    save_file.write(file, rendered(made, format))
    with figures(opened) as kept:
        note = Exported(
            first=wish.first, last=wish.last, level=wish.level, format=format, reason=wish.reason
        )
        _write(opened, kept, "export", note, clock.now())
    return made


def export(
    folder: Path, user: str, passphrase: str, wish: Wish, format: Format, file: Path, clock: Clock,
    protocol: Protocol,
) -> Summary:  # fmt: skip
    """The same for the command: signs in first."""
    opened = home.unlock(folder, user, passphrase, clock)
    return to_file(opened, protocol, clock, wish, format, file)


# -- periods of the screen ------------------------------------------------------------------------


def year_to(today: date, back: int) -> tuple[str, str]:
    """Twelve months that end with this one, or so many years before."""
    last = today.year * 12 + today.month - 1 - 12 * back
    return _month(last - 11), _month(last)


def full_year(today: date, back: int) -> tuple[str, str]:
    """The newest four quarters that are over, or those so many years before."""
    last = (today.year * 12 + today.month - 1) // 3 * 3 - 1 - 12 * back
    return _month(last - 11), _month(last)


def _month(at: int) -> str:
    return f"{at // 12:04}-{at % 12 + 1:02}"
