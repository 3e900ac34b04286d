"""Needs and plan, check and sign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtTest import QTest

from srh_assess.assessment.answers import State, When
from srh_assess.errors import Refused
from srh_assess.ui.pages import check_rows
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.widgets.fold import Fold
from srh_assess.workflow import needs, urgent
from srh_assess.workflow.session import Session
from tests.ui.pages.made import NOW, begin


@pytest.fixture
def raised(session: Session) -> Session:
    """A talk that raised four needs."""
    begin(session)
    session.answer("O01", "yes")
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=65)))
    session.answer("T02", "yes")
    session.answer("G13", "no")
    session.answer("P01", "yes")
    session.answer("R13", ("valproate",))
    return session


# --- needs -----------------------------------------------------------------------------------


@pytest.fixture
def plan(raised, theme, page_of, opened) -> NeedsPage:
    page = NeedsPage(theme, raised, page_of("needs"))
    opened(page)
    return page


def test_one_press_confirms_all_that_are_shown(plan, raised) -> None:
    count = len(plan.cards)
    assert count >= 3
    assert plan.window().actions_bar.primary.accessibleName() == "Next need"
    plan.confirm_all.click()
    assert needs.undecided(raised) == ()
    assert plan.confirm_all.isHidden()
    assert plan.window().actions_bar.primary.accessibleName() == "Continue"
    assert all(raised.record.needs[n].plan is not None for n in plan.cards)
    plan.apply()
    assert plan.valid


def test_a_time_that_has_gone_by_since_it_was_planned_holds_nobody_up(plan, raised, clock) -> None:
    plan.confirm_all.click()
    kept = raised.record.needs[plan.selected].plan.due
    clock.set(kept + timedelta(hours=3))
    plan.select(plan.selected)
    plan.detail.wants.answers["now"].click()
    plan.apply()
    assert plan.valid
    assert raised.record.needs[plan.selected].plan.wants == "now"
    assert raised.record.needs[plan.selected].plan.due == kept


def test_continue_shows_the_next_need_that_is_open(plan) -> None:
    ids = list(plan.cards)
    assert plan.selected == ids[0]
    for following in ids[1:]:
        plan.apply()
        assert not plan.valid
        assert plan.selected == following
    plan.apply()
    assert plan.valid


def test_not_a_need_asks_why(plan, raised) -> None:
    need = plan.selected
    plan.detail.is_need.press(2)
    plan.apply()
    assert not plan.valid
    assert plan.error == "Setting a need aside needs a reason."
    QTest.keyClicks(plan.detail.reason.field, "Already seen today")
    plan.apply()
    decided = raised.record.needs[need].decided
    assert decided is not None
    assert (decided.state, decided.reason) == ("set_aside", "Already seen today")
    plan.select(need)
    plan.detail.is_need.press(1)
    assert raised.record.needs[need].decided.state == "confirmed"


def test_what_she_wants_and_her_words_are_kept(plan, raised) -> None:
    need = plan.selected
    plan.detail.wants.press(1)
    assert raised.record.needs[need].plan.wants == "now"
    QTest.keyClicks(plan.detail.words.field, "A tablet, if I can")
    plan.apply()
    kept = raised.record.needs[need].plan
    assert kept.words == "A tablet, if I can"
    assert kept.step
    assert kept.owner == "Ruth Adeyemi"
    assert kept.due is not None
    plan.select(need)
    plan.detail.wants.press(1)
    assert raised.record.needs[need].plan.wants is None


def test_her_no_asks_when_to_offer_again(plan, raised) -> None:
    need = plan.selected
    detail = plan.detail
    detail.wants.press(3)
    assert detail._planned.isHidden()
    assert raised.record.needs[need].plan.due is None
    detail.again.answers["if_she_asks"].click()
    assert raised.record.needs[need].plan.offer_again == "if_she_asks"
    detail.again.answers["on_date"].click()
    for box, words in (("day", "17"), ("month", "3"), ("year", "2026")):
        detail._again_on._boxes[box].setText(words)
    detail._again_on._typed("2026")
    detail._again_on._boxes["day"].setText("1")
    detail._again_on._typed("1")
    plan.apply()
    assert plan.error
    detail._again_on._boxes["day"].setText("17")
    detail._again_on._typed("17")
    detail.apply()
    kept = raised.record.needs[need].plan
    assert kept.offer_again == "on_date"
    assert kept.due is not None
    assert kept.due.day == 17


def test_a_proposed_plan_that_nobody_touched_is_nobodys(plan, raised) -> None:
    first = plan.selected
    plan.apply()
    assert first not in raised.record.needs or raised.record.needs[first].plan is None


def test_a_due_time_that_is_only_shown_stays_exact(plan, raised) -> None:
    need = plan.selected
    due = NOW + timedelta(hours=3, seconds=30)
    needs.confirm(raised, need)
    needs.plan(raised, need, wants="now", step="Ring", owner="Dr Marsh", due=due)
    plan._renew()
    assert plan.detail.owner.words == "Dr Marsh"
    QTest.keyClicks(plan.detail.words.field, "Soon")
    plan.apply()
    assert raised.record.needs[need].plan.due == due


def test_her_order_is_hers(plan, raised) -> None:
    ids = list(plan.cards)
    plan.select(ids[1])
    plan.detail.order.answers["1"].click()
    assert raised.record.priorities == (ids[1],)
    plan.select(ids[0])
    plan.detail.order.answers["1"].click()
    assert raised.record.priorities == (ids[0], ids[1])
    plan.detail.order.answers["1"].click()
    assert raised.record.priorities == (ids[1],)


def test_she_names_a_need_of_her_own(plan, raised) -> None:
    plan.add_link.click()
    free = next(n for n in raised.protocol.needs.values() if n.id not in plan.cards)
    plan.catalogue.show_name(free.name)
    plan.catalogue._settled_words = ""
    plan.catalogue._left()
    assert free.id in plan.cards
    assert plan.selected == free.id
    assert raised.record.needs[free.id].decided.named_by_her
    plan.catalogue.show_name("")
    plan._add_named()
    assert plan.selected == free.id


def test_the_answers_behind_a_need_can_be_shown(plan) -> None:
    assert "sex in the last week" in plan.detail._because.text()
    assert plan.detail._answers.count() == 1


def test_words_that_cannot_be_kept_hold_the_selection(plan) -> None:
    ids = list(plan.cards)
    plan.detail.is_need.press(2)
    plan.select(ids[1])
    assert plan.selected == ids[0]


def test_no_needs_says_so(session, theme, page_of, opened) -> None:
    begin(session)
    for need in needs.undecided(session):
        needs.set_aside(session, need, "Seen")
    page = NeedsPage(theme, session, page_of("needs"))
    opened(page)
    if not page.cards:
        assert page._count.text() == "Nothing was raised"
        assert page.detail is None
    page.apply()
    assert page.valid


def test_a_long_list_in_a_narrow_window_shows_the_detail_below(raised, theme, page_of, opened):
    theme.scale_text(2.0)
    page = NeedsPage(theme, raised, page_of("needs"))
    frame = opened(page)
    page.select(list(page.cards)[-1])
    assert frame._middle.verticalScrollBar().value() > 0


# --- check and sign --------------------------------------------------------------------------


class Passphrase:
    """Takes one passphrase."""

    def __call__(self, typed: str) -> None:
        if typed != "plain green river":
            raise Refused("sign-in-wrong")


@pytest.fixture
def check(raised, theme, page_of, opened):
    def make() -> CheckPage:
        page = CheckPage(theme, raised, page_of("check"), Passphrase())
        opened(page)
        return page

    return make


def settle(session: Session) -> None:
    needs.confirm(session, *needs.undecided(session))
    for one in urgent.waiting(session.protocol, session.record, session.findings):
        urgent.act(session, one, "rung")


def test_rows_show_every_kind_of_answer(raised) -> None:
    raised.answer("T03", state=State.DECLINED)
    raised.answer("T07", state=State.ASK_LATER)
    rows = {
        fact.id: fact
        for section in check_rows.sections(raised)
        for fact in (*section.asked, *section.not_asked)
    }
    assert rows["T03"].icon == "ring-bar"
    assert rows["T07"].value == "Ask me later"
    assert rows["T08"].value == "No answer yet"
    assert rows["T08"].link == "Answer"
    assert rows["P03"].value.startswith("Not asked: ")
    assert rows["P03"].icon == "dash"
    assert rows["G13"].link_name.startswith("Change, ")
    counts = {count.kind: count.number for count in check_rows.counts(raised)}
    assert counts["declined"] == counts["ask_later"] == 1
    assert counts["not_asked"] > 0


def test_change_goes_to_the_page_that_asks(check, raised) -> None:
    page = check()
    gone: list[str] = []
    page.go.connect(gone.append)
    page.tables["cannot_wait"].links["T01"].click()
    page.tables["timing"].links["R05"].click()
    page.tables["timing"].links["R12"].click()
    assert gone == ["q:recent_sex", "gate", "red_flags"]
    page._pressed("X12")
    assert gone[3:] == ["item:X12"]


def test_what_the_responsible_clinician_is_to_know_stands_folded_with_its_source(
    check, raised
) -> None:
    raised.answer("R13", ("carbamazepine", "quetiapine"))
    told = check_rows.for_clinician(raised)
    assert all("Source: " in fact.value for fact in told)
    inducer = next(fact for fact in told if fact.id.startswith("inducer "))
    assert inducer.label == "Carbamazepine"
    assert inducer.value.startswith("Enzyme inducer: counts during treatment")
    folds = [fold.buttons[0].text().strip() for fold in check().findChildren(Fold)]
    assert f"For the responsible clinician, {len(told)}" in folds


def test_without_a_medicine_in_the_tables_nothing_is_said_to_the_clinician(check, raised) -> None:
    raised.answer("R13", ("none",))
    assert check_rows.for_clinician(raised) == ()
    assert not [
        fold for fold in check().findChildren(Fold) if "clinician" in fold.buttons[0].text()
    ]


def test_what_stands_against_signing_says_where_to_go(check) -> None:
    page = check()
    gone: list[str] = []
    page.go.connect(gone.append)
    page.apply()
    assert not page.valid
    assert "neither confirmed nor set aside" in page.error
    for link in page.panel.links:
        link.click()
    assert gone == ["needs", "cannot_wait"]


def test_complete_is_closed_while_questions_are_open(check) -> None:
    page = check()
    group = page.panel.group
    assert "still open" in group.answers["complete"].closed
    assert page.panel.outcome == "brief"
    group.answers["brief"].click()
    assert page.panel.outcome == "brief"


def test_brief_needs_its_reason_and_a_passphrase(check, raised) -> None:
    settle(raised)
    page = check()
    page.apply()
    assert page.error == "A brief sitting needs its reason."
    page.panel.reason.show_words("She was tired")
    page.apply()
    assert page.error == "Type your passphrase to sign"
    page.panel.passphrase.show_words("something else")
    page.apply()
    assert not page.valid
    assert page.panel.passphrase.words == ""
    page.panel.passphrase.show_words("plain green river")
    told: list[int] = []
    page.signed.connect(lambda: told.append(1))
    page.apply()
    assert page.valid
    assert told == [1]
    assert raised.record.sittings[-1].signed.outcome == "brief"
    assert page.panel.isHidden()


def test_a_signed_sitting_can_only_be_added_to(check, raised) -> None:
    settle(raised)
    page = check()
    page.panel.reason.show_words("She was tired")
    page.panel.passphrase.show_words("plain green river")
    page.apply()
    links = page.tables["pregnancy"].links
    assert links["P01"].text() == "Add an amendment"
    links["P01"].click()
    page.amendments.newest.keep_button.click()
    assert raised.record.amendments == ()
    page.amendments.newest.note.show_words("She meant tomorrow")
    page.amendments.newest.reason.show_words("Misheard")
    page.amendments.newest.keep_button.click()
    assert raised.record.amendments[0].note == "She meant tomorrow"
    page._pressed("P01")
    assert "Added: She meant tomorrow. Reason: Misheard" in page.amendments.newest._stands.text()
    left: list[int] = []
    page.leave.connect(lambda: left.append(1))
    page.apply()
    assert left == [1]


def test_the_outcome_that_is_proposed_can_be_signed(session, theme, page_of, opened) -> None:
    begin(session, "defer", R01="red")
    session.answer("X31", "no")
    settle(session) if needs.undecided(session) else None
    page: Any = CheckPage(theme, session, page_of("check"), Passphrase())
    opened(page)
    page.panel.group.answers["brief"].click()
    page.panel.group.answers["brief"].click()
    assert page.panel.outcome == "deferred"
    page.panel.passphrase.show_words("plain green river")
    page.apply()
    assert page.valid
    assert session.record.sittings[-1].signed.outcome == "deferred"
