"""Pages show five things and a heading; problems are links; keys go where they belong."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.fold import Fold, Folds
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
THREE = (Choice("green", "Fine now"), Choice("amber", "With care"), Choice("red", "Not now"))


class TwoQuestions(Page):
    """A page as an author writes it."""

    def __init__(self, theme, clock):
        super().__init__(
            theme, Heading("Pain"), kicker="Periods and pain", progress="2 of 3", hint="In short"
        )
        self.first = AnswerGroup(theme, "Is there pain?", YES_NO)
        self.second = AnswerGroup(theme, "Is there bleeding?", YES_NO)
        self.line = LineEntry(theme, "In her words")
        self.date = DateEntry(theme, clock, "Since when?")
        self._add(self.first, self.second, self.line, self.date)
        for group in (self.first, self.second):
            group.changed.connect(self.changed)


@pytest.fixture
def page(theme, clock, shown):
    made = shown(TwoQuestions(theme, clock))
    made.heading.setFocus()
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def key(*keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(focus(), one)


def test_a_page_shows_five_things_and_its_heading():
    own = {name for name in vars(Page) if not name.startswith("_")}
    qt = {"keyPressEvent", "resizeEvent", "staticMetaObject"}
    assert own - qt == {"valid", "busy", "error", "apply", "changed"}


def test_what_a_page_says_by_itself(page):
    assert page.valid is True
    assert page.busy is False
    assert page.error == ""
    assert page.apply() is None
    assert page.accessibleName() == "Pain"


def test_digits_answer_the_first_open_question(page):
    key(Qt.Key.Key_2)
    assert page.first.codes == ("no",)
    key(Qt.Key.Key_1)
    assert page.first.codes == ("yes",)
    page.heading.setFocus()
    key(Qt.Key.Key_1)
    assert page.second.codes == ("yes",)
    page.heading.setFocus()
    key(Qt.Key.Key_2)
    assert page.first.codes == ("no",)


def test_enter_goes_to_the_next_open_question_then_on(page, qtbot):
    key(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert page.second.isAncestorOf(focus())
    assert page.second.codes == ()
    key(Qt.Key.Key_2, Qt.Key.Key_Enter)
    assert page.second.isAncestorOf(focus())


def test_up_and_down_go_from_question_to_question(page):
    key(Qt.Key.Key_Down)
    assert page.first.isAncestorOf(focus())
    key(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.second.isAncestorOf(focus())
    key(Qt.Key.Key_Up)
    assert page.first.isAncestorOf(focus())
    key(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert page.first.isAncestorOf(focus())
    page.heading.setFocus()
    key(Qt.Key.Key_Up)
    assert page.second.isAncestorOf(focus())
    key(Qt.Key.Key_A)


def test_while_words_are_typed_no_digit_answers(page):
    page.line.setFocus()
    QTest.keyClicks(focus(), "12")
    assert page.line.words == "12"
    key(Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert page.first.codes == ()


def test_problems_stand_on_top_and_lead_to_their_fields(page, qtbot):
    page._problems(
        [Problem("Answer about pain", page.first), Problem("Say when", page.date), Problem("Words", page.line)]
    )  # fmt: skip
    summary = page.findChild(QWidget, "errorSummary")
    assert summary.hasFocus()
    assert "There is a problem" in summary.accessibleName()
    assert "Say when" in summary.accessibleName()
    assert page.heading.text() == "Error: Pain"
    assert page.accessibleName() == "Error: Pain"
    assert page._body.indexOf(summary) == 0
    summary.links[1].click()
    assert page.date._boxes["day"].hasFocus()
    summary.links[0].click()
    assert page.first.answers["yes"].hasFocus()
    summary.links[2].click()
    assert page.line.field.hasFocus()
    page._problems([])
    assert page.heading.text() == "Pain"
    assert page._summary is None


def test_a_problem_whose_field_an_answer_took_away_is_gone_too(page):
    fields = [QWidget(page), QWidget(page)]
    page._problems([Problem("Say when", fields[0]), Problem("Say who", fields[1])])
    summary = page._summary
    shiboken6.delete(fields[0])
    assert [link.isHidden() for link in summary.links] == [True, False]
    assert not summary.isHidden()
    shiboken6.delete(fields[1])
    assert summary.isHidden()


def test_the_text_is_never_wider_than_the_table_says(page, theme):
    page.resize(1600, 600)
    QApplication.processEvents()
    assert page._column.width() <= theme.width("text-max")
    wide = Page(theme, Heading("Wide"), wide=True)
    wide._add(None, Text("words"))
    page.close()
    wide.resize(1600, 600)
    assert wide._column.maximumWidth() > 1600
    wide.deleteLater()


# ---- facts


def test_up_and_down_go_from_link_to_link(theme, shown, qtbot):
    facts = shown(
        Facts(
            theme,
            [
                Fact(id="a", label="Pain", value="None", link="Change", link_name="Change, pain"),
                Fact(id="b", label="Bleeding", value="Not asked", icon="dash", muted=True),
                Fact(id="c", label="Fever", value="Yes", tone="attention", link="Change"),
            ],
        )
    )
    assert facts.links["a"].accessibleName() == "Change, pain"
    facts.links["a"].setFocus()
    key(Qt.Key.Key_Down)
    assert facts.links["c"].hasFocus()
    key(Qt.Key.Key_Down)
    assert facts.links["c"].hasFocus()
    with qtbot.waitSignal(facts.pressed) as told:
        key(Qt.Key.Key_Return)
    assert told.args == ["c"]
    key(Qt.Key.Key_Up, Qt.Key.Key_A)
    assert facts.links["a"].hasFocus()
    names = [text.accessibleName() for text in facts.findChildren(Text)]
    assert "Bleeding: Not asked" in names


# ---- folds


def test_folds_open_and_tell(theme, shown, qtbot):
    folds = Folds(theme, ("How", "Plainly."), ("Why", "To be safe."), open_now=frozenset({"Why"}))
    shown(folds)
    how, why = folds.buttons
    assert how.accessibleName() == "How, folded"
    assert why.accessibleName() == "Why, open"
    with qtbot.waitSignal(folds.folded) as told:
        how.setFocus()
        key(Qt.Key.Key_Return)
    assert told.args == ["How", False]
    assert how.accessibleName() == "How, open"
    with qtbot.waitSignal(folds.folded):
        key(Qt.Key.Key_Space)
    one = shown(Fold(theme, "More", Text("words"), is_open=True))
    assert one.buttons[0].isChecked()


def test_no_line_of_a_label_ends_inside_a_date_or_in_by(qapp: QApplication) -> None:
    words = "The next look is due by 14-Jul-2026 at the latest, in-reach or here"
    label = Text(words)
    assert label.text() == words
    assert QLabel.text(label) == (
        "The next look is due by\u00a014-\u2060Jul-\u20602026 at the latest, in-reach or here"
    )
    metrics = label.fontMetrics()
    assert label.minimumSizeHint().width() > metrics.horizontalAdvance("by 14-Jul-2026")
    label.say("14-Jul-2026")
    assert label.text() == "14-Jul-2026"
    label.say("a" * 200)
    assert label.minimumSizeHint().width() < metrics.horizontalAdvance("a" * 60)
