"""Copying a value of a record: it can be pasted, and leaves no trace in a clipboard history.

Every copy carries the mark of the world it was made in, so that what was copied or dragged out of
a ward's record is not taken in by a window of training, nor the other way round.
"""

from __future__ import annotations

from hashlib import sha256
from typing import cast

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QClipboard, QGuiApplication

# What Windows and the Linux desktops look at before they keep or upload a copy.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = (0).to_bytes(4, "little")
_WORLD, RECORD, TRAINING = "application/x-srh-assess-world", b"record", b"training"
_here = [RECORD]
_HINT, _SECRET = "x-kde-passwordManagerHint", b"secret"


def private(words: str) -> QMimeData:
    """The words, marked so that clipboard histories and cloud clipboards leave them alone."""
    found = QMimeData()
    found.setText(words)
    _copied.add(_mark(words))
    found.setData(_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), _NO)
    found.setData(_WINDOWS.format("CanIncludeInClipboardHistory"), _NO)
    found.setData(_WINDOWS.format("CanUploadToCloudClipboard"), _NO)
    found.setData(_HINT, _SECRET)
    found.setData(_WORLD, _here[0])
    return found


def copy_cell(index: QModelIndex | QPersistentModelIndex) -> None:
    """The words of one row or cell of a list; the list itself would copy them unmarked."""
    words = index.data()
    if isinstance(words, str) and words:
        QGuiApplication.clipboard().setMimeData(private(words))


def in_training() -> None:
    """From now on this program is a window of training."""
    _here[0] = TRAINING


def foreign(held: QMimeData | None) -> bool:
    """Whether it was copied in the other world. What another program copied is not."""
    world = held.data(_WORLD).data() if held is not None else b""
    return bool(world) and world != _here[0]


def foreign_here() -> bool:
    """Whether what would be pasted now was copied in the other world."""
    return foreign(cast(QMimeData | None, QGuiApplication.clipboard().mimeData()))


def forget() -> None:
    """What was copied here goes, and what was only marked with the mouse, where that can be
    pasted too; what another program copied stays."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    if clipboard.ownsClipboard() or _mark(clipboard.text()) in _copied:
        clipboard.setText("")
    _copied.clear()


def leave_behind() -> None:
    """What was copied from a record goes, whichever program copied it: it carries the mark of
    ``private``. Anything else stays."""
    clipboard = QGuiApplication.clipboard()
    held = cast(QMimeData | None, clipboard.mimeData())  # none where nothing was ever copied
    if held is not None and held.data(_HINT).data() == _SECRET:
        clipboard.setText("")


def _mark(words: str) -> bytes:
    return sha256(words.encode("utf-8", "surrogatepass")).digest()


_copied: set[bytes] = set()
"""What was copied here since the last lock, by its mark alone."""
