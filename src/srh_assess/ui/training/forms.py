"""Forms of a scenario: fields told as data, filled from a table and read back into one.

What a form does not show stays as it was: a scenario of a newer hand keeps what this one does
not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.answers import When
from srh_assess.clock import LONDON, Clock, as_utc, local
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, Entry, LineEntry, NumberEntry, TextEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.pick import PickEntry
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text

Kind = Literal[
    "line", "text", "hers", "lines", "number", "one", "flag", "many", "pick", "past", "future"
]
NOTHING, YES = "-", "Yes"
Table = Mapping[str, Any]


class Field(Struct, frozen=True, kw_only=True):
    """One field: the key it is kept under, its label, what kind it is. ``names`` gives the words
    of each code to choose from. A picked field makes the form anew."""

    key: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    names: Mapping[str, str] = {}
    whole: bool = True
    most: float = 999


class FormPage(ShellPage):
    """``written`` gives the table as it then is; ``renewed`` the same, when what was picked asks
    for other fields."""

    written = Signal(object)
    renewed = Signal(object)
    acted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        heading: str,
        fields: Sequence[Field],
        before: Table,
        *,
        hint: str = "",
        problems: Sequence[str] = (),
        acts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(theme, Heading(heading), hint=hint)
        self._clock, self._fields, self._before = clock, tuple(fields), dict(before)
        self._picked: dict[str, str] = {}
        self._read: dict[str, Callable[[], Any]] = {}
        self._wrong: dict[str, Callable[[], str]] = {}
        self.widgets: dict[str, QWidget] = {}
        for problem in problems:
            self._add(Notice(theme, problem, "attention"), gap="s")
        for place, field in enumerate(fields):
            self._add(self._made(field), gap="xl" if place else "l")
        self.buttons: dict[str, Button] = {}
        for id, words in acts:
            self.buttons[id] = Button(theme, words)
            self.buttons[id].clicked.connect(partial(self.acted.emit, id))
        if acts:
            self._add(Flow(theme, *self.buttons.values(), gap="m"), gap="xl")
        self._first = self.table()

    # ---- one field of each kind

    def _made(self, field: Field) -> QWidget:
        make = {
            "line": self._line, "text": self._text, "hers": self._text, "lines": self._text,
            "number": self._number, "one": self._one, "flag": self._flag, "many": self._many,
            "pick": self._pick, "past": self._date, "future": self._date,
        }[field.kind]  # fmt: skip
        widget = make(field, self._before.get(field.key))
        self.widgets[field.key] = widget
        return widget

    def _line(self, field: Field, value: Any) -> QWidget:
        entry = LineEntry(self._theme, field.label, hint=field.hint, words=str(value or ""))
        entry.changed.connect(self.changed)
        self._read[field.key] = partial(_words, entry)
        return entry

    def _text(self, field: Field, value: Any) -> QWidget:
        words = "\n".join(value or ()) if field.kind == "lines" else str(value or "")
        entry = TextEntry(
            self._theme, field.label, hint=field.hint, words=words, hers=field.kind == "hers",
            advised=False,
        )  # fmt: skip
        entry.changed.connect(self.changed)
        if field.kind == "lines":
            self._read[field.key] = lambda: [
                line.strip() for line in entry.words.splitlines() if line.strip()
            ]
        else:
            self._read[field.key] = partial(_words, entry)
        return entry

    def _number(self, field: Field, value: Any) -> QWidget:
        entry = NumberEntry(
            self._theme, field.label, hint=field.hint, whole=field.whole, high=field.most,
            unknown=False,
        )  # fmt: skip
        entry.show_number(value if isinstance(value, int | float) else None)
        entry.changed.connect(self.changed)
        self._read[field.key] = lambda: _number(entry, whole=field.whole)
        self._wrong[field.key] = entry.problem
        return entry

    def _one(self, field: Field, value: Any) -> QWidget:
        names = {words: code for code, words in field.names.items()}
        chosen = field.names.get(str(value), "") if value is not None else ""
        entry = ChoiceEntry(
            self._theme, field.label, [NOTHING, *names], hint=field.hint, chosen=chosen
        )
        entry.changed.connect(self.changed)
        self._read[field.key] = lambda: names.get(entry.words, "")
        return entry

    def _flag(self, field: Field, value: Any) -> QWidget:
        chosen = YES if value else NOTHING
        entry = ChoiceEntry(self._theme, field.label, [NOTHING, YES], chosen=chosen)
        entry.changed.connect(self.changed)
        self._read[field.key] = lambda: True if entry.words == YES else None
        return entry

    def _many(self, field: Field, value: Any) -> QWidget:
        choices = [Choice(code, words) for code, words in field.names.items()]
        group = AnswerGroup(
            self._theme, field.label, choices, many=True, density="list", numbered=False
        )
        chosen = [value] if isinstance(value, str) else [str(one) for one in value or ()]
        group.choose(chosen)
        group.changed.connect(self.changed)
        # the order in which codes stand in a file says nothing: what was not touched keeps it
        self._read[field.key] = lambda: (
            list(group.codes) if set(group.codes) != set(chosen) else value
        )
        holder = QWidget()
        told = [Text(field.hint, "muted")] if field.hint else []
        holder.setLayout(
            column(self._theme, Text(field.label, "label", buddy=group), *told, group, gap="xs")
        )
        return holder

    def _pick(self, field: Field, value: Any) -> QWidget:
        self._picked[field.key] = str(value or "")
        self._read[field.key] = lambda: self._picked[field.key]
        now = field.names.get(str(value or ""), "")
        names = {words: code for code, words in field.names.items()}
        entry = PickEntry(self._theme, field.label, names, hint=field.hint)
        entry.picked.connect(partial(self._taken, field.key))
        holder = QWidget()
        shown = Notice(self._theme, "", "accent", strong=now, icon="tick") if now else None
        holder.setLayout(column(self._theme, *([shown] if shown else []), entry, gap="s"))
        return holder

    def _taken(self, key: str, code: str) -> None:
        self._picked[key] = code
        self.renewed.emit(self.table())

    def _date(self, field: Field, value: Any) -> QWidget:
        entry = DateEntry(
            self._theme, self._clock, field.label, name=field.label, hint=field.hint,
            asks=Asks(future=field.kind == "future", about=False, unknown=False),
        )  # fmt: skip
        if isinstance(value, date):
            at = as_utc(datetime.combine(value, datetime.min.time(), LONDON))
            entry.show_when(When(earliest=at, latest=at + timedelta(hours=23)))
        entry.changed.connect(self.changed)
        self._read[field.key] = lambda: _day(entry)
        self._wrong[field.key] = entry.problem
        return entry

    # ---- reading it back

    def table(self) -> dict[str, Any]:
        """The table as it is on the screen; what is empty, or cannot be read, is left out."""
        found = dict(self._before)
        for key, read in self._read.items():
            value = "" if self._sentence(key) else read()
            found.pop(key, None)
            if value not in ("", [], None):
                found[key] = value
        return found

    def _sentence(self, key: str) -> str:
        return self._wrong[key]() if key in self._wrong else ""

    def apply(self) -> None:
        """Hands it over, or says which field cannot be read."""
        wrong = [(field, self._sentence(field.key)) for field in self._fields]
        self._problems(
            [Problem(f"{one.label}: {said}", self.widgets[one.key]) for one, said in wrong if said]
        )
        if not any(said for _, said in wrong):
            self.written.emit(self.table())

    @property
    def touched(self) -> bool:
        """Whether something on it differs from what it was filled with."""
        return self.table() != self._first or any(map(self._sentence, self._wrong))


def _words(entry: Entry) -> str:
    return entry.words.strip()


def _number(entry: NumberEntry, *, whole: bool) -> float | int | None:
    value = entry.number()
    return int(value) if value is not None and whole else value


def _day(entry: DateEntry) -> date | None:
    when = entry.when
    return local(when.earliest).date() if when is not None and when.earliest else None
