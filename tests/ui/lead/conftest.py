"""The whole program with the lead signed in, and her rooms open."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.lead.room import Leading
from srh_assess.workflow import synthetic
from tests.ui.shell.conftest import (  # noqa: F401  # fixtures
    clock,
    home,
    program,
    protocol,
    sign_in,
    start,
    theme,
)


@pytest.fixture
def lead(program: Program, qtbot: QtBot) -> Leading:  # noqa: F811
    """Frances has signed in and opened her rooms."""
    sign_in(program, qtbot, synthetic.ADMIN)
    program.ward.open_room("lead")
    owner = program.window.owner
    assert isinstance(owner, Leading)
    return owner
