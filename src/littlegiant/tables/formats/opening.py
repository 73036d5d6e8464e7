"""Finds the format of a table by its content and refuses what it is not."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.delimited import open_delimited
from littlegiant.tables.formats.parquet import open_parquet
from littlegiant.tables.formats.workbook import open_workbook
from littlegiant.tables.mapping import Mapping
from littlegiant.tables.source import Source
from littlegiant.tables.wording import reason

BY_SUFFIX = {
    ".csv": "CSV",
    ".tsv": "CSV",
    ".txt": "CSV",
    ".xlsx": "XLSX",
    ".xlsm": "XLSX",
    ".parquet": "Parquet",
    ".pq": "Parquet",
}
BY_MAGIC = (
    (b"PK\x03\x04", "XLSX"),
    (b"PAR1", "Parquet"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "PDF"),
)
READ = ("CSV", "XLSX", "Parquet")


def open_source(connection: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping | None) -> Source:
    """Open a table for reading: CSV, XLSX or Parquet, or many Parquet files by directory or pattern."""
    try:
        return _open(connection, path, mapping)
    except (OSError, ValueError) as error:
        why = reason(error)
        raise LittleGiantError(
            "table.unreadable",
            Text(zh=f"打不开 {path}：{why.zh}。", en=f"{path} cannot be opened: {why.en}."),
            Text(zh="请检查路径和权限。", en="Check the path and its permissions."),
        ) from error


def _open(connection: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping | None) -> Source:
    is_pattern = not path.exists() and any(sign in str(path) for sign in "*?[")
    if path.is_dir() or is_pattern:
        return open_parquet(connection, path)
    kind = _kind(path)
    if kind == "Parquet":
        return open_parquet(connection, path)
    if kind == "XLSX":
        return open_workbook(path, mapping.sheet if mapping else None)
    return open_delimited(path, mapping.encoding if mapping else None)


def _kind(path: Path) -> str:
    if not path.exists():
        raise _missing(path)
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise LittleGiantError(
            "table.empty",
            Text(zh=f"{path} 是空文件。", en=f"{path} is an empty file."),
            Text(zh="请检查导出是否完成。", en="Check that its export was completed."),
        )
    kind = next((kind for magic, kind in BY_MAGIC if head.startswith(magic)), "CSV")
    promised = BY_SUFFIX.get(path.suffix.lower(), kind)
    if kind not in READ or kind != promised:
        raise _wrong_content(path, kind, promised)
    return kind


def _missing(path: Path) -> LittleGiantError:
    folder = path.parent
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=1)
    return LittleGiantError(
        "table.missing-file",
        Text(zh=f"没有文件 {path}。", en=f"There is no file {path}."),
        Text(
            zh=f"是否指 {folder / near[0]}？" if near else "请检查路径。",
            en=f"Did you mean {folder / near[0]}?" if near else "Check the path.",
        ),
    )


def _wrong_content(path: Path, kind: str, promised: str) -> LittleGiantError:
    if kind == "XLS":
        return LittleGiantError(
            "table.wrong-content",
            Text(
                zh=f"{path} 是旧版 Excel（.xls）或加密的工作簿，应为 CSV、XLSX 或 Parquet。",
                en=f"{path} is an old Excel workbook (.xls) or an encrypted one; CSV, XLSX or Parquet is expected.",
            ),
            Text(
                zh="请用 Excel 另存为不加密的 .xlsx。", en="Save it from Excel as .xlsx without a password."
            ),
        )
    if kind not in READ:
        return LittleGiantError(
            "table.wrong-content",
            Text(
                zh=f"{path} 的内容是 {kind}，应为 CSV、XLSX 或 Parquet。",
                en=f"{path} is {kind}; CSV, XLSX or Parquet is expected.",
            ),
            Text(zh="请解压或重新导出。", en="Unpack it or export it again."),
        )
    return LittleGiantError(
        "table.wrong-content",
        Text(
            zh=f"{path} 的扩展名是 {path.suffix}，内容却是 {kind}，不是 {promised}。"
            if kind != "CSV"
            else f"{path} 的内容不是 {promised}。",
            en=f"{path} ends in {path.suffix} but its content is {kind}, not {promised}."
            if kind != "CSV"
            else f"The content of {path} is not {promised}.",
        ),
        Text(zh="请改正扩展名，或重新导出。", en="Correct the ending of its name, or export it again."),
    )
