"""Papers, pictures and texts that leave the program at each level: no ranking, no name, no target."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from srh_assess.measures.drawn import chart_ids
from srh_assess.measures.summary import Summary
from srh_assess.ui.painting import as_png
from srh_assess.workflow import asking, meeting, pictures, summary_paper
from tests.measures.test_nobody_ranked import DENIED, LEVELS, MARK, PERSON, summary_at

PIXELS = {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
"""What a picture is made of; words would stand in others."""


def written(summary: Summary) -> Iterator[tuple[str, str]]:
    for made in (summary_paper.wall, summary_paper.governance):
        paper = pypdf.PdfReader(BytesIO(made(summary).data))
        pages = " ".join(page.extract_text() for page in paper.pages)
        yield made.__name__, f"{' '.join(pages.split())} {paper.metadata} {paper.xmp_metadata}"
    for id in chart_ids(summary):
        chart = pictures.chart_of(summary, id)
        yield f"{id}.svg", pictures.svg(chart).decode()
        yield f"{id}.txt", pictures.alternative(chart).decode()
    yield "paragraph", meeting.paragraph(summary)
    yield "questions", " ".join(asking.ask_next(summary))


def chunks(data: bytes) -> Iterator[bytes]:
    """The names of the parts of a PNG file."""
    at = 8
    while at < len(data):
        yield data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")


@pytest.mark.parametrize("level", LEVELS)
def test_no_paper_and_no_picture_ranks_or_names_anybody(level: str, qapp: QApplication) -> None:
    summary = summary_at(level)
    found = dict(written(summary))
    assert len(found) >= 6
    assert all(len(words) > 60 for words in found.values())
    for name, words in found.items():
        assert MARK not in words, name
        told = PERSON.search(DENIED.sub("", words))
        assert not told, (name, told)
    for id in chart_ids(summary)[:2]:
        assert set(chunks(as_png(pictures.chart_of(summary, id)))) <= PIXELS
