"""What the tables say of her, as letters and screens read it. Facts, each with its source.

How to use it. ``findings = evaluate(...)`` (or ``session.findings``) holds three tuples:

- ``findings.medicine_facts``: ``CitedFact`` for each note of each medicine taken, or stopped so
  lately that the note still counts (then ``until`` is the last such day);
- ``findings.reference_facts``: ``CitedFact`` of notes that belong to no medicine (a negative
  test too early, no period for months), shown because of what was answered;
- ``findings.due_dates``: ``DueDate`` for methods (``kind="method"``), screening
  (``"screening"``), vaccines (``"vaccine"``) and tests whose result counts fully only later
  (``"test"``).

A letter prints ``fact.subject``, ``fact.letter`` and ``fact.source``; the line for the responsible
clinician is ``fact.prescriber``; the nurse reads ``fact.flag``. Of a due date a letter prints
``name``, ``words`` (one plain sentence with the date in it, made for paper and screen) and
``source``; ``also`` holds sentences that must stand with it (*fitted before the licence changed*).
``because`` names the items that were answered: a letter prints a fact only where she agreed to
each of them. Rows are shown as they are, never combined into one result or a choice.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.answers import Answer
from srh_assess.clock import local
from srh_assess.protocol.tables import NoteKind

DueKind = Literal["method", "screening", "vaccine", "test"]
DueState = Literal[
    "in_date", "soon", "may_be_due", "due", "late", "not_known", "ask", "wait", "not_called",
    "self_refer",
]  # fmt: skip


class CitedFact(Struct, frozen=True, kw_only=True):
    """One row of a table that speaks of her. ``row`` is the note's id in the content."""

    row: str
    kind: NoteKind
    subject: str
    title: str
    flag: str
    prescriber: str
    letter: str
    source: str
    evidence: str
    reviewed: date
    review_by: date
    because: tuple[str, ...]
    until: date | None = None


class DueDate(Struct, frozen=True, kw_only=True):
    """When something of hers is due. ``first`` is the first day on which it may be due (an
    uncertain date, an earlier licence), ``due`` the day on which it surely is, ``late`` the last
    day before it counts as late; each only where it can be said. ``noted`` is what a letter says
    beside the days."""

    row: str
    kind: DueKind
    name: str
    state: DueState
    words: str
    also: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    letter: str = ""
    first: date | None = None
    due: date | None = None
    late: date | None = None
    source: str
    evidence: str
    reviewed: date
    review_by: date
    because: tuple[str, ...]


def days_of(answer: Answer | None) -> tuple[date | None, date | None]:
    """The first and the last day on which it can have been; nothing where nothing is known."""
    if answer is None or not answer.when.known:
        return None, None
    earliest, latest = answer.when.earliest, min(answer.when.latest or answer.taken, answer.taken)
    return (local(earliest).date() if earliest else None), local(latest).date()
