"""The papers of a scenario speak of a man as of a man."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from srh_assess.protocol.load import load
from srh_assess.training import scenarios
from srh_assess.workflow import training_papers

SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)


@pytest.mark.parametrize("paper", ["cards", "on_paper"])
def test_no_paper_about_tobi_says_she(paper: str) -> None:
    protocol = load()
    shelf = {one.scenario.id: one.scenario for one in scenarios.shelf(protocol).kept}
    made = getattr(training_papers, paper)(shelf["tobi-his-words"], protocol)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages)
    assert "Tobi" in text
    assert [found.group() for found in SHE.finditer(text)] == []
