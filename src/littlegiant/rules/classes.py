"""Nodes of a classification: rows keyed by industry, each with lower bounds of its classes."""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.rules.values import FactValue, Number


@dataclass(frozen=True)
class Bound:
    """The lower bounds of one indicator in one row: one number for each class above the lowest."""

    value: FactValue
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Row:
    """One row of the table: its number, the ranges of four-digit codes it covers, its bounds."""

    number: int
    ranges: tuple[tuple[int, int], ...]
    bounds: tuple[Bound, ...]


@dataclass(frozen=True)
class Classification:
    """An enterprise is of the highest class all of whose bounds it reaches, by the row of its industry."""

    classes: tuple[str, ...]
    met: frozenset[str]
    row_fact: str
    industry_fact: str
    rows: tuple[Row, ...]
