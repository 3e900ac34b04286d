"""The tables beside the questions: read whole, or refused with the row that cannot stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from srh_assess.errors import ContentFault
from srh_assess.protocol.handbook_tables import span_words
from srh_assess.protocol.load import load
from srh_assess.protocol.tables import Span
from srh_assess.shipped import shipped
from tests.protocol.small import write


def spoiled(folder: Path, file: str, before: str, after: str) -> Path:
    """The shipped protocol with one line of it changed."""
    whole = folder / "protocol"
    shutil.copytree(shipped("protocol"), whole)
    text = (whole / file).read_text(encoding="utf-8")
    assert before in text
    (whole / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    return whole


def test_a_protocol_without_tables_has_no_rows(tmp_path: Path) -> None:
    held = load(write(tmp_path)).tables
    assert not any(getattr(held, name) for name in held.__struct_fields__)


def test_the_items_with_a_table_hold_its_rows_behind_their_own() -> None:
    protocol = load()
    taken, stopped = protocol.items["R13"], protocol.items["X70"]
    by_code = {option.code: option for option in taken.options}
    assert set(by_code) == {*protocol.tables.medicines, "none"}
    assert not by_code["valproate"].searched and by_code["valproate"].also
    assert by_code["risperidone"].searched
    assert by_code["risperidone"].counts_as == ("prolactin_antipsychotic",)
    assert not any(option.dated for option in taken.options)
    assert {option.code for option in stopped.options if not option.dated} == {"none"}
    assert all(not option.also for option in protocol.items["R12"].options)


FAULTS = [
    ("medicines", 'notes = ["steroids"]', 'notes = ["nothing"]', "content-unknown-reference"),
    ("medicines", 'counts_as = ["ssri"]', 'counts_as = ["ssris"]', "content-unknown-reference"),
    ("medicines", 'code = "oxcarbazepine"', 'code = "lithium"', "content-twice"),
    ("medicines", "[[medicine]]", "[[drug]]", "content-unknown-field"),
    ("notes", 'id = "charcoal"', 'id = "absorption"', "content-twice"),
    ("notes", 'item = "G01"', 'item = "G99"', "content-unknown-reference"),
    ("methods", 'item = "X52"', 'item = "X99"', "content-unknown-reference"),
    ("methods", "review_by = 2027-05-23", "review_by = 2025-05-23", "content-review-order"),
    ("screening", 'counts_from = "S01"', 'counts_from = "S99"', "content-unknown-reference"),
    ("screening", 'counts_from = "S01"\n', "", "content-screening-form"),
    ("screening", 'fixed = "wait"', "lasts = { months = 1 }", "content-screening-form"),
    ("screening", 'fixed = "wait"', "", "content-screening-form"),
    ("screening", 'fixed = "wait"', 'fixed = "wait"\nborn_due = { years = 1 }', "content-screening-form"),
    ("tests", 'counts_from = ["X34"]', 'counts_from = ["X99"]', "content-unknown-reference"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "code"), FAULTS)
def test_a_row_that_cannot_stand(
    tmp_path: Path, file: str, before: str, after: str, code: str
) -> None:
    with pytest.raises(ContentFault) as caught:
        load(spoiled(tmp_path, f"tables/{file}.toml", before, after))
    assert caught.value.code == code


def test_a_question_beside_which_a_fact_stands_must_be_there(tmp_path: Path) -> None:
    file = "sections/staff_facts.toml"
    with pytest.raises(ContentFault) as caught:
        load(spoiled(tmp_path, file, 'beside = "S04"', 'beside = "S44"'))
    assert caught.value.code == "content-unknown-reference"


def test_a_case_tells_rows_that_are_there(tmp_path: Path) -> None:
    folder = spoiled(tmp_path, "cases/tables.toml", 'rows = ["inducer"]', 'rows = ["induce"]')
    with pytest.raises(ContentFault) as caught:
        load(folder, cases=True)
    assert caught.value.code == "content-unknown-reference"


@pytest.mark.parametrize("setting", ["method_due_soon_days", "pregnancy_test_repeat_days"])
def test_a_setting_the_tables_count_with_must_be_there(tmp_path: Path, setting: str) -> None:
    folder = spoiled(tmp_path, "settings.toml", f'id = "{setting}"', 'id = "something"')
    with pytest.raises(ContentFault) as caught:
        load(folder)
    assert caught.value.code == "content-unknown-reference"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, ""),
        (Span(years=1), "1 year"),
        (Span(years=2, months=6), "2 years 6 months"),
        (Span(weeks=13), "13 weeks"),
        (Span(days=1), "1 day"),
    ],
)
def test_a_span_in_words(span: Span | None, words: str) -> None:
    assert span_words(span) == words
