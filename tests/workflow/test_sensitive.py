"""How much a letter tells: by its kind, and by the boxes she ticked that few should read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.letters.template import kinds, load
from srh_assess.workflow import signing
from srh_assess.workflow.self_test import UNIT, complete
from srh_assess.workflow.sensitive import level, tells
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing

RESTRICTED = {
    "abortion", "fgm_clinic", "handover_sealed", "hiv_pep", "hiv_team", "idva", "isva",
    "modern_slavery", "safeguarding_adult", "safeguarding_child", "sarc",
}  # fmt: skip


@pytest.fixture
def session(sit: Callable[..., Session]) -> Session:
    made = sit()
    complete(made, {"G02": ("heavy",)})
    signing.sign(made, signing.proposed(made))
    return made


def test_the_kinds_that_tell_it_by_going_at_all() -> None:
    assert {kind for kind in kinds() if load(kind).restricted} == RESTRICTED


def test_a_kind_is_restricted_whatever_is_ticked(session: Session) -> None:
    assert level(Sharing(session, UNIT, "sarc")) == "restricted"
    assert tells(Sharing(session, UNIT, "sarc")) == ()


def test_a_box_that_few_should_read_makes_any_letter_restricted(session: Session) -> None:
    letter = Sharing(session, UNIT, "srh_in_reach")
    alone = next(box for box in letter.template.box if box.restricted)
    assert level(letter) == "sensitive"
    letter.tick("identity", on=True)
    assert level(letter) == "sensitive"
    letter.tick(alone.id, on=True)
    assert level(letter) == "restricted"
    assert tells(letter) == (alone.label,)


def test_her_own_copy_is_hers(session: Session) -> None:
    letter = Sharing(session, UNIT, "her_copy")
    for box in letter.boxes:
        letter.tick(box.id, on=True)
    assert level(letter) == "sensitive"
