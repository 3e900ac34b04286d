"""A table out of the bytes of a CSV file, whatever program wrote it.

Knows UTF-8 with and without its mark, UTF-16 with it, and Windows-1252; commas, semicolons,
tabs and bars. Refuses what is not a text table: a workbook, a picture, an empty file, a file
whose lines do not fit their heading. Pure: bytes in, table out.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from msgspec import Struct

from srh_assess.errors import BadInput

SEPARATORS = ",;\t|"
LONGEST_CELL = 5_000
MOST_COLUMNS = 200
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(Struct, frozen=True, gc=False):
    """One line that is not empty: its number in the file, counted from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True):
    """The heading, every line under it, and how the file was read."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str
    separator: str

    @property
    def signature(self) -> str:
        """What another file of the same make has in common with this one."""
        return "|".join(plain(column) for column in self.columns)


def plain(heading: str) -> str:
    """A heading as it is compared: lower case, words apart by one space, no signs."""
    letters = "".join(sign if sign.isalnum() else " " for sign in heading.casefold())
    return " ".join(letters.split())


def read(raw: bytes) -> Table:
    """The table in a file's bytes. The first line that is not empty is the heading."""
    encoding, text = _decoded(raw)
    separator = _separator(text)
    lines = tuple(_lines(text, separator))
    if len(lines) < 2:
        raise BadInput("import-empty")
    columns = tuple(" ".join(cell.split()) for cell in lines[0].cells)
    if len(columns) > MOST_COLUMNS or len(columns) < 2:
        raise BadInput("import-no-columns")
    return Table(columns=columns, lines=lines[1:], encoding=encoding, separator=separator)


def _decoded(raw: bytes) -> tuple[str, str]:
    if raw.startswith(_WORKBOOK):
        raise BadInput("import-workbook")
    if raw.startswith(_UTF16):
        return "utf-16", _text(raw, "utf-16")
    if b"\0" in raw:
        raise BadInput("import-not-text")
    try:
        return "utf-8", raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252", _text(raw, "cp1252")


def _text(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput("import-not-text") from error
    if "\0" in text:
        raise BadInput("import-not-text")
    return text


def _separator(text: str) -> str:
    """The sign that parts the heading most often outside quotation marks."""
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            tidy = tuple(cell.strip().strip("\u200b\ufeff") for cell in cells)
            if any(len(cell) > LONGEST_CELL for cell in tidy):
                raise BadInput("import-cell-long", line=str(reader.line_num))
            if any(tidy):
                yield Line(reader.line_num, tidy)
    except csv.Error as error:
        raise BadInput("import-quotes", line=str(reader.line_num)) from error
