"""The questions to staff: once a year, each can be skipped, in a file about no woman."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.assessment.facts import Entry
from srh_assess.clock import SetClock, local
from srh_assess.errors import Refused
from srh_assess.measures.settings import settings
from srh_assess.workflow import counting, staff_views
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk

YEAR = timedelta(days=365)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    return new_desk(tmp_path / "home", clock)


def every_entry(desk: Desk) -> list[tuple[str, Entry]]:
    store = desk._clinical()
    return [(one, entry) for one in store.admissions() for entry in store.entries(one)]


def test_three_questions_of_our_own(desk: Desk) -> None:
    assert [row.id for row in staff_views.questions(desk.protocol)] == ["S1", "S2", "S3"]
    desk.lock()


def test_what_is_answered_is_kept_and_counted(desk: Desk) -> None:
    assert staff_views.answered(desk) is None
    assert staff_views.again_on(desk) is None
    staff_views.give(desk, {"S1": "yes", "S2": ""}, " More time, please ")
    assert desk.me is not None
    file = staff_views.file_of(desk.me.id)
    (kept,) = desk.file_apart(file, duty=staff_views.ACTION).following.views.values()
    assert [(one.question, one.answer) for one in kept.fact.answers] == [
        ("S1", "yes"), ("S2", "skipped"), ("S3", "skipped"),
    ]  # fmt: skip
    assert (kept.fact.whose, kept.fact.outcome) == ("staff", "answered")
    assert kept.fact.words == "More time, please"
    entries = [entry for one, entry in every_entry(desk) if one == file]
    found = counting.counted(entries, lambda one: one, settings().counting)
    assert found is not None
    assert [one.what for one in found.others] == ["asked", "answered", "positive"]
    desk.lock()


def test_skipping_everything_is_an_answer(desk: Desk) -> None:
    staff_views.give(desk, {})
    assert desk.me is not None
    record = desk.file_apart(staff_views.file_of(desk.me.id), duty=staff_views.ACTION)
    (kept,) = record.following.views.values()
    assert (kept.fact.outcome, kept.fact.answers) == ("skipped", ())
    assert staff_views.again_on(desk) is not None
    desk.lock()


def test_once_a_year(desk: Desk, clock: SetClock) -> None:
    staff_views.give(desk, {"S1": "no"})
    assert staff_views.again_on(desk) == local(clock.now() + YEAR).date()
    clock.move(YEAR - timedelta(minutes=1))
    with pytest.raises(Refused, match="within the year"):
        staff_views.give(desk, {"S1": "yes"})
    clock.move(timedelta(minutes=1))
    assert staff_views.again_on(desk) is None
    staff_views.give(desk, {"S1": "yes"})
    assert staff_views.answered(desk) == clock.now()
    desk.lock()


def test_the_record_still_proves(desk: Desk, tmp_path: Path) -> None:
    staff_views.give(desk, {"S3": "partly"})
    desk.lock()
    found = verify_home(
        tmp_path / "home", NURSE.name, PASSPHRASE, protocol=desk.protocol, clock=desk.clock
    )
    assert found.lines[-1].endswith("ything fits.")
