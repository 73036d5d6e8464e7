"""The verdicts on a table: judged when they are asked for, one enterprise at a time or all in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from sqlglot import exp

from littlegiant.api.opening import placed
from littlegiant.api.picking import engine_row, one_enterprise
from littlegiant.api.reading import DUCKDB, Reading, Where
from littlegiant.api.several import Several
from littlegiant.api.standard import Standard
from littlegiant.api.workspace import engine_errors
from littlegiant.api.writing import keep_verdicts, write_verdicts
from littlegiant.engines.projection import Style
from littlegiant.errors import Text
from littlegiant.tables import FactTable, FaultReport, Mapping
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import Verdict

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Verdicts:
    """What a standard says of every enterprise of a table.

    Nothing is read before the first question; then the table is read once. Iterating gives the objects of
    `assess --format json`; `to_arrow`, `to_polars` and `to_pandas` give one row per enterprise, `write` a file.
    One iteration at a time: starting another ends the first.
    """

    def __init__(self, reading: Reading, standard: Standard) -> None:
        self.reading = reading
        self._asked = standard
        self.counts: Counter[str] = Counter()

    @property
    def connection(self) -> Any:
        """Return the DuckDB connection that holds the table."""
        return self.reading.connection

    @property
    def facts(self) -> FactTable:
        """Return the table as canonical facts; reads it on the first call, and raises what is wrong with it."""
        return self.reading.facts

    @cached_property
    def _placed(self) -> tuple[Standard, Text | None]:
        return placed(self._asked, self.facts)

    @property
    def standard(self) -> Standard:
        """Return the standard that judges: by the country's rules when the table says nothing of provinces."""
        return self._placed[0]

    @property
    def faults(self) -> FaultReport:
        """Return the cells that could not be what their column says; they count as unknown."""
        return self.facts.faults

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what a reader should know about the edition, the place and the columns."""
        found = (self._asked.note, self._placed[1], *self.facts.notes)
        return tuple(note for note in found if note is not None)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (verdict.as_dict() for verdict in self.each())

    def __len__(self) -> int:
        return self.facts.row_count

    def each(self) -> Iterator[Verdict]:
        """Yield the verdict on every enterprise, in the order of the table; counts outcomes on the way."""
        turn = self.begin()
        with engine_errors():
            judged = self.standard.judge.verdicts(
                self.reading.runner, self.facts.columns, self.facts.relation
            )
            while (verdict := next(judged, None)) is not None:
                self.counts[verdict.outcome] += 1
                yield verdict
                self.reading.demand_turn(turn)

    def begin(self) -> int:
        """Start a pass over the table: earlier ones end, counting starts anew."""
        self.counts = Counter()
        return self.reading.begin()

    def row(self, identifier: str) -> tuple[Row, str | None]:
        """Return the engine's columns for one enterprise and its name; raises table.no-such-id."""
        self.begin()
        with engine_errors():
            chosen = one_enterprise(self.connection, self.facts, identifier)
            return engine_row(self.connection, self.standard.judge, chosen), chosen.name

    def query(self, *, as_text: bool) -> exp.Select:
        """Return the query of one row per enterprise; outcomes as words or as nullable booleans."""
        facts = self.facts
        style = Style(words=as_text, listed=not as_text and self.reading.runner.enumerates)
        return self.standard.judge.table_query(facts.columns, facts.relation, style).copy()

    def to_arrow(self) -> pyarrow.Table:
        """Return one row per enterprise as an Arrow table: outcome, and outcome and value of each criterion."""
        self.begin()
        query = self.query(as_text=True)
        with engine_errors():
            return self.reading.runner.arrow(query)

    def to_polars(self) -> polars.DataFrame:
        """Return what `to_arrow` returns, as a Polars frame."""
        import polars

        return polars.DataFrame(polars.from_arrow(self.to_arrow()))

    def to_pandas(self) -> pandas.DataFrame:
        """Return what `to_arrow` returns, as a pandas frame."""
        return self.to_arrow().to_pandas()

    def write(self, path: str | Path, format: str | None = None) -> int:  # noqa: A002
        """Write one row per enterprise to a JSON Lines, CSV, XLSX or Parquet file; return how many rows.

        The format follows the suffix unless it is given. The file is put in place whole or not at all.
        """
        return write_verdicts(self, Path(path), format)

    def keep(self) -> int:
        """Leave one row per enterprise where the table lies, in what `into` named; return how many rows."""
        return keep_verdicts(self)


@overload
def assess(
    table: Any,
    standard: Standard,
    mapping: Mapping | str | Path | None = None,
    strict: bool = False,
    *,
    engine: str = DUCKDB,
    into: str | None = None,
) -> Verdicts: ...


@overload
def assess(
    table: Any,
    standard: Sequence[Standard],
    mapping: Mapping | str | Path | None = None,
    strict: bool = False,
    *,
    engine: str = DUCKDB,
    into: str | None = None,
) -> Several: ...


def assess(
    table: Any,
    standard: Standard | Sequence[Standard],
    mapping: Mapping | str | Path | None = None,
    strict: bool = False,
    *,
    engine: str = DUCKDB,
    into: str | None = None,
) -> Verdicts | Several:
    """Judge every enterprise of a table by a standard, or by several in one scan.

    `table` is the path of a CSV, XLSX or Parquet file, an Arrow, pandas or Polars table, or a list of
    dictionaries; `mapping` the path of a mapping file. With `strict` a cell at fault is an error.

    With `engine` the table is judged where it lies: `postgresql://user@host/database`, where `table` is the name of a
    table or view, or `spark` and `spark://host:7077`, where it is a path. `into` is then what `keep` makes there: a new
    table, or a folder of Parquet files.
    """
    standards = (standard,) if isinstance(standard, Standard) else tuple(standard)
    wanted = frozenset().union(*(item.judge.needed for item in standards))
    reading = Reading(table, wanted, mapping, strict=strict, where=Where(engine, into))
    return Verdicts(reading, standard) if isinstance(standard, Standard) else Several(reading, standards)
