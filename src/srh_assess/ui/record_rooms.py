"""The rooms about the record itself: who may come in, who looked, its proof and its backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.ui.owner import Begins
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.window import Window

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward
    from srh_assess.workflow.desk import Desk


def _log(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.log_room import LogRoom

    return LogRoom(window, ward)


def _glass(desk: Desk) -> str:
    from srh_assess.workflow import log

    many = log.unseen(desk)
    return f"Opened with a reason since you last looked: {many}" if many else ""


def _looks(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.looks_room import LooksRoom

    return LooksRoom(window, ward)


def _accounts(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.accounts import Accounts

    return Accounts(window, ward)


def _record_check(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.record_check import RecordCheck

    return RecordCheck(window, ward)


def _backups(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.backups import Backups

    return Backups(window, ward)


RECORD_ROOMS: tuple[WardRoom, ...] = (
    WardRoom(
        id="log",
        words="The log",
        hint="What was opened with a reason; who opened, searched, printed and signed in",
        icon="search",
        action="read_log",
        owner=_log,
        waits=_glass,
    ),
    WardRoom(
        id="looks",
        words="Who opened a record",
        hint="One woman’s, past stays too: who opened it, when, and with which reason",
        icon="eye",
        action="look_after_looks",
        owner=_looks,
    ),
    WardRoom(
        id="accounts",
        words="Accounts",
        hint="Who may sign in here, and in which roles; complete an account that waits",
        icon="person",
        action="see_accounts",
        owner=_accounts,
    ),
    WardRoom(
        id="record_check",
        words="Check the record",
        hint="Whether every entry still fits, from the first to the newest",
        icon="tick",
        action="prove_record",
        owner=_record_check,
    ),
    WardRoom(
        id="backups",
        words="Backups",
        hint="When the last one was made, where they lie, and whether one can be restored",
        icon="square",
        action="see_backups",
        owner=_backups,
    ),
)
"""In the order of the list."""
