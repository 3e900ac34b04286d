"""One way of answering for each kind of item. Each shows an answer and gives one back;
none of them saves anything."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.answers import UNKNOWN, Answer, State, Value, When
from srh_assess.clock import Clock
from srh_assess.protocol.model import Item, Option
from srh_assess.ui.pages.groups import LONG, LongGroup, ScaleGroup, StateGroup
from srh_assess.ui.pages.told import SHORT_STATES, STATE_WORDS
from srh_assess.ui.pages.when_asked import date_entry
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Density
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import LineEntry, NumberEntry, TextEntry
from srh_assess.ui.widgets.layouts import Part, fill
from srh_assess.workflow.answering import states_of

_LOWEST, _HIGHEST = 0.0, 100_000.0


class Given(NamedTuple):
    """What stands in a control: a value, a state, or nothing."""

    value: Value | None = None
    state: State | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is answered."""
        return self.value is None and self.state is None


class Control(QWidget):
    """Base. ``answered`` comes when what is given is worth an entry in the journal."""

    answered = Signal()

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__()
        self._theme, self.item = theme, item
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("s"))

    @property
    def given(self) -> Given:
        """What is answered; nothing while what was typed cannot be read."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what was typed cannot be read; empty when it can."""
        return ""

    @property
    def when(self) -> When | None:
        """The time, where the control itself asks for it."""
        return None

    def show_answer(self, answer: Answer | None) -> None:
        """Shows an answer, or that there is none, without a signal."""
        raise NotImplementedError

    def complain(self, sentence: str) -> None:
        """Shows what is wrong at the field."""

    def show_source(self, words: str) -> None:
        """Shows where the answer came from."""

    @property
    def field(self) -> QWidget:
        """Where focus goes to put it right."""
        return self

    def _hold(self, *parts: Part) -> None:
        fill(self._box, parts)


class ChoiceControl(Control):
    """Yes or no, one of, many of: options and states in one group of answers."""

    def __init__(self, theme: Theme, item: Item, density: Density) -> None:
        super().__init__(theme, item)
        many = item.kind == "many"
        choices = [_choice(option) for option in item.options if not option.searched]
        choices += state_choices(item, density)
        self.group: AnswerGroup
        if len(item.options) > LONG and density == "page":
            self.group = LongGroup(theme, item.label, choices, many=many)
        else:
            self.group = AnswerGroup(theme, item.label, choices, many=many, density=density)
        self.group.changed.connect(self.answered)
        self._hold(self.group)

    @property
    def given(self) -> Given:
        """The codes that are chosen, or the state."""
        codes = self.group.codes
        state = next((code for code in codes if _is_state(self.item, code)), None)
        if state is not None:
            return Given(state=State(state))
        if not codes:
            return Given()
        return Given(value=codes if self.item.kind == "many" else codes[0])

    def show_answer(self, answer: Answer | None) -> None:
        """Marks what is chosen."""
        self.group.choose(answer.codes if answer is not None else ())

    def complain(self, sentence: str) -> None:
        """Marks the answers."""
        self.group.invalid(bool(sentence))

    def show_source(self, words: str) -> None:
        """Beside the chosen answer."""
        for code, one in self.group.answers.items():
            one.from_source(words if code in self.group.codes else "")

    @property
    def field(self) -> QWidget:
        """The first answer."""
        return next(iter(self.group.answers.values()))


class FieldControl(Control):
    """Base of what is typed: a field, and the states (and options) below it."""

    def __init__(self, theme: Theme, item: Item, *, numbered: bool = True) -> None:
        super().__init__(theme, item)
        choices = [_choice(option) for option in item.options if item.kind != "date"]
        choices += state_choices(item, "grid")
        self.states = StateGroup(
            theme, item.label, choices, is_open=self._untyped, numbered=numbered
        )
        self.states.changed.connect(self._chosen)

    def _untyped(self) -> bool:
        raise NotImplementedError

    def _forget_typed(self) -> None:
        raise NotImplementedError

    def _chosen(self) -> None:
        if self.states.codes:
            self._forget_typed()
        self.answered.emit()

    def _typed(self) -> None:
        self.states.choose(())
        self.answered.emit()

    def _given_state(self) -> Given:
        for code in self.states.codes:
            return Given(state=State(code)) if _is_state(self.item, code) else Given(code)
        return Given()


class ScaleControl(FieldControl):
    """The numbers of a scale, and the states below them."""

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__(theme, item, numbered=False)
        low, high = int(item.minimum or 0), int(item.maximum or 10)
        self.group = ScaleGroup(theme, item.label, low, high)
        self.group.changed.connect(self._typed)
        self._hold(self.group, self.states)

    @property
    def given(self) -> Given:
        """The number or the state."""
        codes = self.group.codes
        return Given(int(codes[0])) if codes else self._given_state()

    def _untyped(self) -> bool:
        return not self.group.codes

    def _forget_typed(self) -> None:
        self.group.choose(())

    def show_answer(self, answer: Answer | None) -> None:
        """Marks the number, or the state."""
        value = answer.value if answer is not None else None
        self.group.choose((f"{value:g}",) if isinstance(value, int | float) else ())
        self.states.choose(answer.codes if answer is not None else ())

    def complain(self, sentence: str) -> None:
        """Marks the numbers."""
        self.group.invalid(bool(sentence))

    @property
    def field(self) -> QWidget:
        """The first number."""
        return next(iter(self.group.answers.values()))


class TextControl(FieldControl):
    """Words: hers in quotation marks when she is asked, else the staff's own."""

    def __init__(self, theme: Theme, item: Item, label: str, *, short: bool) -> None:
        super().__init__(theme, item)
        self._entry: LineEntry | TextEntry
        self._entry = (
            LineEntry(theme, label, advised=item.staff)
            if short
            else TextEntry(theme, label, hers=not item.staff)
        )
        self._entry.settled.connect(self._typed)
        self._hold(self._entry, self.states)

    @property
    def given(self) -> Given:
        """The words, or the state."""
        words = self._entry.words.strip()
        return Given(value=words) if words else self._given_state()

    def _untyped(self) -> bool:
        return not self._entry.words.strip()

    def _forget_typed(self) -> None:
        self._entry.show_words("")

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the words or the state."""
        words = answer.value if answer is not None and isinstance(answer.value, str) else ""
        self._entry.show_words(words)
        self.states.choose(answer.codes if answer is not None and not words else ())

    def complain(self, sentence: str) -> None:
        """Above the field."""
        self._entry.complain(sentence)

    @property
    def field(self) -> QWidget:
        """The field."""
        return self._entry.field


class NumberControl(FieldControl):
    """A number in a line, with its unit; bands of it as answers where the item has them."""

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__(theme, item)
        self._entry = NumberEntry(
            theme,
            item.label,
            unit=item.unit,
            low=_LOWEST if item.minimum is None else item.minimum,
            high=_HIGHEST if item.maximum is None else item.maximum,
            unknown=False,
        )
        self._entry.settled.connect(self._typed)
        self._hold(self._entry, self.states)

    @property
    def given(self) -> Given:
        """The number, the band or the state."""
        number = None if self.problem() else self._entry.number()
        if number is None:
            return self._given_state()
        return Given(int(number) if number.is_integer() else number)

    def problem(self) -> str:
        """Why it is no number that fits."""
        return self._entry.problem()

    def _untyped(self) -> bool:
        return not self._entry.words

    def _forget_typed(self) -> None:
        self._entry.show_number(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the number, or what stands in its place."""
        value = answer.value if answer is not None else None
        number = value if isinstance(value, int | float) else None
        self._entry.show_number(number)
        self.states.choose(answer.codes if answer is not None else ())

    def complain(self, sentence: str) -> None:
        """Above the field."""
        self._entry.complain(sentence)

    @property
    def field(self) -> QWidget:
        """The field."""
        return self._entry.field


class DateControl(FieldControl):
    """A date of its own: three boxes, About and, for staff, Not known."""

    def __init__(self, theme: Theme, item: Item, clock: Clock) -> None:
        super().__init__(theme, item)
        self._entry = date_entry(theme, clock, item, unknown=False)
        self._touched = False
        self._kept = UNKNOWN
        self._entry.changed.connect(self._touch)
        self._entry.settled.connect(self._typed)
        self._hold(self._entry, self.states)

    def _touch(self) -> None:
        self._touched = True
        self.states.choose(())

    def problem(self) -> str:
        """Why it is no date that fits."""
        return self._entry.problem()

    @property
    def given(self) -> Given:
        """The option that stands for the date, or the state."""
        if self.states.codes:
            return self._given_state()
        has_date = self._kept.known if not self._touched else self._entry.when is not None
        return Given(self.item.options[0].code) if has_date else Given()

    @property
    def when(self) -> When | None:
        """The bounds as typed, else as they were kept."""
        return self._entry.when if self._touched else self._kept

    def _untyped(self) -> bool:
        return self._entry.empty

    def _forget_typed(self) -> None:
        self._entry.show_when(None)
        self._touched = False
        self._kept = UNKNOWN

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the date or the state."""
        self._kept = answer.when if answer is not None else UNKNOWN
        self._entry.show_when(self._kept if self._kept.known else None)
        self._touched = False
        self.states.choose(answer.codes if answer is not None else ())

    def complain(self, sentence: str) -> None:
        """Above the boxes."""
        self._entry.complain(sentence)
        if sentence:
            self._entry.take_focus()


def state_choices(item: Item, density: Density = "page") -> list[Choice]:
    """The states an item offers, as answers; in fewer words where they stand side by side."""
    words = STATE_WORDS if density == "page" else {**STATE_WORDS, **SHORT_STATES}
    offered = sorted(states_of(item), key=list(STATE_WORDS).index)
    return [Choice(state.value, words[state], exclusive=True) for state in offered]


def _choice(option: Option) -> Choice:
    return Choice(option.code, option.label, option.hint, option.exclusive)


def _is_state(item: Item, code: str) -> bool:
    return all(option.code != code for option in item.options) and code in set(State)


def control_for(
    theme: Theme, item: Item, clock: Clock, *, density: Density, label: str, short: bool = False
) -> Control:
    """The way of answering this kind of item."""
    if item.kind == "text":
        return TextControl(theme, item, label, short=short)
    if item.kind == "number":
        return NumberControl(theme, item)
    if item.kind == "scale":
        return ScaleControl(theme, item)
    if item.kind == "date":
        return DateControl(theme, item, clock)
    if item.table:
        from srh_assess.ui.pages.pick import PickControl  # late: it is one of these itself

        return PickControl(theme, item, density)
    return ChoiceControl(theme, item, density)
