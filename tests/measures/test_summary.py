"""Whole summaries: what a level hides is in no file, and no reader solves for it."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from srh_assess.errors import Refused
from srh_assess.measures import released, releasing, sheets, tally, whole
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.disclosure.attack import pinned
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.periods import Period
from srh_assess.measures.disclosure.suppress import Protection, puzzle
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.inside import Rows
from srh_assess.measures.releasing import Asked
from srh_assess.measures.settings import settings
from srh_assess.measures.summary import Cell, Summary, said
from srh_assess.measures.whole import Frame, Reason, summary
from tests.measures.stays import programme, random_stays

YEAR = tuple(f"2025-{month:02}" for month in range(1, 13))
FRAME = Frame(home_kind="live", made="x", counted="x", program="1", rules="=1+1")
REASONS = {
    "acuity": Reason("too_unwell", "patient"),
    "declined_topic": Reason("declined", "patient"),
    "no_private_room": Reason("no_private_room", "system"),
}
GROUPS = {code: one.group for code, one in REASONS.items()}
RULES = settings().disclosure


def made(
    stays, level="internal", months=YEAR, earlier=(), reason=""
) -> tuple[Summary, tuple[Release, ...]]:
    first = date.fromisoformat(f"{months[0]}-01")
    here = tuple(r for r in stays if f"{r.admitted:%Y-%m}" in months)
    return summary(
        Rows(here, (), months, date(2026, 3, 1)),
        FRAME,
        Asked(level=level, period=Period(first, len(months)), reason=reason),
        REASONS,
        settings(),
        baselines={},
        everything=stays,
        earlier=earlier,
    )


def test_benefit_never_stands_without_its_balance_and_her_voice() -> None:
    found, _ = made(programme(43, 18, 13, 9, 6))
    ids = {one.id for one in found.figures}
    for figure in found.figures:
        assert set(figure.beside) <= ids
    assert {"B1", "B2", "B3", "B4", "V1"} <= ids
    assert said(found.figure("V1").total, "share") == "not measured"
    assert said(found.figure("M2").total, "share") == "42 % (18 of 43)"


def test_no_admissions_and_a_month_with_none() -> None:
    nobody, _ = made(())
    assert nobody.admissions == "0"
    assert said(nobody.figure("M2").total, "share") == "none to count"
    one, _ = made(programme(1, 1, 1, 1, 1))
    series = one.figure("M2").series
    assert [cell.status for cell in series] == ["shown", *["nobody"] * 11]
    assert series[0].low is not None


def test_the_barriers_go_from_the_most_frequent_down() -> None:
    found, _ = made(random_stays(4, 200))
    counts = [one.admissions or 0 for one in found.barriers]
    assert counts == sorted(counts, reverse=True)
    assert {one.side for one in found.barriers} == {"patient", "system"}


@given(st.integers(0, 10_000), st.integers(10, 160), st.sampled_from(["trust", "publish"]))
def test_no_reader_of_a_whole_summary_solves_for_a_small_number(seed, count, level) -> None:
    stays = random_stays(seed, count)
    try:
        found, releases = made(stays, level)
    except Refused as refused:
        assert refused.code.startswith("release-")
        return
    for period in {one.period for one in releases}:
        tables = {one.query: one.protection for one in releases if one.period == period}
        assert not pinned(released.whole(tables, RULES), RULES.candidates)
    for figure in found.figures:
        for cell in (figure.total, *figure.series):
            for number in (cell.part, cell.whole):
                assert number is None or not 1 <= number <= 7
            assert cell.low is None
        assert len(figure.series) in ((4, 0) if level == "trust" else (0,))
    for one in (*(g.cell for g in found.equity),):
        assert one.part is None or not 1 <= one.part <= 7
    for barrier in found.barriers:
        assert barrier.admissions is None or not 1 <= barrier.admissions <= 7
        assert barrier.days is None


@given(st.integers(0, 10_000), st.integers(40, 160))
def test_a_year_beside_its_quarters_tells_of_no_few(seed, count) -> None:
    """Whatever was let out so far, one release after another: the year less three quarters."""
    stays = random_stays(seed, count)
    earlier: tuple[Release, ...] = ()
    for months in (YEAR, YEAR[:3], YEAR[3:6], YEAR[6:9], YEAR[9:]):
        try:
            found, more = made(stays, "trust", months, earlier)
        except Refused as refused:
            assert refused.code.startswith("release-")
            continue
        earlier = (*earlier, *more)
        assert found.level == "trust"
    out = [(r.period, r.protection) for r in earlier if r.query == "M2"]
    shown = {p: r.table.counts[0][0] for p, r in out if (0, 0) not in r.marks}
    year = next((n for p, n in shown.items() if p.months == 12), None)
    quarters = [n for p, n in shown.items() if p.months == 3]
    if year is not None and len(quarters) == 3:
        assert not 1 <= year - sum(quarters) <= 7


def test_a_corrected_release_needs_its_reason_and_becomes_the_next_version() -> None:
    stays = programme(400, 168, 120, 84, 56)
    _, first = made(stays, "trust")
    again, _ = made(stays, "trust", earlier=first)
    assert again.version == 1
    fewer = programme(200, 84, 60, 42, 28)
    with pytest.raises(Refused) as refused:
        made(fewer, "trust", earlier=first)
    assert refused.value.code == "release-frozen"
    corrected, _ = made(fewer, "trust", earlier=first, reason="voided stays")
    assert corrected.version == 2


def test_rows_of_no_known_grouping_are_themselves() -> None:
    assert released.merged_into("language", ["english", "elsewhere"]) == {}
    assert released.merged_into("age", ["nowhere"]) == {}
    assert released.merged_into("section", ["detained", "informal"])["3"] == "detained"
    table = released.group_table("M2", "language", random_stays(3, 20), ["english"])
    assert table.raw()[0, 2] < 20


def test_a_release_that_tells_with_earlier_ones_is_refused(monkeypatch) -> None:
    stays = programme(400, 168, 120, 84, 56)
    _, first = made(stays, "trust")

    def told(out, *_):
        return (("2025", "M2"),) if set(first) & set(out) else ()

    monkeypatch.setattr(releasing, "given_away", told)
    with pytest.raises(Refused) as refused:
        made(stays, "publish", earlier=first)
    assert refused.value.code == "release-together"


def test_groups_that_would_tell_something_go_before_any_figure_of_the_ward(monkeypatch) -> None:
    def grouped(out) -> bool:
        return any(one.query == "M2 by language" for one in out)

    def told(out, *_):
        return (("2025", ("M2", "language")),) if grouped(out) else ()

    stays = random_stays(3, 600, 12)
    assert grouped(made(stays, "trust")[1])
    monkeypatch.setattr(releasing, "given_away", told)
    summary, releases = made(stays, "trust")
    assert not grouped(releases)
    assert summary.figure("M2").total.status == "shown"


def test_what_its_ties_do_not_hide_is_hidden_whole_and_then_nothing_goes_out(monkeypatch) -> None:
    """A table that may not go out and that nothing ties to the others ends the search too."""

    def may_not(id, protection, *_):
        if id == "M2" and releasing._open(protection):
            raise Refused("release-together")
        return id

    monkeypatch.setattr(releasing, "_checked", may_not)
    monkeypatch.setattr(releasing, "_hide_everywhere", lambda *_: None)
    with pytest.raises(Refused) as refused:
        made(programme(400, 168, 120, 84, 56), "publish")
    assert refused.value.code == "release-file"


def test_few_women_leave_the_ward_in_no_file() -> None:
    with pytest.raises(Refused) as refused:
        made(programme(7, 3, 1, 1, 1), "trust")
    assert refused.value.code == "release-few-women"


# --- files opened again --------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["internal", "trust", "publish"])
def test_the_csv_says_what_the_model_says(level) -> None:
    found, _ = made(random_stays(3, 150), level)
    raw = sheets.as_csv(found)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))
    wanted = [["" if v is None else str(v) for v in row] for row in sheets.data(found)]
    assert rows[: len(wanted)] == wanted
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    assert ["about", "Rules of counting", "'=1+1"] in [row[:3] for row in rows]


@pytest.mark.parametrize("level", ["internal", "trust", "publish"])
def test_the_workbook_says_what_the_model_says_and_holds_no_formula(level) -> None:
    found, _ = made(random_stays(3, 150), level)
    book = openpyxl.load_workbook(BytesIO(sheets.as_xlsx(found)))
    wanted = sheets.sheets(found)
    assert book.sheetnames == list(wanted)
    for name, rows in wanted.items():
        sheet = book[name]
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "A2"
        read = [tuple(cell.value or 0 for cell in row) for row in sheet.iter_rows()]
        width = max(len(row) for row in rows)
        blank = [tuple(v or 0 for v in row) for row in rows]
        assert read == [(*row, *[0] * (width - len(row))) for row in blank]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_distressing_detail_is_counted_by_kind() -> None:
    found, _ = made(random_stays(3, 150))
    lines = found.figure("B2").total.lines
    assert set(lines) == set(tally.EVENTS)
    assert said(found.figure("B2").total, "events") == str(found.figure("B2").total.part)
    words = said(found.figure("M10").total, "days")
    assert words.startswith("to the offer: median ")
    assert "; to the assessment: median " in words


@pytest.mark.parametrize("breakdown", ["age", "language", "section"])
def test_every_stay_is_in_one_group_merged_or_not(breakdown) -> None:
    stays = random_stays(3, 150)
    finest = list(breakdowns()[breakdown].groups)
    groupings = [finest, *(sorted(set(m.values())) for m in breakdowns()[breakdown].mergers)]
    for rows in groupings:
        known = [*rows, *({"99"} - set(rows))]
        table = released.group_table("M2", breakdown, stays, known)
        assert table.raw()[len(known), 2] == 150


def test_a_count_that_is_hidden_beside_one_that_is_shown_is_an_asterisk() -> None:
    cell = Cell(period="", part=7, whole=None, status="shown")
    assert said(cell, "share") == "7, out of a hidden number (*)"


@pytest.mark.parametrize(
    ("median", "upper", "words"),
    [
        (1.0, 1.0, "median 1 day, upper quartile 1"),
        (2.5, 37.25, "median 2.5 days, upper quartile 37.25"),
    ],
)
def test_days_are_said_without_the_nought_of_a_whole_number(
    median: float, upper: float, words: str
) -> None:
    cell = Cell(period="", whole=4, lines={"median": median, "upper_quartile": upper})
    assert said(cell, "days") == words


def test_one_group_is_said_to_be_one() -> None:
    unknown = made(programme(43, 18, 13, 9, 6))[0].equity_note
    assert unknown.count("not known for anybody.") == 5
    assert unknown.count("nobody to count.") == 3
    english = tuple(replace(one, language="english") for one in programme(43, 18, 13, 9, 6))
    alone = made(english)[0].equity_note
    assert "Language: not shown, there is one group only." in alone
    assert "Not shown, since" not in unknown


@pytest.mark.parametrize(("seed", "count"), [(57, 22), (2, 26)])
def test_what_the_last_check_hides_is_hidden_beside_the_figures_too(seed: int, count: int) -> None:
    """Reasons, groups and the number on the cover stand in the file as they stand in the ledger."""
    found, releases = made(random_stays(seed, count), "publish")
    told = {one.query: one.protection for one in releases}
    # the groups go, and not the number on the cover for their sake
    assert (found.admissions == "*") == ((0, 2) in told["M1"].marks)
    for barrier in found.barriers:
        hidden = (0, 0) in told[f"M11 {barrier.group}"].marks
        assert (barrier.admissions is None) == hidden
    for one in found.equity:
        breakdown = next(id for id, each in breakdowns().items() if each.name == one.breakdown)
        protection = told[f"{one.measure} by {breakdown}"]
        assert set(protection.table.raw()) - protection.marks
    if count == 22:
        assert not any(one.measure == "M2" for one in found.equity)


@pytest.mark.parametrize(
    ("count", "assessed", "words"),
    [
        (0, 0, "No stay of this period is without an assessment."),
        (2, 2, "No stay of this period is without an assessment."),
        (
            1,
            0,
            "Of 1 stay without an assessment, 1 has no reason written down. A stay can have several reasons.",
        ),
        (
            3,
            1,
            "Of 2 stays without an assessment, 2 have no reason written down. A stay can have several reasons.",
        ),
    ],
)
def test_stays_without_a_reason_are_said_in_plain_words(
    count: int, assessed: int, words: str
) -> None:
    found, _ = made(programme(count, assessed, 0, 0, 0))
    assert found.barriers_note == words
    assert (found.equity_note == "Nobody to count by group.") == (count == 0)


@pytest.mark.parametrize("seed", [0, 3])
def test_the_size_of_a_group_is_told_in_every_table_of_the_ward_or_in_none(seed: int) -> None:
    """Seven of a hidden number assessed, and eleven in the group two lines below: four were not."""
    draw = Random(seed)
    codes = "ABCDEFGHJKLMNPRSZ"
    often = (20, 3, 5, 1, 1, 1, 1, 3, 2, 2, 1, 8, 9, 2, 1, 2, 3)
    found, _ = made(
        tuple(
            replace(one, ethnic=draw.choices(codes, often)[0])
            for one in random_stays(seed, draw.randrange(60, 300))
        )
    )
    sizes: dict[tuple[str, str], set[int | None]] = {}
    for one in found.equity:
        if one.measure in ("M2", "M4", "M8a"):  # of the women; findings have groups of their own
            sizes.setdefault((one.breakdown, one.group), set()).add(one.cell.whole)
    assert len(sizes) > 8
    assert all(len(each) == 1 for each in sizes.values())


def test_a_size_that_one_table_hides_is_hidden_in_the_others() -> None:
    groups = ("a", "b", "c")
    hides = Protection(
        Table(groups, ("yes", "no"), ((7, 4), (30, 20), (25, 30))),
        "internal",
        frozenset({(0, 1)}),
        frozenset({(0, 1), (0, 2), (1, 1), (1, 2)}),
    )
    tells = Protection(
        Table(groups, ("yes", "no"), ((5, 6), (20, 30), (30, 25))),
        "internal",
        frozenset(),
        frozenset(),
    )
    found = whole._same_sizes({"M2 by x": hides, "M4 by x": tells}, settings())
    for one in found.values():
        assert {(0, 2), (1, 2)} <= one.marks
        assert not pinned(puzzle(one, RULES), RULES.candidates)
        assert (2, 2) not in one.marks
