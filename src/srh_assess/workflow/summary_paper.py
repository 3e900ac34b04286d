"""The summary on paper: one page for the wall of the ward, four for governance.

Benefit and balance stand side by side in the same size of type; what nobody measured is said in
the same size too. What the level hides is in no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import zip_longest

from srh_assess.assessment.identity import NO_BREAK
from srh_assess.charts.axis import alike
from srh_assess.charts.model import Chart
from srh_assess.letters.figures_paper import Drawn, Grid, NewPage, Piece, Report, Says, pdf
from srh_assess.letters.render import Rendered
from srh_assess.measures.definitions import definitions
from srh_assess.measures.drawn import WHY, figure_chart, pareto, source
from srh_assess.measures.summary import Figure, Summary, said
from srh_assess.workflow import summary_words as words
from srh_assess.workflow.asking import Charts, ask_next
from srh_assess.workflow.given import mark_of_kind
from srh_assess.workflow.summary_words import GROUPS, Row

TITLE = "Sexual and reproductive health on the ward"
_ACROSS = (0.23, 0.26, 0.26, 0.25)
_HEAD = ("As one hopes for", "", "What it may cost, and her voice", "")
_DRAWN = ("M2", "B1")
_HEIGHTS = (120, 104, 88, 72)
"""Of each of both charts; on a full page they are lower, so that it stays one."""
_SIZES, _PAGES = (7.5, 7.0, 6.5), 4
"""Of the type of the pages for governance; the largest in which they are four."""
_ON_THE_WALL = (
    ("M1", "M2", "M5", "M7", "M8a", "M8b"),
    ("B1", "B2", "B3", "B4", "V1", "V2", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"),
)


def wall(summary: Summary) -> Rendered:
    """One page for the ward: two charts of one size, both sides, what to ask next. Where there is
    much to say the charts are lower, and both stay alike."""
    charts = cache(partial(figure_chart, summary))
    return pdf((_wall(summary, charts, height) for height in _HEIGHTS), 1)


def _wall(summary: Summary, charts: Charts, height: float) -> Report:
    hoped, cost = (
        [row for row in words.rows(summary, kinds) if row.id in ids]
        for kinds, ids in zip((words.HOPED_FOR, words.BESIDE), _ON_THE_WALL, strict=True)
    )
    pieces: list[Piece] = [Says(text=TITLE, level=1), Says(text=words.title(summary), bold=True)]
    pieces.append(Says(text=words.about(summary), quiet=True))
    one, other = map(charts, _DRAWN)
    if one is not None and other is not None:
        one, other = alike(one, other)
    for id, chart in zip(_DRAWN, (one, other), strict=True):
        pieces += _drawn(summary, id, chart, height)
    pieces.append(_beside(hoped, cost))
    if hidden := words.hidden(row.value for row in (*hoped, *cost)):
        pieces.append(Says(text=hidden))
    pieces.append(Says(text="What to ask next", level=2))
    pieces += [Says(text=one) for one in ask_next(summary, charts)[:5]]
    return _report(summary, pieces, 8.0)


def governance(summary: Summary) -> Rendered:
    """Four pages: headline; charts; balance, voices and reasons; groups and definitions."""
    charts = cache(partial(figure_chart, summary))
    pieces: list[Piece] = [Says(text=TITLE, level=1), Says(text=words.title(summary), bold=True)]
    pieces.append(Says(text=words.about(summary), quiet=True))
    hoped, cost = (words.rows(summary, kinds) for kinds in (words.HOPED_FOR, words.BESIDE))
    pieces.append(_beside(hoped, cost))
    pieces += _compared(summary)
    pieces.append(Says(text="The published programme", level=2))
    pieces.append(Says(text=words.published(summary)))
    pieces.append(Says(text="What to ask next", level=2))
    pieces += [Says(text=one) for one in ask_next(summary, charts)]
    pieces += [NewPage(), Says(text="As one hopes for", level=2)]
    for id in ("M1", "M2", "M5", "M7"):
        pieces += _drawn(summary, id, charts(id), 118)
    pieces += [NewPage(), Says(text="What it may cost, and her voice", level=2)]
    for id in ("B1", "B2", "V1"):
        pieces += _drawn(summary, id, charts(id), 112)
    pieces += _reasons(summary)
    pieces += [NewPage(), *_groups(summary), *_definitions(summary)]
    return pdf((_report(summary, pieces, size) for size in _SIZES), _PAGES)


def _report(summary: Summary, pieces: list[Piece], size: float) -> Report:
    mark = "" if summary.level == "publish" else summary.notice.split(":")[0].split(",")[0].upper()
    foot = source(summary)
    if summary.expires:
        foot = f"{foot} Not to be kept after {summary.expires}."
    title = f"{TITLE}, {summary.first} to {summary.last}"
    return Report(
        title=title,
        foot=foot,
        mark=mark,
        home_mark=mark_of_kind(summary.home_kind),
        pieces=tuple(pieces),
        size=size,
    )


def _beside(hoped: tuple[Row, ...] | list[Row], cost: tuple[Row, ...] | list[Row]) -> Grid:
    """Both sides in one table, row beside row, one size of type."""
    empty = Row("", "", "")
    pairs = zip_longest(hoped, cost, fillvalue=empty)
    rows = tuple((a.label, a.value, b.label, b.value) for a, b in pairs)
    return Grid(head=_HEAD, rows=rows, shares=_ACROSS)


def _drawn(summary: Summary, id: str, found: Chart | None, height: float) -> Iterator[Piece]:
    """The chart, or in words why there is none, at the size of its title."""
    if found is not None:
        yield Drawn(chart=found, height=height)
        return
    figure = summary.figure(id)
    yield Says(text=f"{figure.name} ({id})", level=3)
    yield Says(text=f"No chart: {words.no_chart(summary, figure)}.", bold=True)


def _compared(summary: Summary) -> Iterator[Piece]:
    told = [one for one in summary.figures if one.comparison]
    if told:
        yield Says(text="Against the ward’s own figures before", level=2)
        for one in told:
            yield Says(text=f"{one.name} ({one.id}). {one.comparison}")


def _reasons(summary: Summary) -> Iterator[Piece]:
    for by in ("admissions", "days"):
        bars = pareto(summary, by=by, names=GROUPS)
        if bars is not None:
            yield Drawn(chart=bars, height=20 + 13 * len(bars.bars))
    yield Says(text=summary.barriers_note or f"Why not assessed ({WHY}): nothing in this period.")


def _groups(summary: Summary) -> Iterator[Piece]:
    """One row for each group, one column for each figure; *not known* first, no rank."""
    yield Says(text="By group", level=2)
    yield Says(text=summary.equity_note)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in summary.equity:
        words_ = said(one.cell, "share")
        found.setdefault((one.breakdown, one.group), {})[one.measure] = words_
    ids = tuple(dict.fromkeys(one.measure for one in summary.equity))
    if found:
        yield Grid(
            head=("", "Group", *(f"{summary.figure(id).name} ({id})" for id in ids)),
            rows=tuple(
                (*key, *(cells.get(id, "not shown") for id in ids)) for key, cells in found.items()
            ),
            shares=(0.205, 0.155, *([0.64 / len(ids)] * len(ids))),
        )


def _definitions(summary: Summary) -> Iterator[Piece]:
    yield Says(text="What is counted", level=2)
    for side in (words.HOPED_FOR, words.BESIDE):
        yield Says(text=" ".join(_counted(one) for one in summary.figures if one.kind in side))
    yield Says(text=" ".join(f"{note}." if note[-1] != "." else note for note in summary.notes))


def _counted(one: Figure) -> str:
    of = f" Out of: {one.denominator}." if one.denominator else ""
    why = f" Not measured: {one.caution}" if not definitions().measures[one.id].collected else ""
    return f"{one.id}{NO_BREAK}{one.name}: {one.numerator}.{of}{why}"
