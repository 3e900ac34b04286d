"""The table of roles as a chapter of the handbook, so that who approves the content sees it."""

from __future__ import annotations

from srh_assess.protocol.handbook_tree import Chapter, Entry, Table
from srh_assess.workflow import roles


def chapter() -> Chapter:
    """Every action with the roles that may do it, and the roles that take two accounts."""
    rows = tuple(
        ((row.words[:1].upper() + row.words[1:],), tuple(roles.WORDS[one] for one in row.roles))
        for row in roles.table().action
    )
    apart = tuple(
        (
            (roles.WORDS[row.role],),
            tuple(roles.WORDS[one] for one in row.others),
            (row.why[:1].upper() + row.why[1:],),
        )
        for row in roles.table().apart
    )
    return Chapter(
        id="roles",
        title="Who may do what",
        intro=(
            "What stands in no row, nobody may do. Roles of one account add up. The manager, the "
            "trainer, the account admin and the lead hold no key to a record by that role.",
        ),
        entries=(
            Entry(
                id="roles-actions",
                title="Actions and roles",
                tables=(Table(title="Actions", head=("Action", "Roles"), rows=rows),),
            ),
            Entry(
                id="roles-apart",
                title="Roles that take two accounts",
                tables=(Table(title="Apart", head=("Role", "Not with", "Why"), rows=apart),),
            ),
        ),
    )
