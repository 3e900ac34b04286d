"""Scenarios of our own: kept beside Training, brought in from elsewhere, handed on as one file.

A file from another trust is data: it is read, checked and copied as it stands. Nothing of it
runs, and nothing in it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.store import files
from srh_assess.training import authoring, scenarios, toml
from srh_assess.training.scenarios import Kept
from srh_assess.workflow import save_file
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import Training


def new(training: Training, author: str = "") -> authoring.Table:
    """A new scenario to be filled in."""
    return authoring.blank(local(training.outside.now()).date(), author)


def copy(training: Training, kept: Kept, id: str, title: str, author: str) -> authoring.Table:
    """A copy of one that there is, to be changed."""
    table = scenarios.table(scenarios.bytes_of(kept.file))
    return authoring.copied(table, id, title, author, local(training.outside.now()).date())


def faults(training: Training, table: Mapping[str, Any]) -> tuple[BadInput, ...]:
    """What is still wrong with it, in sentences; that another one has its id, too."""
    found = scenarios.faults(toml.written(table), training.desk.protocol)
    return (*found, *_taken(training, str(table.get("id", ""))))


def _taken(training: Training, id: str) -> tuple[BadInput, ...]:
    others = (one for one in training.shelf().kept if one.file != _file(training, id))
    taken = any(one.scenario.id == id for one in others)
    return (BadInput("scenario-twice", id=id[:40]),) if taken else ()


def save(training: Training, table: Mapping[str, Any]) -> Kept:
    """Keeps it among our own. Refused with the first thing that is wrong, and to whoever does
    not lead."""
    training.need_lead()
    for fault in faults(training, table):
        raise fault
    raw = toml.written(table)
    return _keep(training, raw)


def preview(training: Training, table: Mapping[str, Any]) -> Kept:
    """The scenario as a learner would play it, without keeping it: for ``training.begin``."""
    raw = toml.written(table)
    scenario = scenarios.read(raw, training.desk.protocol)
    return Kept(scenario=scenario, file=Path(), mark=scenarios.mark(raw), own=True)


def model_from(drill: Drill, table: Mapping[str, Any]) -> authoring.Table:
    """The scenario with what was done in this run as its model answer."""
    return authoring.with_model(table, authoring.kept_from(drill.scenario, drill.scene()))


def bring_in(training: Training, file: Path) -> Kept:
    """Copies a scenario from elsewhere among our own, byte by byte. Refused when it cannot be
    played, when its id is taken, and to whoever does not lead."""
    training.need_lead()
    raw = scenarios.bytes_of(file)
    scenario = scenarios.read(raw, training.desk.protocol)
    if any(one.scenario.id == scenario.id for one in training.shelf().kept):
        raise BadInput("scenario-twice", id=scenario.id[:40])
    return _keep(training, raw)


def hand_on(kept: Kept, file: Path) -> None:
    """Writes a scenario as the one file that others can bring in."""
    save_file.write(file, scenarios.bytes_of(kept.file))


def take_away(training: Training, kept: Kept) -> None:
    """Takes one of our own away. What came with the program stays."""
    training.need_lead()
    if not kept.own or kept.file.parent != training.own:
        raise BadInput("scenario-shipped")
    kept.file.unlink(missing_ok=True)


def _keep(training: Training, raw: bytes) -> Kept:
    scenario = scenarios.read(raw, training.desk.protocol)
    files.make_private_folder(training.own)
    file = _file(training, scenario.id)
    files.write_atomically(file, raw)
    return Kept(scenario=scenario, file=file, mark=scenarios.mark(raw), own=True)


def _file(training: Training, id: str) -> Path:
    return training.own / f"{id}.toml"
