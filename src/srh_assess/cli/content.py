"""Commands about the content and about figures: nothing is stored."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from srh_assess.cli.words import (
    DONE,
    as_json,
    passphrase,
    signs_in,
    text_or_stdin,
    writable,
    write,
    write_bytes,
)  # fmt: skip
from srh_assess.errors import BadInput


def add(commands: Any) -> None:
    """The commands ``evaluate``, ``protocol`` and ``spc``."""
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
    signs_in(protocol)
    protocol.set_defaults(run=_protocol)

    chart = commands.add_parser("spc", help="a control chart of one file, as data")
    chart.add_argument("file", metavar="FILE.csv", help="date,y or date,numerator,denominator")
    chart.add_argument("--chart", required=True, choices=("xmr", "p", "u", "c", "g", "t", "run"))
    _shapes(chart)
    chart.set_defaults(run=_spc)


def _shapes(chart: argparse.ArgumentParser) -> None:
    which = ("increase", "decrease", "neutral")
    chart.add_argument("--improvement", choices=which, default=which[0])
    chart.add_argument("--no-screen", action="store_true", help="keep outlying moving ranges")
    chart.add_argument("--fix-after", metavar="N", help="limits from the first N points")
    chart.add_argument("--rebase", metavar="DATE", action="append", default=[])
    chart.add_argument("--target", metavar="X", help="in the unit of the file")


def _evaluate(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.workflow.evaluate import evaluate_case

    name = "standard input" if options.case == "-" else Path(options.case).name
    text = text_or_stdin(options.case)
    try:
        case = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BadInput("json-unreadable", file=name) from fault
    print(as_json(evaluate_case(load(), case)))
    return DONE


def _protocol(options: argparse.Namespace) -> int:
    if options.rehearse:
        return _rehearse(options)
    from srh_assess.protocol.load import load
    from srh_assess.workflow.print_protocol import as_data, as_html, as_pdf

    if options.format == "pdf" and options.output is None:
        raise BadInput("output-needed")
    if options.output is not None:
        writable(options.output)
    content = load(cases=True)
    if options.compare:
        from srh_assess.workflow.differences import as_lines

        write(options.output, "\n".join(as_lines(content, load(options.compare, cases=True))))
    elif options.format == "pdf":
        write_bytes(options.output, as_pdf(content))
    else:
        write(
            options.output,
            as_html(content) if options.format == "html" else as_json(as_data(content)),
        )
    return DONE


def _rehearse(options: argparse.Namespace) -> int:
    from srh_assess.protocol.load import load
    from srh_assess.workflow.rehearsal import rehearse

    new, home = options.rehearse
    found = rehearse(home, options.user, passphrase(options), old=load(), new=load(new))
    write(options.output, "\n".join(found.lines))
    return DONE


def _spc(options: argparse.Namespace) -> int:
    from srh_assess.measures.spc.answer import printed, spc_answer

    text = text_or_stdin(options.file)
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
