"""What changed between two versions, as a clinician reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.differences import as_lines, differences
from tests.protocol.small import DEFAULTS, write


@pytest.fixture
def old(tmp_path: Path) -> Protocol:
    return load(write(tmp_path / "old"), cases=True)


def changed(folder: Path, file: str, before: str, after: str) -> Protocol:
    return load(write(folder / "new", file, before, after), cases=True)


def told(old: Protocol, new: Protocol) -> list[str]:
    return list(as_lines(old, new))[2:]


def test_the_same_content_has_no_differences(old: Protocol) -> None:
    assert differences(old, old) == ()
    lines = list(as_lines(old, old))
    assert lines[0] == f"From version 1 ({old.content_hash})"
    assert lines[2:] == ["0 new, 0 changed, 0 gone"]


def test_a_number_in_a_condition(old: Protocol, tmp_path: Path) -> None:
    new = changed(tmp_path, "needs.toml", 'op = ">", value = 3', 'op = ">", value = 4')
    assert told(old, new) == [
        "0 new, 1 changed, 0 gone",
        "",
        "Needs",
        "  N1 Something: changed",
        "    Raised when",
        "        Way 2",
        "      -   Q3 How much: over 3",
        "      +   Q3 How much: over 4",
    ]


def test_a_deep_line_stands_below_what_it_hangs_on(old: Protocol, tmp_path: Path) -> None:
    new = changed(tmp_path, "conditions.toml", 'op = "exists", value = true', 'op = ">", value = 3')
    assert told(old, new)[4:] == [
        "    Holds when",
        "        All of these:",
        "      -   The time since admission is known",
        "      +   The time since admission is over 3 hours",
    ]


def test_two_changes_below_one_line_show_it_once(tmp_path: Path) -> None:
    parts = """{ fact = "age", op = ">=", value = %d },
  { item = "Q1", op = "exists", value = true },
  { fact = "admitted_hours", op = "<", value = %d },
] }
because"""
    old = """{ fact = "age", op = ">=", value = 90 },
  { fact = "admitted_hours", op = "exists", value = true },
] }
because"""
    one, two = (
        load(write(tmp_path / str(age), "conditions.toml", old, parts % (age, age)), cases=True)
        for age in (90, 91)
    )
    assert told(one, two)[5:] == [
        "        All of these:",
        "      -   Her age is at least 90 years",
        "      +   Her age is at least 91 years",
        "      -   The time since admission is under 90 hours",
        "      +   The time since admission is under 91 hours",
    ]


def test_a_line_that_is_only_gone(old: Protocol, tmp_path: Path) -> None:
    new = changed(
        tmp_path, "needs.toml", '  { when = { item = "Q3", op = "=", value = 1 } },\n', ""
    )
    lines = told(old, new)
    assert "      -   Q3 How much: 1" in lines
    assert not any(line.strip().startswith("+ Q3") for line in lines)


def test_what_is_new_and_what_is_gone(old: Protocol, tmp_path: Path) -> None:
    decision = '[[decision]]\nid = "take_part"\nname = "Taking part"\ntold = ["She may stop."]'
    other = '[[decision]]\nid = "other"\nname = "Another"\ntold = ["Hm."]'
    new = changed(tmp_path, "decisions.toml", decision, other)
    assert [(one.what, one.title) for one in differences(old, new)] == [
        ("new", "other Another"),
        ("gone", "take_part Taking part"),
    ]
    assert told(old, new)[0] == "1 new, 0 changed, 1 gone"


def test_a_whole_section(old: Protocol, tmp_path: Path) -> None:
    folder = write(tmp_path / "new")
    (folder / "sections/more.toml").write_text(
        DEFAULTS + '[section]\nid = "more"\nname = "More"\nshort = "M"\norder = 3\n', "utf-8"
    )
    new = load(folder, cases=True)
    assert [one.what for one in differences(old, new)] == ["new"]
    assert [one.what for one in differences(new, old)] == ["gone"]
    assert differences(new, old)[0].chapter == "Questions: More"


def test_a_new_name_and_a_field_that_came_or_went(old: Protocol, tmp_path: Path) -> None:
    new = changed(
        tmp_path, "needs.toml", 'name = "Something"', 'name = "Some thing"\nnext_step = "Ring"'
    )
    named = {one.title: one for one in differences(old, new)}
    assert named["N1 Some thing"].changes[0].label == "Title"
    assert [change.label for change in named["N1 Some thing"].changes[1:]] == [
        "Proposed next step", "Case yes", "Case no",
    ]  # fmt: skip
    back = next(one for one in differences(new, old) if one.title == "N1 Something")
    gone = next(change for change in back.changes if change.label == "Proposed next step")
    assert [said.mark for said in gone.lines] == ["-"]


def test_a_case_that_tests_something_else(old: Protocol, tmp_path: Path) -> None:
    new = changed(
        tmp_path, "cases/needs.toml", 'answers = { Q1 = "no" }', 'answers = { Q1 = "unsure" }'
    )
    assert told(old, new)[4:] == [
        "    Case no",
        "        Given:",
        "      -   Q1 Something: “No”",
        "      +   Q1 Something: not sure",
    ]


def test_dates_of_review_are_differences(old: Protocol, tmp_path: Path) -> None:
    new = changed(tmp_path, "settings.toml", "review_by = 2027-01-01", "review_by = 2028-01-01")
    assert {one.chapter for one in differences(old, new)} == {"Numbers that belong to no other row"}
