"""Scenarios: those that came with the program are right, and what is wrong is said plainly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from srh_assess.clock import local
from srh_assess.errors import BadInput, catalogue
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.training import check, scenarios, when
from srh_assess.training.model import Scenario

PROTOCOL = load()
FILES = sorted(shipped("scenarios").glob("*.toml"))
INES = (shipped("scenarios") / "ines-not-with-a-man.toml").read_text("utf-8")


def code_of(raw: bytes | str) -> str:
    with pytest.raises(BadInput) as caught:
        scenarios.read(raw.encode() if isinstance(raw, str) else raw, PROTOCOL)
    assert caught.value.sentence.strip()
    assert caught.value.next_step.strip()
    return caught.value.code


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_scenario_can_be_played(file: Path) -> None:
    assert scenarios.faults(file.read_bytes(), PROTOCOL) == ()
    scenario = scenarios.read(scenarios.bytes_of(file), PROTOCOL)
    assert scenario.id == file.stem
    assert scenario.debrief.prompts
    assert scenario.content_notice


def test_the_shelf_holds_them_all_core_first() -> None:
    shelf = scenarios.shelf(PROTOCOL)
    assert len(shelf.kept) == len(FILES)
    assert shelf.faults == ()
    levels = [one.scenario.level for one in shelf.kept]
    assert levels == sorted(levels)
    assert shelf.of("tobi-his-words").scenario.name == "Tobi"
    with pytest.raises(BadInput) as caught:
        shelf.of("nobody")
    assert caught.value.code == "training-scenario-unknown"


def test_an_own_scenario_is_found_and_one_with_a_known_id_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(INES.replace("ines-not-with-a-man", "ours"), "utf-8")
    (tmp_path / "b.toml").write_text(INES, "utf-8")
    (tmp_path / "c.toml").write_text("format = 1", "utf-8")
    shelf = scenarios.shelf(PROTOCOL, tmp_path)
    assert [one.scenario.id for one in shelf.kept if one.own] == ["ours"]
    assert {file.name: fault.code for file, fault in shelf.faults} == {
        "b.toml": "scenario-twice", "c.toml": "scenario-lacks",
    }  # fmt: skip
    assert len(shelf.kept) == len(FILES) + 1


Change = Callable[[str], str]


def swap(old: str, new: str) -> Change:
    def changed(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return changed


WRONG: dict[str, tuple[Change, str]] = {
    "newer": (swap("format = 1", "format = 2"), "scenario-newer"),
    "no format": (swap("format = 1", 'format = "one"'), "scenario-no-format"),
    "format true": (swap("format = 1", "format = true"), "scenario-no-format"),
    "not toml": (swap("[patient]", "[patient"), "scenario-not-toml"),
    "unclosed at the end": (lambda text: text + '\nx = "', "scenario-not-toml"),
    "no such date": (swap("reviewed = 2026-11-27", "reviewed = 2026-02-30"), "scenario-not-toml"),
    "no such time": (swap("day 3 10:00", "day 3 25:10"), "scenario-time"),
    "no such day": (swap("day 3 10:00", "2026-02-30 10:00"), "scenario-time"),
    "no time": (swap("day 3 10:00", "in the morning"), "scenario-time"),
    "review order": (swap("review_due = 2027", "review_due = 2025"), "scenario-review-order"),
    "no right answer": (swap('best = "person"\nunsafe = ["topic", "whole"]\n', ""),
                        "scenario-no-right"),
    "choice without one": (swap('best = "thank"\n', ""), "scenario-no-right"),
    "no reason": (swap('why = "Coded as a no to the topic, nobody would ask her again."',
                       'why = " "'), "scenario-no-why"),
    "right and unsafe": (swap('unsafe = ["persuade"]', 'unsafe = ["thank"]'),
                         "scenario-right-unsafe"),
    "unknown field": (swap('field = "gate.outcome"', 'field = "gate.mood"'), "scenario-field"),
    "unknown kind": (swap('field = "item.X66"', 'field = "police.X66"'), "scenario-field"),
    "unknown item": (swap('item = "O01"', 'item = "O99"'), "scenario-item-unknown"),
    "said nothing": (swap('answer = "person"', 'by = "x"'), "scenario-said-nothing"),
    "said twice": (swap('item = "O01"', 'item = "X31"'), "scenario-said-twice"),
    "unknown answer": (swap('answer = "person"', 'answer = "nobody"'), "scenario-answer"),
    "unknown state": (swap('answer = "person"', 'state = "bored"'), "scenario-answer"),
    "a number for words": (swap('answer = "person"', "answer = 4"), "scenario-answer"),
    "from the future": (swap('answer = "person"', 'answer = "person"\nhours_ago = -1'),
                        "scenario-ago"),
    "unknown code": (swap('best = "partial"', 'best = "rain"'), "scenario-code"),
    "branch nowhere": (swap('when = { field = "choice.answer_to_ines"',
                            'when = { field = "choice.gone"'), "scenario-branch-nowhere"),
    "branch to no answer": (swap('is = ["persuade"] }\nthen', 'is = ["shout"] }\nthen'),
                            "scenario-branch-nowhere"),
    "branch without condition": (swap(', is = ["persuade"] }\nthen', " }\nthen"),
                                 "scenario-branch-when"),
    "branch without end": (swap('then = "Ines', 'then = " "\nold = "Ines'),
                           "scenario-branch-empty"),
    "at nowhere": (swap('at = "start"', 'at = "after:lunch"'), "scenario-at"),
    "at itself": (swap('at = "start"', 'at = "after:answer_to_ines"'), "scenario-at-turns"),
    "one answer only": (swap('    { code = "drop", words = "Fine, then we will leave it" },\n',
                             '    { code = "thank", words = "Again" },\n'), "scenario-options"),
    "markup": (swap('title = "“Not with a man”"', 'title = "<b>Not</b>"'), "scenario-markup"),
    "markup in a list": (swap('"Come back the same day', '"<i>Come back the same day'),
                         "scenario-markup"),
    "formula": (swap('author = "The', 'author = "=HYPERLINK(The'), "scenario-formula"),
    "long name": (swap('given = "Ines"', f'given = "{"I" * 200}"'), "scenario-name-long"),
    "no name": (swap('given = "Ines"', 'given = " "'), "scenario-missing"),
    "no vignette": (swap('notes = "Third', 'notes = ""\nold = "Third'), "scenario-missing"),
    "long text": (swap("Third day, calm.", "calm " * 1000), "scenario-text-long"),
    "hidden signs": (swap("Third day", "Third\\u202e day"), "scenario-signs"),
    "a real name": (swap('family = "Amber"', 'family = "Smith"'), "scenario-not-invented"),
    "age": (swap("age = 38", "age = 380"), "scenario-age"),
    "admitted": (swap("admitted_hours_ago = 50", "admitted_hours_ago = 0"), "scenario-admitted"),
    "minutes": (swap("minutes = 12", "minutes = 0"), "scenario-minutes"),
    "id": (swap('id = "ines-not-with-a-man"', 'id = "../up"'), "scenario-id"),
    "choice id": (swap('id = "answer_to_ines"', 'id = "Ans wer"'), "scenario-id"),
    "same id twice": (lambda text: text + '[[event]]\nid = "answer_to_ines"\nat = "start"\n'
                                          'text = "x"\n', "scenario-id-twice"),
    "expected twice": (lambda text: text + '[[expect]]\nfield = "item.X66"\nbest = "person"\n'
                                           'why = "x"\n', "scenario-expected-twice"),
    "wrong kind": (swap("age = 38", 'age = "old"'), "scenario-shape"),
    "lacking": (swap("age = 38\n", ""), "scenario-lacks"),
    "unknown weight": (swap('weight = "essential"', 'weight = "heavy"'), "scenario-shape"),
    "deep": (lambda text: text + "x = " + "[" * 40 + "]" * 40, "scenario-deep"),
    "very deep": (lambda text: text + "x = " + "[" * 9000 + "]" * 9000, "scenario-not-toml"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_a_plain_sentence(name: str) -> None:
    change, code = WRONG[name]
    raw = change(INES).encode()
    found = scenarios.faults(raw, PROTOCOL)
    assert code in [fault.code for fault in found], [str(fault) for fault in found]
    assert code_of(raw) == found[0].code
    assert all(str(fault) for fault in found)


def test_nothing_expected_is_said() -> None:
    bare = INES.split("[[expect]]")[0].encode()
    assert "scenario-lacks" in [fault.code for fault in scenarios.faults(bare, PROTOCOL)]
    empty = b"expect = []\n" + bare
    assert "scenario-nothing-expected" in [f.code for f in scenarios.faults(empty, PROTOCOL)]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    with file.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    with pytest.raises(BadInput) as caught:
        scenarios.read(scenarios.bytes_of(file), PROTOCOL)
    assert caught.value.code == "scenario-large"
    assert code_of(b"#" * (scenarios.LARGEST + 1)) == "scenario-large"
    with pytest.raises(BadInput) as caught:
        scenarios.bytes_of(tmp_path)
    assert caught.value.code == "scenario-no-file"


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError

    file = tmp_path / "closed.toml"
    file.write_text(INES, "utf-8")
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(BadInput) as caught:
        scenarios.read(scenarios.bytes_of(file), PROTOCOL)
    assert caught.value.code == "scenario-no-file"


def test_bytes_that_are_no_text_are_told() -> None:
    assert code_of(b"\xff\xfe\x00") == "scenario-not-text"
    assert scenarios.read(b"\xef\xbb\xbf" + INES.encode(), PROTOCOL).id == "ines-not-with-a-man"


def test_too_many_of_a_kind_are_told() -> None:
    many = "".join(
        f'[[event]]\nid = "e{n}"\nat = "start"\ntext = "x"\n'
        for n in range(check.MOST_OF_A_KIND + 1)
    )
    assert "scenario-many" in [f.code for f in scenarios.faults((INES + many).encode(), PROTOCOL)]


def test_what_this_program_does_not_know_does_no_harm() -> None:
    raw = INES.replace("[vignette]", '[vignette]\nmood_music = "none"', 1).encode()
    assert scenarios.read(raw, PROTOCOL).vignette.notes


def test_every_sentence_of_the_reader_can_be_said() -> None:
    mine = {code for code in catalogue() if code.startswith("scenario-")} - {
        "scenario-unknown", "scenario-shipped", "scenario-not-to-the-end",
    }  # fmt: skip
    told = {code for _, code in WRONG.values()}
    told |= {"scenario-no-file", "scenario-large", "scenario-not-text", "scenario-twice",
             "scenario-many", "scenario-nothing-expected"}  # fmt: skip
    assert mine == told


def test_a_time_is_a_day_of_the_stay_or_a_date() -> None:
    by_day = scenarios.read(INES.encode(), PROTOCOL)
    dated = scenarios.read(INES.replace("day 3 10:00", "2026-03-10 10:00").encode(), PROTOCOL)
    today = date(2026, 11, 3)
    for scenario in (by_day, dated):
        assert when.begins(scenario, today) == datetime(2026, 11, 3, 10, tzinfo=UTC)
    assert when.moment(by_day, "day 4 08:00", today).day == 4
    assert when.moment(by_day, "2026-11-09 08:00", today) == datetime(2026, 11, 9, 8, tzinfo=UTC)
    assert when.moment(dated, "2026-03-12 08:00", today).day == 5
    assert when.moment(dated, "day 2 08:00", today).day == 4


def test_a_scenario_is_frozen() -> None:
    scenario: Scenario = scenarios.read(INES.encode(), PROTOCOL)
    with pytest.raises(AttributeError):
        scenario.id = "x"  # type: ignore[misc]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_day_one_is_the_day_she_came(file: Path) -> None:
    scenario = scenarios.read(file.read_bytes(), PROTOCOL)
    begins = when.begins(scenario, date(2026, 6, 20))
    came = begins - timedelta(hours=scenario.patient.admitted_hours_ago)
    first, _ = when.read(scenario.clock.start)
    assert first == (local(begins).date() - local(came).date()).days + 1
