"""How the question of the right time went so far, as a small strip."""

from __future__ import annotations

from datetime import timedelta

from srh_assess.assessment.facts import GateDecided
from srh_assess.protocol.model import Protocol
from srh_assess.ui.pages.gate_strip import MOST, GateStrip
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.again import Look
from tests.ui.pages.made import NOW


def look(hours: float, outcome: str, reason: str = "") -> Look:
    decided = GateDecided(
        sitting="s", outcome=outcome, proposed=outcome, reason_code=reason,  # type: ignore[arg-type]
    )  # fmt: skip
    return Look(at=NOW - timedelta(hours=hours), author="n", decided=decided)


def test_the_newest_first_with_its_reason(theme: Theme, protocol: Protocol) -> None:
    strip = GateStrip(theme, [look(30, "defer", "acuity"), look(2, "partial")], protocol, NOW)
    assert [words.partition(", ")[2] for words in strip.words] == ["short", "not now"]
    chips = strip.findChildren(Chip)
    acuity = next(one.label for one in protocol.gate.reasons if one.code == "acuity")
    assert {chip.accessibleDescription() for chip in chips} == {"", acuity}


def test_none_hides_it_and_many_are_counted(theme: Theme, protocol: Protocol) -> None:
    assert GateStrip(theme, [], protocol, NOW).isHidden()
    many = GateStrip(theme, [look(n, "defer") for n in range(9, 0, -1)], protocol, NOW)
    assert len(many.words) == MOST
    assert [text.text() for text in many.findChildren(Text)][-1] == "and 3 more"
