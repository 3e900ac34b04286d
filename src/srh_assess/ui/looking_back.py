"""For the reviewer: everything that was shared without agreement, and looking back at it."""

from __future__ import annotations

from srh_assess.rules.grounds import GROUNDS
from srh_assess.ui.list_room import ListRoom
from srh_assess.ui.pages.listing import Listed, ListPage
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.without import Without
from srh_assess.workflow import for_the_board, overriding, unagreed, ward_lists
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.ward_lists import Row

_GROUND = {
    "statute": "a law", "court": "an order of a court", "best_interests": "best interests",
    "serious_harm": "serious harm or crime", "adult_safeguarding": "adult safeguarding",
    "child_harm": "a child at risk", "danger_to_life": "danger to life",
}  # fmt: skip


class LookingBack(ListRoom):
    """The list over all stays, what is due first."""

    screen = "looking_back"

    def show_list(self) -> None:
        """Every proposal, its state, and whether somebody has to look back at it."""
        desk = self._ward.desk
        self._rows = {row.kept.fact.override: row for row in ward_lists.rows(desk, "overrides")}
        due = {name: self._due(row) for name, row in self._rows.items()}
        ordered = sorted(self._rows, key=lambda name: not due[name])
        self._list(
            ListPage(
                self._window.theme,
                "Shared without agreement",
                [self._listed(self._rows[name], due[name]) for name in ordered],
                hint="Each one stands until it was looked back at.",
                empty="Nothing was proposed to be shared without agreement.",
                above=Fold(
                    self._window.theme, "For the board: the last twelve months", self._board()
                ),
            )
        )

    def _board(self) -> Facts:
        """Counts of nobody, to be read out or written off."""
        found = for_the_board.counted(self._ward.desk)
        by_ground = "; ".join(f"{_GROUND[one]}: {number}" for one, number in found.grounds)
        lines = {
            "Shared without agreement": f"{found.shared}",
            "On which grounds": by_ground or "None",
            "Of them told to the woman": f"{found.told}",
            "Of them to the police": f"{found.police}",
            "Done without consent": f"{found.without_consent}",
            "Advice on words kept": f"{found.kept}",
            "Advice on words followed": f"{found.changed}",
        }
        rows = [Fact(id=label, label=label, value=value) for label, value in lines.items()]
        return Facts(self._window.theme, rows)

    def _due(self, row: Row) -> bool:
        desk = self._ward.desk
        hers = Decider(desk.session(row.admission, begin=False, duty="review_overrides"))
        return any(overriding.looks_due(hers, row.kept.fact.override))

    def _listed(self, row: Row, due: bool) -> Listed:
        fact = row.kept.fact
        when = when_words(row.kept.at, self._window.clock.now())
        ground = GROUNDS[fact.basis].letter.format(law=fact.law, name=row.name)
        state = "To look back at" if due else unagreed.STATES[unagreed.state(row.kept)]
        return Listed(
            id=fact.override, title=f"{row.name}, {when}", about=ground[:1].upper() + ground[1:],
            state=state, tone="attention" if due else "",
        )  # fmt: skip

    def open(self, entry: str) -> None:
        """One proposal, whole."""
        One(self._window, self._ward, self._rows[entry].admission).begin_at(entry)


class One(Without):
    """One proposal for a reviewer: her record opens no further from here."""

    screen = "looking_back"
    duty = "review_overrides"

    def begin_at(self, override: str) -> None:
        """The proposal."""
        self.enter()
        self._window.overview_button.hide()
        self._window.correct_button.hide()
        self.read(override)

    def show_list(self) -> None:
        """Back to the list over all stays."""
        self.end()
        self._window.overview_button.show()
        self._window.correct_button.show()
        self._ward.open_room("looking_back")

    def overview(self) -> None:
        """Her record is not opened from a review."""
        self.show_list()

    def correct(self) -> None:
        """Nor is it corrected."""

    def leave(self) -> None:
        """Back to the list over all stays."""
        self.show_list()
