"""Approval and local settings: who may, what stands, and that it is all kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused, StoreFault, UserError
from srh_assess.protocol.load import load
from srh_assess.protocol.local import with_places, with_values
from srh_assess.protocol.model import Protocol
from srh_assess.rules.findings import rules_hash
from srh_assess.store import home, ledger
from srh_assess.workflow import leading, sharing, signing
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.history import History
from srh_assess.workflow.leading import (
    ApprovalWithdrawn,
    Approved,
    SettingChanged,
    UnitChanged,
    Written,
)  # fmt: skip
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, complete
from srh_assess.workflow.unit import OwnPlace, Unit
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk, sitting

SIGNER = {"name": "Dr Amina Karlsson", "role": "SRH consultant", "registration": "7000001"}
PLACE = OwnPlace(
    id="OWN1", label="Quayside women's centre", use="A place to talk", route="Phone",
    ask_for="The drop-in worker", needs=("N33",),
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Protocol:
    return load()


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    """A desk with the lead signed in."""
    desk = new_desk(tmp_path / "home", clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    return desk


def approve(desk: Desk, **changes: Any) -> None:
    desk.approve(**{"content_hash": desk.shipped.content_hash, **SIGNER, **changes})


def code_of(act: Any) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


# --- approval -------------------------------------------------------------------------------


def test_content_is_not_approved_until_a_lead_records_it(desk: Desk, clock: SetClock) -> None:
    assert (desk.approved, desk.approval) == (False, None)
    approve(desk)
    assert desk.approved
    assert desk.approval == Approved(
        version=desk.shipped.version,
        content_hash=desk.shipped.content_hash,
        on=clock.now().date(),
        **SIGNER,
    )
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert desk.approved
    desk.lock()


def test_content_is_not_loaded_to_say_that_nobody_approved_it(
    tmp_path: Path, clock: SetClock
) -> None:
    def loads() -> Protocol:
        raise AssertionError("nobody asked for the content")

    assert not Desk(tmp_path / "home", loads, clock).approved


def test_an_approval_names_the_content_that_was_signed(desk: Desk) -> None:
    assert code_of(lambda: approve(desk, content_hash="0" * 64)) == "approval-other-content"
    for missing in SIGNER:
        assert code_of(lambda m=missing: approve(desk, **{m: "  "})) == "approval-incomplete"
    assert code_of(lambda: approve(desk, on=date(2026, 3, 11))) == "approval-future"
    approve(desk, on=date(2026, 3, 1))
    assert desk.approval is not None
    assert desk.approval.on == date(2026, 3, 1)


def test_other_content_is_not_approved_by_it(desk: Desk, clock: SetClock) -> None:
    approve(desk)
    other = Desk(desk.folder, replace(desk.shipped, content_hash="0" * 64), clock)
    other.sign_in(ADMIN.name, PASSPHRASE)
    assert not other.approved
    assert [type(entry.fact) for entry in other.ledger] == [UnitChanged, Approved]


def test_an_approval_can_be_taken_back(desk: Desk, clock: SetClock) -> None:
    assert code_of(lambda: desk.withdraw_approval("A doubt")) == "approval-none"
    approve(desk)
    then = clock.now()
    clock.move(timedelta(hours=1))
    assert code_of(lambda: desk.withdraw_approval(" ")) == "reason-missing"
    desk.withdraw_approval("A doubt about row N09")
    assert not desk.approved
    assert desk.approved_at(then)
    assert not desk.approved_at(then - timedelta(seconds=1))
    assert not desk.approved_at(clock.now())


def test_only_a_lead_may(desk: Desk) -> None:
    desk.sign_in(NURSE.name, PASSPHRASE)
    for act in (
        lambda: approve(desk),
        lambda: desk.withdraw_approval("x"),
        lambda: desk.change_setting("carry_on_minutes", 5, "x"),
        lambda: desk.change_unit(UNIT),
    ):
        assert code_of(act) == "lead-only"
    assert len(desk.ledger) == 1
    desk.lock()
    assert code_of(lambda: approve(desk)) == "not-signed-in"


def test_a_letter_says_what_stood_when_it_was_agreed(desk: Desk, clock: SetClock) -> None:
    desk.sign_in(NURSE.name, PASSPHRASE)
    session = sitting(desk)
    complete(session, {"C05": "start"})
    signing.sign(session, signing.proposed(session))
    admission = session.record.admission
    notice = sharing.on_desk(desk, session, "srh_in_reach").letter.notice
    assert "not yet approved" in notice
    desk.sign_in(ADMIN.name, PASSPHRASE)
    clock.move(timedelta(minutes=1))
    approve(desk)
    desk.sign_in(NURSE.name, PASSPHRASE)
    later = desk.session(admission, begin=False)
    assert sharing.on_desk(desk, later, "srh_in_reach").letter.notice == ""
    desk.lock()


def test_content_past_its_date_is_listed(desk: Desk, clock: SetClock) -> None:
    assert not desk.overdue_content
    clock.move(timedelta(days=3650))
    found = desk.overdue_content
    names = {one.name for one in found}
    assert {"T01", "N01", "clock tc_ec_lng", "gate", "setting adult_age"} <= names


# --- numbers of the unit's own ----------------------------------------------------------------


def row(desk: Desk, id: str) -> leading.SettingRow:
    return next(found for found in desk.settings if found.setting.id == id)


def test_a_number_is_changed_beside_the_shipped_one(desk: Desk) -> None:
    before = rules_hash(desk.protocol)
    assert desk.protocol is desk.shipped
    assert (row(desk, "carry_on_minutes").shipped, row(desk, "carry_on_minutes").own) == (10, None)
    desk.change_setting("carry_on_minutes", 5, "A noisy ward")
    found = row(desk, "carry_on_minutes")
    assert (found.shipped, found.own) == (10, 5)
    (change,) = found.changes
    assert isinstance(change.fact, SettingChanged)
    assert (change.fact.shipped, change.fact.value, change.fact.reason) == (10, 5, "A noisy ward")
    assert change.fact.source == desk.shipped.settings["carry_on_minutes"].source
    assert desk.protocol.settings["carry_on_minutes"].value == 5
    assert desk.protocol.settings["carry_on_minutes"].shipped == 10
    assert desk.shipped.settings["carry_on_minutes"].value == 10
    assert desk.protocol.local == {"carry_on_minutes": 5}
    assert rules_hash(desk.protocol) != before
    desk.change_setting("carry_on_minutes", None, "Back again")
    assert rules_hash(desk.protocol) == before
    assert desk.protocol is desk.shipped
    assert len(row(desk, "carry_on_minutes").changes) == 2


def test_an_approval_outlives_a_change_inside_the_bounds(desk: Desk) -> None:
    approve(desk)
    desk.change_setting("carry_on_minutes", 5, "x")
    assert desk.approved


def test_what_a_unit_may_not_set(desk: Desk) -> None:
    for id, value, code in (
        ("adult_age", 16, "setting-not-local"),
        ("nothing", 1, "setting-not-local"),
        ("carry_on_minutes", 4.9, "setting-bounds"),
        ("carry_on_minutes", 10.1, "setting-bounds"),
    ):
        assert code_of(lambda i=id, v=value: desk.change_setting(i, v, "x")) == code
    assert code_of(lambda: desk.change_setting("carry_on_minutes", 5, "")) == "reason-missing"
    for value in (5, 10):
        desk.change_setting("carry_on_minutes", value, "at the bound")
    assert len(desk.ledger) == 3


def test_values_without_a_place_or_room_are_left_out(shipped: Protocol) -> None:
    assert with_values(shipped, {}) is shipped
    assert with_values(shipped, {"nothing": 1, "adult_age": 16, "carry_on_minutes": 99}) is shipped
    assert with_values(shipped, {"carry_on_minutes": 10}) is shipped
    two = with_values(shipped, {"share_lapses_days": 3, "carry_on_minutes": 5})
    assert dict(two.local) == {"carry_on_minutes": 5, "share_lapses_days": 3}
    same = with_values(shipped, {"carry_on_minutes": 5.0, "share_lapses_days": 3.0})
    assert rules_hash(two) == rules_hash(same)
    one = with_values(shipped, {"carry_on_minutes": 5})
    assert len({rules_hash(p) for p in (shipped, one, two)}) == 3


def test_only_what_the_content_marks_can_be_changed(shipped: Protocol) -> None:
    rows = leading.setting_rows(shipped, ())
    assert {r.setting.id for r in rows} == {
        id for id, setting in shipped.settings.items() if setting.least is not None
    }
    assert not {"adult_age", "pregnancy_test_repeat_days", "coil_after_ovulation_hours"} & {
        r.setting.id for r in rows
    }


# --- the unit's own names, numbers and places -------------------------------------------------


def test_a_place_of_the_unit_s_own_joins_the_destinations(desk: Desk) -> None:
    desk.change_unit(replace(UNIT, own=(PLACE,), holds=("condoms",), hours={"OWN1": "9 to 5"}))
    place = desk.protocol.destinations["OWN1"]
    assert (place.label, place.ask_for) == (PLACE.label, PLACE.ask_for)
    assert (place.source, place.evidence) == ("This unit's own entry", "local")
    assert place.review_by - place.reviewed == timedelta(days=365)
    assert desk.protocol.needs["N33"].destinations[-1] == "OWN1"
    assert "OWN1" not in desk.shipped.destinations
    assert "OWN1" not in desk.shipped.needs["N33"].destinations
    assert rules_hash(desk.protocol) == rules_hash(desk.shipped)


def test_a_place_for_a_need_that_is_gone_is_kept(shipped: Protocol) -> None:
    place = shipped.destinations["SRH"]
    found = with_places(shipped, [(replace(place, id="OWN1"), ("N99",))])
    assert "OWN1" in found.destinations
    assert found.needs == shipped.needs


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (replace(UNIT, trust=" "), "unit-name-missing"),
        (replace(UNIT, own=(replace(PLACE, label=" "),)), "unit-place-unnamed"),
        (replace(UNIT, own=(replace(PLACE, id=""),)), "unit-place-unnamed"),
        (replace(UNIT, own=(replace(PLACE, use="x" * 201),)), "unit-line-long"),
        (replace(UNIT, hours={"SRH": "a\nb"}), "unit-line-long"),
        (replace(UNIT, own=(PLACE, PLACE)), "unit-place-twice"),
        (replace(UNIT, own=(replace(PLACE, id="SRH"),)), "unit-place-twice"),
        (replace(UNIT, phones={"nowhere": "1"}), "unit-unknown"),
        (replace(UNIT, hours={"nowhere": "1"}), "unit-unknown"),
        (replace(UNIT, holds=("gold",)), "unit-unknown"),
        (replace(UNIT, own=(replace(PLACE, needs=("N99",)),)), "unit-unknown"),
    ],
)
def test_what_cannot_stand_in_a_unit(desk: Desk, unit: Unit, code: str) -> None:
    assert code_of(lambda: desk.change_unit(unit)) == code
    assert desk.unit == UNIT


# --- what was in use when, and the proof ------------------------------------------------------


def test_findings_are_proved_by_the_numbers_of_their_time(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    desk.sign_in(NURSE.name, PASSPHRASE)
    session = sitting(desk)
    session.answer("T01", "yes")
    admission = session.record.admission
    for value in (5.0, None):
        clock.move(timedelta(minutes=10))
        desk.sign_in(ADMIN.name, PASSPHRASE)
        desk.change_setting("carry_on_minutes", value, "a try")
        desk.sign_in(NURSE.name, PASSPHRASE)
        session = desk.session(admission)
        session.answer("T02", "yes" if value else "no")
    rules = {
        entry.fact.rules
        for entry in desk._clinical().entries(admission)
        if hasattr(entry.fact, "rules")
    }
    assert len(rules) == 2
    desk.lock()
    report = verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=clock)
    assert report.faults == 0
    assert "4 entries of the lead's ledger." in report.lines
    assert not any("another rule set" in line for line in report.lines)
    other = verify_home(
        desk.folder, NURSE.name, PASSPHRASE, clock=clock,
        protocol=replace(desk.shipped, content_hash="0" * 64),
    )  # fmt: skip
    assert any("another rule set" in line for line in other.lines)


def test_the_protocol_of_a_moment(shipped: Protocol) -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    changed = Written(
        number=1, at=noon, author="a",
        fact=SettingChanged(
            setting="carry_on_minutes", value=5.0, shipped=10.0, source="s",
            content_hash=shipped.content_hash, reason="r",
        ),
    )  # fmt: skip
    history = History(shipped, (changed,))
    assert history.at(noon - timedelta(seconds=1)) is shipped
    assert history.at(noon).settings["carry_on_minutes"].value == 5
    assert history.under(rules_hash(shipped)) is shipped
    assert history.under(rules_hash(history.at(noon))) is history.at(noon)
    assert history.under("nothing") is None


def tampered(desk: Desk, fact: Any, kind: str = "") -> list[str]:
    """Writes past the workflow, and gives what verify says then."""
    opened = home.unlock(desk.folder, ADMIN.name, PASSPHRASE, desk.clock)
    if kind:
        ledger.append(opened, kind, b'{"kind": "dance"}', desk.clock.now())
    else:
        leading.write(opened, fact, desk.clock.now())
    desk.lock()
    report = verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=desk.clock)
    assert report.faults == 1
    assert "Everything fits." not in report.lines
    return [line for line in report.lines if line.startswith("Ledger")]


def setting(desk: Desk, **changes: Any) -> SettingChanged:
    given: dict[str, Any] = {
        "setting": "carry_on_minutes", "value": 5.0, "shipped": 10.0, "source": "s",
        "content_hash": desk.shipped.content_hash, "reason": "r",
    }  # fmt: skip
    return SettingChanged(**{**given, **changes})


def test_verify_finds_what_no_lead_could_have_written(desk: Desk) -> None:
    (line,) = tampered(desk, setting(desk, value=999.0))
    assert line.startswith("Ledger entry 3: it could not have been written: ")


def test_verify_finds_an_approval_without_a_name(desk: Desk) -> None:
    approved = Approved(
        version="1", content_hash="x", name="", role="r", registration="1", on=date(2026, 1, 1)
    )
    (line,) = tampered(desk, approved)
    assert "Ledger entry 3" in line


def test_verify_finds_a_unit_without_a_name(desk: Desk) -> None:
    (line,) = tampered(desk, UnitChanged(unit=replace(UNIT, ward="")))
    assert "Ledger entry 3" in line


def test_verify_finds_an_entry_of_an_unknown_kind(desk: Desk) -> None:
    (line,) = tampered(desk, None, "dance")
    assert "kind, dance" in line
    with pytest.raises(StoreFault) as caught:
        desk.sign_in(NURSE.name, PASSPHRASE)
    assert caught.value.code == "ledger-unknown"


def test_verify_finds_a_ledger_that_was_cut(desk: Desk) -> None:
    path = desk.folder / ledger.NAME
    before = path.read_bytes()
    desk.change_setting("carry_on_minutes", 5, "x")
    after = path.read_bytes()
    head = before[: before.index(b'"mac"')]
    path.write_bytes(head + after[after.index(b'"mac"') :])
    desk.lock()
    report = verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=desk.clock)
    assert [line for line in report.lines if line.startswith("Ledger")] == [
        "Ledger entry 0: entries are missing at the end, or the newest mark does not fit."
    ]


def test_verify_finds_an_author_nobody_knows(desk: Desk) -> None:
    opened = home.unlock(desk.folder, ADMIN.name, PASSPHRASE, desk.clock)
    stranger = replace(opened, me=replace(opened.me, id="f" * 32))
    leading.write(stranger, setting(desk), desk.clock.now())
    desk.lock()
    report = verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=desk.clock)
    assert "Ledger entry 3: it was written by nobody this home knows." in report.lines


def test_entries_that_stand(shipped: Protocol, desk: Desk) -> None:
    at = desk.clock.now()
    for fact in (
        UnitChanged(unit=UNIT),
        setting(desk),
        setting(desk, value=None),
        setting(desk, setting="gone", content_hash="another content"),
        ApprovalWithdrawn(content_hash="x", reason="r"),
        Approved(version="1", content_hash="x", on=date(2026, 1, 1), **SIGNER),
    ):
        assert leading.broken(shipped, Written(number=1, at=at, author="a", fact=fact)) == ""


def test_what_is_written_is_read_back(desk: Desk) -> None:
    facts = (
        UnitChanged(unit=replace(UNIT, own=(PLACE,)), reason="r"),
        setting(desk),
        Approved(version="1", content_hash="x", on=date(2026, 1, 1), **SIGNER),
        ApprovalWithdrawn(content_hash="x", reason="r"),
    )
    opened = home.unlock(desk.folder, ADMIN.name, PASSPHRASE, desk.clock)
    for fact in facts:
        leading.write(opened, fact, desk.clock.now())
    found = leading.entries(opened)
    assert tuple(entry.fact for entry in found[2:]) == facts
    assert {entry.author for entry in found} == {opened.me.id}
    with pytest.raises((BadInput, Refused)):
        desk.change_setting("nothing", 1, "x")
