"""The check of the journal's newest part at each opening: does it chain, does the anchor hold."""

from __future__ import annotations

from srh_assess.errors import StoreFault
from srh_assess.store.chain import Head
from srh_assess.store.journal import Journal

CHECKED = 1000


def check_tail(journal: Journal, head: Head, anchored: Head | None) -> None:
    """Refuses a journal whose newest entries do not chain, that ends before its anchor, that
    says something else at its anchor, or whose anchor is gone."""
    if anchored is None:
        raise StoreFault("anchor-missing")
    if anchored.number > head.number:
        raise StoreFault("journal-cut", newest=str(head.number), anchored=str(anchored.number))
    if journal.hash_of(anchored.number) != anchored.hash:
        raise StoreFault("journal-rewritten", number=str(anchored.number))
    before = max(0, head.number - CHECKED)
    previous = journal.hash_of(before)
    for link, kept in journal.links(after=before):
        if link.previous != previous or link.hash() != kept:
            raise StoreFault("journal-broken", number=str(link.number))
        previous = kept
