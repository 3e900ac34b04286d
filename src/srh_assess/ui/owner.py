"""Who drives the window: what it is asked for, and what each driver makes of it."""

from __future__ import annotations

from typing import Protocol


class Begins(Protocol):
    """An owner that takes the window when it begins."""

    def begin(self) -> None:
        """Shows its first page."""
        ...


class Owner:
    """Who drives the window now. What it does not do, it leaves out."""

    finds = False
    """Whether a question can be looked for here."""
    screen = ""
    """The page of the guide that F1 opens."""

    speaks_of = ""
    """The admission of the woman whose page is open; empty elsewhere."""

    @property
    def here(self) -> str:
        """Which of its pages is open, to be opened again (``go_to``); empty for the first."""
        return ""

    def go_to(self, here: str) -> None:
        """The page that ``here`` named, after the same person's return."""

    def go_on(self) -> None:
        """Continue."""

    def go_back(self) -> None:
        """Back."""

    def other_act(self) -> None:
        """The act beside the primary one."""

    def pause(self) -> None:
        """Pause."""

    def section(self, section: str) -> None:
        """A section of the rail."""

    def need(self, need: str) -> None:
        """A need of So far."""

    def undo(self) -> None:
        """Undo the last answer."""

    def find(self) -> None:
        """Find a question."""

    def urgent(self) -> None:
        """Something else that cannot wait."""

    def correct(self) -> None:
        """Who she is, or her stay, is wrong."""

    def overview(self) -> None:
        """Where her assessment stands, and everything else that can be done for her."""

    def decisions(self) -> None:
        """Her decisions, and the one press that takes one back."""

    def more(self) -> None:
        """What else can be opened from the board."""

    def sign_out(self) -> None:
        """Sign out, from the board."""

    def keep_draft(self) -> None:
        """The window locks, or closes: everything typed is handed over now."""

    @property
    def unsaved(self) -> bool:
        """Whether something stands on the screen only, and cannot be saved now."""
        return False

    def saving_help(self) -> None:
        """What to do about what is not saved."""

    def shown_again(self) -> None:
        """The window was hidden, and is shown again."""
