"""Whatever is pressed in whatever order: no letter is out without her yes to exactly it, or a
decision that two people made in full; and nothing kept could not have been written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from srh_assess.assessment import deciding, facts
from srh_assess.assessment.disclosing import ItemReason, OverrideDecided, OverrideProposed
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.workflow import capacity, consent, hers, overriding
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.unagreed import Unagreed
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import BEST, EMERGENCY, LACKS, LACKS_NOW, OVER, World
from tests.workflow.memory import MemoryJournal

Press = Callable[["Ward"], object]


class Ward:
    """One woman, one letter on the table, two clinicians."""

    def __init__(self) -> None:
        self.clock = SetClock(NOW)
        self.world = World(RULES, self.clock, MemoryJournal(self.clock))
        self.hers: Decider
        self.sharing: Sharing
        self.override_id = "none yet"
        self.open()

    def open(self) -> None:
        """The page is opened again: everything is read anew."""
        self.hers = self.world.hers()
        self.hers.session.begin()
        self.sharing = Sharing(self.hers.session, UNIT, "srh_in_reach")

    def print_out(self) -> None:
        self.sharing.print_out(
            self.sharing.release(), lambda _: None, printer="Willow", reason="again"
        )

    def override(self, draft: OverrideProposed) -> None:
        letter = self.sharing.document
        overriding.propose(self.hers, replace(draft, recipient="SRH", document=letter))

    def propose(self, draft: OverrideProposed) -> None:
        """A letter of its own, whole, that she has not agreed to."""
        letter = Unagreed(self.hers.session, unit=UNIT, kind="srh_in_reach")
        draft = replace(draft, items=(ItemReason(item="identity", why="to find her"),))
        overriding.propose(self.hers, letter.whole(draft))
        self.override_id = letter.override

    def agree(self, author: str) -> None:
        overriding.decide(
            self.world.hers(author), self.override_id, agrees=True, role="safeguarding_lead"
        )
        self.hers.session.read_again()

    def print_without(self) -> None:
        letter = Unagreed(
            self.hers.session, unit=UNIT, kind="srh_in_reach", override=self.override_id
        )
        letter.print_out(letter.release(), lambda _: None, printer="Willow", reason="again")

    def move(self, hours: int) -> None:
        self.clock.move(timedelta(hours=hours))
        self.open()


PRESSES: dict[str, Press] = {
    "tick": lambda w: w.sharing.tick("identity", on=True),
    "tick another": lambda w: w.sharing.tick("contraception", on=True),
    "untick": lambda w: w.sharing.tick("identity", on=False),
    "read to her": lambda w: w.sharing.show("read_to_her"),
    "able": lambda w: w.sharing.able(),
    "doubted": lambda w: w.sharing.doubted(),
    "lacks now": lambda w: capacity.find(w.hers, "D16.SRH", LACKS_NOW),
    "yes": lambda w: w.sharing.decide("yes"),
    "no": lambda w: w.sharing.decide("no"),
    "later": lambda w: w.sharing.decide("later"),
    "take back": lambda w: w.sharing.withdraw(),
    "take all back": lambda w: consent.withdraw(w.hers),
    "ask again": lambda w: w.sharing.ask_again(),
    "worse": lambda w: capacity.state_changed(w.hers, "worse"),
    "print": lambda w: w.print_out(),
    "an hour later": lambda w: w.move(1),
    "eight days later": lambda w: w.move(24 * 8),
    "the clock goes back": lambda w: w.move(-2),
    "the page again": lambda w: w.open(),
    "without her": lambda w: w.override(OVER),
    "danger to life": lambda w: w.override(EMERGENCY),
    "agree with oneself": lambda w: overriding.decide(w.hers, "o", agrees=True, role="caldicott"),
    "propose it whole": lambda w: w.propose(OVER),
    "propose in danger": lambda w: w.propose(EMERGENCY),
    "agree to one's own": lambda w: w.agree("nurse"),
    "somebody else agrees": lambda w: w.agree("second"),
    "print without her": lambda w: w.print_without(),
    "use it": lambda w: overriding.use(w.hers, "o", "SRH", w.sharing.document),
}
LUCKY = ["tick", "read to her", "able", "yes", "print"]
BY_TWO = ["propose it whole", "somebody else agrees", "print without her"]


RULES = load()


STEPS = st.one_of(
    st.sampled_from(sorted(PRESSES)).map(lambda press: [press]),
    st.integers(2, len(LUCKY)).map(lambda far: LUCKY[:far]),
    st.integers(2, len(BY_TWO)).map(lambda far: BY_TWO[:far]),
)


@given(steps=st.lists(STEPS, max_size=12))
def test_no_order_of_presses_lets_a_letter_out_without_her(steps: list[list[str]]) -> None:
    ward = Ward()
    for name in (press for step in steps for press in step):
        with suppress(UserError):
            PRESSES[name](ward)
        assert_agreed(ward)
    assert ward.world.fits()


def assert_agreed(ward: Ward) -> None:
    """Entry by entry, in the order in which they were written, whatever the clock said."""
    agreed: dict[str, str] = {}
    made: dict[str, facts.LetterMade] = {}
    proposed: dict[str, OverrideProposed] = {}
    for fact in (entry.fact for entry in ward.world.journal.all):
        if isinstance(fact, facts.ShareDecided) and fact.decision == "yes":
            agreed[fact.share] = fact.document
        elif isinstance(fact, facts.ShareWithdrawn):
            agreed.pop(fact.share, None)
        elif isinstance(fact, OverrideProposed):
            proposed[fact.override] = fact
            if fact.basis == "danger_to_life":
                agreed[fact.override] = fact.document
        elif isinstance(fact, OverrideDecided) and fact.decision == "yes":
            agreed[fact.override] = proposed[fact.override].document
        elif isinstance(fact, facts.LetterMade):
            made[fact.letter] = fact
        elif isinstance(fact, facts.LetterSent):
            letter = made[fact.letter]
            assert agreed[letter.share] == letter.document


@pytest.mark.parametrize("missing", [None, *BY_TWO])
def test_the_way_past_her_needs_each_of_its_steps_and_leads_out_once(missing: str | None) -> None:
    ward = Ward()
    for name in [*BY_TWO, "print without her"]:
        if name != missing:
            with suppress(UserError):
                PRESSES[name](ward)
    sent = [out for letter in ward.hers.record.letters.values() for out in letter.sent]
    assert len(sent) == (missing is None)
    assert ward.world.fits()


@pytest.mark.parametrize("missing", [None, *LUCKY])
def test_the_way_that_leads_out_needs_each_of_its_steps(missing: str | None) -> None:
    ward = Ward()
    for name in LUCKY:
        if name != missing:
            with suppress(UserError):
                PRESSES[name](ward)
    sent = [letter for letter in ward.hers.record.letters.values() if letter.sent]
    assert len(sent) == (missing is None)


# -- acts -----------------------------------------------------------------------------------------


class Table:
    """One woman, one test to be done, two clinicians, whatever the clock does."""

    def __init__(self) -> None:
        self.clock = SetClock(NOW)
        self.world = World(RULES, self.clock, MemoryJournal(self.clock))

    @property
    def hers(self) -> Decider:
        return self.world.hers()

    def act(self, **basis: Any) -> None:
        act = hers.planned_act(self.hers, "D03")
        consent.done(
            self.hers, "D03", performer="R. Osei", act=act, willing_at=self.clock.now(), **basis
        )

    def form(self) -> None:
        finding = capacity.newest_id(self.hers, "D03")
        consent.best_interests(self.hers, replace(BEST, finding=finding, form=finding or "b"))

    def agree(self, author: str) -> None:
        forms = [*self.hers.record.decided.best_interests]
        consent.agree(self.world.hers(author), forms[-1] if forms else "none")

    def later(self, hours: int) -> None:
        self.clock.move(timedelta(hours=hours))


def newest(table: Table) -> str:
    kept = [*table.hers.record.decided.consents]
    return kept[-1] if kept else "none"


ACTS: dict[str, Callable[[Table], object]] = {
    "two taps": lambda t: hers.say(t.hers, "D03", "yes", alone=True),
    "yes to another": lambda t: hers.say(t.hers, "D05", "yes", alone=True),
    "no": lambda t: hers.say(t.hers, "D03", "no"),
    "not again": lambda t: consent.asking_again(t.hers, newest(t), "no"),
    "lacks now": lambda t: capacity.find(t.hers, "D03", LACKS_NOW),
    "lacks": lambda t: capacity.find(t.hers, "D03", LACKS),
    "stop": lambda t: capacity.not_now(t.hers, "D03"),
    "worse": lambda t: capacity.state_changed(t.hers, "worse"),
    "take back": lambda t: consent.withdraw(t.hers, "D03"),
    "take all back": lambda t: consent.withdraw(t.hers),
    "form": lambda t: t.form(),
    "agree oneself": lambda t: t.agree("nurse"),
    "agree": lambda t: t.agree("clinician"),
    "done": lambda t: t.act(**hers.basis(t.hers, "D03")),
    "done on the newest answer": lambda t: t.act(consent=newest(t)),
    "done on nothing": lambda t: t.act(),
    "an hour later": lambda t: t.later(1),
    "a day later": lambda t: t.later(24),
    "the clock goes back": lambda t: t.later(-2),
}
WAYS = st.one_of(
    st.sampled_from(sorted(ACTS)).map(lambda one: [one]),
    st.sampled_from([["two taps", "done"], ["lacks", "form", "agree", "done"]]),
)


@given(steps=st.lists(WAYS, max_size=10))
def test_no_order_of_presses_does_anything_to_her_without_a_ground(steps: list[list[str]]) -> None:
    table = Table()
    for name in (one for step in steps for one in step):
        with suppress(UserError):
            ACTS[name](table)
    assert_grounded(table)
    assert table.world.fits()


def assert_grounded(table: Table) -> None:
    """Entry by entry: a yes that stands, to just this, or a form two people signed."""
    standing: dict[str, str] = {}
    forms: dict[str, str] = {}
    signed: set[str] = set()
    for entry in table.world.journal.all:
        fact = entry.fact
        if isinstance(fact, deciding.Consented) and fact.answer in {"yes", "in_part"}:
            standing[fact.consent] = fact.decision
        elif isinstance(fact, deciding.ConsentWithdrawn):
            standing.pop(fact.consent, None)
        elif isinstance(fact, deciding.BestInterests):
            forms[fact.form] = entry.author
        elif isinstance(fact, deciding.BestInterestsAgreed) and forms[fact.form] != entry.author:
            signed.add(fact.form)
        elif isinstance(fact, deciding.ActDone):
            grounded = standing.get(fact.consent) == fact.decision
            assert grounded or fact.best_interests in signed


@pytest.mark.parametrize("way", [["two taps", "done"], ["lacks", "form", "agree", "done"]])
def test_each_way_to_an_act_needs_each_of_its_steps(way: list[str]) -> None:
    for missing in [None, *way]:
        table = Table()
        for name in way:
            if name != missing:
                with suppress(UserError):
                    ACTS[name](table)
        assert len(table.hers.record.decided.done) == (missing is None)
