"""A scenario, played through the real workflow.

::

    drill = training.begin(id, run="alone" | "pair" | "group")
    drill.scenario        vignette, content notice, aims, patient, debrief
    drill.admission       hers, on ``training.desk``: open it like any other record
    drill.heard("X31")    what an item gets: words for the card, and the answer behind them
    drill.waiting()       events and choices that are to be shown now, in the scenario's order
    drill.happen(id)      an event was shown: time moves on, she says other things from now on
    drill.choose(id, code, hands={...})   what the learner, or the group, does
    drill.came_of()       branches that hold now and were not shown; ``drill.seen(n)`` shows one
    drill.calling()       what took the page, or calls away, until ``drill.meet(how)``
    drill.move_on(to=... | minutes=...)   time goes by; clocks run
    drill.skip_ahead()    on to the next choice, as the model answer has it; ``drill.swap()``
    drill.moments()       where one can go back to; ``drill.back_to(id)`` in the same second
    drill.scene()         record, entries, choices: what marking and debrief read
    drill.end("finished" | "left")

Every step is an entry of the training home's journal, in a file beside her record: a sitting
that is open goes on. After ``back_to`` the desk is signed in anew: take new sittings from it.
The world (``workflow.training_world``) is made, reset and closed by ``Training``; how a run
begins and is gone on with stands in ``drill_begun``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from srh_assess.assessment import drilling
from srh_assess.assessment.answers import UNKNOWN, State, When
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused
from srh_assess.training import when
from srh_assess.training.model import Branch, Choice, Event, Said, Scenario
from srh_assess.training.played import Played, played
from srh_assess.training.scenarios import Kept
from srh_assess.training.standing import Scene
from srh_assess.workflow.drill_said import Heard, plain, value, worded
from srh_assess.workflow.training_world import Training

START = "start"
LONGEST_JUMP = timedelta(days=60)


class Marker(Struct, frozen=True, kw_only=True):
    """A moment to go back to: its id, what it is called, and the time it then was."""

    id: str
    title: str
    at: datetime


class Drill:
    """One run of one scenario."""

    def __init__(self, training: Training, kept: Kept, admission: str) -> None:
        self.training, self.kept, self.admission = training, kept, admission
        self.desk = training.desk

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.kept.scenario

    # -- how it stands -------------------------------------------------------------------

    def beside(self) -> tuple[Entry, ...]:
        """What the journal keeps of the run itself."""
        return self.desk.drill_entries(drilling.beside(self.admission))

    def played(self) -> Played:
        """What was shown and chosen so far."""
        return played(self.beside())

    def scene(self) -> Scene:
        """Everything that marking and debrief look at."""
        beside, entries = self.beside(), self.desk.drill_entries(self.admission)
        return Scene(
            record=self.desk.drill_record(self.admission),
            entries=tuple(sorted((*entries, *beside), key=lambda entry: entry.number)),
            played=played(beside),
        )

    @property
    def run(self) -> str:
        """Alone, in pairs or before a group."""
        begun = self.desk.drill_record(self.admission).drill
        return begun.run if begun is not None else "alone"

    @property
    def way_back(self) -> str:
        """The number that leads back to this run; none before a group, which needs none."""
        begun = self.desk.drill_record(self.admission).drill
        return begun.back if begun is not None else ""

    # -- what she says -------------------------------------------------------------------

    def heard(self, item: str) -> Heard:
        """What this item gets now."""
        asked = self.desk.protocol.items[item]
        said = self._said(item)
        if said is None:
            return plain(asked)
        state = State(said.state) if said.state else None
        answer = value(asked, said)
        return Heard(
            item=item,
            words=said.words or worded(asked, answer, state),
            value=answer,
            state=state,
            when=self._when(said),
            by=said.by,
            told=True,
        )

    def _said(self, item: str) -> Said | None:
        """What the newest event that speaks of it says, else the scenario."""
        happened = self.played().happened
        for event in reversed(self.scenario.events):
            if event.id in happened:
                for said in event.changes:
                    if said.item == item:
                        return said
        return self.scenario.said(item)

    def _when(self, said: Said) -> When:
        hours = said.hours_ago
        if hours is None and said.days_ago is not None:
            hours = said.days_ago * 24
        if hours is None:
            return UNKNOWN
        return When.exactly(self._began() - timedelta(hours=hours))

    def _began(self) -> datetime:
        return self.desk.drill_entries(self.admission)[0].at

    # -- what happens --------------------------------------------------------------------

    def waiting(self) -> tuple[Event | Choice, ...]:
        """What is to be shown now and was not, in the order of the scenario."""
        went = self.played()
        if went.ended or self.calling() is not None:
            return ()
        done = {*went.happened, *went.chosen}
        all_of_it = self.scenario.happenings
        return tuple(one for one in all_of_it if one.id not in done and self._reached(one.at, done))

    def calling(self) -> Event | None:
        """What has happened, takes the page or calls away, and was not met yet. Nothing else
        happens before."""
        went = self.played()
        return next(
            (
                one
                for one in self.scenario.events
                if one.takes != "beside" and one.id in went.happened and one.id not in went.met
            ),
            None,
        )

    def meet(self, how: drilling.How) -> None:
        """What was done about it: whoever was called away comes back at the time it says."""
        found = self.calling()
        if found is None or (how == "dealt_with") is not (found.takes == "page"):
            raise Refused("training-not-now")
        self._note(drilling.DrillMet(event=found.id, how=how))
        if found.moves_to and found.takes == "away":
            self.move_on(to=self._moment(found.moves_to))

    def _reached(self, at: str, done: set[str]) -> bool:
        place = at.removeprefix("after:")
        if at == START or place in done:
            return True
        record = self.desk.drill_record(self.admission)
        if place in self.desk.protocol.items:
            return place in record.answers
        if place == "gate":
            return record.gate is not None
        if place == "needs":
            return any(need.decided is not None for need in record.needs.values())
        if place == "signed":
            return any(sitting.signed is not None for sitting in record.sittings)
        return self._section_over(place, record)

    def _section_over(self, section: str, record: Record) -> bool:
        """Whether something of a section was answered, and nothing of it is left to ask, or the
        sitting stands further on; for what cannot wait also whether a call was written down."""
        if section == "cannot_wait" and record.acts:
            return True
        items = self.desk.protocol.items
        if not any(items[one].section == section for one in record.answers if one in items):
            return False
        session = self.desk.session(self.admission, begin=False)
        left = (items[one].section for one in session.findings.missing)
        if section not in left:
            return True
        pages = [page.section for page in session.pages]
        here = next(n for n, page in enumerate(session.pages) if page.id == session.page)
        return section in pages[:here] and section not in pages[here:]

    def happen(self, event: str) -> None:
        """The event was shown. Time moves on where it says so."""
        found = next((one for one in self.waiting() if one.id == event), None)
        if not isinstance(found, Event):
            raise Refused("training-not-now")
        self._keep(event)
        self._note(drilling.DrillHappened(event=event))
        if found.moves_to and found.takes != "away":
            self.move_on(to=self._moment(found.moves_to))

    def choose(self, choice: str, code: str, *, hands: Mapping[str, int] | None = None) -> None:
        """What is said or done at a choice. Choosing again after going back is a new run of it."""
        found = next((one for one in self.waiting() if one.id == choice), None)
        if not isinstance(found, Choice) or code not in {one.code for one in found.options}:
            raise Refused("training-not-now")
        counted = hands or {}
        if any(count < 0 or count > 500 for count in counted.values()):
            raise BadInput("training-hands")
        self._keep(choice)
        raised = tuple(
            drilling.Hands(code=one.code, count=counted[one.code])
            for one in found.options
            if one.code in counted
        )
        self._note(drilling.DrillChose(choice=choice, code=code, hands=raised))

    def came_of(self) -> tuple[tuple[int, Branch], ...]:
        """What comes of it now, each with its place in the scenario, and was not shown yet."""
        scene, now = self.scene(), self.training.clock.now()
        return tuple(
            (place, branch)
            for place, branch in enumerate(self.scenario.branches, 1)
            if place not in scene.played.came and scene.holds(branch.when, now)
        )

    def seen(self, place: int) -> None:
        """A branch was shown."""
        self._note(drilling.DrillCameOf(branch=place))

    def move_on(self, *, to: datetime | None = None, minutes: float = 0) -> datetime:
        """Time goes by, never backwards; gives the time it then is."""
        clock = self.training.clock
        target = to if to is not None else clock.now() + timedelta(minutes=minutes)
        if minutes < 0 or target - clock.now() > LONGEST_JUMP:
            raise BadInput("training-jump", days=str(LONGEST_JUMP.days))
        clock.move_on(target)
        self._note(drilling.DrillMovedOn(to=clock.now()))
        return clock.now()

    def swap(self) -> None:
        """Two who practise together change places."""
        self._note(drilling.DrillSwapped())

    def skip_ahead(self) -> None:
        """On to the next thing that waits for somebody, else to the end: what lies between is
        filled in as the model answer has it."""
        from srh_assess.workflow import drill_model

        since = self.scene().entries[-1].number
        passed = drill_model.ahead(self)
        self._note(drilling.DrillSkipped(since=since + 1, passed=passed))

    def end(self, how: str = "finished") -> None:
        """The run is over; leaving it asks for no reason."""
        if not self.played().ended:
            self._note(drilling.DrillEnded(how="left" if how == "left" else "finished"))

    # -- going back ----------------------------------------------------------------------

    def moments(self) -> tuple[Marker, ...]:
        """Where the run can go back to: its start, and before each thing that happened."""
        titles: dict[str, str] = {e.id: e.title or e.text[:60] for e in self.scenario.events}
        titles |= {choice.id: choice.question for choice in self.scenario.choices}
        found = [Marker(id=START, title="The beginning", at=self._began())]
        for entry in self.beside():
            fact = entry.fact
            id = getattr(fact, "event", "") or getattr(fact, "choice", "")
            if id in titles:
                found.append(Marker(id=id, title=f"Before: {titles[id]}", at=entry.at))
        return tuple(found)

    def back_to(self, moment: str) -> None:
        """Goes back to before something happened. What was written since is thrown away."""
        found = next((one for one in self.moments() if one.id == moment), None)
        if found is None:
            raise Refused("training-not-now")
        self.training.reset(moment, found.at)

    # -- for the drill itself ------------------------------------------------------------

    def _keep(self, moment: str) -> None:
        self.training.keep(moment)

    def _note(self, fact: drilling.DrillFact) -> None:
        self.desk.drill_note(drilling.beside(self.admission), fact)

    def _moment(self, text: str) -> datetime:
        return when.moment(self.scenario, text, local(self._began()).date())
