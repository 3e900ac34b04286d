"""Every string that a user can read is clean, in the sense the list gives each word.

Left out: the list itself, and the names of cited sources. What is left stands in
``resources/language/exceptions.toml``: the string, the word, and why it may stay.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from srh_assess.protocol.terms import load
from srh_assess.rules.language import advise
from tests.contract.literals import literals

CHECKOUT = Path(__file__).resolve().parents[2]
RESOURCES = CHECKOUT / "resources"
SOURCE = CHECKOUT / "src" / "srh_assess"
TERMS = load()
NOT_READ = {"language/terms.toml", "language/exceptions.toml"}
# Not words for a reader: where a line comes from, and names only the program reads.
CODES = {"source", "evidence", "id", "code", "file", "rule"}

Found = tuple[str, str]


def _toml(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _toml(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _toml(inner, key)
    elif isinstance(value, str) and key not in CODES:
        yield value


def _words(path: Path) -> Iterator[str]:
    return (words for _, words in literals(path))


def _shipped(path: Path) -> Iterator[str]:
    yield path.stem
    if path.suffix == ".toml":
        yield from _toml(tomllib.loads(path.read_text("utf-8")))
    elif path.suffix in {".md", ".csv"}:
        yield from path.read_text("utf-8").splitlines()


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted(RESOURCES.rglob("*")):
        name = path.relative_to(RESOURCES).as_posix()
        if path.is_file() and name not in NOT_READ and not name.startswith("fonts/"):
            yield from ((f"resources/{name}", text) for text in _shipped(path))
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(CHECKOUT).as_posix()
        yield from ((name, text) for text in _words(path))


@pytest.fixture(scope="module")
def exceptions() -> dict[Found, str]:
    raw = tomllib.loads((RESOURCES / "language" / "exceptions.toml").read_text("utf-8"))
    return {(row["string"], row["term"]): row["reason"] for row in raw.get("exception", [])}


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Where each string stands, and the string; reading them all takes seconds."""
    return list(_texts())


@pytest.fixture(scope="module")
def found(texts: list[tuple[str, str]]) -> dict[Found, str]:
    return {
        (text, advice.term.id): where for where, text in texts for advice in advise(text, TERMS)
    }


def test_every_string_of_the_program_is_clean(
    found: dict[Found, str], exceptions: dict[Found, str]
) -> None:
    left = [
        f"{where}: {term}: {text}"
        for (text, term), where in found.items()
        if (text, term) not in exceptions
    ]
    assert left == [], "\n".join(left)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("src/srh_assess/ui/pages/stand.py", "Letters and sharing"),
        ("src/srh_assess/ui/pages/override_words.py", "What else was tried or thought of"),
        ("src/srh_assess/ui/widgets/edges.py", "Say something, or complain"),
        ("resources/language/errors/walls.toml", "A day here cannot be read."),
        (
            "resources/letters/skeleton.toml",
            "Confidential: patient information, for the named reader",
        ),
        ("resources/guide/police.md", "# The police, and a report of her own"),
        ("resources/accounts/roles.toml", "look after the harms log"),
    ],
)
def test_it_reads_screens_errors_letters_and_the_guide(
    texts: list[tuple[str, str]], where: str, words: str
) -> None:
    said = [text for place, text in texts if place == where]
    assert any(words in text for text in said), where


def test_a_listed_word_on_a_screen_would_be_found(tmp_path: Path) -> None:
    """Also in a sentence that is put together, and over two lines of source."""
    page = tmp_path / "page.py"
    page.write_text(
        'TITLE = "a docstring it is not"\n'
        'def words(name):\n    """She refused."""\n'
        '    return f"{name} was " "non-compliant" f" and refused {name}"\n',
        "utf-8",
    )
    found = {advice.said for text in _words(page) for advice in advise(text, TERMS)}
    assert found == {"non-compliant", "refused"}


def test_every_exception_is_needed_and_says_why(
    found: dict[Found, str], exceptions: dict[Found, str]
) -> None:
    assert [pair for pair in exceptions if pair not in found] == []
    assert [pair for pair, reason in exceptions.items() if len(reason) < 20] == []


def test_the_list_holds_every_row_of_the_specification() -> None:
    rows = {term.id for term in TERMS.rows}
    assert len(rows) == 33
    assert all(term.words and term.why and term.instead for term in TERMS.rows)


def test_no_icon_shows_a_label() -> None:
    names = [re.sub(r"[-_]", " ", icon.stem) for icon in (RESOURCES / "icons").glob("*.svg")]
    assert names
    assert [name for name in names if advise(name, TERMS)] == []
