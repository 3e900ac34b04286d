"""What the tables say of methods, screening and tests: words, and what the cases do not pin."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment.answers import Answer, When
from srh_assess.protocol.load import load
from srh_assess.rules.cited import DueDate, days_of
from srh_assess.rules.falls_due import Days
from srh_assess.rules.findings import evaluate
from tests.rules.made import answer

PROTOCOL = load()
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


def dates(
    *answers: tuple[str, Answer], now: datetime = NOON, born: date | None = None
) -> dict[str, DueDate]:
    found = evaluate(
        PROTOCOL,
        {item: _at(given, now) for item, given in answers},
        now=now,
        born=born,
        admitted=None,
        first_raised={},
        outcome=None,
    )
    return {due.row: due for due in found.due_dates}


def _at(given: Answer, now: datetime) -> Answer:
    return replace(given, taken=now)


def on(*day: int) -> When:
    return When.exactly(datetime(*day, 12, tzinfo=UTC))  # type: ignore[misc,arg-type]  # three numbers


def between(first: tuple[int, int, int] | None, last: tuple[int, int, int]) -> When:
    return When(
        datetime(*first, 12, tzinfo=UTC) if first else None, datetime(*last, 12, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 1, 6), "in_date"),
        (date(2026, 1, 7), "soon"),
        (date(2026, 1, 9), "soon"),
        (date(2026, 1, 10), "may_be_due"),
        (date(2026, 1, 19), "may_be_due"),
        (date(2026, 1, 20), "due"),
        (date(2026, 1, 30), "due"),
        (date(2026, 1, 31), "late"),
    ],
)
def test_how_it_stands_on_a_day(today: date, state: str) -> None:
    days = Days(date(2026, 1, 10), date(2026, 1, 20), date(2026, 1, 30))
    assert days.state(today, timedelta(days=3)) == state


def test_without_a_first_day_it_may_be_due_already() -> None:
    assert Days(None, date(2026, 1, 20)).state(date(2026, 1, 1)) == "may_be_due"
    assert Days(None, date(2026, 1, 20)).state(date(2026, 3, 1)) == "due"
    assert Days(date(2026, 1, 10), date(2026, 1, 20)).state(date(2026, 1, 9)) == "in_date"


def test_the_days_of_an_answer_are_those_of_the_wards_wall() -> None:
    late = datetime(2026, 6, 9, 23, 30, tzinfo=UTC)
    _, given = answer("X53", "date", When.exactly(late))
    assert days_of(_at(given, NOON)) == (date(2026, 6, 10), date(2026, 6, 10))
    assert days_of(None) == (None, None)
    _, unknown = answer("X53", "date")
    assert days_of(unknown) == (None, None)
    _, since = answer("X53", "date", When(late - timedelta(days=9), None))
    assert days_of(_at(since, NOON)) == (date(2026, 6, 1), date(2026, 6, 10))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2026, 6, 10, 12, tzinfo=UTC), "May be due from 15-Jan-2027, and surely on 15-Jan-2029: ask the clinic before."),
        (datetime(2027, 6, 10, 12, tzinfo=UTC), "May be due since 15-Jan-2027, and surely on 15-Jan-2029: ask the clinic."),
        (datetime(2029, 1, 15, 12, tzinfo=UTC), "Due since 15-Jan-2029. In time up to 15-Jan-2029."),
        (datetime(2029, 1, 16, 12, tzinfo=UTC), "Past 15-Jan-2029. Cover is not sure any more"),
    ],
)  # fmt: skip
def test_the_words_of_a_method(now: datetime, words: str) -> None:
    due = dates(answer("X52", "imp"), answer("X53", "date", on(2024, 1, 15)), now=now)["imp"]
    assert due.words.startswith(words)
    assert "Fitted before the licence changed" in due.also[0]
    (noted,) = due.noted
    assert noted.startswith("fitted before the licence changed in May 2026")
    assert (due.kind, due.because) == ("method", ("X52", "X53"))


def test_the_words_where_one_day_is_told() -> None:
    due = dates(answer("X52", "lng19_5"), answer("X53", "date", on(2024, 1, 15)))["lng19_5"]
    assert (due.words, due.also, due.noted) == ("Due on 15-Jan-2029.", (), ())


@pytest.mark.parametrize(("day", "noted"), [(31, 1), (1, 0)])
def test_the_day_of_the_licence_is_the_last_that_a_letter_speaks_of(day: int, noted: int) -> None:
    fitted = on(2026, 5 if day == 31 else 6, day)
    later = datetime(2026, 8, 1, 12, tzinfo=UTC)
    due = dates(answer("X52", "imp"), answer("X53", "date", fitted, -24 * 200), now=later)["imp"]
    assert len(due.noted) == noted


def test_an_uncertain_day_may_be_late_already() -> None:
    when = between((2026, 2, 1), (2026, 4, 30))
    due = dates(answer("X52", "dmpa_im"), answer("X53", "date", when))["dmpa_im"]
    assert (due.state, due.words[:24]) == ("late", "May be past 10-May-2026.")
    unknown = dates(answer("X52", "imp"), answer("X53", "date", between(None, (2024, 1, 15))))
    assert unknown["imp"].words == "May be due already, and surely on 15-Jan-2029: ask the clinic."
    assert unknown["imp"].also == ()


def test_a_method_without_a_day_says_that_the_clinic_is_asked() -> None:
    due = dates(answer("X52", "imp"))["imp"]
    assert due.words.endswith("The day is not known: ask the clinic.")
    assert (due.first, due.due, due.late, due.because) == (None, None, None, ("X52",))
    pill = dates(answer("X52", "pop_dsg"))["pop_dsg"]
    assert (pill.state, pill.words) == ("not_known", PROTOCOL.tables.methods["pop_dsg"].says)


def test_the_rule_by_age_is_told_when_she_may_have_been_of_it() -> None:
    fitted = answer("X53", "date", on(2024, 1, 15))
    older = PROTOCOL.tables.methods["cuiud10"].older
    assert older is not None
    told = dates(answer("X52", "cuiud10"), fitted, born=date(1984, 1, 15))["cuiud10"]
    assert told.also == (older.says,) and told.due == date(2039, 1, 15)
    younger = dates(answer("X52", "cuiud10"), fitted, born=date(1984, 1, 16))["cuiud10"]
    assert younger.also == () and younger.due == date(2034, 1, 15)
    nobody = dates(answer("X52", "cuiud10"), fitted)["cuiud10"]
    assert nobody.also == (older.says,) and nobody.due == date(2034, 1, 15)
    close = dates(answer("X52", "cuiud10"), fitted, born=date(1970, 1, 15))["cuiud10"]
    assert close.due == date(2034, 1, 15)


def test_the_words_of_screening() -> None:
    result = answer("X50", "hpv_negative")
    test = answer("S01", "date", on(2025, 7, 1))
    born = date(1990, 5, 5)
    first = dates(test, result, born=born)["cx_25_49_new"]
    assert (first.words, first.because) == ("Due on 01-Jul-2030.", ("S01", "X50"))
    later = dates(test, result, born=born, now=datetime(2030, 7, 1, 12, tzinfo=UTC))
    assert later["cx_25_49_new"].words == "Due since 01-Jul-2030."
    late = dates(test, result, born=born, now=datetime(2031, 1, 2, 12, tzinfo=UTC))
    assert late["cx_25_49_new"].words == "Due since 01-Jul-2030, more than six months ago."
    known = dates(answer("S01", "date", between(None, (2025, 6, 1))), result, born=born)
    assert known["cx_25_49_old"].words.startswith("May be due already, and surely on 01-Jun-2028")
    both = between((2025, 6, 1), (2025, 7, 31))
    spread = dates(answer("S01", "date", both), result, born=born)["cx_25_49_new"]
    assert spread.words == "Due between 01-Jun-2028 and 31-Jul-2030."
    assert len(spread.also) == 2
    asked = dates(
        answer("S01", "date", both), result, born=born, now=datetime(2029, 1, 1, 12, tzinfo=UTC)
    )
    assert asked["cx_25_49_new"].words.startswith("May be due since 01-Jun-2028")


def test_a_birth_date_that_is_not_known_leaves_every_rule_by_age_open() -> None:
    test = answer("S01", "date", on(2025, 6, 30))
    found = dates(test, answer("X50", "hpv_negative"))
    assert found["cx_50_64"].first == date(2028, 6, 30)
    assert found["cx_50_64"].due == date(2030, 6, 30)


def test_vaccines_and_screening_are_kept_apart() -> None:
    found = dates(answer("S06", "no"), answer("X51", "due"))
    assert found["hep_b_vaccine"].kind == "vaccine"
    assert found["cx_record_due"].kind == "screening"


def test_the_words_of_a_test() -> None:
    due = dates(answer("T01", "yes", on(2026, 6, 1)))["ct_vvs"]
    assert due.name == "Chlamydia: self-taken swab"
    assert due.words == "Counts fully from 15-Jun-2026; done before, it is done again."
    assert (due.kind, due.because) == ("test", ("T01",))
    after = dates(answer("T01", "yes", on(2026, 5, 20)))["ct_vvs"]
    assert (after.state, after.words) == ("in_date", "Counts fully from 03-Jun-2026.")
    assert after.also == (PROTOCOL.tables.tests["ct_vvs"].again,)


def test_an_uncertain_contact_counts_from_its_latest_day() -> None:
    due = dates(answer("T01", "yes", between((2026, 6, 1), (2026, 6, 5))))["ct_vvs"]
    assert due.due == date(2026, 6, 19)
