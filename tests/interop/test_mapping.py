"""Mapping aids: shaped like the returns, labelled so, and nobody in them."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path

import pytest

from srh_assess.assessment.counted import Counted
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.interop.mapping import MHSDS, SRHAD, mhsds, srhad
from srh_assess.protocol.load import load
from srh_assess.store import home
from srh_assess.store.figures import figures
from srh_assess.workflow import mapping, periods
from srh_assess.workflow.simulate import PASSPHRASE, moment_of, simulate
from tests.workflow.homes import CHEAP

DAY = date(2026, 3, 1)
STAYS = (
    Counted(stay="a", admitted=DAY, ended=date(2026, 3, 20), assessed=date(2026, 3, 4),
            accepted=True, ethnic="M", section="3"),
    Counted(stay="b", admitted=DAY, assessed=DAY, ethnic="Z", section="informal"),
    Counted(stay="c", admitted=DAY, section="99"),
)  # fmt: skip
CLOCK = SetClock(moment_of(7))


def test_one_row_for_each_assessed_stay_in_the_shape_of_the_return() -> None:
    numbers = count(1)
    head, first, second = srhad(STAYS, "2026-03-01", "2026-03-31", lambda: f"N{next(numbers)}")
    assert head == SRHAD
    told = dict(zip(head, first, strict=True))
    assert told["ETHNIC CATEGORY"] == "M"
    assert told["ATTENDANCE DATE"] == "day 3"
    assert told["LOCAL PATIENT IDENTIFIER"] == "N1"
    assert (told["SRH CARE ACTIVITY 1"], told["SRH CARE ACTIVITY 2"]) == ("01", "33")
    assert second[-1] == ""
    assert "a" not in first


def test_the_keys_of_each_stay() -> None:
    head, *rows = mhsds(STAYS, lambda: "X")
    assert head == MHSDS
    assert [row[2] for row in rows] == ["day 19", "", ""]
    assert [row[4] for row in rows] == ["12"] * 3
    assert [row[5] for row in rows] == ["03", "01", ""]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mapping") / "home"
    simulate(folder, 3, 7, load(), cost=CHEAP)
    return folder


def test_the_files_say_what_they_are_and_the_journal_keeps_why(ward: Path, tmp_path: Path) -> None:
    opened = home.unlock(ward, "records", PASSPHRASE, CLOCK)
    span = periods.choices(CLOCK.now().date(), "internal")[0]
    files = mapping.save(opened, CLOCK, span, tmp_path, "asked by informatics")
    tables = [list(csv.reader(StringIO(file.read_text("utf-8-sig"), newline=""))) for file in files]
    for rows in tables:
        assert rows[-1][0] == "note"
        assert "not a submission" in rows[-1][1]
    assert len(tables[1]) == 1 + 3 + 1
    with figures(opened) as kept:
        assert kept.notes()[-1].kind == "rows"
        assert b"asked by informatics" in kept.notes()[-1].body
        marks = list(kept.rows("0000-00", "9999-99"))
    for file in files:
        for mark in marks:
            assert mark[9:41].decode() not in file.read_text("utf-8-sig")
    with pytest.raises(BadInput) as fault:
        mapping.save(opened, CLOCK, span, tmp_path, " ")
    assert fault.value.code == "mapping-reason"
    with pytest.raises(BadInput) as fault:
        mapping.save(opened, CLOCK, span, tmp_path / "gone", "why")
    assert fault.value.code == "report-folder-gone"
    manager = home.unlock(ward, "manager", PASSPHRASE, CLOCK)
    with pytest.raises(Refused) as refused:
        mapping.save(manager, CLOCK, span, tmp_path, "why")
    assert refused.value.code == "role-may-not"
