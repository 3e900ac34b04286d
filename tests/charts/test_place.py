"""Where everything of a chart stands: inside the picture, nothing over anything, nothing hidden
given away."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.charts.model import Badge, Band, Bar, Bars, Chart, Line, Note, Point
from srh_assess.charts.picture import (
    Area,
    Dot,
    Picture,
    Stroke,
    Words,
    corners,
    shortened,
    wrapped,
)
from srh_assess.charts.place import MOST_NOTES, Sheet, placed
from srh_assess.charts.place_bars import placed_bars

COUNT = 12


def ruler(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


def sheet(width: float = 700, height: float = 360, **more: Any) -> Sheet:
    return Sheet(width=width, height=height, size=13, ruler=ruler, **more)


def points(*values: float | None, **more: Any) -> tuple[Point, ...]:
    return tuple(
        Point(
            label=f"Month {at}", short=f"M{at}", value=value, shown="", counts="5 of 12",
            mark="plain" if value is not None else "empty", **more,
        )
        for at, value in enumerate(values)
    )  # fmt: skip


def whole(*notes: Note, **more: Any) -> Chart:
    ups, lows = (60.0,) * COUNT, (-5.0,) * COUNT
    return Chart(
        title="Assessed, with a title long enough for two lines in a narrow picture",
        unit="per cent of admissions",
        points=points(*(10.0 + at for at in range(COUNT))),
        lines=(
            Line(name="Centre", role="centre", values=(30.0,) * COUNT),
            Line(name="Lower limit", role="limit", values=lows),
            Line(name="Upper limit", role="limit", values=ups),
            Line(name="Near", role="near", values=(50.0,) * COUNT),
            Line(name="Target", role="target", values=(31.0,) * COUNT),
            Line(name="Published", role="reference", values=(31.5,) * COUNT),
        ),
        bands=(Band(name="Common cause", lower=lows, upper=ups),),
        notes=notes,
        badges=(
            Badge(letter="H", word="special cause, hoped for", tone="blue"),
            Badge(letter="", word="common cause", tone="grey"),
        ),
        sentences=("The last point is common cause.",),
        footer="XmR chart.",
        lowest=0.0,
        highest=100.0,
        **more,
    )


def words(picture: Picture) -> list[Words]:
    return [part for part in picture.parts if isinstance(part, Words)]


def box(one: Words) -> tuple[float, float, float, float]:
    wide = ruler(one.text, one.size, one.bold)
    left = one.x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    return left, one.y - one.size * 0.7, left + wide, one.y


def over(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.5
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    )


@pytest.mark.parametrize("width", [260, 420, 700, 1500])
@pytest.mark.parametrize("titled", [False, True])
def test_words_stand_inside_and_over_no_other_words(width: float, titled: bool) -> None:
    notes = (
        Note(at=2, words="training wave: first course"),
        Note(at=5, words="new limits from here: clinic every week", new_limits=True),
        Note(at=10, words="ward closed"),
    )
    picture = placed(whole(*notes), sheet(width, 520, titled=titled))
    boxes = [box(one) for one in words(picture)]
    for left, top, right, bottom in boxes:
        assert left >= -1
        assert right <= width + 1
        assert top >= -1
        assert bottom <= 520 + 1
    for one, other in combinations(boxes, 2):
        assert not over(one, other)


def test_no_line_of_a_note_goes_through_the_words_of_another() -> None:
    notes = tuple(Note(at=at, words=f"note at {at}") for at in (1, 4, 8, 11))
    picture = placed(whole(*notes), sheet())
    said = {one.text: box(one) for one in words(picture) if one.text.startswith("note")}
    downs = [one for one in picture.parts if isinstance(one, Stroke) and one.ink == "note"]
    assert len(said) == len(downs) == 4
    for left, top, right, bottom in said.values():
        for down in downs:
            (x, high), _ = down.places
            assert not (left < x < right and high < bottom and top < 360)


def test_a_note_stands_clear_of_a_point_at_the_top() -> None:
    at_top = Chart(
        title="A", unit="", points=points(*(100.0,) * COUNT), lowest=0, highest=100,
        notes=(Note(at=4, words="ward closed"),),
    )  # fmt: skip
    picture = placed(at_top, sheet())
    said = next(one for one in words(picture) if one.text == "ward closed")
    top = min(one.y - one.half for one in picture.parts if isinstance(one, Dot))
    assert said.y < top


def test_more_notes_than_there_is_room_for_stand_in_the_table() -> None:
    notes = tuple(Note(at=at, words=f"note at {at}") for at in range(7))
    picture = placed(whole(*notes), sheet())
    assert sum(one.text.startswith("note") for one in words(picture)) == MOST_NOTES
    assert sum(isinstance(p, Stroke) and p.ink == "note" for p in picture.parts) == 7


def test_a_hidden_point_is_a_sign_on_the_axis_never_a_height() -> None:
    hidden = Point(label="x", value=None, shown="*", mark="hidden")
    empty = Point(label="y", value=None, shown="", mark="empty")
    chart = Chart(title="A", unit="%", points=(*points(10.0, 20.0), hidden, empty, *points(30.0)))
    picture = placed(chart, sheet())
    assert sum(isinstance(part, Dot) for part in picture.parts) == 3
    signs = {one.text: one.y for one in words(picture) if one.text in ("*", "–")}
    assert set(signs) == {"*", "–"}
    assert len({round(y) for y in signs.values()}) == 1
    lines = [p for p in picture.parts if isinstance(p, Stroke) and p.ink == "series"]
    assert len(lines) == 1
    assert picture.spots[2][1] == picture.spots[3][1]


def test_every_mark_has_a_shape_of_its_own() -> None:
    marks = ("plain", "hoped_for", "concern", "high", "low")
    made = tuple(
        Point(label=m, value=5.0, shown="5", mark=m, provisional=m == "plain")  # type: ignore[arg-type]  # one of five
        for m in marks
    )
    dots = [p for p in placed(Chart(title="A", unit="", points=made), sheet()).parts
            if isinstance(p, Dot)]  # fmt: skip
    assert len({(dot.shape, dot.ink) for dot in dots}) == 5
    assert len({dot.shape for dot in dots}) == 4
    assert [dot.hollow for dot in dots] == [True, *[False] * 4]
    for dot in dots:
        assert len(corners(dot)) in (3, 4)
    assert len(corners(Dot(x=0, y=0, half=1, shape="square", ink="text"))) == 4


def test_lines_break_at_new_limits_and_the_band_too() -> None:
    plain = placed(whole(), sheet())
    cut = placed(whole(Note(at=6, words="new", new_limits=True)), sheet())

    def count(picture: Picture, ink: str) -> int:
        return sum(isinstance(p, Stroke) and p.ink == ink for p in picture.parts)

    assert (count(plain, "centre"), count(cut, "centre")) == (1, 2)
    assert count(cut, "reference") == 1
    last = placed(whole(Note(at=COUNT - 1, words="new", new_limits=True)), sheet())
    assert sum(isinstance(p, Area) for p in last.parts) == 1
    areas = [sum(isinstance(p, Area) for p in one.parts) for one in (plain, cut)]
    assert areas == [1, 2]


def test_the_band_hides_no_line_of_the_grid_and_nothing_else() -> None:
    parts = placed(whole(), sheet()).parts
    bands = [at for at, one in enumerate(parts) if isinstance(one, Area)]
    lines = [at for at, one in enumerate(parts) if isinstance(one, Stroke)]
    assert bands
    assert max(bands) < min(lines)


def test_limits_beyond_what_can_be_are_drawn_at_the_edge() -> None:
    picture = placed(whole(), sheet())
    low = next(one for one in words(picture) if one.text.startswith("Lower limit"))
    assert "−5" in low.text
    for part in picture.parts:
        if isinstance(part, Stroke):
            assert all(-1 <= y <= 361 for _, y in part.places)


def test_lines_that_lie_together_are_named_apart() -> None:
    lines = tuple(
        Line(name=f"Line {n}", role="limit", values=(2.0 * n / 100,) * 3) for n in range(5)
    )
    low = Chart(title="A", unit="", points=points(50.0, 60.0, 70.0), lines=lines)
    picture = placed(low, sheet())
    ys = sorted(one.y for one in words(picture) if one.text.startswith("Line"))
    assert all(b - a > 10 for a, b in pairwise(ys))
    missing = Line(name="No value", role="target", values=(None, None, None))
    bare = Chart(title="A", unit="", points=points(5.0, 6.0, 7.0), lines=(missing,))
    assert not [one for one in words(placed(bare, sheet())) if "No value" in one.text]


@pytest.mark.parametrize("count", [0, 1, 2, 60, 400])
def test_as_many_labels_as_have_room(count: int) -> None:
    picture = placed(Chart(title="A", unit="", points=points(*[5.0] * count)), sheet())
    labels = [box(one) for one in words(picture) if one.text.startswith("M")]
    assert bool(labels) == bool(count)
    for one, other in combinations(labels, 2):
        assert not over(one, other)
    assert len(picture.spots) == count


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False) | st.none(), max_size=30))
def test_every_dot_stands_in_the_plot(values: list[float | None]) -> None:
    picture = placed(Chart(title="A", unit="", points=points(*values)), sheet())
    for part in picture.parts:
        if isinstance(part, Dot):
            assert 0 <= part.x <= 700
            assert 0 <= part.y <= 360


# --- bars ------------------------------------------------------------------------------------------


def bars(*values: float | None, kinds: tuple[str, str] = ("ward", "hers")) -> Bars:
    made = tuple(
        Bar(label=f"Reason {at}", value=v, shown="*" if v is None else f"{v:g}", striped=at % 2 > 0)
        for at, v in enumerate(values)
    )
    return Bars(title="Why", unit="stays", bars=made, kinds=kinds, sentences=("A.",), footer="B.")


def test_a_pareto_tells_its_two_sides_apart_without_colour() -> None:
    picture = placed_bars(bars(9.0, 6.0, None), sheet(titled=True))
    areas = [part for part in picture.parts if isinstance(part, Area)]
    legend, drawn = areas[:2], areas[2:]
    assert {one.edge for one in legend} == {True, False}
    assert [one.edge for one in drawn] == [False, True]
    long, short = (one.places[1][0] - one.places[0][0] for one in drawn)
    assert long / short == pytest.approx(1.5)
    assert any(isinstance(part, Stroke) for part in picture.parts)
    assert "*" in [one.text for one in words(picture)]
    assert len(picture.spots) == 3


def test_bars_without_kinds_or_values() -> None:
    assert not [p for p in placed_bars(bars(kinds=("", "")), sheet()).parts if isinstance(p, Area)]
    only_hidden = placed_bars(bars(None, kinds=("", "")), sheet())
    assert not [part for part in only_hidden.parts if isinstance(part, Area)]


# --- words -----------------------------------------------------------------------------------------


def test_words_are_wrapped_and_shortened_never_lost_without_a_sign() -> None:
    assert wrapped("", 100, 10, ruler) == []
    lines = wrapped("one two three four five", 60, 10, ruler)
    assert " ".join(lines) == "one two three four five"
    assert len(lines) > 1
    assert wrapped("unbreakable", 10, 10, ruler) == ["unbreakable"]
    assert shortened("short", 1000, 10, ruler) == "short"
    assert shortened("a longer sentence", 50, 10, ruler).endswith("…")
    assert shortened("word", 1, 10, ruler) == "…"
