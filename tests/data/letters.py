"""The letter `littlegiant explain` writes about one firm, cut to what fits a page of a report."""

from __future__ import annotations

from tests.data.commands import EXPLAIN, answer

# Sections stand two empty lines apart. Shown are the opening, what to do next, what is not known, what to find out and
# what is met.
SHOWN = (0, 1, 3, 4, 5)
LONGEST = 16
CUT = "[…]"


def letter(language: str) -> list[str]:
    """Return the beginnings of some sections of the letter, with a mark wherever something is left out."""
    sections = [part.splitlines() for part in answer(EXPLAIN[language]).strip().split("\n\n\n")]
    lines: list[str] = []
    for place, section in enumerate(sections):
        if place in SHOWN:
            lines += [*shortened(section), "", ""]
        elif lines[-3:] != [CUT, "", ""]:
            lines += [CUT, "", ""]
    return lines[:-2]


def shortened(section: list[str]) -> list[str]:
    """Return a section up to the last paragraph that ends within the length allowed."""
    if len(section) <= LONGEST:
        return section
    last = max((place for place in range(LONGEST) if not section[place].strip()), default=LONGEST)
    return [*section[:last], "", CUT]
