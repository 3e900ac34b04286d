"""The clinical safety file: what the program is for, and the hazard log, as data.

Kept in ``resources/clinical_safety``. A control names the tests that show it, or the step of
the work it is planned for; ``tests/contract`` refuses a test that does not exist. Ratings are
computed from the matrix in the file, never written by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from srh_assess.errors import ContentFault
from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, fact
from srh_assess.protocol.plain import Line
from srh_assess.shipped import shipped

Severity = Literal["minor", "significant", "considerable", "major", "catastrophic"]
Likelihood = Literal["very_low", "low", "medium", "high", "very_high"]
SEVERITIES: tuple[Severity, ...] = (
    "minor", "significant", "considerable", "major", "catastrophic",
)  # fmt: skip


class Rating(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How bad, and how likely."""

    severity: Severity
    likelihood: Likelihood


class Control(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands against a hazard: shown by tests, or planned for a step."""

    what: str
    tests: tuple[str, ...] = ()
    planned: str = ""


class Hazard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the log, before and after its controls."""

    id: str
    name: str
    causes: tuple[str, ...]
    effects: tuple[str, ...]
    before: Rating
    after: Rating
    control: tuple[Control, ...]


class SafetyFile(Struct, frozen=True, kw_only=True):
    """The log with its matrix and dates, and the intended purpose."""

    source: str
    evidence: str
    reviewed: date
    review_by: date
    matrix: Mapping[Likelihood, tuple[int, int, int, int, int]]
    hazard: tuple[Hazard, ...]
    purpose: str = ""

    def risk(self, rating: Rating) -> int:
        """1 to 5, by the matrix: 4 and 5 cannot be accepted, 3 only with its reasons written."""
        return self.matrix[rating.likelihood][SEVERITIES.index(rating.severity)]


def load(folder: Path | None = None) -> SafetyFile:
    """The safety file. Refuses a log that does not hold together."""
    folder = folder or shipped("clinical_safety")
    purpose = (folder / "purpose.md").read_text("utf-8")
    raw = tomllib.loads((folder / "hazards.toml").read_text("utf-8"))
    try:
        return msgspec.convert({**raw, "purpose": purpose}, SafetyFile)
    except msgspec.ValidationError as fault:
        raise ContentFault(
            "content-wrong-type", file="hazards.toml", where="hazard", fault=str(fault)
        ) from fault


def lines(file: SafetyFile) -> tuple[str, ...]:
    """The purpose and the log in plain lines, for the handbook and the protocol command."""
    said = [*file.purpose.splitlines(), "", "# Hazard log", ""]
    for hazard in file.hazard:
        before, after = file.risk(hazard.before), file.risk(hazard.after)
        said += [
            f"## {hazard.id} {hazard.name}",
            f"Causes: {'; '.join(hazard.causes)}. Effects: {'; '.join(hazard.effects)}.",
            f"Before: {_words(hazard.before)}, risk {before}.",
            f"After: {_words(hazard.after)}, risk {after}.",
            *(f"- {control.what} ({_shown(control)})" for control in hazard.control),
            "",
        ]
    return tuple(said)


def chapters(file: SafetyFile) -> tuple[Chapter, ...]:
    """The same as chapters, for the end of the handbook."""
    purpose = tuple(line for line in file.purpose.splitlines() if line and not line.startswith("#"))
    return (
        Chapter(id="purpose", title="What this program is for", intro=purpose),
        Chapter(
            id="hazards", title="Hazard log", entries=tuple(_entry(file, h) for h in file.hazard)
        ),
    )


def _entry(file: SafetyFile, hazard: Hazard) -> Entry:
    controls = tuple(Line(f"{one.what} ({_shown(one)})") for one in hazard.control)
    return Entry(
        id=hazard.id,
        title=f"{hazard.id} {hazard.name}",
        facts=(
            fact("Causes", "; ".join(hazard.causes)),
            fact("Effects", "; ".join(hazard.effects)),
            fact("Before", f"{_words(hazard.before)}, risk {file.risk(hazard.before)}"),
            fact("After", f"{_words(hazard.after)}, risk {file.risk(hazard.after)}"),
            Fact("What stands against it", controls),
        ),
    )


def _words(rating: Rating) -> str:
    return f"{rating.severity}, likelihood {rating.likelihood.replace('_', ' ')}"


def _shown(control: Control) -> str:
    if control.tests:
        return f"shown by {', '.join(control.tests)}"
    return f"planned: {control.planned}"
