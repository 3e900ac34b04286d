"""What Serenity Integrated Mentoring did, row by row, and what happens here instead (law and
ethics D). Rows that need a screen or the manager's page have their test with those."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import get_args, get_type_hints
from uuid import uuid4

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.disclosing import HarmKind
from srh_assess.assessment.facts import AnyFact, Stay
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.letters.template import kinds as kinds_of_letter
from srh_assess.letters.template import load as load_letter
from srh_assess.measures import tally
from srh_assess.measures.definitions import definitions
from srh_assess.measures.proportions import Counts, compare, in_words
from srh_assess.measures.settings import settings
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.terms import load as load_terms
from srh_assess.rules.language import advise
from srh_assess.shipped import shipped
from srh_assess.store.accounts import ROLES
from srh_assess.store.clinical import ClinicalStore
from srh_assess.workflow import capacity, consent, overriding, voice
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.leading import UnitChanged
from srh_assess.workflow.print_protocol import standing
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, WOMAN
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.unit import OwnPlace
from tests.contract.test_language import _texts
from tests.measures import by_hand
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import EMERGENCY, OVER, World, code_of
from tests.workflow.homes import CHEAP, new_desk, sitting
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


@dataclass
class Table:
    """The letter on the table."""

    sharing: Sharing

    def ready(self) -> Sharing:
        self.sharing.tick("identity", on=True)
        self.sharing.able()
        return self.sharing


@pytest.fixture
def table(world: World) -> Table:
    hers = world.hers()
    hers.session.begin()
    return Table(Sharing(hers.session, UNIT, "srh_in_reach"))


def test_police_inside_the_care_team(tmp_path: Path, clock: SetClock) -> None:
    """No role, no fact of theirs but a logged request, no reader; and none can be made."""
    assert not {role for role in ROLES if "police" in role or "mentor" in role}
    kinds = {str(kind.__struct_config__.tag) for kind in get_args(AnyFact)}
    assert {kind for kind in kinds if "police" in kind} == {"police_request", "police_answer"}
    desk = new_desk(tmp_path / "home", clock)
    named = [place.label for place in desk.protocol.destinations.values()]
    named += [f"{load_letter(kind).reader} {load_letter(kind).name}" for kind in kinds_of_letter()]
    assert not [name for name in named if "police" in name.lower()]
    desk.lock()
    desk.sign_in(ADMIN.name, PASSPHRASE)
    for role in ("police", "high_intensity_officer", "mentor"):
        officer = replace(NURSE, name="officer", display="Officer", roles=(role,))
        with pytest.raises(UserError):
            desk.add_account(officer)
    assert desk.unit is not None
    station = OwnPlace(id="own-1", label="Police station", route="By telephone", ask_for="Desk")
    with pytest.raises(UserError):
        desk.change_unit(replace(desk.unit, own=(station,)), "a reader more")
    desk.lock()


def test_a_seamless_move_from_help_to_coercion(world: World) -> None:
    """A no to everything closes nothing: what is not decided is still offered, her copy is hers,
    she can be asked later. No word on any screen or paper threatens."""
    for decision in sorted(world.protocol.decisions):
        if decision not in {"D14", "D16"}:
            consent.answer(world.hers(), decision, "no")
    assert consent.may_offer(world.hers(), "D14.GUM") is None
    assert capacity.presume(world.hers(), "D03")
    hers = world.hers()
    hers.session.begin()
    copy = Sharing(hers.session, UNIT, "her_copy")
    assert copy.closed is None
    later = Sharing(hers.session, UNIT, "srh_in_reach")
    later.decide("no")
    assert later.closed is None
    barred = ("prosecut", "behaviour order", "warning letter", "community order", "sanction")
    found = [(place, word) for place, text in _texts() for word in barred if word in text.lower()]
    assert {place for place, _ in found} <= {
        "resources/clinical_safety/hazards.toml", "src/srh_assess/rules/plain_refusals.py",
    }  # fmt: skip


def test_a_case_selected_by_service_use(tmp_path: Path, clock: SetClock) -> None:
    """The same woman comes six times: nothing on the board marks the sixth."""
    desk = new_desk(tmp_path / "home", clock)
    rows = []
    for _ in range(6):
        admission = desk.admit(WOMAN, Stay(admitted=clock.now(), ward=UNIT.ward))
        (row,) = desk.board()
        rows.append(replace(row, admission="", admitted=NOW))
        clock.move(timedelta(days=2))
        record = desk.record(admission)
        desk.keep_fact(record, facts.Discharged(at=clock.now(), to="home"), duty="assess")
        clock.move(timedelta(days=2))
    assert rows == [rows[0]] * 6
    desk.lock()


def test_shared_without_free_consent(table: Table, tmp_path: Path) -> None:
    """Her no: nothing is sent, printed or saved; nor with a yes taken back, nor on an override
    that lacks one field."""
    sharing = table.ready()
    sharing.decide("yes", shown="read_to_her")
    rendered = sharing.release()
    sharing.withdraw()
    sharing.ask_again()
    sharing.decide("no")
    for act in (
        sharing.release,
        lambda: sharing.sent(rendered, "handed_over"),
        lambda: sharing.print_out(rendered, lambda _: None, printer="Willow"),
        lambda: sharing.save(rendered, tmp_path),
    ):
        assert code_of(act) == "share-no-yes"
    assert list(tmp_path.iterdir()) == []
    assert not sharing.session.record.letters
    short = replace(OVER, recipient="SRH", harm_to_her="")
    hers = Decider(sharing.session)
    assert code_of(lambda: overriding.propose(hers, short)) == "override-incomplete"


def test_please_do_not_tell_the_patient(table: Table) -> None:
    sharing = table.ready()
    assert code_of(lambda: sharing.decide("yes")) == "share-not-shown"


def test_constantly_an_emergency_case(world: World) -> None:
    overriding.propose(world.hers(), EMERGENCY)
    overriding.use(world.hers(), "o", "SAFE_ADULT", "d")
    assert code_of(lambda: overriding.use(world.hers(), "o", "SAFE_ADULT", "d")) == "override-spent"
    overriding.propose(world.hers(), replace(EMERGENCY, override="p"))
    assert len(world.hers().open_tasks("look_back")) == 2


def test_a_panel_removes_consent(world: World) -> None:
    assert not {role for role in ROLES if "panel" in role}
    answers = get_args(get_type_hints(facts.Consented)["answer"])
    assert set(answers) == {"yes", "no", "wants_time", "in_part"}
    consent.answer(world.hers(), "D03", "no")
    assert (
        code_of(lambda: consent.answer(world.hers("another"), "D03", "yes", alone=True))
        == "consent-finding"
    )


def test_pejorative_words(world: World) -> None:
    ten = (
        "attention-seeking", "manipulative", "malicious", "non-compliant", "refused", "denies",
        "frequent flyer", "promiscuous", "unreliable", "lacks insight",
    )  # fmt: skip
    text = "She was " + ", ".join(ten)
    assert [advice.said for advice in advise(text, load_terms())] == list(ten)
    capacity.presume(world.hers(), "D03", text)
    assert advise(f"They wrote “{text}”.", load_terms()) == ()


def test_complaints_called_by_another_name_and_staff_first(world: World) -> None:
    said = "I want to complain, and I want it read by somebody outside"
    ways = voice.Voices(world.hers(), world.journal, lambda: uuid4().hex, ("reviewer",))
    (kept,) = ways.read([ways.say("complaint", said)])
    assert kept.fact.words == said


def test_a_slow_answer_to_concerns(world: World) -> None:
    ways = voice.Voices(world.hers(), world.journal, lambda: uuid4().hex, ("reviewer",))
    (kept,) = ways.read([ways.say("tool_concern", "this wall is in the wrong place", by="staff")])
    assert kept.at == NOW


def test_a_diagnosis_that_denies_care(protocol: Protocol) -> None:
    asked = " ".join(protocol.items) + " ".join(f"{item.label}" for item in protocol.items.values())
    assert "diagnosis" not in asked.lower().replace("psychiatric diagnosis", "")


def test_not_co_designed(tmp_path: Path, clock: SetClock) -> None:
    """Other wording than a named person approved is said to be unapproved, on every screen and
    letter, until somebody looks at it anew; and the approval names a woman with lived experience
    who looked at it, or says that nobody is named."""
    desk = new_desk(tmp_path / "home", clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    desk.approve(
        content_hash=desk.shipped.content_hash, name="Dr A. Karlsson", role="Consultant",
        registration="7000001",
    )  # fmt: skip
    assert desk.approved
    assert "Nobody with lived experience is named" in standing(desk)
    desk.withdraw_approval("to be looked at by a woman who has been here")
    desk.approve(
        content_hash=desk.shipped.content_hash, name="Dr A. Karlsson", role="Consultant",
        registration="7000001", lived_experience=" Jo, of the ward forum ",
    )  # fmt: skip
    assert "Looked at with lived experience: Jo, of the ward forum." in standing(desk)
    other = edited(tmp_path / "p", "needs.toml", lambda text: text.replace("name = ", "name  = "))
    assert other.content_hash != desk.shipped.content_hash
    changed = Desk(desk.folder, other, clock, cost=CHEAP)
    desk.lock()
    changed.sign_in(NURSE.name, PASSPHRASE)
    assert not changed.approved
    changed.lock()


def test_materials_deleted_when_questioned(tmp_path: Path, clock: SetClock) -> None:
    """Nothing that was written can be deleted or put otherwise, and what was superseded is still
    there to read."""
    desk = new_desk(tmp_path / "home", clock)
    admission = sitting(desk).record.admission
    kept = len(list(store_of(desk).entries(admission)))
    for act in ("DELETE FROM journal", "UPDATE journal SET author = ''", "DELETE FROM bodies"):
        with pytest.raises(Exception, match="never"):
            store_of(desk)._db.conn.execute(act)
    assert len(list(store_of(desk).entries(admission))) == kept
    desk.sign_in(ADMIN.name, PASSPHRASE)
    assert desk.unit is not None
    desk.change_unit(replace(desk.unit, phone="020 7946 0099"), "a new number")
    said = [entry.fact.unit.phone for entry in desk.ledger if isinstance(entry.fact, UnitChanged)]
    assert said == [UNIT.phone, "020 7946 0099"]
    desk.lock()


def store_of(desk: Desk) -> ClinicalStore:
    assert desk._store is not None
    return desk._store


def edited(folder: Path, file: str, change: Callable[[str], str]) -> Protocol:
    shutil.copytree(shipped("protocol"), folder)
    path = folder / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return load(folder)


def test_copies_that_switch_the_rules_off(
    world: World, tmp_path: Path, clock: SetClock, journal: MemoryJournal
) -> None:
    row = '\n[[decision]]\nid = "D17"\nname = "Sexual relations"\ntold = []\nbest_interests = ["emergency"]\n'
    other = World(edited(tmp_path / "p", "decisions.toml", lambda text: text + row), clock, journal)
    assert code_of(lambda: capacity.presume(other.hers(), "D17")) == "decision-never"
    switch = '\n[[setting]]\nid = "walls_off"\nvalue = 1\nunit = "yes"\nwhat = "x"\noff = true\n'
    with pytest.raises(UserError):
        edited(tmp_path / "q", "settings.toml", lambda text: text + switch)


def test_tiny_studies_and_no_search_for_harm() -> None:
    """Few are said to be few, with both counts; no benefit is a measure without what it cost her
    and her voice beside it; harms have a log of their own."""
    limits = settings().comparison
    few = in_words(compare(Counts(3, limits.fewest - 1), Counts(1, 40), limits))
    least = f"it takes {limits.fewest} on each side."
    assert few == f"3 of {limits.fewest - 1} after 1 of 40 before: too few to compare; {least}"
    measures = definitions().measures
    benefits = [one for one in measures.values() if one.kind == "outcome" and one.beside]
    assert benefits
    for measure in benefits:
        assert {"balancing", "voice"} <= {measures[id].kind for id in measure.beside}, measure.id
    assert {"distress", "felt_pressed", "trust_lost"} <= set(get_args(HarmKind))


def test_misused_police_data() -> None:
    """No figure is about money, or about what was saved, and none but H5 about the police: what
    went to them without her agreement is counted where a board sees it. Each says what it counts,
    out of what, and from where; and each comes out as a hand counts twenty stays."""
    stays = by_hand.stays()
    found = {id: tally.share(id, stays) for id in tally.SHARES}
    assert len(stays) == 20
    assert {id: (one.part, one.whole) for id, one in found.items()} == by_hand.COUNTED
    assert {id: one.missing for id, one in found.items() if one.missing} == by_hand.MISSING
    assert found["M5"].lines == {"accepted": by_hand.ACCEPTED_ONLY}
    barred = {"police", "arrest", "arrests", "crime", "saved", "savings", "cost", "costs", "999"}
    for measure in definitions().measures.values():
        words = f"{measure.name} {measure.sentence} {measure.numerator} {measure.caution}".lower()
        told = {"police"} if measure.id == "H5" else set()
        assert barred & set(re.findall(r"[a-z0-9]+", words)) == told, measure.id
        assert measure.numerator, measure.id
        assert measure.denominator or measure.unit == "events", measure.id
        assert measure.source, measure.id


ROWS = {
    "Police inside the care team": test_police_inside_the_care_team,
    "Seamless move from help to coercion for persisting": test_a_seamless_move_from_help_to_coercion,
    "Case selected by service use": test_a_case_selected_by_service_use,
    "Confidential data shared with police without free consent": test_shared_without_free_consent,
    "She is not told that she can choose readers": test_please_do_not_tell_the_patient,
    "Constantly an emergency case": test_constantly_an_emergency_case,
    "Panel removes consent": test_a_panel_removes_consent,
    "Pejorative words": test_pejorative_words,
    "Tiny studies, no search for harm": test_tiny_studies_and_no_search_for_harm,
    "Misused police data, spin": test_misused_police_data,
    "Complaints called by another name": test_complaints_called_by_another_name_and_staff_first,
    "Slow professional response": test_a_slow_answer_to_concerns,
    "Not co-designed": test_not_co_designed,
    "Materials deleted when questioned": test_materials_deleted_when_questioned,
    "A diagnosis that denies care": test_a_diagnosis_that_denies_care,
    "Copy-cat models": test_copies_that_switch_the_rules_off,
}
"""Each row of the table has its test, by name."""


def test_every_row_of_the_table_has_its_test() -> None:
    assert len(ROWS) == len(set(ROWS.values())) == 16
    assert all(test.__name__.startswith("test_") for test in ROWS.values())
