"""The unit's names and numbers on disk, sealed under the home key: nobody edits a telephone
number outside the program without its being noticed."""

from __future__ import annotations

from srh_assess.errors import StoreFault
from srh_assess.store import keys
from srh_assess.store.faults import in_words
from srh_assess.store.files import write_atomically
from srh_assess.store.opened import Opened

NAME = "unit.sealed"


def save(opened: Opened, content: bytes) -> None:
    """Replaces what is kept about the unit."""
    write_atomically(opened.folder / NAME, keys.seal(opened.keys.home, content, _about(opened)))


def read(opened: Opened) -> bytes | None:
    """What is kept about the unit, or none yet. Refuses a file that was changed outside."""
    path = opened.folder / NAME
    if not path.exists():
        return None
    with in_words():
        sealed = path.read_bytes()
    content = keys.unseal(opened.keys.home, sealed, _about(opened))
    if content is None:
        raise StoreFault("unit-damaged")
    return content


def _about(opened: Opened) -> bytes:
    return f"unit of {opened.home}".encode()
