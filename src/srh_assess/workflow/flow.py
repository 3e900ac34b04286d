"""The path through an assessment: a map without widgets.

``pages`` says which pages there are for this record now, in order; ``after`` and ``before``
walk them. All are pure functions of the record and of what the rules said. A page that is
no longer on the map (because an answer changed) never traps: the walk goes on from where
it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.record import Record
from srh_assess.protocol.model import Item, Protocol
from srh_assess.rules import offers
from srh_assess.rules.findings import Findings

PageKind = Literal[
    "red_flags", "gate", "prepare", "opening", "questions", "quick", "declined", "needs", "check",
    "offers",
]  # fmt: skip

QUICK = "X31"
"""The one-sentence check, asked when the talk is put off."""
TAKING_PART = "taking_part"
PREPARE_ITEMS = (
    "X60", "X61", "X04", "X05", "X06", "X11", "X07", "X08", "X09", "R11", "X62",
)  # fmt: skip


class Page(Struct, frozen=True, kw_only=True):
    """One page: its id, what kind it is, the section it belongs to and the items it asks."""

    id: str
    kind: PageKind
    title: str
    section: str = ""
    items: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


def talk_declined(record: Record) -> bool:
    """Whether she said no, or not now, to the talk itself (O01) at its newest asking; or cannot
    decide about it now; or took her yes back."""
    answer = record.answers.get("O01")
    if offers.taking_part_closed(record):
        return True
    return answer is not None and bool(answer.codes & {"no", "not_now", "declined", "ask_later"})


def asking_outcome(record: Record) -> Literal["go", "partial", "defer"] | None:
    """Which set of questions is asked now: the gate as decided, or nothing aloud after her no."""
    gate = record.gate
    if gate is None:
        return None
    return "defer" if talk_declined(record) else gate.outcome


def pages(protocol: Protocol, record: Record, findings: Findings) -> tuple[Page, ...]:
    """Every page of this sitting now, in order. Always begins with the notes and the gate,
    and always ends with *needs* and *check*, so that each path leads to a signature."""
    found = [_notes(findings), _gate()]
    gate = record.gate
    if gate is None:
        return tuple(found)
    if gate.outcome == "defer":
        found.append(_quick(findings))
    else:
        found.append(_prepare(findings))
        found.extend(_questions(protocol, record, findings))
        tests = () if talk_declined(record) else offers.tests(protocol, findings)
        found.extend(_offered("tests", "Tests offered", tests))
    found.append(Page(id="needs", kind="needs", title="Needs and plan"))
    if gate.outcome != "defer" and not talk_declined(record):
        planned = offers.with_plan(protocol, record)
        found.extend(_offered("with_plan", "Treatment and referral", planned))
    found.append(Page(id="check", kind="check", title="Check and sign"))
    return tuple(found)


def _offered(id: str, title: str, decisions: tuple[str, ...]) -> list[Page]:
    """A page of her decisions, one row each; none without a decision."""
    page = Page(id=id, kind="offers", title=title, decisions=decisions)
    return [page] if decisions else []


def after(pages_now: tuple[Page, ...], current: str, order: Iterable[str] = ()) -> str:
    """The next page's id; the last page is its own next."""
    return _step(pages_now, current, 1, tuple(order))


def before(pages_now: tuple[Page, ...], current: str, order: Iterable[str] = ()) -> str:
    """The page before; the first page is its own predecessor."""
    return _step(pages_now, current, -1, tuple(order))


def _step(pages_now: tuple[Page, ...], current: str, by: int, order: tuple[str, ...]) -> str:
    ids = [page.id for page in pages_now]
    if current in ids:
        place = ids.index(current) + by
    else:
        earlier = order[: order.index(current)] if current in order else ()
        stood_after = [ids.index(page) for page in earlier if page in ids]
        place = max(stood_after, default=-1) + (1 if by > 0 else 0)
    return ids[min(max(place, 0), len(ids) - 1)]


def after_in(
    pages_now: tuple[Page, ...],
    wanted: Callable[[Page], bool],
    current: str,
    order: Iterable[str] = (),
) -> str:
    """The next of the wanted pages behind this one; empty behind the last of them."""
    page = current
    while (following := after(pages_now, page, order)) != page:
        if wanted(next(one for one in pages_now if one.id == following)):
            return following
        page = following
    return ""


def _shown(findings: Findings, wanted: Iterable[str]) -> tuple[str, ...]:
    return tuple(item for item in wanted if item in findings.asking.asked)


def _notes(findings: Findings) -> Page:
    asked = findings.asking.asked
    dated = tuple(i for i in ("X20", "X21", "X22", "X25") if i in asked)
    return Page(
        id="red_flags",
        kind="red_flags",
        title="Red flags from the notes",
        section="timing",
        items=("R12", *dated, *_shown(findings, ("R13", "X70"))),
    )


def _gate() -> Page:
    return Page(id="gate", kind="gate", title="Is now a good time?", section="timing")


def _quick(findings: Findings) -> Page:
    return Page(
        id="quick",
        kind="quick",
        title="One quick question",
        section="opening",
        items=_shown(findings, (QUICK,)),
    )


def _prepare(findings: Findings) -> Page:
    return Page(
        id="prepare",
        kind="prepare",
        title="Risks and the room",
        section="timing",
        items=_shown(findings, PREPARE_ITEMS),
    )


def _questions(protocol: Protocol, record: Record, findings: Findings) -> list[Page]:
    staff_sections = {section.id for section in protocol.sections if section.staff}
    asked = (protocol.items[i] for i in findings.asking.asked if i != QUICK)
    aloud = [
        item
        for item in asked
        if item.section not in staff_sections and (item.same_sitting or not item.staff)
    ]
    beside = _beside(protocol, findings)
    found = [
        Page(
            id=f"q:{key}",
            kind="opening" if section == "opening" else "questions",
            title=_section_name(protocol, section),
            section=section,
            items=tuple(id for item in items for id in (item.id, *beside.get(item.id, ()))),
        )
        for (section, key), items in _grouped(aloud).items()
    ]
    if offers.taking_part_open(record):
        opening = [page for page in found if page.section == "opening"]
        taking = replace(
            _offered(TAKING_PART, "Taking part", (offers.TAKING_PART,))[0], section="opening"
        )
        found.insert(found.index(opening[-1]) + 1 if opening else 0, taking)
    if talk_declined(record):
        declined = Page(
            id="declined",
            kind="declined",
            title="Thank you",
            section="opening",
            items=_shown(findings, ("X66",)),
        )
        return [*(page for page in found if page.section == "opening"), declined]
    return _her_order(found, record)


def _beside(protocol: Protocol, findings: Findings) -> Mapping[str, tuple[str, ...]]:
    """The facts that staff fill in on the page of a question, by that question."""
    found: dict[str, tuple[str, ...]] = {}
    for id in findings.asking.asked:
        host = protocol.items[id].beside
        if host:
            found[host] = (*found.get(host, ()), id)
    return found


def _grouped(items: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    """Items by section and page key, each page where its first item stands."""
    by_page: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        by_page.setdefault((item.section, item.page or item.id), []).append(item)
    return by_page


def _her_order(found: list[Page], record: Record) -> list[Page]:
    """The section chosen to begin with comes right after what cannot wait."""
    first = record.answers.get("X62")
    if first is None or not isinstance(first.value, str):
        return found
    ahead = [p for p in found if p.section in {"opening", "cannot_wait"}]
    chosen = [p for p in found if p.section == first.value and p not in ahead]
    return [*ahead, *chosen, *(p for p in found if p not in ahead and p not in chosen)]


def _section_name(protocol: Protocol, section: str) -> str:
    return next((s.name for s in protocol.sections if s.id == section), section)
