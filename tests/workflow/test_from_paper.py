"""A paper form entered afterwards: answers at the time of the talk, from paper, until it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from srh_assess.assessment.answers import Source, When
from srh_assess.assessment.from_paper import PaperBegun
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.workflow import from_paper, signing
from srh_assess.workflow.self_test import complete
from srh_assess.workflow.session import Session
from srh_assess.workflow.walls import broken
from tests.workflow.conftest import NOW
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]
TALK = NOW - timedelta(hours=5)


def test_answers_are_taken_at_the_time_of_the_talk_and_marked_until_it_ends(
    sit: Sit, journal: MemoryJournal
) -> None:
    session = sit()
    from_paper.begin(session, TALK, " Ruth Adeyemi ")
    assert session.paper is not None
    assert session.paper.by == "Ruth Adeyemi"
    session.answer("T07", "yes")
    session.answer("X20", "date", source=Source.NOTES, when=When.exactly(TALK))
    from_paper.end(session)
    session.answer("T09", ("none",))
    kept = journal.record("a1").answers
    assert (kept["T07"].source, kept["T07"].taken) == (Source.PAPER, TALK)
    assert (kept["X20"].source, kept["X20"].taken) == (Source.NOTES, TALK)
    assert (kept["T09"].source, kept["T09"].taken) == (Source.ASKED, NOW)
    assert session.paper is None


def test_another_session_goes_on_with_the_form(sit: Sit, journal: MemoryJournal) -> None:
    from_paper.begin(sit(), TALK, "Ruth")
    sitting = journal.record("a1").open_sitting
    assert sitting is not None
    assert sitting.paper is not None
    assert sitting.paper.taken == TALK


def test_a_signature_ends_it(sit: Sit, clock: SetClock) -> None:
    session = sit()
    from_paper.begin(session, TALK, "Ruth")
    complete(session, {})
    signing.sign(session, signing.proposed(session))
    assert session.paper is None
    session.begin()
    assert session.paper is None


def test_a_clock_that_counts_from_the_answer_runs_from_the_talk(sit: Sit) -> None:
    session = sit()
    from_paper.begin(session, TALK, "Ruth")
    session.answer("R12", ("pregnancy_pain",))
    by = {clock.id: clock.act_by for clock in session.findings.clocks}
    hours = session.protocol.clocks["tc_ectopic"].target_hours
    assert by["tc_ectopic"] == TALK + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("ago", "by", "code"),
    [
        (timedelta(hours=5), "  ", "paper-no-name"),
        (timedelta(minutes=-3), "Ruth", "paper-future"),
        (timedelta(minutes=-2), "Ruth", ""),
        (timedelta(days=400), "Ruth", "paper-before-stay"),
    ],
)
def test_what_cannot_be_is_refused_and_named_by_verify(
    sit: Sit, ago: timedelta, by: str, code: str
) -> None:
    session = sit()
    sitting = session.sitting
    if not code:
        from_paper.begin(session, NOW - ago, by)
        assert session.paper is not None
    else:
        with pytest.raises(BadInput) as refused:
            from_paper.begin(session, NOW - ago, by)
        assert refused.value.code == code
        assert session.paper is None
    fact = PaperBegun(sitting=sitting, taken=NOW - ago, by=by)
    entry = _entry(session, fact)
    said = broken(session.protocol, session.record, entry)
    assert bool(said) is bool(code)


def _entry(session: Session, fact: PaperBegun):
    from srh_assess.assessment.facts import Entry

    return Entry(id="e", number=99, admission="a1", at=NOW, author="ruth", fact=fact)


def test_ending_what_was_not_begun_is_refused(sit: Sit) -> None:
    with pytest.raises(Refused):
        from_paper.end(sit())


def test_before_the_stay_is_known_any_past_time_is_taken(sit: Sit) -> None:
    from msgspec.structs import replace

    session = sit()
    record = replace(session.record, stay=None)
    fact = PaperBegun(sitting=session.sitting, taken=TALK, by="Ruth")
    assert from_paper.fault(record, fact, NOW) == ""
