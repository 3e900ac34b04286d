"""Everything held about one woman, for her: whole, in words, redacted with a reason, given once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.assessment.answers import State
from srh_assess.assessment.disclosing import ItemReason
from srh_assess.assessment.facts import Identity, LetterMade, Stay
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.errors import Refused, UserError
from srh_assess.protocol.load import load
from srh_assess.workflow import (
    entry_words,
    held,
    her_record,
    sharing,
    signing,
    synthetic,
    timeline,
    unagreed,
    voice,
)
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import complete
from srh_assess.workflow.verify import verify_home
from tests.letters.tagged import is_sound
from tests.store.every_fact import every_fact
from tests.workflow.homes import CHEAP

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)
WORDS = "four plain words here"
RECORDS, NURSE, MANAGER = "dilys", synthetic.NURSE, "harriet"
PROTOCOL = load()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.next_step
    return caught.value.code


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "home", PROTOCOL, SetClock(NOW), cost=CHEAP)
    list(synthetic.make(made, WORDS))
    yield as_(made, NURSE)
    made.lock()


def as_(desk: Desk, name: str) -> Desk:
    desk.sign_in(name, WORDS)
    return desk


@pytest.fixture
def maya(desk: Desk) -> str:
    """A whole talk, signed; her own copy made; one step undone; one answer declined."""
    who = Identity(
        family="Wren", given="Marianne", preferred="Maya", born=date(1997, 3, 22),
        nhs_number="9990000018", pronouns="she, her",
    )  # fmt: skip
    stay = Stay(admitted=NOW - timedelta(days=1), ward="Willow Ward", interpreter=False)
    admission = desk.admit(who, stay)
    session = desk.session(admission)
    complete(session, {"T01": "yes", "T02": "yes", "G02": ("heavy",)})
    session.answer("C01", state=State.DECLINED, words="plum tree \U0001f642")
    session.answer("C02", state=State.UNSURE)
    session.undo()
    signing.sign(session, "complete")
    share = sharing.on_desk(desk, session, sharing.HER_COPY)
    for box in share.boxes:
        share.tick(box.id, on=not box.empty)
    share.decide("yes", shown="read_by_her")
    share.sent(share.release(checked=True), "read_with_her")
    return admission


def pdf_text(data: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def entry_of(desk: Desk, admission: str, tag: str, item: str = "") -> str:
    return next(
        one.id
        for one in reversed(desk.entries(admission))
        if one.fact.__struct_config__.tag == tag
        and (not item or getattr(one.fact, "item", "") == item)
    )


def parts(data: bytes) -> dict[str, Any]:
    return {part["id"]: part for part in json.loads(data)["parts"]}


def test_everything_is_in_it_in_words_with_silences_told_apart(desk: Desk, maya: str) -> None:
    made = her_record.copy(as_(desk, RECORDS), maya, "json")
    found = parts(made.data)
    who = {line["label"]: line["text"] for line in found["identity"]["lines"]}
    assert who["Family name"] == "Wren"
    assert who["Interpreter"] == "No"
    assert who["Hospital number"] == "Not recorded"
    lines = [line for id, part in found.items() if id.startswith("answers.")
             for line in part["lines"]]  # fmt: skip
    assert {line["state"] for line in lines} >= {"answered", "declined", "not_asked"}
    declined = next(line for line in lines if line["state"] == "declined")
    assert declined["text"].startswith("Declined to answer: plum tree")
    assert {line["label"] for line in lines} == {item.label for item in PROTOCOL.items.values()}
    assert found["now"]["lines"]
    assert {
        ("The record was opened", "Ruth Adeyemi"),
        ("The record was opened", "Dilys Hartley"),
    } <= {(told["title"], told["by"]) for told in found["opened"]["told"]}
    assert "Undone" not in str(found["talk"])
    assert "The last step undone" in str(found["talk"])
    raw = json.loads(made.data)["entries"]
    assert [one["number"] for one in raw] == [
        one.number for one in desk.entries(maya, duty="give_record")
    ]
    assert all(one["fact"] for one in raw)


def test_a_letter_says_in_it_what_it_said(desk: Desk, maya: str) -> None:
    (letter,) = parts(her_record.copy(desk, maya, "json").data)["letters"]["told"]
    assert letter["title"] == "Your own copy"
    assert "Dear Maya," in letter["lines"][0]["text"]


def test_a_letter_whose_words_cannot_be_made_again_is_said_to_be_so(
    desk: Desk, maya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise Refused("not-signed-in")

    for name, instead in (("kinds", tuple), ("Document", gone)):
        with monkeypatch.context() as patch:
            patch.setattr(f"srh_assess.workflow.held_letters.{name}", instead)
            (letter,) = parts(her_record.copy(desk, maya, "json").data)["letters"]["told"]
        assert "cannot be made again exactly" in letter["lines"][0]["text"]


def test_a_letter_without_her_agreement_is_in_it_word_for_word(desk: Desk, maya: str) -> None:
    session = desk.session(maya)
    document = unagreed.new(desk, session, "srh_in_reach")
    draft = replace(
        document.empty,
        items=(ItemReason(item="identity", why="She has to be known"),),
        necessity="To be found",
    )
    proposal = document.whole(draft)
    made = LetterMade(
        letter="l", recipient=proposal.recipient, document=proposal.document, file="0", pages=1,
        share=proposal.override,
    )  # fmt: skip
    record = desk.record(maya)
    with desk._clinical().transaction(record, session.author) as transaction:
        transaction.add(proposal)
        transaction.add(made)
    told = parts(her_record.copy(desk, maya, "json").data)["letters"]["told"]
    assert told[-1]["title"].startswith("Letter to ")
    assert "WREN, Marianne" in told[-1]["lines"][0]["text"]


def test_the_paper_is_tagged_and_drops_no_word_of_hers(desk: Desk, maya: str) -> None:
    made = her_record.copy(desk, maya, "pdf")
    is_sound(made.data)
    text = pdf_text(made.data)
    assert "Everything held about you here" in text
    assert "plum tree [slightly smiling face]" in text
    assert "Dear Maya," in text
    assert "must not be given out like this" in text
    assert "SYNTHETIC" in text


def test_what_is_left_out_is_said_and_stands_nowhere_in_it(desk: Desk, maya: str) -> None:
    entry = entry_of(desk, maya, "answered", "C01")
    her_record.withhold(desk, maya, entry, "third_party", "Names her sister")
    for form in her_record.FORMS:
        made = her_record.copy(desk, maya, form)
        text = pdf_text(made.data) if form == "pdf" else made.data.decode()
        assert "plum tree" not in text
        assert "Names her sister" not in text
        assert "it would tell you about somebody else" in text
        assert "1 entry was left out" in text
        assert made.withheld == 1
    (one,) = her_record.standing(desk, maya).hers.withheld
    her_record.give_back(desk, maya, one.fact.withheld, "Her sister agreed")
    assert b"plum tree" in her_record.copy(desk, maya, "json").data


def test_what_repeats_a_part_left_out_is_left_out_with_it(desk: Desk, maya: str) -> None:
    session = desk.session(maya)
    session.answer("C01", ("none",), words="what her brother told")
    session.answer("C01", state=State.UNSURE)
    session.undo()
    entry = next(one for one in desk.entries(maya) if "brother" in str(one.fact)).id
    her_record.withhold(desk, maya, entry, "serious_harm", "A plan")
    made = her_record.copy(desk, maya, "json").data.decode()
    assert "brother" not in made
    assert "could do serious harm" in made


def test_identity_and_a_letter_can_be_left_out_too(desk: Desk, maya: str) -> None:
    for tag in ("admitted", "letter"):
        entry = entry_of(desk, maya, tag)
        her_record.withhold(desk, maya, entry, "serious_harm", "Seen by another")
    found = parts(her_record.copy(desk, maya, "json").data)
    assert [line["state"] for line in found["identity"]["lines"]] == ["withheld"]
    assert "Dear Maya" not in str(found["letters"])


def test_her_statement_stands_in_front_until_she_takes_it_back(desk: Desk, maya: str) -> None:
    said = her_record.disagrees(desk, maya, "I never said that.")
    assert "I never said that." in str(parts(her_record.copy(desk, maya, "json").data)["statement"])
    assert [words for _, words in her_record.statements(desk.record(maya))] == [
        "I never said that."
    ]
    her_record.takes_back(desk, maya, said)
    assert list(her_record.statements(desk.record(maya))) == []


def test_what_she_said_outside_the_ward_is_in_it_and_what_staff_said_is_not(
    desk: Desk, maya: str
) -> None:
    voices = voice.on_desk(desk, maya)
    voices.say("complaint", "Nobody asked me")
    voices.say("feedback", "A nurse’s own view", by="staff")
    voices.say("feedback", "Without a name", anonymous=True)
    found = str(parts(her_record.copy(desk, maya, "json").data)["voice"])
    assert "Nobody asked me" in found
    assert "own view" not in found
    assert "Without a name" not in found


def test_from_the_asking_to_the_giving(desk: Desk, maya: str) -> None:
    her_record.asked(desk, maya, words="She asked at the desk")
    stands = her_record.standing(desk, maya)
    assert (stands.owed_by, stands.looked_through) == (date(2026, 3, 10), False)
    assert stands.name == "WREN, Marianne"
    assert held.named(Record(admission="nobody")) == "Not known"
    her_record.looked_through(desk, maya, stands.hers.newest, "Read whole")
    made = her_record.copy(as_(desk, RECORDS), maya, "pdf")
    assert made.looked_through
    text = pdf_text(made.data)
    assert "must not be given" not in text
    assert "Looked through by Ruth Adeyemi on 10-Feb-2026." in text
    her_record.given(desk, maya, made, "printed", "taken")
    stands = her_record.standing(desk, maya)
    assert stands.owed_by is None
    (one,) = stands.hers.given
    assert (one.fact.file, one.fact.safe, one.fact.how) == (made.file, "taken", "printed")
    assert her_record.said(made, "a.pdf")[1] == "Nothing was left out."
    desk.lock()
    report = verify_home(desk.folder, RECORDS, WORDS, protocol=PROTOCOL, clock=desk.clock)
    assert report.lines[-1] == "Everything fits."


def test_what_is_said_of_a_copy_that_is_not_ready(desk: Desk, maya: str) -> None:
    entry = entry_of(desk, maya, "answered")
    her_record.withhold(desk, maya, entry, "third_party", "A name")
    said = her_record.said(her_record.copy(desk, maya, "json"), "a.json")
    assert said[0] == "Written: a.json."
    assert "Left out, and said so in it: 1." in said
    assert any("Not yet looked through" in line for line in said)


def test_who_may_do_what(desk: Desk, maya: str) -> None:
    here = as_(desk, RECORDS)
    assert refused(lambda: her_record.looked_through(here, maya, 1)) == "role-may-not"
    assert (
        refused(lambda: her_record.withhold(here, maya, entry_of(here, maya, "admitted"),
                                            "third_party", "x")) == "role-may-not"
    )  # fmt: skip
    reviewer = as_(desk, "rosa")
    for act in (lambda: her_record.gather(reviewer, maya), lambda: her_record.found(reviewer, maya),
                lambda: her_record.standing(reviewer, maya)):  # fmt: skip
        assert refused(act) == "role-may-not"
    assert refused(lambda: her_record.asked(as_(desk, MANAGER), maya)) == "role-may-not"


def test_what_is_not_there_and_what_fits_twice(desk: Desk, maya: str) -> None:
    desk.admit(Identity(family="Wrenfield", given="Ada"), Stay(admitted=NOW, ward="Willow Ward"))
    assert her_record.found(desk, maya) == maya
    assert her_record.found(desk, "9990000018") == maya
    assert refused(lambda: her_record.found(desk, "wren")) == "record-several"
    assert refused(lambda: her_record.found(desk, "nobody")) == "record-unknown"
    assert refused(lambda: her_record.entries(desk, "nobody")) == "record-unknown"
    assert refused(lambda: her_record.copy(desk, maya, "docx")) == "record-format"
    assert refused(lambda: her_record.withhold(desk, maya, "x", "third_party", "y")) == (
        "her-record-no-entry"
    )
    assert refused(lambda: her_record.disagrees(desk, maya, " ")) == "her-record-no-words"


def test_every_kind_of_entry_can_be_told(desk: Desk, maya: str) -> None:
    for fact in every_fact("mark", training=True):
        told = list(entry_words.details(fact, PROTOCOL))
        assert all(label and words for label, words in told)


def test_a_file_of_a_name_that_gives_nothing_away(desk: Desk, maya: str, tmp_path: Path) -> None:
    made = her_record.copy(desk, maya, "json")
    assert her_record.name(made) == f"SRH-{made.file[:8].upper()}.json"
    her_record.to_file(made, tmp_path / her_record.name(made))
    assert (tmp_path / her_record.name(made)).read_bytes() == made.data


def test_looking_it_through_shows_each_entry_once(desk: Desk, maya: str) -> None:
    entry = entry_of(desk, maya, "answered", "C01")
    her_record.withhold(desk, maya, entry, "third_party", "Her sister")
    listed = her_record.every(her_record.gather(desk, maya))
    ids = [one.entry for one in listed]
    assert len(ids) == len(set(ids))
    assert next(one.withheld for one in listed if one.entry == entry)
    people = {one.id for one in desk.entries(maya) if timeline.moment(one).group != "program"}
    assert people - {one.entry for one in listed} == set()


def test_what_the_program_noted_for_itself_is_counted_only_where_there_is_any(
    desk: Desk, maya: str
) -> None:
    def said(admission: str) -> str:
        parts = her_record.gather(desk, admission).parts
        return " ".join(next(one for one in parts if one.id == "elsewhere").sentences)

    who = Identity(family="Elm", given="Ada")
    new = desk.admit(who, Stay(admitted=NOW - timedelta(days=1), ward="Willow Ward"))
    assert "for itself" not in said(new)
    assert "entries that the program made for itself" in said(maya)
