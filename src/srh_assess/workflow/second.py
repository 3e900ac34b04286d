"""The second person: somebody else at the same computer, with her own name and passphrase.

The first person stays signed in, and her page stays as it is. The same account is refused, and
so is one whose roles do not allow it; that it was tried is in the journal.
"""

from __future__ import annotations

from srh_assess.assessment.deciding import Blocked
from srh_assess.errors import Refused
from srh_assess.store import home
from srh_assess.store.accounts import Account
from srh_assess.workflow import roles
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.session import Session

TWO_PEOPLE = "two-people"


def proved(desk: Desk, name: str, passphrase: str) -> Account:
    """Whose name and passphrase these are. Refused as at sign-in, without telling which of the
    two was wrong."""
    return home.unlock(desk.folder, name, passphrase, desk.clock, training=desk.training).me


def seconding(hers: Decider, second: Account, action: str) -> Decider:
    """The same record through the eyes of the second person."""
    session = hers.session
    if second.id == session.author:
        session.add(Blocked(code=TWO_PEOPLE, about=action))
        raise Refused(TWO_PEOPLE)
    if not roles.allowed(second.roles, action):
        session.add(Blocked(code="role-may-not", about=action))
        roles.refuse(second.roles, action)
    other = Session(
        session.journal,
        session.written,
        session.record,
        author=second.id,
        author_name=second.display,
        clock=session.clock,
        young_people=session.young_people,
    )
    return Decider(other, young_people=hers.young_people)
