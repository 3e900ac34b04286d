"""Find a question or a part: type a few letters, Enter goes there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from srh_assess.ui import telling
from srh_assess.ui.pages.base import Head, SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import finding, flow, offers
from srh_assess.workflow.session import Session

_PAGE = flow.Page(id="find", kind="questions", title="Find a question")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PART = "part:"


class FindPage(SittingPage):
    """``found`` names the item that was chosen, ``part`` the section to do on its own. With an
    empty line the parts are listed."""

    found = Signal(str)
    part = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(
            theme,
            session,
            _PAGE,
            Heading("Find a question"),
            head=Head(hint="A few letters of a question or its topic. Enter goes to the first"),
        )
        self.line = LineEntry(theme, "Words of the question")
        self.line.changed.connect(self._renew)
        self._place = QVBoxLayout()
        self._none = Text("No question has these words", "muted")
        self.rows: Facts | None = None
        self.hits: tuple[finding.Hit, ...] = ()
        self._add(self.line)
        self._add(self._place, gap="m")
        self._add(self._none, gap="s")
        self._renew()

    @property
    def first_field(self) -> LineEntry:
        """Where typing begins."""
        return self.line

    def offer(self, bar: ActionBar) -> None:
        """Enter goes to what was found; the button leads back."""
        bar.offer("Back to the talk", back=False)

    # ---- the list

    def _renew(self) -> None:
        self.hits = finding.search(self.session, self.line.words)
        typed = bool(self.line.words.strip())
        rows = [_row(hit) for hit in self.hits] if typed else list(self._parts())
        old, self.rows = self.rows, Facts(self._theme, rows, shares=(3, 2))
        self.rows.pressed.connect(self._pressed)
        self._place.addWidget(self.rows)
        self.rows.setVisible(bool(rows))
        self._none.setVisible(typed and not rows)
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _parts(self) -> Iterator[Fact]:
        """Every part of the talk, each to be done on its own."""
        asked = (page for page in self.session.pages if finding.asks(self.session, page))
        pages = {telling.section_of(page) for page in asked}
        short = flow.asking_outcome(self.session.record) == "partial"
        closed = "Not in the short version" if short else "Not now"
        further = {offer.section for offer in offers.every(self.session)}
        for section in sorted(self.session.protocol.sections, key=lambda one: one.order):
            if section.staff:
                continue
            can = section.id in pages or section.id in further
            yield Fact(
                id=PART + section.id,
                label=section.name,
                value="" if section.id in pages else "Further questions" if can else closed,
                muted=True,
                link="Only this part" if can else "",
                link_name=f"Only this part, {section.name}",
            )

    # ---- choosing

    def _pressed(self, id: str) -> None:
        if id.startswith(PART):
            self.part.emit(id.removeprefix(PART))
        else:
            self.found.emit(id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line goes to the first question that can be asked; Down into the list."""
        first = next((hit.item for hit in self.hits if hit.page), "")
        if self.line.field.hasFocus() and event.key() in _ENTER and first:
            self.found.emit(first)
        elif (
            self.line.field.hasFocus() and event.key() == Qt.Key.Key_Down and self.rows is not None
            and self.rows.links
        ):  # fmt: skip
            next(iter(self.rows.links.values())).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


def _row(hit: finding.Hit) -> Fact:
    return Fact(
        id=hit.item,
        label=hit.label,
        value=hit.section if hit.page else hit.why_not.rstrip("."),
        muted=not hit.page,
        link="Go there" if hit.page else "",
        link_name=f"Go to {hit.label}",
    )
