"""What Training is made of beside the scenarios, from ``resources/training/training.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shipped words of Training."""

    colours: tuple[str, ...]
    domains: Mapping[str, str]
    weights: Mapping[str, str]
    due_hours: Mapping[str, float]


@cache
def content() -> Content:
    """The content, read once."""
    kept = tomllib.loads(shipped("training", "training.toml").read_text("utf-8"))
    return msgspec.convert(kept, Content)
