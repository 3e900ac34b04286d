"""Every row and every column of every file of other tools' numbers: lines to 1e-9, flags exactly."""

from __future__ import annotations

import pytest

from tests.measures.answered import FILES, UNANSWERED, agrees
from tests.measures.oracles import HERE, rows

ROWS = {
    "anhoej_limits": 91,
    "attribute_points": 485,
    "attribute_summary": 19,
    "ci_fold_change": 6,
    "ci_proportions": 13,
    "differencing_cases": 6,
    "paper_backsolve": 42,
    "run_chart_vectors": 10,
    "secondary_suppression": 11,
    "suppress_counts": 48,
    "suppress_percent": 25,
    "xmr_points": 686,
    "xmr_summary": 40,
}


def test_every_file_that_is_there_is_answered() -> None:
    assert {path.stem for path in HERE.glob("*.csv")} == set(FILES) == set(ROWS)


@pytest.mark.parametrize("name", FILES)
def test_every_row_and_every_column_of_a_file_is_compared(name: str) -> None:
    file, wanted = FILES[name], rows(name)
    lines = (HERE / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    assert len(wanted) == len(lines) - 1 == ROWS[name]
    given, apart, compared = set(file.given.split()), [], 0
    for number, (row, answer) in enumerate(zip(wanted, file.answers(), strict=True), 1):
        groups = (given, set(file.says), set(answer))
        assert set(row) == set().union(*groups)
        assert len(row) == sum(map(len, groups)), "a column is in one group only"
        compared += 1
        apart += [
            (number, column, found, row[column])
            for column, found in answer.items()
            if not agrees(found, row[column])
        ]
    left = {(number, column) for of, number, column in UNANSWERED if of == name}
    assert {(number, column) for number, column, *_ in apart} == left, apart
    assert compared == ROWS[name]


def test_a_number_that_is_off_and_a_blank_that_is_not_are_seen() -> None:
    assert agrees(1.0, "1.0000000001")
    assert agrees(None, "")
    for found, wanted in ((1.0, "1.00000001"), (None, "1"), (1.0, ""), (0, ""), ("", "0")):
        assert not agrees(found, wanted)
