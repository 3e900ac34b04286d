"""The words of what can be said, and of where else it can be taken."""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.assessment.disclosing import VoiceKind

KINDS: Mapping[VoiceKind, str] = {
    "feedback": "Feedback, good or bad",
    "complaint": "A complaint",
    "felt_pressed": "I felt pressed",
    "privacy": "Somebody saw or heard what they should not",
    "tool_concern": "A concern about this program",
}
BY: Mapping[str, str] = {
    "herself": "A woman’s own words",
    "someone_she_picked": "Someone a woman picked",
    "staff": "A member of staff",
}
_ELSEWHERE = (
    "An advocate can help. So can the trust’s patient advice service, the Care Quality Commission"
    " for anyone who is detained, and the Parliamentary and Health Service Ombudsman."
)
AFTER: Mapping[VoiceKind, str] = {
    "feedback": f"The reviewer reads it, outside the ward. {_ELSEWHERE}",
    "complaint": f"The reviewer reads it, outside the ward, and answers. {_ELSEWHERE}",
    "felt_pressed": f"The reviewer reads it, outside the ward. Nothing has to go on. {_ELSEWHERE}",
    "privacy": "The reviewer reads it, outside the ward, and answers within 30 days. The"
    f" Information Commissioner can be told too. {_ELSEWHERE}",
    "tool_concern": "The reviewer passes it to the clinical safety officer. The trust’s Freedom to"
    " Speak Up guardian can be told too.",
}
