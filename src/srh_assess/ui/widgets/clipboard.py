"""Copying a value of a record: it can be pasted, and leaves no trace in a clipboard history."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

# What Windows and the Linux desktops look at before they keep or upload a copy.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = (0).to_bytes(4, "little")


def private(words: str) -> QMimeData:
    """The words, marked so that clipboard histories and cloud clipboards leave them alone."""
    found = QMimeData()
    found.setText(words)
    found.setData(_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), _NO)
    found.setData(_WINDOWS.format("CanIncludeInClipboardHistory"), _NO)
    found.setData(_WINDOWS.format("CanUploadToCloudClipboard"), _NO)
    found.setData("x-kde-passwordManagerHint", b"secret")
    return found
