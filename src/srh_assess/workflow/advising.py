"""How often advice on words was kept and how often the words were changed: totals by month, never
by person, by woman, or by the hour (law and ethics C and E8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from srh_assess.clock import local

if TYPE_CHECKING:
    from srh_assess.store.opened import Opened

KEPT, CHANGED = "advice kept", "advice changed"


class Advised:
    """What was settled since the last lock, at this desk."""

    def __init__(self) -> None:
        self._found: dict[str, int] = {}

    def settled(self, kept: bool) -> None:
        """A word was kept as it is, or it gave way to another."""
        what = KEPT if kept else CHANGED
        self._found[what] = self._found.get(what, 0) + 1

    def put_down(self, opened: Opened, now: datetime) -> None:
        """Adds it to the totals of this month, and begins anew."""
        found, self._found = self._found, {}
        if not found or opened.keys.measures is None:
            return
        from srh_assess.store.figures import figures  # late: not needed to sign in

        month = f"{local(now):%Y-%m}"
        with figures(opened, make=True) as totals:
            for what, number in found.items():
                totals.add(month, what, number)


def totals(opened: Opened, first: str, last: str) -> Mapping[str, int]:
    """Both totals over these months (``2026-03``)."""
    from srh_assess.store.figures import figures

    with figures(opened, make=True) as kept:
        found = kept.totals(first, last)
    return {what: found.get(what, 0) for what in (KEPT, CHANGED)}
