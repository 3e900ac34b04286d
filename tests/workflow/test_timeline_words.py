"""Every kind of entry has its title and its group on the timeline of one woman."""

from __future__ import annotations

from typing import get_args

from srh_assess.assessment import facts
from srh_assess.workflow.timeline import groups, titles


def test_every_kind_of_entry_has_a_row_in_the_timeline_s_words() -> None:
    """A new kind needs a row in ``resources/language/timeline.toml``."""
    kinds = {str(kind.__struct_config__.tag) for kind in get_args(facts.AnyFact)}
    assert sorted(kinds - titles().keys()) == []
    assert sorted(titles().keys() - kinds) == []
    assert {title.group for title in titles().values()} <= groups().keys()
