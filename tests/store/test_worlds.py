"""Nothing crosses between a ward's home, a synthetic one and one for training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from srh_assess.assessment import drilling
from srh_assess.assessment.facts import Admitted
from srh_assess.assessment.record import Record
from srh_assess.errors import UserError
from srh_assess.store import backup, clinical, home, moments, restore, verify
from srh_assess.store.opened import Opened
from srh_assess.store.slots import Kind
from tests.store.every_fact import every_fact
from tests.store.wards import NOON, NURSE, Ward, filled

BEGUN = drilling.DrillBegun(scenario="x", version=1, mark="m")


@pytest.fixture
def practice(tmp_path: Path) -> Ward:
    return Ward(tmp_path / "practice", kind="training")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def begin(ward: Ward, number: str = "9990000018") -> str:
    """A stay with its scenario, as training brings one in."""
    with ward.store() as store:
        admission = store.new_admission_id()
        admitted = next(f for f in every_fact("x") if isinstance(f, Admitted))
        identity = type(admitted.identity)(family="Teal", given="Amara", nhs_number=number)
        stay = type(admitted.stay)(admitted=NOON, ward="Rowan", room="1")
        store.note(admission, ward.nurse_id, BEGUN, Admitted(identity=identity, stay=stay))
    return admission


@pytest.mark.parametrize("kind", ["live", "synthetic"])
def test_a_fact_of_training_is_written_nowhere_else(tmp_path: Path, kind: Kind) -> None:
    ward = Ward(tmp_path / "ward", kind=kind)
    kinds = [f for f in every_fact("x", training=True) if isinstance(f, drilling.KINDS)]
    assert len(kinds) == len(drilling.KINDS)
    with ward.store() as store:
        record = ward.admit(store)
        for fact in kinds:
            with pytest.raises(UserError) as caught, store.transaction(record, "x") as adding:
                adding.add(fact)
            assert caught.value.code == "training-only"
            assert store.record(record.admission) == record


def test_in_training_only_a_scenario_brings_somebody_in(practice: Ward) -> None:
    with practice.store() as store:
        assert code_of(lambda: practice.admit(store)) == "training-no-scenario"
    assert code_of(lambda: begin(practice, "9434765919")) == "training-real-number"
    admission = begin(practice)
    with practice.store() as store:
        assert store.record(admission).drill == BEGUN
        (row,) = store.board()
        assert row.family == "Teal"
    assert verify.walk(practice.nurse()).clean


def test_a_stay_is_not_taken_in_from_elsewhere(practice: Ward, tmp_path: Path) -> None:
    other = Ward(tmp_path / "other", kind="synthetic")
    first, _ = filled(other)
    with other.store() as store:
        record, entries = store.record(first), list(store.entries(first))
    with practice.store() as store:
        assert code_of(lambda: store.take_in(record, entries)) == "played-into-live"


@pytest.mark.parametrize("kind", ["live", "synthetic"])
def test_only_training_opens_its_home_and_it_opens_no_other(
    tmp_path: Path, practice: Ward, kind: Kind
) -> None:
    ward = Ward(tmp_path / "ward", kind=kind)
    ward.training, practice.training = True, False
    assert code_of(ward.nurse) == "training-not-here"
    assert code_of(practice.nurse) == "training-door"
    key = practice.recovery_key
    assert (
        code_of(lambda: home.unlock_with_recovery_key(practice.folder, key, practice.clock))
        == "training-door"
    )


def opens(ward: Ward) -> Callable[[Path], Opened]:
    return lambda made: home.unlock(made, NURSE.name, NURSE.passphrase, ward.clock)


def test_no_backup_is_made_of_training_and_none_lands_on_another_world(
    tmp_path: Path, practice: Ward
) -> None:
    target = tmp_path / "a.srhbackup"
    assert code_of(lambda: backup.back_up(practice.nurse(), target, NOON)) == "training-no-backup"
    ward, synthetic = Ward(tmp_path / "ward"), Ward(tmp_path / "s", kind="synthetic")
    for one, onto in ((ward, practice), (synthetic, ward), (ward, synthetic)):
        backup.back_up(one.nurse(), target, NOON)
        before = (onto.folder / "clinical.db").read_bytes()
        with pytest.raises(UserError) as caught:
            restore.restore(target, onto.folder, opens(one), one.clock)
        assert caught.value.code == "training-other-world"
        assert (onto.folder / "clinical.db").read_bytes() == before


def test_a_row_of_another_world_is_found(practice: Ward) -> None:
    begin(practice)
    with practice.tampering() as connection:
        connection.execute("ALTER TABLE board RENAME TO old")
        connection.execute(
            "CREATE TABLE board (admission TEXT PRIMARY KEY, row BLOB NOT NULL, origin TEXT) STRICT"
        )
        connection.execute("INSERT INTO board SELECT admission, row, 'live' FROM old")
        connection.execute("DROP TABLE old")
    assert {one.what for one in verify.walk(practice.nurse()).misfits} == {"world"}


def test_moments_are_of_training_alone(ward: Ward) -> None:
    opened = ward.nurse()
    assert code_of(lambda: moments.keep(opened, "a")) == "training-not-here"
    assert code_of(lambda: moments.bring_back(opened, "a", NOON)) == "training-not-here"
    assert code_of(lambda: moments.forget(opened, but="a")) == "training-not-here"


def test_going_back_throws_away_what_came_since_and_proves_clean(practice: Ward) -> None:
    first = begin(practice)
    moments.keep(practice.nurse(), "one")
    second = begin(practice)
    moments.bring_back(practice.nurse(), "one", NOON)
    with practice.store() as store:
        assert tuple(store.admissions()) == (first,)
        assert store.record(second) == Record(admission=second)
    assert verify.walk(practice.nurse()).clean
    begin(practice)
    with practice.store() as store:
        assert len(tuple(store.admissions())) == 2
        assert code_of(lambda: moments.bring_back(practice.nurse(), "one", NOON)) == "home-in-use"
    assert verify.walk(practice.nurse()).clean
    moments.keep(practice.nurse(), "two")
    moments.forget(practice.nurse(), but="one")
    assert [file.name for file in (practice.folder / moments.FOLDER).iterdir()] == ["one.db"]


def test_an_upgrade_of_training_makes_no_backup_first(ward: Ward, practice: Ward) -> None:
    clinical._saved_first(practice.nurse(), NOON)
    assert not (practice.folder / backup.FOLDER).exists()
    clinical._saved_first(ward.nurse(), NOON)
    assert len(list((ward.folder / backup.FOLDER).iterdir())) == 1


@pytest.mark.parametrize(
    "raw", [b"", bytes(4096), b"no journal at all"], ids=["emptied", "zeros", "else"]
)
def test_a_damaged_moment_does_not_take_the_place_of_what_stands(
    practice: Ward, raw: bytes
) -> None:
    moments.keep(practice.nurse(), "begun")
    (practice.folder / moments.FOLDER / "begun.db").write_bytes(raw)
    stands = practice.journal_file.read_bytes()
    assert code_of(lambda: moments.bring_back(practice.nurse(), "begun", NOON)) == "moment-damaged"
    assert practice.journal_file.read_bytes() == stands
    assert not list(practice.folder.glob(".clinical.db.*"))
    with practice.store() as store:
        assert store.head.number == 0
