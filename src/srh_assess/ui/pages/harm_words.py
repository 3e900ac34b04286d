"""The words of the harms log."""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.assessment.disclosing import HarmKind

KINDS: Mapping[HarmKind, str] = {
    "distress": "Distress during the talk or after it",
    "felt_pressed": "Felt pressed",
    "privacy": "Somebody saw or heard what they should not",
    "act_not_wanted": "Something was done that was not wanted",
    "share_not_wanted": "Something was shared that was not to be",
    "assault_on_ward": "An assault on the ward",
    "wrong_result": "A wrong result",
    "missed_result": "A result that was missed",
    "trust_lost": "Trust was lost",
    "force": "Force was used",
    "police_present": "Police were present",
}
SEVERITIES: Mapping[str, str] = {
    "none_seen": "None seen so far",
    "low": "Low",
    "moderate": "Moderate",
    "severe": "Severe",
}
