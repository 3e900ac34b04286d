"""Reading scenarios: those that came with the program, and those of anybody else.

``read(raw, protocol)`` gives a checked ``Scenario`` or refuses with the first thing that is
wrong; ``faults(raw, protocol)`` gives everything that is, for whoever writes one; ``bytes_of``
reads a file, ``shelf`` whole folders of them. Sizes are looked at before anything is
read, and what is read is data: nothing in it runs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.shipped import shipped
from srh_assess.training import check
from srh_assess.training.model import FORMAT, Scenario

LARGEST = 256 * 1024
DEEPEST = 12
_WHERE = re.compile(r"`\$([^`]*)`")
_MISSING = re.compile(r"missing required field `([^`]*)`")
_UNICODE_BEGINS = b"\xef\xbb\xbf"


class Kept(Struct, frozen=True, kw_only=True):
    """A scenario with the file it came from, and a mark of its bytes."""

    scenario: Scenario
    file: Path
    mark: str
    own: bool = False


class Shelf(Struct, frozen=True, kw_only=True):
    """What can be played, by title; and what cannot, with the reason."""

    kept: tuple[Kept, ...]
    faults: tuple[tuple[Path, BadInput], ...] = ()

    def of(self, id: str) -> Kept:
        """The scenario of this id. Refused where there is none."""
        found = next((one for one in self.kept if one.scenario.id == id), None)
        if found is None:
            raise BadInput("training-scenario-unknown", id=id[:40])
        return found


def read(raw: bytes, protocol: Protocol) -> Scenario:
    """The scenario in these bytes, checked. Refused with the first thing that is wrong."""
    scenario = _shaped(table(raw))
    for fault in check.problems(scenario, protocol):
        raise fault
    return scenario


def faults(raw: bytes, protocol: Protocol) -> tuple[BadInput, ...]:
    """Everything that is wrong with it; nothing when it can be played."""
    try:
        return check.problems(_shaped(table(raw)), protocol)
    except BadInput as fault:
        return (fault,)


def bytes_of(file: Path) -> bytes:
    """A file's bytes. Refuses one that is no plain file, cannot be read, or is too large."""
    try:
        if not file.is_file():
            raise BadInput("scenario-no-file", file=file.name[:80])
        with file.open("rb") as held:
            raw = held.read(LARGEST + 1)
    except OSError as fault:
        raise BadInput("scenario-no-file", file=file.name[:80]) from fault
    if len(raw) > LARGEST:
        raise BadInput("scenario-large", most=f"{LARGEST // 1024}")
    return raw


def table(raw: bytes) -> dict[str, Any]:
    """The file as a table, whatever stands in it, also what this program does not know."""
    if len(raw) > LARGEST:
        raise BadInput("scenario-large", most=f"{LARGEST // 1024}")
    try:
        text = raw.removeprefix(_UNICODE_BEGINS).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadInput("scenario-not-text") from fault
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # ValueError: also a date that does not exist
        raise BadInput("scenario-not-toml", what=_line(str(fault))) from fault
    format = found.get("format")
    if isinstance(format, int) and format > FORMAT:
        raise BadInput("scenario-newer", found=str(format)[:20], known=str(FORMAT))
    if format != FORMAT or isinstance(format, bool):
        raise BadInput("scenario-no-format")
    return found


def _line(said: str) -> str:
    """Where the file stops being one, out of the words of the reader."""
    found = re.search(r"line (\d+)", said)
    return f"in line {found[1]}" if found else "at its end"


def _shaped(found: dict[str, Any]) -> Scenario:
    if _depth(found) > DEEPEST:
        raise BadInput("scenario-deep")
    try:
        return msgspec.convert(found, Scenario)
    except msgspec.ValidationError as fault:
        raise _in_words(str(fault)) from fault


def _depth(value: Any, at: int = 0) -> int:
    if at > DEEPEST or not isinstance(value, dict | list):
        return at
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(one, at + 1) for one in inner), default=at)


def _in_words(said: str) -> BadInput:
    """What does not fit, from the words of the decoder: where it is, and what is missing."""
    where = _WHERE.search(said)
    path = re.sub(r"\[(\d+)\]", lambda n: f" {int(n[1]) + 1}", where[1] if where else "")
    place = ", ".join(part.strip() for part in path.split(".") if part.strip()) or "the file"
    missing = _MISSING.search(said)
    if missing:
        return BadInput("scenario-lacks", where=place[:80], what=missing[1][:40])
    return BadInput("scenario-shape", where=place[:80])


def mark(raw: bytes) -> str:
    """A short mark of a file's bytes: which text of a scenario was played."""
    return sha256(raw).hexdigest()[:16]


def shelf(protocol: Protocol, *own: Path) -> Shelf:
    """What came with the program, and what lies in these folders. Two files with one id are both
    left out: nobody could tell which was played."""
    found: list[Kept] = []
    wrong: list[tuple[Path, BadInput]] = []
    for file, ours in _files(own):
        try:
            raw = bytes_of(file)
            scenario = read(raw, protocol)
        except BadInput as fault:
            wrong.append((file, fault))
            continue
        found.append(Kept(scenario=scenario, file=file, mark=mark(raw), own=not ours))
    ids = [one.scenario.id for one in found]
    twice = [one for one in found if one.own and ids.count(one.scenario.id) > 1]
    wrong += [(one.file, BadInput("scenario-twice", id=one.scenario.id[:40])) for one in twice]
    kept = sorted((one for one in found if one not in twice), key=_order)
    return Shelf(kept=tuple(kept), faults=tuple(wrong))


def _files(own: Iterable[Path]) -> Iterable[tuple[Path, bool]]:
    yield from ((file, True) for file in sorted(shipped("scenarios").glob("*.toml")))
    for folder in own:
        yield from ((file, False) for file in sorted(folder.glob("*.toml")))


def _order(one: Kept) -> tuple[bool, str, str]:
    return one.scenario.level != "core", one.scenario.title.strip("“”").casefold(), one.scenario.id
