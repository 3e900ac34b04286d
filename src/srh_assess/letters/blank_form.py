"""Paper for a bad day: red flags, timing gate and core questions as a form to write on.

Made from the protocol itself, with its version, so that paper and screen ask the same words.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.lib.units import mm

from srh_assess.letters.fonts import BODY
from srh_assess.letters.paper import Look
from srh_assess.letters.render import Rendered
from srh_assess.letters.sheet import BOX, GAP, Sheet
from srh_assess.letters.wording import speaks_of_the_others
from srh_assess.protocol.model import Item, Protocol

_LOOK = Look(chain=BODY, body=9.5, leading=12.6, label=52 * mm)
_NOTES = ("R12", "X20", "X21", "X22", "X25", "R13")
_STATES = frozenset({"declined", "unsure", "ask_later", "not_known"})
_WRITTEN = {"text": "answer", "number": "figure", "scale": "figure"}


def pdf(
    protocol: Protocol, words: Mapping[str, str], *, notice: str = "", mark: str = ""
) -> Rendered:
    """The form. ``words`` are its own sentences (``resources/paper/form.toml``); ``notice`` says
    how the content's approval stands."""
    version = words["version"].format(version=protocol.version, content=protocol.content_hash[:16])
    foot = " ".join(filter(None, (version, notice)))
    sheet = Sheet(words["title"], foot=foot, mark=mark, look=_LOOK)
    sheet.heading(words["title"])
    for line in (version, notice):
        if line:
            sheet.paragraph(line, quiet=True)
    sheet.bullets(words[key] for key in ("use", "enter", "keep"))
    for key in ("name", "born", "number", "taken", "asked_by", "room"):
        sheet.blank(words[key])
    sheet.heading(words["notes"], 2)
    for name in _NOTES:
        _question(sheet, protocol.items[name], words)
    _waits(sheet, protocol, words)
    _gate(sheet, protocol, words)
    _core(sheet, protocol, words)
    sheet.heading(words["end"], 2)
    for key in ("more", "signed"):
        sheet.blank(words[key], 2)
    return sheet.pdf()


def _waits(sheet: Sheet, protocol: Protocol, words: Mapping[str, str]) -> None:
    """Every clock with what to do: paper counts no hours, so it says to ring now."""
    sheet.heading(words["waits"], 2)
    sheet.paragraph(words["waits_how"])
    rows = [(clock.name, clock.action) for clock in protocol.clocks.values()]
    sheet.table((words["waits_what"], words["waits_do"]), rows, (0.34, 0.66))


def _gate(sheet: Sheet, protocol: Protocol, words: Mapping[str, str]) -> None:
    sheet.heading(words["gate"], 2)
    sheet.paragraph(words["gate_how"])
    rows = []
    for domain in protocol.gate.domains:
        item = protocol.items[domain.item]
        ticks = [
            f"{BOX} {option.label}" + (f" ({option.colour})" if option.colour else "")
            for option in item.options
        ]
        rows.append((f"{item.id}{GAP}{domain.name}. {item.say}", "\n".join(ticks)))
    sheet.table((words["gate_row"], words["gate_tick"]), rows, (0.46, 0.54))
    sheet.choices((words["go"], words["partial"], words["defer"]))
    sheet.blank(words["next_look"])


def _core(sheet: Sheet, protocol: Protocol, words: Mapping[str, str]) -> None:
    """The core questions by section, in the order in which they are asked."""
    gate = {domain.item for domain in protocol.gate.domains} | set(_NOTES)
    for section in sorted(protocol.sections, key=lambda one: one.order):
        items = [
            item
            for item in protocol.items.values()
            if item.core and item.section == section.id and item.id not in gate
        ]
        if items:
            sheet.heading(section.name, 2)
            if section.preface:
                sheet.paragraph(section.preface, quiet=True, stay=True)
        for item in items:
            _question(sheet, item, words)


def _question(sheet: Sheet, item: Item, words: Mapping[str, str]) -> None:
    """The words to say and boxes to tick; a line to write on for a time or for words."""
    timed = item.kind == "date" or any(option.dated for option in item.options)
    written = timed or item.kind in _WRITTEN
    alone = item.kind == "date" and len(item.options) == 1
    ticks = [] if alone else sorted((one.label for one in item.options), key=speaks_of_the_others)
    said = [words[state] for state in item.states or () if state in _STATES]
    sheet.paragraph(f"{item.id}{GAP}{item.say}", bold=True, stay=True)
    if ticks:
        sheet.choices(ticks, stay=bool(said or written))
    if said:
        sheet.choices(said, quiet=True, stay=written)
    if written:
        label = words["when" if timed else _WRITTEN[item.kind]]
        sheet.blank(f"{label} ({item.unit})" if item.unit and not timed else label)
