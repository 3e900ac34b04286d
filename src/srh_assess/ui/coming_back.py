"""After the lock, for a while: the same person's short number in place of the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from srh_assess.errors import Refused, UserError
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.window import Window

if TYPE_CHECKING:
    from srh_assess.ui.pages.come_back import ComeBackPage
    from srh_assess.workflow.desk import Desk

_KEPT = "Everything is kept"
LOOK_EVERY = 10_000  # milliseconds between two looks at how long it was


class Shows(Protocol):
    """Shows a page before anybody has signed in."""

    def __call__(self, page: ShellPage, screen: str) -> None:
        """``screen`` is its page of the guide."""
        ...


class ComingBack:
    """Asks for the number, and hands over to whoever shows what was open. ``sign_in`` asks
    anybody for a passphrase, and says why."""

    def __init__(
        self,
        window: Window,
        *,
        show: Shows,
        sign_in: Callable[[str], None],
        inside: Callable[[Desk], None],
    ) -> None:
        self._window, self._show = window, show
        self._sign_in, self._inside = sign_in, inside
        self._page: ComeBackPage | None = None
        self._desk: Desk | None = None
        self._timer = QTimer(window)
        self._timer.timeout.connect(self.look)
        window.work.slow.connect(self._slow)

    def ask(self, desk: Desk) -> bool:
        """Asks for the number of who is away from this desk; false when nobody is."""
        away = desk.away
        if away is None:
            return False
        from srh_assess.ui.pages.come_back import ComeBackPage

        page = self._page = ComeBackPage(self._window.theme, away.display)
        page.pin.connect(lambda pin: self._try(desk, pin))
        page.other.connect(lambda: self._sign_in(_KEPT))
        self._show(page, "come_back")
        self._desk = desk
        self._timer.start(LOOK_EVERY)
        return True

    def look(self) -> None:
        """Lets the wrapped keys go once the absence was too long, whether or not anybody comes,
        and asks for the passphrase from then on."""
        if self._window.work.busy or (self._desk is not None and self._desk.away is not None):
            return
        self._timer.stop()
        nobody = self._desk is not None and self._desk.me is None
        self._desk = None
        if nobody and self._page is not None and self._window.page is self._page:
            self._sign_in(str(Refused("pin-over")))

    def _try(self, desk: Desk, pin: str) -> None:
        self._window.work.run(
            lambda: desk.sit_down_again(pin), lambda _: self._inside(desk), self._refused
        )

    def _refused(self, fault: Exception) -> None:
        """A wrong number stands beside the field; when it leads back no more, the passphrase."""
        if not isinstance(fault, UserError):
            raise fault
        if fault.code == "pin-over":
            self._sign_in(str(fault))
        elif self._page is not None:
            self._page.refuse(fault)

    def _slow(self) -> None:
        if self._page is not None and self._window.page is self._page:
            self._page.slow()
