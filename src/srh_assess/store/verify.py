"""Proving the record: the whole chain walked, every body opened, every projection rebuilt.

Finds an entry that was edited, dropped, swapped, duplicated, cut off or brought in from another
home, and a projection that the journal does not give. A rewrite of the whole chain by somebody
who holds the keys shows only against an anchor kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.facts import Entry
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.keeping import Disposed
from srh_assess.errors import StoreFault
from srh_assess.store import disposals, keys, opening, proving, schema
from srh_assess.store.anchor import Anchor
from srh_assess.store.bodies import opened_body
from srh_assess.store.chain import Head, Link, beginning
from srh_assess.store.connection import connect
from srh_assess.store.faults import in_words
from srh_assess.store.journal import Journal, entry_from, kind_of
from srh_assess.store.lists import Lists, rows
from srh_assess.store.opened import Opened

What = Literal[
    "number", "home", "previous", "hash", "anchor", "body", "fact", "kind", "projection", "stray",
    "world", "undestroyed", "uncertified", "list", "once",
]  # fmt: skip
Progress = Callable[[int, int], None]


class Misfit(Struct, frozen=True):
    """Something that does not fit: which entry (0: none in particular), and how."""

    number: int
    what: What


class Verdict(Struct, frozen=True, kw_only=True):
    """What a walk found. Clean when ``misfits`` is empty; the first is the earliest entry."""

    entries: int
    admissions: int
    newest: str
    misfits: tuple[Misfit, ...]

    @property
    def clean(self) -> bool:
        """Whether everything fits."""
        return not self.misfits


def walk(opened: Opened, progress: Progress | None = None) -> Verdict:
    """Walks the record of a home on a connection of its own, while it may be in use. Refuses
    a file in which a page is damaged.

    ``progress`` is told how many of how many entries have been walked, now and then.
    """
    path = opened.folder / opening.NAME
    if not path.exists():
        raise StoreFault("journal-missing", file=opening.NAME)
    anchor = Anchor(opened.folder, opened.home, opened.clinical)
    anchored, short = anchor.read(), len(disposals.read(opened)) < anchor.gone()
    with in_words():
        db = connect(path, keys.subkey(opened.clinical, "clinical.db"))
        try:
            opening.check_pages(db)
            with db.atomic():  # one snapshot, whoever writes meanwhile
                lists = Lists(db)
                journal = Journal(db, opened.home)
                version = opening.known_version(db)
                stand = version == schema.VERSION and lists.current()
                found = _walked(journal, lists if stand else None, opened.home, anchored, progress)
                once = proving.contradicted(journal, opened)
                marked = version >= schema.MARKED_SINCE
                crossed = marked and lists.of_another_world(opened.kind)
        finally:
            db.close()
    more = ((crossed, Misfit(0, "world")), (short, Misfit(0, "list")), (once, Misfit(once, "once")))
    return replace(found, misfits=(*found.misfits, *(misfit for true, misfit in more if true)))


def _walked(
    journal: Journal,
    lists: Lists | None,
    home: str,
    anchored: Head | None,
    progress: Progress | None,
) -> Verdict:
    """``lists`` are none where an earlier version made them: the next opening makes them anew."""
    entries, admissions = journal.counts()
    misfits = [*_chain(journal, home, anchored), *_disposals(journal)]
    if lists is not None and max(lists.counts()) > admissions:
        misfits.append(Misfit(0, "stray"))
    done = 0
    for admission in journal.admissions():
        walked, found = _admission(journal, lists, admission)
        misfits += found
        done += walked
        if progress is not None:
            progress(done, entries)
    return Verdict(
        entries=entries,
        admissions=admissions,
        newest=journal.head().hash.hex(),
        misfits=tuple(sorted(set(misfits), key=lambda m: (m.number == 0, m.number, m.what))),
    )


def _chain(journal: Journal, home: str, anchored: Head | None) -> Iterator[Misfit]:
    before = beginning(home)
    for link, kept in journal.links():
        if link.number != before.number + 1:
            yield Misfit(before.number + 1, "number")
        if link.home != home:
            yield Misfit(link.number, "home")
        if link.previous != before.hash:
            yield Misfit(link.number, "previous")
        if link.hash() != kept:
            yield Misfit(link.number, "hash")
        before = Head(link.number, kept)
    if anchored is None:
        yield Misfit(0, "anchor")
    elif journal.hash_of(anchored.number) != anchored.hash:
        yield Misfit(min(anchored.number, before.number + 1), "anchor")


def _disposals(journal: Journal) -> Iterator[Misfit]:
    """A key destroyed without the certificate that says so, and a key that is still there after
    its certificate."""
    certificates = tuple(_certified(journal))
    certified = {file for _, fact in certificates for file in fact.files}
    for file, number in journal.disposals():
        if file not in certified:
            yield Misfit(number, "uncertified")
        elif journal.key_of(file) is not None:
            yield Misfit(number, "undestroyed")
    for number, fact in certificates:
        if journal.left_of((fact.admission, *fact.with_it)):  # what it says itself has gone
            yield Misfit(number, "undestroyed")


def _certified(journal: Journal) -> Iterator[tuple[int, Disposed]]:
    try:
        yield from disposals.certified(journal)
    except StoreFault:
        return  # a body that does not open is named by the walk itself


def _admission(journal: Journal, lists: Lists | None, admission: str) -> tuple[int, list[Misfit]]:
    """How many entries of an admission were walked, and what does not fit."""
    key, disposed = journal.key_of(admission), journal.disposed(admission)
    opened = [_opened(link, sealed, key) for link, sealed in journal.sealed(admission)]
    if disposed:
        return len(opened), []
    misfits = [found for found in opened if isinstance(found, Misfit)]
    if misfits:
        return len(opened), misfits
    entries = [found for found in opened if isinstance(found, Entry)]
    if lists is not None and lists.held(admission) != rows(fold_all(admission, entries)):
        return len(opened), [Misfit(entries[-1].number, "projection")]
    return len(opened), []


def _opened(link: Link, sealed: bytes | None, key: bytes | None) -> Entry | Misfit:
    body = opened_body(key, link, sealed) if key is not None else None
    if body is None:
        return Misfit(link.number, "body")
    try:
        entry = entry_from(link, body)
    except StoreFault:
        return Misfit(link.number, "fact")
    return entry if kind_of(entry.fact) == link.kind else Misfit(link.number, "kind")
