"""The mark of a summary that counts nobody who exists: the first thing in every file of it."""

from __future__ import annotations

TRAINING = "TRAINING: invented patients and no figure of a ward"


def mark_of(home_kind: str) -> str:
    """The mark of a training home; none of another."""
    return TRAINING if home_kind == "training" else ""
