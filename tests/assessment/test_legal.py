"""Her legal status over the stay: changes by their day, and what a correction corrects."""

from __future__ import annotations

from datetime import date

from srh_assess.assessment.legal import (
    Legal,
    SectionChanged,
    SectionDayCorrected,
    changed,
    day_corrected,
    written,
)


def to(legal: Legal, day: int, words: str) -> Legal:
    return changed(legal, SectionChanged(on=date(2026, 3, day), legal_status=words))


TWO = written(Legal(), "Section 2")
THREE = to(TWO, 20, "Section 3")


def test_before_any_change_a_correction_says_what_she_came_under() -> None:
    assert written(TWO, "Informal", "unheard") == Legal(on_admission="Informal")
    assert TWO.now == "Section 2"


def test_a_change_leaves_what_she_came_under() -> None:
    assert (THREE.now, THREE.on_admission) == ("Section 3", "Section 2")
    days = [THREE.standing_on(date(2026, 3, day)) for day in (19, 20, 21)]
    assert days == ["Section 2", "Section 3", "Section 3"]


def test_a_change_that_is_written_late_goes_to_its_own_day() -> None:
    late = to(THREE, 10, "Section 5(2)")
    assert [one.on.day for one in late.changes] == [10, 20]
    assert (late.now, late.standing_on(date(2026, 3, 12))) == ("Section 3", "Section 5(2)")


def test_after_a_change_a_correction_says_what_stands_now_and_the_first_where_it_is_given() -> None:
    assert written(THREE, "Section 37") == to(TWO, 20, "Section 37")
    both = written(THREE, "Section 37", "Informal")
    assert (both.on_admission, both.now) == ("Informal", "Section 37")


def test_a_wrong_day_is_put_right_and_the_others_stay_as_they_were() -> None:
    both = to(THREE, 25, "Section 37")
    wrong = SectionDayCorrected(
        was=date(2026, 3, 25), legal_status="Section 37", on=date(2026, 3, 10), reason="misread"
    )
    right = day_corrected(both, wrong)
    assert [(one.legal_status, one.on.day) for one in right.changes] == [
        ("Section 37", 10),
        ("Section 3", 20),
    ]
    assert (right.now, right.on_admission) == ("Section 3", "Section 2")
    assert day_corrected(right, wrong) == right
