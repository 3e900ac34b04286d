"""Two who practise together: one asks, at the keys; the other is the person who is asked.

What is said and seen belongs to whoever plays her: it is covered until they uncover it, so that
whoever asks hears it from a human being. Places can be changed at any moment.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from srh_assess.assessment.naming import Woman
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.scene import Act
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading, Text

SWAP = Act("swap", "Change places", "curved-arrow")
UNCOVER = Act("uncover", "Uncover the answers", "eye")
_ASKS = (
    "Sits at the keys, asks aloud in own words, and writes down what is heard. Does not read the "
    "cards: what is covered is uncovered by the other, while you look away"
)
_PLAYS = (
    "Says what stands on the cards, in own words and in the mood of the notes. Adds nothing that "
    "could be anybody’s real story. May say stop at any time"
)
_WATCHES = (
    "One word each at the end: what did whoever asked say that helped? When did you, as the "
    "person asked, feel free to say no?"
)


def covered(who: Woman) -> str:
    """What stands in the place of the answers while they are covered."""
    return f"What {who.name} says, and what is seen, stands on the cards of whoever plays the part"


class PairPage(ShellPage):
    """Who does what, before two begin. ``cards`` asks for the cards on paper."""

    cards = Signal()
    begun = Signal()

    def __init__(self, theme: Theme, title: str, name: str) -> None:
        super().__init__(theme, Heading("In pairs: who is who?"), hint=title)
        told = (("One asks", _ASKS), (f"The other is {name}", _PLAYS), ("Both", _WATCHES))
        for place, (head, words) in enumerate(told):
            said = column(theme, Text(head, "heading"), Text(words), gap="xs")
            self._add(said, gap="l" if not place else "m")
        self.paper = Button(theme, "Print the cards", icon="printer")
        self.paper.clicked.connect(self.cards)
        self._add(Flow(theme, self.paper), gap="l")
        words = "Or read them on this screen: Uncover the answers, while the other looks away"
        self._add(Text(words, "muted"), gap="s")

    def apply(self) -> None:
        """Begins."""
        self.begun.emit()


class SwapPage(ShellPage):
    """Places are changed; nothing of the scenario stands on the screen meanwhile."""

    def __init__(self, theme: Theme, who: Woman) -> None:
        super().__init__(theme, Heading("Change places"), hint="Everything is kept")
        words = f"Whoever was {who.name} sits down at the keys and asks. The other takes the cards."
        self._add(Notice(theme, words, "training", icon="person"), gap="l")
