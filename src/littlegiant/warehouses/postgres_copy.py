"""Streams the result of a query out of PostgreSQL as Arrow batches, by COPY."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow
from pyarrow import csv

if TYPE_CHECKING:
    import psycopg

BLOCK = 1 << 22
ARROW = {
    16: pyarrow.bool_(),
    21: pyarrow.int16(),
    23: pyarrow.int32(),
    20: pyarrow.int64(),
    701: pyarrow.float64(),
}


class _Incoming(io.RawIOBase):
    """The bytes of a COPY as a file to read from."""

    def __init__(self, copy: psycopg.Copy) -> None:
        self._copy = copy
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(self._copy.read())
        count = min(len(self._left), len(buffer))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


@contextmanager
def copied(
    connection: psycopg.Connection[Any], query: str, names: dict[str, str]
) -> Iterator[pyarrow.RecordBatchReader]:
    """Give the result of a query as a stream of batches; `names` are what columns with short names are called."""
    empty = connection.execute(f"SELECT * FROM ({query}) AS result LIMIT 0".encode())
    columns = {
        names.get(item.name, item.name): ARROW.get(item.type_code, pyarrow.string())
        for item in empty.description or ()
    }
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        # A result without rows is no CSV to pyarrow.
        source = io.BufferedReader(_Incoming(copy), BLOCK)
        if not source.peek(1):
            yield pyarrow.table({name: pyarrow.array([], kind) for name, kind in columns.items()}).to_reader()
            return
        yield csv.open_csv(
            source,
            csv.ReadOptions(column_names=list(columns), block_size=BLOCK),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(
                column_types=columns,
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                true_values=["t"],
                false_values=["f"],
            ),
        )
