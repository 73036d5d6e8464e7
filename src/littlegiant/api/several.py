"""The verdicts of several standards on one table: read once, judged in one scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from littlegiant.api.opening import placed
from littlegiant.api.reading import Reading
from littlegiant.api.standard import Standard
from littlegiant.api.workspace import engine_errors
from littlegiant.engines.panel import Panel
from littlegiant.engines.projection import Style
from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables import FactTable, FaultReport
from littlegiant.verdicts.verdict import Verdict, verdict_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

LISTS = ("unmet", "unknown", "missing")
SEPARATOR = ";"


class Several:
    """What several standards say of every enterprise of a table.

    Nothing is read before the first question; then the table is read once. Iterating gives the objects of
    `assess --format json`, each enterprise under every standard in turn; `to_arrow`, `to_polars` and `to_pandas`
    give one row per enterprise, whose columns are called `<standard>@<edition>:<column>`; `write` writes a file.
    """

    def __init__(self, reading: Reading, standards: Sequence[Standard]) -> None:
        _demand_different(standards)
        self.reading = reading
        self._asked = tuple(standards)
        self.counts: dict[str, Counter[str]] = {}

    @property
    def connection(self) -> Any:
        """Return the DuckDB connection that holds the table."""
        return self.reading.connection

    @property
    def facts(self) -> FactTable:
        """Return the table as canonical facts; reads it on the first call, and raises what is wrong with it."""
        return self.reading.facts

    @cached_property
    def _placed(self) -> tuple[tuple[Standard, Text | None], ...]:
        return tuple(placed(item, self.facts) for item in self._asked)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """Return the standards that judge: by the country's rules when the table says nothing of provinces."""
        return tuple(item for item, _ in self._placed)

    @property
    def faults(self) -> FaultReport:
        """Return the cells that could not be what their column says; they count as unknown."""
        return self.facts.faults

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what a reader should know about the editions, the place and the columns."""
        found = [item.note for item in self._asked]
        found += [note for _, note in self._placed]
        return tuple(dict.fromkeys(note for note in (*found, *self.facts.notes) if note is not None))

    @cached_property
    def panel(self) -> Panel:
        """Return the standards compiled together for this table."""
        rulebooks = [item.rulebook for item in self.standards]
        return Panel(rulebooks, self.facts.columns, self.facts.relation)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (verdict.as_dict() for verdict in self.each())

    def __len__(self) -> int:
        return self.facts.row_count

    def each(self) -> Iterator[Verdict]:
        """Yield the verdicts on every enterprise, in the order of the table; counts outcomes on the way."""
        for _, verdicts in self._judged():
            yield from verdicts

    @property
    def columns(self) -> list[str]:
        """Return the columns of `rows`: those of a Parquet file, then what is open by each standard."""
        return [*self.panel.written, *(f"{item.name}:{word}" for item in self.standards for word in LISTS)]

    def rows(self) -> Iterator[list[Any]]:
        """Yield one flat row per enterprise: outcomes in words, and what is unmet, unknown and missing."""
        for cells, verdicts in self._judged():
            found = [verdict.as_dict() for verdict in verdicts]
            yield [*cells, *(SEPARATOR.join(item[word]) for item in found for word in LISTS)]

    def query(self, *, as_text: bool) -> exp.Select:
        """Return the query of one row per enterprise; outcomes as words or as nullable booleans."""
        listed = not as_text and self.reading.runner.enumerates
        return self.panel.table_query(Style(words=as_text, listed=listed))

    def to_arrow(self) -> pyarrow.Table:
        """Return one row per enterprise as an Arrow table: outcomes, and outcome and value of each criterion."""
        self.begin()
        with engine_errors():
            return self.reading.runner.arrow(self.query(as_text=True))

    def to_polars(self) -> polars.DataFrame:
        """Return what `to_arrow` returns, as a Polars frame."""
        import polars

        return polars.DataFrame(polars.from_arrow(self.to_arrow()))

    def to_pandas(self) -> pandas.DataFrame:
        """Return what `to_arrow` returns, as a pandas frame."""
        return self.to_arrow().to_pandas()

    def write(self, path: str | Path, format: str | None = None) -> int:  # noqa: A002
        """Write the verdicts to a JSON Lines, CSV, XLSX or Parquet file; return how many enterprises.

        JSON Lines hold one line per enterprise and standard, the other formats one row per enterprise. The format
        follows the suffix unless it is given. The file is put in place whole or not at all.
        """
        from littlegiant.api.writing import write_several

        return write_several(self, Path(path), format)

    def keep(self) -> int:
        """Leave one row per enterprise where the table lies, in what `into` named; return how many rows."""
        from littlegiant.api.writing import keep_verdicts

        return keep_verdicts(self)

    def begin(self) -> int:
        """Start a pass over the table: earlier ones end, counting starts anew."""
        self.counts = {item.name: Counter() for item in self.standards}
        return self.reading.begin()

    def _judged(self) -> Iterator[tuple[tuple[Any, ...], list[Verdict]]]:
        turn = self.begin()
        with engine_errors():
            for cells, rows in self.panel.read(self.reading.runner):
                verdicts = [verdict_of(row) for row in rows]
                for verdict in verdicts:
                    self.counts[verdict.rulebook.name][verdict.outcome] += 1
                yield cells, verdicts
                self.reading.demand_turn(turn)


def _demand_different(standards: Sequence[Standard]) -> None:
    names = [item.name for item in standards]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise LittleGiantError(
            "call.standard-twice",
            Text(f"标准 {twice} 写了两次。", f"The standard {twice} is named twice."),
            Text("每个标准写一次。", "Name each standard once."),
        )
