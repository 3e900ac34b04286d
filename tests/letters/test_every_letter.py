"""Every letter there is, against the shipped protocol: what it says, and what it cannot say.

Four women: one who told everything and ticks everything, one who told nothing, one who declined
every question, one who ticks only what every letter asks about. Each field of the record holds a
marker; on the paper stands no marker that the letter does not allow.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.assessment import facts
from srh_assess.assessment.answers import Answer, State, When
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.followed import Followed, Following
from srh_assess.assessment.informed import InformationGiven
from srh_assess.assessment.onward import ReceiverNamed
from srh_assess.assessment.record import Need, Record
from srh_assess.letters import compose, content, her_copy, onward
from srh_assess.letters.cited import Cited
from srh_assess.letters.compose import Occasion
from srh_assess.letters.letter import Letter, Printing, Recipient, Sender, plain_text
from srh_assess.letters.render import Renderer
from srh_assess.letters.template import Template, kinds, load
from srh_assess.protocol.load import load as load_protocol
from srh_assess.protocol.model import Item
from srh_assess.protocol.tables import Method, Screening
from srh_assess.rules.cited import CitedFact, DueDate
from srh_assess.shipped import shipped

NOW = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
PROTOCOL = load_protocol()
RENDERER = Renderer()
LETTERS = [load(kind) for kind in kinds()]
EACH = pytest.mark.parametrize("template", LETTERS, ids=lambda one: one.id)
WOMEN = ("full", "minimal", "all_declined", "restricted")
MARKED = "Zq{}qz"
WHO = Identity(
    family="Wren", given="Marianne", preferred="ZqPREFERREDqz", born=date(1997, 3, 22),
    nhs_number="9990000018", local_id="ZqLOCALqz", nhs_number_reason="ZqREASONqz",
    gender="ZqGENDERqz", pronouns="ZqPRONOUNSqz",
)  # fmt: skip
STAY = Stay(
    admitted=NOW - timedelta(days=3), ward="ZqWARDqz", room="ZqROOMqz",
    legal_status="ZqLEGALqz", referral_ward="ZqREFERRALqz", named_nurse="ZqNURSEqz",
    responsible_clinician="ZqCLINICIANqz", language="ZqLANGUAGEqz", interpreter=True,
    communication="ZqCOMMUNICATIONqz", staff_gender="ZqSTAFFGENDERqz",
    chaperone="ZqCHAPERONEqz", infection_control="ZqINFECTIONqz",
)  # fmt: skip
_OF_STAY = {
    "ward": "WARD", "legal_status": "LEGAL", "named_nurse": "NURSE", "language": "LANGUAGE",
    "communication": "COMMUNICATION", "staff_gender": "STAFFGENDER",
    "chaperone": "CHAPERONE", "infection_control": "INFECTION",
    "responsible_clinician": "CLINICIAN",
}  # fmt: skip


def told(item: Item) -> Any:
    """An answer that shows: every option, or a word or a number that is this item's own."""
    codes = tuple(option.code for option in item.options)
    if item.kind in {"number", "scale"}:
        return 7
    if item.kind == "many":
        return codes
    return codes[0] if codes else MARKED.format(item.id)


def answer(item: Item, state: State | None = None) -> Answer:
    return Answer(
        item=item.id,
        taken=NOW,
        value=None if state else told(item),
        state=state,
        when=When.exactly(NOW - timedelta(hours=40)) if state is None else When(),
        words="" if state else MARKED.format(f"NOTE{item.id}"),
    )


def needs() -> dict[str, Need]:
    """Every need confirmed and planned, each with a marker in every field of its plan."""
    found = {}
    for name in PROTOCOL.needs:
        decided = facts.NeedDecided(sitting="s", need=name, state="confirmed",
                                    reason=MARKED.format(f"REASON{name}"))  # fmt: skip
        plan = facts.NeedPlanned(
            sitting="s", need=name, wants="now", step=MARKED.format(f"STEP{name}"),
            owner="Dr Oyelaran", due=NOW + timedelta(days=7),
            words=MARKED.format(f"WANTS{name}"),
        )  # fmt: skip
        found[name] = Need(id=name, decided=decided, plan=plan)
    return found


def followed() -> dict[str, Followed]:
    """Every need open and confirmed, as a handover speaks of it."""
    return {
        name: Followed(
            need=name, state="wanted", confirmed=True, owner="Dr Oyelaran", since=NOW,
            due=NOW + timedelta(days=7), step=MARKED.format(f"NEXT{name}"),
            in_the_way=MARKED.format(f"INTHEWAY{name}"), words=MARKED.format(f"LAST{name}"),
        )
        for name in PROTOCOL.needs
    }  # fmt: skip


def of_tables() -> tuple[Cited, ...]:
    """Every row of the reference tables at once, each under a marker of its own."""
    tables = PROTOCOL.tables
    notes = (
        CitedFact(
            row=note.id, kind=note.kind, subject=MARKED.format(f"ROW{note.id}"), title=note.title,
            flag="ZqFLAGqz", prescriber="ZqPRESCRIBERqz", letter="ZqTABLELETTERqz",
            source=note.source, evidence="ZqEVIDENCEqz", reviewed=note.reviewed,
            review_by=note.review_by, because=("R13",),
        )
        for note in tables.notes.values()
    )  # fmt: skip
    methods = (due(row, "method", "C01") for row in tables.methods.values())
    screening = (due(row, *_PROGRAMMES[row.programme]) for row in tables.screening.values())
    return (*notes, *methods, *screening)


def due(row: Method | Screening, kind: Any, *items: str) -> DueDate:
    return DueDate(
        row=row.id, kind=kind, name=MARKED.format(f"ROW{row.id}"), state="due", words="ZqWORDSqz",
        also=("ZqALSOqz",), letter="ZqTABLELETTERqz", due=date(2026, 9, 1), source=row.source,
        evidence="ZqEVIDENCEqz", reviewed=row.reviewed, review_by=row.review_by, because=items,
    )  # fmt: skip


_PROGRAMMES: dict[str, tuple[Any, ...]] = {
    "cervical": ("screening", "S01"), "breast": ("screening", "S04"),
    "chlamydia": ("screening", "S01"), "hpv_vaccine": ("vaccine", "S05"),
    "mmr_vaccine": ("vaccine", "S07"), "hep_b_vaccine": ("vaccine", "S06"),
}  # fmt: skip


def woman(kind: str) -> tuple[Record, dict[str, Answer]]:
    if kind == "minimal":
        return Record(admission="a", identity=Identity(family="Su")), {}
    record = Record(
        admission="a", identity=WHO, stay=STAY, needs=needs(), following=Following(needs=followed()),
        informed={kind: Kept(at=NOW, author="ruth", fact=InformationGiven(
            template=kind, words=f"ZqINFORMED{kind.replace('_', '')}qz")) for kind in kinds()},
        onward=ReceiverNamed(receiver="Sam Okoro", team="Community team", at=NOW),
    )  # fmt: skip
    state = State.DECLINED if kind == "all_declined" else None
    return record, {name: answer(item, state) for name, item in PROTOCOL.items.items()}


def ticks(template: Template, kind: str) -> tuple[str, ...]:
    if kind == "restricted":
        return tuple(box.id for box in template.box if box.id in {"identity", "request"})
    return (*(box.id for box in template.box), content.INFORMATION)


def made(template: Template, kind: str, *only: str) -> Letter:
    return composed(template.id, kind, only)


@cache
def composed(which: str, kind: str, only: tuple[str, ...]) -> Letter:
    template = load(which)
    record, visible = woman(kind)
    agreed = content.agreed(
        template, only or ticks(template, kind), record, visible, PROTOCOL, at=NOW,
        tables=of_tables() if kind in {"full", "restricted"} else (),
    )  # fmt: skip
    about = occasion(template, record)
    hers = template.kind == "her_copy"
    return her_copy.compose(agreed, about) if hers else compose.compose(agreed, about)


def occasion(template: Template, record: Record) -> Occasion:
    hers = template.kind == "her_copy"
    name = "You" if hers else template.reader or PROTOCOL.destinations[template.destination].label
    return Occasion(
        id="7F3A22B1",
        dated=date(2026, 7, 14),
        sender=Sender(trust="Northmoor Health Trust", ward="ZqWARDqz",
                      address=("Post Room, 12 Orchard Way", "Northmoor NM1 4AB"),
                      phone="020 7946 0040", clinician="Ruth Adeyemi", role="Registered nurse"),
        recipient=Recipient(id=template.destination, name=name, envelope_name=template.envelope,
                            address=("4 Quay Street", "Northmoor NM4 2QS"), hers=hers),
        finding=facts.CapacityFound(finding="f", decision="D16", outcome="presumed"),
        receiver=onward.rows(record.onward, template.says) if template.onward else (),
        signed_at=NOW,
    )  # fmt: skip


@cache
def printed(which: str, kind: str) -> tuple[bytes, str]:
    """The bytes of a letter, and the text that a reader of PDF finds in them."""
    printing = Printing(at=NOW, checked=True)
    rendered = RENDERER.pdf(composed(which, kind, ()), printing)
    pages = PdfReader(BytesIO(rendered.data)).pages
    assert len(pages) == rendered.pages
    return rendered.data, "\n".join(page.extract_text() for page in pages)


def squeezed(text: str) -> str:
    """Without spaces and line ends: where a line breaks says nothing."""
    return re.sub(r"[\s\u00a0]+", "", text)


def stands(line: str, paper: str) -> bool:
    """Whether a line is on the paper: whole, or in two parts where a page ends inside it."""
    words = line.split()
    cuts = range(len(words), 0, -1)
    first = next((n for n in cuts if squeezed("".join(words[:n])) in paper), 0)
    return (first > 0 or not words) and squeezed("".join(words[first:])) in paper


def allowed(template: Template, chosen: tuple[str, ...]) -> set[str]:
    """Every marker that the ticked boxes may let through."""
    found = {"PREFERRED"} if "identity" in chosen else set()
    found |= {"WARD"} if template.inside else set()
    if content.INFORMATION in chosen and template.informs and template.kind == "letter":
        found |= {f"INFORMED{template.id.replace('_', '')}"}
    for field in (f for box in template.box if box.id in chosen for f in box.field):
        found |= {field.item} if field.item else set()
        found |= {f"NOTE{field.item}"} if field.item and field.words else set()
        found |= {f"ROW{row}" for row in field.only} if field.cited else set()
        found |= {f"WANTS{field.need}"} if field.need and field.words else set()
        found |= {_OF_STAY.get(str(field.stay), "")}
        found |= {str(field.identity).upper()}
    return found


@EACH
@pytest.mark.parametrize("kind", WOMEN)
def test_it_composes_renders_and_reads_as_it_should(template: Template, kind: str) -> None:
    letter = made(template, kind)
    paper = squeezed(printed(template.id, kind)[1])
    for line in plain_text(letter).splitlines():
        assert stands(line.partition(": ")[2] or line, paper), line
    found = set(re.findall(r"Zq(\w+?)qz", paper))
    assert found <= allowed(template, ticks(template, kind))


@pytest.mark.parametrize("kind", WOMEN)
@EACH
def test_the_last_page_holds_more_than_an_end(template: Template, kind: str) -> None:
    body = made(template, kind).blocks
    signed = [block.role for block in body].index("signature")
    section = body[signed - 2]
    pages = PdfReader(BytesIO(printed(template.id, kind)[0])).pages
    if len(pages) == 1:
        return
    last = squeezed(pages[-1].extract_text())
    short = all(len(row.text) <= 160 for row in section.rows)
    whole = short and sum(len(row.label) + len(row.text) for row in section.rows) <= 600
    assert squeezed(section.rows[-1].text) in last or not short
    assert squeezed(section.heading) in last or not whole


@EACH
def test_each_box_alone_lets_only_its_own_fields_through(template: Template) -> None:
    for box in template.box:
        found = set(re.findall(r"Zq(\w+?)qz", plain_text(made(template, "full", box.id))))
        assert found <= allowed(template, (box.id,)), box.id


@EACH
def test_what_was_told_or_given_goes_along_only_with_its_tick(template: Template) -> None:
    mark = f"ZqINFORMED{template.id.replace('_', '')}qz"
    may = template.kind == "letter" and template.informs
    assert (mark in plain_text(made(template, "full"))) is may
    assert "INFORMED" not in plain_text(made(template, "restricted"))


@EACH
def test_the_bytes_hold_no_marker_that_is_not_allowed(template: Template) -> None:
    data, text = printed(template.id, "full")
    reader = PdfReader(BytesIO(data))
    told_in = [str(reader.metadata), str(reader.trailer["/Root"])]
    assert not re.search(r"Zq\w+qz|Wren|HIV|abort", "".join(told_in))
    for never in ("LOCAL", "REASON", "GENDER", "ROOM", "REFERRAL", "CLINICIAN"):
        assert f"Zq{never}qz" not in text
        assert f"Zq{never}qz".encode() not in data


@EACH
def test_declined_is_told_apart_from_not_asked(template: Template) -> None:
    if template.kind == "her_copy":
        assert "You chose not to talk about" in plain_text(made(template, "all_declined"))
        return
    declined = plain_text(made(template, "all_declined"))
    assert "Declined to answer" in declined
    assert "Not asked" not in declined
    bare = plain_text(made(template, "minimal"))
    assert "Declined" not in bare


@EACH
def test_the_request_is_one_bold_sentence_before_everything(template: Template) -> None:
    if template.kind == "her_copy":
        return
    blocks = [b for b in made(template, "full").blocks if b.role not in _HEAD]
    assert blocks[0].role == "request"
    assert blocks[0].bold
    assert len(blocks[0].rows) == 1
    said = blocks[0].rows[0].text
    assert said.count("who agrees to this") == 1
    assert "14 July 2026" not in said
    assert len(_SENTENCE_END.findall(said)) == 1 and said.endswith("."), said


@EACH
@pytest.mark.parametrize("many", [0, 1, 2, 3, 4, 7])
def test_the_request_is_one_sentence_however_much_is_asked(template: Template, many: int) -> None:
    if template.kind == "her_copy":
        return
    record, visible = woman("full")
    agreed = content.agreed(template, ticks(template, "full"), record, visible, PROTOCOL)
    asks = {line.text: line for line in agreed.part("ask")}
    some = tuple(asks.values())[:many]
    letter = compose.compose(replace(agreed, lines=some), occasion(template, record))
    (said,) = [row.text for block in letter.blocks if block.role == "request" for row in block.rows]
    assert len(_SENTENCE_END.findall(said)) == 1 and said.endswith("."), said
    assert ("below" in said) is (len(some) > 3)
    named = [text for text in asks if text in said]
    assert len(named) == (len(some) if len(some) <= 3 else 2)


_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


_HEAD = {"sender", "addressee", "reference", "urgency", "marking", "identity"}


@EACH
def test_every_request_is_an_act(template: Template) -> None:
    asks = [field.ask for box in template.box for field in box.field if field.ask]
    if template.kind == "letter":
        assert asks
        assert all(ask.startswith("to ") for ask in asks), asks


@EACH
def test_a_test_that_is_offered_is_not_said_to_be_wished_for(template: Template) -> None:
    """A need for tests may be there while "no tests now" stands beside it in the same letter."""
    for field in (field for box in template.box for field in box.field):
        if field.need in {"N15", "N16"}:
            assert not re.search(r"\b(wants?|wanted|wishes|would like)\b", field.sentence.lower())


@EACH
def test_a_reader_on_the_ward_is_not_telephoned(template: Template) -> None:
    if template.destination in {"ward_doctor", "ward_team"}:
        said = " ".join(template.says[key] for key in ("emergency", "emergency_rung", "rung"))
        assert "elephone" not in said
        assert "Told" in template.says["rung"]


@EACH
def test_why_now_is_three_short_sentences_at_most_and_nothing_is_lost(template: Template) -> None:
    if template.kind == "her_copy":
        return
    blocks = made(template, "full").blocks
    heading = template.says["why"]
    why = [row for block in blocks if block.heading == heading for row in block.rows]
    assert sum(len(re.findall(r"[.!?](?: |$)", row.text)) for row in why) <= 3
    assert all(not row.label and len(row.text) < 130 for row in why)
    found = [row.text for block in blocks for row in block.rows]
    for box in template.box:
        for field in box.field:
            if field.need and field.sentence:
                said = field.sentence.format(name="ZqPREFERREDqz", Name="ZqPREFERREDqz")
                assert found.count(said) == 1, said


ORDER = (
    "why", "findings", "medicines", "pregnancy", "capacity", "practical", "done", "asked",
    "receiver", "information",
)  # fmt: skip


@EACH
@pytest.mark.parametrize("woman", WOMEN)
def test_its_parts_stand_in_the_order_of_the_skeleton(template: Template, woman: str) -> None:
    if template.kind == "her_copy":
        return
    blocks = made(template, woman).blocks
    roles = [block.role for block in blocks if block.role in _HEAD or block.role == "request"]
    head = ("sender", "addressee", "reference", "urgency", "marking", "identity", "request")
    assert roles == [role for role in head if role in roles]
    headings = [block.heading for block in blocks if block.heading]
    said = [template.says.get(key, "").replace("{name}", "ZqPREFERREDqz") for key in ORDER]
    assert headings == [one for one in said if one in headings]
    assert [block.role for block in blocks][-2:] == ["signature", "copies"]


@EACH
def test_every_action_has_an_owner_and_a_day(template: Template) -> None:
    if template.kind == "her_copy":
        return
    rows = [row.text for b in made(template, "full").blocks if b.role == "list" for row in b.rows]
    assert rows
    for row in rows:
        assert re.search(r"by 21-Jul-2026( 14:30)?\.$", row), row


@EACH
def test_the_ward_is_told_only_with_its_own_tick(template: Template) -> None:
    if template.inside:
        return
    others = tuple(box.id for box in template.box if box.id != "inpatient")
    text = plain_text(made(template, "full", *others))
    for told_of in ("WARD", "LEGAL", "NURSE"):
        assert f"Zq{told_of}qz" not in text
    assert "observation" not in text.lower()
    assert "escort" not in text.lower()
    assert re.search(r"\bWard\b", text) is None


@EACH
def test_the_window_and_the_head_tell_no_subject(template: Template) -> None:
    if template.kind == "her_copy" or template.inside or template.id in {"gp", "emergency"}:
        return
    head = [row.text for block in made(template, "full").blocks
            if block.role in {"sender", "addressee"} for row in block.rows]  # fmt: skip
    telling = r"sexual|contracept|abortion|hiv|pregnan|assault|gyn|matern|breast|gender|safeguard"
    assert not re.search(telling, " ".join(head), re.IGNORECASE)


@EACH
def test_it_is_written_without_she_and_her_and_says_no_code(template: Template) -> None:
    if template.kind == "her_copy":
        return
    text = plain_text(made(template, "full"))
    assert not re.search(r"\b(she|her|hers|herself)\b", text, re.IGNORECASE)
    assert not re.search(r"\b[NTXHCGPMAS]\d\d\b", re.sub(r"Zq\w+qz", "", text))
    assert "{" not in text


def test_every_box_of_every_letter_is_offered_by_the_row_of_its_reader() -> None:
    rows = tomllib.loads(shipped("letters", "rows.toml").read_text("utf-8"))["row"]
    for template in LETTERS:
        if template.kind == "letter":
            offered = rows[template.row]
            for box in template.box:
                assert box.suggestion == offered[box.id]


@pytest.mark.parametrize(
    ("row", "kept_out"),
    [
        ("ward", {"infection", "hiv", "history", "difficulty", "gynaecology"}),
        ("safeguarding", {"contraception", "infection", "hiv", "history", "difficulty"}),
        ("gynae_pregnancy", {"history", "difficulty"}),
        ("gp", {"history"}),
        ("clinician", {"history", "inpatient"}),
        ("pharmacy", {"history", "infection", "assault", "inpatient"}),
        ("dietetics", {"history", "infection", "assault", "hiv", "difficulty"}),
        ("outreach", {"history", "infection", "hiv", "pregnancy", "contraception", "child"}),
    ],
)
def test_what_the_sharing_table_refuses_no_letter_of_the_row_can_hold(
    row: str, kept_out: set[str]
) -> None:
    for template in LETTERS:
        if template.row == row:
            assert not kept_out & {box.id for box in template.box}


# What section A2 of the letters specification leaves out, by item: partners and their number,
# sexual history, results, the psychiatric side, reasons.
_PARTNERS = {"H01", "H02", "H03", "H04", "H05"}
_RESULTS = {"X54", "H07"}


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        ("emergency_contraception", _PARTNERS | _RESULTS | {"H06", "A08"}),
        ("hiv_pep", _PARTNERS | {"G02", "C01", "F01", "A10"}),
        ("srh_in_reach", {"A08", "A09", "A10", "H11"}),
        ("gum", {"A10", "F01", "H11"}),
        ("early_pregnancy", _PARTNERS | _RESULTS | {"T03", "T01", "P04"}),
        ("abortion", _PARTNERS | _RESULTS | {"P04", "P02", "T03", "A04", "C08"}),
        ("gynaecology", _PARTNERS | {"H07"}),
        ("colposcopy", _PARTNERS | _RESULTS),
        ("sarc", _PARTNERS | _RESULTS | {"T06", "A02", "W02", "T01"}),
        ("idva", _PARTNERS | _RESULTS | {"C01", "H06", "X18"}),
        ("safeguarding_adult", _PARTNERS | _RESULTS | {"C01", "H06", "F01", "X50"}),
        ("safeguarding_child", _PARTNERS | _RESULTS | {"C01", "H06", "F01", "T03"}),
        ("psychosexual", _PARTNERS | _RESULTS | {"A04", "T03"}),
        ("endocrinology", _PARTNERS | _RESULTS | {"T03", "A04"}),
        ("ward_team", _PARTNERS | _RESULTS | {"T03", "A03", "F01", "H06", "C01"}),
        ("pharmacy", _PARTNERS | _RESULTS | {"T03", "A03", "X50"}),
        ("breast_screen", _PARTNERS | _RESULTS | {"G10", "G08", "C01", "T03", "R13"}),
        ("dietetics", _PARTNERS | _RESULTS | {"C01", "T03", "A03", "H11", "P04"}),
        ("sexwork_support", _PARTNERS | _RESULTS | {"T03", "R13", "C01", "A13"}),
    ],
)
def test_what_a_letter_must_leave_out_it_cannot_reach(kind: str, never: set[str]) -> None:
    assert not load(kind).items & never


def test_no_letter_reaches_what_is_kept_from_letters() -> None:
    kept = tomllib.loads(shipped("letters", "never.toml").read_text("utf-8"))["items"]
    for template in LETTERS:
        assert not template.items & kept.keys()


def test_every_destination_kind_of_the_specification_has_its_letter() -> None:
    there = {template.destination for template in LETTERS}
    assert {
        "SRH", "GUM", "HIV", "EPAU", "midwifery", "perinatal_MH", "abortion", "gynaecology",
        "gynaecology_USC", "colposcopy", "SARC", "ISVA", "IDVA", "safeguarding_adult",
        "safeguarding_child", "psychosexual", "early_menopause", "endocrinology", "GP",
        "nurse_in_charge", "ward_doctor", "pharmacist", "breast", "ED", "hepatology",
        "FGM_clinic", "gender", "NRM", "breast_screen", "dietetics", "sexwork_support", "next_team",
        "herself",
    } == there  # fmt: skip
    assert {"emergency_contraception", "hiv_pep"} <= {template.id for template in LETTERS}


@pytest.mark.parametrize(
    ("kind", "box", "rows"),
    [
        ("pharmacy", "contraception", {"inducer", "lamotrigine_hormones", "imp"}),
        ("pharmacy", "hiv", {"inducer_hiv"}),
        ("ward_doctor", "contraception", {"valproate_pregnancy", "qt"}),
        ("ward_doctor", "gynaecology", {"prolactin_high"}),
        ("ward_doctor", "difficulty", {"ssri_sexual"}),
        ("srh_in_reach", "contraception", {"inducer", "imp", "dmpa_im"}),
        ("srh_in_reach", "gynaecology", {"cx_25_49_new"}),
        ("emergency_contraception", "contraception", {"inducer"}),
        ("gynaecology", "gynaecology", {"cx_25_49_old", "prolactin_very_high"}),
        ("maternity", "contraception", {"lithium_pregnancy"}),
        ("colposcopy", "gynaecology", {"cx_hpv_positive"}),
        ("breast_clinic", "breast", {"br_routine"}),
        ("menopause", "contraception", {"thyroxine_oestrogen"}),
        ("gp", "request", {"mmr_vaccine"}),
    ],
)
def test_what_the_tables_say_stands_in_the_letters_it_is_for(
    kind: str, box: str, rows: set[str]
) -> None:
    found = set(re.findall(r"ZqROW(\w+?)qz", plain_text(made(load(kind), "full", box))))
    assert rows <= found


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("srh_in_reach", "inducer_hiv"),
        ("maternity", "ssri_sexual"),
        ("colposcopy", "inducer"),
        ("breast_clinic", "cx_first"),
        ("ward_team", "prolactin_high"),
        ("gynaecology", "cx_hiv"),
        ("safeguarding_adult", "inducer"),
        ("gum", "other_unknown"),
    ],
)
def test_what_the_tables_say_stands_in_no_other_letter(kind: str, row: str) -> None:
    assert f"ZqROW{row}qz" not in plain_text(made(load(kind), "full"))
