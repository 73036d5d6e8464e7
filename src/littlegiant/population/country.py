"""Writes a synthetic country as partitioned Parquet, piece by piece, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from littlegiant.population.folder import appearing, size_of
from littlegiant.population.model import load_model
from littlegiant.population.query import Query
from littlegiant.population.quotas import Quota, quotas
from littlegiant.population.shares import load_shares
from littlegiant.population.tables import make_tables
from littlegiant.tables.sql import literal
from littlegiant.tables.writers import failed

MOST_FIRMS = 999_999_999
"""An identifier has nine digits."""
PART = 1_000_000
"""The most rows of one file."""
AT_ONCE = 120_000
"""Up to so many firms are drawn by one query, whatever their province: preparing a query takes half a second."""
MEMORY_LIMIT = "500MB"
FORM = "FORMAT parquet, COMPRESSION zstd"
NOTICE = "_synthetic.json"
DESCRIPTION = "Synthetic enterprises (合成企业): drawn at random so that totals follow published ones; no row describes a real firm."


@dataclass(frozen=True)
class Country:
    """A synthetic country: how many firms, and the seed; the same two always give the same rows."""

    firms: int
    seed: int

    def write(
        self, out: Path, *, threads: int | None = None, advance: Callable[[int], None] = lambda _: None
    ) -> int:
        """Write the country to the new directory `out` and return its bytes; `advance` is told of rows written.

        Files are `province=44/part-0001.parquet` and the like. Raises LittleGiantError where the directory is not
        empty or cannot be written, or the disk has too little room; nothing is left of it then.
        """
        with appearing(out, self.firms) as folder, self._connection(folder, threads) as connection:
            try:
                for rows in self._pieces(connection, folder):
                    advance(rows)
            except duckdb.Error as error:
                raise failed(error) from error
            self._leave_notice(folder)
            return size_of(folder)

    def _connection(self, folder: Path, threads: int | None) -> duckdb.DuckDBPyConnection:
        settings: dict[str, Any] = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "_spill")}
        connection = duckdb.connect(config=settings if threads is None else {**settings, "threads": threads})
        # Rows keep their order only while the firms stream past the small tables they are looked up in.
        connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        return connection

    def _pieces(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[int]:
        shares = load_shares()
        make_tables(connection, list(shares.sections))
        query = Query(shares, load_model(), self.seed)
        provinces = [quota for quota in quotas(shares, self.firms) if quota.count]
        if self.firms <= AT_ONCE:
            connection.execute(f"CREATE TEMP TABLE firms AS {query.rows(provinces, 1, self.firms + 1)}")
        for quota in provinces:
            (folder / f"province={quota.province}").mkdir()
            for number, (first, last) in enumerate(_runs(quota), 1):
                path = folder / f"province={quota.province}" / f"part-{number:04d}.parquet"
                self._copy(connection, self._source(query, quota, first, last), path)
                yield last - first

    def _source(self, query: Query, quota: Quota, first: int, last: int) -> str:
        if self.firms <= AT_ONCE:
            return f"SELECT * FROM firms WHERE province = '{quota.province}'"
        return query.rows([quota], first, last)

    def _copy(self, connection: duckdb.DuckDBPyConnection, rows: str, path: Path) -> None:
        """Write rows to a file; the province stands in the name of its folder alone, as readers of folders expect."""
        marks = ", ".join(f"{name}: {literal(value)}" for name, value in self._marks().items())
        connection.execute(
            f"COPY (SELECT * EXCLUDE (province) FROM ({rows})) "
            f"TO {literal(str(path))} ({FORM}, KV_METADATA {{{marks}}})"
        )

    def _marks(self) -> dict[str, str]:
        """Return what every file says of itself."""
        return {
            "synthetic": "true",
            "description": DESCRIPTION,
            "firms": str(self.firms),
            "seed": str(self.seed),
        }

    def _leave_notice(self, folder: Path) -> None:
        notice = {**self._marks(), "synthetic": True, "firms": self.firms, "seed": self.seed}
        text = json.dumps(notice, ensure_ascii=False, indent=2)
        (folder / NOTICE).write_text(f"{text}\n", encoding="utf-8")


def _runs(quota: Quota) -> Iterator[Sequence[int]]:
    """Yield the first number and the one after the last of each file of a province."""
    end = quota.start + quota.count
    for first in range(quota.start, end, PART):
        yield first, min(first + PART, end)
