"""A bed list against what is there: taken once, moved, left alone, or refused in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from srh_assess import cli
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.workflow import importing
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.import_report import Report
from srh_assess.workflow.importing import Wish
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.stay import Going
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk

HEADING = "Surname,Forename,DOB,NHS No,Hospital No,Admitted,Bed,Ward"
WREN = "Wren,Marianne,22/03/1997,9990000018,L1,09/03/2026 10:00,1,Willow"
ELM = "Elm,Ada,01/02/1980,,L2,08/03/2026,2,Willow"
OAK = "Oak,Ida,,,,08/03/2026,3,Willow"


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    made = new_desk(tmp_path / "home", clock)
    yield made
    made.lock()


def bring(desk: Desk, *lines: str, **options: object) -> Report:
    raw = "\n".join((HEADING, *lines)).encode()
    return desk.bring_in(raw, Wish(**options))  # type: ignore[arg-type]


def outcomes(report: Report) -> list[str]:
    return [step.faults[0].code if step.faults else step.outcome for step in report.steps]


def test_a_list_is_taken_once(desk: Desk) -> None:
    first = bring(desk, WREN, ELM, OAK)
    assert outcomes(first) == ["taken"] * 3
    assert first.written
    assert first.summary.startswith("3 lines: 3 taken")
    head = desk.board()
    again = bring(desk, WREN, ELM, OAK)
    assert outcomes(again) == ["there"] * 3
    assert desk.board() == head
    assert [row.room for row in head] == ["1", "2", "3"]
    desk.lock()
    found = verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=desk.clock)
    assert found.faults == 0
    assert found.lines[0].startswith("4 entries")


def test_the_preview_writes_nothing(desk: Desk) -> None:
    report = bring(desk, WREN, ELM, look=True)
    assert outcomes(report) == ["taken", "taken"]
    assert not report.written
    assert "Nothing was written" in report.summary
    assert desk.board() == ()
    assert not (desk.folder / importing.COLUMNS).exists()


def test_another_bed_moves_her_and_an_empty_one_does_not(desk: Desk) -> None:
    bring(desk, WREN, ELM)
    report = bring(desk, WREN.replace(",1,", ",9,"), ELM.replace("2,Willow", ","))
    assert outcomes(report) == ["moved", "there"]
    assert [(row.room, row.ward) for row in desk.board()] == [("2", "Willow"), ("9", "Willow")]
    assert outcomes(bring(desk, WREN.replace("Willow", "Willow unit"))) == ["moved"]
    elsewhere = bring(desk, WREN.replace("Willow", "Rowan").replace(",1,", ",,"))
    assert "Rowan" not in elsewhere.steps[0].words
    assert outcomes(elsewhere) == ["ward-nobody"]  # nobody would see what stands open for her
    assert [row.ward for row in desk.board()] == ["Willow", "Willow unit"]


def test_who_is_on_another_ward_is_taken_and_is_on_no_board_here(desk: Desk) -> None:
    report = bring(desk, WREN, ELM.replace("Willow", "Rowan"))
    assert report.summary.endswith("0 not taken. On another ward, and not on your board: 1.")
    assert [row.family for row in desk.board()] == ["Wren"]


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        (WREN, "import-twice"),
        (WREN.replace("9990000018", ""), "import-twice"),
        ("Wren,Marianne,22/03/1997,,,09/03/2026,5,Willow", "import-twice"),
        ("Wren,Marianne,22/03/1997,9990000026,L9,09/03/2026,5,Willow", "taken"),
        ("Elm,Ada,,9990000018,,09/03/2026,5,Willow", "import-twice"),
        ("Elm,Ada,,,L1,09/03/2026,5,Willow", "import-twice"),
        (ELM, "taken"),
    ],
)
def test_the_same_woman_twice_in_a_file(desk: Desk, second: str, outcome: str) -> None:
    assert outcomes(bring(desk, WREN, second)) == ["taken", outcome]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (WREN.replace("09/03", "07/03"), "import-on-ward"),
        (WREN.replace("Wren,Marianne", "Elm,Ada"), "import-number-other-name"),
        ("Elm,Ada,,,L1,09/03/2026,5,Willow", "import-local-other-name"),
        ("Wrenn,Mariane,22/03/1997,9990000018,,09/03/2026 10:00,1,Willow", "there"),
        ("Wrenn,Mariane,22/03/1997,,L1,09/03/2026 10:00,1,Willow", "there"),
        ("Wren,Marianne,22/03/1997,,,09/03/2026 10:00,1,Willow", "there"),
        ("Wren,Marianne,22/03/1997,9990000026,L3,09/03/2026 10:00,1,Willow", "taken"),
        ("Wrenn,Mariane,22/03/1997,,,09/03/2026 10:00,1,Willow", "taken"),
    ],
)
def test_a_line_against_who_is_there(desk: Desk, line: str, outcome: str) -> None:
    bring(desk, WREN)
    assert outcomes(bring(desk, line)) == [outcome]


def test_after_the_stay_she_comes_anew_and_the_old_list_changes_nothing(
    desk: Desk, clock: SetClock
) -> None:
    bring(desk, WREN)
    (row,) = desk.board()
    desk.end(row.admission, Going(at=clock.now()))
    assert outcomes(bring(desk, WREN.replace(",1,", ",2,"))) == ["there"]
    clock.move(timedelta(days=3))
    assert outcomes(bring(desk, WREN.replace("09/03", "12/03"))) == ["taken"]
    assert len(desk.board()) == 1


def test_all_or_nothing_by_choice(desk: Desk) -> None:
    bad = "Ash,Eve,soon,,,09/03/2026,4,Willow"
    held = bring(desk, WREN, bad, all_or_nothing=True)
    assert outcomes(held) == ["taken", "import-born-unreadable"]
    assert not held.written
    assert desk.board() == ()
    assert "birth date" in held.steps[1].words
    assert held.steps[0].words == "Line 2: taken."
    assert bring(desk, WREN, bad).written
    assert len(desk.board()) == 1
    assert bring(desk, WREN, all_or_nothing=True).written


def test_columns_that_were_given_are_remembered(desk: Desk) -> None:
    raw = b"Who,Came,Shoe\nWren,03/09/2026,38\n"
    with pytest.raises(BadInput):
        desk.bring_in(raw, Wish())
    given = {"family": "Who", "admitted": "Came"}
    first = desk.bring_in(raw, Wish(given=given, month_first=True))
    assert first.unused == ("Shoe",)
    assert (first.encoding, first.columns.month_first) == ("utf-8", True)
    again = desk.bring_in(raw, Wish())
    assert outcomes(again) == ["there"]
    assert again.columns == first.columns
    (desk.folder / importing.COLUMNS).write_text("{broken", "utf-8")
    with pytest.raises(BadInput):
        desk.bring_in(raw, Wish())


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "beds.csv"
    assert refused(path) == "file-unreadable"
    with path.open("wb") as out:
        out.truncate(2 * 1024**3)
    assert refused(path) == "import-too-large"
    path.write_bytes(b"a,b\n")
    assert importing.read(path) == b"a,b\n"

    for mark in (".~lock.beds.csv#", "~$beds.csv"):
        (tmp_path / mark).write_bytes(b"")
        assert refused(path) == importing.STILL_OPEN
        assert importing.read(path, as_saved=True) == b"a,b\n"
        (tmp_path / mark).unlink()

    def writing(self: Path, most: int) -> bytes:
        os.utime(self, ns=(1, 1))
        return b""

    with monkeypatch.context() as patch:
        patch.setattr(importing, "_begun", writing)
        assert refused(path) == "import-changing"

    def held(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "held by another program")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", held)
        assert refused(path) == "import-open"
    monkeypatch.setattr(importing, "LARGEST_MB", 0)
    assert refused(path) == "import-too-large"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="it is a file of other systems")
def test_what_has_no_end_is_refused() -> None:
    assert refused(Path("/dev/zero")) == "import-too-large"


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        importing.read(path)
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


def test_many_lines_are_written_together(desk: Desk, long: bool) -> None:
    count = 50_000 if long else 300
    letters = "abcdefghij"
    lines = [
        f"Wren{''.join(letters[int(d)] for d in str(n))},Ada,"
        f"{date(1950, 1, 1) + timedelta(days=n * 37 % 20_000)},,L{n},08/03/2026,{n},Willow"
        for n in range(count)
    ]
    assert bring(desk, *lines).count("taken") == count
    assert bring(desk, *lines).count("there") == count


def test_nothing_of_the_file_stands_in_the_report(desk: Desk) -> None:
    report = bring(desk, WREN, WREN, "Elm,Ada,soon,123,L2,yesteryear,2,Willow")
    said = " ".join(step.words for step in report.steps)
    for value in ("Wren", "Marianne", "999", "L1", "Elm", "soon", "123", "yesteryear"):
        assert value not in said


def test_the_command(tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    stay = Stay(admitted=desk.clock.now())
    desk.admit(Identity(family="Ash"), stay)
    desk.lock()
    words, beds = tmp_path / "words", tmp_path / "beds.csv"
    words.write_text(PASSPHRASE, "utf-8")
    beds.write_text(f"{HEADING}\n{WREN}\n{WREN}\n", "utf-8")
    command = [
        "import-admissions", str(desk.folder), str(beds),
        "--user", NURSE.name, "--passphrase-file", str(words),
    ]  # fmt: skip
    assert cli.main([*command, "--look"]) == cli.FOUND
    assert cli.main([*command, "--all-or-nothing"]) == cli.FOUND
    beds.write_text("Family,Came\nWren,03/09/2026\n", "utf-8")
    mapped = ["--column", "admitted=Came", "--month-first"]
    assert cli.main([*command, *mapped]) == cli.DONE
    assert "Line 2: taken." in capsys.readouterr().out
    assert cli.main([*command, "--column", "shoe"]) == cli.WRONG_USE
    assert "Traceback" not in capsys.readouterr().err


def test_the_columns_are_shown_before_a_line_is_read(desk: Desk) -> None:
    raw = f"{HEADING},Diet\n{WREN},none".encode()
    layout = desk.bed_list(raw)
    assert layout.columns == (*HEADING.split(","), "Diet")
    assert layout.mapped["family"] == "Surname"
    assert "Diet" not in layout.mapped.values()
    assert layout.lacking == ()
    assert not layout.month_first
    assert "admitted" in desk.bed_list(b"Surname,Forename\nWren,Marianne").lacking


def test_stopped_at_a_line_nothing_is_written(desk: Desk) -> None:
    raw = "\n".join((HEADING, WREN, ELM)).encode()
    with pytest.raises(Refused) as caught:
        desk.bring_in(raw, Wish(), lambda _, __: False)
    assert caught.value.code == "import-stopped"
    assert desk.board() == ()


def test_the_report_is_saved_line_by_line(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, WREN, ELM)
    importing.save_report(report, tmp_path / "report.txt")
    saved = (tmp_path / "report.txt").read_text("utf-8")
    assert saved.endswith(f"{report.summary}\n")
    assert len(saved.splitlines()) == 3
    assert "Wren" not in saved
