"""Identity: every vector of the letters file's part B, and the edges of each rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from srh_assess.assessment import identity as ident
from srh_assess.assessment.facts import Identity
from srh_assess.errors import BadInput

NOW = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
TODAY = date(2026, 7, 14)


def refused(code: str):
    return pytest.raises(BadInput, check=lambda fault: fault.code == code and bool(str(fault)))


def nhs(first_nine: str, last: int) -> str:
    return f"{first_nine}{last}"


VALID = [
    "9434765919",
    "943476591-9",
    "9434765870",
    "9000000009",
    "9000000017",
    "9000000025",
    "4505577104",
    "4010232137",
    "9876543210",
    "9990000018",
    "9990000026",
    "9990000034",
    "9990000042",
    "9990000050",
]


@pytest.mark.parametrize("typed", [*VALID, "943 476 5919", "943-476-5919", " 943\u00a0476.5919\n"])
def test_a_good_nhs_number_is_taken_whatever_separates_it(typed):
    taken = ident.nhs_number(typed)
    assert len(taken.digits) == 10
    assert taken.test_range is typed.startswith("999")


INVALID = [
    ("9434765918", "nhs-number-check"),
    ("4343434343", "nhs-number-check"),
    ("1297287652", "nhs-number-check"),
    ("9991234567", "nhs-number-check"),
    ("1234567890", "nhs-number-check"),
    *((nhs(stem, n), "nhs-number-check") for stem in ("999000000", "999000014", "999000028")
      for n in range(10)),
    *((str(n) * 10, "nhs-number-repeated") for n in range(10)),
    ("987654321", "nhs-number-length"),
    ("98765432100", "nhs-number-length"),
    ("", "nhs-number-missing"),
    (" - ", "nhs-number-missing"),
    ("943476591O", "nhs-number-digits"),
    ("９４３４７６５９１９", "nhs-number-digits"),
    ("KHX 412 77", "nhs-number-digits"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), INVALID)
def test_a_bad_nhs_number_is_refused_with_its_reason(typed, code):
    with refused(code):
        ident.nhs_number(typed)


@pytest.mark.parametrize("number", ["9990000018", "9434765870", "4010232137"])
def test_no_single_wrong_digit_and_no_swap_passes(number):
    for place in range(10):
        for digit in "0123456789":
            wrong = number[:place] + digit + number[place + 1 :]
            if wrong != number:
                with pytest.raises(BadInput):
                    ident.nhs_number(wrong)
    for place in range(9):
        left, right = number[place], number[place + 1]
        swapped = number[:place] + right + left + number[place + 2 :]
        if swapped != number:
            with pytest.raises(BadInput):
                ident.nhs_number(swapped)


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("", ""), ("99", "99"), ("9990", "999\u00a00"), ("9990000018", "999\u00a0000\u00a00018")],
)
def test_nhs_numbers_are_grouped_3_3_4_and_never_wrap(digits, shown):
    assert ident.nhs_grouped(digits) == shown


def test_clinical_dates_ignore_the_computers_language():
    assert ident.clinical_date(date(1990, 1, 5)) == "05-Jan-1990"
    assert ident.clinical_date(date(2026, 5, 31)) == "31-May-2026"
    assert ident.clinical_date(None) == "Not known"
    assert ident.clinical_date(datetime(2026, 7, 13, 23, 30, tzinfo=UTC)) == "14-Jul-2026"
    assert ident.clinical_moment(datetime(2026, 1, 5, 0, 0, tzinfo=UTC)) == "05-Jan-2026 00:00"


def test_letters_to_people_write_the_month_out():
    assert ident.patient_date(date(2026, 1, 5)) == "5 January 2026"
    assert ident.patient_date(datetime(2026, 7, 13, 23, 30, tzinfo=UTC)) == "14 July 2026"


@pytest.mark.parametrize(
    ("born", "shown"),
    [
        (NOW - timedelta(minutes=119), "119min"),
        (NOW - timedelta(hours=2), "2h"),
        (NOW - timedelta(hours=47, minutes=59), "47h"),
        (NOW - timedelta(hours=48), "2d"),
        (date(2026, 6, 17), "27d"),
        (date(2026, 6, 16), "4w 0d"),
        (date(2025, 7, 15), "52w 0d"),
        (date(2025, 7, 14), "12m 0d"),
        (date(2024, 7, 15), "23m 29d"),
        (date(2024, 7, 14), "2y 0m"),
        (date(2009, 2, 20), "17y 4m"),
        (date(2008, 7, 15), "17y 11m"),
        (date(2008, 7, 14), "18y"),
        (date(1990, 1, 5), "36y"),
    ],
)
def test_age_is_shown_as_the_age_asks(born, shown):
    assert ident.age_text(born, NOW) == shown


def test_a_month_without_the_birthday_s_day_counts_no_days_over():
    assert ident.age_text(date(2025, 1, 31), datetime(2026, 3, 1, 12, tzinfo=UTC)) == "13m 0d"


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2028, 2, 28), 19),
     (date(2028, 2, 29), 20)],
)  # fmt: skip
def test_a_birthday_on_29_february(day, age):
    assert ident.age_on(date(2008, 2, 29), day) == age


def test_birth_dates_at_their_edges():
    assert ident.birth_date(TODAY, TODAY).under_18
    assert ident.birth_date(date(2008, 7, 15), TODAY).under_18
    assert not ident.birth_date(date(2008, 7, 14), TODAY).under_18
    assert ident.birth_date(date(1905, 7, 15), TODAY).born == date(1905, 7, 15)
    with refused("birth-date-too-old"):
        ident.birth_date(date(1905, 7, 14), TODAY)
    with refused("birth-date-future"):
        ident.birth_date(TODAY + timedelta(days=1), TODAY)


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("27", "3", "2007"), date(2007, 3, 27)),
        ((" 7 ", "Sept.", "1990"), date(1990, 9, 7)),
        (("29", "feb", "2008"), date(2008, 2, 29)),
    ],
)
def test_dates_are_typed_in_three_boxes(parts, day):
    assert ident.typed_date(*parts) == day


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("27", "", "2007"), "date-part-missing"),
        (("", "", "2007"), "date-part-missing"),
        (("27", "3", "07"), "date-year"),
        (("27", "3", "２００７"), "date-year"),
        (("3", "27", "2007"), "date-month"),
        (("3", "Ju", "2007"), "date-month"),
        (("3", "Brumaire", "2007"), "date-month"),
        (("first", "3", "2007"), "date-day"),
        (("29", "2", "2007"), "date-not-real"),
        (("31", "6", "2007"), "date-not-real"),
        (("0", "6", "2007"), "date-not-real"),
    ],
)
def test_what_is_no_date_is_refused_in_words(parts, code):
    with refused(code):
        ident.typed_date(*parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2007-03-27", ("27", "3".zfill(2), "2007")),
        (" 27/3/2007 ", ("27", "3", "2007")),
        ("27 March 2007", ("27", "March", "2007")),
        ("27.03.2007", ("27", "03", "2007")),
        ("some day", None),
        ("27/3", None),
    ],
)
def test_a_pasted_date_falls_into_its_boxes(text, parts):
    assert ident.pasted_date(text) == parts


@pytest.mark.parametrize(
    "name",
    ["Nguyễn", "O’Brien", "O'Brien", "Anne-Marie", "فاطمة الزهراء", "অনন্যা", "Łukasiewicz",
     "St. John", "Gal·la", "a" * 200, "Thị Hồng Nhung"],
)  # fmt: skip
def test_names_of_every_script_are_taken_as_written(name):
    assert ident.one_name(name) == name


def test_spaces_in_names_are_tidied_and_letters_joined():
    assert ident.one_name("  Anne \t Marie ") == "Anne Marie"
    assert ident.one_name("e\u0301") == "é"
    assert ident.one_name("") == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [("a" * 201, "name-too-long"), ("Agent 7", "name-sign"), ("A<b>", "name-sign"),
     ("A\u0007b", "name-sign"), ("'-", "name-letters")],
)  # fmt: skip
def test_what_is_no_name_is_refused(name, code):
    with refused(code):
        ident.one_name(name)


def test_one_name_is_enough_and_none_is_not():
    assert ident.names("Wren", "Maya") == ("Wren", "Maya")
    assert ident.names("", "Suharto") == ("Suharto", "")
    assert ident.names("Suharto", "") == ("Suharto", "")
    with refused("names-missing"):
        ident.names(" ", "")


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("Wren", "Marianne", "WREN, Marianne"),
        ("Wojciechowska-Fairweather", "Anne-Marie Oluwaseun",
         "WOJCIECHOWSKA-FAIRWEATHER, Anne-Marie Oluwaseun"),
        ("O’Brien", "mary-jane", "O’BRIEN, Mary-Jane"),
        ("Groß", "ANNA", "GROẞ, Anna"),
        ("ışık", "siân", "ıŞıK, Siân"),
        ("Suharto", "", "SUHARTO"),
        ("McKenna", "LeAnn", "MCKENNA, LeAnn"),
        ("", "", "Not known"),
    ],
)  # fmt: skip
def test_the_family_name_stands_first_in_capitals(family, given, shown):
    assert ident.full_name(Identity(family=family, given=given)) == shown


def test_she_is_called_what_she_likes():
    assert ident.called(Identity(family="Wren", given="marianne", preferred="Maya")) == "Maya"
    assert ident.called(Identity(family="Wren", given="marianne")) == "Marianne"
    assert ident.called(Identity(family="Suharto")) == "Suharto"


def test_the_banner_says_not_known_in_words():
    full = Identity(
        family="Wren", given="Marianne", preferred="Maya", born=date(1997, 3, 22),
        nhs_number="9990000018", gender="Female",
    )  # fmt: skip
    assert ident.banner(full, NOW) == ident.Banner(
        name="WREN, Marianne", preferred="Maya", born="22-Mar-1997", age="29y",
        gender="Female", nhs_number="999\u00a0000\u00a00018",
    )  # fmt: skip
    bare = ident.banner(Identity(family="Wren"), NOW)
    assert (bare.born, bare.age, bare.gender, bare.nhs_number) == (
        "Not known", "", "Not known", "Not known",
    )  # fmt: skip


@pytest.mark.parametrize(("given", "shown"), [("they, them", "they, them"), ("x" * 31, "")])
def test_the_banner_has_the_pronouns_it_has_room_for(given, shown):
    assert ident.banner(Identity(family="Wren", pronouns=given), NOW).pronouns == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("nm42qs", "NM4 2QS"), (" NM4  2QS ", "NM4 2QS"), ("zz99 3vz", "ZZ99 3VZ"),
     ("w1a 1hq", "W1A 1HQ"), ("gir0aa", "GIR 0AA")],
)  # fmt: skip
def test_postcodes_are_tidied(typed, shown):
    assert ident.postcode(typed) == shown


@pytest.mark.parametrize("typed", ["", "NM4", "NM4 2VS", "12345", "NM4 2QSX"])
def test_what_is_no_postcode_is_refused(typed):
    with refused("postcode"):
        ident.postcode(typed)


def test_a_whole_identity_is_tidied_and_checked_part_by_part():
    typed = Identity(
        family="", given=" Suharto ", preferred=" Su ", born=date(1990, 1, 5),
        nhs_number="999 000 0018",
    )  # fmt: skip
    kept = ident.checked(typed, TODAY)
    assert (kept.family, kept.given, kept.preferred) == ("Suharto", "", "Su")
    assert kept.nhs_number == "9990000018"
    bare = Identity(family="Wren")
    assert ident.checked(bare, TODAY) == bare
    with refused("birth-date-future"):
        ident.checked(Identity(family="Wren", born=date(2027, 1, 1)), TODAY)
