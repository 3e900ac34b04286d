"""Further questions: offered by what was found and by what matters to her, kept, never forced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.assessment.facts import PrioritiesSet
from srh_assess.errors import Refused
from srh_assess.workflow import flow, gating, offers
from srh_assess.workflow.offers import Offer
from srh_assess.workflow.self_test import PLAIN, give
from srh_assess.workflow.session import Session
from srh_assess.workflow.signing import proposed
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]


@pytest.fixture
def session(sit: Sit) -> Session:
    """Past the gate, with her yes to a full talk."""
    session = sit()
    for item in session.protocol.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, dict(PLAIN))
    gating.decide(session, "go")
    session.answer("O01", "yes")
    return session


def by_section(found: tuple[Offer, ...]) -> dict[str, Offer]:
    return {offer.section: offer for offer in found}


def everything(session: Session) -> None:
    while session.findings.missing:
        item = session.protocol.items[session.findings.missing[0]]
        give(session, item, {**PLAIN, "T01": "no"})


def test_a_part_is_offered_by_the_needs_its_questions_can_reveal(session: Session) -> None:
    before = by_section(offers.offers(session))
    session.answer("G02", ("heavy",))
    offer = by_section(offers.offers(session))["periods"]
    raised = {need.id for need in session.findings.needs}
    assert set(offer.because) <= raised
    assert offer.because
    assert offer.items
    assert all(not session.protocol.items[item].core for item in offer.items)
    assert not before.get("periods", Offer(section="", name="", items=())).because


def test_a_part_is_offered_because_she_named_it(session: Session) -> None:
    session.answer("X62", "periods")
    assert by_section(offers.offers(session))["periods"].hers
    need = next(
        need
        for item in by_section(offers.every(session))["screening"].items
        for need in session.protocol.items[item].needs
    )
    session.add(PrioritiesSet(sitting=session.sitting, needs=(need,)))
    assert by_section(offers.offers(session))["screening"].hers


def test_what_nothing_points_to_is_not_offered_and_can_be_looked_for(session: Session) -> None:
    assert "fgm" not in by_section(offers.offers(session))
    assert "fgm" in by_section(offers.every(session))


def test_her_yes_asks_them_and_her_no_is_kept(session: Session) -> None:
    everything(session)
    items = by_section(offers.every(session))["fgm"].items
    assert not set(items) & set(session.findings.asking.asked)
    offers.answer(session, "fgm", "now")
    assert set(items) <= set(session.findings.asking.asked)
    assert session.findings.asking.extra == items
    assert any(set(items) & set(page.items) for page in session.pages)
    assert by_section(offers.offers(session))["fgm"].answer == "now"
    assert session.findings.missing == ()
    assert proposed(session) == "complete"  # an offer that is left open keeps nothing open
    offers.answer(session, "fgm", "no")
    assert session.findings.asking.extra == ()
    kept = [one.fact.answer for one in session.record.offers]
    assert kept == ["now", "no"]
    assert by_section(offers.offers(session))["fgm"].answer == "no"


def test_an_answer_to_one_of_them_counts_like_every_other(session: Session) -> None:
    offers.answer(session, "fgm", "now")
    item = session.findings.asking.extra[0]
    give(session, session.protocol.items[item], {})
    assert item in session.findings.asking.visible
    assert item not in session.findings.asking.extra


def test_the_journal_gives_the_same_again(session: Session, journal: MemoryJournal) -> None:
    offers.answer(session, "fgm", "now")
    assert journal.record(session.record.admission) == session.record


def test_nothing_is_offered_after_her_no_in_a_short_talk_or_before_the_gate(sit: Sit) -> None:
    session = sit()
    assert offers.every(session) == ()
    for item in session.protocol.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, dict(PLAIN))
    gating.decide(session, "go")
    assert offers.every(session)
    offers.answer(session, "fgm", "now")
    session.answer("O01", "no")
    assert offers.every(session) == ()
    assert session.findings.asking.extra == ()
    with pytest.raises(Refused) as caught:
        offers.answer(session, "fgm", "now")
    assert caught.value.code == "offer-nothing"


def test_the_walk_over_wanted_pages_ends() -> None:
    pages = tuple(
        flow.Page(id=id, kind="questions", title=id, section=section)
        for id, section in (("a", "one"), ("b", "two"), ("c", "one"), ("d", "two"))
    )

    def one(page: flow.Page) -> bool:
        return page.section == "one"

    assert flow.after_in(pages, one, "a") == "c"
    assert flow.after_in(pages, one, "c") == ""
    assert flow.after_in(pages, lambda page: False, "a") == ""


def test_what_makes_it_fit_is_told_as_parts_of_the_talk_and_never_by_name(session: Session) -> None:
    session.answer("G02", ("heavy",))
    offer = by_section(offers.offers(session))["periods"]
    assert offers.parts(session, offer) == ("Periods and body",)
    assert offers.parts(session, Offer(section="periods", name="", items=())) == ()
