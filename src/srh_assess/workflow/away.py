"""Somebody who is away for a moment: the keys wrapped under a short number, for a while.

Three wrong numbers, or too long an absence, and only the passphrase leads back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.clock import Clock
from srh_assess.errors import Refused
from srh_assess.store import pins
from srh_assess.store.accounts import Account
from srh_assess.store.membership import accounts_of
from srh_assess.store.opened import Opened
from srh_assess.store.pins import Wrapped

TRIES = 3


class Away:
    """Who is away from this desk now, if anybody."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ready: Wrapped | None = None
        self._me: Account | None = None
        self._since: tuple[datetime, float] | None = None
        self._longest = timedelta(0)
        self._misses = 0

    @property
    def holds(self) -> bool:
        """Whether keys are wrapped here."""
        return self._ready is not None

    def ready(self, opened: Opened) -> None:
        """Wraps the keys of who has signed in, where a number was chosen."""
        self.forget()
        self._ready, self._me = pins.wrapped(opened), opened.me

    def leave(self, longest: timedelta) -> None:
        """The window is locked: from now on the absence counts, and may not be longer."""
        self._since, self._longest = (self._clock.now(), self._clock.steady()), longest

    def forget(self) -> None:
        """The wrapped keys go: from now on only the passphrase leads back."""
        self._ready = self._me = self._since = None
        self._misses = 0

    def who(self) -> Account | None:
        """Whom a number lets back in; nobody once the absence was too long."""
        if self._ready is None or self._since is None:
            return None
        wall, steady = self._since
        passed = max(self._clock.now() - wall, timedelta(seconds=self._clock.steady() - steady))
        if passed > self._longest:
            self.forget()
        return self._me

    def back(self, pin: str) -> Opened:
        """What the right number opens. Refused when it is wrong, when it is too late, and to an
        account that has left or has other roles by now."""
        if self.who() is None:
            raise Refused("pin-over")
        assert self._ready is not None  # who() has just looked
        opened = pins.unwrapped(self._ready, pin)
        if opened is None:
            self._misses += 1
            if self._misses >= TRIES:
                self.forget()
                raise Refused("pin-over")
            raise Refused("pin-wrong", left=str(TRIES - self._misses))
        if opened.me not in accounts_of(opened):
            self.forget()
            raise Refused("pin-over")
        self._misses = 0
        return opened
