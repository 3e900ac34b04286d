"""The way to each page of the rooms about decisions, the easy ways in, a lead's rooms and paper:
for tests that look at all of them. The woman has a long name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from srh_assess.app import Program
from srh_assess.assessment.deciding import AuthorityRecorded
from srh_assess.assessment.facts import Identity
from srh_assess.ui.from_paper import FromPaper
from srh_assess.ui.lead.room import Leading
from srh_assess.ui.pages.decision_conclusion import ConclusionStep
from srh_assess.ui.pages.decision_test import TestStep
from srh_assess.ui.wizard import Wizard
from srh_assess.workflow import capacity, drafts, hers
from srh_assess.workflow.deciding import Decider, task
from srh_assess.workflow.form import Form, Step
from tests.ui.pages.made import LONG_NAME
from tests.workflow.decisions_world import LACKS, NOT_DONE

WHO: Identity = LONG_NAME
LONG = "Only when my sister is not there and nobody from the ward can hear us talk, please. " * 2
Way = Callable[[Program, str], None]


def decider(program: Program, admission: str) -> Decider:
    assert program.desk is not None
    return Decider(program.desk.session(admission, begin=False))


def decided(program: Program, admission: str) -> None:
    """A yes, a no, a finding that she cannot, a task, a form begun and one for a second."""
    of = decider(program, admission)
    review = (of.now + timedelta(days=7)).date()
    hers.say(of, "D03", "yes", alone=True)
    hers.say(of, "D04", "no")
    capacity.find(of, "D06", replace(LACKS, review_on=review, ask_again_at=None))
    of.keep(task("regained", "D06", of.now - timedelta(hours=1), ("x",)))
    order = AuthorityRecorded(
        authority="a", decision="D06", basis="court_of_protection", reference="COP 1",
        decision_maker="the court", dated=of.now.date(),
    )  # fmt: skip
    of.keep(order)
    form = Form(of, "D05")
    form.doubt, form.full = True, replace(NOT_DONE, her_view=LONG, observation=LONG)
    drafts.draft(form, "support")
    drafts.draft(form, "test", left=True)


def listed(program: Program, admission: str) -> None:
    decided(program, admission)
    program.ward.open_woman_room("decisions", admission)


def page_of_room(link: str) -> Way:
    def way(program: Program, admission: str) -> None:
        listed(program, admission)
        of = decider(program, admission)
        task_id = of.open_tasks("regained")[0].fact.task
        program.window.page.go.emit(link.replace("TASK", task_id))  # type: ignore[union-attr]  # the list is shown

    return way


def step(name: Step) -> Way:
    """A step of the long form, filled in so that every part of it is open."""

    def way(program: Program, admission: str) -> None:
        program.ward.open_woman_room("decisions", admission)
        room: Any = program.window.owner
        form = Form(room.hers, "D03")
        form.doubt = True
        form.full = replace(LACKS, her_view=LONG, observation=LONG, deadline=form.hers.now)
        form.seen = {"doubt", "decision", "support", "test", "impairment", "link"}
        form.reached = {"understand", "retain", "weigh", "communicate"}
        room.form = form
        room._step(name)
        page = program.window.page
        if isinstance(page, TestStep):
            for line in page.rows.values():
                line.group.answers["not_able"].click()
        if isinstance(page, ConclusionStep):
            program.window.owner.go_on()  # the summary of what is missing

    return way


def answer(program: Program, admission: str) -> None:
    program.ward.open_woman_room("decisions", admission)
    room: Any = program.window.owner
    room.form = Form(room.hers, "D03")
    room._answer(capacity.presume(room.hers, "D03"))
    page: Any = program.window.page
    page.said.answers["yes"].click()
    page.alone.answers["no"].click()


def find(program: Program, admission: str) -> None:
    talk(program, admission).find()


def found(program: Program, admission: str) -> None:
    find(program, admission)
    page: Any = program.window.page
    page.line.show_words("pain")
    page.line.changed.emit()


def further(program: Program, admission: str) -> None:
    wizard = talk(program, admission)
    wizard.session.answer("G02", ("heavy", "painful"))
    wizard.session.answer("A02", "yes")
    wizard.jump("further")


def talk(program: Program, admission: str) -> Wizard:
    from tests.ui.shell.test_wizard import through_the_gate

    through_the_gate(program, admission, "needs")
    program.ward.open(admission)
    owner = program.window.owner
    assert isinstance(owner, Wizard)
    return owner


def lead(page: str) -> Way:
    def way(program: Program, _: str) -> None:
        room = Leading(program.window, program.ward)
        room.begin()
        room.open(page)

    return way


def from_paper(program: Program, admission: str) -> None:
    FromPaper(program.window, program.ward, admission).begin()


def papers(program: Program, _: str) -> None:
    program.ward.open_room("papers")


def printing(program: Program, _: str) -> None:
    from srh_assess.ui.papers import PrintingRoom

    PrintingRoom(program.window, program.ward).begin()


BY_NURSE: Mapping[str, Way] = {
    "decisions": listed,
    "step who": step("who"),
    "step doubt": step("doubt"),
    "step decision": step("decision"),
    "step support": step("support"),
    "step test": step("test"),
    "step impairment": step("impairment"),
    "step link": step("link"),
    "step conclusion": step("conclusion"),
    "answer": answer,
    "act": page_of_room("act:D03"),
    "state": page_of_room("state"),
    "advance": page_of_room("advance"),
    "task": page_of_room("task:TASK"),
    "senior": page_of_room("senior:D06"),
    "authority": page_of_room("authority:D06"),
    "best": page_of_room("best:D11"),
    "second": page_of_room("second:a"),
    "find": find,
    "found": found,
    "further": further,
    "from paper": from_paper,
    "papers": papers,
}
BY_LEAD: Mapping[str, Way] = {
    **{f"lead {name}": lead(name) for name in (
        "lead", "approval", "numbers", "places", "own_place", "supplies", "wording", "handbook",
        "version", "changes",
    )},
    "printing": printing,
}  # fmt: skip
