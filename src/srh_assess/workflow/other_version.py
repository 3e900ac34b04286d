"""Another version of the content beside the one in use, for whoever sits at the desk.

Read from a folder, compared, and rehearsed on the records that are here; nothing is written.
What cannot be read is refused with the fault.
"""

from __future__ import annotations

from pathlib import Path

from srh_assess.errors import BadInput, ContentFault
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.differences import as_lines
from srh_assess.workflow.rehearsal import Told


def read(folder: Path, *, cases: bool = False) -> Protocol:
    """The version in that folder. Refuses what is none."""
    try:
        return load(folder, cases=cases)
    except ContentFault as fault:
        raise BadInput("version-folder", fault=fault.sentence) from fault


def shipped_content() -> Protocol:
    """The content in use with the tables of its cases, which the desk leaves out."""
    return load(cases=True)


def changes(desk: Desk, folder: Path) -> str:
    """What it changes, as a list a clinician can read."""
    desk.need("approve_content")
    return "\n".join(as_lines(shipped_content(), read(folder, cases=True)))


def rehearsal(desk: Desk, folder: Path, told: Told) -> str:
    """What it would find otherwise in the records here, both times with the unit's own numbers.
    ``told`` hears how many records of how many were looked at, and says whether to go on."""
    desk.need("approve_content")
    return "\n".join(desk.rehearse(read(folder), told).lines)
