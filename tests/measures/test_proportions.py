"""Intervals and comparisons against other tools, and the published figures from fixtures."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.measures.proportions import (
    Counts,
    compare,
    counts_that_print_as,
    difference_interval,
    in_words,
    ratio_interval,
    signed,
    whole_percent,
    wilson,
)
from srh_assess.measures.published import programme
from srh_assess.measures.settings import settings
from tests.measures.oracles import near, rows

LIMITS = settings().comparison
PUBLISHED = {figure.id: figure for figure in programme().figures}


@pytest.mark.parametrize("row", rows("ci_proportions"), ids=lambda r: f"{r['x']}/{r['n']}")
def test_wilson(row: dict[str, str]) -> None:
    counts = Counts(int(row["x"]), int(row["n"]))
    assert near(float(counts.share or 0), row["p"])
    for confidence, name in ((0.95, "wilson95"), (0.99, "wilson99")):
        found = wilson(counts, confidence)
        assert found is not None
        assert near(found.low, row[f"{name}_lo"])
        assert near(found.high, row[f"{name}_hi"])


@pytest.mark.parametrize(
    "row", rows("ci_fold_change"), ids=lambda r: f"{r['x_after']}/{r['n_after']}"
)
def test_fold_change_and_difference(row: dict[str, str]) -> None:
    after = Counts(int(row["x_after"]), int(row["n_after"]))
    before = Counts(int(row["x_before"]), int(row["n_before"]))
    found = compare(after, before, LIMITS)
    assert near(found.ratio, row["ratio"])
    assert near(found.ratio_interval.low if found.ratio_interval else None, row["katz95_lo"])
    assert near(found.ratio_interval.high if found.ratio_interval else None, row["katz95_hi"])
    assert near(found.difference, row["difference"])
    assert found.difference_interval is not None
    assert near(found.difference_interval.low, row["newcombe95_lo"])
    assert near(found.difference_interval.high, row["newcombe95_hi"])


@pytest.mark.parametrize("row", rows("paper_backsolve"), ids=lambda r: str(r["admissions_n"]))
def test_every_total_that_the_published_percentages_allow(row: dict[str, str]) -> None:
    n = int(row["admissions_n"])

    def told(found: Sequence[int]) -> str:
        return "|".join(str(part) for part in found)

    assert told(counts_that_print_as(42, n)) == row["assessed_42pct"]
    assert told(counts_that_print_as(30, n)) == row["unmet_30pct"]
    begun = counts_that_print_as(21, n)
    assert told(begun) == row["initiated_21pct"]
    of_admitted = "|".join(f"{part}/{n}" for part in counts_that_print_as(14, n))
    assert of_admitted == row["all_needs_met_as_14pct_of_admissions"]
    of_starters = "|".join(f"{part}/{b}" for b in begun for part in counts_that_print_as(14, b))
    assert of_starters == row["all_needs_met_as_14pct_of_initiated"]


def test_no_other_total_up_to_120_allows_them() -> None:
    listed = {int(row["admissions_n"]) for row in rows("paper_backsolve")}
    allowed = {n for n in range(15, 121) if all(counts_that_print_as(p, n) for p in (42, 30, 21))}
    assert allowed == listed


@pytest.mark.parametrize(
    ("admitted", "assessed", "appointed", "begun", "met"),
    [(43, 18, 13, 9, 6), (33, 14, 10, 7, 1), (100, 42, 30, 21, 14), (100, 42, 30, 21, 3)],
)
def test_the_published_figures_from_each_fixture(
    admitted: int, assessed: int, appointed: int, begun: int, met: int
) -> None:
    assert whole_percent(assessed, admitted) == PUBLISHED["assessed"].percent
    assert whole_percent(appointed, admitted) == PUBLISHED["unmet_need_and_appointment"].percent
    assert whole_percent(begun, admitted) == PUBLISHED["initiated"].percent
    readings = {
        "all_needs_met_of_admitted": whole_percent(met, admitted),
        "all_needs_met_of_those_who_started": whole_percent(met, begun),
    }
    assert 14 in readings.values()
    assert {PUBLISHED[name].percent for name in readings} == {14}


def test_the_stated_folds_belong_to_the_inferred_baseline() -> None:
    folds = [f.percent / f.before for f in programme().figures if f.before]
    assert folds == list(programme().folds_stated)
    assert "Not a target" in programme().caution


@pytest.mark.parametrize(
    ("after", "before", "words"),
    [
        ((42, 100), (12, 100), "3.50 times (1.96 to 6.24), +30.0 points (17.9 to 41.0)."),
        ((13, 43), (5, 42), "2.54 times (0.99 to 6.50), +18.3 points (0.8 to 34.6)."),
        ((5, 12), (1, 10), "4.17 times (0.58 to 30.06), +31.7 points (−6.1 to 59.3)."),
        (
            (3, 10),
            (0, 10),
            "3 of 10 after 0 of 10 before: +30.0 points (−3.8 to 60.3); no number of",
        ),
        ((0, 12), (3, 12), "no number of times, since one count is 0."),
        ((3, 9), (2, 40), "too few to compare; it takes 10 on each side."),
        ((3, 40), (2, 7), "too few to compare; it takes 10 on each side."),
        ((0, 0), (2, 40), "nobody to compare."),
    ],
)
def test_a_comparison_in_words(after: tuple[int, int], before: tuple[int, int], words: str) -> None:
    assert words in in_words(compare(Counts(*after), Counts(*before), LIMITS))


def test_out_of_nobody_there_is_nothing() -> None:
    nobody, some = Counts(0, 0), Counts(1, 2)
    assert nobody.share is None
    assert wilson(nobody, 0.95) is None
    assert whole_percent(0, 0) is None
    assert difference_interval(some, nobody, 0.95) is None
    assert ratio_interval(some, Counts(0, 5), 0.95) is None


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(pair: tuple[int, int]) -> None:
    found = wilson(Counts(*pair), 0.95)
    assert found is not None
    assert 0 <= found.low <= pair[0] / pair[1] <= found.high <= 1


@pytest.mark.parametrize(
    ("number", "places", "words"),
    [
        (3.2, 0, "+3"),
        (-3.2, 0, "−3"),
        (0.4, 0, "0"),
        (-0.4, 0, "0"),
        (-0.04, 1, "0.0"),
        (10, 0, "+10"),
    ],
)
def test_a_difference_has_a_true_minus_and_nought_no_sign(number, places, words) -> None:
    assert signed(number, places) == words
