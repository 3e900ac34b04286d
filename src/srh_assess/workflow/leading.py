"""What a lead does: approve the content, and set what is this unit's own.

Every act is an entry in the lead's ledger, with who, when, and what stood there before; the
state is a fold of them. Nothing here reads a woman's record, and a lead needs no key to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.protocol.local import fits, with_places, with_values
from srh_assess.protocol.model import Destination, Protocol, Setting
from srh_assess.store import ledger
from srh_assess.store.opened import Opened
from srh_assess.workflow import roles
from srh_assess.workflow import unit as units
from srh_assess.workflow.account_facts import AccountActed
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.came import CameIn
from srh_assess.workflow.training_facts import (
    CourseHeld,
    CourseOpened,
    SupportNamed,
    SureTold,
)
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.voice_facts import VoiceAnswered, VoiceSealed

T = TypeVar("T")

NUMBER_AT_LEAST = 12
"""So many signs of a content's number tell it from every other."""
_OWN_PLACE_LOOKED_AT = timedelta(days=365)


class Approved(Struct, frozen=True, kw_only=True, tag_field="kind", tag="approved"):
    """A named person approved this very content. ``on`` is the day of the signature;
    ``lived_experience`` the woman with experience of such a ward who looked at it, by the name
    she wants there. Without one it is said that nobody is named."""

    version: str
    content_hash: str
    name: str
    role: str
    registration: str
    on: date
    lived_experience: str = ""


class ApprovalWithdrawn(
    Struct, frozen=True, kw_only=True, tag_field="kind", tag="approval_withdrawn"
):
    """The approval of this content no longer stands."""

    content_hash: str
    reason: str


class SettingChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="setting"):
    """A number of the unit's own in place of a shipped one; no value: the shipped one again.
    ``shipped`` and ``source`` are what the content said when it was changed."""

    setting: str
    value: float | None
    shipped: float
    source: str
    content_hash: str
    reason: str


class UnitChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="unit"):
    """The unit's names, numbers and places as they are from now on."""

    unit: Unit
    reason: str = ""


class LogoChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="logo"):
    """The picture that stands on letters from now on, as PNG; empty: none."""

    picture: bytes
    reason: str = ""


LedgerFact = (
    Approved
    | ApprovalWithdrawn
    | SettingChanged
    | UnitChanged
    | LogoChanged
    | AccountActed
    | BackupsPlanned
    | CameIn
    | VoiceSealed
    | VoiceAnswered
    | CourseHeld
    | CourseOpened
    | SupportNamed
    | SureTold
)


class Written(Struct, frozen=True, kw_only=True):
    """One entry of the ledger: what it says, when, and who wrote it."""

    number: int
    at: datetime
    author: str
    fact: LedgerFact


class Standing(Struct, frozen=True, kw_only=True):
    """What the ledger comes to: the unit, its own values, and what stands approved."""

    unit: Unit | None = None
    unit_since: datetime | None = None
    values: Mapping[str, float] = {}
    approvals: Mapping[str, Approved] = {}
    logo: bytes = b""


class SettingRow(Struct, frozen=True, kw_only=True):
    """A setting a lead can change: the shipped value with its source, and the unit's own."""

    setting: Setting
    shipped: float
    own: float | None
    changes: tuple[Written, ...]


# --- the ledger and what it comes to ----------------------------------------------------------


def entries(opened: Opened) -> tuple[Written, ...]:
    """Every entry of the ledger. Refuses one of a kind this program does not know."""
    return tuple(_written(entry) for entry in ledger.read(opened))


def _written(entry: ledger.LedgerEntry) -> Written:
    try:
        fact = msgspec.json.decode(entry.body, type=LedgerFact)
    except msgspec.DecodeError as fault:
        raise StoreFault("ledger-unknown", number=str(entry.number), kind=entry.kind) from fault
    return Written(number=entry.number, at=entry.at, author=entry.author, fact=fact)


def standing(written: Iterable[Written]) -> Standing:
    """What these entries come to."""
    found = Standing()
    for entry in written:
        fact = entry.fact
        if isinstance(fact, UnitChanged):
            found = replace(found, unit=fact.unit, unit_since=entry.at)
        elif isinstance(fact, SettingChanged):
            found = replace(found, values=_with(found.values, fact.setting, fact.value))
        elif isinstance(fact, LogoChanged):
            found = replace(found, logo=fact.picture)
        elif isinstance(fact, Approved):
            found = replace(found, approvals=_with(found.approvals, fact.content_hash, fact))
        elif isinstance(fact, ApprovalWithdrawn):
            found = replace(found, approvals=_with(found.approvals, fact.content_hash, None))
    return found


def _with(rows: Mapping[str, T], name: str, value: T | None) -> Mapping[str, T]:
    left = {known: row for known, row in rows.items() if known != name}
    return left if value is None else {**left, name: value}


def approval(now: Standing, content_hash: str) -> Approved | None:
    """The approval of this very content, if it stands."""
    return now.approvals.get(content_hash)


def applied(shipped: Protocol, now: Standing) -> Protocol:
    """The protocol as this unit uses it: its own numbers and places in the shipped content.
    The very same protocol when it has none."""
    unit, since = now.unit, now.unit_since
    places = [] if unit is None or since is None else [
        (_place(own, local(since).date()), own.needs) for own in unit.own
    ]  # fmt: skip
    return with_places(with_values(shipped, now.values), places)


def _place(own: units.OwnPlace, since: date) -> Destination:
    return Destination(
        id=own.id,
        label=own.label,
        use=own.use,
        urgency="",
        basis="Set by this unit",
        route=own.route,
        ask_for=own.ask_for,
        source="This unit's own entry",
        evidence="local",
        reviewed=since,
        review_by=since + _OWN_PLACE_LOOKED_AT,
    )


def setting_rows(shipped: Protocol, written: tuple[Written, ...]) -> tuple[SettingRow, ...]:
    """What a lead may change, each with the shipped value and what was changed so far."""
    values = standing(written).values
    return tuple(
        SettingRow(
            setting=row,
            shipped=row.value,
            own=values.get(row.id),
            changes=tuple(
                entry
                for entry in written
                if isinstance(entry.fact, SettingChanged) and entry.fact.setting == row.id
            ),
        )
        for row in shipped.settings.values()
        if row.least is not None
    )


def broken(shipped: Protocol, entry: Written) -> str:
    """What of this entry no workflow could have written; nothing when it can stand."""
    try:
        match entry.fact:
            case UnitChanged(unit=unit):
                units.check(unit)
            case SettingChanged() as fact if fact.content_hash == shipped.content_hash:
                _check_setting(shipped, fact.setting, fact.value)
            case Approved(name=name, role=role, registration=registration):
                _check_signer(name, role, registration)
            case _:
                return ""
    except BadInput as fault:
        return f"it could not have been written: {fault.sentence}"
    return ""


# --- what a lead does -------------------------------------------------------------------------


def approve(opened: Opened, shipped: Protocol, now: datetime, signed: Approved) -> None:
    """Records an approval. Its ``content_hash`` is that of the handbook that was signed. Refused
    to whoever is no lead, and when another content than the signed one is in use here."""
    require_lead(opened, "approve_content")
    _check_signer(signed.name, signed.role, signed.registration)
    if signed.on > local(now).date():
        raise BadInput("approval-future")
    if signed.content_hash != shipped.content_hash:
        raise Refused("approval-other-content", version=shipped.version)
    write(opened, signed, now)


def withdraw(opened: Opened, shipped: Protocol, now: datetime, reason: str) -> None:
    """Takes the approval of the content in use back, with a reason."""
    require_lead(opened, "approve_content")
    if shipped.content_hash not in standing(entries(opened)).approvals:
        raise Refused("approval-none")
    write(
        opened,
        ApprovalWithdrawn(content_hash=shipped.content_hash, reason=_reason(reason)),
        now,
    )


def change_setting(
    opened: Opened, shipped: Protocol, now: datetime, id: str, value: float | None, reason: str
) -> None:
    """Sets a number of the unit's own, or (no value) takes the shipped one again. Refused to
    whoever is no lead, for a setting that is not the unit's, and outside its bounds."""
    require_lead(opened, "change_unit")
    setting = _check_setting(shipped, id, value)
    fact = SettingChanged(
        setting=id,
        value=value,
        shipped=setting.value,
        source=setting.source,
        content_hash=shipped.content_hash,
        reason=_reason(reason),
    )
    write(opened, fact, now)


def change_unit(
    opened: Opened, shipped: Protocol, now: datetime, unit: Unit, reason: str = ""
) -> None:
    """Keeps other names, numbers and places of the unit. Refused to whoever is no lead."""
    require_lead(opened, "change_unit")
    units.check(unit)
    units.check_against(unit, shipped)
    write(opened, UnitChanged(unit=unit, reason=reason.strip()), now)


def change_logo(opened: Opened, now: datetime, raw: bytes, reason: str = "") -> None:
    """Keeps the picture that was brought, checked and made small; nothing takes it away. Refused
    to whoever is no lead."""
    from srh_assess.letters import logo  # late: it loads what reads pictures

    require_lead(opened, "change_unit")
    picture = logo.made_safe(raw) if raw else b""
    write(opened, LogoChanged(picture=picture, reason=reason.strip()), now)


def signed_content(shipped: Protocol, typed: str) -> str:
    """The number of the content in use, where what was typed from the signed handbook is its
    beginning; else what was typed, which then names another content."""
    number = "".join(typed.split()).lower()
    if len(number) < NUMBER_AT_LEAST:
        raise BadInput("approval-number-short", least=str(NUMBER_AT_LEAST))
    return shipped.content_hash if shipped.content_hash.startswith(number) else number


def write(opened: Opened, fact: LedgerFact, now: datetime, *, nameless: bool = False) -> None:
    """Appends one entry. Who may do so is the caller's to ask."""
    kind = str(fact.__struct_config__.tag)
    ledger.append(opened, kind, msgspec.json.encode(fact), now, nameless=nameless)


def require_lead(opened: Opened, action: str) -> None:
    """Refuses whoever may not do this by the table of roles."""
    if not roles.allowed(opened.me.roles, action):
        raise Refused("lead-only")


def _check_setting(shipped: Protocol, id: str, value: float | None) -> Setting:
    setting = shipped.settings.get(id)
    if setting is None or setting.least is None or setting.most is None:
        raise BadInput("setting-not-local", setting=id)
    if value is not None and not fits(setting, value):
        raise BadInput(
            "setting-bounds",
            what=setting.what,
            least=f"{setting.least:g}",
            most=f"{setting.most:g}",
            unit=setting.unit,
        )
    return setting


def looked_at_by(found: Approved) -> str:
    """Which woman with lived experience looked at it; that none is named is said as plainly."""
    if found.lived_experience:
        return f"Looked at with lived experience: {found.lived_experience}."
    return "Nobody with lived experience is named as having looked at it."


def _check_signer(name: str, role: str, registration: str) -> None:
    if not (name.strip() and role.strip() and registration.strip()):
        raise BadInput("approval-incomplete")


def _reason(reason: str) -> str:
    if not reason.strip():
        raise BadInput("reason-missing")
    return reason.strip()
