"""How a person is named, dated and numbered on screen and paper, and what is refused.

Storage keeps what was typed (spaces tidied); case and grouping are for display only. Dates
never follow the computer's own language settings. Display follows the NHS common user
interface guidance, the NHS number check the data dictionary's modulus 11.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.clock import LONDON, as_utc, local
from srh_assess.errors import BadInput

if TYPE_CHECKING:
    from srh_assess.assessment.facts import Identity

NOT_KNOWN = "Not known"
NO_BREAK = "\u00a0"
LONGEST_NAME = 200
_SHORT = 30  # pronouns of more letters than this have no room in the banner
OLDEST = 120
ADULT = 18
MIDNIGHT = time(0)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_JOINERS = frozenset("'\u2019\u2018-\u2010\u2011 .\u00b7\u05f3\u200c\u200d")
_POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
_NO_FIXED_ABODE = re.compile(r"(ZZ99)([0-9][A-Z]{2})")


def clinical_date(day: date | datetime | None) -> str:
    """``05-Jan-2026`` as clinicians read it; a moment is read off the ward's wall."""
    if day is None:
        return NOT_KNOWN
    day = local(day) if isinstance(day, datetime) else day
    return f"{day.day:02}-{MONTHS[day.month - 1][:3]}-{day.year:04}"


def clinical_moment(moment: datetime) -> str:
    """``05-Jan-2026 14:03``, 24 hours, on the ward's clock."""
    return f"{clinical_date(moment)} {local(moment):%H:%M}"


def patient_date(day: date | datetime) -> str:
    """``5 January 2026``, as letters and her own copy say it."""
    day = local(day) if isinstance(day, datetime) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def age_on(born: date, day: date) -> int:
    """Whole years on a day; one born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _months(born: date, day: date) -> tuple[int, int]:
    """Whole months since birth, and the days beyond them."""
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    year, month = divmod(born.month - 1 + months, 12)
    turned = date(born.year + year, month + 1, 1) + timedelta(days=born.day - 1)
    return months, max(0, (day - turned).days)


def age_text(born: date | datetime, now: datetime) -> str:
    """The age in brackets: minutes, hours, days, weeks, months or years as the age asks.

    A birth date without a time counts from midnight on the ward's clock.
    """
    birth = born if isinstance(born, datetime) else datetime.combine(born, MIDNIGHT, LONDON)
    hours = (as_utc(now) - as_utc(birth)).total_seconds() / 3600
    if hours < 2:
        return f"{int(hours * 60)}min"
    if hours < 48:
        return f"{int(hours)}h"
    first, today = local(as_utc(birth)).date(), local(as_utc(now)).date()
    days, years = (today - first).days, age_on(first, today)
    months, over = _months(first, today)
    if days < 28:
        return f"{days}d"
    if years < 1:
        return f"{days // 7}w {days % 7}d"
    if years < 2:
        return f"{months}m {over}d"
    return f"{years}y {months - 12 * years}m" if years < ADULT else f"{years}y"


def upper(text: str) -> str:
    """Upper case that can be read back: a letter is raised only where lowering it again
    gives the same letter, so that the dotless i stays and the sharp s becomes its capital."""
    raised = (letter.upper() if letter != "ß" else "ẞ" for letter in text)
    return "".join(
        big if len(big) == 1 and big.lower() == small else small
        for small, big in zip(text, raised, strict=True)
    )


def shown_given(given: str) -> str:
    """A given name with capitals where it was typed in one case; otherwise as she writes it."""
    if given not in (given.lower(), given.upper()):
        return given
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda word: word.group().capitalize(), given)


def full_name(identity: Identity) -> str:
    """``FAMILY, Given``, never cut; someone with one name has only that."""
    parts = (upper(identity.family), shown_given(identity.given))
    return ", ".join(part for part in parts if part) or NOT_KNOWN


def called(identity: Identity) -> str:
    """What she likes to be called, else her given name, else her one name."""
    return identity.preferred or shown_given(identity.given) or identity.family


def nhs_grouped(digits: str) -> str:
    """3-3-4 with no-break spaces, also of a number still being typed."""
    return NO_BREAK.join(part for part in (digits[:3], digits[3:6], digits[6:]) if part)


class Banner(Struct, frozen=True, kw_only=True):
    """The banner's words, in reading order; unknown is *Not known*, never a sign. ``pronouns``
    stand there where they were given. ``warning``: she could be taken for somebody else on this
    ward."""

    name: str
    preferred: str
    born: str
    age: str
    gender: str
    nhs_number: str
    pronouns: str = ""
    warning: str = ""


def banner(identity: Identity, now: datetime) -> Banner:
    """What the banner shows of a person at a moment."""
    return Banner(
        name=full_name(identity),
        preferred=identity.preferred,
        born=clinical_date(identity.born),
        age=age_text(identity.born, now) if identity.born else "",
        gender=identity.gender or NOT_KNOWN,
        nhs_number=nhs_grouped(identity.nhs_number) or NOT_KNOWN,
        pronouns=identity.pronouns if len(identity.pronouns) <= _SHORT else "",
    )


class NhsNumber(Struct, frozen=True):
    """A number that passed its check. ``test_range`` (999...) is a warning, not a block."""

    digits: str
    test_range: bool


def nhs_number(typed: str) -> NhsNumber:
    """Ten digits with a right check digit, whatever separates them.

    Refuses letters and digits of other scripts, other lengths, one digit ten times, and
    numbers whose check digit is wrong or cannot exist.
    """
    digits = "".join(sign for sign in typed if unicodedata.category(sign)[0] not in "ZPC")
    if not digits:
        raise BadInput("nhs-number-missing")
    if not (digits.isascii() and digits.isdigit()):
        raise BadInput("nhs-number-digits")
    if len(digits) != 10:
        raise BadInput("nhs-number-length", count=str(len(digits)))
    if len(set(digits)) == 1:
        raise BadInput("nhs-number-repeated")
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    if (11 - total % 11) % 11 != int(digits[9]):
        raise BadInput("nhs-number-check")
    return NhsNumber(digits, test_range=digits.startswith("999"))


class Birth(Struct, frozen=True):
    """A birth date that can be so; ``under_18`` as of the day it was looked at."""

    born: date
    under_18: bool


def birth_date(born: date, today: date) -> Birth:
    """Refuses a birth in the future and an age over 120 years; says who is under 18."""
    if born > today:
        raise BadInput("birth-date-future")
    age = age_on(born, today)
    if age > OLDEST:
        raise BadInput("birth-date-too-old", years=str(OLDEST))
    return Birth(born, under_18=age < ADULT)


def _month(typed: str) -> int:
    if typed.isascii() and typed.isdigit():
        return int(typed)
    word = typed.casefold().rstrip(".")
    fits = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)]
    return fits[0] if len(word) >= 3 and fits else 0


def typed_date(day: str, month: str, year: str) -> date:
    """A date from three boxes: one or two digits, a month's name, four digits of year.

    Refuses, in this order: a missing part, a year of another length, a month beyond twelve
    (day and month may be swapped), a day that this month does not have.
    """
    parts = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    missing = [name for name, text in parts.items() if not text]
    if missing:
        raise BadInput("date-part-missing", parts=" and a ".join(missing))
    if not re.fullmatch("[0-9]{4}", parts["year"]):
        raise BadInput("date-year")
    number = _month(parts["month"])
    if not 1 <= number <= 12:
        raise BadInput("date-month")
    if not re.fullmatch("[0-9]{1,2}", parts["day"]):
        raise BadInput("date-day")
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        raise BadInput("date-not-real") from None


def pasted_date(text: str) -> tuple[str, str, str] | None:
    """Day, month and year out of one pasted text (ISO, or day first), else nothing."""
    iso = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text, re.ASCII)
    if iso:
        return iso[3], iso[2], iso[1]
    first = re.fullmatch(r"\s*(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,})[\s./-]+(\d{4})\s*", text)
    return (first[1], first[2], first[3]) if first else None


def one_name(typed: str) -> str:
    """One part of a name as she writes it, spaces tidied. May be empty.

    Takes letters of every script, apostrophes, hyphens, full stops and spaces; refuses other
    signs by their name, and more than 200 characters.
    """
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if len(name) > LONGEST_NAME:
        raise BadInput("name-too-long", longest=str(LONGEST_NAME))
    for sign in name:
        if unicodedata.category(sign)[0] not in "LM" and sign not in _JOINERS:
            raise BadInput("name-sign", sign=unicodedata.name(sign, f"U+{ord(sign):04X}").lower())
    if name and not any(unicodedata.category(sign)[0] == "L" for sign in name):
        raise BadInput("name-letters")
    return name


def names(family: str, given: str) -> tuple[str, str]:
    """Family and given name; someone with one name has it as family name. Refuses none."""
    family, given = one_name(family), one_name(given)
    if not family and not given:
        raise BadInput("names-missing")
    return (family, given) if family else (given, "")


def postcode(typed: str) -> str:
    """Upper case with one space before the last three; ``ZZ99`` codes (no fixed abode) too."""
    tidy = re.sub(r"\s+", "", typed).upper()
    fits = _POSTCODE.fullmatch(tidy) or _NO_FIXED_ABODE.fullmatch(tidy)
    if fits is None:
        raise BadInput("postcode")
    return f"{fits[1]} {fits[2]}"


def checked(who: Identity, today: date) -> Identity:
    """The whole identity, each part tidied and checked as above: what may be stored.

    A missing birth date and a missing number stay missing; nothing is guessed.
    """
    family, given = names(who.family, who.given)
    if who.born is not None:
        birth_date(who.born, today)
    return replace(
        who,
        family=family,
        given=given,
        preferred=one_name(who.preferred),
        nhs_number=nhs_number(who.nhs_number).digits if who.nhs_number else "",
    )
