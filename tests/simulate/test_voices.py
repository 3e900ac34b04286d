"""What invented women, carers and staff thought of it: by the same walls, and counted."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from srh_assess.assessment.facts import Entry
from srh_assess.assessment.following import ViewGiven
from srh_assess.assessment.record import Record
from srh_assess.measures.settings import settings
from srh_assess.protocol.load import load
from srh_assess.rules.following import in_her_care
from srh_assess.workflow import counting
from srh_assess.workflow.invented import voices
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.invented.troupe import plays

AT = datetime(2026, 7, 14, 13, tzinfo=UTC)
ME, ASKER, REVIEWER = "a" * 32, "c" * 32, "d" * 32
PROTOCOL = load()
Played = list[tuple[Record, list[Entry]]]


@pytest.fixture(scope="module")
def played() -> Played:
    return list(
        plays(PROTOCOL, ME, 400, 7, Setting(profile="trust"), AT, asker=ASKER, reviewer=REVIEWER)
    )


def views(played: Played, whose: str) -> list[tuple[Record, Entry, ViewGiven]]:
    return [
        (record, entry, entry.fact)
        for record, entries in played
        for entry in entries
        if isinstance(entry.fact, ViewGiven) and entry.fact.whose == whose
    ]


def test_she_is_asked_by_somebody_who_is_not_in_her_care(played: Played) -> None:
    asked = views(played, "hers")
    assert len(asked) > 20
    for record, entry, fact in asked:
        assert entry.author == ASKER
        assert not in_her_care(record, entry.author)
        assert {said.question for said in fact.answers} <= {"H1", "H2", "H3", "H4", "H5"}
    assert {fact.outcome for _, _, fact in asked} == {"answered", "skipped"}


def test_a_carer_only_where_she_agrees(played: Played) -> None:
    asked = views(played, "carer")
    assert asked
    assert all(fact.she_agreed for _, _, fact in asked)


def test_staff_once_a_year_in_files_about_no_woman(played: Played) -> None:
    asked = views(played, "staff")
    assert all(record.identity is None for record, _, _ in asked)
    by_file: dict[str, list[datetime]] = {}
    for record, _, fact in asked:
        by_file.setdefault(record.admission, []).append(fact.at)
    assert len(by_file) == anchors().voices.colleagues
    for times in by_file.values():
        assert all(b - a >= timedelta(days=365) for a, b in itertools.pairwise(times))


def test_they_are_counted(played: Played) -> None:
    rules = settings().counting
    found = [counting.counted(entries, str, rules) for _, entries in played]
    heard = [one.voice for one in found if one is not None and hasattr(one, "voice")]
    assert sum(one.asked for one in heard) == len(
        {r.admission for r, _, _ in views(played, "hers")}
    )
    assert 0 < sum(one.positive for one in heard) < sum(one.answered for one in heard)
    others = [dated.what for one in found if one is not None for dated in one.others]
    assert {"asked", "answered", "positive"} == set(others)


def test_nobody_is_asked_before_the_first_month_is_over() -> None:
    made = voices.colleagues(PROTOCOL, Random(1), ME, AT - timedelta(days=29), AT)
    assert list(made) == []
