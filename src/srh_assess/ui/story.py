"""What an invented woman says on a walk through the program, by scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from msgspec import Struct

from srh_assess.clock import LONDON
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Item

Scenario = Literal["go", "partial", "defer", "declined", "one_reader", "doubted", "not_now"]
STORIES: tuple[Scenario, ...] = get_args(Scenario)
Shares = Literal["all", "one", "doubted", "not_now"]
Said = str | tuple[str, ...]

_PLAIN = ("green", "none", "no", "not_known")


class Story(Struct, frozen=True, kw_only=True):
    """Who she is, what she says by item, and how long ago it was; all else is nothing to tell.
    ``shares``: with every reader who usually needs it, with the clinic alone, or nobody yet,
    because there is a reason to doubt that she can decide it now, or because she was found not
    able now and may be in time."""

    identity: Mapping[str, str]
    born: datetime
    said: Mapping[str, Said]
    dated: Mapping[str, timedelta]
    shares: Shares = "all"

    def tells(self, item: str) -> bool:
        """Whether the story has an answer to this item."""
        return item in self.said or item in self.dated

    def words(self, item: Item) -> str:
        """What is typed where words, or a number, are asked for; empty elsewhere."""
        said = self.said.get(item.id, "")
        codes = {option.code for option in item.options}
        return said if isinstance(said, str) and said not in codes else ""

    def codes(self, item: Item, offered: tuple[str, ...]) -> tuple[str, ...]:
        """What she answers, of what is offered."""
        told = self.said.get(item.id, ())
        codes = (told,) if isinstance(told, str) else told
        if codes and all(code in offered for code in codes):
            return codes
        return (next((code for code in _PLAIN if code in offered), offered[0]),)


IDENTITY: Mapping[str, str] = {
    "Family name": "Wren",
    "Given name": "Marianne",
    "Preferred name": "Maya",
    "NHS number": "9990000018",
    "Gender": "Female",
    "Pronouns": "she, her",
    "Room": "12",
    "Named nurse": "Ruth Adeyemi",
}
BORN = datetime.combine(date(1997, 3, 22), datetime.min.time(), LONDON)
MAYA: Mapping[str, Said] = {
    "R02": "none", "R08": "yes", "R09": "yes", "O01": "yes", "O02": ("woman", "room"),
    "O03": ("ward_team", "srh_clinic"), "T01": "yes", "T02": "yes", "T04": "yes", "P01": "yes",
    "P02": "rather_not", "C01": ("condom",), "C05": "start", "G02": ("heavy", "painful"),
    "G13": "yes", "H01": ("men",), "H05": "sometimes",
    "H06": ("chlamydia_gonorrhoea_swab", "hiv_blood"), "H08": ("never",), "A01": "yes",
    "W01": "yes", "S01": "never", "Z01": "Not getting pregnant just now", "Z02": "yes",
    "Z05": "3",
}  # fmt: skip
WHEN: Mapping[str, timedelta] = {
    "T01": timedelta(hours=40),
    "G01": timedelta(days=17),
    "T07": timedelta(days=17),
    "C02": timedelta(days=400),
}
CHANGES: Mapping[Scenario, Mapping[str, Said]] = {
    "go": {},
    "partial": {"R10": "red", "T01": "no"},
    "defer": {"R03": "red", "X31": "yes_not_now"},
    "declined": {"O01": "no"},
    "one_reader": {"O03": ("ward_team", "srh_clinic", "gp")},
    "doubted": {},
    "not_now": {},
}
SHARES: Mapping[str, Shares] = {
    "one_reader": "one", "doubted": "doubted", "not_now": "not_now",
}  # fmt: skip


def story(scenario: str) -> Story:
    """The story of a scenario. Refuses a name that is none."""
    if scenario not in STORIES:
        raise BadInput("scenario-unknown", scenario=scenario[:40], known=", ".join(STORIES))
    said = {**MAYA, **next(changed for name, changed in CHANGES.items() if name == scenario)}
    shares = SHARES.get(scenario, "all")
    return Story(identity=IDENTITY, born=BORN, said=said, dated=WHEN, shares=shares)
