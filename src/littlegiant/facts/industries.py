"""Industry codes of GB/T 4754-2017: sections A to T, divisions 01 to 97, groups and classes below them."""

from __future__ import annotations

import re

SECTIONS: dict[str, tuple[int, int]] = {
    "A": (1, 5),
    "B": (6, 12),
    "C": (13, 43),
    "D": (44, 46),
    "E": (47, 50),
    "F": (51, 52),
    "G": (53, 60),
    "H": (61, 62),
    "I": (63, 65),
    "J": (66, 69),
    "K": (70, 70),
    "L": (71, 72),
    "M": (73, 75),
    "N": (76, 79),
    "O": (80, 82),
    "P": (83, 83),
    "Q": (84, 85),
    "R": (86, 90),
    "S": (91, 96),
    "T": (97, 97),
}
"""First and last division of each section, both included."""

SECTION_OF_DIVISION: dict[int, str] = {
    division: section for section, (first, last) in SECTIONS.items() for division in range(first, last + 1)
}

CODE = re.compile(r"([A-T]?)([0-9]{2,4})|([A-T])")


def normalise_industry(code: str) -> str | None:
    """Return the digits of an industry code, or the letter of a bare section; None for what is no such code.

    `C34` gives `34`, `i 6513` gives `6513`, `c` gives `C`. None when the division does not exist or stands under
    another letter (`A34`). A padding zero is dropped (`3400` is division 34): a class that ends in 0 is the only one
    of its group. Whether a group or class exists below its division is not looked up.
    """
    found = CODE.fullmatch("".join(code.split()).upper())
    if found is None:
        return None
    letter, digits, section = found.groups()
    if section is not None:
        return section
    home = SECTION_OF_DIVISION.get(int(digits[:2]))
    while len(digits) > 2 and digits.endswith("0"):
        digits = digits[:-1]
    return digits if home is not None and letter in ("", home) else None


def industry_range(code: str) -> tuple[int, int]:
    """Return the first and last four-digit number a code may stand for; ValueError when it is no industry code.

    `C` gives (1300, 4399), `34` (3400, 3499), `349` (3490, 3499), `3491` (3491, 3491).
    """
    normal = normalise_industry(code)
    if normal is None:
        raise ValueError(f"not a GB/T 4754-2017 code: {code!r}")
    if normal in SECTIONS:
        first, last = SECTIONS[normal]
        return first * 100, last * 100 + 99
    width = int(10 ** (4 - len(normal)))
    start = int(normal) * width
    return start, start + width - 1
