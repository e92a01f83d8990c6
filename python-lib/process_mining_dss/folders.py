"""Files -> the managed folder of an output role."""
from __future__ import annotations

from collections.abc import Mapping

import dataiku
from dataiku import customrecipe

from process_mining_dss.datasets import logger


def write_files(role: str, files: Mapping[str, bytes]) -> None:
    """Write files to the managed folder of an output role; other files in it stay as they are.

    Parameters
    ----------
    role : str
    files : mapping of str to bytes
        Name -> content; a file that has the name is replaced.
    """
    for folder_id in customrecipe.get_output_names_for_role(role):
        folder = dataiku.Folder(folder_id)
        for name, content in files.items():
            folder.upload_data(name, content)
            logger.info("Wrote %s (%s bytes) to folder %s.", name, f"{len(content):,}", folder_id)
