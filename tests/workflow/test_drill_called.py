"""What takes the page or calls away, two who change places, and skipping ahead."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from srh_assess.assessment import drilling
from srh_assess.assessment.facts import Answered
from srh_assess.clock import local
from srh_assess.errors import Refused
from srh_assess.training import words
from srh_assess.training.debrief import debrief
from srh_assess.training.marking import marks
from srh_assess.training.scenarios import Kept, read
from srh_assess.training.skipping import skipped
from srh_assess.workflow import drill_model, gating, training_papers
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import Training
from tests.workflow.test_training_marks import is_marked
from tests.workflow.worlds import PROTOCOL, gate, sitting, training

CHIOMA, FARAH = "chioma-valproate-untested", "farah-too-old-for-this"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    made = training(tmp_path_factory.mktemp("training"))
    yield made
    made.close()


def own(world: Training, more: str, swap: tuple[str, str] = ("", "")) -> Drill:
    """A scenario of our own: one that came with the program, with this added."""
    kept = world.shelf().of(CHIOMA)
    raw = (kept.file.read_text("utf-8").replace(*swap) + more).encode()
    return world.begin(Kept(scenario=read(raw, PROTOCOL), file=Path(), mark="m", own=True))


AWAY = '[[event]]\nid = "x"\nat = "start"\ntext = "An alarm."\ntakes = "away"\n'


def refused(drill: Drill, how: drilling.How) -> bool:
    with pytest.raises(Refused) as caught:
        drill.meet(how)
    return caught.value.code == "training-not-now"


def test_nothing_else_happens_until_a_call_away_is_met_and_time_has_then_gone_by(
    world: Training,
) -> None:
    drill = own(world, AWAY + 'moves_to = "day 3 11:40"\n')
    assert refused(drill, "paused")
    drill.happen("x")
    assert f"{local(world.clock.now()):%H:%M}" == "10:30"  # whoever is called is not back yet
    called = drill.calling()
    assert called is not None
    assert called.id == "x"
    assert drill.waiting() == ()
    assert refused(drill, "dealt_with")
    drill.meet("hidden")
    assert drill.calling() is None
    assert f"{local(world.clock.now()):%H:%M}" == "11:40"
    assert drill.scene().stands("event.x").codes == {"hidden"}
    assert refused(drill, "paused")


def test_a_call_away_without_a_time_of_coming_back_moves_nothing(world: Training) -> None:
    drill = own(world, AWAY)
    drill.happen("x")
    drill.meet("went_on")
    assert f"{local(world.clock.now()):%H:%M}" == "10:30"
    assert drill.scene().stands("event.y").codes == {"none"}


def test_what_takes_the_page_is_dealt_with_and_is_no_step_of_the_debrief(world: Training) -> None:
    drill = world.begin(FARAH)
    drill_model.play(drill)
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    assert drill.played().met["door"].how == "dealt_with"
    whats = [step.what for step in told.path]
    assert "The door opens" in whats
    assert not any(what.startswith("Called away") for what in whats)


@pytest.mark.parametrize("code", ["paused", "hidden", "went_on", "none"])
def test_the_debrief_says_how_a_call_was_met(world: Training, code: str) -> None:
    drill = world.begin(CHIOMA)
    drill_model.play(drill, {**drill_model.best(drill.scenario), "event.alarm": code})
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    (step,) = [step for step in told.path if step.what == "Called away: The alarm goes"]
    (mark,) = step.marks
    expected = {"paused": "best", "hidden": "accepted"}
    assert mark.outcome == expected.get(code, "unsafe")
    assert step.said


def test_two_change_places_and_it_stands_on_the_line_of_time(world: Training) -> None:
    drill = world.begin(CHIOMA, run="pair")
    drill.swap()
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    assert "Places changed" in [step.what for step in told.path]


# ---- skipping ahead


def test_skipping_ahead_stops_at_the_next_thing_that_waits_for_somebody(world: Training) -> None:
    drill = world.begin(CHIOMA, run="group")
    session = sitting(drill)
    gate(drill, session)
    gating.decide(session, "go")
    session.go(next(page.id for page in session.pages if page.section == "pregnancy"))
    session.answer("P02", "definitely_not")
    drill.skip_ahead()
    assert [one.id for one in drill.waiting()] == ["alarm"]
    assert drill.scene().record.answers["P02"].value == "definitely_not"  # what was answered stays
    assert drill.scene().stands("item.P01").codes == {"declined"}
    drill.happen("alarm")
    drill.skip_ahead()  # is met as the model answer does, and goes on to the choice
    assert drill.played().met["alarm"].how == "paused"
    assert [one.id for one in drill.waiting()] == ["stop_question"]
    assert drill.played().happened.keys() >= {"stop_it"}
    drill.skip_ahead()
    assert drill.played().chosen["stop_question"].code == "ask_today"
    assert drill.scene().record.sittings[-1].signed is not None
    before = len(drill.scene().entries)
    drill.skip_ahead()  # nothing is left: only that it was pressed is written down
    assert len(drill.scene().entries) == before + 1
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    said = [step.said for step in told.path if step.what == "Skipped ahead"]
    assert said
    assert all(one.endswith("filled in as the model answer has it") for one in said)


def test_what_was_skipped_counts_neither_for_nor_against_anybody(world: Training) -> None:
    drill = world.begin(CHIOMA, run="group")
    session = sitting(drill)
    session.go("gate")
    gate(drill, session)
    gating.decide(session, "go")
    drill.skip_ahead()
    drill.happen("alarm")
    drill.skip_ahead()
    drill.skip_ahead()
    drill.end()
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    seen = {mark.field: mark for mark in told.marks.lines}
    own = {mark.field for mark in told.marks.lines if mark.counts}
    assert own == {field for field in seen if field.startswith("gate.")}
    assert all(seen[field].outcome == "skipped" for field in seen if field not in own)
    assert sum(one.of for one in told.marks.of_domain().values()) == len(own)
    assert not told.marks.through  # nobody is told that it went well
    assert not told.well
    gone = skipped(drill.scene().entries).filled
    answered = [e for e in drill.scene().entries if isinstance(e.fact, Answered)]
    assert told.others <= sum(one.number not in gone for one in answered) < len(answered)
    filled = [step for step in told.path if step.filled]
    assert filled
    assert all(mark.outcome == "skipped" for step in filled for mark in step.marks)
    assert "skipped ahead" in words_of(training_papers.debrief_sheet(told, PROTOCOL).data)


def test_what_is_done_again_after_skipping_is_ones_own(world: Training) -> None:
    drill = world.begin(CHIOMA, run="group")
    drill.skip_ahead()
    session = drill.desk.session(drill.admission)
    fields = [one.field for one in drill.scenario.expects if one.field.startswith("item.")]
    filled = [field for field in fields if drill.scene().stands(field).codes != {"none"}]
    assert filled
    item = filled[0].removeprefix("item.")
    heard = drill.heard(item)
    session.answer(item, heard.value, state=heard.state, when=heard.when)
    drill.end()
    seen = {one.field: one for one in marks(drill.scenario, drill.scene()).lines}
    assert seen[filled[0]].counts
    blank = [one for one in seen.values() if one.stood <= {"none", "not_asked", "not_yet"}]
    assert blank
    assert all(one.outcome != "skipped" for one in blank)  # there was time to do it


def test_what_was_passed_over_and_stayed_blank_is_nobodys(world: Training) -> None:
    """The model answer asks nothing where the skip went by: who goes on after it had no chance
    to. What lies beyond it is the learner's, as is what was passed before."""
    more = "".join(
        f'[[expect]]\nfield = "asked.{item}"\nbest = "{best}"\nweight = "important"\n'
        'domain = "content"\nwhy = "It rains."\nsource = "protocol.md B1"\n'
        for item, best in (("T04", "not_asked"), ("C01", "asked"))
    )
    drill = own(world, more)
    session = sitting(drill)
    gate(drill, session)
    gating.decide(session, "go")
    drill.skip_ahead()  # comes to the alarm, beyond the questions about pregnancy
    drill.happen("alarm")
    drill.meet("paused")
    session = drill.desk.session(drill.admission)
    session.answer("P01", "no")
    drill.end()
    seen = {one.field: one for one in marks(drill.scenario, drill.scene()).lines}
    assert seen["asked.T04"].outcome == "skipped"
    assert seen["asked.C01"].outcome == "missed"
    assert seen["need.N09"].outcome == "missed"


def test_what_was_decided_about_the_moment_stays(world: Training) -> None:
    drill = world.begin(CHIOMA, run="group")
    session = sitting(drill)
    session.go("gate")
    gate(drill, session)
    gating.decide(session, "partial", override_reason="Tired")
    drill.skip_ahead()
    gate_now = drill.scene().record.gate
    assert gate_now is not None
    assert gate_now.outcome == "partial"


def test_nothing_is_filled_in_once_a_run_is_over(world: Training) -> None:
    drill = world.begin(CHIOMA, run="group")
    drill.end()
    before = len(drill.scene().entries)
    drill_model.ahead(drill)
    assert len(drill.scene().entries) == before


# ---- on paper


def test_whoever_plays_her_gets_cards_without_the_model_answer(world: Training) -> None:
    kept = world.shelf().of("nadia-her-mother-asks-for-an-injection").scenario
    made = training_papers.cards(kept, PROTOCOL)
    is_marked(made.data)
    text = words_of(made.data)
    assert "At home, the coil" in text  # what she says from the next morning on
    assert "model answer" not in text
    assert "Next morning, 08:40 (After a choice of whoever asks)" in text
    for one in kept.choices:
        assert one.question not in text


def words_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_paper_tells_who_speaks_and_a_letter_that_came_along(world: Training) -> None:
    more = (
        '[[event]]\nid = "x"\nat = "start"\ntext = "Not now."\nby = "Her aunt"\n'
        '[[says]]\nitem = "T01"\nanswer = "no"\nby = "Her aunt"\n'
    )
    drill = own(world, more, swap=("[clock]", 'letter = "No allergies known."\n\n[clock]'))
    heard = drill.heard("T01")
    assert (heard.by, heard.told) == ("Her aunt", True)
    text = words_of(training_papers.cards(drill.scenario, PROTOCOL).data)
    assert "Her aunt: Not now." in text
    assert "Her aunt answers" in text
    assert "No allergies known." in text


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("start", "At the beginning"),
        ("after:cannot_wait", "After what cannot wait"),
        ("after:alarm", "After “The alarm goes”"),
        ("after:stop_question", "After the choice: What do you say?"),
        ("after:P01", "After the answer: Wants a pregnancy test today"),
        ("after:periods", "After the questions about periods"),
    ],
)
def test_when_something_happens_is_said_in_words(world: Training, at: str, told: str) -> None:
    kept = world.shelf().of(CHIOMA).scenario
    assert words.place(at, kept, PROTOCOL) == told


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ('blank = true', "nothing was said"),
        ("older_than_hours = 6", "it is older than 6 hours"),
        ('is = ["declined"]', "it comes to Would rather not say"),
    ],
)  # fmt: skip
def test_paper_says_when_something_comes_of_it_and_who_it_is_about(
    world: Training, condition: str, told: str
) -> None:
    more = f'[[branch]]\nwhen = {{ field = "item.P01", {condition} }}\nthen = "It rains."\n'
    drill = own(world, more, swap=("age = 29", 'age = 29\nlegal_status = "Section 2"'))
    text = words_of(training_papers.on_paper(drill.scenario, PROTOCOL).data)
    assert told in text
    assert "Section 2" in text
    assert "Willow Ward, 7" in text
