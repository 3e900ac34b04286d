"""The whole program, as the tests of the shell start it."""

from __future__ import annotations

from tests.ui.shell.conftest import clock, home, maya, program, protocol, start, theme, ward

__all__ = ["clock", "home", "maya", "program", "protocol", "start", "theme", "ward"]
