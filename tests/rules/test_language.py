"""Advice on words: whole words, in the sense listed, quotations left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from srh_assess.errors import ContentFault
from srh_assess.protocol.terms import Terms, load
from srh_assess.rules.language import advise

TERMS = load()

SAID = [
    ("She is attention-seeking today", ["attention-seeking"]),
    ("Attention  seeking, and manipulative.", ["Attention  seeking", "manipulative"]),
    ("It is just behavioural.", ["behavioural"]),
    ("She denies pain and refused a swab.", ["denies", "refused"]),
    ("She failed to come.", ["She failed"]),
    ("A known PD, frequent flyer.", ["PD", "frequent flyer"]),
    ("Her swab was clean.", ["clean"]),
    ("She lacks capacity.", ["lacks capacity"]),
    ("Alleged rape by a visitor", ["Alleged rape"]),
    ("DNA x 3; absconded", ["DNA", "absconded"]),
    ("Had unprotected sex.", ["unprotected sex"]),
    ("Lovely lady, sectioned in May", ["lady", "sectioned"]),
    ("unwanted pregnancy; on contraception", ["unwanted pregnancy", "on contraception"]),
]

CLEAN = [
    "",
    "Cognitive behavioural therapy on Mondays",
    "Diagnosed with Parkinson’s disease (PD)",
    "She was admitted to the ward on Monday",
    "DNA swab taken by the forensic nurse",
    "The sheets are clean.",
    "She lacks capacity to decide about the implant today",
    "Splitting the tablet is fine",
    "High-risk HPV found",
    "She wrote a complaint.",
    "girlfriend, ladybird, refusenik",
    "The pd drive",
    'She said: "I refused, I am not a girl".',
    "She said “they call me promiscuous and manipulative”.",
    "‘It’s dirty, my test’, she said",
    "Unwanted touch by a visitor",
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_word_in_the_sense_listed_is_shown(text: str, said: list[str]) -> None:
    found = advise(text, TERMS)
    assert [advice.said for advice in found] == said
    assert all(text[a.start : a.end] == a.said and a.term.why and a.term.instead for a in found)


@pytest.mark.parametrize("text", CLEAN)
def test_another_sense_and_quotations_are_left_alone(text: str) -> None:
    assert advise(text, TERMS) == ()


def test_what_somebody_keeps_is_not_brought_up_again() -> None:
    assert advise("She refused; a malicious note", TERMS, kept=frozenset({"refused"}))[0].said == (
        "malicious"
    )


def test_every_word_of_the_list_is_found() -> None:
    for term in TERMS.rows:
        for word in term.words:
            beside = f" {term.near[0]}" if term.near else ""
            found = advise(f"Written: {word}{beside}", TERMS)
            assert term.id in {advice.term.id for advice in found} or found, word


def test_advice_knows_no_author() -> None:
    assert set(advise.__annotations__) == {"text", "terms", "kept", "return"}


def _list(folder: Path, text: str) -> Terms:
    (folder / "terms.toml").write_text(text, "utf-8")
    return load(folder)


ROW = '[[term]]\nid = "a"\nwords = ["b"]\nwhy = "c"\ninstead = ["d"]\nsource = "e"\nevidence = "f"\nreviewed = 2026-01-01\nreview_by = 2027-01-01\n'


def test_a_unit_can_have_its_own_list(tmp_path: Path) -> None:
    mine = _list(tmp_path, f'version = "ours 2"\n{ROW}')
    assert (mine.version, advise("b", mine)[0].term.id) == ("ours 2", "a")


@pytest.mark.parametrize(
    "text", [ROW, f'version = "1"\n{ROW}{ROW}', f'version = "1"\nextra = 1\n{ROW}']
)
def test_a_list_that_does_not_hold_together_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentFault) as fault:
        _list(tmp_path, text)
    assert str(fault.value)
