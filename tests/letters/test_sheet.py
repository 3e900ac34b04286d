"""Papers without a woman on them: tagged, whole, in the words of the content, refusing by name."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from reportlab.platypus import Flowable

from srh_assess.errors import BadInput, ContentFault
from srh_assess.letters import blank_form, calibration, leaflet, printable
from srh_assess.letters.render import Rendered
from srh_assess.letters.sheet import Sheet
from srh_assess.protocol.load import load
from tests.letters.tagged import is_sound, parts
from tests.letters.test_render import letter
from tests.letters.world import CLINIC, MAYA, record

PROTOCOL = load()
WARD = leaflet.Ward(name="Willow Ward", phone="020 7946 0040", notice="Not yet approved.")


def text(data: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


# ---- any paper


class DarkBox(Flowable):
    def wrap(self, *_: float) -> tuple[float, float]:
        return 40, 20

    def draw(self) -> None:
        self.canv.rect(0, 0, 40, 20)


def whole() -> Sheet:
    sheet = Sheet("A paper", foot="A foot", mark="")
    sheet.heading("First")
    sheet.paragraph("Some words.", bold=True)
    sheet.bullets(["One", "Two"])
    sheet.fact("Label", "Value")
    sheet.fact("", "A value alone")
    sheet.blank("Write here", 2)
    sheet.choices(["Yes", "No at all"])
    sheet.table(("A", "B"), [(f"a{n}", "b " * 40) for n in range(60)], (0.3, 0.7))
    sheet.new_page()
    sheet.heading("Second", 2)
    sheet.picture(DarkBox(), "A dark box")
    return sheet


def test_a_paper_is_tagged_in_its_order_with_a_foot_on_every_page():
    made = whole().pdf()
    is_sound(made.data)
    roles = [part.role for part in parts(made.data)]
    for role in ("H1", "H2", "P", "L", "Table", "TH", "TD", "Figure"):
        assert role in roles
    assert roles.count("TH") == 1 + 2  # the fact's, and the head of the table once
    assert [part.alt for part in parts(made.data) if part.alt] == ["A dark box"]
    pages = PdfReader(BytesIO(made.data)).pages
    assert len(pages) == made.pages > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {made.pages}" in page.extract_text()
        assert "A foot" in page.extract_text()


def test_the_same_paper_gives_the_same_bytes_and_embeds_its_fonts():
    data = whole().pdf().data
    assert data == whole().pdf().data
    for page in PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            told = font.get_object()
            assert "/FontFile2" in told["/FontDescriptor"].get_object()
            assert "Helvetica" not in str(told["/BaseFont"])


def test_a_box_is_never_parted_from_its_words():
    sheet = Sheet("A paper", foot="", mark="")
    sheet.choices(["A rather long answer"] * 9)
    lines = PdfReader(BytesIO(sheet.pdf().data)).pages[0].extract_text().splitlines()
    assert not [line for line in lines if line.strip() in {"☐", "answer", "long"}]


def test_a_sign_no_font_holds_is_refused_by_name():
    with pytest.raises(BadInput, match="butterfly"):
        Sheet("A paper", foot="", mark="").paragraph("\U0001f98b")


# ---- the form


def test_the_form_asks_every_core_question_in_the_words_of_the_screen():
    made = blank_form.pdf(PROTOCOL, leaflet.form(), notice="Not yet approved.")
    is_sound(made.data)
    said = text(made.data)
    for item in PROTOCOL.items.values():
        if item.core or item.id in {"R12", "R13", "X20", "X21", "X22", "X25"}:
            assert " ".join(item.say.split()) in said, item.id
            for option in item.options:
                alone = item.kind == "date" and len(item.options) == 1
                assert alone or option.label in said, (item.id, option.code)
    for domain in PROTOCOL.gate.domains:
        assert domain.name in said
    for clock in PROTOCOL.clocks.values():
        assert " ".join(clock.action.split()) in said, clock.id
    assert f"Content version {PROTOCOL.version}" in said
    assert "Not yet approved." in said


def test_a_section_without_a_preface_and_an_item_without_states_are_set_too():
    sections = tuple(replace(one, preface="") for one in PROTOCOL.sections)
    items = {name: replace(one, states=None) for name, one in PROTOCOL.items.items()}
    bare = replace(PROTOCOL, sections=sections, items=items)
    is_sound(blank_form.pdf(bare, leaflet.form()).data)


def test_none_of_these_stands_last_and_a_scale_wants_a_number():
    said = text(blank_form.pdf(PROTOCOL, leaflet.form()).data)
    medicines = said[said.index("R13 ") : said.index("What cannot wait")]
    assert medicines.index("Another medicine") < medicines.index("None of these")
    stress = said[said.index("Z05 ") : said.index("At the end")]
    assert "Number" in stress
    assert "words used" not in stress


def test_the_form_says_nothing_of_approval_once_there_is_one():
    assert "approved" not in text(blank_form.pdf(PROTOCOL, leaflet.form()).data)


# ---- leaflets and the poster


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", leaflet.leaflets())
def test_a_leaflet_is_tagged_and_says_whom_to_ask(name, large):
    made = leaflet.pdf(leaflet.leaflets()[name], PROTOCOL, WARD, large=large)
    is_sound(made.data)
    said = text(made.data)
    assert "Ask any nurse on Willow Ward" in said
    assert "020 7946 0040" in said
    assert "{" not in said


@pytest.mark.parametrize("name", leaflet.leaflets())
def test_the_last_part_of_a_leaflet_stands_with_whom_to_ask(name):
    one = leaflet.leaflets()[name]
    last = text_of_last(leaflet.pdf(one, PROTOCOL, WARD, large=True))
    assert "Ask any nurse" in last
    assert one.part[-1].heading in last
    assert all(line in last for line in one.part[-1].lines)


def text_of_last(made: Rendered) -> str:
    page = PdfReader(BytesIO(made.data)).pages[-1].extract_text()
    return " ".join(page.replace("\u00a0", " ").split())


def sentences(leaflet_: leaflet.Leaflet) -> list[int]:
    lines = [line for part in leaflet_.part for line in part.lines]
    return [len(one.split()) for line in lines for one in re.split(r"(?<=[.?!:])\s", line) if one]


@pytest.mark.parametrize("name", leaflet.leaflets())
def test_a_leaflet_is_in_short_sentences(name):
    counts = sentences(leaflet.leaflets()[name])
    assert max(counts) <= 25
    assert sum(counts) / len(counts) <= 15


def test_the_hours_of_a_leaflet_are_those_of_the_clocks():
    said = text(leaflet.pdf(leaflet.leaflets()["soon"], PROTOCOL, WARD).data)
    for clock in ("tc_ec_lng", "tc_ec_upa", "tc_pepse"):
        assert f"{PROTOCOL.clocks[clock].window_hours:g} hours" in said


def test_the_poster_is_one_page_and_without_a_telephone_has_no_line_for_one():
    made = leaflet.poster_pdf(PROTOCOL, leaflet.Ward(name="Willow Ward"))
    lines = (
        PdfReader(BytesIO(made.data)).pages[0].extract_text().replace("\u00a0", " ").splitlines()
    )
    assert "Your choice." in [line.strip() for line in lines]
    is_sound(made.data)
    assert made.pages == 1
    assert "telephone" not in text(made.data)


def test_a_leaflet_that_names_no_clock_or_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ContentFault, match="nowhere"):
        leaflet.said("{nowhere} hours", PROTOCOL, "a leaflet")
    (tmp_path / "broken.toml").write_text("order = ")
    with pytest.raises(ContentFault, match=r"broken\.toml"):
        leaflet.leaflets(tmp_path)


# ---- the calibration page


def test_the_calibration_page_has_the_frame_where_the_address_will_stand():
    words = leaflet.calibration()
    as_it_came, moved = calibration.pdf(words, 0, 0), calibration.pdf(words, 3, -2)
    is_sound(moved.data)
    assert "3 mm to the right, -2 mm down" in text(moved.data)
    assert moved.pages == as_it_came.pages == 1
    assert moved.data != as_it_came.data


# ---- whether a letter can be set, before she is asked


def test_a_usual_letter_can_be_set():
    assert printable.why_not(letter()) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("Zażółć Gęślą", ""),
        ("Nguyễn Thị Ặ", ""),
        ("e\u0301", ""),
        ("Юлия", ""),
        ("فاطمة", "letter-script"),
        ("\U0001f98b", "letter-sign"),
        ("美", "letter-sign"),
    ],
)
def test_a_name_prints_or_is_refused_by_name(given, code):
    rec = record(identity=replace(MAYA, given=given, born=date(1997, 3, 22)))
    fault = printable.why_not(letter(rec=rec))
    assert (fault.code if fault else "") == code


def test_an_address_of_eleven_lines_is_refused():
    reader = replace(CLINIC, address=tuple(f"Line {n}" for n in range(10)))
    fault = printable.why_not(letter(recipient=reader))
    assert fault is not None
    assert fault.code == "letter-address"
    assert "11" in str(fault)


def test_a_paper_of_training_says_so_in_words_and_pattern_on_every_page() -> None:
    plain, marked = (paper(mark) for mark in ("", "TRAINING: an invented patient"))
    assert b"TRAINING" not in b"".join(texts_of(plain))
    for page in PdfReader(BytesIO(marked.data)).pages:
        said = page.extract_text()
        assert said.count("TRAINING") >= 2, said
    first, other = (drawn(one) for one in (marked, plain))
    assert first > other + 50 * len("0 0 m 0 0 l S")


def paper(mark: str) -> Rendered:
    sheet = Sheet("A paper", foot="A foot", mark=mark)
    sheet.heading("A heading")
    sheet.new_page()
    sheet.paragraph("A second page")
    return sheet.pdf()


def drawn(rendered: Rendered) -> int:
    contents = PdfReader(BytesIO(rendered.data)).pages[0].get_contents()
    assert contents is not None
    return len(contents.get_data())


def texts_of(rendered: Rendered) -> list[bytes]:
    return [page.extract_text().encode() for page in PdfReader(BytesIO(rendered.data)).pages]
