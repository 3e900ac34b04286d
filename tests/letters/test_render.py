"""The PDF: its text and order, its fonts, its marks, its pages, its refusals."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from shutil import which
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.errors import BadInput, Refused
from srh_assess.letters import compose, content, her_copy
from srh_assess.letters.letter import Printing, lines
from srh_assess.letters.paper import Window
from srh_assess.letters.render import Renderer
from tests.letters.world import (
    ALL,
    ALL_HERS,
    CLINIC,
    HERS,
    HERSELF,
    MAYA,
    NOW,
    PRINTING,
    PROTOCOL,
    SENDER,
    SRH,
    WEEK,
    answer,
    confirmed,
    occasion,
    record,
    typical,
)  # fmt: skip

RENDERER = Renderer()


def letter(ticks=ALL, rec=None, visible=None, **changes):
    made = content.agreed(SRH, ticks, rec or record(), visible or typical(), PROTOCOL)
    return compose.compose(made, occasion(**changes))


def copy(ticks=ALL_HERS, rec=None, visible=None):
    made = content.agreed(HERS, ticks, rec or record(), visible or typical(), PROTOCOL)
    return her_copy.compose(made, occasion(recipient=HERSELF))


def read(of, printing=PRINTING, renderer=RENDERER):
    made = renderer.pdf(of, printing)
    reader = PdfReader(BytesIO(made.data))
    assert len(reader.pages) == made.pages
    return reader


def tokens(text):
    """Words alone: where lines break, and the colon after a label, are a matter of layout."""
    return re.findall(r"[^\s:•]+", text)


def in_order(wanted, found):
    place = 0
    for word in wanted:
        assert word in found[place:], (
            f"{word!r} is missing after {found[max(0, place - 8) : place]}"
        )
        place = found.index(word, place) + 1
    return True


@pytest.mark.parametrize("make", [letter, copy])
def test_the_paper_says_what_the_plain_text_says_in_the_same_order(make):
    made = make()
    pages = [page.extract_text() for page in read(made).pages]
    text = "\n".join(pages)
    body = [line for line in lines(made) if line not in {made.notice, made.footer}]
    assert in_order(tokens("\n".join(body)), tokens(text))
    assert made.notice in " ".join(text.split())


def test_every_page_carries_identity_number_reader_date_and_document():
    reader = read(letter())
    count = len(reader.pages)
    assert count >= 2
    for number, page in enumerate(reader.pages, 1):
        text = " ".join(page.extract_text().split())
        assert "WREN, Marianne Born 22-Mar-1997 NHS No. 999 000 0018" in text
        assert f"Page {number} of {count}" in text
        assert "For Riverside Contraception Clinic, 14 July 2026." in text
        assert "SRH-7F3A-22-v1, printed 14-Jul-2026 14:30" in text
        assert "Confidential: patient information" in text
        assert "not yet approved by the trust" in text


def test_a_reader_with_an_article_is_named_in_the_foot_as_in_a_sentence():
    made = letter()
    named = replace(made, recipient=replace(made.recipient, name="The ward team"))
    for page in read(named).pages:
        assert "For the ward team, 14 July 2026." in " ".join(page.extract_text().split())


def test_her_copy_has_her_identity_from_page_two_only():
    first, *others = (page.extract_text() for page in read(copy()).pages)
    assert "WREN, Marianne" not in first
    assert others
    assert all("WREN, Marianne" in text for text in others)


def test_metadata_gives_nothing_away():
    reader = read(letter())
    assert reader.metadata is not None
    assert reader.metadata.title == "Clinical letter"
    told = " ".join(str(value) for value in reader.metadata.values())
    for word in ("Maya", "Wren", "Riverside", "Northmoor", "SRH"):
        assert word not in told
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize("make", [letter, copy])
def test_all_fonts_are_embedded_and_no_helvetica_is_left(make):
    data = RENDERER.pdf(make(), PRINTING).data
    assert b"Helvetica" not in data
    for page in PdfReader(BytesIO(data)).pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"].values()
        assert fonts
        for font in fonts:
            described = font.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in described


def test_the_same_letter_gives_the_same_bytes_when_asked():
    assert RENDERER.pdf(letter(), PRINTING) == RENDERER.pdf(letter(), PRINTING)
    assert RENDERER.pdf(letter(), PRINTING) == Renderer().pdf(letter(), PRINTING)


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not on this machine")
@pytest.mark.parametrize("make", [letter, copy])
def test_the_file_is_sound(make, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(RENDERER.pdf(make(), PRINTING).data)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


# ---------------------------------------------------------------- what must not be there
def test_what_was_not_ticked_is_nowhere_in_the_file():
    needs = {n: confirmed(n, step=f"STEP{n}", owner="Ruth", due=WEEK) for n in PROTOCOL.needs}
    visible = dict(typical())
    visible |= {name: answer(name, f"VALUE{name}") for name in ("A01", "X07", "X27", "Z01")}
    visible["T03"] = answer("T03", "yes", words="WORDST03")
    rec = record(needs=needs)
    data = RENDERER.pdf(letter(("identity", "pregnancy"), rec, visible), PRINTING).data
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "We will offer a pregnancy test. Ruth, by 21-Jul-2026." in text
    for never in ("VALUE", "WORDS", "STEP", "HIV", "assault", "Willow", "Section 3",
                  "LOCAL77", "ROOM12", "valproate"):  # fmt: skip
        assert never.lower() not in text.lower()
        assert never.encode() not in data


# ---------------------------------------------------------------- marks
def test_a_draft_is_marked_across_and_in_words_on_every_page():
    reader = read(letter(), replace(PRINTING, draft=True))
    for page in reader.pages:
        text = page.extract_text()
        assert "DRAFT: not agreed, not sent" in text
        assert len(re.findall("DRAFT", text)) == 2


def test_a_reprint_says_copy_and_training_says_training():
    assert (
        "COPY: printed before"
        in read(letter(), replace(PRINTING, copy=True)).pages[0].extract_text()
    )
    text = read(letter(), replace(PRINTING, mark="TRAINING")).pages[-1].extract_text()
    assert len(re.findall("TRAINING", text)) == 2
    plain = read(letter()).pages[0].extract_text()
    for mark in ("DRAFT", "COPY", "TRAINING"):
        assert mark not in plain


# ---------------------------------------------------------------- refusals
def test_an_empty_letter_prints_only_as_a_draft():
    with pytest.raises(Refused, match="Nothing is chosen"):
        RENDERER.pdf(letter(()), PRINTING)
    text = read(letter(()), replace(PRINTING, draft=True)).pages[0].extract_text()
    assert "is in this letter yet" in " ".join(text.split())


def test_her_copy_prints_only_after_the_check_for_names_and_harm():
    unchecked = Printing(at=NOW)
    with pytest.raises(Refused, match="other people's names and for harm"):
        RENDERER.pdf(copy(), unchecked)
    assert RENDERER.pdf(copy(), replace(unchecked, draft=True)).pages > 1
    assert RENDERER.pdf(letter(), unchecked).pages > 1


def test_an_address_longer_than_the_window_is_refused():
    long = replace(CLINIC, address=tuple(f"Line {n}" for n in range(10)))
    with pytest.raises(BadInput, match="11 lines"):
        RENDERER.pdf(letter(recipient=long), PRINTING)
    six = replace(CLINIC, address=tuple(f"Line {n}" for n in range(5)))
    assert RENDERER.pdf(letter(recipient=six), PRINTING).pages
    wide = replace(CLINIC, address=("Long Lane House and Gardens " * 8,))
    with pytest.raises(BadInput, match="window"):
        RENDERER.pdf(letter(recipient=wide), PRINTING)


def test_a_name_no_font_can_print_is_refused_before_anything_is_drawn():
    rec = record(identity=replace(MAYA, given="美"))
    with pytest.raises(BadInput, match=r"U\+7F8E"):
        RENDERER.pdf(letter(rec=rec), PRINTING)
    arabic = record(identity=replace(MAYA, family="الزهراء"))
    with pytest.raises(BadInput, match="Arabic"):
        RENDERER.pdf(letter(rec=arabic), PRINTING)


# ---------------------------------------------------------------- hard content
def test_names_and_notes_with_signs_of_many_fonts_arrive_whole():
    rec = record(identity=replace(MAYA, family="Nguyễn-Łukasiewicz", given="Thị ☑ Siân"))
    visible = {**typical(), "X29": answer("X29", "No <b>hormones</b> & a\ttab\nnext line ✓")}
    text = " ".join(
        " ".join(p.extract_text() for p in read(letter(ALL, rec, visible)).pages).split()
    )
    assert "NGUYỄN-ŁUKASIEWICZ, Thị ☑ Siân" in text
    assert "No <b>hormones</b> & a tab next line ✓" in text


def test_a_note_of_twelve_thousand_characters_flows_over_pages_and_loses_nothing():
    note = " ".join(f"word{n}" for n in range(1500))
    assert len(note) > 12_000
    visible = {**typical(), "X27": answer("X27", note), "X29": answer("X29", note)}
    needs = {"N10": confirmed("N10", step="x", owner=note)}
    reader = read(letter(ALL, record(needs=needs), visible))
    assert len(reader.pages) > 8
    text = " ".join(page.extract_text() for page in reader.pages)
    for n in (0, 1, 700, 1498, 1499):
        assert len(re.findall(rf"\bword{n}\b", text)) == 3


def test_a_word_without_end_is_broken_not_cut():
    visible = {**typical(), "X29": answer("X29", "y" * 10_000)}
    text = "".join(page.extract_text() for page in read(letter(ALL, None, visible)).pages)
    assert text.count("y") > 10_000


def test_a_name_of_two_hundred_letters_is_whole_in_panel_and_foot():
    name = "Abcde" * 40
    reader = read(letter(rec=record(identity=replace(MAYA, family=name))))
    for page in reader.pages:
        assert name.upper() in "".join(page.extract_text().split())


def test_a_long_label_wraps_and_moves_with_its_value():
    rec = record(identity=replace(MAYA, preferred="Anne-Marie Oluwaseun of the Long Name " * 3))
    for count in range(12, 24):
        visible = {**typical(), "X29": answer("X29", "line\n" * count)}
        pages = [page.extract_text() for page in read(letter(ALL, rec, visible)).pages]
        assert sum("Reaching Anne-Marie" in " ".join(text.split()) for text in pages) == 1


def test_no_heading_is_left_alone_at_a_pages_end_and_no_action_is_split():
    headings = {b.heading for b in letter().blocks if b.heading}
    owner = "Leaflet " + "again and " * 18 + "end"
    needs = {n: confirmed(n, step="x", owner=owner, due=WEEK) for n in ("N10", "N11", "N15", "N19")}
    for count in range(0, 42, 3):
        visible = {**typical(), "X29": answer("X29", "line\n" * count + "last")}
        made = letter(ALL, record(needs=needs), visible)
        for page in read(made).pages:
            body = page.extract_text().split("\nWREN, Marianne Born")[0].rstrip().splitlines()
            assert body[-1].strip() not in headings
            text = " ".join(page.extract_text().split())
            assert text.count("Leaflet again") == text.count("end, by 21-Jul-2026")
            if "Prepared with decision support" in text:
                assert "Ruth Adeyemi, staff nurse" in text


def test_large_print_is_larger_and_complete():
    small, large = copy(), replace(PRINTING, large=True)
    pages = read(small).pages
    larger = read(small, large).pages
    assert len(larger) > len(pages)
    whole = tokens(" ".join(page.extract_text() for page in larger))
    assert in_order(tokens(small.blocks[-1].rows[0].text), whole)


# ---------------------------------------------------------------- the page
def _positions(of, renderer=RENDERER):
    found = []

    def visit(text, cm, tm, _font, _size):
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((x / 72 * 25.4, 297 - y / 72 * 25.4, text.strip()))

    read(of, renderer=renderer).pages[0].extract_text(visitor_text=visit)
    return found


def test_only_the_address_stands_behind_the_envelopes_window():
    shown = [text for x, y, text in _positions(letter()) if 10 < x < 110 and 46 < y < 92]
    assert shown == list(CLINIC.window)
    inside = [(x, y) for x, y, text in _positions(letter()) if text in CLINIC.window]
    assert all(19.9 <= x <= 100 and 57 <= y <= 81 for x, y in inside)


def test_a_long_sender_pushes_the_text_down_and_not_into_it():
    long = replace(SENDER, address=tuple(f"Return line {n}" for n in range(16)))
    placed = _positions(letter(sender=long))
    last = max(y for _, y, text in placed if text.startswith("Return line"))
    date = next(y for _, y, text in placed if text == "14 July 2026")
    panel = next(y for _, y, text in placed if text.startswith("WREN, Marianne"))
    assert last < date < panel


def test_the_window_is_a_setting():
    renderer = Renderer(Window(y=50))
    first = next(y for _, y, text in _positions(letter(), renderer) if text == CLINIC.window[0])
    assert 50 < first < 55
