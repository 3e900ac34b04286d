"""What was done about it, written down after it was done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from srh_assess.assessment.naming import Woman
from srh_assess.ui.pages.gate_words import next_time
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.session import Session

_KEEP = {
    "rung": "Keep it: I have rung",
    "ringing": "Keep it: someone is ringing",
    "said_no": "Keep the no",
}


class ActForm(QWidget):
    """The fields of one act. ``what`` is empty while it is closed."""

    def __init__(self, theme: Theme, session: Session, who: Woman) -> None:
        super().__init__()
        self._session = session
        self.what = ""
        self._title = Text("", "heading")
        explain = f"First say what the limit is and what happens after it. {who.starting} decides"
        self._explained = Text(explain, "muted")
        self._answer = TextEntry(
            theme, "What they answered", hint="Leave it empty when nobody answered yet"
        )
        self._no = TextEntry(theme, f"In {who.possessive} words", hers=True)
        self._by = LineEntry(theme, "Who is ringing")
        self._time = LineEntry(theme, "Back by, on the 24-hour clock")
        self._echo = Text("", "small", "accent")
        self._time.changed.connect(self._tell_time)
        self._no_title = f"{who.starting} said no"
        parts = (
            self._title, self._explained, self._answer, self._no, self._by, self._time, self._echo,
        )  # fmt: skip
        card = Card(theme, column(theme, *parts, gap="s"), "accent")
        self.setLayout(column(theme, card, gap=""))

    # ---- what stands there

    @property
    def by(self) -> str:
        """Who is ringing."""
        return self._by.words.strip() if self.what == "ringing" else ""

    @property
    def back_by(self) -> datetime | None:
        """When she or he will be back."""
        if self.what != "ringing":
            return None
        return next_time(self._time.words, self._session.clock.now())

    @property
    def words(self) -> str:
        """What was answered, or what she said."""
        if self.what == "rung":
            return self._answer.words.strip()
        return self._no.words.strip() if self.what == "said_no" else ""

    @property
    def keep_words(self) -> str:
        """What the act of keeping it is called."""
        return _KEEP[self.what]

    @property
    def field(self) -> QWidget:
        """The first field that is shown."""
        fields = {"rung": self._answer, "said_no": self._no}
        if self.what in fields:
            return fields[self.what].field
        return self._time.field if self.by else self._by.field

    def told_by(self, names: frozenset[str]) -> str:
        """The act that has a field of one of these names."""
        acts = (
            ("rung", self._answer), ("said_no", self._no), ("ringing", self._by),
            ("ringing", self._time),
        )  # fmt: skip
        found = (what for what, entry in acts if entry.field.accessibleName() in names)
        return next(found, "")

    # ---- opening and closing

    def open_for(self, what: str) -> None:
        """Shows the fields of one act."""
        self.what = what
        titles = {"rung": "I have rung", "ringing": "Someone else is ringing"}
        self._title.setText(titles.get(what, self._no_title))
        self._explained.setVisible(what == "said_no")
        self._answer.setVisible(what == "rung")
        self._no.setVisible(what == "said_no")
        for part in (self._by, self._time):
            part.setVisible(what == "ringing")
        self._tell_time()
        self.complain("")
        self.show()
        self.field.setFocus()

    def close_form(self) -> None:
        """Hides it; what was typed stays until the page goes."""
        self.what = ""
        self.hide()

    def complain(self, sentence: str) -> None:
        """Shows what is missing at its field."""
        self._no.complain(sentence if self.what == "said_no" else "")
        self._by.complain(sentence if self.what == "ringing" else "")

    def _tell_time(self) -> None:
        when = self.back_by
        now = self._session.clock.now()
        self._echo.say(when_words(when, now) if when is not None else "")
