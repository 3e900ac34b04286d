"""Words on the command line -> calls.

Exit codes: 0 done, 1 a check found something, 2 wrong use or bad input (one plain sentence
on stderr, never a traceback). Commands work without a display; what opens a window, and what
is slow to load, is imported only where it is used.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from srh_assess import __version__
from srh_assess.errors import BadInput, UserError

DONE, FOUND, WRONG_USE = 0, 1, 2
LARGEST_CASE = 5_000_000


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"srh-assess: {message}. See srh-assess --help.\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its words. The guide's page *Commands* lists the same."""
    top = _Parser(prog="srh-assess", description="Sexual and reproductive health, asked well.")
    top.add_argument("--version", action="version", version=f"srh-assess {__version__}")
    top.add_argument("--home", type=Path, help="the data folder (or SRH_ASSESS_HOME)")
    top.set_defaults(run=_open_window)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    walk = commands.add_parser("walkthrough", help="drive a whole assessment, with pictures")
    walk.add_argument("out", type=Path)
    walk.add_argument("--scenario", default="go", help="go, partial or defer")
    walk.add_argument("--scale", type=float, default=1.0, help="screen scaling, 1.0 to 2.0")
    walk.add_argument("--theme", default="light", help="light, dark or high-contrast")
    _signs_in(walk)
    walk.set_defaults(run=_walkthrough)

    evaluate = commands.add_parser("evaluate", help="the rules on one case; nothing is stored")
    evaluate.add_argument("case", help="a JSON file, or - for standard input")
    evaluate.set_defaults(run=_evaluate)

    protocol = commands.add_parser("protocol", help="print the whole protocol")
    protocol.add_argument("--format", choices=("json", "html", "pdf"), default="json")
    protocol.add_argument("-o", "--output", type=Path, help="a file; pdf needs one")
    protocol.add_argument(
        "--compare", type=Path, metavar="NEW_DIR", help="what another version changes, as a list"
    )
    protocol.add_argument(
        "--rehearse", nargs=2, type=Path, metavar=("NEW_DIR", "HOME"),
        help="what another version would find in the records of a home; writes nothing there",
    )  # fmt: skip
    _signs_in(protocol)
    protocol.set_defaults(run=_protocol)

    chart = commands.add_parser("spc", help="a control chart of one file, as data")
    chart.add_argument("file", metavar="FILE.csv", help="date,y or date,numerator,denominator")
    chart.add_argument("--chart", required=True, choices=("xmr", "p", "u", "c", "g", "t", "run"))
    _shapes(chart)
    chart.set_defaults(run=_spc)

    verify = commands.add_parser("verify", help="walk the journal and compare everything")
    verify.add_argument("home_folder", metavar="HOME", type=Path)
    _signs_in(verify)
    verify.set_defaults(run=_verify)

    _ward_commands(commands)

    test = commands.add_parser("self-test", help="one assessment in a temporary home")
    test.set_defaults(run=_self_test)
    return top


def _ward_commands(commands: Any) -> None:
    beds = commands.add_parser("import-admissions", help="admissions from a bed list as CSV")
    beds.add_argument("home_folder", metavar="HOME", type=Path)
    beds.add_argument("file", metavar="FILE.csv", type=Path)
    beds.add_argument("--column", action="append", default=[], metavar="FIELD=HEADING")
    beds.add_argument("--month-first", action="store_true", default=None)
    beds.add_argument("--all-or-nothing", action="store_true")
    beds.add_argument("--look", action="store_true", help="say what would be done; write nothing")
    _signs_in(beds)
    beds.set_defaults(run=_import_admissions)

    save = commands.add_parser("backup", help="write a verified backup, also while in use")
    save.add_argument("home_folder", metavar="HOME", type=Path)
    save.add_argument("file", metavar="FILE", type=Path)
    _signs_in(save)
    save.set_defaults(run=_backup)

    back = commands.add_parser("restore", help="put a backup in the place of a record")
    back.add_argument("file", metavar="FILE", type=Path)
    back.add_argument("home_folder", metavar="HOME", type=Path)
    back.add_argument("--recovery-key", action="store_true", help="the printed key is asked for")
    _signs_in(back)
    back.set_defaults(run=_restore)

    made = commands.add_parser("simulate", help="a synthetic ward out of one number")
    made.add_argument("home_folder", metavar="HOME", type=Path)
    made.add_argument("--admissions", type=int, required=True, metavar="N")
    made.add_argument("--seed", type=int, required=True, metavar="S")
    made.add_argument("--profile", choices=("drill", "trust", "load"), default="trust")
    made.add_argument("--at", default="", metavar="MOMENT", help="2026-03-10T14:00, or now")
    made.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase")
    made.set_defaults(run=_simulate)


def _shapes(chart: argparse.ArgumentParser) -> None:
    which = ("increase", "decrease", "neutral")
    chart.add_argument("--improvement", choices=which, default=which[0])
    chart.add_argument("--no-screen", action="store_true", help="keep outlying moving ranges")
    chart.add_argument("--fix-after", metavar="N", help="limits from the first N points")
    chart.add_argument("--rebase", metavar="DATE", action="append", default=[])
    chart.add_argument("--target", metavar="X", help="in the unit of the file")


def _signs_in(command: argparse.ArgumentParser) -> None:
    command.add_argument("--user", default="", help="the account's name")
    command.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s")
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except UserError as fault:
        print(f"srh-assess: {fault}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


def home_folder(options: argparse.Namespace) -> Path | None:
    """The folder named on the command line or in the environment, if any."""
    named = options.home or os.environ.get("SRH_ASSESS_HOME")
    return Path(named) if named else None


def passphrase(options: argparse.Namespace) -> str:
    """The passphrase from its file, or asked for without echo."""
    if options.passphrase_file is None:
        from getpass import getpass

        return getpass("Passphrase: ")
    return _text_of(options.passphrase_file).rstrip("\r\n")


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise BadInput("file-unreadable", file=path.name) from fault
    if len(data) > LARGEST_CASE:
        raise BadInput("file-too-large", file=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput("file-not-utf8", file=path.name) from fault


def _text_or_stdin(name: str) -> str:
    if name != "-":
        return _text_of(Path(name))
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as fault:
        raise BadInput("file-not-utf8", file="standard input") from fault


def _write(output: Path | None, text: str) -> None:
    if output is None:
        print(text)
        return
    _write_bytes(output, f"{text}\n".encode())


def _write_bytes(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as fault:
        raise BadInput("file-unwritable", file=output.name) from fault


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _open_window(options: argparse.Namespace) -> int:
    from srh_assess.app import open_window

    return open_window(home_folder(options))


def _walkthrough(options: argparse.Namespace) -> int:
    from srh_assess.app import walk

    for line in walk(
        options.out,
        scenario=options.scenario,
        scale=options.scale,
        theme=options.theme,
        passphrase=_text_of(options.passphrase_file).strip() if options.passphrase_file else "",
    ):
        print(line)
    return DONE


def _evaluate(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.workflow.evaluate import evaluate_case

    name = "standard input" if options.case == "-" else Path(options.case).name
    text = _text_or_stdin(options.case)
    try:
        case = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BadInput("json-unreadable", file=name) from fault
    print(_json(evaluate_case(load(), case)))
    return DONE


def _protocol(options: argparse.Namespace) -> int:
    if options.rehearse:
        return _rehearse(options)
    from srh_assess.protocol.load import load
    from srh_assess.workflow.print_protocol import as_data, as_html, as_pdf

    if options.format == "pdf" and options.output is None:
        raise BadInput("output-needed")
    content = load(cases=True)
    if options.compare:
        from srh_assess.workflow.differences import as_lines

        _write(options.output, "\n".join(as_lines(content, load(options.compare, cases=True))))
    elif options.format == "pdf":
        _write_bytes(options.output, as_pdf(content))
    else:
        _write(
            options.output,
            as_html(content) if options.format == "html" else _json(as_data(content)),
        )
    return DONE


def _rehearse(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.workflow.rehearsal import rehearse

    new, home = options.rehearse
    found = rehearse(home, options.user, passphrase(options), old=load(), new=load(new))
    _write(options.output, "\n".join(found.lines))
    return DONE


def _spc(options: argparse.Namespace) -> int:
    from srh_assess.measures.spc.answer import printed, spc_answer

    text = _text_or_stdin(options.file)
    answer = spc_answer(
        text,
        "standard input" if options.file == "-" else Path(options.file).name,
        options.chart,
        improvement=options.improvement,
        screen=not options.no_screen,
        fix_after=options.fix_after,
        rebase=options.rebase,
        target=options.target,
    )
    print(printed(answer))
    return DONE


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
    raw = importing.read(options.file)
    desk = Desk(options.home_folder, load, SystemClock())
    desk.sign_in(options.user, passphrase(options))
    try:
        report = desk.bring_in(
            raw,
            given={field: heading for field, _, heading in pairs},
            month_first=options.month_first,
            all_or_nothing=options.all_or_nothing,
            look=options.look,
        )
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


def _simulate(options: argparse.Namespace) -> int:
    from srh_assess.clock import SystemClock
    from srh_assess.protocol.load import load
    from srh_assess.workflow import simulate

    moment = SystemClock().now() if options.at == "now" else simulate.moment(options.at)
    made = simulate.simulate(
        options.home_folder,
        options.admissions,
        options.seed,
        load(),
        profile=options.profile,
        at=moment,
        passphrase=passphrase(options) if options.passphrase_file else simulate.PASSPHRASE,
    )
    print("\n".join(made.lines))
    return DONE


def _self_test(_: argparse.Namespace) -> int:
    from srh_assess.workflow.self_test import self_test

    for line in self_test():
        print(line)
    return DONE
