"""What she was told or given: kept for one letter, once, and never too long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.errors import BadInput
from srh_assess.workflow import informing
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing

Sit = Callable[..., Session]


def test_the_same_words_are_written_once_and_belong_to_one_letter(sit: Sit) -> None:
    session = sit()
    clinic, gp = Sharing(session, UNIT, "srh_in_reach"), Sharing(session, UNIT, "gp")
    assert informing.words(clinic) == ""
    assert informing.told(clinic, "  ") is None
    assert informing.told(clinic, "A leaflet\n\n on  coils ") is not None
    assert informing.words(clinic) == "A leaflet\non coils"
    assert informing.told(clinic, "A leaflet\non coils") is None
    assert informing.words(gp) == ""
    assert informing.told(clinic, "") is not None
    assert informing.words(clinic) == ""


def test_too_long_is_refused_with_its_count_and_nothing_is_written(sit: Sit) -> None:
    letter = Sharing(sit(), UNIT, "srh_in_reach")
    assert informing.told(letter, "x" * informing.MOST) is not None
    with pytest.raises(BadInput) as refused:
        informing.told(letter, "x" * (informing.MOST + 1))
    assert refused.value.code == "information-long"
    assert str(informing.MOST + 1) in refused.value.sentence
    assert informing.words(letter) == "x" * informing.MOST


def test_changed_words_change_the_letter_and_are_asked_about_again(sit: Sit) -> None:
    letter = Sharing(sit(), UNIT, "srh_in_reach")
    informing.told(letter, "A leaflet on coils")
    letter.tick("identity", on=True)
    letter.tick(informing.BOX, on=True)
    assert "A leaflet on coils" in letter.plain_text
    letter.show("read_to_her")
    informing.told(letter, "A leaflet on implants")
    assert "implants" in letter.plain_text
    assert letter.shown is None
