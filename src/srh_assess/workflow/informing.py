"""What she was told or given, as the page of one letter writes it down."""

from __future__ import annotations

from srh_assess.assessment.informed import InformationGiven
from srh_assess.errors import BadInput
from srh_assess.letters.content import INFORMATION
from srh_assess.workflow.document import Document
from srh_assess.workflow.session import Change

BOX = INFORMATION
"""The box that lets it into the letter."""
MOST = 1000
"""Characters: more is a leaflet, not a line about one."""


def words(letter: Document) -> str:
    """What is written so far for this kind of letter."""
    kept = letter.session.record.informed.get(letter.template.id)
    return kept.fact.words if kept is not None else ""


def told(letter: Document, said: str) -> Change | None:
    """She was told or given this. Nothing is written where nothing changed."""
    lines = (" ".join(line.split()) for line in said.splitlines())
    kept = "\n".join(line for line in lines if line)
    if kept == words(letter):
        return None
    if len(kept) > MOST:
        raise BadInput("information-long", most=str(MOST), count=str(len(kept)))
    return letter.session.add(InformationGiven(template=letter.template.id, words=kept))
