"""Exactly what goes out: the bytes on the screen, the yes beside them, the way to paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment import facts
from srh_assess.assessment.answers import State
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, StoreFault, UserError
from srh_assess.ui.ask import Ask, Reply
from srh_assess.ui.frame import Frame
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.pdf_pane import PdfPane
from srh_assess.ui.pages.preview import AS_PRINTED, AS_TEXT, PreviewPage
from srh_assess.ui.pages.preview_panels import AgreedPanel, CopyPanel
from srh_assess.ui.reading import tab_stops
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from tests.ui.letters.conftest import Show
from tests.ui.letters.made import LONG_NAME, FakePress, agreed, letter_of
from tests.ui.undressed import undress
from tests.workflow.memory import MemoryJournal

Opened = Callable[..., PreviewPage]


def events() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def ask(theme: Theme) -> Ask:
    made = Ask(theme)
    made.answer_next()
    return made


@pytest.fixture
def preview(theme: Theme, session: Session, shown: Show, ask: Ask, press: FakePress) -> Opened:
    """The pages of one kind of letter, in the window."""

    def show(kind: str = "srh_in_reach", sharing: Sharing | None = None) -> PreviewPage:
        of = sharing or letter_of(session, kind)
        other = ("", "") if of.hers else ("her_copy", "Her copy")
        page = shown(PreviewPage(theme, of, ask=ask, press=press, other=other))
        assert isinstance(page, PreviewPage)
        return page

    return show


def card(page: PreviewPage) -> str:
    content = page.panel.card.content
    return content.accessibleName() if isinstance(content, Card) else ""


def tone(page: PreviewPage) -> str:
    content = page.panel.card.content
    return str(content.property("tone")) if content is not None else ""


def agreed_panel(page: PreviewPage) -> AgreedPanel:
    assert isinstance(page.panel, AgreedPanel)
    return page.panel


def copy_panel(page: PreviewPage) -> CopyPanel:
    assert isinstance(page.panel, CopyPanel)
    return page.panel


# ---- what is shown ------------------------------------------------------------------------------


def test_without_her_yes_it_is_a_draft_and_nothing_prints(preview: Opened) -> None:
    page = preview()
    assert page.text.toPlainText().startswith("DRAFT")
    assert tone(page) == "attention"
    assert card(page).startswith("There is no yes to this letter. Ask")
    button = page.panel.outlet.print_button
    assert not button.isEnabled()
    assert "Closed until Maya has said yes" in page.panel.outlet.why.text()
    went = QSignalSpy(page.go)
    assert page.panel.ask.text().strip() == "Ask Maya"
    page.panel.ask.click()
    assert went.at(0) == ["sharing:srh_in_reach"]


def test_the_safe_way_to_reach_her_stands_beside_what_goes_out(
    session: Session, preview: Opened
) -> None:
    def said() -> str:
        return "\n".join(one.accessibleName() for one in preview().findChildren(Notice))

    assert "No safe way to reach Maya is written down. Ask first" in said()
    session.begin()
    session.answer("Z04", state=State.DECLINED)
    assert "Later: would rather not say. Ask first" in said()
    session.answer("X09", "Only by text, before 14:00")
    session.answer("Z04", ("worker",))
    assert (
        "The safe way to reach Maya. Now: “Only by text, before 14:00”. Later: Through a worker"
        in said()
    )


def test_what_is_shown_is_what_was_released(session: Session, preview: Opened) -> None:
    agreed(session)
    page = preview()
    assert tone(page) == "ok"
    assert "Maya agreed to exactly this. 14:41, after R. Osei read it aloud." in card(page)
    assert page._rendered is not None
    assert page.pdf.sheets is not None
    assert page.pdf.sheets.data == page._rendered.data
    assert page.pdf.pages == page._rendered.pages
    assert "DRAFT" not in page.text.toPlainText()
    assert page.text.isReadOnly()
    assert "WREN, Marianne" in page.text.toPlainText()


def test_the_tabs_show_the_same_as_pages_and_as_words(session: Session, preview: Opened) -> None:
    agreed(session)
    page = preview()
    assert page.views.currentIndex() == AS_PRINTED
    page.tabs[AS_TEXT].click()
    assert page.views.currentWidget() is page.text
    assert not page.pdf.turner.isVisible()
    page.tabs[AS_PRINTED].click()
    assert page.pdf.turner.isVisible()
    went = QSignalSpy(page.go)
    page.other.click()
    assert went.at(0) == ["preview:her_copy"]


def test_pages_are_turned_and_counted(session: Session, preview: Opened) -> None:
    agreed(session)
    pane = preview().pdf
    assert pane.pages > 1
    assert pane.place.text() == f"Page 1 of {pane.pages}"
    assert not pane.back.isEnabled()
    pane.on.click()
    events()
    assert pane.page == 1
    assert pane.place.text() == f"Page 2 of {pane.pages}"
    assert pane.sheets is not None
    assert "Page 2" in pane.sheets.accessibleName()
    assert "As plain text" in pane.sheets.accessibleName()
    pane.back.click()
    events()
    assert pane.page == 0


def test_changed_words_close_the_print_and_offer_to_ask_again(
    session: Session, preview: Opened
) -> None:
    agreed(session)
    page = preview(sharing=Sharing(session, replace(UNIT, phone="020 7946 9999"), "srh_in_reach"))
    assert tone(page) == "attention"
    assert "no longer the one that was agreed to" in card(page)
    assert page.panel.ask.text().strip() == "Ask Maya again"
    assert page.panel.ask.isVisible()
    assert not page.panel.outlet.print_button.isEnabled()


def test_a_sign_that_no_font_holds_is_named_and_nothing_prints(
    session: Session, preview: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(session)
    sharing = letter_of(session)

    def broken(**_: object) -> None:
        raise BadInput("letter-sign", sign="x", number="U+0000")

    monkeypatch.setattr(sharing, "release", broken)
    page = preview(sharing=sharing)
    assert page.fault.isVisible()
    assert not page.panel.outlet.print_button.isEnabled()
    page.panel.print_wanted.emit("Willow office")
    page.panel.save_wanted.emit()
    assert not session.record.letters


# ---- out of the door ----------------------------------------------------------------------------


def test_the_button_names_pages_and_reader_and_is_never_the_default(
    session: Session, preview: Opened, press: FakePress, frame: Frame
) -> None:
    agreed(session)
    page = preview()
    button = page.panel.outlet.print_button
    pages = page.pdf.pages
    assert button.accessibleName() == f"Print {pages} pages for {page.sharing.recipient.name}"
    assert not button.autoDefault()
    assert not button.isDefault()
    page.offer(frame.actions_bar)
    assert frame.actions_bar.primary.text() != button.text()
    QTest.keyClick(page.heading, Qt.Key.Key_Return)
    assert press.paper == []


def test_printed_it_says_so_with_the_time(
    session: Session, preview: Opened, press: FakePress, journal: MemoryJournal
) -> None:
    agreed(session)
    page = preview()
    assert page.panel.outlet.printer == "Willow office"
    rendered = page._rendered
    assert rendered is not None
    page.panel.outlet.print_button.click()
    assert press.paper == [("Willow office", rendered.data)]
    out = next(e.fact for e in journal.all if isinstance(e.fact, facts.LetterSent))
    assert (out.how, out.where, out.copy) == ("printed", "Willow office", False)
    assert "Printed 14:41, Willow office" in card(page)
    assert "If it was stopped at the printer, shred every page" in card(page)
    assert "a copy" in page.panel.outlet.print_button.accessibleName()
    assert page.panel.outlet.print_button.property("role") == "plain"


def test_a_copy_asks_why_and_is_marked(
    session: Session, preview: Opened, press: FakePress, ask: Ask
) -> None:
    agreed(session)
    page = preview()
    page.panel.outlet.print_button.click()
    ask.answer_next("not")
    page.panel.outlet.print_button.click()
    assert len(press.paper) == 1
    ask.answer_next(Reply("copy", "The first was spoiled"))
    page.panel.outlet.print_button.click()
    assert len(press.paper) == 2
    last = page.sharing.sent_before[-1][1]
    assert (last.copy, last.reason) == (True, "The first was spoiled")
    assert ask.asked[-1].heading == "Why is a copy needed?"


def test_a_failed_print_counts_for_nothing_and_can_be_tried_again(
    session: Session, preview: Opened, press: FakePress
) -> None:
    agreed(session)
    page = preview()
    press.fail = UserError("print-failed", printer="Willow office")
    page.panel.outlet.print_button.click()
    assert page.sharing.state == "yes"
    assert page.panel.outlet.print_button.accessibleName() == "Try again"
    notice = [n for n in page.panel.findChildren(Notice) if n.isVisible()]
    assert any("did not take the pages" in n.accessibleName() for n in notice)
    assert any("Shred any page that came out" in n.accessibleName() for n in notice)
    assert len(session.record.letters) == 1
    page.panel.outlet.print_button.click()
    assert len(press.paper) == 1
    assert letter_of(session).state == "sent"


def test_a_disk_that_refuses_is_said_on_top_and_no_second_print_is_offered(
    session: Session, preview: Opened, press: FakePress, journal: MemoryJournal
) -> None:
    agreed(session)
    page = preview()
    journal.fail = StoreFault("letter-not-saved", reason="No space left on device")
    page.panel.outlet.print_button.click()
    assert page.fault.isVisible()
    assert page.panel.outlet.print_button.accessibleName() != "Try again"
    assert press.paper == []


def test_two_printers_none_is_chosen_for_her(
    session: Session, preview: Opened, press: FakePress
) -> None:
    press.there = ("Willow office", "Microsoft Print to PDF")
    agreed(session)
    outlet = preview().panel.outlet
    assert outlet.printer == ""
    assert not outlet.print_button.isEnabled()
    assert outlet.why.text() == "Choose a printer first"
    outlet._print()
    assert press.paper == []
    assert outlet.printers is not None
    names = outlet.printers.field
    names.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert outlet.print_button.isEnabled()
    warned = [n.accessibleName() for n in outlet.findChildren(Notice) if n.isVisible()]
    assert any("This printer writes a file" in words for words in warned)
    names.setCurrentIndex(0)  # type: ignore[attr-defined]
    assert not [n for n in outlet.findChildren(Notice) if n.isVisible()]


def test_a_single_printer_that_writes_a_file_is_not_chosen_for_her(
    session: Session, preview: Opened, press: FakePress
) -> None:
    press.there = ("Microsoft Print to PDF",)
    agreed(session)
    assert preview().panel.outlet.printer == ""


def test_no_printer_keeps_the_letter_and_saves_it_for_printing(
    session: Session, preview: Opened, press: FakePress, ask: Ask, tmp_path: Path
) -> None:
    press.there = ()
    agreed(session)
    page = preview()
    outlet = page.panel.outlet
    assert not outlet.print_button.isVisible()
    words = [n.accessibleName() for n in outlet.findChildren(Notice)]
    assert any("No printer found" in w and "The letter is kept" in w for w in words)
    ask.answer_next(None)
    outlet.save_button.click()
    assert not session.record.letters
    ask.answer_next(tmp_path)
    outlet.save_button.click()
    (path,) = tmp_path.iterdir()
    assert path.name == f"SRH-{page.sharing.letter.id}-v1.pdf"
    assert "Saved for printing 14:41" in card(page)
    assert "shred" not in card(page)
    ask.answer_next("not")
    outlet.save_button.click()
    discard = next(b for b in outlet.findChildren(type(outlet.save_button)) if "Delete" in b.text())
    discard.click()
    assert not list(tmp_path.iterdir())
    outlet.focus_print()
    assert QApplication.focusWidget() is outlet.save_button


def test_a_folder_that_refuses_leaves_nothing_sent(
    session: Session, preview: Opened, press: FakePress, ask: Ask, tmp_path: Path
) -> None:
    press.there = ()
    agreed(session)
    page = preview()
    ask.answer_next(tmp_path / "gone")
    page.panel.outlet.save_button.click()
    assert page.fault.isVisible()
    assert page.sharing.sent_before == ()


def test_a_file_that_cannot_be_deleted_is_said(
    session: Session, preview: Opened, press: FakePress, ask: Ask, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    press.there = ()
    agreed(session)
    page = preview()
    ask.answer_next(tmp_path)
    page.panel.outlet.save_button.click()

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.unlink", held)
    page.panel.discard_wanted.emit(tmp_path / "x.pdf")
    assert page.fault.isVisible()


def test_she_changes_her_mind_with_one_press(
    session: Session, preview: Opened, press: FakePress
) -> None:
    agreed(session)
    page = preview()
    panel = agreed_panel(page)
    assert "She has changed her mind" in panel.mind.text()
    panel.mind.click()
    assert letter_of(session).state == "withdrawn"
    assert not panel.mind.isVisible()
    assert not panel.outlet.print_button.isEnabled()
    assert "There was a change of mind" in card(page)
    assert panel.ask.text().strip() == "Maya asks for it"
    assert page.text.toPlainText().startswith("DRAFT")


def test_after_sending_a_change_of_mind_still_tells_what_went(
    session: Session, preview: Opened
) -> None:
    agreed(session)
    page = preview()
    page.panel.outlet.print_button.click()
    agreed_panel(page).mind.click()
    assert "Went before: Printed 14:41, Willow office" in card(page)
    assert "shred a print that is still here" in card(page)


def test_another_day_is_named(session: Session, preview: Opened, clock: SetClock) -> None:
    agreed(session)
    clock.move(timedelta(days=1))
    assert "Tue 10-Mar-2026 14:41" in card(preview())


# ---- her own copy -------------------------------------------------------------------------------


def test_her_copy_with_nothing_chosen_leads_to_the_choice(preview: Opened) -> None:
    page = preview("her_copy")
    assert page.heading.text() == "Her own copy"
    assert "Nothing is chosen for the woman's own copy yet" in card(page)
    panel = copy_panel(page)
    assert not panel.check.isVisible()
    went = QSignalSpy(page.go)
    panel.ask.click()
    assert went.at(0) == ["sharing:her_copy"]


def test_her_copy_is_a_draft_until_it_was_read_through(
    session: Session, preview: Opened, press: FakePress
) -> None:
    agreed(session, "identity", "gynaecology", kind="her_copy")
    page = preview("her_copy")
    panel = copy_panel(page)
    assert page.text.toPlainText().startswith("DRAFT")
    assert panel.outlet.why.text() == "Closed until somebody has read it through"
    panel.check.click()
    assert not page.text.toPlainText().startswith("DRAFT")
    assert panel.outlet.why.text() == "Say first how Maya gets it"
    panel.ways.answers["handed_over"].click()
    assert panel.outlet.print_button.isEnabled()
    panel.outlet.print_button.click()
    assert len(press.paper) == 1
    assert page.sharing.sent_before[-1][1].how == "handed_over"
    assert "Given to Maya 14:41" in card(page)


def test_kept_for_her_the_paper_says_so(
    session: Session, preview: Opened, press: FakePress
) -> None:
    agreed(session, "identity", "gynaecology", kind="her_copy")
    page = preview("her_copy")
    panel = copy_panel(page)
    panel.check.click()
    panel.ways.answers["held_for_her"].click()
    assert "You asked us to keep this paper for you" in page.text.toPlainText()
    panel.outlet.print_button.click()
    assert page.sharing.sent_before[-1][1].how == "held_for_her"
    assert "Kept for Maya" in card(page)


def test_read_with_her_needs_no_paper(session: Session, preview: Opened, press: FakePress) -> None:
    agreed(session, "identity", "gynaecology", kind="her_copy")
    page = preview("her_copy")
    panel = copy_panel(page)
    panel.ways.answers["read_with_her"].click()
    assert not panel.read.isEnabled()
    panel.check.click()
    assert not panel.outlet.isVisible()
    panel.read.click()
    assert press.paper == []
    assert page.sharing.sent_before[-1][1].how == "read_with_her"
    assert "Read with Maya 14:41" in card(page)
    assert not panel.read.isEnabled()


def test_a_new_document_never_stands_in_an_old_view(session: Session, preview: Opened) -> None:
    agreed(session, "identity", "gynaecology", kind="her_copy")
    page = preview("her_copy")
    draft = page.pdf.sheets
    assert draft is not None
    draft.setFocus()
    page.renew()
    assert page.pdf.sheets is not draft
    assert page.pdf.sheets is not None
    assert page.pdf.sheets.hasFocus()
    copy_panel(page).check.click()
    assert page._rendered is not None
    assert page.pdf.sheets.data == page._rendered.data


def test_before_there_are_pages_there_is_nothing_to_turn(theme: Theme, qtbot) -> None:
    pane = PdfPane(theme, "A letter")
    qtbot.addWidget(pane)
    assert (pane.pages, pane.page) == (0, 0)
    pane.on.click()
    pane._turned(0)
    assert pane.pages == 0


def test_large_print_is_larger(session: Session, preview: Opened) -> None:
    agreed(session, "identity", "gynaecology", kind="her_copy")
    page = preview("her_copy")
    panel = copy_panel(page)
    before = page._rendered
    panel.large.click()
    assert page.sharing.large
    assert page._rendered is not None
    assert before is not None
    assert page._rendered.data != before.data


def test_read_together_without_pages_writes_nothing(session: Session, preview: Opened) -> None:
    agreed(session, "identity", "gynaecology", kind="her_copy")
    page = preview("her_copy")
    page._rendered = None
    copy_panel(page).read_together.emit()
    assert page.sharing.sent_before == ()


# ---- looks and reach ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["srh_in_reach", "her_copy"])
def test_everything_that_can_be_reached_has_a_name(
    session: Session, preview: Opened, kind: str
) -> None:
    agreed(session, "identity", "gynaecology", kind=kind)
    page = preview(kind)
    for stop in tab_stops(page):
        assert stop.accessibleName(), stop


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_long_reader_is_never_cut_from_the_button(
    theme: Theme, talk, shown: Show, ask: Ask, press: FakePress, scale: float
) -> None:
    theme.scale_text(scale)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.dress(app)
    session = talk(LONG_NAME)
    agreed(session)
    page = shown(PreviewPage(theme, letter_of(session), ask=ask, press=press))
    assert isinstance(page, PreviewPage)
    events()
    button = page.panel.outlet.print_button
    lines = button.text().split("\n")
    metrics = button.fontMetrics()
    assert all(metrics.horizontalAdvance(line) < button.width() for line in lines)
    assert button.height() >= len(lines) * metrics.height()
    mind = agreed_panel(page).mind
    assert mind.text().strip() == "A change of mind"
    assert mind.accessibleName() == "Anne-Marie Oluwaseun has had a change of mind"
    assert not page._shelf.horizontalScrollBar().isVisible()
    undress(app)


def test_what_few_should_know_is_looked_at_once_more_before_it_goes(
    session: Session, preview: Opened, ask: Ask, press: FakePress
) -> None:
    alone = next(box for box in letter_of(session).template.box if box.restricted)
    agreed(session, "identity", "gynaecology", alone.id)
    page = preview()
    ask.answer_next("look")
    page.panel.outlet.print_button.click()
    assert press.paper == []
    assert ask.asked[-1].heading.startswith("Look once more: this goes to ")
    assert f"It holds “{alone.label}”" in ask.asked[-1].explanation
    ask.answer_next("go")
    page.panel.outlet.print_button.click()
    assert len(press.paper) == 1


def test_a_letter_that_tells_it_by_going_asks_without_naming_a_box(
    session: Session, preview: Opened, ask: Ask, press: FakePress
) -> None:
    page = preview("sarc", agreed(session, "identity", kind="sarc"))
    ask.answer_next("go")
    page.panel.outlet.print_button.click()
    assert len(press.paper) == 1
    assert ask.asked[-1].explanation.startswith("Few people should know")
    ask.answer_next("look")
    assert page._looked_again()  # once is enough for the same words


def test_no_temporary_file_is_left_behind(
    session: Session, preview: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    agreed(session)
    page = preview()
    page.panel.outlet.print_button.click()
    page.tabs[AS_TEXT].click()
    assert not list(tmp_path.iterdir())


# ---- more ways to paper --------------------------------------------------------------------------


def test_more_settings_print_at_once_and_count_as_sent(
    session: Session, preview: Opened, press: FakePress
) -> None:
    agreed(session)
    page = preview()
    press.dialog = "Willow office"
    page.panel.outlet.dialog_button.click()
    assert [name for name, _ in press.paper] == ["Willow office"]
    assert page.sharing.state == "sent"


@pytest.mark.parametrize("dialog", ["", "Save as PDF", UserError("print-file")])
def test_a_cancelled_dialog_a_file_and_a_refusal_send_nothing(
    session: Session, preview: Opened, press: FakePress, dialog: str | UserError
) -> None:
    agreed(session)
    press.there = ("Willow office", "Save as PDF")
    page = preview()
    press.dialog = dialog
    page.panel.outlet.dialog_button.click()
    assert press.paper == []
    assert page.sharing.state == "yes"
    outlet = page.panel.outlet
    assert outlet._warning.isHidden() is (dialog != "Save as PDF")
    assert outlet._went.isHidden() is (not isinstance(dialog, UserError))


def test_printers_that_all_went_meanwhile_print_nothing(
    session: Session, preview: Opened, press: FakePress
) -> None:
    agreed(session)
    page = preview()
    press.dialog, press.there = "Willow office", ()
    page.panel.outlet.dialog_button.click()
    assert press.paper == []


def test_where_the_unit_allows_it_another_program_shows_it(
    session: Session, preview: Opened, press: FakePress, ask: Ask, tmp_path: Path
) -> None:
    sharing = agreed(session)
    assert preview(sharing=sharing).panel.outlet.view_button.isHidden()
    sharing.outgoing = tmp_path
    page = preview(sharing=sharing)
    assert page._rendered is not None
    data = page._rendered.data
    page.panel.outlet.view_button.click()
    assert press.viewed == [data]
    assert sharing.state == "sent"
    assert [path.name for path in (tmp_path / "outgoing").iterdir()] == [sharing.letter.file_name]
    ask.answer_next("not")
    page.panel.outlet.view_button.click()
    assert len(press.viewed) == 1


def test_a_computer_without_such_a_program_sends_nothing_and_leaves_nothing(
    session: Session, preview: Opened, press: FakePress, tmp_path: Path
) -> None:
    sharing = agreed(session)
    sharing.outgoing, press.viewer = tmp_path, False
    page = preview(sharing=sharing)
    page.panel.outlet.view_button.click()
    assert sharing.state == "yes"
    assert not list((tmp_path / "outgoing").iterdir())
    assert not page.panel.outlet._went.isHidden()


def test_where_all_stands_below_each_other_the_shelf_is_as_tall_as_its_words(
    frame: Frame, session: Session, preview: Opened
) -> None:
    """It was measured narrow, beside the letter, and left the page half empty below it."""
    agreed(session)
    frame.resize(700, 500)
    page = preview()
    shelf, scrolled = page._shelf, frame._middle
    inside = shelf.widget()
    assert inside is not None
    assert shelf.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff, "it is stacked"
    assert (
        shelf.height()
        <= max(inside.heightForWidth(inside.width()), inside.sizeHint().height()) + 40
    )
    assert scrolled.verticalScrollBar().value() == 0


def test_a_page_that_was_left_does_not_scroll_the_next_one(
    frame: Frame, session: Session, preview: Opened
) -> None:
    """What it had put off until it was laid out finds it gone."""
    frame.resize(700, 500)
    left = preview()
    agreed(session)
    page = preview()
    assert frame._middle.verticalScrollBar().maximum() > 0
    show_in_view(left._shelf)
    assert frame._middle.verticalScrollBar().value() == 0
    show_in_view(page._shelf)
    assert frame._middle.verticalScrollBar().value() > 0
