"""The command that makes a copy of everything held about one woman, for her."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from srh_assess.cli.words import DONE, passphrase, signs_in, write_bytes


def add(commands: Any) -> None:
    """``record``."""
    made = commands.add_parser("record", help="everything held about one woman, for her")
    made.add_argument("home_folder", metavar="HOME", type=Path)
    made.add_argument("admission", metavar="ADMISSION", help="its id, or her name or number")
    made.add_argument("--format", choices=("pdf", "json"), default="pdf")
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    signs_in(made)
    made.set_defaults(run=_record)


def _record(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.workflow import her_record
    from srh_assess.workflow.desk import Desk

    desk = Desk(options.home_folder, load, SystemClock())
    desk.sign_in(options.user, passphrase(options))
    try:
        admission = her_record.found(desk, options.admission)
        made = her_record.copy(desk, admission, options.format)
        her_record.leaves(desk, admission, made)
        write_bytes(options.output, made.data)
        her_record.given(desk, admission, made, "saved", "not_asked")
    finally:
        desk.lock()
    for line in her_record.said(made, options.output.name):
        print(line)
    return DONE
