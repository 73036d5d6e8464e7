"""Runs `benchmarks/handwritten.sql` on DuckDB with the engine's own settings.

`python -m benchmarks.competitors.handwritten INPUT.parquet OUT_FOLDER [each]` writes OUT_FOLDER/wide.parquet in one
scan, or with `each` one file per standard in three scans, as the engine's command does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from benchmarks.task import MEMORY_LIMIT, PREFIXES

SCRIPT = Path(__file__).resolve().parents[1] / "handwritten.sql"
OPTIONAL = ("size_industry", "equity_raised_3y")
FORMAT = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"


def judge(source: Path, out: Path, *, each: bool) -> None:
    """Judge a table and write the result."""
    settings = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(out / "spill")}
    with duckdb.connect(config=settings) as connection:
        connection.execute(f"CREATE VIEW firms AS SELECT {_columns(connection, source)} FROM {_scan(source)}")
        connection.execute(SCRIPT.read_text(encoding="utf-8"))
        if not each:
            connection.execute(f"COPY (SELECT * FROM judged) TO '{out}/wide.parquet' {FORMAT}")
            return
        for prefix in PREFIXES:
            query = f"SELECT id, COLUMNS('^{prefix}_.*') FROM judged"
            connection.execute(f"COPY ({query}) TO '{out}/{prefix}.parquet' {FORMAT}")


def _scan(source: Path) -> str:
    """Return SQL for a file, or for a folder of partitions."""
    files = f"{source}/**/*.parquet" if source.is_dir() else source
    return f"read_parquet('{files}', hive_types_autocast = false)"


def _columns(connection: duckdb.DuckDBPyConnection, source: Path) -> str:
    """Return SQL for every column, numbers as doubles, with an empty one for each that a table may lack."""
    present = connection.execute(f"DESCRIBE SELECT * FROM {_scan(source)}").fetchall()
    whole = [name for name, kind, *_ in present if kind in ("INTEGER", "BIGINT")]
    cast = ", ".join(f"{name}::DOUBLE AS {name}" for name in whole)
    lacking = [name for name in OPTIONAL if name not in {row[0] for row in present}]
    star = f"* REPLACE ({cast})" if cast else "*"
    return ", ".join([star, *(f"NULL::DOUBLE AS {name}" for name in lacking)])


if __name__ == "__main__":
    judge(Path(sys.argv[1]), Path(sys.argv[2]), each=sys.argv[3:] == ["each"])
