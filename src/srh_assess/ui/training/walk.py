"""Drives the real windows of training through a run, with pictures: alone, or with a group.

It answers as the scenario says, and chooses the model answer; a test chooses others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import cast

from srh_assess.protocol.model import Item
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.story import Story
from srh_assess.ui.training.choice import ChoicePage
from srh_assess.ui.training.debrief_page import FIRST_BOX, DebriefPage
from srh_assess.ui.training.hall import BeforePage, HallPage
from srh_assess.ui.training.moments import MomentsPage
from srh_assess.ui.training.outside import OutsidePage, PausedPage
from srh_assess.ui.training.pair import PairPage
from srh_assess.ui.training.practice import Practice
from srh_assess.ui.training.room import TrainingRoom
from srh_assess.ui.training.taking import TakingPage
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.walkthrough import Hand, Pictures, Walk, let_draw
from srh_assess.ui.widgets.button import Button
from srh_assess.workflow.drill import Drill

MOST = 120
_PLAIN = ("green", "none", "no", "not_known")


class Told:
    """What she says, from the run: the shape of a ``Story``."""

    shares = "all"

    def __init__(self, drill: Drill, wanted: Mapping[str, str]) -> None:
        self._drill, self._wanted = drill, wanted

    def tells(self, item: str) -> bool:
        """Whether the scenario speaks of it, or the model answer wants it."""
        return self._drill.heard(item).told or f"item.{item}" in self._wanted

    def words(self, item: Item) -> str:
        """What is typed where words or a number are asked for."""
        value = self._drill.heard(item.id).value
        if item.kind == "text" and isinstance(value, str):
            return value
        typed = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{value:g}" if typed and isinstance(value, int | float) else ""

    def codes(self, item: Item, offered: tuple[str, ...]) -> tuple[str, ...]:
        """What is chosen of what is offered."""
        wanted = self._wanted.get(f"item.{item.id}", "")
        heard = self._drill.heard(item.id)
        value = heard.value if isinstance(heard.value, tuple) else (f"{heard.value}",)
        codes = tuple(str(code) for code in value)
        if wanted in offered and wanted not in codes:
            return (wanted,)
        if codes and all(code in offered for code in codes):
            return codes
        if heard.state is not None and heard.state.value in offered:
            return (heard.state.value,)
        return (next((code for code in _PLAIN if code in offered), offered[0]),)

    @property
    def dated(self) -> _Ago:
        """How long ago, by item."""
        return _Ago(self._drill)


class _Ago:
    """Looks one item up at a time: the run is read for each."""

    def __init__(self, drill: Drill) -> None:
        self._drill = drill

    def get(self, item: str) -> timedelta | None:
        """How long ago what this item tells was; none where it tells no time."""
        when = self._drill.heard(item).when
        if when.earliest is None:
            return None
        return self._drill.training.clock.now() - when.earliest


class TrainingWalk(Walk):
    """One run. ``wanted`` is what is chosen, by field; else the model answer."""

    def __init__(
        self,
        window: TrainingWindow,
        room: TrainingRoom,
        *,
        hand: Hand,
        grab: Callable[[str], None],
        wanted: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(window, story=cast(Story, None), passphrase="", hand=hand, grab=grab)
        self.room, self._wanted_else, self.wanted = room, wanted, dict(wanted or {})

    @property
    def practice(self) -> Practice:
        """The run that is under way."""
        assert self.room.practice is not None
        return self.room.practice

    def choose(self, scenario: str, run: str) -> None:
        """From the hall into the run, to the page before it begins."""
        self.wait()
        self.grab("training-hall")
        self.hand.press(self.page(HallPage).buttons[scenario])
        self.hand.rest()
        self.hand.choose(self.page(BeforePage).runs, run)
        self.grab("training-before")
        self.go_on()
        if isinstance(self.window.page, PairPage):
            self.grab("training-pair")
            self.go_on()
        self.wait()
        self.told()
        self.grab("training-outside")

    def told(self) -> None:
        """Takes what is said, and what is chosen, from the run that is under way."""
        drill = self.practice.drill
        if self._wanted_else is None:
            self.wanted = {one.field: one.best for one in drill.scenario.expects if one.best}
        self.story = cast(Story, Told(drill, self.wanted))

    def run(self) -> Iterator[str]:
        """From outside her room until the run has nothing more; says each page."""
        self.go_on()
        for _ in range(MOST):
            self.hand.rest()
            page = self.window.page
            if isinstance(page, OutsidePage | StandPage) or page is None:
                return
            yield page.heading.text().strip("“”")
            if isinstance(page, ChoicePage):
                self._choice(page)
            elif isinstance(page, PausedPage):
                self.go_on()
                continue
            elif self.practice.called is not None:
                self._leave_the_screen()
                continue
            elif isinstance(page, TakingPage):
                pass  # it is dealt with by the act below
            else:
                self._answer(page)
            self.hand.rest()
            self.grab(f"training-{self.window.owner.screen.removeprefix('training_')}")
            self.go_on()
        raise RuntimeError("the run does not end")

    def pause_and_go_back(self) -> None:
        """A group stops, goes on, and goes back to the beginning."""
        self.window.owner.pause()
        self.hand.rest()
        self.grab("training-paused")
        self.go_on()
        self.go_on()
        self.grab("training-in")
        self.hand.press(self._beside("moments"))
        self.hand.rest()
        self.grab("training-moments")
        self.hand.press(self.page(MomentsPage).buttons["start"])
        self.wait()
        self.grab("training-again")

    def _beside(self, act: str) -> Button:
        """An act of the run, wherever it stands now."""
        page = self.window.page
        if isinstance(page, OutsidePage):
            return page.buttons[act]
        assert isinstance(self.window, TrainingWindow)
        bar = self.window.scene_bar.quick
        return bar[act] if act in bar else self.window.scene.buttons[act]

    def end(self) -> None:
        """Ends it, looks at the debrief and its sheet, and goes back to the hall."""
        self.hand.press(self._beside("end"))
        self.hand.rest()
        page = self.page(DebriefPage)
        self.hand.type(page.boxes[FIRST_BOX].field, "Tense at first, then relieved to stop.")
        self.grab("training-debrief")
        self.hand.press(self.window.actions_bar.other_button)
        self.hand.rest()
        let_draw()
        self.grab("training-sheet")
        self.go_on()
        self.go_on()
        self.page(HallPage)

    def _answer(self, page: object) -> None:
        if isinstance(page, CheckPage):
            return  # the passphrase of the training home stands there already
        super()._answer(page)  # type: ignore[arg-type]  # a page of the wizard

    def _leave_the_screen(self) -> None:
        """Called away: what can be read is covered, and shown again after coming back."""
        self.grab("training-called")
        self.window.hide_now()
        self.window.uncover()
        self.hand.rest()

    def _choice(self, page: ChoicePage) -> None:
        code = self.wanted.get(f"choice.{page.asked.id}", page.asked.options[0].code)
        if page.hands is not None:
            self.grab("training-choice-hidden")
            for place, count in enumerate(page.hands.counts.values()):
                count.write(3 + 4 * place)
            self.hand.press(self._beside("model"))
            self.hand.rest()
        self.hand.choose(page.group, code)


def walked(
    window: TrainingWindow, room: TrainingRoom, scenario: str, run: str, pictures: Pictures
) -> Iterator[str]:
    """One scenario from the hall to the debrief; with a group, a pause and a way back too."""
    walk = TrainingWalk(window, room, hand=Hand(), grab=pictures.grab)
    walk.choose(scenario, run)
    yield f"Training: {walk.practice.drill.scenario.title}."
    if run == "group":
        walk.pause_and_go_back()
    for heading in walk.run():
        yield f"  {heading}"
    walk.end()
    yield "The run is over; what was done stands beside the model answer."
