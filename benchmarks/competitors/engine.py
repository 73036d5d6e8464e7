"""This engine through its Python interface: the three standards in one scan.

`python -m benchmarks.competitors.engine INPUT.parquet OUT_FOLDER` writes OUT_FOLDER/wide.parquet. With a third word
`query` the table is taken as it is, without reading, checking or normalising a cell: the compiled query alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.task import AS_OF, STANDARDS


def judge(source: Path, out: Path) -> None:
    """Judge a table by the standards as a program would."""
    import littlegiant as lg

    standards = [lg.standard(name, as_of=AS_OF) for name in STANDARDS.values()]
    lg.assess(source, standards).write(out / "wide.parquet")


def judge_unread(source: Path, out: Path) -> None:
    """Run the compiled query over the file itself; of the cells only the spellings of industries are looked up."""
    import littlegiant as lg
    from littlegiant.api.workspace import open_workspace
    from littlegiant.engines.columns import Coded
    from littlegiant.engines.panel import Panel
    from littlegiant.engines.projection import Style
    from littlegiant.facts.industries import normalise_industry

    connection = open_workspace()
    scan = f"read_parquet('{source}')"
    query = f"SELECT DISTINCT industry FROM {scan} WHERE industry IS NOT NULL ORDER BY 1"
    spellings = [row[0] for row in connection.execute(query).fetchall()]
    listed = ", ".join(f"'{spelling}'" for spelling in spellings)
    place = f"enum_code(CAST(industry AS ENUM({listed}))) + 1 AS industry"
    connection.execute(f"CREATE VIEW firms AS SELECT * REPLACE ({place}) FROM {scan}")
    standards = [lg.standard(name, as_of=AS_OF) for name in STANDARDS.values()]
    needed = frozenset().union(*(item.judge.needed for item in standards))
    columns = {name: _kind(name) for name in needed}
    columns["industry"] = Coded(tuple(str(normalise_industry(spelling)) for spelling in spellings))
    panel = Panel([item.rulebook for item in standards], columns, "firms")
    form = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    query = panel.table_query(Style(words=False, listed=True)).sql("duckdb")
    connection.execute(f"COPY ({query}) TO '{out}/wide.parquet' {form}")


def _kind(column: str) -> str:
    from littlegiant.facts.dictionary import load_dictionary

    found = load_dictionary().of_column(column)
    if found is None:
        return "text"
    kind = found[0].type
    return "double" if kind.is_number else "boolean" if kind == "boolean" else "text"


if __name__ == "__main__":
    (judge_unread if sys.argv[3:] == ["query"] else judge)(Path(sys.argv[1]), Path(sys.argv[2]))
