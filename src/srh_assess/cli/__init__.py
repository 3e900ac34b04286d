"""Words on the command line -> calls.

Exit codes: 0 done, 1 a check found something, 2 wrong use or bad input (one plain sentence
on stderr, never a traceback). Commands work without a display; what opens a window, and what
is slow to load, is imported only where it is used. ``content`` holds the commands that store
nothing, ``homes`` those about a home, ``hers`` what is made for her, ``figures`` the summary,
``scenarios`` training scenarios, ``window`` what drives the window.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from srh_assess import __version__
from srh_assess.cli import content, figures, hers, homes, scenarios, window
from srh_assess.cli.words import DONE, FOUND, LARGEST_CASE, WRONG_USE, home_folder
from srh_assess.errors import UserError

__all__ = ["DONE", "FOUND", "LARGEST_CASE", "WRONG_USE", "home_folder", "main", "parser"]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"srh-assess: {message}. See srh-assess --help.\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its words. The guide's page *Commands* lists the same."""
    top = _Parser(prog="srh-assess", description="Sexual and reproductive health, asked well.")
    top.add_argument("--version", action="version", version=f"srh-assess {__version__}")
    top.add_argument("--home", type=Path, help="the data folder (or SRH_ASSESS_HOME)")
    top.set_defaults(run=window.open_window)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for room in (content, homes, hers, figures, scenarios, window):
        room.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s")
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except UserError as fault:
        print(f"srh-assess: {fault}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
