"""`python -m demo` -> the command that was asked for."""
from __future__ import annotations

import argparse
import contextlib
import io
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from demo.conforming import References, conform, read_json_object
from demo.discovering import discover, discovery_line
from demo.errors import DemoError
from demo.health import conformance_line
from demo.mining import mine
from demo.opened_log import prepare_folder
from demo.options import build_parser, log_settings
from demo.sample_dataset import (
    SAMPLE_ATTRIBUTES,
    SAMPLE_END_ACTIVITIES,
    SAMPLE_FOLDER,
    write_sample_dataset,
    write_sample_log,
)
from demo.showing import POLICY_FILE, show
from demo.summary import result_line, summary_text
from sandbox import SandboxError

SAMPLE_TITLE = "Loan applications: a simulated year"
_WIDTH = 100
_FAILED, _INTERRUPTED = 1, 130
# Option -> the recipe's parameter that takes it as it is.
_SCORING = {
    "process": "process",
    "visible_events": "visible_events",
    "sub_processes": "sub_processes",
    "method": "method",
    "open": "score_open_cases",
    "budget_seconds": "time_budget_seconds",
    "node_budget": "node_budget",
}
_DISCOVERY = ("noise_threshold", "coverage")


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
    options = build_parser().parse_args(arguments)
    try:
        _COMMANDS[options.command](options)
    except (DemoError, SandboxError, OSError) as error:
        print(f"error: {' '.join(str(error).splitlines())}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 0


def _mine(options: argparse.Namespace) -> None:
    started = time.perf_counter()
    mine(options.log, options.out, log_settings(options))
    print(result_line(options.out, time.perf_counter() - started))


def _conform(options: argparse.Namespace) -> None:
    started = time.perf_counter()
    conform(options.log, options.out, log_settings(options), _references(options))
    print(conformance_line(options.out, time.perf_counter() - started))


def _discover(options: argparse.Namespace) -> None:
    started = time.perf_counter()
    parameters = {name: value for name in _DISCOVERY if (value := getattr(options, name)) is not None}
    n_cases, n_variants = discover(options.log, options.out, log_settings(options), parameters)
    print(discovery_line(options.out, n_cases, n_variants, time.perf_counter() - started))


def _show(options: argparse.Namespace) -> None:
    policy: Path | None = None
    if options.log is None:
        prepare_folder(options.out)
        log, policy = write_sample_log(options.out), POLICY_FILE
        title, name = f"A year of loan applications, simulated ({log})", SAMPLE_TITLE
        settings = log_settings(options, SAMPLE_ATTRIBUTES, SAMPLE_END_ACTIVITIES)
    else:
        log, title, name, settings = options.log, options.log.name, options.log.name, log_settings(options)
    no_model = show(log, options.out, settings, policy, title=name)
    if policy is not None:
        reference = f"the bank's own rules, {policy.name}"
    else:
        reference = "" if no_model else "the model discovered from them"
    width = shutil.get_terminal_size((_WIDTH, 0)).columns
    print("\n" + summary_text(options.out, title, settings.duration_unit, width, reference, no_model))
    if options.serve:
        _serve(options)


def _serve(options: argparse.Namespace) -> None:
    # Imported here: no other command needs a web server.
    from demo.serving import serve

    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        serve(options.out, options.port)


def _generate_sample(_: argparse.Namespace) -> None:
    print(f"{write_sample_dataset():,} rows written to {SAMPLE_FOLDER}")


def _references(options: argparse.Namespace) -> References:
    parameters = {
        name: value for option, name in _SCORING.items() if (value := getattr(options, option)) is not None
    }
    if options.mapping is not None:
        parameters["label_mapping"] = read_json_object(options.mapping, "--mapping", "texts", (str,))
    if options.move_costs is not None:
        costs = read_json_object(options.move_costs, "--move-costs", "numbers", (int, float))
        # A form of DSS gives the values of such a parameter as texts.
        parameters["move_costs"] = {name: str(cost) for name, cost in costs.items()}
    return References(tuple(options.model), options.allowed_variants, parameters)


_COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "mine": _mine,
    "conform": _conform,
    "discover": _discover,
    "show": _show,
    "serve": _serve,
    "generate-sample": _generate_sample,
}

if __name__ == "__main__":
    sys.exit(main())
