"""The panel that counts what was said, and closes the sitting with a passphrase."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from srh_assess.errors import BadInput, Refused, UserError
from srh_assess.saying import counted
from srh_assess.ui.pages.check_rows import counts, page_with
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import needs, signing, urgent
from srh_assess.workflow.session import Session
from srh_assess.workflow.signing import SittingOutcome

_WORDS: dict[SittingOutcome, str] = {
    "complete": "Complete",
    "brief": "Brief, because",
    "partial": "Short version",
    "deferred": "Put off",
    "declined": "Declined",
}
CANNOT_WAIT = "cannot_wait"


class SignPanel(QFrame):
    """Counts, how the sitting is closed, what stands against it with a way there, passphrase."""

    go = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self._theme, self._session = theme, session
        self._top = QVBoxLayout()
        self._against = QVBoxLayout()
        self._outcome: QVBoxLayout = QVBoxLayout()
        self.group: AnswerGroup | None = None
        self.links: list[Button] = []
        self.reason = LineEntry(theme, "Why it is brief", advised=True)
        self.reason.hide()
        self._tally = Text("", "small")
        self.passphrase = LineEntry(
            theme,
            "Your passphrase",
            hint=f"{session.author_name}. After signing, changes are added beside the first "
            "words, never over them",
            secret=True,
        )
        parts = (
            Text("Before you sign", "heading"), self._top, self._outcome, self.reason,
            self._against, self._tally, self.passphrase,
        )  # fmt: skip
        self.setLayout(column(theme, *parts, gap="l", margin="l"))

    # ---- what is chosen

    @property
    def outcome(self) -> SittingOutcome:
        """How the sitting is to be closed: as proposed unless brief was chosen."""
        codes = self.group.codes if self.group is not None else ()
        return "brief" if codes == ("brief",) else signing.proposed(self._session)

    def renew(self) -> None:
        """Counts and offers anew, from the record."""
        _empty(self._top)
        self._top.addWidget(self._counts())
        self._offer_outcomes()
        self._show_against()
        self._tally.setText(self._tally_words())

    def _counts(self) -> QWidget:
        theme = self._theme
        lines = []
        for one in counts(self._session):
            icon = Icon(theme, one.icon, "text-muted")
            line = row(theme, icon, Text(one.words, "small"), gap="m")
            line.setStretch(1, 1)
            line.addWidget(Text(str(one.number), "label", wrap=False))
            lines.append(line)
        return Card(theme, column(theme, *lines, gap="s"))

    def _offer_outcomes(self) -> None:
        proposed = signing.proposed(self._session)
        chosen = self.outcome
        missing = len(self._session.findings.missing)
        codes: list[SittingOutcome] = [proposed] if proposed != "brief" else ["complete"]
        closed = f"{counted(missing, 'question', 'questions')} still open" if missing else ""
        choices = [
            Choice(code, _WORDS[code], closed=closed if code == "complete" else "")
            for code in (*codes, "brief")
        ]
        _empty(self._outcome)
        self.group = AnswerGroup(
            self._theme, "Close this sitting as", choices, density="row", numbered=False
        )
        self.group.choose((chosen,))
        self.group.changed.connect(self._chosen)
        self._outcome.addWidget(Text("Close this sitting as", "label"))
        self._outcome.addWidget(self.group)
        self.reason.setVisible(chosen == "brief")

    def _chosen(self) -> None:
        if self.group is not None and not self.group.codes:
            self.group.choose((signing.proposed(self._session),))
        self.reason.setVisible(self.outcome == "brief")
        self._show_against()
        self.changed.emit()

    # ---- what stands against it

    def _show_against(self) -> None:
        _empty(self._against)
        self.links = []
        for fault in signing.hindrances(self._session, self.outcome):
            self._against.addWidget(Notice(self._theme, fault.sentence, "attention"))
            link = Button(self._theme, _way_words(fault), "link")
            link.clicked.connect(partial(self.go.emit, self._way(fault)))
            self._against.addWidget(link)
            self.links.append(link)

    def _way(self, fault: UserError) -> str:
        """The page where it is put right."""
        if fault.code == "sign-incomplete":
            return page_with(self._session, self._session.findings.missing[0])
        return {"sign-gate": "gate", "sign-urgent": CANNOT_WAIT}.get(fault.code, "needs")

    def _tally_words(self) -> str:
        session = self._session
        lines = needs.lines(session)
        confirmed = sum(line.state not in ("suspected", "set aside") for line in lines)
        running = len(urgent.running(session.protocol, session.record, session.findings))
        told = f"{counted(confirmed, 'need', 'needs')} confirmed." if confirmed else ""
        stays = f"{counted(running, 'clock runs on and stays', 'clocks run on and stay')} on the"
        return f"{told} {stays} ward board." if running else told

    def problems(self) -> list[Problem]:
        """What must be put right before anyone signs, in order."""
        found: list[Problem] = [
            Problem(fault.sentence, link)
            for fault, link in zip(
                signing.hindrances(self._session, self.outcome), self.links, strict=True
            )
        ]
        sentence = ""
        if self.outcome == "brief" and not self.reason.words.strip():
            sentence = BadInput("brief-reason").sentence
            found.append(Problem(sentence, self.reason.field))
        self.reason.complain(sentence)
        if not found and not self.passphrase.words:
            found.append(Problem("Type your passphrase to sign", self.passphrase.field))
        return found

    def field_of(self, fault: UserError) -> QWidget:
        """Where a refusal is put right."""
        return self.reason.field if fault.code == "brief-reason" else self.passphrase.field


def _way_words(fault: Refused | BadInput) -> str:
    told = {
        "sign-gate": "Go to the gate",
        "sign-needs": "Go to needs and plan",
        "sign-urgent": "Go to what cannot wait",
        "sign-incomplete": "Go to the first open question",
    }
    return told.get(fault.code, "Go there")


def _empty(box: QVBoxLayout) -> None:
    while (taken := box.takeAt(0)) is not None:
        if (old := taken.widget()) is not None:
            old.hide()
            old.deleteLater()
