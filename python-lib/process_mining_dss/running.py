"""What every program of the plugin does first: start its log, and make sure of the pandas it runs with."""
from __future__ import annotations

import logging

import pandas as pd

from process_mining.errors import ProcessMiningError

_OLDEST_PANDAS = 2


def start_log() -> None:
    """Let what we say at all levels reach the log of the job or the webapp."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # On our own logger, since DSS may have set up the root for warnings only; what was left out must not get lost.
    logging.getLogger("process-mining").setLevel(logging.INFO)


def check_pandas() -> None:
    """Raise if the code environment has a pandas that reads dates in another way.

    Raises
    ------
    ProcessMiningError
        Saying which one it has, and what to do.
    """
    if int(pd.__version__.split(".")[0]) < _OLDEST_PANDAS:
        raise ProcessMiningError(
            f"The plugin's code environment has pandas {pd.__version__}; it needs pandas {_OLDEST_PANDAS} or later. "
            "Rebuild it with Python 3.10 or later and newer core packages."
        )
