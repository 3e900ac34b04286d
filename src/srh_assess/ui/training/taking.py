"""What the scenario does to the screen itself: an interruption that takes the page until it is
dealt with, and a call away from a screen that stays open until somebody covers or leaves it."""

from __future__ import annotations

from srh_assess.training.model import Event
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.cards import CardView, SceneCard
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading

DEALT_WITH = "It is dealt with"
_HINT = "You are interrupted. What you were doing is kept, and waits"
_AWAY = "You are called away, now. Leave this screen as you would on your own ward."
_MARGIN = "xl"


class TakingPage(ShellPage):
    """An interruption: it stands here, large, until it is dealt with."""

    def __init__(self, theme: Theme, event: Event, card: SceneCard) -> None:
        super().__init__(theme, Heading(event.title or "Something interrupts"), hint=_HINT)
        self.event_id = event.id
        self._add(CardView(theme, card), gap="l")


class CallAway(Notice):
    """Hangs over the page of the person while somebody is called away from it."""

    def __init__(self, theme: Theme, event: Event) -> None:
        said = f"{event.text} {_AWAY}"
        super().__init__(theme, said, "training", strong=event.title or "You are called")
        self.event_id = event.id
        side, down = theme.space(_MARGIN), theme.space("s")
        line = self.layout()
        assert line is not None
        line.setContentsMargins(side, down, side, down)
