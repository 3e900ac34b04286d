"""What the desk needs, loaded after the first page in short steps (``ui.ahead``)."""

from __future__ import annotations

from collections.abc import Callable

from srh_assess.store import late


def _facts() -> object:
    from srh_assess.assessment import facts

    return facts


def _desk() -> object:
    from srh_assess.workflow import desk

    return desk


def _findings() -> object:
    from srh_assess.rules import findings

    return findings


def _session() -> object:
    from srh_assess.workflow import session

    return session


STEPS: tuple[Callable[[], object], ...] = (_facts, *late.STEPS, _desk, _findings, _session)
