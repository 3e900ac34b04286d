"""Facts about calls that cannot wait: the sheet with the facts for the telephone."""

from __future__ import annotations

from srh_assess.assessment.fact import Fact


class CallSheetPrinted(Fact, frozen=True, kw_only=True, tag="call_sheet"):
    """The facts for one call went to paper: for which clocks, the bytes, the printer. The paper
    stays with whoever rings; it is sent to nobody."""

    clocks: tuple[str, ...]
    file: str
    printer: str


CallingFact = CallSheetPrinted
