"""Training: going back in the middle of a run, and beginning anew, against the five seconds that
somebody waits with a group before her."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from srh_assess.clock import SystemClock
from srh_assess.protocol.load import load
from srh_assess.workflow import drill_model
from srh_assess.workflow.training_world import Training
from tests.benchmarks.figures import Figure, middle

A_WAIT = 5_000.0
TIMES = 9


def a_reset(folder: Path) -> Iterator[Figure]:
    """The longest shipped run: played to its end, taken back to its beginning, begun anew."""
    training = Training(folder / "training", load(), SystemClock())
    training.open()
    drill = training.begin("lena-the-result-comes-tomorrow")
    drill_model.play(drill)
    for what, act in (
        ("training: back to a moment, in the middle of a run", lambda: drill.back_to("start")),
        ("training: a scenario begun anew", lambda: training.begin(drill.kept)),
    ):
        yield Figure(
            what=what, value=middle(act, TIMES), floor=A_WAIT, unit="ms", aim=1,
            against="five seconds",
        )  # fmt: skip
    training.close()
