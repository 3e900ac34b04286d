"""``packaging/dev.py bench``: every figure against its floor, for people and as JSON lines.

``--long`` builds a hundred thousand admissions. No figure here fails anything.
"""

from __future__ import annotations

import compileall
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import srh_assess
from tests.benchmarks import paper, practice, record, summary, trusted, wards, windows
from tests.benchmarks.figures import Figure

MANY, LONG = 3_000, 100_000


def main(words: list[str]) -> int:
    """Takes every figure and says it as soon as it is there."""
    many = LONG if "--long" in words else MANY
    compileall.compile_dir(Path(srh_assess.__file__).parent, quiet=1)  # as an installed program is
    with TemporaryDirectory(prefix="srh-bench-") as name:
        folder = Path(name)
        for take in (
            windows.start,
            windows.memory,
            windows.click,
            record.an_answer,
            paper.a_letter,
            paper.a_batch,
        ):
            _say([take(_own(folder, take))])
        _say(record.among_many(_own(folder, record.among_many), many))
        _say(summary.five_years(_own(folder, summary.five_years), many))
        _say(wards.a_day(_own(folder, wards.a_day), many))
        _say(practice.a_reset(_own(folder, practice.a_reset)))
        _say(trusted.unlock(_own(folder, trusted.unlock)))
        _say(trusted.backup(_own(folder, trusted.backup), many))
        for line in record.the_rules(folder):
            print(line, flush=True)
    return 0


def _own(folder: Path, take: Callable[..., object]) -> Path:
    own = folder / take.__name__
    own.mkdir()
    return own


def _say(figures: Iterable[Figure]) -> None:
    for figure in figures:
        for line in figure.lines():
            print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
