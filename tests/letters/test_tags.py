"""Tags: every letter and every other paper is read in the order it is drawn, and says what it is."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

from srh_assess.letters import handbook
from srh_assess.letters.letter import Printing
from srh_assess.letters.render import Renderer
from srh_assess.letters.tags import Element, marked
from tests.letters.tagged import is_sound, parts
from tests.letters.test_handbook import made
from tests.letters.test_render import copy, letter
from tests.letters.world import NOW, PRINTING, answer, typical

RENDERER = Renderer()


@pytest.mark.parametrize("make", [letter, copy])
@pytest.mark.parametrize("change", [{}, {"draft": True}, {"copy": True}, {"mark": "TRAINING: x"}])
def test_what_is_read_is_what_is_drawn_in_one_order(make, change):
    is_sound(RENDERER.pdf(make(), replace(PRINTING, **change)).data)


def test_a_letter_has_headings_tables_with_header_cells_and_lists():
    tree = parts(RENDERER.pdf(letter(), PRINTING).data)
    roles = {part.role for part in tree}
    assert {"H1", "P", "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody"} <= roles
    assert {part.scope for part in tree if part.role == "TH"} == {"Row"}
    assert tree[0].role == "Document"


def test_what_the_foot_says_of_the_content_is_read_once_at_the_end():
    with_notice = parts(RENDERER.pdf(letter(), PRINTING).data)
    without = parts(RENDERER.pdf(letter(approved=True), PRINTING).data)
    assert len(with_notice) == len(without) + 2  # its section and its paragraph
    assert with_notice[-1].role == "P"


def test_a_long_value_over_two_pages_is_one_cell():
    visible = {**typical(), "X09": answer("X09", "A long way round. " * 400)}
    tree = parts(RENDERER.pdf(letter(visible=visible), PRINTING).data)
    over = [part for part in tree if len({page for page, _ in part.marks}) > 1]
    assert [part.role for part in over] == ["TD"]


def test_the_same_letter_at_the_same_moment_gives_the_same_bytes_and_no_other_time():
    data = RENDERER.pdf(letter(), PRINTING).data
    assert data == Renderer().pdf(letter(), PRINTING).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert dict(pdf.docinfo) == {
            "/Title": "Clinical letter", "/CreationDate": "D:20260714143000",
        }  # fmt: skip
    later = Printing(at=NOW.replace(hour=15), checked=True)
    assert data != RENDERER.pdf(letter(), later).data


def test_the_handbook_is_tagged_and_its_repeated_heads_are_read_once():
    data = handbook.pdf(made("words " * 30), "Not yet approved.")
    is_sound(data)
    tree = parts(data)
    assert {"H1", "H2", "H3", "TOC", "TOCI", "Caption", "TH", "TD"} <= {part.role for part in tree}
    assert {"Column", "Row"} <= {part.scope for part in tree}
    with pikepdf.open(BytesIO(data)) as pdf:
        assert set(pdf.docinfo) == {"/Title"}


def test_a_canvas_without_tags_draws_as_ever():
    element = Element("P")
    with marked(Canvas(BytesIO()), element):
        pass
    assert not element.drawn
