"""What is typed and not handed over yet: sealed, one account's own, gone when it is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

from srh_assess.store import typed as files
from srh_assess.workflow import typed
from srh_assess.workflow.typed import Asked, Field, Spot, Typed
from tests.store.wards import Ward

SAID = "MARKER-never-in-the-clear"
WHAT = Typed(
    at=datetime(2026, 3, 2, 12, tzinfo=UTC),
    spot=Spot(room="talk", about="a" * 32, here="quick"),
    page="QuestionPage",
    heading="Her words",
    fields=(Field(name="Words", place=0, kind="words", before="", now=SAID),),
    asked=(Asked(about="", heading="Feedback", label="Word for word", words=SAID),),
)


def test_it_is_there_again_for_the_same_account_only(ward: Ward) -> None:
    nurse, admin = ward.nurse(), ward.admin()
    assert typed.kept(nurse) is None
    typed.keep(nurse, WHAT)
    assert typed.kept(nurse) == WHAT
    (ward.folder / f"typed-{nurse.me.id}").rename(ward.folder / f"typed-{admin.me.id}")
    assert typed.kept(admin) is None
    typed.forget(admin)
    typed.forget(admin)
    assert list(ward.folder.glob("typed-*")) == []


def test_nothing_of_it_stands_in_the_clear(ward: Ward) -> None:
    typed.keep(ward.nurse(), WHAT)
    for path in ward.folder.rglob("*"):
        if path.is_file():
            assert SAID.encode() not in path.read_bytes()


def test_what_is_none_of_it_is_nothing(ward: Ward) -> None:
    files.keep(ward.nurse(), b"not what is expected")
    assert typed.kept(ward.nurse()) is None


def test_only_words_are_worth_a_question() -> None:
    assert WHAT.holds_words
    assert not Typed(at=WHAT.at, spot=WHAT.spot).holds_words
