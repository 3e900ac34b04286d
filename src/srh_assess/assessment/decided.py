"""What her decisions come to: findings, consents, acts, authorities and tasks, as they stand.

Part of the record, made only by ``fold``. There is no word here about her ability as such: a
finding belongs to one decision and one time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import capacity, deciding, disclosing, drafting
from srh_assess.assessment.fact import Fact


class Kept(Struct, frozen=True, kw_only=True):
    """A fact with its time and its author, and what came of it later."""

    at: datetime
    author: str
    fact: Any
    ended: datetime | None = None
    by_second: tuple[str, ...] = ()
    later: tuple[Any, ...] = ()


NONE: Mapping[str, Kept] = MappingProxyType({})


class Decided(Struct, frozen=True, kw_only=True):
    """All of it, by id, oldest first."""

    findings: Mapping[str, Kept] = NONE
    states: tuple[capacity.StateChanged, ...] = ()
    advances: Mapping[str, Kept] = NONE
    consents: Mapping[str, Kept] = NONE
    planned: Mapping[str, Kept] = NONE
    done: Mapping[str, Kept] = NONE
    best_interests: Mapping[str, Kept] = NONE
    authorities: Mapping[str, Kept] = NONE
    tasks: Mapping[str, Kept] = NONE
    overrides: Mapping[str, Kept] = NONE
    requests: Mapping[str, Kept] = NONE
    reports: Mapping[str, Kept] = NONE
    harms: Mapping[str, Kept] = NONE
    voices: Mapping[str, Kept] = NONE
    blocked: tuple[Kept, ...] = ()
    drafts: Mapping[str, Kept] = NONE


def step(decided: Decided, at: datetime, author: str, fact: Fact) -> Decided:
    """The state after one more fact of ``KINDS``. One that follows nothing changes nothing."""
    kept = Kept(at=at, author=author, fact=fact)
    if isinstance(fact, capacity.StateChanged):
        return replace(decided, states=(*decided.states, fact))
    if isinstance(fact, deciding.Blocked):
        return replace(decided, blocked=(*decided.blocked, kept))
    if isinstance(fact, drafting.FormDrafted):
        return _put(decided, "drafts", drafting.key(fact.decision, author), kept)
    if isinstance(fact, capacity.CapacityFound):
        decided = _undrafted(decided, drafting.key(fact.decision, author))
    if type(fact) in _BEGINS:
        part, key = _BEGINS[type(fact)]
        return _put(decided, part, str(getattr(fact, key)), kept)
    part, key, change = _GOES_ON[type(fact)]
    before: Kept | None = getattr(decided, part).get(getattr(fact, key))
    if before is None:
        return decided
    return _put(decided, part, getattr(fact, key), change(before, kept))


def _put(decided: Decided, part: str, key: str, kept: Kept) -> Decided:
    changed = {**getattr(decided, part), key: kept}
    return replace(decided, **{part: MappingProxyType(changed)})


def _undrafted(decided: Decided, key: str) -> Decided:
    """Without what was typed on the way to a finding that is made now."""
    drafts = {one: kept for one, kept in decided.drafts.items() if one != key}
    return replace(decided, drafts=MappingProxyType(drafts))


def _ended(before: Kept, now: Kept) -> Kept:
    return replace(before, ended=now.at, later=(*before.later, now.fact))


def _seconded(before: Kept, now: Kept) -> Kept:
    return replace(
        before, by_second=(*before.by_second, now.author), later=(*before.later, now.fact)
    )


def _followed(before: Kept, now: Kept) -> Kept:
    return replace(before, later=(*before.later, now.fact))


_BEGINS: Mapping[type[Fact], tuple[str, str]] = {
    capacity.CapacityFound: ("findings", "finding"),
    capacity.AdvanceRecorded: ("advances", "advance"),
    deciding.Consented: ("consents", "consent"),
    deciding.ActPlanned: ("planned", "act"),
    deciding.ActDone: ("done", "act"),
    deciding.BestInterests: ("best_interests", "form"),
    deciding.AuthorityRecorded: ("authorities", "authority"),
    deciding.TaskOpened: ("tasks", "task"),
    disclosing.OverrideProposed: ("overrides", "override"),
    disclosing.PoliceRequested: ("requests", "request"),
    disclosing.OwnReport: ("reports", "report"),
    disclosing.HarmReported: ("harms", "harm"),
    disclosing.VoiceGiven: ("voices", "voice"),
}
_GOES_ON: Mapping[type[Fact], tuple[str, str, Callable[[Kept, Kept], Kept]]] = {
    capacity.AdvanceWithdrawn: ("advances", "advance", _ended),
    deciding.ConsentWithdrawn: ("consents", "consent", _ended),
    deciding.AskingAgain: ("consents", "consent", _followed),
    deciding.ActCancelled: ("planned", "act", _ended),
    deciding.BestInterestsAgreed: ("best_interests", "form", _seconded),
    deciding.AuthorityConfirmed: ("authorities", "authority", _seconded),
    deciding.TaskClosed: ("tasks", "task", _ended),
    disclosing.OverrideDecided: ("overrides", "override", _seconded),
    disclosing.OverrideUsed: ("overrides", "override", _ended),
    disclosing.OverrideReviewed: ("overrides", "override", _followed),
    disclosing.PoliceAnswered: ("requests", "request", _ended),
    disclosing.HarmHandled: ("harms", "harm", _followed),
    disclosing.VoiceHandled: ("voices", "voice", _followed),
}

KINDS: tuple[type[Fact], ...] = (
    *_BEGINS,
    *_GOES_ON,
    capacity.StateChanged,
    deciding.Blocked,
    drafting.FormDrafted,
)
"""Every kind of fact that says something here."""
