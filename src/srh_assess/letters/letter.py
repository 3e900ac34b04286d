"""A letter as a frozen tree of blocks, its plain text and its digest.

The tree is what she agrees to: her consent names its digest. Marks that come and go without
changing a word of it (draft, copy, training, the moment of printing) are not part of it;
they are a ``Printing``.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

import msgspec
from msgspec import Struct

from srh_assess.assessment.identity import clinical_moment

Role = Literal[
    "sender", "addressee", "reference", "urgency", "marking", "identity", "greeting", "request",
    "section", "facts", "list", "text", "signature", "copies", "notice", "empty",
]  # fmt: skip


class Sender(Struct, frozen=True, kw_only=True):
    """Who writes, from the unit's settings and the signed-in nurse.

    ``address`` is the neutral return address (the post room); ``ward`` is printed only where
    she agreed to be known as an inpatient. ``registration`` is empty where the trust prints
    none.
    """

    trust: str
    ward: str = ""
    address: tuple[str, ...] = ()
    phone: str
    mailbox: str = ""
    clinician: str
    role: str
    registration: str = ""


class Recipient(Struct, frozen=True, kw_only=True):
    """The named reader. ``address`` is what the window of the envelope shows below
    ``envelope_name`` (a neutral name where the real one would tell the subject)."""

    id: str
    name: str
    address: tuple[str, ...] = ()
    envelope_name: str = ""
    hers: bool = False

    @property
    def window(self) -> tuple[str, ...]:
        """The lines behind the window."""
        return (self.envelope_name or self.name, *self.address)


class Row(Struct, frozen=True, kw_only=True):
    """One line on paper: a sentence, or *label: value*, and what it came from."""

    text: str
    label: str = ""
    origin: tuple[str, ...] = ()
    box: str = ""


class Block(Struct, frozen=True, kw_only=True):
    """One block in reading order. ``bold`` marks what a reader must not miss."""

    role: Role
    heading: str = ""
    rows: tuple[Row, ...] = ()
    bold: bool = False
    boxed: bool = False


class Letter(Struct, frozen=True, kw_only=True):
    """The whole letter. ``footer`` is the identity on every page (her copy: from page 2)."""

    id: str
    version: int
    kind: Literal["letter", "her_copy", "call_sheet"]
    recipient: Recipient
    dated: date
    blocks: tuple[Block, ...]
    footer: str = ""
    marking: str = ""
    notice: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing about her is in it yet."""
        return any(block.role == "empty" for block in self.blocks)

    @property
    def file_name(self) -> str:
        """A name that gives nothing away."""
        return f"SRH-{self.id}-v{self.version}.pdf"


class Printing(Struct, frozen=True, kw_only=True):
    """What one print or preview adds: marks and the moment, never a word of the letter.

    ``checked``: somebody looked for other people's names and for harm (her copy).
    ``logo`` is the trust's picture as PNG, beside its name.
    """

    at: datetime
    draft: bool = False
    copy: bool = False
    mark: str = ""
    large: bool = False
    checked: bool = False
    logo: bytes = b""

    @property
    def words(self) -> tuple[str, ...]:
        """The marks in words, because nobody hears a diagonal stamp."""
        marks = (
            self.mark,
            "DRAFT: not agreed, not sent" if self.draft else "",
            "COPY: printed before" if self.copy else "",
        )
        return tuple(mark for mark in marks if mark)


def told(letter: Letter) -> Iterator[tuple[str, Row | None]]:
    """Every line in reading order, with the row it is; a heading and the foot are none."""
    for block in letter.blocks:
        if block.heading:
            yield block.heading, None
        for row in block.rows:
            yield f"{row.label}: {row.text}" if row.label else row.text, row
        yield "", None
    for line in (letter.notice, letter.footer):
        if line:
            yield line, None


def lines(letter: Letter, printing: Printing | None = None) -> Iterator[str]:
    """Every line in reading order, as a screen reader gets it and as the paper has it."""
    yield from printing.words if printing else ()
    for text, _ in told(letter):
        yield text
    if printing:
        yield f"Printed {clinical_moment(printing.at)}"


def plain_text(letter: Letter, printing: Printing | None = None) -> str:
    """The letter as text, marks in words included."""
    return "\n".join(lines(letter, printing)).strip() + "\n"


def digest(letter: Letter) -> str:
    """SHA-256 over the reader and every word. Any change of either is another document."""
    content = {
        "kind": letter.kind,
        "recipient": msgspec.to_builtins(letter.recipient),
        "dated": letter.dated,
        "words": [unicodedata.normalize("NFC", line) for line in lines(letter)],
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
