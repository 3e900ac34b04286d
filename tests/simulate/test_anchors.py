"""What invented wards are drawn from: sourced, whole, and one with the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from msgspec import Struct, structs

from srh_assess.measures.categories import breakdowns, ethnic_code
from srh_assess.measures.published import programme
from srh_assess.workflow.invented.anchors import anchors, one_of


def tables() -> Iterator[tuple[str, object]]:
    for field in structs.fields(anchors()):
        table = getattr(anchors(), field.name)
        if isinstance(table, Struct):
            yield field.name, table


def test_every_table_says_where_it_is_from() -> None:
    named = [name for name, table in tables() if table.source and table.evidence]  # type: ignore[attr-defined]
    assert len(named) == len(list(tables())) > 10
    assert anchors().reviewed < anchors().review_by


def test_shares_of_a_hundred_are_whole() -> None:
    told: list[dict[str, int]] = [
        anchors().section.shares, anchors().ethnic.london, anchors().words.languages,
        anchors().words.nurses, anchors().diagnosis.shares,
        {str(word): share for word, share in anchors().voices.says.items()},
        *anchors().diagnosis.medicines.values(),
    ]  # fmt: skip
    for shares in told:
        assert sum(shares.values()) == 100
    assert sum(anchors().ethnic.england.values()) == 1000


@pytest.mark.parametrize(
    ("profile", "of", "told"),
    [
        ("london", 100, {"White": 35, "Black": 45, "Asian": 8, "Mixed": 5, "Other": 4}),
        ("england", 1000, {"White": 792, "Black": 39, "Asian": 83, "Mixed": 28, "Other": 28}),
    ],
)
def test_the_profiles_rolled_up(profile: str, of: int, told: dict[str, int]) -> None:
    named = breakdowns()["ethnic"]
    shares = getattr(anchors().ethnic, profile)
    codes = {ethnic_code(code) for code in shares}
    assert codes <= set(named.groups)
    merged = {code: group for one in named.merge for group, codes in one.items() for code in codes}
    found: Counter[str] = Counter()
    for code, share in shares.items():
        found[merged.get(code, "")] += share
    assert found.pop("") == of * 3 / 100
    assert found == told


def test_the_shares_are_those_of_the_published_programme() -> None:
    published = {one.measure: one for one in programme().figures}
    assert anchors().assessed.after == published["M2"].percent / 100
    assert anchors().assessed.before == (published["M2"].before or 0) / 100
    path = anchors().path
    of_admitted = anchors().assessed.after * path.need
    assert of_admitted == pytest.approx(published["M5"].percent / 100, abs=0.01)
    assert of_admitted * path.begun == pytest.approx(published["M7"].percent / 100, abs=0.01)
    met = of_admitted * path.begun * path.met
    assert met == pytest.approx(published["M8a"].percent / 100, abs=0.01)


def test_one_of_several_comes_as_often_as_its_share() -> None:
    draw = Random(1)
    found = Counter(one_of(draw, {"a": 1, "b": 0, "c": 3}) for _ in range(400))
    assert found["b"] == 0
    assert 60 < found["a"] < 140
