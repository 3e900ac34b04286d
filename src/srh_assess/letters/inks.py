"""The inks of a picture on white paper, for vectors of every kind."""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.charts.picture import Ink

PAPER: Mapping[Ink, str] = {
    "text": "#1A1A1A",
    "muted": "#4A4F54",
    "grid": "#D5D5D5",
    "series": "#14586A",
    "centre": "#1A1A1A",
    "limit": "#4A4F54",
    "target": "#55398B",
    "reference": "#6B4300",
    "hoped_for": "#1F5F8B",
    "concern": "#9A4A00",
    "neutral": "#55398B",
    "band": "#EDF1F3",
    "note": "#4A4F54",
    "ground": "#FFFFFF",
}
"""Ink on white paper: words have 4.5 and marks 3 or more against it."""
