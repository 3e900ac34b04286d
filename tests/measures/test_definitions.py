"""The definitions: all there, each with its source, benefit never without its price."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from srh_assess.measures.definitions import Definition, definitions
from srh_assess.measures.published import programme

MEASURES = definitions().measures
LONGEST, UNDRAWN = 80, ("pareto", "table", "c", "t")
IDS = [
    *("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8a", "M8b", "M8c", "M9", "M10", "M11", "M12"),
    *("B1", "B2", "B3", "B4", "V1", "V2"),
    *("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12"),
    *("H13", "H14", "H15", "H16", "H17", "H18", "H19", "E1", "E2"),
]


def test_every_measure_is_there_once_in_the_order_of_the_report(checkout: Path) -> None:
    assert list(MEASURES) == IDS
    text = (checkout / "resources/measures/definitions.toml").read_text("utf-8")
    assert len(tomllib.loads(text)["measure"]) == len(IDS)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_says_what_it_counts_and_from_where(measure: Definition) -> None:
    assert measure.sentence.endswith(".")
    assert measure.numerator
    assert measure.denominator or measure.unit == "events"
    assert measure.source
    assert measure.review_by > measure.reviewed
    assert {*measure.beside, *measure.of} <= set(MEASURES)
    assert "improve" not in f"{measure.name} {measure.sentence}".lower()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_what_stands_on_a_chart_is_understood_without_a_code(measure: Definition) -> None:
    said = (measure.name, measure.sentence, measure.numerator, measure.denominator, measure.axis)
    assert not re.search(r"\b[MBVHE]\d", " ".join(said))
    assert len(measure.axis or measure.denominator) <= LONGEST or measure.chart in UNDRAWN


def test_benefit_never_stands_without_its_price_and_her_voice() -> None:
    for measure in MEASURES.values():
        if measure.id in {"M2", "M5", "M7", "M8a", "M8b", "M8c"}:
            assert measure.beside == ("B1", "B2", "B3", "V1")
    assert {MEASURES[id].direction for id in ("M3", "M4", "M6")} == {"neutral"}


def test_the_published_figures_belong_to_measures() -> None:
    assert {figure.measure for figure in programme().figures} <= set(MEASURES)
    assert len({MEASURES[id].name for id in ("M8a", "M8b")}) == 2


def test_the_cohort_is_the_stays_that_began() -> None:
    cohort = definitions().cohort
    assert (cohort.provisional_days, cohort.same_stay_hours) == (28, 24)
    assert "never replaces" in cohort.sentence
