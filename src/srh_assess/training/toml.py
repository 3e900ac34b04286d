"""A scenario written back out as the one file that people share.

Writes what such a file can hold and nothing else: words, numbers, dates, lists of them, tables
and lists of tables. What it writes reads back as it was, also what this program does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def written(table: Mapping[str, Any]) -> bytes:
    """The file's bytes: plain values first, then tables, then lists of tables."""
    lines: list[str] = []
    plain = {name: value for name, value in table.items() if not _nested(value)}
    lines += _values(plain)
    for name, value in table.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{_key(name)}]", *_values(value)]
        elif name not in plain:
            for one in value:
                lines += ["", f"[[{_key(name)}]]", *_values(one)]
    return ("\n".join(lines).lstrip("\n") + "\n").encode()


def _nested(value: Any) -> bool:
    """A table, or a list of nothing but tables: written under a heading of its own."""
    if isinstance(value, Mapping):
        return True
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    )


def _values(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        yield f"{_key(name)} = {_value(value, long=True)}"


def _value(value: Any, *, long: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        parts = [_value(one) for one in value]
        if long and any(isinstance(one, Mapping) for one in value):
            return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
        return f"[{', '.join(parts)}]"
    return repr(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    return '"' + "".join(_sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    if sign in _ESCAPED:
        return _ESCAPED[sign]
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x20 or ord(sign) == 0x7F else sign
