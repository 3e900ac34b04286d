"""One summary from the rows: the same pages at every level, each cell as the level allows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct, structs

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import inside, outside, released, tally
from srh_assess.measures.categories import Breakdown, breakdowns
from srh_assess.measures.definitions import definitions
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.levels import Level, Shown, percent_at
from srh_assess.measures.disclosure.periods import check_period
from srh_assess.measures.disclosure.suppress import Protection, protect, protect_coarser, shown
from srh_assess.measures.inside import Baseline, Rows
from srh_assess.measures.proportions import Counts, wilson
from srh_assess.measures.published import programme
from srh_assess.measures.releasing import Asked, Ledger
from srh_assess.measures.settings import Settings
from srh_assess.measures.summary import (
    NOTICES,
    Barrier,
    Cell,
    Figure,
    Group,
    Published,
    Summary,
)

TWELVE = 12
_NOT_SHOWN = (
    "Not shown, since hiding its small numbers would leave nothing or give another away: {}. {}"
)
_INSTEAD = ("A longer period may show it.", "The page of the ward itself may show it.")
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
    expires: str = ""


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
    level = asked.level
    ledger = Ledger(
        everything=everything,
        dated=released.by_day(everything or rows.stays, rows.besides),
        earlier=earlier,
        groups={code: reason.group for code, reason in reasons.items()},
    )
    told = _told(rows, asked, ledger, baselines, settings)
    barriers, note = _barriers(rows, level, reasons, told.tables, settings)
    return Summary(
        first=rows.months[0],
        last=rows.months[-1],
        level=level,
        notice=NOTICES[level],
        **(structs.asdict(frame) | ({} if level == "internal" else {"expires": ""})),
        version=max((one.version for one in told.made), default=1),
        admissions=told.admissions,
        women=told.women,
        provisional=inside.provisional_months(rows, definitions().cohort.provisional_days),
        figures=told.figures,
        barriers=barriers,
        barriers_note=note,
        equity=tuple(_groups(told.by_group, settings)),
        equity_note=told.note,
        published=_published(),
        published_caution=programme().caution,
        notes=(*NOTES, ONE_WARD) if level == "publish" else NOTES,
        annotations=() if level == "publish" else rows.written.annotations,
        new_limits=rows.written.limits if level == "internal" else (),
    ), told.made


class _Told(Struct, frozen=True, kw_only=True):
    """Figures and tables as they go out; on the ward there are no tables but those by group."""

    admissions: str
    women: str = ""
    figures: tuple[Figure, ...]
    tables: Mapping[str, Protection]
    by_group: Mapping[str, Protection]
    note: str
    made: tuple[Release, ...] = ()


def _told(
    rows: Rows,
    asked: Asked,
    ledger: Ledger,
    baselines: Mapping[str, Baseline],
    settings: Settings,
) -> _Told:
    found = _protected(rows, asked, ledger, settings)
    found, by_group, said = _equity(rows, asked, found, settings)
    if asked.level == "internal":
        return _Told(
            admissions=str(len(rows.stays)),
            women=str(len(tally.firsts(rows.stays))),
            figures=inside.figures(rows, settings, baselines, ledger.dated, asked.told),
            tables=found,
            by_group=by_group,
            note=said,
        )
    # what is told beside the figures is what was left of these tables
    figures, found, made = outside.figures(rows, found, asked, ledger, settings)
    by_group, gone = _still_out(by_group, found, asked.level)
    return _Told(
        admissions=str(shown(found["M1"], settings.disclosure).cells[0][-1]),
        figures=figures,
        tables=found,
        by_group=by_group,
        note=" ".join((said, *gone)).strip(),
        made=made,
    )


def _protected(
    rows: Rows, asked: Asked, ledger: Ledger, settings: Settings
) -> Mapping[str, Protection]:
    """Every table of stays as its level hides it; none on the ward."""
    if asked.level == "internal":
        return {}
    _check_reach(rows, asked, settings)
    return released.protections(rows.stays, asked.level, settings.disclosure, ledger.groups)


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
    return tuple(made), _unknown(counted)


def _unknown(counted: tally.Barriers) -> str:
    """How many stays have no reason, of those without an assessment."""
    if not counted.whole:
        return "No stay of this period is without an assessment."
    stays = "1 stay" if counted.whole == 1 else f"{counted.whole} stays"
    have = "1 has" if counted.unknown == 1 else f"{counted.unknown} have"
    said = f"Of {stays} without an assessment, {have} no reason written down."
    return f"{said} A stay can have several reasons."


# -- equity ---------------------------------------------------------------------------------------


def _equity(
    rows: Rows, asked: Asked, found: Mapping[str, Protection], settings: Settings
) -> tuple[Mapping[str, Protection], Mapping[str, Protection], str]:
    """Twelve months or none; a breakdown that would tell is left out. Gives the file with the
    tables that are in it, those tables, and what is to be said of them."""
    level = asked.level
    if len(rows.months) < TWELVE:
        return found, {}, "Groups are shown over twelve months or more."
    if not rows.stays:
        return found, {}, "Nobody to count by group."
    made: dict[str, Protection] = {}
    said: list[str] = []
    left: list[str] = []
    for id, breakdown in _divided():
        asked.told(f"Counting by group: {breakdown.name}")
        name = _named(id, breakdown)
        groups = Counter(map(attrgetter(breakdown.id), rows.stays))
        if why := _nothing(rows, id, groups.keys() - {breakdown.not_known}):
            said.append(f"{name}: {why}")
            continue
        if level == "internal" and id == "E1":
            unknown = groups[breakdown.not_known]
            said.append(f"{name}: not known for {unknown} of {len(rows.stays)}.")
        try:
            tables = _tables(rows, breakdown, definitions().measures[id].of, level, settings)
            if level != "internal":
                found = released.with_groups(found, tables, settings.disclosure)
        except Refused:
            if level == "internal" and len(groups) == 1:
                said.append(f"{name}: not shown, there is one group only.")
            else:
                left.append(name)
            continue
        made |= tables
        left += [f"{name} ({words})" for words in _alone(id, breakdown, tables)]
    return found, made, " ".join((*said, *_left_out(left, level)))


def _alone(id: str, breakdown: Breakdown, tables: Collection[str]) -> Iterator[str]:
    """Figures that are left out though others stand by the same groups."""
    found = definitions().measures
    for one, query in zip(found[id].of, _queries(found[id].of, breakdown), strict=True):
        if query not in tables:
            yield found[one].name


def _left_out(names: Collection[str], level: Level) -> Iterator[str]:
    """Why there is no table by these groups, and where one may be."""
    if names:
        yield _NOT_SHOWN.format("; ".join(names), _INSTEAD[level != "internal"])


def _nothing(rows: Rows, id: str, known: Collection[str]) -> str:
    """Why there is nothing to divide; empty where there is something."""
    counted = tally.SHARES[definitions().measures[id].of[0]]
    if not any(counted(row) is not None for row in rows.stays):
        return "nobody to count."
    return "" if known else "not known for anybody."


def _named(id: str, breakdown: Breakdown) -> str:
    return breakdown.name if id == "E1" else f"{breakdown.name}, findings about capacity"


def _still_out(
    tables: Mapping[str, Protection], found: Mapping[str, Protection], level: Level
) -> tuple[Mapping[str, Protection], tuple[str, ...]]:
    """The tables by group as they go out, and what is said of those that do not."""
    kept = {
        query: found[query]
        for query in tables
        if query in found and set(found[query].table.raw()) - found[query].marks
    }
    gone = (
        _named(id, breakdown)
        for id, breakdown in _divided()
        if (mine := {*_queries(definitions().measures[id].of, breakdown)} & set(tables))
        and not mine & set(kept)
    )
    return kept, tuple(_left_out(tuple(gone), level))


def _queries(of: tuple[str, ...], breakdown: Breakdown) -> tuple[str, ...]:
    return tuple(f"{id}{released.BY}{breakdown.id}" for id in of)


def _divided() -> Iterator[tuple[str, Breakdown]]:
    """What is shown by group (E1, E2), and by which groups."""
    for one in definitions().measures.values():
        for id in one.by:
            yield one.id, breakdowns()[id]


def _tables(
    rows: Rows, breakdown: Breakdown, of: tuple[str, ...], level: Level, settings: Settings
) -> Mapping[str, Protection]:
    counted = (row for row in rows.stays if tally.SHARES[of[0]](row) is not None)
    present = {getattr(row, breakdown.id) for row in counted}
    codes = [code for code in breakdown.groups if code in present]
    if len(codes) < 2:
        raise Refused("release-too-few")
    made = {}
    for id, query in zip(of, _queries(of, breakdown), strict=True):
        table = released.group_table(id, breakdown.id, rows.stays, codes)
        inside_only = level == "internal"
        try:
            made[query] = protect_coarser(
                table, breakdown.mergers, level, settings.disclosure, sizes=inside_only
            )
        except Refused:
            if not inside_only:
                raise  # outside a breakdown goes out whole or not at all
    if not made:
        raise Refused("release-too-few")
    return _same_sizes(made, settings) if level == "internal" else made


def _same_sizes(found: Mapping[str, Protection], settings: Settings) -> Mapping[str, Protection]:
    """A group has the same women in each table: a size that is hidden in one is hidden in all.
    Outside the ward the file is attacked as a whole, and left out where a table tells it."""
    made = dict(found)
    while True:
        hidden = {_size(one, cell) for one in made.values() for cell in one.marks}
        told = {
            id: frozenset(cell for cell in one.table.raw() if _size(one, cell) in hidden - {""})
            for id, one in made.items()
        }
        if all(cells <= made[id].marks for id, cells in told.items()):
            return made
        for id, cells in told.items():
            one = made[id]
            also = one.marks | cells
            made[id] = protect(one.table, one.level, settings.disclosure, also, sizes=True)


def _size(one: Protection, cell: tuple[int, int]) -> str:
    """The group whose size stands in this cell; none in any other."""
    row, column = cell
    inside = one.table.is_group(cell) and column == len(one.table.columns)
    return one.table.rows[row] if inside else ""


def _groups(tables: Mapping[str, Protection], settings: Settings) -> Iterator[Group]:
    """The groups of each table, *not known* first."""
    for query, protection in tables.items():
        measure, _, id = query.partition(released.BY)
        breakdown = breakdowns()[id]
        written = shown(protection, settings.disclosure)
        for at in sorted(
            range(len(written.rows)), key=lambda at: (written.rows[at] != breakdown.not_known, at)
        ):
            yield Group(
                breakdown=breakdown.name,
                group=breakdown.groups.get(written.rows[at], written.rows[at]),
                measure=measure,
                cell=_group_cell(written.cells[at], protection.level, settings),
            )


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
