"""The theme: one table of tokens, three colour tables, one text scale, one style sheet.

A ``Theme`` is made once by ``app`` and handed to every widget that paints or shows an icon.
It follows the system's light or dark setting until the user chooses. When the system itself
asks for high contrast, the system's own colours win over our table.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QWidget

from srh_assess.shipped import shipped
from srh_assess.ui import icons
from srh_assess.ui.collector import resting
from srh_assess.ui.tokens import Tokens, contrast, tokens

Name = Literal["light", "dark", "high-contrast"]
Choice = Literal["system", "light", "dark", "high-contrast"]

SMALLEST, LARGEST = 1.0, 2.0
WORDS = 4.5  # WCAG 2.x contrast of words

# What stands on what, when the system's own contrast colours replace our table.
_GROUNDS = ("surface", "surface-raised", "surface-sunken")


# In high contrast, lines that are drawn thicker than the table's own.
_THICKER = {
    "control": "high-contrast-control",
    "card": "high-contrast-control",
    "chosen": "high-contrast-chosen",
}


class _Sheet(Template):
    """``${name}`` with the dots and hyphens of token names."""

    braceidpattern = r"[a-z][a-z0-9.\-]*"


@cache
def load_fonts() -> None:
    """Gives Qt the shipped fonts, once a process."""
    for path in sorted(shipped("fonts").rglob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _system_palette() -> QPalette:
    """The system's own palette, remembered by the application: once a theme is on, Qt no
    longer tells it."""
    app = QGuiApplication.instance()
    if app is None:
        return QPalette()
    told = app.property("systemPalette")
    if not isinstance(told, QPalette):
        told = QPalette(QGuiApplication.palette())
        app.setProperty("systemPalette", told)
    return told


class Theme(QObject):
    """Colours, type, spaces and icons for one application.

    ``text`` is the person's own text size, from 1 to 2. A system font larger than our base
    raises it further, up to the same limit.
    """

    changed = Signal()

    def __init__(
        self,
        choice: Choice = "system",
        *,
        text: float = SMALLEST,
        readable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tokens = tokens()
        self._choice: Choice = choice
        self._text = text
        self._readable = readable
        general = QFontDatabase.SystemFont.GeneralFont
        self._system_pt = max(QFontDatabase.systemFont(general).pointSizeF(), 0.0)
        self._system_palette = _system_palette()
        self._dressed: QApplication | None = None
        self._scale = self._scaled()
        load_fonts()
        self._name = self._named()
        self._colours = self._table()
        self._fonts: dict[tuple[str, bool | None], QFont] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    # ---- what it is now

    @property
    def tokens(self) -> Tokens:
        """The table itself, for what has no method here."""
        return self._tokens

    @property
    def choice(self) -> Choice:
        """What the user chose; ``system`` until then."""
        return self._choice

    @property
    def name(self) -> Name:
        """The table in use."""
        return self._name

    def _named(self) -> Name:
        if self._choice != "system":
            return self._choice
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "high-contrast"
        if hints.colorScheme() == Qt.ColorScheme.Dark:
            return "dark"
        return "light"

    @property
    def scale(self) -> float:
        """How much larger than our base the text is; heights and marks grow with it."""
        return self._scale

    def _scaled(self) -> float:
        system = self._system_pt / self._tokens.base_pt
        return min(max(self._text * max(system, 1.0), SMALLEST), LARGEST)

    # ---- changing it

    def choose(self, choice: Choice) -> None:
        """Takes the user's choice of theme."""
        self._choice = choice
        self._renew()

    def scale_text(self, text: float) -> None:
        """Takes the user's choice of text size: 1 to 2 times."""
        self._text = min(max(text, SMALLEST), LARGEST)
        self._renew()

    def read_easily(self, readable: bool) -> None:
        """Takes the user's choice of the more readable letters."""
        self._readable = readable
        self._renew()

    def _system_changed(self) -> None:
        if self._choice == "system":
            self._renew()

    def _renew(self) -> None:
        self._name = self._named()
        self._colours = self._table()
        self._scale = self._scaled()
        self._fonts.clear()
        if self._dressed is not None:
            self.dress(self._dressed)
        self.changed.emit()

    # ---- reading it

    def colour(self, name: str) -> QColor:
        """A colour of the table in use, for painting."""
        return QColor(self._colours[name])

    def chart_colour(self, name: str) -> QColor:
        """A colour for charts and timelines."""
        return QColor(self._tokens.chart[self.name][name])

    def points(self, size: str) -> float:
        """The point size of a type size such as ``body`` or ``answer``."""
        return round(self._tokens.base_pt * self._tokens.types[size].scale * self.scale, 2)

    def font(self, size: str = "body", *, strong: bool | None = None) -> QFont:
        """A font for painting; ``strong`` overrides the weight of the size."""
        if (size, strong) not in self._fonts:
            self._fonts[size, strong] = self._font(size, strong)
        return QFont(self._fonts[size, strong])

    def _font(self, size: str, strong: bool | None) -> QFont:
        weight = self._tokens.types[size].weight
        if strong is not None:
            weight = "strong" if strong else "normal"
        font = QFont(self._families())
        font.setPointSizeF(self.points(size))
        font.setWeight(QFont.Weight(self._tokens.font.weights[weight]))
        return font

    def mono(self) -> QFont:
        """The font of record ids and hashes."""
        font = self.font("small")
        font.setFamilies([self._tokens.font.mono, *self._families()])
        return font

    def _families(self) -> list[str]:
        told = self._tokens.font
        first = [told.readable] if self._readable else []
        return [*first, told.family, *told.fallback]

    def space(self, name: str) -> int:
        """A space in pixels; spaces do not grow with the text."""
        return self._tokens.space[name]

    def radius(self, name: str) -> int:
        """The radius of a corner in pixels."""
        return self._tokens.radius[name]

    def line(self, name: str) -> int:
        """The width of a line in pixels; edges are thicker in high contrast."""
        if self.name == "high-contrast":
            name = _THICKER.get(name, name)
        return self._tokens.line[name]

    def height(self, name: str) -> int:
        """A minimum height in pixels; it grows with the text."""
        return round(self._tokens.height[name] * self.scale)

    def floor(self, name: str) -> int:
        """The same in pixels that do not grow: for what a finger must hit, and for edges of
        the window whose content grows by itself."""
        return self._tokens.height[name]

    def width(self, name: str) -> int:
        """A width in pixels; it grows with the text."""
        return round(self._tokens.width[name] * self.scale)

    def icon_size(self, name: str = "inline") -> int:
        """The edge of an icon in pixels; it grows with the text."""
        return round(self._tokens.icon[name] * self.scale)

    def mark(self, name: str) -> int:
        """The edge of the small box of an answer in pixels; it grows with the text."""
        return round(self._tokens.mark[name] * self.scale)

    def icon(self, name: str, colour: str = "text", size: str = "button") -> QIcon:
        """An icon for a button."""
        return icons.icon(
            name, self._colours[colour], self._colours["text-muted"], self.icon_size(size)
        )

    def paint_icon(self, painter: QPainter, name: str, colour: str, where: QRectF) -> None:
        """Paints an icon in a colour of the table."""
        icons.paint(painter, name, self._colours[colour], where)

    # ---- putting it on

    def dress(self, app: QApplication) -> None:
        """Gives the application its style, palette, font and style sheet."""
        if self._dressed is None:
            app.setStyle("Fusion")
        self._dressed = app
        with resting():
            app.setPalette(self._palette())
            app.setFont(self.font())
            app.setStyleSheet(self.sheet())

    def sheet(self) -> str:
        """The style sheet: the template with every name filled in. An unknown name fails."""
        template = shipped("theme", "srh.qss").read_text("utf-8")
        return _Sheet(template).substitute(self._names())

    def _names(self) -> dict[str, str]:
        told = self._tokens
        found = dict(self._colours)
        found |= {f"type.{n}": f"{self.points(n)}pt" for n in told.types}
        found |= {f"weight.{n}": str(told.font.weights[t.weight]) for n, t in told.types.items()}
        found |= {f"weight.{n}": str(weight) for n, weight in told.font.weights.items()}
        for table, read in (
            ("space", self.space),
            ("radius", self.radius),
            ("line", self.line),
            ("height", self.height),
        ):
            found |= {f"{table}.{n}": f"{read(n)}px" for n in getattr(told, table)}
        found |= {f"scroll.{n}": f"{px}px" for n, px in told.scroll.items()}
        edges = 2 * self.line("control")
        inner = {
            "field.inner": self.height("control") - 2 * self.space("xs") - edges,
            "button.inner": self.height("control") - 2 * self.space("s") - edges,
            "quiet.inner": self.floor("target") - 2 * self.space("xs"),
        }
        # a chosen button has a wider line, and is as large as those beside it
        wider = self.line("chosen") - self.line("control")
        inner |= {f"chosen.{name}": self.space(name) - wider for name in ("s", "m", "l")}
        return found | {name: f"{px}px" for name, px in inner.items()}

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        table = {
            role.Window: "surface",
            role.WindowText: "text",
            role.Base: "surface-raised",
            role.AlternateBase: "surface-sunken",
            role.Text: "text",
            role.PlaceholderText: "text-muted",
            role.Button: "surface-raised",
            role.ButtonText: "text",
            role.ToolTipBase: "surface-raised",
            role.ToolTipText: "text",
            role.Highlight: "accent",
            role.HighlightedText: "on-accent",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.Accent: "accent",
        }
        palette = QPalette(self.colour("surface-raised"), self.colour("surface"))
        for found, name in table.items():
            palette.setColor(found, self.colour(name))
        for found in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, found, self.colour("text-muted"))
        return palette

    def _table(self) -> dict[str, str]:
        told = dict(self._tokens.colours[self.name])
        if self._choice != "system" or self.name != "high-contrast":
            return told
        return from_system(told, self._system_palette)


def from_system(table: dict[str, str], palette: QPalette) -> dict[str, str]:
    """The high-contrast table in the system's own colours.

    Ground, words and highlight come from the system; a tone of ours that could not be read
    on that ground becomes plain text (its icon and its word still tell it).
    """
    ground = palette.color(QPalette.ColorRole.Window).name()
    words = palette.color(QPalette.ColorRole.WindowText).name()
    found = {}
    for name, ours in table.items():
        if name.startswith("paper"):
            found[name] = ours
        elif name in _GROUNDS or name.endswith("-soft") or name.startswith("on-"):
            found[name] = ground
        else:
            found[name] = ours if contrast(ours, ground) >= WORDS else words
    found |= {"text": words, "text-muted": words, "border": words, "divider": words}
    found |= {
        "accent": palette.color(QPalette.ColorRole.Highlight).name(),
        "on-accent": palette.color(QPalette.ColorRole.HighlightedText).name(),
    }
    if contrast(found["accent"], ground) < WORDS:
        found["accent"], found["on-accent"] = words, ground
    return found


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Sets a property the style sheet looks at, and lets the widget take on its new look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
