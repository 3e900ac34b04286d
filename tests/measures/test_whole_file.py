"""Several tables about the same women in one file."""

from __future__ import annotations

import pytest

from srh_assess.errors import Refused
from srh_assess.measures.disclosure.file import check_file, one_puzzle
from srh_assess.measures.disclosure.suppress import Protection, protect
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.settings import settings

RULES = settings().disclosure
COLUMNS = ("yes", "no")


def table(*counts: tuple[int, int]) -> Table:
    return Table(tuple(f"g{i}" for i in range(len(counts))), COLUMNS, counts)


def test_tables_that_share_their_totals_are_one_puzzle() -> None:
    by_age = protect(table((3, 20), (17, 30), (20, 10)), "trust", RULES)
    by_language = protect(table((30, 50), (10, 10)), "trust", RULES)
    check_file({"age": by_age, "language": by_language}, RULES)
    found = one_puzzle({"age": by_age, "language": by_language}, RULES)
    assert len(found.cells) == 12 + 9
    assert found.sums[-1].parts == (("language", (2, 2)),)


def test_a_total_shown_elsewhere_is_not_hidden() -> None:
    # hidden by hand: the total stands in for the second cell that has to be hidden
    raw = table((5, 20), (20, 30))
    marks = frozenset({(0, 0), (2, 0), (0, 2), (2, 2)})
    alone = Protection(raw, "trust", frozenset({(0, 0)}), marks)
    check_file({"age": alone}, RULES)
    other = protect(table((15, 25), (10, 25)), "trust", RULES)
    with pytest.raises(Refused, match="Read together"):
        check_file({"age": alone, "language": other}, RULES)


def test_a_table_of_one_row_is_its_own_total() -> None:
    whole = protect(table((25, 50)), "publish", RULES)
    by_age = protect(table((5, 20), (20, 30)), "publish", RULES)
    check_file({"whole": whole, "age": by_age}, RULES)
