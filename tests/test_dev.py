"""The one command: what it asks of the machine, and that its exit code is honest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A Linux machine that lacks what stands in this list, with an apt-get that works."""
    lacks = ["libxcb-cursor.so.0", "libEGL.so.1"]
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "_loads", lambda library: library not in lacks)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    return lacks


@pytest.mark.usefixtures("lacking")
def test_without_root_it_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(environment.Trouble) as trouble:
        environment.make_ready()
    assert str(trouble.value) == (
        "System packages are missing; please run: sudo apt-get install --yes "
        "--no-install-recommends libegl1 libxcb-cursor0"
    )


@pytest.mark.usefixtures("lacking")
def test_without_apt_it_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(environment.Trouble, match=r"libegl1, libxcb-cursor0\.$"):
        environment.make_ready()


def test_as_root_it_installs_them(lacking: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []

    def says(*words: str) -> tuple[int, str]:
        ran.append(words[:2])
        lacking.clear()
        return 0, ""

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("DEBIAN_FRONTEND", "")
    monkeypatch.setattr(environment, "_says", says)
    monkeypatch.setattr(environment, "_virtual_environment", lambda: ran.append(("made",)))
    environment.make_ready()
    assert ran == [("apt-get", "update"), ("apt-get", "install"), ("made",)]


@pytest.mark.usefixtures("lacking")
def test_an_install_that_fails_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("DEBIAN_FRONTEND", "")
    monkeypatch.setattr(environment, "_says", lambda *_words: (100, "no such package"))
    with pytest.raises(environment.Trouble, match="this failed: apt-get install"):
        environment.make_ready()
    assert capsys.readouterr().err == "no such package\n"


@pytest.mark.usefixtures("lacking")
def test_freezing_asks_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(environment, "_loads", lambda library: "libpython" not in library)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    python = f"libpython3.{sys.version_info.minor}"
    assert environment.missing_packages() == []
    assert environment.missing_packages(tools=True) == ["binutils", python]


def test_other_systems_are_asked_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_loads", lambda _library: False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert environment.missing_packages() == []


@pytest.mark.parametrize("changed", ["lock", "project"])
def test_a_changed_pin_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changed: str
) -> None:
    lock, project = tmp_path / "lock.txt", tmp_path / "pyproject.toml"
    lock.write_text("a==1\n", "ascii")
    project.write_text("[project]\n", "ascii")
    monkeypatch.setattr(environment, "LOCK", lock)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    before = environment._fingerprint()
    assert environment._fingerprint() == before
    {"lock": lock, "project": project}[changed].write_text("else\n", "ascii")
    assert environment._fingerprint() != before


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        (None, (0, 1)),
        ('<testsuite tests="7" failures="1" errors="1" skipped="2"/>', (3, 2)),
        ('<testsuite tests="0" failures="0" errors="0" skipped="0"/>', (0, 0)),
    ],
)
def test_what_pytest_wrote_is_counted(
    tmp_path: Path, written: str | None, counted: tuple[int, int]
) -> None:
    results = tmp_path / "results.xml"
    if written is not None:
        results.write_text(f"<testsuites>{written}</testsuites>", "ascii")
    assert dev._counted(results) == counted


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the one command would run; each ends well unless its last word is ``broken``."""
    ran: list[list[str]] = []

    def run(*words: str | Path, **_more: str) -> int:
        ran.append([str(word) for word in words[1:]])
        return int(str(words[-1]) == "broken")

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev, "make_ready", lambda **_more: None)
    return ran


def test_without_a_display_it_walks_through(
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "_has_display", lambda: False)
    monkeypatch.setattr(dev, "BUILD", tmp_path / "build")
    monkeypatch.setattr(sys, "argv", ["dev.py", "run"])
    assert dev.main() == 0
    out = tmp_path / "build/walkthrough"
    plain = ["-m", "srh_assess", "walkthrough"]
    training = ["--scenario", "amara-half-an-hour-after", "--run"]
    assert commands == [
        [*plain, str(out)],
        *([*plain, str(out / f"training-{how}"), *training, how] for how in ("alone", "group")),
    ]
    assert capsys.readouterr().out.endswith(f"0 pictures and 0 letters are in {out}\n")


def test_with_a_display_it_opens_the_program(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "_has_display", lambda: True)
    monkeypatch.setattr(sys, "argv", ["dev.py", "run", "--home", "elsewhere"])
    assert dev.main() == 0
    assert commands == [["-m", "srh_assess", "--home", "elsewhere"]]


@pytest.mark.parametrize(
    ("surroundings", "display"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_display_is_recognised(
    monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str], display: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert dev._has_display() is display


def test_a_check_that_finds_something_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", lambda *words, **_more: int("mypy" in words))
    monkeypatch.setattr(dev, "make_ready", lambda **_more: None)
    monkeypatch.setattr(sys, "argv", ["dev.py", "check"])
    assert dev.main() == 1
    assert capsys.readouterr().err == "Failed: types; what each found is above.\n"


def test_a_run_without_tests_is_no_success(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", lambda *_words, **_more: 0)
    monkeypatch.setattr(dev, "make_ready", lambda **_more: None)
    monkeypatch.setattr(dev, "BUILD", tmp_path)
    monkeypatch.setattr(sys, "argv", ["dev.py", "test"])
    assert dev.main() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 1 failed"


def test_trouble_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def trouble(**_more: bool) -> None:
        raise environment.Trouble("The disk is full.")

    monkeypatch.setattr(dev, "make_ready", trouble)
    monkeypatch.setattr(sys, "argv", ["dev.py", "check"])
    assert dev.main() == 1
    assert capsys.readouterr().err == "The disk is full.\n"


def test_it_needs_nothing_installed(checkout: Path) -> None:
    without_site = f"import runpy, sys; sys.path.insert(0, {str(checkout / 'packaging')!r}); "
    program = (
        without_site + "sys.argv[1:] = ['--help']; runpy.run_module('dev', run_name='__main__')"
    )
    words = [sys.executable, "-I", "-S", "-c", program]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "freeze the program" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_word_is_refused(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "check", "--fast"])
    with pytest.raises(SystemExit) as stop:
        dev.main()
    assert (stop.value.code, commands) == (2, [])
    assert "check does not know --fast" in capsys.readouterr().err


def test_the_build_service_runs_the_same_command(checkout: Path) -> None:
    script = (checkout / ".ci/run").read_text("utf-8").splitlines()
    assert script[-1] == "exec python3 packaging/dev.py test"
