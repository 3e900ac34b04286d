"""Papers of Training: the debrief on one sheet, a scenario for a day without a computer, the
certificate and the register. Each marked as training; none is kept, and none names a patient who
exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess import __version__
from srh_assess.assessment import naming
from srh_assess.assessment.identity import clinical_date
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.training import debrief as talk
from srh_assess.training import words
from srh_assess.training.content import content
from srh_assess.training.debrief import Debrief, Step
from srh_assess.training.marking import Mark
from srh_assess.training.model import Choice, Event, Said, Scenario, When
from srh_assess.training.scenarios import Kept

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered
    from srh_assess.letters.sheet import Sheet

MARK = "TRAINING: an invented patient"
ATTENDED = "TRAINING: attendance, without a score"
PREFIX = "TRAINING-"
NOTHING: Mapping[str, str] = MappingProxyType({})
LONGEST_NAME = 80
MOST_PEOPLE = 60
SIGNS = {
    "best": "as the model",
    "accepted": "nearly as the model",
    "missed": "not as the model",
    "unsafe": "NOT SAFE",
    "not_reached": "not reached",
    "skipped": "skipped ahead",
}
"""How a line is seen, in words: nothing is told by colour."""
_NOT_FOR_APPRAISAL = (
    "For talking, not for judging: nobody is appraised by this sheet, and nothing of it is kept."
)


def to_file(rendered: Rendered, folder: Path, name: str) -> Path:
    """Writes one into a folder, whole or not at all, under a name that says what it is of."""
    from srh_assess.letters import save

    return save.write(folder, f"{PREFIX}{name}.pdf", rendered.data)


def debrief_sheet(
    told: Debrief,
    protocol: Protocol,
    *,
    prompts: Iterable[str] = (),
    parked: str = "",
    support: str = "",
    written: Mapping[str, str] = NOTHING,
) -> Rendered:
    """The debrief on one sheet, two sides: the line of time, what the model does and why, the
    prompts that the trainer picked, and the parking place. ``written`` is what was typed in its
    boxes, ``support`` whom one can turn to here."""
    scenario = told.scenario
    title, foot = f"Debrief: {scenario.title}", f"Debrief. {_version(scenario)}"
    sheet = _sheet(title, foot, MARK, small=True)
    sheet.paragraph(_NOT_FOR_APPRAISAL, quiet=True)
    if told.well:
        sheet.paragraph(told.well, bold=True)
    sheet.table(
        ("At", "What was done", "What was said or chosen", "Beside the model"),
        [_row(step) for step in told.path if _shown(step)],
        (0.08, 0.32, 0.42, 0.18),
    )
    left_out = told.others + sum(not _shown(step) and not step.filled for step in told.path)
    if left_out:
        sheet.paragraph(f"{left_out} further entries stand in the record.", quiet=True)
    for box, question in talk.BOXES:
        sheet.blank(f"{box}. {question}")
        if words_of := written.get(box, ""):
            sheet.paragraph(words_of)
    picked = tuple(prompts) or told.prompts[:2]
    if picked:
        sheet.heading("To begin with", 3)
        sheet.bullets(picked)
    sheet.blank(talk.PARKED)
    if parked.strip():
        sheet.paragraph(parked.strip())
    _why(sheet, told, protocol)
    if scenario.debrief.key_points:
        sheet.heading("To remember", 3)
        sheet.bullets(scenario.debrief.key_points)
    _support(sheet, support)
    return sheet.pdf()


def _support(sheet: Sheet, support: str) -> None:
    """What may come up and whom to turn to; where nobody is named a line to write it on."""
    sheet.paragraph(talk.SUPPORT, quiet=True)
    if support:
        sheet.paragraph(talk.turn_to(support))
    else:
        sheet.blank("Somebody to talk to here, and the telephone")


def _shown(step: Step) -> bool:
    """What stands on the sheet: whatever is looked at, and what happened."""
    return bool(step.marks) or step.kind != "done"


def _row(step: Step) -> tuple[str, str, str, str]:
    said = f"{step.said} \u2013 \u201c{step.typed}\u201d" if step.typed else step.said
    seen = ", ".join(dict.fromkeys(SIGNS[mark.outcome] for mark in step.marks))
    if step.filled and step.kind in ("done", "chosen", "sitting"):
        seen = SIGNS["skipped"]
    return step.clock, step.what, said, seen


def _why(sheet: Sheet, told: Debrief, protocol: Protocol) -> None:
    """What the model does, line by line, with its reason; what is not safe first."""
    order = ("unsafe", "missed", "accepted", "not_reached", "best", "skipped")
    lines = sorted(told.marks.lines, key=lambda mark: order.index(mark.outcome))
    sheet.heading("What the model does, and why", 2)
    sheet.table(
        ("What", "The model", "Here", "Why, and from where"),
        [_reason(mark, told.scenario, protocol) for mark in lines],
        (0.24, 0.22, 0.14, 0.40),
    )


def _reason(mark: Mark, scenario: Scenario, protocol: Protocol) -> tuple[str, str, str, str]:
    best = words.codes(mark.field, {mark.best} - {""}, scenario, protocol)
    what = words.field(mark.field, scenario, protocol)
    source = f" ({mark.source})" if mark.source else ""
    return what, best, SIGNS[mark.outcome], f"{mark.why}{source}"


# -- a scenario on paper --------------------------------------------------------------------------


def on_paper(scenario: Scenario, protocol: Protocol, *, support: str = "") -> Rendered:
    """A scenario to be played without a computer: what the learner gets, the cards that are
    handed over one by one, and the model answer on pages of its own for whoever leads."""
    sheet = _sheet(scenario.title, f"Scenario on paper. {_version(scenario)}", MARK)
    _first_page(sheet, scenario)
    if scenario.aims:
        sheet.heading("What it is for", 3)
        sheet.bullets(scenario.aims)
    sheet.new_page()
    protocol = _of(scenario, protocol)
    _cards(sheet, scenario, protocol)
    _for_whoever_leads(sheet, scenario, protocol)
    _support(sheet, support)
    return sheet.pdf()


def cards(scenario: Scenario, protocol: Protocol, *, support: str = "") -> Rendered:
    """What whoever plays her needs, and nothing else: no choice and no model answer."""
    sheet = _sheet(f"Cards: {scenario.title}", f"Cards. {_version(scenario)}", MARK)
    _first_page(sheet, scenario)
    _cards(sheet, scenario, _of(scenario, protocol), happens=scenario.events)
    _support(sheet, support)
    return sheet.pdf()


def _of(scenario: Scenario, protocol: Protocol) -> Protocol:
    """The protocol in words for the patient of a scenario."""
    patient = scenario.patient
    return naming.shown(protocol, naming.of(patient.preferred or patient.given, patient.pronouns))


def _first_page(sheet: Sheet, scenario: Scenario) -> None:
    patient = scenario.patient
    sheet.paragraph(f"Before you begin: {scenario.content_notice}", bold=True)
    sheet.fact("Patient", f"{patient.given} {patient.family}, {patient.age}")
    sheet.fact("Words", patient.pronouns or "not said")
    sheet.fact("Gender", patient.gender or "not said")
    sheet.fact("Language", patient.language)
    sheet.fact("Ward and room", ", ".join(one for one in (patient.ward, patient.room) if one))
    sheet.fact("Legal status", patient.legal_status or "not said")
    sheet.fact("Begins", scenario.clock.start)
    sheet.fact("Takes", f"{scenario.minutes} minutes")
    sheet.paragraph(scenario.vignette.notes)
    if scenario.vignette.letter:
        sheet.heading("The letter that came along", 3)
        sheet.paragraph(scenario.vignette.letter)


def _cards(
    sheet: Sheet,
    scenario: Scenario,
    protocol: Protocol,
    happens: Iterable[Event | Choice] | None = None,
) -> None:
    sheet.heading("Cards", 2)
    sheet.paragraph("Cut them apart. Hand one over when it is asked, or when its moment comes.")
    for one in scenario.happenings if happens is None else happens:
        place = words.place(one.at, scenario, protocol, choices=happens is None)
        _card(sheet, one, place)
        if isinstance(one, Event) and one.changes:
            _table(sheet, scenario, protocol, one.changes, "From now on, when this is asked")
    _table(sheet, scenario, protocol, scenario.says, "When this is asked")


def _table(
    sheet: Sheet, scenario: Scenario, protocol: Protocol, says: Iterable[Said], when: str
) -> None:
    rows = [(protocol.items[s.item].label, _said(scenario, protocol, s)) for s in says]
    sheet.table((when, "What is said, or stands in the notes"), rows, (0.4, 0.6))


def _card(sheet: Sheet, one: Event | Choice, when: str) -> None:
    if isinstance(one, Event):
        sheet.heading(f"{one.title or 'Something happens'} ({when})", 3)
        sheet.paragraph(f"{one.by}: {one.text}" if one.by else one.text)
        return
    sheet.heading(f"{one.question} ({when})", 3)
    for option in one.options:
        sheet.choices([option.words])


def _said(scenario: Scenario, protocol: Protocol, said: Said) -> str:
    code = said.answer if isinstance(said.answer, tuple) else (said.answer or said.state,)
    told = words.codes(f"item.{said.item}", {f"{one}" for one in code if one}, scenario, protocol)
    ago = f"{said.hours_ago:g} hours ago" if said.hours_ago is not None else ""
    ago = f"{said.days_ago:g} days ago" if said.days_ago is not None else ago
    by = f"{said.by} answers" if said.by else ""
    return " \u2013 ".join(part for part in (by, said.words, told, ago) if part)


def _for_whoever_leads(sheet: Sheet, scenario: Scenario, protocol: Protocol) -> None:
    sheet.new_page()
    sheet.heading("For whoever leads: the model answer", 2)
    sheet.table(
        ("What", "Best", "Not safe", "Why, and from where"),
        [
            (
                words.field(one.field, scenario, protocol),
                words.codes(one.field, {one.best} - {""}, scenario, protocol),
                words.codes(one.field, one.unsafe, scenario, protocol),
                f"{content().weights[one.weight]}. {one.why} ({one.source})",
            )
            for one in scenario.expects
        ],
        (0.22, 0.22, 0.22, 0.34),
    )
    for branch in scenario.branches:
        when = _when(branch.when, scenario, protocol)
        sheet.paragraph(f"What can come of it, when {when}: {branch.then}")
    sheet.bullets((*scenario.debrief.prompts, *scenario.debrief.key_points))


def _when(when: When, scenario: Scenario, protocol: Protocol) -> str:
    """The condition of a branch in words."""
    what = words.field(when.field, scenario, protocol)
    if when.blank:
        said = "nothing was said"
    elif when.older_than_hours is not None:
        said = f"it is older than {when.older_than_hours:g} hours"
    else:
        said = f"it comes to {words.codes(when.field, when.one_of, scenario, protocol)}"
    return f"at \u201c{what}\u201d {said}"


# -- who was there --------------------------------------------------------------------------------


class Course(Struct, frozen=True, kw_only=True):
    """One session, as whoever leads it types it in."""

    title: str
    day: date
    hours: float
    trainer: str
    scenarios: tuple[Kept, ...] = ()


def certificate(course: Course, name: str) -> Rendered:
    """That somebody was there: the name as she types it, what was played, and no score. It is
    kept nowhere."""
    _check(course, (name,))
    sheet = _sheet(
        "Certificate of attendance", f"Program {__version__}. No score is kept.", ATTENDED
    )
    sheet.paragraph("This says that", quiet=True)
    sheet.heading(name.strip(), 2)
    sheet.paragraph(f"took part in: {course.title.strip()}")
    sheet.fact("On", clinical_date(course.day))
    sheet.fact("Hours", f"{course.hours:g}")
    sheet.fact("Led by", course.trainer.strip())
    if course.scenarios:
        sheet.heading("Scenarios", 3)
        sheet.bullets(_named(one.scenario) for one in course.scenarios)
    sheet.paragraph("It says nothing of how anybody did.", quiet=True)
    sheet.blank("Signed by whoever led it")
    return sheet.pdf()


def register(course: Course, names: Iterable[str] = ()) -> Rendered:
    """The list of who was there, to be signed on paper; it is kept nowhere."""
    people = tuple(name.strip() for name in names if name.strip())
    _check(course, people)
    sheet = _sheet("Register", "This list is printed, and not kept in the program.", ATTENDED)
    sheet.fact("Course", course.title.strip())
    sheet.fact("On", clinical_date(course.day))
    sheet.fact("Led by", course.trainer.strip())
    spare = ("",) * max(3, 12 - len(people))
    rows = enumerate((*people, *spare), 1)
    for n, name in rows:
        sheet.blank(f"{n}  {name}", share=0.55)  # a long name keeps its words whole
    return sheet.pdf()


def _check(course: Course, names: Iterable[str]) -> None:
    people = tuple(names)
    if len(people) > MOST_PEOPLE:
        raise BadInput("training-people", most=str(MOST_PEOPLE))
    for text in (course.title, course.trainer, *people):
        if not text.strip():
            raise BadInput("training-name-missing")
        if len(text.strip()) > LONGEST_NAME or "\n" in text:
            raise BadInput("training-name-long", most=str(LONGEST_NAME))
    if not 0 < course.hours <= 24:
        raise BadInput("training-hours")


def _named(scenario: Scenario) -> str:
    return f"{scenario.title} (version {scenario.version})"


def _version(scenario: Scenario) -> str:
    return f"{scenario.id}, version {scenario.version}, by {scenario.author}"


def _sheet(title: str, foot: str, mark: str, *, small: bool = False) -> Sheet:
    from srh_assess.letters.paper import PROFESSIONAL, SHEET
    from srh_assess.letters.sheet import Sheet  # reportlab is slow to load

    sheet = Sheet(title, foot=foot, mark=mark, look=SHEET if small else PROFESSIONAL)
    sheet.heading(title)
    return sheet
