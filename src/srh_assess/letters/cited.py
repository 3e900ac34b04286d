"""What the reference tables say of her, one row a line, each with its source.

A row stands as it is: it is never weighed against another. A field lists the rows that it may
say, and a row stands only where every answer that it rests on is of the same box.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from srh_assess.assessment.identity import clinical_date
from srh_assess.letters.template import Field
from srh_assess.rules.cited import CitedFact, DueDate, DueState

Cited = CitedFact | DueDate
_OUR_NUMBER = re.compile(r" \([A-Z]\d\d[^)]*\)|:? [A-Z]\d\d\b")
_OUR_LIST = re.compile(r"Reference (?:table|facts)[^;]*")
"""Numbers and names of our own lists of sources say nothing to the reader."""
_UNDATED: Mapping[DueState, str] = {
    "in_date": "Not due yet",
    "soon": "Due soon",
    "may_be_due": "May be due",
    "due": "Due",
    "late": "Late",
    "not_known": "The date is not known",
    "ask": "To be asked about",
    "wait": "Waits for now",
    "not_called": "Not called",
    "self_refer": "Open to ask for, without an invitation",
}


def rows(
    field: Field, told: Iterable[Cited], reach: Collection[str]
) -> Iterator[tuple[Cited, str, str]]:
    """Each row that this field may say, with its label and its text. ``reach`` are the items of
    the box."""
    allowed = {*reach, *field.rests_on}
    for one in told:
        if _sort(one) == field.cited and one.row in field.only and allowed.issuperset(one.because):
            label, text = _words(field, one)
            yield one, label, f"{text} (reference: {_source(one)})"


def _source(one: Cited) -> str:
    said = _OUR_LIST.sub("this program’s table", one.source)
    return _OUR_NUMBER.sub("", said).rstrip(".")


def _sort(one: Cited) -> str:
    return "medicines" if isinstance(one, CitedFact) else one.kind


def _words(field: Field, one: Cited) -> tuple[str, str]:
    if isinstance(one, DueDate):
        return one.name, "; ".join((_days(one), *one.noted))
    text = field.said.get(one.row, one.title)
    until = f"; stopped, counts up to {clinical_date(one.until)}" if one.until else ""
    return one.subject, text + until


def _days(one: DueDate) -> str:
    """The days that can be said, none more exact than it is known. They stay as they are until
    an answer changes; without one, how it stands."""
    if one.due is None:
        return _UNDATED[one.state]
    if one.first == one.due:
        return f"Due on {clinical_date(one.due)}"
    since = f"from {clinical_date(one.first)}" if one.first else "already"
    return f"May be due {since}, and surely on {clinical_date(one.due)}"
