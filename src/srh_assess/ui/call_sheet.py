"""The facts for a call on paper: one question (which printer), then the sheet.

The page that cannot wait stays as it is underneath, with its telephone number; a printer that
fails says so and nothing is written down as printed.
"""

from __future__ import annotations

from functools import partial

from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.ask import Way
from srh_assess.ui.printing import Press, writes_a_file
from srh_assess.ui.window import Window
from srh_assess.workflow import calling
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.session import Session
from srh_assess.workflow.urgent import Interruption

_NOT = Way("", "No paper", safe=True)
_NONE = (Way("", "Go on", safe=True),)


def print_facts(
    window: Window, desk: Desk, session: Session, one: Interruption, press: Press
) -> None:
    """Asks for the printer and prints. Says in words what stood against it."""
    names = press.names()
    if not names:
        window.ask.ways(
            "No printer found", _NONE, "Read the facts from the screen, or ring from beside it"
        )
        return
    try:
        pages = calling.on_desk(desk, session, one)
        many = counted(pages.pages, "page")
        printer = window.ask.ways(
            f"Print {many} for the call?",
            (*(Way(name, _named(name)) for name in names), _NOT),
            "For the hand of whoever rings. It names the woman: stand by the printer, and shred "
            "it after the call",
        )
        if printer:
            act = partial(press.print, printer)
            calling.print_out(session, one, pages, act, printer=printer)
    except UserError as fault:
        window.ask.ways(fault.sentence, _NONE, fault.next_step)


def _named(printer: str) -> str:
    """The printer, and the warning that one of them is a file."""
    return f"{printer} (keeps a file)" if writes_a_file(printer) else printer
