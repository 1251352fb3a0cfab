"""The commands. Each parses its arguments, calls a service and prints what comes back.

Exit codes: 0 all went well; 1 some file gave no brief, or the knowledge base has faults; 2 the
command line is wrong; 3 a file or folder cannot be used at all.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import netbrief
from netbrief.cli.terminal import Terminal
from netbrief.errors import NetbriefError

DESCRIPTION = "A law in, an Internet impact brief out. Offline, no model, no key."
EXIT = "exit codes: 0 done; 1 a file gave no brief or a check failed; 2 wrong command line; 3 unusable file or folder"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    terminal = Terminal()
    try:
        run: Callable[[argparse.Namespace, Terminal], int] = options.run
        return run(options, terminal)
    except NetbriefError as error:
        terminal.error(str(error))
        return 3
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        terminal.error("Stopped.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="netbrief", description=DESCRIPTION, epilog=EXIT)
    parser.add_argument("--version", action="version", version=f"netbrief {netbrief.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _analyze_parser(commands)
    _parse_parser(commands)
    _explain_parser(commands)
    _knowledge_parser(commands)
    _evaluate_parser(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _law_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang", default="", metavar="CODE", help="language of the law, e.g. fr (else guessed)"
    )
    parser.add_argument(
        "--jurisdiction", default="", metavar="CODE", help="country of the law, e.g. ke or eu"
    )


def _analyze_parser(commands: Commands) -> None:
    parser = commands.add_parser("analyze", help="write the impact brief of a law", epilog=EXIT)
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help='PDF, DOCX, HTML, legal XML, text; "-" reads standard input'
    )
    parser.add_argument(
        "-o", "--out", type=Path, default=Path("briefs"), metavar="DIR", help="output folder (briefs)"
    )
    parser.add_argument("--format", default="html,md,json", metavar="LIST", help="any of html,md,json (all)")
    _law_options(parser)
    parser.set_defaults(run=_analyze)


def _parse_parser(commands: Commands) -> None:
    parser = commands.add_parser("parse", help="show the tree of provisions of a law")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="as JSON")
    _law_options(parser)
    parser.set_defaults(run=_parse)


def _explain_parser(commands: Commands) -> None:
    parser = commands.add_parser("explain", help="say why a finding was made")
    parser.add_argument(
        "finding", metavar="FINDING", help="the id of a finding, as the brief and the JSON give it"
    )
    parser.add_argument("--in", dest="folder", type=Path, default=Path("briefs"), metavar="PATH",
                        help="an analysis in JSON, or a folder of them (briefs)")  # fmt: skip
    parser.set_defaults(run=_explain)


def _knowledge_parser(commands: Commands) -> None:
    parser = commands.add_parser("knowledge", help="list, show or check what Netbrief knows")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("list", help="all mechanisms, by group")
    listing.set_defaults(run=_knowledge_list)
    show = acts.add_parser("show", help="one record in full")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=_knowledge_show)
    check = acts.add_parser("check", help="find every fault of the knowledge base at once")
    check.add_argument("--only", default="", metavar="ID,ID", help="some mechanisms only")
    check.set_defaults(run=_knowledge_check)


def _evaluate_parser(commands: Commands) -> None:
    parser = commands.add_parser("evaluate", help="score the findings against labelled laws")
    parser.add_argument("labels", type=Path, metavar="LABELS", help="a JSON file of labels")
    parser.add_argument("laws", type=Path, metavar="LAWS", help="the folder of the laws")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument(
        "--details", action="store_true", help="list every label missed and every false alarm"
    )
    parser.set_defaults(run=_evaluate)


def _analyze(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.analysis import Options
    from netbrief.services.analyze import FORMATS, analyze_files

    formats = [name.strip() for name in options.format.split(",") if name.strip()]
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        terminal.error(f"Unknown format {', '.join(unknown) or '(none)'}. Allowed: {', '.join(FORMATS)}.")
        return 2
    code = 0
    outcomes = analyze_files(options.files, options.out, formats, Options(options.lang, options.jurisdiction))
    with terminal.progress(len(options.files)) as progress:
        for outcome in outcomes:
            progress.step(outcome.path)
            code = max(code, 1 if outcome.failed else 0)
            terminal.outcome(outcome)
    return code


def _parse(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.services.outline import outline_json, outline_text

    law = netbrief.parse(netbrief.read(options.file), options.lang, options.jurisdiction)
    terminal.issues(law.issues)
    terminal.print(outline_json(law) if options.json else outline_text(law))
    return 0 if law.text.strip() else 1


def _explain(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.services.explain import explain

    terminal.print(explain(options.finding, options.folder, netbrief.load_knowledge()))
    return 0


def _knowledge_list(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.services.catalogue import list_mechanisms

    terminal.print(list_mechanisms(netbrief.load_knowledge()))
    return 0


def _knowledge_show(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.services.catalogue import show_record

    terminal.print(show_record(options.id, netbrief.load_knowledge()))
    return 0


def _knowledge_check(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.services.catalogue import check

    issues = check([name for name in options.only.split(",") if name])
    for issue in issues:
        terminal.print(issue.message)
    terminal.print(
        f"{len(issues)} fault(s)" if issues else "No fault: every record, source and example holds."
    )
    return 1 if issues else 0


def _evaluate(options: argparse.Namespace, terminal: Terminal) -> int:
    from netbrief.services.evaluate import evaluate
    from netbrief.services.score_table import score_json, score_text

    result = evaluate(options.labels, options.laws, netbrief.load_knowledge())
    terminal.print(score_json(result) if options.json else score_text(result, options.details))
    return 0


if __name__ == "__main__":
    sys.exit(main())
