"""The summary as CSV and as a workbook: the same rows, text as text, nothing beside what is shown.

A cell of a table begins with none of the signs that a spreadsheet takes for a formula; in the
workbook every text is written as text. The tables hold what the model holds and no more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from srh_assess.measures.definitions import definitions
from srh_assess.measures.marks import mark_of
from srh_assess.measures.summary import WORDS, Cell, Figure, Summary

Value = str | int | float | None
_FORMULA = frozenset("=+-@\t\r\n|＝＋－＠")
_BEFORE = " \x00\ufeff\u200b\u200c\u200d\u2060\u00a0"
"""What a spreadsheet passes over before it looks for a formula."""
_STRIPES = 14  # thin diagonal stripes
DATA = (
    "period", "measure", "name", "breakdown", "group", "numerator", "denominator", "percent",
    "lower", "upper", "missing", "status", "provisional", "detail", "level",
)  # fmt: skip


def data(summary: Summary) -> Iterator[tuple[Value, ...]]:
    """Every figure as a row, heading first."""
    yield DATA
    for figure in summary.figures:
        for cell in (figure.total, *figure.series):
            yield _row(summary, figure.id, figure.name, "", "", cell)
    for group in summary.equity:
        name = summary.figure(group.measure).name
        yield _row(summary, group.measure, name, group.breakdown, group.group, group.cell)
    for barrier in summary.barriers:
        hidden = barrier.admissions is None
        cell = Cell(
            period=f"{summary.first} to {summary.last}",
            status="hidden" if hidden else "shown",
            part=barrier.admissions,
            lines={} if barrier.days is None else {"days": barrier.days},
        )
        yield _row(summary, "M11", "Why not assessed", barrier.side, barrier.group, cell)


def _row(
    summary: Summary, id: str, name: str, breakdown: str, group: str, cell: Cell
) -> tuple[Value, ...]:
    span = cell.period or f"{summary.first} to {summary.last}"
    hidden = "*" if cell.status == "hidden" else None
    detail = "; ".join(f"{key} {value}" for key, value in cell.lines.items())
    return (
        span, id, name, breakdown, group,
        hidden if cell.part is None else cell.part,
        hidden if cell.whole is None else cell.whole,
        hidden if cell.percent is None else _short(cell.percent),
        _short(cell.low), _short(cell.high), cell.missing,
        "hidden" if cell.status == "hidden" else WORDS[cell.status] or "shown",
        "provisional" if cell.provisional else "final", detail, summary.level,
    )  # fmt: skip


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def cover(summary: Summary) -> tuple[tuple[str, str], ...]:
    """What stands at the top of every file."""
    return (
        ("Summary", "Sexual and reproductive health on the ward"),
        ("Period", f"{summary.first} to {summary.last}"),
        ("Level", f"{summary.level}: {summary.notice}"),
        ("Record", "training or invented" if summary.home_kind != "live" else "live"),
        ("Admissions", summary.admissions),
        ("Women", summary.women or "not shown at this level"),
        ("Provisional months", ", ".join(summary.provisional) or "none"),
        ("Version", str(summary.version)),
        ("Made", summary.made),
        ("Figures as of", summary.counted),
        ("Program", summary.program),
        ("Rules of counting", summary.rules),
        ("Not to be kept after", summary.expires or "no end: this file may leave the ward"),
    )


def neutral(value: Value) -> Value:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.lstrip(_BEFORE)[:1] in _FORMULA and value.strip(_BEFORE):
        return f"'{value}"
    return value


def as_csv(summary: Summary) -> bytes:
    """UTF-8 with its mark, CRLF, one heading; the frame stands in rows below the data."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    if mark := mark_of(summary.home_kind):
        writer.writerow([mark])
    for row in data(summary):
        writer.writerow(["" if value is None else neutral(value) for value in row])
    blank = [""] * (len(DATA) - 3)
    for name, words in cover(summary):
        writer.writerow(["about", name, neutral(words), *blank])
    for note in (*_notes(summary), *summary.notes):
        writer.writerow(["note", "", neutral(note), *blank])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def table_csv(rows: Iterable[Sequence[str]], notes: Sequence[str]) -> bytes:
    """Any other table in the same way: heading, rows, then what is to be known of it."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([neutral(value) for value in row])
    for note in notes:
        writer.writerow(["note", neutral(note)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _notes(summary: Summary) -> Iterator[str]:
    for one in summary.published:
        yield f"Published programme, {one.measure}: {one.percent} %. {one.sentence}"
    yield summary.published_caution
    for note in summary.annotations:
        yield f"On the charts, {note.day.isoformat()}: {note.sentence}"
    for begun in summary.new_limits:
        yield f"On the chart {begun.measure}, {begun.month}: {begun.sentence}"
    for figure in summary.figures:
        if figure.comparison:
            yield f"{figure.id}: {figure.comparison}"
    yield from (note for note in (summary.barriers_note, summary.equity_note) if note)


def sheets(summary: Summary) -> dict[str, list[tuple[Value, ...]]]:
    """Every sheet of the workbook by its name, rows as they stand."""
    rows = tuple(data(summary))
    equity = [row for row in rows[1:] if row[3] and row[1] != "M11"]
    return {
        "Cover": [("What", "Value"), *cover(summary)],
        "Summary": [_SUMMARY, *(_summary_row(figure) for figure in summary.figures)],
        "Data": list(rows),
        "Equity": [DATA, *equity],
        "Definitions": [
            (
                "measure",
                "name",
                "what it says",
                "numerator",
                "denominator",
                "unit",
                "caution",
                "what is missing",
            ),
            *(
                (
                    f.id,
                    f.name,
                    f.sentence,
                    f.numerator,
                    f.denominator,
                    f.unit,
                    f.caution,
                    definitions().measures[f.id].missing,
                )
                for f in summary.figures
            ),
        ],
        "Notes": [("Note",), *((note,) for note in (*_notes(summary), *summary.notes))],
    }


_SUMMARY = ("measure", "name", "kind", "numerator", "denominator", "percent", "lower", "upper",
            "missing", "status", "beside")  # fmt: skip


def _summary_row(figure: Figure) -> tuple[Value, ...]:
    cell = figure.total
    hidden = "*" if cell.status == "hidden" else None
    return (
        figure.id, figure.name, figure.kind,
        hidden if cell.part is None else cell.part,
        hidden if cell.whole is None else cell.whole,
        hidden if cell.percent is None else _short(cell.percent),
        _short(cell.low), _short(cell.high), cell.missing,
        "hidden" if cell.status == "hidden" else WORDS[cell.status] or "shown",
        ", ".join(figure.beside),
    )  # fmt: skip


def plain(text: str) -> str:
    """Without the signs that no workbook may hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\t\n")


def as_xlsx(summary: Summary) -> bytes:
    """The workbook: one table a sheet from A1, heading frozen, no formula, no merged cell."""
    import xlsxwriter  # late: slow to load

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": "Summary", "comments": summary.notice, "author": ""})
    bold = book.add_format({"bold": True})
    mark = mark_of(summary.home_kind)
    striped = book.add_format({"bold": True, "pattern": _STRIPES, "bg_color": "#FFFFFF"})
    for name, rows in sheets(summary).items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(2 if mark else 1, 0)
        sheet.set_footer(f"&L{summary.notice}&R{summary.first} to {summary.last}")
        if mark:
            sheet.set_header(f"&C{mark}")
            _write(sheet, 0, (mark,), striped)
        for at, row in enumerate(rows, int(bool(mark))):
            _write(sheet, at, row, bold if row is rows[0] else None)
        sheet.autofit()
    book.close()
    return out.getvalue()


def _write(sheet: object, at: int, row: Sequence[Value], how: object) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(at, column, plain(value), how)  # type: ignore[attr-defined]  # xlsxwriter has no types
        elif value is not None:
            sheet.write_number(at, column, value, how)  # type: ignore[attr-defined]  # xlsxwriter has no types
