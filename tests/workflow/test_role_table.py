"""The table of roles, cell by cell: every role, every action, through every door there is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from srh_assess import cli
from srh_assess.assessment import deciding, disclosing, facts, following
from srh_assess.assessment.along import TeamDecided
from srh_assess.assessment.facts import Fact, Identity, Left, Stay
from srh_assess.assessment.legal import SectionDayCorrected
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.store.accounts import NewAccount
from srh_assess.workflow import (
    annotating,
    backups,
    courses,
    disposal,
    duties,
    for_the_board,
    her_record,
    log,
    mapping,
    overriding,
    papers,
    place,
    print_protocol,
    roles,
    safety_lines,
    sharing,
    staff_views,
    summing,
    synthetic,
    training_world,
    voice,
    ward_lists,
)
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.importing import Wish
from srh_assess.workflow.log import Asked
from srh_assess.workflow.periods import Span
from srh_assess.workflow.stay import Going
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.verify import verify_home
from tests.workflow.conftest import NOW
from tests.workflow.homes import CHEAP

WORDS = "four plain words here"
MAYA = Identity(family="Wren", given="Marianne", born=date(1997, 3, 22), nhs_number="9990000018")
PROTOCOL = load()
WHO = {held[0]: name for name, _, held in synthetic.PEOPLE} | {"lead": "lena", "admin": "ada"}
"""Who signs in for each role; the two that share one account in a synthetic home get their own."""
NO = frozenset({"role-may-not", "lead-only", "voice-handler", "no-clinical-key"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with an account of every single role, and one woman."""
    folder = tmp_path_factory.mktemp("roles") / "home"
    desk = Desk(folder, PROTOCOL, SetClock(NOW), cost=CHEAP)
    list(synthetic.make(desk, WORDS))
    desk.sign_in(synthetic.ADMIN, WORDS)
    for role in ("lead", "admin"):
        new = NewAccount(
            name=WHO[role], display=f"{WHO[role].title()} Moss", roles=(role,), passphrase=WORDS
        )
        desk.add_account(new)
    desk.sign_in(synthetic.NURSE, WORDS)
    admission = desk.admit(MAYA, Stay(admitted=NOW - timedelta(days=1), ward="Willow Ward"))
    desk.lock()
    (folder / "backups").mkdir(exist_ok=True)
    backups.save(folder, saved(desk), synthetic.NURSE, WORDS, SetClock(NOW))
    return folder, admission


@pytest.fixture
def desk(made: tuple[Path, str], tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "home"
    shutil.copytree(made[0], folder)
    found = Desk(folder, PROTOCOL, SetClock(NOW), cost=CHEAP)
    yield found
    found.lock()


Door = Callable[[Desk, str], object]


def writes(kind: type[Fact]) -> Door:
    """A session that was opened for nothing, and a fact of one duty."""
    return lambda desk, _: desk.session("", begin=False).need(duties.of_kind(kind))


def signed_out(desk: Desk) -> tuple[str, str]:
    """Who was signed in, and the words that come in again."""
    name = desk.me.name if desk.me else ""
    desk.lock()
    return name, WORDS


def saved(desk: Desk) -> Path:
    """The backup that lies beside every copy of the home."""
    return desk.folder / "backups" / "of-that-time.srhbackup"


WRONG_DAY = SectionDayCorrected(
    was=NOW.date(), legal_status="Section 3", on=NOW.date(), reason="misread"
)

DOORS: Mapping[str, tuple[Door, ...]] = {
    "see_board": (
        lambda d, a: d.board(),
        lambda d, a: d.namesakes(),
        lambda d, a: d.ward_round(),
    ),
    "open_record": (
        lambda d, a: d.record(a),
        lambda d, a: d.session(a, begin=False),
        lambda d, a: d.entries(a),
        lambda d, a: d.record_then(a, 1),
        lambda d, a: d.stays_found("Wre"),
        lambda d, a: d.stays_found("9990000018"),
        lambda d, a: d.earlier(MAYA),
        lambda d, a: d.door(a),
        lambda d, a: d.break_glass(a, "a reason"),
        lambda d, a: d.say_of_name(a, "somebody_else"),
    ),
    "assess": (
        lambda d, a: d.session(a),
        lambda d, a: d.admit(MAYA, Stay(admitted=NOW)),
        lambda d, a: d.correct(a, MAYA, Stay(admitted=NOW), "why"),
        lambda d, a: d.say_earlier(a, a, same=True),
        lambda d, a: d.move(a, NOW, "2"),
        lambda d, a: d.change_section(a, NOW.date(), "Section 3"),
        lambda d, a: d.correct_section_day(a, WRONG_DAY),
        lambda d, a: d.leave(a, Left(at=NOW)),
        lambda d, a: d.come_back(a, NOW),
        lambda d, a: d.team_decided(a, TeamDecided(decision="x", by="y", on=NOW.date())),
        lambda d, a: d.end(a, Going(at=NOW)),
        writes(facts.Answered),
        writes(facts.SittingSigned),
        writes(deciding.Consented),
    ),
    "read_safety_line": (lambda d, a: safety_lines.lines(d),),
    "follow_needs": (writes(following.NeedMoved),),
    "send_letters": (
        lambda d, a: sharing.on_desk(d, d.session("", begin=False), "gp"),
        writes(facts.LetterSent),
        writes(facts.ShareDecided),
    ),
    "import_admissions": (
        lambda d, a: d.bed_list(b"a,b\n1,2\n"),
        lambda d, a: d.bring_in(b"a,b\n1,2\n", Wish()),
    ),
    "approve_content": (
        lambda d, a: d.approve(content_hash="x", name="n", role="r", registration="g"),
        lambda d, a: d.withdraw_approval("why"),
    ),
    "change_unit": (
        lambda d, a: d.change_unit(synthetic.UNIT, "why"),
        lambda d, a: d.change_setting("carry_on_minutes", 5, "why"),
        lambda d, a: d.change_logo(b"", "why"),
    ),
    "handle_voices": (
        lambda d, a: ward_lists.rows(d, "voices"),
        lambda d, a: voice.on_desk(d).read(()),
    ),
    "handle_harms": (
        lambda d, a: ward_lists.rows(d, "harms"),
        lambda d, a: d.session(a, begin=False, duty="handle_harms"),
        writes(disclosing.HarmHandled),
    ),
    "write_harm": (writes(disclosing.HarmReported),),
    "propose_override": (writes(disclosing.OverrideProposed),),
    "decide_override": (writes(disclosing.OverrideDecided),),
    "review_overrides": (
        lambda d, a: ward_lists.rows(d, "overrides"),
        lambda d, a: for_the_board.counted(d),
        lambda d, a: d.session(a, begin=False, duty="review_overrides"),
    ),
    "log_police": (
        lambda d, a: overriding.police_asked_on(d, "", "PC X", "Force", {}),
        writes(disclosing.PoliceRequested),
    ),
    "answer_police": (
        lambda d, a: ward_lists.rows(d, "requests"),
        lambda d, a: overriding.police_answered_on(d, a, "r", "me", "nothing", "all"),
        writes(disclosing.PoliceAnswered),
    ),
    "own_report": (writes(disclosing.OwnReport),),
    "see_looks": (lambda d, a: d.who_looked(a), log.looks),
    "look_after_looks": (
        lambda d, a: d.looked_after(a),
        log.looks_of_any,
        lambda d, a: d.stays_found("Wre", duty="look_after_looks"),
    ),
    "read_log": (
        lambda d, a: log.read(d, Asked()),
        lambda d, a: log.unseen(d),
        lambda d, a: d.row_of(a),
    ),
    "see_accounts": (lambda d, a: d.people,),
    "manage_accounts": (
        lambda d, a: d.add_account(
            NewAccount(name="new", display="New One", roles=("nurse",), passphrase=WORDS)
        ),
        lambda d, a: d.change_roles(d._here[0].id, ("nurse",)),
        lambda d, a: d.change_wards(d._here[0].id, "Rowan"),
        lambda d, a: d.remove_account(d._here[0].id),
        lambda d, a: d.renew_account(d._here[0].id, "plain words to begin"),
    ),
    "complete_accounts": (lambda d, a: d.complete_account("nobody"),),
    "prove_record": (
        lambda d, a: verify_home(
            d.folder, d.me.name if d.me else "", WORDS, protocol=PROTOCOL, clock=d.clock
        ),
        lambda d, a: d.check_record()(Steps()),
    ),
    "see_backups": (lambda d, a: d.backups(),),
    "make_backup": (
        lambda d, a: d.backup_now(),
        lambda d, a: d.try_restore("none", WORDS),
        lambda d, a: backups.save(
            d.folder, d.folder.parent / "b.srhbackup", d.me.name if d.me else "", WORDS, d.clock
        ),
        lambda d, a: backups.try_out(saved(d), *signed_out(d), d.clock),
    ),
    "restore_backup": (
        lambda d, a: backups.bring_back(saved(d), d.folder, *signed_out(d), d.clock),
        lambda d, a: place.restore_backup(saved(d), d.folder, *signed_out(d), d.clock),
    ),
    "plan_backups": (lambda d, a: d.plan_backups(BackupsPlanned()),),
    "see_keeping": (lambda d, a: disposal.kept(d), disposal.one),
    "keep_records": (
        lambda d, a: disposal.hold(d, a, "an inquiry"),
        lambda d, a: disposal.ask(d, a, "old"),
    ),
    "agree_disposal": (disposal.agree,),
    "refuse_disposal": (lambda d, a: disposal.refuse(d, a, date(2090, 1, 1), "a study"),),
    "give_record": (
        her_record.gather,
        her_record.standing,
        lambda d, a: her_record.found(d, "Wren"),
    ),
    "look_through_record": (
        lambda d, a: her_record.looked_through(d, a, 1),
        lambda d, a: her_record.withhold(d, a, "none", "serious_harm", "a reason"),
        lambda d, a: her_record.give_back(d, a, "none", "a reason"),
    ),
    "write_disagreement": (lambda d, a: her_record.disagrees(d, a, "it was not so"),),
    "change_own_passphrase": (lambda d, a: d.change_own_passphrase("wrong", "also wrong"),),
    "train": (lambda d, a: training_world.enter(d),),
    "run_training": (lambda d, a: courses.held(d, date(2026, 1, 1), "A course"),),
    "see_summary": (
        lambda d, a: d.summary(summing.Wish(first="2026-01", last="2026-01", level="internal")),
    ),
    "export_rows": (
        lambda d, a: mapping.save(d.opened, d.clock, Span("2026-01", "2026-01"), d.folder, "why"),
    ),
    "annotate_charts": (
        lambda d, a: annotating.standing(d.opened),
        lambda d, a: annotating.annotate(d.opened, d.clock, "closed", date(2026, 1, 1), ""),
        lambda d, a: annotating.set_limits(d.opened, d.clock, "M2", "2026-01", "a reason"),
        lambda d, a: annotating.take_back(d.opened, d.clock, "none", "a reason"),
    ),
    "answer_as_staff": (
        lambda d, a: staff_views.again_on(d),
        lambda d, a: staff_views.give(d, {}),
    ),
    "print_papers": (lambda d, a: papers.made(d, "nothing"),),
}


def test_every_row_of_the_table_has_a_door_here() -> None:
    assert sorted(roles.actions().keys() - DOORS.keys()) == []
    assert WHO.keys() == roles.WORDS.keys()


@pytest.mark.parametrize("role", roles.WORDS)
@pytest.mark.parametrize("action", DOORS)
def test_each_cell(desk: Desk, made: tuple[Path, str], role: str, action: str) -> None:
    may = role in roles.actions()[action].roles
    for door in DOORS[action]:
        desk.sign_in(WHO[role], WORDS)
        code = ""
        try:
            door(desk, made[1])
        except UserError as fault:
            code = fault.code
            assert "Wren" not in str(fault)
            assert "9990000018" not in str(fault)
        assert (code not in NO) is may, code


_ASKS = {
    "verify": "prove_record",
    "backup": "make_backup",
    "record": "give_record",
    "restore": "restore_backup",
    "restore-drill": "make_backup",
}


@pytest.mark.parametrize("role", roles.WORDS)
@pytest.mark.parametrize(
    "command", ["verify", "backup", "import-admissions", "record", "restore", "restore-drill"]
)
def test_each_command(
    desk: Desk,
    made: tuple[Path, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    role: str,
    command: str,
) -> None:
    """The command line asks the same table, and tells nobody anything of a record."""
    action = _ASKS.get(command, command)
    action = action.replace("-", "_")
    words = tmp_path / "words"
    words.write_text(WORDS)
    beds = tmp_path / "beds.csv"
    beds.write_text("Family,Given,Admitted\n")
    more = {
        "backup": [str(tmp_path / "x.srhbackup")],
        "import-admissions": [str(beds)],
        "record": [made[1], "--format", "json", "-o", str(tmp_path / "x.json")],
    }
    signed = ["--user", WHO[role], "--passphrase-file", str(words)]
    desk.lock()
    file = [str(saved(desk))]
    first = {"restore": [*file, str(desk.folder)], "restore-drill": file}
    at = first.get(command, [str(desk.folder)])
    code = cli.main([command, *at, *more.get(command, []), *signed])
    said = "".join(capsys.readouterr())
    may = role in roles.actions()[action].roles
    refused = "may not" in said or "no key" in said.lower() or "opens no records" in said
    assert refused is not may, said
    assert (code == 2) or may
    assert "Wren" not in said
    assert "9990000018" not in said


def test_the_handbook_prints_the_table() -> None:
    book = print_protocol.book(PROTOCOL)
    chapter = next(one for one in book.chapters if one.id == "roles")
    (table,) = chapter.entries[0].tables
    assert len(table.rows) == len(roles.actions())
    for row, action in zip(table.rows, roles.table().action, strict=True):
        assert row[1] == tuple(roles.WORDS[role] for role in action.roles)
