"""Letters of a home of several wards: each woman's carry her ward's lines, and none of them tells
what kind of ward it is where she did not agree to that."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.assessment.answers import When
from srh_assess.assessment.facts import Stay
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput
from srh_assess.letters.letter import plain_text
from srh_assess.letters.template import kinds
from srh_assess.protocol.load import load
from srh_assess.store.accounts import NewAccount
from srh_assess.workflow import calling, huddle, own_ward, sharing, urgent, wording
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.own_ward import OwnWard
from srh_assess.workflow.sample import sample
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, WOMAN
from srh_assess.workflow.session import Session
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk

SHIPPED = load()
ROWAN = OwnWard(
    ward="Rowan", shown="Rowan Ward, Eastgate", address=("Post Room, Eastgate", "NM2 7QX"),
    phone="020 7946 0077", answered="8 to 20",
)  # fmt: skip
HOME = replace(UNIT, address=("Post Room, Northmoor House",), phone="020 7946 0040")


def cared_for(tmp_path: Path, clock: SetClock, *wards: OwnWard) -> Desk:
    """A home of Willow and Rowan with this said of its wards; a nurse of both signed in."""
    desk = new_desk(tmp_path / "home", clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    desk.change_unit(replace(HOME, wards=wards))
    both = f"{UNIT.ward}, Rowan"
    desk.change_wards(next(one.id for one in desk.people if one.name == NURSE.name), both)
    desk.sign_in(NURSE.name, PASSPHRASE)
    return desk


def on_ward(desk: Desk, ward: str) -> Session:
    return desk.session(desk.admit(WOMAN, Stay(admitted=desk.clock.now(), ward=ward)))


@pytest.mark.parametrize("ward", ["Rowan", "ROWAN ward"])
def test_a_ward_has_its_own_lines_and_the_homes_where_they_are_empty(ward: str) -> None:
    home = replace(HOME, answered="9 to 5", wards=(ROWAN, OwnWard(ward="Hazel")))
    unit = home.on(ward)
    assert (unit.ward, unit.address, unit.rung) == (
        "Rowan Ward, Eastgate", ROWAN.address, "020 7946 0077, 8 to 20",
    )  # fmt: skip
    hazel = home.on("Hazel")
    assert (hazel.ward, hazel.address, hazel.rung) == (
        "Hazel", HOME.address, "020 7946 0040, 9 to 5",
    )  # fmt: skip
    assert home.on("Elm") is home
    assert home.on(UNIT.ward) is home
    assert (HOME.rung, replace(HOME, phone=" ", answered="9 to 5").rung) == (HOME.phone, " ")


@pytest.mark.parametrize("kind", kinds())
def test_every_letter_carries_her_wards_lines_and_its_name_with_the_tick_alone(
    tmp_path: Path, clock: SetClock, kind: str
) -> None:
    desk = cared_for(tmp_path, clock, ROWAN)
    letter = sharing.on_desk(desk, on_ward(desk, "Rowan"), kind)
    said = letter.plain_text
    for line in (*ROWAN.address, "020 7946 0077, 8 to 20"):
        assert line in said
    assert HOME.phone not in said
    assert ("Rowan" in said) is letter.template.inside  # readers of the trust itself know the ward
    assert "Willow" not in said
    if "inpatient" in {box.id for box in letter.boxes}:
        letter.tick("inpatient", on=True)
        assert "Rowan Ward, Eastgate" in letter.plain_text
        assert "Willow" not in letter.plain_text


def test_a_woman_of_the_homes_ward_keeps_its_lines_and_one_who_moves_gets_the_others(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = cared_for(tmp_path, clock, ROWAN)
    admission = on_ward(desk, UNIT.ward).record.admission
    before = sharing.on_desk(desk, desk.session(admission), "srh_in_reach")
    assert HOME.phone in before.plain_text
    assert before.gaps == sharing.on_desk(desk, before.session, "srh_in_reach").gaps
    desk.move(admission, clock.now(), "3", "Rowan")
    after = sharing.on_desk(desk, desk.session(admission), "srh_in_reach")
    assert ROWAN.phone in after.plain_text
    assert HOME.phone not in after.plain_text


def test_a_ward_that_nobody_set_is_said_before_a_letter_goes(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = cared_for(tmp_path, clock)
    here, there = on_ward(desk, UNIT.ward), on_ward(desk, "Rowan")
    said = [gap for gap in sharing.on_desk(desk, there, "srh_in_reach").gaps if "Rowan" in gap]
    assert len(said) == 1
    assert f"telephone of {UNIT.ward}" in said[0]
    assert not any("Nothing is set for" in gap for gap in
                   sharing.on_desk(desk, here, "srh_in_reach").gaps)  # fmt: skip


def test_the_sheet_for_a_call_names_her_ward(tmp_path: Path, clock: SetClock) -> None:
    desk = cared_for(tmp_path, clock, ROWAN)
    session = on_ward(desk, "Rowan")
    session.answer("R12", ("sex_5_days",))
    session.answer("X20", "date", when=When.exactly(clock.now()))
    (one, *_) = urgent.interruptions(
        session.protocol, session.record, session.findings, session.clock.now()
    )
    assert desk.unit is not None
    said = plain_text(calling.sheet(session, desk.unit, one))
    assert "Rowan Ward, Eastgate" in said
    assert UNIT.ward not in said


def test_a_huddle_on_paper_names_the_wards_it_is_of(tmp_path: Path, clock: SetClock) -> None:
    desk = cared_for(tmp_path, clock, ROWAN)
    made = huddle.printed(desk, "all", initials=True)
    assert f"{UNIT.ward}, Rowan" in PdfReader(BytesIO(made.data)).pages[0].extract_text()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Post Room, Northmoor House", ""), ("12 Wardle Street, Secureton", ""),
        ("020 7946 0077", ""), ("Psychiatric Block B", "psychiatric"), ("Rowan House", "rowan"),
        ("020 7946 0077 (Willow)", "willow"), ("Eastgate PICU", "picu"), ("The ward desk", "ward"),
        ("In-patient Services", "inpatient"), ("Mental health, Block B", "mental"),
        ("Sexual Health", "sexual"), ("Desk B 4", "b 4"), ("Elm Road", ""), ("Hazel desk", "hazel"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["phone", "answered", "address"])
def test_a_line_of_every_letter_that_tells_of_a_ward_is_refused(
    field: str, line: str, word: str
) -> None:
    value = ("Post Room", line) if field == "address" else line
    others = (OwnWard(ward="B 4"), OwnWard(ward="The Hazel Unit at Eastgate"))
    unit = replace(HOME, wards=(replace(OwnWard(ward="Rowan"), **{field: value}), *others))
    said = wording.fault(unit, SHIPPED)
    assert (f"“{word}”" in said) if word else said == ""


@pytest.mark.parametrize(
    ("wards", "code"),
    [
        ((OwnWard(ward=" "),), "unit-ward-unnamed"), ((OwnWard(ward="Ward"),), "unit-ward-unnamed"),
        ((ROWAN, OwnWard(ward="rowan unit")), "unit-ward-twice"),
        ((OwnWard(ward=UNIT.ward),), "unit-ward-home"),
        ((replace(ROWAN, address=("Eastgate PICU",)),), "unit-ward-tells"),
    ],
)  # fmt: skip
def test_what_is_no_ward_of_its_own_is_refused(wards: tuple[OwnWard, ...], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        own_ward.check(UNIT.ward, wards)
    assert caught.value.code == code


def test_a_lead_sees_which_other_wards_there_are(tmp_path: Path, clock: SetClock) -> None:
    desk = cared_for(tmp_path, clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    assert desk.other_wards == ("Rowan",)
    new = NewAccount(name="hazel", display="Hazel Ward", roles=("nurse",), passphrase=PASSPHRASE)
    desk.add_account(new)
    nurse = next(one.id for one in desk.people if one.name == "hazel")
    desk.change_wards(nurse, "Hazel Ward, rowan")
    desk.sign_in(ADMIN.name, PASSPHRASE)
    assert [one.casefold() for one in desk.other_wards] == ["hazel ward", "rowan"]
    desk.remove_account(nurse)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    assert desk.other_wards == ("Rowan",)


@pytest.mark.parametrize(("paper", "named"), [("letter", False), ("inpatient", True)])
def test_the_sample_shows_the_ward_with_the_tick_alone(
    clock: SetClock, paper: str, named: bool
) -> None:
    unit = replace(HOME, wards=(ROWAN,))
    made = sample(SHIPPED, clock, unit, b"", paper, ward="Rowan")  # type: ignore[arg-type]  # one of them
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)
    assert "020 7946 0077" in text.replace("\xa0", " ")
    assert ("Rowan Ward, Eastgate" in text.replace("\xa0", " ")) is named


def test_verify_names_lines_that_no_lead_could_have_kept(tmp_path: Path, clock: SetClock) -> None:
    desk = cared_for(tmp_path, clock, ROWAN)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_ward, "check", lambda *_: None)
        desk.change_unit(replace(HOME, wards=(replace(ROWAN, phone="Rowan desk"),)))
    desk.lock()
    report = verify_home(tmp_path / "home", NURSE.name, PASSPHRASE)
    assert report.faults == 1
    assert any("tells which ward it is" in line for line in report.lines)
