"""Turns a parameter into its choices, by the plugin's own script, in the process that the sandbox started for it.

Run as a script: ``read_choices.py OUTCOME``; what `do` is called with comes on standard input as JSON.
"""
from __future__ import annotations

import json
import os
import runpy
import sys
from pathlib import Path

from run_recipe import prepare_process


def main(outcome: Path) -> int:
    """Call the script's `do` and leave what it returns in a file.

    Parameters
    ----------
    outcome : Path
        Where the result is written, as JSON.

    Returns
    -------
    int
        Exit code 0; an error of the script ends the process with its traceback.
    """
    told = json.load(sys.stdin)
    prepare_process(json.loads(Path(os.environ["DSS_SANDBOX_RUN"]).read_text(encoding="utf-8"))["plugin"])
    do = runpy.run_path(told["script"])["do"]
    found = do(told["payload"], told["config"], told["plugin_config"], told["inputs"])
    outcome.write_text(json.dumps(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
