"""The safe way to reach her, in her words, before anything leaves."""

from __future__ import annotations

import pytest

from srh_assess.assessment.answers import State
from srh_assess.workflow import safe_contact
from srh_assess.workflow.safe_contact import SafeContact
from srh_assess.workflow.session import Session
from tests.workflow.test_sharing import Sit


@pytest.fixture
def session(sit: Sit) -> Session:
    return sit()


def test_nobody_has_asked(session: Session) -> None:
    assert safe_contact.of(session) == SafeContact("", "", told=False)


def test_her_words_and_the_ways_stand_as_they_were_said(session: Session) -> None:
    session.answer("X09", " only by text, before 14:00 ")
    session.answer("Z04", ("text", "worker"), words="never the home number")
    assert safe_contact.of(session) == SafeContact(
        "“only by text, before 14:00”", "Text, Through a worker, “never the home number”", told=True
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [(State.DECLINED, "would rather not say"), (State.UNSURE, "not sure"),
     (State.ASK_LATER, "")],
)  # fmt: skip
def test_an_answer_that_names_no_way_tells_none(session: Session, state: State, words: str) -> None:
    session.answer("Z04", state=state)
    assert safe_contact.of(session) == SafeContact("", words, told=False)
