"""The easy ways in: one key to any question, a part on its own, and more where it fits."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from srh_assess.app import Program
from srh_assess.assessment import facts
from srh_assess.ui.pages.block import ItemBlock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.find import PART, FindPage
from srh_assess.ui.pages.further import FurtherPage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.widgets.need_card import NeedCard
from srh_assess.ui.wizard import Wizard
from srh_assess.workflow.session import Session
from tests.ui.shell.test_wizard import everything, through_the_gate

CTRL = Qt.KeyboardModifier.ControlModifier


def wizard(program: Program) -> Wizard:
    owner = program.window.owner
    assert isinstance(owner, Wizard)
    return owner


def page(program: Program, kind: type[Any]) -> Any:
    found = program.window.page
    assert isinstance(found, kind)
    return found


def press(program: Program, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(program.window.focusWidget(), key, held)


def type_words(program: Program, words: str) -> None:
    QTest.keyClicks(program.window.focusWidget(), words)


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """A full talk, open on the page about recent sex."""
    through_the_gate(ward, maya, "q:recent_sex")
    ward.ward.open(maya)
    return ward


@pytest.fixture
def asked(ward: Program, maya: str) -> Program:
    """Every core question answered, heavy periods among them, open on the needs."""
    through_the_gate(ward, maya)
    assert ward.desk is not None
    session: Session = ward.desk.session(maya)
    session.answer("X62", "periods")
    everything(session)
    session.answer("G02", ("heavy", "painful"))
    session.go("needs")
    ward.ward.open(maya)
    return ward


def blocks(program: Program) -> list[str]:
    assert program.window.page is not None
    return [block.item.id for block in program.window.page.findChildren(ItemBlock)]


def test_one_key_a_few_letters_and_enter_lead_to_a_question(talk: Program) -> None:
    press(talk, Qt.Key.Key_F, CTRL)
    found = page(talk, FindPage)
    label = wizard(talk).session.protocol.items["G02"].label
    type_words(talk, label)
    assert found.hits[0].item == "G02"
    press(talk, Qt.Key.Key_Return)
    page(talk, QuestionPage)
    assert "G02" in blocks(talk)
    focus = talk.window.focusWidget()
    block = next(
        one for one in talk.window.page.findChildren(ItemBlock)  # type: ignore[union-attr]  # asked for above
        if one.item.id == "G02"
    )  # fmt: skip
    assert block.isAncestorOf(focus)


def test_a_further_question_opens_alone_and_leads_back(talk: Program) -> None:
    here = wizard(talk)._here
    talk.window.find_button.click()
    type_words(talk, wizard(talk).session.protocol.items["G07"].label)
    press(talk, Qt.Key.Key_Down)
    press(talk, Qt.Key.Key_Return)
    assert "G07" in blocks(talk)
    wizard(talk).session.answer("G07", state=_rather_not())
    wizard(talk).go_on()
    assert wizard(talk)._here == here


def _rather_not() -> Any:
    from srh_assess.assessment.answers import State

    return State.DECLINED


def test_what_is_not_asked_says_why_and_leads_nowhere(talk: Program) -> None:
    session = wizard(talk).session
    hidden = next(
        i for i in session.protocol.items.values() if i.id not in session.findings.asking.shown
    )
    wizard(talk).find()
    found = page(talk, FindPage)
    type_words(talk, hidden.label)
    assert hidden.id not in found.rows.links
    wizard(talk)._found(hidden.id)
    page(talk, FindPage)
    press(talk, Qt.Key.Key_A, CTRL)
    type_words(talk, "no such words")
    assert found._none.isVisible()
    press(talk, Qt.Key.Key_Down)  # there is nothing to go down to
    assert found.line.field.hasFocus()
    talk.window.actions_bar.primary.click()
    page(talk, QuestionPage)


def test_a_part_can_be_done_on_its_own(asked: Program) -> None:
    wizard(asked).find()
    found = page(asked, FindPage)
    found.rows.links[f"{PART}periods"].click()
    shown: list[str] = []
    for _ in range(20):
        if isinstance(asked.window.page, NeedsPage):
            break
        shown.append(page(asked, QuestionPage).page.section)
        wizard(asked).go_on()
    assert set(shown) == {"periods"}
    page(asked, NeedsPage)
    assert wizard(asked)._only is None


def test_a_part_of_further_questions_is_opened_by_looking_for_it(asked: Program) -> None:
    wizard(asked).find()
    page(asked, FindPage).rows.links[f"{PART}fgm"].click()
    assert page(asked, QuestionPage).page.section == "fgm"
    offered = wizard(asked).session.record.offers
    assert [(one.fact.section, one.fact.answer) for one in offered] == [("fgm", "now")]
    wizard(asked).section("needs")  # the rail ends what was done on its own
    assert wizard(asked)._only is None


def test_only_this_part_asks_no_more_than_the_timing_allows(asked: Program) -> None:
    session = wizard(asked).session
    wizard(asked).find()
    asked_now = set(page(asked, FindPage).rows.links)
    assert f"{PART}periods" in asked_now
    session.add(facts.GateDecided(sitting=session.sitting, outcome="partial", proposed="go"))
    wizard(asked).find()
    found = page(asked, FindPage)
    short = set(found.rows.links)
    assert short < asked_now
    sections = {one.section for one in session.pages}
    answered = [one for one in asked_now - short if one.removeprefix(PART) in sections]
    assert answered  # answered before, and no part of the short version
    assert any(one.text() == "Not in the short version" for one in found.findChildren(QLabel))
    wizard(asked)._only_part(answered[0].removeprefix(PART))
    page(asked, FindPage)
    assert wizard(asked)._only is None
    assert session.record.offers == ()


def test_she_may_be_seen_beside_this_page_and_nothing_on_it_says_what_was_found(
    asked: Program,
) -> None:
    session = wizard(asked).session
    session.answer("A02", "yes")
    session.add(facts.PrioritiesSet(sitting=session.sitting, needs=("N30",)))
    sections = {one.name for one in session.protocol.sections}
    wizard(asked)._show("needs")
    page(asked, NeedsPage).more_link.click()
    offer = page(asked, FurtherPage)
    assert session.protocol.sayings["more_questions"].say in offer.heading.text()
    fits = [one.text() for one in offer.findChildren(QLabel) if "Fits: " in one.text()]
    assert fits
    for line in fits:
        told = line.partition("Fits: ")[2]
        for name in sections:
            told = told.replace(name, "")
        assert told.strip(", ") == ""  # parts of the talk, and nothing else


def test_more_is_offered_by_what_was_found_and_never_forced(asked: Program) -> None:
    needs = page(asked, NeedsPage)
    assert needs.more_link.isVisible()
    assert "Periods" in needs.more_link.accessibleDescription()
    needs.more_link.click()
    offer = page(asked, FurtherPage)
    said = "\n".join(one.text() for one in offer.findChildren(QLabel))
    assert "She named this topic" in said
    assert "Fits: Periods and body" in said
    wizard(asked).go_on()  # nothing has to be answered
    page(asked, NeedsPage).more_link.click()
    offer = page(asked, FurtherPage)
    offer.groups["periods"].answers["now"].click()
    offer.groups["screening"].answers["no"].click()
    wizard(asked).go_on()
    session = wizard(asked).session
    kept = {one.fact.section: one.fact.answer for one in session.record.offers}
    assert kept == {"periods": "now", "screening": "no"}
    seen = set()
    for _ in range(20):
        if isinstance(asked.window.page, NeedsPage):
            break
        shown = page(asked, QuestionPage)
        seen |= set(shown.page.items) & set(session.findings.asking.extra)
        for item in set(shown.page.items) & set(session.findings.asking.extra):
            session.answer(item, state=_rather_not())
        shown.changed.emit()  # the page shows what the record holds now
        wizard(asked).go_on()
    assert len(seen) > 3
    assert session.findings.asking.extra == ()
    page(asked, NeedsPage).more_link.click()
    assert tuple(page(asked, FurtherPage).groups["periods"].codes) == ("now",)


def test_beside_what_she_reads_no_need_is_named(asked: Program) -> None:
    names = {rule.name for rule in wizard(asked).session.protocol.needs.values()}

    def beside() -> list[str]:
        cards = asked.window.so_far.findChildren(NeedCard)
        return [card.accessibleName() for card in cards if not card.isHidden()]

    def named() -> list[str]:
        return [said for said in beside() for name in names if said.startswith(f"Need: {name},")]

    assert named()
    page(asked, NeedsPage).more_link.click()
    page(asked, FurtherPage)
    QApplication.processEvents()
    assert any("From: Periods and body" in said for said in beside())
    assert not named()
    session = wizard(asked).session
    session.add(facts.NeedDecided(
        sitting=session.sitting, need="N35", state="confirmed", named_by_her=True
    ))  # fmt: skip
    wizard(asked).redraw()
    assert any("Something that was found" in said for said in beside())


def test_where_nothing_more_fits_the_line_is_not_there(talk: Program) -> None:
    session = wizard(talk).session
    assert session.record.gate is not None
    wizard(talk)._show("needs")
    assert page(talk, NeedsPage).more_link.isHidden() == (not _offers(session))
    offer = FurtherPage(talk.window.theme, session)
    assert offer.valid


def _offers(session: Session) -> bool:
    from srh_assess.workflow import offers

    return bool(offers.offers(session))


def test_the_same_key_finds_a_name_on_the_board(ward: Program, maya: str) -> None:
    board = page(ward, BoardPage)
    press(ward, Qt.Key.Key_F, CTRL)
    assert board._find.hasFocus()
    assert ward.window.find_button.isHidden()
    ward.window.owner.find()  # nothing happens where there is no talk
    page(ward, BoardPage)


def test_from_what_cannot_wait_only_an_act_leads_away(talk: Program) -> None:
    wizard(talk).session.answer("R12", ("heavy_bleeding",))
    wizard(talk)._interrupts()
    before = talk.window.page
    wizard(talk).find()
    assert talk.window.page is before


def test_a_disk_that_is_full_keeps_the_list_open(
    asked: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from srh_assess.errors import StoreFault
    from srh_assess.workflow import offers

    def full(*_: object) -> None:
        raise StoreFault("ledger-busy")

    monkeypatch.setattr(offers, "answer", full)
    wizard(asked).find()
    wizard(asked)._only_part("fgm")
    page(asked, FindPage)
