"""The tables beside the questions, from their files, and the choices they give to an item."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.protocol import tables
from srh_assess.protocol.model import Item, Option
from srh_assess.protocol.read import Row, only, read, rows

R = TypeVar("R", bound=Struct)


class Tabled(NamedTuple):
    """Every row of every table, with its place."""

    notes: tuple[Row[tables.Note], ...] = ()
    medicines: tuple[Row[tables.Medicine], ...] = ()
    methods: tuple[Row[tables.Method], ...] = ()
    screening: tuple[Row[tables.Screening], ...] = ()
    tests: tuple[Row[tables.TestWindow], ...] = ()
    instruments: tuple[Row[tables.Instrument], ...] = ()


def read_tables(folder: Path) -> Tabled:
    """All tables. A protocol without a file for one has no rows of it."""
    return Tabled(
        notes=_table(folder, "notes", "note", tables.Note),
        medicines=_table(folder, "medicines", "medicine", tables.Medicine),
        methods=_table(folder, "methods", "method", tables.Method),
        screening=_table(folder, "screening", "rule", tables.Screening),
        tests=_table(folder, "tests", "test", tables.TestWindow),
        instruments=_table(folder, "instruments", "instrument", tables.Instrument),
    )


def _table(folder: Path, name: str, key: str, kind: type[R]) -> tuple[Row[R], ...]:
    if not (folder / f"tables/{name}.toml").exists():
        return ()
    file = read(folder, f"tables/{name}.toml")
    only(file, key, "defaults")
    return tuple(rows(file, key, kind))


def with_choices(item: Item, medicines: tuple[Row[tables.Medicine], ...]) -> Item:
    """The item with the rows of its table behind its own options; one of its own that is also a
    row keeps its words and gets the row's classes."""
    if item.table != "medicines":
        return item
    by_code = {row.value.code: row.value for row in medicines}
    own = {option.code for option in item.options}
    kept = tuple(
        replace(option, counts_as=by_code[option.code].counts_as, also=by_code[option.code].also)
        if option.code in by_code
        else option
        for option in item.options
    )
    added = tuple(
        Option(
            code=row.code,
            label=row.name,
            counts_as=row.counts_as,
            searched=True,
            also=row.also,
            dated=bool(item.event),
        )
        for code, row in by_code.items()
        if code not in own
    )
    return replace(item, options=(*kept, *added))


def tabled(found: Tabled) -> tables.Tables:
    """The rows by their ids."""
    return tables.Tables(
        notes={row.value.id: row.value for row in found.notes},
        medicines={row.value.code: row.value for row in found.medicines},
        methods={row.value.id: row.value for row in found.methods},
        screening={row.value.id: row.value for row in found.screening},
        tests={row.value.id: row.value for row in found.tests},
        instruments={row.value.id: row.value for row in found.instruments},
    )
