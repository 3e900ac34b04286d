"""The manager's summary: who may, from which rows, into which file, and what is written down of it.

The manager holds the measures key only: no step here opens a woman's record. What leaves the
ward goes through the release ledger first, in the manager's own journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import repeat
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from srh_assess import __version__
from srh_assess.assessment.counted import Beside, Counted, Dated
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.charts.model import Bars, Chart
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput, Refused
from srh_assess.measures import sheets, tally, whole
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.disclosure.periods import Period
from srh_assess.measures.drawn import figure_chart, pareto
from srh_assess.measures.inside import Baseline, Rows
from srh_assess.measures.marks import mark_of
from srh_assess.measures.releasing import Asked
from srh_assess.measures.settings import settings
from srh_assess.measures.summary import Summary
from srh_assess.measures.whole import Frame, Reason
from srh_assess.protocol.model import Protocol
from srh_assess.store import home
from srh_assess.store.figures import Figures, figures
from srh_assess.store.opened import Opened
from srh_assess.workflow import annotating, roles, save_file
from srh_assess.workflow.advising import CHANGED, KEPT
from srh_assess.workflow.periods import months_of
from srh_assess.workflow.steps import Steps

__all__ = ["Baseline", "Format", "Level", "Summary", "Wish", "figure_chart", "pareto"]
"""What a screen needs to name."""

Format = Literal["json", "csv", "xlsx", "pdf", "wall", "svg", "png"]
FORMATS: tuple[Format, ...] = get_args(Format)
PICTURES: tuple[Format, ...] = ("svg", "png")
Paint = Callable[[Chart | Bars], bytes]
COMPARED = ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8a", "M8b", "M9", "B1", "V1")
"""Shares of women: what a ward's own figure before can be compared with."""
READ_TOGETHER = 5000
ACTION = "see_summary"


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked for, as it is typed. ``reason`` is for a corrected release; ``figure`` is the
    one that a picture shows."""

    first: str
    last: str
    level: Level
    reason: str = ""
    figure: str = "M2"


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


def summarise(
    opened: Opened, protocol: Protocol, clock: Clock, wish: Wish, steps: Steps | None = None
) -> Summary:
    """The summary for whoever is signed in; outside the ward it is written into the ledger
    first. Refused to every role but the one for figures."""
    return _found(opened, protocol, clock, wish, steps or Steps(), release=True)


def look(
    opened: Opened, protocol: Protocol, clock: Clock, wish: Wish, steps: Steps | None = None
) -> Summary:
    """The same to look at: what has not gone out is in no ledger."""
    return _found(opened, protocol, clock, wish, steps or Steps(), release=False)


def _found(
    opened: Opened, protocol: Protocol, clock: Clock, wish: Wish, steps: Steps, *, release: bool
) -> Summary:
    roles.refuse(opened.me.roles, ACTION)
    now = clock.now()
    today = local(now).date()
    months = months_of(wish.first, wish.last, today)
    steps.at("Opening the figures")
    with figures(opened) as kept:
        made, releases = _made(opened, protocol, kept, wish, months, now, steps)
        steps.at("Writing down that they were looked at")
        before = earlier(kept)
        fresh = tuple(one for one in releases if one not in before)
        if fresh and release:
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
    steps: Steps,
) -> tuple[Summary, tuple[Release, ...]]:
    state = kept.state()
    if state is None:
        raise Refused("figures-none")
    inside_only = wish.level == "internal"
    # earlier stays too: what happened in this period may belong to one of them
    stays, besides = read(kept, "0000-00", months[-1] if inside_only else "9999-99", steps)
    besides = (*besides, Beside(file="advice", advice=tuple(_advice(kept))))
    late, today = settings().counting.result_late_days, local(now).date()
    stays = tuple(tally.as_of(row, today, late) for row in stays)
    known = frozenset(months)
    here = tuple(row for row in stays if tally.month_of(row.admitted) in known)
    rows = Rows(here, besides, months, today, annotating.written(kept))
    frame = Frame(
        home_kind=opened.kind,
        made=clinical_moment(now),
        counted=clinical_moment(state.at),
        program=__version__,
        expires=clinical_date(today + timedelta(days=settings().disclosure.internal_days)),
        rules=f"{state.shape} · {protocol.version} {protocol.content_hash[:12]}",
    )
    steps.at(f"Counting {len(here)} stays")
    first = date.fromisoformat(f"{months[0]}-01")
    period = Period(first, len(months))
    asked = Asked(level=wish.level, period=period, reason=wish.reason, told=steps.at)
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


def _advice(kept: Figures) -> Iterator[Dated]:
    """Advice on words, by its month: totals of the ward, of nobody."""
    for month, what, number in kept.months():
        if what in _ADVICE:
            yield from repeat(Dated(date.fromisoformat(f"{month}-01"), _ADVICE[what]), number)


_ADVICE = {KEPT: "kept", CHANGED: "changed"}


def read(
    kept: Figures, first: str, last: str, steps: Steps | None = None
) -> tuple[tuple[Counted, ...], tuple[Beside, ...]]:
    """The rows of these months, opened."""
    stays: list[Counted] = []
    besides: list[Beside] = []
    for number, raw in enumerate(kept.rows(first, last)):
        if steps is not None and not number % READ_TOGETHER:
            steps.at(f"Reading the stays: {number}")
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


def standing_baselines(opened: Opened) -> Mapping[str, Baseline]:
    """The baselines that stand, by their figure."""
    roles.refuse(opened.me.roles, ACTION)
    with figures(opened) as kept:
        return baselines(kept)


def set_baseline(opened: Opened, clock: Clock, baseline: Baseline) -> None:
    """Keeps the ward's own figure before, with its counts and where they come from. A baseline of
    nought is one; nobody counted is none."""
    roles.refuse(opened.me.roles, "annotate_charts")
    if not 0 <= baseline.part <= baseline.whole or not baseline.whole:
        raise BadInput("baseline-counts")
    if baseline.measure not in COMPARED:
        raise BadInput("baseline-measure")
    if not baseline.when.strip() or not baseline.source.strip():
        raise BadInput("baseline-source")
    with figures(opened) as kept:
        _write(opened, kept, "baseline", baseline, clock.now())


def _write(opened: Opened, kept: Figures, kind: str, body: Struct, now: datetime) -> None:
    kept.note(kind, msgspec.json.encode(body), opened.me.id, now)


# -- files ----------------------------------------------------------------------------------------


class Out(Struct, frozen=True, kw_only=True):
    """Where one file goes, and in which format. ``paint`` makes the pixels of a picture: whoever
    has a screen gives it."""

    format: Format
    file: Path
    paint: Paint | None = None


def rendered(summary: Summary, wish: Wish, out: Out) -> bytes:
    """The file's bytes."""
    match out.format:
        case "csv":
            return sheets.as_csv(summary)
        case "xlsx":
            return sheets.as_xlsx(summary)
        case "json":
            return _json(summary)
        case "pdf" | "wall":
            from srh_assess.workflow import summary_paper  # late: slow to load

            made = summary_paper.wall if out.format == "wall" else summary_paper.governance
            return made(summary).data
    from srh_assess.workflow import pictures  # late: slow to load

    chart = pictures.chart_of(summary, wish.figure)
    if out.format == "svg":
        return pictures.svg(chart)
    if out.paint is None:
        raise BadInput("summary-no-screen")
    return out.paint(chart)


def _json(summary: Summary) -> bytes:
    """The model itself, with the mark of a home that is not live before it."""
    mark = mark_of(summary.home_kind)
    told = msgspec.to_builtins(summary)
    raw = msgspec.json.encode({"mark": mark, **told} if mark else told)
    return msgspec.json.format(raw, indent=1) + b"\n"


def to_file(
    opened: Opened,
    protocol: Protocol,
    clock: Clock,
    wish: Wish,
    out: Out,
    steps: Steps | None = None,
) -> Summary:
    """Makes the summary and writes the file, whole or not at all; the journal keeps that it was
    made. A picture has its text alternative in a file beside it. Whether it can be written is
    found out first: what is in the ledger has gone out."""
    save_file.try_out(out.file)
    made = summarise(opened, protocol, clock, wish, steps)
    write(made, wish, out)
    exported(opened, clock, wish, out.format)
    return made


def exported(opened: Opened, clock: Clock, wish: Wish, format: Format) -> None:
    """Writes down that a file was made."""
    note = Exported(
        first=wish.first, last=wish.last, level=wish.level, format=format, reason=wish.reason
    )
    with figures(opened) as kept:
        _write(opened, kept, "export", note, clock.now())


def export(
    folder: Path, user: str, passphrase: str, wish: Wish, out: Out, clock: Clock, protocol: Protocol
) -> Summary:
    """The same for the command: signs in first."""
    opened = home.unlock(folder, user, passphrase, clock)
    return to_file(opened, protocol, clock, wish, out)


def write(made: Summary, wish: Wish, out: Out) -> None:
    """Writes one file of a summary, and the words of a picture beside it."""
    save_file.write(out.file, rendered(made, wish, out))
    if out.format in PICTURES:
        from srh_assess.workflow import pictures  # late: slow to load

        words = pictures.alternative(pictures.chart_of(made, wish.figure))
        save_file.write(out.file.with_name(f"{out.file.name}.txt"), words)
