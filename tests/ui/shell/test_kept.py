"""The session that remembers what the disk refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, StoreFault
from srh_assess.protocol.model import Protocol
from srh_assess.ui.kept import KeptSession
from srh_assess.workflow.session import Change
from tests.ui.pages.made import sitting
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def journal(clock: SetClock) -> MemoryJournal:
    return MemoryJournal(clock)


@pytest.fixture
def kept(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> KeptSession:
    return KeptSession(sitting(protocol, clock, journal))


def test_every_step_is_told_once(kept: KeptSession) -> None:
    told: list[Change] = []
    kept.saved = told.append
    kept.answer("T08", ("none",))
    kept.clear("T08")
    kept.undo()
    assert len(told) == 3


def test_a_step_the_disk_refused_waits_and_is_tried_again(
    kept: KeptSession, journal: MemoryJournal
) -> None:
    told: list[StoreFault] = []
    kept.failed = told.append
    journal.fail = StoreFault("disk-full")
    with pytest.raises(StoreFault):
        kept.answer("T08", ("none",))
    assert [fault.code for fault in told] == ["disk-full"]
    assert kept.waits
    assert "T08" not in kept.record.answers
    journal.fail = StoreFault("disk-full")
    with pytest.raises(StoreFault):
        kept.try_again()
    assert kept.waits
    kept.try_again()
    assert not waits(kept)
    assert kept.record.answers["T08"].value == ("none",)
    assert kept.undo_item == "T08"


def test_another_answer_to_the_same_question_takes_its_place(
    kept: KeptSession, journal: MemoryJournal
) -> None:
    for item in ("T08", "T07"):
        journal.fail = StoreFault("disk-full")
        with pytest.raises(StoreFault):
            kept.answer(item, ("none",) if item == "T08" else "no")
    kept.answer("T08", ("pain",))
    assert kept.waits
    kept.try_again()
    assert not waits(kept)
    assert kept.record.answers["T08"].value == ("pain",)
    assert kept.record.answers["T07"].value == "no"


def test_what_cannot_be_an_answer_never_waits(kept: KeptSession) -> None:
    with pytest.raises(BadInput):
        kept.answer("T08", "nonsense")
    assert not kept.waits


@pytest.mark.parametrize("act", [lambda k: k.go("gate"), lambda k: k.pause("other", "gate")])
def test_facts_wait_too(
    kept: KeptSession, journal: MemoryJournal, act: Callable[[KeptSession], Change]
) -> None:
    journal.fail = StoreFault("disk-error")
    with pytest.raises(StoreFault):
        act(kept)
    assert kept.waits
    kept.try_again()
    assert not waits(kept)


def waits(kept: KeptSession) -> bool:
    return kept.waits
