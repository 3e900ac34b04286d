"""Synthetic homes: the same from the same seed, clean, and a ward in every state."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess import cli
from srh_assess.assessment import facts
from srh_assess.assessment.disclosing import HarmReported
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.legal import SectionChanged
from srh_assess.assessment.looking import SignedIn
from srh_assess.clock import SetClock, local
from srh_assess.errors import BadInput, UserError
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.store import home
from srh_assess.store.projections import BoardRow, board_row
from srh_assess.workflow import simulate
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.invented import stories, troupe
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.light import MOST_ENTRIES
from srh_assess.workflow.invented.setting import Profile, Setting
from srh_assess.workflow.invented.stage import Played, Scratch
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import CHEAP

AT = datetime(2026, 3, 10, 14, tzinfo=UTC)
ME = "a" * 32
ASKER, REVIEWER = "c" * 32, "d" * 32


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return load()


@pytest.fixture(scope="module")
def trust(protocol: Protocol) -> list[Played]:
    """Six wards, from the first to the tenth month."""
    return list(
        troupe.plays(
            protocol, ME, 700, 7, Setting(profile="trust"), AT, asker=ASKER, reviewer=REVIEWER
        )
    )


def make(folder: Path, protocol: Protocol, count: int, profile: Profile) -> simulate.Made:
    return simulate.simulate(
        folder, count, 7, protocol, setting=Setting(profile=profile), at=AT, cost=CHEAP
    )


def clean(folder: Path, protocol: Protocol) -> None:
    found = verify_home(folder, "nurse", simulate.PASSPHRASE, protocol=protocol, clock=SetClock(AT))
    assert found.lines[-1] == "Everything fits."


def board(folder: Path, protocol: Protocol) -> tuple[BoardRow, ...]:
    desk = Desk(folder, protocol, SetClock(AT))
    desk.sign_in("nurse", simulate.PASSPHRASE)
    try:
        return desk._clinical().board()  # of every ward: a nurse's own board holds hers
    finally:
        desk.lock()


def test_a_drill_is_a_full_ward_in_every_state(tmp_path: Path, protocol: Protocol) -> None:
    folder = tmp_path / "home"
    made = make(folder, protocol, 18, "drill")
    assert "12 women" in made.lines[0]
    assert home.kind(folder) == "synthetic"
    rows = board(folder, protocol)
    assert [row.ward for row in rows] == ["Willow Ward"] * 12
    by_bed = {int(row.room): row for row in rows}
    states = Counter(row.state for row in rows)
    assert states == {
        "complete": 4, "deferred": 2, "partial": 1, "declined": 1, "paused": 2,
        "sitting": 1, "not_begun": 1,
    }  # fmt: skip
    assert [c.state for c in by_bed[2].clocks if c.state != "closed"]
    assert {c.act for c in by_bed[6].clocks} >= {"ringing"}
    assert by_bed[5].needs_by_urgency
    assert by_bed[8].results_owed
    assert by_bed[9].letters_waiting == 1
    assert by_bed[11].away == "leave"
    assert (by_bed[3].gate, by_bed[3].gate_owner) == ("defer", by_bed[3].named_nurse)
    assert 3 <= len({row.named_nurse for row in rows}) <= 6
    assert (by_bed[5].family, by_bed[5].given) == (by_bed[12].family, by_bed[12].given)
    assert by_bed[5].born != by_bed[12].born
    clean(folder, protocol)


def test_fewer_than_a_ward_is_a_part_of_one(tmp_path: Path, protocol: Protocol) -> None:
    make(tmp_path / "home", protocol, 3, "drill")
    assert len(board(tmp_path / "home", protocol)) == 3


@pytest.mark.parametrize(("profile", "count"), [("drill", 14), ("trust", 12), ("load", 10)])
def test_the_same_seed_gives_the_same_entries(
    protocol: Protocol, profile: Profile, count: int
) -> None:
    first, again, other = (
        [
            entries
            for _, entries in troupe.plays(
                protocol,
                ME,
                count,
                seed,
                Setting(profile=profile),
                AT,
                asker=ASKER,
                reviewer=REVIEWER,
            )
        ]
        for seed in (7, 7, 8)
    )
    assert first == again
    assert first != other
    assert len(first) == count


def test_what_stands_on_disk_is_what_was_played(tmp_path: Path, protocol: Protocol) -> None:
    def written(name: str) -> list[facts.Entry]:
        make(tmp_path / name, protocol, 13, "drill")
        desk = Desk(tmp_path / name, protocol, SetClock(AT))
        desk.sign_in("nurse", simulate.PASSPHRASE)
        store = desk._clinical()
        every = [e for one in sorted(store.admissions()) for e in store.entries(one)]
        found = [e for e in every if not isinstance(e.fact, SignedIn)]  # this very sign-in
        desk.lock()
        return [replace(entry, author="") for entry in found]

    assert written("one") == written("two")


def test_a_trust_has_its_planted_stories(tmp_path: Path, protocol: Protocol) -> None:
    folder = tmp_path / "home"
    make(folder, protocol, 90, "trust")
    rows = board(folder, protocol)
    assert {row.ward for row in rows} <= {
        f"{w} Ward" for w in ("Willow", "Rowan", "Alder", "Hawthorn", "Aspen", "Juniper")
    }
    backlog = [row for row in rows if row.ward == "Rowan Ward"]
    assert {row.state for row in backlog} == {"deferred"}
    clean(folder, protocol)


@pytest.mark.parametrize("seed", range(1, 6))
def test_one_ward_has_a_whole_month_of_the_calendar_without_admissions(
    protocol: Protocol, seed: int
) -> None:
    made = troupe._Troupe(protocol, ME, seed, AT, (ASKER, REVIEWER), Setting())
    found, span = made._visits(1_500)
    shut = anchors().planted.closed_ward
    months = zip(found, made._months(found, span), strict=True)
    assert {14, 15, 16, 17} - {month for visit, month in months if visit.ward == shut}


def test_in_one_month_one_woman_stands_alone(trust: list[Played]) -> None:
    """The month less those of Section 3 is she, and so is her row of ethnic categories."""
    begun = [record.stay for record, _ in trust if record.stay]
    months = [local(stay.admitted).strftime("%Y-%m") for stay in begun]
    names = sorted(set(months))
    odd = names[anchors().planted.odd_month]
    there = [stay for stay, month in zip(begun, months, strict=True) if month == odd]
    assert Counter(stay.legal_status for stay in there) == {
        "Section 3": len(there) - 1, "Other": 1,
    }  # fmt: skip
    assert len(there) > 16
    rare = [stay for stay in begun if stay.ethnic == anchors().planted.odd_ethnic]
    assert rare == [stay for stay in there if stay.legal_status == "Other"]


@pytest.mark.parametrize(
    ("month", "share"),
    [
        (0, 0.12),
        (1, 0.12),
        (12, 0.12),
        (13, 0.22),
        (15, 0.42),
        (16, 0.42),
        (20, 0.02),
        (26, 0.41),
        (32, 0.11),
        (33, 0.42),
    ],
)
def test_the_share_assessed_follows_its_story(month: int, share: float) -> None:
    assert stories.assessed_share(month) == pytest.approx(share)


def test_a_load_is_mostly_short_and_who_is_here_is_on_one_ward(
    tmp_path: Path, protocol: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(troupe, "IN_FULL", 14)
    monkeypatch.setattr(troupe, "HERE", 12)
    monkeypatch.setattr(simulate, "TOGETHER", 50)
    folder = tmp_path / "home"
    make(folder, protocol, 130, "load")
    rows = board(folder, protocol)
    assert {row.ward for row in rows} == {"Willow Ward"}
    assert sorted(int(row.room) for row in rows) == list(range(1, 13))
    assert len({row.state for row in rows}) > 4
    assert len({row.named_nurse for row in rows}) > 2
    played = list(
        troupe.plays(
            protocol, ME, 130, 7, Setting(profile="load"), AT, asker=ASKER, reviewer=REVIEWER
        )
    )
    gone = [entries for record, entries in played[2:] if record.ended]
    assert len(gone) == 116
    assert max(len(entries) for entries in gone) <= MOST_ENTRIES
    assert max(len(entries) for _, entries in played[:2]) > 40
    for record, entries in played:
        assert fold_all(record.admission, entries) == record
        assert board_row(record) is None or record.ended is None
    clean(folder, protocol)


@pytest.mark.parametrize("count", [0, -1, simulate.MOST + 1])
def test_no_stays_or_far_too_many_are_refused(
    tmp_path: Path, protocol: Protocol, count: int
) -> None:
    with pytest.raises(BadInput) as caught:
        make(tmp_path / "home", protocol, count, "drill")
    assert caught.value.sentence
    assert not home.exists(tmp_path / "home")


def test_a_home_that_is_there_is_left_alone(tmp_path: Path, protocol: Protocol) -> None:
    make(tmp_path / "home", protocol, 1, "drill")
    with pytest.raises(UserError) as caught:
        make(tmp_path / "home", protocol, 1, "drill")
    assert caught.value.code == "home-exists"


def test_the_moment_is_the_seeds_or_the_users() -> None:
    assert simulate.moment("") is None
    assert simulate.moment("2026-07-01T14:00") == datetime(2026, 7, 1, 13, tzinfo=UTC)
    assert simulate.moment_of(7) == simulate.moment_of(247)
    with pytest.raises(BadInput):
        simulate.moment("soon")


def test_the_scratch_journal_gives_a_record_back() -> None:
    import random

    journal = Scratch(random.Random(1), SetClock(AT))
    assert journal.record("a").identity is None
    for admission in ("a", "b"):
        with journal.transaction(journal.record(admission), ME) as adding:
            adding.add(facts.Moved(at=AT))
    assert journal.record("a").last_entry == 1


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ("admin", "nurse", troupe.ASKER, troupe.REVIEWER)
    monkeypatch.setattr(simulate, "PEOPLE", {role: troupe.PEOPLE[role] for role in few})
    words = tmp_path / "words"
    words.write_text("four plain words here\n", "utf-8")
    make_one = ["simulate", str(tmp_path / "home"), "--admissions", "1", "--seed", "3"]
    named = ["--profile", "drill", "--stories", "--at", "now", "--passphrase-file", str(words)]
    assert cli.main([*make_one, *named]) == cli.DONE
    said = capsys.readouterr().out
    assert "four plain words here" in said
    assert "nurse: Ruth Adeyemi" in said
    assert cli.main(make_one) == cli.WRONG_USE
    assert cli.main([*make_one, "--at", "soon"]) == cli.WRONG_USE


def test_a_set_with_a_planted_gap_says_so(tmp_path: Path, protocol: Protocol) -> None:
    gap = Setting(profile="drill", gap=True)
    made = simulate.simulate(tmp_path / "home", 1, 7, protocol, setting=gap, at=AT, cost=CHEAP)
    assert simulate.PLANTED_GAP in made.lines[1]
    desk = Desk(tmp_path / "home", protocol, SetClock(AT))
    desk.sign_in("nurse", simulate.PASSPHRASE)
    assert desk.unit is not None
    assert desk.unit.trust.endswith(simulate.PLANTED_GAP)
    desk.lock()


def test_a_first_no_a_section_and_distress_turn(trust: list[Played]) -> None:
    played = trust
    closed = [[o.signed.outcome for o in r.sittings if o.signed] for r, _ in played]
    assert ["declined", "complete"] in closed
    every = [entry.fact for _, entries in played for entry in entries]
    became = [fact for fact in every if isinstance(fact, SectionChanged)]
    assert {fact.legal_status for fact in became} == {"Section 3"}
    harms = [fact for fact in every if isinstance(fact, HarmReported)]
    assert 0 < len(harms) < 10
    assert {fact.what for fact in harms} <= {"distress", "felt_pressed", "privacy"}
