"""Scenarios of our own: written here, brought in from elsewhere, handed on as one file.

They lie beside the world of training and outlive every run. What is still being written is kept
too, with all that is wrong with it; until that is put right it cannot be played. A file from
another trust is data: it is looked at before it is taken (its size, that it is text, that it is a
scenario's table) and copied as it stands. Nothing of it runs, and nothing in it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.store import files
from srh_assess.training import authoring, drafts, scenarios, toml
from srh_assess.training.authoring import Table
from srh_assess.training.scenarios import Kept
from srh_assess.workflow import save_file
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import Training

PREFIX = "TRAINING-"
_END = ".toml"


class Own(Struct, frozen=True, kw_only=True):
    """One scenario of this place: its file's bytes and table, and what is still wrong with it."""

    id: str
    title: str
    table: Table
    raw: bytes
    faults: tuple[BadInput, ...]


# -- what there is -------------------------------------------------------------------------------


def every(world: Training) -> tuple[Own, ...]:
    """Every scenario of this place that can be read at all, by title."""
    found = []
    for file in sorted(world.own.glob(f"*{_END}")):
        try:
            found.append(_own(world, scenarios.bytes_of(file), file.stem))
        except BadInput:
            continue  # the list of what can be played says why
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


def _own(world: Training, raw: bytes, name: str) -> Own:
    table = scenarios.table(raw)
    return Own(
        id=str(table.get("id") or name),
        title=str(table.get("title") or name),
        table=table,
        raw=raw,
        faults=scenarios.faults(raw, world.desk.protocol),
    )


def taken(world: Training) -> tuple[str, ...]:
    """Every id that something has already."""
    shelf = world.shelf()
    broken = (file.stem for file, _ in shelf.faults)
    return (*(one.scenario.id for one in shelf.kept), *broken, *(one.id for one in every(world)))


# -- written here --------------------------------------------------------------------------------


def new(world: Training, title: str) -> Own:
    """Begins one with a title and nothing else."""
    table = authoring.blank(local(world.outside.now()).date())
    return keep(world, {**table, "id": _named(title, world), "title": title})


def copy(world: Training, of: str) -> Own:
    """Begins one as a copy of one that there is."""
    table, today = table_of(world, of), local(world.outside.now()).date()
    title = str(table["title"])
    return keep(world, authoring.copied(table, _named(title, world), title, "", today))


def table_of(world: Training, id: str) -> Table:
    """The table of a scenario that can be played."""
    return scenarios.table(scenarios.bytes_of(world.shelf().of(id).file))


def _named(words: str, world: Training) -> str:
    return drafts.named(words, taken(world), "scenario")


def keep(world: Training, table: Mapping[str, Any]) -> Own:
    """Keeps it as it is, right or not yet. Refused to whoever does not lead, and where it could
    not be read again."""
    world.need_lead()
    return _keep(world, _own(world, toml.written(table), "scenario"))


def _keep(world: Training, found: Own) -> Own:
    files.make_private_folder(world.own)
    files.write_atomically(_file(world, found.id), found.raw)
    return found


def _file(world: Training, id: str) -> Path:
    """The file of an id. A name that says where it lies leads nowhere else."""
    return world.own / f"{drafts.named(id, (), 'scenario')}{_END}"


def remove(world: Training, id: str) -> None:
    """Takes one of our own away. What came with the program stays. Refused to whoever does not
    lead."""
    world.need_lead()
    _file(world, id).unlink(missing_ok=True)


# -- tried ---------------------------------------------------------------------------------------


def preview(world: Training, table: Mapping[str, Any]) -> Kept:
    """The scenario as a learner would play it, without keeping it: for ``training.begin``."""
    raw = toml.written(table)
    scenario = scenarios.read(raw, world.desk.protocol)
    return Kept(scenario=scenario, file=Path(), mark=scenarios.mark(raw), own=True)


def model_from(drill: Drill, table: Mapping[str, Any]) -> Table:
    """The scenario with what was done in this run as its model answer."""
    return authoring.with_model(table, authoring.kept_from(drill.scenario, drill.scene()))


# -- from and to elsewhere -----------------------------------------------------------------------


def read(world: Training, file: Path) -> Own:
    """A file from elsewhere, looked at and not yet taken."""
    return _own(world, scenarios.bytes_of(file), file.stem)


def take(world: Training, found: Own, *, anew: bool = False) -> Own:
    """Takes it in, byte by byte. With an id that something here has it is refused, unless it
    gets another one; and to whoever does not lead."""
    world.need_lead()
    used = taken(world)
    if found.id in used and not anew:
        raise BadInput("scenario-twice", id=found.id[:40])
    if found.id in used:
        return keep(world, {**found.table, "id": drafts.named(found.id, used, "scenario")})
    return _keep(world, found)


def hand_on(found: Own, folder: Path) -> Path:
    """As one file for another place. Its name says that it is for training."""
    file = folder / f"{PREFIX}{drafts.named(found.id, (), 'scenario')}{_END}"
    save_file.write(file, found.raw)
    return file
