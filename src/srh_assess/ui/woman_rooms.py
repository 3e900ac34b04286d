"""The rooms about one woman, opened from her overview.

To add a screen, write an ``Owner`` and add one row here; as for ``rooms``, it is listed only for an
account whose roles may do its ``action``, and imported when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.ui.owner import Begins
from srh_assess.ui.window import Window

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward


class WomanRoom(Struct, frozen=True, kw_only=True):
    """A room about one woman, opened from her overview. ``back`` of its owner leads to
    ``ward.open_overview(admission)``. ``talk`` says that it is closed while conversation and
    decisions are closed for her age."""

    id: str
    words: str
    icon: str
    action: str
    owner: Callable[[Window, Ward, str], Begins]
    talk: bool = False


def _stay(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.stay import HerStay

    return HerStay(window, ward, admission)


def _timeline(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.timeline import Timeline

    return Timeline(window, ward, admission)


def _earlier(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.earlier import EarlierStays

    return EarlierStays(window, ward, admission)


def _decisions(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.decisions import Decisions

    return Decisions(window, ward, admission)


def _harm_report(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.harm_report import HarmReport

    return HarmReport(window, ward, admission)


def _follow_up(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.follow_up import FollowUp

    return FollowUp(window, ward, admission)


def _without(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.without import Without

    return Without(window, ward, admission)


def _her_record(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.her_record import ForHer

    return ForHer(window, ward, admission)


def _from_paper(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.from_paper import FromPaper

    return FromPaper(window, ward, admission)


def _handover(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.onward import HandOver

    return HandOver(window, ward, admission)


def _own_report(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.own_report import OwnReport

    return OwnReport(window, ward, admission)


def _police_log(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.police import PoliceLog

    return PoliceLog(window, ward, admission)


def _who_looked(window: Window, ward: Ward, admission: str) -> Begins:
    from srh_assess.ui.who_looked import WhoLooked

    return WhoLooked(window, ward, admission)


WOMAN_ROOMS: tuple[WomanRoom, ...] = (
    WomanRoom(
        id="stay",
        words="The stay: room, leave, discharge",
        icon="person",
        action="open_record",
        owner=_stay,
    ),
    WomanRoom(id="timeline", words="Timeline", icon="clock", action="open_record", owner=_timeline),
    WomanRoom(
        id="earlier_stays",
        words="Earlier stays",
        icon="book",
        action="open_record",
        owner=_earlier,
    ),
    WomanRoom(
        id="follow_up",
        words="Follow-up",
        icon="calendar",
        action="follow_needs",
        owner=_follow_up,
    ),
    WomanRoom(
        id="handover",
        words="Handover",
        icon="chevron-right",
        action="send_letters",
        owner=_handover,
    ),
    WomanRoom(
        id="own_report",
        words="Own report",
        icon="quote",
        action="own_report",
        owner=_own_report,
        talk=True,
    ),
    WomanRoom(
        id="police_log",
        words="The police ask",
        icon="note",
        action="log_police",
        owner=_police_log,
    ),
    WomanRoom(
        id="who_looked",
        words="Who opened the record",
        icon="eye",
        action="see_looks",
        owner=_who_looked,
    ),
    WomanRoom(
        id="without_agreement",
        words="Share without agreement",
        icon="half-disc",
        action="propose_override",
        owner=_without,
    ),
    WomanRoom(
        id="decisions",
        words="Decisions",
        icon="person",
        action="assess",
        owner=_decisions,
        talk=True,
    ),
    WomanRoom(
        id="harm_report",
        words="Something went wrong",
        icon="triangle",
        action="write_harm",
        owner=_harm_report,
    ),
    WomanRoom(
        id="her_record",
        words="The record, for the woman",
        icon="quote",
        action="give_record",
        owner=_her_record,
    ),
    WomanRoom(
        id="from_paper",
        words="Enter a paper form",
        icon="note",
        action="assess",
        owner=_from_paper,
        talk=True,
    ),
)
