"""Where the home is on this machine, and where it must not be.

One home a machine, not one a login: on Windows the folder all logins share, on Linux the one of
system services when it can be written, else a folder that was named at set-up and is remembered
for the whole machine where that is possible. A shared, removable or synchronised folder cannot
keep a database whole, nor keep it here, and is refused in words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.store.faults import in_words
from srh_assess.store.files import write_atomically

PROGRAM = "srh-assess"
_REMEMBERED = "home-folder"

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "9p", "davfs"}
)
_CLOUD = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "nextcloud")
_REMOVABLE_AT = ("/media/", "/run/media/")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE, _WINDOWS_DISC = 2, 4, 5


class Machine(Struct, frozen=True, kw_only=True):
    """What is known of this computer: handed in, so that any computer can be tried on one."""

    windows: bool
    environ: Mapping[str, str]
    root: Path
    mounts: Callable[[], str]
    drive_type: Callable[[str], int]

    @property
    def _for_all_logins(self) -> Path:
        if self.windows:
            return Path(self.environ.get("PROGRAMDATA", r"C:\ProgramData")) / PROGRAM
        return self.root / "var" / "lib" / PROGRAM

    @property
    def _memories(self) -> tuple[Path, ...]:
        """Where a folder is remembered: for the machine first, then for this login."""
        own = self.environ.get("LOCALAPPDATA" if self.windows else "XDG_CONFIG_HOME", "")
        settings = Path(own) if own else Path(self.environ.get("HOME", ".")) / ".config"
        for_all = self._for_all_logins if self.windows else self.root / "etc" / PROGRAM
        return (for_all / _REMEMBERED, settings / PROGRAM / _REMEMBERED)

    def folder(self, named: str = "") -> Path | None:
        """The home's folder: the one named on the command line, the environment's, the
        machine's own where it can be written, the remembered one; none when a folder has to be
        named at set-up."""
        named = named or self.environ.get("SRH_ASSESS_HOME", "")
        if named:
            return Path(named)
        remembered = self._remembered()
        if remembered is not None:
            return remembered
        return self._for_all_logins if can_write(self._for_all_logins) else None

    def remember(self, folder: Path) -> bool:
        """Remembers a folder named at set-up. Says whether for the whole machine (or only for
        this login, which set-up then has to say)."""
        for_all, for_login = self._memories
        content = str(folder.absolute()).encode()
        if can_write(for_all.parent):
            _write(for_all, content)
            return True
        _write(for_login, content)
        return False

    def refuse(self, folder: Path) -> None:
        """Refuses a network, removable or synchronised folder, each in its own words."""
        path = str(folder) if self.windows else str(folder.resolve())
        if any(mark in part for part in _parts(path) for mark in _CLOUD):
            raise Refused("home-in-cloud", folder=path)
        if path.startswith(("\\\\", "//")):
            raise Refused("home-on-network", folder=path)
        place = self._windows_place(path) if self.windows else self._linux_place(path)
        if place is not None:
            raise Refused(place, folder=path)

    def _remembered(self) -> Path | None:
        """The folder that is remembered; a memory that cannot be one is none."""
        for memory in self._memories:
            if memory.is_file():
                with in_words():
                    said = memory.read_bytes().decode("utf-8", "replace").strip()
                if said and "\0" not in said and "\ufffd" not in said:
                    return Path(said)
        return None

    def _windows_place(self, path: str) -> str | None:
        kind = self.drive_type(f"{path[:2]}\\")
        if kind == _WINDOWS_REMOTE:
            return "home-on-network"
        return "home-on-removable" if kind in (_WINDOWS_REMOVABLE, _WINDOWS_DISC) else None

    def _linux_place(self, path: str) -> str | None:
        mount, kind = _mount_of(path, self.mounts())
        if kind in _NETWORK or kind.startswith("fuse."):
            return "home-on-network"
        return "home-on-removable" if f"{mount}/".startswith(_REMOVABLE_AT) else None


def this_machine() -> Machine:
    """The computer the program runs on."""
    return Machine(
        windows=os.name == "nt",
        environ=os.environ,
        root=Path("/"),
        mounts=lambda: _read(Path("/proc/mounts")),
        drive_type=_drive_type,
    )


def can_write(folder: Path) -> bool:
    """Whether files can be made in a folder, or the folder itself can be made."""
    nearest = next(part for part in (folder, *folder.parents) if part.exists())
    if nearest not in (folder, folder.parent):
        return False
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").casefold().split("/")


def _mount_of(path: str, mounts: str) -> tuple[str, str]:
    """The mount point that holds a path, and its kind of file system."""
    found = ("/", "")
    for line in mounts.splitlines():
        point, kind = line.split()[1:3]
        point = point.replace("\\040", " ")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(found[0]):
            found = (point, kind)
    return found


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _write(path: Path, content: bytes) -> None:
    with in_words():
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)


def _drive_type(drive: str) -> int:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetDriveTypeW(drive)) if windows else 0
