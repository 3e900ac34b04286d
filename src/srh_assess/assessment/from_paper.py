"""A talk that was written on paper and is entered afterwards: when it was, and who asked."""

from __future__ import annotations

from datetime import datetime

from srh_assess.assessment.fact import Fact


class PaperBegun(Fact, frozen=True, kw_only=True, tag="paper_begun"):
    """From here on the answers of this sitting come from a paper form: ``taken`` is when they
    were given, ``by`` who asked. Until ``PaperEnded``."""

    sitting: str
    taken: datetime
    by: str


class PaperEnded(Fact, frozen=True, kw_only=True, tag="paper_ended"):
    """Everything on the paper is entered; answers are given here and now again."""

    sitting: str


PaperFact = PaperBegun | PaperEnded
