"""One chart of a summary as a picture that leaves the program: SVG here, PNG where Qt is.

The title, the verdict and the source are inside the picture; its text alternative is in the file
and in a text file beside it.
"""

from __future__ import annotations

from msgspec.structs import replace

from srh_assess.charts import words
from srh_assess.charts.model import Bars, Chart
from srh_assess.errors import BadInput
from srh_assess.letters.drawing import place
from srh_assess.letters.fonts import shared
from srh_assess.letters.svg import as_svg
from srh_assess.measures.drawn import WHY, chart_ids, figure_chart, pareto
from srh_assess.measures.summary import Summary
from srh_assess.workflow.summary_words import GROUPS

WIDE, HIGH, TYPE = 1600, 900, 24


def chart_of(summary: Summary, id: str, *, rebased: bool = True) -> Chart | Bars:
    """One chart by the id of its figure, with the sentence of its definition: it is read alone.
    Refused where the level shows nothing to draw."""
    found: Chart | Bars | None = None
    if id == WHY:
        found = pareto(summary, names=GROUPS)
    elif id in {one.id for one in summary.figures}:
        drawn = figure_chart(summary, id, rebased=rebased)
        said = summary.figure(id).sentence
        found = drawn and replace(drawn, sentences=(*drawn.sentences, said))
    if found is not None:
        return found
    known = chart_ids(summary)
    if not known:
        raise BadInput("summary-format")
    raise BadInput("summary-figure", given=id[:20], known=", ".join(known))


def svg(chart: Chart | Bars) -> bytes:
    """The chart as vectors."""
    picture = place(chart, WIDE, HIGH, TYPE, shared(), titled=True)
    return as_svg(picture, chart.title, words.description(chart))


def alternative(chart: Chart | Bars) -> bytes:
    """The text alternative, for the file beside the picture: the verdict, then every point."""
    count = len(chart.bars if isinstance(chart, Bars) else chart.points)
    lines = [words.description(chart), *(words.sentence_at(chart, at) for at in range(count))]
    return "\n".join((*lines, "")).encode()
