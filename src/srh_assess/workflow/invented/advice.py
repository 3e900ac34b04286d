"""Advice on words that was settled while invented talks were written down: totals by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

from srh_assess.clock import local
from srh_assess.workflow.advising import CHANGED, KEPT
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.stage import Played


def totals(draw: Random, played: Iterable[Played]) -> Counter[tuple[str, str]]:
    """How often it was kept, and how often the words were changed, in each month."""
    found: Counter[tuple[str, str]] = Counter()
    given = anchors().advice
    for record, _ in played:
        for sitting in record.sittings:
            if sitting.signed_at is not None and draw.random() < given.a_talk:
                what = CHANGED if draw.random() < given.changed else KEPT
                found[f"{local(sitting.signed_at):%Y-%m}", what] += 1
    return found
