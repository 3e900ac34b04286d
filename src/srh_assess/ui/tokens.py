"""The tokens of ``resources/theme/theme.toml``, read once into a frozen record."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped


class _Tokens(Struct, frozen=True, rename="kebab"):
    """Base: names with hyphens in the file, with underscores here."""


class TypeSize(_Tokens, frozen=True):
    """One size of type: a multiple of the base size, its line height and its weight."""

    scale: float
    line: float
    weight: str


class FontTokens(_Tokens, frozen=True):
    """The families of type and their two weights."""

    family: str
    fallback: tuple[str, ...]
    mono: str
    weights: dict[str, int]
    figures: str
    readable: str


class Breakpoints(_Tokens, frozen=True):
    """Window width, divided by the text scale, below which the frame folds."""

    narrow: int
    single: int
    short: int


class Tokens(_Tokens, frozen=True, kw_only=True):
    """Everything a style sheet or a painted widget may use."""

    format: int
    default: str
    colours: dict[str, dict[str, str]] = msgspec.field(name="colour")
    chart: dict[str, dict[str, str]]
    font: FontTokens
    base_pt: float
    types: dict[str, TypeSize]
    space: dict[str, int]
    radius: dict[str, int]
    line: dict[str, int]
    height: dict[str, int]
    width: dict[str, int]
    breakpoint: Breakpoints
    icon: dict[str, int]
    scroll: dict[str, int]
    mark: dict[str, int]
    redraw: dict[str, int]
    shape: dict[str, str]


@cache
def tokens() -> Tokens:
    """The shipped tokens. A malformed file is a fault of the program, not of the user."""
    raw = msgspec.toml.decode(shipped("theme", "theme.toml").read_bytes())
    raw["chart"] = raw["colour"].pop("chart")
    sizes = raw.pop("type")
    raw["base-pt"] = sizes.pop("base-pt")
    raw["types"] = sizes
    return msgspec.convert(raw, Tokens)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.x)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.x), from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
