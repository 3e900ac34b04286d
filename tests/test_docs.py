"""Words that cannot lie: the README's commands run, and the guide has a page for everything."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from srh_assess import cli, errors
from srh_assess.workflow.flow import PageKind
from srh_assess.workflow.unit import Unit

DEV_COMMANDS = {"run", "test", "check", "bench", "build"}


@pytest.fixture
def guide(checkout: Path) -> Path:
    return checkout / "resources/guide"


@pytest.fixture
def pages(guide: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((guide / "index.toml").read_text("utf-8"))["page"]
    return found


# --- the guide -------------------------------------------------------------------------------


def test_every_page_of_the_guide_is_listed_under_its_own_title(
    guide: Path, pages: list[dict[str, Any]]
) -> None:
    assert sorted(page["file"] for page in pages) == sorted(p.name for p in guide.glob("*.md"))
    for page in pages:
        first = (guide / page["file"]).read_text("utf-8").splitlines()[0]
        assert first == f"# {page['title']}"


def test_every_page_of_the_wizard_has_one_page_of_the_guide(pages: list[dict[str, Any]]) -> None:
    screens = [screen for page in pages for screen in page["screens"]]
    assert sorted(screens) == sorted(set(screens))
    assert set(get_args(PageKind)) <= set(screens)


SCREEN = re.compile(r'(?:screen|guide) = "([a-z_]+)"|_show_beside\(.+, "([a-z_]+)"\)')


def test_every_screen_that_can_be_shown_has_one_too(
    checkout: Path, pages: list[dict[str, Any]]
) -> None:
    known = {screen for page in pages for screen in page["screens"]}
    shown = {
        first or second
        for source in (checkout / "src" / "srh_assess" / "ui").rglob("*.py")
        for first, second in SCREEN.findall(source.read_text("utf-8"))
    }
    assert len(shown) > 5
    assert shown <= known


def test_every_setting_of_a_unit_has_its_page(pages: list[dict[str, Any]]) -> None:
    settings = [setting for page in pages for setting in page.get("settings", ())]
    assert sorted(settings) == sorted(Unit.__struct_fields__)


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _flags(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.option_strings and action.dest not in ("help", "version"):
            yield action.option_strings[-1]


def test_every_command_and_flag_is_in_the_guide(guide: Path, pages: list[dict[str, Any]]) -> None:
    known = _commands(cli.parser())
    listed = {name for page in pages for name in page.get("commands", ())}
    assert set(known) == listed
    words = (guide / "commands.md").read_text("utf-8")
    missing = [name for name in known if f"`{name}" not in words]
    for name, parser in {"": cli.parser(), **known}.items():
        missing += [f"{name} {flag}".strip() for flag in _flags(parser) if flag not in words]
    assert missing == []


# --- the README ------------------------------------------------------------------------------


@pytest.fixture
def readme(checkout: Path) -> str:
    return (checkout / "README.md").read_text("utf-8")


def _shell_lines(text: str) -> list[str]:
    """Every command in a fenced block, without its comment."""
    blocks = re.findall(r"^```(?:sh|console|bash)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [
        line.split("  #")[0].strip().removeprefix("$ ") for b in blocks for line in b.splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]


def test_every_command_of_the_readme_works(readme: str, tmp_path: Path) -> None:
    lines = _shell_lines(readme)
    assert lines
    for line in lines:
        words = shlex.split(line)
        match words:
            case ["git", "clone", *_] | ["cd", _]:
                pass
            case ["python3" | "python" | "py", "packaging/dev.py", command, *rest]:
                assert command in DEV_COMMANDS
                assert rest in ([], ["--long"])
            case ["srh-assess", *rest]:
                cli.parser().parse_args(rest)
                if rest:
                    _run(rest, tmp_path)
            case _:
                pytest.fail(f"the README names a command that no test runs: {line}")


def _run(words: list[str], folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "srh_assess", *words],
        cwd=folder,
        env={**os.environ, "SRH_ASSESS_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_file_the_readme_names_is_there(checkout: Path, readme: str) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", readme)
    assert [link for link in links if "://" not in link and not (checkout / link).exists()] == []


# --- the rest --------------------------------------------------------------------------------


def test_the_changelog_has_a_line_for_what_is_unreleased(checkout: Path) -> None:
    changelog = (checkout / "CHANGELOG.md").read_text("utf-8")
    unreleased = changelog.split("## Unreleased")[1].split("\n## ")[0]
    assert re.search(r"^- \S", unreleased, re.MULTILINE)


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = re.findall(r"^ *[├└]── (\w+)$", errors.__doc__ or "", re.MULTILINE)

    def below(kind: type[Exception]) -> Iterator[str]:
        for child in sorted(kind.__subclasses__(), key=lambda c: c.__name__):
            if child.__module__ == errors.__name__:
                yield child.__name__
                yield from below(child)

    assert drawn == ["UserError", *below(errors.UserError)]
