"""A placed picture as SVG: vectors and words, with its text alternative inside.

Written by hand, for a picture holds five kinds of part. Colours are those of paper; every shape
is told apart without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from srh_assess.charts.picture import Area, Dot, Ink, Part, Picture, Stroke, corners
from srh_assess.letters.inks import PAPER

FONT = "Noto Sans, DejaVu Sans, Arial, sans-serif"


def as_svg(picture: Picture, title: str, alternative: str) -> bytes:
    """The file. ``alternative`` is what the picture says in words."""
    wide, high = _number(picture.width), _number(picture.height)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
        f' viewBox="0 0 {wide} {high}" role="img" aria-labelledby="title desc"'
        f" font-family={quoteattr(FONT)}>\n"
        f'<title id="title">{escape(title)}</title>\n'
        f'<desc id="desc">{escape(alternative)}</desc>\n'
        f'<rect width="{wide}" height="{high}" fill="{PAPER["ground"]}"/>\n'
    )
    return (head + "\n".join(_parts(picture.parts)) + "\n</svg>\n").encode()


def _parts(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        match part:
            case Stroke():
                dash = " ".join(_number(each) for each in part.dash)
                dashed = f' stroke-dasharray="{dash}"' if dash else ""
                yield (
                    f'<polyline points="{_places(part.places)}" fill="none"'
                    f' stroke="{PAPER[part.ink]}" stroke-width="{_number(part.wide)}"{dashed}/>'
                )
            case Area():
                yield f'<polygon points="{_places(part.places)}" {_fill(part.ink, part.edge)}/>'
            case Dot():
                yield _dot(part)
            case _:
                bold = ' font-weight="bold"' if part.bold else ""
                yield (
                    f'<text x="{_number(part.x)}" y="{_number(part.y)}"'
                    f' font-size="{_number(part.size)}" fill="{PAPER[part.ink]}"'
                    f' text-anchor="{part.anchor}"{bold}>{escape(part.text)}</text>'
                )


def _dot(dot: Dot) -> str:
    filled = _fill(dot.ink, dot.hollow)
    if dot.shape == "circle":
        x, y, r = _number(dot.x), _number(dot.y), _number(dot.half)
        return f'<circle cx="{x}" cy="{y}" r="{r}" {filled}/>'
    return f'<polygon points="{_places(corners(dot))}" {filled}/>'


def _fill(ink: Ink, empty: bool) -> str:
    """Filled, or an outline on the ground."""
    if not empty:
        return f'fill="{PAPER[ink]}"'
    return f'fill="{PAPER["ground"]}" stroke="{PAPER[ink]}" stroke-width="1.6"'


def _places(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in places)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
