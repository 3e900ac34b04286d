"""What no workflow could have written is named, with its number."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import When
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.load import load
from srh_assess.store import home, keys, opening
from srh_assess.store.connection import connect
from srh_assess.workflow import gating, needs, self_test, signing
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, complete, letter
from srh_assess.workflow.session import Session
from srh_assess.workflow.verify import Report, verify_home
from tests.workflow.conftest import NOW
from tests.workflow.homes import CHEAP, new_desk, sitting


def signed(desk: Desk) -> Session:
    session = sitting(desk)
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=3)))
    session.answer("T01", "no")
    session.undo()
    complete(session, {"T02": "yes", "G02": ("heavy",)})
    signing.sign(session, "complete")
    return session


def report(desk: Desk) -> Report:
    desk.lock()
    return verify_home(
        desk.folder, NURSE.name, PASSPHRASE, protocol=desk.protocol, clock=desk.clock
    )


def test_a_whole_assessment_fits(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = signed(desk)
    letter(session, UNIT)
    clock.move(timedelta(days=2))
    session.begin()
    session.answer("T01", "no")
    found = report(desk)
    assert found.faults == 0
    assert found.lines[-1] == "Everything fits."


BAD = facts.GateDecided(sitting="?", outcome="defer", proposed="defer")
MADE = facts.LetterMade(letter="l", recipient="SRH", document="d", file="f", pages=1, share="s")
YES = facts.ShareDecided(
    share="s", recipient="SRH", decision="yes", document="d", items=("identity",),
    shown="read_by_her",
)  # fmt: skip
OUT = facts.LetterSent(letter="l", how="printed")


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ((facts.Answered(sitting="?", item="T03", taken=NOW, value="no"),), "signed"),
        ((facts.Cleared(sitting="nowhere", item="T03"),), "never begun"),
        ((facts.FindingsRecorded(rules="mine"),), "rules would not have found"),
        ((OUT,), "never made"),
        ((MADE, OUT), "without her agreement"),
        ((YES, facts.ShareWithdrawn(share="s"), MADE, OUT), "without her agreement"),
        ((replace(YES, document="other"), MADE, OUT), "not the one she agreed to"),
        ((replace(YES, recipient="GP"), MADE, OUT), "not the one she agreed to"),
        ((replace(YES, shown=""),), "without what she chose or saw"),
        ((YES,), "without a finding for this decision"),
        (
            (
                facts.CapacityFound(finding="f", decision="D16.GP", outcome="able"),
                replace(YES, finding="f"),
            ),
            "without a finding for this decision",
        ),
        (
            (
                facts.CapacityFound(finding="f", decision="D16.SRH", outcome="lacks_now"),
                replace(YES, finding="f"),
            ),
            "beside a finding that she could not",
        ),
        ((facts.Amended(amends="x", reason=" "),), "amended without a reason"),
    ],
)
def test_a_hand_written_entry_is_named(
    tmp_path: Path, clock: SetClock, forged: tuple[facts.AnyFact, ...], said: str
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = signed(desk)
    mine = session.record.findings
    assert mine is not None
    record = session.record
    with session.journal.transaction(record, session.author) as transaction:
        for fact in forged:
            here = _in(fact, session.record.sittings[-1].id, mine.rules)
            record = transaction.add(here)
    found = report(desk)
    assert found.faults
    named = [line for line in found.lines if line.startswith(f"Entry {record.last_entry}:")]
    assert any(said in line for line in named), found.lines


def _in(fact: facts.AnyFact, sitting_id: str, rules: str) -> facts.AnyFact:
    if isinstance(fact, facts.Answered):
        return replace(fact, sitting=sitting_id)
    return replace(fact, rules=rules) if isinstance(fact, facts.FindingsRecorded) else fact


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (BAD, "without reason, owner or next look"),
        (replace(BAD, outcome="go"), "without a reason"),
        (facts.NeedDecided(sitting="?", need="N01", state="set_aside"), "without a reason"),
        (facts.SittingBegun(sitting="two", protocol="1"), "second sitting"),
        (
            facts.Answered(sitting="?", item="T01", taken=NOW, value="perhaps"),
            "could not have been",
        ),
        (facts.Answered(sitting="?", item="T999", taken=NOW, value="yes"), "could not have been"),
    ],
)
def test_a_hand_written_entry_in_an_open_sitting_is_named(
    tmp_path: Path, clock: SetClock, fact: facts.AnyFact, said: str
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    here = fact if isinstance(fact, facts.SittingBegun) else replace(fact, sitting=session.sitting)
    with session.journal.transaction(session.record, session.author) as transaction:
        record = transaction.add(here)
    found = report(desk)
    line = next(line for line in found.lines if line.startswith(f"Entry {record.last_entry}:"))
    assert said in line


def test_an_entry_before_any_admission_is_named(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    empty = session.journal.record("0" * 32)
    with session.journal.transaction(empty, session.author) as transaction:
        transaction.add(facts.SittingBegun(sitting="s", protocol="1"))
    assert any("before the admission" in line for line in report(desk).lines)


def test_findings_of_other_rules_are_counted_not_judged(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    with session.journal.transaction(session.record, session.author) as transaction:
        transaction.add(facts.FindingsRecorded(rules="of last year"))
    found = report(desk)
    assert found.faults == 0
    assert any("another rule set" in line for line in found.lines)


def test_a_changed_entry_is_named_by_its_number(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    sitting(desk)
    desk.lock()
    opened = home.unlock(desk.folder, NURSE.name, PASSPHRASE, clock)
    db = connect(desk.folder / opening.NAME, keys.subkey(opened.clinical, "clinical.db"))
    for (trigger,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE number = 2")
    db.conn.commit()
    db.close()
    found = report(desk)
    assert found.faults
    assert "Entry 2: it was changed." in found.lines


def test_who_holds_no_clinical_key_verifies_nothing(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    desk.lock()
    with pytest.raises(Refused):
        verify_home(desk.folder, ADMIN.name, PASSPHRASE, protocol=desk.protocol, clock=clock)


def test_a_self_test_that_finds_a_fault_says_so(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = Report(
        entries=3, admissions=1, newest="", ledger=0, wrong=("Entry 3: it was changed.",)
    )
    monkeypatch.setattr(self_test, "verify_home", lambda *_, **__: faulty)
    desk = Desk(tmp_path / "home", load, clock, cost=CHEAP)
    with pytest.raises(Refused) as fault:
        list(self_test.played(desk))
    assert "Entry 3" in fault.value.sentence


def test_the_self_test_plays_a_whole_assessment(tmp_path: Path, clock: SetClock) -> None:
    said = list(self_test.self_test())
    assert said[-1] == "Everything fits."
    assert "signed as complete" in said[1]


def test_nothing_to_tell_is_an_answer_to_every_item(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    for item in desk.protocol.items.values():
        if item.id in session.findings.asking.asked:
            self_test.give(session, item, {})
    assert self_test.signing_of(session) == "open"
    needs.confirm(session, *needs.undecided(session))
    gating.decide(session, "go", override_reason="to see what is asked")
    assert session.record.gate is not None
    desk.lock()
