"""Cells that cannot be what their column says: kept as unknown, and reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.echo import quoted, shortened

KEPT = 1000
SHOWN_IN_ERROR = 5


@dataclass(frozen=True)
class CellFault:
    """One cell at fault: its row as the file counts it, its header, what stands there and what may stand there.

    In a sheet the header is row 1; in Parquet and in frames the first record is row 1. In a database rows have no
    number: there `firm` is the identifier of the enterprise.
    """

    row: int
    column: str
    value: str
    expected: Text
    firm: str | None = None

    def as_text(self, language: str) -> str:
        """Return one line in `zh` or `en`."""
        expected, column = self.expected.in_language(language), shortened(self.column)
        if language == "zh":
            place = f"第 {self.row} 行" if self.firm is None else f"编号 {shortened(self.firm)}"
            return f"{place} {column}：“{shortened(self.value)}”，应为{expected}"
        place = f"row {self.row}" if self.firm is None else f"id {quoted(self.firm)}"
        return f"{place}, {column}: {quoted(self.value)}, expected {expected}"


@dataclass(frozen=True)
class FaultReport:
    """All cells at fault: `total` of them, the first kept in full, the rest counted by header."""

    total: int = 0
    kept: tuple[CellFault, ...] = ()
    further: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[CellFault]:
        return iter(self.kept)

    def as_text(self, language: str, shown: int = KEPT) -> str:
        """Return one line per kept fault, up to `shown`, and one on those not shown; empty without faults."""
        lines = [fault.as_text(language) for fault in self.kept[:shown]]
        hidden = self._hidden(shown)
        if hidden:
            more, joint = sum(hidden.values()), "，" if language == "zh" else ", "
            counts = joint.join(f"{shortened(name)} {count}" for name, count in hidden.items())
            lines.append(f"另有 {more} 处：{counts}" if language == "zh" else f"and {more} more: {counts}")
        return "\n".join(lines)

    def _hidden(self, shown: int) -> dict[str, int]:
        counts = dict(self.further)
        for fault in self.kept[shown:]:
            counts[fault.column] = counts.get(fault.column, 0) + 1
        return counts


def strict_error(source: str, report: FaultReport, listed: Path | None = None) -> LittleGiantError:
    """Say under `--strict` which cells are at fault; `listed` is the file that has all of them."""
    cells = "cell" if report.total == 1 else "cells"
    where = where_all(report.total, SHOWN_IN_ERROR, listed)
    return LittleGiantError(
        "table.bad-cells",
        Text(
            zh=f"{source} 有 {report.total} 处单元格有误：\n{report.as_text('zh', SHOWN_IN_ERROR)}",
            en=f"{source} has {report.total} {cells} at fault:\n{report.as_text('en', SHOWN_IN_ERROR)}",
        ),
        Text(
            zh=f"请更正这些单元格或留空；不用 --strict 时按未知处理。{where.zh}",
            en=f"Correct these cells or leave them empty; without --strict they count as unknown.{where.en}",
        ),
    )


def where_all(total: int, shown: int, listed: Path | None) -> Text:
    """Say, as a further sentence, which file has every cell at fault, or how to get one when some are not shown."""
    if listed is not None:
        return Text(zh=f"全部写在 {listed}。", en=f" All of them are in {listed}.")
    if total <= shown:
        return Text(zh="", en="")
    return Text(
        zh="用 littlegiant assess 的 --faults FILE 写出全部。",
        en=" To have all of them in a table, give littlegiant assess --faults FILE.",
    )
