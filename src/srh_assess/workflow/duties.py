"""Which action of the role table a fact is: what a session asks before it writes one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from srh_assess.assessment import deciding, disclosing, facts, follow, informed, onward
from srh_assess.assessment.fact import Fact

ASSESS = "assess"
OPENED_FOR = ""
"""A task, or a no of the program, belongs to the duty for which the record was opened."""
_OTHER: Mapping[type[Fact], str] = MappingProxyType(
    {
        facts.ShareDecided: "send_letters",
        facts.ShareWithdrawn: "send_letters",
        facts.LetterMade: "send_letters",
        facts.LetterSent: "send_letters",
        disclosing.OverrideProposed: "propose_override",
        disclosing.OverrideDecided: "decide_override",
        disclosing.OverrideUsed: "send_letters",
        disclosing.OverrideReviewed: OPENED_FOR,
        disclosing.PoliceRequested: "log_police",
        disclosing.PoliceAnswered: "answer_police",
        disclosing.OwnReport: "own_report",
        disclosing.HarmReported: "write_harm",
        disclosing.HarmHandled: "handle_harms",
        **dict.fromkeys(follow.KINDS, "follow_needs"),
        onward.ReceiverNamed: "follow_needs",
        informed.InformationGiven: "send_letters",
        deciding.TaskOpened: OPENED_FOR,
        deciding.TaskClosed: OPENED_FOR,
        deciding.Blocked: OPENED_FOR,
    }
)


def of(fact: Fact) -> str:
    """The action; everything that stands in no row is part of the assessment."""
    return of_kind(type(fact))


def of_kind(kind: type[Fact]) -> str:
    """The same of a kind of fact."""
    return _OTHER.get(kind, ASSESS)
