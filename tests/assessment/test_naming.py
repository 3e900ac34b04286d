"""How sentences and the content's words name her."""

from __future__ import annotations

import pytest

from srh_assess.assessment.naming import Woman


@pytest.mark.parametrize(
    ("is_she", "inside"),
    [(True, "her yes, as the gp heard it"), (False, "Maya’s yes, as the gp heard it")],
)
def test_inside_a_sentence_words_are_small_but_a_name(is_she: bool, inside: str) -> None:
    label = "Her yes, as the GP heard it" if is_she else "Maya’s yes, as the GP heard it"
    assert Woman(name="Maya", is_she=is_she).inside(label) == inside
