"""The safe way to reach her, beside everything by which she or somebody about her is reached."""

from __future__ import annotations

from srh_assess.assessment.naming import Woman
from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Notice
from srh_assess.workflow import safe_contact
from srh_assess.workflow.session import Session


def safe_contact_note(theme: Theme, session: Session, who: Woman) -> Notice:
    """What is written down; and where nothing is, that it has to be asked first."""
    known = safe_contact.of(session)
    parts = [f"Now: {known.now}"] if known.now else []
    parts += [f"Later: {known.later}"] if known.later else []
    if known.told:
        return Notice(theme, sentences(*parts), strong=f"The safe way to reach {who.name}")
    asked = f"{sentences(*parts)}. " if parts else ""
    words = f"{asked}Ask first. Until then nothing goes to an address, a telephone or a person of"
    return Notice(
        theme, f"{words} {who.tell('{hers}')} own", "attention",
        strong=f"No safe way to reach {who.name} is written down",
    )  # fmt: skip
