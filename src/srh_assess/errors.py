"""The two families of error.

Tree::

    Exception
    └── UserError
        ├── BadInput
        ├── ContentFault
        ├── Refused
        └── StoreFault

A ``UserError`` is something the person at the screen can put right: it has a code, a plain
sentence and a next step, both from the catalogue in ``resources/language/errors/``. Anything
else that is raised is a bug: it is reported without any value from the record.

Values put into a sentence are never answers, names or numbers of a woman: only file names,
item ids, versions, counts and the like.
"""

from __future__ import annotations

import tomllib
from functools import cache

from srh_assess.shipped import shipped


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every sentence a ``UserError`` can say, by code: ``{"sentence": ..., "next": ...}``."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(shipped("language", "errors").glob("*.toml")):
        for code, words in tomllib.loads(path.read_text("utf-8")).items():
            if code in found:
                raise ValueError(f"error code {code} stands twice in the catalogue")
            found[code] = words
    return found


class UserError(Exception):
    """Something the user can put right. ``code`` names a row of the catalogue."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def sentence(self) -> str:
        """What happened, in one plain sentence."""
        return catalogue()[self.code]["sentence"].format(**self.values)

    @property
    def next_step(self) -> str:
        """What to do now, in one plain sentence."""
        return catalogue()[self.code]["next"].format(**self.values)

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}"


class BadInput(UserError):
    """What was typed or handed over cannot be taken as it is."""


class ContentFault(UserError):
    """A file of the protocol, the letters or the language lists is not valid."""


class Refused(UserError):
    """A wall: the act is not allowed now, whoever asks."""


class StoreFault(UserError):
    """The home cannot be opened, read or written."""
