"""TRAINING stands in every paper and file of a training run, in words and in pattern."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.charts.model import Bars, Chart
from srh_assess.charts.picture import Stroke
from srh_assess.errors import Refused
from srh_assess.letters.drawing import place
from srh_assess.letters.fonts import shared
from srh_assess.training.debrief import debrief
from srh_assess.workflow import (
    calling,
    disposal,
    drill_model,
    her_record,
    huddle,
    mapping,
    monthly,
    papers,
    periods,
    training_papers,
    urgent,
)
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.given import given_on_desk, mark_of
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.summing import FORMATS, PICTURES, Format, Out, Wish
from srh_assess.workflow.training_world import PASSPHRASE, Training
from tests.workflow.worlds import NOON, PROTOCOL, training


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    made = training(tmp_path_factory.mktemp("training"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def drill(world: Training) -> Drill:
    made = world.begin("amara-half-an-hour-after")
    drill_model.play(made)
    return made


def is_marked(data: bytes) -> None:
    """Every page: the stamp and the line above in words, and the striped edge."""
    for page in PdfReader(BytesIO(data)).pages:
        assert page.extract_text().count("TRAINING") >= 2
        contents = page.get_contents()
        assert contents is not None
        assert contents.get_data().count(b" l S") >= 50


def test_every_letter_and_its_file_name(drill: Drill, tmp_path: Path) -> None:
    desk = drill.desk
    session = desk.session(drill.admission, begin=False)
    for kind in ("srh_in_reach", "gp", "her_copy"):
        given = given_on_desk(desk, kind)
        letter = Sharing(session, given.pop("unit"), given.pop("kind"), **given)
        is_marked(letter.pdf(draft=True, checked=True).data)
        is_marked(letter.pdf(draft=True, copy=True, checked=True).data)
        assert letter.file_name.startswith("TRAINING-SRH-")


def test_the_sheet_for_a_call(drill: Drill) -> None:
    session = drill.desk.session(drill.admission, begin=False)
    for one in urgent.running(PROTOCOL, session.record, session.findings):
        is_marked(calling.on_desk(drill.desk, session, one).data)


def test_papers_without_anybody_on_them(drill: Drill) -> None:
    drill.desk.sign_in("guide", PASSPHRASE)
    for paper in papers.every():
        is_marked(papers.made(drill.desk, paper.id).data)
    is_marked(papers.calibration(drill.desk).data)
    drill.training.desk.sign_in("learner", PASSPHRASE)


def test_everything_held_about_her(drill: Drill) -> None:
    desk = drill.desk
    is_marked(her_record.copy(desk, drill.admission, "pdf").data)
    raw = her_record.copy(desk, drill.admission, "json").data
    assert json.loads(raw)["mark"].startswith("TRAINING")


def test_the_huddle(drill: Drill) -> None:
    is_marked(huddle.printed(drill.desk, "all", initials=False).data)


def test_papers_of_training(drill: Drill) -> None:
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    is_marked(training_papers.debrief_sheet(told, PROTOCOL).data)


def test_every_file_of_the_figures(world: Training, drill: Drill, tmp_path: Path) -> None:
    world.desk.sign_in("counter", PASSPHRASE)
    wish = Wish(first="2026-10", last="2026-11", level="internal")
    files = {kind: tmp_path / f"figures.{kind}" for kind in FORMATS if kind not in PICTURES}
    for kind, file in files.items():
        world.desk.save_summary(wish, Out(format=kind, file=file))
    for kind in ("pdf", "wall"):
        is_marked(files[kind].read_bytes())
    assert files["csv"].read_text("utf-8-sig").startswith('"TRAINING: invented patients')
    assert json.loads(files["json"].read_bytes())["mark"].startswith("TRAINING")
    for sheet in openpyxl.load_workbook(files["xlsx"]):
        first = sheet["A1"]
        assert str(first.value).startswith("TRAINING")
        assert first.fill.fill_type == "lightUp"
        assert sheet.oddHeader is not None
        assert "TRAINING" in str(sheet.oddHeader.center.text)
    world.desk.sign_in("learner", PASSPHRASE)


def test_every_file_of_the_month(world: Training, drill: Drill, tmp_path: Path) -> None:
    desk = world.desk
    desk.sign_in("counter", PASSPHRASE)
    monthly.choose_folder(desk.opened, desk.clock, tmp_path)
    files = monthly.save(desk.opened, desk.protocol, desk.clock)
    assert files
    for file in files:
        assert file.name.startswith("TRAINING-")
        if file.suffix == ".pdf":
            is_marked(file.read_bytes())
        else:
            assert file.suffix == ".xlsx"
            for sheet in openpyxl.load_workbook(file):
                assert str(sheet["A1"].value).startswith("TRAINING")
    desk.sign_in("learner", PASSPHRASE)


def test_rows_of_a_fixed_shape_are_refused(
    world: Training, drill: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.desk.sign_in("counter", PASSPHRASE)
    span = periods.monthly(NOON.date())
    for code in ("role-may-not", "training-no-rows"):  # to every account there, whatever its role
        with pytest.raises(Refused) as caught:
            mapping.save(world.desk.opened, world.desk.clock, span, tmp_path, "x")
        assert caught.value.code == code
        monkeypatch.setattr("srh_assess.workflow.roles.refuse", lambda *_: None)
    assert not list(tmp_path.iterdir())
    world.desk.sign_in("learner", PASSPHRASE)


def test_a_certificate_of_disposal_carries_the_mark_of_its_desk(drill: Drill) -> None:
    assert "TRAINING" in mark_of(drill.desk)
    assert disposal.mark_of is mark_of  # type: ignore[attr-defined]  # what it is stamped with


@pytest.mark.parametrize("format", PICTURES)
def test_every_picture_of_the_figures(
    world: Training, drill: Drill, tmp_path: Path, format: Format
) -> None:
    world.desk.sign_in("counter", PASSPHRASE)
    file = tmp_path / "figures"
    wish = Wish(first="2026-10", last="2026-11", level="internal", figure="M2")
    charts: list[Chart | Bars] = []

    def paint(chart: Chart | Bars) -> bytes:
        charts.append(chart)
        return b"painted"

    world.desk.save_summary(wish, Out(format=format, file=file, paint=paint))
    data = file.read_bytes()
    if format == "svg":
        assert b"TRAINING" in data
    else:
        (chart,) = charts
        assert chart.title.startswith("TRAINING")
        marked, plain = (strokes(one) for one in (chart, replace(chart, title="Assessed")))
        assert marked > plain + 50
    world.desk.sign_in("learner", PASSPHRASE)


def strokes(chart: Chart | Bars) -> int:
    drawn = place(chart, 1600, 900, 24, shared(), titled=True)
    return sum(isinstance(part, Stroke) for part in drawn.parts)


def test_the_window_says_so_before_anybody_signs_in(world: Training) -> None:
    from srh_assess.workflow import place

    assert place.kind(world.desk.folder) == "training"
