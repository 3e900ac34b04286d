"""The release ledger: differencing over time, and everything released solved at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srh_assess.errors import Refused
from srh_assess.measures.disclosure.ledger import (
    Change,
    Release,
    changes,
    check_release,
    fingerprint,
)
from srh_assess.measures.disclosure.levels import Level, rounded
from srh_assess.measures.disclosure.periods import Period, check_period
from srh_assess.measures.disclosure.suppress import protect
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.disclosure.tiles import Monthly, together
from srh_assess.measures.settings import settings as shipped_settings
from tests.measures.oracles import rows
from tests.measures.reader import Reader

RULES = shipped_settings().disclosure
MANY = frozenset(f"w{i}" for i in range(200))
COLUMNS = ("yes", "no")


@pytest.mark.parametrize("row", rows("differencing_cases")[:4], ids=lambda r: str(r["case"]))
def test_the_cases_made_by_hand(row: dict[str, str]) -> None:
    before, after = int(row["release_1"]), int(row["release_2"])
    shown = rounded(before, RULES), rounded(after, RULES)
    assert [str(cell) for cell in shown] == [row["protected_1"], row["protected_2"]]
    assert abs(before - after) == int(row["unprotected_difference"])
    refused = Change((before, after), shown).tells(RULES.small.publish)
    assert refused == (not row["protected_difference_learned"].startswith("no"))


# --- periods -----------------------------------------------------------------------------------


def quarter(year: int, number: int) -> Period:
    return Period(date(year, 3 * number - 2, 1), 3)


def test_a_period_says_what_it_holds() -> None:
    year = Period(date(2025, 10, 1), 12)
    assert str(year) == "2025-10 to 2026-09"
    assert year.overlaps(quarter(2026, 3))
    assert not year.overlaps(quarter(2026, 4))


@pytest.mark.parametrize(
    ("first", "months", "level", "fault"),
    [
        (date(2025, 2, 1), 1, "internal", None),
        (date(2025, 4, 1), 3, "trust", None),
        (date(2025, 4, 1), 12, "publish", None),
        (date(2025, 2, 1), 3, "internal", "release-period-grid"),
        (date(2025, 1, 1), 2, "internal", "release-period-grid"),
        (date(2025, 1, 15), 1, "internal", "release-period-grid"),
        (date(2025, 1, 1), 1, "trust", "release-period-short"),
        (date(2025, 1, 1), 3, "publish", "release-period-short"),
    ],
)
def test_the_grid_and_the_shortest_period(
    first: date, months: int, level: Level, fault: str | None
) -> None:
    if fault is None:
        check_period(Period(first, months), level, RULES)
        return
    with pytest.raises(Refused) as refused:
        check_period(Period(first, months), level, RULES)
    assert refused.value.code == fault
    assert str(refused.value)


# --- pairs -------------------------------------------------------------------------------------


def release(counts: tuple[tuple[int, ...], ...], period: Period, **more: Any) -> Release:
    level: Level = more.pop("level", "trust")
    names = tuple(f"g{i}" for i in range(len(counts)))
    protection = protect(Table(names, COLUMNS, counts), level, RULES)
    values = {"query": "M2", "filters": "", "women": MANY, **more}
    return Release(period=period, protection=protection, **values)


def fault(new: Release, *earlier: Release, monthly: Monthly | None = None) -> str | None:
    try:
        check_release(new, earlier, monthly or {}, RULES)
    except Refused as refused:
        assert str(refused)
        return refused.code
    return None


Q1, Q2 = quarter(2025, 1), quarter(2025, 2)


def test_a_first_release_goes_out_and_so_does_the_same_file_again() -> None:
    first = release(((20, 30), (40, 50)), Q1)
    assert fault(first) is None
    assert fault(first, first) is None
    assert fingerprint(first, RULES) == fingerprint(release(((20, 30), (40, 50)), Q1), RULES)


def test_fewer_than_ten_women_stay_on_the_ward() -> None:
    few = frozenset(f"w{i}" for i in range(9))
    assert fault(release(((20, 30),), Q1, women=few)) == "release-few-women"
    assert fault(release(((20, 30),), Q1, women=few, level="internal")) is None


def test_a_correction_needs_its_version_and_its_reason() -> None:
    first = release(((20, 30), (40, 50)), Q1)
    counts = (30, 40), (50, 60)
    assert fault(release(counts, Q1), first) == "release-frozen"
    assert fault(release(counts, Q1, version=2, reason=" "), first) == "release-frozen"
    assert fault(release(counts, Q1, version=2, reason="late entries"), first) is None


def test_a_correction_by_one_woman_is_refused() -> None:
    first = release(((20, 30), (40, 50)), Q1)
    again = release(((21, 30), (40, 50)), Q1, version=2, reason="one record")
    assert fault(again, first) == "release-difference"


def test_rolling_years_a_few_women_apart_are_refused() -> None:
    first = release(((20, 30), (40, 50)), Period(date(2025, 1, 1), 12), level="publish")
    later = release(((23, 30), (40, 50)), Period(date(2025, 4, 1), 12), level="publish")
    apart = release(((23, 30), (40, 50)), Period(date(2026, 1, 1), 12), level="publish")
    assert fault(later, first) == "release-difference"
    assert fault(apart, first) is None


def test_two_filters_a_few_women_apart_are_refused() -> None:
    first = release(((20, 30), (40, 50)), Q1)
    nearly = MANY - {f"w{i}" for i in range(7)}
    other = MANY - {f"w{i}" for i in range(8)}
    assert (
        fault(release(((20, 30), (40, 50)), Q1, filters="no A", women=nearly), first)
        == "release-filters"
    )
    assert fault(release(((30, 40), (50, 60)), Q1, filters="no A", women=other), first) is None


def test_what_stays_on_the_ward_and_other_questions_are_not_compared() -> None:
    first = release(((20, 30), (40, 50)), Q1)
    inside = release(((21, 30), (40, 50)), Q1, level="internal")
    assert fault(first, inside) is None
    assert fault(release(((21, 30), (40, 50)), Q1, query="M4"), first) is None
    wider = release(((20, 30), (40, 50), (60, 70)), Q1, query="M2", filters="with C")
    names = [change.raw for change in changes(wider, first, RULES)]
    assert len(names) == 9


# --- everything at once ------------------------------------------------------------------------


def months_of(*quarters: tuple[tuple[int, int], ...]) -> Monthly:
    found: dict[int, dict[tuple[str, str], int]] = {}
    for number, counts in enumerate(quarters):
        month = Q1.span.start + 3 * number
        found[month] = {
            (f"g{r}", COLUMNS[c]): n for r, row in enumerate(counts) for c, n in enumerate(row)
        }
    return found


def added(*quarters: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    rows_of = range(len(quarters[0]))
    return tuple((sum(q[r][0] for q in quarters), sum(q[r][1] for q in quarters)) for r in rows_of)


def test_a_year_less_three_quarters_is_the_fourth() -> None:
    quarters = ((3, 20), (20, 30)), ((10, 20), (20, 30)), ((11, 20), (20, 30)), ((12, 20), (20, 30))
    monthly = months_of(*quarters)
    earlier = [release(counts, quarter(2025, i)) for i, counts in enumerate(quarters, 1)]
    for i, each in enumerate(earlier):
        assert fault(each, *earlier[:i], monthly=monthly) is None
    year = release(added(*quarters), Period(date(2025, 1, 1), 12))
    assert fault(year, *earlier, monthly=monthly) == "release-together"
    # also when the first quarter itself was never released
    assert fault(year, *earlier[1:], monthly=monthly) == "release-together"
    assert fault(year, *earlier[2:], monthly=monthly) is None


def test_a_release_from_another_snapshot_is_left_to_the_pairs() -> None:
    quarters = ((3, 20), (20, 30)), ((10, 20), (20, 30))
    old = release(((30, 60), (70, 80)), Q1)
    found = together([(old.period, old.protection)], months_of(*quarters), RULES)
    assert (found.cells, found.sums) == ({}, [])


COUNT = st.integers(0, 14)
QUARTER = st.tuples(st.tuples(COUNT, COUNT), st.tuples(COUNT, COUNT))


@settings(max_examples=25)  # the other attacker tries everything, and takes its time
@given(st.lists(QUARTER, min_size=4, max_size=4), st.permutations(range(5)))
def test_no_order_of_releases_gives_a_hidden_cell_away(
    quarters: list[tuple[tuple[int, int], ...]], order: list[int]
) -> None:
    monthly = months_of(*quarters)
    periods = [*(quarter(2025, i) for i in range(1, 5)), Period(date(2025, 1, 1), 12)]
    counts = [*quarters, added(*quarters)]
    out: list[Release] = []
    for index in order:
        try:
            new = release(counts[index], periods[index])
            check_release(new, out, monthly, RULES)
        except Refused:
            continue
        out.append(new)
    _nobody_can_solve(out, monthly, sum(sum(row) for row in counts[-1]))


@settings(max_examples=25)
@given(st.lists(QUARTER, min_size=6, max_size=6), st.sampled_from(["trust", "publish"]))
def test_rolling_years_give_nothing_away(
    quarters: list[tuple[tuple[int, int], ...]], level: Level
) -> None:
    monthly = months_of(*quarters)
    out: list[Release] = []
    for start in range(3):
        period = Period(date(2025, 3 * start + 1, 1), 12)
        try:
            new = release(added(*quarters[start : start + 4]), period, level=level)
            check_release(new, out, monthly, RULES)
        except Refused:
            continue
        out.append(new)
    _nobody_can_solve(out, monthly, sum(sum(row) for row in added(*quarters)))


def _nobody_can_solve(out: list[Release], monthly: Monthly, roof: int) -> None:
    """An attacker of another make, with everything released in hand."""
    found = together([(each.period, each.protection) for each in out], monthly, RULES)
    bounds = {
        name: (known.low, roof + 10 if known.high is None else known.high)
        for name, known in found.cells.items()
    }
    reader = Reader(bounds, [(each.total, each.parts) for each in found.sums])
    for name, known in found.cells.items():
        if known.hidden:
            assert reader.candidates(name, RULES.candidates) >= RULES.candidates
