"""The words of sharing without agreement: for the form, the list and whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from srh_assess.assessment.disclosing import CourtOrder, OverrideProposed
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.naming import woman
from srh_assess.rules.grounds import GROUNDS
from srh_assess.ui.pages.override_police import lines as police_lines
from srh_assess.ui.widgets.rows import Fact
from srh_assess.workflow.unagreed import Unagreed

STARTS: Mapping[str, str] = {
    "no": "{She} said no to this reader",
    "lacks": "{She} cannot decide this now",
    "cannot_ask": "{She} cannot be asked",
}
AT_RISK: Mapping[str, str] = {
    "others": "Somebody else",
    "child": "A child",
    "both": "{She} and others",
    "herself": "{She} alone",
}
ASKED: Mapping[str, str] = {"asked": "{She} was asked", "not_asked": "{She} was not asked"}
TOLD: Mapping[str, str] = {
    "before": "Told before it goes",
    "after": "Told right after",
    "not": "Not told yet",
}
ROLES: Mapping[str, str] = {
    "caldicott": "Caldicott Guardian or deputy",
    "safeguarding_lead": "Safeguarding lead",
    "consultant": "Consultant",
    "senior": "Another senior",
}
ADVISERS = (
    "Caldicott Guardian or deputy", "Safeguarding lead", "Information governance", "Legal adviser",
)  # fmt: skip
FIRST = "Ring first. Nothing here comes before a call; it is written down afterwards"
TEXTS: Mapping[str, tuple[str, str]] = {
    "necessity": ("Why this reader, and why now", ""),
    "alternatives": (
        "What else was tried or thought of",
        "Advice without a name, an own report, agreement later, help instead",
    ),
    "harm_to_her": ("What it may do to {her}", ""),
    "harm_to_trust": ("What it may do to trust", "Here, and of others who ask for help"),
    "harm_to_others": ("What it may do to others", ""),
    "objection": ("What {she} says against it", "Write that it is not known, if it is not"),
}
LEFT_AT: Mapping[str, str] = {
    "what it starts from": "opened_from",
    "the ground": "basis",
    "why now": "necessity",
    "why this reader, why now": "necessity",
    "alternatives": "alternatives",
    "harm to the woman": "harm_to_her",
    "harm to trust": "harm_to_trust",
    "harm to others": "harm_to_others",
    "the objection": "objection",
    "the senior on call": "senior",
    "what the ground asks": "tests",
    "who is at risk": "at_risk",
    "whether the woman was asked": "asked",
    "whether the woman is told": "told",
    "advice from outside the team": "advice",
    "a complaint offered": "complaint",
    "the day of review": "review",
    "each item with its reason": "items",
    "the law": "law",
    "the order": "law",
    "the document and its reader": "items",
    "Whether the request was told": "police",
}
"""Where on the form each part stands that is still open."""


def rows(letter: Unagreed, fact: OverrideProposed) -> list[Fact]:
    """The whole proposal, line by line, for whoever decides on it or looks back at it."""
    tell = woman(letter.session.record.identity).tell
    return [
        Fact(id=str(place), label=label, value=value)
        for place, (label, value) in enumerate(_lines(letter, fact, tell))
        if value
    ]


def _lines(
    letter: Unagreed, fact: OverrideProposed, tell: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    ground = GROUNDS[fact.basis]
    yield "Reader", letter.recipient.name
    yield "It starts from", tell(STARTS[fact.opened_from])
    if fact.police is not None:
        yield from police_lines(fact.police)
    yield "Ground", tell(ground.words)
    yield "The law", fact.law
    if fact.order is not None:
        yield from _order(fact.order)
    for one in fact.tests:
        yield tell(ground.asks.get(one.asks, "")), one.answer
    yield "Who is at risk", tell(AT_RISK.get(fact.at_risk, ""))
    yield "Asked", tell(ASKED.get(fact.asked, ""))
    yield "Said to it", f"“{fact.her_words}”" if fact.her_words else ""
    yield "Why not", fact.why_not_asked
    yield "Told", TOLD.get(fact.told, "")
    told_on = f", on {clinical_date(fact.told_on)}" if fact.told_on else ""
    yield (
        "Why not yet",
        f"{fact.told_reason}. Looked at by {fact.told_reviewer}{told_on}"
        if (fact.told_reason)
        else "",
    )
    for name, (label, _) in TEXTS.items():
        yield tell(label), getattr(fact, name)
    labels = {box.id: box.label for box in letter.boxes}
    for item in fact.items:
        yield f"Shares: {labels.get(item.item, item.item)}", item.why
    for said in fact.advice:
        yield f"Advice of {said.name}, {said.role}", f"{said.said} ({clinical_moment(said.at)})"
    yield "The senior on call", fact.senior
    yield "Complaint offered", "Yes" if fact.complaint_offered else ""
    yield "Looked at again on", clinical_date(fact.review_on) if fact.review_on else ""


def _order(order: CourtOrder) -> Iterator[tuple[str, str]]:
    yield "Court or coroner", order.court
    yield "Number of the order", order.reference
    yield "Date of the order", clinical_date(order.dated) if order.dated else ""
    yield "Where the order is filed", order.kept_at
    yield "Read by", order.read_by
