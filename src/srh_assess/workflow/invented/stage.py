"""The stage on which an invented stay is played: the program's own workflow on a journal in
memory, with ids and times that follow from the seed. What was played is a journal like any
other: the walls hold, and the rules give the same findings again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import UNKNOWN, State, Value, When
from srh_assess.assessment.facts import AnyFact, Entry, Identity, Stay
from srh_assess.assessment.fold import fold
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Item, Protocol
from srh_assess.workflow import admissions, gating, needs, signing, stay, urgent
from srh_assess.workflow.self_test import PLAIN, nothing_to_tell
from srh_assess.workflow.session import Session

Told = Mapping[str, Value | tuple[Value, float]]
"""What she says: the answer to an item, or the answer and how many hours ago it was."""
NURSE = "Ruth Adeyemi"
"""Who writes: the account of the nurse. Named nurse of some, not of all."""
Played = tuple[Record, list[Entry]]
"""A file and its entries, for the home that is made."""


class Scratch:
    """A journal in memory that takes ids from the seed, but not from what is drawn beside it: one
    entry more moves nothing that happens."""

    def __init__(self, draw: Random, clock: SetClock) -> None:
        self.draw, self.clock = Random(draw.getrandbits(64)), clock
        self.written: list[Entry] = []

    def new_id(self) -> str:
        """32 hexadecimal digits, like the store's own."""
        return f"{self.draw.getrandbits(128):032x}"

    @contextmanager
    def transaction(self, record: Record, author: str) -> Iterator[Adding]:
        """Everything added is kept when the block ends."""
        adding = Adding(self, record, author)
        yield adding
        self.written += adding.entries

    def record(self, admission: str) -> Record:
        """The record of an admission."""
        record = Record(admission=admission)
        for entry in self.entries(admission):
            record = fold(record, entry)
        return record

    def entries(self, admission: str) -> Iterator[Entry]:
        """Every entry of an admission."""
        return (entry for entry in self.written if entry.admission == admission)


class Adding:
    """Facts added together."""

    def __init__(self, journal: Scratch, record: Record, author: str) -> None:
        self.record = record
        self.entries: list[Entry] = []
        self._journal, self._author = journal, author

    def add(self, fact: AnyFact) -> Record:
        """Appends one fact and gives the record with it folded in."""
        entry = Entry(
            id=self._journal.new_id(),
            number=len(self._journal.written) + len(self.entries) + 1,
            admission=self.record.admission,
            at=self._journal.clock.now(),
            author=self._author,
            fact=fact,
        )
        self.entries.append(entry)
        self.record = fold(self.record, entry)
        return self.record


class Stage:
    """One invented stay, played step by step."""

    def __init__(
        self, protocol: Protocol, draw: Random, author: str, who: Identity, came: Stay
    ) -> None:
        self.protocol, self.draw, self.author = protocol, draw, author
        self.clock = SetClock(came.admitted + timedelta(minutes=10))
        self.journal = Scratch(draw, self.clock)
        self.record = admissions.admit(
            self.journal, self.journal.new_id(), who, came, author=author, clock=self.clock
        )
        self._session: Session | None = None

    # -- a sitting -------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The sitting on the stage; begun at its first use."""
        if self._session is None:
            self._session = Session(
                self.journal, self.protocol, self.record, author=self.author,
                author_name=NURSE, clock=self.clock,
            )  # fmt: skip
            self._session.add(
                facts.SittingBegun(sitting=self.journal.new_id(), protocol=self.protocol.version)
            )
        return self._session

    @property
    def nurse(self) -> str:
        """Her named nurse, else who writes."""
        return (self.record.stay.named_nurse if self.record.stay else "") or NURSE

    def wait(self, hours: float) -> None:
        """Time goes by."""
        self.clock.move(timedelta(minutes=round(hours * 60)))

    def until(self, moment: datetime) -> None:
        """Time goes by until then; never backwards."""
        self.clock.move(max(timedelta(0), moment - self.clock.now()))

    def tell(self, told: Told) -> None:
        """Answers in one go, whether they are asked now or not."""
        self.session.add(*(self._answered(item, value) for item, value in told.items()))
        self.wait(0.05)

    def know(self, written: Told) -> None:
        """What staff write down before a talk, where it is not written yet."""
        here = self.record if self._session is None else self._session.record
        new = {item: value for item, value in written.items() if item not in here.answers}
        if new:
            self.tell(new)

    def gate(self, told: Told) -> None:
        """The staff items of the gate: as told, else all settled."""
        asked = self.session.findings.asking.asked
        items = [i for i in self.protocol.items.values() if i.core and i.staff and i.id in asked]
        self.session.add(*(self._given(item, told) for item in items))
        self.wait(0.05)

    def take(self, *, anyway: str = "") -> gating.Outcome:
        """Takes what the gate proposes; a DEFER with its owner and its next look. With a reason to
        go on ``anyway`` a part of it is held."""
        outcome = gating.looked(self.session).outcome or "go"
        if anyway:
            outcome = "partial"
        look = self.clock.now() + timedelta(hours=6)
        gating.decide(
            self.session,
            outcome,
            override_reason=anyway,
            reason_code="acuity",
            would_make_possible="A quieter hour, after rest",
            owner=self.nurse,
            next_look=look if outcome == "defer" else None,
        )
        self.wait(0.05)
        return outcome

    def put_off(self, reason: str, would_help: str) -> None:
        """Puts the talk off until tomorrow, also where the gate would have let a part of it be."""
        proposed = gating.looked(self.session).outcome
        gating.decide(
            self.session,
            "defer",
            override_reason="" if proposed == "defer" else "No part of it today",
            reason_code=reason,
            would_make_possible=would_help,
            owner=self.nurse,
            next_look=self.clock.now() + timedelta(hours=20),
        )
        self.wait(0.05)

    def ask(self, told: Told, *, pages: int = 1000) -> None:
        """Asks section by section what is still open, as many as said."""
        while self.session.findings.missing and pages:
            first = self.protocol.items[self.session.findings.missing[0]]
            items = [self.protocol.items[i] for i in self.session.findings.missing]
            page = [item for item in items if item.section == first.section]
            self.session.add(*(self._given(item, told) for item in page))
            self.wait(0.05)
            pages -= 1

    def ring(self, act: str = "rung") -> None:
        """Says what was done about everything that cannot wait."""
        for one in urgent.waiting(self.protocol, self.session.record, self.session.findings):
            back = self.clock.now() + timedelta(hours=1)
            urgent.act(self.session, one, act, by=NURSE, back_by=back, words="They call back.")

    def plan(self, wants: tuple[needs.Wants, ...]) -> None:
        """Confirms every need and plans each in turn as said."""
        open_needs = needs.undecided(self.session)
        if open_needs:
            needs.confirm(self.session, *open_needs)
        for place, need in enumerate(open_needs):
            if place < len(wants):
                needs.plan(self.session, need, wants=wants[place], words=PHRASES[place % 3])

    def set_aside(self, reason: str) -> None:
        """Sets every need aside that was raised, with this reason."""
        for need in needs.undecided(self.session):
            needs.set_aside(self.session, need, reason)

    def sign(self) -> None:
        """Rings for what waits, confirms what is open, and signs as proposed."""
        self.ring()
        self.plan(())
        outcome = signing.proposed(self.session)
        signing.sign(self.session, outcome, reason="No more time" if outcome == "brief" else "")
        self.leave_room()

    def leave_room(self) -> None:
        """The sitting stays as it is; the next step begins another, or goes on elsewhere."""
        self.record = self.session.record
        self._session = None

    # -- the stay --------------------------------------------------------------------------

    def add(self, *new: AnyFact) -> None:
        """Facts outside a sitting."""
        with self.journal.transaction(self.record, self.author) as adding:
            for fact in new:
                self.record = adding.add(fact)

    def go_home(self, *, taken_over: bool = True) -> None:
        """The stay ends; somebody takes over what stands open, or no one yet."""
        going = stay.Going(at=self.clock.now(), to="Home", acceptance="no_one_yet")
        if taken_over:
            going = replace(going, receiver="Sam Okoro", acceptance="accepted")
        ending = stay.end(
            self.journal, self.protocol, self.record, going,
            anyway=True, author=self.author, clock=self.clock, ids=self.journal.new_id,
        )  # fmt: skip
        self.record = ending.record

    # -- answers ---------------------------------------------------------------------------

    def _given(self, item: Item, told: Told) -> facts.Answered:
        value = told.get(item.id, PLAIN.get(item.id, nothing_to_tell(item)))
        if value is None:
            state = State.NOT_KNOWN if item.staff else State.DECLINED
            return self._fact(item.id, None, state, UNKNOWN)
        return self._answered(item.id, value)

    def _answered(self, item: str, told: Value | tuple[Value, float]) -> facts.Answered:
        if isinstance(told, tuple) and len(told) == 2 and isinstance(told[1], float):
            when = When.exactly(self.clock.now() - timedelta(hours=told[1]))
            return self._fact(item, told[0], None, when)
        return self._fact(item, told, None, UNKNOWN)

    def _fact(
        self, item: str, value: Value | None, state: State | None, when: When
    ) -> facts.Answered:
        return facts.Answered(
            sitting=self.session.sitting,
            item=item,
            taken=self.clock.now(),
            value=value,
            state=state,
            when=when,
        )


PHRASES = (
    "She would like it soon, and a woman to do it.",
    "She wants to think about it first.",
    "She asked what it would feel like.",
)
