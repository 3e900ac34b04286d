"""A whole invented ward in training: marked like every row there, put back whole, and gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.assessment.drilling import DrillBegun
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.errors import BadInput, Refused, UserError
from srh_assess.store import home
from srh_assess.store.clinical import ClinicalStore
from srh_assess.workflow import training_ward
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.invented import planted, stories, troupe
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.summing import Out, Wish
from srh_assess.workflow.training_ward import InventedWard
from srh_assess.workflow.training_world import PASSPHRASE, WARD, WARD_AS_BUILT, Training
from srh_assess.workflow.verify import verify_home
from tests.workflow.test_training_marks import is_marked
from tests.workflow.worlds import NOON, PROTOCOL, training

FEW = 13
WISH = Wish(first="2026-09", last="2026-10", level="internal")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    made = training(tmp_path_factory.mktemp("training"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def built(world: Training) -> Iterator[InventedWard]:
    ward = InventedWard(world)
    ward.stays = FEW
    told: list[str] = []
    ward.build(3, Steps(told.append))
    assert told == [f"{place} of 13 stays" for place in range(1, FEW + 1)]
    yield ward
    ward.remove()


@pytest.fixture
def ward(built: InventedWard) -> InventedWard:
    built.again()
    return built


def test_every_file_of_it_begins_as_a_scenario_does_and_proves_clean(ward: InventedWard) -> None:
    assert home.kind(ward.folder) == "training"
    opened = home.unlock(ward.folder, "nurse", PASSPHRASE, ward.desk.clock, training=True)
    store = ClinicalStore.open(opened, ward.desk.clock)
    first = [next(store.entries(one)).fact for one in store.admissions() if store.row_of(one)]
    numbers = [identity.nhs_number for one in store.admissions()
               if (identity := store.record(one).identity)]  # fmt: skip
    store.close()
    assert len(first) == FEW
    assert all(isinstance(fact, DrillBegun) and fact.mark == "3" for fact in first)
    assert all(number.startswith("999") for number in numbers if number)
    found = verify_home(ward.folder, "nurse", PASSPHRASE, protocol=PROTOCOL, clock=ward.desk.clock)
    assert found.lines[-1] == "Everything fits."


def test_no_other_door_opens_it_and_nobody_real_comes_in(ward: InventedWard) -> None:
    with pytest.raises(Refused) as caught:
        Desk(ward.folder, PROTOCOL, ward.desk.clock).sign_in("nurse", PASSPHRASE)
    assert caught.value.code == "training-door"
    ward.sit_down("nurse")
    with pytest.raises(UserError) as refused:
        ward.desk.admit(Identity(family="Wren"), Stay(admitted=NOON, ward="Willow Ward"))
    assert refused.value.code == "training-no-scenario"


def test_a_nurse_finds_a_full_board_and_the_manager_figures_that_say_training(
    ward: InventedWard, tmp_path: Path
) -> None:
    ward.sit_down("nurse")
    assert [int(row.room) for row in ward.desk.board()] == sorted(range(1, 13), key=str)
    ward.sit_down("manager")
    assert not ward.desk.reads_records
    assert ward.desk.summary(Wish(first="2026-09", last="2026-11", level="internal")).admissions
    csv, pdf = tmp_path / "figures.csv", tmp_path / "figures.pdf"
    ward.desk.save_summary(WISH, Out(format="csv", file=csv))
    ward.desk.save_summary(WISH, Out(format="pdf", file=pdf))
    assert csv.read_text("utf-8-sig").startswith('"TRAINING: invented patients')
    is_marked(pdf.read_bytes())


def test_one_press_puts_everything_back_the_manager_s_work_too(
    ward: InventedWard, world: Training
) -> None:
    ward.sit_down("nurse")
    board = ward.desk.board()
    ward.desk.session(board[0].admission)
    assert ward.desk.board() != board
    ward.sit_down("manager")
    before = ward.desk.summary(WISH)
    world.clock.move_on(NOON + timedelta(hours=5))
    ward.again()
    assert world.clock.now() == ward.at == NOON
    ward.sit_down("nurse")
    assert ward.desk.board() == board
    ward.sit_down("manager")
    assert ward.desk.summary(WISH).figures == before.figures


def test_stopped_or_failed_nothing_of_it_is_left(
    world: Training, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = training(tmp_path / "training")
    ward, steps = InventedWard(other), Steps(stopped=training_ward.STOPPED)
    assert ward.stays == training_ward.STAYS
    steps.stop()
    with pytest.raises(Refused) as caught:
        ward.build(1, steps)
    assert caught.value.code == training_ward.STOPPED
    assert ward.at is None
    ward.stays = 1

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("shutil.copytree", full)
    with pytest.raises(OSError):
        ward.build(1, Steps())
    assert sorted(one.name for one in other.folder.iterdir()) == ["world"]
    other.close()


def test_taking_training_away_takes_the_ward_too(tmp_path: Path) -> None:
    other = training(tmp_path / "training")
    for name in (WARD, WARD_AS_BUILT):
        (other.folder / name).mkdir()
    other.remove()
    assert list(other.folder.iterdir()) == []


@pytest.mark.parametrize("given", ["", "x", "0", "10000", "-1", "1.5", "٣", "9" * 50])
def test_what_is_no_number_of_a_ward(given: str) -> None:
    with pytest.raises(BadInput) as caught:
        training_ward.number_of(given)
    assert caught.value.sentence
    assert training_ward.number_of(" 7 ") == 7


def test_what_was_planted_stands_where_it_is_told() -> None:
    setting = Setting(profile="drill", stories=True)
    stays, at = training_ward.STAYS, NOON
    made = troupe._Troupe(PROTOCOL, "", 7, at, ("", ""), setting)
    visits, _ = made._visits(stays - 12)
    first = troupe.first_day(PROTOCOL, stays, 7, setting, at)
    came = [f"{first + timedelta(minutes=visit.begins):%B %Y}" for visit in visits]
    told = planted.in_the_figures(first, at)
    assert len(told) == 4
    (nobody,) = [one for one in told if "nobody was admitted" in one.planted]
    month = nobody.planted.removeprefix("In ").removesuffix(" nobody was admitted.")
    assert month not in came
    assert f"{at - timedelta(days=45):%B %Y}" in came
    odd = troupe._odd_month([troupe._month(first + timedelta(minutes=one.begins))
                             - troupe._month(first) for one in visits])  # fmt: skip
    (alone,) = [one for one in told if "ethnic" in one.planted]
    assert {came[place] for place in odd} == {alone.planted.split(" every ")[0].removeprefix("In ")}
    assert {place for place in odd if odd[place]["legal_status"] == "Other"} == {min(odd)}


def test_stories_change_the_past_and_only_where_they_are_asked_for() -> None:
    def signed(stories: bool) -> int:
        played = troupe.plays(
            PROTOCOL, "a" * 32, 32, 7, Setting(profile="drill", stories=stories), NOON,
            asker="c" * 32, reviewer="d" * 32,
        )  # fmt: skip
        past = [record for record, _ in played][:20]
        return sum(any(one.signed for one in record.sittings) for record in past)

    assert signed(stories=True) < signed(stories=False)


def test_nothing_is_told_of_months_that_are_still_to_come(built: InventedWard) -> None:
    assert built.planted() == ()
    assert len(built.women()) == len(planted.ON_THE_WARD) == len(stories.DRILL)
    named = [line for line in built.women() if "name of another" in line]
    assert [line.split(":")[0] for line in named] == ["Room 5", "Room 12"]
    assert planted.on_the_ward(2) == built.women()[:2]


def test_a_closed_month_that_begins_with_its_first_day_is_that_month() -> None:
    assert f"{planted._whole_month(NOON.replace(day=1)):%Y-%m}" == "2026-11"
    assert f"{planted._whole_month(NOON):%Y-%m}" == "2026-12"
