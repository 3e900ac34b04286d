"""Where the home may be: any computer tried on this one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from srh_assess.errors import Refused
from srh_assess.store import place
from srh_assess.store.place import Machine

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//server/share /mnt/share cifs rw 0 0
/dev/sdb1 /media/ward/STICK vfat rw 0 0
/dev/sdc1 /run/media/ward/My\\040Disk ext4 rw 0 0
sshfs /mnt/far fuse.sshfs rw 0 0
/dev/sdd1 /home/local ext4 rw 0 0
"""


def machine(
    root: Path, environ: Mapping[str, str] | None = None, windows: bool = False, drive: int = 3
) -> Machine:
    return Machine(
        windows=windows,
        environ=environ or {},
        root=root,
        mounts=lambda: MOUNTS,
        drive_type=lambda _: drive,
    )


def refused(on: Machine, folder: str) -> str | None:
    try:
        on.refuse(Path(folder))
    except Refused as error:
        assert error.sentence
        assert error.next_step
        return error.code
    return None


@pytest.mark.parametrize(
    ("folder", "wanted"),
    [
        ("/var/lib/srh-assess", None),
        ("/home/bea/record", "home-on-network"),
        ("/home/local/record", None),
        ("/home/localhost", "home-on-network"),
        ("/mnt/share/record", "home-on-network"),
        ("/mnt/far", "home-on-network"),
        ("/media/ward/STICK/record", "home-on-removable"),
        ("/run/media/ward/My Disk/record", "home-on-removable"),
        ("/srv/Dropbox/record", "home-in-cloud"),
        ("/srv/OneDrive - Trust/record", "home-in-cloud"),
        ("/srv/Google Drive/record", "home-in-cloud"),
        ("/srv/iCloud~x/record", "home-in-cloud"),
        ("/srv/Nextcloud/record", "home-in-cloud"),
    ],
)
def test_linux_refuses_in_words(tmp_path: Path, folder: str, wanted: str | None) -> None:
    assert refused(machine(tmp_path), folder) == wanted


def test_a_link_does_not_hide_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "innocent").symlink_to(tmp_path / "Dropbox")
    assert refused(machine(tmp_path), str(tmp_path / "innocent")) == "home-in-cloud"


@pytest.mark.parametrize(
    ("folder", "drive", "wanted"),
    [
        ("C:\\ProgramData\\srh-assess", 3, None),
        ("\\\\server\\share\\record", 3, "home-on-network"),
        ("Z:\\record", 4, "home-on-network"),
        ("E:\\record", 2, "home-on-removable"),
        ("D:\\record", 5, "home-on-removable"),
        ("C:\\Users\\bea\\OneDrive - Trust\\record", 3, "home-in-cloud"),
    ],
)
def test_windows_refuses_in_words(
    tmp_path: Path, folder: str, drive: int, wanted: str | None
) -> None:
    assert refused(machine(tmp_path, windows=True, drive=drive), folder) == wanted


def test_what_is_named_comes_before_everything(tmp_path: Path) -> None:
    here = machine(tmp_path, {"SRH_ASSESS_HOME": "/from/environment"})
    assert here.folder("/named") == Path("/named")
    assert here.folder() == Path("/from/environment")


def test_the_machine_s_own_folder_is_taken_where_it_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "var" / "lib").mkdir(parents=True)
    assert machine(tmp_path).folder() == tmp_path / "var" / "lib" / "srh-assess"


def test_windows_has_its_folder_for_all_logins(tmp_path: Path) -> None:
    here = machine(tmp_path, {"PROGRAMDATA": str(tmp_path)}, windows=True)
    assert here.folder() == tmp_path / "srh-assess"
    assert "ProgramData" in str(machine(tmp_path, windows=True)._for_all_logins)


def test_without_one_a_folder_has_to_be_named_and_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    here = machine(tmp_path, {"HOME": str(tmp_path / "login")})
    assert here.folder() is None
    assert here.remember(Path("/srv/record"))
    assert here.folder() == Path("/srv/record")
    assert machine(tmp_path, {"HOME": "/other"}).folder() == Path("/srv/record")


def test_what_only_this_login_can_remember_is_said(tmp_path: Path) -> None:
    for environ in ({"HOME": str(tmp_path / "a")}, {"XDG_CONFIG_HOME": str(tmp_path / "b")}):
        here = machine(tmp_path, environ)
        assert not here.remember(Path("/srv/record"))
        assert here.folder() == Path("/srv/record")
    windows = machine(
        tmp_path,
        {"PROGRAMDATA": str(tmp_path / "none" / "none"), "LOCALAPPDATA": str(tmp_path / "c")},
        windows=True,
    )
    assert not windows.remember(Path("/srv/record"))
    assert windows.folder() == Path("/srv/record")


def test_a_file_in_the_way_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not place.can_write(tmp_path / "file")
    assert not place.can_write(tmp_path / "a" / "b")
    assert place.can_write(tmp_path / "a")


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    here = place.this_machine()
    assert here.windows == (os.name == "nt")
    assert here.drive_type("C:\\") == 0
    assert isinstance(here.mounts(), str)
    assert place._read(tmp_path / "none") == ""


def test_windows_is_asked_for_the_kind_of_a_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=len))
    monkeypatch.setattr("ctypes.windll", asked, raising=False)
    assert place._drive_type("C:\\") == 3


@pytest.mark.parametrize("said", [b"", b"  \n", b"\xff\xfe", b"/srv/\x00record"])
def test_a_memory_that_is_no_folder_is_none(tmp_path: Path, said: bytes) -> None:
    here = machine(tmp_path, {"HOME": str(tmp_path)})
    for memory in here._memories:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_bytes(said)
    assert here._remembered() is None
    here._memories[1].write_text("/srv/record")
    assert here._remembered() == Path("/srv/record")
