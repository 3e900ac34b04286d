"""Whom to turn to: this place's own words, kept beyond a run, and no number where nobody gave one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from srh_assess.training.debrief import NO_SUPPORT, debrief, turn_to
from srh_assess.workflow import leading, ledger_words, training_papers, training_support
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import Training
from tests.refusing import refused
from tests.workflow.worlds import PROTOCOL, training

WORDS = "Staff support, extension 4410, nights too"


@pytest.fixture
def world(tmp_path: Path) -> Training:
    return training(tmp_path / "training")


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_is_written_by_whoever_leads_and_outlives_every_run(world: Training) -> None:
    assert training_support.named(world) == ""
    assert training_support.name(world, f"  {WORDS}\n") == WORDS
    world.begin("sam-pressure-from-the-round")
    world.close()
    world.open()
    assert training_support.named(world) == WORDS
    training_support.name(world, "")
    assert training_support.named(world) == ""
    assert refused(lambda: training_support.name(world, "x" * 201)) == "training-support-long"
    world.leads = False
    assert refused(lambda: training_support.name(world, WORDS)) == "role-may-not"


def test_where_nobody_wrote_any_that_is_said_and_no_number_is_guessed() -> None:
    assert turn_to("") == NO_SUPPORT
    assert turn_to(WORDS) == f"Somebody to talk to: {WORDS}"


def papers(drill: Drill, support: str) -> list[str]:
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    return [
        text_of(made.data)
        for made in (
            training_papers.debrief_sheet(told, PROTOCOL, support=support),
            training_papers.on_paper(drill.scenario, PROTOCOL, support=support),
            training_papers.cards(drill.scenario, PROTOCOL, support=support),
        )
    ]


def test_it_stands_on_every_paper_or_a_line_to_write_it_on(world: Training) -> None:
    drill = world.begin("sam-pressure-from-the-round")
    assert all(WORDS in text for text in papers(drill, WORDS))
    assert all("Somebody to talk to here, and the telephone" in text for text in papers(drill, ""))


def test_the_ledger_says_it_in_words(world: Training) -> None:
    training_support.name(world, WORDS)
    said = ledger_words.said(
        leading.entries(world._unlock()), PROTOCOL, lambda _: "Learner"
    )  # fmt: skip
    assert (said[0].title, said[0].lines) == ("Whom to turn to, in Training", (WORDS,))
