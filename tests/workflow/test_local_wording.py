"""A unit's own words and picture: kept by a lead, seen on a letter, advised on, refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader

from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import leading, sharing, wording
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.leading import LogoChanged
from srh_assess.workflow.sample import sample
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT
from srh_assess.workflow.unit import OwnPlace, Unit
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk, sitting

TELEPHONE = "letter.telephone"


@pytest.fixture(scope="module")
def shipped() -> Protocol:
    return load()


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    """A desk with the lead signed in."""
    desk = new_desk(tmp_path / "home", clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    return desk


def picture(folder: Path, colour: str = "teal") -> Path:
    Image.new("RGB", (300, 100), colour).save(folder / "logo.png")
    return folder / "logo.png"


def text(data: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split()
    )


def pictures(data: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(BytesIO(data)).pages)


def refused(unit: Unit, shipped: Protocol) -> str:
    return wording.fault(unit, shipped)


@pytest.mark.parametrize("paper", ["letter", "her_copy"])
def test_a_sample_shows_the_units_own_names_words_and_picture(
    paper: str, tmp_path: Path, clock: SetClock, shipped: Protocol
) -> None:
    unit = replace(
        UNIT, trust="Quayside Trust",
        sentences={TELEPHONE: "Ask at {phone}", "her_copy.telephone": "You can ring {phone} here."},
    )  # fmt: skip
    plain = sample(shipped, clock, UNIT, b"", paper)  # type: ignore[arg-type]  # one of two
    own = sample(shipped, clock, unit, wording.picture(picture(tmp_path)), paper)  # type: ignore[arg-type]  # as above
    said = "You can ring" if paper == "her_copy" else "Ask at"
    assert "Quayside Trust" in text(own.data)
    assert said in text(own.data)
    assert said not in text(plain.data)
    assert (pictures(own.data), pictures(plain.data)) == (1, 0)
    for words in ("DRAFT", "SAMPLE: an invented woman"):
        assert words in text(own.data)


def test_a_picture_is_kept_in_the_ledger_stands_on_letters_and_can_be_taken_away(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    raw = picture(tmp_path).read_bytes()
    told: list[bool] = []
    desk.followers.append(lambda: told.append(bool(desk.logo)))
    desk.change_logo(raw, "The new one")
    assert told == [True]
    assert desk.logo == wording.small(raw)
    desk.sign_in(NURSE.name, PASSPHRASE)
    letter = sharing.on_desk(desk, sitting(desk), "srh_in_reach")
    before = letter.document
    assert pictures(letter.pdf(draft=True).data) == 1
    with pytest.raises(UserError) as caught:
        desk.change_logo(b"")
    assert caught.value.code == "lead-only"
    desk.sign_in(ADMIN.name, PASSPHRASE)
    desk.change_logo(b"")
    assert desk.logo == b""
    assert isinstance(desk.ledger[-1].fact, LogoChanged)
    desk.sign_in(NURSE.name, PASSPHRASE)
    again = sharing.on_desk(desk, letter.session, "srh_in_reach")
    again._next = letter._next
    assert again.document == before  # a picture is no word of what she agreed to
    desk.lock()
    assert verify_home(tmp_path / "home", NURSE.name, PASSPHRASE).faults == 0


def test_own_words_stand_on_her_letter(desk: Desk) -> None:
    assert desk.unit is not None
    desk.change_unit(replace(desk.unit, sentences={TELEPHONE: "Ring {phone} by day"}), "Clearer")
    desk.sign_in(NURSE.name, PASSPHRASE)
    letter = sharing.on_desk(desk, sitting(desk), "srh_in_reach")
    assert f"Ring {UNIT.phone} by day" in letter.plain_text


def test_words_and_places_that_name_a_barred_reader_are_refused_whoever_asks(
    desk: Desk, shipped: Protocol
) -> None:
    barred = (
        replace(UNIT, names={"SRH": "The police station"}),
        replace(UNIT, addresses={"SRH": ("Police headquarters",)}),
        replace(UNIT, envelope_names={"SRH": "Probation"}),
        replace(UNIT, own=(OwnPlace(id="own-1", label="Drop-in", route="Through the police"),)),
        replace(UNIT, own=(OwnPlace(id="police_desk", label="Drop-in"),)),
        replace(UNIT, sentences={TELEPHONE: "Ring the police or {phone}"}),
    )
    for unit in barred:
        assert "nothing about a woman is ever sent" in refused(unit, shipped)
        with pytest.raises(UserError):
            desk.change_unit(unit)
    assert refused(UNIT, shipped) == ""
    assert "no destination" in refused(replace(UNIT, phones={"NOWHERE": "1"}), shipped)


def test_a_fault_of_a_sentence_is_said_and_an_empty_one_has_none() -> None:
    assert wording.sentence_fault(TELEPHONE, "") == ""
    assert wording.sentence_fault(TELEPHONE, "Ring {phone}") == ""
    assert "{phone}" in wording.sentence_fault(TELEPHONE, "Ring us")


def test_advice_points_out_words_that_label_and_long_sentences_of_her_copy() -> None:
    letter, hers = (
        next(one for one in wording.sentences() if one.kind == kind)
        for kind in ("letter", "her_copy")
    )
    assert wording.advice(letter, "Ring us any time.") == ()
    assert any(
        "non-compliant" in said for said in wording.advice(letter, "If non-compliant, ring.")
    )
    long = " ".join(["word"] * wording.MOST_WORDS)
    assert wording.advice(hers, long) == ()
    assert any("easier to read" in said for said in wording.advice(hers, f"{long} more"))
    assert wording.advice(letter, f"{long} more") == ()
    assert wording.advice(hers, "") == ()


def test_a_picture_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    with large.open("wb") as file:
        file.truncate(wording._LARGEST + 1)
    for file_, code in ((tmp_path / "none.png", "file-unreadable"), (large, "logo-large")):
        with pytest.raises(UserError) as caught:
            wording.picture(file_)
        assert caught.value.code == code
    assert wording.small(b"") == b""


def test_the_number_on_the_signed_handbook_needs_its_first_twelve_signs(shipped: Protocol) -> None:
    number = shipped.content_hash
    spaced = f" {number[:4].upper()} {number[4:12]} "
    assert leading.signed_content(shipped, spaced) == number
    assert leading.signed_content(shipped, number) == number
    assert leading.signed_content(shipped, "0" * 12) == "0" * 12
    with pytest.raises(UserError) as caught:
        leading.signed_content(shipped, number[:11])
    assert caught.value.code == "approval-number-short"
