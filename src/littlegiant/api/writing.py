"""Writes verdicts as JSON Lines, CSV, XLSX or Parquet, to a file whole or not at all, or to standard output."""

from __future__ import annotations

import datetime
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from littlegiant.api.flat import FlatRows
from littlegiant.api.workspace import engine_errors
from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.atomic import replacing
from littlegiant.tables.sql import identifier, literal
from littlegiant.tables.values_out import json_text
from littlegiant.tables.write import FORMATS, format_for, write_rows

if TYPE_CHECKING:
    from littlegiant.api.assessment import Verdicts
    from littlegiant.api.several import Several
    from littlegiant.api.standard import Standard

BINARY = ("parquet", "xlsx")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
Advance = Callable[[], None]


def chosen_format(path: Path | None, asked: str | None) -> str:
    """Return the format to write; on standard output binary formats need something other than a terminal."""
    if path is not None:
        demand_folder(path)
    if path is not None or asked not in BINARY:
        return format_for(path, asked)
    if sys.stdout.isatty():
        raise LittleGiantError(
            "output.needs-file",
            Text(f"{asked} 不能显示在终端上。", f"{asked} cannot be shown on a terminal."),
            Text(f"请用 --out 写明文件，如 out.{asked}。", f"Name a file with --out, as in out.{asked}."),
        )
    return asked


def demand_folder(path: Path, option: str = "--out") -> None:
    """Refuse, before any work is done, a file in a folder that is not there, or one that is a folder itself."""
    if path.parent.is_dir() and not path.is_dir():
        return
    reason = (
        Text("是一个目录", "is a folder")
        if path.is_dir()
        else Text("所在的目录不存在", "lies in a folder that does not exist")
    )
    raise LittleGiantError(
        "output.no-folder",
        Text(f"{option} {path} {reason.zh}。", f"{option} {path} {reason.en}."),
        Text("请先建立目录，或写明其中的文件。", "Make the folder first, or name a file in it."),
    )


def write_verdicts(
    verdicts: Verdicts,
    path: Path | None,
    asked: str | None = None,
    advance: Advance = lambda: None,
    *,
    language: str = "en",
) -> int:
    """Write verdicts to a file, or to standard output without a path; return how many and count outcomes.

    `advance` is called once per enterprise while rows are written one by one. XLSX has a second sheet with the source
    of every rule, in `language`.
    """
    kind = chosen_format(path, asked)
    if path is None and kind in BINARY:
        return _streamed(kind, lambda file: write_verdicts(verdicts, file, kind, advance, language=language))
    if kind == "parquet":
        assert path is not None
        return _parquet(verdicts, path)
    if kind == "json":
        return _lines(verdicts, path, advance)
    rows = FlatRows(verdicts.standard.judge, verdicts.facts)
    also = _sources((verdicts.standard,), language)
    return write_rows(_flat(verdicts, rows, advance), path, kind, columns=rows.columns, also=also)


def write_several(
    several: Several,
    path: Path | None,
    asked: str | None = None,
    advance: Advance = lambda: None,
    *,
    language: str = "en",
) -> int:
    """Write the verdicts of several standards as `write_verdicts` writes those of one."""
    kind = chosen_format(path, asked)
    if path is None and kind in BINARY:
        return _streamed(kind, lambda file: write_several(several, file, kind, advance, language=language))
    if kind == "parquet":
        assert path is not None
        return _wide_parquet(several, path)
    if kind == "json":
        written = _lines(several, path, advance)
        return written // len(several.standards)
    columns = several.columns
    also = _sources(several.standards, language)
    return write_rows(_advancing(several.rows(), columns, advance), path, kind, columns=columns, also=also)


def _sources(standards: Sequence[Standard], language: str) -> Callable[[Any], None]:
    """Return what adds the sheet of sources to a workbook, and dates it by the day judged on, not by the clock."""

    def add(workbook: Any) -> None:
        from littlegiant.reports import add_sources, sources_of

        day = standards[0].rulebook.as_of
        workbook.set_properties({"created": datetime.datetime(day.year, day.month, day.day)})
        add_sources(workbook, sources_of([item.rulebook for item in standards], language), language)

    return add


def keep_verdicts(verdicts: Verdicts | Several) -> int:
    """Leave verdicts where the table lies: one row per enterprise, outcomes in words; count them there."""
    remote = verdicts.reading.remote
    if remote is None:
        raise LittleGiantError(
            "call.into",
            Text(
                "--into 只用于 --engine postgresql:// 或 spark。",
                "--into goes with --engine postgresql:// or spark only.",
            ),
            Text("请用 --out 写明文件。", "Name a file with --out."),
        )
    verdicts.begin()
    verdicts.facts  # noqa: B018  what is wrong with the table comes first
    count = remote.keep(verdicts.query(as_text=True))
    if isinstance(verdicts.counts, Counter):
        verdicts.counts.update(remote.kept("outcome"))
    else:
        for name, counts in verdicts.counts.items():
            counts.update(remote.kept(f"{name}:outcome"))
    return count


def _advancing(rows: Iterator[list[Any]], columns: list[str], advance: Advance) -> Iterator[dict[str, Any]]:
    for cells in rows:
        advance()
        yield dict(zip(columns, cells, strict=True))


def _wide_parquet(several: Several, path: Path) -> int:
    """Let DuckDB write in one streaming query, then count the outcomes in the file."""
    several.begin()
    count = several.reading.write_parquet(several.query(as_text=False), path)
    if path.is_file():
        for name, counts in several.counts.items():
            counts.update(_outcomes(several.connection, path, f"{name}:outcome"))
    return count


def _outcomes(connection: Any, path: Path, column: str) -> dict[str, int]:
    name = identifier(column)
    query = f"SELECT {name}, count(*) FROM read_parquet({literal(str(path))}) GROUP BY ALL"
    with engine_errors():
        return dict(connection.execute(query).fetchall())


def _lines(verdicts: Verdicts | Several, path: Path | None, advance: Advance) -> int:
    if path is None:
        return _each_line(verdicts, sys.stdout.write, advance)
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as out:
        return _each_line(verdicts, out.write, advance)


def _each_line(verdicts: Verdicts | Several, write: Callable[[str], object], advance: Advance) -> int:
    count = 0
    for verdict in verdicts.each():
        write(_line(verdict.as_dict()) + "\n")
        advance()
        count += 1
    return count


def _line(found: dict[str, Any]) -> str:
    try:
        return _encode(found)
    except (TypeError, ValueError):
        return json_text(found)


def _flat(verdicts: Verdicts, rows: FlatRows, advance: Advance) -> Iterator[dict[str, Any]]:
    turn = verdicts.begin()
    with engine_errors():
        for cells in rows.read(verdicts.reading.runner):
            verdicts.counts[rows.outcome(cells)] += 1
            advance()
            yield dict(zip(rows.columns, cells, strict=True))
            verdicts.reading.demand_turn(turn)


def _parquet(verdicts: Verdicts, path: Path) -> int:
    """Let DuckDB write in one streaming query, then count the outcomes in the file."""
    verdicts.begin()
    count = verdicts.reading.write_parquet(verdicts.query(as_text=False), path)
    if path.is_file():
        verdicts.counts.update(_outcomes(verdicts.connection, path, "outcome"))
    return count


def _streamed(kind: str, write: Callable[[Path], int]) -> int:
    """Write to a temporary file first: these formats cannot be written front to back."""
    with TemporaryDirectory(prefix="littlegiant-") as folder:
        file = Path(folder) / f"verdicts.{kind}"
        count = write(file)
        with file.open("rb") as whole:
            shutil.copyfileobj(whole, sys.stdout.buffer)
    return count


__all__ = ["BINARY", "FORMATS", "chosen_format", "demand_folder", "write_several", "write_verdicts"]
