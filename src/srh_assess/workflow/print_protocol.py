"""The ``protocol`` command: the whole protocol as data, in the order of the document, or as the
handbook that a clinician signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec.structs import replace

from srh_assess.assessment.identity import clinical_date
from srh_assess.protocol.handbook import handbook
from srh_assess.protocol.handbook_tree import Handbook
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import roles_printed, safety_file

if TYPE_CHECKING:
    from srh_assess.letters.handbook import Told
    from srh_assess.workflow.desk import Desk
from srh_assess.workflow.leading import looked_at_by

_LISTS = ("items", "conditions", "needs", "clocks", "destinations", "decisions", "settings")


def as_data(protocol: Protocol) -> dict[str, Any]:
    """Everything the protocol holds, as JSON can write it; what is looked up by id is a list of
    rows, each with its id. Dates are ISO."""
    found: dict[str, Any] = msgspec.to_builtins(protocol)
    for name in _LISTS:
        found[name] = list(found[name].values())
    found["tables"] = {name: list(rows.values()) for name, rows in found["tables"].items()}
    found["clinical_safety"] = msgspec.to_builtins(safety_file.load())
    return found


def book(protocol: Protocol) -> Handbook:
    """The handbook, then who may do what, and the clinical safety file at its end."""
    whole = handbook(protocol)
    safety = safety_file.chapters(safety_file.load())
    return replace(whole, chapters=(*whole.chapters, roles_printed.chapter(), *safety))


def as_html(protocol: Protocol, notice: str = "") -> str:
    """The handbook as one page for a browser. ``notice`` says how its approval stands."""
    from srh_assess.letters import handbook_html

    return handbook_html.page(book(protocol), notice)


def as_pdf(protocol: Protocol, notice: str = "", told: Told | None = None) -> bytes:
    """The handbook on paper. ``told`` hears how far it is, and may stop it."""
    from srh_assess.letters import handbook as paper  # late: it loads what sets letters

    return paper.pdf(book(protocol), notice, told)


def of_desk(desk: Desk, form: Literal["html", "pdf"], told: Told | None = None) -> bytes:
    """The handbook of the content in use here, with the tables of its cases, and first how its
    approval stands."""
    content, notice = load(cases=True), standing(desk)
    return as_pdf(content, notice, told) if form == "pdf" else as_html(content, notice).encode()


def standing(desk: Desk) -> str:
    """How the approval of the content in use stands, in one sentence or two."""
    found = desk.approval
    late = len(desk.overdue_content)
    words = "Not yet approved by the trust."
    if found is not None:
        words = f"Approved by {found.name}, {found.role}, on {clinical_date(found.on)}."
        words = f"{words} {looked_at_by(found)}"
    return f"{words} {late} rows are past their review date." if late else words


def keep(place: Path, made: bytes) -> None:
    """Writes a handbook where somebody wants it: whole, or not at all."""
    from srh_assess.letters import save

    save.write(place.parent, place.name, made)
