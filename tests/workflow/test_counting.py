"""From the journal of one stay to its row: what is an offer, an assessment, a barrier, an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from srh_assess.assessment import capacity, deciding, disclosing, facts, following
from srh_assess.assessment.answers import Source, State
from srh_assess.assessment.counted import (
    Beside,
    Counted,
    Dated,
    Heard,
    Method,
    Removal,
    Sample,
    Shared,
)
from srh_assess.assessment.facts import AnyFact, Entry, Identity, Stay
from srh_assess.assessment.legal import SectionChanged
from srh_assess.measures.settings import settings
from srh_assess.workflow.counting import NOT_KNOWN, counted

RULES = settings().counting
CAME = datetime(2026, 3, 9, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
Told = tuple[float, AnyFact]


def entries(*told: Told) -> tuple[Entry, ...]:
    """Facts, each so many hours after she came."""
    return tuple(
        Entry(id=f"e{n}", number=n, admission="a1", at=CAME + hours * HOUR, author="n", fact=fact)
        for n, (hours, fact) in enumerate(told, 1)
    )


def came(born: date | None = date(1997, 3, 22), **stay: Any) -> Told:
    who = Identity(family="Wren", born=born)
    return 0.0, facts.Admitted(identity=who, stay=Stay(admitted=CAME, **stay))


def row(*told: Told, **more: Any) -> Counted:
    found = counted(entries(came(**more), *told), str, RULES)
    assert isinstance(found, Counted)
    return found


def begins(at: float, sitting: str = "s1") -> Told:
    return at, facts.SittingBegun(sitting=sitting, protocol="1")


def said(at: float, item: str, value: Any, *, sitting: str = "s1", **more: Any) -> Told:
    taken = CAME + at * HOUR
    fact = facts.Answered(sitting=sitting, item=item, taken=taken, value=value, **more)
    return at, fact


def signed(at: float, outcome: Any = "complete", sitting: str = "s1") -> Told:
    return at, facts.SittingSigned(sitting=sitting, outcome=outcome, program="1", protocol="1")


def findings(at: float, core_open: int) -> Told:
    return at, facts.FindingsRecorded(rules="r", core_open=core_open)


# --- the stay ----------------------------------------------------------------------------------------


def test_a_stay_of_which_nothing_was_asked() -> None:
    found = row()
    assert (found.stay, found.admitted, found.ended, found.hours) == (
        "a1", date(2026, 3, 9), None, None,
    )  # fmt: skip
    assert (found.offered, found.assessed, found.sittings, found.minutes) == (None, None, (), None)
    assert found.out_of_hours is None
    assert not (found.all_met or found.begun or found.attended or found.distress)
    assert found.voice == Heard()


def test_hours_of_a_stay_that_ended() -> None:
    found = row((30.5, facts.Discharged(at=CAME + 30.5 * HOUR)))
    assert (found.ended, found.hours) == (date(2026, 3, 10), 30)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2001, 3, 10), "18-24"),
        (date(2001, 3, 9), "25-34"),
        (date(1991, 3, 9), "35-49"),
        (date(1976, 3, 10), "35-49"),
        (date(1976, 3, 9), "50+"),
        (None, NOT_KNOWN),
    ],
)
def test_age_bands_at_their_edges(born: date | None, band: str) -> None:
    assert row(born=born).age == band


@pytest.mark.parametrize(
    ("field", "typed", "group"),
    [
        ("language", "", NOT_KNOWN), ("language", " English ", "english"),
        ("language", "Polish", "other"),
        ("legal_status", "", NOT_KNOWN), ("legal_status", "Section 2", "2"),
        ("legal_status", "3", "3"), ("legal_status", "Informal", "informal"),
        ("legal_status", "37/41", "other"),
        ("ethnic", "", NOT_KNOWN), ("ethnic", "M", "M"), ("ethnic", "caribbean", "M"),
        ("ethnic", "Not stated", "Z"), ("ethnic", "something else", NOT_KNOWN),
    ],
)  # fmt: skip
def test_groups_from_what_was_typed(field: str, typed: str, group: str) -> None:
    name = {"legal_status": "section"}.get(field, field)
    assert getattr(row(**{field: typed}), name) == group


def test_a_later_section_moves_no_stay_into_another_group() -> None:
    changed = (48, SectionChanged(on=date(2026, 3, 11), legal_status="Section 3"))
    assert row(changed, legal_status="Section 2").section == "2"


# --- the talk ----------------------------------------------------------------------------------------


def test_her_yes_that_was_asked_for_is_an_offer_and_notes_are_none() -> None:
    told = (begins(1), said(26, "O01", "no", source=Source.ASKED))
    assert row(*told).offered == date(2026, 3, 10)
    assert row(begins(1), said(26, "O01", "no", source=Source.NOTES)).offered is None
    unasked = facts.Answered(sitting="s1", item="O01", taken=CAME, state=State.NOT_ASKED)
    assert row(begins(1), (2, unasked)).offered is None


def test_a_consent_to_the_talk_and_a_declined_gate_are_offers() -> None:
    consent = deciding.Consented(consent="c", decision="D01", answer="no")
    assert row((5, consent)).offered == date(2026, 3, 9)
    other = deciding.Consented(consent="c", decision="D05", answer="yes")
    assert row((5, other)).offered is None
    gate = facts.GateDecided(
        sitting="s1", outcome="defer", proposed="defer", reason_code="declined_topic"
    )
    found = row((5, gate))
    assert (found.offered, found.barriers) == (
        date(2026, 3, 9), (Dated(date(2026, 3, 9), "declined_topic"),),
    )  # fmt: skip


def test_only_a_deferral_with_a_reason_is_a_barrier_and_each_day_counts_once() -> None:
    def gate(outcome: Any, reason: str) -> AnyFact:
        return facts.GateDecided(sitting="s1", outcome=outcome, proposed="go", reason_code=reason)

    found = row((1, gate("defer", "acuity")), (2, gate("defer", "acuity")),
                (30, gate("defer", "acuity")), (31, gate("partial", "acuity")),
                (32, gate("defer", "")))  # fmt: skip
    assert [one.day.day for one in found.barriers] == [9, 10]
    assert found.offered is None


@pytest.mark.parametrize(
    ("value", "barrier"),
    [("no", "declined_topic"), ("not_now", "declined_time"), ("yes", "")],
)
def test_what_she_says_to_the_talk_is_a_barrier_of_hers(value: str, barrier: str) -> None:
    found = row(begins(1), said(2, "O01", value))
    assert [one.what for one in found.barriers] == ([barrier] if barrier else [])


@pytest.mark.parametrize(
    ("outcome", "core_open", "assessed"),
    [("complete", 0, True), ("partial", 0, True), ("partial", 1, False), ("brief", 0, False),
     ("deferred", 0, False), ("declined", 0, False)],
)  # fmt: skip
def test_assessed_is_the_whole_core_settled_and_signed(
    outcome: str, core_open: int, assessed: bool
) -> None:
    found = row(begins(1), findings(2, core_open), signed(27, outcome))
    assert found.assessed == (date(2026, 3, 10) if assessed else None)
    assert found.sittings == (outcome,)


def test_a_signature_before_any_finding_assesses_nothing_and_the_first_one_counts() -> None:
    assert row(begins(1), signed(2)).assessed is None
    twice = row(begins(1), findings(2, 0), signed(3), begins(50, "s2"), signed(51, sitting="s2"))
    assert twice.assessed == date(2026, 3, 9)


def test_asked_again_after_a_settled_no_unless_she_asked() -> None:
    first = (begins(1), said(2, "O01", "no"), said(2.5, "O01", "no"))
    again = (begins(30, "s2"), said(31, "O01", "no", sitting="s2"))
    assert row(*first).asked_after_no == 0
    assert row(*first, *again).asked_after_no == 1
    hers = deciding.Consented(consent="c", decision="D01", answer="yes", she_asked=True)
    assert row(*first, (29, hers), *again).asked_after_no == 0
    later = (begins(60, "s3"), said(61, "O01", "yes", sitting="s3"))
    assert row(*first, *again, *later).asked_after_no == 2
    assert row(begins(1), said(2, "O01", "yes"), *again).asked_after_no == 0


def test_a_sitting_that_was_stopped_for_her() -> None:
    stop = facts.Paused(sitting="s1", why="tired_or_upset")
    assert row(begins(1), (2, stop)).ended_early == 1
    other = facts.Paused(sitting="s1", why="called_away")
    assert row(begins(1), (2, other)).ended_early == 0


def test_minutes_leave_long_silences_out_and_unsigned_sittings_too() -> None:
    minute = 1 / 60
    talk = [begins(1), *(said(1 + at * minute, "C05", "yes") for at in (2, 5, 40, 44))]
    assert row(*talk).minutes is None
    assert row(*talk, signed(1 + 45 * minute)).minutes == 10


@pytest.mark.parametrize(
    ("hours", "late"),
    [(0.0, False), (-1.01, True), (6.99, False), (7.0, True), (5 * 24.0, True)],
)
def test_office_hours_at_their_edges(hours: float, late: bool) -> None:
    """She came on a Monday at ten."""
    found = row(begins(hours), signed(hours + 0.1))
    assert found.out_of_hours is late


def harm(hours: float, what: Any = "distress", **more: Any) -> Told:
    return hours, disclosing.HarmReported(harm=f"h{hours}", what=what, **more)


@pytest.mark.parametrize(
    ("told", "linked"),
    [
        ((begins(1), signed(2), harm(25.9)), True),
        ((begins(1), signed(2), harm(26.1)), False),
        ((begins(1), signed(2), harm(0.5)), False),
        ((begins(1), signed(2), harm(90, at=CAME + 3 * HOUR)), True),
        ((begins(1), signed(2), harm(3, "privacy")), False),
        ((begins(1), harm(24.9)), True),
    ],
)
def test_distress_within_a_day_of_a_talk(told: Sequence[Told], linked: bool) -> None:
    assert row(*told).distress is linked


def test_stress_is_asked_where_she_was_asked() -> None:
    assert row(begins(1), said(2, "Z05", 3)).stress_asked
    state = facts.Answered(sitting="s1", item="Z05", taken=CAME, state=State.NOT_APPLICABLE)
    assert not row(begins(1), (2, state)).stress_asked
    assert not row().stress_asked


def test_a_need_is_met_where_a_nurse_found_it_so_and_where_a_look_after_the_stay_did() -> None:
    need = facts.NeedDecided(sitting="s1", need="n1", state="confirmed")
    moved = following.NeedMoved(need="n1", to="met", at=CAME + 30 * HOUR)
    look = following.CheckMade(
        check="first", at=CAME + 400 * HOUR, by="n", reached="herself", met=("n1",)
    )
    open_, nurse, after = (row(begins(1), (2, need), *told) for told in ((), ((31, moved),),
                           ((401, look),)))  # fmt: skip
    assert [one.needs[0].met for one in (open_, nurse, after)] == [
        None, date(2026, 3, 10), date(2026, 3, 26),
    ]  # fmt: skip
    again = following.NeedMoved(need="n1", to="confirmed", at=CAME + 40 * HOUR)
    assert row(begins(1), (2, need), (31, moved), (41, again)).needs[0].met is None


# --- events, voices ------------------------------------------------------------------------------------


def test_a_yes_taken_back_and_a_breach_of_privacy_are_events() -> None:
    given = deciding.Consented(consent="c", decision="D05", answer="yes")
    back = deciding.ConsentWithdrawn(consent="c")
    found = row((1, given), (30, back), harm(40, "privacy"), harm(41))
    assert found.events == (
        Dated(date(2026, 3, 10), "withdrawn"), Dated(date(2026, 3, 11), "privacy"),
    )  # fmt: skip
    assert (found.consents, found.consents_no, found.harms) == (1, 0, 2)


def test_that_she_felt_pressed_is_a_harm_of_its_own() -> None:
    found = row(harm(2, "felt_pressed"), harm(3, "trust_lost"))
    assert (found.felt_pressed, found.harms) == (1, 2)


@pytest.mark.parametrize(
    ("outcome", "lacks"), [("able", 0), ("lacks", 1), ("lacks_now", 1), ("not_completed", 0)]
)
def test_findings_of_capacity_are_counted(outcome: capacity.Outcome, lacks: int) -> None:
    made = capacity.CapacityFound(finding="f", decision="D05", outcome=outcome)
    found = row((1, made))
    assert (found.findings, found.findings_lacks) == (1, lacks)


def test_a_letter_she_takes_back_is_an_event_and_one_she_leaves_is_none() -> None:
    for share in ("kept", "back"):
        yes = facts.ShareDecided(share=share, recipient="gp", decision="yes")
        told: tuple[Told, ...] = ((1.0, yes),)
        if share == "back":
            told = (*told, (30.0, facts.ShareWithdrawn(share=share)))
        wanted = (Dated(date(2026, 3, 10), "withdrawn"),) if share == "back" else ()
        assert row(*told).events == wanted


def view(at: float, whose: Any, **answers: Any) -> Told:
    told = tuple(following.Said(question=q, answer=a) for q, a in answers.items())
    return at, following.ViewGiven(
        view=f"v{at}", whose=whose, moment="after_talk", at=CAME + at * HOUR, answers=told
    )


@pytest.mark.parametrize(
    ("answers", "heard"),
    [
        ({"H5": "yes"}, Heard(1, 1, 1)),
        ({"H5": "no"}, Heard(1, 1, 0)),
        ({"H5": "skipped"}, Heard(1, 0, 0)),
        ({"H1": "yes"}, Heard(1, 0, 0)),
    ],
)
def test_her_voice(answers: dict[str, str], heard: Heard) -> None:
    assert row(view(3, "hers", **answers)).voice == heard


def test_carers_and_staff_are_counted_by_their_day() -> None:
    found = row(view(3, "carer", C3="yes"), view(30, "staff", S1="no"), view(31, "staff"))
    assert [(one.day.day, one.what) for one in found.others] == [
        (9, "asked"), (9, "answered"), (9, "positive"), (10, "asked"), (10, "answered"),
        (10, "asked"),
    ]  # fmt: skip


def voice(what: Any) -> tuple[Entry, ...]:
    return entries((3, disclosing.VoiceGiven(voice="v", what=what, words="w")))


def test_a_file_outside_every_stay_counts_complaints_only() -> None:
    for what in ("complaint", "privacy"):
        found = counted(voice(what), str, RULES)
        assert found == Beside(file="a1", events=(Dated(date(2026, 3, 9), what),))
    assert counted(voice("feedback"), str, RULES) is None
    staff = counted(entries(view(3, "staff", S1="yes")), str, RULES)
    assert isinstance(staff, Beside)
    assert len(staff.others) == 3


# --- methods, results, looking again, adjustments -----------------------------------------------


def done(at: float, decision: str, act: str = "") -> Told:
    fact = deciding.ActDone(
        act=act or f"{decision}{at}", decision=decision, at=CAME + at * HOUR, performer="n"
    )
    return at, fact


@pytest.mark.parametrize(
    ("begun", "stop", "days"),
    [
        ("pill", "pill", 2), ("patch_ring", "pill", 2), ("injection", "injection", 2),
        ("implant", "implant", 2), ("copper_coil", "coil", 2), ("hormone_coil", "coil", 2),
        ("implant", "coil", None), ("condoms", "pill", None), ("pill", "injection", None),
    ],
)  # fmt: skip
def test_a_method_begun_here_and_its_stop(begun: str, stop: str, days: int | None) -> None:
    told = (done(1, f"D10.{stop}"), done(2, f"D09.{begun}"), done(50, f"D10.{stop}"))
    assert row(*told).methods == (Method(begun, days),)
    assert row(done(1, "D05"), done(2, "D08")).methods == ()


@pytest.mark.parametrize(
    ("told", "sample"),
    [
        ((), Sample(date(2026, 3, 9))),
        (("told",), Sample(date(2026, 3, 9), None, told=True)),
        (("back",), Sample(date(2026, 3, 9), date(2026, 3, 10))),
        (("back", "back"), Sample(date(2026, 3, 9), date(2026, 3, 10))),
        (("back", "told"), Sample(date(2026, 3, 9), date(2026, 3, 10), told=True)),
        (("back", "told", "back"), Sample(date(2026, 3, 9), date(2026, 3, 12))),
    ],
)
def test_the_days_of_a_sample(told: Sequence[str], sample: Sample) -> None:
    made: list[Told] = [
        (1, following.SampleTaken(sample="s", what="hiv", at=CAME + HOUR)),
    ]
    for n, what in enumerate(told, 1):
        at = CAME + n * 24 * HOUR
        back = following.ResultBack(sample="s", result="other", at=at)
        heard = following.ResultTold(sample="s", at=at, by="n")
        made.append((n * 24, back if what == "back" else heard))
    assert row(*made).results == (sample,)


@pytest.mark.parametrize(
    ("outcomes", "again", "back", "completed"),
    [
        (("lacks", "able"), 1, 1, 2),
        (("lacks_now", "presumed"), 1, 1, 2),
        (("lacks", "lacks"), 1, 0, 2),
        (("lacks", "lacks_now", "able"), 2, 1, 3),
        (("lacks", "not_completed"), 0, 0, 1),
        (("lacks", "not_completed", "able"), 1, 1, 2),
        (("lacks", "other_cause"), 1, 0, 2),
        (("able", "lacks"), 0, 0, 2),
    ],
)
def test_a_finding_is_reversed_by_the_next_look_at_the_same_decision(
    outcomes: Sequence[capacity.Outcome], again: int, back: int, completed: int
) -> None:
    made = [
        (float(n), capacity.CapacityFound(finding=f"f{n}", decision="D05", outcome=one))
        for n, one in enumerate(outcomes, 1)
    ]
    other = capacity.CapacityFound(finding="o", decision="D06", outcome="able")
    found = row(*made, (90.0, other))
    assert (found.looked_again, found.reversed) == (again, back)
    assert found.findings_done == completed + 1


def shared(basis: Any, *later: Told, **more: Any) -> Counted:
    """What was shared without her, nine hours after she came; two look back at it in 72 hours."""
    proposed = disclosing.OverrideProposed(
        override="o", document="d", opened_from="no", basis=basis, **{"recipient": "gp", **more}
    )
    used = disclosing.OverrideUsed(override="o", document="d", recipient="gp")
    due = CAME + 81 * HOUR
    task = deciding.TaskOpened(task="t", what="look_back", about="o", due=due)
    other = deciding.TaskOpened(task="c", what="harm_check", about="o", due=CAME)
    return row((9, proposed), (9, task), (9, other), (10, used), *later)


def look(hours: float, what: Any = "emergency") -> Told:
    return hours, disclosing.OverrideReviewed(override="o", what=what, words="w")


@pytest.mark.parametrize(
    ("later", "looked"),
    [
        ((), None),
        ((look(20, "first_check"),), None),
        ((look(20), look(90)), date(2026, 3, 10)),
        ((look(90),), date(2026, 3, 13)),
    ],
)
def test_an_emergency_has_its_day_and_the_day_it_was_looked_back_at(
    later: Sequence[Told], looked: date | None
) -> None:
    found = shared("danger_to_life", *later, told="after", recipient="police")
    due = date(2026, 3, 12)
    assert found.shared == (
        Shared("danger_to_life", told=True, police=True, due=due, looked=looked),
    )
    assert (found.emergencies, found.overrides) == (1, 1)


def test_what_was_shared_on_another_ground_has_no_such_day_and_a_proposal_is_not_shared() -> None:
    found = shared("court", look(20), told="not")
    assert (found.shared, found.emergencies) == ((Shared("court"),), 0)
    proposed = disclosing.OverrideProposed(
        override="o", recipient="gp", document="d", opened_from="no", basis="danger_to_life"
    )
    undated = deciding.TaskOpened(task="t", what="look_back", about="o")
    assert row((9, proposed), (9, undated)).shared == ()
    used = disclosing.OverrideUsed(override="o", document="d", recipient="gp")
    assert row((9, proposed), (9, undated), (9, used)).shared == (Shared("danger_to_life"),)


def gate(at: float, outcome: Any, sitting: str = "s1") -> Told:
    return at, facts.GateDecided(sitting=sitting, outcome=outcome, proposed="defer")


@pytest.mark.parametrize(
    ("told", "talks"),
    [
        ((gate(2, "go"),), (0, 0)),
        ((said(1, "R03", "green"), gate(2, "go")), (1, 0)),
        ((said(1, "R03", "amber"), gate(2, "partial")), (1, 0)),
        ((said(1, "R03", "red"), gate(2, "partial")), (1, 1)),
        ((said(1, "R03", "red"), gate(2, "defer")), (0, 0)),
        ((said(1, "R03", "red"), gate(2, "go"), gate(3, "go")), (1, 1)),
        ((said(1, "R03", "red"), gate(2, "go"), said(3, "R03", "green"), gate(4, "go")), (1, 1)),
        ((said(1, "R03", "red"), gate(2, "go"), gate(3, "go", "s2")), (2, 2)),
        ((said(1, "R03", "red"), (1.5, facts.Cleared(sitting="s1", item="R03")), gate(2, "go")),
         (0, 0)),
        ((said(1, "R03", "red"), (1.5, facts.Undone(sitting="s1", item="R03", undoes="e4")), gate(2, "go")),
         (0, 0)),
        ((said(1, "R03", None, state=State.UNSURE), gate(2, "go")), (0, 0)),
        ((said(1, "R02", "red"), gate(2, "go")), (0, 0)),
    ],
)  # fmt: skip
def test_talks_that_went_on_though_she_was_sedated(
    told: Sequence[Told], talks: tuple[int, int]
) -> None:
    found = row(begins(0.5), begins(0.6, "s2"), *told)
    assert (found.talks_seen, found.talks_sedated) == talks


def wish(at: float, *codes: str) -> Told:
    return said(at, "C05", codes)


def agreed(at: float, answer: Any = "yes", decision: str = "D10.coil") -> Told:
    return at, deciding.Consented(consent=f"c{at}", decision=decision, answer=answer)


OUT = done(73, "D10.coil")
FIRST, THIRD = date(2026, 3, 9), date(2026, 3, 11)


@pytest.mark.parametrize(
    ("told", "removal"),
    [
        ((OUT,), None),
        ((wish(1, "stop"), OUT), None),
        ((wish(1, "stop", "removal"),), Removal(FIRST)),
        ((wish(1, "removal"), OUT), Removal(FIRST, 3)),
        ((wish(1, "removal"), wish(49, "no"), OUT), Removal(FIRST, 3)),
        ((wish(1, "removal"), wish(49, "removal"), OUT), Removal(FIRST, 3)),
        ((wish(1, "removal"), (2, facts.Cleared(sitting="s1", item="C05")), OUT), None),
        ((wish(1, "removal"), (2, facts.Undone(sitting="s1", item="C05", undoes="e2"))), None),
        ((wish(1, "removal"), (2, facts.Cleared(sitting="s1", item="C04"))), Removal(FIRST)),
        ((agreed(49), OUT), Removal(THIRD, 1)),
        ((agreed(49, "in_part", "D10.implant"), done(50, "D10.coil")), Removal(THIRD, 0)),
        ((agreed(49, "no"), OUT), None),
        ((agreed(49, "yes", "D10.pill"), OUT), None),
        ((wish(1, "removal"), done(3, "D10.pill"), agreed(49)), Removal(FIRST)),
        ((done(1, "D10.coil"), wish(30, "removal")), Removal(date(2026, 3, 10))),
        ((done(1, "D10.coil"), wish(30, "removal"), OUT), Removal(date(2026, 3, 10), 2)),
    ],
)
def test_a_method_taken_out_on_her_wish(told: Sequence[Told], removal: Removal | None) -> None:
    assert row(*told).removal == removal


@pytest.mark.parametrize(
    ("more", "group"),
    [
        ({"value": ("hearing", "easy_read")}, "yes"),
        ({"value": ("learning_disability",)}, "yes"),
        ({"value": ("easy_read", "interpreter")}, "other"),
        ({"value": ("other",)}, "other"),
        ({"value": ("interpreter",)}, "none"),
        ({"value": ("none",)}, "none"),
        ({"state": State.DECLINED}, "Z"),
        ({"state": State.UNSURE}, "99"),
        ({"state": State.NOT_ASKED}, "99"),
        ({"value": ()}, "99"),
    ],
)
def test_not_stated_is_not_not_known(more: dict[str, Any], group: str) -> None:
    fact = facts.Answered(sitting="s1", item="R11", taken=CAME, **more)
    assert row((2, fact)).disability == group
    assert row().disability == NOT_KNOWN
