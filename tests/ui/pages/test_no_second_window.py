"""A part of a page that is shown before it has its place is a window of its own for a moment: it
flashes, and the window of the program loses the keyboard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from srh_assess.ui.pages.accounts import AccountsPage
from srh_assess.ui.pages.backups import BackupsPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.session import Session

NOW = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The buttons that are shown while they stand nowhere."""
    found: list[str] = []
    shows = Button.setVisible

    def shown(self: Button, visible: bool) -> None:
        if visible and self.parent() is None:
            found.append(self.text())
        shows(self, visible)

    monkeypatch.setattr(Button, "setVisible", shown)
    return found


def test_nothing_of_a_page_is_a_window_of_its_own(
    theme: Theme, session: Session, alone: list[str]
) -> None:
    stand = StandPage(theme, session)
    accounts = AccountsPage(theme, (), may_open=True)
    planned = BackupsPlanned()
    backups = BackupsPage(theme, (), planned, NOW, may_make=True, may_plan=False)
    assert alone == []
    assert not stand.letters.isHidden()
    assert stand.signed.isHidden()
    assert not accounts.button.isHidden()
    assert not backups.buttons["now"].isHidden()
    assert backups.buttons["hours"].isHidden()
    assert AccountsPage(theme, (), may_open=False).button.isHidden()
