"""One seam for questions: no test opens a dialog, and closing one loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from srh_assess.ui.ask import Ask, AskDialog, Question, Reply, Way
from srh_assess.ui.widgets.edges import TrainingStrip
from srh_assess.ui.widgets.text import Text

STOP = Question(
    heading="Why do you stop here?",
    explanation="Everything is kept.",
    ways=(Way("she", "She asked"), Way("stay", "Carry on", safe=True), Way("other", "Other")),
    words="A word about it",
    needed=frozenset({"other"}),
)
PLAIN = Question(heading="Go?", ways=(Way("no", "Stay"), Way("yes", "Go", role="primary")))


def test_no_dialog_is_opened_anywhere_else(checkout: Path):
    found = re.compile(
        r"\.exec\(|\.exec_\(|QMessageBox|QInputDialog|QFileDialog|QPrintDialog|\.open\(\)\s*#?\s*dialog"
    )
    for path in sorted((checkout / "src/srh_assess").rglob("*.py")):
        if path.name in ("ask.py", "app.py"):
            continue
        assert not found.search(path.read_text("utf-8")), path


def test_answers_set_beforehand_are_given_in_order(theme, qapp):
    ask = Ask(theme)
    ask.answer_next("she", Reply("other", "visitors"), Path("here.pdf"), None)
    assert ask.question(STOP) == Reply("she")
    assert ask.question(STOP) == Reply("other", "visitors")
    assert ask.place_to_save("Save the letter", Path("letter.pdf"), "PDF (*.pdf)") == Path(
        "here.pdf"
    )
    assert ask.file_to_open("Open", Path(), "") is None
    assert [one.heading for one in ask.asked] == ["Why do you stop here?"] * 2
    ask.answer_next("yes", Path("there"))
    assert ask.ways("Go?", PLAIN.ways) == "yes"
    assert ask.folder("Where?", Path()) == Path("there")


def test_a_question_nobody_foresaw_is_a_fault(theme, qapp):
    ask = Ask(theme)
    ask.answer_next("she")
    ask.question(STOP)
    with pytest.raises(IndexError):
        ask.question(STOP)
    ask.answer_next("nothing like it")
    with pytest.raises(LookupError):
        ask.question(STOP)
    ask.answer_next("she")
    with pytest.raises(TypeError):
        ask.file_to_open("Open", Path(), "")
    ask.answer_next(None)
    with pytest.raises(LookupError):
        ask.question(STOP)


@pytest.fixture
def dialog(theme, shown):
    return shown(AskDialog(theme, STOP, None))


def test_focus_is_on_the_words_or_on_what_loses_nothing(theme, dialog, shown):
    assert dialog._text.field.hasFocus()
    assert STOP.safe == "stay"
    assert PLAIN.safe == "no"
    plain = shown(AskDialog(theme, PLAIN, None))
    assert plain.buttons["no"].hasFocus()


def test_closing_it_is_the_safe_answer(dialog):
    dialog.reject()
    assert dialog.reply == Reply("stay")


def test_a_press_answers_with_the_words(dialog):
    QTest.keyClicks(dialog._text.field, " called to the phone ")
    dialog.buttons["she"].click()
    assert dialog.reply == Reply("she", "called to the phone")
    assert dialog.result() == AskDialog.DialogCode.Accepted


def test_words_that_are_needed_are_asked_for(dialog):
    dialog.buttons["other"].click()
    assert dialog.reply == Reply("stay")
    assert dialog._text.field.property("invalid") is True
    QTest.keyClicks(dialog._text.field, "visitors")
    dialog.buttons["other"].click()
    assert dialog.reply == Reply("other", "visitors")


def test_hide_works_from_a_dialog(dialog, qtbot):
    with qtbot.waitSignal(dialog.hide_wanted):
        QTest.keyClick(dialog, Qt.Key.Key_F9)
    assert not dialog.isVisible()
    assert dialog.reply == Reply("stay")


def test_a_secret_is_hidden(theme, shown):
    asked = Question(heading="Sign?", ways=PLAIN.ways, words="Your passphrase", secret=True)
    dialog = shown(AskDialog(theme, asked, None))
    QTest.keyClicks(dialog._text.field, "secret")
    assert dialog._text.field.displayText() != "secret"
    dialog.buttons["yes"].click()
    assert dialog.reply == Reply("yes", "secret")


def test_it_waits_for_the_answer_and_the_lock_does_not_wait_for_it(theme, qapp):
    ask = Ask(theme)
    ask.dismiss()
    QTimer.singleShot(0, ask, ask.dismiss)
    assert ask.question(STOP) == Reply("stay")

    def press() -> None:
        open_now = QApplication.activeModalWidget()
        assert isinstance(open_now, AskDialog)
        open_now.buttons["she"].click()

    QTimer.singleShot(0, ask, press)
    assert ask.question(STOP) == Reply("she")


def test_files_are_asked_for_by_the_systems_dialog(theme, qapp, monkeypatch):
    ask = Ask(theme)
    yes, no = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected
    answers = iter([(yes, ["letter.pdf"]), (no, []), (yes, ["there"])])
    chosen: list[str] = []

    def answered(_: QFileDialog) -> QDialog.DialogCode:
        code, files = next(answers)
        chosen[:] = files
        return code

    monkeypatch.setattr(QFileDialog, "exec", answered)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: list(chosen))
    assert ask.place_to_save("Save", Path("x"), "") == Path("letter.pdf")
    assert ask.file_to_open("Open", Path(), "") is None
    assert ask.folder("Where?", Path()) == Path("there")


def test_the_lock_does_not_wait_for_a_choice_of_files(theme, qapp, tmp_path):
    ask = Ask(theme)
    QTimer.singleShot(0, ask, ask.dismiss)
    assert ask.folder("Where?", tmp_path) is None


@pytest.mark.parametrize("mark", ["TRAINING", "SYNTHETIC"])
def test_a_question_about_invented_women_is_marked_in_its_title_and_on_a_strip(
    theme, shown, mark
) -> None:
    dialog = shown(AskDialog(theme, STOP, None, mark=mark))
    strip = dialog.findChild(TrainingStrip)
    assert dialog.windowTitle().startswith(f"{mark} - ")
    assert strip is not None
    assert strip.isVisible()
    assert strip.accessibleName().startswith(mark)
    assert strip.width() == dialog.width()


def test_a_question_about_real_women_has_no_strip(theme, shown) -> None:
    dialog = shown(AskDialog(theme, STOP, None))
    assert dialog.findChild(TrainingStrip) is None
    assert dialog.windowTitle() == "A question"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_long_heading_and_what_is_complained_of_are_shown_whole(theme, shown, scale):
    theme.scale_text(scale)
    asked = Question(
        heading="Has Wilhelmina Konstantina Castellane-Featherstonehaugh left?",
        ways=STOP.ways, words=STOP.words, needed=STOP.needed,
        explanation="What was signed keeps the name. " * 4,
    )  # fmt: skip
    dialog = shown(AskDialog(theme, asked, None))
    dialog.buttons["other"].click()
    QApplication.processEvents()
    for label in dialog.findChildren(Text):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
