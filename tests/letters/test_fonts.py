"""Which font prints what, and that no sign is ever dropped in silence."""

from __future__ import annotations

import pytest

from srh_assess.errors import BadInput
from srh_assess.letters.fonts import BODY, HERS, Fonts, Run

FONTS = Fonts()


def runs(text, chain=BODY, **more):
    return FONTS.runs(text, chain, **more)


def test_plain_text_is_one_run():
    assert runs("Siân O’Brien, łódź, Nguyễn Thị") == [
        Run("NotoSans", "Siân O’Brien, łódź, Nguyễn Thị")
    ]
    assert runs("") == []


def test_what_the_body_font_lacks_goes_to_the_next():
    assert runs("a ☑ b") == [
        Run("NotoSans", "a "), Run("DejaVuSans", "☑"), Run("NotoSans", " b"),
    ]  # fmt: skip
    assert runs("☑", bold=True) == [Run("DejaVuSans-Bold", "☑")]


def test_her_copy_falls_back_through_both():
    assert [run.font for run in runs("é ễ ☑", HERS)] == [
        "AtkinsonHyperlegibleNext", "NotoSans", "AtkinsonHyperlegibleNext", "DejaVuSans",
    ]  # fmt: skip


def test_split_letters_are_joined_first():
    assert runs("e\u0301")[0].text == "é"


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("Mei 美", "cjk unified ideograph-7f8e", "U+7F8E"),
        ("\U0001f98b", "butterfly", "U+1F98B"),
        ("bell \x07", "a sign without a name", "U+0007"),
    ],
)
def test_a_sign_no_font_holds_is_named(text, name, number):
    with pytest.raises(BadInput) as refused:
        runs(text)
    assert name in str(refused.value)
    assert number in str(refused.value)


@pytest.mark.parametrize(
    ("text", "script"),
    [("فاطمة", "Arabic"), ("שרה", "Hebrew"), ("অনন্যা", "Bengali"), ("ပြည်", "Myanmar")],
)
def test_writing_that_must_be_shaped_is_refused_by_its_name(text, script):
    with pytest.raises(BadInput, match=f"{script} writing"):
        runs(f"Name {text}")


def test_a_font_is_read_once():
    assert FONTS.register("NotoSans") is FONTS.register("NotoSans")
