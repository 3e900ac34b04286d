"""A scenario while it is written: nothing is lost on the way to its file and back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from srh_assess.shipped import shipped
from srh_assess.training import drafts

SHIPPED = sorted(shipped("scenarios").glob("*.toml"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_form_shows_every_table_and_gives_it_back(file: Path) -> None:
    table = tomllib.loads(file.read_text("utf-8"))
    assert drafts.deep(drafts.flat(table)) == table


def test_a_name_is_plain_and_nobody_elses() -> None:
    assert (
        drafts.named("Night shift: the door", ["night-shift-the-door"], "x")
        == "night-shift-the-door-2"
    )
    assert drafts.named("¿?", (), "scenario") == "scenario"
    assert drafts.named("../../etc/x", (), "scenario") == "etc-x"


def test_options_keep_their_codes_where_their_words_or_their_place_stayed() -> None:
    before = [{"code": "sit", "words": "Sit down"}, {"code": "go", "words": "Leave"}]
    assert drafts.options(["Leave", "Sit down", "Call somebody"], before) == [
        {"code": "go", "words": "Leave"},
        {"code": "sit", "words": "Sit down"},
        {"code": "call_somebody", "words": "Call somebody"},
    ]
    assert drafts.options(["Sit down on the floor", "Leave"], before)[0]["code"] == "sit"
    assert drafts.options(["?", "??"], ()) == [
        {"code": "option", "words": "?"}, {"code": "option_2", "words": "??"},
    ]  # fmt: skip


def test_an_entry_gets_an_id_that_no_other_has_and_keeps_it() -> None:
    draft = {"event": [{"id": "she_looks_away"}], "choice": [{"id": "what_now"}]}
    event = drafts.entry(draft, "event", {"title": "She looks away", "at": "start"}, {})
    assert event["id"] == "she_looks_away_2"
    kept = drafts.entry(draft, "event", {"id": "x", "title": "Other"}, {"id": "x"})
    assert kept["id"] == "x"
    choice = drafts.entry(draft, "choice", {"question": "What now?", "options": ["A", "B"]}, {})
    assert choice["id"] == "what_now_2"
    assert [one["words"] for one in choice["options"]] == ["A", "B"]
    assert drafts.shown("choice", choice)["options"] == ["A", "B"]
    branch = drafts.entry(draft, "branch", {"when.field": "gate.outcome", "when.is": ["go"]}, {})
    assert branch == {"when": {"field": "gate.outcome", "is": ["go"]}}
    assert drafts.shown("branch", branch) == {"when.field": "gate.outcome", "when.is": ["go"]}


def test_what_changes_from_an_event_on_stands_inside_that_event() -> None:
    change = {"item": "R08", "answer": "yes"}
    draft: drafts.Draft = {
        "says": [{"item": "R01"}],
        "event": [{"id": "a"}, {"id": "b", "changes": [change]}],
    }
    assert drafts.entries(draft, "says") == [{"item": "R01"}]
    assert drafts.entries(draft, "branch") == []
    assert drafts.entries(draft, "changes", 0) == []
    assert drafts.entries(draft, "changes", 1) == [change]
    more = drafts.with_entries(draft, "changes", [change], 0)
    assert more["event"] == [{"id": "a", "changes": [change]}, draft["event"][1]]
    assert drafts.with_entries(draft, "changes", [], 1)["event"] == [{"id": "a"}, {"id": "b"}]
    assert drafts.with_entries(draft, "says", [])["says"] == []
    assert draft["event"][0] == {"id": "a"}  # what it was made from stays


def test_what_is_missing_gets_a_stand_in_so_that_it_can_be_done_once() -> None:
    draft = {
        "choice": [{"id": "a", "options": [{"code": "x", "words": "X"}]}, {"id": "b"},
                   {"id": "c", "options": [{"code": "y"}]}],
        "expect": [
            {"field": "gate.outcome", "best": "defer"},
            {"field": "choice.a", "unsafe": ["x"], "why": "So."},
            {"field": "choice.c", "best": "y", "why": "So."},
            {"best": "no field"},
            {"field": "item.T01"},
        ],
    }  # fmt: skip
    played = drafts.playable(draft)
    assert {one["field"]: (one["best"], one["why"]) for one in played["expect"]} == {
        "gate.outcome": ("defer", drafts.MISSING), "choice.a": ("x", drafts.MISSING),
        "choice.b": ("", drafts.MISSING), "choice.c": ("y", "So."),
    }  # fmt: skip
    assert [one["why"] for one in drafts.without_stand_ins(played)["expect"]] == ["", "So.", "", ""]
    assert drafts.playable({})["expect"][0]["field"] == "gate.outcome"


def test_what_a_form_left_empty_stays_as_an_empty_text() -> None:
    assert drafts.whole({"title": "Night", "patient.given": "Mia", "clock.start": "day 1"}) == {
        "title": "Night", "author": "", "patient": {"given": "Mia", "family": ""},
        "vignette": {"notes": ""}, "clock": {"start": "day 1"},
    }  # fmt: skip
