"""What each role may do, from the table in ``resources/accounts/roles.toml``.

Deny by default: an action that stands in no row is allowed to nobody.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.shipped import shipped


class Action(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that can be done here, and the roles that may do it."""

    id: str
    words: str
    roles: tuple[str, ...]


class Apart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role that one account may not hold together with these others."""

    role: str
    others: tuple[str, ...]
    why: str


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table as it is shipped."""

    apart: tuple[Apart, ...]
    action: tuple[Action, ...]


@cache
def table() -> Table:
    """The table, read once."""
    kept: dict[str, Any] = tomllib.loads(shipped("accounts", "roles.toml").read_text("utf-8"))
    return msgspec.convert(kept, Table)


@cache
def actions() -> Mapping[str, Action]:
    """Every action by its id, in the order of the table."""
    return MappingProxyType({row.id: row for row in table().action})


def allowed(roles: Iterable[str], action: str) -> bool:
    """Whether an account with these roles may do this."""
    found = actions().get(action)
    return found is not None and not set(roles).isdisjoint(found.roles)


def refuse(roles: Iterable[str], action: str) -> None:
    """Refuses what none of these roles may do."""
    if not allowed(roles, action):
        found = actions().get(action)
        raise Refused("role-may-not", doing=found.words if found else "do this")


def refuse_together(roles: Iterable[str]) -> None:
    """Refuses roles that one account may not hold together: they take two accounts."""
    held = set(roles)
    for apart in table().apart:
        found = sorted(held.intersection(apart.others))
        if apart.role in held and found:
            raise Refused(
                "roles-apart", one=WORDS[apart.role], other=WORDS[found[0]], why=apart.why
            )


WORDS: Mapping[str, str] = MappingProxyType(
    {
        "nurse": "nurse",
        "clinician": "SRH clinician",
        "care_team": "care-team reader",
        "reviewer": "reviewer",
        "records": "records and information governance",
        "manager": "manager",
        "trainer": "trainer",
        "admin": "account admin",
        "lead": "clinical lead",
    }
)
"""The roles as people read them."""
