from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.wards import Ward


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    """A home with an admin and a nurse, and nobody admitted yet."""
    return Ward(tmp_path / "home")
