"""Her own copy: order, plainness, what was left out, and what never stands in it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from srh_assess.assessment.answers import Source
from srh_assess.letters import content
from srh_assess.letters.her_copy import Reader, compose, left_out
from srh_assess.letters.letter import plain_text
from tests.letters.world import (
    ALL_HERS,
    CLINIC,
    HERS,
    HERSELF,
    NOW,
    PROTOCOL,
    SENDER,
    SRH,
    WEEK,
    answer,
    confirmed,
    occasion,
    record,
    typical,
)  # fmt: skip

SOME = ("identity", "request", "contraception")


def copy(ticks=SOME, rec=None, visible=None, readers=(), *, held=False, **changes):
    made = content.agreed(
        HERS, ticks, rec or record(), typical() if visible is None else visible, PROTOCOL
    )
    return compose(made, occasion(recipient=HERSELF, **changes), readers, held=held)


def rows(heading, of):
    return [r.text for b in of.blocks if b.heading == heading for r in b.rows]


def everything():
    """Every need and every answer there can be, in one copy."""
    needs = {n: confirmed(n, owner="Ruth Adeyemi", due=WEEK) for n in PROTOCOL.needs}
    visible = {}
    for name, one in PROTOCOL.items.items():
        codes = tuple(option.code for option in one.options)
        value = codes if one.kind == "many" else codes[0] if codes else 3
        value = "To be asked first" if one.kind == "text" else value
        visible[name] = answer(name, value, when=NOW, source=Source.NOTES)
    readers = (Reader(name=CLINIC.name, left_out=ALL_HERS), Reader(name="Dr Oyelaran"))
    return copy(ALL_HERS, record(needs=needs), visible, readers, held=True)


def test_the_order_is_hers():
    headings = [b.heading for b in copy().blocks if b.heading]
    assert headings == [
        "What we talked about", "What we found", "What we agreed", "What happens next",
        "When to get help quickly", "Who has a copy", "Your choices", "How to reach us",
    ]  # fmt: skip


def test_it_is_written_to_her():
    made = copy()
    text = plain_text(made)
    assert "Dear Maya," in text
    assert "You would like contraception." in text
    assert not re.search(r"\b(she|her|the patient)\b", text)
    assert "Our reference" not in text
    assert "Hello," in plain_text(copy(("request",)))
    assert "Maya" not in plain_text(copy(("request",)))


def test_what_happens_next_says_who_and_when_and_how_she_hears():
    needs = (confirmed("N10", owner="Ruth Adeyemi", due=WEEK), confirmed("N11", due=WEEK),
             confirmed("N12", owner="Ruth Adeyemi"), confirmed("N18"))  # fmt: skip
    made = copy(("request",), record(needs={need.id: need for need in needs}))
    assert rows("What happens next", made) == [
        "The visiting clinic will talk with you about each kind of contraception. You choose. "
        "Ruth Adeyemi sees to this by 21 July 2026.",
        "The visiting clinic will change your method, renew it or take it out, as you wish. "
        "This should happen by 21 July 2026.",
        "The visiting clinic will talk with you about planning for a baby. "
        "Ruth Adeyemi sees to this.",
        "We will give you condoms, and time to ask about them.",
        "A nurse will tell you how it goes, face to face.",
    ]
    assert rows("What happens next", copy(("request",), record(needs={}))) == []


def test_999_and_when_to_call_are_always_there():
    assert "call 999" in plain_text(copy())


def test_who_has_a_letter_and_what_it_leaves_out():
    assert rows("Who has a copy", copy()) == ["Nobody else has a letter about this."]
    reader = Reader(name=CLINIC.name, left_out=("contraception", "hiv", "inpatient"))
    assert rows("Who has a copy", copy(readers=(reader,))) == [
        "Riverside Contraception Clinic has a letter. At your wish it says nothing about "
        "contraception and your medicines. Other private things were left out too."
    ]
    plain = Reader(name=CLINIC.name)
    assert rows("Who has a copy", copy(readers=(plain,))) == [
        "Riverside Contraception Clinic has a letter."
    ]


def test_a_paper_that_does_not_speak_of_hiv_does_not_name_it_as_left_out():
    reader = Reader(name=CLINIC.name, left_out=("hiv", "assault"))
    assert "HIV" not in plain_text(copy(readers=(reader,)))


def test_left_out_are_the_boxes_that_had_something_to_say():
    boxes = content.boxes(SRH, record(), typical(), PROTOCOL)
    out = left_out(boxes, ("identity", "request"))
    assert "hiv" in out
    assert "identity" not in out
    assert "unsafe" not in out


def test_a_ward_without_a_telephone_gives_a_name():
    silent = copy(sender=replace(SENDER, phone=""))
    assert rows("How to reach us", silent) == ["Ask for Ruth Adeyemi."]
    assert "Call (we write the number here): ____" in plain_text(silent)


def test_she_may_leave_it_with_us():
    assert "keep this paper for you" in plain_text(copy(held=True))
    assert "This paper is yours." in plain_text(copy())


def test_what_somebody_else_told_is_not_in_it():
    visible = {"X09": answer("X09", "CARERWORDS", source=Source.CARER)}
    assert "CARERWORDS" not in plain_text(copy(ALL_HERS, visible=visible))


def test_no_staff_plan_and_no_notes_beside_answers_are_in_it():
    needs = {"N10": confirmed("N10", step="STAFFSTEP", words="WANTSWORDS")}
    visible = {"C01": answer("C01", ("pill",), words="NOTEWORDS")}
    text = plain_text(copy(ALL_HERS, record(needs=needs), visible))
    for never in ("STAFFSTEP", "WANTSWORDS", "NOTEWORDS"):
        assert never not in text


def test_nothing_ticked_is_said_so():
    assert copy(()).empty
    assert "Nothing is on your copy yet." in plain_text(copy(()))


def test_the_program_says_that_its_content_is_not_approved():
    assert "not yet approved" in plain_text(copy())
    assert "not yet approved" not in plain_text(copy(approved=True))


# ------------------------------------------------------------------ plain words
def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a line's end ends a sentence too."""
    parts = re.split(r"(?<=[.!?])[\s”]+|\n+", text)
    return [words for part in parts if (words := re.findall(r"[\w’'-]+", part))]


def body(letter) -> str:
    skip = {"sender", "signature"}
    texts = [r.text for b in letter.blocks if b.role not in skip for r in b.rows]
    return "\n".join(texts)


def syllables(word: str) -> int:
    """Groups of vowels, a silent e apart: near enough for an average."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, groups - (word.endswith("e") and not word.endswith("le") and groups > 1))


def test_its_sentences_are_short_and_its_words_plain():
    counted = sentences(body(everything()))
    lengths = [len(words) for words in counted]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 15
    every = [word for words in counted for word in words]
    assert sum(map(len, every)) / len(every) < 4.6
    ease = 206.835 - 1.015 * len(every) / len(counted)
    ease -= 84.6 * sum(map(syllables, every)) / len(every)
    assert ease > 75


def test_every_sentence_of_the_template_is_short_by_itself():
    fields = [f for rule in HERS.box for f in rule.field]
    said = [*HERS.says.values(), *(f.sentence for f in fields), *(f.ask for f in fields)]
    assert max(len(words) for text in said for words in sentences(text)) <= 20


def test_no_body_part_or_trade_word_without_need():
    said = " ".join([*HERS.says.values(), *(f.sentence + f.ask for b in HERS.box for f in b.field)])
    for word in ("renal", "capacity", "referral", "coitus", "vaginal", "asymptomatic", "partner "):
        assert word not in said.lower().replace("a partner.", "")
