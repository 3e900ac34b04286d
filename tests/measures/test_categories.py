"""The groups of an equity table and how they merge."""

from __future__ import annotations

import pytest

from srh_assess.measures.categories import Breakdown, breakdowns
from srh_assess.measures.disclosure.suppress import protect_coarser
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.settings import settings

RULES = settings().disclosure
ALL = breakdowns()


def test_the_ethnic_categories_are_sixteen_and_one_and_not_known() -> None:
    ethnic = ALL["ethnic"]
    assert "".join(code for code in ethnic.groups if code not in ("Z", "99")) == "ABCDEFGHJKLMNPRS"
    assert (ethnic.not_stated, ethnic.not_known) == ("Z", "99")


@pytest.mark.parametrize("breakdown", ALL.values(), ids=list(ALL))
def test_every_group_merges_once_and_the_unknown_never(breakdown: Breakdown) -> None:
    known = set(breakdown.groups) - {breakdown.not_stated, breakdown.not_known}
    for grouping, merger in zip(breakdown.merge, breakdown.mergers, strict=True):
        assert set(merger) == known
        assert sum(len(codes) for codes in grouping.values()) == len(known)


def test_a_table_of_a_small_ward_merges_until_it_may_be_shown() -> None:
    ethnic = ALL["ethnic"]
    counts = tuple((3, 4) if code != "99" else (20, 30) for code in ethnic.groups)
    table = Table(tuple(ethnic.groups), ("yes", "no"), counts)
    found = protect_coarser(table, ethnic.mergers, "trust", RULES)
    assert found.table.rows[-2:] == ("Z", "99")
    age = ALL["age"]
    small = Table(tuple(age.groups), ("yes", "no"), ((5, 6), (6, 5), (7, 7), (4, 6), (2, 3)))
    assert protect_coarser(small, age.mergers, "trust", RULES).table.rows == ("18-34", "35+", "99")
