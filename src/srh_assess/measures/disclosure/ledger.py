"""The release ledger: a new release against every earlier one, before it goes out.

Two files that are each safe can give a woman away together: this month less last month, a
corrected reissue, two filters one group apart. What stays on the ward machine is not a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import product

import msgspec
from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.measures.disclosure.attack import pinned
from srh_assess.measures.disclosure.levels import Level, Shown, small
from srh_assess.measures.disclosure.periods import Period, check_period
from srh_assess.measures.disclosure.suppress import Protection, shown
from srh_assess.measures.disclosure.table import TOTAL, Cell
from srh_assess.measures.disclosure.tiles import Few, Monthly, nobody_few, together
from srh_assess.measures.settings import Disclosure


class Release(Struct, frozen=True, kw_only=True):
    """One table released once. ``women`` are opaque marks of the admissions counted.

    A release is frozen. A later version of the same one needs its reason.
    """

    query: str
    filters: str
    period: Period
    protection: Protection
    women: frozenset[str]
    version: int = 1
    reason: str = ""

    @property
    def level(self) -> Level:
        """The level it was protected for."""
        return self.protection.level

    @property
    def place(self) -> tuple[str, str, Level, Period]:
        """What may be released once: query, filters, level and period."""
        return self.query, self.filters, self.level, self.period

    def names(self) -> Iterator[tuple[Cell, str]]:
        """Every cell with the name that it has in any table of its query."""
        table = self.protection.table
        rows, columns = (*table.rows, TOTAL), (*table.columns, TOTAL)
        for r, c in product(range(table.height), range(table.width)):
            yield (r, c), f"{rows[r]}|{columns[c]}"


class Change(Struct, frozen=True):
    """One cell as two releases show it, with what is behind each."""

    raw: tuple[int, int]
    shown: tuple[Shown, Shown]

    def tells(self, most: int) -> bool:
        """Whether the two tell of a small number of women between them."""
        return self.shown[0] != self.shown[1] and 0 < abs(self.raw[0] - self.raw[1]) <= most


def fingerprint(release: Release, rules: Disclosure) -> str:
    """The hash of what is written: place, version and every cell as shown."""
    written = shown(release.protection, rules)
    cells = [[str(cell) for cell in row] for row in written.cells]
    period = str(release.period)
    parts = (release.query, release.filters, release.level, period, release.version)
    body = msgspec.json.encode([parts, written.rows, written.columns, cells])
    return sha256(body).hexdigest()


def check_release(
    new: Release,
    earlier: Sequence[Release],
    monthly: Monthly,
    rules: Disclosure,
    few: Few = nobody_few,
) -> None:
    """Raises ``Refused`` with the first reason why ``new`` may not go out beside ``earlier``.

    ``monthly`` are the true counts by month, from the same snapshot as ``new``; ``few`` says of
    which months they are those of a few women.
    """
    check_period(new.period, new.level, rules)
    if new.level == "internal":
        return
    if len(new.women) < rules.women_least:
        raise Refused("release-few-women", least=str(rules.women_least))
    outside = [each for each in earlier if each.level != "internal"]
    _check_version(new, outside, rules)
    for each in outside:
        _check_pair(new, each, rules)
    _check_together(new, outside, monthly, rules, few)


def _check_version(new: Release, earlier: Iterable[Release], rules: Disclosure) -> None:
    """The same file again is no new release; another one in its place needs a reason."""
    before = [each for each in earlier if each.place == new.place]
    if not before or fingerprint(new, rules) == fingerprint(before[-1], rules):
        return
    if new.version != before[-1].version + 1 or not new.reason.strip():
        raise Refused("release-frozen", period=str(new.period))


def _check_pair(new: Release, other: Release, rules: Disclosure) -> None:
    if not new.period.overlaps(other.period):
        return
    apart = len(new.women ^ other.women)
    if new.filters != other.filters and 0 < apart < rules.filters_apart:
        raise Refused("release-filters", period=str(other.period), least=str(rules.filters_apart))
    if any(change.tells(small("publish", rules)) for change in changes(new, other, rules)):
        raise Refused("release-difference", period=str(other.period))


def changes(new: Release, other: Release, rules: Disclosure) -> Iterator[Change]:
    """Every cell that both show, side by side."""
    if new.query != other.query:
        return
    before = _cells(other, rules)
    for name, (raw, cell) in _cells(new, rules).items():
        if name in before:
            yield Change((before[name][0], raw), (before[name][1], cell))


def _cells(release: Release, rules: Disclosure) -> dict[str, tuple[int, Shown]]:
    raw = release.protection.table.raw()
    written = shown(release.protection, rules).cells
    return {name: (raw[cell], written[cell[0]][cell[1]]) for cell, name in release.names()}


def _check_together(
    new: Release, earlier: Iterable[Release], monthly: Monthly, rules: Disclosure, few: Few
) -> None:
    """A year less three quarters is the fourth: everything released so far is solved at once."""
    latest = {each.place: each for each in earlier}
    latest[new.place] = new
    alike = [
        (each.period, each.protection)
        for each in latest.values()
        if (each.query, each.filters) == (new.query, new.filters)
    ]
    if pinned(together(alike, monthly, rules, few), rules.candidates):
        raise Refused("release-together")
