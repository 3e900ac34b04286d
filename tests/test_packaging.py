"""What is handed over: the wheel carries all it needs, and no file says where it was made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest


def _run(*words: str | Path, cwd: Path) -> str:
    """Runs one command with nothing of the checkout in its surroundings."""
    own = ("PYTHON", "SRH_ASSESS", "COV")
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    surroundings["SRH_ASSESS_HOME"] = str(cwd / "home")
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=checkout)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_shipped_file(checkout: Path, wheel: Path) -> None:
    carried = set(ZipFile(wheel).namelist())
    for path in _committed(checkout):
        if path.startswith("resources/"):
            assert f"srh_assess/{path}" in carried
    assert any(name.endswith("/licenses/LICENSE") for name in carried)
    assert not [name for name in carried if name.startswith(("tests/", "packaging/"))]


def test_the_wheel_tests_itself_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    surroundings = tmp_path / "venv"
    venv.create(surroundings, with_pip=False)
    scripts = surroundings / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    _run(*pip, "--no-deps", "--no-index", wheel, cwd=tmp_path)
    site = Path(
        _run(
            python, "-c", "import sysconfig as s; print(s.get_path('purelib'))", cwd=tmp_path
        ).strip()
    )
    # The dependencies are those already here; a path file does not bring in this checkout, whose
    # own path file is read only by the environment it stands in.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")

    where = _run(python, "-c", "import srh_assess; print(srh_assess.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(surroundings)
    _run(scripts / "srh-assess", "self-test", cwd=tmp_path)


# --- what no committed file says -------------------------------------------------------------

# Spelt in parts, so that this file does not say it either.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"),
         ("npmjs", "com"), ("debian", "org"))]  # fmt: skip
ADDRESSES = re.compile(
    "|".join(
        [
            *(re.escape(host) for host in HOSTS),
            r"--(?:extra-)?index-url\b",
            r"--find[-]links\b",
            r"https?://\S*/simple\b",
            r"file:/{3}",
            r"(?<![\w.)\]}])/(?:work|root)/",
        ]
    )
)


def _committed(checkout: Path) -> list[str]:
    """Every file that is, or is about to be, committed."""
    words = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    names = subprocess.run(words, cwd=checkout, capture_output=True, text=True, check=True).stdout
    return [name for name in names.split("\0") if name and (checkout / name).is_file()]


def test_no_file_names_a_package_index_or_a_machine(checkout: Path) -> None:
    said = []
    for name in _committed(checkout):
        try:
            text = (checkout / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a font, a picture, a sample database
        said += [f"{name}: {match[0]}" for match in ADDRESSES.finditer(text)]
    assert said == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_address(checkout: Path, lock: str) -> None:
    text = (checkout / "packaging" / lock).read_text("utf-8")
    assert "://" not in text
    lines = [line for line in text.replace("\\\n", " ").splitlines() if not line.startswith("#")]
    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_what_is_shipped_is_pinned_alike_for_developers(checkout: Path) -> None:
    shipped, developers = (
        set((checkout / "packaging" / name).read_text("utf-8").splitlines()[2:])
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert shipped <= developers


# --- fonts -----------------------------------------------------------------------------------


def test_each_font_is_static_truetype_and_lies_beside_its_licence(checkout: Path) -> None:
    fonts = sorted((checkout / "resources/fonts").rglob("*.ttf"))
    assert fonts
    for font in fonts:
        assert (font.parent / "LICENSE.txt").is_file()
        data = font.read_bytes()
        tables = {data[at : at + 4] for at in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16)}
        assert b"glyf" in tables  # the PDF writer embeds no other outlines
        assert b"fvar" not in tables
