"""How parts stand together in words: a number with what it counts, one sentence after another."""

from __future__ import annotations


def counted(count: float, one: str, many: str = "") -> str:
    """``1 entry``, ``1,156 entries``; without another word for many, an s is added."""
    return f"{count:,g} {one}" if count == 1 else f"{_digits(count)} {many or f'{one}s'}"


def _digits(count: float) -> str:
    return f"{count:,}" if isinstance(count, int) else f"{count:,g}"


def sentences(*parts: str) -> str:
    """``First. Second``; empty parts are left out, and no stop is set twice."""
    said = [part for part in parts if part]
    return ". ".join([*(part.rstrip(".") for part in said[:-1]), *said[-1:]])
