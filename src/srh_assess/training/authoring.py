"""Writing a scenario without writing code: a new one, a copy, and the model answer kept from
doing it once.

A scenario being written is the table of its file (``scenarios.table`` reads one, ``toml.written``
writes it), so that nothing that stands there is lost, also what this program does not know.
``scenarios.faults`` says what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from srh_assess.training.content import content
from srh_assess.training.model import FORMAT, Domain, Scenario
from srh_assess.training.skipping import fields_of
from srh_assess.training.standing import BLANK, STOPPING, Scene

Table = dict[str, Any]
_A_YEAR = timedelta(days=365)
_DOMAINS: Mapping[str, Domain] = {
    "gate": "moment", "item": "content", "asked": "content", "need": "content", "due": "plan",
    "clock": "content", "decision": "consent", "choice": "consent", "event": "privacy",
}  # fmt: skip
_SKIPPED = frozenset({"asked", STOPPING.partition(".")[0]})


def blank(today: date, author: str = "") -> Table:
    """A new scenario with a place for everything: what is still to be written is empty."""
    return {
        "format": FORMAT,
        "id": "",
        "version": 1,
        "title": "",
        "author": author,
        "reviewed": today,
        "review_due": today + _A_YEAR,
        "level": "core",
        "minutes": 20,
        "content_notice": "",
        "aims": [],
        "expert_by_experience": "not yet",
        "ending": "not_now",
        "patient": {
            "family": content().colours[0], "given": "", "age": 30, "pronouns": "",
            "language": "English", "room": "", "named_nurse": "", "admitted_hours_ago": 24,
            "seed": 1,
        },
        "vignette": {"notes": "", "letter": ""},
        "clock": {"start": "day 2 10:00"},
        "says": [],
        "event": [],
        "choice": [],
        "expect": [],
        "branch": [],
        "debrief": {"went_well": "", "prompts": [], "key_points": []},
    }  # fmt: skip


def copied(table: Mapping[str, Any], id: str, title: str, author: str, today: date) -> Table:
    """A copy to change: its own id, its first version, not yet looked at by anybody else."""
    return {
        **table, "id": id, "title": title, "author": author, "version": 1, "reviewed": today,
        "review_due": today + _A_YEAR, "expert_by_experience": "not yet",
    }  # fmt: skip


def kept_from(scenario: Scenario, scene: Scene) -> list[Table]:
    """What somebody did in a run, as the model answer: one line for each thing a scenario can
    look at. The reasons are still to be written, but for those that stood there before."""
    before = {one.field: one for one in scenario.expects}
    told = {one.item for one in scenario.says}
    found: list[Table] = []
    for field in _done(scene):
        kind, _, name = field.partition(".")
        codes = sorted(scene.stands(field).codes - BLANK)
        if not codes or (kind == "item" and name not in told and field not in before):
            continue
        known = before.get(field)
        found.append(
            {
                "field": field,
                "best": codes[0],
                "weight": known.weight if known else "important",
                "domain": known.domain if known else _DOMAINS[kind],
                "why": known.why if known else "",
                "source": known.source if known else "",
            }
            | _kept(known.accept if known else (), "accept", codes[0])
            | _kept(known.unsafe if known else (), "unsafe", codes[0])
        )
    return found


def _kept(codes: Iterable[str], name: str, best: str) -> Table:
    left = [code for code in codes if code != best]
    return {name: left} if left else {}


def _done(scene: Scene) -> Iterable[str]:
    """Every field that the run set, in the order in which it first did."""
    fields = (field for entry in scene.entries for field in fields_of(entry.fact))
    return (field for field in dict.fromkeys(fields) if field.partition(".")[0] not in _SKIPPED)


def with_model(table: Mapping[str, Any], expects: Iterable[Table]) -> Table:
    """The scenario with these lines as its model answer. Lines it had about other fields stay:
    what must *not* happen can be seen in no run."""
    new = list(expects)
    fields = {one["field"] for one in new}
    stay = [one for one in table.get("expect", []) if one.get("field") not in fields]
    return {**table, "expect": [*new, *stay]}
