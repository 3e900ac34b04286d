"""Where the lines of a plain paragraph end: the same lines as reportlab's own, which asks of every
word whether it may be parted, is shaped, or runs from right to left. Ours never are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfmetrics import getAscentDescent, getFont
from reportlab.platypus.paragraph import split, strip  # type: ignore[attr-defined]  # reportlab has them, its stubs do not

Line = tuple[float, list[str]]
"""How much of its width is left, and its words."""
_SOFT_HYPHEN = "\u00ad"


def broken(
    words: str, font: Any, size: float, widths: Sequence[float], shrink: float
) -> list[Line]:
    """The lines of words in one font; the last of ``widths`` is that of every line after it.
    ``shrink`` is the share of a blank by which a line may be too long. Nothing where a word may
    have to be parted: it has a soft hyphen, or is wider than a line."""
    if _SOFT_HYPHEN in words:
        return []
    narrow, space = min(widths), font.stringWidth(" ", size)
    lines: list[Line] = []
    line: list[str] = []
    used, wide, give = -space, widths[0], shrink * space
    for word in split(words):
        room = font.stringWidth(word, size)
        if room > narrow:
            return []
        after = used + space + room
        if line and after > wide + give * len(line):
            lines.append((wide - used, line))
            wide = widths[min(len(lines), len(widths) - 1)]
            line, used = [word], room
        else:
            used = after
            line.append(word)
    return [*lines, (wide - used, line)]


def plain(paragraph: Any, widths: Sequence[float]) -> Any:
    """The lines of a paragraph as its drawing takes them; nothing where it is not a plain one:
    of one font, of whole text, in a style that only says how it looks."""
    style = paragraph.style
    if len(paragraph.frags) != 1 or paragraph.bulletText or style.endDots or style.wordWrap:
        return None
    piece = paragraph.frags[0]
    words = strip(getattr(piece, "text", ""))
    if not words:
        return None
    size = piece.fontSize
    lines = broken(words, getFont(piece.fontName), size, widths, style.spaceShrinkage)
    if not lines:
        return None
    paragraph.height = 0
    ascent, descent = getAscentDescent(piece.fontName, size)
    return piece.clone(kind=0, lines=lines, ascent=ascent, descent=descent, fontSize=size)
