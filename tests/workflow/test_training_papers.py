"""Papers of Training: every page marked in words and pattern, whole, and without a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.errors import UserError
from srh_assess.letters.render import Rendered
from srh_assess.training.debrief import PARKED, SUPPORT, debrief
from srh_assess.workflow import drill_model
from srh_assess.workflow import training_papers as papers
from srh_assess.workflow.training_world import Training
from tests.workflow.worlds import PROTOCOL, training

DAY = date(2026, 11, 3)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    made = training(tmp_path_factory.mktemp("training"))
    yield made
    made.close()


def text(made: Rendered) -> str:
    pages = PdfReader(BytesIO(made.data)).pages
    assert len(pages) == made.pages
    for page in pages:
        assert page.extract_text().count("TRAINING") >= 2  # the stamp, and the words above
        contents = page.get_contents()
        assert contents is not None
        assert contents.get_data().count(b" l S") >= 50  # the hatched edge
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def course(**changes: object) -> papers.Course:
    made = papers.Course(title="Asking well", day=DAY, hours=6.5, trainer="Teodora Marsh")
    return replace(made, **changes)


def test_the_debrief_is_one_sheet_with_both_paths_and_the_reasons(world: Training) -> None:
    drill = world.begin("amara-half-an-hour-after")
    wanted = drill_model.best(drill.scenario) | {"choice.after_her_sentence": "details"}
    drill_model.play(drill, wanted)
    drill.end()
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    made = papers.debrief_sheet(told, PROTOCOL, prompts=["Who else was there?"], parked="Staffing")
    assert made.pages == 2
    said = text(made)
    for words in (
        "NOT SAFE", "Ask gently who it was", "Who else was there?", "Staffing",
        drill.scenario.expects[0].why, "Protocol document B2", "nobody is appraised",
        PARKED[:14], SUPPORT[:20], drill.scenario.debrief.key_points[0],
    ):  # fmt: skip
        assert words in said, words
    assert "What told you" not in said
    assert "What told you" in text(papers.debrief_sheet(told, PROTOCOL))


def test_a_debrief_of_a_run_that_was_left_says_what_was_not_reached(world: Training) -> None:
    drill = world.begin("ines-not-with-a-man")
    drill.end("left")
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    assert "not reached" in text(papers.debrief_sheet(told, PROTOCOL))
    bare = replace(told, scenario=replace(told.scenario, debrief=type(told.scenario.debrief)()))
    assert "To begin with" not in text(papers.debrief_sheet(bare, PROTOCOL))


def test_every_scenario_can_be_played_from_paper(world: Training) -> None:
    for kept in world.shelf().kept:
        said = text(papers.on_paper(kept.scenario, PROTOCOL))
        whole = kept.scenario
        for words in (whole.vignette.notes[:30], whole.content_notice[:20], whole.expects[0].why):
            assert " ".join(words.split()) in said, (whole.id, words)
        assert whole.patient.family in said
    bare = replace(kept.scenario, aims=(), branches=())
    assert "What it is for" not in text(papers.on_paper(bare, PROTOCOL))


def test_a_certificate_says_who_was_there_and_nothing_of_how_it_went(world: Training) -> None:
    kept = world.shelf().kept
    said = text(papers.certificate(course(scenarios=kept[:2]), "Ruth Adeyemi"))
    for words in ("Ruth Adeyemi", "Asking well", "03-Nov-2026", "6.5", "Teodora Marsh",
                  kept[0].scenario.title, "nothing of how anybody did"):  # fmt: skip
        assert words in said
    assert "Scenarios" not in text(papers.certificate(course(), "Ruth Adeyemi"))


def test_a_long_name_keeps_its_words_whole_on_the_register() -> None:
    long = "Anastasia-Wilhelmina Konstantinopoulou-Featherstonehaugh"
    said = text(papers.register(course(), [long]))
    assert all(part in said for part in long.split())


def test_the_register_has_room_for_names_and_for_more() -> None:
    said = text(papers.register(course(), ["Ruth Adeyemi", " ", "Marta Okoye"]))
    assert "2 Marta Okoye" in said
    assert "12" in said
    many = text(papers.register(course(), [f"Person {n}" for n in range(20)]))
    assert "23" in many


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: papers.certificate(course(), " "), "training-name-missing"),
        (lambda: papers.certificate(course(title=""), "Ruth"), "training-name-missing"),
        (lambda: papers.certificate(course(trainer=" "), "Ruth"), "training-name-missing"),
        (lambda: papers.certificate(course(), "R" * 81), "training-name-long"),
        (lambda: papers.certificate(course(), "R\nA"), "training-name-long"),
        (lambda: papers.certificate(course(hours=0), "Ruth"), "training-hours"),
        (lambda: papers.certificate(course(hours=25), "Ruth"), "training-hours"),
        (lambda: papers.register(course(), [f"P {n}" for n in range(61)]), "training-people"),
    ],
)
def test_what_cannot_stand_on_them_is_said(make: Callable[[], object], code: str) -> None:
    assert code_of(make) == code


def test_nothing_of_them_is_kept(world: Training, tmp_path: Path) -> None:
    def files() -> set[Path]:
        return {path for path in world.folder.rglob("*") if path.is_file()}

    before = files()
    papers.certificate(course(), "Ruth Adeyemi")
    papers.register(course(), ["Ruth Adeyemi"])
    assert files() == before


def test_what_was_typed_stands_in_its_box_and_the_file_says_what_it_is_of(
    world: Training, tmp_path: Path
) -> None:
    drill = world.begin("tobi-his-words")
    drill.end("left")
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    made = papers.debrief_sheet(told, PROTOCOL, written={"Reactions": "Tense, then calm"})
    assert "Tense, then calm" in text(made)
    file = papers.to_file(made, tmp_path, "debrief")
    assert file.name == "TRAINING-debrief.pdf"
    assert file.read_bytes() == made.data


def test_what_went_well_is_said_where_it_did(world: Training) -> None:
    drill = world.begin("tobi-his-words")
    drill_model.play(drill)
    drill.end()
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    assert told.well == drill.scenario.debrief.went_well
    assert told.well in text(papers.debrief_sheet(told, PROTOCOL))
