"""The command line -> one command with its options."""
from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from demo.columns import ROLES
from demo.opened_log import LogSettings
from demo.wording import UNIT_SECONDS

_PORT = 11_300
_DELIMITERS = {"\\t": "\t", "tab": "\t"}


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; `command` of what it returns is the command's name."""
    parser = argparse.ArgumentParser(
        prog="python -m demo",
        description="Process mining of an event log file, with the plugin's own recipes and without Dataiku DSS.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    log_options = [_log_options()]
    mining = commands.add_parser(
        "mine", parents=log_options, allow_abbrev=False, help="write the recipes' tables, print their counts"
    )
    _add_files(mining, "tables")
    conforming = commands.add_parser(
        "conform", parents=log_options, allow_abbrev=False, help="score every case against reference models"
    )
    _add_files(conforming, "tables")
    _add_references(conforming)
    discovering = commands.add_parser(
        "discover", parents=log_options, allow_abbrev=False, help="find a model of the process, and how good it is"
    )
    _add_files(discovering, "model and its quality")
    _add_discovery(discovering)
    showing = commands.add_parser(
        "show", parents=log_options, allow_abbrev=False, help="all of that, and say in words what is in the log"
    )
    showing.add_argument("log", metavar="LOG", type=Path, nargs="?", help="as for mine; without it, the sample log")
    showing.add_argument("--out", metavar="DIR", type=Path, default=Path("demo-output"), help="default: %(default)s")
    showing.add_argument("--serve", action="store_true", help="then serve the dashboard, as serve does")
    _add_port(showing)
    serving = commands.add_parser("serve", allow_abbrev=False, help="serve the dashboard of what show made")
    serving.add_argument(
        "out", metavar="DIR", type=Path, nargs="?", default=Path("demo-output"), help="default: %(default)s"
    )
    _add_port(serving)
    commands.add_parser("generate-sample", help="simulate the sample log anew and rewrite its files")
    return parser


def _add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", metavar="N", type=_port, default=_PORT, help="of the dashboard, or the next free one; %(default)s"
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def log_settings(
    options: argparse.Namespace, attributes: Sequence[str] = (), end_activities: Sequence[str] = ()
) -> LogSettings:
    """Return how the options say to read a log; attributes and end activities are those of a log that is known."""
    return LogSettings(
        columns={role.option: getattr(options, role.option) for role in ROLES},
        attributes=tuple(attributes if options.attributes is None else options.attributes),
        end_activities=tuple(end_activities if options.end_activities is None else options.end_activities),
        lifecycle_mode=options.lifecycle_mode,
        timestamp_format=options.timestamp_format,
        time_zone=options.time_zone,
        duration_unit=options.duration_unit,
        delimiter=_DELIMITERS.get(options.delimiter, options.delimiter),
    )


def _add_files(parser: argparse.ArgumentParser, results: str) -> None:
    parser.add_argument("log", metavar="LOG", type=Path, help="CSV, XES or Parquet file; .csv.gz and .xes.gz too")
    parser.add_argument("--out", required=True, metavar="DIR", type=Path, help=f"folder for the {results}")


def _log_options() -> argparse.ArgumentParser:
    """Return the options that say how to read a log."""
    options = argparse.ArgumentParser(add_help=False)
    columns = options.add_argument_group("columns", "guessed where a name says it plainly; an empty name means: none")
    for role in ROLES:
        columns.add_argument(f"--{role.option}", metavar="NAME", help=f"{role.words} column")
    columns.add_argument("--attributes", metavar="A,B", type=_names, help="case attributes to carry into executions")
    reading = options.add_argument_group("reading")
    reading.add_argument(
        "--lifecycle-mode", choices=("auto", "all", "complete", "pair"), default="auto",
        help="keep completed events where the log has such (auto), all, complete ones, or pair start and complete",
    )
    reading.add_argument("--timestamp-format", metavar="FORMAT", default="", help="of timestamps that are not ISO 8601")
    reading.add_argument("--time-zone", metavar="ZONE", default="UTC", help="of times that name none; UTC if not given")
    reading.add_argument(
        "--end-activities", metavar="A,B", type=_names, help="a case that ends with another activity is still open"
    )
    reading.add_argument("--duration-unit", choices=tuple(UNIT_SECONDS), default="days", help="days if not given")
    reading.add_argument("--delimiter", metavar="CHAR", help="of a CSV file, tab for a tab; guessed when not given")
    return options


def _add_references(parser: argparse.ArgumentParser) -> None:
    """Add the options of a conformance check; those without a default are the recipe's parameters."""
    references = parser.add_argument_group("references", "of several, each case takes the one that it follows best")
    references.add_argument(
        "--model", metavar="FILE", type=Path, action="append", default=[], help="BPMN 2.0 or PNML file; may be repeated"
    )
    references.add_argument(
        "--allowed-variants", metavar="FILE", type=Path, help="CSV file with a column variant, as mine writes it"
    )
    references.add_argument(
        "--mapping", metavar="FILE.json", type=Path, help="object: label of the model -> activity of the log"
    )
    references.add_argument("--process", metavar="NAME", help="which process of a BPMN file that has several")
    references.add_argument(
        "--visible-events", choices=("never", "in_log", "named"), help="which BPMN events are steps; never if not given"
    )
    references.add_argument(
        "--sub-processes", choices=("expand", "one_activity"), help="how BPMN sub-processes are read; default: expand"
    )
    scoring = parser.add_argument_group("scoring")
    scoring.add_argument("--method", choices=("alignment", "token_replay"), help="alignment if not given")
    scoring.add_argument(
        "--open", choices=("as_prefix", "as_complete", "leave_out"), help="cases still open; as_prefix if not given"
    )
    scoring.add_argument("--move-costs", metavar="FILE.json", type=Path, help="object: activity -> cost of a move")
    scoring.add_argument("--budget-seconds", metavar="N", type=int, help="after them, cases get bounds; default: 600")
    scoring.add_argument("--node-budget", metavar="N", type=int, help="of the search for one alignment")


def _add_discovery(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("discovery")
    group.add_argument(
        "--noise-threshold", metavar="X", type=float, help="0 to 1: how rare a step must be to be ignored; default: 0.2"
    )
    group.add_argument(
        "--coverage", metavar="X", type=float, help="share of the cases that the variants used cover; default: 0.8"
    )


def _names(text: str) -> list[str]:
    """Return the names of a comma-separated list; a name with a comma stands in double quotes."""
    try:
        return [name for name in next(csv.reader([text], skipinitialspace=True), []) if name]
    except csv.Error as error:
        raise argparse.ArgumentTypeError(f"not a comma-separated list ({error})") from error
