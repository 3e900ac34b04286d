"""What the tables say of what was just answered, for the nurse: each fact with its source.

Read from the findings and redrawn after each answer; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.identity import clinical_date
from srh_assess.rules.cited import CitedFact, DueDate
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.session import Session

FOR_STAFF = "For staff: reference, with its source. It decides nothing"


class TableFacts(QWidget):
    """The facts that rest on ``items``; with ``medicines`` those of the medicines. Hidden while
    there is none."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        *,
        items: Iterable[str] = (),
        medicines: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._items, self._medicines = frozenset(items), medicines
        self._shown: tuple[CitedFact | DueDate, ...] = ()
        self._built: tuple[CitedFact | DueDate, ...] = ()
        self._fold: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.renew()

    @property
    def facts(self) -> tuple[CitedFact | DueDate, ...]:
        """What stands there."""
        return self._shown

    def renew(self) -> None:
        """Shows what the findings say now. An answer taken back, and given again, hides and shows
        what stood there."""
        found = tuple(self._wanted())
        self._shown = found
        if not found or self.parentWidget() is not None:  # on its own it would be a window
            self.setVisible(bool(found))
        if not found or found == self._built:
            return
        self._built = found
        if self._fold is not None:
            self._box.removeWidget(self._fold)
            self._fold.hide()
            self._fold.deleteLater()
        inside = QWidget()
        rows = [self._row(fact) for fact in found]
        inside.setLayout(column(self._theme, Text(FOR_STAFF, "muted"), *rows, gap="m"))
        name = f"What the tables say ({len(found)})"
        self._fold = Fold(self._theme, name, inside, is_open=True)
        self._box.addWidget(self._fold)

    def _wanted(self) -> Iterator[CitedFact | DueDate]:
        findings = self._session.findings
        if self._medicines:
            yield from findings.medicine_facts
        else:
            told: tuple[CitedFact | DueDate, ...]
            told = (*findings.due_dates, *findings.reference_facts)
            yield from (fact for fact in told if self._items.intersection(fact.because))

    def _row(self, fact: CitedFact | DueDate) -> QWidget:
        holder = QWidget()
        title, lines = _told(fact)
        parts = [Text(title, "strong"), *(Text(line) for line in lines)]
        cited = f"{fact.source}. Evidence: {fact.evidence}. Reviewed {fact.reviewed}"
        holder.setLayout(column(self._theme, *parts, Text(cited, "muted"), gap="hair"))
        return holder


def _told(fact: CitedFact | DueDate) -> tuple[str, tuple[str, ...]]:
    if isinstance(fact, CitedFact):
        subject = f"{fact.subject}: " if fact.subject != fact.title else ""
        until = (f"Counts up to {clinical_date(fact.until)}.",) if fact.until else ()
        return subject + fact.title, (fact.flag, *until)
    return fact.name, (fact.words, *fact.also)
