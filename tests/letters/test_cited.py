"""What the reference tables say of her, as lines of a letter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.letters import cited, content
from srh_assess.letters.template import Field, load
from srh_assess.protocol.load import load as load_protocol
from srh_assess.rules.cited import CitedFact, DueDate, DueState
from tests.letters.world import answer, answers, record

PROTOCOL = load_protocol()
DAY = date(2026, 11, 27)
COMMON: dict[str, Any] = {
    "source": "A reference (S36, S37).", "evidence": "strong", "reviewed": DAY, "review_by": DAY,
}  # fmt: skip
FACT = CitedFact(
    row="inducer", kind="interaction", subject="Carbamazepine", title="Weakens hormones",
    flag="FLAG", prescriber="PRESCRIBER", letter="LETTER", because=("R13",), **COMMON,
)  # fmt: skip
DUE = DueDate(
    row="imp", kind="method", name="Implant", state="in_date", words="WORDS", also=("ALSO",),
    letter="LETTER", because=("C01", "X53"), first=DAY, due=DAY, **COMMON,
)  # fmt: skip
MEDICINES = Field(part="medicines", cited="medicines", only=("inducer",))
METHOD = Field(part="findings", cited="method", only=("imp",))


def said(field: Field, *told: cited.Cited, reach: tuple[str, ...] = ("R13", "C01", "X53")) -> Any:
    return [f"{label}: {text}" for _, label, text in cited.rows(field, told, reach)]


def test_a_medicine_says_its_title_and_its_source_and_nothing_else() -> None:
    assert said(MEDICINES, FACT) == ["Carbamazepine: Weakens hormones (reference: A reference)"]


def test_a_template_words_a_title_anew() -> None:
    field = replace(MEDICINES, said={"inducer": "Matters"})
    assert said(field, FACT) == ["Carbamazepine: Matters (reference: A reference)"]


def test_a_medicine_that_was_stopped_says_until_when_it_counts() -> None:
    (line,) = said(MEDICINES, replace(FACT, until=DAY))
    assert line.startswith("Carbamazepine: Weakens hormones; stopped, counts up to 27-Nov-2026 (")


@pytest.mark.parametrize(
    ("first", "due", "state", "words"),
    [
        (DAY, date(2027, 1, 2), "in_date",
         "May be due from 27-Nov-2026, and surely on 02-Jan-2027"),
        (None, DAY, "may_be_due", "May be due already, and surely on 27-Nov-2026"),
        (DAY, DAY, "soon", "Due on 27-Nov-2026"),
        (DAY, DAY, "late", "Due on 27-Nov-2026"),
        (None, None, "not_known", "The date is not known"),
        (None, None, "ask", "To be asked about"),
        (None, None, "late", "Late"),
        (None, None, "self_refer", "Open to ask for, without an invitation"),
    ],
)  # fmt: skip
def test_a_day_is_said_no_more_exactly_than_it_is_known(
    first: date | None, due: date | None, state: DueState, words: str
) -> None:
    made = replace(DUE, first=first, due=due, state=state)
    assert said(METHOD, made) == [f"Implant: {words} (reference: A reference)"]


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        ("Programme specification C12", "Programme specification"),
        ("A programme (S31); registered as male: S35", "A programme; registered as male"),
        ("Reference facts 02 (overdue logic)", "this program’s table"),
        ("NICE CG164", "NICE CG164"),
    ],
)
def test_the_numbers_of_our_own_lists_stay_out(source: str, stands: str) -> None:
    (line,) = said(METHOD, replace(DUE, source=source))
    assert line.endswith(f"(reference: {stands})")


def test_only_rows_that_the_field_lists_and_of_its_kind_stand() -> None:
    assert said(METHOD, FACT) == []
    assert said(replace(METHOD, only=("mirena",)), DUE) == []
    assert said(replace(METHOD, cited="screening"), DUE) == []


def test_a_row_stands_only_where_every_answer_behind_it_is_of_the_box() -> None:
    assert said(METHOD, DUE, reach=("C01",)) == []
    assert len(said(replace(METHOD, rests_on=("X53",)), DUE, reach=("C01",))) == 1


def test_what_is_noted_beside_the_days_is_in_the_letter_in_words() -> None:
    plain = said(METHOD, DUE)
    noted = said(METHOD, replace(DUE, noted=("fitted before the licence changed",)))
    assert noted == [
        text.replace(" (reference", "; fitted before the licence changed (reference", 1)
        for text in plain
    ]


def test_its_line_comes_from_the_row_and_from_the_answers_and_needs_the_tick() -> None:
    visible = answers(answer("C01", ("implant",)), answer("X53", "date"))
    template = load("pharmacy")
    told: tuple[cited.Cited, ...] = (FACT, DUE)
    boxes = content.boxes(template, record(), visible, PROTOCOL, tables=told)
    lines = [line for box in boxes for line in box.lines if "cited:imp" in line.origin]
    assert [line.origin for line in lines] == [("cited:imp", "item:C01", "item:X53")]
    assert [line.box for line in lines] == ["contraception"]
    made = content.agreed(template, ("identity",), record(), visible, PROTOCOL, tables=told)
    assert not [line for line in made.lines if line.label in {"Implant", "Carbamazepine"}]
