"""Which readers her record points to, and which others there are for her to ask for.

A letter is listed where a confirmed need may be met by its reader, where she wished for the
reader, or where there is an answer of hers about it already. Nothing is chosen by it: every
other reader is one press away, and every box of every letter starts empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from srh_assess.assessment.record import Need
from srh_assess.letters.template import Template, kinds, load
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.document import HER_COPY, kind_of
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing, on_desk
from srh_assess.workflow.unit import Unit

_SOONEST = ("E", "S", "48", "7", "R", "")
_CLINIC = "Z02"
"""Whether she would like to see the visiting clinic."""
_VISITS = "srh_in_reach"
WISHED = "Wished for in the talk"
ASKED = "Asked about before"
TOLD_ONLY = ("told_laboratory", "told_public_health", "told_counts")
"""Sayings about those who are told the least and are not asked about apart (law and ethics B1)."""


class Reader(Struct, frozen=True, kw_only=True):
    """One letter on the list, and why it is there: needs by name, a wish, an answer before."""

    sharing: Sharing
    because: tuple[str, ...] = ()


class Other(Struct, frozen=True, kw_only=True):
    """A reader that nothing points to: she may ask for it all the same."""

    kind: str
    name: str


def listed(desk: Desk, session: Session, *more: str) -> tuple[Reader, ...]:
    """The letters her record points to, the soonest need first, her own copy last. ``more``
    are kinds that were asked for from the picker."""
    found = []
    for kind in kinds():
        sharing = on_desk(desk, session, kind)
        because, soonest = _because(session, sharing)
        if because or sharing.hers or kind in more:
            found.append((sharing.hers, soonest, Reader(sharing=sharing, because=because)))
    return tuple(reader for *_, reader in sorted(found, key=lambda one: one[:2]))


def others(unit: Unit, there: tuple[Reader, ...]) -> tuple[Other, ...]:
    """Every other kind of letter, by name."""
    taken = {reader.sharing.template.id for reader in there}
    rest = [one for one in map(load, kinds()) if one.id not in taken and not one.onward]
    named = [Other(kind=one.id, name=_name(unit, one)) for one in rest]
    return tuple(sorted(named, key=lambda one: one.name.casefold()))


def _name(unit: Unit, template: Template) -> str:
    """What the letter is called, and the unit's own name of its reader where it has one."""
    own = unit.names.get(template.destination, "")
    return f"{template.name} ({own})" if own else template.name


def _because(session: Session, sharing: Sharing) -> tuple[tuple[str, ...], int]:
    """Why a letter is listed, and how soon its most urgent need is."""
    template = sharing.template
    if template.kind == HER_COPY:
        return (), len(_SOONEST)
    if template.onward:
        return _onward(session, sharing)
    needs = [need for need in session.record.needs.values() if _points(session, template, need)]
    rules = [session.protocol.needs[need.id] for need in needs]
    ranks = [_SOONEST.index(rule.urgency) for rule in rules]
    because = (*(rule.name for rule in rules), *_wishes(session, sharing))
    return tuple(dict.fromkeys(because)), min(ranks, default=len(_SOONEST))


def _onward(session: Session, sharing: Sharing) -> tuple[tuple[str, ...], int]:
    """A handover is listed once somebody is named for it, and where she was asked about it."""
    named = session.record.onward
    because = [f"{named.receiver} is named"] if named is not None else []
    if sharing.shares:
        because.append(ASKED)
    return tuple(because), _SOONEST.index("48")


def _wishes(session: Session, sharing: Sharing) -> Iterator[str]:
    answer = session.findings.asking.visible.get(_CLINIC)
    visit = answer is not None and answer.value == "yes" and sharing.template.id == _VISITS
    if visit or (sharing.wish == "yes" and not sharing.template.urgent_for):
        yield WISHED
    if any(kind_of(one.fact) == sharing.template.id for one in session.record.shares.values()):
        yield ASKED


def _points(session: Session, template: Template, need: Need) -> bool:
    """Whether this need may be met by this letter's reader, and no other letter to the same
    reader is meant for it."""
    rule = session.protocol.needs.get(need.id)
    if rule is None or need.decided is None or need.decided.state != "confirmed":
        return False
    if need.plan is not None and need.plan.wants == "no":
        return False
    if need.id not in template.asks or template.destination not in rule.destinations:
        return False
    same = (load(kind) for kind in kinds())
    meant = [one.id for one in same
             if one.destination == template.destination and need.id in one.urgent_for]  # fmt: skip
    return not meant or template.id in meant
