"""What a control chart says, in sentences: for people who hear it, and under every picture.

A sentence names the rule that made it. None says *improved*: that word is for people.
"""

from __future__ import annotations

from srh_assess.measures.settings import Spc
from srh_assess.measures.spc.control import Control, Kind, Placed, Segment
from srh_assess.measures.spc.icons import assurance_icon, variation_icon
from srh_assess.measures.spc.rules import Rule

LIMITS_NOT_YET = (
    "Limits cannot be drawn yet: the values they would be taken from do not vary. They come with"
    " the first value that differs."
)
NOT_JUDGED = "cannot be said yet"
WIDER = (
    "With so many in every month, counting alone would draw the limits too narrow: they are taken"
    " from how far the months spread."
)
CHART_NAMES: dict[Kind, str] = {
    "xmr": "XmR chart",
    "p": "p chart",
    "u": "u chart",
    "c": "c chart",
    "g": "g chart",
    "t": "t chart",
    "run": "run chart",
}


def chart_name(control: Control) -> str:
    """Which chart it is: "p chart", and "p′ chart" where its limits follow the spread."""
    name = CHART_NAMES[control.plan.chart]
    return name.replace(" ", "\u2032 ", 1) if control.plan.wider else name


def rule_words(rule: Rule, spc: Spc, *, run_chart: bool) -> str:
    """The rule that flags a point, in words."""
    shift, trend = (spc.run_shift, spc.run_trend) if run_chart else (spc.shift, spc.trend)
    return {
        "outside": "outside the limits",
        "trend": f"part of {trend} or more points in one direction",
        "two_of_three": "one of two in three close to a limit",
        "shift": f"part of {shift} or more points on one side of the line",
    }[rule]


def point_words(placed: Placed, spc: Spc, *, run_chart: bool) -> str:
    """Where one point lies and what flags it: "above the mean, no signal"."""
    if placed.point.y is None or placed.limits is None:
        return "nothing to count"
    centre, y = placed.limits.centre, placed.point.y
    line = "median" if run_chart else "centre line"
    side = f"on the {line}" if y == centre else f"{'above' if y > centre else 'below'} the {line}"
    if placed.rule is None:
        return f"{side}, no signal"
    return f"{side}, {rule_words(placed.rule, spc, run_chart=run_chart)}"


def judged(control: Control) -> bool:
    """Whether the last point has a verdict: without limits, or in a run chart of too few points,
    nothing says that it is common cause."""
    if control.variation != "common_cause":
        return True
    last = control.segments[-1]
    if control.plan.chart == "run":
        return last.runs is not None and last.runs.signal is not None
    return last.drawn


def chart_sentences(control: Control, spc: Spc) -> tuple[str, ...]:
    """What the chart says as a whole, the verdict first."""
    run_chart = control.plan.chart == "run"
    said = []
    if run_chart:
        said += [_runs_verdict(segment, spc) for segment in control.segments]
    else:
        if judged(control):
            said.append(f"The last point is {variation_icon(control).word}.")
        aim = assurance_icon(control)
        if aim:
            said.append(f"As it is now, the system {aim.word}.")
        said += _about_limits(control, spc)
    said.append(profile_words(control, spc))
    return tuple(said)


def profile_words(control: Control, spc: Spc) -> str:
    """The profile and its lengths, as every footer prints them."""
    if control.plan.chart == "run":
        return (
            f"Marked: {spc.run_shift} points in a row on one side of the median, "
            f"{spc.run_trend} rising or falling; verdict by longest run and crossings."
        )
    screened = ", outlying ranges screened" if control.plan.screen else ""
    return (
        f"Rules {spc.profile}: shift {spc.shift}, trend {spc.trend}"
        f"{screened if control.plan.chart == 'xmr' else ''}."
    )


def _about_limits(control: Control, spc: Spc) -> list[str]:
    said = [WIDER] if control.plan.wider else []
    if not all(segment.drawn for segment in control.segments):
        said.append(LIMITS_NOT_YET)
    if any(segment.drawn and segment.trial for segment in control.segments):
        said.append(f"Limits from fewer than {spc.limits_from} points are on trial.")
    return said


def _runs_verdict(segment: Segment, spc: Spc) -> str:
    found = segment.runs
    if found is None or found.signal is None:
        return f"No verdict: fewer than {spc.verdict_from} points off the median."
    counts = (
        f"longest run {found.longest} of {found.longest_allowed} allowed, "
        f"{found.crossings} crossings where {found.crossings_least} are the least"
    )
    if found.signal:
        return f"A signal that chance does not explain: {counts}."
    return f"No signal: {counts}."
