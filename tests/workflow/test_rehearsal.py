"""A rehearsal says what would change, and writes nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Condition, Protocol, Raised
from srh_assess.workflow.rehearsal import rehearse
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, complete
from tests.store.test_reading import traces
from tests.workflow.homes import new_desk, sitting


@pytest.fixture(scope="module")
def shipped() -> Protocol:
    return load()


def home(tmp_path: Path, clock: SetClock) -> tuple[Path, str]:
    """A home with one woman; gives its folder and her admission."""
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    complete(session, {"G02": ("heavy",), "C05": "start"})
    session.answer("T01", "yes")
    session.answer("T02", "yes")
    admission = session.record.admission
    desk.lock()
    return tmp_path / "home", admission


def test_the_same_rules_change_nothing(tmp_path: Path, clock: SetClock, shipped: Protocol) -> None:
    folder, _ = home(tmp_path, clock)
    clock.move(timedelta(days=400))
    found = rehearse(folder, NURSE.name, PASSPHRASE, old=shipped, new=shipped, clock=clock)
    assert (found.looked_at, found.changed) == (1, ())
    assert list(found.lines) == [
        "1 admission looked at, 0 would change.", "", "Nothing was written.",
    ]  # fmt: skip


def other(shipped: Protocol) -> Protocol:
    """Rules that find something else in every way there is."""
    needs, clocks = dict(shipped.needs), dict(shipped.clocks)
    needs["N19"] = replace(needs["N19"], urgency="S", raised=(
        Raised(when=Condition(item="G02", op="=", value="heavy"), unsure=True),
    ))  # fmt: skip
    needs["N35"] = replace(
        needs["N35"], raised=(Raised(when=Condition(item="T01", op="=", value="yes")),)
    )
    needs["N10"] = replace(
        needs["N10"], raised=(Raised(when=Condition(item="T01", op="=", value="no")),)
    )
    clocks["tc_ec_lng"] = replace(clocks["tc_ec_lng"], target_hours=3, name="Sooner")
    clocks.pop("tc_ec_upa")
    clocks["tc_ec_cuiud"] = replace(clocks["tc_ec_cuiud"], target_hours=3)
    gate = replace(shipped.gate, domains=(replace(shipped.gate.domains[0], item="R14"),))
    return replace(shipped, needs=needs, clocks=clocks, gate=gate)


def test_it_says_what_would_be_otherwise_and_writes_nothing(
    tmp_path: Path, clock: SetClock, shipped: Protocol
) -> None:
    folder, admission = home(tmp_path, clock)
    before = traces(folder)
    found = rehearse(folder, NURSE.name, PASSPHRASE, old=shipped, new=other(shipped), clock=clock)
    assert traces(folder) == before
    assert (found.looked_at, len(found.changed)) == (1, 1)
    text = "\n".join(found.lines)
    assert f"Admission {admission}" in text
    assert "Gate: go -> undecided" in text
    assert "Need N19 Trouble with periods: urgency R -> urgency S, to be asked again" in text
    assert "Need N35 Worry about becoming pregnant: raised (urgency R)" in text
    assert "Need N10 Wants contraception and has none: no longer raised (urgency 7)" in text
    assert "Clock tc_ec_lng Sooner: " in text
    assert "Clock tc_ec_upa" in text
    assert "no longer raised (may be possible, act by" in text
    assert text.count("does not close by itself") == 2
    assert "Wren" not in text
    assert "Marianne" not in text


def test_it_needs_the_clinical_key(tmp_path: Path, clock: SetClock, shipped: Protocol) -> None:
    folder, _ = home(tmp_path, clock)
    with pytest.raises(Refused):
        rehearse(folder, ADMIN.name, PASSPHRASE, old=shipped, new=shipped, clock=clock)
    with pytest.raises(Refused):
        rehearse(folder, NURSE.name, "another passphrase", old=shipped, new=shipped)
