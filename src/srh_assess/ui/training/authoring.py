"""Writing a scenario without writing a file: its parts, their entries, what is still wrong, and
the ways to try it, print it and share it. Everything is kept at each step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from srh_assess.errors import BadInput, UserError
from srh_assess.training import drafts
from srh_assess.ui.ask import Question, Way
from srh_assess.ui.training.author_pages import EntriesPage, PartsPage, WrittenPage
from srh_assess.ui.training.forms import FormPage
from srh_assess.ui.training.parts import CHANGES, FIELDS, PARTS, Part, Words, of_event, told
from srh_assess.ui.training.room import Room, TrainingRoom
from srh_assess.workflow import training_own, training_papers
from srh_assess.workflow.training_own import Own

KINDS = "Scenarios (*.toml)"
_TWICE = "A scenario with this name is here already"
_BOTH = (Way("leave", "Leave it", safe=True), Way("both", "Keep both"))
_OUT = (Way("stay", "Keep it", safe=True), Way("out", "Take it out"))
_GIVE_UP = (Way("stay", "Keep typing", safe=True), Way("drop", "Give it up"))
_TITLE = Question(
    heading="What is it called?",
    ways=(Way("stay", "Not now", safe=True), Way("begin", "Begin", role="primary")),
    words="Title",
    needed=frozenset({"begin"}),
    line=True,
)


class Authoring(Room):
    """Drives the window while scenarios are written."""

    screen = "training_author"

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room.window)
        self._room, self._world = room, room.world
        self._own: Own | None = None
        self._part: Part | None = None
        self._place = self._inside = -1
        self._to_changes = False
        self._form: FormPage | None = None

    # ---- the list

    def begin(self) -> None:
        """What was written here, and what can be copied."""
        self._own = self._part = self._form = None
        shelf = self._world.shelf()
        ready = [one.scenario for one in shelf.kept if not one.own]
        page = WrittenPage(self._window.theme, training_own.every(self._world), ready)
        page.opened.connect(self._open)
        page.copied.connect(self._copy)
        page.printed.connect(self._paper_of)
        page.begun.connect(self._new)
        page.brought.connect(self._bring)
        self._show(page, "training_author", "Done", role="plain", icon="tick")

    def _new(self) -> None:
        reply = self._window.ask.question(_TITLE)
        if reply.code == "begin":
            self._begun(partial(training_own.new, self._world, reply.words))

    def _copy(self, id: str) -> None:
        self._begun(partial(training_own.copy, self._world, id))

    def _begun(self, begin: Callable[[], Own]) -> None:
        try:
            self._own = begin()
        except UserError as fault:
            self._window.tell(fault)
            return
        self._parts()

    def _bring(self) -> None:
        file = self._window.ask.file_to_open("Bring a scenario in", Path.home(), KINDS)
        if file is None:
            return
        try:
            found = training_own.read(self._world, file)
            anew = found.id in training_own.taken(self._world)
            if anew and self._window.ask.ways(_TWICE, _BOTH, found.title[:80]) == "leave":
                return
            self._own = training_own.take(self._world, found, anew=anew)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._parts()

    def _open(self, id: str) -> None:
        self._own = next(one for one in training_own.every(self._world) if one.id == id)
        self._parts()

    def _keep(self, draft: Mapping[str, Any]) -> bool:
        """Keeps it and shows its parts. What the disk refuses is told."""
        try:
            self._own = training_own.keep(self._world, draft)
        except UserError as fault:
            self._window.tell(fault)
            return False
        self._parts()
        return True

    # ---- the parts of one

    def _parts(self) -> None:
        own = self._written
        self._part = self._form = None
        page = PartsPage(self._window.theme, own.title, PARTS, own)
        page.opened.connect(self._open_part)
        page.acted.connect(self._act)
        self._show(page, "training_author", "To the list", role="plain", icon="tick")

    @property
    def _written(self) -> Own:
        assert self._own is not None
        return self._own

    def _open_part(self, id: str) -> None:
        self._part, self._inside = next(one for one in PARTS if one.id == id), -1
        if self._part.key:
            self._entries()
        else:
            self._place = -1
            self._fill(drafts.flat(self._written.table))

    def _entries(self) -> None:
        part, draft = self._part, self._written.table
        assert part is not None
        self._form = None
        words = Words(self._world.desk.protocol, draft)
        rows = [told(words, part.id, one) for one in self._held(draft)]
        page = EntriesPage(self._window.theme, part, rows)
        page.opened.connect(self._open_entry)
        page.begun.connect(partial(self._open_entry, -1))
        back = "To the parts" if self._inside < 0 else "To what happens"
        self._show(page, "training_author", back, role="plain", icon="tick")

    def _held(self, draft: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The entries of the part that is open."""
        assert self._part is not None
        return drafts.entries(draft, self._part.key, self._inside)

    def _changes(self, place: int) -> None:
        """What changes from the event of this place on."""
        event = self._written.table["event"][place]
        words = Words(self._world.desk.protocol, self._written.table)
        title = told(words, "event", event)[0]
        self._part, self._inside = replace(CHANGES, words=f"{CHANGES.words}: {title}"), place
        self._entries()

    def _back_to_event(self) -> None:
        """From what changes to the event it changes with."""
        self._part = next(one for one in PARTS if one.id == "event")
        place, self._inside = self._inside, -1
        self._open_entry(place)

    def _open_entry(self, place: int) -> None:
        part = self._part
        assert part is not None
        self._place = place
        held = self._held(self._written.table)
        self._fill(drafts.shown(part.id, held[place]) if place >= 0 else {})

    def _fill(self, table: Mapping[str, Any]) -> None:
        """The form of the part, or of one of its entries."""
        part = self._part
        assert part is not None
        words = Words(self._world.desk.protocol, self._written.table)
        new = "new" if self._place < 0 else "change"
        heading = part.words if not part.one else f"{part.words}: {new}"
        page = FormPage(
            self._window.theme,
            self._world.outside,
            heading,
            FIELDS[part.id](words, table),
            table,
            hint=part.hint,
            acts=self._acts(part, table),
        )
        page.written.connect(self._keep_form)
        page.renewed.connect(self._fill)
        page.acted.connect(self._act_on_entry)
        self._form = page
        self._show(page, "training_author", "Keep", icon="tick")

    def _acts(self, part: Part, table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        out = (("out", "Take it out"),) if self._place >= 0 else ()
        return (("changes", of_event(table)), *out) if part.id == "event" else out

    def _act_on_entry(self, act: str) -> None:
        """What changes with an event is written once the event itself is kept."""
        if act == "out":
            self._take_out()
            return
        assert self._form is not None
        self._to_changes = True
        self._form.apply()
        self._to_changes = False

    def _keep_form(self, table: Mapping[str, Any]) -> None:
        part, draft = self._part, dict(self._written.table)
        assert part is not None
        if not part.key:
            if self._keep(drafts.whole(table)):
                self._part = None
            return
        held = self._held(draft)
        before = held[self._place] if self._place >= 0 else {}
        made = drafts.entry(draft, part.id, table, before)
        place = self._place if self._place >= 0 else len(held)
        held[place : place + 1] = [made]
        if self._keep(drafts.with_entries(draft, part.key, held, self._inside)):
            self._part = part
            if self._to_changes:
                self._changes(place)
            else:
                self._entries()

    def _take_out(self) -> None:
        part, draft = self._part, dict(self._written.table)
        assert part is not None
        if self._window.ask.ways("Take this out of the scenario?", _OUT) == "stay":
            return
        held = self._held(draft)
        del held[self._place]
        if self._keep(drafts.with_entries(draft, part.key, held, self._inside)):
            self._part = part
            self._entries()

    # ---- trying it, printing it, sharing it

    def _act(self, act: str) -> None:
        own = self._written
        if act == "remove":
            if self._window.ask.ways(f"Take “{own.title[:60]}” off this computer?", _OUT) == "out":
                training_own.remove(self._world, own.id)
                self.begin()
            return
        if act == "share":
            self._share(own)
        elif act == "paper":
            self._paper(own.table)
        else:
            self._try(own, record=act == "record")

    def _share(self, own: Own) -> None:
        folder = self._window.ask.folder("Where to save the file to share", Path.home())
        if folder is None:
            return
        try:
            file = training_own.hand_on(own, folder)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._window.actions_bar.note.say(f"Saved: {file.name}")

    def _paper(self, draft: Mapping[str, Any]) -> None:
        """As it prints, for a room without a computer."""
        from srh_assess.ui.training.papers import paper_page, save_as

        try:
            scenario = training_own.preview(self._world, draft).scenario
        except UserError as fault:
            self._window.tell(fault)
            return
        make = partial(
            training_papers.on_paper, scenario, self._world.desk.protocol,
            support=self._room.support,
        )  # fmt: skip
        page = paper_page(
            self._room, scenario.title, make, partial(save_as, name=f"paper-{scenario.id}")
        )
        words = "To the list" if self._own is None else "To the parts"
        self._show(page, "training_author", words, role="plain")

    def _paper_of(self, id: str) -> None:
        self._paper(training_own.table_of(self._world, id))

    def _try(self, own: Own, *, record: bool) -> None:
        """Plays it as a learner would; with ``record`` what is done becomes the model answer."""
        from srh_assess.ui.training.trying import Trying

        try:
            Trying(self._room, self, own, record=record).begin()
        except BadInput as fault:
            self._window.tell(fault)

    def tried(self, draft: Mapping[str, Any] | None) -> None:
        """Back from a try; with a model answer it is kept."""
        if draft is None or not self._keep(draft):
            self._parts()

    # ---- what the window passes on

    def go_on(self) -> None:
        """Keeps a form; from entries to parts, to the list, to the hall."""
        if self._form is not None and self._page is self._form:
            self._form.apply()
        else:
            self.go_back()

    def go_back(self) -> None:
        """One step out; what is typed in a form is given up after a question."""
        form = self._form if self._page is self._form else None
        if form is not None and form.touched:
            way = self._window.ask.ways("Give up what is typed?", _GIVE_UP)
            if way == "stay":
                return
        if form is not None and self._part is not None and self._part.key:
            self._entries()
        elif isinstance(self._page, WrittenPage):
            self._room.hall()
        elif self._own is None or isinstance(self._page, PartsPage):
            self.begin()
        elif self._inside >= 0:
            self._back_to_event()
        else:
            self._parts()
