"""Which boxes a letter of one kind has, and which fields each box can reach.

A template is an allow-list: what it does not name, no tick and no nurse can put into the
letter. Third-party names are kept out by ``never.toml``: no template may name those items.
Templates are data in ``resources/letters/``; a new kind of letter is a new file, which takes its
boxes from the shared ones (``gather.py``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from srh_assess.errors import ContentFault
from srh_assess.letters import gather
from srh_assess.protocol.model import Protocol, Sourced
from srh_assess.shipped import shipped

Suggestion = Literal["", "suggested", "if_it_matters", "in_part", "only_if_she_agrees"]
Part = Literal[
    "identity", "request", "why", "findings", "medicines", "pregnancy", "practical",
    "talked", "found", "agreed", "help",
]  # fmt: skip
IdentityField = Literal["name", "preferred", "born", "nhs_number", "gender", "pronouns"]
StayField = Literal[
    "ward", "legal_status", "named_nurse", "responsible_clinician", "language", "interpreter",
    "communication", "staff_gender", "chaperone", "infection_control",
]  # fmt: skip
Cited = Literal["", "medicines", "method", "screening", "vaccine"]
INPATIENT = "inpatient"
_ON_A_WARD: frozenset[str] = frozenset(
    {"ward", "legal_status", "named_nurse", "responsible_clinician", "infection_control"}
)


class Field(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a box can say. Exactly one of ``item``, ``need``, ``identity``, ``stay``,
    ``cited``.

    ``label`` stands before the answer in a letter; ``topic`` names the question in a
    sentence. ``sentence`` is used in place of label and answer, with ``{answer}`` or
    ``{name}`` in it. ``form`` says how an answer is worded. ``only`` keeps those option codes
    alone; ``said`` words some of them anew (the bank's labels speak of *her*, a letter does
    not). ``when`` says what the time beside the answer is the time of; it is left out where the
    line of ``time_in`` in the same box tells it. ``words`` lets the
    note beside the answer through; without it notes stay out. ``drop_missing``: no line when
    there is no answer (otherwise "Not asked" is said). ``elapsed``: a letter that counts hours says
    how long ago it was. For a need: ``ask`` is what the reader
    is asked to do, ``step`` what the ward does about it. The ward's own words for its steps
    are not used: they are written for the ward and may name it. ``cited`` are rows of the
    reference tables that speak of her, those in ``only`` alone: one stands only where every
    answer it rests on is of this box or in ``rests_on``.
    """

    item: str = ""
    need: str = ""
    identity: IdentityField | None = None
    stay: StayField | None = None
    cited: Cited = ""
    rests_on: tuple[str, ...] = ()
    part: Part
    label: str = ""
    topic: str = ""
    sentence: str = ""
    ask: str = ""
    form: Literal["answer", "plain", "test", "measure", "quote"] = "answer"
    only: tuple[str, ...] = ()
    said: Mapping[str, str] = {}
    when: str = ""
    time_in: str = ""
    words: bool = False
    drop_missing: bool = False
    elapsed: bool = False
    step: str = ""

    @property
    def forms(self) -> int:
        """How many of the five kinds of field are named; one is right."""
        return sum(map(bool, (self.item, self.need, self.identity, self.stay, self.cited)))


class BoxRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One box on the sharing page. ``stands_alone``: never part of a group of boxes;
    ``restricted``: few people should know what it holds."""

    id: str
    label: str
    suggestion: Suggestion = ""
    stands_alone: bool = False
    restricted: bool = False
    topic: str = ""
    field: tuple[Field, ...]


class Template(Sourced, frozen=True, kw_only=True):
    """One kind of letter: its boxes, its allow-list and its standing sentences.

    ``ask``, ``purpose`` and ``if_no`` are what she hears before she chooses: the question, what
    the reader needs it for, and what a no would mean. They stand on the screen, never on paper.
    ``row`` is the reader's row of the sharing table. ``reader`` names the reader where the
    destination's own label would read badly; ``envelope`` stands in the window of the envelope
    and tells no subject. ``urgent_for``: the needs that this letter, and no other to the same
    reader, is for. ``hours``: it counts the hours since. ``inside``: its reader is on the ward,
    so that naming the ward tells nothing. ``onward``: it hands over what is open to a person who is
    named for her alone. ``restricted``: that it goes at all tells of what few should know (an
    assault, HIV, an abortion, cutting, somebody else's risk). ``informs``: it may tell what she
    was told or given; not where the reader only sends out appointments.
    """

    id: str
    kind: Literal["letter", "her_copy"]
    destination: str
    row: str = ""
    name: str
    reader: str = ""
    envelope: str = ""
    urgent_for: tuple[str, ...] = ()
    hours: bool = False
    inside: bool = False
    onward: bool = False
    restricted: bool = False
    informs: bool = True
    ask: str = ""
    purpose: str = ""
    if_no: str = ""
    says: Mapping[str, str]
    box: tuple[BoxRule, ...]

    @property
    def items(self) -> frozenset[str]:
        """Every item this kind of letter can reach."""
        return frozenset(f.item for box in self.box for f in box.field if f.item)

    @property
    def asks(self) -> frozenset[str]:
        """Every need this kind of letter can ask something about."""
        return frozenset(f.need for box in self.box for f in box.field if f.need)


def load(name: str, folder: Path | None = None) -> Template:
    """The template of that name, checked by itself; refuses it with file, box and fault."""
    return _loaded(name, folder or shipped("letters"))


@cache
def _loaded(name: str, folder: Path) -> Template:
    """What ships does not change while the program runs: it is read once."""
    path = folder / f"{name}.toml"
    faults: list[str] = []
    try:
        raw = _read(path)
        if raw.get("kind") == "letter":
            raw["says"] = {**_read(folder / "skeleton.toml"), **raw.get("says", {})}
        if "allow" in raw:
            shared, rows = _read(folder / "boxes.toml"), _read(folder / "rows.toml")
            raw["box"], faults = gather.boxes(raw, shared, rows)
            raw = {key: raw[key] for key in raw if key not in _SHORT}
        template = msgspec.convert(raw, Template)
        never = _read(folder / "never.toml")
    except _MISSHAPEN as broken:
        raise ContentFault("letter-template", file=path.name, fault=str(broken)) from broken
    for fault in (*faults, *_faults(template, never)):
        raise ContentFault("letter-template", file=path.name, fault=fault)
    return template


def standing(folder: Path | None = None) -> Mapping[str, str]:
    """The standing sentences that every letter to a professional shares."""
    return _read((folder or shipped("letters")) / "skeleton.toml")


_MISSHAPEN = (
    OSError, ValueError, RecursionError, TypeError, AttributeError, KeyError,
    msgspec.ValidationError,
)  # fmt: skip
"""What is raised by a file that cannot be read, is no TOML, or has other things in it."""
_SHORT = frozenset({"allow", "words", "labels"})


def kinds(folder: Path | None = None) -> tuple[str, ...]:
    """The name of every kind of letter there is: those to others first, her own copy last."""
    return _kinds(folder or shipped("letters"))


@cache
def _kinds(folder: Path) -> tuple[str, ...]:
    found = {path.stem: _read(path).get("kind", "") for path in sorted(folder.glob("*.toml"))}
    return tuple(name for kind in ("letter", "her_copy") for name in found if found[name] == kind)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _faults(template: Template, never: Mapping[str, Any]) -> list[str]:
    """What is wrong with a template, in words; nothing when all is well."""
    ids = [box.id for box in template.box]
    found = [f"box {name} stands twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    for box in template.box:
        for field in box.field:
            if field.forms != 1:
                found.append(f"box {box.id}: a field names not exactly one thing")
            if field.cited and not field.only:
                found.append(f"box {box.id}: {field.cited} names no rows")
            for item in never["items"].keys() & {field.item, *field.rests_on}:
                found.append(f"box {box.id}: item {item} may stand in no letter")
            if field.stay in _ON_A_WARD and box.id != INPATIENT:
                found.append(f"box {box.id}: {field.stay} belongs to the box {INPATIENT}")
    return found


def check(template: Template, protocol: Protocol) -> None:
    """Refuses a template that names an item, an option or a need that the protocol lacks."""
    for box in template.box:
        for field in box.field:
            for missing in _missing(field, protocol):
                fault = f"box {box.id}: {missing} is not in the protocol"
                raise ContentFault("letter-template", file=f"{template.id}.toml", fault=fault)


def _missing(field: Field, protocol: Protocol) -> list[str]:
    if field.need:
        return [] if field.need in protocol.needs else [field.need]
    if field.cited:
        tables = protocol.tables
        there = {*tables.notes, *tables.methods, *tables.screening, *protocol.items}
        return [name for name in (*field.only, *field.said, *field.rests_on) if name not in there]
    if not field.item:
        return []
    if field.item not in protocol.items:
        return [field.item]
    known = {option.code for option in protocol.items[field.item].options}
    return [f"{field.item} {code}" for code in (*field.only, *field.said) if code not in known]
