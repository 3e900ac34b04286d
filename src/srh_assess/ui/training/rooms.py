"""What stands round the course, by the act that opens it."""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.ui.training.authoring import Authoring
from srh_assess.ui.training.certificate import Certificates
from srh_assess.ui.training.course import Confidence
from srh_assess.ui.training.look_round import LookRound
from srh_assess.ui.training.room import WARD, Opens
from srh_assess.ui.training.support import Support

OPENS: Mapping[str, Opens] = {
    WARD: LookRound,
    "certificate": Certificates,
    "confidence": Confidence,
    "support": Support,
    "write": Authoring,
}
