"""Holds results against each other, cell by cell.

`python -m benchmarks.agreement FIRMS.parquet ENGINE_FOLDER OTHER_FOLDER panel|wide|each 3|2` prints one JSON object.
Results lie in one file whose columns carry the standard (`panel`, as the engine writes it) or its prefix (`wide`), or
in a file for each standard (`each`).
Three-valued competitors must agree in every cell. Of two-valued ones every verdict is counted that the facts leave
open or decide the other way round, and the same again on firms of which everything is known. For each column that
differs the answer holds the number of cells and the identifiers of the first firms.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.task import BOOLEANS, NUMBERS, PREFIXES, STANDARDS, TEXTS, TWO_VALUED, YEARLY_COLUMNS

CONSTANT = ("id", "standard", "edition", "case", "as_of")
NEAR = 1e-9
SHOWN = 3
MAY_BE_EMPTY = ("national_award_rank_3y",)
Found = dict[str, Any]


def compare(firms: Path, engine: Path, other: Path, *, files: str, valued: int) -> Found:
    """Return the number of rows and, by column, how many cells differ with the identifiers of the first."""
    found: Found = {}
    with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(other / "spill")}) as connection:
        for prefix in PREFIXES:
            kinds = _view(connection, "e", engine, ("panel", prefix))
            _view(connection, "o", other, (files, prefix))
            if valued == 3:
                tests = {f"{prefix}_{name}": _differs(name, kind) for name, kind in kinds.items()}
                found[prefix] = _counted(connection, "e JOIN o USING (id)", tests)
            else:
                known = f"(SELECT id, {_known()} AS known FROM read_parquet('{firms}')) AS k"
                found[prefix] = _verdicts(connection, f"e JOIN o USING (id) JOIN {known} USING (id)", prefix)
    return found


def out_of_order(firms: Path, engine: Path) -> int:
    """Count the rows of the engine's result that are not where the table has them."""
    sides = f"read_parquet('{firms}') AS f POSITIONAL JOIN read_parquet('{engine}/wide.parquet') AS e"
    row = duckdb.execute(f"SELECT count(*) FROM {sides} WHERE f.id IS DISTINCT FROM e.id").fetchone()
    assert row is not None
    return int(row[0])


def _view(
    connection: duckdb.DuckDBPyConnection, name: str, folder: Path, where: tuple[str, str]
) -> dict[str, str]:
    """Make a view of the columns of one standard by their own names; return their types."""
    files, prefix = where
    file = folder / (f"{prefix}.parquet" if files == "each" else "wide.parquet")
    described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{file}')").fetchall()
    leads = {"each": ("", f"{prefix}_"), "wide": (f"{prefix}_",), "panel": (f"{STANDARDS[prefix]}:",)}[files]
    lead = next(item for item in leads if any(row[0] == f"{item}outcome" for row in described))
    own = {row[0].removeprefix(lead): row[:2] for row in described if row[0].startswith(lead)}
    kept = {column: found for column, found in own.items() if column not in CONSTANT}
    picked = ", ".join(f'"{found[0]}" AS "{column}"' for column, found in kept.items())
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT id, {picked} FROM read_parquet('{file}')")
    return {column: found[1] for column, found in kept.items()}


def _differs(name: str, kind: str) -> str:
    left, right = f'e."{name}"', f'o."{name}"'
    if kind != "DOUBLE":
        return f"{left} IS DISTINCT FROM {right}"
    near = f"abs({left} - {right}) <= {NEAR} * greatest(1, abs({left}))"
    return f"NOT coalesce({near}, {left} IS NULL AND {right} IS NULL)"


def _verdicts(connection: duckdb.DuckDBPyConnection, sides: str, prefix: str) -> Found:
    """Count verdicts that are wrong: all, those that say the opposite, those on firms of which everything is known."""
    names = [name for name in TWO_VALUED if name.startswith(f"{prefix}_")]
    wrong = {
        name: f'{_truth(name, prefix)} IS DISTINCT FROM o."{name.removeprefix(f"{prefix}_")}"'
        for name in names
    }
    opposite = {name: f"{_truth(name, prefix)} IS NOT NULL AND ({test})" for name, test in wrong.items()}
    complete = {name: f"k.known AND ({test})" for name, test in wrong.items()}
    contrary = {name: f"k.known AND ({test})" for name, test in opposite.items()}
    groups = {
        "wrong": wrong,
        "opposite": opposite,
        "wrong_though_known": complete,
        "opposite_though_known": contrary,
    }
    return {name: _counted(connection, sides, tests) for name, tests in groups.items()}


def _truth(name: str, prefix: str) -> str:
    own = name.removeprefix(f"{prefix}_")
    if own == "outcome":
        return "CASE e.outcome WHEN 'met' THEN true WHEN 'unmet' THEN false END"
    if own == "score":
        return "CASE WHEN e.score_low = e.score_high THEN e.score_low END"
    return f'e."{own}"'


def _known() -> str:
    facts = [name for name in (*YEARLY_COLUMNS, *NUMBERS, *BOOLEANS, *TEXTS) if name not in MAY_BE_EMPTY]
    award = "(national_award_rank_3y IS NOT NULL OR NOT national_award_3y)"
    return " AND ".join([*(f"{name} IS NOT NULL" for name in facts), award])


def _counted(connection: duckdb.DuckDBPyConnection, sides: str, tests: dict[str, str]) -> Found:
    """Count each test and keep the first identifiers for which it holds."""
    asked = [f"count(*) FILTER ({test}), min(id, {SHOWN}) FILTER ({test})" for test in tests.values()]
    row = connection.execute(f"SELECT count(*), {', '.join(asked)} FROM {sides}").fetchone()
    assert row is not None
    cells = {name: [row[1 + 2 * place], row[2 + 2 * place]] for place, name in enumerate(tests)}
    return {
        "rows": row[0],
        "columns": len(tests),
        "different": {name: cell for name, cell in cells.items() if cell[0]},
    }


if __name__ == "__main__":
    paths = [Path(word) for word in sys.argv[1:4]]
    if sys.argv[4:] == ["order"]:
        print(json.dumps(out_of_order(*paths[:2])))
    else:
        print(json.dumps(compare(*paths, files=sys.argv[4], valued=int(sys.argv[5]))))
