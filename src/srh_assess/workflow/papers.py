"""Papers without a woman on them: the blank form for a bad day, leaflets, the ward poster, the
calibration page. Made when asked for, from the content in use; nothing of a record is in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.errors import BadInput, Refused
from srh_assess.letters import save
from srh_assess.protocol.spoken import spoken
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.given import mark_of
from srh_assess.workflow.unit import Envelope, Unit

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered

NOT_APPROVED = "The clinical content of this program is not yet approved by the trust."
FORM, POSTER, CALIBRATION = "form", "poster", "calibration"
ANYBODY = "the person"
"""Who a blank form is about: it is filled in before anybody has asked for a name or pronouns."""


class Paper(Struct, frozen=True):
    """One paper by its name, and whether there is a large print of it."""

    id: str
    words: str
    large: bool = False


def every() -> tuple[Paper, ...]:
    """What can be printed without a woman: the form, the leaflets, the poster."""
    from srh_assess.letters import leaflet

    found = leaflet.leaflets().items()
    return (
        Paper(FORM, "Blank form for a bad day"),
        *(Paper(name, f"Leaflet: {one.short}", large=True) for name, one in found),
        Paper(POSTER, "Ward poster"),
    )


def made(desk: Desk, paper: str, *, large: bool = False) -> Rendered:
    """One of them. Refused for a name that none has."""
    from srh_assess.letters import blank_form, leaflet  # late: they load what sets letters

    desk.need("print_papers")
    unit, notice = _unit(desk), "" if desk.approved else NOT_APPROVED
    ward = leaflet.Ward(name=unit.ward, phone=unit.phone, notice=notice, mark=mark_of(desk))
    leaflets = leaflet.leaflets()
    if paper == FORM:
        protocol = spoken(desk.protocol, ANYBODY)
        return blank_form.pdf(protocol, leaflet.form(), notice=notice, mark=mark_of(desk))
    if paper == POSTER:
        return leaflet.poster_pdf(desk.protocol, ward)
    if paper not in leaflets:
        raise BadInput("paper-unknown", paper=paper)
    return leaflet.pdf(leaflets[paper], desk.protocol, ward, large=large)


def calibration(desk: Desk, envelope: Envelope | None = None) -> Rendered:
    """The calibration page, as it is set now or would be set."""
    from srh_assess.letters import calibration as page
    from srh_assess.letters import leaflet

    shift = envelope or _unit(desk).envelope
    return page.pdf(leaflet.calibration(), shift.right, shift.down, mark=mark_of(desk))


def set_envelope(desk: Desk, envelope: Envelope, *, viewer: bool, reason: str) -> None:
    """Keeps where the address stands, and whether letters may be opened in another program. An
    entry of the ledger with its reason."""
    if not reason.strip():
        raise BadInput("reason-missing")
    desk.change_unit(replace(_unit(desk), envelope=envelope, viewer=viewer), reason)


def to_file(rendered: Rendered, folder: Path, paper: str) -> Path:
    """Writes one into a folder, whole or not at all."""
    return save.write(folder, f"srh-{paper}.pdf".replace("_", "-"), rendered.data)


def _unit(desk: Desk) -> Unit:
    if desk.unit is None:
        raise Refused("not-signed-in")
    return desk.unit
