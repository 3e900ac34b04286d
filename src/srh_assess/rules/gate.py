"""The timing gate: twelve domains, each green, amber or red, and one outcome for every mix.

Decision 1 of the specification, in this order:

1. a domain without a colour (not looked at, or a state in place of an answer): not decided
   yet, whatever the others say, and so never GO;
2. red in any domain but place and staff: DEFER;
3. red in place or staff: PARTIAL;
4. two ambers in domains that count: PARTIAL;
5. three ambers in the domains that do not count by themselves (trauma, disinhibition or
   delusions, risk to staff, place, staff): PARTIAL. "They count only from the third" can also
   be read as: the third is the first that counts, as one beside the others. The more cautious
   reading is taken: from three on all three count, and three are more than two. Two of them
   beside one that counts stay GO, each with its line of what to prepare;
6. otherwise GO.

How many it takes, which domain counts and where a red leads stand in ``gate.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from srh_assess.assessment.answers import Answer
from srh_assess.protocol.model import Band, Colour, Domain, GateRule, Item, Protocol
from srh_assess.rules.plan import Outcome


class GateFinding(Struct, frozen=True, kw_only=True):
    """``because`` names the items that led to the outcome (without one: those missing);
    ``prepare`` the lines for the room; ``colours`` each domain that has one."""

    outcome: Outcome | None
    because: tuple[str, ...]
    missing: tuple[str, ...]
    prepare: tuple[str, ...]
    colours: Mapping[str, Colour]


def gate(protocol: Protocol, visible: Mapping[str, Answer]) -> GateFinding:
    """What the gate proposes. The nurse decides, and says why if she decides otherwise."""
    rule = protocol.gate
    colours = {
        domain.id: colour
        for domain in rule.domains
        if (colour := _colour(protocol.items[domain.item], visible.get(domain.item), rule))
    }
    missing = tuple(domain.item for domain in rule.domains if domain.id not in colours)
    outcome, because = (None, missing) if missing else decide(rule, colours)
    return GateFinding(
        outcome=outcome,
        because=because,
        missing=missing,
        prepare=tuple(d.prepare for d in rule.domains if _prepares(d, colours.get(d.id, ""))),
        colours=colours,
    )


def decide(rule: GateRule, colours: Mapping[str, Colour]) -> tuple[Outcome, tuple[str, ...]]:
    """The outcome when every domain has its colour, and the items that led to it."""
    reds = [domain for domain in rule.domains if colours[domain.id] == "red"]
    for outcome in ("defer", "partial"):
        if because := tuple(domain.item for domain in reds if domain.red == outcome):
            return outcome, because
    ambers = [domain for domain in rule.domains if colours[domain.id] == "amber"]
    counted = [domain for domain in ambers if domain.counts]
    others = [domain for domain in ambers if not domain.counts]
    if len(others) >= rule.others_count_from:
        return "partial", tuple(domain.item for domain in ambers)
    if len(counted) >= rule.counted_for_partial:
        return "partial", tuple(domain.item for domain in counted)
    return "go", ()


def _prepares(domain: Domain, colour: Colour) -> bool:
    """An amber adds its line, and so does a red that only asks to put the room right."""
    return bool(domain.prepare) and (
        colour == "amber" or (colour == "red" and domain.red == "partial")
    )


def _colour(item: Item, answer: Answer | None, rule: GateRule) -> Colour:
    """The colour of an answer: its option's, or that of the band its number falls in.
    A state (not known, declined) has none: it is never taken for green."""
    if answer is None:
        return ""
    if isinstance(answer.value, int | float):
        number = answer.value
        return next((b.colour for b in rule.bands if b.item == item.id and _inside(b, number)), "")
    return next((o.colour for o in item.options if o.code == answer.value), "")


def _inside(band: Band, number: float) -> bool:
    return (
        (band.at_least is None or number >= band.at_least)
        and (band.below is None or number < band.below)
        and (band.over is None or number > band.over)
        and (band.at_most is None or number <= band.at_most)
    )
