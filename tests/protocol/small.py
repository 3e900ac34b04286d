"""A protocol of a few rows, written as files: whole, and with one line spoiled."""

from __future__ import annotations

from pathlib import Path

DEFAULTS = """
[defaults]
source = "made for a test"
evidence = "none"
reviewed = 2026-01-01
review_by = 2027-01-01
"""

FILES = {
    "protocol.toml": 'version = "1"\n',
    "sections/later.toml": DEFAULTS
    + """
[section]
id = "later"
name = "Later"
short = "L"
order = 2

[[item]]
id = "Q1"
kind = "yes_no"
say = "Was there something?"
label = "Something"
core = true
event = "the thing"
lookback_hours = 168
needs = ["N1"]

[[item]]
id = "Q2"
kind = "many"
say = "Which?"
label = "Which"
skips = ["grown"]
shown_when = { item = "Q1", op = "=", value = "yes" }
not_asked = "There was nothing."
options = [
  { code = "a", label = "A" },
  { code = "b", label = "B" },
  { code = "none", label = "None of these", exclusive = true },
]

[[item]]
id = "Q3"
kind = "number"
say = "How much?"
label = "How much"
states = ["declined"]
source = "another source"
shown_when = { any = [{ item = "Q1", op = "exists", value = true }, { named = "grown" }] }

[[item]]
id = "Q4"
kind = "date"
say = "When?"
label = "When"
""",
    "sections/first.toml": DEFAULTS
    + """
[section]
id = "first"
name = "First"
short = "F"
order = 1
staff = true

[[item]]
id = "S1"
kind = "one"
staff = true
core = true
say = "State"
label = "State"
options = [
  { code = "green", label = "Green", colour = "green" },
  { code = "amber", label = "Amber", colour = "amber" },
  { code = "red", label = "Red", colour = "red" },
]

[[item]]
id = "S2"
kind = "number"
staff = true
say = "Hours"
label = "Hours"
""",
    "conditions.toml": DEFAULTS
    + """
[[condition]]
name = "grown"
when = { all = [
  { fact = "age", op = ">=", value = 90 },
  { fact = "admitted_hours", op = "exists", value = true },
] }
because = "Not asked: she is ninety."
""",
    "needs.toml": DEFAULTS
    + """
[urgency_hours]
E = 1
S = 12
48 = 48
7 = 168
R = 672

[[need]]
id = "N1"
name = "Something"
urgency = "7"
ward = "do it"
met = "it is done"
destinations = ["D1"]
raised = [
  { when = { item = "Q1", op = "=", value = "yes" }, urgency = "E" },
  { when = { item = "Q3", op = ">", value = 3 } },
  { when = { item = "Q3", op = "=", value = 1 } },
  { when = { item = "Q1", op = "=", value = "unsure" }, unsure = true },
]
""",
    "clocks.toml": DEFAULTS
    + """
[[clock]]
id = "C1"
name = "Something to ring about"
neutral = "A call"
counts_from = "the thing"
target_hours = 24
window_hours = 72
action = "ring"
destinations = ["D1"]
needs = ["N1"]
facts = ["Q3"]
starts = [
  { when = { item = "Q1", op = "within", value = 168 }, item = "Q1" },
  { when = { item = "Q4", op = "longer_ago", value = 24 } },
]

[[clock]]
id = "C2"
name = "Something with a cycle"
neutral = "A call"
counts_from = "the thing"
target_hours = 24
window_hours = 120
action = "ring"
destinations = []
never_closes_without = ["Q4", "Q3"]
starts = [{ when = { item = "Q1", op = "=", value = "yes" }, item = "Q1" }]
""",
    "gate.toml": DEFAULTS
    + """
[gate]
counted_for_partial = 2
others_count_from = 3
next_look_hours = 24

[gate.sentence]
go = "Go"

[[gate.domain]]
id = "state"
item = "S1"
name = "State"
counts = true
red = "defer"

[[gate.domain]]
id = "hours"
item = "S2"
name = "Hours"
counts = true
red = "defer"

[[gate.band]]
item = "S2"
colour = "red"
below = 6

[[gate.reason]]
code = "acuity"
label = "Too unwell"
group = "her"
side = "patient"
""",
    "destinations.toml": DEFAULTS
    + """
[[destination]]
id = "D1"
label = "Clinic"
use = "for it"
urgency = "same day"
basis = "consent"
route = "phone"
""",
    "decisions.toml": DEFAULTS
    + """
[[decision]]
id = "take_part"
name = "Taking part"
told = ["She may stop."]
""",
    "settings.toml": DEFAULTS
    + """
[[setting]]
id = "ovulation_before_next_period_days"
value = 14
unit = "days"
what = "luteal phase"

[[setting]]
id = "coil_after_ovulation_hours"
value = 120
unit = "hours"
what = "after it"
""",
    "supplies.toml": DEFAULTS
    + """
[[supply]]
id = "kit"
kind = "test"
name = "A kit"
""",
    "care.toml": DEFAULTS
    + """
[[care]]
id = "test"
kind = "test"
name = "A test"
needs = ["N1"]
supply = "kit"
""",
    "views.toml": DEFAULTS
    + """
[[view]]
id = "H1"
whose = "hers"
say = "Was it all right?"
label = "All right"
good = ["yes"]
""",
    "sayings.toml": DEFAULTS
    + """
[[saying]]
id = "more_questions"
label = "Before more is offered"
say = "There is more. Only if you like."
""",
    "cases/needs.toml": """
[[case]]
id = "yes"
rule = "N1"
answers = { Q1 = "yes" }
raises = ["N1", "C1"]

[[case]]
id = "no"
rule = "N1"
answers = { Q1 = "no" }
raises_not = ["N1"]
""",
}


def write(folder: Path, spoiled: str = "", old: str = "", new: str = "") -> Path:
    """The files in ``folder``, one of them with ``old`` replaced by ``new``."""
    assert not spoiled or old in FILES[spoiled], f"{old!r} does not stand in {spoiled}"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1) if name == spoiled else text, "utf-8")
    return folder
