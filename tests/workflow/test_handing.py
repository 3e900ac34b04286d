"""The end of a stay hands over what is open: by name, with what she permits and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment import following as f
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.deciding import Consented
from srh_assess.assessment.followed import handover_state
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.workflow import handing, needs
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.following import Follower
from srh_assess.workflow.self_test import NURSE, PASSPHRASE, UNIT, WOMAN
from srh_assess.workflow.stay import Going
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk

DAY = timedelta(days=1)
DOCUMENT = "d" * 64


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    return new_desk(tmp_path / "home", clock)


@pytest.fixture
def hers(desk: Desk) -> Follower:
    stay = facts.Stay(admitted=desk.clock.now(), ward=UNIT.ward, room="3")
    session = desk.session(desk.admit(WOMAN, stay))
    needs.confirm(session, "N10", named_by_her=True)
    return Follower(session)


def agrees(hers: Follower, recipient: str = "GP", **more: Any) -> str:
    share = f"share {recipient} {len(hers.record.shares)}"
    finding = f"f {share}"
    kept: dict[str, Any] = {"decision": "yes", "document": DOCUMENT, "items": ("identity",)} | more
    hers.session.add(
        facts.CapacityFound(finding=finding, decision=f"D16.{recipient}", outcome="presumed"),
        facts.ShareDecided(
            share=share, recipient=recipient, shown="read_to_her", finding=finding, **kept
        ),
    )
    return share


def end(desk: Desk, hers: Follower, **more: Any) -> None:
    given = {"receiver": "Dr Lowe", "acceptance": "accepted", "contact": "Rowan, 0100"} | more
    going = Going(at=desk.clock.now(), to="Home", **given)
    desk.end(hers.record.admission, going, anyway=True)


def after(desk: Desk, hers: Follower) -> Any:
    return desk.record(hers.record.admission).following


def test_who_accepts_takes_the_needs_and_the_letter_she_agreed_to(
    desk: Desk, hers: Follower, clock: SetClock, tmp_path: Path
) -> None:
    share = agrees(hers)
    end(desk, hers, share=share, sealed=True)
    following = after(desk, hers)
    (kept,) = following.handovers.values()
    made: f.HandoverMade = kept.fact
    assert (made.receiver, made.contact, made.needs) == ("Dr Lowe", "Rowan, 0100", ("N10",))
    assert (made.share, made.document, made.items, made.sealed) == (
        share, DOCUMENT, ("identity",), True,
    )  # fmt: skip
    assert handover_state(kept) == "accepted"
    assert following.needs["N10"].state == "handed_over"
    desk.come_back(hers.record.admission, clock.now())
    assert after(desk, hers).needs["N10"].state == "confirmed"


def test_who_was_only_asked_leaves_the_needs_open(desk: Desk, hers: Follower) -> None:
    end(desk, hers, acceptance="asked")
    following = after(desk, hers)
    (kept,) = following.handovers.values()
    assert handover_state(kept) == "asked"
    assert kept.fact.answer_by == desk.clock.now() + 7 * DAY
    assert following.needs["N10"].open


def test_no_one_yet_hands_nothing_over(desk: Desk, hers: Follower) -> None:
    end(desk, hers, receiver="", acceptance="no_one_yet")
    assert not after(desk, hers).handovers


@pytest.mark.parametrize("why", ["unknown", "withdrawn", "no", "no_one"])
def test_nothing_goes_in_writing_without_her_yes(desk: Desk, hers: Follower, why: str) -> None:
    more: dict[str, Any] = {}
    share = agrees(hers)
    if why == "unknown":
        share = "never asked"
    elif why == "withdrawn":
        hers.session.add(facts.ShareWithdrawn(share=share))
    elif why == "no":
        agrees(hers, decision="no", document="", items=())
    else:
        more = {"receiver": "", "acceptance": "no_one_yet"}
    with pytest.raises(Refused) as fault:
        end(desk, hers, share=share, **more)
    assert fault.value.code == "handover-permits"
    assert desk.record(hers.record.admission).ended is None


def test_her_newest_word_about_a_letter_counts_and_her_own_copy_stays_hers(
    desk: Desk, hers: Follower
) -> None:
    agrees(hers)
    second = agrees(hers)
    found = handing.permitted(desk.protocol, hers.record)
    assert [one.share for one in found] == [second]
    assert found[0].words.startswith(desk.protocol.destinations["GP"].label)


def test_what_has_its_day_is_told_with_it(desk: Desk, hers: Follower) -> None:
    hers.session.add(CapacityFound(finding="f9", decision="D09.injection", outcome="presumed"))
    hers.session.add(
        Consented(consent="c9", decision="D09.injection", answer="yes", finding="f9", alone=True),
    )
    hers.give("N10", "injection", willing=True, batch="B1", next_on=date(2027, 3, 1))
    hers.appointment("N10", desk.clock.now() + DAY, booked=True)
    hers.refer("N10", "nurse_in_charge")
    hers.sample("iron_blood", need="N10")
    told = [words for _, words in handing.dated(desk.protocol, hers.record)]
    assert any(words.startswith("Visit, ") for words in told)
    name = desk.protocol.care["injection"].name
    assert f"Next dose: {name}, 01-Mar-2027" in told
    assert any(words.startswith("Answer of a service: ") for words in told)
    assert not any("Result" in words for words in told)


def test_how_to_reach_her_is_her_own_answer(desk: Desk, hers: Follower) -> None:
    said = dict(handing.reach(desk.protocol, hers.record))
    assert set(said.values()) == {"Not asked"}
    hers.session.answer("X09", "By text, after six")
    (told,) = set(dict(handing.reach(desk.protocol, hers.record)).values()) - {"Not asked"}
    assert "By text, after six" in told


def test_the_walls_of_following_are_asked(desk: Desk, hers: Follower) -> None:
    hers.hand_over(("N10",), "Dr Lowe")
    taken = next(iter(hers.record.following.handovers))
    to = handing.Receiver(name="Dr Lowe", acceptance="asked")
    with pytest.raises(Refused) as fault:
        handing.handed(
            desk.protocol, hers.record, to, desk.clock.now(), author="a", ids=lambda: taken
        )
    assert fault.value.code == "follow-twice"


def test_verify_finds_nothing_against_it(desk: Desk, hers: Follower, tmp_path: Path) -> None:
    end(desk, hers, share=agrees(hers, recipient="SRH"))
    desk.lock()
    found = verify_home(
        tmp_path / "home", NURSE.name, PASSPHRASE, protocol=desk.protocol, clock=desk.clock
    )
    assert not [line for line in found.lines if "handover" in line]


def test_nobody_named_proposes_nothing(desk: Desk, hers: Follower) -> None:
    assert handing.proposed(desk.protocol, hers.record) == handing.Receiver()


def test_who_was_named_and_both_papers_are_proposed(desk: Desk, hers: Follower) -> None:
    handing.name(hers.session, " Sam Okoro ", team="Quay team", contact="0100", answer="asked")
    paper = agrees(hers, "next_team", template=handing.HANDOVER)
    agrees(hers, "next_team", template=handing.SEALED)
    found = handing.proposed(desk.protocol, hers.record)
    assert (found.name, found.contact, found.acceptance) == (
        "Sam Okoro",
        "Quay team, 0100",
        "asked",
    )
    assert (found.share, found.sealed) == (paper, True)
    (could_go,) = handing.permitted(desk.protocol, hers.record)
    assert could_go.words.startswith("The handover, agreed ")


def test_a_yes_taken_back_is_not_proposed(desk: Desk, hers: Follower) -> None:
    handing.name(hers.session, "Sam Okoro", answer="accepted")
    paper = agrees(hers, "next_team", template=handing.HANDOVER)
    hers.session.add(facts.ShareWithdrawn(share=paper))
    assert handing.proposed(desk.protocol, hers.record).share == ""
    again = agrees(hers, "next_team", template=handing.HANDOVER)
    agrees(hers, "next_team", template=handing.HANDOVER, decision="no")
    assert again
    assert handing.proposed(desk.protocol, hers.record).share == "", "her newest word counts"


def test_the_police_take_over_nobody(desk: Desk, hers: Follower) -> None:
    with pytest.raises(Refused, match="police"):
        handing.name(hers.session, "PC Marsh, police", answer="asked")
    assert hers.record.onward is None
