"""Takes the theme off again after a test, as the theme puts it on: while the collector rests."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from srh_assess.ui.collector import resting


def undress(app: QApplication) -> None:
    """No style sheet any more."""
    with resting():
        app.setStyleSheet("")
