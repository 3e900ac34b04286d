"""Invented needs are followed through the real workflow: begun, seen, met, looked after."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from srh_assess.assessment import following as f
from srh_assess.assessment.facts import Entry, Identity, Stay
from srh_assess.assessment.record import Record
from srh_assess.protocol.load import load
from srh_assess.rules.outcomes import all_needs_met
from srh_assess.workflow.invented.care import look_after
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.invented.stage import Stage
from srh_assess.workflow.invented.troupe import plays

AT = datetime(2026, 3, 10, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def played() -> list[tuple[Record, list[Entry]]]:
    return list(
        plays(
            load(),
            "a" * 32,
            112,
            7,
            Setting(profile="drill"),
            AT,
            asker="c" * 32,
            reviewer="d" * 32,
        )
    )


def test_every_kind_of_following_happens(played: list[tuple[Record, list[Entry]]]) -> None:
    kinds = Counter(type(entry.fact) for _, entries in played for entry in entries)
    for kind in (
        f.CareWent, f.SampleTaken, f.ResultBack, f.ResultTold, f.Referred, f.ReferralAnswered,
        f.AppointmentOffered, f.AppointmentWent, f.NeedMoved, f.HandoverMade, f.CheckMade,
    ):  # fmt: skip
        assert kinds[kind], kind
    went = Counter(
        entry.fact.to
        for _, entries in played
        for entry in entries
        if isinstance(entry.fact, f.AppointmentWent)
    )
    assert went["attended"] > went["could_not_come"] > 0


def test_some_are_met_and_some_are_not(played: list[tuple[Record, list[Entry]]]) -> None:
    met = [all_needs_met(record) for record, _ in played]
    assert 0 < sum(met) < len(met)
    reached = Counter(kept.fact.reached for record, _ in played for kept in record.following.checks)
    assert reached["herself"] > reached["not_reached"] > 0


def test_nobody_looks_after_a_stay_that_goes_on() -> None:
    draw = Random(7)
    stage = Stage(load(), draw, "a" * 32, Identity(family="Wren"), Stay(admitted=AT))
    before = stage.record
    look_after(stage, draw, AT + timedelta(days=60))
    assert stage.record == before
