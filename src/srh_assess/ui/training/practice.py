"""A run in the window: the real pages about an invented person, the scenario beside them.

``Practice`` stands where the ward does: whatever leads home leads outside her room. Between two
pages it looks what the scenario has waiting: an event is shown beside the page, a choice takes
the page.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from srh_assess.assessment import identity, naming
from srh_assess.assessment.drilling import How
from srh_assess.assessment.naming import Woman, woman
from srh_assess.protocol.model import Protocol
from srh_assess.training.model import Choice, Event, Expect
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.training import telling
from srh_assess.ui.training.cards import SceneCard
from srh_assess.ui.training.choice import ChoicePage
from srh_assess.ui.training.hall import RUNS
from srh_assess.ui.training.outside import OutsidePage, PausedPage
from srh_assess.ui.training.pair import UNCOVER, covered
from srh_assess.ui.training.practised import Practised
from srh_assess.ui.training.scene import TOGETHER, UNMARKED, SceneView
from srh_assess.ui.training.steering import ACTS, TIMES, Steered, on_the_wall
from srh_assess.ui.training.taking import DEALT_WITH, TakingPage
from srh_assess.ui.window import FORM
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow.training_world import PASSPHRASE

AT_A_CHOICE = Parts(rail=False)


class Practice(Steered):
    """Drives the window during a run. ``ended`` gets ``finished`` or ``left``."""

    # ---- coming in

    def begin(self) -> None:
        """Outside her room, with her notes."""
        scene = self._training_window.scene
        scene.moved.connect(self._scene_moved)
        scene.acted.connect(self._scene_acted)
        scene_bar = self._training_window.scene_bar
        scene_bar.acted.connect(self._scene_acted)
        self._training_window.screen_gone.connect(self._screen_gone)
        self._training_window.covered.connect(self._covered)
        self._begun = bool(self.desk.record(self.drill.admission).sittings)
        self.show_board()

    def _unhook(self) -> None:
        window = self._training_window
        window.scene.moved.disconnect(self._scene_moved)
        window.scene.acted.disconnect(self._scene_acted)
        window.scene_bar.acted.disconnect(self._scene_acted)
        window.screen_gone.disconnect(self._screen_gone)
        window.covered.disconnect(self._covered)

    @property
    def who(self) -> Woman:
        """How to speak of the person it is about."""
        return woman(self.desk.record(self.drill.admission).identity)

    @property
    def protocol(self) -> Protocol:
        """The protocol in words for that person."""
        return naming.shown(self.desk.protocol, self.who)

    def show_board(self, current: str = "") -> None:
        """Outside: what is known, what happened, and the way in."""
        self._step()
        scenario, now = self.drill.scenario, self.desk.clock.now()
        page = OutsidePage(
            self._window.theme,
            scenario.title,
            hint=telling.way_in(self.drill, now, RUNS[self.drill.run]),
            notes=scenario.vignette.notes,
            letter=scenario.vignette.letter,
            cards=telling.news(self.drill, self.who),
            times=TIMES,
            acts=self.acts if self._begun else ACTS[2:],
        )
        page.acted.connect(self._act)
        self.screen = "training_outside"
        self._show(page, FORM)
        self._training_window.show_scene(None)
        first = "Go in" if not self._begun else "Go on"
        self._window.actions_bar.offer(first, back=False)

    def come_home(self) -> None:
        """Home is outside her room."""
        self.show_board()

    def more(self) -> None:
        """The same."""
        self.show_board()

    def remind(self) -> None:
        """Nothing becomes due elsewhere."""

    def open_signed(self, admission: str) -> None:
        """After the signature: what the scenario still has, then outside."""
        self.show_board()

    def open_overview(self, admission: str) -> None:
        """Her overview, letters and rooms: the scenario stays beside them."""
        self._training_window.show_scene(self._view((), with_model=False))
        super().open_overview(admission)

    def _open(self, admission: str) -> None:
        self._begun, self._page = True, None
        if self._waits():
            return
        self._board = self._form = None
        record = self.desk.record(admission)
        if record.sittings and record.open_sitting is None:
            self.open_overview(admission)
        else:
            Practised(self._training_window, self, admission).begin()

    # ---- what the scenario has waiting

    def _step(self) -> Choice | Event | None:
        """Shows every event that is due, and what came of things; gives the choice that then
        waits, or what takes the page or calls away, if any."""
        while True:
            for place, _ in self.drill.came_of():
                self.drill.seen(place)
            if (called := self.drill.calling()) is not None:
                return called
            first = next(iter(self.drill.waiting()), None)
            if not isinstance(first, Event):
                return first
            self.drill.happen(first.id)

    def _waits(self) -> bool:
        """Whether a choice, or an interruption, takes the page now."""
        found = self._step()
        if isinstance(found, Choice):
            self._show_choice(found)
        elif _takes(found):
            assert isinstance(found, Event)
            self._show_interruption(found)
        return _takes(found)

    def takes_the_page(self) -> bool:
        """Asked by the wizard between two pages: whether a choice or an interruption comes now.
        What happens otherwise stands beside the page, or calls away from it."""
        self._model, self._card_shown = ("", ()), False
        return _takes(self._step())

    def _show_interruption(self, event: Event) -> None:
        card = telling.happened(event, self.drill.played().happened[event.id])
        page = TakingPage(self._window.theme, event, card)
        self.screen = "training_choice"
        self._training_window.show_scene(self._view((), with_model=False, news=()))
        self._show(page, FORM)
        self._window.actions_bar.offer(DEALT_WITH, icon="tick", back=False)

    # ---- called away

    @property
    def called(self) -> Event | None:
        """What calls away from the page now."""
        found = self.drill.calling()
        return found if found is not None and found.takes == "away" else None

    def meet(self, how: How) -> None:
        """What was done when something called away; nothing where nothing does."""
        if self.called is not None:
            self.drill.meet(how)
            self._step()  # whoever comes back finds what happened meanwhile
            self._training_window.call(None)

    def _covered(self) -> None:
        """The screen was hidden."""
        if self.called is not None:
            self.meet("hidden")
            self.tell(self._window.page)

    def _show_choice(self, asked: Choice) -> None:
        window, theme = self._training_window, self._window.theme
        news = telling.news(self.drill, self.who)[:1]
        page = ChoicePage(
            theme, asked, expect=self._expect(asked), news=news, group=self.group,
            hands=self._hands,
        )  # fmt: skip
        page.chosen.connect(self._chosen)
        page.counted.connect(self._counted)
        record, now = self.desk.record(self.drill.admission), self.desk.clock.now()
        assert record.identity is not None
        window.show_woman(identity.banner(record.identity, now))
        self.screen = "training_choice"
        window.show_scene(self._view((), with_model=self.group, news=()))
        self._show(page, FORM if self.group else AT_A_CHOICE)  # no name on the wall
        window.actions_bar.offer("Do this")
        window.fit_acts()

    def _expect(self, asked: Choice) -> Expect | None:
        field = f"choice.{asked.id}"
        return next((one for one in self.drill.scenario.expects if one.field == field), None)

    def _counted(self, numbers: dict[str, int]) -> None:
        self._hands = numbers

    def _chosen(self, code: str, words: str) -> None:
        page = self._page
        assert isinstance(page, ChoicePage)
        self.drill.choose(page.asked.id, code, hands=self._hands if self.group else None)
        if words:
            self.words[page.asked.id] = words
        self._hands = {}
        self.open(self.drill.admission)

    # ---- beside the page

    def tell(self, page: QWidget | None) -> None:
        """The scenario beside this page of hers, as it is now."""
        window = self._training_window
        window.call(self.called if isinstance(self._window.owner, WomanOwner) else None)
        if not isinstance(page, SittingPage):
            window.show_scene(self._view((), with_model=False))
            return
        if isinstance(page, CheckPage) and not page.panel.passphrase.words:
            page.panel.passphrase.show_words(PASSPHRASE)
        items = telling.asked_on(page)
        now, protocol = self.desk.clock.now(), self.protocol
        heard = [self.drill.heard(item) for item in items]
        cards = telling.heard(protocol, heard, self.who, now)
        window.show_scene(self._view(cards, with_model=True))

    def _view(
        self,
        here: tuple[SceneCard, ...],
        *,
        with_model: bool,
        news: tuple[SceneCard, ...] | None = None,
    ) -> SceneView:
        scenario, now = self.drill.scenario, self.desk.clock.now()
        told = telling.news(self.drill, self.who)[: telling.SHOWN] if news is None else news
        hidden = self.pair and bool(here) and not self._card_shown
        return SceneView(
            title=scenario.title,
            when=telling.day(self.drill, now),
            run=RUNS[self.drill.run],
            back=telling.way_back(self.drill),
            news=(*self._model[1], *told),
            here=here,
            covered=covered(self.who) if hidden else "",
            notes=scenario.vignette.notes,
            letter=scenario.vignette.letter,
            times=TIMES,
            acts=(UNCOVER, *self.acts) if hidden else self.acts,
            quick=on_the_wall(with_model=with_model) if self.group else (),
            foot=TOGETHER if self.group else UNMARKED,
        )

    def show_model(self, page: QWidget | None) -> None:
        """With a group: what is best on this page, and why; a second press hides it."""
        if isinstance(page, ChoicePage):
            page.show_model()
            return
        if not isinstance(page, SittingPage) or self._model[0] == page.page.id:
            self._model = ("", ())
        else:
            kind = self._window.owner.screen
            found = telling.expected(self.drill.scenario, kind, telling.asked_on(page))
            protocol, scenario = self.protocol, self.drill.scenario
            cards = tuple(telling.model(protocol, scenario, found)) or (_NO_MODEL,)
            self._model = (page.page.id, cards)
        self.tell(page)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Into her room; or what is chosen is done."""
        page = self._page
        if isinstance(page, ChoicePage):
            page.apply()
        elif isinstance(page, TakingPage):
            self.drill.meet("dealt_with")
            self.open(self.drill.admission)
        elif isinstance(page, OutsidePage) or self._begun:
            self.open(self.drill.admission)
        else:
            self.show_board()

    def go_back(self) -> None:
        """Outside."""
        self.show_board()

    def pause(self) -> None:
        """A group stops: nothing of the scenario stands on the wall. Otherwise outside."""
        if isinstance(self._page, PausedPage):
            self.go_on()
        elif not self.group:
            self.show_board()
        else:
            when = telling.day(self.drill, self.desk.clock.now())
            page = PausedPage(self._window.theme, "Paused", f"The scenario waits at {when}")
            self._training_window.show_scene(None)
            self._show(page, FORM)
            self._window.actions_bar.offer("Go on", back=False)

    def _screen_gone(self) -> None:
        """The projector was unplugged: a group stops where it stood, and nothing is lost."""
        if self.group and not isinstance(self._page, PausedPage):
            self.pause()

    def keep_draft(self) -> None:
        """The window closes: the run is kept as it stands, to be gone on with."""


_NO_MODEL = SceneCard(kind="model", title="Nothing particular",
                      text="The model answer looks at nothing on this page.")  # fmt: skip


def _takes(found: Choice | Event | None) -> bool:
    """Whether it takes the page: a call away leaves the page open."""
    return isinstance(found, Choice) or (found is not None and found.takes == "page")
