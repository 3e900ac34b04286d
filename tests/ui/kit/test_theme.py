"""The token file is the one place for colours, type and sizes, and its promises hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from srh_assess.shipped import shipped
from srh_assess.ui import icons
from srh_assess.ui.theme import Theme, from_system, set_property
from srh_assess.ui.tokens import contrast, luminance, tokens

THEMES = ("light", "dark", "high-contrast")
_ROW = re.compile(r'^([a-z-]+)\s*= "(#[0-9A-Fa-f]{6})"(.*)$')
_PAIR = re.compile(r"(\d+\.\d) on ([a-z-]+)")
# What is drawn rather than read: an edge, a ring, an icon's line.
_LINES = {"border", "focus", "attention-line"}


def promised() -> list[tuple[str, str, str, float]]:
    """(theme, colour, ground, ratio) of every pair named in a comment of the token file."""
    found, theme, colour = [], "", ""
    for line in shipped("theme", "theme.toml").read_text("utf-8").splitlines():
        if line.startswith("["):
            theme = line.strip("[]").partition(".")[2] if line.startswith("[colour.") else ""
            colour = ""
        if theme not in THEMES:
            continue
        if row := _ROW.match(line):
            colour = row[1]
        elif not line.strip().startswith("#"):
            colour = ""
        if colour:
            comment = line.partition("#")[2] if not row else row[3]
            found += [(theme, colour, on, float(r)) for r, on in _PAIR.findall(comment)]
    return found


def test_every_pair_named_in_the_table_was_found():
    pairs = promised()
    assert len(pairs) > 150
    assert {theme for theme, *_ in pairs} == set(THEMES)


@pytest.mark.parametrize(("theme", "colour", "ground", "ratio"), promised())
def test_contrast(theme, colour, ground, ratio):
    table = tokens().colours[theme]
    found = contrast(table[colour], table[ground])
    assert found == pytest.approx(ratio, abs=0.06)
    assert found >= (3.0 if colour in _LINES else 4.5)


def test_contrast_is_the_wcag_formula():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert luminance("#FFFFFF") == pytest.approx(1)


def test_the_three_tables_name_the_same_colours():
    names = [set(table) for table in tokens().colours.values()]
    assert all(one == names[0] for one in names)
    assert [set(table) for table in tokens().chart.values()].count(
        set(tokens().chart["light"])
    ) == 3


def test_no_colour_size_or_font_is_written_outside_the_table(checkout: Path):
    colour = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?![0-9A-Za-z])|rgba?\(")
    size = re.compile(r"\b\d+(px|pt)\b")
    family = re.compile(r"Noto|DejaVu|Atkinson|Segoe|Arial")
    for path in sorted((checkout / "src/srh_assess/ui").rglob("*.py")):
        code = re.sub(r'"""(?:.|\n)*?"""|(?m:#.*$)', "", path.read_text("utf-8"))
        for what in (colour, size, family):
            assert not what.search(code), f"{path.name}: {what.search(code)}"
    sheet = re.sub(r"/\*(?:.|\n)*?\*/", "", shipped("theme", "srh.qss").read_text("utf-8"))
    names = re.sub(r"\$\{[^}]*\}", "", sheet)
    assert not re.search(r":[^;{}]*(#[0-9A-Fa-f]{3}|\d+px|\d+pt)", names)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("text", [1.0, 1.5, 2.0])
def test_the_sheet_has_every_name_filled_in(qapp, name, text):
    sheet = Theme(name, text=text).sheet()
    assert "$" not in sheet
    assert tokens().colours[name]["accent"] in sheet


def test_text_grows_in_points_and_heights_with_it(theme):
    assert theme.points("body") == 12
    assert theme.height("answer") == 52
    theme.scale_text(1.5)
    assert theme.points("body") == 18
    assert theme.height("answer") == 78
    theme.scale_text(9)
    assert theme.scale == 2.0
    assert theme.space("m") == 12


def test_a_change_is_told_and_shown(theme, qtbot):
    label = QLabel("words")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.name == "dark"
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour("text")
    with qtbot.waitSignal(theme.changed):
        theme.read_easily(True)
    assert theme.font().families()[0] == tokens().font.readable


def test_it_follows_the_system_until_the_user_chooses(qapp, monkeypatch):
    theme = Theme()
    hints = QGuiApplication.styleHints()
    names = [theme.name]
    hints.setColorScheme(Qt.ColorScheme.Dark)
    names.append(theme.name)
    theme.choose("high-contrast")
    names.append(theme.name)
    hints.unsetColorScheme()
    assert theme.choice == "high-contrast"
    assert names[0] == "light"
    assert names[1] in ("dark", "light")  # the offscreen platform may have no scheme at all
    assert names[2] == "high-contrast"


def test_in_high_contrast_edges_are_thicker(theme):
    assert (theme.line("control"), theme.line("chosen")) == (1, 2)
    theme.choose("high-contrast")
    assert (theme.line("control"), theme.line("chosen")) == (2, 4)


def test_the_systems_own_contrast_colours_win():
    palette = QPalette()
    ours = tokens().colours["high-contrast"]
    for role, colour in (
        (QPalette.ColorRole.Window, "#ffffff"),
        (QPalette.ColorRole.WindowText, "#00009f"),
        (QPalette.ColorRole.Highlight, "#ffff00"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
    ):
        palette.setColor(role, QColor(colour))
    found = from_system(ours, palette)
    assert found["surface"] == found["accent-soft"] == "#ffffff"
    assert found["text"] == found["border"] == "#00009f"
    assert found["accent"] == "#00009f"  # yellow on white cannot be read
    assert found["paper"] == ours["paper"]
    for name in ("urgent", "attention", "ok", "training", "advice", "focus"):
        assert contrast(found[name], found["surface"]) >= 4.5


def test_every_icon_can_be_drawn(theme):
    assert len(icons.names()) >= 26
    for name in icons.names():
        assert not theme.icon(name).isNull()
        svg = shipped("icons", f"{name}.svg").read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in svg
        assert "currentColor" in svg
        assert 'stroke-width="2"' in svg
        assert 'stroke-linecap="round"' in svg


def test_the_shipped_letters_are_there(theme):
    assert tokens().font.family in QFontDatabase.families()
    assert theme.mono().families()[0] == tokens().font.mono


def test_a_property_changes_the_look_at_once(theme, qtbot):
    label = QLabel("words")
    qtbot.addWidget(label)
    label.setProperty("role", "body")
    label.show()
    before = label.font().pointSizeF()
    set_property(label, "role", "aloud")
    assert label.font().pointSizeF() > before
    set_property(label, "role", "aloud")


def test_none_cannot_be_used_up():
    import sys

    import srh_assess.ui  # noqa: F401  # importing it is what is tested

    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > 1 << 39


def test_the_application_wears_it(theme):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.styleSheet() == theme.sheet()
    assert app.palette().color(QPalette.ColorRole.Window) == theme.colour("surface")
    assert theme.chart_colour("line").isValid()
