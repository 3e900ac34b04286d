"""Bad input, and what it gets: a clear sentence, the draft intact, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.assessment.answers import State
from srh_assess.errors import BadInput
from srh_assess.letters.template import kinds
from srh_assess.workflow.document import NO_ADDRESS, NO_PHONE
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing

Sit = Callable[..., Session]
ELEVEN = tuple(f"Line {number} of a long address" for number in range(1, 12))


def text_of(sharing: Sharing) -> str:
    return "\n".join(
        p.extract_text() for p in PdfReader(BytesIO(sharing.pdf(draft=True).data)).pages
    )


def test_an_address_of_eleven_lines_is_refused_with_its_count_and_the_draft_stays(
    sit: Sit,
) -> None:
    unit = replace(UNIT, addresses={"SRH": ELEVEN})
    sharing = Sharing(sit(), unit, "srh_in_reach")
    sharing.tick("identity", on=True)
    with pytest.raises(BadInput) as refused:
        sharing.pdf(draft=True)
    assert refused.value.code == "letter-address"
    assert "12" in refused.value.sentence
    assert refused.value.next_step
    assert sharing.ticks == {"identity"}
    assert "Line 11 of a long address" in sharing.plain_text


def test_a_ward_without_a_telephone_has_a_line_to_write_it_on(sit: Sit) -> None:
    sharing = Sharing(sit(), replace(UNIT, phone=" "), "gum")
    sharing.tick("identity", on=True)
    assert NO_PHONE in sharing.gaps
    assert "write it here" in text_of(sharing)
    assert NO_PHONE not in Sharing(sit(), UNIT, "gum").gaps


def test_a_reader_without_an_address_is_said_so_and_can_be_handed_over(sit: Sit) -> None:
    sharing = Sharing(sit(), UNIT, "gum")
    sharing.tick("identity", on=True)
    assert sharing.gaps == (NO_ADDRESS,)
    assert "The clinical lead" in text_of(sharing)
    there = replace(UNIT, addresses={"GUM": ("4 Quay Street",)})
    assert Sharing(sit(), there, "gum").gaps == ()
    for needs_none in ("her_copy", "ward_team"):
        assert Sharing(sit(), UNIT, needs_none).gaps == ()


def test_a_note_of_twelve_thousand_characters_flows_over_pages(sit: Sit) -> None:
    session = sit()
    note = " ".join(f"word{number}" for number in range(1600))[:12_000].rsplit(" ", 1)[0]
    session.answer("X29", note)
    sharing = Sharing(session, UNIT, "srh_in_reach")
    sharing.tick("request", on=True)
    assert sharing.pdf(draft=True).pages > 3
    paper = text_of(sharing)
    assert note.split()[0] in paper
    assert note.split()[-1] in paper


@pytest.mark.parametrize("kind", kinds())
def test_every_answer_declined_is_a_letter_that_says_so(sit: Sit, kind: str) -> None:
    session = sit()
    for name in sorted(Sharing(session, UNIT, kind).template.items):
        if not session.protocol.items[name].staff:
            session.answer(name, state=State.DECLINED)
    sharing = Sharing(session, UNIT, kind)
    for box in sharing.boxes:
        sharing.tick(box.id, on=True)
    assert sharing.pdf(draft=True).pages >= 1
    asked = [name for name in session.record.answers if not session.protocol.items[name].staff]
    said = "You chose not" if sharing.hers else "Declined to answer"
    assert (said in sharing.plain_text) is bool(asked)


@pytest.mark.parametrize("kind", kinds())
def test_every_optional_field_empty_is_still_a_letter(sit: Sit, kind: str) -> None:
    sharing = Sharing(sit(), replace(UNIT, address=(), phone="", mailbox=""), kind)
    for box in sharing.boxes:
        sharing.tick(box.id, on=True)
    text = sharing.plain_text
    assert "None" not in text.replace("None (told us)", "").replace("No one else", "")
    assert sharing.pdf(draft=True).pages >= 1
