"""What a field tells its window about advice on words: settled, one way or the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent


class Settled(QEvent):
    """Sent to the window: a word that had its card was kept, or it gave way to another."""

    KIND = QEvent.Type(QEvent.registerEventType())

    def __init__(self, *, kept: bool) -> None:
        super().__init__(self.KIND)
        self.kept = kept
