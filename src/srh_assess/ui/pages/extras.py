"""What goes with an answer when it is wanted: her words, another source, advice, a band."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.answers import Answer, Source
from srh_assess.assessment.naming import Woman
from srh_assess.clock import Clock
from srh_assess.protocol.model import Item
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Text

_SOURCES = (
    (Source.NOTES, "From notes"),
    (Source.PAPER, "From paper"),
    (Source.CARER, "From a carer"),
    (Source.HANDOVER, "From handover"),
)


class Extras(QWidget):
    """Two links, *Add her words* and *Answer from her notes*, and what each opens: made when it
    is first opened, for a page has many of them and few are.

    ``settled`` tells that either is worth an entry. ``words``, ``source`` and ``taken`` say
    what stands there now.
    """

    settled = Signal()

    def __init__(self, theme: Theme, clock: Clock, item: Item, who: Woman) -> None:
        super().__init__()
        self._theme, self._clock, self._who = theme, clock, who
        self._hers = not item.staff
        self.add_words = Button(
            theme, f"Add {who.possessive} words" if self._hers else "Add a note", "link"
        )
        self.from_notes = Button(theme, f"Answer from {who.possessive} notes", "link")
        self._words: TextEntry | None = None
        self._notes: SourcePanel | None = None
        self._source: Source | None = None
        self.add_words.clicked.connect(self._open_words)
        self.from_notes.clicked.connect(self._open_notes)
        links = Flow(theme, self.add_words, self.from_notes, gap="xl", down="")
        self._box = column(theme, links, gap="s")
        self.setLayout(self._box)
        self.add_words.setVisible(item.kind != "text")
        self.from_notes.setVisible(self._hers)

    # ---- what stands there

    @property
    def words(self) -> str:
        """Her words, or the note."""
        return self._words.words.strip() if self._words is not None else ""

    @property
    def source(self) -> Source | None:
        """The source that was chosen, if one was."""
        return self._notes.source if self._notes is not None else self._source

    @property
    def taken(self) -> datetime | None:
        """The day of the note, no later than now."""
        return self._notes.taken if self._notes is not None else None

    def problem(self) -> str:
        """Why the date of the note cannot be read."""
        return self._notes.date.problem() if self._notes is not None else ""

    def complain(self, sentence: str) -> None:
        """Shows it at the date."""
        if self._notes is not None:
            self._notes.date.complain(sentence)

    @property
    def typed(self) -> bool:
        """Whether words stand there."""
        return bool(self.words)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows what goes with the answer already."""
        words = answer.words if answer is not None else ""
        if words or self._words is not None:
            self.entry.show_words(words)
        if words:
            self.entry.show()
        source = answer.source if answer is not None else Source.ASKED
        self._source = source if source in dict(_SOURCES) else None
        if self._notes is not None:
            self._notes.show_source(self._source)

    # ---- opening

    @property
    def entry(self) -> TextEntry:
        """Where the words stand."""
        if self._words is None:
            name = f"In {self._who.possessive} words" if self._hers else "Note"
            self._words = TextEntry(self._theme, name, hers=self._hers)
            self._words.hide()
            self._words.settled.connect(self.settled)
            self._box.insertWidget(1, self._words)
        return self._words

    @property
    def notes(self) -> SourcePanel:
        """Where another source stands."""
        if self._notes is None:
            self._notes = SourcePanel(self._theme, self._clock, self._who)
            self._notes.hide()
            self._notes.show_source(self._source)
            self._notes.settled.connect(self.settled)
            self._box.addWidget(self._notes)
        return self._notes

    def _open_words(self) -> None:
        self.entry.show()
        self.entry.field.setFocus()

    def _open_notes(self) -> None:
        self.notes.setVisible(self.notes.isHidden())
        if not self.notes.isHidden():
            self.notes.first.setFocus()


class SourcePanel(QWidget):
    """Where an answer comes from when she was not asked, and of which day that is."""

    settled = Signal()

    def __init__(self, theme: Theme, clock: Clock, who: Woman) -> None:
        super().__init__()
        self.sources: dict[Source, Button] = {}
        for source, words in _SOURCES:
            button = Button(theme, words)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, source))
            self.sources[source] = button
        self.date = DateEntry(
            theme,
            clock,
            "Written or said on",
            name="The date",
            asks=Asks(about=False, unknown=False),
        )
        self.date.settled.connect(self.settled)
        self.setLayout(
            column(
                theme,
                Text(f"Where does {who.possessive} answer come from?", "label"),
                Flow(theme, *self.sources.values()),
                self.date,
            )
        )

    @property
    def first(self) -> Button:
        """Where the focus goes when it opens."""
        return next(iter(self.sources.values()))

    @property
    def source(self) -> Source | None:
        """The source that was chosen, if one was."""
        return next((one for one, button in self.sources.items() if button.isChecked()), None)

    @property
    def taken(self) -> datetime | None:
        """The day of the note, no later than now."""
        when = self.date.when
        return when.latest if when is not None and self.source is not None else None

    def show_source(self, source: Source | None) -> None:
        """Marks the source of an answer, or none."""
        for one, button in self.sources.items():
            button.setChecked(one == source)

    def _choose(self, source: Source) -> None:
        self.show_source(source if self.sources[source].isChecked() else None)
        self.settled.emit()


class Band(QWidget):
    """A notice that an answer stands from before, with *Keep* and *Ask again*."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        *,
        keep: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        super().__init__()
        self.keep_button, self.again_button = Button(theme, "Keep"), Button(theme, "Ask again")
        self.keep_button.clicked.connect(keep)
        self.again_button.clicked.connect(again)
        notice = Notice(theme, words, icon="curved-arrow")
        buttons = Flow(theme, self.keep_button, self.again_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        box.addWidget(notice)
        box.addLayout(buttons)


def advice(item: Item) -> tuple[tuple[str, str], ...]:
    """The folds of an item: other words, how, why, and what to do when she is unwell."""
    folds = (
        (
            "In other words",
            f"“{item.explain}”" if item.explain and not item.staff else item.explain,
        ),
        ("How to ask this" if not item.staff else "How to find out", item.how),
        ("Why we ask", item.why),
        ("If unwell", item.unwell),
    )
    return tuple((name, words) for name, words in folds if words)
