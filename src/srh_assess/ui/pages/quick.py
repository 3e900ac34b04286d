"""The one-sentence check: one question that can be asked in almost any state."""

from __future__ import annotations

from srh_assess.ui.pages.base import Remembered
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session


class QuickPage(QuestionPage):
    """One question, five answers; *no answer* is one of them and never a no."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(theme, session, page, remembered=remembered, brief=True)

    @property
    def _is_last(self) -> bool:
        """Before the gate is decided there is nothing behind this page but the board."""
        return self.session.record.gate is None

    def offer(self, bar: ActionBar) -> None:
        """Goes on to the needs, or back to the board while nothing else was begun."""
        bar.offer("Back to the ward board" if self._is_last else "Continue")

    def apply(self) -> None:
        """Hands over; leaves for the board when this was all."""
        super().apply()
        if self.valid and self._is_last:
            self.leave.emit()
