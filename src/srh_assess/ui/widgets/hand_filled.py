"""A form that nothing but a hand fills: what is typed on it is put by when it is left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.page import Page


class HandFilled(Page):
    """Left by another way than the one that keeps it, its fields are put by (``ui.put_by``).
    Named last among the bases: Qt takes a page's signals from the first."""

    @property
    def by_hand(self) -> tuple[QWidget, ...]:
        """The parts that nothing but a hand fills: the whole page. What stands elsewhere is in
        the record at once, and is not put by."""
        return (self,)

    def make_ready(self, names: frozenset[str]) -> None:
        """Opens what fields of these names stand in, where they are not there from the start."""

    def say_given_back(self) -> None:
        """What was typed here before, and not kept, stands in the fields again."""
        words = "What you typed here before is back. It is not kept yet"
        self._body.insertSpacing(0, self._theme.space("l"))
        self._body.insertWidget(0, Notice(self._theme, words, "accent"))
        announce(self, words)


class DatesByHand(HandFilled):
    """A page that keeps each answer at once, but for a date that cannot be read as it stands."""

    @property
    def by_hand(self) -> tuple[QWidget, ...]:
        """The dates that cannot be read."""
        return tuple(date for date in self.findChildren(DateEntry) if date.problem())
