"""The corners of letters: what rarely happens, and has to be right all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import MappingProxyType

import pytest
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from srh_assess.assessment.answers import When
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.followed import Followed, Following
from srh_assess.assessment.following import AppointmentOffered
from srh_assess.assessment.record import Record
from srh_assess.letters import (
    call_sheet,
    compose,
    content,
    flow,
    gather,
    handbook,
    her_record,
    printable,
    wording,
)
from srh_assess.letters.call_sheet import Call
from srh_assess.letters.her_copy import Reader
from srh_assess.letters.logo import Placed, made_safe
from srh_assess.letters.template import load
from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, Handbook
from srh_assess.protocol.load import load as load_protocol
from tests.letters.test_her_copy import copy
from tests.letters.world import MAYA, occasion

NOW = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
PROTOCOL = load_protocol()
HANDOVER = load("handover")
RAW = {"words": {}, "labels": {}, "row": "ward"}
SHARED = {"box": [{"id": "one", "label": "One", "field": [{"item": "A"}, {"need": "N"}]}]}


def following() -> Record:
    need = Followed(need="N19", state="wanted", confirmed=True, since=NOW, due=NOW + 7 * 24 * HOUR)
    visit = AppointmentOffered(appointment="p", need="N19", starts=NOW + HOUR)
    return Record(
        admission="a",
        identity=MAYA,
        following=Following(
            needs=MappingProxyType({"N19": need}),
            appointments=MappingProxyType({"p": Kept(at=NOW, author="ruth", fact=visit)}),
        ),
    )


def test_the_days_of_a_handover_stand_in_the_list_of_what_goes_on() -> None:
    ticks = ("identity", "gynaecology")
    made = content.agreed(HANDOVER, ticks, following(), {}, PROTOCOL)
    blocks = {b.heading: b for b in compose.compose(made, occasion()).blocks}
    (row,) = blocks["Days that go on"].rows
    assert row.text == "A visit is booked or offered, 14-Jul-2026 15:30."
    assert row.origin == ("need:N19",)


def test_a_need_without_words_of_its_own_is_asked_about_all_the_same() -> None:
    boxes = tuple(
        replace(box, field=tuple(replace(f, sentence="") for f in box.field if f.need == "N19"))
        for box in HANDOVER.box
    )
    bare = replace(HANDOVER, box=boxes)
    lines = content.agreed(bare, ("gynaecology",), following(), {}, PROTOCOL).lines
    assert [str(line.part) for line in lines] == ["ask", "day"]
    silent = replace(HANDOVER, box=tuple(
        replace(box, field=tuple(replace(f, ask="") for f in box.field if f.need == "N19"))
        for box in HANDOVER.box
    ))  # fmt: skip
    lines = content.agreed(silent, ("gynaecology",), following(), {}, PROTOCOL).lines
    assert [str(line.part) for line in lines] == ["why", "day"]


@pytest.mark.parametrize(
    ("letter", "rows", "fault"),
    [
        ({"allow": {"two": []}}, {"two": ""}, "box two is no shared box"),
        ({"allow": {"one": ["A"]}}, {}, "box one: the row of this reader does not offer it"),
        ({"allow": {"one": ["B"]}}, {"one": ""}, "box one: B is no field of it"),
        ({"allow": {"one": ["A"]}, "words": {"N": {}}}, {"one": ""}, "words for N, which no box allows"),
        ({"allow": {"one": []}, "labels": {"two": ""}}, {"one": ""}, "a label for two, which is no box here"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_lists_of_a_letter_is_named(
    letter: dict[str, object], rows: dict[str, str], fault: str
) -> None:
    _, faults = gather.boxes({**RAW, **letter}, SHARED, {"row": {"ward": rows}})
    assert faults == [fault]


def test_a_row_that_says_nothing_prints_nothing() -> None:
    entry = Entry(id="e", title="Entry", facts=(Fact("Said", ()),))
    chapter = Chapter(id="c", title="Chapter", intro=(), entries=(entry,))
    book = Handbook(title="Book", version="1", content_hash="abc", chapters=(chapter,))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(handbook.pdf(book))).pages)
    assert "Entry" in text
    assert "Said" not in text


def test_her_copy_says_who_has_a_letter_that_she_did_not_agree_to() -> None:
    told = copy(readers=(Reader(name="A police force", without=True),))
    text = "\n".join(row.text for block in told.blocks for row in block.rows)
    assert "A police force has a letter that you did not agree to." in text


def test_what_was_left_out_of_her_record_says_so_in_its_place() -> None:
    told = her_record.Told(
        number=1, entry="e", at="14-Jul-2026 13:30", title="Answer", by="Ruth",
        withheld="Left out on 14-Jul-2026: it names somebody else.",
    )  # fmt: skip
    part = her_record.Part(id="talk", title="The talk", told=(told,))
    whole = her_record.Whole(title="Record", name="Maya", made="today", parts=(part,))
    pages = PdfReader(BytesIO(her_record.pdf(whole).data)).pages
    assert "Left out on 14-Jul-2026" in "".join(page.extract_text() for page in pages)


def test_a_logo_is_drawn_where_there_is_one() -> None:
    raw = BytesIO()
    Image.new("RGB", (300, 100), "teal").save(raw, "PNG")
    for kept, pictures in ((made_safe(raw.getvalue()), 1), (b"", 0)):
        out = BytesIO()
        canvas = Canvas(out)
        Placed(kept).draw(canvas, 20, 20)
        canvas.showPage()
        canvas.save()
        assert len(PdfReader(BytesIO(out.getvalue())).pages[0].images) == pictures


def test_a_sign_without_a_font_is_spelled_out_and_others_stay() -> None:
    assert printable.spelled("Siân ☑ 美") == "Siân ☑ [cjk unified ideograph-7f8e]"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(NOW - 5 * HOUR, None), "at most 5 hours before 14-Jul-2026 14:30"),
        (When(None, NOW - HOUR), "at least 1 hour before 14-Jul-2026 14:30"),
        (When(NOW - 5 * HOUR, NOW - 2 * HOUR), "2 to 5 hours before 14-Jul-2026 14:30"),
        (When(NOW - HOUR, NOW - HOUR), "1 hour before 14-Jul-2026 14:30"),
        (When(), ""),
    ],
)
def test_hours_ago_with_one_bound_or_two(when: When, words: str) -> None:
    assert wording.elapsed(when, NOW) == words


def test_the_sheet_for_a_call_tells_both_limits_and_whom_nobody_knows() -> None:
    clocks = (("Copper coil", NOW, NOW + HOUR), ("Tablet", NOW, NOW), ("Look", NOW, None))
    call = Call(
        title="A call", action="Ring now", ward="Willow Ward", trust="Trust", numbers=(),
        limits=clocks, items=(), at=NOW, dated=NOW.date(), id="1",
    )  # fmt: skip
    made = call_sheet.compose(call, Record(admission="a"), {})
    (limits,) = [block for block in made.blocks if block.heading == "Time limits"]
    assert [row.text for row in limits.rows] == [
        "Act by 14-Jul-2026 14:30; may still be possible until 14-Jul-2026 15:30",
        "Act by 14-Jul-2026 14:30",
        "Act by 14-Jul-2026 14:30",
    ]
    assert made.footer == "Not known"
    assert not [block for block in made.blocks if block.role == "identity"]


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("by 14 July 2026 at noon", "by~14~July~2026 at noon"),
        ("14-Jul-2026 14:30", "14-Jul-2026~14:30"),
        ("Telephone 020 7946 0040", "Telephone 020~7946~0040"),
        ("less than 6 months after", "less than 6~months after"),
        ("two years, 71 kg", "two years, 71~kg"),
        ("Samuel, by 21-Jul-2026. By 21 July", "Samuel, by~21-Jul-2026. By~21~July"),
        ("Hurt by an ex, last year", "Hurt by an ex, last~year"),
        ("Not wanted, last 10 days", "Not wanted, last~10~days"),
        ("standby 21, by hand", "standby 21, by hand"),
        ("a specialist. 21 %: women", "a specialist. 21~%: women"),
        ("mood, weight (told us)", "mood, weight (told~us)"),
        ("what you told us", "what you told us"),
        ("Hurt by a partner or ex", "Hurt by a partner or~ex"),
        ("Wanted? You said: no.", "Wanted? You~said: no."),
        ("SRH-1, printed 14-Jul-2026", "SRH-1, printed~14-Jul-2026"),
    ],
)
def test_no_line_ends_inside_a_date_a_number_or_who_said_it(words: str, held: str) -> None:
    assert flow._TOGETHER.sub("~", words) == held


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("care for viral hepatitis.", "care for viral~hepatitis."),
        ("testing for HIV.", "testing for~HIV."),
        (
            "a word of thirteen or more: contraception.",
            "a word of thirteen or more: contraception.",
        ),
        ("Gynaecology", "Gynaecology"),
    ],
)
def test_no_short_word_stands_on_a_line_alone(words: str, held: str) -> None:
    assert flow._LAST.sub("~", words) == held
