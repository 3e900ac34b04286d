"""Who was there: a certificate for one person, a register to be signed on paper. Neither is kept,
and neither says how anybody did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.ui.training.forms import Field, FormPage
from srh_assess.ui.training.papers import paper_page, save_as
from srh_assess.ui.training.room import Room, TrainingRoom
from srh_assess.workflow import training_papers
from srh_assess.workflow.training_papers import Course

if TYPE_CHECKING:
    from srh_assess.workflow.sharing import Rendered

_HINT = "Printed or saved, and kept nowhere. It says nothing of how anybody did"


class Certificates(Room):
    """Drives the window while one is made."""

    screen = "training_certificate"

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room.window)
        self._room = room
        self._form: FormPage | None = None
        self._table: Mapping[str, Any] = {"day": local(room.world.outside.now()).date()}

    def begin(self) -> None:
        """The form, with what was typed before."""
        kept = self._room.world.shelf().kept
        titles = {one.scenario.id: one.scenario.title for one in kept}
        page = FormPage(
            self._window.theme,
            self._room.world.outside,
            "Certificate and register",
            _fields(titles),
            self._table,
            hint=_HINT,
            acts=(("register", "Show a register to sign"),),
        )
        page.written.connect(self._certificate)
        page.acted.connect(self._register)
        self._form = page
        self._show(page, self.screen, "Show the certificate", icon="note")

    def _course(self) -> Course:
        table = self._table
        kept = {one.scenario.id: one for one in self._room.world.shelf().kept}
        return Course(
            title=str(table.get("title", "")),
            day=table.get("day") or local(self._room.world.outside.now()).date(),
            hours=float(table.get("hours", 0)),
            trainer=str(table.get("trainer", "")),
            scenarios=tuple(kept[id] for id in table.get("scenarios", ())),
        )

    def _certificate(self, table: Mapping[str, Any]) -> None:
        self._table = table
        name, course = str(table.get("name", "")), self._course()
        make = partial(training_papers.certificate, course, name)
        self._paper("Certificate", make, "certificate")

    def _register(self, _: str) -> None:
        assert self._form is not None
        self._table = self._form.table()
        make = partial(training_papers.register, self._course(), self._table.get("names", ()))
        self._paper("Register", make, "register")

    def _paper(self, words: str, make: Callable[[], Rendered], name: str) -> None:
        """Shown, or the first thing that is wrong with what was typed said."""
        try:
            make()
        except UserError as fault:
            self._window.tell(fault)
            return
        self._form = None
        page = paper_page(self._room, words, make, partial(save_as, name=name))
        self._show(page, self.screen, "Back to the form", role="plain")

    def go_on(self) -> None:
        """The certificate; from a paper back to the form."""
        if self._form is None:
            self.begin()
        else:
            self._form.apply()

    def go_back(self) -> None:
        """From a paper to the form, from there to the hall. Nothing was kept."""
        if self._form is None:
            self.begin()
        else:
            self._room.hall()


def _fields(titles: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        Field(key="name", label="Your name", hint="As you want it on the certificate"),
        Field(key="title", label="Title of the course"),
        Field(key="day", label="On", kind="past"),
        Field(key="hours", label="Hours", kind="number", whole=False, most=24),
        Field(key="trainer", label="Led by"),
        Field(key="scenarios", label="Scenarios", kind="many", names=titles),
        Field(key="names", label="Names for the register", kind="lines",
              hint="One a line; for the register only"),
    )  # fmt: skip
