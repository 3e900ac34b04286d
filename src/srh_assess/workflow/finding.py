"""Finding a question by its words, and where the talk would ask it; or why it would not."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from srh_assess.protocol.model import Item
from srh_assess.rules.plan import plan_of
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session

MOST = 8
"""So many are shown; a longer list is not read, a further letter is typed."""
ALONE = "alone"
_AFTER_THE_GATE = "After the timing gate"


class Hit(Struct, frozen=True, kw_only=True):
    """One question: its short form, its section, and the page that asks it (``alone`` for a page
    of its own); without a page, the sentence that says why not."""

    item: str
    label: str
    section: str
    page: str = ""
    why_not: str = ""


def search(session: Session, words: str) -> tuple[Hit, ...]:
    """The questions in which every word stands, the best first: at the start of the short form,
    in it, then in the words to say or in the explanation."""
    sought = words.casefold().split()
    if not sought:
        return ()
    ranked = [
        (rank, place, item)
        for place, item in enumerate(session.protocol.items.values())
        if (rank := _rank(item, sought)) is not None
    ]
    ranked.sort(key=lambda found: found[:2])
    return tuple(hit(session, item) for _, _, item in ranked[:MOST])


def _rank(item: Item, sought: list[str]) -> int | None:
    label, more = item.label.casefold(), f"{item.say} {item.explain} {item.id}".casefold()
    if not all(word in label or word in more for word in sought):
        return None
    if label.startswith(" ".join(sought)):
        return 0
    return 1 if all(word in label for word in sought) else 2


def hit(session: Session, item: Item) -> Hit:
    """Where this question is asked now, or why it is not."""
    name = next(one.name for one in session.protocol.sections if one.id == item.section)
    page, why_not = _place(session, item)
    return Hit(item=item.id, label=item.label, section=name, page=page, why_not=why_not)


def _place(session: Session, item: Item) -> tuple[str, str]:
    record, asking = session.record, session.findings.asking
    page = next((p.id for p in session.pages if item.id in _items(session, p)), "")
    if page:
        return page, ""
    if item.id not in asking.shown:
        return "", asking.not_asked[item.id]
    if item.staff:
        return ALONE, ""
    if record.gate is None:
        return "", _AFTER_THE_GATE
    if flow.asking_outcome(record) == "go":
        return ALONE, ""
    return "", asking.not_asked.get(item.id, _AFTER_THE_GATE)


def asks(session: Session, page: flow.Page) -> bool:
    """Whether this talk, as it was decided, asks a question of a page: the short version asks
    less, also where an earlier talk has left answers."""
    outcome = flow.asking_outcome(session.record)
    if outcome is None:
        return False
    wanted = plan_of(session.protocol).sets[outcome] | set(session.findings.asking.extra)
    return bool(wanted & set(page.items))


def _items(session: Session, page: flow.Page) -> Iterator[str]:
    """What a page asks; the page of the gate asks of its areas."""
    yield from page.items
    if page.kind == "gate":
        yield from (domain.item for domain in session.protocol.gate.domains)
