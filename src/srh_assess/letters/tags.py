"""Tags in a PDF: what is a heading, a paragraph, a list, a table with header cells, and in which
order it is read. What belongs to the page and not to the text is marked as an artifact.

``reportlab`` writes no tags. A paper therefore builds a tree of ``Element`` beside its story, in
reading order; a ``Tagged`` paragraph marks what it draws on a ``TaggedCanvas``; ``finish`` puts the
tree into the finished file. The file is tagged; it makes no claim to be PDF/UA.

    root = Element("Document")
    paragraph.element = root.add("H1")
    document.build(story, canvasmaker=TaggedCanvas)
    data = finish(raw, root, title="Clinical letter")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph

from srh_assess.clock import local

if TYPE_CHECKING:
    import pikepdf

LANGUAGE = "en-GB"
P = TypeVar("P", bound="Tagged")
Role = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "TR",
    "TH", "TD", "Figure", "TOC", "TOCI",
]  # fmt: skip
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Element:
    """One piece of a paper's structure. ``alt`` says a picture in words; ``scope`` whether a
    header cell heads its row or its column. An element that nothing was drawn for is left out."""

    def __init__(
        self, role: Role, *, alt: str = "", scope: Literal["", "Row", "Column"] = "", wide: int = 1
    ) -> None:
        self.role, self.alt, self.scope, self.wide = role, alt, scope, wide
        self.parts: list[Element] = []
        self.marks: list[tuple[int, int]] = []

    def add(self, role: Role, **more: Any) -> Element:
        """A new last part of this one."""
        part = Element(role, **more)
        self.parts.append(part)
        return part

    @property
    def drawn(self) -> bool:
        """Whether anything of it stands on a page."""
        return bool(self.marks) or any(part.drawn for part in self.parts)


class TaggedCanvas(Canvas):
    """A canvas that numbers what is marked on each page."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._marked: dict[int, int] = {}

    def mark(self, element: Element | None) -> None:
        """What is drawn from here on belongs to ``element``; without one it is the page's own."""
        if element is None:
            self._code.append("/Artifact BMC")  # type: ignore[attr-defined]  # reportlab has it, its stubs do not
        else:
            page = self.getPageNumber()
            number = self._marked.get(page, 0)
            self._marked[page] = number + 1
            element.marks.append((page, number))
            self._code.append(f"/{element.role} <</MCID {number}>> BDC")  # type: ignore[attr-defined]  # reportlab has it, its stubs do not

    def unmark(self) -> None:
        """Up to here."""
        self._code.append("EMC")  # type: ignore[attr-defined]  # reportlab has it, its stubs do not


class Sketch(TaggedCanvas):
    """A canvas that only finds out where pages end: no word is drawn on it."""


@contextmanager
def marked(canvas: Canvas, element: Element | None) -> Iterator[None]:
    """The same on any canvas; one without tags draws as it always did."""
    if isinstance(canvas, TaggedCanvas):
        canvas.mark(element)
        yield
        canvas.unmark()
    else:
        yield


class Tagged(Paragraph):
    """A paragraph that marks its words. One that is drawn again, as the head of a table is on
    each page, is read once. Parts of a split one belong to the same element."""

    element: Element | None = None
    _read = False
    _wrapped: tuple[float, tuple[float, float]] | None = None

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Its size. It is asked twice where pieces stay together; the lines break the same way."""
        known = self._wrapped
        if known is None or known[0] != wide or not hasattr(self, "blPara"):
            known = self._wrapped = (wide, super().wrap(wide, high))
        self.height = known[1][1]
        return known[1]

    def read_here(self, element: Element) -> None:
        """What was drawn as the page's own before is text where it is drawn next."""
        self.element, self._read = element, False

    def draw(self) -> None:
        """The words, inside their mark."""
        if isinstance(self.canv, Sketch):
            return
        element = None if self._read else self.element
        self._read = True
        assert isinstance(self.canv, TaggedCanvas)
        self.canv.mark(element)
        super().draw()
        self.canv.unmark()

    def split(self, wide: float, high: float) -> list[Any]:
        """The parts before and after a page's end."""
        parts: list[Any] = super().split(wide, high)
        for part in parts:
            part.element = self.element
        return parts


class Marked(Flowable):
    """Any other flowable, a drawing for instance, inside one mark."""

    def __init__(self, content: Flowable, element: Element | None) -> None:
        super().__init__()
        self._content, self.element = content, element

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """The content's own size."""
        self.width, self.height = self._content.wrap(wide, high)
        return self.width, self.height

    def draw(self) -> None:
        """The content, inside its mark."""
        if isinstance(self.canv, Sketch):
            return
        with marked(self.canv, self.element):
            self._content.drawOn(self.canv, 0, 0)


class TaggedTable(LongTable):
    """A table whose lines and grounds are artifacts; its cells hold ``Tagged`` paragraphs."""

    def draw(self) -> None:
        """Its lines and cells."""
        if not isinstance(self.canv, Sketch):
            super().draw()

    def _drawBkgrnd(self) -> None:  # noqa: N802 - reportlab calls it so
        with marked(self.canv, None):
            super()._drawBkgrnd()  # type: ignore[misc]  # reportlab has it, its stubs do not

    def _drawLines(self) -> None:  # noqa: N802 - reportlab calls it so
        with marked(self.canv, None):
            super()._drawLines()  # type: ignore[misc]  # reportlab has it, its stubs do not


# ---- into the file


def finish(raw: bytes, root: Element, *, title: str, at: datetime | None = None) -> bytes:
    """The file with its tree, language and title, and nothing else about who made it or where.
    The same bytes for the same paper: ``at`` is the only time in it."""
    import pikepdf

    with pikepdf.open(BytesIO(raw)) as pdf:
        _plant(pdf, root)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        told = pdf.make_stream(_XMP.format(title=escape(title), language=LANGUAGE).encode())
        told.Type, told.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = told
        about = pikepdf.Dictionary(Title=pikepdf.String(title))
        if at is not None:
            about.CreationDate = pikepdf.String(f"D:{local(at):%Y%m%d%H%M%S}")
        pdf.trailer.Info = pdf.make_indirect(about)
        made = BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


class _Planter:
    """Makes the objects of the tree, and remembers whose each mark of a page is."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        import pikepdf

        self._pdf, self._parse, self._text = pdf, pikepdf.Object.parse, pikepdf.String
        self._pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]

    def plant(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        """The object of one element, with those of its parts. What needs no other object is read
        from text, which costs a third of putting it together."""
        pages = {page for page, _ in element.marks}
        numbers = [number for _, number in element.marks] if len(pages) == 1 else []
        parts = [part for part in element.parts if part.drawn]
        alone = f"/K {numbers[0]}" if len(numbers) == 1 and not parts else ""
        words = f"<</Type /StructElem /S /{element.role} {alone} {_as_cell(element)}>>"
        node = self._pdf.make_indirect(self._parse(words.encode()))
        node.P = parent
        for page, number in element.marks:
            self.owners[page - 1][number] = node
        inside = [self.plant(part, node) for part in parts]
        if numbers:  # the short form: one page for all of its marks
            node.Pg = self._pages[element.marks[0][0] - 1]
        if not alone:
            marks: list[Any] = list(numbers) or [self._mark(*mark) for mark in element.marks]
            node.K = [*marks, *inside]
        if element.alt:
            node.Alt = self._text(element.alt)
        return node

    def _mark(self, page: int, number: int) -> pikepdf.Object:
        import pikepdf

        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self._pages[page - 1], MCID=number)


def _as_cell(element: Element) -> str:
    """What a header cell heads, and how wide a cell is; nothing for all else."""
    scope = f"/Scope /{element.scope}" if element.scope else ""
    wide = f"/ColSpan {element.wide}" if element.wide > 1 else ""
    return f"/A <</O /Table {scope} {wide}>>" if scope or wide else ""


def _plant(pdf: pikepdf.Pdf, root: Element) -> None:
    import pikepdf

    tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    planter = _Planter(pdf)
    tree.K = planter.plant(root, tree)
    rows: list[Any] = []
    for place, (page, owners) in enumerate(zip(pdf.pages, planter.owners, strict=True)):
        page.obj.StructParents = place
        page.obj.Tabs = pikepdf.Name.S
        marks = pikepdf.Array([owners[number] for number in sorted(owners)])
        rows += [place, pdf.make_indirect(marks)]
    tree.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(rows)))
    tree.ParentTreeNextKey = len(planter.owners)
    pdf.Root.StructTreeRoot = tree
