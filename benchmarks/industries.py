"""Industry codes for the made-up country: every depth, with and without the letter of the section."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SECTIONS = {
    "A": (1, 5, 4), "B": (6, 12, 1), "C": (13, 43, 36), "D": (44, 46, 1), "E": (47, 50, 7), "F": (51, 52, 22),
    "G": (53, 60, 4), "H": (61, 62, 3), "I": (63, 65, 7), "J": (66, 69, 1), "K": (70, 70, 3), "L": (71, 72, 5),
    "M": (73, 75, 3), "N": (76, 79, 1), "O": (80, 82, 2), "P": (83, 83, 1), "Q": (84, 85, 1), "R": (86, 90, 1),
    "S": (91, 96, 1), "T": (97, 97, 1),
}  # fmt: skip
"""First and last division of each section of GB/T 4754-2017, and how many firms in a hundred or so it gets."""

ROW_OF_CODES = (
    (1, 100, 599), (2, 600, 4699), (3, 4700, 5099), (4, 5100, 5199), (5, 5200, 5299), (6, 5400, 5899), (6, 5910, 5919),
    (7, 5920, 5999), (8, 6000, 6099), (9, 6100, 6199), (10, 6200, 6299), (11, 6300, 6499), (12, 6500, 6599),
    (13, 7010, 7019), (14, 7020, 7029), (15, 7100, 7299), (16, 7030, 7039), (16, 7090, 7099), (16, 7300, 8299),
    (16, 8500, 8599), (16, 8600, 9099),
)  # fmt: skip
"""Row of the size table, first and last four-digit code."""


def _all_codes() -> tuple[list[str], list[int], list[float]]:
    """List every spelling that is drawn, a four-digit code below it, and its weight."""
    spellings, codes, weights = [], [], []
    for letter, (first, last, weight) in SECTIONS.items():
        for division in range(first, last + 1):
            groups = range(1, 10) if division in (59, 70) else range(1, 6)
            for group in groups:
                each = weight / (last - first + 1) / len(groups)
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


def draw_industries(rng: np.random.Generator, count: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Draw firms' industries: a four-digit number, and the place of the spelling in INDUSTRY_CODES."""
    places = np.minimum(np.searchsorted(_CUMULATED, rng.random(count)), len(_CUMULATED) - 1)
    return np.array(_FOUR_DIGITS)[places], places


def size_rows(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the row of the size table of each four-digit code, 0 where there is none."""
    rows = np.zeros(len(codes))
    for row, first, last in ROW_OF_CODES:
        rows[(codes >= first) & (codes <= last)] = row
    return rows
