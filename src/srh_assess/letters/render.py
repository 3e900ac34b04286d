"""From a letter to the bytes of a PDF: A4, tagged, embedded fonts, nothing telling in the
metadata. The same letter and the same printing give the same bytes.

``reportlab`` is imported by the modules below this one, late: whoever shows a sign-in screen
does not wait for it.
"""

from __future__ import annotations

from copy import copy
from functools import cache, partial
from io import BytesIO

from msgspec import Struct
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from srh_assess.errors import Refused
from srh_assess.letters.flow import Setter
from srh_assess.letters.fonts import shared
from srh_assess.letters.letter import Letter, Printing
from srh_assess.letters.page import Furniture, PageOf
from srh_assess.letters.paper import (
    HEIGHT,
    OWN,
    OWN_LARGE,
    PROFESSIONAL,
    SHEET,
    SIDE,
    TEXT_WIDTH,
    WIDTH,
    Look,
    Window,
)  # fmt: skip
from srh_assess.letters.tags import LANGUAGE, Element, finish

TITLE = "Clinical letter"


class Rendered(Struct, frozen=True):
    """The bytes that are previewed, printed and kept, and how many pages they are."""

    data: bytes
    pages: int


class Renderer:
    """Renders letters for one kind of envelope."""

    def __init__(self, window: Window | None = None) -> None:
        self._window = window or Window()

    def pdf(self, letter: Letter, printing: Printing) -> Rendered:
        """The letter as PDF. Refuses, unless it is a draft: an empty letter, and her copy
        before it was checked. Refuses any sign that no font can print, by name."""
        if not printing.draft:
            if letter.empty:
                raise Refused("letter-nothing")
            if letter.kind == "her_copy" and not printing.checked:
                raise Refused("letter-unchecked")
        look = SHEET if letter.kind == "call_sheet" else PROFESSIONAL
        if letter.kind == "her_copy":
            look = OWN_LARGE if printing.large else OWN
        setter = _setter(look)
        furniture = Furniture(letter, printing, setter, self._window)
        text = Element("Sect")
        raw, pages = _build(setter.story(letter.blocks, text), furniture, look)
        root = Element("Document")
        root.parts = [furniture.head, text, furniture.end]
        return Rendered(finish(raw, root, title=TITLE, at=printing.at), pages)


@cache
def _setter(look: Look) -> Setter:
    """What sets letters in that look: its styles are made once, and serve every letter."""
    return Setter(shared(), look)


def _build(story: list[Flowable], furniture: Furniture, look: Look) -> tuple[bytes, int]:
    made = BytesIO()
    document = BaseDocTemplate(
        made,
        pagesize=(WIDTH, HEIGHT),
        title=TITLE,
        author="",
        subject="",
        creator="",
        lang=LANGUAGE,
        pageCompression=0,  # the tags are put in by what compresses faster
        displayDocTitle=True,
        initialFontName=look.font,
        invariant=1,
    )
    first = _frame(furniture.first_top, furniture.foot_height)
    later = _frame(furniture.next_top, furniture.foot_height)
    document.addPageTemplates(
        [
            PageTemplate("first", [first], furniture.first, autoNextPageTemplate="later"),
            PageTemplate("later", [later], furniture.later),
        ]
    )
    document.build(story, canvasmaker=partial(PageOf, furniture=furniture))
    return made.getvalue(), document.page


class _Field(Frame):
    """A field of text. What looks whether pieces fit together on a page copies the field for
    each look; nothing of it changes meanwhile but what a copy has of its own."""

    def __deepcopy__(self, _: object) -> _Field:
        return copy(self)


def _frame(top: float, foot: float) -> Frame:
    """The field of text between head and foot."""
    return _Field(SIDE, foot, TEXT_WIDTH, HEIGHT - top - foot, 0, 0, 0, 0)
