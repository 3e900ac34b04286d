"""Every measure counted twice: by the program from its rows, and in plain SQL from the journal.

The home is a simulated one in which much more happened than the simulation plays: talks stopped,
harms, a yes taken back, acts, complaints, needs found met after a stay.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from srh_assess.assessment import capacity, deciding, disclosing, facts, following
from srh_assess.assessment.answers import State
from srh_assess.assessment.capacity import Outcome
from srh_assess.assessment.disclosing import HarmKind, VoiceKind
from srh_assess.assessment.facts import AnyFact, Entry
from srh_assess.assessment.fold import fold_all
from srh_assess.clock import SetClock, local
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.definitions import definitions
from srh_assess.measures.summary import Cell, Summary
from srh_assess.protocol.load import load
from srh_assess.store import home
from srh_assess.store.clinical import ClinicalStore
from srh_assess.workflow import simulate, summing
from srh_assess.workflow.invented import troupe
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.simulate import PASSPHRASE, moment_of
from srh_assess.workflow.summing import Wish
from tests.workflow.homes import CHEAP
from tests.workflow.second_count import HARM, MIDDLE, MISSING, SHARES, second

SEED, COUNT = 7, 200
YEAR = ("2025-01", "2025-12")
_PLAYS = troupe.plays
HOUR = timedelta(hours=1)


def happened(entries: Sequence[Entry], draw: Random) -> Iterator[tuple[timedelta, AnyFact]]:
    """What else happened in a stay, each so long after its last entry."""
    first = entries[0].admission[:8]
    sittings = [e.fact.sitting for e in entries if isinstance(e.fact, facts.SittingBegun)]
    needs = [e.fact.need for e in entries if isinstance(e.fact, facts.NeedDecided)]
    end = entries[-1].at

    def often(share: float) -> bool:
        return draw.random() < share

    if often(0.3):
        what: HarmKind = "distress" if often(0.6) else "privacy"
        talks = [e.at for e in entries if isinstance(e.fact, facts.SittingBegun)]
        at = draw.choice(talks) + draw.uniform(-2, 30) * HOUR if talks and often(0.8) else None
        yield HOUR, disclosing.HarmReported(harm=f"h{first}", what=what, at=at)
    yield from beside(first, end, often)
    yield from besides(first, end, often)
    if sittings and often(0.25):
        whys: tuple[facts.PauseReason, ...] = ("she_asked", "tired_or_upset", "called_away")
        why = draw.choice(whys)
        yield HOUR, facts.Paused(sitting=sittings[0], why=why)
        if often(0.3):
            yield HOUR, facts.PageReached(sitting=sittings[0], page="p")
    if often(0.3):
        decision = draw.choice(("D01", "D05", "D14"))
        asked = often(0.5)
        yield (
            HOUR,
            deciding.Consented(
                consent=f"c{first}", decision=decision, answer="yes", she_asked=asked
            ),
        )
        yield (
            HOUR,
            deciding.ActDone(
                act=f"a{first}",
                decision=draw.choice(("D05", "D14.x", "D16")),
                at=end,
                performer="n",
            ),
        )
        if often(0.5):
            yield HOUR, deciding.ConsentWithdrawn(consent=f"c{first}")
    if sittings and often(0.3):
        for sitting in (sittings[0], f"again{first}"):
            said = "no" if often(0.7) else "yes"
            yield (
                HOUR,
                facts.Answered(sitting=sitting, item="O01", value=said, taken=end + 2 * HOUR),
            )
    ends = [e.fact for e in entries if isinstance(e.fact, facts.Discharged)]
    gone = ends[-1] if ends else facts.Discharged(at=end)
    if gone.open and often(0.5):
        yield HOUR, facts.Returned(at=end)
        yield HOUR, facts.Discharged(at=end + HOUR, acceptance="no_one_yet", open=gone.open)
        for e in entries:
            if isinstance(e.fact, following.HandoverAnswered):
                yield (
                    HOUR,
                    following.HandoverAnswered(
                        handover=e.fact.handover, answer="not_accepted", at=end, by="n"
                    ),
                )
    if needs and often(0.5):
        yield (
            30 * HOUR,
            following.CheckMade(
                check="first", at=end + 30 * HOUR, by="n", reached="herself", met=tuple(needs)
            ),
        )
        if often(0.3):
            yield HOUR, following.NeedMoved(need=needs[0], to="no_longer_applies", at=end)


def beside(
    first: str, end: datetime, often: Callable[[float], bool]
) -> Iterator[tuple[timedelta, AnyFact]]:
    """What stands beside every benefit: pressed, lacking, shared without her, not told."""
    if often(0.2):
        yield HOUR, disclosing.HarmReported(harm=f"p{first}", what="felt_pressed")
    if often(0.3):
        found: Outcome = "lacks_now" if often(0.5) else "able"
        yield HOUR, capacity.CapacityFound(finding=f"f{first}", decision="D05", outcome=found)
        if often(0.3):
            yield HOUR, capacity.CapacityFound(finding=f"f{first}", decision="D05", outcome="lacks")
    if often(0.2):
        yield (
            HOUR,
            disclosing.OverrideProposed(
                override=f"o{first}", recipient="police" if often(0.3) else "gp", document="d",
                opened_from="no", basis="danger_to_life" if (emergency := often(0.7)) else "court",
                told="before" if often(0.3) else "after" if often(0.5) else "not",
            ),
        )  # fmt: skip
        if emergency:
            yield from looked_back(f"o{first}", end, often)
        if often(0.6):
            yield HOUR, disclosing.OverrideUsed(override=f"o{first}", document="d", recipient="gp")
    if often(0.2):
        yield HOUR, following.SampleTaken(sample=f"s{first}", what="iron_blood", at=end)
        if often(0.6):
            yield HOUR, following.ResultTold(sample=f"s{first}", at=end, by="n")
        if often(0.3):
            yield HOUR, following.ResultBack(sample=f"s{first}", result="other", at=end)
    if often(0.2):
        yield HOUR, deciding.Consented(consent=f"n{first}", decision="D05", answer="no")
        yield (
            HOUR,
            deciding.ActDone(
                act=f"w{first}", decision="D05", at=end, performer="n", consent=f"n{first}"
            ),
        )


def looked_back(
    override: str, end: datetime, often: Callable[[float], bool]
) -> Iterator[tuple[timedelta, AnyFact]]:
    """An emergency, looked back at in time, late, or not yet; some talks held though sedated."""
    due = end + 72 * HOUR
    yield HOUR, deciding.TaskOpened(task=f"t{override}", what="look_back", about=override, due=due)
    if often(0.7):
        after = 20 * HOUR if often(0.5) else 200 * HOUR
        yield after, disclosing.OverrideReviewed(override=override, what="emergency", words="w")
        yield HOUR, disclosing.OverrideReviewed(override=override, what="emergency", words="w")
    if often(0.6):
        wish = ("stop", "removal") if often(0.7) else ("change",)
        yield HOUR, facts.Answered(sitting="g1", item="C05", value=wish, taken=end)
        if often(0.3):
            yes = deciding.Consented(consent=f"r{override}", decision="D10.coil", answer="yes")
            yield HOUR, yes
        if often(0.4):
            gone = deciding.ActDone(
                act=f"r{override}", decision="D10.coil", at=end + 90 * HOUR, performer="n"
            )
            yield HOUR, gone
    for sitting in ("g1", "g2"):
        awake = "red" if often(0.6) else "amber"
        yield HOUR, facts.Answered(sitting=sitting, item="R03", value=awake, taken=end)
        went: Literal["partial", "defer"] = "partial" if often(0.7) else "defer"
        yield HOUR, facts.GateDecided(sitting=sitting, outcome=went, proposed="defer")


def besides(
    first: str, end: datetime, often: Callable[[float], bool]
) -> Iterator[tuple[timedelta, AnyFact]]:
    """Looked at again, methods, and what she needs for the talk to work."""
    if often(0.3):
        for n in range(1, 3):
            then: Outcome = "not_completed" if often(0.3) else "able" if often(0.6) else "lacks"
            yield (
                HOUR,
                capacity.CapacityFound(finding=f"g{n}{first}", decision="D05", outcome=then),
            )
    if often(0.3):
        yield from methods(first, end, often)
    if often(0.6):
        said = [code for code in ("hearing", "easy_read", "interpreter") if often(0.4)]
        yield (
            HOUR,
            facts.Answered(
                sitting="r", item="R11", value=tuple(said) or ("none",), taken=end
            )
            if often(0.8)
            else facts.Answered(
                sitting="r", item="R11", state=State.DECLINED if often(0.6) else State.UNSURE,
                taken=end,
            ),
        )  # fmt: skip


def methods(
    first: str, end: datetime, often: Callable[[float], bool]
) -> Iterator[tuple[timedelta, AnyFact]]:
    """Methods begun here, and some of them stopped, early or late."""
    for what, stop in (
        ("condoms", "condoms"), ("pill", "pill"), ("patch_ring", "pill"), ("implant", "implant"),
        ("copper_coil", "coil"), ("injection", "implant"),
    ):  # fmt: skip
        if often(0.3):
            act = f"{what}{first}"
            yield HOUR, deciding.ActDone(act=act, decision=f"D09.{what}", at=end, performer="n")
        if often(0.2):
            at = end + (90 + 2 * often(0.5)) * 24 * HOUR
            yield (
                HOUR,
                deciding.ActDone(
                    act=f"x{what}{first}", decision=f"D10.{stop}", at=at, performer="n"
                ),
            )


def plays(*told, **more):
    """The stays as they are played, and what else happened in each; then complaints."""
    last = None
    for _, written in _PLAYS(*told, **more):
        entries = list(written)
        draw = Random(entries[0].admission)
        if isinstance(entries[0].fact, facts.Admitted):
            for after, fact in happened(tuple(entries), draw):
                last = entries[-1]
                entries.append(
                    Entry(
                        id=f"{last.id[:20]}{len(entries)}", number=len(entries) + 1,
                        admission=last.admission, at=last.at + after, author=last.author, fact=fact,
                    )
                )  # fmt: skip
        yield fold_all(entries[0].admission, entries), entries
    assert last is not None
    said: tuple[VoiceKind, ...] = ("complaint", "privacy", "feedback", "complaint")
    for n, what in enumerate(said):
        at = last.at.replace(year=2025, month=7, day=1 + n, hour=23, minute=30)
        fact = disclosing.VoiceGiven(voice=f"v{n}", what=what, words="w")
        entry = Entry(
            id=f"complaint{n}", number=1, admission=f"beside{n}", at=at, author=last.author,
            fact=fact,
        )  # fmt: skip
        yield fold_all(entry.admission, [entry]), [entry]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulate, "plays", plays)
        simulate.simulate(folder, COUNT, SEED, load(), setting=Setting(profile="drill"), cost=CHEAP)
    return folder


@pytest.fixture(scope="module")
def told(ward: Path) -> Summary:
    opened = home.unlock(ward, "manager", PASSPHRASE, SetClock(moment_of(SEED)))
    wish = Wish(first=YEAR[0], last=YEAR[1], level="internal")
    return summing.look(opened, load(), SetClock(moment_of(SEED)), wish)


@pytest.fixture(scope="module")
def db(ward: Path) -> sqlite3.Connection:
    clock = SetClock(moment_of(SEED))
    store = ClinicalStore.open(home.unlock(ward, "nurse", PASSPHRASE, clock), clock)
    try:
        entries = [e for one in store.admissions() for e in store.entries(one)]
        entries += [e for n in range(4) for e in store.entries(f"beside{n}")]
    finally:
        store.close()
    entries = list({entry.number: entry for entry in entries}.values())
    groups = [(one.code, one.group) for one in load().gate.reasons]
    return second(
        entries, breakdowns()["ethnic"].groups.items(), groups, local(moment_of(SEED)).date()
    )


def cells(told: Summary, id: str) -> Iterator[tuple[Cell, tuple[str, str]]]:
    figure = told.figure(id)
    for cell in (figure.total, *figure.series):
        first, _, last = cell.period.partition(" to ")
        yield cell, (first, last or first)


def run(db: sqlite3.Connection, sql: str, span: tuple[str, str]) -> tuple[int, ...]:
    row = db.execute(f"SELECT {sql} AND month BETWEEN ? AND ?", span).fetchone()
    return tuple(one or 0 for one in row)


@pytest.mark.parametrize("id", SHARES)
def test_measures_of_stays(told: Summary, db: sqlite3.Connection, id: str) -> None:
    part, whole = SHARES[id]
    for cell, span in cells(told, id):
        row = run(db, f"sum({part}), count(*) FROM counted WHERE ({whole})", span)
        assert (cell.part, cell.whole) == row, cell.period
        if id in MISSING:
            missing = run(db, f"count(*) FROM counted WHERE {MISSING[id]}", span)
            assert cell.missing == missing[0], cell.period
    total = told.figure(id).total
    assert total.part is not None
    assert total.whole is not None
    assert 0 < total.part < total.whole  # something to count wrongly


def test_needs_met_and_what_was_stopped(told: Summary, db: sqlite3.Connection) -> None:
    for id, sql in (
        ("M8c", "sum(met), sum(needs) FROM counted WHERE 1"),
        ("B3", "sum(pressed), count(*) FROM counted WHERE offered IS NOT NULL"),
    ):
        for cell, span in cells(told, id):
            assert (cell.part, cell.whole) == run(db, sql, span), (id, cell.period)
        assert told.figure(id).total.part
    for cell, span in cells(told, "M5"):
        beside = run(db, "sum(taken_on AND NOT attended) FROM counted WHERE needs > 0", span)
        assert cell.lines["accepted"] == beside[0]


@pytest.mark.parametrize("id", HARM)
def test_what_stands_beside_every_benefit(told: Summary, db: sqlite3.Connection, id: str) -> None:
    for cell, span in cells(told, id):
        sql = HARM[id]
        assert (cell.part, cell.whole or 0) == run(db, f"{sql}", span), cell.period
    assert told.figure(id).total.part


def test_methods_by_type(told: Summary, db: sqlite3.Connection) -> None:
    for cell, span in cells(told, "M12"):
        for what, stays in cell.lines.items():
            sql = "count(DISTINCT stay) FROM methods JOIN stays USING (stay)"
            assert run(db, f"{sql} WHERE what = '{what}'", span) == (stays,)
    assert sum(bool(stays) for stays in told.figure("M12").total.lines.values()) > 3


def test_days_until_removal(told: Summary, db: sqlite3.Connection) -> None:
    days = db.execute(
        "SELECT days FROM removal JOIN stays USING (stay) WHERE days IS NOT NULL"
        " AND month BETWEEN ? AND ? ORDER BY days", YEAR,
    ).fetchall()  # fmt: skip
    middle = days[(len(days) - 1) // 2][0] + days[len(days) // 2][0]
    assert told.figure("H17").total.lines == {"days": int(middle / 2 + 0.5)}


def test_what_was_shared_by_ground(told: Summary, db: sqlite3.Connection) -> None:
    for cell, span in cells(told, "H5"):
        for what, number in cell.lines.items():
            which = what if what in ("told", "police") else f"ground = '{what}'"
            sql = f"coalesce(sum({which}), 0) FROM unagreed JOIN stays USING (stay) WHERE 1"
            assert run(db, sql, span) == (number,), (what, cell.period)
    lines = told.figure("H5").total.lines
    assert all(lines[what] for what in ("court", "danger_to_life", "told", "police"))


def test_events_by_their_day(told: Summary, db: sqlite3.Connection) -> None:
    kinds = ("withdrawn", "complaint", "privacy")
    for cell, span in cells(told, "B2"):
        for kind in kinds:
            row = run(db, f"count(*) FROM events WHERE what = '{kind}'", span)
            assert cell.lines[kind] == row[0], (kind, cell.period)
    assert all(told.figure("B2").total.lines[kind] for kind in kinds)


def test_what_carers_and_staff_said_by_its_day(told: Summary, db: sqlite3.Connection) -> None:
    sql = "coalesce(sum(answer = 'yes'), 0), count(*), count(answer) FROM views"
    for cell, span in cells(told, "V2"):
        part, whole, answered = run(db, f"{sql} WHERE whose <> 'hers'", span)
        assert (cell.part, cell.whole) == (part, whole), cell.period
        assert cell.lines["answered"] == answered


@pytest.mark.parametrize(
    ("id", "before", "what", "where"),
    [
        ("M10", "", "julianday(offered) - julianday(d)", "1"),
        ("M10", "assessment_", "julianday(assessed) - julianday(d)", "1"),
        ("B4", "", "minutes", "assessed IS NOT NULL"),
    ],
)
def test_medians_and_quartiles(told: Summary, db, id, before, what, where) -> None:
    for cell, span in cells(told, id):
        row = db.execute(MIDDLE.format(what=what, where=where), span).fetchone()
        assert cell.lines[f"{before}n"] == row[0]
        if row[0]:
            names = (f"{before}median", f"{before}upper_quartile")
            assert [cell.lines[name] for name in names] == pytest.approx(list(row[1:]))
    assert int(told.figure(id).total.lines[f"{before}n"]) > 10


def test_who_ended_without_and_who_waits_and_what_was_out_of_hours(told: Summary, db) -> None:
    for before, what in (("", "offered"), ("assessment_", "assessed")):
        for cell, span in cells(told, "M10"):
            row = run(db, f"sum(ended), sum(NOT ended) FROM counted WHERE {what} IS NULL", span)
            names = (f"{before}ended_without", f"{before}still_waiting")
            assert tuple(cell.lines[name] for name in names) == row
    for cell, span in cells(told, "B4"):
        row = run(db, "sum(late), count(late) FROM counted WHERE assessed IS NOT NULL", span)
        assert (cell.lines["out_of_hours"], cell.lines["of"]) == row


def test_reasons_by_stay_and_by_day(told: Summary, db: sqlite3.Connection) -> None:
    rows = db.execute(
        "SELECT grouped, count(DISTINCT stay), count(DISTINCT stay || ' ' || barriers.d)"
        " FROM barriers JOIN reasons USING (code) JOIN counted USING (stay)"
        " WHERE assessed IS NULL AND month BETWEEN ? AND ? GROUP BY 1",
        YEAR,
    ).fetchall()
    assert len(rows) >= 2
    assert {(one.group, one.admissions, one.days) for one in told.barriers} == set(rows)


@pytest.mark.parametrize("breakdown", ["age", "language", "section", "ethnic", "disability"])
def test_groups_of_women(told: Summary, db: sqlite3.Connection, breakdown: str) -> None:
    """What is told of a group is its count; what is merged is the sum of the groups in it."""
    named, seen = breakdowns()[breakdown], False
    for id in (*definitions().measures["E1"].of, *definitions().measures["E2"].of):
        rows = db.execute(
            f"SELECT {breakdown}, sum({SHARES[id][0]}), count(*) FROM counted"
            f" WHERE ({SHARES[id][1]}) AND month BETWEEN ? AND ? GROUP BY 1", YEAR,
        ).fetchall()  # fmt: skip
        shown = [one for one in told.equity if (one.breakdown, one.measure) == (named.name, id)]
        merged = next(
            (m for m in named.mergers if {one.group for one in shown} & set(m.values())), {}
        )
        found: dict[str, list[int]] = {}
        for code, part, whole in rows:
            both = found.setdefault(merged.get(code, named.groups[code]), [0, 0])
            both[0] += part
            both[1] += whole
        seen |= bool(shown)
        for one in shown:
            for cell, counted in zip(
                (one.cell.part, one.cell.whole), found.get(one.group, [0, 0]), strict=True
            ):
                assert cell in (None, counted), (id, one.group)
    left_out = told.equity_note.partition("give another away: ")[2].partition(".")[0].split("; ")
    assert seen or named.name in left_out  # one that would tell is left out, and named


def test_findings_about_capacity_stand_by_group_where_nobody_is_told(told: Summary) -> None:
    by = {one.breakdown for one in told.equity if one.measure == "H14"}
    assert by <= {breakdowns()[id].name for id in definitions().measures["E2"].by}
    assert breakdowns()["disability"].name in by


def test_no_figure_of_the_ward_is_hidden_for_the_sake_of_its_groups(ward: Path) -> None:
    """Groups that would tell go out in no file; what they divide stays in it."""
    opened = home.unlock(ward, "manager", PASSPHRASE, SetClock(moment_of(SEED)))
    wish = Wish(first=YEAR[0], last=YEAR[1], level="trust")
    found = summing.look(opened, load(), SetClock(moment_of(SEED)), wish)
    assert {found.figure(id).total.status for id in ("M1", "M2", "M4", "M7")} == {"shown"}
    shown = {one.breakdown for one in found.equity if one.measure == "M2"}
    for one in breakdowns().values():
        left = found.equity_note.partition("Not shown, since")[2]
        assert (one.name in shown) != (one.name in left.replace(f"{one.name}, findings", ""))
    assert "M12" in {one.id for one in found.figures if one.total.lines}
