"""Reading order is content order: the tags, the pages and the plain text of every letter say the
same words in the same order, whoever it goes to and however much she told."""

from __future__ import annotations

import pytest

from srh_assess.letters.letter import Letter, told
from srh_assess.letters.template import Template
from tests.letters.tagged import is_sound, words
from tests.letters.test_every_letter import EACH, WOMEN, composed, printed, squeezed


def plain(letter: Letter) -> str:
    """The plain text without its last line, which every page has at its foot, and without the
    signs between a label and its words, which a table needs none of."""
    lines = [
        f"{row.label} {row.text}" if row is not None and row.label else text
        for text, row in told(letter)
    ]
    foot = letter.footer
    if foot:
        assert lines[-1] == foot or lines[-2:] == [foot, ""]
        lines = lines[: len(lines) - 1 - lines[::-1].index(foot)]
    return squeezed("".join(lines))


@EACH
@pytest.mark.parametrize("kind", WOMEN)
def test_tags_pages_and_plain_text_have_one_order(template: Template, kind: str) -> None:
    data, _ = printed(template.id, kind)
    is_sound(data)
    assert squeezed(words(data)).replace("•", "") == plain(composed(template.id, kind, ()))
