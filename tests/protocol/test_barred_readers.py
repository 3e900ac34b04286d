"""Who is never a reader is found in a name, an address or a sentence; a street is no reader."""

from __future__ import annotations

import pytest

from srh_assess.errors import BadInput
from srh_assess.letters import standing


@pytest.mark.parametrize(
    "words",
    [
        "Police liaison", "POLICE", "the police.", "Police headquarters", "A policewoman",
        "Northshire Constabulary", "Probation", "Immigration enforcement", "DWP", "MAPPA panel",
        "Multi-agency panel", "Housing officer", "Her employer", "School nurse", "The school",
        "Schools", "Police station, Old School Lane",
    ],
)  # fmt: skip
def test_a_barred_reader_is_refused(words: str) -> None:
    with pytest.raises(BadInput) as fault:
        standing.check_reader(words)
    assert fault.value.code == "unit-barred-reader"


@pytest.mark.parametrize(
    "words",
    [
        "Old School Lane", "2 School Road", "The Old School", "School House", "Schoolfield Clinic",
        "Medical School", "School of Nursing, Block C", "Housing Road", "Policy team",
        "Rehousing lane", "Clinic for sexual health",
    ],
)  # fmt: skip
def test_a_street_or_a_part_of_a_word_is_no_reader(words: str) -> None:
    standing.check_reader(words)
