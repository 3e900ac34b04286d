"""Bed lists as they come: encodings, separators, headings, dates, and what is wrong with them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.interop import admissions_csv, dates, table
from srh_assess.interop.admissions_csv import Fault, Woman

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TODAY = date(2026, 3, 10)
HEADING = "Surname,Forename,DOB,NHS No.,Admission Date,Bed"
LINE = "Wren,Marianne,22/03/1997,999 000 0018,09/03/2026 14:05,4"


def read(
    text: str,
    encoding: str = "utf-8",
    given: dict[str, str] | None = None,
    month_first: bool = False,
) -> list[Woman | Fault]:
    found = table.read(text.encode(encoding))
    mapped = admissions_csv.recognised(found, given)
    return list(admissions_csv.women(found, mapped, NOW, month_first=month_first))


def one(text: str, **options: Any) -> Woman:
    (woman,) = read(text, **options)
    assert isinstance(woman, Woman)
    return woman


def codes(text: str, **options: Any) -> list[list[str]]:
    found = read(text, **options)
    for line in found:
        for fault in line.faults if isinstance(line, Fault) else ():
            assert fault.sentence
            assert fault.next_step
    return [[f.code for f in x.faults] if isinstance(x, Fault) else [] for x in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_list_is_read_whatever_wrote_it(encoding: str, separator: str) -> None:
    text = f"{HEADING}\r\n\r\n{LINE}\r\n".replace("Wren", "Müller").replace(",", separator)
    woman = read(text, encoding)[0]
    assert isinstance(woman, Woman)
    assert (woman.who.family, woman.who.given, woman.who.nhs_number) == (
        "Müller", "Marianne", "9990000018",
    )  # fmt: skip
    assert woman.who.born == date(1997, 3, 22)
    assert local(woman.stay.admitted) == datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
    assert (woman.line, woman.stay.room, woman.remarks) == (3, "4", ("import-test-number",))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "import-empty"),
        (b"\xef\xbb\xbf", "import-empty"),
        (b"Surname,Admitted\n\n\n", "import-empty"),
        (b"one\ntwo\n", "import-no-columns"),
        (("a," * 300 + "\nb\n").encode(), "import-no-columns"),
        (b"PK\x03\x04 and more", "import-workbook"),
        (b"a,b\0\n1,2\n", "import-not-text"),
        (b"\xff\xfea", "import-not-text"),
        ("\ufeffa,b\0\n1,2".encode("utf-16-le"), "import-not-text"),
        (b"a,b\n\x81,2\n", "import-not-text"),
        (b'a,b\n"' + b"x" * 140_000 + b",2\n", "import-quotes"),
        (b"a,b\n" + b"x" * 6_000 + b",2\n", "import-cell-long"),
    ],
)
def test_what_is_no_table_is_refused_in_words(raw: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        table.read(raw)
    assert caught.value.code == code
    assert caught.value.sentence
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("heading", "given_columns", "code"),
    [
        ("A,B", None, "import-column-needed"),
        ("Surname,B", None, "import-column-needed"),
        ("A,Admitted", None, "import-column-needed"),
        ("Surname,Admitted", {"family": "Sur"}, "import-column-missing"),
        ("Surname,Admitted", {"shoe": "Surname"}, "import-field-unknown"),
    ],
)
def test_columns_that_are_missing_are_named(
    heading: str, given_columns: dict[str, str] | None, code: str
) -> None:
    with pytest.raises(BadInput) as caught:
        admissions_csv.recognised(table.read(f"{heading}\n1,2\n".encode()), given_columns)
    assert caught.value.code == code
    assert caught.value.sentence


def test_a_mapping_can_be_given_and_names_can_stand_in_one_column() -> None:
    text = "Who,Came,Came at\n{},10-Mar-2026,09:30\n"
    given_columns = {"name": "who", "admitted": "CAME", "admitted_time": "Came  at"}
    for name, family, first in (
        ("WREN, Marianne Joy", "WREN", "Marianne Joy"),
        ("Marianne Joy Wren", "Wren", "Marianne Joy"),
        ("Cher", "Cher", ""),
    ):
        quoted = f'"{name}"'
        woman = one(text.format(quoted), given=given_columns)
        assert (woman.who.family, woman.who.given) == (family, first)
        assert local(woman.stay.admitted).time() == time(9, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/03/1997", date(1997, 3, 22)),
        ("22.3.97", date(1997, 3, 22)),
        ("22-03-1997", date(1997, 3, 22)),
        ("1997-03-22", date(1997, 3, 22)),
        ("1997/03/22", date(1997, 3, 22)),
        ("19970322", date(1997, 3, 22)),
        ("22-Mar-1997", date(1997, 3, 22)),
        ("22 March 97", date(1997, 3, 22)),
        ("22Mar1997", date(1997, 3, 22)),
        ("5 Sept. 2001", date(2001, 9, 5)),
        ("1997-03-22T00:00:00", date(1997, 3, 22)),
        ("22/03/1997 00:00", date(1997, 3, 22)),
        ("35511", date(1997, 3, 22)),
        ("01/02/26", date(2026, 2, 1)),
        ("01/02/27", date(1927, 2, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2023", None),
        ("03/22/1997", None),
        ("1997-13-01", None),
        ("22 Foo 1997", None),
        ("99999", None),
        ("1997", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, day: date | None) -> None:
    found = dates.read_day(text, today=TODAY)
    assert (found.day if found else None) == day


def test_month_first_is_read_when_it_is_said() -> None:
    found = dates.read_day("03/22/1997", today=TODAY, month_first=True)
    assert found == dates.Day(date(1997, 3, 22))
    assert dates.swapped(["01/02/2020", "03/22/1997"])
    assert not dates.swapped(["01/02/2020", "22/03/1997", "12/45/1997", "x"])


@pytest.mark.parametrize(
    ("text", "clock", "expected"),
    [
        ("09/03/2026", "", time(0, 0)),
        ("09/03/2026 2:05 pm", "", time(14, 5)),
        ("09/03/2026", "12:05 am", time(0, 5)),
        ("09/03/2026", "12.05PM", time(12, 5)),
        ("2026-03-09T14:05:30.5", "", time(14, 5)),
        ("2026-03-09T14:05Z", "", time(14, 5)),
        ("46090.5", "", time(12, 0)),
        ("46090", "", time(0, 0)),
        ("09/03/2026", "25:00", None),
        ("09/03/2026", "13:05 pm", None),
        ("09/03/2026", "12:61", None),
        ("09/03/2026", "noon", None),
        ("noon", "12:00", None),
    ],
)
def test_times_as_people_write_them(text: str, clock: str, expected: time | None) -> None:
    found = dates.read_moment(text, clock, today=TODAY)
    assert (found.timetz().replace(tzinfo=None) if found else None) == expected


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (LINE, []),
        ("Wren,Marianne,,unknown,09/03/2026,4", []),
        ("Wren,Marianne,,9000000009,09/03/2026,4", []),
        ("Wren,Marianne,,,09/03/2026,4,,", []),
        ("Wren,Marianne", ["import-admitted-missing"]),
        (",,,,09/03/2026,4", ["names-missing"]),
        ("Wr3n,M,,,09/03/2026,4", ["name-sign"]),
        ("Wren,M,soon,,09/03/2026,4", ["import-born-unreadable"]),
        ("Wren,M,22/03/2027,,09/03/2026,4", ["birth-date-future", "admitted-before-birth"]),
        ("Wren,M,22/03/1897,,09/03/2026,4", ["birth-date-too-old"]),
        ("Wren,M,22/03/1997,9990000019,09/03/2026,4", ["nhs-number-check"]),
        ("Wren,M,22/03/1997,123,09/03/2026,4", ["nhs-number-length"]),
        ("Wren,M,soon,123,never,4", ["import-born-unreadable", "nhs-number-length", "import-admitted-unreadable"]),
        ("Wren,M,,,09/03/2026 25:00,4", ["import-time-unreadable"]),
        ("Wren,M,,,11/03/2026,4", ["admitted-future"]),
        ("Wren,M,10/03/2026,,09/03/2026,4", ["admitted-before-birth"]),
        ("Wren,M,,,09/03/2026,4,surplus", ["import-line-wide"]),
    ],
)  # fmt: skip
def test_each_line_says_what_is_wrong_with_it(line: str, faults: list[str]) -> None:
    assert codes(f"{HEADING}\n{line}\n") == [faults]


def test_one_date_with_the_month_first_puts_its_column_in_doubt() -> None:
    lines = (
        "Wren,A,03/22/1997,,09/03/2026,1",
        "Elm,B,05/04/1997,,09/03/2026,2",
        "Oak,C,05/05/1997,,09/03/2026,3",
        "Ash,D,22/03/1997,,09/03/2026,4",
    )
    text = "\n".join((HEADING, *lines))
    assert codes(text) == [["import-born-unreadable"], ["import-born-swapped"], [], []]
    admitted = f"{HEADING}\nWren,A,,,01/13/2026,1\nElm,B,,,02/03/2026,2\n"
    assert codes(admitted) == [["import-admitted-unreadable"], ["import-admitted-swapped"]]
    assert codes(admitted, month_first=True) == [[], []]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["Wren", "22/03/1997", "9990000018", "09/03/2026", "=1+1", '"', "\n", "\u200b"]
    ),
)


@drawn(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=6), st.sampled_from(",;\t|"))
def test_no_table_breaks_the_reader(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(HEADING.split(","))
    writer.writerows(rows)
    try:
        found = read(out.getvalue().replace("\0", ""), "utf-8-sig")
    except BadInput as fault:
        assert fault.sentence
        return
    for line in found:
        assert line.line > 1
        if isinstance(line, Woman):
            assert line.stay.admitted <= NOW


@drawn(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    try:
        found = table.read(raw)
        admissions_csv.recognised(found)
    except BadInput as fault:
        assert fault.sentence
        assert fault.next_step


@drawn(st.text(max_size=30), st.text(max_size=8))
def test_no_text_breaks_the_dates(text: str, clock: str) -> None:
    found = dates.read_moment(text, clock, today=TODAY)
    assert found is None or found.tzinfo is not None
