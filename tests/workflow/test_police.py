"""The police: in no list; what they ask is logged without a clinical word; her own report is hers."""

from __future__ import annotations

import shutil
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from msgspec.structs import replace

from srh_assess.assessment import disclosing, facts
from srh_assess.assessment.disclosing import HarmKind, OverrideUsed, PoliceRequested
from srh_assess.clock import SetClock
from srh_assess.letters.template import kinds, load
from srh_assess.protocol.load import load as load_protocol
from srh_assess.protocol.model import Protocol
from srh_assess.shipped import shipped
from srh_assess.store.accounts import ROLES
from srh_assess.workflow import overriding
from srh_assess.workflow.deciding import task
from srh_assess.workflow.for_the_board import of_record
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import OVER, POLICE, World, code_of
from tests.workflow.memory import MemoryJournal

BARRED = (
    "police", "probation", "mappa", "immigration", "dwp", "housing", "employer", "school", "panel",
    "multi-agency", "crisis frequency",
)  # fmt: skip


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def test_police_stand_in_no_list(protocol: Protocol, checkout: Path) -> None:
    named = [f"{place.id} {place.label}".lower() for place in protocol.destinations.values()]
    named += [load(kind).destination.lower() for kind in kinds()]
    named += [role.lower() for role in ROLES]
    assert [name for name in named for word in BARRED if word in name.split()] == []
    raw = tomllib.loads(
        (checkout / "resources" / "protocol" / "destinations.toml").read_text("utf-8")
    )
    assert not any("police" in row["id"].lower() for row in raw["destination"])


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("POLICE_101", "Local force"),
        ("X1", "Police liaison"),
        ("X2", "Multi-agency panel"),
        ("X3", "Her employer"),
    ],
)
def test_a_file_that_names_them_as_a_place_to_send_to_is_not_taken(
    tmp_path: Path, id: str, label: str
) -> None:
    folder = tmp_path / "protocol"
    shutil.copytree(shipped("protocol"), folder)
    path = folder / "destinations.toml"
    row = f'\n[[destination]]\nid = "{id}"\nlabel = "{label}"\nuse = "x"\nurgency = "R"\nbasis = "x"\nroute = "x"\n'
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    assert code_of(lambda: load_protocol(folder)) == "content-barred-reader"


def test_police_attending_is_a_harm_and_no_participant(protocol: Protocol) -> None:
    assert "police_present" in get_args(HarmKind)
    rooms = [option.code for option in protocol.items["X04"].options]
    assert "police" not in rooms


def test_a_request_is_logged_without_a_clinical_word(world: World) -> None:
    request = overriding.police_asked(world.hers(), "DS Reed", "Northshire", reference="NS-1")
    kept = world.hers().record.decided.requests[request]
    assert set(get_type_hints(PoliceRequested)) <= {
        "request", "officer", "force", "reference", "in_writing", "line_of_enquiry", "she_was_told",
    }  # fmt: skip
    assert [task.fact.what for task in world.hers().open_tasks()] == ["police_request"]
    assert overriding.gaps(kept.fact) == (
        "whether it is in writing", "which line of enquiry", "whether she was told",
    )  # fmt: skip
    whole = replace(kept.fact, in_writing="yes", line_of_enquiry="a threat", she_was_told="no")
    assert overriding.gaps(whole) == ()
    assert "cannot say whether anyone is a patient" in overriding.TO_THE_POLICE


def test_information_governance_answers_and_keeps_what_was_not_given(world: World) -> None:
    request = overriding.police_asked(world.hers(), "DS Reed", "Northshire")
    nothing: dict[str, Any] = {"answer": "nothing", "by": "D. Okoro"}
    assert (
        code_of(
            lambda: overriding.police_answered(world.hers(), request, not_given="all", **nothing)
        )
        == "two-people"
    )
    governance = world.hers("records")
    assert (
        code_of(lambda: overriding.police_answered(governance, request, **nothing))
        == "police-not-given"
    )
    given: dict[str, Any] = {"answer": "in_part", "by": "D. Okoro", "not_given": "the rest"}
    assert (
        code_of(lambda: overriding.police_answered(world.hers("records"), request, **given))
        == "override-police"
    )
    overriding.police_answered(world.hers("records"), request, not_given="everything", **nothing)
    assert (
        code_of(lambda: overriding.police_answered(world.hers("records"), request, **nothing))
        == "police-request"
    )


def test_something_is_given_only_on_a_complete_override(world: World) -> None:
    request = overriding.police_asked(world.hers("desk"), "DS Reed", "Northshire")
    hers, over = world.hers(), replace(OVER, recipient="police")
    assert overriding.may_let_through(hers.record, request)
    assert overriding.to_propose(hers.record) == ()
    world.hers("records").keep(task("release", request, None))
    over = replace(over, police=replace(POLICE, request=request))
    hers = world.hers()
    assert not overriding.may_let_through(hers.record, request)
    assert [one.officer for one in overriding.to_propose(hers.record)] == ["DS Reed"]
    assert [one.fact.what for one in hers.open_tasks("release")] == ["release"]
    overriding.propose(hers, over)
    assert world.hers().open_tasks("release") == ()
    overriding.decide(world.hers("second"), "o", agrees=True, role="caldicott")
    assert to_police(world) == 0
    overriding.use(world.hers(), "o", "police", "d")
    overriding.police_answered(world.hers("records"), request, "D. Okoro", "as_asked", override="o")
    assert to_police(world) == 1
    assert not overriding.may_let_through(world.hers().record, request)
    assert overriding.to_propose(world.hers().record) == ()
    assert world.fits()


def to_police(world: World) -> int:
    """As the board's count has it."""
    return of_record(world.hers().record, NOW - timedelta(days=365))["police"]


def test_her_own_report_is_hers_and_counted_apart(world: World) -> None:
    assert next(iter(overriding.OWN_REPORT_WAYS)) == "centre_without_police"
    assert set(overriding.OWN_REPORT_WAYS) == set(
        get_args(get_type_hints(disclosing.OwnReport)["way"])
    )
    report = overriding.own_report(world.hers(), "police_later", "what he did", advocate="accepted")
    assert world.hers().record.decided.reports[report].fact.words == "what he did"
    assert to_police(world) == 0
    assert (
        code_of(lambda: overriding.own_report(world.hers(), "adviser", " ", advocate="accepted"))
        == "own-report"
    )


def test_other_overrides_are_not_counted_as_police(world: World) -> None:
    world.write(OVER, OverrideUsed(override="o", document="d", recipient="SAFE_ADULT"))
    assert to_police(world) == 0
    assert isinstance(world.journal.all[0].fact, facts.Admitted)
