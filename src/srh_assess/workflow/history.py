"""Which protocol was in use when: the content, with what a unit had set for itself by then."""

from __future__ import annotations

from datetime import datetime

from srh_assess.protocol.model import Protocol
from srh_assess.rules.findings import rules_hash
from srh_assess.workflow.leading import Written, applied, standing


class History:
    """Every protocol that was in use since this unit began, for proving what was found then."""

    def __init__(self, shipped: Protocol, written: tuple[Written, ...] = ()) -> None:
        self._steps: list[tuple[datetime, Protocol]] = []
        self._shipped = shipped
        self._by_rules = {rules_hash(shipped): shipped}
        for number, entry in enumerate(written, 1):
            used = applied(shipped, standing(written[:number]))
            self._steps.append((entry.at, used))
            self._by_rules.setdefault(rules_hash(used), used)

    def at(self, moment: datetime) -> Protocol:
        """The protocol that was in use at that moment."""
        found = self._shipped
        for since, used in self._steps:
            if since <= moment:
                found = used
        return found

    def under(self, rules: str) -> Protocol | None:
        """The protocol of a rule set; none when it is that of another content or program."""
        return self._by_rules.get(rules)
