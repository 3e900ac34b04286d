"""What every command shares: its exit codes, and reading and writing with a plain sentence."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from srh_assess.errors import BadInput

DONE, FOUND, WRONG_USE = 0, 1, 2
LARGEST_CASE = 5_000_000


def home_folder(options: argparse.Namespace) -> Path | None:
    """The folder named on the command line or in the environment, if any."""
    named = options.home or os.environ.get("SRH_ASSESS_HOME")
    return Path(named) if named else None


def passphrase(options: argparse.Namespace) -> str:
    """The passphrase from its file, or asked for without echo."""
    if options.passphrase_file is None:
        from getpass import getpass

        return getpass("Passphrase: ")
    return text_of(options.passphrase_file).rstrip("\r\n")


def text_of(path: Path) -> str:
    """The text of a file; refused when it is too large, unreadable or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise BadInput("file-unreadable", file=path.name or f"{path}") from fault
    if len(data) > LARGEST_CASE:
        raise BadInput("file-too-large", file=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput("file-not-utf8", file=path.name) from fault


def text_or_stdin(name: str) -> str:
    """The text of a file, or of standard input for ``-``."""
    if name != "-":
        return text_of(Path(name))
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as fault:
        raise BadInput("file-not-utf8", file="standard input") from fault


def write(output: Path | None, text: str) -> None:
    """Into a file, or onto the screen when none was named."""
    if output is None:
        print(text)
        return
    write_bytes(output, f"{text}\n".encode())


def writable(output: Path) -> None:
    """Asked before long work: a place where no file can stand is refused at once."""
    if output.is_dir() or not output.parent.is_dir():
        raise BadInput("file-unwritable", file=output.name)


def write_bytes(output: Path, content: bytes) -> None:
    """Into a file; refused in a sentence when it cannot be written."""
    try:
        output.write_bytes(content)
    except OSError as fault:
        raise BadInput("file-unwritable", file=output.name) from fault


def as_json(value: Any) -> str:
    """Readable JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def signs_in(command: argparse.ArgumentParser) -> None:
    """The words of a command that opens an encrypted home."""
    command.add_argument("--user", default="", help="the account's name")
    command.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase")
