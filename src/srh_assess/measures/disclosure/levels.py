"""One number at one release level, and the symbols that stand in for it.

``*`` hidden; ``z`` does not apply; ``x`` not collected; ``0`` a true nought.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from srh_assess.measures.proportions import whole_percent
from srh_assess.measures.settings import Disclosure

Level = Literal["internal", "trust", "publish"]
LEVELS: tuple[Level, ...] = get_args(Level)
Symbol = Literal["*", "z", "x"]
HIDDEN: Symbol = "*"
NOT_APPLICABLE: Symbol = "z"
NOT_COLLECTED: Symbol = "x"
NOTES: dict[Symbol, str] = {
    HIDDEN: "hidden: a small number, or one that would give a small number away",
    NOT_APPLICABLE: "does not apply",
    NOT_COLLECTED: "not collected",
}


class Shown(Struct, frozen=True):
    """What stands in a cell: a number or a symbol, never both."""

    value: int | None = None
    symbol: Symbol | None = None

    def __str__(self) -> str:
        return str(self.value) if self.symbol is None else self.symbol


def small(level: Level, rules: Disclosure) -> int:
    """The largest count that this level hides."""
    return int(getattr(rules.small, level))


def is_small(count: int, level: Level, rules: Disclosure) -> bool:
    """Whether a count is hidden for itself; a true nought is not."""
    return 0 < count <= small(level, rules)


def nearest(count: int, base: int) -> int:
    """The nearest multiple of ``base``, half up."""
    return (count + base // 2) // base * base


def rounded(count: int, rules: Disclosure) -> Shown:
    """The national rule for one count: 0 stays, 1 to 7 is hidden, then the nearest 5."""
    if is_small(count, "publish", rules):
        return Shown(symbol=HIDDEN)
    return Shown(nearest(count, rules.base))


def count_at(count: int, level: Level, rules: Disclosure) -> Shown:
    """One count of women standing alone (not in a table, where its neighbours matter too)."""
    if level == "publish":
        return rounded(count, rules)
    return Shown(symbol=HIDDEN) if is_small(count, level, rules) else Shown(count)


def percent_of(part: Shown, whole: Shown) -> Shown:
    """The whole percentage of two numbers as shown, never of those behind them."""
    if part.symbol or whole.symbol:
        return Shown(symbol=HIDDEN if HIDDEN in (part.symbol, whole.symbol) else NOT_APPLICABLE)
    found = whole_percent(part.value or 0, whole.value or 0)
    return Shown(symbol=NOT_APPLICABLE) if found is None else Shown(found)


def percent_at(part: Shown, whole: Shown, level: Level, rules: Disclosure) -> Shown:
    """The percentage as this level allows it; for publication from 50 women on.

    Judged by the denominator as published, so that a missing percentage does not tell 48 women
    from 52. Below ten women no rate leaves the ward.
    """
    found = percent_of(part, whole)
    if found.symbol or level == "internal":
        return found
    least = rules.percent_from if level == "publish" else rules.women_least
    return found if (whole.value or 0) >= least else Shown(symbol=HIDDEN)
