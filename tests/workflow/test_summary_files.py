"""Every kind of file of a summary: opened again, compared with the model, nothing hidden in it."""

from __future__ import annotations

import csv
from datetime import date
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path

import msgspec
import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from srh_assess import cli
from srh_assess.assessment.counted import Beside
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.letters import figures_paper
from srh_assess.measures import sheets
from srh_assess.measures.annotations import Annotation, NewLimits
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.inside import Baseline
from srh_assess.measures.summary import Summary
from srh_assess.protocol.load import load
from srh_assess.store import home
from srh_assess.store.figures import Row, figures
from srh_assess.store.opened import Opened
from srh_assess.workflow import (
    asking,
    categories,
    meeting,
    monthly,
    periods,
    pictures,
    summary_paper,
    summary_words,
    summing,
)
from srh_assess.workflow.simulate import PASSPHRASE, moment_of, simulate
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.summing import FORMATS, Out, Wish
from tests.measures.stays import programme, random_stays
from tests.measures.test_drawn import made, stays, with_events
from tests.measures.test_summary import made as by_months
from tests.workflow.homes import CHEAP

SEED, COUNT = 11, 40
LEVELS: tuple[Level, ...] = ("internal", "trust", "publish")
CLOCK = SetClock(moment_of(SEED))


def found(level: Level = "internal") -> Summary:
    return made(stays(20, 8, 12), level=level)


def text_of(data: bytes) -> str:
    reader = pypdf.PdfReader(BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


# --- paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_one_page_for_the_wall_and_four_for_governance(level: Level) -> None:
    summary = found(level)
    wall, four = summary_paper.wall(summary), summary_paper.governance(summary)
    assert (summary_words.HIDDEN in text_of(wall.data)) == (level != "internal")
    assert (wall.pages, four.pages) == (1, 4)
    for data in (wall.data, four.data):
        said = text_of(data)
        assert "January 2024 to December 2024" in said
        assert summary.notice.split(":")[0] in said
        assert "Version 1" in said
        assert "Distress afterwards" in said
        assert "H8 Regret after four weeks not measured: nobody asks it yet" in said
        assert "H7 Harm written down 0" in said  # a true nought is hidden at no level
        assert "not measured" in said
        assert "improved" not in said.casefold()
    assert "H19 Her own choice of method not measured: nobody asks it yet" in text_of(four.data)
    assert "Not measured: Nobody asks this yet" in text_of(four.data)


def test_a_full_year_of_everything_still_has_four_pages() -> None:
    full = made(
        with_events(*[date(2024, 1 + at % 12, 1 + at) for at in range(14)])
        + random_stays(4, 150, 12)[:0],
        annotations=tuple(
            Annotation(id=str(at), kind="other", day=date(2024, 1 + at, 3), words="long words " * 9)
            for at in range(12)
        ),
    )
    assert summary_paper.governance(full).pages == 4
    assert summary_paper.wall(full).pages == 1


def test_no_word_of_the_groups_table_and_no_percentage_is_parted() -> None:
    paper = summary_paper.governance(made(random_stays(4, 300, 12)))
    lines = [
        line.strip()
        for page in pypdf.PdfReader(BytesIO(paper.data)).pages
        for line in page.extract_text().splitlines()
    ]
    assert "All needs met, of those admitted (M8a)" in " ".join(" ".join(lines).split())
    assert "Legal status on admission" in lines
    assert not any(line.startswith("%") for line in lines)


def test_a_full_wall_page_has_lower_charts_and_stays_one() -> None:
    full = msgspec.structs.replace(by_months(random_stays(3, 420))[0], expires="26-Jan-2027")
    assert len(asking.ask_next(full)) > 2
    charts = partial(summing.figure_chart, full)
    tall = summary_paper._wall(full, charts, summary_paper._HEIGHTS[0])
    assert figures_paper.pdf([tall], 1).pages == 2
    assert summary_paper.wall(full).pages == 1


def test_paper_for_nobody_and_for_the_published_programme() -> None:
    for rows in ((), programme(43, 18, 13, 9, 6)):
        summary = made(rows, 24)
        assert summary_paper.wall(summary).pages == 1
        assert summary_paper.governance(summary).pages == 4


def test_what_the_ward_keeps_says_until_when_and_invented_women_are_marked() -> None:
    summary = msgspec.structs.replace(found(), expires="01-Apr-2025", home_kind="training")
    said = text_of(summary_paper.wall(summary).data)
    assert "Not to be kept after 01-Apr-2025" in said
    assert "TRAINING" in said


def test_a_comparison_stands_on_paper_with_both_counts() -> None:
    figures_ = tuple(
        msgspec.structs.replace(one, comparison="Against 2024: 5 of 42." if one.id == "M2" else "")
        for one in found().figures
    )
    summary = msgspec.structs.replace(found(), figures=figures_)
    assert "Against 2024: 5 of 42." in text_of(summary_paper.governance(summary).data)
    assert "Assessed: Against 2024: 5 of 42." in meeting.paragraph(summary)


def test_grounds_are_told_in_words_and_none_of_a_kind_is_left_out() -> None:
    figure = next(one for one in found().figures if one.id == "H5")
    lines = {"statute": 3, "court": 0, "told": 2, "police": 1}
    total = msgspec.structs.replace(figure.total, part=3, lines=lines)
    row = summary_words.row_of(msgspec.structs.replace(figure, total=total))
    assert "required by law 3, she was told 2, to the police 1" in row.value
    assert "court" not in row.value


# --- words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("many", "told"),
    [
        ("1", ("1 admission", "1 woman")),
        ("2", ("2 admissions", "2 women")),
        ("*", ("* admissions", "* women")),
    ],
)
def test_one_is_said_as_one(many: str, told: tuple[str, str]) -> None:
    summary = msgspec.structs.replace(found(), admissions=many, women=many)
    assert summary_words.about(summary).startswith(f"{told[0]}, {told[1]}. Figures")
    assert f"{told[0]} ({told[1]})." in meeting.paragraph(summary)


@pytest.mark.parametrize("level", LEVELS)
def test_a_paragraph_for_a_meeting_names_both_readings_apart(level: Level) -> None:
    said = meeting.paragraph(found(level))
    assert "All needs met, of those admitted (M8a)" in said
    assert "All needs met, of those who started (M8b)" in said
    assert "14 %" not in said
    assert "Her voice (V1) not measured" in said
    assert (summary_words.HIDDEN in said) == ("*" in said.partition(summary_words.HIDDEN)[0])
    assert "improved" not in said


def test_a_paragraph_denies_no_admission_that_there_was() -> None:
    said = meeting.paragraph(by_months(programme(1, 0, 0, 0, 0))[0])
    assert "1 admission (1 woman)." in said
    assert "who started (M8b) none to count" in said
    assert "no admissions" not in said
    waiting = msgspec.structs.replace(found(), provisional=("2024-11", "2024-12"))
    assert "may still rise: November 2024, December 2024." in meeting.paragraph(waiting)


def test_what_to_ask_next_begins_with_harm_and_her_voice() -> None:
    asked = asking.ask_next(found())
    assert asked[0].startswith("Distress afterwards (B1) is not measured")
    assert any("What was different then?" in one for one in asking.ask_next(_shifted()))
    assert not any("stood in the way" in one for one in asked)
    blocked = asking.ask_next(made(random_stays(4, 120, 12), 24))
    assert any("stood in the way most often" in one for one in blocked)
    waiting = msgspec.structs.replace(found(), provisional=("2024-12",))
    assert "look again" in asking.ask_next(waiting)[-1]


def _shifted() -> Summary:
    return made((*stays(8, 1, 10), *stays(8, 7, 24)[8 * 10 :]), 24)


# --- pictures ----------------------------------------------------------------------------------------


def test_a_picture_of_each_figure_has_its_words() -> None:
    summary = made(random_stays(4, 120, 12), 24)
    for id in ("M2", "M11", "B2"):
        chart = pictures.chart_of(summary, id)
        assert pictures.svg(chart).startswith(b"<?xml")
        lines = pictures.alternative(chart).decode().splitlines()
        assert chart.title in lines[0]
        assert len(lines) > 2
    with pytest.raises(BadInput) as fault:
        pictures.chart_of(summary, "M99")
    assert fault.value.code == "summary-figure"
    with pytest.raises(BadInput) as fault:
        pictures.chart_of(summary, "H8")
    assert fault.value.code == "summary-figure"
    assert "M2" in fault.value.values["known"]
    with pytest.raises(BadInput) as fault:
        pictures.chart_of(made(()), "M2")
    assert fault.value.code == "summary-format"


# --- a real home -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "home"
    simulate(folder, COUNT, SEED, load(), cost=CHEAP)
    return folder


@pytest.fixture
def manager(ward: Path) -> Opened:
    return home.unlock(ward, "manager", PASSPHRASE, CLOCK)


def wish(**more: str) -> Wish:
    year = periods.choices(CLOCK.now().date(), "internal")[0]
    return Wish(**{"first": year.first, "last": year.last, "level": "internal", **more})  # type: ignore[arg-type]  # as typed


@pytest.mark.parametrize("format", FORMATS)
def test_the_command_writes_every_format(
    ward: Path, tmp_path: Path, format: str, qapp: QApplication
) -> None:
    words = tmp_path / "words"
    words.write_text(PASSPHRASE, "utf-8")
    asked, out = wish(), tmp_path / f"out.{format}"
    code = cli.main(
        ["summary", str(ward), "--user", "manager", "--passphrase-file", str(words), "--from",
         asked.first, "--to", asked.last, "--level", "internal", "--format", format,
         "-o", str(out)]
    )  # fmt: skip
    assert code == 0
    data = out.read_bytes()
    starts = {"pdf": b"%PDF", "wall": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml", "xlsx": b"PK"}
    assert data.startswith(starts.get(format, b""))
    if format in ("png", "svg"):
        assert "Assessed (M2)" in (tmp_path / f"out.{format}.txt").read_text("utf-8")


def test_a_png_without_a_screen_is_refused(manager: Opened, tmp_path: Path) -> None:
    out = Out(format="png", file=tmp_path / "a.png")
    with pytest.raises(BadInput) as fault:
        summing.to_file(manager, load(), CLOCK, wish(), out)
    assert fault.value.code == "summary-no-screen"


def test_looking_is_no_release(manager: Opened) -> None:
    today = CLOCK.now().date()
    span = periods.choices(today, "trust")[0]
    asked = wish(first=span.first, last=span.last, level="trust")
    with figures(manager) as kept:
        before = len(summing.earlier(kept))
    try:
        summing.look(manager, load(), CLOCK, asked)
    except Refused as fault:
        assert fault.code.startswith("release-")
    with figures(manager) as kept:
        assert len(summing.earlier(kept)) == before


def test_the_monthly_report_goes_where_it_went_before(manager: Opened, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as fault:
        monthly.choose_folder(manager, CLOCK, tmp_path / "gone")
    assert fault.value.code == "report-folder-gone"
    monthly.choose_folder(manager, CLOCK, tmp_path)
    assert monthly.folder(manager) == tmp_path
    files = monthly.save(manager, load(), CLOCK)
    assert sorted(file.suffix for file in files) == [".pdf", ".pdf", ".xlsx"]
    assert all(file.exists() for file in files)
    assert monthly.save(manager, load(), CLOCK) == files
    files[0].unlink()
    files[0].mkdir()
    with pytest.raises(BadInput) as fault:
        monthly.save(manager, load(), CLOCK)
    assert fault.value.code == "summary-exists-folder"
    monthly.choose_folder(manager, CLOCK, tmp_path)


def test_a_folder_that_vanished_since(manager: Opened, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monthly.choose_folder(manager, CLOCK, gone)
    gone.rmdir()
    with pytest.raises(BadInput) as fault:
        monthly.save(manager, load(), CLOCK)
    assert fault.value.code == "report-folder-gone"


def test_work_that_is_stopped_writes_nothing(manager: Opened, tmp_path: Path) -> None:
    said: list[str] = []
    steps = Steps(said.append)
    summing.look(manager, load(), CLOCK, wish(), steps)
    assert any(words.startswith("Counting") for words in said)
    steps.stop()
    out = Out(format="csv", file=tmp_path / "a.csv")
    with pytest.raises(Refused) as fault:
        summing.to_file(manager, load(), CLOCK, wish(), out, steps)
    assert fault.value.code == "summary-stopped"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("level", "step"), [("internal", "Counting by group"), ("internal", "Counting: ")]
)
def test_counting_ends_at_the_step_at_which_it_is_stopped(
    manager: Opened, level: Level, step: str
) -> None:
    said: list[str] = []

    def told(words: str) -> None:
        said.append(words)
        if words.startswith(step):
            steps.stop()

    steps = Steps(told)
    with pytest.raises(Refused) as fault:
        summing.summarise(manager, load(), CLOCK, wish(level=level), steps)
    assert fault.value.code == "summary-stopped"
    assert said[-1].startswith(step)


def test_a_spreadsheet_that_is_open_elsewhere_is_found_out_first(
    manager: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "open.xlsx"
    file.write_bytes(b"x")

    def held(*_: object, **__: object) -> None:
        raise PermissionError

    protocol = load()
    monkeypatch.setattr(Path, "open", held)
    with figures(manager) as kept:
        before = len(kept.notes())
    with pytest.raises(BadInput) as fault:
        summing.to_file(manager, protocol, CLOCK, wish(), Out(format="xlsx", file=file))
    assert fault.value.code == "summary-open"
    with figures(manager) as kept:
        assert len(kept.notes()) == before


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"part": -1}, "baseline-counts"),
        ({"part": 0, "whole": 0}, "baseline-counts"),
        ({"measure": "M10"}, "baseline-measure"),
        ({"when": " "}, "baseline-source"),
        ({"source": ""}, "baseline-source"),
    ],
)
def test_baselines_that_are_none(manager: Opened, more: dict[str, object], code: str) -> None:
    base = {"measure": "M2", "part": 0, "whole": 40, "when": "2024", "source": "book", **more}
    with pytest.raises(BadInput) as fault:
        summing.set_baseline(manager, CLOCK, Baseline(**base))  # type: ignore[arg-type]  # as typed
    assert fault.value.code == code


def test_a_baseline_of_nought_gives_the_difference_and_no_ratio(manager: Opened) -> None:
    base = Baseline(measure="M2", part=0, whole=40, when="2024", source="book")
    summing.set_baseline(manager, CLOCK, base)
    assert summing.standing_baselines(manager)["M2"] == base
    told = summing.look(manager, load(), CLOCK, wish()).figure("M2").comparison
    assert " times (" not in told
    assert told.endswith(("no number of times, since one count is 0.", "it takes 10 on each side."))


# --- periods -----------------------------------------------------------------------------------------


def test_periods_to_pick_from() -> None:
    today = date(2026, 7, 9)
    inside = periods.choices(today, "internal")
    assert inside[0].words == "August 2025 to July 2026"
    assert all(one.last <= "2026-07" for one in inside)
    trust = periods.choices(today, "trust")
    assert trust[0] == periods.Span("2025-07", "2026-06")
    assert {1, 4, 7, 10} >= {int(one.first[5:]) for one in trust}
    assert len(periods.choices(today, "publish")) == 4
    assert periods.monthly(date(2026, 1, 3)) == periods.Span("2025-01", "2025-12")
    assert periods.Span("2026-01", "2026-01").words == "January 2026"


# --- cell by cell ------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_no_file_holds_what_its_level_hides(level: Level) -> None:
    """Every number that stands in any file is one the model shows."""
    summary = found(level)
    rows = list(csv.reader(StringIO(sheets.as_csv(summary).decode("utf-8-sig"))))
    book = openpyxl.load_workbook(BytesIO(sheets.as_xlsx(summary)))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row]
    model = msgspec.json.encode(summary).decode()
    for value in {cell for row in rows for cell in row if cell.isdigit()} | {
        cell for cell in cells if cell.isdigit()
    }:
        assert value in model
    assert not book.defined_names
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert all(cell.comment is None for row in sheet.iter_rows() for cell in row)
    assert ("Not to be kept after" in cells) is True


def test_what_was_written_and_compared_stands_in_the_notes_of_every_table() -> None:
    limits = NewLimits(
        id="c", measure="M2", month="2024-06", reason="weekly clinic", by="H. Moss",
        on=date(2024, 9, 1),
    )  # fmt: skip
    closed = Annotation(id="a", kind="closed", day=date(2024, 3, 9))
    summary = made(stays(20, 8, 12), annotations=(closed,), limits=(limits,))
    told = tuple(
        msgspec.structs.replace(one, comparison="Against 2024." if one.id == "M2" else "")
        for one in summary.figures
    )
    text = sheets.as_csv(msgspec.structs.replace(summary, figures=told)).decode("utf-8-sig")
    assert "On the charts, 2024-03-09: ward closed" in text
    assert "On the chart M2, 2024-06: new limits from here: weekly clinic" in text
    assert "M2: Against 2024." in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [("=1+1", "'=1+1"), (" +44 20", "' +44 20"), ("\u200b@x", "'\u200b@x"), ("＝1", "'＝1"),
     ("|x", "'|x"), ("a=1", "a=1"), ("", ""), ("  ", "  "), (-5, -5)],
)  # fmt: skip
def test_no_text_is_taken_for_a_formula(typed: str | int, written: str | int) -> None:
    assert sheets.neutral(typed) == written


def test_a_workbook_takes_no_sign_that_it_cannot_hold() -> None:
    assert sheets.plain("a\x00b\x0bc\td") == "abc\td"


def test_groups_beside_the_ward_s_own_figure() -> None:
    told = summary_words.groups(made(random_stays(4, 150, 12), 24))
    rows = next(iter(told.values()))
    assert rows[0].label == "The ward"
    assert any("points from the ward" in row.value for row in rows)
    hidden = summary_words.groups(
        made(random_stays(4, 400, 12)[:0] + stays(40, 20, 12), level="trust")
    )
    assert all("interval" not in row.value for rows in hidden.values() for row in rows)


def test_why_there_is_no_chart_is_said_in_words() -> None:
    summary = found("publish")
    figure = summary.figure("M2")
    assert summary_words.no_chart(summary, figure) == "this level shows the whole period only"
    quarters = found("trust")
    hidden = msgspec.structs.replace(
        figure, series=tuple(
            msgspec.structs.replace(cell, status="hidden", part=None, whole=None)
            for cell in quarters.figure("M2").series
        )
    )  # fmt: skip
    said = summary_words.no_chart(quarters, hidden)
    assert said == "every part of this period is hidden at this level"
    inside = found()
    few = "not drawn by month; counted over the whole period"
    assert summary_words.no_chart(inside, inside.figure("H7")) == few
    by_quarter = few.replace("month", "quarter")
    assert summary_words.no_chart(quarters, quarters.figure("H7")) == by_quarter
    b2 = quarters.figure("B2")
    many = msgspec.structs.replace(
        b2, total=msgspec.structs.replace(b2.total, status="shown", part=275),
        series=quarters.figure("M2").series,
    )  # fmt: skip
    assert summary_words.no_chart(quarters, many) == by_quarter
    bare = made((), 12)
    assert summary_words.no_chart(bare, bare.figure("M2")) == "nothing to draw in this period"


def test_ethnic_names_and_codes() -> None:
    assert categories.ethnic_names()["Caribbean"] == "M"
    assert categories.ethnic_name("M") == "Caribbean"
    assert categories.ethnic_name(" ") == ""
    assert categories.ethnic_name("no such") == "Not known"


def test_rows_outside_every_stay_are_read_too(manager: Opened, ward: Path) -> None:
    nurse = home.unlock(ward, "nurse", PASSPHRASE, CLOCK)
    with figures(nurse) as kept:
        state = kept.state()
        assert state is not None
        raw = msgspec.json.encode(Beside(file="f", events=()))
        kept.write([Row(mark="f", month="", row=raw)], (), state)
        _, besides = summing.read(kept, "0000-00", "9999-99")
        assert [one.file for one in besides] == ["f"]
        kept.write((), ("f",), state)
