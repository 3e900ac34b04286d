"""What can be opened beside the talk: the rooms of the ward and of this computer. Those about one
woman are in ``woman_rooms``, those about the record itself in ``record_rooms``.

To add a screen, write an ``Owner`` and add one row here. A room is listed only for an account
whose roles may do its ``action`` (``resources/accounts/roles.toml``); the workflow below it asks
again. An owner is imported when its room is opened: the first page needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.ui.owner import Begins
from srh_assess.ui.record_rooms import RECORD_ROOMS
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.window import Window

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward
    from srh_assess.workflow.desk import Desk


def _own_passphrase(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.accounts import OwnPassphrase

    return OwnPassphrase(window, ward)


def _safety_lines(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.safety_lines import SafetyLines

    return SafetyLines(window, ward)


def _own_number(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.own_number import OwnNumber

    return OwnNumber(window, ward)


def _heard(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.heard import Heard

    return Heard(window, ward)


def _unread(desk: Desk) -> str:
    from srh_assess.workflow import ward_lists

    many = ward_lists.unread(desk)
    return f"Not read yet: {many}" if many else ""


def _harms(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.harms import Harms

    return Harms(window, ward)


def _find_for_her(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.her_record import FindForHer

    return FindForHer(window, ward)


def _keeping(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.keeping import KeepingRoom

    return KeepingRoom(window, ward)


def _disposals(desk: Desk) -> str:
    from srh_assess.workflow import disposal

    return disposal.waits(desk)


def _leading(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.lead.room import Leading

    return Leading(window, ward)


def _papers(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.papers import PapersRoom

    return PapersRoom(window, ward)


def _printing(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.papers import PrintingRoom

    return PrintingRoom(window, ward)


def _bed_list(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.bed_list import BedList

    return BedList(window, ward)


def _huddle(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.huddle import Huddle

    return Huddle(window, ward)


def _results(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.huddle import Huddle

    return Huddle(window, ward, "results")


def _ward_round(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.ward_round import WardRound

    return WardRound(window, ward)


def _find_stay(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.find_stay import FindStay

    return FindStay(window, ward)


def _looking_back(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.looking_back import LookingBack

    return LookingBack(window, ward)


def _police_log(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.police import PoliceLog

    return PoliceLog(window, ward, "")


def _police_requests(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.police import PoliceRequests

    return PoliceRequests(window, ward)


def _staff_views(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.staff_views import StaffViews

    return StaffViews(window, ward)


def _training(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.courses_held import TrainingDoorRoom

    return TrainingDoorRoom(window, ward)


def _courses(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.courses_held import CoursesHeld

    return CoursesHeld(window, ward)


def _summary(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.figures import FiguresRoom

    return FiguresRoom(window, ward)


def _mapping(window: Window, ward: Ward) -> Begins:
    from srh_assess.ui.mapping import MappingRoom

    return MappingRoom(window, ward)


WARD_ROOMS: tuple[WardRoom, ...] = (
    WardRoom(
        id="lead",
        words="Approval and settings",
        hint="Approve the content; numbers, places and words of this unit",
        icon="settings",
        action="approve_content",
        owner=_leading,
    ),
    WardRoom(
        id="safety_lines",
        words="Safety lines",
        hint="What each woman on the ward agreed that every shift may know",
        icon="note",
        action="read_safety_line",
        owner=_safety_lines,
    ),
    WardRoom(
        id="huddle",
        words="Weekly huddle",
        hint="Every open need on the ward and after a stay: what is in the way, whose, by when",
        icon="calendar",
        action="follow_needs",
        owner=_huddle,
    ),
    WardRoom(
        id="results",
        words="Results owed",
        hint="Results that are awaited, or back and not told yet; after a stay too",
        icon="note",
        action="follow_needs",
        owner=_results,
    ),
    WardRoom(
        id="ward_round",
        words="For the ward round",
        hint="Whose talk was put off again and again, and what the team decided",
        icon="note",
        action="see_board",
        owner=_ward_round,
    ),
    WardRoom(
        id="find_stay",
        words="Find a stay",
        hint="Past stays too, by name or number",
        icon="search",
        action="open_record",
        owner=_find_stay,
    ),
    WardRoom(
        id="bed_list",
        words="Bring in the bed list",
        hint="Admissions from a CSV file: looked at first, then taken",
        icon="plus",
        action="import_admissions",
        owner=_bed_list,
    ),
    WardRoom(
        id="looking_back",
        words="Shared without agreement",
        hint="Every proposal over all stays, and what is to be looked back at",
        icon="half-disc",
        action="review_overrides",
        owner=_looking_back,
    ),
    WardRoom(
        id="police_log",
        words="The police ask for something",
        hint="Write down who asks; it goes to information governance",
        icon="note",
        action="log_police",
        owner=_police_log,
    ),
    WardRoom(
        id="police_requests",
        words="What the police asked for",
        hint="Every request, without a clinical word, and its answer",
        icon="note",
        action="answer_police",
        owner=_police_requests,
    ),
    WardRoom(
        id="find_for_her",
        words="A woman’s record, for her",
        hint="Somebody asked for everything that is held: past stays too",
        icon="quote",
        action="give_record",
        owner=_find_for_her,
    ),
    WardRoom(
        id="keeping",
        words="Keeping records",
        hint="Until when records are kept, what holds them, and their lawful end",
        icon="book",
        action="see_keeping",
        owner=_keeping,
        waits=_disposals,
    ),
    WardRoom(
        id="heard",
        words="What was said",
        hint="Feedback, complaints and concerns, word for word, from outside the ward",
        icon="quote",
        action="handle_voices",
        owner=_heard,
        waits=_unread,
    ),
    WardRoom(
        id="harms",
        words="Harms log",
        hint="What harmed somebody, what was told, the apology",
        icon="triangle",
        action="handle_harms",
        owner=_harms,
    ),
    *RECORD_ROOMS,
    WardRoom(
        id="summary",
        words="Summary",
        hint="The ward’s figures of a year, their balance beside them; files at three levels",
        icon="note",
        action="see_summary",
        owner=_summary,
    ),
    WardRoom(
        id="staff_views",
        words="Three questions to you",
        hint="Once a year: what you who work here think of the talks; skipping is an answer",
        icon="quote",
        action="answer_as_staff",
        owner=_staff_views,
    ),
    WardRoom(
        id="mapping",
        words="Mapping aids",
        hint="Rows without names, shaped like two national returns, for informatics",
        icon="note",
        action="export_rows",
        owner=_mapping,
    ),
    WardRoom(
        id="own_passphrase",
        words="Change your passphrase",
        hint="Yours only; nothing else changes",
        icon="lock",
        action="change_own_passphrase",
        owner=_own_passphrase,
    ),
    WardRoom(
        id="own_number",
        words="Your short number",
        hint="To come back after a moment without the whole passphrase",
        icon="lock",
        action="change_own_passphrase",
        owner=_own_number,
    ),
    WardRoom(
        id="papers",
        words="Papers to print",
        hint="The blank form for a bad day, leaflets, the ward poster",
        icon="printer",
        action="print_papers",
        owner=_papers,
    ),
    WardRoom(
        id="printing",
        words="Printing",
        hint="Where an address stands behind the window of an envelope",
        icon="settings",
        action="change_unit",
        owner=_printing,
    ),
    WardRoom(
        id="training",
        words="Training",
        hint="Opens a window of its own: invented people, kept apart from the ward",
        icon="book",
        action="train",
        owner=_training,
    ),
    WardRoom(
        id="courses",
        words="A course was held",
        hint="Its day and title, for the manager’s charts. No person is named",
        icon="calendar",
        action="run_training",
        owner=_courses,
    ),
)
