"""What Training is made of beside the scenarios, from ``resources/training/training.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped


class Marking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an accepted answer counts, and which share of the other points a run needs."""

    accepted: float
    pass_share: float
    source: str


class Stopping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a good stop counts."""

    why: str
    source: str


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shipped words and numbers of Training."""

    colours: tuple[str, ...]
    smallest_group: int
    weeks_later: int
    weeks_earliest: int
    prompts: tuple[str, ...]
    standard_topics: tuple[str, ...]
    topics: Mapping[str, str]
    domains: Mapping[str, str]
    weights: Mapping[str, str]
    due_hours: Mapping[str, float]
    settled: Mapping[str, str | float]
    marking: Marking
    stopping: Stopping


@cache
def content() -> Content:
    """The content, read once."""
    kept = tomllib.loads(shipped("training", "training.toml").read_text("utf-8"))
    return msgspec.convert(kept, Content)
