"""`python -m demo` -> the command that was asked for."""
from __future__ import annotations

import argparse
import csv
import io
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from demo.columns import ROLES
from demo.errors import DemoError
from demo.mining import LogSettings, mine, prepare_folder
from demo.sample_dataset import (
    SAMPLE_ATTRIBUTES,
    SAMPLE_END_ACTIVITIES,
    SAMPLE_FOLDER,
    write_sample_dataset,
    write_sample_log,
)
from demo.summary import result_line, summary_text
from demo.wording import UNIT_SECONDS
from sandbox import SandboxError

_WIDTH = 100
_DELIMITERS = {"\\t": "\t", "tab": "\t"}
_FAILED, _INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line, without the program's name; those of this process when not given.

    Returns
    -------
    int
        Exit code: 0, or 1 after one line `error: ...` on standard error. Wrong usage ends the process with code 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except (DemoError, SandboxError, OSError) as error:
        print(f"error: {' '.join(str(error).splitlines())}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 0


def _mine(options: argparse.Namespace) -> None:
    started = time.perf_counter()
    mine(options.log, options.out, _settings(options))
    print(result_line(options.out, time.perf_counter() - started))


def _show(options: argparse.Namespace) -> None:
    if options.log is None:
        prepare_folder(options.out)
        log = write_sample_log(options.out)
        title = f"A year of loan applications, simulated ({log})"
        settings = _settings(options, SAMPLE_ATTRIBUTES, SAMPLE_END_ACTIVITIES)
    else:
        log, title, settings = options.log, options.log.name, _settings(options)
    mine(log, options.out, settings)
    width = shutil.get_terminal_size((_WIDTH, 0)).columns
    print("\n" + summary_text(options.out, title, settings.duration_unit, width))


def _generate_sample(_: argparse.Namespace) -> None:
    print(f"{write_sample_dataset():,} rows written to {SAMPLE_FOLDER}")


def _settings(
    options: argparse.Namespace, attributes: Sequence[str] = (), end_activities: Sequence[str] = ()
) -> LogSettings:
    """Return the settings that the options say; attributes and end activities are those of a log that is known."""
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


def _names(text: str) -> list[str]:
    """Return the names of a comma-separated list; a name with a comma stands in double quotes."""
    try:
        return [name for name in next(csv.reader([text], skipinitialspace=True), []) if name]
    except csv.Error as error:
        raise argparse.ArgumentTypeError(f"not a comma-separated list ({error})") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m demo",
        description="Process mining of an event log file, with the plugin's own recipes and without Dataiku DSS.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    log_options = _log_options()
    mining = commands.add_parser(
        "mine", parents=[log_options], allow_abbrev=False, help="write the recipes' tables, print their counts"
    )
    mining.add_argument("log", metavar="LOG", type=Path, help="CSV, XES or Parquet file; .csv.gz and .xes.gz too")
    mining.add_argument("--out", required=True, metavar="DIR", type=Path, help="folder for the tables")
    mining.set_defaults(command=_mine)
    showing = commands.add_parser(
        "show", parents=[log_options], allow_abbrev=False, help="the same, and say in words what is in the log"
    )
    showing.add_argument("log", metavar="LOG", type=Path, nargs="?", help="as for mine; without it, the sample log")
    showing.add_argument("--out", metavar="DIR", type=Path, default=Path("demo-output"), help="default: %(default)s")
    showing.set_defaults(command=_show)
    generating = commands.add_parser("generate-sample", help="simulate the sample log anew and rewrite its files")
    generating.set_defaults(command=_generate_sample)
    return parser


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


if __name__ == "__main__":
    sys.exit(main())
