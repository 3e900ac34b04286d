"""One ward under the names that people write for it."""

from __future__ import annotations


def plain(ward: str) -> str:
    """*Willow*, *Willow Ward* and *WILLOW unit* are one ward, however a bed list writes it."""
    return " ".join(word for word in ward.casefold().split() if word not in ("ward", "unit"))
