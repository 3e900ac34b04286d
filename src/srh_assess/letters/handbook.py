"""The handbook on paper: A4, a table of contents with page numbers, bookmarks, a foot that names
the content on every page, and tags.

Set twice: the first time tells on which page everything stands, the second prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    TableStyle,
)  # fmt: skip

from srh_assess.errors import Refused
from srh_assess.letters.flow import Setter
from srh_assess.letters.fonts import BODY, shared
from srh_assess.letters.paper import HEIGHT, INK, LINE, QUIET, WIDTH, Look
from srh_assess.letters.tags import (
    LANGUAGE,
    Element,
    Sketch,
    Tagged,
    TaggedCanvas,
    TaggedTable,
    finish,
    marked,
)  # fmt: skip
from srh_assess.protocol.handbook_tree import Cell, Chapter, Entry, Fact, Handbook, Table

_LOOK = Look(chain=BODY, body=9, leading=11.8, label=42 * mm)
_SIDE = 18 * mm
_WIDE = WIDTH - 2 * _SIDE
_TOP, _FOOT = 18 * mm, 20 * mm
_STEP = 5 * mm
_COLUMNS = (0.24, 0.44, 0.32)
_RULES = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), _LOOK.font),
        ("SPAN", (0, 0), (-1, 0)),
        ("GRID", (0, 1), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 1), (-1, 1), 1.0, QUIET),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)

Pages = dict[str, int]
Told = Callable[[int, int], bool]
"""Told how many pages are set, and of how many (0 while nobody knows); answers whether to go on."""


class Heading(Tagged):
    """A heading that notes its page and can be jumped to."""

    anchor: str
    title: str
    level: int
    pages: Pages

    def draw(self) -> None:
        """The words, a bookmark, and the page they stand on."""
        canvas = self.canv
        self.pages[self.anchor] = canvas.getPageNumber()
        canvas.bookmarkHorizontal(self.anchor, 0, self.height)
        canvas.addOutlineEntry(self.title, self.anchor, self.level, closed=True)
        super().draw()


class ContentsLine(Tagged):
    """A line of the table of contents with its page at the right edge."""

    anchor: str
    pages: Pages
    number_style: Any

    def draw(self) -> None:
        """The words, the page's number once it is known, and the way there."""
        super().draw()
        number = str(self.pages.get(self.anchor, ""))
        with marked(self.canv, self.element):
            self.canv.setFont(self.style.fontName, self.style.fontSize)
            self.canv.setFillColor(INK)
            self.canv.drawRightString(_WIDE, self.height - self.style.leading + 2, number)
        self.canv.linkRect("", self.anchor, (0, 0, _WIDE, self.height), relative=1)


def pdf(book: Handbook, notice: str = "", told: Told | None = None) -> bytes:
    """The handbook as PDF: the same bytes for the same content. ``notice`` says first how its
    approval stands. Refuses a sign that no font can print, by name. It is set twice: first to find
    where its pages end. ``told`` may stop it at the end of any page."""
    setter = Setter(shared(), _LOOK)
    pages: Pages = {}
    told = told or _on
    sketch = _story(book, notice, setter, pages, Element("Document"))
    total = _build(BytesIO(), sketch, book, 0, Sketch, lambda page: told(page, 0))
    made, root = BytesIO(), Element("Document")
    story = _story(book, notice, setter, pages, root)
    _build(made, story, book, total, TaggedCanvas, lambda page: told(page, total))
    return finish(made.getvalue(), root, title=f"{book.title} {book.version}")


class _Stopped(Exception):
    """Leaves the setting of pages, which writes words of its own into whatever passes through."""


def _on(_: int, __: int) -> bool:
    return True


def _build(
    out: BytesIO,
    story: list[Flowable],
    book: Handbook,
    total: int,
    kind: type[TaggedCanvas],
    goes_on: Callable[[int], bool],
) -> int:
    """Sets it once; gives the number of pages."""
    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        lang=LANGUAGE,
        pageCompression=0,  # the tags are put in by what compresses faster
        displayDocTitle=True,
        initialFontName=_LOOK.font,
        invariant=1,
    )

    def foot(canvas: Canvas, _: object) -> None:
        if not goes_on(canvas.getPageNumber()):
            raise _Stopped
        said = f"{book.title}, version {book.version}, content {book.content_hash[:16]}"
        with marked(canvas, None):
            canvas.setFont(_LOOK.font, 7.5)
            canvas.setFillColor(QUIET)
            canvas.drawString(_SIDE, 11 * mm, said)
            number = f"Page {canvas.getPageNumber()} of {total}"
            canvas.drawRightString(WIDTH - _SIDE, 11 * mm, number)

    frame = Frame(_SIDE, _FOOT, _WIDE, HEIGHT - _TOP - _FOOT, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=foot)])
    try:
        document.build(story, canvasmaker=kind)
    except _Stopped:
        raise Refused("handbook-stopped") from None
    return int(document.page)


def _story(
    book: Handbook, notice: str, setter: Setter, pages: Pages, root: Element
) -> list[Flowable]:
    found: list[Flowable] = [
        setter.paragraph(book.title, "title", root.add("H1"), bold=True, size=24, spaceAfter=8),
        setter.paragraph(
            f"Version {book.version}", "version", root.add("P"), size=13, spaceAfter=2
        ),
        setter.paragraph(f"Content {book.content_hash}", "hash", root.add("P"), textColor=QUIET),
    ]
    if notice:
        said = setter.paragraph(notice, "notice", root.add("P"), bold=True, size=11, spaceBefore=8)
        found.append(said)
    head = root.add("H2")
    found.append(setter.paragraph("Contents", "contents", head, bold=True, size=14, spaceBefore=14))
    contents = root.add("TOC")
    for chapter in book.chapters:
        found.append(_line(chapter.id, chapter.title, setter, pages, contents, bold=True))
        found += [
            _line(entry.id, entry.title, setter, pages, contents) for entry in chapter.entries
        ]
    for chapter in book.chapters:
        found += _chapter(chapter, setter, pages, root.add("Sect"))
    return found


def _line(
    anchor: str, words: str, setter: Setter, pages: Pages, contents: Element, *, bold: bool = False
) -> ContentsLine:
    name = f"contents-{bold}"
    indent, before = (0.0, 4.0) if bold else (_STEP, 0.0)
    style = setter.style(
        name, bold=bold, leftIndent=indent, rightIndent=12 * mm, spaceBefore=before
    )
    line = ContentsLine(setter.markup(words, bold=bold), style)
    line.anchor, line.pages = anchor, pages
    line.element = contents.add("TOCI")
    return line


def _chapter(chapter: Chapter, setter: Setter, pages: Pages, tree: Element) -> Iterator[Flowable]:
    yield PageBreak()
    yield _heading(chapter.id, chapter.title, 0, setter, pages, tree)
    for line in chapter.intro:
        yield setter.paragraph(line, "intro", tree.add("P"), spaceAfter=3)
    for entry in chapter.entries:
        yield _heading(entry.id, entry.title, 1, setter, pages, tree)
        yield from _entry(entry, setter, tree)


def _heading(
    anchor: str, words: str, level: int, setter: Setter, pages: Pages, tree: Element
) -> Heading:
    size, before = ((17, 0.0), (11.5, 12.0))[level]
    style = setter.style(
        f"heading-{level}", bold=True, size=size, spaceBefore=before, spaceAfter=4, keepWithNext=1
    )
    heading = Heading(setter.markup(words, bold=True), style)
    heading.anchor, heading.title = anchor, words
    heading.level, heading.pages = level, pages
    heading.element = tree.add("H3" if level else "H2")
    return heading


def _entry(entry: Entry, setter: Setter, tree: Element) -> Iterator[Flowable]:
    facts = tree.add("Table")
    for fact in entry.facts:
        if fact.lines:  # a row of a table may say nothing under a label
            yield from _fact(fact, setter, facts)
    yield from (_table(table, setter, tree) for table in entry.tables)


def _fact(fact: Fact, setter: Setter, table: Element) -> Iterator[Flowable]:
    """The first line beside its label, the others below it, each as deep as it stands."""
    first, *rest = fact.lines
    line = setter.fact(fact.label, first.text, table, before=1.5)
    yield line
    cell = line.element
    for more in rest:
        indent = _LOOK.label + more.depth * _STEP
        yield setter.paragraph(more.text, f"value-{more.depth}", cell, leftIndent=indent)


def _table(table: Table, setter: Setter, tree: Element) -> Flowable:
    """The table, its title and head on every page it reaches."""
    made = tree.add("Table")
    caption = made.add("Caption")
    title = [setter.paragraph(table.title, "head", caption, bold=True, size=8)]
    above = made.add("TR")
    head = [
        [setter.paragraph(word, "head", above.add("TH", scope="Column"), bold=True, size=8)]
        for word in table.head
    ]
    rows = [_cells(row, setter, made.add("TR")) for row in table.rows]
    blank: list[list[Flowable]] = [[] for _ in table.head[1:]]
    return TaggedTable(
        [[title, *blank], head, *rows],
        colWidths=[share * _WIDE for share in _shares(len(table.head))],
        repeatRows=2,
        style=_RULES,
        spaceBefore=6,
        spaceAfter=4,
    )


def _shares(columns: int) -> Iterable[float]:
    """How wide the columns are: those of a table of cases, or all alike."""
    return _COLUMNS if columns == len(_COLUMNS) else [1 / columns] * columns


def _cells(row: Iterable[Cell], setter: Setter, tree: Element) -> list[list[Flowable]]:
    return [_cell(lines, setter, tree.add("TD")) for lines in row]


def _cell(lines: Cell, setter: Setter, cell: Element) -> list[Flowable]:
    return [setter.paragraph(line, "cell", cell, size=8) for line in lines]
