"""A mark in every field that somebody types in the real windows, and then no trace of it anywhere
in the clear: not on the disk, in a title, in a log, in a report, on the clipboard after the lock."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from srh_assess import app as programs
from srh_assess.app import Program
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.ui import rooms, woman_rooms
from srh_assess.ui.widgets.clipboard import private
from srh_assess.workflow import synthetic
from tests.faults.test_nothing_in_the_clear import MARK, clear
from tests.ui.shell.conftest import finished, sign_in
from tests.ui.shell.test_wizard import RECENT, through_the_gate

NAME = "Qzxvw"
"""The same for names, which hold no digit."""
WHO_ELSE = [name for name, _, held in synthetic.PEOPLE if "nurse" not in held]
WHO = Identity(
    born=date(1997, 3, 22),
    family=f"{NAME}fam",
    given=f"{NAME}giv",
    preferred=f"{NAME}pre",
    local_id="QZX7",
)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every place outside the home where a program may leave something."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "empty").touch()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                 "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME", "APPDATA", "LOCALAPPDATA"):  # fmt: skip
        monkeypatch.setenv(name, str(folder))
    folder.chmod(0o700)
    return folder


def titles() -> list[str]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows = [one.windowTitle() for one in QApplication.topLevelWidgets()]
    return [*windows, app.applicationName(), app.applicationDisplayName()]


def fill(program: Program, qtbot: QtBot) -> int:
    """The mark in every field of the page that takes words."""
    page = program.window.page
    assert page is not None
    fields = [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, QLineEdit | QTextEdit | QPlainTextEdit)
        and one.isVisible()
        and one.isEnabled()
        and not one.isReadOnly()
    ]
    for field in fields:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClicks(field, MARK)
        field.clearFocus()
    return len(fields)


def test_no_mark_is_left_anywhere(
    elsewhere: Path,
    ward: Program,
    clock: SetClock,
    qtbot: QtBot,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert ward.desk is not None
    stay = Stay(
        admitted=clock.now() - timedelta(days=1), ward="Willow Ward", room=MARK,
        named_nurse=MARK, responsible_clinician=MARK,
    )  # fmt: skip
    admission = ward.desk.admit(WHO, stay)
    through_the_gate(ward, admission, RECENT)
    ward.ward.open(admission)
    filled = 0
    for section in [one.id for one in ward.desk.protocol.sections]:
        ward.window.section_chosen.emit(section)
        filled += fill(ward, qtbot)
        assert not any(mark in title for title in titles() for mark in (MARK, NAME))
    assert filled
    record = ward.desk.record(admission)
    assert MARK in repr(record.answers)
    ward.desk.stays_found(MARK)
    ward.caught(ValueError(MARK))
    assert ward.window.page is not None
    assert MARK not in ward.window.page.accessibleName()
    QApplication.clipboard().setMimeData(private(MARK))
    ward.window.lock_now()
    assert MARK not in QApplication.clipboard().text()
    assert not any(mark in title for title in titles() for mark in (MARK, NAME))
    assert clear(tmp_path) == []
    kept = [one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()]
    for form in (NAME.encode(), NAME.encode("utf-16-le"), NAME.upper().encode()):
        assert not any(form in raw for raw in kept)
    assert not any(MARK in str(QSettings().value(key)) for key in QSettings().allKeys())
    assert MARK not in "".join(capfd.readouterr())
    assert MARK not in caplog.text


def left(tmp_path: Path) -> list[str]:
    """Files under the folder that hold a mark or a name in the clear."""
    kept = [one for one in tmp_path.rglob("*") if one.is_file()]
    forms = (NAME.encode(), NAME.encode("utf-16-le"), NAME.upper().encode())
    return [
        *clear(tmp_path),
        *(one.name for one in kept if any(f in one.read_bytes() for f in forms)),
    ]


@pytest.mark.parametrize("who", [synthetic.NURSE, *WHO_ELSE])
def test_no_room_leaves_a_mark(
    elsewhere: Path,
    ward: Program,
    clock: SetClock,
    qtbot: QtBot,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    who: str,
) -> None:
    """Every room of the ward, of this computer and of a woman, with the mark in all its fields; then
    the window locks in the middle of it."""
    desk = ward.desk
    assert desk is not None
    stay = Stay(admitted=clock.now() - timedelta(days=1), ward="Willow Ward", room=MARK)
    admission = desk.admit(WHO, stay)
    ward.doorway.sign_out()
    sign_in(ward, qtbot, who)
    hers = [one.id for one in woman_rooms.WOMAN_ROOMS] if desk.may("open_record") else []
    opened = [partial(ward.ward.open_woman_room, one, admission) for one in hers]
    rooms_ = [one.id for one in rooms.WARD_ROOMS if desk.may(one.action) and one.id != "training"]
    opened += [partial(ward.ward.open_room, one) for one in rooms_]
    filled = 0
    for room in opened:
        if desk.me is None:
            sign_in(ward, qtbot, who)
        room()
        finished(ward, qtbot)
        filled += fill(ward, qtbot)
        assert not any(mark in title for title in titles() for mark in (MARK, NAME))
        page = ward.window.page
        assert page is not None
        assert MARK not in page.accessibleName()
        ward.window.lock_now()
        assert not any(mark in title for title in titles() for mark in (MARK, NAME))
    assert filled
    assert left(tmp_path) == []
    assert not any(MARK in str(QSettings().value(key)) for key in QSettings().allKeys())
    assert MARK not in "".join(capfd.readouterr())
    assert [one.name for one in elsewhere.iterdir()] == ["empty"]


def test_no_image_of_the_memory_is_written() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        programs._no_memory_image()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
