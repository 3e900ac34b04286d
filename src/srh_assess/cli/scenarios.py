"""The commands about training scenarios: nothing is stored, and no window is opened."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srh_assess.cli.words import DONE, FOUND, as_json, write_bytes
from srh_assess.errors import BadInput

if TYPE_CHECKING:
    from srh_assess.protocol.model import Protocol
    from srh_assess.training.scenarios import Kept


def add(commands: Any) -> None:
    """The command ``scenario``."""
    scenario = commands.add_parser("scenario", help="training scenarios: list, check, print, play")
    what = scenario.add_subparsers(title="what", metavar="WHAT", required=True)

    listed = what.add_parser("list", help="what came with the program")
    listed.add_argument("--format", choices=("text", "json"), default="text")
    listed.set_defaults(run=_list)

    check = what.add_parser("check", help="everything that is wrong with a scenario file")
    check.add_argument("file", type=Path, metavar="FILE.toml")
    check.set_defaults(run=_check)

    paper = what.add_parser("print", help="a scenario to be played without a computer")
    paper.add_argument("scenario", help="the id of a shipped one, or a file")
    paper.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    paper.set_defaults(run=_print)

    play = what.add_parser("play", help="plays its model answer and says how it is marked")
    play.add_argument("scenario", help="the id of a shipped one, or a file")
    play.set_defaults(run=_play)


def _list(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.training.scenarios import shelf

    found = [one.scenario for one in shelf(load()).kept]
    if options.format == "json":
        rows = [
            {
                "id": one.id, "title": one.title, "level": one.level, "ending": one.ending,
                "minutes": one.minutes, "version": one.version, "aims": one.aims,
                "content_notice": one.content_notice,
            }
            for one in found
        ]  # fmt: skip
        print(as_json(rows))
    else:
        for one in found:
            print(f"{one.id}: {one.title} ({one.minutes} minutes)")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.training import scenarios

    faults = scenarios.faults(scenarios.bytes_of(options.file), load())
    for fault in faults:
        print(fault)
    if not faults:
        print("It can be played.")
    return FOUND if faults else DONE


def _kept(named: str, protocol: Protocol) -> Kept:
    """A shipped scenario by its id, or the one in a file."""
    from srh_assess.training import scenarios

    if not named.endswith(".toml"):
        return scenarios.shelf(protocol).of(named)
    file = Path(named)
    raw = scenarios.bytes_of(file)
    scenario = scenarios.read(raw, protocol)
    return scenarios.Kept(scenario=scenario, file=file, mark=scenarios.mark(raw), own=True)


def _print(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.workflow.training_papers import on_paper

    protocol = load()
    write_bytes(options.output, on_paper(_kept(options.scenario, protocol).scenario, protocol).data)
    return DONE


def _play(options: argparse.Namespace) -> int:
    from tempfile import TemporaryDirectory

    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.training import words
    from srh_assess.training.marking import marks
    from srh_assess.workflow import drill_model
    from srh_assess.workflow.training_papers import SIGNS
    from srh_assess.workflow.training_world import Training

    protocol = load()
    kept = _kept(options.scenario, protocol)
    with TemporaryDirectory(prefix="srh-assess-") as folder:
        training = Training(Path(folder) / "training", protocol, SystemClock())
        training.open()
        drill = training.begin(kept)
        if not drill_model.play(drill):
            raise BadInput("scenario-not-to-the-end")
        drill.end()
        found = marks(drill.scenario, drill.scene())
        training.close()
    for one in found.lines:
        print(f"{words.field(one.field, kept.scenario, protocol)}: {SIGNS[one.outcome]}")
    print("Full marks." if found.full else "The model answer does not get full marks.")
    return DONE if found.full else FOUND
