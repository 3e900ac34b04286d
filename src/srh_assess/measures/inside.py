"""The summary for the ward itself: exact totals by month, nothing small beside a group's name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.counted import Beside, Counted, Dated
from srh_assess.measures import tally
from srh_assess.measures.annotations import Written
from srh_assess.measures.definitions import Definition, definitions
from srh_assess.measures.proportions import Counts, compare, in_words, wilson
from srh_assess.measures.settings import Settings
from srh_assess.measures.summary import Cell, Figure, Gap
from srh_assess.measures.tally import Spread, Tally

NOT_ASKED_OF = {"V1", "V2", "B1"}
"""Measures that somebody has to collect: without anybody asked they are *not measured*."""

_OTHER_SHARES = {"M8c": tally.needs_met, "B3": tally.stopped, "V1": tally.voice}
"""Shares that count something else than stays."""


_BY_THEIR_DAY = {"V2": tally.others, "H18": tally.advised}
"""Shares of what belongs to its own day, and to no stay."""


_ADDS_UP = frozenset((*tally.SHARES, *_OTHER_SHARES, *tally.COUNTED)) - {"H17"}
"""Whose whole period is the sum of its months: each stay belongs to one of them, and no median is
told of it."""


class Rows(Struct, frozen=True):
    """Everything that was counted: stays of the period, what stands outside every stay, and what
    people wrote on the charts."""

    stays: tuple[Counted, ...]
    besides: tuple[Beside, ...]
    months: tuple[str, ...]
    today: date
    written: Written = Written()


class Baseline(Struct, frozen=True, kw_only=True):
    """The ward's own figure before: how many, of how many, when and where from."""

    measure: str
    part: int
    whole: int
    when: str
    source: str


def figures(
    rows: Rows,
    settings: Settings,
    baselines: Mapping[str, Baseline],
    dated: Mapping[str, Mapping[str, Sequence[Dated]]],
    told: tally.Told = tally.nobody,
) -> tuple[Figure, ...]:
    """Every measure over the whole period and by month. ``dated`` is what belongs to the day on
    which it happened, whenever that stay began."""
    found = definitions()
    open_ = provisional_months(rows, found.cohort.provisional_days)
    months = tally.by_month(rows.stays)
    made = []
    for one in found.measures.values():
        if one.kind == "equity" or one.id == "M11":
            continue
        told(f"Counting: {one.name}")
        series = tuple(
            _cell(one.id, month, months.get(month, []), dated.get(one.id, {}), (month,), settings)
            for month in rows.months
        )
        span = f"{rows.months[0]} to {rows.months[-1]}"
        if one.id in _ADDS_UP:
            total = _summed(one.id, span, series, settings)
        else:
            total = _cell(one.id, span, rows.stays, dated.get(one.id, {}), rows.months, settings)
        said = compared(total, baselines.get(one.id), settings)
        shown = tuple(marked(cell, cell.period in open_) for cell in series)
        made.append(figure_of(one, marked(total, bool(open_)), shown, said))
    return tuple(_with_gaps(one, rows, dated["B2"]) if one.id == "B2" else one for one in made)


def figure_of(
    one: Definition, total: Cell, series: tuple[Cell, ...] = (), comparison: str = ""
) -> Figure:
    """A figure with its definition's words."""
    return Figure(
        id=one.id,
        name=one.name,
        sentence=one.sentence,
        numerator=one.numerator,
        denominator=one.denominator,
        unit=one.unit,
        kind=one.kind,
        direction=one.direction,
        caution=one.caution,
        beside=one.beside,
        total=total,
        series=series,
        comparison=comparison,
    )


def _with_gaps(figure: Figure, rows: Rows, dated: Mapping[str, Sequence[Dated]]) -> Figure:
    """Rare events with what lies between them; they are drawn so, not month by month."""
    days = sorted(one.day for month in rows.months for one in dated.get(month, ()))
    admitted = sorted(row.admitted for row in rows.stays)
    gaps = tuple(
        Gap(
            day=day.isoformat(),
            days=(day - before).days,
            admissions=bisect_right(admitted, day) - bisect_right(admitted, before),
        )
        for before, day in pairwise(days)
    )
    since = (rows.today - days[-1]).days if days else None
    return replace(figure, gaps=gaps, since=since)


def provisional_months(rows: Rows, days: int) -> tuple[str, ...]:
    """The months whose figures can still rise."""
    open_ = tally.provisional(rows.stays, rows.today, days)
    return tuple(month for month in rows.months if month in open_)


def marked(cell: Cell, provisional: bool) -> Cell:
    """The cell with its mark *provisional*."""
    return replace(cell, provisional=provisional)


def compared(total: Cell, baseline: Baseline | None, settings: Settings) -> str:
    """The whole period against the ward's own baseline, in one sentence with its intervals."""
    if baseline is None or total.part is None or total.whole is None or total.part > total.whole:
        return ""
    after, before = Counts(total.part, total.whole), Counts(baseline.part, baseline.whole)
    sentence = in_words(compare(after, before, settings.comparison))
    return f"Against {baseline.when} ({baseline.source}): {sentence}"


def _cell(
    id: str,
    period: str,
    stays: Sequence[Counted],
    dated: Mapping[str, Sequence[Dated]],
    months: Iterable[str],
    settings: Settings,
) -> Cell:
    if id in tally.SHARES:
        return share_cell(id, period, tally.share(id, stays), settings)
    if id in _OTHER_SHARES:
        return share_cell(id, period, _OTHER_SHARES[id](stays), settings)
    if id in tally.COUNTED:
        return added_cell(id, period, tally.added(id, stays), settings)
    if not definitions().measures[id].collected:
        return Cell(period=period, status="not_measured")
    here = [one for month in months for one in dated.get(month, ())]
    if id in _BY_THEIR_DAY:
        return share_cell(id, period, _BY_THEIR_DAY[id](here), settings)
    if id == "B2":
        kinds = tally.events(here)
        return Cell(period=period, part=sum(kinds.values()), lines=dict(kinds))
    if id == "B4":
        minutes, late = tally.burden(stays)
        return _spread_cell(period, minutes, {"out_of_hours": late.part, "of": late.whole})
    offer, assessed = tally.waited(stays, "offered"), tally.waited(stays, "assessed")
    beside = {f"assessment_{name}": value for name, value in _spread_lines(assessed).items()}
    return _spread_cell(period, offer, beside)


def _summed(id: str, span: str, series: Sequence[Cell], settings: Settings) -> Cell:
    """The whole period from its months."""
    part, whole, missing = (
        sum(getattr(cell, name) or 0 for cell in series) for name in ("part", "whole", "missing")
    )
    lines = {key: sum(int(cell.lines[key]) for cell in series) for key in series[0].lines}
    found = Tally(part, whole, missing, lines)
    if id in tally.COUNTED:
        return added_cell(id, span, found, settings)
    return share_cell(id, span, found, settings)


def share_cell(id: str, period: str, found: Tally, settings: Settings) -> Cell:
    """A share with its interval; nobody to count, and nobody asked, are said in words."""
    lines = dict(found.lines)
    nobody = not found.whole
    unknown = id in NOT_ASKED_OF and (nobody or found.missing == found.whole)
    if nobody or unknown:
        return Cell(
            period=period,
            status="not_measured" if unknown else "nobody",
            part=found.part,
            whole=found.whole,
            missing=found.missing,
            lines=lines,
        )
    interval = None
    if found.part <= found.whole:
        interval = wilson(Counts(found.part, found.whole), float(settings.comparison.confidence))
    return Cell(
        period=period,
        part=found.part,
        whole=found.whole,
        percent=100 * found.part / found.whole,
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
        missing=found.missing,
        lines=lines,
    )


def added_cell(id: str, period: str, found: Tally, settings: Settings) -> Cell:
    """A share where there is something to divide by, else so many times."""
    if tally.COUNTED[id][1]:
        return share_cell(id, period, found, settings)
    return Cell(period=period, part=found.part, lines=dict(found.lines))


def _spread_lines(found: Spread) -> dict[str, int | float | str]:
    lines: dict[str, int | float | str] = {"n": found.count}
    if found.median is not None and found.upper is not None:
        lines |= {"median": found.median, "upper_quartile": found.upper}
    return lines | {"ended_without": found.without, "still_waiting": found.waiting}


def _spread_cell(period: str, found: Spread, beside: Mapping[str, int | float | str]) -> Cell:
    lines = {**_spread_lines(found), **beside}
    whole, missing = found.count, found.without + found.waiting
    if not found.count:
        return Cell(period=period, status="nobody", whole=whole, missing=missing, lines=lines)
    return Cell(period=period, whole=whole, missing=missing, lines=lines)
