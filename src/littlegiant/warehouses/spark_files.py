"""Writes what Spark works out: to one Parquet file here, or to a folder of them where the cluster keeps its files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow

from littlegiant.warehouses import spark_errors as wrong
from littlegiant.warehouses.spooling import write_batches

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BATCH = 10_000
ARROW = {
    "boolean": pyarrow.bool_(),
    "double": pyarrow.float64(),
    "int": pyarrow.int32(),
    "bigint": pyarrow.int64(),
}


def write_one_file(frame: DataFrame, path: Path) -> int:
    """Write a result to one Parquet file on this machine, holding no more than one partition of it."""
    schema = pyarrow.schema([(name, ARROW.get(kind, pyarrow.string())) for name, kind in frame.dtypes])
    return write_batches(pyarrow.RecordBatchReader.from_batches(schema, _batches(frame, schema)), path)


def _batches(frame: DataFrame, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    rows: list[Any] = []
    for row in frame.toLocalIterator(prefetchPartitions=True):
        rows.append(row)
        if len(rows) == BATCH:
            yield _batch(rows, schema)
            rows = []
    if rows:
        yield _batch(rows, schema)


def _batch(rows: list[Any], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [pyarrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    return pyarrow.record_batch(arrays, schema=schema)


def exists(session: SparkSession, place: str) -> bool:
    """Say whether something lies at a path of the file system that the path names."""
    files, path = _file_system(session, place)
    return bool(files.exists(path))


def write_folder(session: SparkSession, frame: DataFrame, place: str) -> int:
    """Write Parquet files to a folder beside the place, then give it its name; return the number of rows."""
    files, target = _file_system(session, place)
    beside = f"{place.rstrip('/')}.{uuid.uuid4().hex[:8]}.part"
    _, temporary = _file_system(session, beside)
    try:
        frame.write.parquet(beside, compression="zstd")
        count = session.read.parquet(beside).count()
        if files.exists(target) or not files.rename(temporary, target):
            raise wrong.place_exists(place)
    finally:
        files.delete(temporary, True)
    return count


def _file_system(session: SparkSession, place: str) -> tuple[Any, Any]:
    gateway = session.sparkContext._jvm  # the file systems of Hadoop are Java's only
    assert gateway is not None
    path = gateway.org.apache.hadoop.fs.Path(place)
    return path.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()), path
