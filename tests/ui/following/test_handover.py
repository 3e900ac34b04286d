"""The handover in the window: a person is named, she agrees to each paper, the end proposes both."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from srh_assess.app import Program
from srh_assess.ui.pages.end_of_stay import EndForm
from srh_assess.ui.pages.follow_form import FollowForm
from srh_assess.ui.pages.hand_over import HandOverPage
from srh_assess.ui.pages.preview import PreviewPage
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.workflow import handing, sharing
from srh_assess.workflow.sharing import Sharing
from tests.ui.following.test_follow_up import fill, followed, press, shown

__all__ = ["followed"]


def opened(program: Program, admission: str) -> HandOverPage:
    program.ward.open_woman_room("handover", admission)
    return shown(program, HandOverPage)


def named(program: Program, admission: str, answer: str = "asked") -> HandOverPage:
    opened(program, admission).name_button.click()
    form = shown(program, FollowForm)
    fill(form, answer=answer)
    form.parts["receiver"].show_words("Sam Okoro")  # type: ignore[attr-defined]  # a line
    form.parts["team"].show_words("Quay community team")  # type: ignore[attr-defined]  # a line
    press(program)
    return shown(program, HandOverPage)


def agreed(program: Program, admission: str, kind: str, *boxes: str) -> Sharing:
    assert program.ward.desk is not None
    made = sharing.on_desk(program.ward.desk, program.ward.desk.session(admission), kind)
    for box in boxes:
        made.tick(box, on=True)
    made.able()
    made.decide("yes", shown="read_by_her")
    return made


def text_of(made: Sharing) -> str:
    pages = PdfReader(BytesIO(made.release().data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_person_is_named_before_she_is_asked(ward: Program, followed: str) -> None:
    page = opened(ward, followed)
    assert not any(button.isEnabled() for button in page.buttons.values())
    press(ward)
    shown(ward, StandPage)
    opened(ward, followed).name_button.click()
    form = shown(ward, FollowForm)
    press(ward)
    assert shown(ward, FollowForm) is form, "without a name and an answer it stays open"
    ward.window.actions_bar.back_button.click()
    page = named(ward, followed)
    assert all(button.isEnabled() for button in page.buttons.values())
    assert ward.ward.desk is not None
    kept = ward.ward.desk.record(followed).onward
    assert kept is not None
    assert (kept.receiver, kept.team, kept.answer) == ("Sam Okoro", "Quay community team", "asked")


def test_the_police_take_over_nobody(ward: Program, followed: str) -> None:
    opened(ward, followed).name_button.click()
    form = shown(ward, FollowForm)
    fill(form, answer="asked")
    form.parts["receiver"].show_words("The duty constable")  # type: ignore[attr-defined]  # a line
    press(ward)
    assert shown(ward, FollowForm) is form
    assert ward.ward.desk is not None
    assert ward.ward.desk.record(followed).onward is None


def test_each_paper_is_asked_about_by_itself(ward: Program, followed: str) -> None:
    page = named(ward, followed)
    page.buttons[handing.HANDOVER].click()
    assert shown(ward, SharingPage).sharing.recipient.name == "Sam Okoro, Quay community team"
    agreed(ward, followed, handing.HANDOVER, "identity", "request")
    opened(ward, followed).buttons[handing.HANDOVER].click()
    shown(ward, PreviewPage)
    opened(ward, followed).buttons[handing.SEALED].click()
    assert shown(ward, SharingPage).sharing.template.id == handing.SEALED


def test_it_says_what_is_open_and_who_takes_it_over(ward: Program, followed: str) -> None:
    named(ward, followed, "accepted")
    made = agreed(ward, followed, handing.HANDOVER, "identity", "request", "gynaecology")
    text = text_of(made)
    assert "Sam Okoro, Quay community team" in text
    assert "Yes, said so on" in text
    assert "A method gives trouble, is due, or is to come out." in text
    assert "A visit is booked or offered" in text
    assert "A result is awaited (Prolactin, with routine bloods)" in text
    assert "period products" not in text.lower(), "what was met is not handed over"
    assert "Pages" not in text


def test_only_what_has_her_tick_goes(ward: Program, followed: str) -> None:
    named(ward, followed)
    text = text_of(agreed(ward, followed, handing.HANDOVER, "identity", "request"))
    assert "A result is awaited" not in text
    assert "has limited what is shared" in text


def test_another_name_asks_her_again(ward: Program, followed: str) -> None:
    named(ward, followed)
    agreed(ward, followed, handing.HANDOVER, "identity", "request")
    assert ward.ward.desk is not None
    session = ward.ward.desk.session(followed)
    handing.name(session, "Priya Anand", team="Rowan Ward", answer="asked")
    again = sharing.on_desk(ward.ward.desk, session, handing.HANDOVER)
    assert again.state == "again"
    page = opened(ward, followed)
    assert page.buttons[handing.HANDOVER].isEnabled()


def test_the_sealed_part_says_so_on_every_page(ward: Program, followed: str) -> None:
    named(ward, followed)
    text = text_of(agreed(ward, followed, handing.SEALED, "identity"))
    assert text.count("Sealed part: for the named person alone to open") >= 1
    assert "Prolactin" not in text


@pytest.mark.parametrize("answer", ["accepted", "asked"])
def test_the_end_of_the_stay_proposes_what_was_agreed(
    ward: Program, followed: str, answer: str
) -> None:
    named(ward, followed, answer)
    agreed(ward, followed, handing.SEALED, "identity")
    made = agreed(ward, followed, handing.HANDOVER, "identity", "request")
    made.sent(made.release(), "printed")
    ward.ward.open_woman_room("stay", followed)
    page = ward.window.page
    page.act.emit("end")  # type: ignore[union-attr]  # the stay's page
    form = shown(ward, EndForm)
    assert form.receiver.words == "Sam Okoro"
    assert form.contact.words == "Quay community team"
    assert form.acceptance.codes == (answer,)
    assert made.share is not None
    assert form.share.codes == (made.share.fact.share,)
    assert form.sealed.codes == ("yes",)
