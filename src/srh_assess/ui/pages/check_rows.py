"""Everything that was said and not said, as rows to read through together. No widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from srh_assess.assessment.answers import State
from srh_assess.assessment.naming import woman
from srh_assess.protocol.model import Item
from srh_assess.rules.words import OUTSIDE
from srh_assess.saying import sentences
from srh_assess.ui.pages.told import STATE_ICONS, answer_words, day_told, source_words
from srh_assess.ui.widgets.rows import Fact
from srh_assess.workflow import again
from srh_assess.workflow.session import Session

OPEN = "open"
_COUNTED = (
    ("answered", "Answered", "tick"),
    (State.UNSURE, "Unsure", "half-disc"),
    (State.DECLINED, "Would rather not say", "ring-bar"),
    (State.ASK_LATER, "Ask me later", "ring-hands"),
    (State.NOT_KNOWN, "Not known", "half-disc"),
    (OPEN, "No answer yet", "ring"),
    ("not_asked", "Not asked, each with its reason", "dash"),
)


class SectionRows(Struct, frozen=True, kw_only=True):
    """One section: what was asked, and what was not with its reason."""

    id: str
    name: str
    asked: tuple[Fact, ...]
    not_asked: tuple[Fact, ...]


class Count(Struct, frozen=True, kw_only=True):
    """How many answers of one kind there are."""

    kind: str
    words: str
    icon: str
    number: int


def sections(session: Session, *, link: str = "Change") -> tuple[SectionRows, ...]:
    """The sections in order, those with nothing in them left out. ``link`` is what can be
    done with a row; empty for none."""
    found = []
    for section in sorted(session.protocol.sections, key=lambda one: one.order):
        mine = [item for item in session.protocol.items.values() if item.section == section.id]
        asked = tuple(_asked(session, item, link) for item in mine if _is_told(session, item))
        left = tuple(_not_asked(session, item) for item in mine if _is_left_out(session, item))
        if asked or left:
            found.append(SectionRows(id=section.id, name=section.name, asked=asked, not_asked=left))
    return tuple(found)


def counts(session: Session) -> tuple[Count, ...]:
    """How many answers of each kind; kinds without any are left out."""
    found = Counter(_kinds(session))
    return tuple(
        Count(kind=kind, words=words, icon=icon, number=found[kind])
        for kind, words, icon in _COUNTED
        if found[kind]
    )


def _kinds(session: Session) -> Iterator[str]:
    visible = session.findings.asking.visible
    for item in session.protocol.items.values():
        if _is_left_out(session, item):
            yield "not_asked"
        elif _is_told(session, item):
            answer = visible.get(item.id)
            if answer is None:
                yield OPEN
            else:
                yield answer.state if answer.state is not None else "answered"


def _is_told(session: Session, item: Item) -> bool:
    """Whether it has a row: every answer, and every question of this talk without one."""
    asking = session.findings.asking
    if item.id in asking.visible:
        return True
    return item.id in asking.asked and (not item.staff or item.core or item.same_sitting)


def _is_left_out(session: Session, item: Item) -> bool:
    """Whether it belongs to the core talk and is not asked now. What no talk of this kind
    would ask is not listed."""
    return (item.core or item.same_sitting) and item.id in session.findings.asking.not_asked


def _asked(session: Session, item: Item, link: str) -> Fact:
    answer = session.findings.asking.visible.get(item.id)
    label = woman(session.record.identity).inside(item.label)
    link_name = f"{link}, {label}"
    if answer is None:
        return Fact(
            id=item.id,
            label=item.label,
            value="No answer yet",
            icon="ring",
            tone="attention",
            link="Answer" if link else "",
            link_name=f"Answer, {label}",
        )
    now = session.clock.now()
    old = item.id in again.grown_old(session.protocol, session.record, now)
    words = f"“{answer.words}”" if answer.words and not item.staff else answer.words
    aged = f"Asked {day_told(answer.taken, now)}: ask again" if old else ""
    parts = (answer_words(item, answer, now), words, source_words(answer, now), aged)
    return Fact(
        id=item.id,
        label=item.label,
        value=sentences(*parts),
        icon=STATE_ICONS[answer.state] if answer.state is not None else "",
        muted=old,
        link=link,
        link_name=link_name,
    )


def _not_asked(session: Session, item: Item) -> Fact:
    reason = session.findings.asking.not_asked[item.id]
    if reason == OUTSIDE["defer"]:
        gate = session.record.gate
        off = gate is not None and gate.outcome == "defer"
        reason = "the talk was put off" if off else "the talk did not go on"
    reason = reason.removeprefix("Not asked:").strip()
    return Fact(
        id=item.id,
        label=item.label,
        value=f"Not asked: {reason.rstrip('.')}",
        icon="dash",
        muted=True,
    )


def for_clinician(session: Session) -> tuple[Fact, ...]:
    """What the tables have the responsible clinician know, each row with its source."""
    findings = session.findings
    told = (*findings.medicine_facts, *findings.reference_facts)
    return tuple(
        Fact(
            id=f"{fact.row} {fact.subject}",
            label=fact.subject,
            value=f"{fact.prescriber} Source: {fact.source.rstrip('.')}.",
        )
        for fact in told
        if fact.prescriber
    )


ALONE = "item:"
"""How the page of an item begins that no page of the map asks: a fact from the notes."""


def page_with(session: Session, item: str) -> str:
    """The page of the map that asks an item, or one of its own beside the map."""
    if any(domain.item == item for domain in session.protocol.gate.domains):
        return "gate"
    return next((page.id for page in session.pages if item in page.items), ALONE + item)


def amended(session: Session, entry: str) -> tuple[str, ...]:
    """What was added beside an answer after it was signed, oldest first."""
    return tuple(
        sentences(fact.note, f"Reason: {fact.reason}")
        for fact in session.record.amendments
        if fact.amends == entry
    )


def signed_at(session: Session) -> datetime | None:
    """When the newest sitting was signed, if it is."""
    sittings = session.record.sittings
    return sittings[-1].signed_at if sittings else None
