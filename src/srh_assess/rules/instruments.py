"""A total that was scored elsewhere, beside what is known of that questionnaire: its range, and on
which terms it may be used. What a total means is for the clinician; nothing is worked out."""

from __future__ import annotations

from srh_assess.protocol.model import Protocol
from srh_assess.protocol.tables import Instrument
from srh_assess.rules.cited import CitedFact
from srh_assess.rules.view import View

WHICH, TOTAL = "X73", "F05"


def instrument_facts(protocol: Protocol, view: View) -> tuple[CitedFact, ...]:
    """The row of the questionnaire that was named; nothing while none is."""
    named = view.answers.get(WHICH)
    codes = named.codes if named is not None else ()
    return tuple(
        _fact(row, view) for code, row in protocol.tables.instruments.items() if code in codes
    )


def _fact(row: Instrument, view: View) -> CitedFact:
    answer = view.answers.get(TOTAL)
    total = answer.value if answer is not None else None
    outside = isinstance(total, int | float) and _outside(row, total)
    again = "Look at the total again: it lies outside." if outside else ""
    said = (_range(row), again, f"{row.instead}.", f"{row.licence}.")
    return CitedFact(
        row=row.id,
        kind="other",
        subject=row.name,
        title=row.purpose,
        flag=" ".join(part for part in said if part),
        prescriber="",
        letter="",
        source=row.source,
        evidence=row.evidence,
        reviewed=row.reviewed,
        review_by=row.review_by,
        because=(WHICH, *((TOTAL,) if total is not None else ())),
    )


def _outside(row: Instrument, total: float) -> bool:
    low, high = row.lowest, row.highest
    return (low is not None and total < low) or (high is not None and total > high)


def _range(row: Instrument) -> str:
    if row.lowest is None or row.highest is None:
        return "No range is known."
    return f"Totals lie between {row.lowest:g} and {row.highest:g}."
