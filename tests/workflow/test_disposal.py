"""Lawful disposal by two people: the key is gone, the chain still fits, no backup brings it back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from srh_assess.assessment import facts
from srh_assess.assessment.facts import Discharged, Identity, Stay
from srh_assess.assessment.keeping import DisposalProposed, DisposalRefused, Disposed
from srh_assess.assessment.looking import beside
from srh_assess.clock import SetClock, local
from srh_assess.protocol.load import load
from srh_assess.store import backup, disposals, home, restore, typed, verify
from srh_assess.store.log import Sought
from srh_assess.workflow import disposal, log, synthetic, voice, ward_lists
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.verify import verify_home
from tests.refusing import refused
from tests.store.every_fact import every_fact
from tests.workflow.homes import CHEAP

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)
WORDS = "four plain words here"
RECORDS, OTHER, REVIEWER = "dilys", "dorcas", "rosa"
PROTOCOL = load()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "home", PROTOCOL, SetClock(NOW), cost=CHEAP)
    list(synthetic.make(made, WORDS))
    yield made
    made.lock()


@pytest.fixture
def gone(desk: Desk) -> str:
    """A woman whose stay ended more than twenty years ago. Somebody else is still here."""
    desk.sign_in(synthetic.NURSE, WORDS)
    who = Identity(family="Wren", given="Marianne", born=date(1997, 3, 22))
    admission = desk.admit(who, Stay(admitted=desk.clock.now(), ward="Willow Ward"))
    desk.admit(Identity(family="Elmi", given="Hodan"), Stay(admitted=NOW, ward="Willow Ward"))
    move(desk, timedelta(days=1))
    record = desk.record(admission)
    nurse = desk.me.id if desk.me else ""
    with desk._clinical().transaction(record, nurse) as written:
        written.add(Discharged(at=desk.clock.now()))
    move(desk, timedelta(days=20 * 365 + 6))
    return admission


def move(desk: Desk, by: timedelta) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.move(by)


def as_(desk: Desk, name: str) -> Desk:
    desk.sign_in(name, WORDS)
    return desk


def asked(desk: Desk, admission: str) -> None:
    disposal.ask(as_(desk, RECORDS), admission, "Its time has passed")


def test_two_people_end_it_and_the_chain_still_fits(desk: Desk, gone: str) -> None:
    (listed,) = disposal.kept(as_(desk, RECORDS))
    assert (listed.name, listed.due, listed.held_as) == ("WREN, Marianne", True, "mental_health")
    asked(desk, gone)
    assert refused(lambda: disposal.agree(desk, gone)) == "disposal-same-person"
    (listed,) = disposal.kept(as_(desk, REVIEWER))
    assert listed.proposed_by
    certificate = disposal.agree(desk, gone)
    assert (certificate.entries, certificate.first) == (3, date(2026, 2, 10))
    assert "Wren" not in str(certificate)
    assert refused(lambda: desk.record(gone, duty="agree_disposal")) == "admission-disposed"
    assert disposal.kept(desk) == ()
    assert (
        as_(desk, synthetic.NURSE).earlier(
            Identity(family="Wren", given="Marianne", born=date(1997, 3, 22))
        )
        == ()
    )
    desk.lock()
    report = verify_home(desk.folder, REVIEWER, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.lines[-1] == "Everything fits."


def test_what_it_sealed_is_in_no_list_of_entries_any_more(desk: Desk, gone: str) -> None:
    ended = Sought(kinds=("discharged",))
    (entry,) = desk._clinical().log(ended)
    assert entry.admission == gone
    asked(desk, gone)
    disposal.agree(as_(desk, REVIEWER), gone)
    assert desk._clinical().log(ended) == ()


def test_a_restored_backup_does_not_bring_it_back(desk: Desk, gone: str, tmp_path: Path) -> None:
    asked(desk, gone)
    opened = home.unlock(desk.folder, RECORDS, WORDS, desk.clock)
    saved = tmp_path / "before.srhbackup"
    backup.back_up(opened, saved, desk.clock.now())
    disposal.agree(as_(desk, REVIEWER), gone)
    desk.lock()
    restore.restore(
        saved, desk.folder, lambda at: home.unlock(at, RECORDS, WORDS, desk.clock), desk.clock
    )
    assert (
        refused(lambda: as_(desk, RECORDS).record(gone, duty="agree_disposal"))
        == "admission-disposed"
    )
    again = [
        entry.fact
        for file in desk._clinical().holding("disposed")
        for entry in desk.entries(file, duty="agree_disposal")
    ]
    assert [fact.again for fact in again if isinstance(fact, Disposed)] == [True]
    desk.lock()
    report = verify_home(desk.folder, RECORDS, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.lines[-1] == "Everything fits."


def test_what_stopped_half_way_is_finished_at_the_next_opening(
    desk: Desk, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(desk, gone)
    as_(desk, REVIEWER)

    def pulled(*_: object) -> None:
        raise KeyboardInterrupt

    store = desk._clinical()
    monkeypatch.setattr(store, "_destroy", pulled)
    with pytest.raises(KeyboardInterrupt):
        disposal.agree(desk, gone)
    desk.lock()
    assert (
        refused(lambda: as_(desk, REVIEWER).record(gone, duty="agree_disposal"))
        == "admission-disposed"
    )


def test_a_list_that_was_changed_is_told(desk: Desk, gone: str) -> None:
    asked(desk, gone)
    disposal.agree(as_(desk, REVIEWER), gone)
    desk.lock()
    path = desk.folder / disposals.NAME
    raw = path.read_bytes()
    for changed in (b"{", raw.replace(gone.encode(), b"0" * 32), raw[:-30]):
        path.write_bytes(changed)
        assert refused(lambda: as_(desk, REVIEWER)) == "disposals-damaged"
    path.write_bytes(raw)
    as_(desk, REVIEWER)
    opened = home.unlock(desk.folder, REVIEWER, WORDS, desk.clock)
    (line,) = disposals.read(opened)
    wrong = disposals.Line(admission="0" * 32, certificate=line.certificate)
    assert refused(lambda: disposals.unsealed(opened, wrong)) == "disposals-damaged"


def test_it_is_not_for_every_role_and_not_too_early(desk: Desk, gone: str) -> None:
    nurse = as_(desk, synthetic.NURSE)
    assert refused(lambda: disposal.kept(nurse)) == "role-may-not"
    assert refused(lambda: disposal.one(nurse, gone)) == "role-may-not"
    assert refused(lambda: disposal.ask(nurse, gone, "x")) == "role-may-not"
    assert refused(lambda: disposal.agree(nurse, gone)) == "role-may-not"
    here = as_(desk, RECORDS)
    assert refused(lambda: disposal.agree(here, gone)) == "disposal-not-asked"
    assert refused(lambda: disposal.ask(here, gone, "  ")) == "reason-missing"
    hold = disposal.hold(here, gone, "A complaint is open")
    assert disposal.one(here, gone).holds[0].reason == "A complaint is open"
    assert refused(lambda: disposal.ask(here, gone, "Time")) == "disposal-held"
    disposal.lift(here, gone, hold, "It was answered")
    disposal.keep_on(here, gone, date(2060, 1, 1), "A study asks for it")
    assert refused(lambda: disposal.ask(here, gone, "Time")) == "disposal-too-early"
    assert disposal.kept(here) == ()


def test_a_hold_placed_after_the_asking_still_stops_it(desk: Desk, gone: str) -> None:
    asked(desk, gone)
    disposal.hold(desk, gone, "A court asks for it")
    assert refused(lambda: disposal.agree(as_(desk, REVIEWER), gone)) == "disposal-held"


def test_a_second_person_says_no_and_who_asked_hears_of_it(desk: Desk, gone: str) -> None:
    asked(desk, gone)
    until = local(desk.clock.now()).date() + timedelta(days=1826)
    assert disposal.waits(desk) == ""
    assert refused(lambda: disposal.refuse(desk, gone, until, "x")) == "disposal-own-no"
    as_(desk, REVIEWER)
    assert disposal.waits(desk) == "Disposals that wait for a second person: 1"
    assert refused(lambda: disposal.refuse(desk, gone, until, "  ")) == "reason-missing"
    at = desk.clock.now()
    disposal.refuse(desk, gone, until, " A claim may come ")
    assert refused(lambda: disposal.agree(desk, gone)) == "disposal-not-asked"
    assert refused(lambda: disposal.refuse(desk, gone, until, "x")) == "disposal-not-asked"
    assert disposal.kept(desk) == ()
    assert disposal.waits(desk) == ""
    line = log.read(desk, log.Asked(kind="Disposals asked for, and a no"))[0]
    assert (line.who, line.name) == ("Rosa Iyer", "WREN, Marianne")
    assert line.what.startswith("Said no to its disposal, and kept it until ")
    assert line.what.endswith("Reason: A claim may come")
    as_(desk, RECORDS)
    assert disposal.waits(desk) == "A no to a disposal you asked for: 1"
    (listed,) = disposal.kept(desk)
    assert (listed.told, listed.due, listed.until) == (False, False, until)
    (no,) = disposal.one(desk, gone).noes
    assert (desk.name_of(no.by), no.at, no.fact.reason) == ("Rosa Iyer", at, "A claim may come")
    assert disposal.kept(desk) == ()  # who asked has opened it
    assert disposal.waits(desk) == ""
    assert refused(lambda: disposal.ask(desk, gone, "Time")) == "disposal-too-early"
    desk.lock()
    report = verify_home(desk.folder, REVIEWER, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.lines[-1] == "Everything fits."


def test_a_no_comes_back_with_a_backup(desk: Desk, gone: str, tmp_path: Path) -> None:
    asked(desk, gone)
    until = local(desk.clock.now()).date() + timedelta(days=1826)
    disposal.refuse(as_(desk, REVIEWER), gone, until, "A claim may come")
    desk.lock()
    opened = home.unlock(desk.folder, RECORDS, WORDS, desk.clock)
    saved = tmp_path / "after.srhbackup"
    backup.back_up(opened, saved, desk.clock.now())
    restore.restore(
        saved, desk.folder, lambda at: home.unlock(at, RECORDS, WORDS, desk.clock), desk.clock
    )
    (no,) = disposal.one(as_(desk, RECORDS), gone).noes
    assert (no.fact.reason, no.fact.until) == ("A claim may come", until)
    desk.lock()
    report = verify_home(desk.folder, RECORDS, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.lines[-1] == "Everything fits."


def test_verify_names_a_no_that_one_person_said_to_what_she_asked_herself(
    desk: Desk, gone: str
) -> None:
    asked(desk, gone)
    record = desk.record(gone, duty="keep_records")
    assert record.keeping.proposed is not None
    own = DisposalRefused(
        disposal=record.keeping.proposed.disposal, until=date(2090, 1, 1), reason="Mine"
    )
    desk.keep_fact(record, own, duty="keep_records")
    desk.lock()
    report = verify_home(desk.folder, RECORDS, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.faults == 1
    assert any("the answer is another person’s" in line for line in report.lines)


def test_another_class_and_a_death(desk: Desk, gone: str) -> None:
    here = as_(desk, RECORDS)
    disposal.set_class(here, gone, "srh", "The trust keeps these apart", date(2040, 1, 1))
    found = disposal.one(here, gone)
    assert (found.held_as, found.until) == ("srh", date(2048, 1, 1))


def test_verify_names_a_record_that_one_person_destroyed(desk: Desk, gone: str) -> None:
    asked(desk, gone)
    opened = home.unlock(desk.folder, RECORDS, WORDS, desk.clock)
    alone = Disposed(
        disposal="d", admission=gone, entries=3, first=date(2026, 2, 10), last=date(2026, 2, 11),
        held_as="srh", reason="Alone", proposed_by=opened.me.id,
    )  # fmt: skip
    as_(desk, RECORDS).dispose(alone)
    desk.lock()
    report = verify_home(desk.folder, RECORDS, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.faults == 1
    assert any("destroyed by one person alone" in line for line in report.lines)


def test_a_certificate_names_two_people_and_no_woman(
    desk: Desk, gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(desk, gone)
    disposal.agree(as_(desk, REVIEWER), gone)
    (one,) = disposal.certificates(desk)
    assert (one.asked_by, one.agreed_by) == ("Dilys Hartley", "Rosa Iyer")
    again = msgspec.structs.replace(one, fact=msgspec.structs.replace(one.fact, again=True),
                                    asked_by="", agreed_by="")  # fmt: skip
    for certificate, words in ((one, "Dilys Hartley"), (again, "it was destroyed again")):
        text = " ".join(page.extract_text() for page in
                        PdfReader(BytesIO(disposal.paper(desk, certificate))).pages)  # fmt: skip
        assert words in " ".join(text.split())
        assert "Wren" not in text
    monkeypatch.setattr("srh_assess.workflow.disposal.mark_of", lambda _: "")
    disposal.to_file(disposal.paper(desk, one), tmp_path / "c.pdf")
    assert (tmp_path / "c.pdf").stat().st_size > 1000
    assert dict(disposal.classes_in_words())["srh"].endswith("8 years")
    assert refused(lambda: disposal.certificates(as_(desk, synthetic.NURSE))) == "role-may-not"
    assert refused(lambda: disposal.paper(desk, one)) == "role-may-not"


# --- what goes with it ------------------------------------------------------------------------

MARK = "Qzx7Vw"


def looked_at(desk: Desk, admission: str) -> None:
    """A nurse opened it with a reason, kept a word, and took something out."""
    nurse = as_(desk, synthetic.NURSE)
    nurse.break_glass(admission, f"{MARK} a reason with a name in it")
    nurse.record(admission)
    nurse.keep_advice(admission, f"{MARK}word")
    nurse.exported(admission, f"{MARK} a paper")


def say(desk: Desk, admission: str, *, done: bool = True) -> str:
    """Something was said about the stay, and looked at outside the ward."""
    as_(desk, synthetic.NURSE).break_glass(admission, f"{MARK} she rang the ward")
    said = voice.on_desk(desk, admission)
    file = said.say("complaint", f"{MARK} they did not listen")
    voice.on_desk(as_(desk, REVIEWER)).handled(file, f"{MARK} apologised", done=done)
    return file


def everything(desk: Desk) -> str:
    """Every word of the journal that anybody with the key can still read, and of the lists."""
    store = desk._clinical()
    read = [
        repr(entry)
        for file in tuple(store._journal.admissions())
        if not store.disposed(file)
        for entry in store.entries(file)
    ]
    tables = store._db.table_names()
    return repr((read, {name: list(store._db[name].rows) for name in tables}))


def test_no_word_typed_anywhere_about_her_outlives_her_record(
    desk: Desk, gone: str, tmp_path: Path
) -> None:
    desk.sign_in(synthetic.NURSE, WORDS)
    desk.break_glass(gone, f"{MARK} to write it all")
    nurse, record = desk.me.id if desk.me else "", desk.record(gone)
    with desk._clinical().transaction(record, nurse) as written:
        for fact in every_fact(MARK):
            if type(fact).__name__ in (
                "Answered",
                "Noted",
                "HarmReported",
                "LetterSent",
                "Blocked",
            ):
                written.add(fact)
    move(desk, timedelta(days=20 * 365 + 6))
    looked_at(desk, gone)
    file = say(desk, gone)
    assert MARK in everything(desk)
    move(desk, timedelta(days=20 * 365 + 6))
    asked(desk, gone)
    certificate = disposal.agree(as_(desk, REVIEWER), gone)
    assert certificate.with_it == (beside(gone), file)
    assert MARK not in everything(desk)
    assert MARK not in repr(log.read(desk, log.Asked()) + log.pressing(desk))
    assert MARK not in repr(log.read(desk, log.Asked(admission=gone)))
    assert MARK not in repr(ward_lists.rows(desk, "voices"))
    assert MARK not in repr(certificate)
    (one,) = disposal.certificates(desk)
    text = " ".join(page.extract_text() for page in
                    PdfReader(BytesIO(disposal.paper(desk, one))).pages)  # fmt: skip
    assert MARK not in text
    assert "and one thing that was said about the stay" in " ".join(text.split())
    desk.lock()
    opened = home.unlock(desk.folder, REVIEWER, WORDS, desk.clock)
    for line in disposals.read(opened):
        assert MARK.encode() not in disposals.unsealed(opened, line)
    for path in desk.folder.rglob("*"):
        assert not path.is_file() or MARK.encode() not in path.read_bytes()
    report = verify_home(desk.folder, REVIEWER, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.lines[-1] == "Everything fits."


def test_that_it_was_opened_with_a_reason_when_and_by_whom_stays(desk: Desk, gone: str) -> None:
    looked_at(desk, gone)
    asked(desk, gone)
    disposal.agree(as_(desk, REVIEWER), gone)
    (line,) = log.pressing(desk)
    assert line.who == desk.name_of(nurse_of(desk))
    assert line.at == desk.clock.now()
    assert line.what == "Opened with a reason; the reason is gone with the record"
    assert (line.name, line.admission) == ("A record that is gone", gone)
    said = {one.what for one in log.read(desk, log.Asked(admission=gone))}
    assert said >= {
        "Opened the record",
        "Took something of the record out",
        "Kept a word against advice; the word is gone with the record",
    }


def nurse_of(desk: Desk) -> str:
    return next(one.id for one in desk.people if one.name == synthetic.NURSE)


def test_what_was_said_about_the_stay_holds_it_until_its_own_time(desk: Desk, gone: str) -> None:
    file = say(desk, gone, done=False)
    assert refused(lambda: asked(desk, gone)) == "disposal-said-open"
    voice.on_desk(as_(desk, REVIEWER)).handled(file, "Put right", done=True)
    assert refused(lambda: asked(desk, gone)) == "disposal-said-early"
    move(desk, timedelta(days=10 * 365 + 3))
    asked(desk, gone)
    other = voice.on_desk(as_(desk, synthetic.NURSE), "").say("feedback", "The food was good")
    disposal.agree(as_(desk, REVIEWER), gone)
    left = [row.admission for row in ward_lists.rows(desk, "voices")]
    assert left == [other]


def test_a_certificate_of_an_earlier_version_takes_who_looked_along_at_the_next_opening(
    desk: Desk, gone: str
) -> None:
    """It left them, and what was said: the list of what was said still opens."""
    looked_at(desk, gone)
    say(desk, gone)  # signs the reviewer in
    store = desk._clinical()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Disposed, "files", property(lambda one: (one.admission,)))
        disposal_of = Disposed(
            disposal="d", admission=gone, entries=3, first=NOW.date(), last=NOW.date(),
            held_as="srh", reason="Its time", proposed_by="another",
        )  # fmt: skip
        store.dispose(disposal_of, desk.me.id if desk.me else "")
    assert not store.disposed(beside(gone))
    (row,) = ward_lists.rows(desk, "voices")
    assert row.name == "A record that is gone"
    desk.lock()
    assert verify.walk(home.unlock(desk.folder, REVIEWER, WORDS, desk.clock)).clean
    store = as_(desk, REVIEWER)._clinical()
    assert store.disposed(beside(gone))
    assert "to write" not in everything(desk)
    desk.lock()
    assert verify.walk(home.unlock(desk.folder, REVIEWER, WORDS, desk.clock)).clean


@pytest.mark.parametrize("reason", ["Ms Wren has died", "9990000018 is over", "MARIANNE’s time"])
def test_a_reason_that_names_her_is_not_taken(desk: Desk, gone: str, reason: str) -> None:
    """It stands in the certificate, which outlives the record."""
    record = as_(desk, RECORDS).record(gone, duty="keep_records")
    assert record.identity is not None
    assert record.stay is not None
    desk.keep_fact(
        record, facts.AdmissionCorrected(
            identity=msgspec.structs.replace(record.identity, nhs_number="9990000018"),
            stay=record.stay, reason="The number"),
        duty="keep_records",
    )  # fmt: skip
    move(desk, timedelta(days=20 * 365 + 6))
    assert refused(lambda: disposal.ask(as_(desk, RECORDS), gone, reason)) == "disposal-names-her"
    disposal.ask(desk, gone, "Its time has passed")


def test_an_old_asking_whose_reason_names_her_is_not_agreed_to(desk: Desk, gone: str) -> None:
    record = as_(desk, RECORDS).record(gone, duty="keep_records")
    old = DisposalProposed(disposal="d", reason="Marianne’s time has passed")
    desk.keep_fact(record, old, duty="keep_records")
    assert refused(lambda: disposal.agree(as_(desk, REVIEWER), gone)) == "disposal-names-her"


def test_a_draft_that_nobody_came_back_to_goes_and_a_young_one_stays(desk: Desk, gone: str) -> None:
    asked(desk, gone)
    kept = []
    for name, days in ((synthetic.NURSE, 400), (RECORDS, 300)):
        opened = home.unlock(desk.folder, name, WORDS, desk.clock)
        typed.keep(opened, MARK.encode())
        (path,) = (one for one in desk.folder.glob("typed-*") if opened.me.id in one.name)
        at = (desk.clock.now() - timedelta(days=days)).timestamp()
        os.utime(path, (at, at))
        kept.append(opened)
    disposal.agree(as_(desk, REVIEWER), gone)
    assert [typed.kept(one) for one in kept] == [None, MARK.encode()]
