"""A need as a card: its name, its state and when it is due."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.edge import EdgedCard
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text

NeedTone = Literal["", "ok", "attention", "urgent"]

_ICON = {"": "ring", "ok": "tick", "attention": "triangle", "urgent": "clock"}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class NeedFace(Struct, frozen=True, kw_only=True):
    """What a need's card shows. ``her_order`` is 1 for her first; 0 when she gave none. ``kind``
    is what it is called aloud: a task stands in the same card."""

    id: str
    name: str
    state: str
    due: str = ""
    owner: str = ""
    tone: NeedTone = ""
    icon: str = ""
    her_order: int = 0
    whose: str = "Her"
    kind: str = "Need"

    @property
    def spoken(self) -> str:
        """``Need: valproate and pregnancy, confirmed, due today, owner Dr Marsh``."""
        parts = [f"{self.kind}: {self.name}", self.state]
        parts += [f"due {self.due}"] if self.due else []
        parts += [f"owner {self.owner}"] if self.owner else []
        parts += [f"{self.whose.lower()} number {self.her_order}"] if self.her_order else []
        return ", ".join(parts)


class NeedCard(EdgedCard):
    """The whole card is one focusable item; pressing it shows the need in detail."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, face: NeedFace) -> None:
        super().__init__(theme, face.tone)
        self.need = face.id
        self.setAccessibleName(face.spoken)
        top = row(theme, Text(face.name, "strong"), gap="s")
        top.setStretch(0, 1)
        if face.her_order:
            order = Chip(theme, f"{face.whose} no. {face.her_order}", "accent")
            top.addWidget(order, 0, Qt.AlignmentFlag.AlignTop)
        ink = face.tone or "text-muted"
        icon = Icon(theme, face.icon or _ICON[face.tone], ink)
        below = row(theme, icon, Text(face.state, "small", face.tone), gap="s")
        below.setStretch(1, 1)
        if face.due:
            below.addWidget(Text(face.due, "muted", wrap=False))
        self.hold(column(theme, top, below, gap="xs"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press shows the need."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit(self.need)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space shows the need."""
        if event.key() in _PRESSES:
            self.pressed.emit(self.need)
        else:
            super().keyPressEvent(event)
