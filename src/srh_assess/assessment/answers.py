"""An answer: a value or a state, with its source and with when it was true."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

Value = str | int | float | tuple[str, ...]


class State(StrEnum):
    """What stands in place of a value. None of these ever becomes *no*."""

    DECLINED = "declined"
    UNSURE = "unsure"
    ASK_LATER = "ask_later"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


class Source(StrEnum):
    """Where an answer came from."""

    ASKED = "asked"
    NOTES = "notes"
    PAPER = "paper"
    CARER = "carer"
    HANDOVER = "handover"


class When(Struct, frozen=True):
    """When something was so: exact (both bounds equal), approximate, or unknown (no bound).

    Bounds are aware datetimes in UTC, ``earliest <= latest``.
    """

    earliest: datetime | None = None
    latest: datetime | None = None

    @classmethod
    def exactly(cls, moment: datetime) -> When:
        """A known moment."""
        return cls(moment, moment)

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the time."""
        return self.earliest is not None or self.latest is not None

    @property
    def exact(self) -> bool:
        """Whether it is one moment."""
        return self.earliest is not None and self.earliest == self.latest


UNKNOWN = When()


class Answer(Struct, frozen=True, kw_only=True):
    """One answer to one item: exactly one of ``value`` and ``state`` is set.

    ``when`` is the time of what is told (the sex, the fitting, the test); ``taken`` is when
    she, or the notes, said so. ``entry`` is the journal entry that holds it.
    """

    item: str
    taken: datetime
    value: Value | None = None
    state: State | None = None
    source: Source = Source.ASKED
    when: When = UNKNOWN
    words: str = ""
    because: str = ""
    sitting: str = ""
    entry: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """The option codes or the state, as conditions compare them."""
        if self.state is not None:
            return frozenset({self.state.value})
        if isinstance(self.value, tuple):
            return frozenset(self.value)
        return frozenset({self.value}) if isinstance(self.value, str) else frozenset()
