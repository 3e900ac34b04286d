"""One sitting: answers in, journal entries out, and the record and findings as they stand.

Every method that changes something returns only after the entry is on disk. Nothing here
knows a widget. The session holds the newest frozen record; a screen reads it and redraws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from msgspec import Struct

from srh_assess.assessment import facts, naming
from srh_assess.assessment.answers import UNKNOWN, Answer, Source, State, Value, When
from srh_assess.assessment.deciding import Blocked
from srh_assess.assessment.facts import Identity
from srh_assess.assessment.fold import answer_of
from srh_assess.assessment.from_paper import PaperBegun
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock
from srh_assess.errors import Refused, StoreFault
from srh_assess.protocol.model import Protocol
from srh_assess.rules.findings import Findings, evaluate, recorded, spoken_findings
from srh_assess.rules.walls import Moment, faults
from srh_assess.workflow import answering, duties, flow
from srh_assess.workflow.journal import Journal, Transaction
from srh_assess.workflow.passed import passed

T = TypeVar("T")


class Change(Struct, frozen=True, kw_only=True):
    """What one step did beyond itself, for the screen to say."""

    saved_at: datetime
    set_aside: tuple[str, ...] = ()
    given_back: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()


class UndoStep(Struct, frozen=True, kw_only=True):
    """A step that can be undone: its item, what stood there before, the entry that did it."""

    item: str
    entry: str
    before: Answer | None


def _whoever(_: str) -> None:
    """No role is asked: there is no desk."""


class Session:
    """One person's hold on one assessment."""

    def __init__(
        self,
        journal: Journal,
        protocol: Protocol,
        record: Record,
        *,
        author: str,
        author_name: str = "",
        clock: Clock,
        young_people: bool = False,
        need: Callable[[str], None] = _whoever,
    ) -> None:
        """``need`` refuses an action that the role of the author does not allow."""
        self.need = need
        self.journal = journal
        self.written = protocol.written or protocol
        self.author = author
        self.author_name = author_name
        self.clock = clock
        self.young_people = young_people
        self.record = record
        self.found = evaluated(self.written, record, clock.now())
        self.saved_at: datetime | None = record.last_at
        self._undo = _undo_steps(journal, record)
        self._newest = ""
        self._mapped: tuple[Record, Findings, tuple[flow.Page, ...]] | None = None
        self._spoken: tuple[Identity | None, Protocol] | None = None
        self._told: tuple[Findings, Protocol, Findings] | None = None

    # -- as it is shown of her -----------------------------------------------------------

    @property
    def protocol(self) -> Protocol:
        """The protocol in words for her: her name where she did not say that she is *she*.
        ``written`` is what the rules are asked of."""
        who = self.record.identity
        if self._spoken is None or self._spoken[0] is not who:
            self._spoken = (who, naming.shown(self.written, naming.woman(who)))
        return self._spoken[1]

    @property
    def findings(self) -> Findings:
        """What the rules ``found``, in the same words."""
        words, held = self.protocol, self._told
        if held is None or held[0] is not self.found or held[1] is not words:
            shown = self.found
            if words.said_of:
                shown = spoken_findings(shown, words.said_of)
            held = self._told = (self.found, words, shown)
        return held[2]

    # -- the sitting ---------------------------------------------------------------------

    @property
    def sitting(self) -> str:
        """The open sitting's id. Refused when every sitting is signed."""
        sitting = self.record.open_sitting
        if sitting is None:
            raise Refused("no-open-sitting")
        return sitting.id

    @property
    def paper(self) -> PaperBegun | None:
        """The paper form that is being entered; nothing while she is asked here and now."""
        sitting = self.record.open_sitting
        return sitting.paper if sitting is not None else None

    def begin(self) -> Change:
        """Opens a sitting, or goes on with the one that is open."""
        if self.record.open_sitting is not None:
            return Change(saved_at=self.saved_at or self.clock.now())
        self._undo.clear()
        return self.add(facts.SittingBegun(sitting=uuid4().hex, protocol=self.written.version))

    def add(self, *new: facts.AnyFact) -> Change:
        """Appends facts and, when the rules now say something else, what they say: one
        transaction, durable before it returns. A fact that meets a wall is not written; that it
        was tried is."""
        for fact in new:
            self.need(duties.of(fact))
            if codes := self.against(fact):
                self._write(Blocked(code=codes[0], about=str(fact.__struct_config__.tag)))
                raise Refused(codes[0])
        return self._write(*new)

    def against(self, fact: facts.AnyFact) -> tuple[str, ...]:
        """Codes of what stands against a fact now: for a screen to say before it is tried."""
        moment = Moment(
            protocol=self.written, record=self.record, at=self.clock.now(), author=self.author
        )
        return faults(moment, fact)

    def _write(self, *new: facts.AnyFact) -> Change:
        before = self.found
        with self.journal.transaction(self.record, self.author) as transaction:
            record, findings = self._add_all(transaction, new)
        self.record, self.found = record, findings
        self.saved_at = record.last_at or self.clock.now()
        return _change(before, findings, self.saved_at)

    def _add_all(
        self, transaction: Transaction, new: tuple[facts.AnyFact, ...]
    ) -> tuple[Record, Findings]:
        record = transaction.add(new[0])
        self._newest = record.last_id
        for fact in new[1:]:
            record = transaction.add(fact)
        findings = evaluated(self.written, record, record.last_at or self.clock.now())
        found = recorded(findings, self.written)
        if found != record.findings:
            record = transaction.add(found)
        for fact in passed(record, findings):
            record = transaction.add(fact)
        return record, findings

    def read_again(self) -> None:
        """Takes in what somebody else wrote at this computer meanwhile."""
        self.record = self.journal.record(self.record.admission)
        self.found = evaluated(self.written, self.record, self.clock.now())

    def look_again(self) -> Findings:
        """The findings at this minute: clocks run on while nothing is typed. A window that has
        ended meanwhile is written down; where that fails, the next step that is saved does it."""
        self.found = evaluated(self.written, self.record, self.clock.now())
        ended = passed(self.record, self.found)
        if ended:
            with suppress(StoreFault, Refused):
                self.add(*ended)
        return self.findings

    # -- answers -------------------------------------------------------------------------

    def answer(
        self,
        item: str,
        value: Value | None = None,
        *,
        state: State | None = None,
        source: Source = Source.ASKED,
        when: When = UNKNOWN,
        words: str = "",
        taken: datetime | None = None,
    ) -> Change:
        """Records one answer. ``taken`` differs from now only for paper and notes; while a paper
        form is entered it is the time of the talk, and what was asked is from paper."""
        now = self.clock.now()
        if self.paper is not None:
            taken = taken or self.paper.taken
            source = Source.PAPER if source is Source.ASKED else source
        answering.check(answering.item_of(self.written, item), value, state, when, now)
        fact = facts.Answered(
            sitting=self.sitting,
            item=item,
            taken=taken or now,
            value=value,
            state=state,
            source=source,
            when=when,
            words=words,
        )
        return self._step(item, fact)

    def clear(self, item: str) -> Change:
        """Takes an answer back: the item stands as not yet asked. The old entry stays."""
        return self._step(item, facts.Cleared(sitting=self.sitting, item=item))

    def _step(self, item: str, fact: facts.Answered | facts.Cleared) -> Change:
        before = self.record.answers.get(item)
        change = self.add(fact)
        self._undo.append(UndoStep(item=item, entry=self._newest, before=before))
        return change

    @property
    def undo_name(self) -> str:
        """What *Undo* would undo, in words; empty when there is nothing."""
        return self.protocol.items[self.undo_item].label if self._undo else ""

    @property
    def undo_item(self) -> str:
        """The item *Undo* would put back; empty when there is nothing."""
        return self._undo[-1].item if self._undo else ""

    def undo(self) -> Change:
        """Puts the item of the last step back as it stood before it."""
        if not self._undo:
            raise Refused("nothing-to-undo")
        step = self._undo[-1]
        change = self.add(
            facts.Undone(
                sitting=self.sitting, item=step.item, undoes=step.entry, before=step.before
            )
        )
        self._undo.pop()
        return change

    # -- pages ---------------------------------------------------------------------------

    @property
    def pages(self) -> tuple[flow.Page, ...]:
        """The map as it is now. It is drawn once for each state of the record: a page, the rail
        and the way on all read it after every answer."""
        held = self._mapped
        if held is None or held[0] is not self.record or held[1] is not self.findings:
            found = flow.pages(self.protocol, self.record, self.findings)
            held = self._mapped = (self.record, self.findings, found)
        return held[2]

    @property
    def page(self) -> str:
        """Where the sitting stands: the page reached last, or the first."""
        sitting = self.record.open_sitting
        ids = [page.id for page in self.pages]
        return sitting.page if sitting and sitting.page in ids else ids[0]

    def go(self, page: str) -> Change:
        """Keeps in the journal which page is open, so that the next start resumes there."""
        return self.add(facts.PageReached(sitting=self.sitting, page=page))

    def pause(self, why: str, page: str) -> Change:
        """Stops at once and keeps everything."""
        return self.add(facts.Paused(sitting=self.sitting, why=_pause_reason(why), page=page))


def evaluated(protocol: Protocol, record: Record, now: datetime) -> Findings:
    """What the rules say of this record at ``now``. In a transaction ``now`` is the time of
    its entries, so that ``verify`` finds the same again."""
    identity, stay = record.identity, record.stay
    return evaluate(
        protocol,
        record.answers,
        now=now,
        born=identity.born if identity else None,
        admitted=stay.admitted if stay else None,
        first_raised={n.id: n.first_raised for n in record.needs.values() if n.first_raised},
        outcome=flow.asking_outcome(record),
        opened=record.opened,
    )


def _pause_reason(why: str) -> facts.PauseReason:
    reasons: dict[str, facts.PauseReason] = {
        "she_asked": "she_asked",
        "tired_or_upset": "tired_or_upset",
        "called_away": "called_away",
    }
    return reasons.get(why, "other")


def _change(before: Findings, after: Findings, saved_at: datetime) -> Change:
    aside_before, aside_now = set(before.asking.set_aside), set(after.asking.set_aside)
    return Change(
        saved_at=saved_at,
        set_aside=tuple(sorted(aside_now - aside_before)),
        given_back=tuple(sorted(aside_before - aside_now)),
        needs=_new(before.needs, after.needs, lambda need: need.id),
        clocks=_new(before.clocks, after.clocks, lambda clock: clock.id),
    )


def _new(before: Iterable[T], after: Iterable[T], key: Callable[[T], str]) -> tuple[str, ...]:
    old = {key(one) for one in before}
    return tuple(key(one) for one in after if key(one) not in old)


def _undo_steps(journal: Journal, record: Record) -> list[UndoStep]:
    """The steps of the open sitting that were not undone, read back after a restart."""
    sitting = record.open_sitting
    if sitting is None:
        return []
    standing: dict[str, Answer | None] = {}
    steps: list[UndoStep] = []
    for entry in journal.entries(record.admission):
        fact = entry.fact
        if isinstance(fact, facts.Undone):
            standing[fact.item] = fact.before
            steps = steps[:-1]
        elif isinstance(fact, facts.Answered | facts.Cleared):
            if fact.sitting == sitting.id:
                before = standing.get(fact.item)
                steps.append(UndoStep(item=fact.item, entry=entry.id, before=before))
            standing[fact.item] = _standing(fact, entry.id)
    return steps


def _standing(fact: facts.Answered | facts.Cleared, entry: str) -> Answer | None:
    return answer_of(fact, entry) if isinstance(fact, facts.Answered) else None
