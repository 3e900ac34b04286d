"""Commands about a home: what it holds, what comes in, what is kept elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from srh_assess.cli.words import DONE, FOUND, passphrase, signs_in


def add(commands: Any) -> None:
    """``verify``, ``import-admissions``, ``backup``, ``restore``, ``restore-drill``,
    ``simulate``."""
    _verify_words(commands)
    _beds_words(commands)
    _backup_words(commands)
    _simulate_words(commands)


def _verify_words(commands: Any) -> None:
    verify = commands.add_parser("verify", help="walk the journal and compare everything")
    verify.add_argument("home_folder", metavar="HOME", type=Path)
    signs_in(verify)
    verify.set_defaults(run=_verify)


def _beds_words(commands: Any) -> None:
    beds = commands.add_parser("import-admissions", help="admissions from a bed list as CSV")
    beds.add_argument("home_folder", metavar="HOME", type=Path)
    beds.add_argument("file", metavar="FILE.csv", type=Path)
    beds.add_argument("--column", action="append", default=[], metavar="FIELD=HEADING")
    beds.add_argument("--month-first", action="store_true", default=None)
    beds.add_argument("--all-or-nothing", action="store_true")
    beds.add_argument(
        "--as-saved", action="store_true", help="take it though a spreadsheet left its mark"
    )
    beds.add_argument("--look", action="store_true", help="say what would be done; write nothing")
    signs_in(beds)
    beds.set_defaults(run=_import_admissions)


def _backup_words(commands: Any) -> None:
    save = commands.add_parser("backup", help="write a verified backup, also while in use")
    save.add_argument("home_folder", metavar="HOME", type=Path)
    save.add_argument("file", metavar="FILE", type=Path)
    signs_in(save)
    save.set_defaults(run=_backup)

    back = commands.add_parser("restore", help="put a backup in the place of a record")
    back.add_argument("file", metavar="FILE", type=Path)
    back.add_argument("home_folder", metavar="HOME", type=Path)
    back.add_argument("--recovery-key", action="store_true", help="the printed key is asked for")
    signs_in(back)
    back.set_defaults(run=_restore)

    drill = commands.add_parser("restore-drill", help="try a backup; no record is touched")
    drill.add_argument("file", metavar="FILE", type=Path)
    drill.add_argument("--recovery-key", action="store_true", help="the printed key is asked for")
    signs_in(drill)
    drill.set_defaults(run=_restore_drill)


def _simulate_words(commands: Any) -> None:
    made = commands.add_parser("simulate", help="a synthetic ward out of one number")
    made.add_argument("home_folder", metavar="HOME", type=Path)
    made.add_argument("--admissions", type=int, required=True, metavar="N")
    made.add_argument("--seed", type=int, required=True, metavar="S")
    made.add_argument("--profile", choices=("drill", "trust", "load"), default="trust")
    made.add_argument("--at", default="", metavar="MOMENT", help="2026-03-10T14:00, or now")
    made.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase")
    made.add_argument("--ethnic", choices=("london", "england"), default="london")
    made.add_argument("--ward", choices=("mixed", "women"), default="mixed")
    made.add_argument("--short-stays", action="store_true", help="a fifth of stays are short")
    made.add_argument(
        "--met",
        choices=("admitted", "begun"),
        default="admitted",
        help="how the published 14 %% is read",
    )
    made.add_argument("--gap", action="store_true", help="plant a gap in access to be found")
    made.add_argument(
        "--stories", action="store_true", help="plant stories in the figures of a drill"
    )
    made.set_defaults(run=_simulate)


def _verify(options: argparse.Namespace) -> int:
    from srh_assess.workflow.verify import verify_home

    report = verify_home(options.home_folder, options.user, passphrase(options))
    for line in report.lines:
        print(line)
    return FOUND if report.faults else DONE


def _import_admissions(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.workflow import importing
    from srh_assess.workflow.desk import Desk

    pairs = [text.partition("=") for text in options.column]
    raw = importing.read(options.file, as_saved=options.as_saved)
    desk = Desk(options.home_folder, load, SystemClock())
    desk.sign_in(options.user, passphrase(options))
    try:
        wish = importing.Wish(
            given={field: heading for field, _, heading in pairs},
            month_first=options.month_first,
            all_or_nothing=options.all_or_nothing,
            look=options.look,
        )
        report = desk.bring_in(raw, wish)
    finally:
        desk.lock()
    for step in report.steps:
        print(step.words)
    print(report.summary)
    return FOUND if report.count("left_out") else DONE


def _backup(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.workflow import backups

    secret = passphrase(options)
    said = backups.save(options.home_folder, options.file, options.user, secret, SystemClock())
    print("\n".join(said))
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.workflow import backups

    said = backups.bring_back(
        options.file,
        options.home_folder,
        options.user,
        passphrase(options),
        SystemClock(),
        recovery_key=options.recovery_key,
    )
    print("\n".join(said))
    return DONE


def _restore_drill(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.workflow import backups

    said, fits = backups.try_out(
        options.file,
        options.user,
        passphrase(options),
        SystemClock(),
        recovery_key=options.recovery_key,
    )
    print("\n".join(said))
    return DONE if fits else FOUND


def _simulate(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.workflow import simulate
    from srh_assess.workflow.invented.setting import Setting

    moment = SystemClock().now() if options.at == "now" else simulate.moment(options.at)
    made = simulate.simulate(
        options.home_folder,
        options.admissions,
        options.seed,
        load(),
        at=moment,
        passphrase=passphrase(options) if options.passphrase_file else simulate.PASSPHRASE,
        setting=Setting(
            profile=options.profile,
            ethnic=options.ethnic,
            ward=options.ward,
            short_stays=options.short_stays,
            met=options.met,
            gap=options.gap,
            stories=options.stories,
        ),
    )
    print("\n".join(made.lines))
    return DONE
