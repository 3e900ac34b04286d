"""When a talk stops: the stress she tells at its end, beside the two numbers of the content.

Stress from the one number on stops the talk wherever it began. Below it a rise does; what it rose
from nobody has written down, so that from the size of such a rise on whoever sits there is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from srh_assess.assessment.answers import Answer
from srh_assess.protocol.model import Protocol

STRESS = "Z05"
Stop = Literal["", "rise", "high"]


def stop(protocol: Protocol, answers: Mapping[str, Answer]) -> Stop:
    """``high``: the talk stops; ``rise``: it does where this is so much more than before it."""
    told = answers.get(STRESS)
    if told is None or not isinstance(told.value, int | float):
        return ""
    if told.value >= protocol.settings["stop_distress_high"].value:
        return "high"
    return "rise" if told.value >= protocol.settings["stop_distress_rise"].value else ""
