"""Whatever a scenario's file can hold stands in a form, and a form gives back what it was given."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.shipped import shipped
from srh_assess.training import drafts, model, scenarios, toml
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.author_pages import EntriesPage
from srh_assess.ui.training.forms import FormPage
from srh_assess.ui.training.parts import FIELDS, PARTS, Words
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.workflow import training_own
from tests.ui.training.test_authoring import entries, form, keep, parts, pick, words_of, write

SHIPPED = sorted(shipped("scenarios").glob("*.toml"))
BEHIND: Mapping[str, str] = {
    "format": "is the program's: which files it can read",
    "id": "is made from the title, and stays when that changes",
    "event.id": "is made from the words of the event",
    "choice.id": "is made from the question",
    "choice.options.code": "is made from the words of the answer",
}
"""What no form shows, and why."""
_FORM_OF = {"says": "says", "event": "event", "changes": "changes", "choice": "choice",
            "expect": "expect", "branch": "branch"}  # fmt: skip


def held(struct: type) -> Iterator[str]:
    """The fields of a table, as they are called in a file."""
    return (one.encode_name for one in msgspec.structs.fields(struct))


def in_the_file() -> set[str]:
    """Every field of the format: of the scenario, of its tables, of the entries of its lists."""
    found = set(held(model.Scenario)) - {"patient", "vignette", "clock", "debrief", *_FORM_OF}
    for name, struct in (
        ("patient", model.Patient), ("vignette", model.Vignette), ("clock", model.Start),
        ("debrief", model.Debrief), ("says", model.Said), ("changes", model.Said),
        ("event", model.Event), ("choice", model.Choice), ("expect", model.Expect),
        ("branch", model.Branch), ("branch.when", model.When), ("choice.options", model.Option),
    ):  # fmt: skip
        found |= {f"{name}.{field}" for field in held(struct)}
    return found - {"event.changes", "choice.options", "branch.when"}  # lists with rows above


def in_the_forms(protocol: Protocol) -> set[str]:
    """Every key that some form shows."""
    words = Words(protocol, {})
    found = {one.key for part in PARTS if not part.key for one in FIELDS[part.id](words, {})}
    for item in protocol.items:
        for part in ("says", "changes"):
            found |= {f"{part}.{one.key}" for one in FIELDS[part](words, {"item": item})}
    for part, key in (("expect", "field"), ("branch", "when.field")):
        fields = FIELDS[part](words, {key: "gate.outcome"})
        found |= {f"{part}.{one.key}" for one in fields}
    for part in ("event", "choice"):
        found |= {f"{part}.{one.key}" for one in FIELDS[part](words, {})}
    lines = {"choice.options"} & found  # one line for each: its words
    return (found - lines) | {"choice.options.words" for _ in lines}


def test_every_field_of_the_format_stands_in_a_form_or_is_named_with_its_reason(
    protocol: Protocol,
) -> None:
    assert in_the_file() - in_the_forms(protocol) == set(BEHIND)
    assert not in_the_forms(protocol) - in_the_file()


def filled(
    theme: Theme, clock: SetClock, words: Words, part: str, table: Mapping[str, Any]
) -> FormPage:
    return FormPage(theme, clock, part, FIELDS[part](words, table), table)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_scenario_comes_back_from_its_forms_as_it_was(
    file: Path, theme: Theme, protocol: Protocol, qtbot: QtBot
) -> None:
    clock = SetClock(datetime(2027, 1, 4, 9, tzinfo=UTC))  # each was looked at before it
    before = tomllib.loads(file.read_text("utf-8"))
    words, draft = Words(protocol, before), dict(before)

    def through(part: str, one: Mapping[str, Any]) -> dict[str, Any]:
        shown = drafts.shown(part, one)
        page = filled(theme, clock, words, part, shown)
        qtbot.addWidget(page)
        seen = {field.key for field in FIELDS[part](words, shown)}
        assert set(shown) - seen <= {"id", "changes"}, "something of it cannot be seen"
        assert not page.touched
        return drafts.entry(draft, part, page.table(), one)

    for part in PARTS:
        if part.key:
            for place, one in enumerate(drafts.entries(draft, part.key)):
                made = [*drafts.entries(draft, part.key)]
                made[place] = through(part.id, one)
                draft = drafts.with_entries(draft, part.key, made)
        else:
            page = filled(theme, clock, words, part.id, drafts.flat(draft))
            qtbot.addWidget(page)
            draft = drafts.deep(page.table())
    for place, event in enumerate(drafts.entries(draft, "event")):
        changed = [through("changes", one) for one in event.get("changes", ())]
        draft = drafts.with_entries(draft, "changes", changed, place)
    assert draft == before
    again = toml.written(draft)
    assert scenarios.read(again, protocol) == scenarios.read(file.read_bytes(), protocol)


# ---- what changes from an event on


def opened(program: TrainingProgram) -> None:
    """From the form of an event to what changes with it."""
    form(program).buttons["changes"].click()
    assert isinstance(program.window.page, EntriesPage)


def test_a_good_hour_is_written_by_forms_alone(begun: TrainingProgram) -> None:
    parts(begun).buttons["says"].click()
    entries(begun).begin.click()
    write(pick(begun, "R08"), answer="Not now", words="She loses the thread.")
    keep(begun)
    keep(begun)
    parts(begun).buttons["event"].click()
    entries(begun).begin.click()
    write(form(begun), at="After the timing", title="14:10 Awake", text="She sits up.",
          moves_to="day 2 14:10")  # fmt: skip
    opened(begun)  # the event is kept first: nothing typed is lost
    assert words_of(entries(begun)).startswith("From then on: 14:10 Awake")
    entries(begun).begin.click()
    write(pick(begun, "R08"), answer="Yes", words="She tells it back.")
    keep(begun)
    entries(begun).begin.click()
    write(pick(begun, "X04"), answer="Someone she chose")
    keep(begun)
    (own,) = training_own.every(begun.world)
    assert own.table["event"] == [{
        "id": "14_10_awake", "at": "after:gate", "title": "14:10 Awake", "text": "She sits up.",
        "moves_to": "day 2 14:10", "changes": [
            {"item": "R08", "answer": "yes", "words": "She tells it back."},
            {"item": "X04", "answer": "chosen_person"},
        ],
    }]  # fmt: skip
    keep(begun)
    assert form(begun).buttons["changes"].text() == "What changes from then on (2)"
    assert form(begun).widgets["title"].words == "14:10 Awake"  # type: ignore[attr-defined]
    begun.window.actions_bar.back_button.click()
    assert "2 answers change from then on" in words_of(entries(begun))


def test_what_changes_is_changed_taken_out_and_given_up_only_after_a_question(
    author: TrainingProgram,
) -> None:
    author.window.page.copies["bryony-her-good-hour"].click()  # type: ignore[union-attr]
    (own,) = training_own.every(author.world)
    place = next(n for n, one in enumerate(own.table["event"]) if one.get("changes"))
    parts(author).buttons["event"].click()
    entries(author).buttons[place].click()
    opened(author)
    entries(author).buttons[0].click()
    write(form(author), answer="Drowsy, wakes easily and answers")
    author.window.ask.answer_next("stay", "drop")
    author.window.actions_bar.back_button.click()
    form(author)
    author.window.actions_bar.back_button.click()
    assert len(entries(author).buttons) == 3
    entries(author).buttons[0].click()
    write(form(author), answer="Drowsy, wakes easily and answers")
    keep(author)
    (own,) = training_own.every(author.world)
    assert own.table["event"][place]["changes"][0] == {"item": "R03", "answer": "amber"}
    author.window.ask.answer_next("out", "out", "out")
    for _ in range(3):
        entries(author).buttons[0].click()
        form(author).buttons["out"].click()
    (own,) = training_own.every(author.world)
    assert "changes" not in own.table["event"][place]
    author.window.actions_bar.back_button.click()
    assert form(author).buttons["changes"].text() == "What changes from then on (0)"


def test_an_event_that_cannot_be_kept_yet_stays_on_its_form(begun: TrainingProgram) -> None:
    parts(begun).buttons["event"].click()
    entries(begun).begin.click()
    page = form(begun)
    begun.world.leads = False
    begun.window.ask.answer_next("ok")
    form(begun).buttons["changes"].click()
    assert form(begun) is page


def test_what_is_wrong_with_a_change_is_said_in_a_sentence(begun: TrainingProgram) -> None:
    (own,) = training_own.every(begun.world)
    changes = [{"item": "R08", "answer": "yes"}, {"item": "R08"}, {"item": "ZZ", "answer": "x"}]
    event = {"id": "x", "at": "start", "text": "Later.", "changes": changes}
    kept = training_own.keep(begun.world, {**own.table, "event": [event]})
    said = " ".join(fault.sentence for fault in kept.faults)
    assert "What R08 gets stands there twice." in said
    assert "What R08 gets is empty." in said
    assert "The protocol has no item ZZ." in said
