"""From a run to what the panel beside the page shows: what happened, what is said, what is best.

Everything is read from the run and the protocol; nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from srh_assess.assessment.naming import Woman
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.saying import sentences
from srh_assess.training import words
from srh_assess.training.model import Event, Expect, Scenario
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.block import ItemBlock
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.training.cards import Kind, SceneCard
from srh_assess.ui.widgets.moments import clock_time, when_words
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.drill_said import Heard

SHOWN = 2
"""So many of the newest things that happened stand in the panel; all stand in the debrief."""
_PAGES = {"gate": ("gate.",), "needs": ("need.", "due."), "cannot_wait": ("clock.",),
          "offers": ("decision.",)}  # fmt: skip


def day(drill: Drill, now: datetime) -> str:
    """``Day 1, 21:52``: days are counted as the scenario counts them."""
    first = local(drill.moments()[0].at).date()
    text = drill.scenario.clock.start
    begins = int(text.split()[1]) if text.startswith("day ") else 1
    return f"Day {begins + (local(now).date() - first).days}, {clock_time(now)}"


def way_back(drill: Drill) -> str:
    """What leads back to this run, should the window close; nothing before a group."""
    return f"Way-back number {drill.way_back}" if drill.way_back else ""


def way_in(drill: Drill, now: datetime, run: str) -> str:
    """What stands below the title outside her room."""
    told = f"{day(drill, now)}. {run}"
    if not drill.way_back:
        return told
    return f"{told}. {way_back(drill)}: note it, should you have to close the window in the middle"


def news(drill: Drill, who: Woman) -> tuple[SceneCard, ...]:
    """What has happened, the newest first."""
    went, scenario = drill.played(), drill.scenario
    events = {event.id: event for event in scenario.events}
    found = [(at, happened(events[id], at)) for id, at in went.happened.items() if id in events]
    for place, at in went.came.items():
        if place <= len(scenario.branches):
            text = scenario.branches[place - 1].then
            title, when = "What came of it", clock_time(at)
            came = SceneCard(kind="after", at=when, title=title, text=text, who=who.starting)
            found.append((at, came))
    found.reverse()  # of one minute, too, the newest first
    return tuple(card for _, card in sorted(found, key=lambda one: one[0], reverse=True))


def happened(event: Event, at: datetime) -> SceneCard:
    """What happened, as a card: an interruption stands alone on its page."""
    kind: Kind = "time" if event.moves_to else "changes" if event.changes else "happens"
    if event.by:
        kind = "says"
    elif event.takes != "beside":
        kind = "happens"
    came = event.moves_to if event.takes != "away" else ""  # then it is the time of coming back
    moved = came.split()[-1] if came else clock_time(at)
    told = event.title[:1].isdigit()  # the title says the time itself
    at_ = "" if told else moved
    return SceneCard(kind=kind, at=at_, title=event.title, text=event.text, who=event.by or "She")


def heard(
    protocol: Protocol, heards: Iterable[Heard], who: Woman, now: datetime
) -> tuple[SceneCard, ...]:
    """What each question gets: those the scenario speaks of as cards, the others as one."""
    told, plain = [], []
    for one in heards:
        item = protocol.items[one.item]
        said = _words(one, now)
        if not one.told:
            plain.append(f"{item.label}: {said.rstrip('.')}")
            continue
        kind: Kind = "seen" if item.staff and not one.by else "says"
        about = f"{item.label} ({one.by} answers)" if one.by else item.label
        told.append(SceneCard(kind=kind, title=about, text=said, who=one.by or who.starting))
    if plain:
        told.append(SceneCard(kind="seen", title="Nothing out of the ordinary",
                              text=sentences(*plain)))  # fmt: skip
    return tuple(told)


def _words(one: Heard, now: datetime) -> str:
    said = "" if one.words == "None" else one.words
    if one.when.earliest is None:
        return said
    when = when_words(one.when.earliest, now)
    return f"{said} ({when})" if said else when


def expected(scenario: Scenario, kind: str, items: Sequence[str]) -> tuple[Expect, ...]:
    """What the model answer says about this kind of page and these questions."""
    begins = _PAGES.get(kind, ())
    fields = {f"{what}.{item}" for item in items for what in ("item", "asked")}
    return tuple(
        one for one in scenario.expects if one.field in fields or one.field.startswith(begins)
    )


def model(protocol: Protocol, scenario: Scenario, expects: Iterable[Expect]) -> Iterator[SceneCard]:
    """The model answer as cards: what is best there, and why."""
    for one in expects:
        best = words.codes(one.field, {one.best} - {""}, scenario, protocol)
        unsafe = words.codes(one.field, one.unsafe, scenario, protocol)
        said = [f"Best: {best}" if best else "", f"Not safe: {unsafe}" if unsafe else "", one.why]
        title = words.field(one.field, scenario, protocol)
        yield SceneCard(kind="model", title=title, text=sentences(*said))


def asked_on(page: SittingPage) -> tuple[str, ...]:
    """The questions of a page in reading order."""
    if isinstance(page, GatePage):
        return tuple(page.rows.rows)
    shown = [block.item.id for block in page.findChildren(ItemBlock) if block.isVisibleTo(page)]
    return tuple(dict.fromkeys(shown or page.page.items))
