"""The list of words that judge, doubt or label, from ``resources/language/terms.toml``.

Versioned content like the rest: every row has its source and its dates. What is done with it
is advice (``rules.language``), never a wall.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from srh_assess.errors import ContentFault
from srh_assess.protocol.model import Sourced
from srh_assess.protocol.read import only, read, rows
from srh_assess.shipped import shipped


class Term(Sourced, frozen=True, kw_only=True):
    """One row: the words, why they hurt, what could stand instead.

    ``exact`` minds capitals. ``unless``: phrases in which the word means something else.
    ``near``: it counts only beside one of these in the same sentence; ``not_near``: it does not
    count beside one of these. ``sense`` is for people who read the list.
    """

    id: str
    words: tuple[str, ...]
    why: str
    instead: tuple[str, ...]
    sense: str = ""
    exact: bool = False
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


class Terms(Struct, frozen=True, kw_only=True):
    """The whole list with its version."""

    version: str
    rows: tuple[Term, ...]


def load(folder: Path | None = None) -> Terms:
    """The list. Refuses one without a version, or with a row that stands twice."""
    file = read(folder or shipped("language"), "terms.toml")
    only(file, "version", "defaults", "term")
    version = file.tables.get("version")
    if not isinstance(version, str):
        raise ContentFault("content-missing-field", file=file.name, where="top", field="version")
    seen: dict[str, Term] = {}
    for row in rows(file, "term", Term):
        if row.value.id in seen:
            raise ContentFault("content-twice", file=file.name, where=row.where, other=file.name)
        seen[row.value.id] = row.value
    return Terms(version=version, rows=tuple(seen.values()))
