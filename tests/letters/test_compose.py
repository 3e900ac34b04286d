"""The professional letter: order, request, urgency, capacity, actions, digest."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.informed import InformationGiven
from srh_assess.letters import content, her_copy
from srh_assess.letters.compose import compose
from srh_assess.letters.letter import Printing, digest, plain_text
from tests.letters.world import (
    ALL,
    CLINIC,
    MAYA,
    NOW,
    PROTOCOL,
    SENDER,
    SRH,
    WEEK,
    confirmed,
    occasion,
    rang,
    record,
    typical,
)  # fmt: skip

SOME = ("identity", "request", "contraception", "pregnancy")


def letter(ticks=SOME, rec=None, visible=None, template=SRH, **changes):
    made = content.agreed(
        template, ticks, rec or record(), typical() if visible is None else visible, PROTOCOL
    )
    return compose(made, occasion(**changes))


def block(role, of=None, heading=""):
    made = of or letter()
    return next(b for b in made.blocks if b.role == role and heading in b.heading)


def words(role, of=None, heading=""):
    return [f"{r.label}: {r.text}" if r.label else r.text for r in block(role, of, heading).rows]


def _needs(*needs, **changes):
    return record(needs={need.id: need for need in needs}, **changes)


def test_the_skeletons_order_is_kept():
    roles = [b.role for b in letter(ALL).blocks]
    assert roles[:8] == [
        "sender", "addressee", "reference", "urgency", "marking", "identity", "request", "section",
    ]  # fmt: skip
    headings = [b.heading for b in letter(ALL).blocks if b.heading]
    assert headings == [
        "Why now", "What we found", "Medicines and allergies", "Pregnancy",
        "Capacity and consent for this request", "Arrangements",
        "What we have done and will do", "What we ask you to do", "Information given",
    ]  # fmt: skip
    assert roles[-2:] == ["signature", "copies"]


def test_the_head_names_reader_date_and_reference_and_no_number():
    assert words("addressee") == list(CLINIC.window)
    assert words("reference") == ["14 July 2026", "Our reference 7F3A-22"]
    assert "9990000018" not in plain_text(letter())
    assert words("sender")[0] == SENDER.trust


def test_identity_is_shown_as_the_ward_shows_it():
    assert words("identity") == [
        "WREN, Marianne", "Preferred name: Maya", "Pronouns: she/her",
        "Born: 22-Mar-1997 (29y)", "NHS No.: 999\u00a0000\u00a00018",
    ]  # fmt: skip


def test_unknown_birth_date_and_number_are_said_so():
    bare = facts.Identity(family="Suharto")
    made = letter(rec=record(identity=bare))
    assert words("identity", made) == ["SUHARTO", "Born: Not known", "NHS No.: Not known"]
    assert made.footer.startswith("SUHARTO")


def test_who_is_not_named_stands_nowhere():
    made = letter(("request", "contraception"))
    text = plain_text(made)
    for name in (MAYA.family.upper(), "Maya", "Marianne", "22-Mar-1997", "999"):
        assert name not in text
    assert made.footer == ""
    assert words("request", made)[0].startswith("Please see the patient, who agrees to this, by ")
    assert "as the patient wishes" in words("identity", made)[0]


def test_the_request_is_first_bold_and_dated():
    made = block("request")
    assert made.bold
    assert words("request") == [
        "Please see Maya, who agrees to this, by 14 July 2026 to offer contraception that suits the "
        "medicines and to start a method of Maya’s choice."
    ]
    assert made.rows[0].origin == ("need:N09", "need:N10")


def test_one_request_many_and_none():
    one = letter(("identity", "request"), _needs(confirmed("N18")))
    assert words("request", one) == [
        "Please see Maya, who agrees to this, to talk about condoms and safer sex."
    ]
    four = (confirmed(n, due=WEEK) for n in ("N10", "N11", "N12", "N18"))
    many = letter(("identity", "request"), _needs(*four))
    assert words("request", many) == [
        "Please see Maya, who agrees to this, by 21 July 2026 to start a method of Maya’s choice "
        "and to change, renew or remove a method, and for the 2 other requests listed below."
    ]
    none = letter(("identity", "pregnancy"), _needs())
    assert words("request", none)[0].startswith("This letter tells you what Maya agrees")
    assert not any(b.role == "urgency" for b in none.blocks)


def test_what_is_due_first_stands_in_the_sentence_at_the_top():
    later = (confirmed(n, due=WEEK) for n in ("N10", "N11", "N18"))
    made = letter(("identity", "request"), _needs(*later, confirmed("N25", due=NOW)))
    assert words("request", made)[0].endswith(
        "by 14 July 2026 to offer cervical screening in a way that suits, and for the 3 other "
        "requests listed below."
    )
    undated = (confirmed(n) for n in ("N10", "N11", "N18", "N25"))
    assert "to start a method of Maya’s choice and to change" in words(
        "request", letter(("identity", "request"), _needs(*undated))
    )[0]  # fmt: skip


def test_needs_that_ask_the_same_ask_once_by_the_earlier_day():
    same = replace(
        SRH,
        box=tuple(
            replace(box, field=tuple(replace(f, ask="to help") if f.need else f for f in box.field))
            for box in SRH.box
        ),
    )
    needs = (confirmed("N10", due=WEEK), confirmed("N09", due=NOW), confirmed("N18"))
    made = letter(("identity", "request", "contraception"), _needs(*needs), template=same)
    assert words("request", made) == [
        "Please see Maya, who agrees to this, by 14 July 2026 to help."
    ]
    asked = next(b for b in made.blocks if b.heading == "What we ask you to do")
    assert [row.text for row in asked.rows] == [
        "Help. Riverside Contraception Clinic, by 14-Jul-2026."
    ]
    assert set(asked.rows[0].origin) == {"need:N09", "need:N10", "need:N18"}


@pytest.mark.parametrize(
    ("needs", "acts", "urgency"),
    [
        ([confirmed("N01", due=NOW)], (),
         "Emergency: to be telephoned, needed by 14 July 2026, 14:30"),
        ([confirmed("N01")], (rang("EC"),), "Emergency: telephoned, this letter follows"),
        ([confirmed("N09", due=WEEK), confirmed("N10", due=NOW)], (),
         "Urgent: to be seen by 14 July 2026"),
        ([confirmed("N10", due=WEEK), confirmed("N18", due=NOW)], (),
         "Urgent: to be seen by 21 July 2026"),
        ([confirmed("N10")], (), "Urgent"),
        ([confirmed("N18", due=WEEK)], (), "Routine, needed by 21 July 2026"),
        ([confirmed("N18")], (), "Routine"),
    ],
)  # fmt: skip
def test_urgency_is_that_of_the_most_urgent_request(needs, acts, urgency):
    made = letter(SOME, _needs(*needs, acts=acts))
    assert words("urgency", made) == [urgency]


def test_why_now_and_her_own_words():
    assert words("section", heading="Why") == [
        "A prescribed medicine can harm a pregnancy, and no highly effective method is in use.",
        "Maya would like contraception and has no method.",
    ]
    assert words("facts", heading="What we found")[:3] == [
        "In Maya’s words: “Nothing with hormones”",
        "Hopes for: “A copper coil, or another way without hormones” (told us)",
        "What matters most: “To have my own say” (told us)",
    ]


def test_medicines_and_allergies_are_never_silently_missing():
    assert "Allergies: No known allergies (recorded by staff, 14-Jul-2026)" in words(
        "facts", heading="Medicines"
    )
    empty = letter(visible={})
    assert "Allergies: Not recorded" in words("facts", empty, "Medicines")
    unticked = letter(("identity", "request"))
    assert words("facts", unticked, "Medicines") == [
        "Medicines and allergies: Not in this letter. Please ask Maya before prescribing."
    ]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("presumed", "No reason to doubt it for this letter, 14-Jul-2026"),
        ("able", "Looked at for this letter: able to decide it, 14-Jul-2026"),
        ("not_completed", "Looked at, not completed, 14-Jul-2026"),
        ("lacks_now", "For this decision, on 14-Jul-2026: not able to decide it"),
        ("other_cause", "For this decision, on 14-Jul-2026: not free to decide it"),
        ("", "Not recorded"),
    ],
)
def test_capacity_is_for_this_letter_and_this_day(outcome, said):
    found = facts.CapacityFound(finding="f", decision="D16", outcome=outcome) if outcome else None
    rows = words("facts", letter(finding=found), "Capacity")
    assert rows[0] == f"Able to decide: {said}"


def test_that_something_was_left_out_is_said_but_not_what():
    agreed = words("facts", letter(), "Capacity")[1]
    assert agreed == (
        "Agreed with Maya: This letter, for this reader alone: Riverside Contraception Clinic. "
        "Maya has limited what is shared."
    )
    assert "limited" not in words("facts", letter(ALL), "Capacity")[1]


def test_actions_have_owner_and_date():
    needs = _needs(
        confirmed("N01", step="Give the tablet.", owner="Dr Oyelaran", due=WEEK),
        confirmed("N09", step="Review medicines"),
        acts=(rang("EC"), rang("EC", 5)),
    )
    made = letter(SOME, needs)
    assert words("list", made, "done") == [
        "Telephoned about this request, 14-Jul-2026 14:05. Ruth Adeyemi.",
        "Telephoned about this request, 14-Jul-2026 14:25. Ruth Adeyemi.",
        "We will ring the clinic on call and tell Maya the time limit. Dr Oyelaran, by 21-Jul-2026 12:00.",
        "We will ask the prescriber and the pharmacist to look at the medicines. "
        "Nobody named yet, no date set yet.",
    ]
    assert words("list", made, "ask you") == [
        "Advise on emergency contraception in time. Riverside Contraception Clinic, "
        "by 21-Jul-2026 12:00.",
        "Offer contraception that suits the medicines. Riverside Contraception Clinic, "
        "no date set yet.",
    ]


def test_an_emergency_is_asked_by_the_hour():
    made = letter(SOME, _needs(confirmed("N01", due=NOW)))
    assert "by 14 July 2026, 14:30 to advise" in words("request", made)[0]


def test_one_call_about_two_needs_is_told_once():
    clock = replace(PROTOCOL.clocks["EC"], needs=("N01", "N09"))
    world = replace(PROTOCOL, clocks={"EC": clock})
    needs = _needs(confirmed("N01"), confirmed("N09"), acts=(rang("EC"),))
    made = compose(content.agreed(SRH, SOME, needs, typical(), world), occasion())
    assert len(words("list", made, "done")) == 1


def test_the_same_words_under_one_label_are_said_once_and_know_both_needs():
    said_of_both = "Nothing with hormones"
    needs = _needs(confirmed("N10", words=said_of_both), confirmed("N11", words=said_of_both))
    made = letter(("identity", "request"), needs)
    said = [row for block in made.blocks for row in block.rows if "Nothing" in row.text]
    assert len(said) == 1
    assert {"need:N10", "need:N11"} <= set(said[0].origin)


def test_information_signature_and_copies():
    assert words("section", heading="Information") == ["Not recorded"]
    assert words("signature") == [
        "Ruth Adeyemi, staff nurse, NMC 00A0000E", "Assessment signed 14-Jul-2026 14:20",
        "Telephone 020 7946 0040", "Prepared with decision support; checked by the signatory",
    ]  # fmt: skip
    unsigned = letter(signed_at=None, sender=replace(SENDER, registration=""))
    assert words("signature", unsigned)[:2] == [
        "Ruth Adeyemi, staff nurse", "Telephone 020 7946 0040",
    ]  # fmt: skip
    silent = letter(sender=replace(SENDER, phone=""))
    assert plain_text(silent).count("Telephone") == 1
    assert "Telephone (write it here): ____" in plain_text(silent)
    assert words("copies") == ["Copies: Maya. No one else."]
    assert words("copies", letter(own_copy=False)) == ["Copies: No one."]


def test_what_was_told_or_given_stands_there_with_its_own_tick_and_in_its_own_letter_alone():
    told = InformationGiven(template=SRH.id, words="The leaflet about methods\nThe clinic's number")
    kept = Kept(at=NOW, author="ruth", fact=told)
    here = replace(record(), informed={SRH.id: kept})
    lines = ["The leaflet about methods", "The clinic's number"]
    ticked = letter((*SOME, content.INFORMATION), here)
    assert words("section", ticked, "Information") == lines
    assert words("section", letter(SOME, here), "Information") == ["Not in this letter"]
    assert not content.agreed(SRH, ALL, here, typical(), PROTOCOL).limited
    boxes = content.boxes(SRH, here, typical(), PROTOCOL)
    assert her_copy.left_out(boxes, ALL) == ()
    assert content.INFORMATION in {one.id for one in boxes if not one.empty}
    elsewhere = replace(record(), informed={"gum": kept})
    other = letter((*SOME, content.INFORMATION), elsewhere)
    assert words("section", other, "Information") == ["Not recorded"]
    unread = replace(SRH, informs=False)
    assert "leaflet" not in plain_text(letter((*SOME, "information"), here, template=unread))


def test_until_a_lead_approves_the_content_the_letter_says_so():
    assert "not yet approved" in plain_text(letter())
    assert "not yet approved" not in plain_text(letter(approved=True))


def test_without_ticks_nothing_about_her_is_in_it():
    made = letter(())
    assert made.empty
    assert not letter().empty
    text = plain_text(made)
    assert "Nothing about the patient is in this letter yet." in text
    for name in ("Maya", "WREN", "Willow", "22-Mar"):
        assert name not in text


def test_the_digest_holds_the_reader_and_every_word():
    same = digest(letter())
    assert same == digest(letter())
    assert len(same) == 64
    others = [
        letter(SOME[:-1]),
        letter(recipient=replace(CLINIC, name="Another clinic")),
        letter(recipient=replace(CLINIC, id="GUM")),
        letter(recipient=replace(CLINIC, address=("5 Quay Street",))),
        letter(dated=date(2026, 7, 15)),
        letter(rec=record(identity=replace(MAYA, preferred="May"))),
        letter(sender=replace(SENDER, phone="020 7946 0041")),
        letter(approved=True),
    ]
    assert len({same, *(digest(one) for one in others)}) == len(others) + 1


def test_marks_do_not_change_what_she_agreed_to_but_stand_in_the_text():
    printing = Printing(at=datetime(2026, 7, 14, 13, 41, tzinfo=UTC), draft=True, copy=True,
                        mark="TRAINING")  # fmt: skip
    text = plain_text(letter(), printing)
    assert text.startswith("TRAINING\nDRAFT: not agreed, not sent\nCOPY: printed before\n")
    assert text.endswith("Printed 14-Jul-2026 14:41\n")
    assert digest(letter()) == digest(letter())
    assert Printing(at=NOW).words == ()


def test_the_file_name_gives_nothing_away():
    assert letter(version=2).file_name == "SRH-7F3A-22-v2.pdf"
