"""The lead's ledger in words: what was changed, from what to what, when, by whom and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from srh_assess.assessment.identity import clinical_date
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.account_facts import AccountActed, Act
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.came import CameIn
from srh_assess.workflow.leading import (
    ApprovalWithdrawn,
    Approved,
    LogoChanged,
    SettingChanged,
    UnitChanged,
    Written,
    looked_at_by,
)  # fmt: skip
from srh_assess.workflow.own_ward import OwnWard
from srh_assess.workflow.training_facts import (
    CourseHeld,
    CourseOpened,
    SupportNamed,
    SureTold,
)
from srh_assess.workflow.unit import OwnPlace, Unit
from srh_assess.workflow.voice_facts import VoiceAnswered, VoiceSealed

NOTHING = "nothing"
_SUPPORT = "Whom to turn to, in Training"
_VOICE = "Something was said, or answered, for the reviewer alone to read"
_NAMELESS = "Not named here"
_DONE: Mapping[Act, str] = {
    "opened": "the account was opened",
    "completed": "the account got its keys",
    "renewed": "a new passphrase was set",
    "roles": "the roles were changed",
    "wards": "its wards were changed",
    "removed": "the account was removed",
    "passphrase": "its own passphrase was changed",
    "pin": "its own short number was changed",
    "recovery": "the recovery key was used",
}
_PLAIN = {
    "trust": "Name of the trust",
    "ward": "Name of the ward",
    "phone": "Telephone of the ward",
    "mailbox": "Secure mailbox",
    "address": "Return address",
    "answered": "When the ward's telephone is answered",
}
_NAMED = {
    "phones": "Telephone",
    "hours": "Hours",
    "names": "Name",
    "addresses": "Address",
    "envelope_names": "Name on the envelope",
}
_WARD = {
    "shown": "name on letters",
    "address": "return address",
    "phone": "telephone",
    "answered": "when it is answered",
}
_OWN = {"label": "Name", "use": "What for", "route": "How to reach it", "ask_for": "Ask for"}


class Said(Struct, frozen=True, kw_only=True):
    """One entry, for a list: what it is, and each thing that is otherwise since."""

    number: int
    at: datetime
    by: str
    title: str
    lines: tuple[str, ...] = ()
    reason: str = ""


def said(
    written: Iterable[Written], shipped: Protocol, name_of: Callable[[str], str]
) -> tuple[Said, ...]:
    """Every entry, the newest first."""
    found: list[Said] = []
    unit: Unit | None = None
    values: dict[str, float | None] = {}
    for entry in written:
        if isinstance(entry.fact, AccountActed):
            title, lines, reason = _account(entry.fact, name_of)
        elif isinstance(entry.fact, BackupsPlanned):
            title, lines, reason = "Backups were planned", (_backups(entry.fact),), ""
        elif isinstance(entry.fact, CameIn):
            title, lines, reason = "Signed in", (), ""
        elif isinstance(entry.fact, VoiceSealed | VoiceAnswered):
            title, lines, reason = _VOICE, (), ""
        elif isinstance(entry.fact, SupportNamed):
            title, lines, reason = _SUPPORT, (entry.fact.words,), ""
        elif isinstance(entry.fact, CourseHeld | CourseOpened | SureTold):
            title, lines, reason = *_course(entry.fact), ""
        else:
            title, lines, reason = _words(entry.fact, shipped, unit, values)
        sealed = isinstance(entry.fact, VoiceSealed | VoiceAnswered)
        by = _NAMELESS if sealed else name_of(entry.author) or "Set up"
        found.append(
            Said(number=entry.number, at=entry.at, by=by, title=title, lines=lines, reason=reason)
        )
        if isinstance(entry.fact, UnitChanged):
            unit = entry.fact.unit
        elif isinstance(entry.fact, SettingChanged):
            values[entry.fact.setting] = entry.fact.value
    return tuple(reversed(found))


def _account(fact: AccountActed, name_of: Callable[[str], str]) -> tuple[str, tuple[str, ...], str]:
    roles = ", ".join(role.replace("_", " ") for role in fact.roles)
    who = name_of(fact.account) or "An account that has left"
    lines = (f"{who}: {_DONE[fact.act]}", *((f"Roles: {roles}",) if roles else ()))
    if fact.wards:
        lines = (*lines, f"Works on: {', '.join(fact.wards)}")
    return "Something was done about an account", lines, ""


def _course(fact: CourseHeld | CourseOpened | SureTold) -> tuple[str, tuple[str, ...]]:
    """That there was a course; of what somebody said of herself, that it was said."""
    if isinstance(fact, SureTold):
        return "Somebody said how sure she feels", ()
    held = isinstance(fact, CourseHeld)
    title = "A training course was held" if held else "A group was opened in Training"
    return title, (f"{fact.title}, {clinical_date(fact.day)}",)


def _backups(fact: BackupsPlanned) -> str:
    often = "Every hour" if fact.every_hours == 1 else f"Every {fact.every_hours} hours"
    return f"{often}, {f'in {fact.folder}' if fact.folder else 'beside the record'}"


def _words(
    fact: Approved | ApprovalWithdrawn | SettingChanged | LogoChanged | UnitChanged,
    shipped: Protocol,
    unit: Unit | None,
    values: Mapping[str, float | None],
) -> tuple[str, tuple[str, ...], str]:
    match fact:
        case Approved():
            who = f"{fact.name}, {fact.role}, {fact.registration}, {clinical_date(fact.on)}"
            number = f"Version {fact.version}, content {fact.content_hash[:12]}"
            return "The content was approved", (who, number, looked_at_by(fact)), ""
        case ApprovalWithdrawn():
            number = f"Content {fact.content_hash[:12]}"
            return "The approval was taken back", (number,), fact.reason
        case SettingChanged():
            return "A number was changed", (_setting(fact, shipped, values),), fact.reason
        case LogoChanged():
            done = "A new picture stands on letters" if fact.picture else "Letters have no picture"
            return "The logo was changed", (done,), fact.reason
        case _:
            title = "The unit's names, numbers and places were set"
            if unit is not None:
                title = "The unit's names, numbers and places were changed"
            return title, tuple(unit_changes(unit, fact.unit, shipped)), fact.reason


def _setting(fact: SettingChanged, shipped: Protocol, values: Mapping[str, float | None]) -> str:
    row = shipped.settings.get(fact.setting)
    what, unit = (row.what, f" {row.unit}") if row is not None else (fact.setting, "")
    before = values.get(fact.setting)
    old = f"{fact.shipped:g}{unit}, as shipped" if before is None else f"{before:g}{unit}"
    new = f"{fact.shipped:g}{unit}, as shipped" if fact.value is None else f"{fact.value:g}{unit}"
    return f"{what}: {new}. Before: {old}"


def unit_changes(old: Unit | None, new: Unit, shipped: Protocol) -> Iterator[str]:
    """Each thing in which two states of a unit differ, with both values."""
    old = old or Unit(trust="", ward="")
    for field, label in _PLAIN.items():
        yield from _line(label, _text(getattr(old, field)), _text(getattr(new, field)))
    for field, label in _NAMED.items():
        before, now = getattr(old, field), getattr(new, field)
        for id in {**before, **now}:
            what = f"{_place(id, new, old, shipped)}: {label.lower()}"
            yield from _line(what, _text(before.get(id, "")), _text(now.get(id, "")))
    yield from _own(old.own, new.own)
    yield from _wards(old.wards, new.wards)
    yield from _supplies(old.holds, new.holds, shipped)
    if old.young_people != new.young_people:
        yield f"Young people's pathway: {'on' if new.young_people else 'off'}"
    for id in {**old.sentences, **new.sentences}:
        what = f"Sentence {id}"
        before, now = old.sentences.get(id, "as shipped"), new.sentences.get(id, "as shipped")
        yield from _line(what, before, now)


def _line(what: str, before: str, now: str) -> Iterator[str]:
    if before != now:
        yield f"{what}: {now or NOTHING}. Before: {before or NOTHING}"


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _place(id: str, new: Unit, old: Unit, shipped: Protocol) -> str:
    if id in shipped.destinations:
        return shipped.destinations[id].label
    return next((own.label for own in (*new.own, *old.own) if own.id == id), id)


def _own(old: tuple[OwnPlace, ...], new: tuple[OwnPlace, ...]) -> Iterator[str]:
    before, now = {one.id: one for one in old}, {one.id: one for one in new}
    for id in {**before, **now}:
        if id not in before:
            yield f"A place of this unit's own: {now[id].label}"
        elif id not in now:
            yield f"No longer a place of this unit's own: {before[id].label}"
        else:
            for field, label in _OWN.items():
                what = f"{now[id].label}: {label.lower()}"
                yield from _line(what, getattr(before[id], field), getattr(now[id], field))
            needs = _text(before[id].needs), _text(now[id].needs)
            yield from _line(f"{now[id].label}: needs", *needs)


def _wards(old: tuple[OwnWard, ...], new: tuple[OwnWard, ...]) -> Iterator[str]:
    before, now = {one.ward: one for one in old}, {one.ward: one for one in new}
    for ward in {**before, **now}:
        if ward not in now:
            yield f"No longer with lines of its own: {ward}"
            continue
        if ward not in before:
            yield f"Lines of its own: {ward}"
        was = before.get(ward, OwnWard(ward=ward))
        for field, label in _WARD.items():
            what = f"{ward}: {label}"
            yield from _line(what, _text(getattr(was, field)), _text(getattr(now[ward], field)))


def _supplies(old: tuple[str, ...], new: tuple[str, ...], shipped: Protocol) -> Iterator[str]:
    for id in dict.fromkeys((*old, *new)):
        name = shipped.supplies[id].name if id in shipped.supplies else id
        if id not in old:
            yield f"On the ward now: {name}"
        elif id not in new:
            yield f"No longer on the ward: {name}"
