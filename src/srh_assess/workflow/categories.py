"""Ethnic categories as a form offers them, and what is kept of a choice.

They are asked for the figures by group alone: as she says it, or as the trust's record has it,
never by appearance. *Not stated* is her answer; *not known* means that nobody asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.measures.categories import breakdowns, ethnic_code


def ethnic_names() -> Mapping[str, str]:
    """Each name with its code, in the order of the national list."""
    return {name: code for code, name in breakdowns()["ethnic"].groups.items()}


def ethnic_name(kept: str) -> str:
    """The name behind what is kept; empty while nothing is."""
    return breakdowns()["ethnic"].groups[ethnic_code(kept)] if kept.strip() else ""
