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


@cache
def actions() -> Mapping[str, Action]:
    """Every action by its id, in the order of the table."""
    kept: dict[str, Any] = tomllib.loads(shipped("accounts", "roles.toml").read_text("utf-8"))
    rows = msgspec.convert(kept["action"], tuple[Action, ...])
    return MappingProxyType({row.id: row for row in rows})


def allowed(roles: Iterable[str], action: str) -> bool:
    """Whether an account with these roles may do this."""
    found = actions().get(action)
    return found is not None and not set(roles).isdisjoint(found.roles)


def refuse(roles: Iterable[str], action: str) -> None:
    """Refuses what none of these roles may do."""
    if not allowed(roles, action):
        found = actions().get(action)
        raise Refused("role-may-not", doing=found.words if found else "do this")
