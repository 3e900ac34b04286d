"""What the tests of the letter pages are made of: a finished talk, a printer, a window."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from srh_assess.assessment.facts import Identity
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.model import Protocol
from srh_assess.ui.ask import Ask
from srh_assess.workflow import signing
from srh_assess.workflow.self_test import UNIT, complete
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from tests.ui.pages.made import MAYA, sitting
from tests.workflow.memory import MemoryJournal

NOW = datetime(2026, 3, 10, 14, 41, tzinfo=UTC)
LONG_NAME = Identity(
    family="Wojciechowska-Fairweather",
    given="Anne-Marie Oluwaseun",
    born=date(1990, 2, 28),
    nhs_number="9990000042",
    gender="Female",
    pronouns="they, them",
)
TOLD: dict[str, Any] = {"G02": ("heavy",), "C05": "start", "Z02": "yes", "O03": ("srh_clinic",)}


def talked(
    protocol: Protocol, clock: SetClock, journal: MemoryJournal, who: Identity = MAYA
) -> Session:
    """A whole talk, signed."""
    session = sitting(protocol, clock, journal, who)
    complete(session, TOLD)
    signing.sign(session, signing.proposed(session))
    return session


def letter_of(session: Session, kind: str = "srh_in_reach") -> Sharing:
    return Sharing(session, UNIT, kind)


def agreed(session: Session, *boxes: str, kind: str = "srh_in_reach") -> Sharing:
    """A letter she said yes to."""
    sharing = letter_of(session, kind)
    sharing.ask_again()
    for box in boxes or ("identity", "contraception", "request", "gynaecology"):
        sharing.tick(box, on=True)
    if sharing.hers:
        sharing.decide("yes")
    else:
        sharing.able()
        sharing.decide("yes", shown="read_to_her")
    return sharing


class FakePress:
    """Printers that exist in name only. ``fail`` makes the next print raise it."""

    def __init__(self, *names: str) -> None:
        self.there = names
        self.paper: list[tuple[str, bytes]] = []
        self.fail: UserError | None = None
        self.dialog: str | UserError = ""
        self.viewed: list[bytes] = []
        self.viewer = True

    def names(self) -> tuple[str, ...]:
        return self.there

    def choose(self, ask: Ask) -> str:
        if isinstance(self.dialog, UserError):
            raise self.dialog
        return self.dialog

    def view(self, path: Path) -> bool:
        self.viewed.append(path.read_bytes())
        return self.viewer

    def print(self, printer: str, data: bytes) -> None:
        if self.fail is not None:
            fault, self.fail = self.fail, None
            raise fault
        self.paper.append((printer, data))
