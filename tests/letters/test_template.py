"""Templates: what they reach, and every fault they are refused for."""

from __future__ import annotations

import shutil

import pytest

from srh_assess.errors import ContentFault
from srh_assess.letters import template as templates
from srh_assess.shipped import shipped
from tests.letters.world import HERS, PROTOCOL

EVERY = [templates.load(kind) for kind in templates.kinds()]
BOTH = pytest.mark.parametrize("template", EVERY, ids=lambda t: t.id)


@BOTH
def test_each_template_says_where_it_is_from(template):
    assert template.source
    assert template.evidence
    assert template.review_by > template.reviewed


@BOTH
def test_hiv_assault_and_the_ward_each_stand_alone(template):
    alone = {box.id for box in template.box if box.stands_alone}
    assert {"hiv", "assault", "unsafe", "inpatient"} & {box.id for box in template.box} <= alone
    for box in template.box:
        fields = {field.stay for field in box.field} - {None}
        if box.id != "inpatient":
            assert not fields & {"ward", "legal_status", "named_nurse", "responsible_clinician"}


@BOTH
def test_no_template_reaches_the_names_of_others(template):
    assert not template.items & {"A01", "X04", "X07", "O03", "P06", "X06"}


def test_her_copy_knows_every_box_of_every_letter():
    hers = {box.id: box.stands_alone for box in HERS.box}
    for kind in templates.kinds():
        assert {
            box.id: box.stands_alone for box in templates.load(kind).box
        }.items() <= hers.items()


BOX = """
[[box]]
id = "{id}"
label = "A box"
[[box.field]]
part = "findings"
label = "A line"
"""
HEAD = """
id = "try"
kind = "letter"
destination = "SRH"
name = "Try"
source = "s"
evidence = "e"
reviewed = 2026-07-14
review_by = 2027-07-14
"""


def _load(tmp_path, text: str):
    for name in ("skeleton.toml", "never.toml"):
        shutil.copy(shipped("letters", name), tmp_path / name)
    (tmp_path / "try.toml").write_text(text, "utf-8")
    return templates.load("try", tmp_path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + BOX.format(id="a") + 'item = "A01"\n', "A01 may stand in no letter"),
        (HEAD + BOX.format(id="a") + 'stay = "ward"\n', "belongs to the box inpatient"),
        (HEAD + BOX.format(id="a") + 'cited = "method"\n', "method names no rows"),
        (
            HEAD + BOX.format(id="a") + 'cited = "method"\nonly = ["imp"]\nrests_on = ["A01"]\n',
            "A01 may stand in no letter",
        ),
        (HEAD + BOX.format(id="a"), "not exactly one thing"),
        (HEAD + BOX.format(id="a") + 'item = "C01"\nneed = "N10"\n', "not exactly one thing"),
        (HEAD + (BOX.format(id="a") + 'item = "C01"\n') * 2, "box a stands twice"),
        (HEAD + BOX.format(id="a") + 'item = "C01"\ncolour = "red"\n', "colour"),
        (HEAD + BOX.format(id="a") + 'stay = "room"\n', "room"),
        ("id = ", "Invalid"),
    ],
)
def test_a_faulty_template_is_refused_by_file_and_fault(tmp_path, text, fault):
    with pytest.raises(ContentFault) as refused:
        _load(tmp_path, text)
    assert "try.toml" in str(refused.value)
    assert fault in str(refused.value)


def test_a_missing_template_is_refused_in_words(tmp_path):
    with pytest.raises(ContentFault, match=r"none\.toml"):
        templates.load("none", tmp_path)


def test_a_sound_template_brings_the_standing_sentences_with_it(tmp_path):
    made = _load(tmp_path, HEAD + BOX.format(id="a") + 'item = "C01"\n')
    assert made.says["routine"] == "Routine"


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ('item = "Q99"', "Q99"),
        ('need = "N99"', "N99"),
        ('item = "C01"\nonly = ["spoon"]', "C01 spoon"),
        ('cited = "method"\nonly = ["spoon"]', "spoon"),
        ('item = "C01"\nsaid = { spoon = "x" }', "C01 spoon"),
    ],
)
def test_what_the_protocol_does_not_have_is_named(tmp_path, line, missing):
    made = _load(tmp_path, HEAD + BOX.format(id="a") + line)
    with pytest.raises(ContentFault, match=f"box a: {missing} is not in the protocol"):
        templates.check(made, PROTOCOL)


@pytest.mark.parametrize("line", ['item = "C01"', 'need = "N10"', 'stay = "language"'])
def test_what_the_protocol_has_passes(tmp_path, line):
    templates.check(_load(tmp_path, HEAD + BOX.format(id="a") + line), PROTOCOL)
