"""Whatever the bytes of a scenario are, it is read or refused in words, and soon."""

from __future__ import annotations

import random
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from srh_assess.errors import BadInput
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.training import scenarios, toml
from srh_assess.training.model import Scenario

PROTOCOL = load()
RAW = [file.read_bytes() for file in sorted(shipped("scenarios").glob("*.toml"))]


def is_read_or_refused(raw: bytes) -> None:
    found = scenarios.faults(raw, PROTOCOL)
    for fault in found:
        assert fault.sentence
        assert fault.next_step
        assert len(str(fault)) < 600
    try:
        assert isinstance(scenarios.read(raw, PROTOCOL), Scenario)
        assert found == ()
    except BadInput:
        assert found


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    is_read_or_refused(raw)
    is_read_or_refused(b"format = 1\n" + raw)


@settings(max_examples=150)
@given(st.sampled_from(RAW), st.integers(0, 2**32))
def test_a_scenario_with_bytes_changed(raw: bytes, seed: int) -> None:
    draw, changed = random.Random(seed), bytearray(raw)
    for _ in range(draw.randint(1, 6)):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    is_read_or_refused(bytes(changed))


@settings(max_examples=150)
@given(st.sampled_from(RAW), st.integers(0, 2**32))
def test_a_scenario_with_values_changed(raw: bytes, seed: int) -> None:
    """A value of another kind, a value gone, a list doubled, somewhere in the table."""
    draw = random.Random(seed)
    table = tomllib.loads(raw.decode())
    for _ in range(draw.randint(1, 4)):
        _spoil(draw, table)
    is_read_or_refused(toml.written(table))


def _spoil(draw: random.Random, table: Any) -> None:
    at: Any = table
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = draw.choice(keys)
        inner = at[key]
        if isinstance(inner, dict | list) and inner and draw.random() < 0.8:
            at = inner
            continue
        what = draw.randrange(4)
        if what == 0:
            del at[key]
        elif what == 1 and isinstance(inner, list):
            inner.extend(list(inner))
        else:
            odd: list[Any] = [
                "", " ", "<b>", "=1+1", "x" * 5000, -1, 10**12, 0.5, True, [], {}, "none",
                "choice.nobody", "day 0 00:00", "\u202e", "item.", ".", "gate",
            ]  # fmt: skip
            at[key] = draw.choice(odd)
        return
