"""What the handbook is made of: chapters, entries, facts, tables. Text only."""

from __future__ import annotations

from msgspec import Struct

from srh_assess.protocol.model import Sourced
from srh_assess.protocol.plain import Line

Cell = tuple[str, ...]


class Fact(Struct, frozen=True):
    """A label and what it says, in lines."""

    label: str
    lines: tuple[Line, ...]


class Table(Struct, frozen=True, kw_only=True):
    """A table; a cell holds lines. The first cell of a row names it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Entry(Struct, frozen=True, kw_only=True):
    """One thing of the protocol. ``id`` is its anchor, once in a handbook."""

    id: str
    title: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()


class Chapter(Struct, frozen=True, kw_only=True):
    """Entries of one kind, or of one section of questions."""

    id: str
    title: str
    intro: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


class Handbook(Struct, frozen=True, kw_only=True):
    """All of it, with what names the content."""

    title: str
    version: str
    content_hash: str
    chapters: tuple[Chapter, ...]


def fact(label: str, text: str) -> Fact:
    """A fact of one line; none where the text is empty."""
    return Fact(label, (Line(text),) if text else ())


def facts(*found: Fact) -> tuple[Fact, ...]:
    """Those that say something."""
    return tuple(one for one in found if one.lines)


def sourced(row: Sourced) -> tuple[Fact, ...]:
    """Where a row comes from, how sure it is, and its dates."""
    dates = f"{row.reviewed.isoformat()}, to look at again by {row.review_by.isoformat()}"
    return (fact("Source", row.source), fact("Evidence", row.evidence), fact("Reviewed", dates))
