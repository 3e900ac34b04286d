"""The screen says *she* of a woman only where she said so; else it says her name, or neither.

A page about one woman puts its words through ``naming.Woman``. What is left with *she* or *her* in
a page stands below, each with the reason why it may.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from srh_assess import errors
from tests.contract.literals import literals

CHECKOUT = Path(__file__).resolve().parents[2]
UI = CHECKOUT / "src" / "srh_assess" / "ui"
SHE = re.compile(r"(?<![{\w])(she|her|hers|herself)(?![\w}])", re.IGNORECASE)
MAY = {
    "The woman herself": "no pronoun: the woman, and nobody in her place",
    "A woman’s own words": "of any woman",
    "By the name she wants there. May stay empty; then it is said so": "the officer of the trust",
    "Her own copy": "the lead's example paper, of an invented woman",
    "On a letter only where she agrees to be known as an inpatient": "of any woman",
    "In own words, for example she, her": "the pronouns themselves",
    "For example: she, her": "the pronouns themselves, of an invented woman",
    "she, her": "the pronouns themselves, of an invented woman",
    "What it may cost, and her voice": "the women of the ward together",
    "The beginning of any of her names, or a whole number": "of any woman",
    "A woman’s record, for her": "of any woman",
    "They will see her on the ward today at 16:00.": "typed in the walk by an invented nurse",
    "One woman: her stay, her timeline, what is followed, the handover.": "told of the walk itself",
}
STARTS = {
    "What each woman agreed that every shift may know": "of any woman",
    "A guide for nurses on women’s psychiatric intensive care": "of any woman",
}


def _said(path: Path) -> Iterator[tuple[int, str]]:
    """Every sentence in a module but its docstrings and what hangs on ``is_she``."""
    lines = path.read_text("utf-8").splitlines()
    for node, words in literals(path):
        if " " in words and "is_she" not in "".join(lines[node.lineno - 2 : node.end_lineno]):
            yield node.lineno, words


def test_a_page_says_she_only_where_she_said_so() -> None:
    found = [
        f"{path.relative_to(UI)}:{line}: {words}"
        for path in sorted(UI.rglob("*.py"))
        for line, words in _said(path)
        if SHE.search(words) and words not in MAY and not words.startswith(tuple(STARTS))
    ]
    assert found == []


def test_what_may_stay_is_still_there() -> None:
    said = {words for path in UI.rglob("*.py") for _, words in _said(path)}
    assert [words for words in MAY if words not in said] == []
    assert [start for start in STARTS if not any(one.startswith(start) for one in said)] == []


def test_the_timeline_names_its_entries_without_she() -> None:
    path = CHECKOUT / "resources" / "language" / "timeline.toml"
    rows = tomllib.loads(path.read_text("utf-8"))
    words = [*rows["groups"].values(), *(row["title"] for row in rows["kind"].values())]
    assert len(words) > 80
    assert [one for one in words if SHE.search(one)] == []


def test_a_refusal_says_neither_she_nor_her() -> None:
    """A sentence of the catalogue does not know of whom it speaks."""
    of_any_woman = {
        "Ask for legal advice. A woman who can decide now can take her own refusal back."
    }
    rows = errors.catalogue()
    words = [line for row in rows.values() for line in row.values()]
    assert len(words) > 400
    assert [one for one in words if SHE.search(one) and one not in of_any_woman] == []


def test_advice_on_words_and_a_copy_of_her_record_say_neither() -> None:
    """Both stand on pages and papers of one woman, and do not know of whom."""
    language = CHECKOUT / "resources" / "language" / "terms.toml"
    terms = tomllib.loads(language.read_text("utf-8"))["term"]
    said = [line for term in terms for line in (term["why"], *term["instead"])]
    record = CHECKOUT / "resources" / "keeping" / "her_record.toml"
    for part in tomllib.loads(record.read_text("utf-8"))["words"].values():
        said += [part] if isinstance(part, str) else part
    assert len(said) > 60
    assert [one for one in said if SHE.search(one)] == []
