"""Standing sentences in a unit's own words: which, what they must keep, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.errors import ContentFault, UserError
from srh_assess.letters import standing
from srh_assess.letters.standing import Sentence
from srh_assess.letters.template import load

FIXED = {"not_approved", "agreed_to", "limited", "marking", "presumed", "lacks_now", "left_out"}


def code_of(id: str, words: str) -> str:
    with pytest.raises(UserError) as caught:
        standing.check(id, words)
    return caught.value.code


def test_each_sentence_of_the_list_has_shipped_words_that_can_be_taken_as_they_are() -> None:
    listed = standing.sentences()
    assert len({one.id for one in listed}) == len(listed) > 10
    for one in listed:
        assert one.about
        standing.check(one.id, standing.shipped_words(one))


def test_what_protects_her_is_never_a_units_to_change() -> None:
    assert not FIXED & {one.key for one in standing.sentences()}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Ring us.", "standing-names"),
        ("Ring {phone} or {name}", "standing-names"),
        ("Ring {phone} {}", "standing-names"),
        ("Ring {phone", "standing-braces"),
        ("Ring {phone!r}", "standing-braces"),
        ("Ring {phone:>9}", "standing-braces"),
        ("", "standing-length"),
        ("Ring\n{phone}", "standing-length"),
        ("{phone}" + "x" * standing.LONGEST, "standing-length"),
        ("Ring the police on {phone}", "unit-barred-reader"),
        ("Ring {phone}, or your Housing officer", "unit-barred-reader"),
    ],
)
def test_what_cannot_stand_on_a_letter_is_refused(words: str, code: str) -> None:
    assert code_of("letter.telephone", words) == code


def test_the_longest_sentence_is_taken_and_an_unknown_one_is_not() -> None:
    standing.check("letter.telephone", "{phone}".ljust(standing.LONGEST, "x"))
    assert code_of("letter.not_approved", "All is well") == "standing-unknown"


def test_own_words_stand_where_the_shipped_ones_stood_and_nowhere_else() -> None:
    letter, copy = load("srh_in_reach"), load("her_copy")
    own = {"letter.telephone": "Ring us on {phone}", "her_copy.hear": "We will tell you."}
    assert standing.worded(letter, own).says["telephone"] == "Ring us on {phone}"
    assert standing.worded(copy, own).says["hear"] == "We will tell you."
    assert standing.worded(copy, own).says["telephone"] == copy.says["telephone"]
    assert standing.worded(letter, {}) is letter
    special = replace(letter, says={**letter.says, "telephone": "Only by letter: {phone}"})
    assert standing.worded(special, own) is special


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sentences.toml").write_text('[[sentence]]\nkind = "poster"\n', "utf-8")
    with pytest.raises(ContentFault):
        standing.sentences(tmp_path)


def test_a_sentence_the_papers_do_not_have_is_refused() -> None:
    with pytest.raises(ContentFault):
        standing.shipped_words(Sentence(kind="letter", key="poem", about="Nowhere"))
