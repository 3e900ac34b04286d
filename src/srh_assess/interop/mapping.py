"""Rows shaped like two national returns, to help whoever maps them. No submission.

The names of the fields are those of the sexual and reproductive health activity data set and of
the mental health services data set; what this record does not hold is written with that set's own
code for *not known*, or left empty. Each row has a random number that leads nowhere, and days
counted from admission in the place of dates. On a small ward a colleague knows a woman by such a
row all the same: it is personal data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from srh_assess.assessment.counted import Counted

LABEL = (
    "Mapping aid for the trust's informatics team; not a submission. Random numbers, days from"
    " admission instead of dates, no free text. Still personal data."
)
SRHAD = (
    "REPORTING PERIOD START DATE", "REPORTING PERIOD END DATE", "ORGANISATION IDENTIFIER",
    "LOCAL PATIENT IDENTIFIER", "PERSON STATED GENDER CODE", "ETHNIC CATEGORY",
    "LOCAL AUTHORITY DISTRICT", "LSOA", "GENERAL MEDICAL PRACTICE", "AGE AT ATTENDANCE DATE",
    "ATTENDANCE DATE", "SITE CODE OF TREATMENT", "INITIAL CONTACT INDICATOR",
    "CONSULTATION MEDIUM USED", "LOCATION TYPE", "CONTRACEPTION METHOD STATUS",
    "CONTRACEPTION PRINCIPAL METHOD", "CONTRACEPTION OTHER METHOD", "POST COITAL CONTRACEPTION",
    "SRH CARE ACTIVITY 1", "SRH CARE ACTIVITY 2",
)  # fmt: skip
MHSDS = (
    "HOSPITAL PROVIDER SPELL NUMBER", "START DAY", "DISCHARGE DAY", "WARD STAY IDENTIFIER",
    "MENTAL HEALTH ADMITTED PATIENT CLASSIFICATION", "MENTAL HEALTH ACT LEGAL STATUS",
)  # fmt: skip
_PROVIDER, _NO_GENDER, _NO_PLACE, _NO_PRACTICE, _NO_AGE = "89999", "X", "X99999999", "V81999", "999"
_ADVICE, _REFERRAL = "01", "33"
_ADULT_PICU = "12"
_STATUS = {"informal": "01", "2": "02", "3": "03"}
NotKnown = Callable[[], str]


def srhad(
    stays: Iterable[Counted], first: str, last: str, number: Callable[[], str]
) -> Iterator[tuple[str, ...]]:
    """One row for each assessed stay, heading first. ``number`` gives a random one."""
    yield SRHAD
    for one in stays:
        if one.assessed is None:
            continue
        referred = _REFERRAL if one.accepted or one.attended else ""
        yield (
            first, last, _PROVIDER, number(), _NO_GENDER, one.ethnic, _NO_PLACE, _NO_PLACE,
            _NO_PRACTICE, _NO_AGE, _day((one.assessed - one.admitted).days), "", "Y", "", "",
            "", "", "", "", _ADVICE, referred,
        )  # fmt: skip


def mhsds(stays: Iterable[Counted], number: Callable[[], str]) -> Iterator[tuple[str, ...]]:
    """One row for each stay, heading first: the keys only."""
    yield MHSDS
    for one in stays:
        spell, left = number(), "" if one.ended is None else _day((one.ended - one.admitted).days)
        yield spell, _day(0), left, spell, _ADULT_PICU, _STATUS.get(one.section, "")


def _day(days: int) -> str:
    return f"day {days}"
