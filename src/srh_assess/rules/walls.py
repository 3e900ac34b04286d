"""One question for every fact about her decisions: what stands against it, as things stand?

Also a plan for a need: it says nothing of force, of secrecy, of a threat, or of leave as a
condition.

``workflow`` asks before it writes, ``verify`` asks of what was written: the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from srh_assess.assessment import capacity, deciding, disclosing, facts, her_record, onward
from srh_assess.assessment import keeping as kept
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.rules import capacity as finding
from srh_assess.rules import consent, following, keeping, override
from srh_assess.rules import her_record as for_her
from srh_assess.rules.onward import named_faults
from srh_assess.rules.plain_refusals import coerces


class Moment(Struct, frozen=True, kw_only=True):
    """Where a fact is to be written: on which record, when, by whom."""

    protocol: Protocol
    record: Record
    at: datetime
    author: str


def faults(moment: Moment, fact: Fact) -> tuple[str, ...]:
    """Codes of everything that stands against this fact; nothing for facts of other kinds."""
    asked = _ASKED.get(type(fact))
    return tuple(asked(moment, fact)) if asked else ()


_ASKED: Mapping[type[Fact], Callable[[Moment, Any], Iterable[str]]] = {
    **dict.fromkeys(
        kept.KINDS,
        lambda m, f: keeping.faults(m.record, f, local(m.at).date(), m.author),
    ),
    **dict.fromkeys(her_record.KINDS, lambda m, f: for_her.faults(m.record.for_her, f)),
    capacity.CapacityFound: lambda m, f: finding.finding_faults(m.protocol, m.record, f, m.at),
    capacity.AdvanceRecorded: lambda m, f: finding.advance_faults(m.protocol, m.record, f, m.at),
    capacity.AdvanceWithdrawn: lambda m, f: finding.advance_back_faults(
        m.protocol, m.record, f, m.at
    ),
    deciding.Consented: lambda m, f: consent.consent_faults(m.protocol, m.record, f, m.at),
    deciding.ActPlanned: lambda m, f: consent.planned_faults(m.record, f),
    deciding.ActDone: lambda m, f: consent.done_faults(m.protocol, m.record, f, m.at),
    deciding.BestInterests: lambda m, f: consent.best_interests_faults(
        m.protocol, m.record, f, m.at
    ),
    deciding.BestInterestsAgreed: lambda m, f: consent.agreed_faults(m.record, f, m.author, m.at),
    deciding.AuthorityRecorded: lambda m, f: consent.authority_faults(m.protocol, m.record, f),
    deciding.AuthorityConfirmed: lambda m, f: consent.confirmed_faults(m.record, f, m.author),
    deciding.TaskOpened: lambda m, f: (
        override.release_faults(m.record, f.about, m.author)
        if f.what == override.RELEASE
        else consent.task_faults(m.protocol, m.record, f, m.at)
    ),
    deciding.TaskClosed: lambda m, f: consent.closed_faults(m.record, f),
    onward.ReceiverNamed: lambda m, f: named_faults(m.record, f, m.at),
    facts.NeedPlanned: lambda _, f: ("no-coercion",) if coerces(f.step) else (),
    disclosing.OverrideProposed: lambda m, f: override.proposed_faults(
        m.protocol, m.record, f, m.at, m.author
    ),
    disclosing.OverrideDecided: lambda m, f: override.decided_faults(m.record, f, m.author),
    disclosing.OverrideUsed: lambda m, f: override.used_faults(m.record, f),
    disclosing.OverrideReviewed: lambda m, f: override.reviewed_faults(m.record, f, m.author),
    disclosing.PoliceRequested: lambda m, f: override.request_faults(f),
    disclosing.PoliceAnswered: lambda m, f: override.answer_faults(m.record, f, m.author),
    disclosing.OwnReport: lambda m, f: override.report_faults(m.record, f),
    disclosing.HarmReported: lambda m, f: override.harm_faults(m.record, f, m.at),
    disclosing.VoiceGiven: lambda m, f: override.voice_faults(m.record, f),
    disclosing.VoiceHandled: lambda m, f: override.handled_faults(m.record, f),
    **dict.fromkeys(
        following.KINDS,
        lambda m, f: following.following_faults(m.protocol, m.record, f, m.at, m.author),
    ),
}
