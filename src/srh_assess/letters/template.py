"""Which boxes a letter of one kind has, and which fields each box can reach.

A template is an allow-list: what it does not name, no tick and no nurse can put into the
letter. Third-party names are kept out by ``never.toml``: no template may name those items.
Templates are data in ``resources/letters/``; a new kind of letter is a new file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from srh_assess.errors import ContentFault
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
    "communication", "staff_gender",
]  # fmt: skip
INPATIENT = "inpatient"
_ON_A_WARD: frozenset[str] = frozenset(
    {"ward", "legal_status", "named_nurse", "responsible_clinician"}
)


class Field(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a box can say. Exactly one of ``item``, ``need``, ``identity``, ``stay``.

    ``label`` stands before the answer in a letter; ``topic`` names the question in a
    sentence. ``sentence`` is used in place of label and answer, with ``{answer}`` or
    ``{name}`` in it. ``form`` says how an answer is worded. ``only`` keeps those option codes
    alone; ``said`` words some of them anew (the bank's labels speak of *her*, a letter does
    not). ``when`` says what the time beside the answer is the time of. ``words`` lets the
    note beside the answer through; without it notes stay out. ``drop_missing``: no line when
    there is no answer (otherwise "Not asked" is said). For a need: ``ask`` is what the reader
    is asked to do, ``step`` what the ward does about it. The ward's own words for its steps
    are not used: they are written for the ward and may name it.
    """

    item: str = ""
    need: str = ""
    identity: IdentityField | None = None
    stay: StayField | None = None
    part: Part
    label: str = ""
    topic: str = ""
    sentence: str = ""
    ask: str = ""
    form: Literal["answer", "plain", "test", "measure", "quote"] = "answer"
    only: tuple[str, ...] = ()
    said: Mapping[str, str] = {}
    when: str = ""
    words: bool = False
    drop_missing: bool = False
    step: str = ""

    @property
    def forms(self) -> int:
        """How many of the four kinds of field are named; one is right."""
        return sum(map(bool, (self.item, self.need, self.identity, self.stay)))


class BoxRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One box on the sharing page. ``stands_alone``: never part of a group of boxes."""

    id: str
    label: str
    suggestion: Suggestion = ""
    stands_alone: bool = False
    topic: str = ""
    field: tuple[Field, ...]


class Template(Sourced, frozen=True, kw_only=True):
    """One kind of letter: its boxes, its allow-list and its standing sentences.

    ``ask``, ``purpose`` and ``if_no`` are what she hears before she chooses: the question, what
    the reader needs it for, and what a no would mean. They stand on the screen, never on paper.
    """

    id: str
    kind: Literal["letter", "her_copy"]
    destination: str
    name: str
    ask: str = ""
    purpose: str = ""
    if_no: str = ""
    says: Mapping[str, str]
    box: tuple[BoxRule, ...]

    @property
    def items(self) -> frozenset[str]:
        """Every item this kind of letter can reach."""
        return frozenset(f.item for box in self.box for f in box.field if f.item)


def load(name: str, folder: Path | None = None) -> Template:
    """The template of that name, checked by itself; refuses it with file, box and fault."""
    folder = folder or shipped("letters")
    path = folder / f"{name}.toml"
    try:
        raw = _read(path)
        skeleton = _read(folder / "skeleton.toml") if raw.get("kind") == "letter" else {}
        raw["says"] = {**skeleton, **raw.get("says", {})}
        template = msgspec.convert(raw, Template)
        never = _read(folder / "never.toml")
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as broken:
        raise ContentFault("letter-template", file=path.name, fault=str(broken)) from broken
    for fault in _faults(template, never):
        raise ContentFault("letter-template", file=path.name, fault=fault)
    return template


def kinds(folder: Path | None = None) -> tuple[str, ...]:
    """The name of every kind of letter there is: those to others first, her own copy last."""
    folder = folder or shipped("letters")
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
            if field.item in never["items"]:
                found.append(f"box {box.id}: item {field.item} may stand in no letter")
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
    if not field.item:
        return []
    if field.item not in protocol.items:
        return [field.item]
    known = {option.code for option in protocol.items[field.item].options}
    return [f"{field.item} {code}" for code in (*field.only, *field.said) if code not in known]
