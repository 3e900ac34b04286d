"""The numbers of harm outside the ward: shown where the rule allows it, hidden where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from srh_assess.assessment.counted import Counted, Dated, Kept, Method, Removal, Shared
from srh_assess.errors import Refused
from srh_assess.measures import sheets, tally
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.released import LIES_IN, TOLD
from srh_assess.measures.summary import Cell, said
from tests.measures.stays import programme
from tests.measures.test_summary import YEAR, made

EVENTS = {"H4": "without_consent", "H5": "overrides", "H6": "felt_pressed", "H7": "harms"}
OF = {
    "H1": ("results_told", "samples"),
    "H2": ("consents_no", "consents"),
    "H3": ("findings_lacks", "findings"),
    "H9": ("unseen_long", "taken_long"),
    "H10": ("untold_long", "back_long"),
    "H11": ("findings_done", "findings"),
    "H12": ("reversed", "looked_again"),
    "H15": ("looks_late", "emergencies"),
    "H16": ("talks_sedated", "talks_seen"),
}


def ward(count: int = 400) -> tuple[Counted, ...]:
    """Stays through the year, a quarter of them in each quarter, without any harm."""
    stays = programme(count, 168, 120, 84, 56)
    return tuple(
        replace(one, admitted=date(2025, 1 + at % 12, 2), offered=None, assessed=None)
        for at, one in enumerate(stays)
    )


def with_(stays: Sequence[Counted], field: str, *each: object) -> tuple[Counted, ...]:
    """The first stays with so many each."""
    there = (*each, *[getattr(one, field) for one in stays[len(each) :]])
    return tuple(replace(one, **{field: n}) for one, n in zip(stays, there, strict=True))


def total(stays: Sequence[Counted], id: str, level: str = "trust") -> Cell:
    return made(stays, level)[0].figure(id).total


def test_each_number_of_harm_is_a_table_of_the_release() -> None:
    assert set(tally.COUNTED) == {*EVENTS, *OF} <= set(TOLD)
    _, out = made(ward(), "trust")
    assert set(tally.COUNTED) <= {one.query for one in out}


@pytest.mark.parametrize("id", EVENTS)
@pytest.mark.parametrize(
    ("each", "trust", "publish"),
    [
        ((), "0", "0"),
        ((1,), "*", "*"),
        ((1,) * 7, "*", "*"),
        ((1,) * 8, "8", "10"),
        ((1,) * 12, "12", "10"),
        ((2,) * 7, "*", "*"),  # fourteen of them, but of seven stays
        ((20,), "*", "*"),
        ((2,) * 8, "16", "15"),
        ((2,) * 9, "18", "20"),
    ],
)
def test_times_of_harm_at_their_boundaries(
    id: str, each: tuple[int, ...], trust: str, publish: str
) -> None:
    stays = with_(ward(), EVENTS[id], *each)
    if id == "H6":  # who felt pressed is among the harms: as many there, so that nothing is between
        stays = with_(stays, "harms", *each)
    for level, wanted in (("trust", trust), ("publish", publish)):
        cell = total(stays, id, level)
        assert said(cell, "events") == wanted
        assert cell.whole is None
        assert (cell.part is None) == (wanted == "*")


def at_times(count: int, each: int, quarter: int = 1) -> dict[str, tuple[Dated, ...]]:
    """So many women with so many complaints each, in one quarter."""
    days = (date(2025, 3 * quarter - 1, 1 + at) for at in range(each))
    own = tuple(Dated(day, "complaint") for day in days)
    return {f"s{50 * quarter + at}": own for at in range(count)}


def happening(*each: dict[str, tuple[Dated, ...]]) -> tuple[Counted, ...]:
    happened: dict[str, tuple[Dated, ...]] = {}
    for one in each:
        happened |= one
    return tuple(replace(one, events=happened.get(one.stay, ())) for one in ward())


@pytest.mark.parametrize(
    ("women", "each", "trust", "publish"),
    [
        (0, 1, "0", "0"),
        (1, 1, "*", "*"),
        (1, 20, "*", "*"),  # twenty complaints of one woman
        (7, 2, "*", "*"),
        (8, 1, "8", "10"),
        (8, 2, "16", "15"),
        (12, 1, "12", "10"),
    ],
)
def test_complaints_of_a_few_women_leave_the_ward_in_no_number(
    women: int, each: int, trust: str, publish: str
) -> None:
    stays = happening(at_times(women, each))
    assert said(total(stays, "B2", "trust"), "events") == trust
    assert said(total(stays, "B2", "publish"), "events") == publish
    assert said(total(stays, "B2", "internal"), "events") == str(women * each)


def test_a_quarter_of_one_woman_does_not_follow_from_the_year() -> None:
    stays = happening(at_times(1, 20), *(at_times(12, 1, quarter) for quarter in (2, 3, 4)))
    figure = made(stays, "trust")[0].figure("B2")
    assert said(figure.total, "events") == "56"
    told = [said(cell, "events") for cell in figure.series]
    assert told.count("*") != 1


@pytest.mark.parametrize("id", ["H1", "H2", "H3"])
@pytest.mark.parametrize(
    ("yes", "no", "trust", "publish"),
    [
        (0, 0, "none to count", "none to count"),
        (0, 8, "0 of 8", "0 of 10"),
        (0, 12, "0 % (0 of 12)", "0 of 10"),
        (7, 60, "*", "*"),
        (60, 7, "*", "*"),
        (8, 0, "8 of 8", "10 of 10"),
        (10, 0, "100 % (10 of 10)", "10 of 10"),
        (8, 8, "50 % (8 of 16)", "10 of 15"),
        (8, 39, "17 % (8 of 47)", "10 of 45"),
        (8, 40, "17 % (8 of 48)", "20 % (10 of 50)"),
        (30, 30, "50 % (30 of 60)", "50 % (30 of 60)"),
    ],
)
def test_shares_of_harm_at_their_boundaries(
    id: str, yes: int, no: int, trust: str, publish: str
) -> None:
    part, whole = OF[id]
    stays = with_(ward(), whole, *[1] * (yes + no))
    # of the samples it is those not yet told that count
    stays = with_(stays, part, *([0] * yes + [1] * no if id == "H1" else [1] * yes + [0] * no))
    for level, wanted in (("trust", trust), ("publish", publish)):
        assert said(total(stays, id, level), "share") == wanted


@pytest.mark.parametrize("id", ["H1", "H2", "H3"])
@pytest.mark.parametrize(("first", "shown"), [(7, False), (8, True)])
def test_a_large_share_of_few_stays_is_hidden(id: str, first: int, shown: bool) -> None:
    """So many stays with five each of the one kind, and forty stays with one of the other."""
    part, whole = OF[id]
    stays = with_(ward(), whole, *[5] * first, *[1] * 40)
    for of_few in ([5] * first, [0] * first + [1] * 40):
        there = with_(stays, part, *of_few)
        assert (total(there, id).status == "shown") == shown


@pytest.mark.parametrize(("pressed", "harms", "shown"), [(10, 17, False), (10, 18, True)])
def test_the_harms_less_those_who_felt_pressed_tell_of_no_few(
    pressed: int, harms: int, shown: bool
) -> None:
    assert ("H6", "H7") in LIES_IN
    stays = with_(with_(ward(), "felt_pressed", *[1] * pressed), "harms", *[1] * harms)
    found, _ = made(stays, "trust")
    assert found.figure("H6").total.part == pressed
    assert found.figure("H7").total.part == (harms if shown else None)


@pytest.mark.parametrize(("harms", "shown"), [(17, False), (18, True)])
def test_the_harms_less_distress_after_a_talk_tell_of_no_few(harms: int, shown: bool) -> None:
    talked = with_(ward(), "assessed", *[date(2025, 12, 30)] * 60)
    stays = with_(with_(talked, "distress", *[True] * 10), "harms", *[1] * harms)
    found, _ = made(stays, "trust")
    assert found.figure("B1").total.part == 10
    assert found.figure("H7").total.part == (harms if shown else None)


# --- over time -----------------------------------------------------------------------------------


def by_quarter(field: str, *numbers: int) -> tuple[Counted, ...]:
    """So many in each quarter, one a stay."""
    left = dict(enumerate(numbers))
    made_ = []
    for one in ward():
        quarter = (one.admitted.month - 1) // 3
        here = int(left[quarter] > 0)
        left[quarter] -= here
        made_.append(replace(one, **{field: here}))
    return tuple(made_)


@pytest.mark.parametrize("id", ["H4", "H5", "H7"])
def test_a_year_less_three_quarters_tells_no_fourth(id: str) -> None:
    stays = by_quarter(EVENTS[id], 3, 12, 15, 20)
    found, _ = made(stays, "trust")
    figure = found.figure(id)
    quarters = [cell.part for cell in figure.series]
    assert figure.total.part == 50
    assert quarters[0] is None
    assert quarters.count(None) >= 2
    allowed, _ = made(by_quarter(EVENTS[id], 8, 12, 15, 20), "trust")
    assert [cell.part for cell in allowed.figure(id).series] == [8, 12, 15, 20]


def test_quarters_that_are_out_let_no_year_of_that_harm_follow() -> None:
    stays = by_quarter("overrides", 3, 12, 15, 20)
    earlier: tuple[Release, ...] = ()
    for at in range(0, 12, 3):
        found, more = made(stays, "trust", YEAR[at : at + 3], earlier)
        assert found.figure("H5").total.part == (None, 12, 15, 20)[at // 3]
        earlier = (*earlier, *more)
    with pytest.raises(Refused) as refused:
        made(stays, "trust", YEAR, earlier)
    assert refused.value.code == "release-together"


@pytest.mark.parametrize(("more", "code"), [(1, "release-difference"), (7, "release-difference")])
def test_a_correction_by_a_few_harms_is_refused(more: int, code: str) -> None:
    _, first = made(by_quarter("harms", 10, 10, 10, 10), "trust")
    stays = by_quarter("harms", 10, 10, 10, 10 + more)
    with pytest.raises(Refused) as refused:
        made(stays, "trust", earlier=first, reason="late entries")
    assert refused.value.code == code


def test_a_correction_by_eight_harms_goes_out_with_its_reason() -> None:
    _, first = made(by_quarter("harms", 10, 10, 10, 10), "trust")
    stays = by_quarter("harms", 10, 10, 10, 18)
    with pytest.raises(Refused) as refused:
        made(stays, "trust", earlier=first)
    assert refused.value.code == "release-frozen"
    found, _ = made(stays, "trust", earlier=first, reason="late entries")
    assert (found.version, found.figure("H7").total.part) == (2, 48)


@pytest.mark.parametrize("level", ["trust", "publish"])
@pytest.mark.parametrize("count", [9, 10])
def test_harm_of_fewer_than_ten_women_leaves_in_no_file(level: str, count: int) -> None:
    stays = with_(programme(count, count, 0, 0, 0), "harms", *[1] * count)
    if count < 10:
        with pytest.raises(Refused) as refused:
            made(stays, level)
        assert refused.value.code == "release-few-women"
    else:
        assert total(stays, "H7", level).part == 10


@pytest.mark.parametrize("level", ["trust", "publish"])
def test_no_sheet_holds_a_number_of_harm_that_is_hidden(level: str) -> None:
    stays = with_(with_(ward(), "harms", 93), "overrides", *[1] * 7)
    found, _ = made(stays, level)
    for rows in (*sheets.sheets(found).values(), sheets.data(found)):
        told = [row for row in rows if {"H5", "H7"} & set(map(str, row))]
        assert not any(cell in (7, 93, "7", "93") for row in told for cell in row)


# --- of few stays --------------------------------------------------------------------------------


@pytest.mark.parametrize(("stays_with", "shown"), [(1, False), (7, False), (8, True)])
def test_many_endings_of_few_talks_are_hidden(stays_with: int, shown: bool) -> None:
    offered = with_(ward(), "offered", *[date(2025, 12, 30)] * 60)
    stays = with_(offered, "ended_early", *[5] * stays_with)
    for level in ("trust", "publish"):
        cell = total(stays, "B3", level)
        assert (cell.status == "shown") == shown
        assert (cell.part is None) != shown


@pytest.mark.parametrize(("stays_with", "shown"), [(7, False), (8, True)])
@pytest.mark.parametrize("met", [True, False])
def test_many_needs_of_few_stays_are_hidden(stays_with: int, shown: bool, met: bool) -> None:
    """So many stays with five needs each of the one kind, and forty with one of the other."""
    here, there = (date(2025, 3, 1), None) if met else (None, date(2025, 3, 1))
    few = [tuple(Kept(need=f"N0{n}", met=here) for n in range(5))] * stays_with
    stays = with_(ward(), "needs", *few, *[(Kept(need="N01", met=there),)] * 40, *[()] * 200)
    assert (total(stays, "M8c").status == "shown") == shown


# --- methods by type -----------------------------------------------------------------------------


def begun(*each: tuple[Method, ...]) -> tuple[Counted, ...]:
    """The first stays with these methods; something was begun for every one of them."""
    return with_(with_(ward(), "begun", *[True] * 400), "methods", *each)


@pytest.mark.parametrize(
    ("pills", "implants", "trust", "publish"),
    [
        (0, 0, (0, 0), (0, 0)),
        (8, 0, (8, 0), (10, 0)),
        (20, 9, (20, 9), (20, 10)),
        (20, 7, ("*", "*"), ("*", "*")),  # the others are those with the pill
        (4, 3, None, None),
    ],
)
def test_methods_by_type_at_their_boundaries(pills: int, implants: int, trust, publish) -> None:
    stays = begun(*[(Method("pill"),)] * pills, *[(Method("implant"),)] * implants)
    for level, wanted in (("trust", trust), ("publish", publish)):
        cell = total(stays, "M12", level)
        if wanted is None:
            assert (cell.status, cell.part, cell.lines) == ("hidden", None, {})
        else:
            assert (cell.lines["pill"], cell.lines["implant"], cell.lines["condoms"]) == (
                *wanted,
                0,
            )


@pytest.mark.parametrize(
    ("law", "danger", "trust", "publish"),
    [
        ((), (), (0, 0), (0, 0)),
        ((1,) * 8, (), (8, 0), (10, 0)),
        ((1,) * 20, (1,) * 9, (20, 9), (20, 10)),
        ((1,) * 20, (1,) * 7, ("*", "*"), ("*", "*")),
        ((1,) * 20, (2,) * 7, ("*", "*"), ("*", "*")),  # fourteen of them, but of seven stays
        ((1,) * 4, (1,) * 3, None, None),
    ],
)
def test_sharing_by_ground_at_its_boundaries(
    law: Sequence[int], danger: Sequence[int], trust, publish
) -> None:
    stays = shared(*[(LAW,) * n for n in law], *[(DANGER,) * n for n in danger])
    for level, wanted in (("trust", trust), ("publish", publish)):
        found, out = made(stays, level)
        cell = found.figure("H5").total
        if wanted is None:
            assert (cell.status, cell.part, cell.lines) == ("hidden", None, {})
        else:
            assert (cell.lines["statute"], cell.lines["danger_to_life"]) == wanted
            assert cell.lines["court"] == 0
        assert ("H5 statute" in {one.query for one in out}) == bool(law)
        assert not any(one.lines for one in found.figure("H5").series)


LAW, DANGER = Shared("statute", told=True), Shared("danger_to_life", due=date(2025, 3, 10))


def shared(*each: tuple[Shared, ...]) -> tuple[Counted, ...]:
    """The first stays of which this was shared; every other emergency is looked back at late."""
    stays = with_(with_(ward(), "shared", *each), "overrides", *map(len, each))
    of = [sum(one.ground == "danger_to_life" for one in here) for here in each]
    return with_(with_(stays, "emergencies", *of), "looks_late", *[n if n > 1 else 0 for n in of])


@pytest.mark.parametrize(
    ("late", "in_time", "shown"), [(0, 8, True), (0, 7, False), (8, 8, True), (8, 7, False)]
)
def test_late_looks_back_tell_of_no_few(late: int, in_time: int, shown: bool) -> None:
    """Nor where the emergencies themselves are hidden."""
    for others in (0, 20):
        each = [(DANGER, DANGER)] * late + [(DANGER,)] * in_time + [(LAW,)] * others
        cell = total(shared(*each), "H15")
        assert (cell.status == "shown") == shown
    each = [(DANGER, DANGER)] * late + [(DANGER,)] * in_time + [(LAW,)] * 3
    assert total(shared(*each), "H15").status == "hidden"


@pytest.mark.parametrize(
    ("done", "open_", "days"), [(8, 0, 4), (8, 8, 4), (7, 8, None), (8, 7, None), (0, 8, None)]
)
def test_days_until_removal_are_told_where_the_women_are(
    done: int, open_: int, days: int | None
) -> None:
    each = [Removal(date(2025, 1, 2), 4)] * done + [Removal(date(2025, 1, 2))] * open_
    for level in ("trust", "publish"):
        cell = total(with_(ward(), "removal", *each), "H17", level)
        assert cell.lines == ({} if days is None else {"days": days})
        assert (cell.status == "shown") == (7 not in (done, open_))


@pytest.mark.parametrize(("early", "shown"), [(0, True), (7, False), (8, True), (33, False)])
def test_methods_stopped_early_tell_of_no_few(early: int, shown: bool) -> None:
    stays = begun(*[(Method("pill", 10),)] * early, *[(Method("pill", 91),)] * (40 - early))
    assert (total(stays, "H13").status == "shown") == shown


@pytest.mark.parametrize(("lacks", "shown"), [(7, False), (8, True), (32, True), (33, False)])
def test_women_found_to_lack_capacity_are_no_few(lacks: int, shown: bool) -> None:
    stays = with_(with_(ward(), "findings", *[1] * 40), "findings_lacks", *[1] * lacks)
    assert (total(stays, "H14").status == "shown") == shown


def test_findings_about_capacity_by_group_are_of_those_with_a_finding() -> None:
    stays = with_(ward(), "language", *["english"] * 100, *["other"] * 100)
    stays = with_(stays, "findings", *[1] * 30, *[0] * 70, *[2] * 20)
    stays = with_(stays, "findings_lacks", *[1] * 10, *[0] * 90, *[1] * 10)
    found, out = made(stays, "trust")
    cells = {
        g.group: g.cell for g in found.equity if (g.measure, g.breakdown) == ("H14", "Language")
    }
    assert {group: (cell.part, cell.whole) for group, cell in cells.items()} == {
        "English": (10, 30), "Another language": (10, 20),
    }  # fmt: skip
    assert "H14 by language" in {one.query for one in out}
    few = with_(stays, "findings_lacks", *[1] * 3, *[0] * 97, *[1] * 10)
    told = [g.cell for g in made(few, "trust")[0].equity if g.measure == "H14"]
    assert not any(cell.part in (3, 13) for cell in told)
