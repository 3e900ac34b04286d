"""What is asked, what is not and why, and whose answers count."""

from __future__ import annotations

from datetime import date
from typing import Any

from srh_assess.protocol.model import Protocol
from srh_assess.rules.asked import Asking, asking, chosen, settle
from srh_assess.rules.plan import Outcome
from tests.rules.made import NOW, answer, fact, item, named, protocol, says

PROTOCOL = protocol(
    item("R01", staff=True, core=True),
    item("R14", staff=True),
    item("X07", "text", staff=True),
    item("X31", same_sitting=False),
    item("Q1", core=True, partial=True),
    item("Q2", core=True, shown_when=says("Q1", "=", "yes"), not_asked="There was nothing."),
    item("Q3", same_sitting=True, shown_when=says("Q2", "=", "yes")),
    item("Q4", skips=("old", "told")),
    item("Q5", core=True, skips=("told",)),
    conditions={"old": fact("age", ">=", 55), "told": says("Q2", "=", "no")},
)


def ask(*answers: Any, outcome: Outcome | None = "go", born: date | None = None) -> Asking:
    return asking(PROTOCOL, dict(answers), NOW, born, None, outcome)


def test_go_asks_core_and_what_follows_from_it() -> None:
    assert ask().asked == ("R01", "X07", "Q1", "Q5")
    assert ask(answer("Q1", "yes"), answer("Q2", "yes")).asked == (
        "R01", "X07", "Q1", "Q2", "Q3", "Q5",
    )  # fmt: skip


def test_before_the_gate_the_full_set_is_counted_on() -> None:
    assert ask(outcome=None).asked == ask(outcome="go").asked


def test_partial_asks_the_short_set_and_what_follows_from_it() -> None:
    found = ask(answer("Q1", "yes"), outcome="partial")
    assert found.asked == ("R01", "X07", "Q1")
    assert found.not_asked["Q5"] == "Not part of the short version."


def test_defer_asks_nothing_aloud_but_the_one_sentence_check() -> None:
    found = ask(outcome="defer")
    assert found.asked == ("R01", "X07", "X31")
    assert found.not_asked["Q1"] == "Not now: the talk was put off."


def test_whatever_is_not_asked_has_its_reason() -> None:
    found = ask(born=date(1960, 1, 1))
    assert found.not_asked == {
        "R14": "Not asked: it is recorded with the decision at the gate.",
        "X31": "Not a core question: offered where it fits.",
        "Q2": "There was nothing.",
        "Q3": "Not asked: an earlier answer leaves nothing to ask here.",
        "Q4": "because old",
    }
    assert set(found.asked) | set(found.not_asked) == set(PROTOCOL.items)


def test_a_hidden_answer_is_set_aside_and_hides_what_depends_on_it() -> None:
    given = answer("Q1", "no"), answer("Q2", "yes"), answer("Q3", "yes")
    found = ask(*given)
    assert set(found.set_aside) == {"Q2", "Q3"}
    assert set(found.visible) == {"Q1"}
    back = ask(answer("Q1", "yes"), *given[1:])
    assert set(back.visible) == {"Q1", "Q2", "Q3"}
    assert not back.set_aside


def test_a_hidden_answer_no_longer_skips_others() -> None:
    assert "Q5" not in ask(answer("Q1", "yes"), answer("Q2", "no")).asked
    assert "Q5" in ask(answer("Q1", "no"), answer("Q2", "no")).asked


def test_an_answer_outside_the_set_counts_and_stays() -> None:
    found = ask(answer("Q4", "yes"), answer("Q5", "yes"), outcome="defer")
    assert {"Q4", "Q5"} <= set(found.visible) & set(found.asked)
    assert not found.set_aside


def test_an_item_may_depend_on_a_later_one() -> None:
    backwards: Protocol = protocol(
        item("A", core=True, shown_when=named("b")),
        item("B", core=True, shown_when=says("C", "=", "yes")),
        item("C", core=True),
        conditions={"b": says("B", "=", "yes")},
    )
    given = dict([answer("B", "yes"), answer("C", "yes")])
    assert asking(backwards, given, NOW, None, None, "go").asked == ("A", "B", "C")
    given = dict([answer("B", "yes"), answer("C", "no")])
    assert asking(backwards, given, NOW, None, None, "go").asked == ("C",)


def test_an_answer_to_an_item_this_protocol_does_not_have_does_no_harm() -> None:
    found = ask(answer("OLD", "yes"))
    assert "OLD" not in found.visible
    assert "OLD" not in found.set_aside


def test_further_questions_she_said_yes_to_are_asked_in_a_full_talk_alone() -> None:
    settled = settle(PROTOCOL, {}, NOW, None, None)
    full = chosen(PROTOCOL, settled, "go", {"s"})
    assert {"Q4", "X31"} <= set(full.extra) <= set(full.asked)
    assert chosen(PROTOCOL, settled, "partial", {"s"}).extra == ()
