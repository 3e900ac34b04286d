"""Where the files shipped with the program are: in the package when installed or frozen,
at the top of the checkout when developing."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    here = Path(__file__).resolve().parent
    inside = here / "resources"
    return inside if inside.is_dir() else here.parents[1] / "resources"


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. ``shipped("protocol", "needs.toml")``."""
    return _root().joinpath(*parts)
