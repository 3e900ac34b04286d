"""The two icons of a chart: a letter and a word each, so that colour is never needed.

Variation looks at the last point, assurance at the last segment and the target. Never red or
green: blue for the hoped-for direction, orange for the other, purple where neither is better.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from srh_assess.measures.spc.control import Assurance, Control, Type

Tone = Literal["blue", "orange", "purple", "grey"]


class Icon(Struct, frozen=True):
    """What a painter draws: a letter, a word beside it, a tone."""

    letter: str
    word: str
    tone: Tone


_NEUTRAL: dict[Type, Icon] = {
    "common_cause": Icon("", "common cause", "grey"),
    "special_cause_neutral_high": Icon("H", "special cause, upward", "purple"),
    "special_cause_neutral_low": Icon("L", "special cause, downward", "purple"),
}
_ASSURANCE: dict[Assurance, Icon] = {
    "consistent_pass": Icon("P", "will meet the target", "blue"),
    "consistent_fail": Icon("F", "will miss the target", "orange"),
    "inconsistent": Icon("?", "may meet or miss the target", "grey"),
}


def variation_icon(control: Control) -> Icon:
    """The icon of what the last point says."""
    if control.variation in _NEUTRAL:
        return _NEUTRAL[control.variation]
    better = control.variation == "special_cause_improvement"
    upward = better == (control.plan.improvement == "increase")
    return Icon(
        "H" if upward else "L",
        "special cause, hoped for" if better else "special cause, of concern",
        "blue" if better else "orange",
    )


def assurance_icon(control: Control) -> Icon | None:
    """The icon of the target; None without a target, a direction or limits."""
    return _ASSURANCE[control.assurance] if control.assurance else None
