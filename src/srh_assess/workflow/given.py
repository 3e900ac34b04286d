"""What every letter takes from the desk: the unit, who signs, the mark of a home that is not live,
whether the content was approved."""

from __future__ import annotations

from typing import Any

from srh_assess.errors import Refused
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.document import Signatory

_MARKS = {
    "synthetic": "SYNTHETIC: an invented woman",
    "training": "TRAINING: an invented patient",
}
_ROLES = {"nurse": "Registered nurse", "clinician": "Clinician"}


def mark_of(desk: Desk) -> str:
    """What everything on paper says where the women are invented."""
    return mark_of_kind(desk.kind or "")


def mark_of_kind(kind: str) -> str:
    """The same for a kind of home; empty for a live one."""
    return _MARKS.get(kind, "")


def given_on_desk(desk: Desk, kind: str) -> dict[str, Any]:
    """What a letter of this kind takes from the desk, beside the session."""
    if desk.unit is None:
        raise Refused("not-signed-in")
    return {
        "unit": desk.unit,
        "kind": kind,
        "signs": lambda author: _signatory(desk, author),
        "mark": mark_of(desk),
        "approved": desk.approved_at,
        "logo": desk.logo,
        "home": desk.ward_names,
    }


def _signatory(desk: Desk, author: str) -> Signatory:
    account = desk.account_of(author)
    roles = account.roles if account else ()
    words = (said for role, said in _ROLES.items() if role in roles)
    return Signatory(name=desk.name_of(author), role=next(words, "Ward staff"))
