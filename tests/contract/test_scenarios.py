"""The training scenarios as they are written so far: every id in them is one the protocol has."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from srh_assess.protocol.load import load
from srh_assess.shipped import shipped

PROTOCOL = load()
FILES = sorted(shipped("scenarios").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_question_need_and_clock_it_names_is_there(file: Path) -> None:
    told: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    assert told["id"] == file.stem
    for said in told["says"]:
        item = PROTOCOL.items[said["item"]]
        codes = said.get("answer", [])
        codes = codes if isinstance(codes, list) else [codes]
        if item.options and item.kind in ("one", "many", "yes_no"):
            assert {str(code) for code in codes} <= {option.code for option in item.options}
    choices = {f"choice.{one['id']}" for one in told.get("choice", [])}
    away = {f"event.{one['id']}" for one in told.get("event", []) if one.get("takes") == "away"}
    for expected in told["expect"]:
        kind, _, name = expected["field"].partition(".")
        known = {"item": PROTOCOL.items, "asked": PROTOCOL.items, "need": PROTOCOL.needs,
                 "due": PROTOCOL.needs, "clock": PROTOCOL.clocks}  # fmt: skip
        assert (
            name in known[kind]
            if kind in known
            else kind in ("gate", "choice", "decision", "event")
        )
        assert kind != "choice" or expected["field"] in choices
        assert kind != "event" or expected["field"] in away
        assert expected["why"]
        assert expected["source"]


def test_a_third_of_them_end_best_with_not_now() -> None:
    endings = [tomllib.loads(file.read_text("utf-8"))["ending"] for file in FILES]
    assert endings.count("not_now") * 3 >= len(endings) >= 12


def test_interruptions_are_practised_in_more_than_one() -> None:
    """A call away from an open screen, and a page taken by somebody who comes in."""
    told = [tomllib.loads(file.read_text("utf-8")) for file in FILES]
    takes = [one.get("takes") for scenario in told for one in scenario.get("event", [])]
    assert takes.count("away") >= 2
    assert "page" in takes


def test_they_hold_what_they_were_to_hold() -> None:
    """The ten of the protocol document, and among the others ability lost and there again,
    pressure from staff, and a stay that ends before a result."""
    ids = {file.stem.partition("-")[0] for file in FILES}
    assert {
        "amara",
        "chioma",
        "ewa",
        "farah",
        "grace",
        "ines",
        "kemi",
        "mina",
        "nadia",
        "olu",
    } <= ids
    assert {"bryony", "sam", "lena"} <= ids
    told = [tomllib.loads(file.read_text("utf-8")) for file in FILES]
    assert sum(one["patient"].get("gender", "").startswith("Trans") for one in told) >= 2
    assert all(one["debrief"]["prompts"] and one["content_notice"] for one in told)
    assert all(expect["weight"] and expect["domain"] for one in told for expect in one["expect"])
