from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srh_assess.errors import UserError
from srh_assess.store import home, keys, slots
from tests.store.wards import NURSE, Ward


def refused(ward: Ward, raw: bytes) -> str:
    (ward.folder / slots.NAME).write_bytes(raw)
    with pytest.raises(UserError) as caught:
        ward.nurse()
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


def changed(ward: Ward, **values: Any) -> bytes:
    return json.dumps(json.loads((ward.folder / slots.NAME).read_bytes()) | values).encode()


def test_the_file_holds_no_name_and_every_slot_has_the_same_length(ward: Ward) -> None:
    raw = (ward.folder / slots.NAME).read_text().casefold()
    assert not any(word in raw for word in ("ada lead", "bea nurse", "four words", "clinical"))
    assert len({len(slot["sealed"]) for slot in json.loads(raw)["slots"].values()}) == 1
    assert len(json.loads(raw)["slots"]) == 3


def test_the_same_name_has_another_id_in_another_home(ward: Ward, tmp_path: Any) -> None:
    other = Ward(tmp_path / "other")
    ids = {slots.load(w.folder).slot_id("bea") for w in (ward, other)}
    assert len(ids) == 2


def test_a_newer_file_is_refused_with_both_formats(ward: Ward) -> None:
    (ward.folder / slots.NAME).write_bytes(changed(ward, format=7))
    with pytest.raises(UserError) as caught:
        ward.nurse()
    assert caught.value.code == "slots-newer"
    assert "7" in caught.value.sentence
    assert "1" in caught.value.sentence


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": "1"}', b"\xff"])
def test_a_damaged_file_is_refused(ward: Ward, raw: bytes) -> None:
    assert refused(ward, raw) == "slots-damaged"


@pytest.mark.parametrize("cost", [[10**12, 3, 4], [65536, 10**6, 4], [65536, 3, 10**6], [1, 1, 1]])
def test_a_cost_that_would_hang_the_screen_is_refused(ward: Ward, cost: list[int]) -> None:
    memory, passes, lanes = cost
    planted = {"memory": memory, "passes": passes, "lanes": lanes}
    assert refused(ward, changed(ward, cost=planted)) == "slots-damaged"


@pytest.mark.parametrize("values", [{"home": "0" * 32}, {"kind": "training"}])
def test_a_home_cannot_be_renamed_or_passed_off_as_training(
    ward: Ward, values: dict[str, str]
) -> None:
    ward.training = "kind" in values
    assert refused(ward, changed(ward, **values)) == "sign-in-wrong"


def test_a_directory_that_was_changed_is_refused(ward: Ward) -> None:
    assert refused(ward, changed(ward, directory="AAAA")) == "directory-damaged"


def test_a_name_nobody_has_costs_one_slow_step_like_any_other(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[keys.Cost] = []
    stretch = keys.stretch

    def counted(secret: bytes, salt: bytes, cost: keys.Cost) -> bytes:
        costs.append(cost)
        return stretch(secret, salt, cost)

    monkeypatch.setattr(keys, "stretch", counted)
    said = set()
    for name in (NURSE.name, "nobody"):
        with pytest.raises(UserError) as caught:
            home.unlock(ward.folder, name, "not the passphrase", ward.clock)
        said.add(str(caught.value))
    assert len(said) == 1
    assert len(costs) == 2
    assert costs[0] == costs[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damaged_key_file_ever_crashes_or_opens(ward: Ward, data: st.DataObject) -> None:
    path = ward.folder / slots.NAME
    whole = path.read_bytes()
    (ward.folder / "attempts.json").unlink(missing_ok=True)
    at = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + 1 :])
    try:
        opened = ward.nurse()
    except UserError as error:
        assert error.sentence
    else:
        assert opened.me.id == ward.nurse_id  # a change where only space was, or another slot's
    finally:
        path.write_bytes(whole)
