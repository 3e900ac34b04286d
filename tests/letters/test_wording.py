"""How answers are said on paper: every state, source, kind and time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from srh_assess.assessment.answers import Source, State, When
from srh_assess.letters import plain, wording
from srh_assess.letters.template import Field
from tests.letters.world import PROTOCOL, answer

NIGHT = datetime(2026, 7, 10, 21, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 6, 29, 23, 0, tzinfo=UTC)


def said(name, given, **form):
    return wording.worded(Field(item=name, part="findings", **form), PROTOCOL.items[name], given)


def test_asked_and_refused_not_asked_and_not_recorded_are_three_things():
    assert said("G04", answer("G04", state=State.DECLINED)) == "Declined to answer"
    assert said("G04", None) == "Not asked"
    assert said("X12", None) == "Not recorded"
    assert said("G04", None, drop_missing=True) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.UNSURE, "Not sure"),
        (State.ASK_LATER, "Wanted to be asked later"),
        (State.NOT_KNOWN, "Not known"),
        (State.NOT_ASKED, "Not asked"),
        (State.NOT_APPLICABLE, ""),
    ],
)
def test_no_state_ever_reads_as_no(state, words):
    assert said("G04", answer("G04", state=state)) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source.ASKED, "Yes (told us)"),
        (Source.NOTES, "Yes (from notes, 14-Jul-2026)"),
        (Source.PAPER, "Yes (from paper, 14-Jul-2026)"),
        (Source.CARER, "Yes (told by a carer, 14-Jul-2026)"),
        (Source.HANDOVER, "Yes (from handover, 14-Jul-2026)"),
    ],
)
def test_who_said_it_travels_with_the_answer(source, words):
    assert said("G04", answer("G04", "yes", source=source)) == words


def test_none_of_these_names_no_list_that_the_letter_lacks():
    assert said("T08", answer("T08", ("none",))) == "None (told us)"


def test_staff_facts_say_that_staff_recorded_them():
    assert said("X05", answer("X05", "general")) == "General (recorded by staff, 14-Jul-2026)"
    assert said("X05", answer("X05", "general"), form="plain") == "General"


def test_lists_start_small_after_the_first_but_for_abbreviations():
    given = answer("R13", ("prolactin_antipsychotic", "ssri", "valproate"))
    assert said("R13", given, form="plain") == "Valproate, olanzapine, SSRI"
    assert said("R13", given, form="plain", only=("ssri",)) == "SSRI"
    assert said("R13", given, only=("lithium",)) == ""


def test_a_list_whose_parts_have_commas_is_parted_by_semicolons():
    given = answer("R13", ("valproate", "lithium", "ssri"))
    parts = {"valproate": "Valproate, long-acting", "ssri": "A pill, kind not known"}
    assert said("R13", given, form="plain", said=parts) == (
        "Valproate, long-acting; lithium; a pill, kind not known"
    )
    assert hers("R13", given, said=parts) == (
        "You: valproate, long-acting; lithium; a pill, kind not known."
    )


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (1, "weeks", "week"),
        (2, "weeks", "weeks"),
        (0, "days", "days"),
        (1, "pregnancies", "pregnancy"),
        (3, "pregnancies", "pregnancies"),
        (1, "kg", "kg"),
        (1.5, "days", "days"),
    ],
)
def test_one_of_something_is_said_in_the_singular(number, unit, words):
    assert wording.counted(number, unit) == words
    assert said("X15", answer("X15", 1), form="plain") == "1 day"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (NIGHT, "10-Jul-2026 22:00"),
        (MIDNIGHT, "30-Jun-2026"),
        (When(NIGHT, NIGHT + timedelta(minutes=30)), "10-Jul-2026"),
        (When(MIDNIGHT, NIGHT), "between 30-Jun-2026 and 10-Jul-2026"),
        (When(MIDNIGHT, None), "after 30-Jun-2026"),
        (When(None, NIGHT), "before 10-Jul-2026"),
        (None, "date not known"),
    ],
)
def test_times_say_how_sure_they_are(when, words):
    assert said("C02", answer("C02", "date", when=when), form="plain") == words
    bare = {"said": {"date": ""}, "form": "plain"}
    assert said("G01", answer("G01", "date", when=when), **bare) == words
    assert said("T01", answer("T01", "yes", when=when), form="plain") == f"Yes, {words}"


def test_what_the_time_is_the_time_of_can_be_said():
    given = answer("T01", "yes", when=MIDNIGHT)
    assert said("T01", given, when="last period") == "Yes, last period 30-Jun-2026 (told us)"
    assert said("C05", answer("C05", "start"), said={"start": "To start"}) == "To start (told us)"


def test_a_test_that_was_not_done_has_no_result():
    assert said("X05", answer("X05", "general"), form="test") == (
        "General (recorded by staff, 14-Jul-2026)"
    )


def test_a_date_item_may_have_other_answers():
    assert said("G01", answer("G01", "menopause")) == "After the menopause (told us)"
    assert said("T01", answer("T01", "no"), form="plain") == "No"


def test_results_measures_scales_and_quotes():
    test = answer("X10", "negative", when=MIDNIGHT)
    assert said("X10", test, form="test") == "Negative (test result, 30-Jun-2026)"
    weight = answer("X12", 71.5, when=MIDNIGHT)
    assert said("X12", weight, form="measure") == "71.5 kg (measured 30-Jun-2026)"
    assert said("G06", answer("G06", 3)) == "3 of 10 (told us)"
    assert said("X29", answer("X29", "My say"), form="quote") == "“My say” (told us)"


def test_notes_beside_an_answer_pass_only_where_the_template_lets_them():
    given = answer("X14", "yes", words="penicillin")
    assert "penicillin" not in said("X14", given)
    assert said("X14", given, words=True, form="plain") == "Yes: penicillin"
    assert said("X14", answer("X14", "yes"), words=True, form="plain") == "Yes"


def hers(name, given, **form):
    field = Field(item=name, part="found", topic="this", sentence="You: {answer}.", **form)
    return plain.said(field, PROTOCOL.items[name], given)


def test_her_copy_says_states_to_her():
    assert hers("G04", answer("G04", state=State.DECLINED)) == "You chose not to talk about this."
    assert hers("G04", answer("G04", state=State.UNSURE)) == "You were not sure about this."
    assert hers("G04", answer("G04", state=State.NOT_APPLICABLE)) == ""
    assert hers("G04", None) == "This time we did not ask about this."
    assert hers("G04", None, drop_missing=True) == ""


def test_what_somebody_else_told_is_not_in_her_copy():
    assert hers("G04", answer("G04", "yes", source=Source.CARER)) == ""


def test_her_copy_says_what_was_read_in_her_notes():
    given = answer("G04", "yes", source=Source.NOTES)
    assert hers("G04", given) == "You: yes. We read this in your notes."


def test_long_lists_become_several_sentences():
    given = answer("G02", ("heavy", "painful", "stopped", "irregular", "long"))
    assert hers("G02", given) == "You: heavy, painful, stopped, irregular. You: long."
    assert hers("G02", given, only=("none",)) == ""


def test_times_numbers_and_words_of_hers():
    assert hers("T01", answer("T01", "yes", when=NIGHT)) == "You: yes (10 July 2026)."
    assert hers("T01", answer("T01", "yes", when=NIGHT), when="last time") == (
        "You: yes (last time 10 July 2026)."
    )
    assert hers("T01", answer("T01", "yes")) == "You: yes."
    assert hers("C02", answer("C02", "date", when=NIGHT)) == "You: 10 July 2026."
    assert hers("C02", answer("C02", "date")) == "You: a day you do not remember."
    span = When(MIDNIGHT, NIGHT)
    assert hers("C02", answer("C02", "date", when=span)) == (
        "You: some time from 30 June 2026 to 10 July 2026."
    )
    assert hers("C02", answer("C02", "date", when=When(None, NIGHT))) == "You: 10 July 2026."
    assert hers("G01", answer("G01", "menopause")) == "You: after the menopause."
    assert hers("G06", answer("G06", 3)) == "You: 3 of 10."
    assert hers("X29", answer("X29", "My own say."), form="quote") == "You: “My own say”."
    assert hers("X09", answer("X09", "The ward phone")) == "You: The ward phone."
