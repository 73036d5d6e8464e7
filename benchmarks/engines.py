"""One standard on DuckDB, PostgreSQL and Spark: seconds for a table of firms, and whether every cell agrees.

`python -m benchmarks.engines FIRMS postgresql://127.0.0.1/test [duckdb postgresql spark]` draws a made-up population,
copies it into a table `lg_benchmark` of the database, writes the verdicts of each engine to Parquet by the command line
(Spark to a folder of it), and compares the files cell by cell.
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
        outs = {engine: Path(folder) / f"{engine}.parquet" for engine in engines}
        found = {engine: _timed(engine, source, address, out) for engine, out in outs.items()}
        for engine in engines:
            same = _same(_read(outs[engines[0]]), _read(outs[engine]))
            print(f"{engine:<12}{found[engine]:8.1f} s   cells as on {engines[0]}: {same}")


def _read(out: Path) -> str:
    return f"{out}/*.parquet" if out.is_dir() else str(out)


def _timed(engine: str, source: Path, address: str, out: Path) -> float:
    table = TABLE if engine == "postgresql" else str(source)
    where = {"duckdb": "duckdb", "postgresql": address, "spark": "spark[2]"}[engine]
    place = "--into" if engine == "spark" else "--out"
    words = ["-m", "littlegiant", "assess", table, "--engine", where, *STANDARD, place, str(out)]
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
    """Compare two results cell by cell; criteria may be words in one and booleans in the other."""
    left, right = _in_words(one), _in_words(other)
    apart = f"(({left}) EXCEPT ALL ({right})) UNION ALL (({right}) EXCEPT ALL ({left}))"
    return duckdb.sql(f"SELECT count(*) FROM ({apart})").fetchall()[0][0] == 0


def _in_words(path: str) -> str:
    relation = duckdb.sql(f"FROM '{path}'")
    columns = [
        f"CASE WHEN {name} THEN 'met' WHEN NOT {name} THEN 'unmet' ELSE 'unknown' END"
        if kind == "BOOLEAN"
        else name
        for name, kind in zip(
            (f'"{name}"' for name in relation.columns), map(str, relation.types), strict=True
        )
    ]
    return f"SELECT {', '.join(columns)} FROM '{path}'"


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], tuple(sys.argv[3:]) or ENGINES)
