"""The ten invented women of the specification (protocol F2), as far as the rules decide for them.

What a person decides - believing her, the choice of words, whether she can decide, what she
wants - is nobody's rule and stands in the training, not here. Everything that the program has
to bring up by itself does: the gate, what is asked and what is not, needs with their urgency,
clocks with their limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec import Struct

from srh_assess.clock import as_utc
from srh_assess.protocol.load import load
from srh_assess.workflow.evaluate import evaluate_case

PROTOCOL = load()
NOW = "2026-03-10T12:00:00+00:00"
NOON = as_utc(datetime.fromisoformat(NOW))
SETTLED: Mapping[str, Any] = {
    "R01": "green", "R02": "none", "R03": "green", "R04": "green", "R05": "green", "R06": "no",
    "R07": "green", "R08": "yes", "R09": "yes", "R10": "green", "R15": "green", "R16": "green",
}  # fmt: skip


class Scenario(Struct, frozen=True, kw_only=True):
    """Who she is, what is known, and what the program has to make of it.

    ``needs`` with their urgency; ``closes``: hours from now to the end of a clock's window (none:
    it does not close by itself).
    """

    who: str
    born: str
    answers: Mapping[str, Any]
    gate: str = "go"
    needs: Mapping[str, str] = {}
    no_needs: tuple[str, ...] = ()
    closes: Mapping[str, float | None] = {}
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    aloud: tuple[str, ...] | None = None
    prepare: str = ""


def hours(ago: float) -> str:
    return (NOON - timedelta(hours=ago)).isoformat()


def told(ago: float, value: Any = "date") -> Mapping[str, Any]:
    return {"value": value, "at": hours(ago)}


AMARA = Scenario(
    who="Amara, 24, manic, half an hour after restraint; left a stranger's flat 40 hours ago",
    born="2001-11-02",
    answers={
        **SETTLED, "R01": "red", "R02": 0.5, "R05": "amber", "R08": "not_now", "R09": "unsure",
        "R12": ["sex_5_days", "hiv_exposure", "assault"],
        "X20": told(40), "X21": told(40), "X22": told(40), "X31": "yes_not_now",
    },
    gate="defer",
    needs={"N01": "E", "N02": "E", "N03": "E", "N06": "S", "N27": "E"},
    closes={
        "tc_pepse": 32, "tc_ec_lng": 32, "tc_ec_upa": 80, "tc_ec_cuiud": None, "tc_forensic": 200,
        "tc_tox_blood": 32, "tc_tox_urine": 80,
    },
    aloud=("X31",),
    not_asked=("T01", "T03", "A02"),
)  # fmt: skip
CHIOMA = Scenario(
    who="Chioma, 29, began valproate at transfer, no test done",
    born="1996-05-01",
    answers={**SETTLED, "R13": ["valproate"], "X10": "not_done", "P01": "declined"},
    needs={"N09": "S", "N06": "S"},
    asked=("P01", "C01", "C05", "C11"),
)
EWA = Scenario(
    who="Ewa, 27, her sister translates",
    born="1998-05-01",
    answers={**SETTLED, "R11": ["interpreter"], "X04": "other"},
    not_asked=("A01", "A02", "A03", "A04", "A05", "A06", "A08", "C08", "C09", "H11"),
    asked=("T03", "W01"),
)
FARAH = Scenario(
    who="Farah, 42, flushes, low desire since her medicine, thinks she is too old for this",
    born="1983-05-01",
    answers={
        **SETTLED, "M02": ["flushes"], "M03": 6, "F01": "yes", "F03": 5, "S01": "unsure",
    },
    needs={"N24": "R", "N23": "R", "N25": "R"},
    asked=("T01", "P01", "C01", "M02", "M03", "F01", "S01", "H01"),
)  # fmt: skip
GRACE = Scenario(
    who="Grace, 19, afraid of her boyfriend, who rings every hour",
    born="2006-05-01",
    answers={**SETTLED, "X04": "alone", "A03": "yes", "T11": "yes"},
    needs={"N29": "S", "N30": "S"},
    closes={"tc_s42": 24},
    asked=("A18", "A20"),
)
INES = Scenario(
    who="Ines, 38, says no: not with a man",
    born="1987-05-01",
    answers={**SETTLED, "R15": "red", "O01": "not_now", "X66": "person"},
    gate="partial",
    no_needs=tuple(PROTOCOL.needs),
    asked=("X66",),
)
KEMI = Scenario(
    who="Kemi, 30, six weeks after a birth, breast pain, baby in foster care",
    born="1995-05-01",
    answers={
        **SETTLED, "R12": ["postnatal"], "T09": told(41 * 24, ["birth"]),
        "X42": ["wound_breast"], "RH4": "care_sees",
    },
    needs={"N32": "E"},
    closes={"tc_postnatal": None},
    asked=("RH5",),
)  # fmt: skip
MINA = Scenario(
    who="Mina, 22, a patient entered her room last night",
    born="2003-05-01",
    answers={**SETTLED, "T03": told(13, "yes"), "T04": "no", "T06": "ward"},
    needs={"N31": "S", "N03": "E", "N01": "E", "N02": "E", "N06": "S", "N15": "7", "N27": "E"},
    closes={
        "tc_forensic": 227, "tc_pepse": 59, "tc_ec_lng": 59, "tc_ec_cuiud": None,
        "tc_wardassault": -9,
    },
    asked=("X23", "A20", "T05"),
)  # fmt: skip
NADIA = Scenario(
    who="Nadia, 34, follows a talk only now and then; her mother asks for an injection",
    born="1991-05-01",
    answers={**SETTLED, "R08": "comes_and_goes"},
    no_needs=("N09", "N10", "N11"),
    asked=("R12", "P01", "T01", "T03", "C05"),
    prepare="Short pieces, pictures, say-back; go on only while she follows.",
)
OLU = Scenario(
    who="Olu, 45, on risperidone, no period for nine months, milk",
    born="1980-05-01",
    answers={
        **SETTLED, "R13": ["prolactin_antipsychotic"], "G01": "none_3_months", "G08": "yes",
    },
    needs={"N22": "7", "N06": "S"},
    no_needs=("N24",),
    asked=("P01", "C01", "C05", "T07", "M02", "G08"),
)  # fmt: skip
EVERY = (AMARA, CHIOMA, EWA, FARAH, GRACE, INES, KEMI, MINA, NADIA, OLU)


def found(scenario: Scenario) -> dict[str, Any]:
    case = {"now": NOW, "born": scenario.born, "answers": dict(scenario.answers)}
    return evaluate_case(PROTOCOL, case)


@pytest.mark.parametrize("scenario", EVERY, ids=lambda s: str(s.who.split(",")[0]))
def test_scenario(scenario: Scenario) -> None:
    out = found(scenario)
    assert out["gate"]["outcome"] == scenario.gate
    if scenario.prepare:
        assert scenario.prepare in out["gate"]["prepare"]
    needs = {need["id"]: need["urgency"] for need in out["needs"]}
    assert scenario.needs.items() <= needs.items()
    assert not set(scenario.no_needs) & set(needs)
    clocks = {clock["id"]: clock for clock in out["clocks"]}
    for id, left in scenario.closes.items():
        closes = clocks[id]["closes"]
        ends = as_utc(datetime.fromisoformat(closes)) if closes else None
        assert ends == (None if left is None else NOON + timedelta(hours=left)), id
        assert clocks[id]["state"] != "closed"
    assert set(scenario.asked) <= set(out["asked"])
    assert set(scenario.not_asked) <= set(out["not_asked"])
    if scenario.aloud is not None:
        aloud = [id for id in out["asked"] if not PROTOCOL.items[id].staff]
        assert tuple(aloud) == scenario.aloud


def test_amara_is_looked_at_again_within_a_day_and_her_not_now_is_no_no() -> None:
    assert PROTOCOL.gate.next_look_hours <= 24
    gate = {id: value for id, value in AMARA.answers.items() if id in SETTLED}

    def raised(said: str) -> set[str]:
        answers = {**gate, "R12": ["none"], "X31": said}
        out: Any = evaluate_case(PROTOCOL, {"now": NOW, "born": AMARA.born, "answers": answers})
        return {need["id"] for need in out["needs"]}

    assert raised("no") == set()
    assert "N03" in raised("yes_not_now")


def test_chioma_is_never_told_to_stop_it_herself() -> None:
    need = PROTOCOL.needs["N09"]
    assert "not told to stop" in need.ward
    assert {"ward_doctor", "pharmacist"} <= set(need.destinations)


def test_ewa_is_asked_by_a_professional_interpreter_or_later() -> None:
    out = found(EWA)
    because = PROTOCOL.conditions["not_alone"].because
    assert {out["not_asked"][item] for item in EWA.not_asked} == {because}
    assert "no_interpreter" in {reason.code for reason in PROTOCOL.gate.reasons}
    alone = {**EWA.answers, "X04": "interpreter"}
    again: Any = evaluate_case(PROTOCOL, {"now": NOW, "born": EWA.born, "answers": alone})
    assert "A02" in again["asked"]


def test_ines_said_no_to_a_person_not_to_the_topic() -> None:
    reasons = {reason.code: reason for reason in PROTOCOL.gate.reasons}
    assert reasons["declined_staff"].group != reasons["declined_topic"].group
    codes = [option.code for option in PROTOCOL.items["X66"].options]
    assert {"topic", "person"} <= set(codes)


def test_nadia_decides_herself_and_nobody_else_is_asked() -> None:
    methods = [d for id, d in PROTOCOL.decisions.items() if id.startswith("D09")]
    assert methods
    for decision in methods:
        words = " ".join(decision.told).lower()
        assert not [word for word in ("mother", "famil", "parent", "leave") if word in words]


def test_olu_has_no_menopause_by_assumption() -> None:
    out = found(OLU)
    assert "X03" in out["asked"]
    assert "contraception is still offered" in PROTOCOL.needs["N22"].ward
