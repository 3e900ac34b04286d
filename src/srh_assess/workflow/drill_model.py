"""Plays a scenario by itself, page by page: the model answer, or any other that is asked for.

For the preview of whoever writes a scenario, for going on to a moment that was not reached, and
to prove that each shipped scenario can be played to its best end and to each of its wrong ones.
It walks the pages a nurse walks and writes through the same doors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import cast
from uuid import uuid4

from srh_assess.assessment.answers import State, Value
from srh_assess.assessment.deciding import BestInterests
from srh_assess.assessment.drilling import How
from srh_assess.errors import Refused
from srh_assess.protocol.model import Item
from srh_assess.training.model import Choice, Event, Scenario
from srh_assess.training.standing import BLANK
from srh_assess.workflow import flow, gating, needs, offers, signing, urgent
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.drill_said import shaped
from srh_assess.workflow.session import Session
from srh_assess.workflow.signs import signs

NURSE = "Ruth Adeyemi"
_A_MINUTE = 1
_DUE = {"today": timedelta(hours=8), "this_week": timedelta(days=5), "later": timedelta(days=20)}
_FILLED_ON: Mapping[str, flow.PageKind] = {
    "gate": "gate",
    "need": "needs",
    "due": "needs",
    "clock": "check",
    "decision": "check",
}
_LEFT_OUT = frozenset({"none", "not_asked"})


def best(scenario: Scenario) -> dict[str, str]:
    """The model answer: what is best in each field."""
    return {one.field: one.best for one in scenario.expects if one.best}


def ahead(drill: Drill) -> tuple[str, ...]:
    """Goes on from where the run stands, as the model answer has it, to the next thing that waits
    for somebody; what was answered stays. What waits now is done, too. Gives the fields that lay
    on the way and are blank all the same: nobody had the chance to do them."""
    if drill.played().ended:
        return ()
    since = _behind(drill)
    _Player(drill, best(drill.scenario), "", ahead=True).play()
    return tuple(_passed(drill, since))


def _behind(drill: Drill) -> int:
    """How many pages of the talk lie behind."""
    record = drill.scene().record
    if not record.sittings:
        return 0
    session = drill.desk.session(drill.admission, begin=False)
    ids = [page.id for page in session.pages]
    return len(ids) if record.open_sitting is None else ids.index(session.page)


def _passed(drill: Drill, since: int) -> Iterator[str]:
    """The fields of the pages from ``since`` to where it stands now that nobody filled in."""
    until, scene = _behind(drill), drill.scene()
    if until <= since:
        return
    pages = drill.desk.session(drill.admission, begin=False).pages
    items = drill.desk.protocol.items
    for one in drill.scenario.expects:
        blank = scene.stands(one.field).codes <= BLANK
        if blank and since <= _place(one.field, pages, items) < until:
            yield one.field


def _place(field: str, pages: Sequence[flow.Page], items: Mapping[str, Item]) -> int:
    """On which page a field is filled in, else the last one of its part; before all where none
    is its own."""
    kind, _, name = field.partition(".")
    if kind not in ("item", "asked"):
        kinds = [page.kind for page in pages]
        page = _FILLED_ON.get(kind)
        return kinds.index(page) if page in kinds else -1
    own = [n for n, page in enumerate(pages) if name in page.items]
    part = [n for n, page in enumerate(pages) if page.section == items[name].section]
    return (own or part or [-1])[-1]


def play(drill: Drill, wanted: Mapping[str, str] | None = None, *, until: str = "") -> bool:
    """Plays on from where the run stands: as ``wanted`` says, field by field, else as the
    scenario has it. Stops before the event or choice ``until``, else at the end. Gives whether
    it came to a signature."""
    return _Player(drill, best(drill.scenario) if wanted is None else wanted, until).play()


class _Stopped(Exception):
    """The moment to stop at has come."""


class _Player:
    """One walk."""

    def __init__(
        self, drill: Drill, wanted: Mapping[str, str], until: str, *, ahead: bool = False
    ) -> None:
        self.drill, self.wanted, self.until, self.ahead = drill, wanted, until, ahead
        self.session: Session | None = None

    def play(self) -> bool:
        """To the end, or to where it stops."""
        try:
            self._called()
            if self.ahead and isinstance(one := next(iter(self.drill.waiting()), None), Choice):
                self._show(one)
            self._happenings()
            if not (self.ahead and self._signed):
                self._talk()
        except _Stopped:
            return False
        return self._signed

    @property
    def _signed(self) -> bool:
        sittings = self.drill.scene().record.sittings
        return bool(sittings) and sittings[-1].signed is not None

    # -- what happens --------------------------------------------------------------------

    def _happenings(self) -> None:
        """Shows what waits, chooses, and looks at what came of it."""
        while waiting := self.drill.waiting():
            one = waiting[0]
            if one.id == self.until or (self.ahead and _waits(one)):
                raise _Stopped
            self._show(one)
            self._called()
            for place, _ in self.drill.came_of():
                self.drill.seen(place)

    def _show(self, one: Event | Choice) -> None:
        if isinstance(one, Event):
            self.drill.happen(one.id)
        else:
            code = self.wanted.get(f"choice.{one.id}", one.options[0].code)
            self.drill.choose(one.id, code)

    def _called(self) -> None:
        """Meets what takes the page, or calls away."""
        found = self.drill.calling()
        if found is not None:
            known = {"paused", "hidden", "went_on"}
            wanted = self.wanted.get(f"event.{found.id}", "paused")
            how = wanted if wanted in known else "went_on"
            self.drill.meet("dealt_with" if found.takes == "page" else cast(How, how))

    # -- the talk ------------------------------------------------------------------------

    def _talk(self) -> None:
        session = self.drill.desk.session(self.drill.admission)
        self.session = session
        page, seen = session.page if self.ahead else session.pages[0].id, set[str]()
        while page not in seen:
            seen.add(page)
            self._page(session, next(one for one in session.pages if one.id == page))
            order = [one.id for one in session.pages]
            page = flow.after(session.pages, page, order)

    def _page(self, session: Session, page: flow.Page) -> None:
        session.go(page.id)
        self.drill.training.clock.move_on(
            self.drill.training.clock.now() + timedelta(minutes=_A_MINUTE)
        )
        if page.kind == "gate":
            self._gate(session)
        self._questions(session, page.id)
        if page.kind == "needs":
            self._asked_all_the_same(session)
            self._needs(session)
        self._signs(session)
        self._open_further(session)
        self._ring(session)
        self._happenings()
        if page.kind == "check":
            self._sign(session)
            self._happenings()

    def _questions(self, session: Session, page: str) -> None:
        """Every question of a page, also those that an answer on it brings up."""
        heard: set[str] = set()
        while True:
            items = next((one.items for one in session.pages if one.id == page), ())
            left = [i for i in items if i in session.findings.asking.asked and i not in heard]
            if self.ahead:
                left = [i for i in left if i not in session.record.answers]
            if not left:
                return
            heard.add(left[0])
            self._answer(session, left[0])

    def _answer(self, session: Session, item: str) -> None:
        code = self.wanted.get(f"item.{item}")
        if self.wanted.get(f"asked.{item}") == "not_asked" or code in _LEFT_OUT:
            return
        heard = self.drill.heard(item)
        value, state = heard.value, heard.state
        known = session.protocol.items[item]
        if code is not None and code not in _codes(value, state):
            value, state = _as_wanted(known, code)
        session.answer(item, value, state=state, when=heard.when)

    def _asked_all_the_same(self, session: Session) -> None:
        """What is wanted to be asked, and stands on no page: from *further questions*, or out of
        turn."""
        for field, code in self.wanted.items():
            kind, _, item = field.partition(".")
            if kind == "asked" and code == "asked" and item not in session.record.answers:
                self._answer(session, item)

    def _signs(self, session: Session) -> None:
        """What can be seen or read today, where the scenario speaks of it."""
        for item in signs(session.protocol):
            open_ = item in session.findings.asking.asked and item not in session.record.answers
            if open_ and self.drill.scenario.said(item) is not None:
                self._answer(session, item)

    def _open_further(self, session: Session) -> None:
        """Opens the further questions that hold something she has to say."""
        told = {one.item for one in self.drill.scenario.says}
        for offer in offers.every(session):
            if offer.answer is None and told.intersection(offer.items):
                offers.answer(session, offer.section, "now")

    def _gate(self, session: Session) -> None:
        for item in session.protocol.items.values():
            open_ = item.id in session.findings.asking.asked
            new = item.id not in session.record.answers or item.id in gating.looked(session).missing
            if item.core and item.staff and open_ and new:
                self._answer(session, item.id)
        if self.ahead and session.record.gate is not None:
            return
        proposed = gating.looked(session).outcome or "defer"
        outcome = self._outcome(proposed)
        look = session.clock.now() + timedelta(hours=4)
        gating.decide(
            session,
            outcome,
            override_reason="" if outcome == proposed else "As the scenario has it",
            reason_code=self._reason(session) if outcome == "defer" else "",
            would_make_possible="What is missing now" if outcome == "defer" else "",
            owner=NURSE if outcome == "defer" else "",
            next_look=look if outcome == "defer" else None,
        )

    def _outcome(self, proposed: str) -> gating.Outcome:
        reason = {"gate.reason", "gate.look_again"} & self.wanted.keys()
        wanted = self.wanted.get("gate.outcome", "defer" if reason else proposed)
        outcomes: Mapping[str, gating.Outcome] = {"go": "go", "partial": "partial"}
        return outcomes.get(wanted, "defer")

    def _reason(self, session: Session) -> str:
        code = self.wanted.get("gate.reason", "acuity")
        return code if code != "none" else session.protocol.gate.reasons[0].code

    def _ring(self, session: Session) -> None:
        now = session.clock.now()
        for one in urgent.waiting(session.protocol, session.record, session.findings):
            said = {self.wanted.get(f"clock.{clock.id}", "rung") for clock in one.clocks}
            act = "none" if "none" in said else min(said, key=lambda word: word == "rung")
            if act != "none":
                urgent.act(
                    session, one, act, by=NURSE, back_by=now + timedelta(hours=1), words="Rung."
                )

    def _needs(self, session: Session) -> None:
        for need in needs.undecided(session):
            code = self.wanted.get(f"need.{need}", "confirmed")
            if code == "set_aside":
                needs.set_aside(session, need, "As the scenario has it")
            elif code == "confirmed":
                needs.confirm(session, need)
                self._due(session, need)
        for field, code in self.wanted.items():
            if field.startswith("decision.") and code == "best_interests":
                self._decide_for_her(session, field.removeprefix("decision."))

    def _due(self, session: Session, need: str) -> None:
        wanted = self.wanted.get(f"due.{need}", "")
        if wanted in _DUE:
            due = session.clock.now() + _DUE[wanted]
            needs.plan(session, need, step="As agreed", owner=NURSE, due=due)

    def _decide_for_her(self, session: Session, decision: str) -> None:
        """Tries what the walls do not let through: that it was tried is in the journal."""
        with suppress(Refused):
            session.add(BestInterests(form=uuid4().hex, decision=decision, finding=""))

    def _sign(self, session: Session) -> None:
        outcome = signing.proposed(session)
        if not signing.hindrances(session, outcome):
            signing.sign(session, outcome, reason="Enough for today" if outcome == "brief" else "")


def _waits(one: Event | Choice) -> bool:
    """Whether it waits for somebody."""
    return isinstance(one, Choice) or one.takes != "beside"


def _codes(value: Value | None, state: State | None) -> frozenset[str]:
    if state is not None:
        return frozenset({state.value})
    return frozenset(value) if isinstance(value, tuple) else frozenset({f"{value}"})


def _as_wanted(item: Item, code: str) -> tuple[Value | None, State | None]:
    """A code as an answer: one of its options, else a state."""
    if code in {option.code for option in item.options}:
        return shaped(item, code), None
    return None, State(code)
