"""The quick paths are budgets: pages shown, taps needed, nothing that must be typed.

Counted in the real window, from the ward board on. Signing in, identity and the passphrase of
a signature stand apart, as the design has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtWidgets import QApplication

from srh_assess.app import Program
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.block import ItemBlock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.groups import ScaleGroup
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.offers import OffersPage
from srh_assess.ui.pages.prepare import PreparePage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.widgets.answer_group import AnswerGroup
from tests.ui.shell.conftest import WORDS

NOTHING_FOUND: Mapping[str, str] = {
    "O01": "yes",
    "O02": "this_person",
    "O03": "ward_team",
    "P02": "unsure",
    "C05": "leave",
    "G01": "date",
    "G13": "yes",
    "H08": "never",
    "A01": "no_one",
    "S01": "date",
    "W01": "yes",
    "Z01": "declined",
}
"""What says that nothing is wrong, where it is not *no* or *none of these*."""


class Hand:
    """Taps, and counts what it did."""

    def __init__(self, program: Program) -> None:
        self.window = program.window
        self.taps = 0
        self.pages: list[str] = []

    @property
    def page(self) -> object:
        """The page that is shown."""
        return self.window.page

    def tap(self, press: Callable[[], object]) -> None:
        """One tap."""
        self.taps += 1
        press()
        for _ in range(2):
            QApplication.processEvents()

    def go_on(self) -> None:
        """Continue, whatever it is called here."""
        page = self.page
        assert isinstance(page, SittingPage)
        assert self.window.actions_bar.primary.isEnabled()
        self.tap(self.window.actions_bar.primary.click)
        assert self.page is not page, f"{type(page).__name__}: {page.error}"

    def see(self) -> None:
        """Counts the page that is shown now."""
        page = self.page
        assert isinstance(page, SittingPage)
        self.pages.append(page.page.id)

    def answer(self, block: ItemBlock, wanted_of: Mapping[str, str] = NOTHING_FOUND) -> None:
        """One tap for one question."""
        groups = block.control.findChildren(AnswerGroup)
        scale = next((one for one in groups if isinstance(one, ScaleGroup)), None)
        if scale is not None:
            self.tap(scale.answers["0"].click)
            return
        answers = {code: one for group in groups for code, one in group.answers.items()}
        wanted = wanted_of.get(block.item.id)
        if wanted not in answers:
            wanted = next(code for code in ("none", "no", *answers) if code in answers)
        self.tap(answers[wanted].click)

    def talk(self) -> None:
        """Every page of questions, each question with one tap, up to the signature."""
        while not isinstance(self.page, CheckPage):
            self.see()
            page = self.page
            assert isinstance(page, SittingPage)
            if isinstance(page, NeedsPage) and not page.confirm_all.isHidden():
                self.tap(page.confirm_all.click)
            elif isinstance(page, OffersPage):
                self.offers(page)
            elif not isinstance(page, NeedsPage | PreparePage):
                self.questions(page)
            self.go_on()

    def questions(self, page: SittingPage, wanted: Mapping[str, str] = NOTHING_FOUND) -> None:
        """One tap for each question that is shown."""
        done: set[str] = set()
        while block := self._next(page, done):
            done.add(block.item.id)
            self.answer(block, {**NOTHING_FOUND, **wanted})

    def offers(self, page: OffersPage) -> None:
        """Who can hear, once; then one tap a row."""
        self.tap(page.alone.answers["alone"].click)
        for line in page.rows.values():
            self.tap(line.group.answers["yes"].click)

    def _next(self, page: SittingPage, done: set[str]) -> ItemBlock | None:
        blocks = page.findChildren(ItemBlock)
        shown = sorted((b for b in blocks if b.isVisible()), key=lambda b: b.y())
        return next((b for b in shown if b.item.id not in done and b.answer is None), None)

    def sign(self) -> None:
        """The passphrase is typed; the signature is one tap."""
        page = self.page
        assert isinstance(page, CheckPage)
        page.panel.passphrase.show_words(WORDS)
        self.tap(self.window.actions_bar.primary.click)


@pytest.fixture
def hand(ward: Program, maya: str) -> Hand:
    return Hand(ward)


def group_of(block: ItemBlock) -> AnswerGroup:
    group = block.control.findChild(AnswerGroup)
    assert isinstance(group, AnswerGroup)
    return group


def open_her(program: Program, hand: Hand) -> None:
    board = hand.page
    assert isinstance(board, BoardPage)
    hand.tap(lambda: board.opened.emit(board.current()))


def red_flags(hand: Hand) -> None:
    page = hand.page
    assert isinstance(page, RedFlagsPage)
    hand.see()
    hand.tap(group_of(page.flags.shown["R12"]).answers["none"].click)
    hand.go_on()


def gate(hand: Hand, care: tuple[str, ...] = ()) -> None:
    page = hand.page
    assert isinstance(page, GatePage)
    hand.see()
    for item, row in page.rows.rows.items():
        code = list(row.group.answers)[1 if item in care else 0]
        hand.tap(row.group.answers[code].click)
    hand.go_on()


def test_the_one_sentence_check_takes_two_pages_and_six_taps(ward: Program, hand: Hand) -> None:
    board = hand.page
    assert isinstance(board, BoardPage)
    hand.tap(board.ask_quickly)
    page = hand.page
    assert isinstance(page, SittingPage)
    hand.see()
    block = page.findChild(ItemBlock)
    assert isinstance(block, ItemBlock)
    hand.tap(group_of(block).answers["no"].click)
    hand.tap(hand.window.actions_bar.primary.click)
    assert isinstance(hand.page, BoardPage)
    assert len(hand.pages) + 1 <= 2
    assert hand.taps <= 6


def test_red_flags_are_one_page_and_one_answer(ward: Program, hand: Hand) -> None:
    open_her(ward, hand)
    before = hand.taps
    red_flags(hand)
    assert hand.pages == ["red_flags"]
    assert hand.taps - before == 2


def test_the_gate_is_one_page_with_one_tap_a_row(ward: Program, hand: Hand) -> None:
    open_her(ward, hand)
    red_flags(hand)
    before = hand.taps
    gate(hand)
    assert hand.pages == ["red_flags", "gate"]
    assert hand.taps - before == 12 + 1


def test_the_short_version_takes_25_taps(ward: Program, hand: Hand) -> None:
    open_her(ward, hand)
    red_flags(hand)
    gate(hand, care=("R01", "R16"))
    before = hand.taps
    hand.talk()
    hand.sign()
    assert hand.taps - before <= 25
    assert signed(ward) == "partial"


def test_core_with_nothing_found_takes_80_taps(ward: Program, hand: Hand) -> None:
    open_her(ward, hand)
    red_flags(hand)
    gate(hand)
    before = hand.taps
    hand.talk()
    page = hand.page
    assert isinstance(page, CheckPage)
    assert page.session.findings.missing == ()
    hand.sign()
    assert hand.taps - before <= 80
    assert signed(ward) == "complete"


def test_tests_offered_are_one_page_one_tap_a_row_and_no_typing(
    ward: Program, hand: Hand, maya: str
) -> None:
    open_her(ward, hand)
    red_flags(hand)
    gate(hand)
    seen: list[tuple[int, int]] = []
    while not isinstance(hand.page, CheckPage):
        page = hand.page
        assert isinstance(page, SittingPage)
        if isinstance(page, OffersPage) and page.page.id == "tests":
            before = hand.taps
            hand.offers(page)
            seen.append((len(page.rows), hand.taps - before))
        elif isinstance(page, OffersPage):
            hand.offers(page)
        elif isinstance(page, NeedsPage):
            hand.tap(page.confirm_all.click)
        elif not isinstance(page, PreparePage):
            hand.questions(page, {"H06": "hiv_blood"})
        hand.go_on()
    ((rows, taps),) = seen
    assert rows >= 2
    assert taps == rows + 1
    desk = ward.desk
    assert desk is not None
    record = desk.record(maya)
    decisions = [kept.fact.decision for kept in record.decided.consents.values()]
    assert len(decisions) == len(set(decisions)) == rows + 1
    finding_of = {k.fact.finding: k.fact.decision for k in record.decided.findings.values()}
    for kept in record.decided.consents.values():
        assert finding_of[kept.fact.finding] == kept.fact.decision


def signed(program: Program) -> str:
    desk = program.desk
    assert desk is not None
    record = desk.record(desk.board()[0].admission)
    fact = record.sittings[-1].signed
    return fact.outcome if fact is not None else ""
