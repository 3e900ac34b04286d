"""What stands round the pages of a sitting: the rail and *So far*, from the session. No widgets.

Redrawn after each step that is on the disk; a screen holds nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from srh_assess.assessment.answers import State
from srh_assess.assessment.naming import Woman, woman
from srh_assess.assessment.record import Act
from srh_assess.protocol.model import Section
from srh_assess.rules.due import due
from srh_assess.ui.pages.need_words import face as need_face
from srh_assess.ui.widgets.clock import ClockFace, Limit
from srh_assess.ui.widgets.moments import clock_time, when_words
from srh_assess.ui.widgets.need_card import NeedFace
from srh_assess.ui.widgets.rail import RailSection, SectionState
from srh_assess.ui.widgets.so_far import SetAside, SoFarView
from srh_assess.workflow import flow, needs, urgent
from srh_assess.workflow.lanes import DUE_WORDS
from srh_assess.workflow.session import Session

TIMING = "timing"
NEEDS, CHECK = "needs", "check"
_LATER = frozenset({State.ASK_LATER, State.DECLINED, State.UNSURE})
_KNOWN_WITHIN = timedelta(hours=24)
_DONE = {
    "rung": "Rung",
    "ringing": "ringing",
    "said_no": "Said no",
    "carry_on": "Carried on",
    "started": "Started",
    "passed": "Passed",
}


# ---- the rail


def sections(session: Session) -> tuple[RailSection, ...]:
    """The sections in the order of the talk, then needs and signing."""
    staff = tuple(s for s in session.protocol.sections if s.id == TIMING)
    aloud = sorted(_aloud(session), key=lambda section: section.order)
    clocked = _with_clocks(session)
    found = [_section(session, section, clocked) for section in (*staff, *aloud)]
    found += _offered(session, "tests")
    undecided = needs.undecided(session)
    found.append(
        RailSection(
            id=NEEDS,
            name="Needs and plan",
            state="in-part" if undecided else _done(bool(needs.lines(session))),
            note=f"{len(undecided)} to look at" if undecided else "",
            apart=True,
        )
    )
    found += _offered(session, "with_plan")
    found.append(RailSection(id=CHECK, name="Check and sign"))
    return tuple(found)


def _offered(session: Session, page: str) -> list[RailSection]:
    """A page of her decisions, while there is one, and how many of them have an answer."""
    found = next((one for one in session.pages if one.id == page), None)
    if found is None:
        return []
    said = {kept.decision for kept in session.record.consents}
    done = sum(one in said for one in found.decisions)
    state: SectionState = "done" if done == len(found.decisions) else "in-part"
    return [
        RailSection(
            id=page,
            name=found.title,
            state=state if done else "not-started",
            count=f"{done} of {len(found.decisions)}",
            apart=page == "tests",
        )
    ]


def _aloud(session: Session) -> list[Section]:
    """The sections asked aloud that hold something for a core talk, or that were opened."""
    items, asking = session.protocol.items.values(), session.findings.asking
    shown = {i.section for i in items if i.core or i.id in asking.asked or i.id in asking.visible}
    return [s for s in session.protocol.sections if not s.staff and s.id in shown]


def _done(done: bool) -> SectionState:
    return "done" if done else "not-started"


def _section(session: Session, section: Section, clocked: frozenset[str]) -> RailSection:
    asking = session.findings.asking
    items = session.protocol.items  # looked up once: in words for her, it is no plain field
    mine = [item for item in asking.asked if items[item].section == section.id]
    if section.id == TIMING:
        mine = [item for item in mine if items[item].core]
    if not mine:
        return RailSection(id=section.id, name=section.short, state="not-asked", note="not asked")
    held = [asking.visible[item] for item in mine if item in asking.visible]
    later = sum(answer.state is State.ASK_LATER for answer in held)
    soft = any(answer.state in _LATER for answer in held)
    state: SectionState = "done"
    if section.id in clocked:
        state = "has-clock"
    elif not held:
        state = "not-started"
    elif len(held) < len(mine) or soft:
        state = "in-part"
    return RailSection(
        id=section.id,
        name=section.short,
        state=state,
        note=f"{later} later" if later else "",
        count=f"{len(held)} of {len(mine)}",
    )


def _with_clocks(session: Session) -> frozenset[str]:
    """The sections with an answer from which a clock runs."""
    items = session.protocol.items
    return frozenset(
        items[item].section
        for one in urgent.running(session.protocol, session.record, session.findings)
        for clock in one.clocks
        for item in clock.because
        if item in items
    )


def progress(session: Session) -> str:
    """How many of the questions of this sitting have an answer: ``6 of about 28``."""
    asking, items = session.findings.asking, session.protocol.items
    aloud = [item for item in asking.asked if not items[item].staff]
    return f"{sum(item in asking.visible for item in aloud)} of about {len(aloud)}"


def section_of(page: flow.Page) -> str:
    """The place of a page on the rail."""
    return page.section or page.id


def not_asked(session: Session, section: str) -> tuple[tuple[str, str], ...]:
    """Why a section is not asked: each of its questions, and the sentence that says why."""
    reasons = session.findings.asking.not_asked
    return tuple(
        (item.label, reasons[item.id])
        for item in session.protocol.items.values()
        if item.section == section and item.id in reasons
    )


# ---- So far


def so_far(session: Session, now: datetime, *, shown_to_her: bool = False) -> SoFarView:
    """Running clocks, needs that were raised, what to come back to, answers set aside. Where it
    is ``shown_to_her`` a need has the name of the part of the talk that raised it."""
    asking = session.findings.asking
    items = session.protocol.items
    who = woman(session.record.identity)
    groups = urgent.running(session.protocol, session.record, session.findings)
    return SoFarView(
        clocks=tuple(face(session, one, now) for one in groups),
        needs=tuple(
            _quiet(session, line, who, now) if shown_to_her else need_face(line, who, now)
            for line in needs.lines(session)
            if line.state != "set aside"
        ),
        tasks=tuple(_tasks(session, now)),
        set_aside=tuple(
            SetAside(items[item].label, asking.not_asked.get(item, "").rstrip("."))
            for item in asking.set_aside
        ),
    )


def _quiet(session: Session, line: needs.NeedLine, who: Woman, now: datetime) -> NeedFace:
    """A need by the parts of the talk in which something raised it, never by its name."""
    protocol = session.protocol
    because = line.finding.because if line.finding is not None else ()
    told = {protocol.items[item].section for item in because if item in protocol.items}
    parts = [one.name for one in protocol.sections if one.id in told and not one.staff]
    name = f"From: {', '.join(parts)}" if parts else "Something that was found"
    return replace(need_face(line, who, now), name=name)


def _tasks(session: Session, now: datetime) -> Iterator[NeedFace]:
    """Tasks about one decision, without saying which: she and others see this screen."""
    for line in due(session.record, session.findings, session.protocol, now):
        if line.what in {"decision", "settle"}:
            when = when_words(line.at, now)
            yield NeedFace(
                id=line.id,
                kind="Task",
                name=DUE_WORDS[line.what],
                state=f"overdue since {when}" if line.overdue else f"by {when}",
                owner=line.owner,
                tone="attention" if line.overdue else "",
                icon="curved-arrow",
            )


def face(session: Session, one: urgent.Interruption, now: datetime) -> ClockFace:
    """A group of clocks as one: the shortest limit first, the last at the end. Its name is
    neutral until somebody has opened its page and done something: she sees this screen too."""
    limits: dict[datetime, str] = {}
    for clock in one.clocks:
        for name, at in (("first limit", clock.first_limit), ("last limit", clock.closes)):
            if at is not None:
                limits[at] = name
    if not limits:
        limits = {clock.act_by: "time to act by" for clock in one.clocks}
    ordered = [Limit(limits[at], at) for at in sorted(limits)]
    if len(ordered) > 1:
        ordered = [Limit("first limit", ordered[0].at), Limit("last limit", ordered[-1].at)]
    first = one.clocks[0]
    quiet = session.protocol.clocks[first.id].neutral
    return ClockFace(
        id=one.need,
        name=one.title if one.last is not None else quiet,
        started=first.earliest,
        limits=tuple(ordered),
        state=first.state,
        time_known=first.latest - first.earliest < _KNOWN_WITHIN,
        done=tuple(_act(act, now) for act in (one.last,) if act is not None),
        quiet=quiet,
    )


def _act(act: Act, now: datetime) -> str:
    fact = act.fact
    what = _DONE[fact.act]
    if fact.act == "ringing":
        back = f", back by {clock_time(fact.back_by)}" if fact.back_by else ""
        return f"{fact.by} is ringing{back}"
    if fact.act == "rung" and fact.by:
        return f"{fact.by} rung {when_words(act.at, now)}"
    return f"{what} {when_words(act.at, now)}"
