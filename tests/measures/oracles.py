"""The numbers of other tools, as rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parents[1] / "data" / "oracles"


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(name: str, *keys: str) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """The rows of one file, by the values of ``keys``."""
    found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows(name):
        found[tuple(row[key] for key in keys)].append(row)
    return dict(found)


def near(found: float | None, wanted: str) -> bool:
    """Within the tolerance the oracles state: 1e-9 relative; blank means nothing there, and 0 is 0
    but for the last signs of a float."""
    if wanted == "" or found is None:
        return wanted == "" and found is None
    return abs(float(found) - float(wanted)) <= max(1e-9 * abs(float(wanted)), 1e-15)
