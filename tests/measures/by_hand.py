"""Twenty stays that can be counted with a finger, and what a finger counts."""

from __future__ import annotations

from srh_assess.assessment.counted import Counted, Kept, Method
from tests.measures.stays import DAY

LETTERS = "oanxvbmltqdpsck"
"""Offered, assessed, a need, accepted only, a visit, begun here, all met, left open, taken over,
asked how she felt after it, distress, a method begun, stopped early, a finding about capacity, lacking."""

TWENTY = [
    "oan.vbm..q.p.c.",
    "oan.vb.ltq.p.c.",
    "oan.v..l.q...ck",
    "oanx...lt....ck",
    "oan....l.qd....",
    "oa.......q.....",
    "oa.............",
    "oan.vbm..q.ps..",
    "o..............",
    "o..............",
    "o..............",
    "...............",
    "...............",
    "...............",
    "...............",
    "...............",
    "o.n....l.......",
    "oan.v.m..q.....",
    "oanx.b.lt......",
    "o..............",
]

COUNTED = {
    "M1": (15, 20), "M2": (10, 20), "M3": (10, 15), "M4": (9, 20), "M5": (5, 20), "M6": (8, 10),
    "M7": (4, 20), "M8a": (3, 20), "M8b": (2, 4), "M9": (3, 6), "M12": (3, 20), "B1": (1, 10), "H13": (1, 3), "H14": (2, 4), "H17": (0, 0),
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
        methods=(Method("pill", 3 if "s" in has else None),) if "p" in has else (),
        findings=int("c" in has),
        findings_lacks=int("k" in has),
    )
