"""Papers of training on the screen: as they print, each marked, none of them kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.training.room import TrainingRoom
from srh_assess.workflow import training_papers
from srh_assess.workflow.papers import Paper

if TYPE_CHECKING:
    from srh_assess.workflow.sharing import Rendered

Save = Callable[["Rendered", Path], Path]


def paper_page(
    room: TrainingRoom, words: str, make: Callable[[], Rendered], save: Save
) -> PaperPage:
    """One paper, with the way to a printer and into a file whose name says that it is training."""
    return PaperPage(
        room.window.theme,
        Paper("training", words),
        make=lambda _: make(),
        save=save,
        press=room.press,
        ask=room.window.ask,
    )


def save_as(rendered: Rendered, folder: Path, name: str) -> Path:
    """Into a folder, under a name that tells nobody anything but that it is training."""
    return training_papers.to_file(rendered, folder, name)
