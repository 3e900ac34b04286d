"""When people are asked how sure they feel."""

from __future__ import annotations

from typing import Literal, get_args

Wave = Literal["before", "after", "looking_back", "eight_weeks"]
WAVES: tuple[Wave, ...] = get_args(Wave)
