"""The gate as taken, what cannot wait, needs and the signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import State, When
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.workflow import flow, gating, needs, signing, urgent
from srh_assess.workflow.self_test import PLAIN, complete, give
from srh_assess.workflow.session import Session
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]
LATER: dict[str, Any] = {
    "reason_code": "acuity",
    "would_make_possible": "A quieter evening",
    "owner": "Night nurse",
    "next_look": NOW + timedelta(hours=8),
}


def gated(session: Session, **colours: str) -> Session:
    """Fills in the twelve areas, all fine unless said otherwise."""
    for item in session.protocol.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, {**PLAIN, **colours})
    return session


def had_sex(session: Session, hours: float = 10) -> Session:
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=hours)))
    session.answer("T02", "yes")
    return session


def one_call(session: Session) -> urgent.Interruption:
    found = urgent.interruptions(
        session.protocol, session.record, session.findings, session.clock.now()
    )
    return found[0]


# -- the gate --------------------------------------------------------------------------------


def test_nothing_is_decided_while_an_area_is_open(sit: Sit) -> None:
    session = sit()
    session.answer("R01", "green")
    with pytest.raises(Refused) as fault:
        gating.decide(session, "go")
    assert fault.value.code == "gate-open"
    assert fault.value.values["count"] == "11"
    assert session.record.gate is None
    assert [page.id for page in session.pages] == ["red_flags", "gate"]


def test_the_outcome_is_kept_with_its_reasons(sit: Sit) -> None:
    session = gated(sit(), R01="amber", R03="amber")
    gating.decide(session, "partial")
    gate = session.record.gate
    assert gate is not None
    assert (gate.outcome, gate.proposed) == ("partial", "partial")
    assert set(gate.because) == {"R01", "R03"}


def test_another_outcome_needs_a_word_of_reason(sit: Sit) -> None:
    session = gated(sit(), R01="amber", R03="amber")
    with pytest.raises(BadInput) as fault:
        gating.decide(session, "go", override_reason="  ")
    assert fault.value.code == "override-reason"
    gating.decide(session, "go", override_reason="She is always like this and enjoys talking")
    assert session.record.gate is not None
    assert session.record.gate.outcome == "go"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason_code": ""}, "deferral-reason"),
        ({"reason_code": "weather"}, "deferral-reason"),
        ({"would_make_possible": " "}, "deferral-possible"),
        ({"owner": ""}, "deferral-owner"),
        ({"next_look": None}, "deferral-next-look"),
        ({"next_look": NOW}, "deferral-next-look"),
        ({"next_look": NOW + timedelta(hours=24, seconds=1)}, "deferral-next-look"),
    ],
)
def test_a_deferral_is_whole_or_refused(sit: Sit, change: dict[str, Any], code: str) -> None:
    session = gated(sit(), R01="red")
    with pytest.raises(BadInput) as fault:
        gating.decide(session, "defer", **{**LATER, **change})
    assert fault.value.code == code
    assert session.record.gate is None


def test_a_deferral_still_asks_the_one_quick_question(sit: Sit) -> None:
    session = gated(sit(), R01="red")
    gating.decide(session, "defer", **{**LATER, "next_look": NOW + timedelta(hours=24)})
    assert [page.kind for page in session.pages] == [
        "red_flags", "gate", "quick", "needs", "check",
    ]  # fmt: skip
    assert signing.proposed(session) == "deferred"
    signing.sign(session, "deferred")
    assert session.record.open_sitting is None


def test_under_eighteen_the_talk_can_only_be_put_off(sit: Sit) -> None:
    session = gated(sit(replace(MAYA, born=date(2010, 5, 1))))
    with pytest.raises(Refused) as fault:
        gating.decide(session, "go")
    assert fault.value.code == "talk-locked"
    session.young_people = True
    gating.decide(session, "go")
    session = gated(sit(replace(MAYA, born=None), "a2"))
    gating.decide(session, "defer", override_reason="No birth date yet", **LATER)
    assert session.record.gate is not None


# -- the map ---------------------------------------------------------------------------------


def test_her_no_to_the_talk_leads_to_thanks_and_the_end(sit: Sit) -> None:
    session = gated(sit())
    gating.decide(session, "go")
    session.answer("O01", "no")
    kinds = [page.kind for page in session.pages]
    assert kinds == ["red_flags", "gate", "prepare", "opening", "declined", "needs", "check"]
    assert signing.proposed(session) == "declined"
    signing.sign(session, "declined")


def test_the_part_she_chose_comes_after_what_cannot_wait(sit: Sit) -> None:
    session = gated(sit())
    gating.decide(session, "go")
    session.answer("X62", "ward_safety")
    sections = [page.section for page in session.pages if page.kind == "questions"]
    assert sections.index("ward_safety") < sections.index("pregnancy")
    assert sections.index("ward_safety") > sections.index("cannot_wait")


def test_walking_the_map_forth_and_back(sit: Sit) -> None:
    session = gated(sit())
    gating.decide(session, "go")
    ids = [page.id for page in session.pages]
    assert flow.after(session.pages, ids[0]) == ids[1]
    assert flow.before(session.pages, ids[0]) == ids[0]
    assert flow.after(session.pages, "check") == "check"
    assert flow.before(session.pages, "check") == "needs"


def test_a_page_that_went_away_does_not_trap(sit: Sit) -> None:
    session = gated(sit())
    gating.decide(session, "go")
    order = [page.id for page in session.pages]
    session.answer("O01", "no")
    assert flow.after(session.pages, "q:recent_sex", order) == "declined"
    assert flow.before(session.pages, "q:recent_sex", order) == "q:opening"
    assert flow.after(session.pages, "q:never_was") == "red_flags"


def test_a_section_without_a_name_shows_its_id(sit: Sit) -> None:
    session = gated(sit())
    gating.decide(session, "go")
    assert {page.title for page in session.pages if page.section == "cannot_wait"} == {
        "What cannot wait"
    }


# -- what cannot wait ------------------------------------------------------------------------


def test_one_call_for_every_clock_of_one_need(sit: Sit) -> None:
    session = had_sex(sit())
    one = one_call(session)
    assert one.need == "N01"
    assert one.title == session.protocol.needs["N01"].name
    assert [clock.id for clock in one.clocks][:1] == ["tc_ec_lng"]
    urgent.act(session, one, "rung", words="They come at four")
    found = urgent.interruptions(session.protocol, session.record, session.findings, NOW)
    assert "N01" not in {other.need for other in found}
    still = urgent.running(session.protocol, session.record, session.findings)
    assert {other.need: other.last for other in still}["N01"] is not None


def test_somebody_ringing_is_asked_again_when_back(sit: Sit, clock: SetClock) -> None:
    session = had_sex(sit())
    one = one_call(session)
    for by, back in (("", NOW), ("Dr Marsh", None)):
        with pytest.raises(BadInput, match="who is ringing"):
            urgent.act(session, one, "ringing", by=by, back_by=back)
    urgent.act(session, one, "ringing", by="Dr Marsh", back_by=NOW + timedelta(minutes=20))
    assert not _asks(session)
    clock.move(timedelta(minutes=20))
    assert _asks(session)


def test_carrying_on_asks_again_after_ten_minutes(sit: Sit, clock: SetClock) -> None:
    session = had_sex(sit())
    urgent.act(session, one_call(session), "carry_on")
    clock.move(timedelta(minutes=9))
    assert not _asks(session)
    assert urgent.waiting(session.protocol, session.record, session.findings)
    clock.move(timedelta(minutes=1))
    assert _asks(session)


def test_her_no_needs_her_words_and_ends_the_page(sit: Sit) -> None:
    session = had_sex(sit())
    with pytest.raises(BadInput) as fault:
        urgent.act(session, one_call(session), "said_no", words=" ")
    assert fault.value.code == "her-words"
    urgent.act(session, one_call(session), "said_no", words="I want to wait and see")
    assert not _asks(session)


def test_a_window_that_closed_no_longer_interrupts(sit: Sit, clock: SetClock) -> None:
    session = sit()
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=10)))
    session.answer("T10", ("partner_hiv",), when=When.exactly(NOW - timedelta(hours=10)))
    assert "N02" in {one.need for one in _all(session)}
    clock.move(timedelta(hours=63))
    session.look_again()
    assert "N02" not in {one.need for one in _all(session)}


def _all(session: Session) -> tuple[urgent.Interruption, ...]:
    return urgent.running(session.protocol, session.record, session.findings)


def _asks(session: Session) -> bool:
    now = session.clock.now()
    return bool(urgent.interruptions(session.protocol, session.record, session.findings, now))


# -- needs -----------------------------------------------------------------------------------


def test_needs_are_proposed_and_confirmed_with_an_owner_and_a_time(sit: Sit) -> None:
    session = had_sex(sit())
    found = {line.id: line for line in needs.lines(session)}
    assert found["N01"].state == "suspected"
    assert found["N01"].owner == ""
    needs.confirm(session, *needs.undecided(session))
    assert needs.undecided(session) == ()
    line = {line.id: line for line in needs.lines(session)}["N01"]
    assert (line.state, line.owner) == ("confirmed", "Ruth Adeyemi")
    assert line.due is not None
    needs.confirm(session, "N01")
    assert session.record.needs["N01"].plan is not None


def test_without_a_named_nurse_who_confirms_owns_it(
    sit: Sit, journal: MemoryJournal, clock: SetClock
) -> None:
    session = had_sex(sit())
    session.record = journal.record("a1")
    needs.confirm(session, "N33", named_by_her=True)
    plan = session.record.needs["N33"].plan
    assert plan is not None
    assert plan.due == session.clock.now() + timedelta(days=28)
    assert plan.owner == "Ruth Adeyemi"


def test_what_she_wants_names_the_state(sit: Sit) -> None:
    session = had_sex(sit())
    needs.confirm(session, "N01")
    for wants, state in (
        ("now", "wanted"), ("later", "deferred"), ("no", "declined"), ("unsure", "confirmed"),
    ):  # fmt: skip
        needs.plan(session, "N01", wants=wants, words="as she said")  # type: ignore[arg-type]
        assert needs.state_of(session.record, "N01") == state


def test_setting_aside_needs_a_reason_and_stays_visible(sit: Sit) -> None:
    session = had_sex(sit())
    with pytest.raises(BadInput) as fault:
        needs.set_aside(session, "N01", "")
    assert fault.value.code == "need-reason"
    needs.set_aside(session, "N01", "She uses a coil")
    assert {line.id: line.state for line in needs.lines(session)}["N01"] == "set aside"


def test_a_decided_need_stays_when_its_answer_changes_an_undecided_one_goes(sit: Sit) -> None:
    session = had_sex(sit())
    raised = {line.id for line in needs.lines(session)}
    needs.confirm(session, "N01")
    session.answer("T01", "no")
    left = {line.id for line in needs.lines(session)}
    assert "N01" in left
    assert left < raised
    assert {line.id: line.finding for line in needs.lines(session)}["N01"] is None


def test_her_order_comes_first_then_what_is_due_soonest(sit: Sit) -> None:
    session = had_sex(sit())
    session.answer("G13", "no")
    ids = [line.id for line in needs.lines(session)]
    assert ids.index("N01") < ids.index("N34")
    needs.prioritise(session, "N34", "N06")
    assert [line.id for line in needs.lines(session)][:2] == ["N34", "N06"]
    needs.confirm(session, "N33", named_by_her=True)
    assert needs.lines(session)[-1].due == session.clock.now() + timedelta(days=28)


@pytest.mark.parametrize("act", [needs.confirm, needs.prioritise])
def test_a_need_nobody_knows_is_refused(sit: Sit, act: Callable[..., object]) -> None:
    with pytest.raises(BadInput) as fault:
        act(sit(), "N99")
    assert fault.value.code == "unknown-need"


# -- the signature ---------------------------------------------------------------------------


def test_a_complete_sitting_is_signed_and_a_new_one_can_begin(sit: Sit) -> None:
    session = sit()
    complete(session, {"G02": ("heavy",)})
    assert signing.proposed(session) == "complete"
    assert signing.hindrances(session, "complete") == ()
    signing.sign(session, "complete")
    signed = session.record.sittings[-1].signed
    assert signed is not None
    assert session.protocol.content_hash in signed.protocol
    with pytest.raises(Refused) as fault:
        session.answer("T01", "yes")
    assert fault.value.code == "no-open-sitting"
    session.begin()
    session.answer("T01", "yes")
    assert len(session.record.sittings) == 2


def test_each_hindrance_is_said(sit: Sit) -> None:
    session = sit()
    assert [fault.code for fault in signing.hindrances(session, "complete")] == [
        "sign-gate", "sign-incomplete",
    ]  # fmt: skip
    had_sex(gated(session))
    gating.decide(session, "go")
    codes = [fault.code for fault in signing.hindrances(session, "complete")]
    assert codes == ["sign-needs", "sign-urgent", "sign-incomplete"]
    with pytest.raises(Refused) as fault:
        signing.sign(session, "brief", "called away")
    assert fault.value.code == "sign-needs"


def test_brief_needs_its_reason(sit: Sit) -> None:
    session = gated(sit())
    gating.decide(session, "go")
    session.answer("O01", "yes")
    assert signing.proposed(session) == "brief"
    with pytest.raises(BadInput) as fault:
        signing.sign(session, "brief", " ")
    assert fault.value.code == "brief-reason"
    with pytest.raises(Refused) as refused:
        signing.sign(session, "partial")
    assert refused.value.code == "sign-outcome"
    needs.confirm(session, *needs.undecided(session)) if needs.undecided(session) else None
    signing.sign(session, "brief", "Her visitor came")
    assert session.record.sittings[-1].signed is not None


def test_a_partial_sitting_is_partial(sit: Sit) -> None:
    session = gated(sit(), R01="amber", R03="amber")
    gating.decide(session, "partial")
    assert signing.proposed(session) == "partial"


def test_after_signing_words_stand_beside_the_first(sit: Sit) -> None:
    session = sit()
    with pytest.raises(Refused) as fault:
        signing.amend(session, "T01", "wrong")
    assert fault.value.code == "amend-unsigned"
    complete(session, {})
    first = session.record.answers["T09"]
    signing.sign(session, "complete")
    with pytest.raises(BadInput) as bad:
        signing.amend(session, "T09", "")
    assert bad.value.code == "reason-missing"
    signing.amend(session, "T09", "She told the doctor later", note="In January")
    assert session.record.answers["T09"] == first
    signing.amend(session, "T09", "She told me later", state=State.DECLINED)
    assert session.record.answers["T09"].state == State.DECLINED
    kept = [a for a in session.record.amendments if a.answer is not None]
    assert kept[0].amends == first.entry
    assert isinstance(kept[0].answer, facts.Answered)
