"""Our outline icons, tinted from the colour table when they are painted."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from srh_assess.shipped import shipped

# Pixel ratios a ward PC shows: 100, 125, 150 and 200 %.
_RATIOS = (1.0, 1.25, 1.5, 2.0)


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(path.stem for path in shipped("icons").glob("*.svg")))


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = shipped("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, name: str, colour: str, where: QRectF) -> None:
    """Paints an icon in ``#rrggbb``, sharp at any scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _drawing(name, colour).render(painter, where)
    painter.restore()


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon as a picture of ``size`` logical pixels."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, colour, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def room() -> QIcon:
    """Nothing drawn, where an icon will be: a button has the size it will have."""
    empty = QPixmap(1, 1)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, off: str, size: int) -> QIcon:
    """An icon for a button: ``colour`` when usable, ``off`` when it is not."""
    found = QIcon()
    for ratio in _RATIOS:
        found.addPixmap(pixmap(name, colour, size, ratio))
        found.addPixmap(pixmap(name, off, size, ratio), QIcon.Mode.Disabled)
    return found
