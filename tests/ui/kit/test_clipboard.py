"""What was copied or marked here goes at the lock; what another program holds stays."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication

from srh_assess.ui.widgets import clipboard


class Held:
    """A clipboard of a desktop on which marked words can be pasted, too."""

    def __init__(self, *, ours: bool) -> None:
        self._ours = ours
        self.cleared: list[QClipboard.Mode] = []
        self.words = "kept"

    def ownsSelection(self) -> bool:
        return self._ours

    def ownsClipboard(self) -> bool:
        return self._ours

    def text(self) -> str:
        return self.words

    def setText(self, words: str) -> None:
        self.words = words

    def clear(self, mode: QClipboard.Mode) -> None:
        self.cleared.append(mode)


@pytest.mark.parametrize("ours", [True, False])
def test_marked_words_go_with_what_was_copied(
    monkeypatch: pytest.MonkeyPatch, *, ours: bool
) -> None:
    held = Held(ours=ours)
    monkeypatch.setattr(QGuiApplication, "clipboard", staticmethod(lambda: held))
    clipboard.forget()
    assert held.cleared == ([QClipboard.Mode.Selection] if ours else [])
    assert held.words == ("" if ours else "kept")


def test_words_that_were_copied_here_go_whoever_holds_them_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held(ours=False)
    held.words = clipboard.private("9990000018").text()
    monkeypatch.setattr(QGuiApplication, "clipboard", staticmethod(lambda: held))
    clipboard.forget()
    assert held.words == ""
