"""From a letter's blocks to flowing text: which style each block has and what stays together.

A heading keeps two lines with it, the last line of its block is never alone on a page, an action
is never split, the identity panel never stands alone, and a note of any length flows over as many
pages as it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from srh_assess.letters.fonts import Fonts, Run
from srh_assess.letters.letter import Block, Row
from srh_assess.letters.paper import HEIGHT, LINE, QUIET, Look, style
from srh_assess.letters.tags import Element, Tagged

HEAD = frozenset({"sender", "addressee", "reference", "urgency", "marking"})
_SHORT = 160
_SECTION = 600
_TOGETHER = re.compile(
    r" (?:(?<=\d )(?=Jan|Febr|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)"
    r"|(?<=(?:ary|rch|ril|May|une|uly|ust|ber) )(?=\d{4}\b)|(?<=-\d{4} )(?=\d\d:\d\d)"
    r"|(?<=\d{3} )(?=\d{3,4}\b)|(?<=\d )(?=(?:kg|cm|mIU/L|hours?|days?|weeks?|months?|years?)\b)"
    r"|(?<=\d )(?=%)|(?<=\(told )(?=us\))"
    r"|(?<=\b[Bb]y )(?=\d)|(?<=\blast )(?=\d|year|week|month)"
    r"|(?<=\bor )(?=ex\b)|(?<=\bYou )(?=said:)|(?<=\bprinted )(?=\d))"
)
"""The blanks inside a date, between it and its time, inside a telephone number, between a
number and its unit or *%*, in *told us*, after *by* and *printed* before a date, in *last year*,
*or ex* and *You said*. A pattern that begins with its blank looks at blanks alone."""
_LAST = re.compile(r"(?<=\S) (?=\S{1,12}$)")
"""The last blank of a text: no short word stands on a line alone."""
_GAP = "\u00a0\u00a0\u00a0 "
_PADDING = 3 * mm
P = TypeVar("P", bound=Tagged)
_NEW_LINE = frozenset({"Preferred name", "Born"})


class Fact(Tagged):
    """A label or a bullet on the left, its words on the right; long words flow to the next page."""

    def __init__(
        self, text: Any, style: ParagraphStyle, label: Tagged | None = None, **more: Any
    ) -> None:
        super().__init__(text, style, **more)
        self.label = label
        self.label_height = float(label.wrap(style.leftIndent - 3 * mm, 0)[1]) if label else 0.0

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """The value's size, or the label's height where that is more."""
        width, height = super().wrap(wide, high)
        self.height = max(height, self.label_height)
        return width, self.height

    def split(self, wide: float, high: float) -> list[Any]:
        """The parts before and after a page's end; the label goes with the first."""
        if high < self.label_height:
            return []
        parts: list[Any] = super().split(wide, high)
        for part in parts[:1]:
            part.label, part.label_height = self.label, self.label_height
        return parts

    def draw(self) -> None:
        """The label first, so that reading order is label, value."""
        if self.label is not None:
            self.label.drawOn(self.canv, 0, self.height - self.label_height)
        super().draw()


class Whole(Fact):
    """A line of a list on one page; only one longer than half a page is split."""

    def split(self, wide: float, high: float) -> list[Any]:
        """Nothing, so that it moves to the next page whole."""
        if self.wrap(wide, high)[1] < HEIGHT / 2:
            return []
        return super().split(wide, high)


class Setter:
    """Sets the blocks of one letter in one look."""

    def __init__(self, fonts: Fonts, look: Look) -> None:
        self._fonts = fonts
        self._look = look
        for face in (look.font, look.bold):
            fonts.register(face)
        self._styles: dict[str, ParagraphStyle] = {}
        self._models: dict[str, Any] = {}

    def style(self, name: str, **changes: Any) -> ParagraphStyle:
        """A style of this look, made once."""
        if name not in self._styles:
            self._styles[name] = style(self._look, name, **changes)
        return self._styles[name]

    def markup(self, text: str, *, bold: bool = False) -> str:
        """Text with each run in the font that holds it. Refuses what no font holds."""
        return "<br/>".join(self._line(line, bold=bold) for line in text.splitlines())

    def _line(self, text: str, *, bold: bool) -> str:
        base = self._look.bold if bold else self._look.font
        runs = self._runs(text, bold=bold)
        return "".join(
            escape(run.text)
            if run.font == base
            else f'<font face="{run.font}">{escape(run.text)}</font>'
            for run in runs
        )

    def _runs(self, text: str, *, bold: bool) -> list[Run]:
        """Its runs. A date is never parted at a line's end, nor a short word from the last line."""
        whole = _LAST.sub("\u00a0", _TOGETHER.sub("\u00a0", text.replace("\t", " ")))
        return self._fonts.runs(whole, self._look.chain, bold=bold)

    def strong(self, text: str) -> str:
        """Text in bold inside a paragraph that is not."""
        return f'<font face="{self._look.bold}">{self.markup(text, bold=True)}</font>'

    def paragraph(
        self,
        text: str,
        name: str,
        element: Element | None = None,
        *,
        bold: bool = False,
        **changes: Any,
    ) -> Tagged:
        """One paragraph in the named style. ``element`` is its place in the tags; without one it
        is read as the page's own and not as text."""
        made = self.set(Tagged, text, self.style(name, bold=bold, **changes), bold=bold)
        made.element = element
        return made

    def set(
        self, kind: type[P], text: str, style: ParagraphStyle, *, bold: bool = False, **more: Any
    ) -> P:
        """A paragraph of some kind. One line of text goes past the markup parser, which costs
        more than all else: its runs are given as the fragments the parser would have made."""
        if len(text.splitlines()) > 1:
            return kind(self.markup(text, bold=bold), style, **more)
        runs = self._runs(text, bold=bold)
        if style.name not in self._models:
            self._models[style.name] = Paragraph("model", style).frags[0]
        model = self._models[style.name]
        frags = [model.clone(text=run.text, fontName=run.font) for run in runs]
        return kind(text, style, frags=frags, **more)

    def story(self, blocks: tuple[Block, ...], tree: Element) -> list[Flowable]:
        """Everything below the head, in reading order, and the same order in the tags. The
        signature and what follows it stand on no page without the last two sections of the
        body; of a long one its last two lines."""
        body = [block for block in blocks if block.role not in HEAD]
        signed = next((n for n, one in enumerate(body) if one.role == "signature"), len(body))
        found: list[Flowable] = []
        for place, block in enumerate(body):
            made = list(self._block(block, tree))
            if signed - 2 <= place < len(body) - 1:
                for piece in made if _size(block) <= _SECTION else made[-2:]:
                    _keep_with_next(piece)
            found.extend(made)
        return found

    def _block(self, block: Block, tree: Element) -> Iterator[Flowable]:
        if block.role == "identity":
            yield self._panel(block, tree)
            return
        if block.heading:
            size = self._look.body * 1.05
            yield self.paragraph(
                block.heading, "heading", tree.add("H1"), bold=True, size=size, spaceBefore=9,
                spaceAfter=2, keepWithNext=1,
            )  # fmt: skip
        inside = tree
        if block.role == "list":
            inside = tree.add("L")
        elif any(row.label for row in block.rows):
            inside = tree.add("Table")
        for place, row in enumerate(block.rows):
            set_row = self._row(block, row, inside, first=place == 0)
            more = place + 1 < len(block.rows)
            ends = place in (0, len(block.rows) - 2)
            if more and (block.role == "signature" or (block.heading and ends)):
                _keep_with_next(set_row)
            yield set_row

    def _row(self, block: Block, row: Row, tree: Element, *, first: bool) -> Flowable:
        if block.role == "list":
            return self.bullet(row.text, tree)
        if block.role == "request":
            size = self._look.body * 1.08
            return self.paragraph(
                row.text, "request", tree.add("P"), bold=True, size=size, spaceBefore=10,
                spaceAfter=2,
            )  # fmt: skip
        if block.boxed:
            return self.paragraph(row.text, "boxed", tree.add("P"), **_BOX)
        if tree.role == "Table":
            return self.fact(row.label, row.text, tree, before=8 if block.role == "copies" else 2.5)
        before = _BEFORE.get((block.role, first), 3)
        bold = block.bold or block.role == "greeting" or (block.role == "signature" and first)
        name = f"{block.role}-{bold}-{before}"
        return self.paragraph(row.text, name, tree.add("P"), bold=bold, spaceBefore=before)

    def fact(self, label: str, text: str, table: Element, *, before: float = 2.5) -> Fact:
        """One row of a table of two columns: its header cell, and what it says."""
        row, beside = table.add("TR"), None
        if label:
            head = row.add("TH", scope="Row")
            beside = self.paragraph(label, "label", head, textColor=QUIET)
        indent = self._look.label if label else 0
        value = self.style(f"fact-{before}-{indent}", leftIndent=indent, spaceBefore=before)
        made = self.set(Fact, text, value, label=beside)
        made.element = row.add("TD", wide=1 if label else 2)
        return made

    def bullet(self, text: str, items: Element) -> Whole:
        """One line of a list: its bullet, and what it says."""
        item = items.add("LI")
        sign = self.paragraph("\u2022", "bullet", item.add("Lbl"))
        made = self.set(
            Whole, text, self.style("action", leftIndent=5 * mm, spaceBefore=2.5), label=sign
        )
        made.element = item.add("LBody")
        return made

    def _panel(self, block: Block, tree: Element) -> Flowable:
        """The identity panel. It keeps what follows with it."""
        texts = [f"{self.markup(row.label)} {self.strong(row.text)}".strip() for row in block.rows]
        starts = [n for n, row in enumerate(block.rows) if row.label in _NEW_LINE]
        cuts = [0, *starts, len(texts)]
        lines = [_GAP.join(texts[a:b]) for a, b in pairwise(cuts) if a < b]
        panel = Tagged("<br/>".join(lines), self.style("panel", **_BOX, keepWithNext=1))
        panel.element = tree.add("P")
        return panel


_BOX: dict[str, Any] = {
    "borderWidth": 0.7,
    "borderColor": LINE,
    "borderRadius": 2,
    "borderPadding": _PADDING,
    "leftIndent": _PADDING,
    "rightIndent": _PADDING,
    "spaceBefore": _PADDING + 6,
    "spaceAfter": _PADDING + 9,
}
_BEFORE = {("signature", True): 18, ("signature", False): 0, ("greeting", True): 14}


def _size(block: Block) -> int:
    """How many letters it has."""
    return sum(len(row.label) + len(row.text) for row in block.rows)


def _keep_with_next(flowable: Flowable) -> None:
    """Keeps a short piece with what follows; a long one may part from it."""
    long = isinstance(flowable, Paragraph) and len(flowable.text) > _SHORT
    if not flowable.getKeepWithNext():  # type: ignore[no-untyped-call]  # its stubs lack it
        flowable.keepWithNext = not long
