"""Offers beyond the core questions: the newest counts, in its own sitting."""

from __future__ import annotations

from datetime import UTC, datetime

from srh_assess.assessment import facts
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.offering import ExtendedOffered, Said
from srh_assess.assessment.record import Record

AT = datetime(2026, 7, 14, 13, tzinfo=UTC)


def record(*written: facts.AnyFact) -> Record:
    return fold_all(
        "a1",
        (
            facts.Entry(id=str(n), number=n, admission="a1", at=AT, author="ruth", fact=fact)
            for n, fact in enumerate(written, 1)
        ),
    )


def offered(section: str, said: Said, sitting: str = "s1") -> ExtendedOffered:
    return ExtendedOffered(sitting=sitting, section=section, answer=said, because=("N20",))


BEGUN = facts.SittingBegun(sitting="s1", protocol="1")


def test_every_offer_is_kept_and_the_newest_of_a_section_counts() -> None:
    found = record(BEGUN, offered("periods", "now"), offered("fgm", "no"), offered("periods", "no"))
    assert [one.fact.answer for one in found.offers] == ["now", "no", "no"]
    assert (found.offers[0].author, found.offers[0].at) == ("ruth", AT)
    assert found.opened == frozenset()
    assert record(BEGUN, offered("fgm", "later"), offered("fgm", "now")).opened == {"fgm"}


def test_what_was_opened_in_another_sitting_is_offered_anew() -> None:
    again = facts.SittingBegun(sitting="s2", protocol="1")
    assert record(BEGUN, offered("fgm", "now"), again).opened == frozenset()
    assert record(BEGUN, again, offered("fgm", "now", "s2")).opened == {"fgm"}
    assert record().opened == frozenset()
