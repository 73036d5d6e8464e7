"""What a mapping says about a table whose headers are not the canonical names."""

from __future__ import annotations

from dataclasses import dataclass, field

from littlegiant.facts.model import ValueType


@dataclass(frozen=True)
class ColumnRule:
    """What one header means; `fact` None leaves the column out.

    `unit` overrides the mapping's default for the fact's type. `year` is set when the header is of one fixed
    year. `values` are translations of cells, as text.
    """

    fact: str | None
    year: int | None = None
    unit: str | None = None
    year_only: bool = False
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A table's layout, units and columns, as a mapping file gives them.

    `layout` is `wide` (one row per firm) or `long` (one row per firm and year, the year in the column whose
    header is `year`). `units` are defaults by value type, `constants` facts that hold for every row, `name`
    what messages call the mapping.
    """

    layout: str = "wide"
    sheet: str | None = None
    encoding: str | None = None
    id: str | None = None
    year: str | None = None
    units: dict[ValueType, str] = field(default_factory=dict)
    columns: dict[str, ColumnRule] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    name: str = "mapping"

    @property
    def is_long(self) -> bool:
        """Say whether the table has one row per firm and year."""
        return self.layout == "long"
