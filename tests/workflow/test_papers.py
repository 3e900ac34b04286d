"""Papers without a woman on them, and where an address stands, each change in the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.protocol.load import load
from srh_assess.workflow import papers
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.leading import UnitChanged
from srh_assess.workflow.self_test import ADMIN, PASSPHRASE, UNIT
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.unit import Envelope
from tests.letters.test_sheet import text
from tests.workflow.homes import new_desk, sitting


def test_every_paper_of_the_list_is_made_and_says_that_nobody_approved(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    for paper in papers.every():
        for large in {False, paper.large}:
            made = papers.made(desk, paper.id, large=large)
            assert papers.NOT_APPROVED in text(made.data)
    path = papers.to_file(papers.made(desk, "this_talk"), tmp_path, "this_talk")
    assert path.name == "srh-this-talk.pdf"
    with pytest.raises(BadInput):
        papers.made(desk, "no such paper")


def test_a_blank_form_says_she_of_nobody(tmp_path: Path, clock: SetClock) -> None:
    said = text(papers.made(new_desk(tmp_path / "home", clock), papers.FORM).data)
    assert re.findall(r"\b(she|her|hers|herself)\b", said, re.IGNORECASE) == []
    assert papers.ANYBODY in said


def test_an_approved_content_says_nothing_of_it(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    desk.approve(content_hash=desk.shipped.content_hash, name="A", role="B", registration="C")
    assert "approved" not in text(papers.made(desk, papers.POSTER).data)


def test_the_envelope_is_set_with_a_reason_in_the_ledger_and_moves_the_address(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    before = Sharing(session, UNIT, "srh_in_reach").pdf(draft=True).data
    with pytest.raises(Refused):
        papers.set_envelope(desk, Envelope(right=2), viewer=False, reason="a nurse may not")
    desk.sign_in(ADMIN.name, PASSPHRASE)
    for envelope, reason in ((Envelope(right=2), " "), (Envelope(down=-15.5), "too far")):
        with pytest.raises(BadInput):
            papers.set_envelope(desk, envelope, viewer=False, reason=reason)
    papers.set_envelope(desk, Envelope(right=2, down=-1), viewer=True, reason="our stock")
    newest = desk.ledger[-1].fact
    assert isinstance(newest, UnitChanged)
    assert newest.reason == "our stock"
    assert desk.unit is not None
    assert desk.unit.viewer
    assert desk.unit.trust == UNIT.trust
    after = Sharing(session, desk.unit, "srh_in_reach").pdf(draft=True).data
    assert after != before
    as_set = papers.calibration(desk)
    assert as_set == papers.calibration(desk, Envelope(right=2, down=-1))
    assert "2 mm to the right, -1 mm down" in text(as_set.data)


def test_a_desk_without_anybody_prints_nothing(tmp_path: Path, clock: SetClock) -> None:
    with pytest.raises(Refused):
        papers.calibration(Desk(tmp_path / "none", load(), clock))
