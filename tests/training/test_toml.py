"""What is written as a scenario reads back as it was, also what this program does not know."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.training import scenarios, toml

PROTOCOL = load()
FILES = sorted(shipped("scenarios").glob("*.toml"))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PLAIN = st.one_of(
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    WORDS,
    st.dates(date(1900, 1, 1)),
    st.times(),
    st.datetimes(datetime(1900, 1, 1)),  # noqa: DTZ001 - a file has times without a zone
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, VALUES, max_size=6))
def test_any_table_reads_back_as_it_was(table: dict[str, Any]) -> None:
    assert tomllib.loads(toml.written(table).decode()) == table


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_scenario_is_written_back_as_it_reads(file: Any) -> None:
    table = scenarios.table(file.read_bytes())
    again = toml.written(table)
    assert scenarios.table(again) == table
    assert scenarios.read(again, PROTOCOL) == scenarios.read(file.read_bytes(), PROTOCOL)


def test_what_is_not_known_here_is_kept() -> None:
    table = scenarios.table(FILES[0].read_bytes())
    table["mood"] = {"music": "none", "at": time(9, 5)}
    table["room with spaces"] = [{"a": 1}, {"b": [date(2026, 1, 2)]}]
    assert scenarios.table(toml.written(table)) == table
