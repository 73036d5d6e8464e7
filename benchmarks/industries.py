"""Industry codes for the made-up country: every depth, with and without the letter of the section."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benchmarks.size_table import ROW_CODES, SECTIONS

WEIGHTS = {
    "A": 4, "B": 1, "C": 36, "D": 1, "E": 7, "F": 22, "G": 4, "H": 3, "I": 7, "J": 1, "K": 3, "L": 5, "M": 3, "N": 1,
    "O": 2, "P": 1, "Q": 1, "R": 1, "S": 1, "T": 1,
}  # fmt: skip
"""How many firms in a hundred or so each section of GB/T 4754-2017 gets."""


def _all_codes() -> tuple[list[str], list[int], list[float]]:
    """List every spelling that is drawn, a four-digit code below it, and its weight."""
    spellings, codes, weights = [], [], []
    for letter, (first, last) in SECTIONS.items():
        for division in range(first, last + 1):
            groups = range(1, 10) if division in (59, 70) else range(1, 6)
            for group in groups:
                each = WEIGHTS[letter] / (last - first + 1) / len(groups)
                for spelling, share in _spellings(letter, division, group):
                    spellings.append(spelling)
                    codes.append(division * 100 + group * 10)
                    weights.append(each * share)
    return spellings, codes, weights


def _spellings(letter: str, division: int, group: int) -> list[tuple[str, float]]:
    """Spell the classes of a group: 80 % four digits, 10 % of them with the letter, the rest shorter."""
    classes = [f"{division:02d}{group}{number}" for number in range(10)]
    lettered = [f"{letter}{classes[group]}", f"{letter}{division:02d}{group}"]
    shorter = [(f"{division:02d}{group}", 0.05), (f"{division:02d}", 0.03), (letter, 0.02)]
    return [*((code, 0.08) for code in classes), *((code, 0.05) for code in lettered), *shorter]


INDUSTRY_CODES, _FOUR_DIGITS, _WEIGHTS = _all_codes()
_CUMULATED = np.cumsum(_WEIGHTS) / sum(_WEIGHTS)


def draw_industries(
    rng: np.random.Generator, count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Draw firms' industries: a four-digit number, and the place of the spelling in INDUSTRY_CODES."""
    places = np.minimum(np.searchsorted(_CUMULATED, rng.random(count)), len(_CUMULATED) - 1)
    return np.array(_FOUR_DIGITS)[places], places


def size_rows(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the row of the size table of each four-digit code, 0 where there is none."""
    rows = np.zeros(len(codes))
    for row, first, last in ROW_CODES:
        rows[(codes >= first) & (codes <= last)] = row
    return rows
