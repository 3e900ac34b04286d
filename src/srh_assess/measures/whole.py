"""One summary from the rows: the same pages at every level, each cell as the level allows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import inside, released, tally
from srh_assess.measures.categories import Breakdown, breakdowns
from srh_assess.measures.definitions import Definition, definitions
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.levels import Level, Shown, count_at, percent_at
from srh_assess.measures.disclosure.periods import check_period
from srh_assess.measures.disclosure.suppress import Protection, protect_coarser, shown
from srh_assess.measures.inside import Baseline, Rows
from srh_assess.measures.proportions import Counts, wilson
from srh_assess.measures.published import programme
from srh_assess.measures.released import Asked
from srh_assess.measures.settings import Settings
from srh_assess.measures.summary import NOTICES, Barrier, Cell, Figure, Group, Published, Summary

TWELVE = 12
NOTES = (
    "* hidden: a small number, or one that would give a small number away",
    "z does not apply · x not collected · 0 a true nought",
    "The unit is the stay. A stay belongs to the month in which it began.",
    "Women who said no, were too unwell or left early stay in the denominator.",
)
ONE_WARD = (
    "Where a trust has one such ward, information governance clears this file before it leaves."
)


class Reason(Struct, frozen=True):
    """A reason code of the gate: its group and whose side it is on."""

    group: str
    side: str


class Frame(Struct, frozen=True, kw_only=True):
    """What stands at the top of every page."""

    home_kind: str
    made: str
    counted: str
    program: str
    rules: str


def summary(
    rows: Rows,
    frame: Frame,
    asked: Asked,
    reasons: Mapping[str, Reason],
    settings: Settings,
    *,
    baselines: Mapping[str, Baseline],
    everything: Sequence[Counted] = (),
    earlier: Sequence[Release] = (),
) -> tuple[Summary, tuple[Release, ...]]:
    """The summary, and what is to be written into the release ledger before it is given out."""
    level, rules = asked.level, settings.disclosure
    found: Mapping[str, Protection] = {}
    groups = {code: reason.group for code, reason in reasons.items()}
    made: tuple[Release, ...] = ()
    if level == "internal":
        figures = inside.figures(rows, settings, baselines)
    else:
        _check_reach(rows, asked, settings)
        found = released.protections(rows.stays, level, rules, groups)
        figures = _outside(rows, found, level, settings)
    open_ = inside.provisional_months(rows, definitions().cohort.provisional_days)
    found, equity, equity_note = _equity(rows, level, found, settings)
    if level != "internal":
        made = released.check(found, asked, rows.stays, everything, earlier, rules, groups)
    barriers, note = _barriers(rows, level, reasons, found, settings)
    return Summary(
        first=rows.months[0],
        last=rows.months[-1],
        level=level,
        notice=NOTICES[level],
        home_kind=frame.home_kind,
        made=frame.made,
        counted=frame.counted,
        program=frame.program,
        rules=frame.rules,
        version=max((one.version for one in made), default=1),
        admissions=_count(len(rows.stays), level, settings),
        women=_count(len(tally.firsts(rows.stays)), level, settings) if level == "internal" else "",
        provisional=open_,
        figures=figures,
        barriers=barriers,
        barriers_note=note,
        equity=equity,
        equity_note=equity_note,
        published=_published(),
        published_caution=programme().caution,
        notes=(*NOTES, ONE_WARD) if level == "publish" else NOTES,
    ), made


def _check_reach(rows: Rows, asked: Asked, settings: Settings) -> None:
    """Refuses a period off the grid of the level, and one with too few women."""
    rules = settings.disclosure
    check_period(asked.period, asked.level, rules)
    if len(rows.stays) < rules.women_least:
        raise Refused("release-few-women", least=str(rules.women_least))


def _published() -> tuple[Published, ...]:
    return tuple(
        Published(id=one.id, measure=one.measure, percent=one.percent, sentence=one.sentence)
        for one in programme().figures
    )


def _count(count: int, level: Level, settings: Settings) -> str:
    return str(count) if level == "internal" else str(count_at(count, level, settings.disclosure))


# -- outside the ward -----------------------------------------------------------------------------


def _outside(
    rows: Rows, found: Mapping[str, Protection], level: Level, settings: Settings
) -> tuple[Figure, ...]:
    made = []
    span = f"{rows.months[0]} to {rows.months[-1]}"
    open_ = bool(inside.provisional_months(rows, definitions().cohort.provisional_days))
    for one in definitions().measures.values():
        if one.id in ("M11", "E1"):
            continue
        total = _outside_cell(one.id, rows, span, found, level, settings)
        made.append(figure_of(one, inside.marked(total, open_)))
    return tuple(made)


def figure_of(one: Definition, total: Cell, series: tuple[Cell, ...] = ()) -> Figure:
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
    )


def _outside_cell(
    id: str,
    rows: Rows,
    span: str,
    found: Mapping[str, Protection],
    level: Level,
    settings: Settings,
) -> Cell:
    rules = settings.disclosure
    if id in found:
        return released.cell(id, found[id], span, rules)
    months = set(rows.months)
    if id == "B3":
        return released.count_cell(span, tally.stopped(rows.stays).part, level, rules)
    if id in ("B2", "V2"):
        what = "events" if id == "B2" else "others"
        dated = tally.dated_in(rows.stays, rows.besides, what)
        here = [one for month, days in dated.items() if month in months for one in days]
        if id == "B2":
            return released.count_cell(span, len(here), level, rules)
        asked = tally.others(here)
        if not asked.whole:
            return Cell(period=span, status="not_measured")
        return Cell(period=span, status="hidden")
    return Cell(period=span, status="hidden")


# -- what stood in the way ------------------------------------------------------------------------


def _barriers(
    rows: Rows,
    level: Level,
    reasons: Mapping[str, Reason],
    found: Mapping[str, Protection],
    settings: Settings,
) -> tuple[tuple[Barrier, ...], str]:
    """The Pareto: most frequent first, the ward's reasons and hers apart. Hidden ones come last,
    so that their place tells nothing."""
    counted = tally.barriers(rows.stays, {code: one.group for code, one in reasons.items()})
    sides = {reason.group: reason.side for reason in reasons.values()}
    made = []
    for group, stays in counted.stays.items():
        count: int | None = stays
        if level != "internal":
            count = shown(found[f"{released.REASON}{group}"], settings.disclosure).cells[0][0].value
        days = counted.days[group] if level == "internal" else None
        side = sides.get(group, "system")
        made.append(Barrier(group=group, side=side, admissions=count, days=days))
    made.sort(key=lambda one: (one.admissions is None, -(one.admissions or 0), one.group))
    if level != "internal":
        return tuple(made), "By day: not shown at this level."
    return tuple(made), (
        f"Of {counted.whole} stays without an assessment, {counted.unknown} have no reason written"
        " down. A stay can have several."
    )


# -- equity ---------------------------------------------------------------------------------------


def _equity(
    rows: Rows, level: Level, found: Mapping[str, Protection], settings: Settings
) -> tuple[Mapping[str, Protection], tuple[Group, ...], str]:
    """Twelve months or none; *not known* first; a breakdown that would tell is left out. Gives
    the file with the tables that are in it."""
    if len(rows.months) < TWELVE:
        return found, (), "Groups are shown over twelve months or more."
    made: list[Group] = []
    said = ["Ethnic category: x (not collected in this record)."]
    for breakdown in breakdowns().values():
        if breakdown.id == "ethnic":
            continue
        try:
            tables = _tables(rows, breakdown, level, settings)
            if level != "internal":
                found = released.with_groups(found, tables, settings.disclosure)
        except Refused:
            said.append(f"{breakdown.name}: not shown, too few women in a group at this level.")
            continue
        for query, protection in tables.items():
            made += _groups(breakdown, query.partition(released.BY)[0], protection, settings)
    return found, tuple(made), " ".join(said)


def _tables(
    rows: Rows, breakdown: Breakdown, level: Level, settings: Settings
) -> Mapping[str, Protection]:
    present = {getattr(row, breakdown.id) for row in rows.stays}
    codes = [code for code in breakdown.groups if code in present]
    if len(codes) < 2:
        raise Refused("release-too-few")
    made = {}
    for id in definitions().measures["E1"].of:
        table = released.group_table(id, breakdown.id, rows.stays, codes)
        query = f"{id}{released.BY}{breakdown.id}"
        made[query] = protect_coarser(table, breakdown.mergers, level, settings.disclosure)
    return made


def _groups(
    breakdown: Breakdown, measure: str, protection: Protection, settings: Settings
) -> list[Group]:
    written = shown(protection, settings.disclosure)
    order = sorted(
        range(len(written.rows)), key=lambda at: (written.rows[at] != breakdown.not_known, at)
    )
    return [
        Group(
            breakdown=breakdown.name,
            group=breakdown.groups.get(written.rows[at], written.rows[at]),
            measure=measure,
            cell=_group_cell(written.cells[at], protection.level, settings),
        )
        for at in order
    ]


def _group_cell(cells: Sequence[Shown], level: Level, settings: Settings) -> Cell:
    yes, every = cells[0], cells[-1]
    percent = percent_at(yes, every, level, settings.disclosure)
    interval = None
    if level == "internal" and yes.value is not None and every.value:
        sure = float(settings.comparison.confidence)
        interval = wilson(Counts(yes.value, every.value), sure)
    return Cell(
        period="",
        status="hidden" if yes.symbol else "shown",
        part=yes.value,
        whole=every.value,
        percent=float(percent.value) if percent.value is not None else None,
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
    )
