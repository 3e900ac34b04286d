"""The window itself, driven by a person or by itself, and the program's test of itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from srh_assess.cli.words import DONE, home_folder, signs_in, text_of
from srh_assess.errors import BadInput


def add(commands: Any) -> None:
    """The commands ``walkthrough``, ``training`` and ``self-test``."""
    walk = commands.add_parser("walkthrough", help="drive a whole assessment, with pictures")
    walk.add_argument("out", type=Path)
    walk.add_argument(
        "--scenario", default="go",
        help="go, partial, defer, declined, one_reader, doubted, not_now, ward, or one of training",
    )  # fmt: skip
    walk.add_argument(
        "--run", dest="how", default="alone", choices=("alone", "pair", "group"),
        help="of a training scenario",
    )  # fmt: skip
    walk.add_argument("--scale", type=float, default=1.0, help="screen scaling, 1.0 to 2.0")
    walk.add_argument("--theme", default="light", help="light, dark or high-contrast")
    signs_in(walk)
    walk.set_defaults(run=_walkthrough)

    training = commands.add_parser("training", help="open training: invented people, kept apart")
    training.add_argument("--lead", action="store_true", help="write scenarios, run courses")
    training.set_defaults(run=_training)

    test = commands.add_parser("self-test", help="one assessment in a temporary home")
    test.set_defaults(run=_self_test)


def open_window(options: argparse.Namespace) -> int:
    """Opens the program."""
    from srh_assess.app import open_window as opened

    _need_display()
    return opened(home_folder(options))


def _need_display() -> None:
    """Refuses in words where no window can be shown: without them the program would just end."""
    from srh_assess.app import has_display

    if not has_display():
        raise BadInput("no-display")


def _training(options: argparse.Namespace) -> int:
    from srh_assess.app import open_training

    _need_display()
    return open_training(home_folder(options), leads=options.lead)


def _walkthrough(options: argparse.Namespace) -> int:
    from srh_assess.walk import walk

    for line in walk(
        options.out,
        scenario=options.scenario,
        run=options.how,
        scale=options.scale,
        theme=options.theme,
        passphrase=text_of(options.passphrase_file).strip() if options.passphrase_file else "",
    ):
        print(line)
    return DONE


def _self_test(_: argparse.Namespace) -> int:
    from srh_assess.workflow.self_test import self_test

    for line in self_test():
        print(line)
    return DONE
