"""The command line: what it ends with, and that it never shows a traceback."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from srh_assess import __version__, cli
from srh_assess.clock import SystemClock
from srh_assess.shipped import shipped
from srh_assess.workflow import print_protocol
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE
from tests.store.test_reading import traces
from tests.workflow.homes import new_desk, sitting

CASE = '{"now": "2026-03-10T12:00:00", "answers": {"T01": "no"}}'


def run(*words: str | Path) -> int:
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as ended:
        return int(ended.code or 0)


def test_the_version_and_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == cli.DONE
    assert __version__ in capsys.readouterr().out
    assert run("--help") == cli.DONE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not json", "not readable JSON"),
        (b"[" * 100_000, "not readable JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"{}", ""),
        (b'{"now": "2026-03-10T12:00:00", "answers": {"Q1": "yes"}}', "Q1"),
        (b'{"now": "2026-03-10T12:00:00", "answers": {"T01": "perhaps"}}', "perhaps"),
        (b" " * (cli.LARGEST_CASE + 1), "too large"),
    ],
)
def test_a_bad_case_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    case = tmp_path / "case.json"
    case.write_bytes(content)
    assert run("evaluate", case) == cli.WRONG_USE
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_a_case_from_a_file_and_from_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case.json"
    case.write_text(CASE, "utf-8")
    assert run("evaluate", case) == cli.DONE
    first = json.loads(capsys.readouterr().out)
    monkeypatch.setattr("sys.stdin", io.StringIO(CASE))
    assert run("evaluate", "-") == cli.DONE
    assert json.loads(capsys.readouterr().out) == first
    assert first["gate"]["outcome"] is None


def test_wrong_words_and_missing_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("dance",), ("evaluate",), ("evaluate", tmp_path / "none.json")):
        assert run(*words) == cli.WRONG_USE
        assert capsys.readouterr().err.startswith("srh-assess: ")


def test_the_protocol_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "protocol.json"
    assert run("protocol", "--format", "json", "-o", target) == cli.DONE
    kept = json.loads(target.read_text("utf-8"))
    assert run("protocol", "--format", "json") == cli.DONE
    assert json.loads(capsys.readouterr().out) == kept
    assert run("protocol", "-o", tmp_path / "no" / "where.json") == cli.WRONG_USE


def test_the_protocol_as_a_handbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("protocol", "--format", "html") == cli.DONE
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "T01 Sex in the last week" in page
    target = tmp_path / "handbook.html"
    assert run("protocol", "--format", "html", "-o", target) == cli.DONE
    assert target.read_text("utf-8") == page
    assert run("protocol", "--format", "pdf") == cli.WRONG_USE
    assert "--output" in capsys.readouterr().err


def test_a_place_for_the_handbook_is_refused_before_it_is_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("set in vain")

    monkeypatch.setattr(print_protocol, "as_pdf", never)
    for place in (tmp_path, tmp_path / "no" / "book.pdf"):
        assert run("protocol", "--format", "pdf", "-o", place) == cli.WRONG_USE
        assert place.name in capsys.readouterr().err


def test_another_version_is_compared_and_rehearsed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    shutil.copytree(shipped("protocol"), other)
    head = other / "protocol.toml"
    head.write_text(head.read_text("utf-8").replace("2026.1", "2027.1"), "utf-8")
    assert run("protocol", "--compare", other) == cli.DONE
    assert "to version 2027.1" in capsys.readouterr().out
    desk = new_desk(tmp_path / "home", SystemClock())
    sitting(desk).answer("T01", "no")
    desk.lock()
    words = tmp_path / "words"
    words.write_text(PASSPHRASE, "utf-8")
    known = ("--user", NURSE.name, "--passphrase-file", words)
    before = traces(tmp_path / "home")
    assert run("protocol", "--rehearse", other, tmp_path / "home", *known) == cli.DONE
    assert "Nothing was written." in capsys.readouterr().out
    assert traces(tmp_path / "home") == before
    assert run("protocol", "--rehearse", other, tmp_path / "none", *known) == cli.WRONG_USE
    assert run("protocol", "--compare", tmp_path / "none") == cli.WRONG_USE


def test_verify_asks_who_and_says_what_it_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path / "home", SystemClock())
    sitting(desk).answer("T01", "no")
    desk.lock()
    words = tmp_path / "words"
    words.write_text(PASSPHRASE + "\n", "utf-8")
    known = ("--user", NURSE.name, "--passphrase-file", words)
    assert run("verify", tmp_path / "home", *known) == cli.DONE
    assert "Everything fits." in capsys.readouterr().out
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    assert run("verify", tmp_path / "home", "--user", ADMIN.name) == cli.WRONG_USE
    assert run("verify", tmp_path / "nowhere", *known) == cli.WRONG_USE
    words.write_text("another passphrase", "utf-8")
    assert run("verify", tmp_path / "home", *known) == cli.WRONG_USE
    assert "Traceback" not in capsys.readouterr().err


def test_verify_ends_with_one_when_something_does_not_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from srh_assess.assessment import facts

    desk = new_desk(tmp_path / "home", SystemClock())
    session = sitting(desk)
    with session.journal.transaction(session.record, session.author) as transaction:
        transaction.add(facts.LetterSent(letter="none", how="printed"))
    desk.lock()
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    assert run("verify", tmp_path / "home", "--user", NURSE.name) == cli.FOUND
    assert "never made" in capsys.readouterr().out


def test_the_self_test_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("self-test") == cli.DONE
    assert "Everything fits." in capsys.readouterr().out


def test_the_home_is_named_by_word_or_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    options = cli.parser().parse_args(["--home", "here"])
    assert cli.home_folder(options) == Path("here")
    monkeypatch.setenv("SRH_ASSESS_HOME", "there")
    assert cli.home_folder(cli.parser().parse_args([])) == Path("there")
    monkeypatch.delenv("SRH_ASSESS_HOME")
    assert cli.home_folder(cli.parser().parse_args([])) is None


def test_a_record_for_her_is_written_and_said_not_to_be_looked_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = new_desk(tmp_path / "home", SystemClock())
    admission = sitting(desk).record.admission
    desk.lock()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    known = ("--user", NURSE.name, "--passphrase-file", secret)
    out = tmp_path / "out.json"
    words = ("record", tmp_path / "home", admission, *known)
    assert run(*words, "--format", "json", "-o", out) == cli.DONE
    assert "must not be given out" in capsys.readouterr().out
    assert json.loads(out.read_text())["admission"] == admission
    assert run(*words, "-o", tmp_path / "nowhere" / "out.pdf") == cli.WRONG_USE
    assert run("record", tmp_path / "home", "nobody", *known, "-o", out) == cli.WRONG_USE
    assert "Traceback" not in capsys.readouterr().err


def test_every_command_runs_something_whatever_it_is_told() -> None:
    walk = cli.parser().parse_args(["walkthrough", "out", "--run", "group"])
    assert callable(walk.run)
    assert walk.how == "group"


@pytest.mark.parametrize("command", [[], ["training"]])
def test_without_a_display_a_window_is_refused_in_words(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main(command) == cli.WRONG_USE
    assert "no display here" in capsys.readouterr().err
