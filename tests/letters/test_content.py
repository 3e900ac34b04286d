"""Boxes and ticks: what each box would add, and that nothing else passes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import Answer, State
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.legal import Legal, Under
from srh_assess.assessment.record import Need, Record
from srh_assess.letters import compose, content, her_copy
from srh_assess.letters.letter import plain_text
from tests.letters.world import (
    ALL,
    CLINIC,
    HERS,
    MAYA,
    NOW,
    PROTOCOL,
    SENDER,
    SRH,
    STAY,
    WEEK,
    answer,
    answers,
    confirmed,
    occasion,
    rang,
    record,
    typical,
)  # fmt: skip

NIGHT = datetime(2026, 7, 10, 21, 0, tzinfo=UTC)


def box(name, rec=None, visible=None, template=SRH, skipped=content.NOTHING):
    made = content.boxes(
        template, rec or record(), typical() if visible is None else visible, PROTOCOL, skipped
    )
    return next(one for one in made if one.id == name)


def texts(name, **more):
    return [line.whole for line in box(name, **more).lines]


def test_the_sharing_page_gets_every_box_with_its_exact_lines():
    made = content.boxes(SRH, record(), typical(), PROTOCOL)
    assert [one.id for one in made] == [*ALL, content.INFORMATION]
    assert texts("identity") == [
        "Name: WREN, Marianne", "Preferred name: Maya", "Born: 22-Mar-1997",
        "NHS No.: 999\u00a0000\u00a00018", "Pronouns: she/her",
        "Reaching Maya: Through the ward phone. Please do not write home.",
    ]  # fmt: skip
    assert texts("infection") == [
        "to offer tests for infection", "We will offer swabs, and bloods if wanted.",
        "Would like tests: Urine, syphilis (told us)",
    ]  # fmt: skip


def test_a_box_with_nothing_to_add_says_so():
    nothing = box("unsafe")
    assert nothing.empty
    assert not box("identity").empty


def test_each_line_knows_what_it_came_from():
    origins = {line.origin for line in box("contraception").lines}
    assert ("item:C01",) in origins
    assert ("need:N09",) in origins
    assert {line.origin for line in box("inpatient").lines} >= {("stay:ward",), ("item:X05",)}


def test_what_a_rule_hides_makes_no_line():
    shown = texts("gynaecology", visible={})
    assert "Bleeding at other times: Not asked" in shown
    hidden = texts("gynaecology", visible={}, skipped={"G04": "No womb"})
    assert not any("Bleeding at other times" in line for line in hidden)
    hers = texts("gynaecology", visible={}, skipped={"G04": "x"}, template=HERS)
    assert not any("bleeding at other times" in line for line in hers)


def test_a_declined_or_unasked_answer_needs_the_tick_too():
    visible = answers(answer("H08", state=State.DECLINED))
    without = content.agreed(SRH, ("identity",), record(), visible, PROTOCOL)
    assert not any("HIV" in line.whole for line in without.lines)
    ticked = content.agreed(SRH, ("hiv",), record(), visible, PROTOCOL)
    assert [line.whole for line in ticked.lines] == ["Earlier HIV test: Declined to answer"]


@pytest.mark.parametrize(
    ("mine", "period", "words"),
    [
        (NIGHT, NIGHT, "Yes (told us)"),
        (None, NIGHT, "Yes (told us)"),
        (None, None, "Yes (told us)"),
        (NIGHT, NIGHT - timedelta(days=9), "Yes, last period 10-Jul-2026 22:00 (told us)"),
        (NIGHT, None, "Yes, last period 10-Jul-2026 22:00 (told us)"),
    ],
)
def test_the_same_day_is_told_once(mine, period, words):
    visible = answers(answer("T07", "yes", when=mine), answer("G01", "date", when=period))
    boxes = content.boxes(SRH, record(), visible, PROTOCOL)
    told = {line.label: line.text for box in boxes for line in box.lines}
    assert told["Could be pregnant"] == words
    hers = content.boxes(HERS, record(), visible, PROTOCOL)
    sentences = [line.text for box in hers for line in box.lines]
    assert any("You said: yes." in one for one in sentences) == (words == "Yes (told us)")


def test_a_day_that_no_other_line_tells_stays():
    declined = answers(answer("T07", "yes", when=NIGHT), answer("G01", state=State.DECLINED))
    for visible in (declined, answers(answer("T07", "yes", when=NIGHT))):
        boxes = content.boxes(SRH, record(), visible, PROTOCOL)
        told = {line.label: line.text for box in boxes for line in box.lines}
        assert told["Could be pregnant"].startswith("Yes, last period 10-Jul-2026")


def test_limited_is_said_whenever_something_was_left_out():
    everything = content.agreed(SRH, ALL, record(), typical(), PROTOCOL)
    assert not everything.limited
    assert content.agreed(SRH, ALL[:-1], record(), typical(), PROTOCOL).limited


def test_unknown_ticks_tick_nothing():
    assert content.agreed(SRH, ("police",), record(), typical(), PROTOCOL).ticks == ()


def test_without_the_tick_she_has_no_name():
    made = content.agreed(SRH, ("request",), record(), typical(), PROTOCOL)
    assert made.name == "the patient"
    assert made.identity == {}
    assert made.born is None
    assert "Maya" not in " ".join(line.whole for line in made.lines)


def _needs(*needs: Need) -> Record:
    return record(needs={need.id: need for need in needs})


@pytest.mark.parametrize(
    ("need", "asked"),
    [
        (confirmed("N10"), True),
        (confirmed("N10", wants=None), True),
        (confirmed("N10", wants="unsure"), True),
        (confirmed("N10", wants="later"), False),
        (confirmed("N10", wants="no"), False),
        (Need(id="N10"), False),
        (Need(id="N10", decided=facts.NeedDecided(sitting="s", need="N10", state="set_aside",
                                                  reason="r")), False),
        (Need(id="N10", decided=confirmed("N10").decided), True),
    ],
)  # fmt: skip
def test_only_confirmed_needs_she_wants_help_with_are_asked(need, asked):
    lines = box("request", rec=_needs(need)).lines
    assert any(line.part == "ask" for line in lines) is asked


def test_due_is_the_plans_else_the_rules():
    def due(rec):
        return next(line.due for line in box("request", rec=rec).lines if line.part == "ask")

    found = facts.Found(id="N10", due=WEEK)
    other = facts.Found(id="N11", due=NOW)
    findings = facts.FindingsRecorded(rules="h", needs=(other, found))
    assert due(_needs(confirmed("N10", due=NOW))) == NOW
    assert due(replace(_needs(confirmed("N10")), findings=findings)) == WEEK
    assert due(_needs(confirmed("N10"))) is None
    bare = Need(id="N10", decided=confirmed("N10").decided)
    assert due(replace(_needs(bare), findings=findings)) == WEEK


def test_a_call_to_this_reader_is_told_and_no_other():
    needs = _needs(confirmed("N01"))
    rung = replace(needs, acts=(rang("EC"), rang("SARC"), rang("GONE")))
    lines = [line for line in box("contraception", rec=rung).lines if line.part == "rung"]
    assert len(lines) == 1
    assert lines[0].owner == "Ruth Adeyemi"
    assert "CLOCKNAME" not in lines[0].whole


def test_a_record_of_nothing_makes_boxes_of_nothing():
    bare = Record(admission="a1")
    made = content.boxes(SRH, bare, {}, PROTOCOL)
    assert {one.id for one in made if one.empty} == {
        "identity", "request", "care", "unsafe", "inpatient", "information",
    }  # fmt: skip
    assert content.agreed(SRH, ALL, bare, {}, PROTOCOL).born is None
    assert box("identity", rec=Record(admission="a", identity=Identity(family="Su"))).lines


# ----------------------------------------------------------------- marker strings
def _marked() -> tuple[Record, dict[str, Answer]]:
    """A record with a marker in every field that holds words."""
    visible: dict[str, Answer] = {}
    for name, one in PROTOCOL.items.items():
        code = one.options[0].code if one.options else f"VALUE-{name}-END"
        value = (code,) if one.kind == "many" else 1 if one.kind in {"number", "scale"} else code
        visible[name] = answer(name, value, words=f"WORDS-{name}-END", when=NOW)
    who = Identity(
        family="Wren", given="Maya", preferred="PREFERRED-END", born=MAYA.born,
        nhs_number="9990000018", local_id="LOCALID-END", nhs_number_reason="REASON-END",
        pronouns="PRONOUNS-END", gender="GENDER-END",
    )  # fmt: skip
    words = {
        name: f"STAY-{name}-END"
        for name in Stay.__struct_fields__
        if name not in {"admitted", "interpreter"}
    }
    stay = Stay(admitted=NOW, interpreter=True, **words)
    needs = {
        name: confirmed(name, step=f"STEP-{name}-END", owner=f"OWNER-{name}-END", due=WEEK,
                        words=f"WANTS-{name}-END")
        for name in PROTOCOL.needs
    }  # fmt: skip
    return Record(admission="a", identity=who, stay=stay, needs=needs), visible


MARKED, MARKED_ANSWERS = _marked()


def _allowed(template, ticks) -> set[str]:
    """Every marker that the ticked boxes of a template may let through."""
    found = set()
    for rule in template.box:
        if rule.id not in ticks:
            continue
        for field in rule.field:
            if field.item:
                found.add(f"VALUE-{field.item}-END")
                if field.words:
                    found.add(f"WORDS-{field.item}-END")
            elif field.need:
                found |= {f"OWNER-{field.need}-END"} if field.step or field.ask else set()
                found |= {f"WANTS-{field.need}-END"} if field.words else set()
            elif field.stay:
                found.add(f"STAY-{field.stay}-END")
            else:
                found.add(f"{(field.identity or '').upper()}-END")
    return found | ({"PREFERRED-END"} if "identity" in ticks else set())


def _letter(template, ticks):
    made = content.agreed(template, ticks, MARKED, MARKED_ANSWERS, PROTOCOL)
    write = her_copy.compose if template is HERS else compose.compose
    return plain_text(write(made, occasion()))


@given(ticks=st.sets(st.sampled_from(ALL)), hers=st.booleans())
def test_no_tick_lets_another_field_through(ticks, hers):
    template = HERS if hers else SRH
    text = _letter(template, tuple(ticks))
    markers = {word.strip("“”.,;:()") for word in text.split() if "-END" in word}
    assert markers <= _allowed(template, ticks)


def test_with_all_ticks_the_allow_list_is_reached_and_nothing_beyond():
    text = _letter(SRH, ALL)
    assert "STAY-ward-END" in text
    assert "OWNER-N10-END" in text
    assert "STEP-" not in text
    assert "VALUE-X09-END" in text
    for never in ("LOCALID", "REASON", "GENDER", "VALUE-A01", "VALUE-X07", "WORDS-T03",
                  "STAY-room", "STAY-referral_ward", "STAY-responsible"):  # fmt: skip
        assert never not in text


def test_a_legal_status_that_changed_is_told_with_its_day():
    under = Legal(on_admission="Section 2", changes=(Under(on=date(2026, 3, 9), legal_status="x"),))
    text = plain_text(
        compose.compose(
            content.agreed(SRH, ALL, replace(record(), legal=under), typical(), PROTOCOL),
            occasion(),
        )
    )
    assert f"{STAY.legal_status}, since 09-Mar-2026" in text.replace("\u2011", "-")


def test_ward_legal_status_and_observation_need_the_inpatient_tick():
    without = [name for name in ALL if name != "inpatient"]
    made = content.agreed(SRH, without, record(), typical(), PROTOCOL)
    text = plain_text(compose.compose(made, occasion()))
    for word in (STAY.ward, STAY.legal_status, "Two staff", "Observation", "Named nurse"):
        assert word not in text
    assert SENDER.trust in text
    assert CLINIC.address[0] in text
