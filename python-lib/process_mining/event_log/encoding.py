"""Texts of a stream of chunks -> integer codes that stay the same from chunk to chunk."""
from __future__ import annotations

import numpy as np
import pandas as pd

MISSING = -1
"""Code of a cell that holds nothing."""

# What DSS and pandas take as missing in ordinary columns. Case ids and activities keep these texts.
USUAL_MISSING_TEXTS = frozenset(
    {"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA"}
    | {"NULL", "NaN", "None", "n/a", "nan", "null"}
)


class TextCodes:
    """A dictionary that grows: each new text gets the next code.

    Parameters
    ----------
    missing_texts : set of str
        Texts that count as an empty cell.
    """

    def __init__(self, missing_texts: frozenset[str] = frozenset({""})) -> None:
        self._codes: dict[str, int] = {}
        self._missing_texts = missing_texts

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def texts(self) -> list[str]:
        """Return the texts in the order of their codes."""
        return list(self._codes)

    def encode(self, values: pd.Series) -> np.ndarray:
        """Return the codes of a chunk of texts.

        Parameters
        ----------
        values : Series, shape (n_rows,)
            Text; anything else is taken as its text.

        Returns
        -------
        ndarray of int32, shape (n_rows,)
            `MISSING` where the cell is empty.

        Examples
        --------
        >>> codes = TextCodes()
        >>> codes.encode(pd.Series(["b", None, "a", ""])).tolist()
        [0, -1, 1, -1]
        >>> codes.encode(pd.Series(["a", "NA"])).tolist(), codes.texts
        ([1, 2], ['b', 'a', 'NA'])
        """
        chunk_codes, uniques = pd.factorize(values)
        # The last entry serves the -1 with which pandas marks a missing cell.
        code_of = np.full(len(uniques) + 1, MISSING, dtype=np.int32)
        for chunk_code, value in enumerate(uniques.tolist()):
            text = value if isinstance(value, str) else str(value)
            if text not in self._missing_texts:
                code_of[chunk_code] = self._codes.setdefault(text, len(self._codes))
        return code_of[chunk_codes]
