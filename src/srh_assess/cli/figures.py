"""The command about figures: the manager's summary."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from srh_assess.cli.words import DONE, passphrase, signs_in


def add(commands: Any) -> None:
    """``summary``."""
    made = commands.add_parser("summary", help="the manager's summary, at one release level")
    made.add_argument("home_folder", metavar="HOME", type=Path)
    made.add_argument("--from", dest="first", required=True, metavar="YYYY-MM")
    made.add_argument("--to", dest="last", required=True, metavar="YYYY-MM")
    made.add_argument("--level", choices=("internal", "trust", "publish"), required=True)
    made.add_argument("--format", choices=("json", "csv", "xlsx"), default="json")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    made.add_argument("--reason", default="", help="why these figures correct released ones")
    signs_in(made)
    made.set_defaults(run=_summary)


def _summary(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.workflow import summing

    wish = summing.Wish(
        first=options.first, last=options.last, level=options.level, reason=options.reason
    )
    made = summing.export(
        options.home_folder,
        options.user,
        passphrase(options),
        wish,
        options.format,
        options.output,
        SystemClock(),
        load(),
    )
    print(f"{made.first} to {made.last}, level {made.level}: {made.admissions} admissions.")
    return DONE
