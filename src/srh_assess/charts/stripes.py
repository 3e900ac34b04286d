"""The striped upper edge of a picture of training: told from a real one without reading it."""

from __future__ import annotations

from srh_assess.charts.picture import Part, Stroke

TRAINING = "TRAINING"
"""A title that begins with this word is that of a training home."""


def edge(title: str, width: float, size: float) -> tuple[list[Part], float]:
    """The stripes above such a title, and where the title may begin; nothing above another."""
    if not title.startswith(TRAINING):
        return [], 0.0
    step = size * 0.6
    stripes: list[Part] = [
        Stroke(places=((n * step, step), ((n + 1) * step, 0)), ink="text", wide=size * 0.1)
        for n in range(int(width / step))
    ]
    return stripes, size * 1.1
