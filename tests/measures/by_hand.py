"""Twenty stays that can be counted with a finger, and what a finger counts."""

from __future__ import annotations

from srh_assess.assessment.counted import Counted, Kept
from tests.measures.stays import DAY

LETTERS = "oanxvbmltqd"
"""Offered, assessed, a need, accepted only, a visit, begun here, all met, left open, taken over,
asked how she felt after it, distress."""

TWENTY = [
    "oan.vbm..q.",
    "oan.vb.ltq.",
    "oan.v..l.q.",
    "oanx...lt..",
    "oan....l.qd",
    "oa.......q.",
    "oa.........",
    "oan.vbm..q.",
    "o..........",
    "o..........",
    "o..........",
    "...........",
    "...........",
    "...........",
    "...........",
    "...........",
    "o.n....l...",
    "oan.v.m..q.",
    "oanx.b.lt..",
    "o..........",
]

COUNTED = {
    "M1": (15, 20), "M2": (10, 20), "M3": (10, 15), "M4": (9, 20), "M5": (5, 20), "M6": (8, 10),
    "M7": (4, 20), "M8a": (3, 20), "M8b": (2, 4), "M9": (3, 6), "B1": (1, 10),
}  # fmt: skip
MISSING = {"B1": 3}
ACCEPTED_ONLY = 2


def stays() -> tuple[Counted, ...]:
    """The twenty as rows of the figures."""
    return tuple(_stay(f"s{at}", frozenset(line)) for at, line in enumerate(TWENTY))


def _stay(stay: str, has: frozenset[str]) -> Counted:
    met = DAY if "m" in has else None
    return Counted(
        stay=stay,
        admitted=DAY,
        ended=DAY,
        offered=DAY if "o" in has else None,
        assessed=DAY if "a" in has else None,
        needs=(Kept(need="N01", met=met),) if "n" in has else (),
        all_met="m" in has,
        begun="b" in has,
        accepted="x" in has,
        attended="v" in has,
        left_open="l" in has,
        taken_over="t" in has,
        stress_asked="q" in has,
        distress="d" in has,
    )
