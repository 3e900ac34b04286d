"""The slow parts of the store, each loaded by one short step, so that a window can load them in its
idle moments (``workflow.late``). Whoever needs one earlier loads it himself."""

from __future__ import annotations

from collections.abc import Callable


def _ciphers() -> object:
    from srh_assess.store import ciphers

    return ciphers


def _connection() -> object:
    from sqlcipher3 import dbapi2

    return dbapi2


def _commands() -> object:
    import click

    return click


def _tables() -> object:
    import sqlite_utils

    return sqlite_utils


def _clinical() -> object:
    from srh_assess.store import clinical

    return clinical


# What sqlite-utils itself loads stands before it, to keep its own step short.
STEPS: tuple[Callable[[], object], ...] = (
    _ciphers, _connection, _commands, _tables, _clinical,
)  # fmt: skip
