"""A number with the word it counts, as it is said."""

from __future__ import annotations


def counted(count: float, one: str, many: str = "") -> str:
    """``1 entry``, ``1,156 entries``; without another word for many, an s is added."""
    return f"{count:,g} {one}" if count == 1 else f"{_digits(count)} {many or f'{one}s'}"


def _digits(count: float) -> str:
    return f"{count:,}" if isinstance(count, int) else f"{count:,g}"
