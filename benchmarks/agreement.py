"""Holds results against each other, cell by cell.

`python -m benchmarks.agreement FIRMS.parquet ENGINE_FOLDER OTHER_FOLDER wide|each 3|2` prints one JSON object.
Three-valued competitors must agree in every cell. Of two-valued ones every verdict is counted that the engine, or
the truth, leaves open or sees the other way round, and the same again on firms of which everything is known.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.task import BOOLEANS, NUMBERS, PREFIXES, TEXTS, TWO_VALUED, YEARLY_COLUMNS

CONSTANT = ("id", "standard", "edition", "case", "as_of")
NEAR = 1e-9
SHOWN = 3
MAY_BE_EMPTY = ("national_award_rank_3y",)
Found = dict[str, Any]


def compare(firms: Path, engine: Path, other: Path, files: str, valued: int) -> Found:
    """Return the number of rows and, by column, how many cells differ with the identifiers of the first."""
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        columns = _join(connection, engine, other, files)
        if valued == 3:
            return _three_valued(connection, columns)
        connection.execute(f"CREATE VIEW known AS SELECT {_known()} AS known FROM read_parquet('{firms}')")
        return _two_valued(connection)


def _join(connection: duckdb.DuckDBPyConnection, engine: Path, other: Path, files: str) -> dict[str, str]:
    """Put engine and other side by side, row by row, and return the engine's columns with their types."""
    parts = [f"read_parquet('{engine}/{prefix}.parquet')" for prefix in PREFIXES]
    described = {prefix: connection.execute(f"DESCRIBE SELECT * FROM {part}").fetchall() for prefix, part in zip(PREFIXES, parts, strict=True)}
    columns = {f"{prefix}_{name}": kind for prefix, rows in described.items() for name, kind, *_ in rows if name not in CONSTANT}
    left = ", ".join(f'{prefix}."{name}" AS "e_{prefix}_{name}"' for prefix, rows in described.items() for name, *_ in rows)
    sides = " POSITIONAL JOIN ".join(f"{part} AS {prefix}" for prefix, part in zip(PREFIXES, parts, strict=True))
    connection.execute(f"CREATE VIEW engine AS SELECT {left} FROM {sides}")
    connection.execute(f"CREATE VIEW other AS {_others(connection, other, files)}")
    return columns


def _others(connection: duckdb.DuckDBPyConnection, folder: Path, files: str) -> str:
    if files == "wide":
        return f"SELECT * FROM read_parquet('{folder}/wide.parquet')"
    picked, sides = [f"{PREFIXES[0]}.id"], []
    for prefix in PREFIXES:
        part = f"read_parquet('{folder}/{prefix}.parquet')"
        for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {part}").fetchall():
            if name not in CONSTANT:
                picked.append(f'{prefix}."{name}" AS "{prefix}_{name.removeprefix(prefix + "_")}"')
        sides.append(f"{part} AS {prefix}")
    return f"SELECT {', '.join(picked)} FROM {' POSITIONAL JOIN '.join(sides)}"


def _three_valued(connection: duckdb.DuckDBPyConnection, columns: dict[str, str]) -> Found:
    tests = {name: _differs(f'e."e_{name}"', f'o."{name}"', kind) for name, kind in columns.items()}
    tests["id"] = "o.id IS DISTINCT FROM e.e_size_id OR e.e_giant_id <> o.id OR e.e_innovative_id <> o.id"
    counts = _counted(connection, "engine AS e POSITIONAL JOIN other AS o", tests)
    return {"rows": counts.pop("rows"), "columns": len(tests), "different": {name: found for name, found in counts.items() if found[0]}}


def _differs(left: str, right: str, kind: str) -> str:
    if kind != "DOUBLE":
        return f"{left} IS DISTINCT FROM {right}"
    near = f"abs({left} - {right}) <= {NEAR} * greatest(1, abs({left}))"
    return f"NOT coalesce({near}, {left} IS NULL AND {right} IS NULL)"


def _two_valued(connection: duckdb.DuckDBPyConnection) -> Found:
    sides = "engine AS e POSITIONAL JOIN other AS o POSITIONAL JOIN known AS k"
    wrong = {name: f"{_truth(name)} IS DISTINCT FROM o.{name}" for name in TWO_VALUED}
    complete = {name: f"k.known AND e.e_size_class IS NOT NULL AND ({test})" for name, test in wrong.items()}
    opposite = {name: f"{_truth(name)} IS NOT NULL AND ({test})" for name, test in wrong.items()}
    groups = {"wrong": wrong, "opposite": opposite, "on_known_firms": complete}
    found: Found = {name: _counted(connection, sides, tests) for name, tests in groups.items()}
    rows = {group["rows"] for group in [counts for counts in found.values()]}
    known = connection.execute(f"SELECT count(*) FROM {sides} WHERE k.known AND e.e_size_class IS NOT NULL").fetchone()
    for counts in found.values():
        del counts["rows"]
    return {"rows": rows.pop(), "known_firms": known[0] if known else 0, **found}


def _truth(name: str) -> str:
    if name.endswith("_outcome"):
        return f"CASE e.e_{name} WHEN 'met' THEN true WHEN 'unmet' THEN false END"
    if name == "innovative_score":
        return "CASE WHEN e.e_innovative_score_low = e.e_innovative_score_high THEN e.e_innovative_score_low END"
    return f"e.e_{name}"


def _known() -> str:
    facts = [name for name in (*YEARLY_COLUMNS, *NUMBERS, *BOOLEANS, *TEXTS) if name not in MAY_BE_EMPTY]
    award = "(national_award_rank_3y IS NOT NULL OR NOT national_award_3y)"
    return " AND ".join([*(f"{name} IS NOT NULL" for name in facts), award])


def _counted(connection: duckdb.DuckDBPyConnection, sides: str, tests: dict[str, str]) -> Found:
    """Count each test and keep the first identifiers for which it holds."""
    asked = [f"count(*) FILTER ({test}), min(e.e_size_id, {SHOWN}) FILTER ({test})" for test in tests.values()]
    row = connection.execute(f"SELECT count(*), {', '.join(asked)} FROM {sides}").fetchone()
    assert row is not None
    found: Found = {"rows": row[0]}
    for place, name in enumerate(tests):
        found[name] = [row[1 + 2 * place], row[2 + 2 * place] or []]
    return found


if __name__ == "__main__":
    paths = [Path(word) for word in sys.argv[1:4]]
    print(json.dumps(compare(paths[0], paths[1], paths[2], sys.argv[4], int(sys.argv[5]))))
