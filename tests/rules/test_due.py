"""Whose each thing is, and whether its time has passed; the two checks after her stay."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment import following as f
from srh_assess.protocol.load import load
from srh_assess.rules.due import Due, due
from tests.assessment.followings import AT, BEGUN, CONFIRMED, DAY, NURSE, RAISED, followed, record

PROTOCOL = load()
HOME = facts.Discharged(at=AT, receiver="Sam Okoro", acceptance="accepted", open=("need N10",))


def test_a_line_is_overdue_once_its_time_has_passed() -> None:
    one = due(followed(), None, PROTOCOL, AT)[0]
    assert one == Due(need="N10", what="need", owner=NURSE, named=True, at=AT + 7 * DAY)
    assert due(followed(), None, PROTOCOL, AT + 8 * DAY)[0].overdue


@pytest.mark.parametrize(("later", "overdue"), [(-1, False), (0, False), (1, True)])
def test_overdue_begins_after_the_moment_itself(later: int, overdue: bool) -> None:
    step = timedelta(seconds=later)
    assert due(followed(), None, PROTOCOL, AT + 7 * DAY + step)[0].overdue is overdue
    found = due(followed(HOME), None, PROTOCOL, AT + 14 * DAY + step)
    assert found[0].overdue is overdue


def test_an_owner_is_never_empty() -> None:
    nobody = facts.Admitted(identity=facts.Identity(family="Wren"), stay=facts.Stay(admitted=AT))
    found = due(record(nobody, CONFIRMED), None, PROTOCOL, AT)[0]
    assert (found.owner, found.named) == (PROTOCOL.needs["N10"].owner_role, False)
    everybody = f.SampleTaken(sample="t1", what="iron_blood", at=AT, by="R. Osei")
    assert due(record(nobody, everybody), None, PROTOCOL, AT)[0].owner == "Nurse in charge"


def test_a_need_that_only_fresh_findings_raise_is_there_too() -> None:
    fresh = facts.FindingsRecorded(
        rules="r",
        needs=(
            facts.Found(id="N10", due=AT + DAY),
            facts.Found(id="N18", due=AT + DAY),
            facts.Found(id="N19"),
        ),
    )
    found = due(record(RAISED), fresh, PROTOCOL, AT)
    assert [(line.need, line.at) for line in found] == [("N18", AT + DAY), ("N10", AT + 7 * DAY)]
    set_aside = facts.NeedDecided(sitting="s1", need="N18", state="set_aside", reason="no")
    assert [one.need for one in due(record(RAISED, set_aside), fresh, PROTOCOL, AT)] == ["N10"]


# -- the checks -----------------------------------------------------------------------------------


def checks(*said: facts.AnyFact, now: datetime = AT) -> list[tuple[str, datetime]]:
    found = due(followed(HOME, *said), None, PROTOCOL, now)
    return [(line.what, line.at) for line in found if line.what.endswith("check")]


def made(which: str, **more: object) -> f.CheckMade:
    given = {"at": AT + 14 * DAY, "by": "Link", "reached": "herself", **more}
    return f.CheckMade(check=which, **given)  # type: ignore[arg-type]  # the table's words


def test_the_checks_are_due_14_and_42_days_after_she_left() -> None:
    both = [("first_check", AT + 14 * DAY), ("second_check", AT + 42 * DAY)]
    assert checks() == both
    found = due(followed(HOME), None, PROTOCOL, AT + 15 * DAY)
    assert [(line.what, line.overdue, line.owner) for line in found] == [
        ("first_check", True, "Sam Okoro"),
        ("second_check", False, "Sam Okoro"),
    ]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ((made("first"),), [("second_check", AT + 42 * DAY)]),
        ((made("first"), made("second")), []),
        ((made("first", reached="does_not_want"),), []),
        (
            (made("first", reached="not_reached", again_by=AT + 16 * DAY),),
            [("first_check", AT + 16 * DAY), ("second_check", AT + 42 * DAY)],
        ),
    ],
)
def test_each_check_is_made_once_or_again_on_the_day_named(
    said: tuple[facts.AnyFact, ...], left: list[tuple[str, datetime]]
) -> None:
    assert checks(*said) == left


def test_no_check_without_a_confirmed_need_nor_where_she_went_to_another_ward() -> None:
    assert due(record(RAISED, HOME), None, PROTOCOL, AT) == ()
    assert len(due(record(HOME), None, PROTOCOL, AT)) == 0
    onward = facts.Transferred(at=AT, receiver="Sam Okoro", acceptance="accepted")
    assert [one.what for one in due(followed(onward), None, PROTOCOL, AT)] == ["need"]


def test_nobody_was_named_to_look() -> None:
    nobody = facts.Admitted(identity=facts.Identity(family="Wren"), stay=facts.Stay(admitted=AT))
    home = facts.Discharged(at=AT, acceptance="no_one_yet", open=("need N10",))
    found = due(record(nobody, BEGUN, CONFIRMED, home), None, PROTOCOL, AT)
    assert {(line.owner, line.named) for line in found if line.what != "need"} == {
        ("Nurse in charge", False)
    }
