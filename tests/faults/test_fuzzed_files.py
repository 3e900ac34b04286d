"""Every file the program reads, with anything in it: a sentence, never a traceback, never believed.

The bed list and the backup have their own (``property/test_import``, ``store/test_backup``), the
files of the record too (``test_fuzzed_home``); here are the protocol, the scenarios, the key slots
as data, the list of disposals, and every small file beside the record.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srh_assess.clock import SetClock
from srh_assess.errors import ContentFault, UserError
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.store import delay, disposals, figures, home, pins, slots, typed
from srh_assess.store.opened import Opened
from srh_assess.store.place import Machine
from srh_assess.training import scenarios
from srh_assess.workflow import importing, place
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE
from tests.store.wards import Ward
from tests.workflow.homes import CHEAP, new_desk

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PROTOCOL = load()
fuzzed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
PLACES = st.floats(0, 1)
HOWS = st.sampled_from(("over", "cut", "put in", "twice", "all"))
BYTES = st.binary(min_size=1, max_size=48)


def changed(raw: bytes, at: float, new: bytes, how: str) -> bytes:
    place_ = round(at * len(raw))
    return {
        "over": raw[:place_] + new + raw[place_ + len(new) :],
        "cut": raw[:place_],
        "put in": raw[:place_] + new + raw[place_:],
        "twice": raw[:place_] + raw,
        "all": new,
    }[how]


# ---- what clinicians write


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped protocol."""
    folder = tmp_path_factory.mktemp("content") / "protocol"
    shutil.copytree(Path(str(shipped("protocol"))), folder)
    return folder


TABLES = sorted(
    str(path.relative_to(Path(str(shipped("protocol")))))
    for path in Path(str(shipped("protocol"))).rglob("*.toml")
)


@settings(fuzzed, max_examples=60)
@given(
    name=st.sampled_from(TABLES),
    at=PLACES,
    new=st.one_of(
        BYTES, st.sampled_from([b'"', b"\n[[", b"= 9" * 9, b"\xff", b"id = 1\n", b"[" * 200])
    ),
    how=HOWS,
)
def test_a_changed_protocol_is_the_same_or_a_sentence(
    content: Path, name: str, at: float, new: bytes, how: str
) -> None:
    file = content / name
    raw = file.read_bytes()
    try:
        file.write_bytes(changed(raw, at, new, how))
        load(content, cases=True)
    except (ContentFault, UserError) as fault:
        assert str(fault)
    finally:
        file.write_bytes(raw)


SCENARIOS = sorted(Path(str(shipped("scenarios"))).glob("*.toml"))


@settings(fuzzed, max_examples=80)
@given(file=st.sampled_from(SCENARIOS), at=PLACES, new=BYTES, how=HOWS)
def test_a_changed_scenario_is_a_scenario_or_a_sentence(
    file: Path, at: float, new: bytes, how: str
) -> None:
    try:
        scenarios.read(changed(file.read_bytes(), at, new, how), PROTOCOL)
    except (ContentFault, UserError) as fault:
        assert str(fault)


@settings(fuzzed)
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_no_scenario(raw: bytes) -> None:
    with pytest.raises((ContentFault, UserError)):
        scenarios.read(raw, PROTOCOL)


# ---- the key slots, as data


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed") / "home"
    new_desk(folder, SetClock(NOW)).sign_out()
    return folder


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False),
    st.text(max_size=40), st.lists(st.integers(), max_size=3), st.just({}),
)  # fmt: skip


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a JSON document."""
    found = [path] if path else []
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data if isinstance(data, list) else ())
    )
    for key, value in items:
        found += leaves(value, (*path, key))
    return found


@settings(fuzzed, max_examples=80)
@given(data=st.data(), value=VALUES, gone=st.booleans())
def test_key_slots_with_another_value_anywhere_open_as_before_or_not_at_all(
    kept: Path, tmp_path: Path, data: st.DataObject, value: object, gone: bool
) -> None:
    folder = tmp_path / "home"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
    file = json.loads((folder / slots.NAME).read_bytes())
    *above, last = data.draw(st.sampled_from(leaves(file)))
    part = file
    for key in above:
        part = part[key]
    if gone:
        del part[last]
    else:
        part[last] = value
    (folder / slots.NAME).write_text(json.dumps(file))
    desk = Desk(folder, PROTOCOL, SetClock(NOW), cost=CHEAP)
    try:
        desk.sign_in(NURSE.name, PASSPHRASE)
    except UserError as fault:
        assert fault.next_step
    else:
        assert desk.me is not None
        assert desk.me.roles == NURSE.roles
        assert desk.board() == ()
    finally:
        desk.sign_out()


def test_costs_that_would_hang_the_sign_in_page_are_no_costs(kept: Path, tmp_path: Path) -> None:
    for name, value in (("memory", 2**31), ("passes", 10**9), ("lanes", 0)):
        folder = tmp_path / name
        shutil.copytree(kept, folder)
        file = json.loads((folder / slots.NAME).read_bytes())
        for slot in file["slots"].values():
            slot["cost"][name] = value
        (folder / slots.NAME).write_text(json.dumps(file))
        with pytest.raises(UserError) as caught:
            home.unlock(folder, NURSE.name, PASSPHRASE, SetClock(NOW))
        assert caught.value.code == "slots-damaged"


# ---- the list of disposals


@pytest.fixture(scope="module")
def disposed(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    ward = Ward(tmp_path_factory.mktemp("disposed") / "home")
    opened = ward.nurse()
    for name in ("a" * 32, "b" * 32):
        disposals.add(
            opened,
            disposals.Line(admission=name, certificate=disposals.sealed(opened, name, b"{}")),
        )
    return ward


@settings(fuzzed, max_examples=80)
@given(at=PLACES, new=BYTES, how=HOWS)
def test_a_changed_list_of_disposals_is_never_believed(
    disposed: Ward, at: float, new: bytes, how: str
) -> None:
    opened, path = disposed.nurse(), disposed.folder / disposals.NAME
    raw, before = path.read_bytes(), disposals.read(opened)
    try:
        path.write_bytes(changed(raw, at, new, how))
        assert disposals.read(opened) == before
    except UserError as fault:
        assert fault.code == "disposals-damaged"
    finally:
        path.write_bytes(raw)


def test_lines_dropped_swapped_doubled_or_of_another_home_are_no_disposals(
    disposed: Ward, tmp_path: Path
) -> None:
    opened, path = disposed.nurse(), disposed.folder / disposals.NAME
    raw = path.read_bytes()
    file = json.loads(raw)
    first, second = file["lines"]
    other = Ward(tmp_path / "other")
    theirs = other.nurse()
    disposals.add(
        theirs,
        disposals.Line(admission="c" * 32, certificate=disposals.sealed(theirs, "c" * 32, b"{}")),
    )
    forged = [{**file, "lines": lines} for lines in ([first], [second, first], [first] * 2, [])]
    swapped = {**first, "certificate": second["certificate"]}
    for one in (*forged, {**file, "lines": [swapped, second]}, {**file, "home": theirs.home}):
        path.write_text(json.dumps(one))
        with pytest.raises(UserError) as caught:
            disposals.read(opened)
        assert caught.value.code == "disposals-damaged"
    path.write_bytes((other.folder / disposals.NAME).read_bytes())
    with pytest.raises(UserError):
        disposals.read(opened)
    path.write_bytes(raw)


# ---- the small files beside the record


def machine(folder: Path) -> Machine:
    return Machine(
        windows=False, environ={"HOME": str(folder)}, root=folder, mounts=str,
        drive_type=lambda _: 0,
    )  # fmt: skip


READS: dict[str, Callable[[Path, Opened], object]] = {
    place.DOOR: lambda folder, _: place.door(folder),
    delay.NAME: lambda folder, _: delay.Delays(folder).refuse_too_early("a slot", NOW),
    importing.COLUMNS: lambda folder, _: importing.layout(folder, b"Surname,Forename\nA,B\n"),
    "pin": lambda _, opened: pins.wrapped(opened),
    "typed": lambda _, opened: typed.kept(opened),
    "measures": lambda _, opened: noted(opened),
    "etc/srh-assess/home-folder": lambda folder, _: machine(folder).folder(),
}


def noted(opened: Opened) -> object:
    with figures.figures(opened) as kept_:
        return kept_.notes()


@pytest.mark.parametrize("name", READS)
@fuzzed
@given(at=PLACES, new=BYTES, how=HOWS)
def test_a_small_file_with_anything_in_it_is_as_if_it_were_not_there_or_a_sentence(
    kept: Path, tmp_path: Path, name: str, at: float, new: bytes, how: str
) -> None:
    opened = home.unlock(kept, NURSE.name, PASSPHRASE, SetClock(NOW))
    path, whole = {
        "pin": (kept / f"pin-{opened.me.id}", lambda: pins.keep(opened, "472913")),
        "typed": (kept / f"typed-{opened.me.id}", lambda: typed.keep(opened, b"{}")),
        "measures": (figures.place(opened), lambda: note(opened)),
    }.get(name, (kept / name, lambda: begin(kept, name)))
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    whole()
    path.write_bytes(changed(path.read_bytes(), at, new, how))
    try:
        READS[name](kept, opened)
    except UserError as fault:
        assert fault.next_step
    finally:
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()


def note(opened: Opened) -> None:
    with figures.figures(opened, make=True) as kept_:
        kept_.note("released", b"{}", "m", NOW)


def begin(folder: Path, name: str) -> None:
    """The small file as the program writes it."""
    if name == place.DOOR:
        place.leave_at_door(folder, place.Door(ward="Rowan", name="ruth", backups="/b"))
    elif name == delay.NAME:
        delay.Delays(folder).missed("a slot", NOW)
    else:
        (folder / name).write_bytes(b'{"x": {"mapped": {}}}')


def test_an_admin_s_files_are_no_nurse_s(kept: Path) -> None:
    admin = home.unlock(kept, ADMIN.name, PASSPHRASE, SetClock(NOW))
    nurse = home.unlock(kept, NURSE.name, PASSPHRASE, SetClock(NOW))
    typed.keep(admin, b"{}")
    (kept / f"typed-{admin.me.id}").rename(kept / f"typed-{nurse.me.id}")
    assert typed.kept(nurse) is None
    typed.forget(nurse)
