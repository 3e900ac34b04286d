"""Another version at the desk: what it changes, what it would find, how far it is, and stopping."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused, UserError
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.store import home, membership
from srh_assess.store.accounts import NewAccount
from srh_assess.workflow import other_version, print_protocol
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, complete
from tests.protocol.small import write
from tests.workflow.homes import new_desk, sitting

BOTH = NewAccount(
    name="imelda", display="Imelda Frost", roles=("nurse", "lead"), passphrase=PASSPHRASE
)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    """A lead who may read records, with one woman on the ward."""
    desk = new_desk(tmp_path / "home", clock)
    complete(sitting(desk), {"G02": ("heavy",)})
    opened = home.unlock(desk.folder, NURSE.name, PASSPHRASE, clock)
    membership.add_account(opened, BOTH)
    desk.sign_in(BOTH.name, PASSPHRASE)
    return desk


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The shipped content with one need renamed, and raised by nothing."""
    folder = tmp_path / "other"
    copytree(shipped("protocol"), folder)
    needs = folder / "needs.toml"
    needs.write_text(
        needs.read_text("utf-8").replace('value = "heavy"', 'value = "painful"'), "utf-8"
    )
    return folder


def test_what_it_is_held_against_is_the_content_in_use_with_its_cases() -> None:
    held = other_version.shipped_content()
    assert held.content_hash == load().content_hash
    assert held.cases
    assert not load().cases


def test_a_lead_sees_what_it_changes(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (
        write(tmp_path / "old"),
        write(tmp_path / "new", "needs.toml", 'op = ">", value = 3', 'op = ">", value = 4'),
    )
    before = load(old, cases=True)
    monkeypatch.setattr(other_version, "shipped_content", lambda: before)
    assert "0 new, 1 changed, 0 gone" in other_version.changes(desk, new)


def test_a_lead_sees_what_it_would_find(desk: Desk, other: Path) -> None:
    heard: list[tuple[int, int]] = []

    def told(done: int, of: int) -> bool:
        heard.append((done, of))
        return True

    before = desk.ledger
    said = other_version.rehearsal(desk, other, told)
    assert said.splitlines()[0] == "1 admission looked at, 1 would change."
    assert "Nothing was written." in said
    assert heard == [(0, 1)]
    assert desk.ledger == before


def test_it_stops_before_the_next_record(desk: Desk, other: Path) -> None:
    said = other_version.rehearsal(desk, other, lambda done, of: False)
    assert said.splitlines()[:2] == [
        "Stopped before every record was looked at.", "0 admissions looked at, 0 would change.",
    ]  # fmt: skip


def test_a_folder_that_is_no_version_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        other_version.read(tmp_path)
    assert caught.value.code == "version-folder"


@pytest.mark.parametrize("who", [NURSE.name, ADMIN.name])
def test_it_needs_a_lead_and_a_key_to_the_records(desk: Desk, other: Path, who: str) -> None:
    desk.sign_in(who, PASSPHRASE)
    with pytest.raises(Refused):
        other_version.rehearsal(desk, other, lambda done, of: True)
    if who == NURSE.name:
        with pytest.raises(Refused):
            other_version.changes(desk, other)


def test_the_handbook_says_first_how_its_approval_stands(
    desk: Desk, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = load(write(tmp_path / "small"), cases=True)
    monkeypatch.setattr(print_protocol, "load", lambda cases: small)  # the whole one takes a while
    assert "Not yet approved by the trust." in print_protocol.of_desk(desk, "html").decode()
    desk.approve(
        content_hash=desk.shipped.content_hash, name="Dr Karlsson", role="Consultant",
        registration="7000001",
    )  # fmt: skip
    assert print_protocol.standing(desk).startswith("Approved by Dr Karlsson, Consultant, on ")
    clock.move(timedelta(days=1000))
    assert "past their review date" in print_protocol.standing(desk)
    made = print_protocol.of_desk(desk, "pdf")
    print_protocol.keep(tmp_path / "handbook.pdf", made)
    assert (tmp_path / "handbook.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(UserError):
        print_protocol.keep(tmp_path / "gone" / "handbook.pdf", made)
