"""Who looked: written before it is shown, once for a sign-in, a stay and a way; and the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from srh_assess.assessment import looking
from srh_assess.assessment.calling import CallSheetPrinted
from srh_assess.assessment.deciding import Blocked
from srh_assess.assessment.facts import Discharged, Fact, Identity, LetterSent, Stay
from srh_assess.assessment.keeping import Disposed
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.workflow import disposal, her_record, huddle, log, relation, synthetic
from srh_assess.workflow.came import CameIn
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.log import Asked
from srh_assess.workflow.stay import Going
from srh_assess.workflow.verify import verify_home
from tests.workflow.conftest import NOW
from tests.workflow.homes import CHEAP

WORDS = "four plain words here"
MAYA = Identity(family="Wren", given="Marianne", preferred="Maya", born=date(1997, 3, 22))
RUTH = Identity(family="Adeyemi", given="Ruth")
MIRIAM = Identity(family="Osei", given="Miriam")
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    made = Desk(tmp_path / "home", load(), clock, cost=CHEAP)
    list(synthetic.make(made, WORDS))
    made.sign_in(synthetic.NURSE, WORDS)
    yield made
    made.lock()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def admit(desk: Desk, who: Identity = MAYA, ward: str = "Willow Ward") -> str:
    return desk.admit(who, Stay(admitted=desk.clock.now(), ward=ward))


def written(desk: Desk, admission: str) -> list[Fact]:
    return [entry.fact for entry in desk.who_looked(admission)]


def test_what_is_said_about_nobody_opens_no_record_and_is_no_look(desk: Desk) -> None:
    assert desk.record("") == Record(admission="")
    desk.sign_in("rosa", WORDS)
    assert all("opened" not in line.what.lower() for line in log.read(desk, Asked()))


def test_a_look_is_written_once_for_a_sign_in_and_a_way(desk: Desk) -> None:
    admission = admit(desk)
    assert written(desk, admission) == []
    before = desk.record(admission)
    for _ in range(3):
        desk.record(admission)
        desk.session(admission)
        desk.session(admission, begin=False)
        desk.entries(admission)
    ways = [fact.way for fact in written(desk, admission) if isinstance(fact, looking.RecordOpened)]
    assert ways == ["record", "talk", "overview", "entries"]
    desk.sign_in(synthetic.NURSE, WORDS)
    assert desk.record(admission).identity == before.identity
    assert len(written(desk, admission)) == 5


def test_looking_is_no_contact_and_changes_nothing_in_the_record(desk: Desk) -> None:
    session = desk.session(admit(desk))
    session.answer("T01", "yes")
    desk.sign_in("miriam", WORDS)
    desk.record(session.record.admission)
    assert desk.record(session.record.admission) == session.record


def test_the_look_stands_on_disk_before_the_record_is_given(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    admission = admit(desk)

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(desk._clinical(), "note", full)
    with pytest.raises(OSError, match="no room"):
        desk.record(admission)


@pytest.mark.parametrize(
    ("after", "ward", "open"),
    [
        (None, "Willow Ward", True),
        (None, "", True),
        (None, " WILLOW  unit", True),
        (None, "Rowan Ward", False),
        (DAY, "Willow Ward", True),
        (DAY + timedelta(seconds=1), "Willow Ward", False),
    ],
)
def test_only_a_present_stay_on_this_ward_opens_by_itself(
    desk: Desk, clock: SetClock, after: timedelta | None, ward: str, open: bool
) -> None:
    admission = admit(desk, ward=ward)
    if after is not None:
        desk.end(admission, Going(at=clock.now()))
        clock.move(after)
    assert desk.door(admission).stands_open is open
    if not open:
        for act in (desk.record, desk.session, desk.entries):
            assert refused(lambda act=act: act(admission)) == "glass"  # type: ignore[misc]
        assert refused(lambda: desk.record_then(admission, 1)) == "glass"
        assert not any(
            isinstance(one, looking.RecordOpened) and one.way != "record"
            for one in written(desk, admission)
        )


def test_a_reason_opens_it_for_this_sign_in_and_the_reviewer_sees_it_first(
    desk: Desk, clock: SetClock
) -> None:
    admission = admit(desk, ward="Rowan")
    assert refused(lambda: desk.break_glass(admission, "  ")) == "reason-missing"
    desk.break_glass(admission, "Her result came back here")
    assert desk.door(admission).stands_open
    assert desk.session(admission, begin=False).record.identity == MAYA
    fact = written(desk, admission)[-1]
    assert isinstance(fact, looking.RecordOpened)
    assert fact.basis == "broken"
    desk.sign_in(synthetic.NURSE, WORDS)
    assert desk.door(admission).glass == "other_ward"
    desk.sign_in("rosa", WORDS)
    (line,) = log.pressing(desk)
    assert line.pressing
    assert "Her result came back here" in line.what
    assert (line.who, line.name) == ("Ruth Adeyemi", "WREN, Marianne")


def test_a_board_a_list_and_a_round_hold_the_own_wards_only(desk: Desk, clock: SetClock) -> None:
    here, there, nowhere = admit(desk), admit(desk, ward="Rowan"), admit(desk, ward="")
    assert {row.admission for row in desk.board()} == {here, nowhere}
    assert there not in desk.namesakes()[here]
    assert there not in {one.admission for one in huddle.huddle(desk)}
    assert {one.admission for one in desk.stays_found("Wre")} == {here, nowhere}
    found = desk.stays_found("Wren")
    assert {one.admission for one in found if not desk.on_my_wards(one.ward)} == {there}
    assert desk.my_wards == ("Willow Ward",)
    # a colleague who works there sees the other one, and only that one
    desk.sign_in(synthetic.ADMIN, WORDS)
    miriam = next(one.id for one in desk.people if one.name == "miriam")
    desk.change_wards(miriam, "Rowan")
    desk.sign_in("miriam", WORDS)
    assert [row.admission for row in desk.board()] == [there]
    assert desk.door(there).stands_open
    assert desk.door(here).glass == desk.door(nowhere).glass == "other_ward"
    assert desk.my_wards == ("Rowan",)
    desk.move(there, clock.now(), "3", "Willow Ward")  # somebody works there
    assert desk.board() == ()
    desk.sign_in(synthetic.ADMIN, WORDS)
    desk.change_wards(miriam, "Rowan, Willow")
    desk.sign_in("miriam", WORDS)
    assert len(desk.board()) == 3


def test_a_ward_that_got_another_name_keeps_its_women(desk: Desk) -> None:
    admission = admit(desk)
    desk.sign_in(synthetic.ADMIN, WORDS)
    assert desk.unit is not None
    desk.change_unit(msgspec.structs.replace(desk.unit, ward="Aspen Ward"), "Another name")
    desk.sign_in(synthetic.NURSE, WORDS)
    assert [row.admission for row in desk.board()] == [admission]
    assert desk.door(admission).stands_open


def test_nothing_is_broken_where_nothing_stands(desk: Desk) -> None:
    admission = admit(desk)
    desk.break_glass(admission, "by habit")
    assert written(desk, admission) == []


def test_an_earlier_stay_said_to_be_hers_opens_beside_hers(desk: Desk, clock: SetClock) -> None:
    first = admit(desk)
    desk.end(first, Going(at=clock.now()))
    clock.move(40 * DAY)
    second = admit(desk)
    assert refused(lambda: desk.entries(first, beside=second)) == "glass"
    desk.say_earlier(second, first, same=True)
    assert desk.entries(first, beside=second)
    fact = written(desk, first)[-1]
    assert isinstance(fact, looking.RecordOpened)
    assert fact.basis == "hers"
    desk.end(second, Going(at=clock.now()))
    clock.move(40 * DAY)
    assert refused(lambda: desk.entries(first, beside=second)) == "glass"


def test_own_and_a_colleague_s_name_are_asked_about_and_kept(desk: Desk) -> None:
    own, other, third = admit(desk, RUTH), admit(desk, MIRIAM), admit(desk)
    assert [desk.door(one).like for one in (own, other, third)] == ["own", "colleague", ""]
    desk.say_of_name(other, "somebody_else")
    desk.say_of_name(third, "somebody_else")
    assert desk.door(other).stands_open
    assert written(desk, third) == []
    desk.record(own)
    fact = written(desk, own)[-1]
    assert isinstance(fact, looking.RecordOpened)
    assert fact.like == "own"


@pytest.mark.parametrize(
    ("who", "display", "found"),
    [
        (Identity(family="Osei", given="Miriam"), "M. Osei", True),
        (Identity(family="Osei", given="Anna", preferred="Mim"), "M Osei", True),
        (Identity(family="Osei", given="Anna"), "Miriam Osei", False),
        (Identity(family="", given="Miriam"), "Miriam Osei", False),
        (Identity(family="Osei", given=""), "Miriam Osei", False),
        (Identity(family="Lind-Quist", given="Frances"), "Frances Lind Quist", True),
    ],
)
def test_when_two_names_are_one(who: Identity, display: str, found: bool) -> None:
    assert relation._same(who, display) is found
    assert relation.likeness(None, "x", ()) == ""


def test_searches_are_written_and_typing_on_is_one_search(desk: Desk) -> None:
    admit(desk)
    for typed in ("W", "Wr", "Wre", "Wren", "Os", "Wr"):
        desk.stays_found(typed)
    desk.earlier(MAYA)
    desk.earlier(MAYA)
    desk.sign_in("rosa", WORDS)
    said = [line.what for line in log.read(desk, Asked(kind="Searches"))]
    assert said == [
        "Read the log",
        "Looked for earlier stays, 1 found: WREN, Marianne",
        "Looked for a stay, 0 found",
        "Looked for a stay, 1 found: WREN, Marianne",
    ]


def test_what_was_typed_to_find_her_is_kept_nowhere_and_goes_with_her_record(desk: Desk) -> None:
    admission = admit(desk)
    desk.stays_found("wren")
    desk.stays_found("nobody of this name")
    desk.earlier(MAYA)
    store = desk._clinical()
    kept = [
        entry.fact for file in store.holding("searched") for entry in store.entries(file)
        if isinstance(entry.fact, looking.Searched)
    ]  # fmt: skip
    assert all(not one.words for one in kept)
    assert "wren" not in msgspec.json.encode(kept).decode().casefold()
    assert "nobody of" not in msgspec.json.encode(kept).decode()
    record = store.record(admission)
    with store.transaction(record, "somebody") as transaction:
        transaction.add(Discharged(at=NOW))
    certificate = Disposed(
        disposal="d", admission=admission, entries=2, first=NOW.date(), last=NOW.date(),
        held_as="srh", reason="Its time", proposed_by="another",
    )  # fmt: skip
    store.dispose(certificate, "somebody")
    desk.sign_in("rosa", WORDS)
    said = [line.what for line in log.read(desk, Asked(kind="Searches"))]
    assert said[1:] == [
        "Looked for earlier stays, 1 found: A record that is gone",
        "Looked for a stay, 0 found",
        "Looked for a stay, 1 found: A record that is gone",
    ]


def test_words_that_an_earlier_version_kept_are_not_shown() -> None:
    old = looking.Searched(what="stay", words="wren marianne", found=1)
    assert log.words(old) == "Looked for a stay, 1 found"


def test_a_clock_that_was_set_is_noticed(desk: Desk, clock: SetClock) -> None:
    admission = admit(desk)
    clock.move(10 * DAY)
    desk.record(admission)
    clock.set(clock.now() + timedelta(hours=2))
    desk.session(admission)
    clock.set(clock.now() - timedelta(days=3))
    desk.sign_in("rosa", WORDS)
    back, forward = log.read(desk, Asked(kind="Clock set"))
    assert "set forward" in forward.what
    assert "set back" in back.what


def test_the_log_is_narrowed_and_paged(desk: Desk, clock: SetClock) -> None:
    first, second = admit(desk), admit(desk, Identity(family="Elm", given="Ada"))
    for _ in range(30):
        desk.sign_in(synthetic.NURSE, WORDS)
        desk.record(first)
    clock.move(DAY)
    desk.sign_in("miriam", WORDS)
    desk.record(second)
    desk.sign_in("rosa", WORDS)
    page = log.read(desk, Asked())
    assert len(page) == log.PAGE
    numbers = [line.number for line in page]
    assert numbers == sorted(numbers, reverse=True)
    older = log.read(desk, Asked(before=numbers[-1]))
    assert older
    assert max(line.number for line in older) < numbers[-1]
    opened = log.read(desk, Asked(kind="Opened a record"))
    assert len(opened) == 31
    miriam = opened[0]
    assert (miriam.who, miriam.name) == ("Miriam Osei", "ELM, Ada")
    (only,) = log.read(desk, Asked(admission=second))
    assert only == miriam
    author = next(one.id for one in desk.people if one.display == "Miriam Osei")
    assert {line.who for line in log.read(desk, Asked(author=author))} == {"Miriam Osei"}
    day = clock.now().date()
    assert {line.when[:11] for line in log.read(desk, Asked(day=day))} == {miriam.when[:11]}


def test_what_a_role_may_not_is_refused_and_written_once(desk: Desk) -> None:
    for _ in range(2):
        assert refused(lambda: log.read(desk, Asked())) == "role-may-not"
    assert refused(lambda: disposal.kept(desk)) == "role-may-not"
    desk.sign_in("rosa", WORDS)
    said = [line.what for line in log.read(desk, Asked(kind="Blocked or not allowed"))]
    assert len(said) == 2
    assert "read the log" in said[1]


def test_who_opened_her_record_is_one_line_a_sign_in(desk: Desk, clock: SetClock) -> None:
    admission = admit(desk)
    desk.session(admission)
    desk.entries(admission)
    clock.move(DAY)
    desk.sign_in("miriam", WORDS)
    desk.record(admission)
    newest, oldest = log.looks(desk, admission)
    assert (newest.who, newest.role) == ("Miriam Osei", "SRH clinician")
    assert (oldest.who, len(oldest.what)) == ("Ruth Adeyemi", 2)
    assert newest.when > oldest.when or newest.at > oldest.at


def test_an_account_without_records_leaves_one_line_a_day(desk: Desk, clock: SetClock) -> None:
    for name in (synthetic.ADMIN, synthetic.ADMIN, "harriet"):
        desk.sign_in(name, WORDS)
    clock.move(DAY)
    desk.sign_in(synthetic.ADMIN, WORDS)
    came = [one for one in desk._written if isinstance(one.fact, CameIn)]
    assert len(came) == 3
    assert not any(isinstance(one.fact, CameIn) for one in desk.ledger)


def test_an_export_is_written_each_time_and_everything_proves(desk: Desk, clock: SetClock) -> None:
    admission = admit(desk)
    desk.exported(admission, "the whole record for her")
    desk.exported(admission, "the whole record for her")
    assert len(written(desk, admission)) == 2
    desk.lock()
    report = verify_home(desk.folder, synthetic.NURSE, WORDS, clock=clock)
    assert report.faults == 0, report.lines
    assert "of 1 admission." in report.lines[0]


@pytest.mark.parametrize("kind", looking.KINDS)
def test_every_kind_has_words(kind: type[Fact]) -> None:
    made: dict[type[Fact], Fact] = {
        looking.RecordOpened: looking.RecordOpened(
            sign_in="s", way="talk", basis="duty", duty="handle_harms", like="colleague"
        ),
        looking.GlassBroken: looking.GlassBroken(sign_in="s", why="ended", reason="a call"),
        looking.NameSaid: looking.NameSaid(sign_in="s", like="own", answer="same_person"),
        looking.Exported: looking.Exported(sign_in="s", what="a list"),
        looking.AdviceKept: looking.AdviceKept(sign_in="s", word="attention-seeking"),
        looking.SignedIn: looking.SignedIn(roles=("nurse",)),
        looking.Searched: looking.Searched(what="stay"),
        looking.ClockMoved: looking.ClockMoved(expected=NOW, found=NOW + DAY),
        looking.BackupRestored: looking.BackupRestored(made=NOW, entries=3, taken=1),
        looking.RoleRefused: looking.RoleRefused(action="nothing known"),
    }
    assert log.words(made[kind])


def test_words_of_what_stands_in_her_own_record() -> None:
    assert log.words(Blocked(code="talk-locked", about="x")).startswith("Blocked: ")
    assert log.words(Blocked(code="of an older program", about="x")).endswith("older program")
    assert log.words(LetterSent(letter="l", how="printed")) == "Printed a letter"
    assert log.words(looking.RecordOpened(sign_in="s", way="talk", basis="duty", duty="gone"))
    assert not log.words(Stay(admitted=NOW))  # type: ignore[arg-type]


def test_a_word_kept_against_advice_is_a_line_once_and_the_reviewer_finds_it(
    desk: Desk, clock: SetClock
) -> None:
    admission = admit(desk)
    for word in ("Manipulative", "manipulative", "frequent flyer"):
        desk.keep_advice(admission, word)
    assert [one.word for one in written(desk, admission)] == ["manipulative", "frequent flyer"]  # type: ignore[attr-defined]  # advice kept
    desk.sign_in(synthetic.ADMIN, WORDS)
    desk.keep_advice("", "manipulative")  # no key to the records: nothing to write into
    desk.sign_in("rosa", WORDS)
    (newest, first) = log.read(desk, Asked(kind="Advice kept"))
    assert first.what == "Kept the word “manipulative” against advice"
    assert (newest.who, newest.name) == ("Ruth Adeyemi", "WREN, Marianne")


def test_a_copy_of_her_record_and_the_facts_for_a_call_stand_in_the_log(desk: Desk) -> None:
    admission = admit(desk)
    made = her_record.copy(desk, admission, "json")
    her_record.leaves(desk, admission, made)
    her_record.given(desk, admission, made, "saved", "not_asked")
    desk.keep_fact(
        desk.record(admission), CallSheetPrinted(clocks=("pep",), file="f", printer="p"),
        duty="assess",
    )  # fmt: skip
    desk.sign_in("rosa", WORDS)
    found = [one.what for one in log.read(desk, Asked(kind="Letters and exports"))]
    assert found == [
        "Printed the facts for a call",
        "Made a copy of the record (JSON)",
        "Took out: a copy of the record (JSON)",
    ]


def test_a_stay_of_which_nothing_is_written_has_no_door(desk: Desk) -> None:
    assert refused(lambda: desk.door("0" * 32)) == "stay-unknown"


def test_only_this_stay_holds_the_searches_that_found_her_and_no_others(desk: Desk) -> None:
    admission, other = admit(desk), admit(desk, RUTH)
    for words in ("wren", "adeyemi", "nobody"):
        desk.stays_found(words)
    for place in range(log.PAGE + 5):  # more searches than a page has lines, all of somebody else
        desk._looking().searched("earlier", f"{place}", [other])
    desk.sign_in("rosa", WORDS)
    said = [line.what for line in log.read(desk, Asked(admission=admission))]
    assert said == ["Looked for a stay, 1 found: WREN, Marianne"]
    assert len(log.read(desk, Asked(admission=other, kind="Searches"))) == log.PAGE


def test_who_opened_one_record_for_a_role_that_opens_none(desk: Desk) -> None:
    admission = admit(desk)
    desk.record(admission)
    for who in ("dilys", "rosa"):
        desk.sign_in(who, WORDS)
        whose, looks = log.looks_of_any(desk, admission)
        assert (whose.family, whose.given) == ("Wren", "Marianne")
        assert {what for look in looks for what in look.what} == {
            "Opened the record, on this ward at that time",
            "Opened the list of who opened it, to look after who opens records",
        }
        assert refused(lambda: desk.record(admission)) == "role-may-not"
        assert refused(lambda: log.looks_of_any(desk, "none")) == "stay-unknown"
    desk.sign_in(synthetic.NURSE, WORDS)
    assert refused(lambda: log.looks_of_any(desk, admission)) == "role-may-not"


def test_what_was_opened_with_a_reason_waits_until_the_reviewer_has_read_the_log(
    desk: Desk, clock: SetClock
) -> None:
    elsewhere = admit(desk, RUTH, "Rowan Ward")
    desk.sign_in("rosa", WORDS)
    assert log.unseen(desk) == 0
    desk.stays_found("ade", duty="look_after_looks")  # another search is no reading of the log
    for _ in range(2):
        desk.sign_in(synthetic.NURSE, WORDS)
        desk.break_glass(elsewhere, "A result came back")
    desk.sign_in("rosa", WORDS)
    assert (log.unseen(desk), log.unseen(desk)) == (2, 2)
    log.read(desk, Asked())
    assert log.unseen(desk) == 0
    desk.sign_in(synthetic.NURSE, WORDS)
    assert refused(lambda: log.unseen(desk)) == "role-may-not"
