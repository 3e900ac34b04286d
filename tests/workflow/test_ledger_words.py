"""The lead's ledger in words: every kind of entry, what it is now and what it was before."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec.structs import replace

from srh_assess.protocol.load import load
from srh_assess.workflow import leading
from srh_assess.workflow.account_facts import AccountActed
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.came import CameIn
from srh_assess.workflow.leading import (
    ApprovalWithdrawn,
    Approved,
    LogoChanged,
    SettingChanged,
    UnitChanged,
    Written,
)  # fmt: skip
from srh_assess.workflow.ledger_words import Said, said, unit_changes
from srh_assess.workflow.own_ward import OwnWard
from srh_assess.workflow.unit import OwnPlace, Unit

SHIPPED = load()
AT = datetime(2026, 7, 14, 13, tzinfo=UTC)
FIRST = Unit(trust="Northmoor", ward="Willow", phones={"SRH": "0100"}, holds=("self_swab",))
PLACE = OwnPlace(id="own-1", label="Drop-in", needs=("N01",))
SETTING = next(row for row in SHIPPED.settings.values() if row.least is not None)


def written(*facts: leading.LedgerFact) -> tuple[Said, ...]:
    entries = [
        Written(number=n, at=AT, author="frances" if n > 1 else "", fact=fact)
        for n, fact in enumerate(facts, 1)
    ]
    return said(entries, SHIPPED, lambda author: author.title())


def changes(**new: object) -> list[str]:
    return list(unit_changes(FIRST, replace(FIRST, **new), SHIPPED))


def number(value: float | None, id: str = SETTING.id) -> SettingChanged:
    return SettingChanged(
        setting=id, value=value, shipped=SETTING.value, source="", content_hash="", reason="Local"
    )


def test_the_newest_stands_first_with_who_and_why() -> None:
    found = written(
        UnitChanged(unit=FIRST), UnitChanged(unit=replace(FIRST, ward="Elm"), reason="Moved")
    )
    assert [one.number for one in found] == [2, 1]
    assert (found[0].by, found[0].reason) == ("Frances", "Moved")
    assert found[0].lines == ("Name of the ward: Elm. Before: Willow",)
    assert "changed" in found[0].title
    assert found[1].by == "Set up"
    assert "Name of the trust: Northmoor. Before: nothing" in found[1].lines


def test_an_approval_and_its_end() -> None:
    approved = Approved(
        version="2026.1", content_hash="a" * 64, name="Dr Amina Karlsson", role="Consultant",
        registration="7000001", on=date(2026, 7, 1),
    )  # fmt: skip
    gone = ApprovalWithdrawn(content_hash="a" * 64, reason="Superseded")
    end, begin = written(approved, gone)
    assert begin.lines[0] == "Dr Amina Karlsson, Consultant, 7000001, 01-Jul-2026"
    assert begin.lines[1] == "Version 2026.1, content aaaaaaaaaaaa"
    assert begin.lines[2] == "Nobody with lived experience is named as having looked at it."
    assert (end.reason, end.lines) == ("Superseded", ("Content aaaaaaaaaaaa",))


def test_a_number_with_the_one_before_it() -> None:
    third, second, first = written(number(2), number(3), number(None))
    unit, shipped = SETTING.unit, f"{SETTING.value:g} {SETTING.unit}, as shipped"
    assert first.lines == (f"{SETTING.what}: 2 {unit}. Before: {shipped}",)
    assert second.lines == (f"{SETTING.what}: 3 {unit}. Before: 2 {unit}",)
    assert third.lines == (f"{SETTING.what}: {shipped}. Before: 3 {unit}",)
    (unknown,) = written(number(2, "gone_since"))
    assert unknown.lines[0].startswith("gone_since: 2. Before:")


def test_what_was_done_about_an_account() -> None:
    left, added = written(
        AccountActed(act="opened", account="ruth", roles=("nurse", "care_team")),
        AccountActed(act="removed", account=""),
    )
    assert added.lines == ("Ruth: the account was opened", "Roles: nurse, care team")
    assert left.lines == ("An account that has left: the account was removed",)


def test_a_picture() -> None:
    without, with_one = written(LogoChanged(picture=b"png"), LogoChanged(picture=b"", reason="Old"))
    assert "new picture" in with_one.lines[0]
    assert (without.lines[0], without.reason) == ("Letters have no picture", "Old")


def test_each_thing_of_a_unit_that_can_change() -> None:
    clinic = SHIPPED.destinations["SRH"].label
    assert changes() == []
    assert changes(phones={}) == [f"{clinic}: telephone: nothing. Before: 0100"]
    assert changes(addresses={"SRH": ("Quay", "Town")}) == [
        f"{clinic}: address: Quay, Town. Before: nothing"
    ]
    assert changes(hours={"GONE": "9 to 5"}) == ["GONE: hours: 9 to 5. Before: nothing"]
    assert changes(young_people=True) == ["Young people's pathway: on"]
    assert changes(sentences={"letter.support": "Made here"}) == [
        "Sentence letter.support: Made here. Before: as shipped"
    ]
    swab, pot = SHIPPED.supplies["self_swab"].name, SHIPPED.supplies["urine_pot"].name
    assert changes(holds=("urine_pot", "gone")) == [
        f"No longer on the ward: {swab}", f"On the ward now: {pot}", "On the ward now: gone",
    ]  # fmt: skip
    assert changes(holds=("self_swab",)) == []


def test_a_place_of_the_units_own() -> None:
    own = replace(FIRST, own=(PLACE,))
    assert changes(own=(PLACE,)) == ["A place of this unit's own: Drop-in"]
    assert list(unit_changes(own, FIRST, SHIPPED)) == [
        "No longer a place of this unit's own: Drop-in"
    ]
    other = replace(own, own=(replace(PLACE, use="Talk", needs=("N01", "N02")),))
    assert list(unit_changes(own, other, SHIPPED)) == [
        "Drop-in: what for: Talk. Before: nothing", "Drop-in: needs: N01, N02. Before: N01",
    ]  # fmt: skip
    named = replace(own, phones={**FIRST.phones, "own-1": "0200"})
    assert list(unit_changes(own, named, SHIPPED)) == ["Drop-in: telephone: 0200. Before: nothing"]


def test_the_lines_of_a_ward() -> None:
    rowan = OwnWard(ward="Rowan", phone="0200", address=("Post Room", "NM2 7QX"))
    with_it = replace(FIRST, wards=(rowan,))
    assert changes(wards=(rowan,)) == [
        "Lines of its own: Rowan",
        "Rowan: return address: Post Room, NM2 7QX. Before: nothing",
        "Rowan: telephone: 0200. Before: nothing",
    ]
    other = replace(with_it, wards=(replace(rowan, shown="Rowan Ward", phone=""),))
    assert list(unit_changes(with_it, other, SHIPPED)) == [
        "Rowan: name on letters: Rowan Ward. Before: nothing",
        "Rowan: telephone: nothing. Before: 0200",
    ]
    assert list(unit_changes(with_it, FIRST, SHIPPED)) == ["No longer with lines of its own: Rowan"]
    assert changes(answered="9 to 5") == [
        "When the ward's telephone is answered: 9 to 5. Before: nothing"
    ]


def test_where_backups_go() -> None:
    found = written(BackupsPlanned(every_hours=1), BackupsPlanned(folder="D:/kept", every_hours=8))
    assert [one.lines for one in found] == [
        ("Every 8 hours, in D:/kept",),
        ("Every hour, beside the record",),
    ]


def test_a_day_of_signing_in_has_a_title_and_nothing_below_it() -> None:
    (found,) = written(CameIn(roles=("nurse",)))
    assert (found.title, found.lines, found.reason) == ("Signed in", (), "")
