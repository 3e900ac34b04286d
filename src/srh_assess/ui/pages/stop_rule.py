"""What to do when the talk has left her stressed: below the answer that says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.naming import woman
from srh_assess.rules.stopping import stop
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Notice
from srh_assess.workflow.session import Session


class StopRule(QWidget):
    """A notice while what she said of her stress asks for one; hidden else."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._said = ""
        self._notice: Notice | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def said(self) -> str:
        """What stands there; empty while nothing does."""
        return self._said

    def renew(self) -> None:
        """Shows what the answer asks for now."""
        session = self._session
        found = stop(session.protocol, session.findings.asking.visible)
        words = _words(session, rise=found == "rise") if found else ""
        if words == self._said:
            return
        self._said = words
        if self._notice is not None:
            self._box.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if words:
            self._notice = (
                Notice(self._theme, words, "attention", strong="Stop here for today")
                if found == "high"
                else Notice(self._theme, words)
            )
            self._box.addWidget(self._notice)
        self.setVisible(bool(words))


def _words(session: Session, *, rise: bool) -> str:
    who = woman(session.record.identity)
    act = f"Stay with {who.object}, do something calming, and tell the shift lead."
    if not rise:
        return f"{act} The next talk begins with another look at the timing."
    points = f"{session.protocol.settings['stop_distress_rise'].value:g}"
    return f"If it rose by {points} or more in this talk, stop here. {act}"
