"""Whatever dialog stands open, the lock takes it away at once: nothing is shown, nothing is lost.

Every way in which the program opens a dialog is walked; one that is added later and is not walked
here fails the first test.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui import ask as asking
from srh_assess.ui.ask import Ask, Question, Way
from srh_assess.ui.pages.help import HelpWindow
from srh_assess.ui.pages.sign_in import SignInPage
from tests.ui.shell.conftest import sign_in
from tests.ui.shell.test_wizard import RECENT, shown, through_the_gate

WAYS = (Way("no", "Not now", safe=True), Way("yes", "Go on"))
TYPED = "what she had begun to say"
PLAIN = Question(heading="Shall it go on?", ways=WAYS)
WORDED = Question(heading="Why?", words="Why", ways=WAYS, needed=frozenset({"yes"}))
LINE = Question(heading="Who?", words="Who", ways=WAYS, line=True)
HERS = Question(heading="What did she say?", words="Her words", ways=WAYS, hers=True)
SECRET = Question(heading="Your passphrase", words="Passphrase", ways=WAYS, secret=True)

DIALOGS: dict[str, tuple[str, Callable[[Ask], object], object]] = {
    "a question": ("question", lambda ask: ask.question(PLAIN).code, "no"),
    "ways": ("ways", lambda ask: ask.ways("Which?", WAYS, "Because"), "no"),
    "words": ("question", lambda ask: ask.question(WORDED).code, "no"),
    "a line": ("question", lambda ask: ask.question(LINE).code, "no"),
    "her words": ("question", lambda ask: ask.question(HERS).code, "no"),
    "a passphrase": ("question", lambda ask: ask.question(SECRET).code, "no"),
    "a printer": ("print_dialog", lambda ask: ask.print_dialog(QPrinter()), False),
    "a place to save": (
        "place_to_save", lambda ask: ask.place_to_save("Save", Path("/tmp/x.pdf"), "PDF (*.pdf)"),
        None,
    ),
    "a file": ("file_to_open", lambda ask: ask.file_to_open("Open", Path("/tmp"), "*"), None),
    "a folder": ("folder", lambda ask: ask.folder("Folder", Path("/tmp")), None),
}  # fmt: skip
LOCKS: dict[str, Callable[[Program], None]] = {
    "lock": lambda program: program.window.lock_now(),
    "the system locks": lambda program: program.window.lock_at_once(),
}


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    return ward


def others() -> list[QWidget]:
    """Whatever is seen beside the window."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and not hasattr(one, "actions_bar")
    ]


def test_every_dialog_there_is_stands_here() -> None:
    opens = {
        name
        for name, made in inspect.getmembers(Ask, inspect.isfunction)
        if not name.startswith("_")
        and any(word in inspect.getsource(made) for word in ("Dialog(", "self.question("))
    }
    assert opens == {name for name, _, _ in DIALOGS.values()}
    room = Path(asking.__file__).parent
    for file in room.rglob("*.py"):
        source = file.read_text("utf-8")
        if file != Path(asking.__file__):
            assert ".exec()" not in source, file.name
            assert "Dialog(" not in source, file.name


@pytest.mark.parametrize("way", LOCKS)
@pytest.mark.parametrize("kind", DIALOGS)
def test_the_lock_takes_every_dialog_away(talk: Program, qtbot: QtBot, kind: str, way: str) -> None:
    _, opened, safe = DIALOGS[kind]
    seen: list[QDialog] = []

    def locks() -> None:
        (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)
                     and one.isVisible()]  # fmt: skip
        seen.append(dialog)
        for field in dialog.findChildren(QPlainTextEdit)[:1]:
            field.setPlainText(TYPED)
        for line in (
            dialog.findChildren(QLineEdit)[:1] if kind in ("a line", "a passphrase") else ()
        ):
            line.setText(TYPED)
        LOCKS[way](talk)
        assert not dialog.isVisible()
        assert talk.window.hidden

    QTimer.singleShot(0, locks)
    assert opened(talk.window.ask) == safe
    assert seen
    qtbot.waitUntil(lambda: isinstance(talk.window.page, SignInPage))
    assert not others()
    assert not talk.window.signed_in
    assert talk.desk is not None
    assert not talk.desk.reads_records
    sign_in(talk, qtbot)
    kept = " ".join(talk.window.ask.typed().values())
    assert (TYPED in kept) is (kind in ("words", "a line", "her words"))


@pytest.mark.parametrize("way", LOCKS)
def test_one_question_after_another_is_taken_away_too(
    talk: Program, qtbot: QtBot, way: str
) -> None:
    """Whoever asked acts on the safe answer, and that may be to ask again."""
    answers: list[str] = []

    def asks() -> None:
        answers.extend(talk.window.ask.ways(f"Question {n}?", WAYS) for n in range(3))

    QTimer.singleShot(0, lambda: LOCKS[way](talk))
    asks()
    qtbot.waitUntil(lambda: isinstance(talk.window.page, SignInPage))
    assert answers == ["no"] * 3
    assert not others()


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize("way", LOCKS)
def test_the_guide_an_open_list_and_a_menu_go_too(talk: Program, qtbot: QtBot, way: str) -> None:
    talk.window.open_help()
    box = QComboBox(talk.window)
    box.addItems(["one", "two"])
    box.show()
    box.showPopup()
    assert any(isinstance(one, HelpWindow) for one in others())
    LOCKS[way](talk)
    qtbot.waitUntil(lambda: isinstance(talk.window.page, SignInPage))
    assert not others()
    shown(talk, SignInPage)
