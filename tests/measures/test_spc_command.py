"""The spc command: what it prints, and the one sentence for each file it cannot take."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from srh_assess import cli
from srh_assess.measures.spc import read
from srh_assess.measures.spc.control import IMPROVEMENTS, KINDS
from tests.measures.oracles import grouped, near

XMR = grouped("xmr_points", "series_id", "variant")


def run(*words: str | Path) -> int:
    try:
        return cli.main(["spc", *(str(word) for word in words)])
    except SystemExit as ended:
        return int(str(ended.code))


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    def written(text: str | bytes) -> Path:
        path = tmp_path / "points.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.fixture
def answer(sheet: Any, capsys: pytest.CaptureFixture[str]) -> Any:
    def of(text: str | bytes, *words: str) -> dict[str, Any]:
        assert run(sheet(text), *words) == cli.DONE
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return of


def values(*numbers: float) -> str:
    return "date,y\n" + "".join(f"{i},{y}\n" for i, y in enumerate(numbers))


def parts(*pairs: tuple[int, int]) -> str:
    lines = (f"2024-{i:02},{a},{b}\n" for i, (a, b) in enumerate(pairs, 1))
    return "date,numerator,denominator\n" + "".join(lines)


def test_the_command_offers_every_chart_and_direction() -> None:
    command = next(a for a in cli.parser()._actions if a.dest == "==SUPPRESS==" or a.choices)
    spc = command.choices["spc"]  # type: ignore[index]  # the sub-commands by name
    offered = {a.dest: tuple(a.choices) for a in spc._actions if a.choices}
    assert offered == {"chart": KINDS, "improvement": IMPROVEMENTS}


@pytest.mark.parametrize("run_of", XMR, ids="-".join)
def test_every_xmr_oracle_through_the_command(run_of: tuple[str, ...], answer: Any) -> None:
    lines = XMR[run_of]
    first = lines[0]
    words = ["--chart", "xmr", "--improvement", first["improvement_direction"]]
    if first["screen_outliers"] == "FALSE":
        words.append("--no-screen")
    if first["fix_after_n_points"]:
        words += ["--fix-after", first["fix_after_n_points"]]
    for before, here in pairwise(lines):
        if here["rebase_group"] != before["rebase_group"]:
            words += ["--rebase", here["date"]]
    found = answer("date,y\n" + "".join(f"{r['date']},{r['y']}\n" for r in lines), *words)
    assert [p["i"] for p in found["points"]] == [int(r["i"]) for r in lines]
    for row, point in zip(lines, found["points"], strict=True):
        assert near(point["centre"], row["mean"])
        assert near(point["lower"], row["lpl"])
        assert near(point["upper"], row["upl"])
        assert point["type"] == row["point_type"]
    assert found["variation"] == lines[-1]["point_type"]
    assert found["assurance"] is None


def test_byte_order_mark_line_ends_and_standard_input(
    answer: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = answer(values(1, 3, 2, 5), "--chart", "xmr")
    windows = "\ufeff" + values(1, 3, 2, 5).replace("\n", "\r\n") + "\r\n"
    assert answer(windows, "--chart", "xmr") == plain
    monkeypatch.setattr("sys.stdin", io.StringIO(windows))
    assert run("-", "--chart", "xmr") == cli.DONE
    assert json.loads(capsys.readouterr().out) == plain


def test_equal_values_have_no_limits_yet_and_no_signal(answer: Any) -> None:
    for words in (("xmr",), ("xmr", "--no-screen"), ("t",)):
        found = answer(values(*[4] * 12, 9), "--chart", *words, "--fix-after", "12")
        assert {(p["lower"], p["upper"], p["rule"]) for p in found["points"]} == {(None,) * 3}
        assert any("cannot be drawn yet" in sentence for sentence in found["sentences"])
        assert found["variation"] == "common_cause"  # no rule flags it, and none could
        assert found["judged"] is False
        assert found["icons"]["variation"] == {"letter": "", "word": "cannot be said yet"}
    nobody = answer(parts((0, 5), (0, 4), (0, 9)), "--chart", "p")
    assert nobody["points"][0]["upper"] is None


def test_a_month_without_anybody_is_a_gap(answer: Any) -> None:
    pairs = (1, 6), (0, 4), (0, 0), (3, 7), (2, 5)
    for chart in ("xmr", "p", "u", "run"):
        found = answer(parts(*pairs), "--chart", chart)
        empty = found["points"][2]
        assert (empty["y"], empty["rule"], empty["type"]) == (None, None, "common_cause")
    assert answer(parts((0, 0), (1, 2)), "--chart", "run")["points"][0]["centre"] == 0.5


def test_a_segment_of_empty_months_has_no_line(answer: Any) -> None:
    pairs = (1, 6), (2, 4), (0, 0), (0, 0)
    for chart in ("xmr", "p", "u", "run"):
        found = answer(parts(*pairs), "--chart", chart, "--rebase", "2024-03")
        assert [p["centre"] is None for p in found["points"]] == [False, False, True, True]
        assert found["segments"][1]["runs"] is None
        assert found["judged"] is False


def test_a_run_chart_has_a_median_and_a_verdict(answer: Any) -> None:
    found = answer(values(1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9), "--chart", "run")
    assert {(p["lower"], p["upper"]) for p in found["points"]} == {(None, None)}
    assert found["variation"] == "special_cause_improvement"
    assert found["segments"][0]["runs"]["signal"] is True
    assert "chance does not explain" in found["sentences"][0]
    few = answer(values(1, 2, 3, 4, 5, 6, 7), "--chart", "run")
    assert few["segments"][0]["runs"]["signal"] is None
    assert {p["rule"] for p in few["points"]} == {None}
    assert [found["judged"], few["judged"]] == [True, False]
    assert few["icons"]["variation"]["word"] == "cannot be said yet"
    level = answer(values(4, 4, 4), "--chart", "run")
    assert level["segments"][0]["runs"]["useful"] == 0
    calm = answer(values(*[1, 9] * 6), "--chart", "run")
    assert calm["sentences"][0].startswith("No signal")
    assert (calm["judged"], calm["icons"]["variation"]["word"]) == (True, "common cause")


def test_target_and_direction_make_the_icons(answer: Any) -> None:
    text = values(10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 11, 30)

    def icons(*words: str) -> tuple[Any, Any, Any]:
        found = answer(text, "--chart", "xmr", "--fix-after", "12", *words)
        shown = found["icons"]
        return shown["variation"]["letter"], shown["assurance"], found["assurance"]

    assert icons() == ("H", None, None)
    assert icons("--improvement", "decrease")[0] == "H"
    assert icons("--improvement", "neutral", "--target", "5") == ("H", None, None)
    assert icons("--target", "5")[2] == "consistent_pass"
    assert icons("--target", "50")[1] == {"letter": "F", "word": "will miss the target"}
    assert icons("--target", "50", "--improvement", "decrease")[2] == "consistent_pass"
    assert icons("--target", "5", "--improvement", "decrease")[2] == "consistent_fail"
    assert icons("--target", "12")[2] == "inconsistent"
    low = answer(values(10, 12, 11, 13, 12, 11, 10, 12, 0), "--chart", "xmr", "--fix-after", "8")
    assert low["icons"]["variation"] == {"letter": "L", "word": "special cause, of concern"}


def test_c_g_and_t_take_ready_counts(answer: Any) -> None:
    assert answer(values(3, 1, 0, 5), "--chart", "g")["points"][0]["centre"] == 2
    assert answer(values(3, 1, 0, 5), "--chart", "c")["points"][0]["centre"] == 2.25
    assert answer(values(300.5, 1, 2, 500), "--chart", "t")["points"][0]["lower"] == 0


def test_dates_of_three_kinds_and_rebase_between_two(answer: Any) -> None:
    days = "date,y\n2024-01-05,1\n2024-02-09,2\n2024-03-01,5\n"
    found = answer(days, "--chart", "xmr", "--rebase", "2024-02-01", "--rebase", "2024-02-02")
    assert [segment["from"] for segment in found["segments"]] == [1, 2]
    assert answer(values(1, 2, 3), "--chart", "run", "--rebase", "2")["segments"][1]["from"] == 3


BAD = [
    ("", "xmr", "holds no points"),
    ("\n \n", "xmr", "holds no points"),
    ("date,y\n", "xmr", "holds no points"),
    ("date;y\n2024-01;3\n", "xmr", "semicolons"),
    ("date\ty\n2024-01\t3\n", "xmr", "semicolons"),
    ("day,value\n1,2\n", "xmr", "first line"),
    ("just words\n", "xmr", "first line"),
    ('date,y\n1,"2\n', "xmr", "cannot be read as a table"),
    ("date,y\n1,2,3\n", "xmr", "Line 2"),
    ("date,y\n1,2\n2\n", "xmr", "Line 3"),
    ("date,y\n1,2\n2,\n", "xmr", "no value under y"),
    ("date,y\n1,2\n2,many\n", "xmr", "no number"),
    ("date,y\n1,nan\n", "xmr", "no number"),
    ("date,y\n1,1e999\n", "xmr", "no number"),
    ("date,y\n1,42%\n", "xmr", "no number"),
    ('date,y\n1,"1,200"\n', "xmr", "no number"),
    ("date,y\n1,٣\n", "xmr", "no number"),
    ("date,y\n05/03/2024,1\n", "xmr", "no date"),
    ("date,y\n2024-13,1\n", "xmr", "no date"),
    ("date,y\n2024-02-30,1\n", "xmr", "no date"),
    ("date,y\n2024-01,1\n2024-01,2\n", "xmr", "same date"),
    ("date,y\n2024-02,1\n2024-01,2\n", "xmr", "earlier"),
    ("date,y\n2024-02,1\n2024-03-01,2\n", "xmr", "another way"),
    ("date,y\n1,2\n", "p", "numerator,denominator"),
    ("date,y\n1,2\n", "u", "numerator,denominator"),
    ("date,numerator,denominator\n1,2,3\n", "c", "date,y"),
    ("date,numerator,denominator\n1,4,3\n", "p", "larger"),
    ("date,numerator,denominator\n1,1.5,3\n", "p", "not whole"),
    ("date,numerator,denominator\n1,1,0\n", "u", "out of nothing"),
    ("date,numerator,denominator\n1,-1,3\n", "xmr", "below 0"),
    ("date,numerator,denominator\n1,0,0\n", "p", "nothing to draw"),
    ("date,y\n1,-2\n", "c", "below 0"),
    ("date,y\n1,2.5\n", "g", "not whole"),
    ("date,y\n1,0\n", "t", "t chart"),
]


@pytest.mark.parametrize(("text", "chart", "words"), BAD)
def test_a_bad_file_gets_one_sentence(
    sheet: Any, capsys: pytest.CaptureFixture[str], text: str, chart: str, words: str
) -> None:
    assert run(sheet(text), "--chart", chart) == cli.WRONG_USE
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rebase", "2023-01"), "2023-01"),
        (("--rebase", "2024-01"), "2024-01"),
        (("--rebase", "2031-01"), "2031-01"),
        (("--rebase", "soon"), "soon"),
        (("--rebase", "7"), "new limits"),
        (("--fix-after", "1"), "fixed after 1"),
        (("--fix-after", "2.5"), "fixed after 2.5"),
        (("--fix-after", "twelve"), "fixed after twelve"),
        (("--target", "high"), "target"),
        (("--improvement", "sideways"), "improvement"),
    ],
)
def test_bad_words_get_one_sentence(
    sheet: Any, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(sheet(parts((1, 2), (1, 3), (2, 3))), "--chart", "p", *words) == cli.WRONG_USE
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_files_that_are_no_text(
    sheet: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff"), "utf-8"))
    assert run("-", "--chart", "xmr") == cli.WRONG_USE
    assert "standard input is not text" in capsys.readouterr().err
    assert run(sheet(b"\xff\xfe\x00"), "--chart", "xmr") == cli.WRONG_USE
    assert run("nowhere.csv", "--chart", "xmr") == cli.WRONG_USE
    assert run(sheet(b"date,y\n1,\x00\n"), "--chart", "xmr") == cli.WRONG_USE
    assert "Traceback" not in capsys.readouterr().err


def test_too_many_points(
    sheet: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read.MOST_POINTS == 100_000
    monkeypatch.setattr(read, "MOST_POINTS", 3)
    assert run(sheet(values(1, 2, 3)), "--chart", "run") == cli.DONE
    assert run(sheet(values(1, 2, 3, 4)), "--chart", "run") == cli.WRONG_USE
    assert "more than 3 points" in capsys.readouterr().err


def test_twenty_thousand_points_of_the_worst_kind(answer: Any) -> None:
    # denominators without a common multiple of any reasonable size
    rows = "".join(f"{i},{i % 97},{10_000 + i}\n" for i in range(20_000))
    found = answer("date,numerator,denominator\n" + rows, "--chart", "xmr")
    assert len(found["points"]) == 20_000
