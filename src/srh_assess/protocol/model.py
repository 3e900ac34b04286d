"""The protocol's words as frozen records. ``load`` makes them from ``resources/protocol``.

Every record that a clinician could dispute carries its ``source``, its ``evidence`` (how sure
the line is), the date it was ``reviewed`` and the date it must be looked at again
(``review_by``). A file may set these once at its top as defaults for its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from srh_assess.protocol.basis import Condition, Sourced
from srh_assess.protocol.tables import Tables

__all__ = ["Condition", "Sourced"]
"""What every row is built on stands in a module of its own, and can be had from here."""

Kind = Literal["yes_no", "one", "many", "date", "number", "scale", "text"]
Colour = Literal["", "green", "amber", "red"]


class NamedCondition(Sourced, frozen=True, kw_only=True):
    """A condition with a name, and the sentence that explains a skip caused by it."""

    name: str
    when: Condition
    because: str


class Option(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer that can be chosen. ``exclusive`` clears the others; ``dated`` asks when.

    ``counts_as``: options of the same item that a condition also finds in this one (a medicine
    is one of its class). ``searched``: one of a long table, found by typing its name
    or one of ``also``."""

    code: str
    label: str
    exclusive: bool = False
    dated: bool = False
    colour: Colour = ""
    hint: str = ""
    counts_as: tuple[str, ...] = ()
    searched: bool = False
    also: tuple[str, ...] = ()


class Item(Sourced, frozen=True, kw_only=True):
    """One question (``staff`` = filled in by staff, not asked aloud).

    ``say`` is the line to say aloud (or the staff prompt); ``label`` the short form in lists.
    ``event`` names what the time beside the answer is the time of; ``lookback_hours`` is how
    long ago it can have been at most when she does not know (the question's own span).
    ``skips`` are named conditions that hide it; ``shown_when`` must hold for it to show,
    else ``not_asked`` says why. ``bank`` = one of the 155 counted items. ``same_sitting``
    marks an item outside CORE that follows at once when it shows (a follow-up of a core item).
    ``table`` names the table whose rows stand behind its own options, to be searched.
    ``beside`` names the question on whose page a fact of staff is filled in.
    """

    id: str
    section: str
    kind: Kind
    say: str
    label: str
    explain: str = ""
    hint: str = ""
    how: str = ""
    why: str = ""
    unwell: str = ""
    options: tuple[Option, ...] = ()
    table: Literal["", "medicines"] = ""
    beside: str = ""
    states: tuple[str, ...] | None = None
    core: bool = False
    partial: bool = False
    same_sitting: bool = False
    staff: bool = False
    bank: bool = True
    event: str = ""
    lookback_hours: float | None = None
    shown_when: Condition | None = None
    not_asked: str = ""
    skips: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    page: str = ""
    sensitive: bool = False


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic of the rail, in order. ``preface`` is said before it."""

    id: str
    name: str
    short: str
    order: int
    staff: bool = False
    preface: str = ""
    do: str = ""
    avoid: str = ""
    unwell: str = ""


class Raised(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way a need is raised. ``unsure`` marks evidence that must be asked again."""

    when: Condition
    unsure: bool = False
    urgency: str = ""
    note: str = ""


class NeedRule(Sourced, frozen=True, kw_only=True):
    """One need of the catalogue."""

    id: str
    name: str
    urgency: Literal["E", "S", "48", "7", "R"]
    raised: tuple[Raised, ...]
    ward: str
    met: str
    destinations: tuple[str, ...] = ()
    banner: bool = False
    next_step: str = ""
    owner_role: str = ""


class Start(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way a clock is started: ``when`` must hold; ``item`` gives the time of the event
    (empty: the moment the answer was taken)."""

    when: Condition
    item: str = ""
    lookback_hours: float | None = None


class ClockRule(Sourced, frozen=True, kw_only=True):
    """One time-critical window. ``window_hours`` missing: it has no end of its own.

    ``never_closes_without`` names the items without which it cannot close (copper coil).
    """

    id: str
    name: str
    neutral: str
    counts_from: str
    starts: tuple[Start, ...]
    target_hours: float
    window_hours: float | None = None
    soft: bool = False
    action: str
    say: str = ""
    destinations: tuple[str, ...]
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    never_closes_without: tuple[str, ...] = ()
    interrupts: bool = True
    duty: str = ""


class Domain(Sourced, frozen=True, kw_only=True):
    """One of the gate's twelve domains: the item that gives its colour and how it counts.

    ``counts``: two of these ambers make PARTIAL; otherwise an amber adds ``prepare`` and
    counts only from the third. ``red``: what a red leads to.
    """

    id: str
    item: str
    name: str
    counts: bool
    red: Literal["defer", "partial"]
    prepare: str = ""
    open: str = ""


class Band(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A colour for numbers: applies when the number is below ``below`` (``above``: above)."""

    item: str
    colour: Colour
    at_least: float | None = None
    below: float | None = None
    over: float | None = None
    at_most: float | None = None


class Reason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a talk did not happen, as the gate and the barrier measure count it."""

    code: str
    label: str
    group: str
    side: Literal["system", "patient"]


class GateRule(Sourced, frozen=True, kw_only=True):
    """The timing gate (protocol B2 as decided)."""

    domains: tuple[Domain, ...]
    bands: tuple[Band, ...]
    reasons: tuple[Reason, ...]
    counted_for_partial: int
    others_count_from: int
    next_look_hours: float
    sentence: Mapping[str, str]


class Destination(Sourced, frozen=True, kw_only=True):
    """Where a need can be met and how to reach it. Police are not a destination. ``emergency``:
    nobody waits for a form before going there."""

    id: str
    label: str
    use: str
    urgency: str
    basis: str
    route: str
    ask_for: str = ""
    phone: str = ""
    internal: bool = False
    emergency: bool = False


class Decision(Sourced, frozen=True, kw_only=True):
    """A decision of hers, with what she needs to know to make it.

    ``best_interests`` names the reasons for which that form may be opened, none: it stays
    closed. ``intimate`` asks for a chaperone; ``stops`` is a wish to stop a method, taken up
    whatever was found; ``fraser``: under 16 the five points are asked as well. ``test``: it is
    offered after the questions, with the needs in ``offered_with``; what is no test is offered
    with the plan.
    """

    id: str
    name: str
    told: tuple[str, ...]
    best_interests: tuple[str, ...] = ()
    intimate: bool = False
    stops: bool = False
    fraser: bool = False
    test: bool = False
    offered_with: tuple[str, ...] = ()


class Setting(Sourced, frozen=True, kw_only=True):
    """A number a clinician could dispute that belongs to no row (hours, days, ages).

    A unit may set its own value where the content gives bounds for it (``least``, ``most``);
    ``shipped`` then holds the value that the content came with.
    """

    id: str
    value: float
    unit: str
    what: str
    least: float | None = None
    most: float | None = None
    shipped: float | None = None


class Supply(Sourced, frozen=True, kw_only=True):
    """A test, a medicine or a thing that a ward may hold; a lead says which it does."""

    id: str
    kind: Literal["test", "medicine", "thing"]
    name: str


class Care(Sourced, frozen=True, kw_only=True):
    """Something the ward can offer for a need. ``decision``: which of hers it rests on, none for
    talk and things; ``result_days``: how long a result may take."""

    id: str
    kind: Literal["test", "medicine", "vaccine", "device", "talk", "thing"]
    name: str
    needs: tuple[str, ...] = ()
    decision: str = ""
    supply: str = ""
    result_days: float | None = None


class Saying(Sourced, frozen=True, kw_only=True):
    """A line said to her that is no question. ``label``: when; ``hint`` is for the nurse."""

    id: str
    label: str
    say: str
    hint: str = ""


class ViewQuestion(Sourced, frozen=True, kw_only=True):
    """One question about how acceptable it was. ``good``: the answers that count as positive."""

    id: str
    whose: Literal["hers", "carer", "staff"]
    say: str
    label: str
    good: tuple[Literal["yes", "partly", "no"], ...]


class Case(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a table of cases: answers in, what must and must not follow.

    ``rule`` is what the row pins: a need, a clock, ``gate`` or a domain of it, the name of a
    condition (then each item in ``not_asked`` gives that condition's reason), or ``asked``.
    ``gate = "undecided"`` and ``closes = "never"`` say so in words. No ``born``: not known.
    For a row of a table (``method.imp``): ``rows`` that must be told and must not, how the due
    date ``stands``, its days, and the last day on which a stopped medicine counts.
    """

    id: str
    rule: str
    now: str = ""
    born: str = ""
    answers: Mapping[str, object] = {}
    raises: tuple[str, ...] = ()
    raises_not: tuple[str, ...] = ()
    gate: str = ""
    act_by: str = ""
    closes: str = ""
    state: str = ""
    because: tuple[str, ...] = ()
    urgency: str = ""
    reask: bool | None = None
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    rows_not: tuple[str, ...] = ()
    stands: str = ""
    first: str = ""
    due: str = ""
    late: str = ""
    until: str = ""
    why: str = ""


class Protocol(Struct, frozen=True, kw_only=True, eq=False):
    """The whole protocol, decoded once. ``content_hash`` is SHA-256 over its files; ``local``
    are the settings in which a unit differs from them. ``written`` is the protocol as it is
    written where this one is how it is shown of one person (``spoken``), by the name ``said_of``.

    Compared and hashed by identity, so that what is derived from it can be kept beside it.
    """

    version: str
    content_hash: str
    sections: tuple[Section, ...]
    items: Mapping[str, Item]
    conditions: Mapping[str, NamedCondition]
    needs: Mapping[str, NeedRule]
    clocks: Mapping[str, ClockRule]
    gate: GateRule
    destinations: Mapping[str, Destination]
    decisions: Mapping[str, Decision]
    settings: Mapping[str, Setting]
    urgency_hours: Mapping[str, float]
    cases: tuple[Case, ...]
    supplies: Mapping[str, Supply] = {}
    care: Mapping[str, Care] = {}
    views: Mapping[str, ViewQuestion] = {}
    sayings: Mapping[str, Saying] = {}
    local: Mapping[str, float] = {}
    tables: Tables = Tables()
    written: Protocol | None = None
    said_of: str = ""
