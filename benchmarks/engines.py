"""One standard on DuckDB, PostgreSQL and Spark: seconds for a table of firms, and whether every cell agrees.

`python -m benchmarks.engines FIRMS postgresql://127.0.0.1/test [duckdb postgresql spark]` draws a made-up population,
copies it into a table `lg_benchmark` of the database, writes the verdicts of each engine to Parquet by the command line,
and compares the files cell by cell.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import psycopg

from benchmarks.population import write_population

STANDARD = ("--standard", "cn/little-giant", "--as-of", "2026-05-01", "--quiet")
TABLE = "lg_benchmark"
TYPES = {"VARCHAR": "text", "DOUBLE": "double precision"}
ENGINES = ("duckdb", "postgresql", "spark")


def main(firms: int, address: str, engines: tuple[str, ...]) -> None:
    """Print one line an engine."""
    with TemporaryDirectory(prefix="littlegiant-") as folder:
        source = Path(folder) / "firms.parquet"
        write_population(firms, source)
        if "postgresql" in engines:
            _load(source, address)
        found = {
            engine: _timed(engine, source, address, Path(folder) / f"{engine}.parquet") for engine in engines
        }
        for engine in engines:
            same = _same(*(str(Path(folder) / f"{name}.parquet") for name in (engines[0], engine)))
            print(f"{engine:<12}{found[engine]:8.1f} s   cells as on {engines[0]}: {same}")


def _timed(engine: str, source: Path, address: str, out: Path) -> float:
    table = TABLE if engine == "postgresql" else str(source)
    where = {"duckdb": "duckdb", "postgresql": address, "spark": "spark[2]"}[engine]
    words = ["-m", "littlegiant", "assess", table, "--engine", where, *STANDARD, "--out", str(out)]
    started = time.monotonic()
    subprocess.run([sys.executable, *words], check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - started


def _load(source: Path, address: str) -> None:
    with TemporaryDirectory(prefix="littlegiant-") as folder, psycopg.connect(address) as database:
        rows = Path(folder) / "rows.csv"
        relation = duckdb.sql(f"FROM '{source}'")
        fields = ", ".join(
            f'"{name}" {TYPES.get(str(kind), str(kind))}'
            for name, kind in zip(relation.columns, relation.types, strict=True)
        )
        duckdb.sql(f"COPY (FROM '{source}') TO '{rows}' (HEADER false)")
        database.execute(f"DROP TABLE IF EXISTS {TABLE}".encode())
        database.execute(f"CREATE TABLE {TABLE} ({fields})".encode())
        with (
            database.cursor() as cursor,
            cursor.copy(f"COPY {TABLE} FROM STDIN (FORMAT csv)".encode()) as copy,
            rows.open("rb") as file,
        ):
            while chunk := file.read(1 << 20):
                copy.write(chunk)


def _same(one: str, other: str) -> bool:
    left, right = (f"(FROM '{a}' EXCEPT ALL FROM '{b}')" for a, b in ((one, other), (other, one)))
    return duckdb.sql(f"SELECT count(*) FROM ({left} UNION ALL {right})").fetchall()[0][0] == 0


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], tuple(sys.argv[3:]) or ENGINES)
