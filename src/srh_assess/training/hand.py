"""The clock of a scenario: it runs at the pace of the world outside, from a moment of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.clock import Clock, as_utc


class MovedClock:
    """Runs as the clock it is given does, set to another moment, and can be moved on."""

    def __init__(self, outside: Clock, moment: datetime) -> None:
        self._outside = outside
        self._from, self._begun, self._passed = as_utc(moment), outside.steady(), 0.0

    def now(self) -> datetime:
        """The moment in the scenario."""
        return self._from + timedelta(seconds=self._outside.steady() - self._begun)

    def steady(self) -> float:
        """Seconds that passed in the scenario, moved on ones too."""
        return self._outside.steady() + self._passed

    def set(self, moment: datetime) -> None:
        """Another scenario, or another moment of it: nothing has passed in between."""
        self._from, self._begun = as_utc(moment), self._outside.steady()

    def move_on(self, to: datetime) -> None:
        """Time goes by until then. Never backwards."""
        by = max((as_utc(to) - self.now()).total_seconds(), 0.0)
        self._from += timedelta(seconds=by)
        self._passed += by
