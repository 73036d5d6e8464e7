"""What sheets of a workbook may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from littlegiant.reports.fonts import printable

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


class SheetNames:
    """Gives every sheet a name that Excel takes and no other sheet has."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def take(self, wanted: str) -> str:
        """Return the name nearest to the one wanted."""
        clean = _FORBIDDEN.sub(" ", printable(wanted)).replace("\n", " ").strip().strip("'")
        name = clean[:LONGEST].strip() or "Sheet"
        count = 1
        while name.casefold() in self._taken or name.casefold() == "history":
            count += 1
            tail = f" ({count})"
            name = clean[: LONGEST - len(tail)].strip() + tail
        self._taken.add(name.casefold())
        return name
