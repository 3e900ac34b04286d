"""Mapping aids for the trust's informatics team: row by row, off unless somebody says why.

Only the role that answers for records writes them; the manager sees totals. What was made, for
which months and why stands in the journal of the figures.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput, Refused
from srh_assess.interop import mapping
from srh_assess.measures.sheets import table_csv
from srh_assess.store.figures import figures
from srh_assess.store.opened import Opened
from srh_assess.workflow import roles, save_file, summing
from srh_assess.workflow.periods import Span, months_of

ACTION = "export_rows"
LABEL = mapping.LABEL
NAMES = ("srhad-shaped.csv", "mhsds-keys.csv")


class RowsMade(Struct, frozen=True, kw_only=True):
    """One entry: rows were written for these months, and why."""

    first: str
    last: str
    rows: int
    reason: str


def save(opened: Opened, clock: Clock, span: Span, folder: Path, reason: str) -> tuple[Path, ...]:
    """Writes both files. Refused without a reason, for a folder that is not there, to every other
    role, and in training: files of a fixed shape have no place for its mark."""
    roles.refuse(opened.me.roles, ACTION)
    if opened.kind == "training":
        raise Refused("training-no-rows")
    months = months_of(span.first, span.last, local(clock.now()).date())
    if not reason.strip():
        raise BadInput("mapping-reason")
    if not folder.is_dir():
        raise BadInput("report-folder-gone")
    files = tuple(folder / f"{span.first}-to-{span.last}-{name}" for name in NAMES)
    for file in files:
        save_file.try_out(file)
    with figures(opened) as kept:
        stays, _ = summing.read(kept, span.first, span.last)
        body = RowsMade(first=months[0], last=months[-1], rows=len(stays), reason=reason.strip())
        kept.note("rows", msgspec.json.encode(body), opened.me.id, clock.now())
    mixed = sorted(stays, key=lambda _: secrets.randbits(64))
    first, last = f"{months[0]}-01", months[-1]
    made = (
        mapping.srhad(mixed, first, last, _number),
        mapping.mhsds(mixed, _number),
    )
    for file, rows in zip(files, made, strict=True):
        save_file.write(file, table_csv(rows, (LABEL,)))
    return files


def _number() -> str:
    """Ten signs that lead nowhere."""
    return secrets.token_hex(5).upper()
