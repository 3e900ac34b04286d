"""Finding a question: by every word of it, the best first, and why one is not asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.workflow import finding, flow, gating
from srh_assess.workflow.self_test import PLAIN, give
from srh_assess.workflow.session import Session

Sit = Callable[..., Session]


def gated(sit: Sit, outcome: str = "go") -> Session:
    session = sit()
    for item in session.protocol.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, dict(PLAIN))
    gating.decide(
        session,
        "partial" if outcome == "partial" else "go",
        override_reason="A short one today" if outcome == "partial" else "",
    )
    session.answer("O01", "yes")
    return session


def labels(session: Session, words: str) -> list[str]:
    return [hit.label for hit in finding.search(session, words)]


def place(session: Session, item: str) -> tuple[str, str]:
    found = finding.hit(session, session.protocol.items[item])
    return found.page, found.why_not


def test_each_word_counts_and_the_start_of_the_short_form_comes_first(sit: Sit) -> None:
    session = sit()
    assert labels(session, "") == []
    assert labels(session, "   ") == []
    assert labels(session, "no such words at all") == []
    found = labels(session, "PAIN")
    assert 1 < len(found) <= finding.MOST
    assert found[0].casefold().startswith("pain")
    item = session.protocol.items["G02"]
    assert labels(session, item.label)[0] == item.label
    spoken = " ".join(item.say.split()[-3:])
    assert item.label in labels(session, spoken)


def test_a_question_on_the_map_is_found_on_its_page(sit: Sit) -> None:
    session = gated(sit)
    page, why_not = place(session, "G02")
    assert why_not == ""
    assert "G02" in next(one.items for one in session.pages if one.id == page)
    domain = session.protocol.gate.domains[0].item
    assert place(session, domain) == ("gate", "")
    assert place(session, "R12") == ("red_flags", "")


def test_before_the_gate_nothing_is_asked_aloud(sit: Sit) -> None:
    session = sit()
    assert place(session, "G02") == ("", "After the timing gate")


def test_a_further_question_gets_a_page_of_its_own_in_a_full_talk_only(sit: Sit) -> None:
    full = gated(sit)
    assert place(full, "G07") == (finding.ALONE, "")
    short = gated(sit, "partial")
    page, why_not = place(short, "G07")
    assert (page, bool(why_not)) == ("", True)


def test_a_fact_from_the_notes_gets_one_too(sit: Sit) -> None:
    session = gated(sit)
    shown = session.findings.asking.shown
    item = next(
        one.id
        for one in session.protocol.items.values()
        if one.staff and one.id in shown and not any(one.id in p.items for p in session.pages)
        and one.section == "staff_facts"
    )  # fmt: skip
    assert place(session, item) == (finding.ALONE, "")


@pytest.mark.parametrize("item", ["X51", "P03"])
def test_a_hidden_question_says_why(sit: Sit, item: str) -> None:
    session = gated(sit)
    hidden = item if item not in session.findings.asking.shown else next(
        one for one in session.protocol.items if one not in session.findings.asking.shown
    )  # fmt: skip
    page, why_not = place(session, hidden)
    assert page == ""
    assert why_not == session.findings.asking.not_asked[hidden]


def test_a_page_belongs_to_this_talk_by_what_its_timing_asks(sit: Sit) -> None:
    session = sit()
    assert session.record.gate is None
    assert not any(finding.asks(session, page) for page in session.pages)
    full = gated(sit)
    wanted = {page.section for page in full.pages if finding.asks(full, page)}
    assert "contraception" in wanted
    nothing = flow.Page(id="q", kind="questions", title="Nothing", section="contraception")
    assert not finding.asks(full, nothing)
    short = gated(sit, "partial")
    assert {page.section for page in short.pages if finding.asks(short, page)} < wanted
