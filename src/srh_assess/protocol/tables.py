"""The tables that stand beside the questions: medicines, methods, screening, tests, instruments.

A row tells what a source says, with the source beside it. None of them grades, chooses or
combines: what a row means for her is for the prescriber or the clinic.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from srh_assess.protocol.basis import Condition, Sourced

NoteKind = Literal["interaction", "pregnancy", "periods", "sexual", "other"]
Programme = Literal[
    "cervical", "breast", "hpv_vaccine", "mmr_vaccine", "hep_b_vaccine", "chlamydia"
]


class Span(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A length of time as calendars count it."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0


class Note(Sourced, frozen=True, kw_only=True):
    """What a source says of one or more medicines, of a method, or of what was found.

    ``flag`` is for the nurse, ``prescriber`` for the responsible clinician, ``letter`` what a
    letter must state. ``lasts`` is how long it still counts after the last dose; ``shown_when``
    the condition of a note that belongs to no medicine.
    """

    id: str
    kind: NoteKind
    title: str
    flag: str
    prescriber: str = ""
    letter: str = ""
    lasts: Span | None = None
    shown_when: Condition | None = None


class Medicine(Sourced, frozen=True, kw_only=True):
    """One medicine that can be chosen, found also by the words in ``also`` (brands, other
    names). ``counts_as`` are the classes of the short list it belongs to."""

    code: str
    name: str
    also: tuple[str, ...] = ()
    counts_as: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Sooner(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A shorter time that another source, or an earlier licence, gives. With ``fitted_until`` it
    speaks of what was fitted up to that day only. ``letter`` is what a letter says of it beside
    the days."""

    lasts: Span
    says: str
    fitted_until: date | None = None
    letter: str = ""


class Older(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of one fitted at that age or later: it may stay until another age."""

    fitted_at: int
    until_age: int
    says: str


class Method(Sourced, frozen=True, kw_only=True):
    """One method or product, and when it is due again.

    ``lasts`` missing: it has no due date of this kind. ``sooner`` gives an earlier date from
    which the clinic is asked; past ``late`` the cover is not sure any more.
    """

    id: str
    name: str
    event: str
    when: Condition
    lasts: Span | None = None
    late: Span | None = None
    sooner: Sooner | None = None
    older: Older | None = None
    says: str
    late_says: str = ""
    letter: str


class Screening(Sourced, frozen=True, kw_only=True):
    """One rule of a programme; the rules of a programme are read in their order.

    ``fixed`` settles it at once, without a date. Otherwise ``lasts`` counts from the time of the
    item ``counts_from`` (a test on or after ``test_from``, before ``test_before``, at an age
    from ``age_from``, below ``age_below``), or the due date is an age: ``born_due`` and,
    past which it is late, ``born_late``. ``late`` is how long after the due day it counts as late.
    """

    id: str
    programme: Programme
    name: str
    when: Condition
    fixed: Literal["", "due", "late", "in_date", "ask", "wait", "not_called", "self_refer"] = ""
    counts_from: str = ""
    test_from: date | None = None
    test_before: date | None = None
    age_from: int | None = None
    age_below: int | None = None
    lasts: Span | None = None
    born_due: Span | None = None
    born_late: Span | None = None
    late: Span | None = None
    says: str
    letter: str = ""


class TestWindow(Sourced, frozen=True, kw_only=True):
    """One test: of what, from which sample, and how long after contact its result counts fully.

    ``counts_from`` are the items whose time is that of the contact; without ``days``
    (or the setting that holds them) there is no window.
    """

    id: str
    infection: str
    test: str
    sample: str
    offer: str
    when: Condition
    counts_from: tuple[str, ...] = ()
    days: int | None = None
    days_setting: str = ""
    again: str = ""
    on_ward: str = ""
    letter: str = ""


class Instrument(Sourced, frozen=True, kw_only=True):
    """A questionnaire scored elsewhere: its name and the range of its total. No wording."""

    id: str
    name: str
    purpose: str
    lowest: float | None = None
    highest: float | None = None
    licence: str
    instead: str


class Tables(Struct, frozen=True, kw_only=True):
    """All of them, by id."""

    notes: Mapping[str, Note] = {}
    medicines: Mapping[str, Medicine] = {}
    methods: Mapping[str, Method] = {}
    screening: Mapping[str, Screening] = {}
    tests: Mapping[str, TestWindow] = {}
    instruments: Mapping[str, Instrument] = {}
