"""What stands typed on a form when somebody leaves it for another page: put by, and given back
when that form is opened again.

Only of forms that nothing but a hand fills (``HandFilled``). Which page it was is told by the room,
whom it is about, which part of the room was open, and its heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from srh_assess.ui import fields, where
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow.typed import Field, PutBy, Spot

MOST = 30  # forms that one person can leave half filled; the oldest gives way


class PutByPages:
    """Those of who is signed in, the oldest first."""

    def __init__(self) -> None:
        self._held: list[PutBy] = []

    @property
    def held(self) -> tuple[PutBy, ...]:
        """All of them, for the disk."""
        return tuple(self._held)

    def take(self, held: Sequence[PutBy]) -> None:
        """What the disk had, at sign-in; nothing when somebody leaves."""
        self._held = list(held)

    def put(self, page: Page, spot: Spot, typed: tuple[Field, ...]) -> None:
        """Puts by what stands on a page that is being left."""
        kind, heading = where.named(page)
        self._held = [one for one in self._held if not _is(one, page, spot)]
        if typed:
            self._held.append(PutBy(spot=spot, page=kind, heading=heading, fields=typed))
        del self._held[:-MOST]

    def give_back(self, page: HandFilled, spot: Spot) -> None:
        """Puts back what was put by of this page, and says so above it."""
        found = next((one for one in self._held if _is(one, page, spot)), None)
        if found is None:
            return
        self._held.remove(found)
        page.make_ready(frozenset(one.name for one in found.fields))
        before = fields.read(page)
        fields.put_back(page, found.fields)
        if fields.read(page) != before:
            page.say_given_back()


def _is(one: PutBy, page: Page, spot: Spot) -> bool:
    return one.spot == spot and (one.page, one.heading) == where.named(page)
