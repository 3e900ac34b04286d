"""Which passphrases strangers try first."""

from __future__ import annotations

import pytest

from srh_assess.errors import BadInput
from srh_assess.workflow import passphrases

NAMES = ("ruth", "Ruth Adeyemi", "Willow Ward", "")


@pytest.mark.parametrize(
    "words",
    [
        "password1234", "Password 2026!!", "P@ssw0rd1234", "123456789012", "098765432109",
        "qwertyuiopas", "1qaz2wsx3edc", "aaaaaaaaaaaa", "abcabcabcabc", "letmein letmein",
        "Summer 2026 !!", "nursenurse12", "Willow Ward 12", "ruth adeyemi", "2026 ruth ruth 2026",
        "correct horse battery staple", "!!!!!!!!!!!!", "ＰＡＳＳＷＯＲＤ１２３４",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused(words: str) -> None:
    with pytest.raises(BadInput) as caught:
        passphrases.check(words, *NAMES)
    assert caught.value.code == "passphrase-common"


@pytest.mark.parametrize(
    "words",
    [
        "teapot river cloud lamp", "four plain words here", "one password for all",
        "ruth keeps three bees", "żółw idzie powoli", "abcdefghijklx tin", "77 green umbrellas",
    ],
)  # fmt: skip
def test_words_that_do_not_belong_together_are_taken(words: str) -> None:
    passphrases.check(words, *NAMES)
