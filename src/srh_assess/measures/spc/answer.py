"""A control chart as data: what the ``spc`` command prints."""

from __future__ import annotations

from typing import Any

import msgspec

from srh_assess.measures.settings import Spc, settings
from srh_assess.measures.spc.control import Control, Improvement, Kind, Placed, control_chart
from srh_assess.measures.spc.fits import plan_for
from srh_assess.measures.spc.icons import assurance_icon, variation_icon
from srh_assess.measures.spc.read import read_sheet
from srh_assess.measures.spc.series import Number
from srh_assess.measures.spc.words import NOT_JUDGED, chart_sentences, judged


def spc_answer(
    text: str,
    file: str,
    chart: Kind,
    *,
    improvement: Improvement,
    screen: bool,
    fix_after: str | None,
    rebase: list[str],
    target: str | None,
) -> dict[str, Any]:
    """The chart of one file, or ``BadInput`` for its first fault."""
    spc = settings().spc
    sheet = read_sheet(text, file)
    plan = plan_for(
        sheet,
        chart,
        improvement=improvement,
        screen=screen,
        fix_after=fix_after,
        rebase=rebase,
        target=target,
    )
    return as_data(control_chart(sheet.points, plan, spc), spc)


def as_data(control: Control, spc: Spc) -> dict[str, Any]:
    """Points, verdicts, icons and sentences; a line that cannot be drawn is null. Where the last
    point is not ``judged``, its variation says only that no rule flags it."""
    aim = assurance_icon(control)
    last = variation_icon(control)
    known = judged(control)
    return {
        "chart": control.plan.chart,
        "profile": spc.profile,
        "points": [_point(number, placed) for number, placed in enumerate(control.points, 1)],
        "variation": control.variation,
        "judged": known,
        "assurance": control.assurance,
        "icons": {
            "variation": _icon(last.letter, last.word) if known else _icon("", NOT_JUDGED),
            "assurance": _icon(aim.letter, aim.word) if aim else None,
        },
        "segments": [
            {
                "from": segment.start + 1,
                "to": segment.end,
                "limits": segment.drawn,
                "trial": segment.trial,
                "runs": msgspec.to_builtins(segment.runs),
            }
            for segment in control.segments
        ],
        "sentences": list(chart_sentences(control, spc)),
    }


def _icon(letter: str, word: str) -> dict[str, str]:
    return {"letter": letter, "word": word}


def _point(number: int, placed: Placed) -> dict[str, Any]:
    limits = placed.limits
    lines = limits.spread if limits else None
    return {
        "i": number,
        "date": placed.point.when,
        "y": _float(placed.point.y),
        "centre": _float(limits.centre if limits else None),
        "lower": _float(lines.lower if lines else None),
        "upper": _float(lines.upper if lines else None),
        "rule": placed.rule,
        "type": placed.type,
    }


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)


def printed(answer: dict[str, Any]) -> str:
    """The answer as JSON, one value a line. Quicker than ``json`` for a hundred thousand points."""
    return msgspec.json.format(msgspec.json.encode(answer), indent=1).decode()
