"""Transactions: together, durable, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import Answer, State, When
from srh_assess.assessment.keeping import Disposed
from srh_assess.assessment.record import Record
from srh_assess.errors import UserError
from srh_assess.store import anchor, projections, verify
from srh_assess.store.clinical import ClinicalStore
from tests.store.wards import NOON, Ward, filled


@pytest.fixture
def store(ward: Ward) -> Iterator[ClinicalStore]:
    with ward.store() as opened:
        yield opened


def refused(caught: pytest.ExceptionInfo[UserError]) -> str:
    assert caught.value.next_step
    return caught.value.code


def test_what_was_added_is_the_record_and_is_on_disk(ward: Ward, store: ClinicalStore) -> None:
    record = ward.answer(store, ward.admit(store), "yes", "no")
    assert record.answers["O01"].value == "no"
    assert store.record(record.admission) == record
    kinds = [type(entry.fact).__name__ for entry in store.entries(record.admission)]
    assert kinds == ["Admitted", "Answered", "Answered"]
    assert [entry.number for entry in store.entries(record.admission)] == [1, 2, 3]


def test_several_facts_are_one_transaction_at_one_moment(ward: Ward, store: ClinicalStore) -> None:
    record = ward.admit(store)
    with store.transaction(record, ward.nurse_id) as t:
        t.add(facts.SittingBegun(sitting="s1", protocol="p"))
        ward.clock.move(timedelta(seconds=1))
        last = t.add(facts.PageReached(sitting="s1", page="gate"))
        assert t.record == last
    assert store.record(record.admission) == last
    first, second = list(store.entries(record.admission))[1:]
    assert second.at == first.at
    assert {first.author, second.author} == {ward.nurse_id}


def test_nothing_is_kept_when_the_block_raises(ward: Ward, store: ClinicalStore) -> None:
    record = ward.admit(store)
    with pytest.raises(ZeroDivisionError), store.transaction(record, ward.nurse_id) as t:
        t.add(facts.SittingBegun(sitting="s1", protocol="p"))
        raise ZeroDivisionError
    assert store.record(record.admission) == record
    assert ward.answer(store, record, "yes").last_entry == record.last_entry + 1


def test_a_transaction_without_facts_writes_nothing(ward: Ward, store: ClinicalStore) -> None:
    head = store.head
    with store.transaction(Record(admission="new"), ward.nurse_id):
        pass
    assert store.head == head


def test_a_record_that_has_moved_on_is_not_written_over(ward: Ward, store: ClinicalStore) -> None:
    old = ward.admit(store)
    newer = ward.answer(store, old, "yes")
    with pytest.raises(UserError) as caught:
        ward.answer(store, old, "no")
    assert refused(caught) == "record-moved-on"
    assert store.record(old.admission) == newer


def test_the_board_follows_the_record(ward: Ward, store: ClinicalStore) -> None:
    record = ward.admit(store, "Okafor", "3")
    other = ward.admit(store, "Nguyễn", "1")
    assert [(r.family, r.room) for r in store.board()] == [("Nguyễn", "1"), ("Okafor", "3")]
    assert record.identity
    assert record.stay
    moved = facts.AdmissionCorrected(
        identity=record.identity,
        stay=facts.Stay(admitted=NOON, ward="Rowan", room="0"),
        reason="moved",
    )
    with store.transaction(record, ward.nurse_id) as t:
        t.add(moved)
    assert [r.admission for r in store.board()] == [record.admission, other.admission]


def test_projections_are_made_again_from_the_journal(ward: Ward) -> None:
    filled(ward)
    with ward.tampering() as connection:
        connection.execute("DELETE FROM board")
        connection.execute("UPDATE admissions SET family = 'Smith'")
    assert {m.what for m in verify.walk(ward.nurse()).misfits} == {"projection"}
    with ward.store() as store:
        assert store.board() == ()
        store.rebuild()
        assert [row.family for row in store.board()] == ["Nguyen", "Okafor"]
    assert verify.walk(ward.nurse()).clean


def test_rows_of_an_older_program_are_made_again_at_the_next_opening(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(ward)
    with ward.tampering() as connection:
        connection.execute("UPDATE board SET row = x'7b7d'")
    monkeypatch.setattr("srh_assess.store.projections.SHAPE", 1000)
    with ward.store() as store:
        assert len(store.board()) == 2
        assert store._lists.current()


def test_every_admission_can_be_gone_through(ward: Ward) -> None:
    ids = filled(ward)
    with ward.store() as store:
        assert set(store.admissions()) == set(ids)


def test_an_admission_whose_key_was_lawfully_destroyed_is_closed_for_good(ward: Ward) -> None:
    first, second = filled(ward)
    with ward.store() as store:
        before = store.record(first)
        certificate = Disposed(
            disposal="d", admission=first, entries=8, first=NOON.date(), last=NOON.date(),
            held_as="srh", reason="Its time", proposed_by="another",
        )  # fmt: skip
        store.dispose(certificate, ward.nurse_id)
    assert verify.walk(ward.nurse()).clean
    with ward.store() as store:
        with pytest.raises(UserError) as caught:
            store.record(first)
        assert refused(caught) == "admission-disposed"
        with pytest.raises(UserError) as caught:
            ward.answer(store, before, "again")
        assert refused(caught) == "admission-disposed"
        store.rebuild()
        assert [row.admission for row in store.board()] == [second]


VALUES = st.one_of(
    st.text(max_size=50),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
)
WHENS = st.sampled_from(
    [When(), When.exactly(NOON), When(earliest=NOON, latest=NOON + timedelta(microseconds=1))]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES, when=WHENS, words=st.text(max_size=50))
def test_what_is_read_back_is_what_was_said(
    ward: Ward, store: ClinicalStore, value: str | int | float, when: When, words: str
) -> None:
    record = Record(admission=store.new_admission_id())
    said = facts.Answered(sitting="s", item="X01", taken=NOON, value=value, when=when, words=words)
    with store.transaction(record, ward.nurse_id) as t:
        record = t.add(said)
        before = Answer(item="X01", taken=NOON, state=State.UNSURE)
        record = t.add(facts.Undone(sitting="s", item="X01", undoes=record.last_id, before=before))
    assert store.record(record.admission) == record
    assert next(iter(store.entries(record.admission))).fact == said


def test_a_long_note_is_kept_whole(ward: Ward, store: ClinicalStore) -> None:
    record = ward.answer(store, ward.admit(store), "ư" * 10_000)
    assert store.record(record.admission).answers["O01"].value == "ư" * 10_000


def test_closing_lets_the_home_go_even_where_the_anchor_cannot_follow(ward: Ward) -> None:
    store = ClinicalStore.open(ward.nurse(), ward.clock)
    assert not store.lock.wanted()
    (ward.folder / anchor.NAME).rename(ward.folder / "elsewhere")
    store.close()
    (ward.folder / "elsewhere").rename(ward.folder / anchor.NAME)
    with ward.store() as again:
        assert not again.unclean


def test_who_is_no_longer_on_the_ward_leaves_the_board_and_not_the_lists(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discharge is not recorded yet; the board follows whatever ``board_row`` says."""
    first, second = filled(ward)
    on_ward = projections.board_row
    monkeypatch.setattr(
        projections, "board_row", lambda r: None if "O01" not in r.answers else on_ward(r)
    )
    with ward.store() as store:
        with store.transaction(store.record(first), ward.nurse_id) as t:
            t.add(facts.Cleared(sitting="s1", item="O01"))
        assert [row.admission for row in store.board()] == [second]
        assert store._lists.counts() == (2, 1, 0)
    assert verify.walk(ward.nurse()).clean


def test_drafts_of_a_killed_program_are_swept_after_a_day(ward: Ward) -> None:
    yesterday = (NOON - timedelta(hours=25)).timestamp()
    old = [ward.folder / ".slots.json.x", ward.folder / "backups" / ".making-x" / "clinical.db"]
    for path in (*old, ward.folder / ".young"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for path in (old[0], old[1].parent):
        os.utime(path, (yesterday, yesterday))
    os.utime(ward.folder / ".young", (NOON.timestamp(), NOON.timestamp()))
    with ward.store():
        pass
    assert not any(path.exists() for path in old)
    assert (ward.folder / ".young").exists()


def test_several_stays_are_written_together_or_not_at_all(ward: Ward, store: ClinicalStore) -> None:
    with store.together():
        first = ward.admit(store)
        second = ward.answer(store, ward.admit(store, "Nguyen"), "yes")
    head = store.head
    assert head.number == 3
    with pytest.raises(ZeroDivisionError), store.together():
        ward.answer(store, first, "yes")
        raise ZeroDivisionError
    assert store.head == head
    assert store.record(first.admission) == first
    assert store.record(second.admission) == second
    assert ward.answer(store, first, "yes").last_entry == 4
    assert len(store.board()) == 2
    assert verify.walk(ward.nurse()).clean


def test_a_stay_played_elsewhere_keeps_its_ids_and_times(tmp_path: Path) -> None:
    here, there = Ward(tmp_path / "here", kind="synthetic"), Ward(tmp_path / "there")
    with here.store() as store:
        record = here.answer(store, here.admit(store), "yes", "no")
        played = list(store.entries(record.admission))
    other = Ward(tmp_path / "other", kind="synthetic")
    with other.store() as store:
        other.admit(store)
        store.take_in(record, played)
        found = list(store.entries(record.admission))
        assert [entry.number for entry in found] == [2, 3, 4]
        assert [replace(entry, number=0) for entry in found] == [
            replace(entry, number=0) for entry in played
        ]
        with pytest.raises(UserError) as caught:
            store.take_in(record, played)
        assert refused(caught) == "record-moved-on"
    assert verify.walk(other.nurse()).clean
    with there.store() as store, pytest.raises(UserError) as caught:
        store.take_in(record, played)
    assert refused(caught) == "played-into-live"


def test_who_is_alike_is_found_by_number_birth_and_name(ward: Ward, store: ClinicalStore) -> None:
    first, second = ward.admit(store), ward.admit(store, "Nguyen")
    everyone = {first.admission, second.admission}

    def found(**sought: object) -> set[str]:
        who = facts.Identity(**{"family": "", **sought})  # type: ignore[arg-type]
        return {row.admission for row in store.alike(who)}

    assert found(nhs_number="9990000018") == everyone
    assert found(local_id="L1") == everyone
    assert found(born=date(1990, 2, 28)) == everyone
    assert found(family="okafor", given="JOAN") == {first.admission}
    assert found(family="okafor") == set()
    assert found(nhs_number="9990000026", born=date(1990, 2, 27)) == set()
    (row, _) = store.alike(facts.Identity(family="", local_id="L1"))
    assert row.ended is None
    assert row.born == date(1990, 2, 28)
