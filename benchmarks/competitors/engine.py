"""This engine through its Python interface: the three standards in one process.

`python -m benchmarks.competitors.engine INPUT.parquet OUT_FOLDER` writes one file per standard. With a third word
`query` the table is taken as it is, without reading, checking or normalising a cell: the compiled queries alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.task import AS_OF, STANDARDS


def judge(source: Path, out: Path) -> None:
    """Judge a table by each standard as a program would."""
    import littlegiant as lg

    for prefix, name in STANDARDS.items():
        lg.assess(source, lg.standard(name, as_of=AS_OF)).write(out / f"{prefix}.parquet")


def judge_unread(source: Path, out: Path) -> None:
    """Run the compiled queries over the file itself; codes of industries are brought to digits, nothing else."""
    import littlegiant as lg
    from littlegiant.api.workspace import open_workspace
    from littlegiant.engines.duck import Judge

    connection = open_workspace()
    industry = "regexp_replace(industry, '^[A-T]([0-9])', '\\1') AS industry"
    connection.execute(f"CREATE VIEW firms AS SELECT * REPLACE ({industry}) FROM read_parquet('{source}')")
    for prefix, name in STANDARDS.items():
        judge_of = Judge(lg.standard(name, as_of=AS_OF).rulebook)
        columns = {column: _kind(column) for column in judge_of.needed}
        query = judge_of.table_sql(columns, "firms", as_text=False)
        connection.execute(f"COPY ({query}) TO '{out}/{prefix}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def _kind(column: str) -> str:
    from littlegiant.facts.dictionary import load_dictionary

    found = load_dictionary().of_column(column)
    if found is None:
        return "text"
    kind = found[0].type
    return "double" if kind.is_number else "boolean" if kind == "boolean" else "text"


if __name__ == "__main__":
    (judge_unread if sys.argv[3:] == ["query"] else judge)(Path(sys.argv[1]), Path(sys.argv[2]))
