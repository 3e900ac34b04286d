"""Everything held about one stay of hers, as a paper she can read.

What is in it is chosen and redacted above; this sets it. A sign that no font can print is named
in brackets: her own copy is never refused, and no word of it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from srh_assess.letters.printable import spelled
from srh_assess.letters.render import Rendered
from srh_assess.letters.sheet import Sheet

_ROW = 320  # a longer text is set as a paragraph of its own, which can be cut between pages


class Line(Struct, frozen=True, kw_only=True):
    """One thing that is held. ``state`` tells silences apart where it is an answer; ``entry`` is
    where it stands in the journal."""

    label: str
    text: str
    state: str = ""
    entry: str = ""


class Told(Struct, frozen=True, kw_only=True):
    """One entry of the journal in words."""

    number: int
    entry: str
    at: str
    title: str
    by: str
    lines: tuple[Line, ...] = ()
    withheld: str = ""


class Part(Struct, frozen=True, kw_only=True):
    """One chapter: lines, entries, or sentences."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    told: tuple[Told, ...] = ()


class Whole(Struct, frozen=True, kw_only=True):
    """The whole copy. ``warning`` stands on every page while nobody has looked it through;
    ``mark`` where the women are invented."""

    title: str
    name: str
    made: str
    parts: tuple[Part, ...]
    warning: str = ""
    mark: str = ""


def pdf(whole: Whole) -> Rendered:
    """The paper."""
    foot = ". ".join(
        text.rstrip(".") for text in (whole.mark, whole.warning, f"Made {whole.made}") if text
    )
    sheet = Sheet(whole.title, foot=foot, mark=whole.mark)
    sheet.heading(whole.title)
    sheet.paragraph(spelled(whole.name), bold=True)
    if whole.warning:
        sheet.paragraph(whole.warning, bold=True)
    for part in whole.parts:
        sheet.heading(part.title, 2)
        for sentence in part.sentences:
            sheet.paragraph(spelled(sentence))
        _lines(sheet, part.lines)
        for told in part.told:
            _told(sheet, told)
    return sheet.pdf()


def _told(sheet: Sheet, told: Told) -> None:
    by = f" \u2013 {told.by}" if told.by else ""
    sheet.paragraph(spelled(f"{told.at}  {told.title}{by}"), bold=True, stay=True)
    if told.withheld:
        sheet.paragraph(spelled(told.withheld))
    _lines(sheet, told.lines)


def _lines(sheet: Sheet, lines: Iterable[Line]) -> None:
    for line in lines:
        if len(line.text) <= _ROW and "\n" not in line.text:
            sheet.fact(spelled(line.label), spelled(line.text))
            continue
        sheet.paragraph(spelled(line.label), quiet=True, stay=True)
        for paragraph in filter(None, line.text.splitlines()):
            sheet.paragraph(spelled(paragraph))
