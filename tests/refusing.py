"""What a person is told when something is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.errors import UserError


def refused(act: Callable[[], object]) -> str:
    """The code of the refusal; it has its sentence and its next step."""
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code
