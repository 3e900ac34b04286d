"""What a handover says: open needs with their own ticks, their days, and who takes over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from srh_assess.assessment import following as f
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.followed import Followed, Following
from srh_assess.assessment.onward import ReceiverNamed
from srh_assess.assessment.record import Record
from srh_assess.letters import content, onward
from srh_assess.letters.compose import compose
from srh_assess.letters.letter import plain_text
from srh_assess.letters.template import load
from srh_assess.protocol.load import load as load_protocol
from tests.letters.world import MAYA, occasion

NOW = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
DAY = timedelta(days=1)
PROTOCOL = load_protocol()
HANDOVER, SEALED = load("handover"), load("handover_sealed")


def need(name: str, state: Any = "wanted", **more: Any) -> Followed:
    return Followed(
        need=name,
        state=state,
        **{"confirmed": True, "since": NOW, "due": NOW + 7 * DAY, **more},
    )


def record(*needs: Followed, **threads: Any) -> Record:
    kept: dict[str, Any] = {name: MappingProxyType(found) for name, found in threads.items()}
    held = MappingProxyType({one.need: one for one in needs})
    return Record(admission="a", identity=MAYA, following=Following(needs=held, **kept))


def begun(fact: Any) -> Kept:
    return Kept(at=NOW, author="ruth", fact=fact)


def lines(of: Record, *boxes: str, template: Any = HANDOVER) -> list[tuple[str, str]]:
    found = content.agreed(template, boxes, of, {}, PROTOCOL).lines
    return [(str(line.part), line.text) for line in found]


def test_a_need_stands_there_while_it_is_open() -> None:
    told = lines(record(need("N19"), need("N11", "begun")), "identity", "gynaecology", "request")
    assert ("why", "There is trouble with periods.") in told
    assert ("ask", "to see to a method that gives trouble or is due") in told
    assert ("ask", "to help with period trouble") in told


@pytest.mark.parametrize("state", ["met", "declined", "no_longer_applies", "handed_over"])
def test_a_need_that_is_closed_is_not_handed_over(state: str) -> None:
    assert lines(record(need("N19", state)), "identity", "gynaecology") == []


def test_a_need_that_nobody_confirmed_is_not_handed_over() -> None:
    assert lines(record(need("N19", confirmed=False)), "gynaecology") == []


def test_without_the_tick_nothing_of_a_need_is_told() -> None:
    assert lines(record(need("N19")), "identity", "request") == []


@pytest.mark.parametrize(
    ("changes", "emergency"),
    [
        ({"due": NOW + 7 * DAY}, False),
        ({"due": NOW + DAY + timedelta(minutes=1)}, False),
        ({"due": NOW + DAY}, True),
        ({"due": NOW + timedelta(hours=4)}, True),
        ({"due": NOW + timedelta(hours=4), "state": "begun"}, False),
        ({"due": NOW - DAY, "state": "part_met"}, False),
        ({"due": NOW - DAY}, True),
        ({"due": None}, True),
        ({"due": NOW + 7 * DAY, "since": None}, True),
    ],
)
@pytest.mark.parametrize(("template", "name", "box"), [
    (HANDOVER, "N01", "contraception"), (SEALED, "N03", "assault"),
])  # fmt: skip
def test_a_handover_is_an_emergency_only_while_nobody_has_begun_with_one(
    template: Any, name: str, box: str, changes: dict[str, Any], emergency: bool
) -> None:
    of = record(need(name, **changes))
    agreed = content.agreed(template, ("identity", box), of, {}, PROTOCOL)
    said = plain_text(compose(agreed, occasion()))
    assert ("Emergency: " in said) is emergency
    assert ("Next date" in said) is (not emergency)


def test_what_was_no_emergency_keeps_how_soon_it_is_wanted() -> None:
    assert onward.urgency(need("N11", "begun"), "7") == "7"


def test_the_days_of_a_need_go_with_its_tick() -> None:
    row = next(id for id, one in PROTOCOL.care.items() if "N11" in one.needs)
    care = f.CareOffered(care="c1", what=row, need="N11", at=NOW, answer="accepted")
    went = f.CareWent(care="c1", to="done", at=NOW, next_on=date(2026, 10, 6))
    kept = Kept(at=NOW, author="ruth", fact=care, later=(went,))
    visit = f.AppointmentOffered(appointment="p1", need="N11", starts=NOW + 3 * DAY)
    of = record(need("N11"), care={"c1": kept}, appointments={"p1": begun(visit)})
    days = [text for part, text in lines(of, "request") if part == "day"]
    assert days == [
        "A visit is booked or offered, 17-Jul-2026 14:30.",
        f"Next dose: {PROTOCOL.care[row].name}, 06-Oct-2026.",
    ]
    assert lines(of, "identity") == []


def test_a_name_that_somebody_typed_stays_on_the_ward() -> None:
    typed = f.SampleTaken(sample="s1", what="other", name="{swab} for Jo", need="N19", at=NOW)
    of = record(need("N19"), samples={"s1": begun(typed)})
    (day,) = [text for part, text in lines(of, "gynaecology") if part == "day"]
    assert day == "A result is awaited (as agreed here); the patient is to hear it first, " \
        "14-Jul-2026 14:30."  # fmt: skip


def test_a_result_that_no_box_may_tell_is_not_told() -> None:
    taken = f.SampleTaken(sample="s1", what="chlamydia_gonorrhoea_swab", need="N15", at=NOW)
    of = record(need("N15"), samples={"s1": begun(taken)})
    every = [box.id for box in HANDOVER.box]
    assert not [one for one in lines(of, *every) if one[0] in ("day", "ask", "why")]


def test_what_tells_of_violence_stands_in_the_sealed_part_alone() -> None:
    of = record(need("N03"), need("N29"), need("N30"), need("N36"))
    openly = {part for part, _ in lines(of, *(box.id for box in HANDOVER.box))}
    assert not openly & {"why", "ask", "day"}
    sealed = lines(of, *(box.id for box in SEALED.box), template=SEALED)
    assert ("why", "The patient spoke of a recent sexual assault.") not in sealed
    assert sum(part == "why" for part, _ in sealed) == 4
    assert not HANDOVER.asks & SEALED.asks


def test_who_takes_over_and_what_was_said() -> None:
    assert onward.rows(None, HANDOVER.says) == ()
    named = ReceiverNamed(receiver="Sam Okoro", contact="020 7946 0111", answer="accepted", at=NOW)
    told = [(row.label, row.text) for row in onward.rows(named, HANDOVER.says)]
    assert told[:2] == [
        ("Named person", "Sam Okoro, 020 7946 0111"),
        ("Takes it over", "Yes, said so on 14-Jul-2026"),
    ]
    asked = ReceiverNamed(receiver="Sam Okoro", team="Quay team", answer="asked", at=NOW)
    assert onward.rows(asked, SEALED.says)[1].text.startswith("Asked on 14-Jul-2026")


@pytest.mark.parametrize("template", [HANDOVER, SEALED], ids=["open", "sealed"])
def test_every_need_that_goes_on_is_asked_about(template: Any) -> None:
    for field in (field for box in template.box for field in box.field if field.need):
        assert field.sentence, field.need
        assert field.ask, field.need
