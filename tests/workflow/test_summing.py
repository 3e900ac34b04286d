"""The manager's summary from a real home: counted twice, refused where it must be."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from shutil import copytree

import msgspec
import pytest

from srh_assess.clock import SetClock, local
from srh_assess.errors import BadInput, Refused
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.inside import Baseline
from srh_assess.measures.summary import Group, Summary
from srh_assess.protocol.load import load
from srh_assess.store import home
from srh_assess.store.figures import figures, place
from srh_assess.workflow import figure_rows, summing
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.periods import months_of
from srh_assess.workflow.simulate import PASSPHRASE, moment_of, simulate
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.summing import Out, Wish
from tests.workflow.homes import CHEAP

SEED, COUNT = 3, 160
TODAY = date(2026, 1, 8)


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "home"
    simulate(folder, COUNT, SEED, load(), cost=CHEAP)
    return folder


@pytest.fixture(scope="module")
def ward(simulated: Path) -> Path:
    """Each test may leave something behind in it, and releases too."""
    return copytree(simulated, simulated.with_name("used"))


@pytest.fixture
def unreleased(simulated: Path, tmp_path: Path) -> Path:
    """Nothing was given out of it, whichever test ran before."""
    return copytree(simulated, tmp_path / "home")


def clock() -> SetClock:
    return SetClock(moment_of(SEED))


def manager(ward: Path):
    return home.unlock(ward, "manager", PASSPHRASE, clock())


def wish(**more) -> Wish:
    return Wish(**{"first": "2025-01", "last": "2025-12", "level": "internal", **more})


_SQL = {
    "M1": "sum(row->>'offered' IS NOT NULL), count(*)",
    "M2": "sum(row->>'assessed' IS NOT NULL), count(*)",
    "M3": "sum(row->>'offered' IS NOT NULL AND row->>'assessed' IS NOT NULL),"
    " sum(row->>'offered' IS NOT NULL)",
    "M4": "sum(json_array_length(row, '$.needs') > 0), count(*)",
    "M5": "sum(json_array_length(row, '$.needs') > 0 AND row->>'attended'), count(*)",
    "M6": "sum(json_array_length(row, '$.needs') > 0 AND row->>'assessed' IS NOT NULL),"
    " sum(row->>'assessed' IS NOT NULL)",
    "M7": "sum(row->>'begun'), count(*)",
    "M8a": "sum(row->>'all_met'), count(*)",
    "M8b": "sum(row->>'all_met' AND row->>'begun'), sum(row->>'begun')",
    "M9": "sum(row->>'left_open' AND row->>'taken_over'), sum(row->>'left_open')",
    "B1": "sum(row->>'assessed' IS NOT NULL AND row->>'distress'),"
    " sum(row->>'assessed' IS NOT NULL)",
    "B3": "sum(iif(row->>'offered' IS NULL, 0, row->>'ended_early' + row->>'asked_after_no')),"
    " sum(row->>'offered' IS NOT NULL)",
    "H1": "sum((row->>'samples') - (row->>'results_told')), sum(row->>'samples')",
    "H2": "sum(row->>'consents_no'), sum(row->>'consents')",
    "H3": "sum(row->>'findings_lacks'), sum(row->>'findings')",
    "H11": "sum(row->>'findings_done'), sum(row->>'findings')",
    "H12": "sum(row->>'reversed'), sum(row->>'looked_again')",
    "H13": "sum(EXISTS (SELECT 1 FROM json_each(row, '$.methods') AS m"
    " WHERE m.value->>'days' <= 90)), sum(json_array_length(row, '$.methods') > 0)",
    "H14": "sum(row->>'findings_lacks' > 0), sum(row->>'findings' > 0)",
    "H17": "sum(row->>'$.removal.days' IS NOT NULL), sum(row->>'$.removal.asked' IS NOT NULL)",
    "M12": "sum(json_array_length(row, '$.methods') > 0), count(*)",
    "H16": "sum(row->>'talks_sedated'), sum(row->>'talks_seen')",
    "V1": "sum(row->>'$.voice.positive'), sum(row->>'$.voice.asked')",
}
_LATE = "date('2026-01-08', '-7 days')"
_RESULTS = "FROM rows, json_each(row, '$.results') AS r WHERE r.value->>'{day}' < {late}"
LATE = {
    "H9": "sum(r.value->>'back' IS NULL AND NOT r.value->>'told'), count(*) "
    + _RESULTS.format(day="taken", late=_LATE),
    "H10": "sum(NOT r.value->>'told'), count(*) " + _RESULTS.format(day="back", late=_LATE),
    "H15": "sum(s.value->>'due' < coalesce(s.value->>'looked', '2026-01-08')), count(*)"
    " FROM rows, json_each(row, '$.shared') AS s WHERE s.value->>'ground' = 'danger_to_life'",
}
"""What waits longer than a week on the day the figures are read."""
EVENTS = {"H4": "without_consent", "H5": "overrides", "H6": "felt_pressed", "H7": "harms"}


def test_a_second_count_in_plain_sql_equals_every_measure(ward: Path) -> None:
    opened = manager(ward)
    found = summing.summarise(opened, load(), clock(), wish())
    assert int(found.admissions) > 100
    with figures(opened) as kept:
        for id, sql in _SQL.items():
            figure = found.figure(id)
            for cell in (figure.total, *figure.series):
                first, _, last = cell.period.partition(" to ")
                row = kept._db.conn.execute(
                    f"SELECT {sql} FROM rows WHERE month BETWEEN ? AND ?", (first, last or first)
                ).fetchone()
                assert (cell.part, cell.whole) == (row[0] or 0, row[1] or 0), (id, cell.period)
        met = kept._db.conn.execute(
            "SELECT sum(need.value->>'met' IS NOT NULL), count(*) FROM rows,"
            " json_each(row, '$.needs') AS need WHERE month BETWEEN '2025-01' AND '2025-12'"
        ).fetchone()
    total = found.figure("M8c").total
    assert (total.part, total.whole) == met


@pytest.mark.parametrize(("id", "sql"), LATE.items())
def test_what_waits_too_long_counted_again_in_sql(ward: Path, id: str, sql: str) -> None:
    opened = manager(ward)
    assert local(moment_of(SEED)).date() == TODAY
    figure = summing.look(opened, load(), clock(), wish()).figure(id)
    with figures(opened) as kept:
        for cell in (figure.total, *figure.series):
            first, _, last = cell.period.partition(" to ")
            part, whole = kept._db.conn.execute(
                f"SELECT {sql} AND month BETWEEN ? AND ?", (first, last or first)
            ).fetchone()
            assert (cell.part, cell.whole) == (part or 0, whole)
    assert figure.total.whole or id == "H15"  # no emergency is played


@pytest.mark.parametrize(("id", "what"), EVENTS.items())
def test_harm_counted_again_in_sql(ward: Path, id: str, what: str) -> None:
    opened = manager(ward)
    figure = summing.look(opened, load(), clock(), wish()).figure(id)
    with figures(opened) as kept:
        for cell in (figure.total, *figure.series):
            first, _, last = cell.period.partition(" to ")
            (told,) = kept._db.conn.execute(
                f"SELECT ifnull(sum(row->>'{what}'), 0) FROM rows WHERE month BETWEEN ? AND ?",
                (first, last or first),
            ).fetchone()
            assert (cell.status, cell.part, cell.whole) == ("shown", told, None)


@pytest.mark.parametrize(
    ("kept_", "changed", "trust"), [(30, 12, (12, 42)), (30, 3, None), (0, 0, (0, 0))]
)
def test_advice_on_words_counted_again_in_sql(
    unreleased: Path, kept_: int, changed: int, trust: tuple[int, int] | None
) -> None:
    """Totals by month, of the ward; outside it no few of them."""
    opened = manager(unreleased)
    with figures(opened) as kept:
        kept._db.conn.execute("DELETE FROM totals")  # what the simulation put down
        for month, what, number in (
            ("2025-03", "advice kept", kept_), ("2025-04", "advice changed", changed),
            ("2024-12", "advice kept", 50), ("2025-04", "something else", 9),
        ):  # fmt: skip
            if number:
                kept.add(month, what, number)
        figure = summing.look(opened, load(), clock(), wish()).figure("H18")
        for cell in (figure.total, *figure.series):
            first, _, last = cell.period.partition(" to ")
            row = kept._db.conn.execute(
                "SELECT coalesce(sum(iif(what = 'advice changed', number, 0)), 0),"
                " coalesce(sum(number), 0) FROM totals"
                " WHERE what GLOB 'advice *' AND month BETWEEN ? AND ?", (first, last or first),
            ).fetchone()  # fmt: skip
            assert (cell.part, cell.whole) == row
    assert figure.total.whole == kept_ + changed
    cell = summing.look(opened, load(), clock(), wish(level="trust")).figure("H18").total
    assert cell.part == (trust and trust[0])
    assert (cell.status == "hidden") == (trust is None)


HARM = {
    **{id: _SQL[id] for id in ("H1", "H2", "H3", "H11", "H12", "H13", "H14", "M12")},
    **{id: f"sum(row->>'{what}'), 0" for id, what in EVENTS.items()},
}
"""What of harm leaves the ward, over the rows."""


@pytest.mark.parametrize("level", ["trust", "publish"])
def test_harm_that_leaves_the_ward_counted_again_in_sql(unreleased: Path, level: Level) -> None:
    """Shown it is what was counted, as the level writes it; a few are shown at no level."""
    opened = manager(unreleased)
    summary = summing.look(opened, load(), clock(), wish(level=level))
    with figures(opened) as kept:
        for id, sql in HARM.items():
            figure = summary.figure(id)
            for cell in (figure.total, *figure.series):
                first, _, last = cell.period.partition(" to ")
                part, whole = kept._db.conn.execute(
                    f"SELECT {sql} FROM rows WHERE month BETWEEN ? AND ?", (first, last or first)
                ).fetchone()
                rows = ((cell.part, part or 0), (cell.whole, whole if cell.whole else None))
                for shown, there in rows:
                    if shown is not None and there is not None:
                        assert not 1 <= there <= 7, (id, cell)
                        rounded = (there + 2) // 5 * 5 if level == "publish" else there
                        assert shown == rounded, (id, cell)
        assert any(summary.figure(id).total.status == "shown" for id in HARM)


def stopped_behind(last: int) -> Steps:
    """Somebody presses Stop while this step runs, counted from nought."""
    told: list[str] = []

    def hear(words: str) -> None:
        assert len(told) <= last
        told.append(words)
        if len(told) > last:
            steps.stop()

    steps = Steps(hear)
    return steps


def test_work_for_the_trust_can_be_stopped_at_each_of_its_steps(unreleased: Path) -> None:
    opened, asked = manager(unreleased), wish(level="trust")
    said: list[str] = []
    summing.look(opened, load(), clock(), asked, Steps(said.append))
    beside = [words for words in said if words.startswith("Beside what was released before")]
    assert len(beside) > 5  # the longest part can be stopped within
    with figures(opened) as kept:
        before = len(kept.notes())
    for last in (0, said.index(beside[0]), said.index(beside[-1]), len(said) - 2):
        with pytest.raises(Refused) as fault:
            summing.summarise(opened, load(), clock(), asked, stopped_behind(last))
        assert fault.value.code == "summary-stopped"
    with figures(opened) as kept:
        assert len(kept.notes()) == before


_MIDDLE = """
WITH d AS (SELECT {what} AS d FROM rows WHERE month BETWEEN ? AND ? AND {where}),
o AS (SELECT d, row_number() OVER (ORDER BY d) - 1 AS n, count(*) OVER () - 1 AS last FROM d)
SELECT count(*), (SELECT avg(d) FROM o WHERE n IN (last / 2, (last + 1) / 2)),
    (SELECT max(d) FILTER (WHERE n = last * 3 / 4) + (last * 3 % 4) / 4.0 * (
        max(d) FILTER (WHERE n = (last * 3 + 3) / 4) - max(d) FILTER (WHERE n = last * 3 / 4))
     FROM o)
FROM o
"""


@pytest.mark.parametrize(
    ("id", "names", "what", "where"),
    [
        ("M10", ("n", "median", "upper_quartile"),
         "julianday(row->>'offered') - julianday(row->>'admitted')",
         "row->>'offered' IS NOT NULL"),
        ("M10", ("assessment_n", "assessment_median", "assessment_upper_quartile"),
         "julianday(row->>'assessed') - julianday(row->>'admitted')",
         "row->>'assessed' IS NOT NULL"),
        ("B4", ("n", "median", "upper_quartile"), "row->>'minutes'",
         "row->>'assessed' IS NOT NULL AND row->>'minutes' IS NOT NULL"),
    ],
)  # fmt: skip
def test_medians_and_quartiles_counted_again_in_sql(ward: Path, id, names, what, where) -> None:
    opened = manager(ward)
    lines = summing.look(opened, load(), clock(), wish()).figure(id).total.lines
    with figures(opened) as kept:
        sql = _MIDDLE.format(what=what, where=where)
        row = kept._db.conn.execute(sql, ("2025-01", "2025-12")).fetchone()
    assert row[0] > 10
    assert [lines[name] for name in names] == pytest.approx(list(row))


def test_burden_out_of_hours_counted_again_in_sql(ward: Path) -> None:
    opened = manager(ward)
    lines = summing.look(opened, load(), clock(), wish()).figure("B4").total.lines
    with figures(opened) as kept:
        row = kept._db.conn.execute(
            "SELECT sum(row->>'out_of_hours'), count(row->>'out_of_hours') FROM rows"
            " WHERE row->>'assessed' IS NOT NULL AND month BETWEEN '2025-01' AND '2025-12'"
        ).fetchone()
    assert (lines["out_of_hours"], lines["of"]) == row
    assert row[1] > 10


def test_events_and_other_voices_counted_again_in_sql(ward: Path) -> None:
    opened = manager(ward)
    found = summing.look(opened, load(), clock(), wish())
    sql = (
        "SELECT one.value->>'what', count(*) FROM rows, json_each(row, '$.{list}') AS one"
        " WHERE substr(one.value->>'day', 1, 7) BETWEEN ? AND ? GROUP BY 1"
    )
    with figures(opened) as kept:
        run = kept._db.conn.execute
        for cell in (found.figure("B2").total, *found.figure("B2").series):
            first, _, last = cell.period.partition(" to ")
            kinds = dict(run(sql.format(list="events"), (first, last or first)).fetchall())
            assert {k: v for k, v in cell.lines.items() if v} == kinds
        for cell in (found.figure("V2").total, *found.figure("V2").series):
            first, _, last = cell.period.partition(" to ")
            kinds = dict(run(sql.format(list="others"), (first, last or first)).fetchall())
            assert (cell.part or 0, cell.whole or 0) == (
                kinds.get("positive", 0), kinds.get("asked", 0),
            )  # fmt: skip


def test_reasons_counted_again_in_sql(ward: Path) -> None:
    opened = manager(ward)
    found = summing.look(opened, load(), clock(), wish())
    groups = " UNION ALL ".join(
        f"SELECT '{one.code}' AS code, '{one.group}' AS grouped" for one in load().gate.reasons
    )
    sql = (
        f"WITH g AS ({groups}), b AS (SELECT DISTINCT mark, one.value->>'day' AS day, grouped"
        " FROM rows, json_each(row, '$.barriers') AS one JOIN g ON g.code = one.value->>'what'"
        " WHERE row->>'assessed' IS NULL AND month BETWEEN '2025-01' AND '2025-12')"
        " SELECT grouped, count(DISTINCT mark), count(*) FROM b GROUP BY 1"
    )
    with figures(opened) as kept:
        rows = kept._db.conn.execute(sql).fetchall()
    assert len(rows) >= 2
    assert {one.group: (one.admissions, one.days) for one in found.barriers} == {
        group: (stays, days) for group, stays, days in rows
    }


@pytest.mark.parametrize("breakdown", ["age", "language", "section", "ethnic"])
def test_groups_counted_again_in_sql(ward: Path, breakdown: str) -> None:
    opened = manager(ward)
    found = summing.look(opened, load(), clock(), wish())
    named = breakdowns()[breakdown]
    wanted = {
        "M2": "row->>'assessed' IS NOT NULL",
        "M4": "json_array_length(row, '$.needs') > 0",
        "M8a": "row->>'all_met'",
    }
    measured: list[Group] = []
    with figures(opened) as kept:
        for id, sql in wanted.items():
            rows = kept._db.conn.execute(
                f"SELECT row->>'{breakdown}', sum({sql}), count(*) FROM rows"
                " WHERE month BETWEEN '2025-01' AND '2025-12' GROUP BY 1"
            ).fetchall()
            counted = {named.groups[code]: (part, whole) for code, part, whole in rows}
            shown = [one for one in found.equity if (one.breakdown, one.measure) == (
                named.name, id)]  # fmt: skip
            merged = {one.group for one in shown} - set(named.groups.values())
            measured += shown  # a table of which nothing could be told is left out alone
            for one in shown:
                if one.group in counted and not merged:
                    shown_ = (one.cell.part, one.cell.whole)
                    for told, second in zip(shown_, counted[one.group], strict=True):
                        assert told in (None, second)
                assert one.cell.part is None or not 1 <= one.cell.part <= 4
            if shown and all(one.cell.whole is not None for one in shown):
                assert shown[-1].cell.whole == int(found.admissions) or shown[-1].group != "All"
    left_out = found.equity_note.partition("give another away: ")[2].partition(".")[0]
    assert bool(measured) != (named.name in left_out.split("; "))


def test_what_nobody_wrote_down_of_anybody_is_said(unreleased: Path) -> None:
    opened = manager(unreleased)
    with figures(opened) as kept:
        kept._db.conn.execute("UPDATE rows SET row = json_set(row, '$.disability', '99')")
        said = summing.look(opened, load(), clock(), wish()).equity_note
    assert "Adjustments for a disability: not known for anybody." in said


def test_before_the_start_the_simulated_ward_lies_about_twelve_in_a_hundred(ward: Path) -> None:
    total = summing.look(manager(ward), load(), clock(), wish()).figure("M2").total
    assert total.low is not None
    assert total.high is not None
    assert total.low <= 12 <= total.high


def test_the_rows_hold_nobody(ward: Path) -> None:
    """No name, number, id of an admission, or free text stands in the file."""
    nurse = home.unlock(ward, "nurse", PASSPHRASE, clock())
    with figures(nurse) as kept:
        text = b"".join(kept.rows("0000-00", "9999-99")).decode()
    desk = Desk(ward, load(), clock())
    desk.sign_in("nurse", PASSPHRASE)
    try:
        rows = desk.board()
        assert rows
        for row in rows:
            assert row.admission not in text
            assert row.family.casefold() not in text.casefold()
    finally:
        desk.lock()


def test_the_manager_holds_no_clinical_key_and_the_nurse_no_summary(ward: Path) -> None:
    assert manager(ward).keys.clinical is None
    nurse = home.unlock(ward, "nurse", PASSPHRASE, clock())
    with pytest.raises(Refused) as fault:
        summing.summarise(nurse, load(), clock(), wish())
    assert fault.value.code == "role-may-not"


def test_a_lock_counts_what_grew_and_a_rebuild_gives_the_same(ward: Path) -> None:
    desk = Desk(ward, load(), clock())
    desk.sign_in("nurse", PASSPHRASE)
    nurse = desk._clinical().opened
    with figures(nurse) as kept:
        before = sorted(kept.rows("0000-00", "9999-99"))
        kept.note("read", b"{}", "me", clock().now())
        notes = kept.notes()
        kept.clear()
    store = desk._clinical()
    assert figure_rows.bring_up(nurse, store, clock().now(), most=10) == 10
    assert figure_rows.bring_up(nurse, store, clock().now()) >= COUNT - 10
    assert figure_rows.bring_up(nurse, store, clock().now()) == 0
    desk.lock()
    with figures(nurse) as kept:
        assert sorted(kept.rows("0000-00", "9999-99")) == before
        assert kept.notes() == notes


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_a_file_is_written_whole_and_the_journal_keeps_that(ward: Path, tmp_path, format) -> None:
    file = tmp_path / f"year.{format}"
    made = summing.export(
        ward, "manager", PASSPHRASE, wish(), Out(format=format, file=file), clock(), load()
    )
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    if format == "json":
        assert msgspec.json.decode(file.read_bytes(), type=Summary) == made
    if format == "csv":
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert rows[0][0] == "period"
    with figures(manager(ward)) as kept:
        assert kept.notes()[-1].kind == "export"


def test_a_release_is_in_the_ledger_before_it_is_out(unreleased: Path) -> None:
    opened = manager(unreleased)
    for _ in range(2):
        summing.summarise(opened, load(), clock(), wish(level="trust"))
    with figures(opened) as kept:
        assert {one.level for one in summing.earlier(kept)} == {"trust"}
        places = [one.place for one in summing.earlier(kept)]
        assert len(places) == len(set(places))
        assert {one.period.months for one in summing.earlier(kept)} <= {3, 12}
        assert {"M1", "M2", "V1", "B2", "B3", "V2"} <= {one.query for one in summing.earlier(kept)}


def test_a_baseline_with_its_counts(ward: Path) -> None:
    opened = manager(ward)
    base = Baseline(measure="M2", part=5, whole=42, when="2024", source="ward book")
    summing.set_baseline(opened, clock(), base)
    found = summing.summarise(opened, load(), clock(), wish())
    assert "5 of 42 before" in found.figure("M2").comparison
    bad = Baseline(measure="M2", part=5, whole=4, when="2024", source="ward book")
    with pytest.raises(BadInput) as fault:
        summing.set_baseline(opened, clock(), bad)
    assert fault.value.code == "baseline-counts"


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2025-13", "2025-12", "summary-month"),
        ("2025-1", "2025-12", "summary-month"),
        ("", "2025-12", "summary-month"),
        ("２０２５-01", "2025-12", "summary-month"),
        ("2025-02", "2025-01", "summary-order"),
        ("2026-01", "2026-02", "summary-future"),
        ("2015-01", "2025-12", "summary-long"),
    ],
)
def test_periods_that_are_none(first: str, last: str, code: str) -> None:
    with pytest.raises(BadInput) as fault:
        months_of(first, last, TODAY)
    assert fault.value.code == code
    assert str(fault.value)


def test_a_period_goes_over_the_turn_of_a_year() -> None:
    assert months_of("2025-11", "2026-01", TODAY) == ("2025-11", "2025-12", "2026-01")


def test_no_free_range_leaves_the_ward(ward: Path) -> None:
    with pytest.raises(Refused) as fault:
        summing.summarise(manager(ward), load(), clock(), wish(first="2025-08", level="trust"))
    assert fault.value.code == "release-period-grid"


@pytest.mark.parametrize("where", ["folder", "gone"])
def test_a_file_that_cannot_be_written(ward: Path, tmp_path, where) -> None:
    file = tmp_path if where == "folder" else tmp_path / "gone" / "year.json"
    with pytest.raises(BadInput) as fault:
        summing.export(
            ward, "manager", PASSPHRASE, wish(), Out(format="json", file=file), clock(), load()
        )
    says = {"folder": "summary-exists-folder", "gone": "summary-folder-gone"}
    assert fault.value.code == says[where]
    assert not list(tmp_path.iterdir())


def test_a_home_where_nothing_was_counted_yet(tmp_path) -> None:
    folder = tmp_path / "home"
    simulate(folder, 1, 1, load(), cost=CHEAP)
    opened = home.unlock(folder, "manager", PASSPHRASE, clock())
    with figures(opened) as kept:
        kept.clear()
    with pytest.raises(Refused) as fault:
        summing.summarise(opened, load(), clock(), wish())
    assert fault.value.code == "figures-none"
    place(opened).unlink()
    with pytest.raises(Refused) as fault:
        summing.summarise(opened, load(), clock(), wish())
    assert fault.value.code == "figures-none"
