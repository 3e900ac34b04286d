"""After a run: what was done beside the model on one line of time, the talk about it, the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import cast

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from srh_assess.protocol.model import Protocol
from srh_assess.training import debrief as talk
from srh_assess.training import words
from srh_assess.training.content import content
from srh_assess.training.debrief import Debrief
from srh_assess.training.marking import Mark, Marks
from srh_assess.training.model import Scenario
from srh_assess.training.played import Chosen
from srh_assess.ui.training.debrief_page import Debriefed, DebriefPage, How, Step
from srh_assess.ui.training.papers import paper_page, save_as
from srh_assess.ui.training.practice import Practice
from srh_assess.ui.training.room import Room, TrainingRoom
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.widgets.moments import clock_time
from srh_assess.workflow.training_world import Run

_LEFT = "You left early. That is fine. What you did until then stands below"
_WELL = "You took the time to practise. That is the heart of it"
_WORST: tuple[How, ...] = ("unsafe", "missed", "not_reached", "accepted", "best", "skipped")
_FILLED = "Skipped ahead: filled in as the model answer has it, and done by nobody"


class Debriefing(Room):
    """Drives the window after a run."""

    screen = "training_debrief"

    def __init__(
        self, window: TrainingWindow, room: TrainingRoom, practice: Practice, how: str
    ) -> None:
        super().__init__(window)
        self._room, self._practice, self._how = room, practice, how
        drill = practice.drill
        self._talk = talk.debrief(drill.scenario, drill.scene(), practice.protocol)
        self._debrief: DebriefPage | None = None
        self._texts: dict[str, str] = {}
        self._picked: tuple[str, ...] = ()

    def begin(self) -> None:
        """The page."""
        practice, drill = self._practice, self._practice.drill
        chosen = drill.played().chosen
        told = debriefed(
            self._talk, practice.protocol, chosen, practice.words, left=self._how == "left"
        )
        told = replace(told, picked=self._picked, support=self._room.support)
        page = DebriefPage(self._window.theme, told)
        for id, text in self._texts.items():
            page.boxes[id].show_words(text)
        page.again.clicked.connect(self._again)
        self._debrief = page
        self._show(page, self.screen, "Finish", icon="tick", other="Print my sheet", back=False)

    def _again(self) -> None:
        drill = self._practice.drill
        self._room.play(drill.kept, cast(Run, drill.run))

    def _sheet(self) -> None:
        from srh_assess.workflow import training_papers

        assert self._debrief is not None
        self._texts, self._picked = self._debrief.texts, self._debrief.picked
        self._debrief = None
        protocol, told = self._practice.protocol, self._talk
        support = self._room.support
        page = paper_page(
            self._room,
            "My sheet",
            lambda: training_papers.debrief_sheet(
                told, protocol, written=self._texts, prompts=self._picked, support=support
            ),
            partial(save_as, name="debrief"),
        )
        self._show(page, self.screen, "To the debrief", role="plain")

    # ---- what the window passes on

    def other_act(self) -> None:
        """The sheet."""
        if self._debrief is not None:
            self._sheet()

    def go_on(self) -> None:
        """From box to box; from the last one, or by the button, to the hall."""
        page = self._debrief
        if page is None:
            self.begin()
            return
        fields = [entry.field for entry in page.boxes.values()]
        here = QApplication.focusWidget()
        if here in fields[:-1]:
            fields[fields.index(here) + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._room.hall()

    def go_back(self) -> None:
        """From the sheet to the debrief."""
        if self._debrief is None:
            self.begin()


def debriefed(
    told: Debrief,
    protocol: Protocol,
    chosen: Mapping[str, Chosen],
    said: Mapping[str, str],
    *,
    left: bool = False,
) -> Debriefed:
    """What the page shows, from the debrief of a run. ``said`` is what somebody would say at a
    choice; it stands beside the model and is marked by nobody."""
    scenario, group = told.scenario, told.run == "group"
    return Debriefed(
        title=scenario.title,
        well=_LEFT if left else told.well or _WELL,
        steps=tuple(_steps(told, protocol, chosen, said)),
        counts=_counts(told.marks),
        domains=_domains(told.marks),
        prompts=told.prompts + (content().prompts if group else ()),
        key_points=scenario.debrief.key_points,
        group=group,
    )


def _steps(
    told: Debrief, protocol: Protocol, chosen: Mapping[str, Chosen], said: Mapping[str, str]
) -> list[Step]:
    by_time: dict[datetime, str] = {one.at: id for id, one in chosen.items()}
    found = []
    for step in told.path:
        choice = by_time.get(step.at, "") if step.kind == "chosen" else ""
        marks = step.marks
        how: How = min((m.outcome for m in marks), key=_WORST.index) if marks else "done"
        if step.kind in ("happened", "came_of", "time"):
            how = "happened"
        elif step.filled:
            how = "skipped"
        found.append(
            Step(
                how=how,
                at=step.clock,
                title=step.what,
                did=step.said,
                model=_FILLED if how == "skipped" else _model(marks, told.scenario, protocol),
                why=" ".join(mark.why for mark in marks),
                source="; ".join(dict.fromkeys(mark.source for mark in marks if mark.source)),
                words=said.get(choice, "") if step.kind == "chosen" else step.typed,
                hands=_hands(chosen[choice], told.scenario, choice) if choice else "",
            )
        )
    return found + [_unseen(mark, told.scenario, protocol) for mark in told.unseen]


def _model(marks: tuple[Mark, ...], scenario: Scenario, protocol: Protocol) -> str:
    """What the model does there; one line for every thing the step is looked at for."""
    if not marks:
        return ""
    other = [mark for mark in marks if mark.outcome != "best"]
    if not other:
        return "Model answer: the same"
    best = (words.codes(m.field, {m.best} - {""}, scenario, protocol) for m in other)
    return f"Model answer: {'. '.join(filter(None, best)) or 'not this'}"


def _unseen(mark: Mark, scenario: Scenario, protocol: Protocol) -> Step:
    """What was expected and never done."""
    best = words.codes(mark.field, {mark.best} - {""}, scenario, protocol)
    stood = words.codes(mark.field, mark.stood, scenario, protocol)
    never = {"not_reached": "Not reached", "skipped": "Skipped ahead"}
    return Step(
        how=mark.outcome,
        at=clock_time(mark.at) if mark.at is not None else "",
        title=words.field(mark.field, scenario, protocol),
        did=never.get(mark.outcome, stood),
        model="Model answer: the same" if mark.outcome == "best" else f"Model answer: {best}",
        why=mark.why,
        source=mark.source,
    )


def _hands(chosen: Chosen, scenario: Scenario, choice: str) -> str:
    """How the hands fell, where there were enough of them that nobody stands alone."""
    if sum(one.count for one in chosen.hands) < content().smallest_group:
        return ""
    options = [option.code for option in scenario.choice(choice).options]
    counts = {one.code: one.count for one in chosen.hands}
    told = [f"{counts[code]} for answer {n}" for n, code in enumerate(options, 1) if code in counts]
    return f"Hands: {', '.join(told)}"


def _counts(marks: Marks) -> tuple[str, ...]:
    reached = [one for one in marks.lines if one.counts]
    essential = [one for one in reached if one.weight == "essential"]
    met = sum(1 for one in essential if one.points)
    think = sum(1 for one in reached if one.weight != "essential" and not one.points)
    unsafe = len(marks.unsafe)
    gone = sum(one.outcome == "skipped" for one in marks.lines)
    told = f"all {met}" if met == len(essential) else f"{met} of {len(essential)}"
    return (
        f"Essential: {told if essential else 'nothing reached'}",
        f"To think about besides: {think or 'nothing'}",
        f"Not safe: {unsafe or 'nothing'}",
        *((f"Skipped ahead, and not counted: {gone}",) if gone else ()),
    )


def _domains(marks: Marks) -> tuple[str, ...]:
    names = content().domains
    return tuple(
        f"{names[domain]}: {tally.points:g} of {tally.of}"
        for domain, tally in marks.of_domain().items()
    )
