"""The base of the pages that stand outside a sitting: sign-in, set-up, the ward board."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.text import Heading


class ShellPage(Page):
    """A page without a woman on it. ``edge_to_edge`` gives it the whole middle of the window;
    then it cares for its own margins."""

    def __init__(
        self,
        theme: Theme,
        heading: Heading,
        *,
        hint: str = "",
        wide: bool = False,
        edge_to_edge: bool = False,
    ) -> None:
        self._edge_to_edge = edge_to_edge
        self._left: QWidget | None = None
        super().__init__(theme, heading, hint=hint, wide=wide or edge_to_edge)
        if edge_to_edge:
            self._body.takeAt(self._body.count() - 1)
        elif not wide:
            self._left = QWidget()
            self._outer.insertWidget(0, self._left, 1)

    @property
    def first_field(self) -> QWidget:
        """What has the focus when the page opens: its heading, so that it is read out."""
        return self.heading

    @property
    def room(self) -> float:
        """The width of the window as its text size leaves it."""
        return self.window().width() / self._theme.scale

    def _room(self) -> None:
        super()._room()
        if self._edge_to_edge:
            self._outer.setContentsMargins(0, 0, 0, 0)
        elif self._left is not None:
            for widget, share in ((self._left, 1), (self._column, 1000), (self._rest, 1)):
                self._outer.setStretchFactor(widget, share)
