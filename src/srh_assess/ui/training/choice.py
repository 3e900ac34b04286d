"""A moment of the scenario at which somebody says what to do: as on the ward, no answer is
coloured. With a group hands are counted first, and the model answer is hidden until it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.saying import sentences
from srh_assess.training.model import Choice as Asked
from srh_assess.training.model import Expect
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.cards import CardView, SceneCard
from srh_assess.ui.training.hands import Hands
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text

_HANDS = "Who would do which? Numbers only, no names. Up and Down count"
_HINT = "As you would on your own ward. Stopping well is a good ending"
MODEL, AS_GOOD, UNSAFE = "Model answer", "As good", "Not safe"


class ChoicePage(ShellPage):
    """``chosen`` gives the code and what would be said. ``group`` counts hands and offers to
    show the model answer; ``expect`` is that answer, hidden until ``show_model``."""

    chosen = Signal(str, str)
    counted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        asked: Asked,
        *,
        expect: Expect | None,
        news: tuple[SceneCard, ...] = (),
        group: bool = False,
        hands: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(theme, Heading(asked.question), hint=_HANDS if group else _HINT)
        self.asked, self._expect, self.open = asked, expect, False
        for card in news:
            self._body.insertWidget(0, CardView(theme, card))
            self._body.insertSpacing(1, theme.space("m"))
        self.hands: Hands | None = None
        if group:
            self._count(hands or {})
        choices = [Choice(option.code, option.words) for option in asked.options]
        self.group = AnswerGroup(theme, asked.question, choices)
        self.group.changed.connect(self._changed)
        self._add(self.group)
        self.model = QWidget(self)
        self.model.hide()
        self.words: TextEntry | None = None
        if group:
            self._add(self.model, gap="m")
        else:
            self.words = TextEntry(
                theme, "What would you say?", hint="For yourself; nobody marks it", hers=True
            )
            self._add(self.words)

    def _count(self, before: Mapping[str, int]) -> None:
        theme = self._theme
        options = [(option.code, option.words) for option in self.asked.options]
        self.hands = Hands(theme, options, before)
        self.hands.changed.connect(self._hands_changed)
        self._add(self.hands, gap="s")

    def _hands_changed(self) -> None:
        assert self.hands is not None
        self.counted.emit(self.hands.numbers)

    def _changed(self) -> None:
        self.group.invalid(False)
        self.changed.emit()

    def show_model(self) -> None:
        """Each answer is named, with the reason and where it stands."""
        expect = self._expect
        if expect is None or self.open:
            return
        self.open = True
        for code, answer in self.group.answers.items():
            answer.suggest(named(expect, code))
        self.model.setLayout(self._why(expect))
        self.model.show()

    def _why(self, expect: Expect) -> QVBoxLayout:
        told = [one for one in (MODEL, AS_GOOD, UNSAFE) if self._numbers(one)]
        said = [f"{one}: {self._numbers(one)}" for one in told]
        parts = [Text(sentences(*said), "heading"), Text(expect.why)]
        if expect.source:
            parts.append(Text(expect.source, "caption"))
        return column(self._theme, *parts, gap="xs")

    def _numbers(self, name: str) -> str:
        assert self._expect is not None
        codes = [option.code for option in self.asked.options]
        found = [n for n, code in enumerate(codes, 1) if named(self._expect, code) == name]
        return " and ".join(map(str, found))

    @property
    def valid(self) -> bool:
        """Whether something is chosen."""
        return bool(self.group.codes)

    def apply(self) -> None:
        """Hands over what is chosen, or asks for it."""
        if not self.group.codes:
            self.group.invalid(True)
            self._problems([Problem("Choose what you would do", self.group)])
            return
        self._problems([])
        words = self.words.words.strip() if self.words is not None else ""
        self.chosen.emit(self.group.codes[0], words)


def named(expect: Expect, code: str) -> str:
    """How the model names one answer; nothing for one that is neither good nor unsafe."""
    if code == expect.best:
        return MODEL
    if code in expect.accept:
        return AS_GOOD
    return UNSAFE if code in expect.unsafe else ""
