"""The shipped gate, all 531,441 mixes of its twelve domains: each has exactly one outcome.

The expected outcome is written here once more, from the decision and not from the content, so
that a slip in ``gate.toml`` shows.
"""

from __future__ import annotations

from itertools import product

import pytest

from srh_assess.protocol.load import load
from srh_assess.protocol.model import Colour, Protocol
from srh_assess.rules.gate import decide, gate
from tests.rules.made import answer

COUNTING = {"R01", "R02", "R03", "R07", "R08", "R09", "R16"}
OTHERS = {"R04", "R05", "R06", "R10", "R15"}
COLOURS: tuple[Colour, ...] = ("green", "amber", "red")


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return load()


def expected(mix: dict[str, Colour]) -> str:
    red = {item for item, colour in mix.items() if colour == "red"}
    amber = {item for item, colour in mix.items() if colour == "amber"}
    if red - {"R10", "R15"}:
        return "defer"
    if red or len(amber & COUNTING) >= 2 or len(amber & OTHERS) >= 3:
        return "partial"
    return "go"


def test_every_mix_has_one_outcome(protocol: Protocol) -> None:
    rule = protocol.gate
    ids = [domain.id for domain in rule.domains]
    items = [domain.item for domain in rule.domains]
    assert set(items) == COUNTING | OTHERS
    assert len(ids) == 12
    counted = {"go": 0, "partial": 0, "defer": 0}
    for mix in product(COLOURS, repeat=12):
        outcome, because = decide(rule, dict(zip(ids, mix, strict=True)))
        assert outcome == expected(dict(zip(items, mix, strict=True)))
        assert (outcome == "go") == (not because)
        counted[outcome] += 1
    assert sum(counted.values()) == 3**12


def test_a_missing_domain_is_never_decided(protocol: Protocol) -> None:
    by_colour = {
        domain.item: {o.colour: o.code for o in protocol.items[domain.item].options}
        for domain in protocol.gate.domains
    }
    for missing in by_colour:
        others = sorted(by_colour.keys() - {missing})
        mixes: list[dict[str, Colour]] = [dict.fromkeys(others, colour) for colour in COLOURS]
        for red in others:
            mixes.append({item: "red" if item == red else "green" for item in others})
        for mix in mixes:
            given = dict(answer(item, by_colour[item][colour]) for item, colour in mix.items())
            found = gate(protocol, given)
            assert found.outcome is None
            assert found.missing == (missing,)
