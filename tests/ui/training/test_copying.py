"""Whatever can be copied carries the mark of its world, and the other world takes none of it in."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QStringListModel, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import srh_assess.ui
from srh_assess.ui.pages.pointing import PlainLetter
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.widgets import clipboard
from srh_assess.ui.widgets.banner import Value
from srh_assess.ui.widgets.clipboard import RECORD, TRAINING
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.field import Line, Lines, Names
from srh_assess.ui.widgets.table import Table

PLACES = {
    "widgets/field.py": "Line, Lines and Names copy as private",
    "widgets/banner.py": "Value copies as private",
    "widgets/table.py": "a cell is copied as private",
    "widgets/clipboard.py": "the one way to copy",
    "figures.py": "a paragraph of figures, copied as private",
    "pages/pointing.py": "Lines that are only read",
    "pages/letter_view.py": "nothing in it can be selected",
    "pages/help.py": "the guide: nothing of a record",
    "pages/pdf_pane.py": "shows pages and copies nothing",
}
"""Every module with something that could copy, and why nothing unmarked leaves it."""
COPIES = {
    "QLineEdit", "QPlainTextEdit", "QTextEdit", "QTextBrowser", "QComboBox", "QTableView",
    "QListView", "QTreeView", "QListWidget", "QTreeWidget", "QTableWidget", "QSpinBox",
    "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QMessageBox", "QInputDialog",
    "QCompleter", "QPdfView", "QWebEngineView", "QDrag", "setTextInteractionFlags", "setEditable",
    "clipboard",
}  # fmt: skip
WORDS = "Marianne Wren"


def named(tree: ast.AST) -> Iterator[str]:
    """What is made, called, or built upon in a module: looking at a widget's class is none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (base.id for base in node.bases if isinstance(base, ast.Name))
        elif isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_every_place_that_could_copy_is_known_with_its_reason() -> None:
    root = Path(srh_assess.ui.__file__).parent
    found = {
        str(file.relative_to(root)).replace("\\", "/")
        for file in root.rglob("*.py")
        if COPIES & set(named(ast.parse(file.read_text("utf-8"))))
    }
    assert found == set(PLACES)


# ---- one of each, copied by its key in one world and pasted in the other


Pair = tuple[QWidget, QWidget]
"""What is made, and what in it is copied from."""


def of_line(theme: Theme) -> Pair:
    found = Line(theme, "x")
    found.setText(WORDS)
    found.selectAll()
    return found, found


def of_lines(theme: Theme, kind: type[Lines] = Lines) -> Pair:
    found = kind(theme, "x")
    found.setPlainText(WORDS)
    found.selectAll()
    return found, found


def of_letter(theme: Theme) -> Pair:
    return of_lines(theme, PlainLetter)


def of_banner(theme: Theme) -> Pair:
    found = Value(WORDS)
    return found, found


def of_table(theme: Theme) -> Pair:
    found = Table(theme, "x", QStringListModel([WORDS]))
    found.setCurrentIndex(found.model().index(0, 0))
    return found, found


def of_open_list(theme: Theme) -> Pair:
    names = Names(theme, "x")
    names.addItem(WORDS)
    names.setCurrentIndex(0)
    view = names.view()
    view.setCurrentIndex(names.model().index(0, 0))
    return names, view


def of_typed_name(theme: Theme) -> Pair:
    entry = ChoiceEntry(theme, "x", ["A"], other=True)
    entry.show_name(WORDS)
    (names,) = entry.findChildren(Names)
    line = names.lineEdit()
    assert isinstance(line, Line)
    line.selectAll()
    return entry, line


FROM: tuple[Callable[[Theme], Pair], ...] = (
    of_line, of_lines, of_letter, of_banner, of_table, of_open_list, of_typed_name,
)  # fmt: skip


@pytest.fixture(autouse=True)
def here() -> Iterator[None]:
    """Whatever a test says, before and after it this is a ward's window."""
    clipboard._here[0] = RECORD
    yield
    clipboard._here[0] = RECORD
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


def pasted(theme: Theme, qtbot: QtBot) -> set[str]:
    """What comes of a paste by key, by menu and into many lines."""
    line, lines = Line(theme, "x"), Lines(theme, "x")
    for widget in (line, lines):
        qtbot.addWidget(widget)
        qtbot.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    menu = line.menu()
    next(one for one in menu.actions() if one.text() == "Paste").trigger()
    lines.paste()
    return {line.text(), lines.toPlainText()}


@pytest.mark.parametrize(("out_of", "into"), [(RECORD, TRAINING), (TRAINING, RECORD)])
@pytest.mark.parametrize("place", FROM, ids=lambda place: place.__name__)
def test_what_is_copied_in_one_world_is_not_pasted_in_the_other(
    place: Callable[[Theme], Pair], out_of: bytes, into: bytes, theme: Theme, qtbot: QtBot
) -> None:
    clipboard._here[0] = out_of
    owner, widget = place(theme)
    qtbot.addWidget(owner)
    qtbot.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == WORDS
    assert held.data("x-kde-passwordManagerHint").data() == b"secret"
    assert pasted(theme, qtbot) == {WORDS * 2}
    clipboard._here[0] = into
    assert pasted(theme, qtbot) == {""}


@pytest.mark.parametrize("world", [RECORD, TRAINING])
def test_what_another_program_copied_is_pasted(world: bytes, theme: Theme, qtbot: QtBot) -> None:
    clipboard._here[0] = world
    QGuiApplication.clipboard().setText("a list")
    assert pasted(theme, qtbot) == {"a lista list"}


@pytest.mark.parametrize(("out_of", "into"), [(RECORD, TRAINING), (TRAINING, RECORD)])
def test_nothing_is_dragged_from_one_world_into_the_other(
    out_of: bytes, into: bytes, theme: Theme, qtbot: QtBot
) -> None:
    clipboard._here[0] = out_of
    mime = clipboard.private(WORDS)
    line, lines = Line(theme, "x"), Lines(theme, "x")
    for widget in (line, lines):
        qtbot.addWidget(widget)
        widget.show()
    drop(line, mime)
    assert line.text() == WORDS
    assert lines.canInsertFromMimeData(mime)
    clipboard._here[0] = into
    line.clear()
    drop(line, mime)
    assert not line.text()
    assert not lines.canInsertFromMimeData(mime)
    lines.insertFromMimeData(mime)
    assert not lines.toPlainText()


def drop(line: Line, mime: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    line.dropEvent(QDropEvent(QPointF(line.rect().center()), copy, mime, left, none.NoModifier))


def test_the_middle_button_pastes_nothing(theme: Theme, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(WORDS)
    for widget in (Line(theme, "x"), Lines(theme, "x")):
        qtbot.addWidget(widget)
        where = QPointF(widget.rect().center())
        middle, none = Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
        kind = QMouseEvent.Type.MouseButtonRelease
        widget.mouseReleaseEvent(QMouseEvent(kind, where, where, middle, middle, none))
        assert not (widget.text() if isinstance(widget, Line) else widget.toPlainText())


def test_the_window_of_training_marks_as_training(training: TrainingProgram) -> None:
    assert clipboard._here[0] == RECORD
    training.listen()
    assert clipboard._here[0] == TRAINING
