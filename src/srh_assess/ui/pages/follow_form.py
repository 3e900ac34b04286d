"""One form of the follow-up: a few fields, kept with one press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.naming import woman
from srh_assess.clock import local
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.pages.letter_base import LetterPage
from srh_assess.ui.pages.safe_contact import safe_contact_note
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry, TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.session import Session

FieldKind = Literal["line", "about", "text", "hers", "choice", "answers", "day", "moment", "past"]
_ASKS = {
    "day": Asks(future=True, about=False, unknown=False),
    "moment": Asks(timed=True, future=True, about=False, unknown=False),
    "past": Asks(timed=True, about=False, unknown=False),
}


class Field(Struct, frozen=True, kw_only=True):
    """One field: what it is called, what can be chosen, whether it must say something.
    ``choices`` are codes with their words. *line* holds a name, a place or a number; *about* is a
    line that speaks of her, so that its words get advice."""

    id: str
    label: str
    kind: FieldKind = "line"
    hint: str = ""
    choices: Mapping[str, str] = {}
    words: str = ""
    needed: bool = False


class FollowForm(LetterPage, HandFilled):
    """Its fields one below the other. ``kept`` is true once the act was written. ``reaches``:
    somebody outside is reached by it, so that the safe way to reach her stands above."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        heading: str,
        fields: Sequence[Field],
        write: Callable[[Mapping[str, Any]], object],
        *,
        hint: str = "",
        advice: str = "",
        reaches: bool = False,
    ) -> None:
        super().__init__(theme, session, Heading(spoken(session, heading)), hint=hint)
        self.specs = {field.id: _spoken_field(session, field) for field in fields}
        self.parts: dict[str, QWidget] = {}
        self.kept = False
        self._write = write
        self._add(self.fault)
        if reaches:
            self._add(safe_contact_note(theme, session, self.woman))
        if advice:
            self._add(Text(spoken(session, advice), "hint"))
        for field in self.specs.values():
            part = self._part(field)
            self.parts[field.id] = part
            self._add(asked(theme, part) if isinstance(part, AnswerGroup) else part)

    def _part(self, field: Field) -> QWidget:
        theme = self._theme
        if field.kind == "choice":
            chosen = field.choices.get(field.words, "")
            names = ("", *field.choices.values())
            return ChoiceEntry(theme, field.label, names, hint=field.hint, chosen=chosen)
        if field.kind == "answers":
            choices = [Choice(code, words) for code, words in field.choices.items()]
            density: Literal["row", "grid"] = "row" if len(choices) <= 3 else "grid"
            group = AnswerGroup(theme, field.label, choices, density=density, numbered=False)
            if field.words:
                group.choose((field.words,))
            return group
        if field.kind in _ASKS:
            return DateEntry(
                theme, self.session.clock, field.label, name=field.label, hint=field.hint,
                asks=_ASKS[field.kind],
            )  # fmt: skip
        if field.kind in ("line", "about"):
            return LineEntry(
                theme, field.label, hint=field.hint, words=field.words,
                advised=field.kind == "about",
            )  # fmt: skip
        return TextEntry(
            theme, field.label, hint=field.hint, words=field.words, hers=field.kind == "hers"
        )

    def value(self, id: str) -> Any:
        """What stands in a field: words, a code, a day, a moment; nothing where it is empty."""
        part, field = self.parts[id], self.specs[id]
        if isinstance(part, AnswerGroup):
            return next(iter(part.codes), "")
        if isinstance(part, DateEntry):
            return self._moment(part, field)
        assert isinstance(part, ChoiceEntry | LineEntry | TextEntry)
        if isinstance(part, ChoiceEntry):
            codes = {words: code for code, words in field.choices.items()}
            return codes.get(part.words, "")
        return part.words.strip()

    @staticmethod
    def _moment(part: DateEntry, field: Field) -> date | datetime | None:
        at = part.when.earliest if part.when is not None else None
        if at is None:
            return None
        return local(at).date() if field.kind == "day" else at

    def offer(self, bar: ActionBar) -> None:
        """Keep."""
        bar.offer("Keep", icon="tick")

    def apply(self) -> None:
        """Writes it down, once what must be there is there."""
        problems = []
        for id, field in self.specs.items():
            part = self.parts[id]
            if isinstance(part, DateEntry) and part.problem():
                problems.append(Problem(part.problem(), part))
            elif field.needed and not self.value(id):
                problems.append(Problem(f"{field.label}: this is still missing", part))
        self._problems(problems)
        if problems:
            return
        values = {id: self.value(id) for id in self.specs}
        self.kept = self.keep(lambda: self._write(values)) is None


def spoken(session: Session, words: str) -> str:
    """Our own words with ``{She}``, ``{she}``, ``{her}`` and ``{hers}`` put in; braces in
    somebody's own words stay as they are."""
    who = woman(session.record.identity)
    told = {
        "{She}": who.starting, "{she}": who.subject, "{her}": who.object, "{hers}": who.possessive,
    }  # fmt: skip
    for mark, said in told.items():
        words = words.replace(mark, said)
    return words


def _spoken_field(session: Session, field: Field) -> Field:
    return replace(
        field,
        label=spoken(session, field.label),
        hint=spoken(session, field.hint),
        choices={code: spoken(session, words) for code, words in field.choices.items()},
    )
