"""Two wards that look alike: what differs between them is hidden, and every file is the same.

Each byte of a workbook, a paper, a picture and a text is compared, the caches and the notes about
the file among them. Whatever a file kept of a number that its level hides, or of whose it was,
would stand here as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.counted import Counted, Dated, Heard, Kept
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.drawn import chart_ids
from srh_assess.measures.summary import Summary
from srh_assess.ui.painting import as_png
from srh_assess.workflow import asking, meeting, pictures
from srh_assess.workflow.summing import FORMATS, Out, Wish, rendered
from tests.measures.test_summary import made

WISH = Wish(first="2025-01", last="2025-12", level="trust")
FEW: Mapping[str, tuple[int, int]] = {
    "distress": (2, 5), "without_consent": (1, 6), "overrides": (3, 4), "felt_pressed": (2, 3),
    "taken": (5, 3), "positive": (3, 6), "language": (2, 4), "met": (3, 6),
}  # fmt: skip
"""What each of the two wards has of it: every number is hidden outside the ward."""
MARK = "a-mark-nobody-may-read"


def ward(twin: int, *, aged: int) -> tuple[Counted, ...]:
    """Two hundred and forty stays, the same in everything that may be told; ``aged`` is which of
    the two it is by the ages."""
    return tuple(_stay(at, twin, aged) for at in range(240))


def _stay(at: int, twin: int, aged: int) -> Counted:
    day = date(2025, 1 + at % 12, 1 + at % 26)
    place = at // 12  # as many in every month
    early = 3 * place + at % 12 if at % 12 < 3 and place < 4 else 12  # twelve, in one quarter
    has = {name: early < counts[twin] for name, counts in FEW.items()}
    assessed, need = place < 10, place < 5
    return Counted(
        stay=f"{MARK}-{twin}{aged}-{at}",
        admitted=day,
        ended=day + timedelta(days=40),
        hours=500,
        offered=day if place < 14 else None,
        assessed=day + timedelta(days=2) if assessed else None,
        needs=(Kept(need="N01", met=day if has["met"] else None),) if need else (),
        all_met=need and has["met"],
        attended=place < 4,
        begun=place < 3,
        left_open=early < 12,
        taken_over=has["taken"],
        stress_asked=assessed,
        distress=has["distress"],
        without_consent=int(has["without_consent"]),
        overrides=int(has["overrides"]),
        felt_pressed=int(has["felt_pressed"]),
        harms=2 if early < 12 else 0,
        voice=Heard(1, 1, int(has["positive"])) if early < 12 else Heard(),
        barriers=_barriers(at, place, twin, day),
        age=_age(at, aged),
        language="english",
        section="3",
    )


def _barriers(at: int, place: int, twin: int, day: date) -> tuple[Dated, ...]:
    """A stay can have several reasons: few of these have a second one."""
    few = place == 12 and at % 12 < FEW["language"][twin]
    second = (Dated(day, "declined_topic"),) if few else ()
    return (Dated(day, "no_private_room"), *second) if 10 <= place < 13 else ()


def _age(at: int, aged: int) -> str:
    """Three women of the oldest, or four; the group that gives her is small too."""
    if at % 12 == 0:
        return "50+" if at // 12 in ((3, 4, 12), (3, 4, 12, 13))[aged] else "35-49"
    return "18-24" if at % 2 else "25-34"


def files(summary: Summary) -> Iterator[tuple[str, bytes]]:
    """Every file of it, and every text that is copied or read out."""
    wish = msgspec.structs.replace(WISH, level=summary.level)
    for format in FORMATS:
        if format not in ("svg", "png"):
            data = rendered(summary, wish, Out(format=format, file=Path(format)))
            yield from _opened(data) if format == "xlsx" else ((format, data),)
    for id in chart_ids(summary):
        chart = pictures.chart_of(summary, id)
        yield f"{id}.svg", pictures.svg(chart)
        yield f"{id}.png", as_png(chart)
        yield f"{id}.txt", pictures.alternative(chart)
    yield "paragraph", meeting.paragraph(summary).encode()
    yield "questions", "\n".join(asking.ask_next(summary)).encode()


def _opened(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a workbook; when it was written is the one thing that may differ."""
    with ZipFile(BytesIO(data)) as book:
        for name in book.namelist():
            yield name, re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"", book.read(name))


@pytest.mark.parametrize("level", ["trust", "publish"])
def test_what_a_level_hides_is_in_no_byte_of_any_file(level: Level, qapp: QApplication) -> None:
    one, other = (made(ward(twin, aged=twin), level)[0] for twin in (0, 1))
    hidden = [f.id for f in one.figures if f.total.status == "hidden"]
    assert {"M8a", "M9", "B1", "V1", "H4", "H5", "H6"} <= set(hidden)
    assert one.figure("M2").total.status == "shown"
    assert one.barriers[-1].admissions is None
    _same(one, other)


def test_a_small_group_on_the_ward_is_in_no_byte_of_any_file(qapp: QApplication) -> None:
    one, other = (made(ward(0, aged=aged))[0] for aged in (0, 1))
    assert any(each.cell.status == "hidden" for each in one.equity)
    assert any(each.cell.status == "shown" for each in one.equity)
    _same(one, other)


def _same(one: Summary, other: Summary) -> None:
    found, twin = dict(files(one)), dict(files(other))
    assert found.keys() == twin.keys()
    assert [name for name in found if found[name] != twin[name]] == []
    assert not [name for name, data in found.items() if MARK.encode() in data]
    assert any(name.endswith(".svg") for name in found)
