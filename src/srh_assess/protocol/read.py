"""Reads the files of the protocol: text to rows, rows to records.

Every fault is a ``ContentFault`` that names the file, the row and what is wrong with it, so
that a clinician who edits a file can find the line.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar

import msgspec

from srh_assess.errors import ContentFault

T = TypeVar("T")
R = TypeVar("R", bound=msgspec.Struct)

_LINE = re.compile(r"at line (\d+)")
_FIELD = re.compile(r"(missing required|unknown) field `([^`]*)`")
_PLACE = re.compile(r" - at `\$\.?([^`]*)`")
_SOURCED = ("source", "evidence", "reviewed", "review_by")
_NAMES = ("id", "name", "code")


class Row(NamedTuple, Generic[T]):
    """One record and where it stands: the file's name and how to find it there."""

    file: str
    where: str
    value: T


class File(NamedTuple):
    """One file, decoded: its name inside the protocol folder and its tables."""

    name: str
    tables: Mapping[str, Any]


def content_hash(folder: Path) -> str:
    """SHA-256 over every TOML and CSV file below the folder, in order of name."""
    digest = hashlib.sha256()
    for name in sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in {".toml", ".csv"}
    ):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read(folder: Path, name: str) -> File:
    """One TOML file. Refuses one that is missing, not UTF-8, or not TOML (with the line)."""
    try:
        text = (folder / name).read_bytes().decode("utf-8")
    except OSError as fault:
        raise ContentFault("content-file-missing", file=name) from fault
    except UnicodeDecodeError as fault:
        raise ContentFault("content-not-utf8", file=name) from fault
    try:
        return File(name, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        found = _LINE.search(str(fault))
        line = found[1] if found else str(text.count("\n") + 1)
        raise ContentFault("content-not-toml", file=name, line=line) from fault


def read_all(folder: Path, part: str) -> tuple[File, ...]:
    """Every TOML file of a sub-folder, in order of name."""
    return tuple(
        read(folder, f"{part}/{path.name}") for path in sorted(folder.glob(f"{part}/*.toml"))
    )


def only(file: File, *keys: str) -> None:
    """Refuses a table that this file cannot have: most often a slip of the pen."""
    for key in file.tables:
        if key not in keys:
            raise ContentFault("content-unknown-field", file=file.name, where="top", field=key)


def table(file: File, key: str) -> Mapping[str, Any]:
    """The one table of that name; refuses a file without it."""
    if key not in file.tables:
        raise ContentFault("content-missing-field", file=file.name, where="top", field=key)
    return _as_table(file.tables[key], file.name, key)


def rows(file: File, key: str, kind: type[R], **filled: Any) -> Iterator[Row[R]]:
    """The rows ``[[key]]`` of a file as records; ``filled`` stands where a row is silent,
    the file's ``[defaults]`` where both are."""
    yield from nested(file, file.tables, key, kind, **filled)


def nested(
    file: File, holder: Mapping[str, Any], key: str, kind: type[R], **filled: Any
) -> Iterator[Row[R]]:
    """The same for rows inside a table, as ``[[gate.domain]]`` inside ``[gate]``."""
    found = holder.get(key, [])
    if not isinstance(found, list):
        _wrong(file.name, key, "it must be a list, written [[...]]")
    for number, raw in enumerate(found, start=1):
        row = _as_table(raw, file.name, f"{key} {number}")
        where = next((f"{key} {row[name]}" for name in _NAMES if name in row), f"{key} {number}")
        yield Row(file.name, where, record(file, row, kind, where, **filled))


def record(file: File, raw: Mapping[str, Any], kind: type[R], where: str, **filled: Any) -> R:
    """One table as a record of that kind. Missing *source*, *evidence*, *reviewed* and
    *review_by* come from the file's ``[defaults]``."""
    defaults = _as_table(file.tables.get("defaults", {}), file.name, "defaults")
    fields = kind.__struct_fields__
    fitting = {k: v for k, v in defaults.items() if k in fields or k not in _SOURCED}
    try:
        return msgspec.convert({**fitting, **filled, **raw}, kind)
    except msgspec.ValidationError as fault:
        _sort_out(str(fault), file.name, where)


def _as_table(raw: object, file: str, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        _wrong(file, where, "it must be a table")
    return raw


def _wrong(file: str, where: str, fault: str) -> NoReturn:
    raise ContentFault("content-wrong-type", file=file, where=where, fault=fault)


def _sort_out(message: str, file: str, where: str) -> NoReturn:
    """Says in our words what msgspec found: a field missing, unknown, or of a wrong type."""
    place = _PLACE.search(message)
    inside = f"{where}, {place[1]}" if place and place[1] else where
    field = _FIELD.search(message)
    if field:
        code = "content-missing-field" if field[1] != "unknown" else "content-unknown-field"
        raise ContentFault(code, file=file, where=inside, field=field[2])
    _wrong(file, inside, _PLACE.sub("", message))
