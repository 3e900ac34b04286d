"""One's own short number, from *More*."""

from __future__ import annotations

from srh_assess.errors import UserError
from srh_assess.ui.pages.own_number import OwnNumberPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import FORM, Owner, Window


class OwnNumber(Owner):
    """Drives the window while the number is chosen, changed or taken away."""

    screen = "own_number"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        desk = ward.desk
        minutes = desk.protocol.settings["pin_minutes"].value
        self._page = OwnNumberPage(window.theme, has_one=desk.has_pin, minutes=minutes)
        self._page.wanted.connect(self._change)

    def begin(self) -> None:
        """The form."""
        self._window.own(self)
        self._window.show_page(self._page, FORM)
        self._window.actions_bar.offer("Keep it")

    def go_on(self) -> None:
        """Checks the form and keeps the number."""
        if not self._window.work.busy:
            self._page.apply()

    def go_back(self) -> None:
        """Home; nothing was changed."""
        self._ward.come_home()

    def _change(self, passphrase: str, pin: str) -> None:
        desk = self._ward.desk
        said = "Your short number is kept" if pin else "You have no short number any more"
        self._window.work.run(
            lambda: desk.choose_pin(passphrase, pin), lambda _: self._changed(said), self._refused
        )

    def _changed(self, said: str) -> None:
        self._ward.come_home()
        self._window.actions_bar.note.say(said)
        announce(self._window, said)

    def _refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self._page.refuse(fault)
