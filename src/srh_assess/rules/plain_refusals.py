"""Two things that no field for a plan or a ground may say, whoever writes it.

Force, secrecy, a threat of the law, or leave as a condition are no plan (law and ethics A8-7 and
B6-6); that they happened goes to the harms log. What others face by the law is no threat to her.
A section of the Mental Health Act is no ground for anything here (A8-6). What she herself said is
never looked at.
"""

from __future__ import annotations

import re

_LEAVE = r"(leave|privileges?|phone|visits?)"
_COERCION = re.compile(
    r"\b("
    r"covert(ly)?|in secret|without (telling her|her knowing)|hid(den|e) in (her )?(food|drink|tea)"
    r"|by force|forcibly|hold(ing)? her down|restrain(ed|ing|t)?|pin(ned)? down"
    rf"|{_LEAVE} (only )?(depends?|if she|unless she|until she|when she agrees)"
    rf"|no {_LEAVE} (until|unless|without)"
    rf"|in (return|exchange) for (her )?{_LEAVE}"
    r"|warning letters?|behaviou?r(al)? (contracts?|agreements?)"
    r"|(criminal )?behaviour orders?|community protection (notices?|warnings?)"
    r"|(prosecut\w+|arrest(ed|ing)?|charg(e|ed|ing)|sanction(ed|ing)?) her"
    r"|report(ed|ing)? her to (the )?police"
    r"|police (to|will|should|must|can) (warn|caution|speak to|visit|attend)"
    r")\b",
    re.IGNORECASE,
)
_DETENTION = re.compile(
    r"\b(MHA|Mental Health Act|s\.? ?(63|[235])|section (2|3|5|37|41|63)|under (her )?section)\b",
    re.IGNORECASE,
)


def coerces(*texts: str) -> bool:
    """Whether a plan speaks of force, of secrecy, of a threat, or of leave as a condition."""
    return any(_COERCION.search(text) for text in texts)


def leans_on_detention(*texts: str) -> bool:
    """Whether a ground names a section under which she is detained."""
    return any(_DETENTION.search(text) for text in texts)
