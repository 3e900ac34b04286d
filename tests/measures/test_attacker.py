"""An attacker who has every file that went out so far, and nothing else.

He reads the CSV files, writes down what each number can be, and narrows it by every sum he knows:
quarters make a year, *yes* and *no* make everybody, groups make the ward, one measure's women are
another's denominator. What he then knows of a small number of women is never fewer than three
possibilities. His arithmetic shares no line with the program's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import sheets, tally
from srh_assess.measures.combined import given_away, queries_of
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.suppress import Protection
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.released import NO, ROW, YES, hidden_whole
from tests.measures import beside
from tests.measures.solver import Solver
from tests.measures.stays import programme, random_stays
from tests.measures.test_summary import GROUPS, RULES, YEAR, made

Name = tuple[str, ...]
SUBSETS = (("M5", "M4"), ("M8a", "M4"), ("M8b", "M8a"), ("M3", "M1"), ("M3", "M2"), ("M6", "M4"),
           ("H6", "H7"), ("B1", "H7"), ("M12", "M7"), ("H9", "H1"), ("H10", "H1"), ("H3", "H11"),
           ("H12", "H3"), ("H17", "M7"))  # fmt: skip
SHARES_OF_HARM = ("H1", "H2", "H3", "H9", "H10", "H11", "H12", "H15", "H16")
TIMES_OF_HARM = ("H4", "H5", "H6", "H7")
WHOLES = {"M3": "M1", "M6": "M2", "M8b": "M7", "B1": "M2", "H13": "M12"}
OF_ADMISSIONS = ("M1", "M2", "M4", "M5", "M7", "M8a", "M12")
READ = (*OF_ADMISSIONS, *WHOLES, "V1", "M8c", "M9", "H14", "H17", *SHARES_OF_HARM, *TIMES_OF_HARM)
QUARTERS = tuple(YEAR[at : at + 3] for at in range(0, 12, 3))
SPANS: dict[str, Name] = {f"{q[0]} to {q[-1]}": (f"q{n}",) for n, q in enumerate(QUARTERS)}
SPANS[f"{YEAR[0]} to {YEAR[-1]}"] = ("q0", "q1", "q2", "q3")
FEW, ENOUGH, FAR = 7, 3, 10_000


class Attacker:
    """What he knows: from and to of every number, and which numbers add up."""

    def __init__(self) -> None:
        self.known: dict[Name, list[int]] = {}
        self.sums: list[tuple[Name, tuple[Name, ...]]] = []
        self.either: list[tuple[Name, Name]] = []

    def name(self, *parts: str) -> Name:
        self.known.setdefault(parts, [0, FAR])
        return parts

    def learn(self, name: Name, low: int, high: int) -> None:
        bounds = self.known[self.name(*name)]
        bounds[:] = max(bounds[0], low), min(bounds[1], high)

    def adds_up(self, total: Name, *parts: Name) -> None:
        self.sums.append((self.name(*total), tuple(self.name(*part) for part in parts)))

    def narrow(self) -> None:
        """Until nothing moves any more."""
        moved = True
        while moved:
            moved = False
            for total, parts in self.sums:
                for name in (total, *parts):
                    others = [p for p in parts if p != name]
                    low = sum(self.known[p][0] for p in others)
                    high = sum(self.known[p][1] for p in others)
                    found = (low, high)
                    if name != total:
                        found = (self.known[total][0] - high, self.known[total][1] - low)
                    before = tuple(self.known[name])
                    self.learn(name, *found)
                    moved |= before != tuple(self.known[name])

    def ways(self, name: Name) -> int:
        low, high = self.known[name]
        return high - low + 1


def read(attacker: Attacker, data: bytes) -> None:
    """One file: each figure of each period, and of each group."""
    for row in csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")):
        span = SPANS.get(row["period"])
        measure = row["measure"]
        if span is None or measure not in READ:
            continue
        frame(attacker, measure, span)
        place = (*span, measure) if len(span) == 1 else ("year", measure)
        group = (row["breakdown"], row["group"]) if row["group"] else ()
        if measure == "H5" and len(span) > 1:
            read_grounds(attacker, row["detail"], row["level"])
        for column, what in (("numerator", "yes"), ("denominator", "all")):
            if row[column].isdigit():
                low, high = told(int(row[column]), row["level"])
                attacker.learn((*place, what, *group), low, high)
        if group:
            attacker.adds_up(
                (*place, "all", *group), (*place, "yes", *group), (*place, "no", *group)
            )


def read_grounds(attacker: Attacker, detail: str, level: str) -> None:
    """What was shared, in its parts: each has one ground; she was told of it or not."""
    parts = dict(one.rsplit(" ", 1) for one in detail.split("; ") if one)
    for what, number in parts.items():
        attacker.adds_up(("year", "H5", "yes"), ("year", "H5", what), ("year", "H5", "not", what))
        if number.isdigit():
            attacker.learn(("year", "H5", what), *told(int(number), level))
    if grounds := [("year", "H5", what) for what in parts if what not in ("told", "police")]:
        attacker.adds_up(("year", "H5", "yes"), *grounds)
        attacker.adds_up(("year", "H15", "all"), ("year", "H5", "danger_to_life"))


def read_beside(attacker: Attacker, files: Sequence[bytes]) -> None:
    """What stands in the same files beside the figures."""
    found = [beside.rows_of(data) for data in files]
    for rows in found:
        level = beside.about(rows)["Level"].split(":")[0]
        span = SPANS[beside.about(rows)["Period"]]
        admitted = beside.about(rows)["Admissions"]
        if admitted.isdigit():
            attacker.learn((*span[:1], "everybody") if len(span) == 1 else ("year", "everybody"),
                           *told(int(admitted), level))  # fmt: skip
        for period, measure in beside.pairs_hidden(rows):
            if measure in READ:
                at = SPANS[period][0] if len(SPANS[period]) == 1 else "year"
                attacker.either.append(((at, measure, "yes"), (at, measure, "no")))
        if len(span) > 1:
            for group, number in beside.reasons(rows).items():
                low_high = told(int(number), level) if number.isdigit() else (1, FAR)
                attacker.learn(("year", "M11", group), *low_high)
    whole = [rows for rows in found if len(SPANS[beside.about(rows)["Period"]]) > 1]
    for total, parts in beside.ties(whole):
        attacker.adds_up(total, *parts)


def told(number: int, level: str) -> tuple[int, int]:
    if level != "publish" or not number:
        return number, number
    return max(number - 2, 8), number + 2


def frame(attacker: Attacker, measure: str, span: tuple[str, ...]) -> None:
    """What everybody knows of a measure before any number of it."""
    for at in ("year", "q0", "q1", "q2", "q3"):
        attacker.adds_up((at, measure, "all"), (at, measure, "yes"), (at, measure, "no"))
        if measure in OF_ADMISSIONS:
            attacker.adds_up((at, measure, "all"), (at, "everybody"))
        if measure in TIMES_OF_HARM:
            attacker.learn((at, measure, "no"), 0, 0)
        if measure == "H11":
            attacker.adds_up((at, measure, "all"), (at, "H3", "all"))
        if measure in WHOLES:
            attacker.adds_up((at, measure, "all"), (at, WHOLES[measure], "yes"))
    for what in ("yes", "no", "all"):
        parts = tuple((f"q{n}", measure, what) for n in range(4))
        attacker.adds_up(("year", measure, what), *parts)
    attacker.adds_up(("year", "everybody"), *((f"q{n}", "everybody") for n in range(4)))
    for small, large in SUBSETS:
        for at in ("year", "q0", "q1", "q2", "q3"):
            if measure in (small, large):
                attacker.adds_up((at, large, "yes"), (at, small, "yes"), (at, small, large))


def groups_add_up(attacker: Attacker, files: Iterable[bytes]) -> None:
    for data in files:
        found: dict[tuple[str, str, str], set[str]] = {}
        for row in csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")):
            if row["group"] and row["measure"] != "M11":
                key = (row["period"], row["measure"], row["breakdown"])
                found.setdefault(key, set()).add(row["group"])
        for (_, measure, breakdown), groups in found.items():
            for what in ("yes", "no", "all"):
                parts = (("year", measure, what, breakdown, group) for group in groups)
                attacker.adds_up(("year", measure, what), *parts)


def truth(stays: Sequence[Counted]) -> Mapping[Name, int]:
    """What there is to be found out: *yes* and *no* of every measure, year and quarter."""
    months = tally.by_month(stays)
    found: dict[Name, int] = {}
    for at, span in (("year", YEAR), *((f"q{n}", q) for n, q in enumerate(QUARTERS))):
        here = [stay for month in span for stay in months.get(month, ())]
        for measure in (*OF_ADMISSIONS, "M3", "M6", "M8b", "M9", "B1", "H13", "H14", "H17"):
            told_ = tally.share(measure, here)
            found[at, measure, "yes"] = told_.part
            found[at, measure, "no"] = told_.whole - told_.part
        for measure in (*SHARES_OF_HARM, *TIMES_OF_HARM):
            told_ = tally.added(measure, here)
            found[at, measure, "yes"] = told_.part
            if measure in SHARES_OF_HARM:
                found[at, measure, "no"] = told_.whole - told_.part
    here = [stay for month in YEAR for stay in months.get(month, ())]
    for what, number in tally.shared(here).items():
        found["year", "H5", what] = number
        found["year", "H5", "not", what] = found["year", "H5", "yes"] - number
    return found


def released(stays: Sequence[Counted], order: Sequence[int]) -> list[bytes]:
    """Files as they would go out one after another, each as far as it may."""
    wishes = [("trust", YEAR), ("publish", YEAR), *(("trust", q) for q in QUARTERS)]
    earlier: tuple[Release, ...] = ()
    out = []
    for at in order:
        level, months = wishes[at]
        try:
            found, more = made(stays, level, months, earlier)
        except Refused as refused:
            assert refused.code.startswith("release-")
            continue
        earlier = (*earlier, *more)
        out.append(sheets.as_csv(found))
    return out


@example(seed=60_056, count=181, turn=942)
@example(seed=73_279, count=87, turn=124)
@example(seed=276, count=198, turn=456)
@example(seed=38, count=34, turn=16)
@given(st.integers(0, 100_000), st.integers(20, 220), st.integers(0, 1000))
def test_all_files_together_pin_no_small_number_of_women(seed: int, count: int, turn: int) -> None:
    stays = random_stays(seed, count)
    order = list(range(6))
    Random(turn).shuffle(order)
    files = released(stays, order[: 1 + turn % 6])
    attacker = Attacker()
    for data in files:
        read(attacker, data)
    groups_add_up(attacker, files)
    read_beside(attacker, files)
    there = truth(stays)
    opened = [beside.rows_of(data) for data in files]
    there = {**there, **beside.truth(stays, opened), **beside.why(stays, opened, GROUPS)}
    bounds = {name: (low, high) for name, (low, high) in attacker.known.items()}
    few = [pair for pair in attacker.either if all(name in bounds for name in pair)]
    solver = Solver(bounds, attacker.sums, hints(stays, there), few)
    for name, count_ in {**there, **rests(there)}.items():
        if name in attacker.known:
            low, high = solver.bounds[name]
            assert low <= count_ <= high
            if 1 <= count_ <= FEW:
                assert solver.candidates(name, ENOUGH) >= ENOUGH, (name, count_)


def rests(there: Mapping[Name, int]) -> Mapping[Name, int]:
    """The harms that are neither those of who felt pressed, nor distress after a talk; in a group
    those with a need of whom some are left."""
    groups = {name[3:] for name in there if len(name) == 5}
    left = {
        ("year", small, large, *here): there["year", large, "yes", *here]
        - there["year", small, "yes", *here]
        for small, large in beside.LIES_IN
        for here in groups
        if ("year", small, "yes", *here) in there and ("year", large, "yes", *here) in there
    }
    return left | {
        (at, one, "H7"): there[at, "H7", "yes"] - there[at, one, "yes"]
        for at in ("year", "q0", "q1", "q2", "q3")
        for one in ("H6", "B1")
    }


def hints(stays: Sequence[Counted], there: Mapping[Name, int]) -> Mapping[Name, int]:
    """Where the solver looks first: no answer of his hangs on it."""
    found = dict(there)
    for name, count in there.items():
        if len(name) == 3 and name[2] in ("yes", "no"):
            whole = (*name[:2], "all")
            found[whole] = found.get(whole, 0) + count
        if len(name) == 5 and name[2] == "all":
            found["year", "size", *name[3:]] = count
    months = tally.by_month(stays)
    for n, span in enumerate(QUARTERS):
        found[f"q{n}", "everybody"] = sum(len(months.get(month, ())) for month in span)
    found["year", "everybody"] = len(stays)
    for at in ("year", "q0", "q1", "q2", "q3"):
        for small, large in SUBSETS:
            found[at, small, large] = found[at, large, "yes"] - found[at, small, "yes"]
    return found


def test_the_solver_finds_what_narrowing_alone_does_not() -> None:
    """Three unknowns in pairs: every bound stands open, and only one set of numbers fits."""
    pairs = (("ab", ("a", "b")), ("bc", ("b", "c")), ("ac", ("a", "c")))
    told = {"ab": (5, 5), "bc": (7, 7), "ac": (6, 6)}
    solver = Solver({**told, **dict.fromkeys("abc", (0, 9))}, pairs, {})
    assert solver.bounds["a"] == (0, 4)
    assert [solver.candidates(name, ENOUGH) for name in "abc"] == [1, 1, 1]


def test_the_attacker_can_solve_what_is_not_protected() -> None:
    """A check of the attack itself: without suppression he finds the number."""
    attacker = Attacker()
    frame(attacker, "M2", ("year",))
    attacker.learn(("year", "M2", "all"), 40, 40)
    attacker.learn(("year", "M2", "yes"), 37, 37)
    attacker.narrow()
    assert attacker.known["year", "M2", "no"] == [3, 3]
    attacker = Attacker()
    frame(attacker, "M2", ("year",))
    for at, yes in (("year", 30), ("q0", 9), ("q1", 9), ("q2", 9)):
        attacker.learn((at, "M2", "yes"), yes, yes)
    attacker.narrow()
    assert attacker.known["q3", "M2", "yes"] == [3, 3]


def test_the_attacker_can_solve_for_harm_that_is_not_protected() -> None:
    attacker = Attacker()
    frame(attacker, "H6", ("year",))
    frame(attacker, "H7", ("year",))
    frame(attacker, "H1", ("year",))
    attacker.learn(("year", "H1", "all"), 40, 40)
    attacker.learn(("year", "H1", "yes"), 38, 38)
    attacker.learn(("year", "H6", "yes"), 20, 20)
    for at, yes in (("year", 24), ("q0", 9), ("q1", 9), ("q3", 0)):
        attacker.learn((at, "H7", "yes"), yes, yes)
    attacker.narrow()
    assert attacker.known["year", "H1", "no"] == [2, 2]
    assert attacker.known["year", "H6", "H7"] == [4, 4]
    assert attacker.known["q2", "H7", "yes"] == [6, 6]
    assert attacker.known["q2", "H7", "all"] == [6, 6]


@pytest.mark.parametrize(("seed", "count", "level"), [(30, 30, "publish"), (7, 160, "trust")])
def test_a_first_release_is_never_refused_because_of_itself(
    seed: int, count: int, level: str
) -> None:
    """What its own tables would give away is hidden in them; nothing went out before."""
    found, out = made(random_stays(seed, count), level)
    assert out
    assert any(one.total.status == "shown" for one in found.figures)


def test_a_table_of_which_nothing_is_told_hides_every_row_and_total() -> None:
    groups = Table(("a", "b"), (YES, NO), ((1, 2), (30, 40)))
    assert hidden_whole(groups, "trust").marks == set(groups.raw())


def test_what_earlier_files_tell_is_found_and_nothing_more_goes_out() -> None:
    """Two measures that are the same women: one hidden, the other shown."""
    stays = programme(240, 120, 60, 60, 30)
    spread = tuple(
        replace(one, admitted=date(2025, 1 + at % 12, 2), assessed=date(2025, 12, 30))
        if one.assessed
        else replace(one, admitted=date(2025, 1 + at % 12, 2))
        for at, one in enumerate(stays)
    )
    _, first = made(spread, "trust")
    table = Table((ROW,), (YES, NO), ((3, 57),))
    few = tuple(
        replace(one, protection=Protection(table, "trust", frozenset(), frozenset()))
        for one in first
        if one.query == "M2" and one.period.months == 3
    )
    months = tally.by_month(spread)
    assert not given_away(first, months, GROUPS, RULES)
    assert not given_away((*first, *few), months, GROUPS, RULES)


def test_a_number_that_follows_from_others_is_refused_and_hidden() -> None:
    """The year is out with 123 of 181; of its quarters only what leaves no small rest."""
    stays = random_stays(60_056, 181)
    found, releases = made(stays, "trust")
    assert found.figure("M2").total.part is not None
    whole_year = tuple(one for one in releases if one.period.months == 12)
    months = tally.by_month(stays)
    assert not given_away(releases, months, GROUPS, RULES)
    quarters = [
        replace(one, protection=_open(one.protection)) for one in releases if one.period.months == 3
    ]
    told = given_away((*whole_year, *quarters), months, GROUPS, RULES)
    assert told
    assert all(queries_of(name) for _, name in told)
    assert queries_of("M2") == frozenset()


def _open(one: Protection) -> Protection:
    return Protection(one.table, one.level, one.primary, frozenset())
