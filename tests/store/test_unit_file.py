from __future__ import annotations

import pytest

from srh_assess.errors import StoreFault
from srh_assess.store import unit_file
from tests.store.wards import Ward


def test_the_unit_s_own_words_are_kept_sealed(ward: Ward) -> None:
    assert unit_file.read(ward.nurse()) is None
    unit_file.save(ward.admin(), b"a number to ring")
    assert unit_file.read(ward.nurse()) == b"a number to ring"
    assert b"ring" not in (ward.folder / unit_file.NAME).read_bytes()


def test_a_number_changed_outside_the_program_is_noticed(ward: Ward) -> None:
    unit_file.save(ward.admin(), b"a number to ring")
    path = ward.folder / unit_file.NAME
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    with pytest.raises(StoreFault) as caught:
        unit_file.read(ward.nurse())
    assert caught.value.code == "unit-damaged"
    assert caught.value.next_step
