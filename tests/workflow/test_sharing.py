"""Her choice, box by box; what goes out only with her yes to exactly it; what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import FullForm
from srh_assess.assessment.facts import Identity
from srh_assess.assessment.her_record import Disagreed, DisagreementTakenBack
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock, local
from srh_assess.errors import BadInput, Refused, UserError
from srh_assess.workflow import capacity, signing, stay, walls
from srh_assess.workflow import sharing as module
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import UNIT, complete
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing, Signatory
from tests.workflow.conftest import MAYA
from tests.workflow.decisions_world import LACKS_NOW, OTHER
from tests.workflow.homes import new_desk, sitting
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]
TOLD = {"G02": ("heavy",), "C05": "start", "Z02": "yes"}


@pytest.fixture
def session(sit: Sit) -> Session:
    """A whole talk, signed."""
    made = sit()
    complete(made, TOLD)  # type: ignore[arg-type]  # codes and lists of codes
    signing.sign(made, signing.proposed(made))
    return made


@pytest.fixture
def sharing(session: Session) -> Sharing:
    return Sharing(session, UNIT, "srh_in_reach")


def again(of: Sharing, kind: str = "") -> Sharing:
    """The same letter as another page opens it."""
    return Sharing(of.session, UNIT, kind or of.template.id)


def state(of: Sharing) -> str:
    return of.state


def stands(of: Sharing) -> bool:
    return of.stands


def shown(of: Sharing) -> str | None:
    return of.shown


def able(of: Sharing) -> bool:
    return of.able_now


def empty(of: Sharing) -> bool:
    return of.letter.empty


def choose(sharing: Sharing, *boxes: str) -> None:
    for box in boxes or ("identity", "contraception"):
        sharing.tick(box, on=True)


def say_yes(sharing: Sharing, *boxes: str) -> None:
    choose(sharing, *boxes)
    if not sharing.hers:
        sharing.able()
    sharing.decide("yes", shown=None if sharing.hers else "read_to_her")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as fault:
        act()
    assert fault.value.sentence
    assert fault.value.next_step
    return fault.value.code


def printed(paper: list[bytes]) -> Callable[[bytes], None]:
    return paper.append


def jammed(_: bytes) -> None:
    raise UserError("print-failed", printer="Willow office")


def fits(journal: MemoryJournal, session: Session) -> bool:
    """Whether every entry could have been written by this program."""
    from srh_assess.assessment.fold import fold

    record = Record(admission="a1")
    for entry in journal.all:
        if walls.broken(session.protocol, record, entry):
            return False
        record = fold(record, entry)
    return True


# ---- what stands in it ------------------------------------------------------------------------


def test_every_box_starts_empty_and_a_tick_adds_its_own_lines_alone(sharing: Sharing) -> None:
    assert sharing.ticks == frozenset()
    assert empty(sharing)
    assert "Wren" not in sharing.plain_text
    sharing.tick("identity", on=True)
    assert "WREN, Marianne" in sharing.plain_text
    assert not empty(sharing)
    sharing.tick("identity", on=False)
    assert empty(sharing)
    assert code_of(lambda: sharing.tick("everything", on=True)) == "unknown-box"


def test_the_reader_has_the_units_own_name_and_address(session: Session) -> None:
    names, lines = {"SRH": "Riverside Contraception Clinic"}, {"SRH": ("4 Quay Street",)}
    sharing = Sharing(session, replace(UNIT, names=names, addresses=lines), "srh_in_reach")
    assert sharing.recipient.name == "Riverside Contraception Clinic"
    assert sharing.recipient.window == ("The clinical lead", "4 Quay Street")
    told = replace(UNIT, envelope_names={"SRH": "Riverside House"}, addresses=lines)
    assert Sharing(session, told, "srh_in_reach").recipient.window[0] == "Riverside House"
    assert Sharing(session, UNIT, "her_copy").recipient.name == "You"


@pytest.mark.parametrize(
    ("said", "wish"),
    [({"O03": ("srh_clinic",)}, "yes"), ({"O03": ("none",)}, "no"), ({"O03": None}, "")],
)
def test_her_wish_from_the_talk_is_told_and_ticks_nothing(
    sit: Sit, said: dict[str, tuple[str, ...] | None], wish: str
) -> None:
    session = sit()
    complete(session, said)  # type: ignore[arg-type]  # None declines
    sharing = Sharing(session, UNIT, "srh_in_reach")
    assert (sharing.wish, sharing.ticks) == (wish, frozenset())
    assert Sharing(session, UNIT, "her_copy").wish == ""


def test_a_talk_without_that_question_tells_no_wish(sit: Sit) -> None:
    assert Sharing(sit(), UNIT, "srh_in_reach").wish == ""


# ---- her yes ----------------------------------------------------------------------------------


def test_a_yes_needs_a_choice_the_whole_letter_and_a_finding(sharing: Sharing) -> None:
    def yes() -> str:
        assert sharing.why_not_yes is not None
        found = code_of(lambda: sharing.decide("yes"))
        assert found == sharing.why_not_yes.code
        return found

    assert yes() == "share-nothing-chosen"
    empty = next(box.id for box in sharing.boxes if box.empty)
    sharing.tick(empty, on=True)
    assert yes() == "share-nothing-chosen"
    sharing.tick(empty, on=False)
    choose(sharing)
    assert yes() == "share-not-shown"
    sharing.show("read_by_her")
    assert yes() == "share-capacity"
    sharing.able("She said it back")
    assert able(sharing)
    assert sharing.why_not_yes is None
    sharing.decide("yes", words="That is fine")
    share = sharing.share
    assert share is not None
    assert share.fact.shown == "read_by_her"
    assert share.fact.items == ("contraception", "identity")
    assert share.fact.document == sharing.document
    assert share.fact.words == "That is fine"
    assert stands(sharing)


def test_a_changed_tick_closes_the_yes_again(sharing: Sharing) -> None:
    choose(sharing)
    sharing.show("read_to_her")
    sharing.able()
    assert sharing.why_not_yes is None
    assert shown(sharing) == "read_to_her"
    sharing.tick("gynaecology", on=True)
    assert shown(sharing) is None
    assert code_of(lambda: sharing.decide("yes")) == "share-not-shown"
    sharing.tick("gynaecology", on=False)
    assert shown(sharing) == "read_to_her"


def test_writing_the_finding_down_changes_no_word_she_has_seen(sharing: Sharing) -> None:
    choose(sharing)
    seen = sharing.document
    sharing.able()
    assert sharing.document == seen
    assert "No reason to doubt" in sharing.plain_text


def test_a_doubt_leaves_the_decision_open(sharing: Sharing) -> None:
    choose(sharing)
    sharing.show("read_to_her")
    sharing.able()
    sharing.doubted("She lost the thread twice")
    assert not able(sharing)
    assert code_of(lambda: sharing.decide("yes")) == "share-capacity"
    assert sharing.session.record.capacity[-1].outcome == "not_completed"
    sharing.able()
    sharing.decide("yes")
    assert stands(sharing)


def test_a_finding_serves_one_asking_and_one_reader(sharing: Sharing) -> None:
    sharing.able()
    other = again(sharing)
    choose(other)
    other.show("read_to_her")
    assert not other.able_now
    assert code_of(lambda: other.decide("yes")) == "share-capacity"


@pytest.mark.parametrize("form", [LACKS_NOW, OTHER], ids=["lacks_now", "other_cause"])
def test_found_not_able_nothing_is_asked_or_sent(sharing: Sharing, form: FullForm) -> None:
    say_yes(sharing)
    capacity.find(Decider(sharing.session), "D16.SRH", form)
    for act in (sharing.able, lambda: sharing.decide("no"), sharing.release):
        assert code_of(act) == "share-not-able"
    assert sharing.why_not_yes is not None


@pytest.mark.parametrize("born", [date(2010, 1, 1), None])
def test_under_eighteen_or_without_a_birth_date_all_is_closed(sit: Sit, born: date | None) -> None:
    who = Identity(family="Wren", given="Marianne", born=born)
    for kind in ("srh_in_reach", "her_copy"):
        sharing = Sharing(sit(who), UNIT, kind)
        for act in (lambda s=sharing: s.decide("yes"), sharing.able, sharing.release):
            assert code_of(act) == "talk-locked"
    open_one = Sharing(sit(who), replace(UNIT, young_people=True), "srh_in_reach")
    assert open_one.closed is None


def test_it_closes_when_a_birth_date_is_put_right_after_the_yes(sharing: Sharing) -> None:
    say_yes(sharing)
    rendered = sharing.release()
    record = sharing.session.record
    assert record.stay is not None
    young = replace(MAYA, born=date(2012, 1, 1))
    sharing.session.add(
        facts.AdmissionCorrected(identity=young, stay=record.stay, reason="Wrong year")
    )
    assert code_of(lambda: sharing.print_out(rendered, jammed, printer="x")) == "talk-locked"


# ---- no, later, changed her mind --------------------------------------------------------------


def test_a_no_needs_nothing_and_keeps_nothing(sharing: Sharing) -> None:
    choose(sharing)
    sharing.decide("no", words="Not them")
    share = sharing.share
    assert share is not None
    assert (share.fact.document, share.fact.items, share.fact.ask_again) == ("", (), "")
    assert state(sharing) == state(again(sharing)) == "no"
    assert sharing.ticks == frozenset()
    assert code_of(sharing.release) == "share-no-yes"


def test_later_has_a_day_or_waits_for_her(sharing: Sharing, clock: SetClock) -> None:
    today = local(clock.now()).date()
    past = today - timedelta(days=1)
    assert code_of(lambda: sharing.decide("later", again_on=past)) == "share-again-past"
    assert not sharing.shares
    sharing.decide("later", again_on=today)
    sharing.decide("later")
    on_a_day, hers = (share.fact for share in sharing.shares)
    assert (on_a_day.ask_again, on_a_day.again_on) == ("on_date", today)
    assert (hers.ask_again, hers.again_on) == ("if_she_asks", None)
    assert state(sharing) == "later"


def test_she_changes_her_mind_with_one_press(sharing: Sharing) -> None:
    assert code_of(sharing.withdraw) == "share-no-yes"
    say_yes(sharing)
    rendered = sharing.release()
    sharing.withdraw()
    assert state(sharing) == state(again(sharing)) == "withdrawn"
    assert code_of(sharing.withdraw) == "share-no-yes"
    assert code_of(sharing.release) == "share-withdrawn"
    assert code_of(lambda: sharing.print_out(rendered, jammed, printer="x")) == "share-withdrawn"
    assert sharing.chosen_before == {"identity", "contraception"}
    assert sharing.ticks == frozenset()


# ---- the same letter later --------------------------------------------------------------------


def test_what_she_agreed_to_is_the_same_letter_tomorrow_and_on_another_page(
    sharing: Sharing, clock: SetClock
) -> None:
    say_yes(sharing)
    agreed, number = sharing.document, sharing.letter.id
    clock.move(timedelta(days=1))
    later = again(sharing)
    assert later.ticks == {"identity", "contraception"}
    assert (later.document, later.letter.id) == (agreed, number)
    assert state(later) == "yes"
    assert later.release().pages >= 1


def test_another_nurse_sends_it_with_the_name_that_she_saw(
    sharing: Sharing, journal: MemoryJournal, clock: SetClock
) -> None:
    def signs(author: str) -> Signatory:
        return Signatory(name={"nurse": "R. Osei", "two": "B. Adeyemi"}[author])

    first = Sharing(sharing.session, UNIT, "srh_in_reach", signs=signs)
    say_yes(first)
    session = first.session
    other = Session(
        journal, session.protocol, session.record, author="two", author_name="B.", clock=clock
    )
    second = Sharing(other, UNIT, "srh_in_reach", signs=signs)
    assert stands(second)
    assert second.share is not None
    assert second.asked_by(second.share) == "R. Osei"
    assert "R. Osei" in second.plain_text
    second.ask_again()
    assert "B. Adeyemi" in second.plain_text


def test_a_later_signature_changes_no_letter_she_agreed_to(
    sharing: Sharing, clock: SetClock
) -> None:
    say_yes(sharing)
    clock.move(timedelta(hours=1))
    session = sharing.session
    session.begin()
    complete(session, TOLD)  # type: ignore[arg-type]  # codes and lists of codes
    before = stands(sharing)
    signing.sign(session, signing.proposed(session))
    assert stands(sharing) == before


def test_a_yes_lapses(sharing: Sharing, clock: SetClock) -> None:
    say_yes(sharing)
    days = sharing.session.protocol.settings["share_lapses_days"].value
    clock.move(timedelta(days=days))
    assert stands(sharing)
    clock.move(timedelta(seconds=1))
    assert code_of(sharing.release) == "share-lapsed"
    assert state(sharing) == "again"


def test_a_yes_ends_with_the_stay_and_coming_back_does_not_bring_it_back(
    sharing: Sharing, clock: SetClock, journal: MemoryJournal
) -> None:
    say_yes(sharing)
    session = sharing.session
    assert stay.agreed_unsent(session.record, clock.now())
    kinds = [o.kind for o in stay.standing_open(session.protocol, session.record, clock.now())]
    assert "letter" in kinds
    rendered = sharing.release()
    session.add(facts.Discharged(at=clock.now(), acceptance="no_one_yet", open=("letter 1",)))
    assert stay.agreed_unsent(session.record, clock.now()) == ()
    assert code_of(sharing.release) == "share-lapsed-stay"
    assert code_of(lambda: sharing.sent(rendered, "handed_over")) == "share-lapsed-stay"
    session.add(facts.Returned(at=clock.now()))
    assert code_of(sharing.release) == "share-lapsed-stay"
    assert state(sharing) == "again"
    sharing.ask_again()
    say_yes(sharing)
    assert stands(sharing)
    assert fits(journal, session)


@pytest.mark.parametrize("how", ["days", "stay"])
def test_a_letter_sent_after_her_yes_had_lapsed_is_named(
    sharing: Sharing, clock: SetClock, how: str
) -> None:
    say_yes(sharing)
    session = sharing.session
    made = sharing._make(sharing.release())
    session.add(made)
    if how == "stay":
        session.add(facts.Discharged(at=clock.now(), acceptance="no_one_yet"))
    clock.move(timedelta(days=8 if how == "days" else 0))
    out = facts.LetterSent(letter=made.letter, how="printed")
    record, at = session.record, clock.now()
    entry = facts.Entry(
        number=record.last_entry + 1, id="e", admission="a1", at=at, author="n", fact=out
    )
    assert walls.broken(session.protocol, record, entry) == (
        "a letter was sent after her yes to it had lapsed",
    )


def test_changed_words_ask_her_again(sharing: Sharing) -> None:
    say_yes(sharing)
    moved = Sharing(sharing.session, replace(UNIT, phone="020 7946 9999"), "srh_in_reach")
    assert state(moved) == "again"
    assert code_of(moved.release) == "share-changed"
    moved.show("read_to_her")
    moved.able()
    assert code_of(lambda: moved.decide("yes")) == "share-changed"
    moved.ask_again()
    assert moved.ticks == frozenset()
    assert moved.chosen_before == {"identity", "contraception"}
    say_yes(moved, "identity")
    assert state(moved) == "yes"
    assert moved.letter.id != sharing.letter.id


def test_an_asking_that_was_begun_and_left_changes_nothing(sharing: Sharing) -> None:
    say_yes(sharing)
    page = again(sharing)
    page.ask_again()
    assert not stands(page)
    assert stands(again(sharing))


def test_a_box_taken_back_and_ticked_again_is_the_letter_she_agreed_to(sharing: Sharing) -> None:
    say_yes(sharing)
    sharing.tick("identity", on=False)
    assert sharing.why_not is not None
    assert sharing.why_not.code == "share-changed"
    sharing.tick("identity", on=True)
    assert stands(sharing)


# ---- out of the door --------------------------------------------------------------------------


def test_a_letter_is_printed_and_the_journal_says_so(
    sharing: Sharing, journal: MemoryJournal
) -> None:
    say_yes(sharing)
    paper: list[bytes] = []
    rendered = sharing.release()
    sharing.print_out(rendered, printed(paper), printer="Willow office")
    assert paper == [rendered.data]
    ((_, out),) = sharing.sent_before
    assert (out.how, out.where, out.copy) == ("printed", "Willow office", False)
    assert state(sharing) == "sent"
    assert fits(journal, sharing.session)


def test_a_failed_print_is_written_down_and_counts_for_nothing(sharing: Sharing) -> None:
    say_yes(sharing)
    rendered = sharing.release()
    assert code_of(lambda: sharing.print_out(rendered, jammed, printer="x")) == "print-failed"
    assert len(sharing.session.record.letters) == 1
    assert sharing.sent_before == ()
    assert state(sharing) == "yes"
    sharing.print_out(rendered, printed([]), printer="x")
    assert state(sharing) == "sent"


def test_a_copy_is_marked_and_says_why(sharing: Sharing) -> None:
    say_yes(sharing)
    rendered = sharing.release()
    sharing.print_out(rendered, printed([]), printer="x")
    assert code_of(lambda: sharing.print_out(rendered, printed([]), printer="x")) == "copy-reason"
    stale = lambda: sharing.print_out(rendered, printed([]), printer="x", reason="Lost")  # noqa: E731 - one use
    assert code_of(stale) == "share-changed"
    copy = sharing.release()
    assert copy.data != rendered.data
    sharing.print_out(copy, printed([]), printer="x", reason="The first was lost")
    last = sharing.sent_before[-1][1]
    assert (last.copy, last.reason) == (True, "The first was lost")


def test_only_what_was_released_goes_out(sharing: Sharing) -> None:
    say_yes(sharing)
    draft = sharing.pdf(draft=True)
    assert code_of(lambda: sharing.print_out(draft, jammed, printer="x")) == "share-changed"
    assert code_of(lambda: sharing.sent(draft, "printed")) == "share-changed"


def test_it_is_saved_under_a_name_that_tells_nothing_and_deleted_again(
    sharing: Sharing, tmp_path: Path
) -> None:
    say_yes(sharing)
    rendered = sharing.release()
    path = sharing.save(rendered, tmp_path)
    assert path.name == f"SRH-{sharing.letter.id}-v1.pdf"
    assert path.read_bytes() == rendered.data
    assert sharing.sent_before[-1][1].how == "saved"
    sharing.discard(path)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_refuses_leaves_nothing_sent(sharing: Sharing, tmp_path: Path) -> None:
    say_yes(sharing)
    rendered = sharing.release()
    assert code_of(lambda: sharing.save(rendered, tmp_path / "gone")) == "letter-not-saved"
    assert sharing.sent_before == ()


# ---- her own copy -----------------------------------------------------------------------------


def test_her_copy_needs_her_choice_and_a_look_for_others_and_harm(
    sharing: Sharing, journal: MemoryJournal
) -> None:
    copy = again(sharing, "her_copy")
    assert copy.hers
    assert state(copy) == "not_asked"
    assert code_of(copy.release) == "copy-nothing-chosen"
    say_yes(copy, "identity", "gynaecology")
    assert state(copy) == "yes"
    assert code_of(copy.release) == "letter-unchecked"
    rendered = copy.release(checked=True)
    copy.print_out(rendered, printed([]), printer="x", how="handed_over")
    assert state(copy) == state(again(copy)) == "sent"
    copy.tick("identity", on=False)
    assert code_of(lambda: copy.release(checked=True)) == "copy-nothing-chosen"
    assert fits(journal, sharing.session)


def test_read_with_her_is_written_down_and_no_print(sharing: Sharing) -> None:
    copy = again(sharing, "her_copy")
    say_yes(copy, "identity", "gynaecology")
    copy.sent(copy.release(checked=True), "read_with_her")
    assert state(copy) == "sent"
    assert not copy.printed_before
    copy.held = True
    kept = copy.release(checked=True)
    copy.print_out(kept, printed([]), printer="x", how="held_for_her")
    assert [out.how for _, out in copy.sent_before] == ["read_with_her", "held_for_her"]


def test_large_print_is_another_paper_with_the_same_words(sharing: Sharing) -> None:
    copy = again(sharing, "her_copy")
    say_yes(copy, "identity", "gynaecology")
    words = copy.document
    small = copy.release(checked=True)
    copy.large = True
    assert copy.release(checked=True).data != small.data
    assert copy.document == words


def test_her_copy_says_who_has_a_letter_and_who_is_to_get_one(sharing: Sharing) -> None:
    def who() -> str:
        copy = again(sharing, "her_copy")
        choose(copy, "gynaecology")
        return copy.plain_text

    clinic = sharing.recipient.name
    assert "Nobody else has a letter" in who()
    sharing.decide("later")
    assert "Nobody else has a letter" in who()
    say_yes(sharing)
    assert f"{clinic} is to get a letter." in who()
    sharing.withdraw()
    assert "Nobody else has a letter" in who()
    say_yes(sharing, "identity")
    sharing.print_out(sharing.release(), printed([]), printer="x")
    assert f"{clinic} has a letter." in who()
    assert "At your wish it says nothing about" in who()
    sharing.withdraw()
    assert f"{clinic} has a letter." in who()


# ---- from the desk ----------------------------------------------------------------------------


def test_the_desk_signs_and_marks_what_could_be_sent(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    letter = module.on_desk(desk, session, "srh_in_reach")
    choose(letter)
    assert "Ruth Adeyemi, Registered nurse" in letter.plain_text
    assert letter.pdf(draft=True).pages >= 1
    looking = desk.session(session.record.admission, begin=False)
    assert module.on_desk(desk, looking, "srh_in_reach").state == "not_asked"
    desk.lock()


def test_a_signature_of_somebody_unknown_names_the_ward(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    session.author = "nobody"
    letter = module.on_desk(desk, session, "srh_in_reach")
    choose(letter)
    assert "Ward staff" in letter.plain_text
    desk.lock()


def test_before_sign_in_there_is_nothing_to_share(
    session: Session, tmp_path: Path, clock: SetClock
) -> None:
    desk = Desk(tmp_path / "none", session.protocol, clock)
    with pytest.raises(Refused) as fault:
        module.on_desk(desk, session, "srh_in_reach")
    assert fault.value.code == "not-signed-in"


def test_every_refusal_has_words() -> None:
    for code in ("share-not-able", "copy-nothing-chosen", "copy-reason", "share-again-past"):
        assert BadInput(code).sentence
        assert BadInput(code).next_step


# -- an interpreter --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("room", "words", "name"),
    [
        (None, "", ""),
        ("alone", "", ""),
        ("interpreter", "", "In the room"),
        ("interpreter", "By telephone, number 7", "By telephone, number 7"),
    ],
)
def test_who_needs_an_interpreter_decides_with_a_professional_one(
    session: Session, journal: MemoryJournal, room: str | None, words: str, name: str
) -> None:
    record = session.record
    assert record.identity is not None
    assert record.stay is not None
    session.add(
        facts.AdmissionCorrected(
            identity=record.identity,
            stay=replace(record.stay, interpreter=True),
            reason="She reads Polish",
        )
    )
    session.begin()
    if room is not None:
        session.answer("X04", room, words=words)
    sharing = Sharing(session, UNIT, "srh_in_reach")
    if not name:
        assert code_of(sharing.able) == "interpreter-needed"
        return
    sharing.able()
    assert session.record.capacity[-1].interpreting.name == name
    assert fits(journal, session)


def test_her_copy_does_not_count_her_among_those_who_get_a_letter(session: Session) -> None:
    hers = Sharing(session, UNIT, "her_copy")
    choose(hers, *[box.id for box in hers.boxes if box.lines][:2])
    hers.decide("yes", shown="read_by_her")
    assert "You is" not in hers.plain_text
    assert "You has" not in hers.plain_text


def test_what_she_says_is_wrong_is_offered_with_every_letter_and_goes_with_its_tick_alone(
    session: Session,
) -> None:
    assert "disagrees" not in {box.id for box in Sharing(session, UNIT, "gp").boxes}
    with session.journal.transaction(session.record, "n1") as transaction:
        transaction.add(Disagreed(statement="d1", words="I never had that test"))
    session.read_again()
    sharing = Sharing(session, UNIT, "gp")
    box = sharing.boxes[-1]
    assert box.id == "disagrees"
    assert box.suggestion == ""
    assert [line.text for line in box.lines] == ["“I never had that test”"]
    choose(sharing)
    assert "I never had that test" not in sharing.plain_text
    sharing.tick("disagrees", on=True)
    assert "“I never had that test”" in sharing.plain_text
    assert "disagrees" not in {box.id for box in Sharing(session, UNIT, "her_copy").boxes}
    sharing.able()
    sharing.decide("yes", shown="read_to_her")
    assert stands(sharing)
    with session.journal.transaction(session.record, "n1") as transaction:
        transaction.add(DisagreementTakenBack(statement="d1"))
    session.read_again()
    assert not stands(again(sharing))
