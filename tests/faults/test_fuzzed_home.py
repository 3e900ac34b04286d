"""Any byte of any file of a home may be wrong: the record opens as it was, or says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.store import anchor, ledger, opening, slots
from srh_assess.workflow import backups
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import CHEAP, new_desk, sitting

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PROTOCOL = load()
FILES = (slots.NAME, ledger.NAME, anchor.NAME, opening.NAME)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed") / "home"
    desk = new_desk(folder, SetClock(NOW))
    sitting(desk).answer("C02", "to_start") if "to_start" in {
        option.code for option in PROTOCOL.items["C02"].options
    } else sitting(desk)
    desk.lock()
    return folder


@pytest.mark.parametrize("name", FILES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    place=st.floats(0, 1),
    new=st.binary(min_size=1, max_size=64),
    how=st.sampled_from(("over", "cut", "put in", "all")),
)
def test_a_changed_file_is_never_a_traceback_and_never_believed(
    kept: Path, tmp_path: Path, name: str, place: float, new: bytes, how: str
) -> None:
    folder = tmp_path / "home"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
    raw = (folder / name).read_bytes()
    at = round(place * len(raw))
    changed = {
        "over": raw[:at] + new + raw[at + len(new) :],
        "cut": raw[:at],
        "put in": raw[:at] + new + raw[at:],
        "all": new,
    }[how]
    (folder / name).write_bytes(changed)
    desk = Desk(folder, PROTOCOL, SetClock(NOW), cost=CHEAP)
    try:
        desk.sign_in(NURSE.name, PASSPHRASE)
        names = [row.family for row in desk.board()]
        roles = desk.me.roles if desk.me is not None else ()
    except UserError as fault:
        assert fault.next_step
        return
    finally:
        desk.lock()
    assert len(names) == 1
    assert roles == NURSE.roles


ACTS: dict[str, Callable[[Path, Path], object]] = {
    "verify": lambda folder, _: verify_home(folder, NURSE.name, PASSPHRASE, protocol=PROTOCOL),
    "backup": lambda folder, _: backups.save(
        folder, folder.parent / "new.srhbackup", NURSE.name, PASSPHRASE, SetClock(NOW)
    ),
    "restore": lambda folder, file: backups.bring_back(
        file, folder, NURSE.name, PASSPHRASE, SetClock(NOW)
    ),
}


@pytest.mark.parametrize("act", ACTS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60, deadline=None,
)  # fmt: skip
@given(
    name=st.sampled_from(FILES),
    place=st.floats(0, 1),
    new=st.binary(min_size=1, max_size=64),
    how=st.sampled_from(("over", "cut", "put in", "all")),
)
@example(name=opening.NAME, place=0, new=b"x", how="cut")
@example(name=anchor.NAME, place=0, new=b"x", how="cut")
@example(name=ledger.NAME, place=0, new=b"x", how="cut")
@example(name=slots.NAME, place=0, new=b"x", how="cut")
def test_what_works_on_a_changed_home_ends_or_says_what_to_do(
    kept: Path, tmp_path: Path, act: str, name: str, place: float, new: bytes, how: str
) -> None:
    folder, file = tmp_path / "home", tmp_path / "kept.srhbackup"
    if not file.exists():
        backups.save(kept, file, NURSE.name, PASSPHRASE, SetClock(NOW))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
    (tmp_path / "new.srhbackup").unlink(missing_ok=True)
    raw = (folder / name).read_bytes()
    at = round(place * len(raw))
    (folder / name).write_bytes({
        "over": raw[:at] + new + raw[at + len(new) :],
        "cut": raw[:at],
        "put in": raw[:at] + new + raw[at:],
        "all": new,
    }[how])  # fmt: skip
    try:
        ACTS[act](folder, file)
    except UserError as fault:
        assert fault.next_step
