"""Keeps what is typed on the disk while it is typed, and gives it back after an interruption.

Every two seconds the fields of the page are looked at; what was not there when the page opened, and
is not handed over yet, goes into the account's own sealed file. The lock does the same at once,
with the place, so that the same person finds the same page. What stands on a form that is left for
another page is put by (``ui.put_by``), and lies in the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from srh_assess.errors import StoreFault, UserError
from srh_assess.ui import fields, where
from srh_assess.ui.ask import Ask
from srh_assess.ui.put_by import PutByPages
from srh_assess.ui.where import Where
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow.typed import Asked, Field, Spot, Typed

if TYPE_CHECKING:
    from srh_assess.clock import Clock
    from srh_assess.workflow.desk import Desk

LOOK_EVERY = 2000  # milliseconds: so much typing a power cut can cost


class Typing(QObject):
    """One for each window."""

    def __init__(self, ask: Ask, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._ask, self._clock = ask, clock
        self._desk: Desk | None = None
        self._page: Page | None = None
        self._before: dict[fields.Key, str] = {}
        self._waiting: Typed | None = None
        self._written: Typed | None = None
        self._came: Typed | None = None
        self._last = ""
        self.same = False  # whether who is signed in is who left last
        self.spot = Spot()
        self.here: Callable[[], str] = str
        self.about: Callable[[], str] = str
        self._put_by = PutByPages()
        self._leaves: tuple[Spot, tuple[Field, ...]] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    # ---- coming and going

    def begin(self, desk: Desk) -> Typed | None:
        """Somebody has signed in; what the same person left, if anything."""
        me = desk.me.id if desk.me is not None else ""
        self.same, self._last = self._last == me, ""
        self._desk, self._page = desk, None
        with suppress(UserError):
            self._waiting = desk.typed
        self._written = self._came = self._waiting
        self._put_by.take(self._waiting.put_by if self._waiting is not None else ())
        self._ask.drafts = {
            (one.about, one.heading, one.label): one.words
            for one in (self._waiting.asked if self._waiting is not None else ())
        }
        self._timer.start(LOOK_EVERY)
        return self._waiting

    def leave(self, here: str, focus: Where | None) -> None:
        """The window locks or closes: everything, and where it was. What the disk refuses is
        lost with nobody to tell; the record itself is not."""
        if self._desk is not None and self._desk.me is not None:
            self._write(self._now(here, focus))
            self._last = self._desk.me.id
        self.rest()

    @property
    def left(self) -> Where | None:
        """Where the same person was on the page; none when nothing is known of it."""
        left = self._came
        if left is None or not left.field:
            return None
        return Where(
            page=(left.page, left.heading), field=left.field, place=left.place, cursor=left.cursor
        )

    def rest(self) -> None:
        """Nobody is signed in."""
        self._timer.stop()
        self._desk = self._page = self._waiting = self._written = self._came = None
        self.spot = Spot()
        self._put_by.take(())
        self._ask.drafts = {}

    def drop(self) -> None:
        """It is given up; forms that were left before are not."""
        self._waiting = None
        self._ask.drafts = {}
        self._page = None
        self.look()

    # ---- the page

    def shown(self, page: Page) -> None:
        """Another page is shown. What was left on this one is put back."""
        self._page, self._before = page, fields.read(page)
        left = self._waiting
        if left is not None and _fits(page, left) and self._spot().about == left.spot.about:
            self._waiting = replace(left, fields=())
            if isinstance(page, HandFilled):
                page.make_ready(frozenset(one.name for one in left.fields))
            fields.put_back(page, left.fields)
        if isinstance(page, HandFilled):
            self._put_by.give_back(page, self._spot())

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Whoever drives the window is asked to go elsewhere: what stands on the page is put by
        when another one takes its place. A pause, or who she is, may be written on the way: a
        form is not kept by that."""
        self._leaves = (self._spot(), self._differing())
        try:
            yield
        finally:
            self._leaves = None

    def goes(self) -> None:
        """The page is about to be replaced."""
        leaves, self._leaves = self._leaves, None
        if leaves is None or not isinstance(self._page, HandFilled):
            return
        spot, typed = leaves
        inside = fields.within(self._page, self._page.by_hand)
        typed = tuple(one for one in typed if (one.kind, one.name, one.place) in inside)
        self._put_by.put(self._page, spot, typed)

    def _differing(self) -> tuple[Field, ...]:
        page = self._page
        return fields.differing(page, self._before) if page is not None else ()

    def _spot(self) -> Spot:
        """Where the window is now. A page about one woman is about her, however it was opened."""
        return replace(self.spot, about=self.spot.about or self.about(), here=self.here())

    def handed_over(self) -> None:
        """Something of the page is in the record now: what stands in it is no draft any more,
        but for the field in which somebody still types, and a form of its own on the page."""
        if self._page is None:
            return
        now, typing = fields.read_beside(self._page, self._page.window().focusWidget())
        drafts = fields.within(self._page, self._drafts()) | ({typing} - {None})
        self._before = {
            key: self._before.get(key, "") if key in drafts else stands
            for key, stands in now.items()
        }

    def _drafts(self) -> tuple[QWidget, ...]:
        """The parts of a page that an answer beside them does not hand over."""
        page = self._page
        parts = page.by_hand if isinstance(page, HandFilled) else ()
        return tuple(part for part in parts if part is not page)

    # ---- keeping it

    def look(self) -> None:
        """Keeps what is typed; forgets what is not there any more."""
        if self._desk is not None and self._desk.me is not None:
            now = self._now(self.here(), None)
            self._write(now if now.holds_words or now.put_by else None)

    def _now(self, here: str, focus: Where | None) -> Typed:
        page, left = self._page, self._waiting
        told = tuple(
            Asked(about=about, heading=heading, label=label, words=words)
            for (about, heading, label), words in self._ask.typed().items()
        )
        spot = replace(self._spot(), here=here)
        put_by = self._put_by.held
        typed = Typed(at=self._clock.now(), spot=spot, asked=told, put_by=put_by)
        if page is not None:
            kind, heading = where.named(page)
            found = fields.differing(page, self._before)
            typed = replace(typed, page=kind, heading=heading, fields=found)
            if not found and left is not None and left.fields and focus is None:
                typed = replace(left, asked=told, put_by=put_by)  # not given back yet: it stays
        if focus is not None:
            typed = replace(typed, field=focus.field, place=focus.place, cursor=focus.cursor)
        return typed

    def _write(self, what: Typed | None) -> None:
        """Once for every change. What the disk refuses is tried again with the next look."""
        if self._desk is None or _same(what, self._written):
            return
        with suppress(StoreFault):
            self._desk.keep_typed(what)
            self._written = what


def _same(one: Typed | None, other: Typed | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, at=other.at) == other


def _fits(page: Page, left: Typed) -> bool:
    return where.named(page) == (left.page, left.heading)
