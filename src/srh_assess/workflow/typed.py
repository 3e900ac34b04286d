"""What stood typed on a page when somebody was interrupted, and where that was.

It says nothing about a woman and is no entry of her record: words that were never handed over. They
are given back to the same person on the same page, and only into a field in which nothing else
stands by then.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from srh_assess.store.opened import Opened


class Spot(Struct, frozen=True, kw_only=True):
    """Which room of the program was open, about whose stay, and at which of its pages."""

    room: str = ""
    about: str = ""
    here: str = ""


class Field(Struct, frozen=True, kw_only=True):
    """One field by its name and its place among those of the same name: what stood in it when
    the page opened, and what stands there now. A tick is ``on`` or nothing."""

    name: str
    place: int
    kind: Literal["words", "tick", "pick"]
    before: str
    now: str


class Asked(Struct, frozen=True, kw_only=True):
    """Words typed into a question that was closed before it was answered."""

    about: str
    heading: str
    label: str
    words: str


class PutBy(Struct, frozen=True, kw_only=True):
    """What stood in the fields of a page when another page was opened instead. ``spot`` says
    which page of which room, and about whom."""

    spot: Spot
    page: str
    heading: str
    fields: tuple[Field, ...]


class Typed(Struct, frozen=True, kw_only=True):
    """Everything of it, at one moment. ``page`` names the kind of page, and its heading;
    ``put_by`` are pages that were left before, the oldest first."""

    at: datetime
    spot: Spot
    page: str = ""
    heading: str = ""
    fields: tuple[Field, ...] = ()
    asked: tuple[Asked, ...] = ()
    field: str = ""
    place: int = 0
    cursor: int = -1
    put_by: tuple[PutBy, ...] = ()

    @property
    def holds_words(self) -> bool:
        """Whether something was being typed as it ended."""
        return bool(self.fields or self.asked)


def keep(opened: Opened, what: Typed) -> None:
    """On the disk, for this account alone."""
    from srh_assess.store import typed  # late: the first page needs nothing of the store

    typed.keep(opened, msgspec.json.encode(what))


def kept(opened: Opened) -> Typed | None:
    """What this account left; none when there is nothing, or nothing that can be read."""
    from srh_assess.store import typed
    from srh_assess.store.files import decoded

    raw = typed.kept(opened)
    return None if raw is None else decoded(raw, Typed)


def forget(opened: Opened) -> None:
    """It is handed over, or given up."""
    from srh_assess.store import typed

    typed.forget(opened)
