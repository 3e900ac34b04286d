"""The protocol loads whole, or says which file, row and line is at fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from srh_assess.errors import ContentFault
from srh_assess.protocol.check_conditions import FACTS
from srh_assess.protocol.load import load
from srh_assess.rules.view import look
from tests.protocol.small import write


def test_reads_everything_in_the_order_of_the_document(tmp_path: Path) -> None:
    protocol = load(write(tmp_path), cases=True)
    assert [section.id for section in protocol.sections] == ["first", "later"]
    assert list(protocol.items) == ["S1", "S2", "Q1", "Q2", "Q3", "Q4"]
    assert protocol.items["Q1"].section == "later"
    assert list(protocol.needs) == ["N1"]
    assert list(protocol.clocks) == ["C1", "C2"]
    assert [domain.id for domain in protocol.gate.domains] == ["state", "hours"]
    assert protocol.gate.reasons[0].code == "acuity"
    assert protocol.urgency_hours["48"] == 48
    assert [case.id for case in protocol.cases] == ["yes", "no"]


def test_fills_what_a_row_leaves_out(tmp_path: Path) -> None:
    items = load(write(tmp_path)).items
    assert items["Q1"].source == "made for a test"
    assert items["Q1"].review_by == date(2027, 1, 1)
    assert items["Q3"].source == "another source"
    assert [option.code for option in items["Q1"].options] == ["yes", "no"]
    assert [(option.code, option.dated) for option in items["Q4"].options] == [("date", True)]
    assert items["Q1"].states == ("declined", "unsure", "ask_later")
    assert items["S1"].states == ("not_known",)
    assert items["Q3"].states == ("declined",)


def test_content_hash_names_the_files_and_what_they_hold(tmp_path: Path) -> None:
    first = load(write(tmp_path / "a")).content_hash
    again = load(write(tmp_path / "b")).content_hash
    changed = load(write(tmp_path / "c", "gate.toml", 'go = "Go"', 'go = "Now"')).content_hash
    folder = write(tmp_path / "d")
    (folder / "methods.csv").write_text("id,name\n", "utf-8")
    assert first == again
    assert len({first, changed, load(folder).content_hash}) == 3


def test_the_tables_of_cases_can_wait(tmp_path: Path) -> None:
    whole, quick = load(write(tmp_path), cases=True), load(tmp_path)
    assert quick.cases == ()
    assert quick.content_hash == whole.content_hash


def test_what_conditions_may_ask_of_her_is_what_the_rules_know() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert look({}, now, date(1990, 1, 1), now).facts.keys() == FACTS


FAULTS = [
    ("protocol.toml", 'version = "1"', "", "content-missing-field", ["top", "version"]),
    (
        "sections/later.toml",
        '[section]\nid = "later"',
        '[part]\nid = "later"',
        "content-unknown-field",
        ["part"],
    ),
    ("sections/later.toml", "[section]", "[[section]]", "content-wrong-type", ["section"]),
    ("needs.toml", "[urgency_hours]", "[hours]", "content-unknown-field", ["hours"]),
    ("needs.toml", "E = 1", 'E = "one"', "content-wrong-type", ["urgency_hours"]),
    ("gate.toml", "next_look_hours = 24", "", "content-missing-field", ["gate", "next_look_hours"]),
    (
        "gate.toml",
        'counts = true\nred = "defer"',
        'counts = true\nred = "never"',
        "content-wrong-type",
        ["domain state", "red", "never"],
    ),
    ("gate.toml", "[gate]", "[gates]", "content-unknown-field", ["gates"]),
    ("sections/later.toml", "[section]", "[parts]", "content-unknown-field", ["parts"]),
    ("gate.toml", "[[gate.band]]", "[gate.band]", "content-wrong-type", ["band"]),
    (
        "sections/later.toml",
        'label = "Something"',
        "",
        "content-missing-field",
        ["item Q1", "label"],
    ),
    (
        "sections/later.toml",
        "core = true",
        "cor = true",
        "content-unknown-field",
        ["item Q1", "cor"],
    ),
    (
        "sections/later.toml",
        "core = true",
        'core = "yes"',
        "content-wrong-type",
        ["item Q1", "core"],
    ),
    (
        "sections/later.toml",
        'kind = "many"',
        'kind = "several"',
        "content-wrong-type",
        ["item Q2", "several"],
    ),
    (
        "sections/later.toml",
        'id = "Q1"',
        'name = "Q1"',
        "content-unknown-field",
        ["item Q1", "name"],
    ),
    ("sections/later.toml", 'id = "Q1"', "", "content-missing-field", ["item 1", "id"]),
    (
        "sections/later.toml",
        'id = "Q1"',
        'id = "S1"',
        "content-twice",
        ["item S1", "sections/first.toml"],
    ),
    ("sections/later.toml", 'id = "later"', 'id = "first"', "content-twice", ["section first"]),
    (
        "sections/later.toml",
        "review_by = 2027-01-01",
        "review_by = 2025-01-01",
        "content-review-order",
        ["item Q1"],
    ),
    (
        "gate.toml",
        "review_by = 2027-01-01",
        "review_by = 2025-01-01",
        "content-review-order",
        ["gate"],
    ),
    (
        "care.toml",
        "review_by = 2027-01-01",
        "review_by = 2025-01-01",
        "content-review-order",
        ["care test"],
    ),
    (
        "care.toml",
        'supply = "kit"',
        'supply = "no such"',
        "content-unknown-reference",
        ["care test"],
    ),
    ("care.toml", 'supply = "kit"', 'decision = "D99"', "content-unknown-reference", ["care test"]),
    ("care.toml", '["N1"]', '["N99"]', "content-unknown-reference", ["care test"]),
    (
        "views.toml",
        "review_by = 2027-01-01",
        "review_by = 2025-01-01",
        "content-review-order",
        ["view H1"],
    ),
    (
        "sayings.toml",
        "review_by = 2027-01-01",
        "review_by = 2025-01-01",
        "content-review-order",
        ["saying more_questions"],
    ),
    (
        "supplies.toml",
        "review_by = 2027-01-01",
        "review_by = 2025-01-01",
        "content-review-order",
        ["supply kit"],
    ),
    *(
        (
            "settings.toml",
            "value = 14",
            f"value = 14{bounds}",
            "content-bounds",
            ["setting ovulation_before_next_period_days"],
        )
        for bounds in (
            "\nleast = 10",
            "\nmost = 20",
            "\nleast = 15\nmost = 20",
            "\nleast = 10\nmost = 13",
            "\nleast = 10\nmost = 20\nshipped = 14",
        )
    ),
    ("sections/later.toml", 'code = "b"', 'code = "a"', "content-option-twice", ["item Q2", '"a"']),
    (
        "sections/later.toml",
        'kind = "many"',
        'kind = "one"',
        "content-exclusive",
        ["item Q2", "none"],
    ),
    (
        "sections/later.toml",
        'kind = "yes_no"',
        'section = "else"\nkind = "yes_no"',
        "content-unknown-reference",
        ["item Q1", "section", "else"],
    ),
    (
        "sections/later.toml",
        'needs = ["N1"]',
        'needs = ["N9"]',
        "content-unknown-reference",
        ["item Q1", "need", "N9"],
    ),
    (
        "sections/later.toml",
        'skips = ["grown"]',
        'skips = ["gone"]',
        "content-unknown-reference",
        ["item Q2", "condition", "gone"],
    ),
    (
        "sections/later.toml",
        'item = "Q1", op = "="',
        'item = "Q9", op = "="',
        "content-unknown-reference",
        ["item Q2", "Q9"],
    ),
    (
        "sections/later.toml",
        'op = "=", value = "yes"',
        'op = "=", value = "perhaps"',
        "content-unknown-option",
        ["Q1", "perhaps"],
    ),
    (
        "sections/later.toml",
        'op = "=", value = "yes"',
        'op = "=", value = 1',
        "content-unknown-option",
        ["Q1", "1"],
    ),
    (
        "sections/later.toml",
        'op = "exists", value = true',
        'op = "exists", value = "yes"',
        "content-exists",
        ["item Q3", "Q1"],
    ),
    (
        "sections/later.toml",
        'op = "exists", value = true',
        'op = "<", value = 3',
        "content-not-a-number",
        ["Q1", "<"],
    ),
    (
        "sections/later.toml",
        '{ named = "grown" }',
        '{ named = "gone" }',
        "content-unknown-reference",
        ["Q3", "gone"],
    ),
    (
        "sections/later.toml",
        '{ named = "grown" }',
        '{ named = "grown", fact = "age" }',
        "content-condition-form",
        ["Q3"],
    ),
    ("sections/later.toml", '{ named = "grown" }', "{ }", "content-condition-form", ["Q3"]),
    (
        "sections/later.toml",
        '{ named = "grown" }',
        '{ named = "grown", op = "=" }',
        "content-condition-form",
        ["Q3"],
    ),
    (
        "sections/later.toml",
        '{ named = "grown" }',
        '{ named = "grown", value = 1 }',
        "content-condition-form",
        ["Q3"],
    ),
    (
        "sections/later.toml",
        '{ named = "grown" }',
        '{ item = "Q1", value = "yes" }',
        "content-condition-form",
        ["Q3"],
    ),
    (
        "sections/later.toml",
        '{ named = "grown" }',
        '{ item = "Q3", op = "exists", value = true }',
        "content-cycle",
        ["Q3 -> Q3"],
    ),
    (
        "conditions.toml",
        'fact = "age"',
        'fact = "height"',
        "content-unknown-reference",
        ["condition grown", "fact", "height"],
    ),
    (
        "conditions.toml",
        "value = 90",
        'value = "old"',
        "content-not-a-number",
        ["condition grown", "age"],
    ),
    ("conditions.toml", "value = 90", "value = true", "content-not-a-number", ["age"]),
    (
        "conditions.toml",
        'op = ">=", value = 90',
        'op = "within", value = 90',
        "content-not-a-number",
        ["age"],
    ),
    (
        "conditions.toml",
        'op = "exists", value = true',
        'op = "exists", value = 1',
        "content-exists",
        ["admitted_hours"],
    ),
    (
        "conditions.toml",
        '{ fact = "age", op = ">=", value = 90 }',
        '{ item = "Q2", op = "=", value = "a" }',
        "content-cycle",
        ["sections/later.toml", "condition grown", "Q2"],
    ),
    (
        "conditions.toml",
        '{ fact = "age", op = ">=", value = 90 }',
        '{ named = "grown" }',
        "content-cycle",
        ["condition grown -> condition grown"],
    ),
    ("conditions.toml", "[[condition]]", "[[conditon]]", "content-unknown-field", ["conditon"]),
    (
        "needs.toml",
        'urgency = "E"',
        'urgency = "Z"',
        "content-unknown-reference",
        ["need N1", "urgency", "Z"],
    ),
    ("needs.toml", '"D1"', '"D9"', "content-unknown-reference", ["need N1", "destination", "D9"]),
    (
        "needs.toml",
        'op = ">", value = 3',
        'op = ">", value = "lots"',
        "content-not-a-number",
        ["need N1", "Q3"],
    ),
    ("clocks.toml", '"D1"', '"D9"', "content-unknown-reference", ["clock C1", "destination", "D9"]),
    ("clocks.toml", '"N1"', '"N9"', "content-unknown-reference", ["clock C1", "need", "N9"]),
    (
        "clocks.toml",
        '["Q4", "Q3"]',
        '["Q4", "Q9"]',
        "content-unknown-reference",
        ["clock C2", "Q9"],
    ),
    (
        "clocks.toml",
        'value = 168 }, item = "Q1"',
        'value = 168 }, item = "Q9"',
        "content-unknown-reference",
        ["C1", "Q9"],
    ),
    (
        "clocks.toml",
        'value = 168 }, item = "Q1"',
        'value = 168 }, item = "Q2"',
        "content-no-lookback",
        ["C1", "Q2"],
    ),
    (
        "clocks.toml",
        'op = "within", value = 168',
        'op = "within", value = "week"',
        "content-not-a-number",
        ["C1", "within"],
    ),
    ("clocks.toml", '["Q3"]', '["Q8"]', "content-unknown-reference", ["clock C1", "item", "Q8"]),
    (
        "settings.toml",
        '"coil_after_ovulation_hours"',
        '"coil"',
        "content-unknown-reference",
        ["clocks.toml", "clock C2", "setting"],
    ),
    ("gate.toml", 'item = "S1"', 'item = "S9"', "content-unknown-reference", ["gate", "S9"]),
    (
        "gate.toml",
        'item = "S2"\ncolour',
        'item = "S9"\ncolour',
        "content-unknown-reference",
        ["gate", "S9"],
    ),
    (
        "sections/first.toml",
        ', colour = "amber"',
        "",
        "content-no-colour",
        ["gate.toml", "S1", "amber"],
    ),
    (
        "cases/needs.toml",
        '{ Q1 = "yes" }',
        '{ Q9 = "yes" }',
        "content-unknown-reference",
        ["case yes", "Q9"],
    ),
    ("cases/needs.toml", '"C1"', '"C9"', "content-unknown-reference", ["case yes", "C9"]),
    ("cases/needs.toml", 'id = "no"', 'id = "yes"', "content-twice", ["case yes"]),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "named"), FAULTS)
def test_a_fault_is_named_with_its_file_and_row(
    tmp_path: Path, file: str, old: str, new: str, code: str, named: list[str]
) -> None:
    folder = write(tmp_path, file, old, new)
    with pytest.raises(ContentFault) as caught:
        load(folder, cases=True)
    assert caught.value.code == code
    elsewhere = any(word.endswith(".toml") for word in named)
    for word in named if elsewhere else (file, *named):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b'version = "1"\nversion = "2"\n', "content-not-toml", "line 2"),
        (b'version = "1"\n\nversion', "content-not-toml", "line 3"),
        ('version = "\u00e9"'.encode("latin-1"), "content-not-utf8", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(
    tmp_path: Path, content: bytes, code: str, line: str
) -> None:
    (write(tmp_path) / "protocol.toml").write_bytes(content)
    with pytest.raises(ContentFault) as caught:
        load(tmp_path)
    assert caught.value.code == code
    assert "protocol.toml" in str(caught.value)
    assert line in str(caught.value)


@pytest.mark.parametrize("name", ["protocol.toml", "needs.toml", "sections/*.toml"])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    for path in write(tmp_path).glob(name):
        path.unlink()
    with pytest.raises(ContentFault) as caught:
        load(tmp_path)
    assert caught.value.code == "content-file-missing"
    assert name in str(caught.value)


def test_an_empty_file(tmp_path: Path) -> None:
    (write(tmp_path) / "gate.toml").write_text("", "utf-8")
    with pytest.raises(ContentFault, match=r"gate\.toml.*\"gate\" is missing"):
        load(tmp_path)


def test_a_unit_s_own_value_has_bounds_around_the_shipped_one(tmp_path: Path) -> None:
    new = "value = 14\nleast = 14\nmost = 14"
    found = load(write(tmp_path, "settings.toml", "value = 14", new))
    setting = found.settings["ovulation_before_next_period_days"]
    assert (setting.least, setting.value, setting.most) == (14, 14, 14)
