"""The sixteen rows of the size table and the codes they take, typed in by hand for the competitors.

Knows nothing but Python: it is read inside other environments too.
"""

from __future__ import annotations

ROW_CODES = (
    (1, 100, 599), (2, 600, 4699), (3, 4700, 5099), (4, 5100, 5199), (5, 5200, 5299), (6, 5400, 5899), (6, 5910, 5919),
    (7, 5920, 5999), (8, 6000, 6099), (9, 6100, 6199), (10, 6200, 6299), (11, 6300, 6499), (12, 6500, 6599),
    (13, 7010, 7019), (14, 7020, 7029), (15, 7100, 7299), (16, 7030, 7039), (16, 7090, 7099), (16, 7300, 8299),
    (16, 8500, 8599), (16, 8600, 9099),
)  # fmt: skip
"""Row, first and last four-digit code of GB/T 4754-2017."""

SECTIONS = {
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52), "G": (53, 60), "H": (61, 62),
    "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72), "M": (73, 75), "N": (76, 79), "O": (80, 82), "P": (83, 83),
    "Q": (84, 85), "R": (86, 90), "S": (91, 96), "T": (97, 97),
}  # fmt: skip
"""First and last division of each section."""

NONE = -1.0
BOUNDS: dict[int, tuple[tuple[float, float, float], ...]] = {
    1: ((NONE,) * 3, (50e4, 500e4, 20000e4), (NONE,) * 3),
    2: ((20, 300, 1000), (300e4, 2000e4, 40000e4), (NONE,) * 3),
    3: ((NONE,) * 3, (300e4, 6000e4, 80000e4), (300e4, 5000e4, 80000e4)),
    4: ((5, 20, 200), (1000e4, 5000e4, 40000e4), (NONE,) * 3),
    5: ((10, 50, 300), (100e4, 500e4, 20000e4), (NONE,) * 3),
    6: ((20, 300, 1000), (200e4, 3000e4, 30000e4), (NONE,) * 3),
    7: ((20, 100, 200), (100e4, 1000e4, 30000e4), (NONE,) * 3),
    8: ((20, 300, 1000), (100e4, 2000e4, 30000e4), (NONE,) * 3),
    9: ((10, 100, 300), (100e4, 2000e4, 10000e4), (NONE,) * 3),
    10: ((10, 100, 300), (100e4, 2000e4, 10000e4), (NONE,) * 3),
    11: ((10, 100, 2000), (100e4, 1000e4, 100000e4), (NONE,) * 3),
    12: ((10, 100, 300), (50e4, 1000e4, 10000e4), (NONE,) * 3),
    13: ((NONE,) * 3, (100e4, 1000e4, 200000e4), (2000e4, 5000e4, 10000e4)),
    14: ((100, 300, 1000), (500e4, 1000e4, 5000e4), (NONE,) * 3),
    15: ((10, 100, 300), (NONE,) * 3, (100e4, 8000e4, 120000e4)),
    16: ((10, 100, 300), (NONE,) * 3, (NONE,) * 3),
}
"""By row: the lower bounds of small, medium and large for persons, revenue, assets; NONE where a row does not look."""

ALL_ROWS = tuple(BOUNDS)


def code_span(industry: str) -> tuple[int, int]:
    """Return the first and last four-digit code a spelling may mean: `C34` gives (3400, 3499)."""
    if industry in SECTIONS:
        first, last = SECTIONS[industry]
        return first * 100, last * 100 + 99
    digits = industry.lstrip("".join(SECTIONS))
    digits = digits[:2] + digits[2:].rstrip("0")
    return int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))


def possible_rows(industry: str) -> tuple[int, ...]:
    """Return the rows a spelling may mean, none for finance and the like."""
    first, last = code_span(industry)
    return tuple(sorted({row for row, low, high in ROW_CODES if low <= last and first <= high}))


def sample_code(industry: str) -> int:
    """Return the lowest four-digit code a spelling may mean that is in the table; without one the lowest of all."""
    first, last = code_span(industry)
    return min(
        (max(first, low) for _, low, high in ROW_CODES if low <= last and first <= high), default=first
    )


def highest_bounds(rows: tuple[int, ...]) -> tuple[tuple[float, ...], ...]:
    """Return bounds that give a class for certain, whichever of the rows is the right one."""
    return tuple(
        tuple(max(BOUNDS[row][indicator][level] for row in rows) for level in range(3))
        for indicator in range(3)
    )


def ways(rows: tuple[int, ...]) -> list[int]:
    """Return the fewest rows that between them allow every class any of the rows allows."""
    kept: list[int] = []
    for row in rows:
        if not any(_allows(other, row) for other in rows if other < row or not _allows(row, other)):
            kept.append(row)
    return kept


def _allows(row: int, other: int) -> bool:
    """Say whether everything that is of a class in the other row is at least of that class in this one."""
    if row == other:
        return False
    return all(
        low <= high
        for a, b in zip(BOUNDS[row], BOUNDS[other], strict=True)
        for low, high in zip(a, b, strict=True)
    )
