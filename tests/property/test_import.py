"""Whatever file is handed over as a bed list: a report or a sentence, never a traceback; and the
same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.interop import admissions_csv, table
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.importing import LOOK, Wish
from tests.workflow.homes import new_desk

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
HEADINGS = st.sampled_from(
    ("Surname", "Forename", "Name", "DOB", "NHS No", "Hospital No", "Admitted", "Bed", "", "?")
)
CELLS = st.one_of(
    st.sampled_from(
        (
            "", "Wren", "Ada", "O'Brien", "9990000018", "999 000 0018", "1234567890",
            "22/03/1997", "03/04/2026", "13/25/1999", "1997-03-22", "09-Mar-2026 10:00",
            "29/02/2023", "01/01/0001", "99/99/9999", "=1+1", '"', "\ufeff", "not known",
            "29/03/2026 01:30", "25/10/2026 01:30", "09/03/2026 24:61", "L1",
        )
    ),
    st.text(max_size=12),
)  # fmt: skip
ENCODINGS = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"))
SEPARATORS = st.sampled_from((",", ";", "\t", "|"))


@st.composite
def bed_lists(draw: st.DrawFn) -> bytes:
    """Something like a bed list: the columns in any order, any of them swapped, lines too short
    or too long."""
    separator = draw(SEPARATORS)
    wide = draw(st.integers(1, 9))
    heading = draw(st.lists(HEADINGS, min_size=wide, max_size=wide))
    lines = draw(st.lists(st.lists(CELLS, min_size=0, max_size=wide + 2), max_size=6))
    twice = lines + (lines[:1] if draw(st.booleans()) else [])
    ends = draw(st.sampled_from(("\n", "\r\n", "\r")))
    text = ends.join(separator.join(cells) for cells in (heading, *twice))
    return text.encode(draw(ENCODINGS), errors="replace")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    made = new_desk(folder / "home", SetClock(NOW))
    yield made
    made.lock()


@settings(max_examples=150)
@given(raw=st.binary(max_size=400))
@example(raw=b"")
@example(raw=b"\xff\xfe")
@example(raw=b"PK\x03\x04" + bytes(40))
@example(raw=b'Surname,Admitted\n"Wren,09/03/2026')
def test_any_bytes_come_to_a_table_or_a_sentence(raw: bytes) -> None:
    try:
        found = table.read(raw)
        mapped = admissions_csv.recognised(found)
        lines = list(admissions_csv.women(found, mapped, NOW))
    except UserError as fault:
        assert fault.sentence
        assert fault.next_step
    else:
        assert len(lines) == len(found.lines)


@settings(max_examples=60)
@given(raw=bed_lists(), month=st.booleans(), whole=st.booleans())
def test_a_list_is_taken_once_and_the_second_time_changes_nothing(
    desk: Desk, raw: bytes, month: bool, whole: bool
) -> None:
    wish = Wish(month_first=month, all_or_nothing=whole)
    try:
        looked = desk.bring_in(raw, Wish(month_first=month, look=True))
        taken = desk.bring_in(raw, wish)
    except UserError as fault:
        assert fault.sentence
        assert fault.next_step
        return
    assert [step.outcome for step in looked.steps] == [step.outcome for step in taken.steps]
    assert all(step.words for step in taken.steps)
    before = desk.board()
    again = desk.bring_in(raw, wish)
    assert desk.board() == before
    if taken.written:
        assert again.count("taken") == again.count("moved") == 0
    text = raw.decode("utf-8", errors="ignore")
    for value in ("O'Brien", "9990000018", "=1+1"):
        if value in text:
            assert value not in "".join(step.words for step in again.steps)


def test_a_look_alone_remembers_nothing(desk: Desk) -> None:
    raw = b"A,B\nWren,09/03/2026\n"
    with pytest.raises(UserError):
        desk.bring_in(raw, LOOK)
    assert desk.bed_list(raw).lacking == ("family or name or given", "admitted")
