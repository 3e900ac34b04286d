"""Writing a scenario by its forms: nobody types a condition, and nothing typed is lost."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QWidget

from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.training.author_pages import EntriesPage, PartsPage, WrittenPage
from srh_assess.ui.training.forms import YES, FormPage
from srh_assess.ui.training.hall import BeforePage, HallPage
from srh_assess.ui.training.outside import OutsidePage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry, NumberEntry, TextEntry
from srh_assess.ui.widgets.pick import PickEntry
from srh_assess.workflow import training_own
from tests.ui.training.conftest import AMARA, Start, rest, walk


def words_of(page: QWidget | None) -> str:
    assert page is not None
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def parts(program: TrainingProgram) -> PartsPage:
    page = program.window.page
    assert isinstance(page, PartsPage)
    return page


def entries(program: TrainingProgram) -> EntriesPage:
    page = program.window.page
    assert isinstance(page, EntriesPage)
    return page


def form(program: TrainingProgram) -> FormPage:
    page = program.window.page
    assert isinstance(page, FormPage)
    return page


def write(page: FormPage, **words: str | float) -> None:
    for key, value in words.items():
        widget = page.widgets[key.replace("__", ".")]
        if isinstance(widget, NumberEntry):
            widget.show_number(float(value))
        elif isinstance(widget, ChoiceEntry):
            widget.show_name(str(value))
        else:
            assert isinstance(widget, LineEntry | TextEntry)
            widget.show_words(str(value))


def pick(program: TrainingProgram, code: str) -> FormPage:
    (entry,) = form(program).findChildren(PickEntry)
    entry._take(code)
    return form(program)


def keep(program: TrainingProgram) -> None:
    program.window.actions_bar.primary.click()


def copied(program: TrainingProgram) -> None:
    """A copy of one that can be played, with an author."""
    page = program.window.page
    assert isinstance(page, WrittenPage)
    page.copies[AMARA].click()
    parts(program).buttons["about"].click()
    write(form(program), author="Ward education team")
    keep(program)


def test_a_new_one_says_in_plain_sentences_what_is_missing(begun: TrainingProgram) -> None:
    told = words_of(parts(begun))
    assert "The author is missing. Fill it in." in told
    assert "Nothing is expected of the learner." in told


def test_what_is_still_empty_after_a_form_is_said_as_before_it(begun: TrainingProgram) -> None:
    before = words_of(parts(begun))
    parts(begun).buttons["about"].click()
    begun.window.actions_bar.primary.click()
    assert words_of(parts(begun)) == before


def test_a_scenario_is_written_by_forms_alone_until_it_can_be_played(
    begun: TrainingProgram,
) -> None:
    parts(begun).buttons["about"].click()
    write(form(begun), author="Ward education team", content_notice="Doors at night.", minutes=15)
    keep(begun)
    parts(begun).buttons["who"].click()
    write(form(begun), patient__given="Ruby", patient__pronouns="she, her",
          patient__family="Plum", vignette__notes="Stands at the door. Says nothing.",
          clock__start="day 1 23:10")  # fmt: skip
    keep(begun)
    parts(begun).buttons["says"].click()
    entries(begun).begin.click()
    write(pick(begun, "R01"), answer="Very agitated or cannot follow", words="She paces.")
    keep(begun)
    keep(begun)
    parts(begun).buttons["event"].click()
    entries(begun).begin.click()
    write(form(begun), at="After the timing", title="A door bangs", text="She starts.")
    keep(begun)
    keep(begun)
    parts(begun).buttons["choice"].click()
    entries(begun).begin.click()
    write(form(begun), at="At the start", question="What do you say?",
          options="Sit with her\nSend her to bed")  # fmt: skip
    keep(begun)
    keep(begun)
    parts(begun).buttons["expect"].click()
    entries(begun).begin.click()
    write(pick(begun, "choice.what_do_you_say"), best="Sit with her", why="Company helps.")
    keep(begun)
    keep(begun)
    parts(begun).buttons["branch"].click()
    entries(begun).begin.click()
    page = pick(begun, "choice.what_do_you_say")
    box = page.findChildren(type(page.widgets["when.is"]))
    assert box
    (group,) = page.findChildren(AnswerGroup)
    group.answers["send_her_to_bed"].click()
    write(page, then="She shouts.")
    keep(begun)
    keep(begun)
    assert "It can be played." in words_of(parts(begun))
    (kept,) = training_own.every(begun.world)
    assert kept.table["branch"] == [
        {
            "when": {"field": "choice.what_do_you_say", "is": ["send_her_to_bed"]},
            "then": "She shouts.",
        }
    ]
    assert kept.table["reviewed"] == date(2026, 7, 14)
    keep(begun)
    keep(begun)
    hall = begun.window.page
    assert isinstance(hall, HallPage)
    hall.buttons["night-shift-the-door"].click()
    assert isinstance(begun.window.page, BeforePage)


def test_what_a_form_does_not_show_stays(author: TrainingProgram) -> None:
    page = author.window.page
    assert isinstance(page, WrittenPage)
    page.copies[AMARA].click()
    (own,) = training_own.every(author.world)
    training_own.keep(author.world, {**own.table, "of_a_newer_hand": {"x": 1}})
    author.window.actions_bar.back_button.click()
    page = author.window.page
    assert isinstance(page, WrittenPage)
    page.buttons[own.id].click()
    parts(author).buttons["about"].click()
    write(form(author), author="Ward education team")
    keep(author)
    (own,) = training_own.every(author.world)
    assert own.table["of_a_newer_hand"] == {"x": 1}
    assert own.table["author"] == "Ward education team"
    shipped = training_own.table_of(author.world, AMARA)
    for key in ("says", "event", "choice", "expect", "branch", "patient", "debrief"):
        assert own.table[key] == shipped[key]


def test_an_entry_is_changed_and_taken_out(author: TrainingProgram) -> None:
    page = author.window.page
    assert isinstance(page, WrittenPage)
    page.copies[AMARA].click()
    parts(author).buttons["expect"].click()
    before = len(entries(author).buttons)
    entries(author).buttons[0].click()
    write(form(author), why="Another reason.")
    keep(author)
    (own,) = training_own.every(author.world)
    assert own.table["expect"][0]["why"] == "Another reason."
    entries(author).buttons[0].click()
    author.window.ask.answer_next("stay", "out")
    form(author).buttons["out"].click()
    form(author).buttons["out"].click()
    assert len(entries(author).buttons) == before - 1


def test_what_stands_in_the_file_can_be_written_by_the_forms(author: TrainingProgram) -> None:
    page = author.window.page
    assert isinstance(page, WrittenPage)
    page.copies[AMARA].click()
    parts(author).buttons["who"].click()
    here = form(author)
    write(here, **{"patient.gender": "Woman", "patient.legal_status": "Section 2",
                   "patient.ward": "Ash Ward", "vignette.letter": "No allergies."})  # fmt: skip
    keep(author)
    parts(author).buttons["branch"].click()
    entries(author).buttons[0].click()
    flag = form(author).widgets["when.blank"]
    assert isinstance(flag, ChoiceEntry)
    flag.show_name(YES)
    (codes,) = form(author).widgets["when.is"].findChildren(AnswerGroup)
    codes.choose([])
    keep(author)
    (own,) = training_own.every(author.world)
    assert own.table["patient"]["legal_status"] == "Section 2"
    assert own.table["patient"]["ward"] == "Ash Ward"
    assert own.table["vignette"]["letter"] == "No allergies."
    assert own.table["branch"][0]["when"] == {"field": "gate.outcome", "blank": True}
    (fault,) = own.faults
    assert "author" in fault.sentence  # a copy has none yet


def test_what_is_typed_is_given_up_only_after_a_question(begun: TrainingProgram) -> None:
    parts(begun).buttons["about"].click()
    begun.window.actions_bar.back_button.click()  # nothing typed: nothing asked
    parts(begun).buttons["about"].click()
    write(form(begun), title="Another")
    begun.window.ask.answer_next("stay", "drop")
    begun.window.actions_bar.back_button.click()
    form(begun)
    begun.window.actions_bar.back_button.click()
    assert words_of(parts(begun)).startswith("Night shift")


def test_a_number_that_is_none_is_said_at_its_field(begun: TrainingProgram) -> None:
    parts(begun).buttons["about"].click()
    page = form(begun)
    page.widgets["minutes"].field.setText("soon")  # type: ignore[attr-defined]
    keep(begun)
    assert form(begun).heading.text().startswith("Error")


def test_one_file_out_and_in_and_twice(begun: TrainingProgram, tmp_path: Path) -> None:
    begun.window.ask.answer_next(tmp_path, None)
    parts(begun).acts["share"].click()
    (file,) = tmp_path.glob("TRAINING-*.toml")
    assert tomllib.loads(file.read_text("utf-8"))["title"] == "Night shift, the door"
    parts(begun).acts["share"].click()  # cancelled
    keep(begun)
    page = begun.window.page
    assert isinstance(page, WrittenPage)
    begun.window.ask.answer_next(None, file, "leave", file, "both")
    page.bring.click()
    page.bring.click()
    assert len(training_own.every(begun.world)) == 1
    page.bring.click()
    assert len(training_own.every(begun.world)) == 2
    begun.window.ask.answer_next("stay", "out")
    parts(begun).acts["remove"].click()
    parts(begun).acts["remove"].click()
    assert len(training_own.every(begun.world)) == 1


def test_a_file_that_is_no_scenario_is_refused_in_words(
    author: TrainingProgram, tmp_path: Path
) -> None:
    file = tmp_path / "letter.toml"
    file.write_text("Dear colleague", "utf-8")
    page = author.window.page
    assert isinstance(page, WrittenPage)
    author.window.ask.answer_next(file, "ok")
    page.bring.click()
    assert "cannot be read as a scenario" in author.window.ask.asked[-1].heading


def test_one_with_a_fault_stands_in_the_hall_with_the_reason_and_leads_to_its_forms(
    begun: TrainingProgram,
) -> None:
    keep(begun)
    keep(begun)
    hall = begun.window.page
    assert isinstance(hall, HallPage)
    assert "The author is missing" in words_of(hall)
    hall.buttons["night-shift-the-door.toml"].click()
    assert isinstance(begun.window.page, WrittenPage)


def test_it_is_tried_as_a_learner_and_comes_back(author: TrainingProgram) -> None:
    copied(author)
    before = training_own.every(author.world)[0].table
    parts(author).acts["try"].click()
    rest(author)
    outside = author.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["end"].click()
    parts(author)
    assert training_own.every(author.world)[0].table == before


def test_what_is_done_once_becomes_the_model_answer(author: TrainingProgram) -> None:
    copied(author)
    parts(author).buttons["expect"].click()
    for _ in list(entries(author).buttons):
        entries(author).buttons[0].click()
        author.window.ask.answer_next("out")
        form(author).buttons["out"].click()
    keep(author)
    assert "Nothing is expected" in words_of(parts(author))
    parts(author).acts["record"].click()
    rest(author)
    hand = walk(author, gate__outcome="defer", choice__after_her_sentence="thank")
    hand.told()
    list(hand.run())
    author.window.page.buttons["end"].click()  # type: ignore[union-attr]
    told = words_of(parts(author))
    # the reasons are still the author's to write; steps are called as on the forms, by no id
    assert "Step 1 (Red flags in the notes) does not say why" in told
    assert "item." not in told
    assert "clock." not in told
    (own,) = training_own.every(author.world)
    best = {one["field"]: one["best"] for one in own.table["expect"]}
    assert best["gate.outcome"] == "defer"
    assert best["choice.after_her_sentence"] == "thank"
    assert best["clock.tc_pepse"] == "rung"


def test_a_try_that_was_left_changes_nothing(author: TrainingProgram) -> None:
    copied(author)
    before = training_own.every(author.world)[0].table
    parts(author).acts["record"].click()
    rest(author)
    author.window.page.buttons["leave"].click()  # type: ignore[union-attr]
    parts(author)
    assert training_own.every(author.world)[0].table == before


def test_a_draft_that_cannot_be_played_says_so(begun: TrainingProgram) -> None:
    begun.window.ask.answer_next("ok", "ok")
    parts(begun).acts["try"].click()
    parts(begun).acts["paper"].click()
    assert "missing" in begun.window.ask.asked[-1].heading


def test_on_paper_it_can_be_read_before_it_is_printed(
    author: TrainingProgram, tmp_path: Path
) -> None:
    page = author.window.page
    assert isinstance(page, WrittenPage)
    page.papers[AMARA].click()
    paper = author.window.page
    assert isinstance(paper, PaperPage)
    assert author.window.actions_bar.primary.accessibleName() == "To the list"
    author.window.ask.answer_next(tmp_path)
    paper.outlet.save_button.click()
    (file,) = tmp_path.glob("TRAINING-paper-*.pdf")
    assert all("TRAINING" in sheet.extract_text() for sheet in PdfReader(file).pages)
    keep(author)
    assert isinstance(author.window.page, WrittenPage)
    copied(author)
    parts(author).acts["paper"].click()
    assert author.window.actions_bar.primary.accessibleName() == "To the parts"
    keep(author)
    parts(author)


def test_beside_a_ward_only_who_leads_writes(start: Start) -> None:
    program = start()
    program.world.leads = False
    program.room.hall()
    hall = program.window.page
    assert isinstance(hall, HallPage)
    assert "write" not in hall.acts
