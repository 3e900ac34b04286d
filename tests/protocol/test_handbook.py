"""The tree of the handbook: what each row says, in the words of a few rows made for the test."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.protocol.handbook import handbook
from srh_assess.protocol.handbook_tree import Entry
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Case, Option, Protocol
from srh_assess.protocol.review import Dated, past_review
from tests.protocol.small import write


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Protocol:
    return load(write(tmp_path_factory.mktemp("protocol")), cases=True)


def entries(protocol: Protocol) -> Mapping[str, Entry]:
    return {e.id: e for chapter in handbook(protocol).chapters for e in chapter.entries}


def said(entry: Entry, label: str) -> list[str]:
    found = [fact.lines for fact in entry.facts if fact.label == label]
    return [f"{'  ' * line.depth}{line.text}" for line in found[0]] if found else []


def test_an_item_says_how_it_is_asked_and_answered(protocol: Protocol) -> None:
    found = entries(protocol)
    asked = found["item-Q1"]
    assert said(asked, "Say aloud") == ["Was there something?"]
    assert said(asked, "Answer") == ["Yes or no"]
    assert said(asked, "Options") == ["Yes [yes]", "No [no]"]
    assert said(asked, "Asked in") == ["the core"]
    assert said(asked, "The time is that of") == [
        "the thing; not known: up to 168 hours before the answer"
    ]
    assert said(asked, "Read by") == ["Q2, Q3, N1, clock C1, clock C2"]
    follow_up = found["item-Q2"]
    assert said(follow_up, "Shown only when") == ["Q1 Something: “Yes”"]
    assert said(follow_up, "Otherwise the record says") == ["There was nothing."]
    assert said(follow_up, "Not asked under the condition") == ["Grown: Not asked: she is ninety."]
    assert said(follow_up, "Options")[2] == "None of these [none] (stands alone)"
    assert said(follow_up, "Asked in") == ["a later sitting"]
    staff = found["item-S1"]
    assert said(staff, "Staff fill in") == ["State"]
    assert said(staff, "Options")[1] == "Amber [amber] (with care)"
    assert said(staff, "Instead of an answer") == ["not known"]
    assert said(staff, "Marked") == []


def test_what_is_rare_is_said_too(protocol: Protocol) -> None:
    items = dict(protocol.items)
    items["Q3"] = replace(
        items["Q3"], bank=False, partial=True, same_sitting=True, minimum=1, maximum=9,
        unit="kg", sensitive=True, event="it", options=(Option(code="o", label="O", dated=True, hint="h"),),
    )  # fmt: skip
    found = entries(replace(protocol, items=items))["item-Q3"]
    assert said(found, "Answer") == ["A number from 1 to 9 kg"]
    assert said(found, "Marked") == ["As sensitive"]
    assert said(found, "The time is that of") == ["it"]
    assert said(found, "Options") == ["O [o] (asks when; h)"]
    assert said(found, "Asked in") == [
        "the short version, the sitting that opened it (not one of the counted questions)"
    ]


def test_a_need_says_each_way_it_is_raised(protocol: Protocol) -> None:
    found = entries(protocol)
    need = found["need-N1"]
    assert said(need, "Raised when") == [
        "Way 1 (urgency E)", "  Q1 Something: “Yes”",
        "Way 2", "  Q3 How much: over 3",
        "Way 3", "  Q3 How much: 1",
        "Way 4 (to be asked again)", "  Q1 Something: not sure",
    ]  # fmt: skip
    assert said(need, "Shown at once") == []
    assert said(need, "Urgency") == ["7: Within a week"]
    noted = replace(protocol.needs["N1"].raised[3], note="because", urgency="S")
    changed = replace(protocol.needs["N1"], raised=(noted,), banner=True)
    marked = entries(replace(protocol, needs={"N1": changed}))["need-N1"]
    assert said(marked, "Raised when") == [
        "Way 1 (to be asked again, urgency S)", "  Q1 Something: not sure", "  Note: because",
    ]  # fmt: skip
    assert said(marked, "Shown at once") != []


def test_a_clock_says_from_when_and_until_when(protocol: Protocol) -> None:
    found = entries(protocol)
    clock = found["clock-C1"]
    assert said(clock, "Started when") == [
        "Way 1: from the time of Q1 Something; not known: up to 168 hours ago",
        "  Q1 Something: not surely longer ago than 168 hours (also when the time is not known)",
        "Way 2: from the moment the answer was taken",
        "  Q4 When: may be longer ago than 24 hours (not when the time is not known)",
    ]
    assert said(clock, "Act by") == ["24 hours after"]
    assert said(clock, "Closes") == ["72 hours after."]
    assert said(clock, "Interrupts") == ["Yes, with a full page"]
    cycle = said(found["clock-C2"], "Closes")[0]
    assert cycle.startswith("120 hours after. It does not close while Q4 When and Q3 How much")
    start = replace(protocol.clocks["C1"].starts[0], item="", lookback_hours=24)
    timed = replace(protocol.clocks["C1"].starts[0], lookback_hours=12)
    rule = replace(
        protocol.clocks["C1"], starts=(start, timed), window_hours=None, interrupts=False
    )
    other = entries(replace(protocol, clocks={"C1": rule}))["clock-C1"]
    assert said(other, "Closes") == ["It has no end of its own."]
    assert said(other, "Interrupts") == ["No"]
    assert said(other, "Started when")[0].endswith("taken, and up to 24 hours before")
    assert said(other, "Started when")[2].endswith("not known: up to 12 hours ago")
    soft = replace(protocol.clocks["C1"], soft=True)
    assert (
        "ring anyway"
        in said(entries(replace(protocol, clocks={"C1": soft}))["clock-C1"], "Closes")[0]
    )


def test_the_gate_says_its_bands_and_where_a_red_leads(protocol: Protocol) -> None:
    found = entries(protocol)
    assert said(found["gate-outcome"], "Outcomes") == ["Begin: Go"]
    assert said(found["gate-outcome"], "Numbers as colours") == ["S2 Hours, under 6: Not now"]
    assert said(found["domain-state"], "Not now") == ["puts the talk off"]
    gate = replace(
        protocol.gate,
        domains=(replace(protocol.gate.domains[0], counts=False, red="partial"),),
    )
    other = entries(replace(protocol, gate=gate))["domain-state"]
    assert said(other, "Not now") == ["shortens the talk"]
    assert said(other, "With care") == ["adds its line to prepare, counts from three"]


def rows(protocol: Protocol, case: Case, anchor: str) -> tuple[tuple[str, ...], ...]:
    made = replace(protocol, cases=(case,))
    return entries(made)[anchor].tables[0].rows[0]


def test_a_case_says_what_is_given_and_what_follows(protocol: Protocol) -> None:
    name, given, follows = rows(
        protocol,
        Case(
            id="c", rule="N1", why="Because.", born="1990-01-01", now="2026-03-01T09:00:00+00:00",
            answers={
                "Q1": {"value": "yes", "at": "2026-02-28T09:00:00+00:00", "source": "notes"},
                "Q2": ["a", "b"],
                "Q3": 4,
                "Q4": {
                    "earliest": "2026-02-01T00:00:00+00:00",
                    "latest": "2026-02-02T00:00:00+00:00",
                },
            },
            raises=("N1", "C1"), raises_not=("C2",), gate="defer", urgency="E", reask=True,
            act_by="2026-03-02T09:00:00+00:00", closes="never", state="running",
            because=("Q1", "Q3"), asked=("Q1",), not_asked=("Q2",),
        ),
        "need-N1",
    )  # fmt: skip
    assert name == ("Because.", "c")
    assert given == (
        "At 2026-03-01 09:00 UTC, born 1990-01-01",
        "Q1 Something: “Yes”, 2026-02-28 09:00 UTC, from notes",
        "Q2 Which: “A”, “B”",
        "Q3 How much: 4",
        "Q4 When: not before 2026-02-01 00:00 UTC, not after 2026-02-02 00:00 UTC",
    )
    assert follows == (
        "Gate: put it off",
        "N1 Something",
        "Clock: Something to ring about",
        "Not: Clock: Something with a cycle",
        "Because of: Q1 Something; Q3 How much",
        "Urgency E",
        "To be asked again",
        "Act by 2026-03-02 09:00 UTC",
        "Does not close by itself",
        "State: running",
        "Asked: Q1 Something",
        "Not asked: Q2 Which",
    )


def test_a_case_of_few_words(protocol: Protocol) -> None:
    case = Case(id="c", rule="grown", not_asked=("Q2",), reask=False, closes="2026-03-02T09:00:00")
    name, given, follows = rows(protocol, case, "condition-grown")
    assert name == ("c",)
    assert given == ("At 2026-03-10 12:00 UTC, birth date not known", "No answers")
    assert follows == (
        "Nothing to ask again", "Closes 2026-03-02 09:00:00", "Not asked: Q2 Which",
        "Reason: Grown",
    )  # fmt: skip


def test_many_greens_are_one_line(protocol: Protocol) -> None:
    domain = protocol.gate.domains[0]
    two = replace(protocol.gate, domains=(domain, replace(domain, id="b", item="S3")))
    items = {**protocol.items, "S3": replace(protocol.items["S1"], id="S3")}
    both = replace(protocol, gate=two, items=items)
    case = Case(id="c", rule="gate", gate="go", answers={"S1": "green", "S3": "green"})
    assert rows(both, case, "gate-outcome")[1][1] == "Fine now in every domain of the gate"
    three = replace(two, domains=(*two.domains, replace(domain, id="c", item="S2")))
    case = replace(case, answers={**case.answers, "S2": 1})
    most = replace(both, gate=three)
    assert rows(most, case, "gate-outcome")[1][1:] == ("Fine now: S1, S3", "S2 Hours: 1")
    alone = replace(case, answers={"S1": "green", "S3": "red"})
    assert rows(most, alone, "gate-outcome")[1][1:] == ("S1 State: “Green”", "S3 State: “Red”")


def test_without_its_cases_there_are_no_tables(tmp_path: Path) -> None:
    found = entries(load(write(tmp_path)))
    assert not any(entry.tables for entry in found.values())


def test_what_is_past_its_date(protocol: Protocol) -> None:
    assert past_review(protocol, date(2027, 1, 1)) == ()
    items = {**protocol.items, "Q1": replace(protocol.items["Q1"], review_by=date(2026, 6, 1))}
    older = replace(protocol, items=items)
    assert past_review(older, date(2026, 6, 1)) == ()
    assert past_review(older, date(2026, 6, 2)) == (Dated("Q1", date(2026, 6, 1)),)
    every = past_review(older, date(2027, 1, 2))
    assert every[0].name == "Q1"
    assert {"condition grown", "N1", "clock C1", "gate", "gate domain state"} <= {
        dated.name for dated in every
    }
    page = entries(older)["review-2026-06-01"]
    assert said(page, "Rows") == ["Q1"]


def test_a_setting_says_its_bounds_and_what_a_unit_set(protocol: Protocol) -> None:
    row = replace(protocol.settings["coil_after_ovulation_hours"], least=100, most=120)
    found = entries(replace(protocol, settings={row.id: row}))[f"setting-{row.id}"]
    assert said(found, "A unit may set") == ["From 100 to 120 hours"]
    assert said(found, "Shipped value") == []
    own = replace(row, value=110, shipped=120)
    found = entries(replace(protocol, settings={row.id: own}))[f"setting-{row.id}"]
    assert said(found, "Value") == ["110 hours"]
    assert said(found, "Shipped value") == ["120 hours; this unit set its own"]
