"""The ground under every command: the virtual environment and the libraries Qt asks the system for.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "packaging" / "requirements-dev.txt"
STAMP = VENV / "installed.sha256"

# What Qt's platforms (xcb, wayland, offscreen) and its PDF module load, by Debian package.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class Trouble(Exception):
    """Something this program cannot put right by itself, in one plain sentence."""


def make_ready(*, tools: bool = False) -> None:
    """Installs what is missing, also what only ``build`` needs when ``tools`` are asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what tells people
        raise Trouble(f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}.")
    _system_packages(tools=tools)
    _virtual_environment()


def run(*command: str | Path, **more: str) -> int:
    """Runs a command at the top of the checkout, its output passed through; its exit code."""
    sys.stdout.flush()
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env={**os.environ, **more}, check=False).returncode


# --- the virtual environment -----------------------------------------------------------------


def _virtual_environment() -> None:
    wanted = _fingerprint()
    if STAMP.is_file() and STAMP.read_text("ascii") == wanted and PYTHON.exists():
        return
    print("Installing the pinned dependencies; this happens once.", flush=True)
    if not PYTHON.exists() or _says(PYTHON, "-c", "import pip")[0]:
        _create()
    STAMP.unlink(missing_ok=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    # The lock names everything, so nothing is resolved: pip 23, which Python 3.11 brings, takes
    # an extra that another package asks for (coverage[toml]) as a requirement without a pin.
    _must("The pinned dependencies", *pip, "--require-hashes", "-r", LOCK)
    # hatchling is pinned too: without isolation nothing unpinned is fetched to build with.
    _must("The program", *pip, "--no-build-isolation", "--editable", ROOT)
    STAMP.write_text(wanted, "ascii")


def _fingerprint() -> str:
    """Changes when a pin, the project's own metadata or the Python underneath does."""
    seen = hashlib.sha256(sys.version.encode())
    for path in (LOCK, ROOT / "pyproject.toml"):
        seen.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return seen.hexdigest()


def _create() -> None:
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Trouble(f"The virtual environment {VENV} could not be made: {fault}.") from fault


def _must(what: str, *command: str | Path) -> None:
    code, said = _says(*command)
    if code:
        print(said, file=sys.stderr)
        raise Trouble(f"{what} could not be installed; the installer's own words are above.")


def _says(*command: str | Path) -> tuple[int, str]:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


# --- the system ------------------------------------------------------------------------------


def missing_packages(*, tools: bool = False) -> list[str]:
    """Debian's names of what this Linux lacks; empty elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    lacking = {package for library, package in LIBRARIES.items() if not _loads(library)}
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        lacking.add("python3-venv")
    if tools:
        lacking |= _missing_for_freezing()
    return sorted(lacking)


def _missing_for_freezing() -> set[str]:
    """PyInstaller reads libraries with objdump and takes the interpreter's own library along."""
    python = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    lacking = set() if shutil.which("objdump") else {"binutils"}
    if sys.base_prefix == "/usr" and not _loads(f"{python}.so.1.0"):
        lacking.add(python)
    return lacking


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _system_packages(*, tools: bool) -> None:
    lacking = missing_packages(tools=tools)
    if not lacking:
        return
    command = "apt-get install --yes --no-install-recommends " + " ".join(lacking)
    if shutil.which("apt-get") is None:
        raise Trouble(
            "Qt needs libraries this system lacks; their names on Debian are "
            + ", ".join(lacking)
            + "."
        )
    if os.geteuid() != 0:
        raise Trouble(f"System packages are missing; please run: sudo {command}")
    print("Installing system packages: " + ", ".join(lacking), flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    _says("apt-get", "update", "--quiet")
    code, said = _says(*command.split())
    if code:
        print(said, file=sys.stderr)
        raise Trouble(f"System packages are missing, and this failed: {command}")
    still = missing_packages(tools=tools)
    if still and "python3-venv" not in still:
        raise Trouble("These packages were installed, yet Qt lacks them: " + ", ".join(still))
