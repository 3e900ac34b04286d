"""What changed between two versions of the protocol, as a list a clinician can read.

Two handbooks are compared, entry by entry: what differs is said in the same words in which it is
signed. What a handbook does not show does not exist for this list; a contract test keeps the
handbook whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from msgspec import Struct

from srh_assess.protocol.handbook import handbook
from srh_assess.protocol.handbook_tree import Cell, Chapter, Entry, Handbook
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.plain import Line

T = TypeVar("T")
Mark = Literal["-", "+", " "]
_NOT_COMPARED = frozenset({"about", "review"})


class Said(Struct, frozen=True):
    """One line of a change: gone, new, or only there to show where it stands."""

    mark: Mark
    line: Line


class Change(Struct, frozen=True, kw_only=True):
    """What differs under one label of an entry."""

    label: str
    lines: tuple[Said, ...]


class Difference(Struct, frozen=True, kw_only=True):
    """One thing of the protocol that is new, gone, or not as it was."""

    chapter: str
    title: str
    what: Literal["new", "gone", "changed"]
    changes: tuple[Change, ...] = ()


def differences(old: Protocol, new: Protocol) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the new handbook. Load both with their cases."""
    return tuple(_differences(handbook(old), handbook(new)))


def as_lines(old: Protocol, new: Protocol) -> Iterator[str]:
    """The same to print or to show."""
    yield f"From version {old.version} ({old.content_hash})"
    yield f"  to version {new.version} ({new.content_hash})"
    found = differences(old, new)
    counted = {what: sum(one.what == what for one in found) for what in ("new", "changed", "gone")}
    yield ", ".join(f"{count} {what}" for what, count in counted.items())
    chapter = ""
    for one in found:
        if one.chapter != chapter:
            chapter = one.chapter
            yield ""
            yield chapter
        yield f"  {one.title}: {one.what}"
        for change in one.changes:
            yield f"    {change.label}"
            for said in change.lines:
                yield f"      {said.mark} {'  ' * said.line.depth}{said.line.text}"


def _differences(old: Handbook, new: Handbook) -> Iterator[Difference]:
    before, after = _by_id(old.chapters), _by_id(new.chapters)
    for id in _in_order(before, after):
        if id not in _NOT_COMPARED:
            yield from _chapter(before.get(id), after.get(id))


def _chapter(old: Chapter | None, new: Chapter | None) -> Iterator[Difference]:
    title = (new or old or _NO_CHAPTER).title
    before, after = _by_id(old.entries if old else ()), _by_id(new.entries if new else ())
    for id in _in_order(before, after):
        was, now = before.get(id), after.get(id)
        if was is None:
            yield Difference(chapter=title, title=after[id].title, what="new")
        elif now is None:
            yield Difference(chapter=title, title=was.title, what="gone")
        elif changes := tuple(_entry(was, now)):
            yield Difference(chapter=title, title=now.title, what="changed", changes=changes)


_NO_CHAPTER = Chapter(id="", title="")


def _entry(old: Entry, new: Entry) -> Iterator[Change]:
    titles = Line(old.title), Line(new.title)
    yield from _changed("Title", titles[:1], titles[1:])
    before, after = _facts(old), _facts(new)
    for label in _in_order(before, after):
        yield from _changed(label, before.get(label, ()), after.get(label, ()))


def _facts(entry: Entry) -> dict[str, tuple[Line, ...]]:
    """Facts by their label, and rows of tables by the name in their first cell."""
    found = {fact.label: fact.lines for fact in entry.facts}
    for table in entry.tables:
        for name, *cells in table.rows:
            found[f"Case {name[-1]}"] = tuple(_row(name[:-1], table.head, cells))
    return found


def _row(why: Cell, head: tuple[str, ...], cells: Iterable[Cell]) -> Iterator[Line]:
    yield from (Line(line) for line in why)
    for word, cell in zip(head[1:], cells, strict=True):
        yield Line(f"{word}:")
        yield from (Line(line, 1) for line in cell)


def _changed(label: str, old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[Change]:
    if old != new:
        yield Change(label=label, lines=tuple(_said(old, new)))


def _said(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[Said]:
    """The lines that differ, each below the lines that it hangs on, those shown once."""
    shown: set[tuple[bool, int]] = set()
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone = c == d
        lines, at = (old, a) if gone else (new, c)
        above = [place for place in _above(lines, at) if (gone, place) not in shown]
        shown.update((gone, place) for place in above)
        yield from (Said(" ", lines[place]) for place in above)
        yield from (Said("-", line) for line in old[a:b])
        yield from (Said("+", line) for line in new[c:d])


def _above(lines: tuple[Line, ...], at: int) -> tuple[int, ...]:
    """Where the lines stand that the one at this place hangs on, the outermost first."""
    found: list[int] = []
    depth = lines[at].depth
    for place in range(at - 1, -1, -1):
        if lines[place].depth < depth:
            depth = lines[place].depth
            found.append(place)
    return tuple(reversed(found))


def _by_id(rows: Iterable[T]) -> dict[str, T]:
    return {row.id: row for row in rows}  # type: ignore[attr-defined]  # chapters and entries


def _in_order(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    """The new ones in their order, then those that are gone."""
    yield from after
    yield from (name for name in before if name not in after)
