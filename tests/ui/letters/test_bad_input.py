"""Bad input through the pages themselves: ticks, her yes, the pages, the printer. Each gets a clear
sentence with a next step, the choice made with her stays, and nothing half-written is left."""

from __future__ import annotations

import errno
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.answers import State
from srh_assess.assessment.facts import Identity
from srh_assess.ui.ask import Ask
from srh_assess.ui.pages.preview import PreviewPage
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.printing import QtPress
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import sensitive
from srh_assess.workflow.document import NO_ADDRESS, NO_PHONE
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.unit import Unit
from tests.ui.letters.conftest import Show
from tests.ui.letters.made import FakePress
from tests.ui.letters.test_printing import OutOfPaper, into
from tests.ui.letters.test_sharing_page import tick, to_end
from tests.ui.pages.made import MAYA

ELEVEN = tuple(f"Line {number} of a long address" for number in range(1, 12))
KIND = "srh_in_reach"


class Way:
    """From her ticks to the paper, on the real pages."""

    def __init__(self, theme: Theme, shown: Show, press: Any, ask: Ask) -> None:
        self._theme, self._shown, self.press, self.ask = theme, shown, press, ask

    def ticked(
        self, session: Session, unit: Unit = UNIT, kind: str = KIND, boxes: tuple[str, ...] = ()
    ) -> SharingPage:
        """The page where she decides, everything (or some boxes) ticked and read to the end."""
        page = self._shown(SharingPage(self._theme, Sharing(session, unit, kind)))
        assert isinstance(page, SharingPage)
        tick(page, *(boxes or (one.id for one in page.sharing.boxes if not one.empty)))
        to_end(page)
        if not page.sharing.hers:
            page.answer.finding.answers["able"].click()
        return page

    def agreed(self, session: Session, unit: Unit = UNIT, kind: str = KIND) -> PreviewPage:
        """Her yes pressed, and the pages that open after it."""
        page = self.ticked(session, unit, kind)
        assert page.answer.yes_button.isEnabled(), page.answer.why.text()
        page.answer.yes_button.click()
        return self.pages(page.sharing)

    def replies(self, page: PreviewPage, *more: Any) -> None:
        """What is said to the next questions; first, where few should know it, to look again."""
        again = sensitive.level(page.sharing) == "restricted"
        once = again and page._looked_at != page.sharing.plain_text
        self.ask.answer_next(*(("go",) if once else ()), *more)

    def print(self, page: PreviewPage) -> str:
        """Prints it, and gives what went to the printer."""
        assert page.panel.outlet.print_button.isEnabled(), page.panel.outlet.why.text()
        self.replies(page)
        page.panel.outlet.print_button.click()
        assert page.sharing.state == "sent", said(page)
        return paper(page)

    def pages(self, sharing: Sharing) -> PreviewPage:
        """The pages with the printer beside them."""
        page = self._shown(
            PreviewPage(self._theme, sharing, ask=self.ask, press=self.press, other=("", ""))
        )
        assert isinstance(page, PreviewPage)
        return page


@pytest.fixture
def ask(theme: Theme) -> Ask:
    made = Ask(theme)
    made.answer_next()
    return made


@pytest.fixture
def way(theme: Theme, shown: Show, press: FakePress, ask: Ask) -> Way:
    return Way(theme, shown, press, ask)


def said(page: PreviewPage) -> str:
    """Everything the boxes and cards of the page say."""
    QApplication.processEvents()
    parts = (*page.findChildren(Notice), *page.findChildren(Card))
    return "\n".join(one.accessibleName() for one in parts if one.isVisibleTo(page))


def paper(page: PreviewPage) -> str:
    assert page._rendered is not None
    pages = PdfReader(BytesIO(page._rendered.data)).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in pages).split())


# ---- what the unit has set ----------------------------------------------------------------------


def test_an_address_of_eleven_lines(way: Way, session: Session) -> None:
    page = way.ticked(session, replace(UNIT, addresses={"SRH": ELEVEN}))
    assert not page.answer.yes_button.isEnabled()
    why = page.answer.why.text()
    assert "12 lines" in why
    assert "6" in why
    assert page.sharing.ticks == {one.id for one in page.sharing.boxes if not one.empty}
    draft = way.pages(page.sharing)
    assert draft.fault.isVisible()
    assert not draft.panel.outlet.print_button.isEnabled()
    assert "Line 11 of a long address" in draft.text.toPlainText()
    assert not session.record.letters
    mended = way.agreed(session, replace(UNIT, addresses={"SRH": ELEVEN[:4]}))
    assert "Line 4 of a long address" in way.print(mended)
    assert "Printed" in said(mended)


def test_a_ward_without_a_telephone(way: Way, session: Session) -> None:
    page = way.agreed(session, replace(UNIT, phone=" "))
    assert NO_PHONE in beside(page)
    assert "write it here" in way.print(page)


def test_a_reader_without_an_address(way: Way, session: Session) -> None:
    page = way.agreed(session)
    assert NO_ADDRESS in beside(page)
    assert "The clinical lead" in way.print(page)


def beside(page: PreviewPage) -> str:
    """The words in the panel at the right."""
    return "\n".join(one.text() for one in page.panel.findChildren(Text))


# ---- what stands in the record ------------------------------------------------------------------


def test_a_note_of_twelve_thousand_characters(way: Way, session: Session) -> None:
    note = " ".join(f"word{number}" for number in range(1600))[:12_000].rsplit(" ", 1)[0]
    session.begin()
    session.answer("X29", note)
    page = way.agreed(session)
    assert page._rendered is not None
    assert page._rendered.pages > 3
    told = way.print(page)
    assert note.split()[0] in told
    assert note.split()[-1] in told


@pytest.mark.parametrize("kind", ["srh_in_reach", "gp", "sarc", "her_copy"])
def test_every_answer_declined(way: Way, session: Session, kind: str) -> None:
    session.begin()
    for name in sorted(Sharing(session, UNIT, kind).template.items):
        if not session.protocol.items[name].staff:
            session.answer(name, state=State.DECLINED)
    page = way.agreed(session, kind=kind)
    said = "You chose not" if page.sharing.hers else "Declined to answer"
    if page.sharing.hers:
        page.panel.check.setChecked(True)  # type: ignore[attr-defined]
        page.panel.ways.answers["handed_over"].click()  # type: ignore[attr-defined]
    assert said in way.print(page)


def test_every_optional_field_empty(way: Way, session: Session) -> None:
    bare = replace(UNIT, address=(), phone="", mailbox="")
    for kind in ("srh_in_reach", "gp", "gum", "her_copy"):
        sharing = Sharing(session, bare, kind)
        for one in sharing.boxes:
            sharing.tick(one.id, on=True)
        page = way.pages(sharing)
        assert page._rendered is not None, kind
        assert not page.fault.isVisible()
        assert page.text.toPlainText().startswith("DRAFT")
    told = way.print(way.agreed(session, bare))
    assert "None" not in told.replace("None (told us)", "")
    assert ": ." not in told
    assert "write it here" in told


NO_FONT = Identity(
    family="𓀀hn", given="Mai", born=MAYA.born, nhs_number="9990000018", pronouns="she, her"
)


def test_a_name_that_needs_a_font_we_lack(way: Way, talk: Callable[..., Session]) -> None:
    session = talk(NO_FONT)
    page = way.ticked(session)
    assert not page.answer.yes_button.isEnabled()
    why = page.answer.why.text()
    assert "𓀀" in why or "U+13000" in why
    assert page.sharing.ticks
    draft = way.pages(page.sharing)
    assert not draft.panel.outlet.print_button.isEnabled()
    assert not session.record.letters
    rest = tuple(one for one in page.sharing.ticks if one != "identity")
    again = way.ticked(session, boxes=rest)
    assert again.answer.yes_button.isEnabled()


# ---- the disk, the folder, the printer ----------------------------------------------------------


def full(*_: object, **__: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_no_half_file(
    way: Way, session: Session, press: FakePress, ask: Ask, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    press.there = ()
    page = way.agreed(session)
    way.replies(page, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        page.panel.outlet.save_button.click()
    assert "to this folder: the disk is full" in said(page)
    assert list(tmp_path.iterdir()) == []
    assert page.sharing.sent_before == ()
    assert page.sharing.stands
    way.replies(page, tmp_path)
    page.panel.outlet.save_button.click()
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]


def test_a_folder_that_vanished(
    way: Way, session: Session, press: FakePress, ask: Ask, tmp_path: Path
) -> None:
    press.there = ()
    page = way.agreed(session)
    gone = tmp_path / "stick"
    gone.mkdir()
    way.replies(page, gone)
    gone.rmdir()
    page.panel.outlet.save_button.click()
    assert "could not be written" in said(page)
    assert not gone.exists()
    assert page.sharing.sent_before == ()
    assert page.sharing.stands


def test_a_printer_that_fails_on_the_second_page(
    way: Way, session: Session, tmp_path: Path
) -> None:
    way.press = into(tmp_path, kind=OutOfPaper)
    page = way.agreed(session)
    assert page._rendered is not None
    assert page._rendered.pages > 1
    before = page._rendered.data
    way.replies(page)
    page.panel.outlet.print_button.click()
    told = said(page)
    assert "did not take the pages, so nothing counts as sent" in told
    assert "Shred any page that came out" in told
    assert page.sharing.sent_before == ()
    assert page.sharing.stands
    assert page.panel.outlet.print_button.accessibleName() == "Try again"
    mended = into(tmp_path)
    assert isinstance(mended, QtPress)
    page._press = page.panel.outlet._press = mended
    page.panel.outlet.print_button.click()
    assert page.sharing.state == "sent"
    assert page.sharing.printed_before
    assert page._rendered.data != before  # the next one would be a copy


def test_nothing_is_left_in_a_folder_for_temporary_files(
    way: Way, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    monkeypatch.setenv("TMPDIR", str(scratch))
    way.press = into(tmp_path, kind=OutOfPaper)
    page = way.agreed(session)
    way.replies(page)
    page.panel.outlet.print_button.click()
    assert list(scratch.iterdir()) == []
