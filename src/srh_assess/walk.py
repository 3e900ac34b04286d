"""The scripted walks: the real windows driven from the first page to the letters, with pictures.

What ``run`` shows where there is no display, what the tests look at, and how pictures for the
guide are made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from PySide6.QtWidgets import QApplication

from srh_assess.app import SCREEN, application, has_display, make, make_training
from srh_assess.clock import SystemClock
from srh_assess.errors import BadInput
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.ui import walkthrough, ward_walk
from srh_assess.ui.story import STORIES, story
from srh_assess.ui.theme import LARGEST, SMALLEST, Choice, Theme
from srh_assess.ui.training import walk as training_walk
from srh_assess.ui.walkthrough import Pictures
from srh_assess.workflow import synthetic
from srh_assess.workflow.desk import Desk

PASSPHRASE = "four plain words here"
"""Of a synthetic home, where none was named. It is printed with the names."""


def walk(
    out: Path,
    *,
    scenario: str = "go",
    scale: float = 1.0,
    theme: str = "light",
    passphrase: str = "",
    run: str = "alone",
) -> Iterator[str]:
    """Drives the real windows through one assessment, a full ward, or one training scenario, and
    says what it did.

    ``scale`` is the screen's own scaling where this is the first window of the process, else
    the size of the words. Without a display the windows are drawn into memory. ``run`` is how a
    training scenario is run.
    """
    if scenario not in STORIES and (shipped("scenarios") / f"{scenario}.toml").is_file():
        yield from _walk_training(out, scenario, run, scale, theme)
        return
    told = None if scenario == ward_walk.SCENARIO else story(scenario)
    look, edges = _walking(scale, theme)
    passphrase = passphrase or PASSPHRASE
    desk = Desk(out / "home", load, SystemClock())
    yield f"A synthetic home in {desk.folder}, passphrase {passphrase!r}, for:"
    if told is None:
        yield from ward_walk.fill(desk.folder, desk.protocol, desk.clock.now(), passphrase)
    else:
        yield from (f"  {who}" for who in synthetic.make(desk, passphrase))
    program = make(look, desk.folder, protocol=desk.protocol)
    program.window.resize(*edges)
    program.window.show()
    program.open()
    try:
        pictures = Pictures(out, program.window)
        if told is None:
            yield from ward_walk.walked(program.window, passphrase, pictures)
        else:
            yield from walkthrough.walked(program.window, told, passphrase, pictures)
    finally:
        program.close()
        program.window.deleteLater()
    yield f"{pictures.count} pictures in {out}."


def _walk_training(out: Path, scenario: str, run: str, scale: float, theme: str) -> Iterator[str]:
    look, edges = _walking(scale, theme)
    program = make_training(look, out / "home")
    program.window.resize(*edges)
    program.window.show()
    program.open()
    try:
        pictures = Pictures(out, program.window)
        yield from training_walk.walked(program.window, program.room, scenario, run, pictures)
    finally:
        program.close()
        program.window.deleteLater()
    yield f"{pictures.count} pictures in {out}."


def _walking(scale: float, theme: str) -> tuple[Theme, tuple[int, int]]:
    """The theme of a walk, put on, and the size of its window."""
    choice = _choice(theme)
    if not SMALLEST <= scale <= LARGEST:
        raise BadInput("scale-outside", low=f"{SMALLEST:g}", high=f"{LARGEST:g}")
    first = QApplication.instance() is None
    if first:
        _drawn_at(scale)
    app = application()  # before anything that draws: fonts need one
    look = Theme(choice, text=1.0 if first else scale)
    look.dress(app)
    wide, tall = (round(edge / (scale if first else 1)) for edge in SCREEN)
    return look, (wide, tall)


def _drawn_at(scale: float) -> None:
    """Before the first window: how large a screen draws, and in memory where there is none."""
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _choice(theme: str) -> Choice:
    for known in get_args(Choice):
        if theme == known:
            return known  # type: ignore[no-any-return]  # get_args gives no type
    raise BadInput("theme-unknown", theme=theme[:40], known=", ".join(get_args(Choice)))
