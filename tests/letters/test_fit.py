"""The shipped templates against the shipped protocol."""

from __future__ import annotations

import re
import tomllib

import pytest

from srh_assess.letters import template as templates
from srh_assess.letters.fonts import BODY, HERS, Fonts
from srh_assess.letters.template import Field
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped

PROTOCOL = load()
TEMPLATES = [templates.load(name) for name in templates.kinds()]
EACH = pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)


def shown(field: Field) -> list[str]:
    """Every option of a field as this kind of letter words it."""
    return [
        field.said.get(option.code, option.label)
        for option in PROTOCOL.items[field.item].options
        if not field.only or option.code in field.only
    ]


def fields(template):
    return [(box.id, field) for box in template.box for field in box.field]


@EACH
def test_it_names_only_what_the_protocol_has(template):
    templates.check(template, PROTOCOL)


@EACH
def test_its_reader_is_a_destination_or_herself(template):
    assert template.destination in {*PROTOCOL.destinations, "herself"}


@EACH
def test_no_word_of_it_speaks_of_she_and_her(template):
    for _, field in fields(template):
        said = [field.label, field.sentence, field.ask, field.step]
        said += shown(field) if field.item else []
        for words in said:
            assert not re.search(r"\b(she|her|hers|herself)\b", words, re.IGNORECASE), words


@EACH
def test_hiv_is_spoken_of_in_its_own_box_alone(template):
    for box, field in fields(template):
        said = [field.label, field.sentence, field.ask, field.step, field.topic]
        said += shown(field) if field.item else []
        if box != "hiv":
            assert "HIV" not in " ".join(said), (box, field.item or field.need)


@EACH
def test_the_ward_is_spoken_of_in_its_own_box_alone(template):
    telling = re.compile(r"\b(ward|on leave|escort|section|observation|detained)\b", re.IGNORECASE)
    for box, field in fields(template):
        said = [field.label, field.sentence, field.ask, field.step, field.topic]
        said += shown(field) if field.item else []
        if box != "inpatient" and template.kind == "letter":
            assert not telling.search(" ".join(said)), (box, field.item or field.need)


@EACH
def test_every_word_of_it_can_be_printed(template):
    fonts, chain = Fonts(), HERS if template.kind == "her_copy" else BODY
    for _, field in fields(template):
        for words in [field.label, field.sentence, *(shown(field) if field.item else [])]:
            assert fonts.runs(words, chain) is not None


@EACH
def test_an_item_that_may_hold_names_is_never_let_through_with_its_notes(template):
    with_notes = {field.item for _, field in fields(template) if field.words and field.item}
    assert with_notes <= {"X14"}


def test_every_item_kept_from_letters_is_in_the_protocol():
    kept = tomllib.loads(shipped("letters", "never.toml").read_text("utf-8"))["items"]
    assert set(kept) <= set(PROTOCOL.items)
