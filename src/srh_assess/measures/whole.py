"""One summary from the rows: the same pages at every level, each cell as the level allows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import inside, outside, released, tally
from srh_assess.measures.categories import Breakdown, breakdowns
from srh_assess.measures.definitions import definitions
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.levels import Level, Shown, percent_at
from srh_assess.measures.disclosure.periods import check_period
from srh_assess.measures.disclosure.suppress import Protection, protect_coarser, shown
from srh_assess.measures.inside import Baseline, Rows
from srh_assess.measures.proportions import Counts, wilson
from srh_assess.measures.published import programme
from srh_assess.measures.releasing import Asked, Ledger
from srh_assess.measures.settings import Settings
from srh_assess.measures.summary import NOTICES, Barrier, Cell, Group, Published, Summary

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
    found, by_group = _by_group(rows, asked, _protected(rows, asked, ledger, settings), settings)
    made: tuple[Release, ...] = ()
    admissions = str(len(rows.stays))
    if level == "internal":
        figures = inside.figures(rows, settings, baselines, ledger.dated, asked.told)
    else:
        # what is told beside the figures is what was left of these tables
        figures, found, made = outside.figures(rows, found, asked, ledger, settings)
        by_group = _left(by_group, found)
        admissions = str(shown(found["M1"], settings.disclosure).cells[0][-1])
    barriers, note = _barriers(rows, level, reasons, found, settings)
    equity, equity_note = _equity(rows, by_group, level, settings)
    return Summary(
        first=rows.months[0],
        last=rows.months[-1],
        level=level,
        notice=NOTICES[level],
        **(structs.asdict(frame) | ({} if level == "internal" else {"expires": ""})),
        version=max((one.version for one in made), default=1),
        admissions=admissions,
        women=str(len(tally.firsts(rows.stays))) if level == "internal" else "",
        provisional=inside.provisional_months(rows, definitions().cohort.provisional_days),
        figures=figures,
        barriers=barriers,
        barriers_note=note,
        equity=equity,
        equity_note=equity_note,
        published=_published(),
        published_caution=programme().caution,
        notes=(*NOTES, ONE_WARD) if level == "publish" else NOTES,
        annotations=() if level == "publish" else rows.written.annotations,
        new_limits=rows.written.limits if level == "internal" else (),
    ), made


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
    return tuple(made), (
        f"Of {counted.whole} stays without an assessment, {counted.unknown} have no reason written"
        " down. A stay can have several."
    )


# -- equity ---------------------------------------------------------------------------------------


ByGroup = Mapping[str, Mapping[str, Protection]]
"""Of each breakdown the tables that are told; of one that would tell too much, none."""


def _by_group(
    rows: Rows, asked: Asked, found: Mapping[str, Protection], settings: Settings
) -> tuple[Mapping[str, Protection], ByGroup]:
    """Twelve months or none; a breakdown that would tell is left out. Gives the file with the
    tables that are in it, and them alone."""
    made: dict[str, Mapping[str, Protection]] = {}
    for breakdown in breakdowns().values() if len(rows.months) >= TWELVE else ():
        asked.told(f"Counting by group: {breakdown.name}")
        made[breakdown.id] = {}
        try:
            tables = _tables(rows, breakdown, asked.level, settings)
            if asked.level != "internal":
                found = released.with_groups(found, tables, settings.disclosure)
        except Refused:
            continue
        made[breakdown.id] = tables
    return found, made


def _left(by_group: ByGroup, found: Mapping[str, Protection]) -> ByGroup:
    """The same as they go out: a table of which nothing is left to tell is not in it."""
    return {
        id: {
            query: found[query]
            for query in tables
            if set(found[query].table.raw()) - found[query].marks
        }
        for id, tables in by_group.items()
    }


def _equity(
    rows: Rows, by_group: ByGroup, level: Level, settings: Settings
) -> tuple[tuple[Group, ...], str]:
    """Every group as shown, *not known* first, and what is to be said of each breakdown."""
    if not by_group:
        return (), "Groups are shown over twelve months or more."
    made: list[Group] = []
    said = []
    for id, tables in by_group.items():
        breakdown = breakdowns()[id]
        if level == "internal":
            unknown = sum(getattr(row, id) == breakdown.not_known for row in rows.stays)
            said.append(f"{breakdown.name}: not known for {unknown} of {len(rows.stays)}.")
        if not tables:
            why = "too few women in a group at this level"
            if level == "internal" and len({getattr(row, id) for row in rows.stays}) == 1:
                why = "there is one group only"
            said.append(f"{breakdown.name}: not shown, {why}.")
        for query, protection in tables.items():
            made += _groups(breakdown, query.partition(released.BY)[0], protection, settings)
    return tuple(made), " ".join(said)


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
