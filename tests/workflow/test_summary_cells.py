"""Each export opened again and compared with the model, cell by cell, at each level; nobody is
ranked in any of them, and nothing is aimed at."""

from __future__ import annotations

import argparse
import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import msgspec
import openpyxl
import pypdf
import pytest
from msgspec.structs import replace

from srh_assess import cli
from srh_assess.clock import SetClock
from srh_assess.measures import sheets
from srh_assess.measures.annotations import Annotation, NewLimits
from srh_assess.measures.definitions import definitions
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.drawn import chart_ids, figure_chart
from srh_assess.measures.summary import Cell, Summary
from srh_assess.protocol.load import load
from srh_assess.store import home
from srh_assess.store.figures import figures
from srh_assess.workflow import pictures, simulate, summary_paper, summary_words, summing
from srh_assess.workflow.advising import KEPT
from srh_assess.workflow.invented.stage import NURSE
from srh_assess.workflow.periods import months_of
from srh_assess.workflow.summing import Format, Wish
from tests.measures.stays import random_stays
from tests.measures.test_drawn import made, stays
from tests.workflow.homes import CHEAP

LEVELS: tuple[Level, ...] = ("internal", "trust", "publish")
EVERY = tuple((level, seed) for level in LEVELS for seed in (0, 4))
_WORDS = {
    "shown": "shown", "hidden": "hidden", "not_measured": "not measured",
    "nobody": "none to count", "too_few": "too few",
}  # fmt: skip


def found(level: Level, seed: int) -> Summary:
    """A calm ward, or one where everything happens; what people typed begins like a formula."""
    written = {
        "annotations": (Annotation(id="a", kind="other", day=date(2024, 3, 9), words="=1+1"),),
        "limits": (
            NewLimits(
                id="c", measure="M2", month="2024-06", reason="@SUM(A1)", by="H. Moss",
                on=date(2024, 9, 1),
            ),
        ),
    }  # fmt: skip
    rows = random_stays(seed, 400, 12) if seed else stays(20, 8, 12)
    rows = tuple(replace(row, admitted=row.admitted.replace(year=2024)) for row in rows)
    return replace(made(rows, 12, level, **written), rules="=cmd|x")


def rows_of(summary: Summary) -> Iterator[tuple[str, ...]]:
    """Every row that a table of this summary has to hold, made from the model and nothing else."""
    whole = f"{summary.first} to {summary.last}"
    for one in summary.figures:
        for cell in (one.total, *one.series):
            yield row_of(summary, cell, one.id, one.name)
    for group in summary.equity:
        name = next(one.name for one in summary.figures if one.id == group.measure)
        yield row_of(summary, replace(group.cell, period=whole), group.measure, name,
                     group.breakdown, group.group)  # fmt: skip
    for each in summary.barriers:
        cell = Cell(
            period=whole,
            status="hidden" if each.admissions is None else "shown",
            part=each.admissions,
            lines={} if each.days is None else {"days": each.days},
        )
        yield row_of(summary, cell, "M11", "Why not assessed", each.side, each.group)


def row_of(summary: Summary, cell: Cell, *named: str) -> tuple[str, ...]:
    id, name, breakdown, group = (*named, "", "")[:4]

    def number(value: float | None, *, mark: bool = False) -> str:
        if value is None:
            return "*" if mark and cell.status == "hidden" else ""
        return f"{round(value, 1):g}"

    return (
        cell.period, id, name, breakdown, group,
        number(cell.part, mark=True), number(cell.whole, mark=True),
        number(cell.percent, mark=True), number(cell.low), number(cell.high),
        number(cell.missing), _WORDS[cell.status],
        "provisional" if cell.provisional else "final",
        "; ".join(f"{key} {value}" for key, value in cell.lines.items()), summary.level,
    )  # fmt: skip


def as_text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize(("level", "seed"), EVERY)
def test_the_csv_holds_the_model_and_no_more(level: Level, seed: int) -> None:
    summary = found(level, seed)
    rows = list(csv.reader(StringIO(sheets.as_csv(summary).decode("utf-8-sig"))))
    told = [row for row in rows[1:] if row[0] not in ("about", "note")]
    read = [
        tuple(f"{float(v):g}" if re.fullmatch(r"-?\d+\.\d+", v) else v for v in row) for row in told
    ]
    assert read == list(rows_of(summary))
    assert len(set(map(len, rows))) == 1
    assert not any(cell[:1] in ("=", "+", "@", "-", "|") for row in rows for cell in row)


@pytest.mark.parametrize(("level", "seed"), EVERY)
def test_the_workbook_holds_the_model_and_no_more(level: Level, seed: int) -> None:
    summary = found(level, seed)
    book = openpyxl.load_workbook(BytesIO(sheets.as_xlsx(summary)))
    data = [tuple(map(as_text, row)) for row in book["Data"].iter_rows(values_only=True)]
    assert data[1:] == list(rows_of(summary))
    groups = [tuple(map(as_text, row)) for row in book["Equity"].iter_rows(values_only=True)]
    assert groups[1:] == [row for row in rows_of(summary) if row[3] and row[1] != "M11"]
    whole = [tuple(map(as_text, row)) for row in book["Summary"].iter_rows(values_only=True)]
    assert [(row[0], *row[3:10]) for row in whole[1:]] == [
        (row[1], *row[5:12]) for row in rows_of(replace(summary, equity=(), barriers=()))
        if row[0] == f"{summary.first} to {summary.last}"
    ]  # fmt: skip
    names = [row[0] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)]
    assert names == [one.id for one in summary.figures]


@pytest.mark.parametrize(("level", "seed"), EVERY)
def test_no_cell_of_the_workbook_is_a_formula(level: Level, seed: int) -> None:
    raw = sheets.as_xlsx(found(level, seed))
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        pages = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(pages) == 6
        assert not any(re.search(rb"<f[ >/]", parts.read(name)) for name in pages)
        strings = parts.read("xl/sharedStrings.xml").decode()
        assert not any("calcChain" in name or "externalLink" in name for name in parts.namelist())
    assert "=cmd|x" in strings  # as text


@pytest.mark.parametrize(("level", "seed"), EVERY)
def test_the_paper_says_every_figure_as_the_model_has_it(level: Level, seed: int) -> None:
    summary = found(level, seed)
    pages = pypdf.PdfReader(BytesIO(summary_paper.governance(summary).data)).pages
    said = "".join("".join(page.extract_text().split()) for page in pages)
    for row in summary_words.rows(summary, (*summary_words.HOPED_FOR, *summary_words.BESIDE)):
        assert "".join(f"{row.label}{row.value}".split()) in said, row


@pytest.mark.parametrize(("level", "seed"), EVERY)
def test_a_picture_and_its_words_say_each_point_of_the_model(level: Level, seed: int) -> None:
    summary = found(level, seed)
    for id in set(chart_ids(summary)) - {"M11"}:
        chart, figure = figure_chart(summary, id), summary.figure(id)
        assert chart is not None
        words = pictures.alternative(chart).decode()
        drawn = pictures.svg(chart).decode()
        assert figure.name in drawn
        for point in chart.points:
            line = next(one for one in words.splitlines()[1:] if point.label in one)
            assert ("hidden, to protect" if point.shown == "*" else point.shown) in line
        if figure.unit != "share":
            continue
        for cell, point in zip(figure.series, chart.points, strict=True):
            hidden = cell.status == "hidden"
            assert (point.value is None) == (hidden or not cell.whole)
            assert point.counts == ("" if point.value is None else f"{cell.part} of {cell.whole}")


@pytest.mark.parametrize(("level", "seed"), EVERY)
def test_the_plain_data_is_the_model(level: Level, seed: int) -> None:
    summary = found(level, seed)
    assert msgspec.json.decode(msgspec.json.encode(summary), type=Summary) == summary


# --- nobody is ranked, nothing is aimed at -----------------------------------------------------------


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cells") / "home"
    simulate.simulate(folder, 40, 11, load(), cost=CHEAP)
    return folder


def test_no_figure_aims_at_how_many_women_take_part() -> None:
    for one in definitions().measures.values():
        said = f"{one.name} {one.sentence} {one.numerator} {one.denominator}".casefold()
        assert "target" not in said
        assert "nurse" not in said
        assert "rank" not in said
    for level, seed in EVERY:
        summary = found(level, seed)
        for id in chart_ids(summary):
            chart = figure_chart(summary, id) if id != "M11" else None
            assert chart is None or all(line.role != "target" for line in chart.lines)
            assert chart is None or all("will" not in badge.word for badge in chart.badges)


def test_the_command_asks_for_no_nurse_no_woman_and_no_target() -> None:
    parser = cli.parser()
    (commands,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    options = {name for one in commands.choices["summary"]._actions for name in one.option_strings}
    assert options == {
        "-h", "--help", "--from", "--to", "--level", "--format", "--figure", "-o", "--output",
        "--reason", "--user", "--passphrase-file",
    }  # fmt: skip


def test_no_file_of_the_figures_names_anybody(ward: Path) -> None:
    clock = SetClock(simulate.moment_of(11))
    opened = home.unlock(ward, "manager", simulate.PASSPHRASE, clock)
    year = months_of("2025-02", "2026-01", clock.now().date())
    wish = Wish(first=year[0], last=year[-1], level="internal")
    summary = summing.look(opened, load(), clock, wish)
    nurse = home.unlock(ward, "nurse", simulate.PASSPHRASE, clock)
    names = {NURSE, *NURSE.split(), nurse.me.id, opened.me.id}
    formats: tuple[Format, ...] = ("json", "csv", "xlsx", "pdf", "wall")
    for format in formats:
        out = summing.Out(format=format, file=Path("never"))
        raw = summing.rendered(summary, wish, out)
        text = raw.decode("utf-8", "replace")
        if format == "xlsx":
            with zipfile.ZipFile(BytesIO(raw)) as parts:
                text = " ".join(parts.read(one).decode() for one in parts.namelist())
        if format in ("pdf", "wall"):
            pages = pypdf.PdfReader(BytesIO(raw)).pages
            text = " ".join(page.extract_text() for page in pages)
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]


def test_kept_advice_is_a_number_a_month_and_of_nobody(ward: Path) -> None:
    clock = SetClock(simulate.moment_of(11))
    nurse = home.unlock(ward, "nurse", simulate.PASSPHRASE, clock)
    with figures(nurse) as kept:
        run = kept._db.conn.execute
        run("DELETE FROM totals")  # what the simulation put down
        kept.add("2026-01", KEPT, 3)
        names = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: [row[1] for row in run(f"PRAGMA table_info({name})")] for name in names}
        assert columns["totals"] == ["month", "what", "number", "origin"]
        for name in set(names) - {"totals"}:
            for row in run(f"SELECT * FROM {name}"):
                assert not any("advice" in str(value) for value in row), name
    manager = home.unlock(ward, "manager", simulate.PASSPHRASE, clock)
    wish = Wish(first="2025-02", last="2026-01", level="internal")
    summary = summing.look(manager, load(), clock, wish)
    told = summary.figure("H18")
    assert (told.total.part, told.total.whole, told.total.lines) == (0, 3, {})
    assert [cell.whole for cell in told.series if cell.whole] == [3]
