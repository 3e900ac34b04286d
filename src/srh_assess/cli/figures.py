"""The command about figures: the manager's summary."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srh_assess.cli.words import DONE, passphrase, signs_in

if TYPE_CHECKING:
    from srh_assess.workflow.summing import Paint


def add(commands: Any) -> None:
    """``summary``."""
    made = commands.add_parser("summary", help="the manager's summary, at one release level")
    made.add_argument("home_folder", metavar="HOME", type=Path)
    made.add_argument("--from", dest="first", required=True, metavar="YYYY-MM")
    made.add_argument("--to", dest="last", required=True, metavar="YYYY-MM")
    made.add_argument("--level", choices=("internal", "trust", "publish"), required=True)
    made.add_argument(
        "--format",
        choices=("json", "csv", "xlsx", "pdf", "wall", "svg", "png"),
        default="json",
        help="pdf: four pages for governance; wall: one page for the ward; svg, png: one chart",
    )
    made.add_argument("--figure", default="M2", metavar="ID", help="what a picture shows")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    made.add_argument("--reason", default="", help="why these figures correct released ones")
    signs_in(made)
    made.set_defaults(run=_summary)


def _summary(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.workflow import summing

    wish = summing.Wish(
        first=options.first,
        last=options.last,
        level=options.level,
        reason=options.reason,
        figure=options.figure,
    )
    out = summing.Out(
        format=options.format,
        file=options.output,
        paint=_painter() if options.format == "png" else None,
    )
    made = summing.export(
        options.home_folder,
        options.user,
        passphrase(options),
        wish,
        out,
        SystemClock(),
        load(),
    )
    print(f"{made.first} to {made.last}, level {made.level}: {made.admissions} admissions.")
    return DONE


def _painter() -> Paint:
    """What paints pixels; no display is needed."""
    from srh_assess.ui.painting import painter_without_window

    return painter_without_window()
