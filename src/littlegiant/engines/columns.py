"""The columns of a table as the compiler needs to know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Coded:
    """A text column kept as places in a list: 1 is the first of `values`, NULL is not known.

    What depends on the text alone is then looked up by place instead of being worked out for every row.
    """

    values: tuple[str, ...]

    def text(self, place: int | None) -> str | None:
        """Return what a place stands for."""
        return None if place is None else self.values[place - 1]


Column = str | Coded
"""A storage kind (`double`, `decimal`, `boolean`, `text`, `date`), or what a coded column stands for."""

Columns = Mapping[str, Column]
