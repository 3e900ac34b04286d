"""Leaflets and the ward poster: plain words from ``resources/paper``, numbers from the protocol.

Set in the type of her own copy; ``large`` is large print, 18 point.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from srh_assess.errors import ContentFault
from srh_assess.letters.fonts import HERS
from srh_assess.letters.paper import OWN, OWN_LARGE, Look
from srh_assess.letters.render import Rendered
from srh_assess.letters.sheet import Sheet
from srh_assess.protocol.model import Protocol
from srh_assess.shipped import shipped

T = TypeVar("T")
_POSTER = Look(chain=HERS, body=24, leading=33)
_FOOT = "{title} (content version {version})."
_APART = 12
_INSIDE = re.compile(r"(?<!\.) ")
"""A blank that does not part two sentences: a title of several breaks between them alone."""


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A heading and the sentences below it."""

    heading: str
    lines: tuple[str, ...]


class Leaflet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One leaflet. ``short`` is its name in a list."""

    order: int
    title: str
    short: str
    part: tuple[Part, ...]


class Poster(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The poster: its title, its lines, and whom to ask."""

    title: str
    lines: tuple[str, ...]
    ask: str
    ring: str


def leaflets(folder: Path | None = None) -> dict[str, Leaflet]:
    """Every leaflet by its name, in order."""
    folder = folder or shipped("paper", "leaflets")
    found = {path.stem: _read(path, Leaflet) for path in sorted(folder.glob("*.toml"))}
    return dict(sorted(found.items(), key=lambda one: one[1].order))


def poster(path: Path | None = None) -> Poster:
    """The words of the poster."""
    return _read(path or shipped("paper", "poster.toml"), Poster)


def form(path: Path | None = None) -> Mapping[str, str]:
    """The words of the blank form (``blank_form``)."""
    return _read(path or shipped("paper", "form.toml"), dict[str, str])


def calibration(path: Path | None = None) -> dict[str, Any]:
    """The words of the calibration page (``calibration``)."""
    return _read(path or shipped("paper", "calibration.toml"), dict[str, Any])


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (OSError, ValueError, RecursionError, msgspec.ValidationError) as broken:
        raise ContentFault("paper-content", file=path.name, fault=str(broken)) from broken


# ---- on paper


class Ward(Struct, frozen=True, kw_only=True):
    """Whose ward it is, and where to ring; ``notice`` says how the approval stands, ``mark`` that
    it is no live one."""

    name: str
    phone: str = ""
    notice: str = ""
    mark: str = ""


def pdf(leaflet: Leaflet, protocol: Protocol, ward: Ward, *, large: bool = False) -> Rendered:
    """One leaflet. Its last part and whom to ask stand on one page."""
    sheet = _sheet(leaflet.title, protocol, ward, OWN_LARGE if large else OWN)
    for part in leaflet.part:
        sheet.heading(part.heading, 2)
        lines = [said(line, protocol, leaflet.title) for line in part.lines]
        sheet.bullets(lines, stay=part is leaflet.part[-1])
    _whom(sheet, ward)
    return sheet.pdf()


def poster_pdf(protocol: Protocol, ward: Ward) -> Rendered:
    """The ward poster: one page, to be read from a step away."""
    words = poster()
    sheet = _sheet(words.title, protocol, ward, _POSTER)
    for line in words.lines:
        sheet.paragraph(said(line, protocol, words.title))
    _whom(sheet, ward)
    return sheet.pdf()


def _sheet(title: str, protocol: Protocol, ward: Ward, look: Look) -> Sheet:
    foot = _FOOT.format(title=title.rstrip("."), version=protocol.version)
    said = " ".join(filter(None, (foot, ward.notice)))
    sheet = Sheet(title, foot=said, mark=ward.mark, look=look)
    sheet.heading(_INSIDE.sub("\u00a0", title) if ". " in title else title)
    return sheet


def _whom(sheet: Sheet, ward: Ward) -> None:
    """Whom to ask; no line for a telephone that is not set."""
    words = poster()
    ask = words.ask.format(ward=ward.name)
    sheet.paragraph(ask, bold=True, stay=bool(ward.phone), before=_APART)
    if ward.phone:
        sheet.paragraph(words.ring.format(phone=ward.phone), bold=True)


def said(line: str, protocol: Protocol, of: str) -> str:
    """A line with the hours of the clocks it names. Refuses a clock without an end."""
    hours = {
        clock.id: f"{clock.window_hours:g}"
        for clock in protocol.clocks.values()
        if clock.window_hours is not None
    }
    try:
        return line.format(**hours)
    except (KeyError, ValueError, IndexError) as broken:
        raise ContentFault("paper-content", file=of, fault=str(broken)) from broken
