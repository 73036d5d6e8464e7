"""Judges Parquet and CSV on Apache Spark: on this machine or on a cluster, results streamed or left there."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from littlegiant.engines.dialects.spark import spark_query
from littlegiant.engines.runner import Answer
from littlegiant.warehouses import spark_errors as wrong
from littlegiant.warehouses.incoming import ColumnType, Incoming
from littlegiant.warehouses.spark_words import SparkWords

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

SOURCE = "lg_source"
TYPES = {
    "tinyint": "integer",
    "smallint": "integer",
    "int": "integer",
    "bigint": "bigint",
    "float": "real",
    "double": "double",
    "boolean": "boolean",
    "date": "date",
    "timestamp_ntz": "timestamp",
    "string": "text",
}
DECIMAL = re.compile(r"decimal\((\d+),(\d+)\)")
QUIET_LOG = Path(__file__).with_name("log4j2.properties")
CSV_ENDINGS = (".csv", ".csv.gz", ".txt")
# Products of decimals keep what is behind the point; file names of partitions stay the text they are.
SETTINGS = {
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.caseSensitive": "true",
}


class Spark:
    """A Spark session of its own settings; raises LittleGiantError where Spark, Java or the cluster is missing."""

    def __init__(self, master: str) -> None:
        self.master = master
        self.words = SparkWords()
        self._session = _session(master)

    def describe(self, table: str) -> Incoming:
        """Return the columns of a Parquet or CSV file or folder, or of a table of the catalogue."""
        frame = self._read(table)
        frame.createOrReplaceTempView(SOURCE)
        headers, types = zip(*((name, _type(kind)) for name, kind in frame.dtypes), strict=True)
        relation = exp.Table(this=exp.to_identifier(SOURCE, quoted=True))
        return Incoming(table, tuple(headers), tuple(types), relation)

    def fetch(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """Return the few rows of a small result."""
        with _errors():
            return [tuple(row) for row in self._frame(query).collect()]

    def run(self, query: exp.Select) -> Answer:
        """Return the rows of a result, one partition after the other."""
        with _errors():
            frame = self._frame(query)
            return Answer(list(frame.columns), _fetched(frame))

    def arrow(self, query: exp.Select) -> pyarrow.Table:
        """Return the whole result of a query."""
        with _errors():
            return self._frame(query).toArrow()

    def write_parquet(self, query: exp.Select, path: Path) -> int:
        """Write a result to one Parquet file, one partition after the other."""
        from littlegiant.warehouses.spark_files import write_one_file

        with _errors():
            return write_one_file(self._frame(query), path)

    def demand_free(self, place: str) -> None:
        """Refuse a folder that exists."""
        from littlegiant.warehouses.spark_files import exists

        with _errors():
            if exists(self._session, place):
                raise wrong.place_exists(place)

    def keep(self, query: exp.Select, place: str) -> int:
        """Let the cluster write a folder of Parquet files beside its place, and put it there when it is whole."""
        from littlegiant.warehouses.spark_files import write_folder

        with _errors():
            return write_folder(self._session, self._frame(query), place)

    def kept(self, place: str, column: str) -> dict[str, int]:
        """Return how often each word stands in a column of a folder that was kept."""
        with _errors():
            frame = self._session.read.parquet(place)
            return {row[0]: row[1] for row in frame.groupBy(f"`{column}`").count().collect()}

    def close(self) -> None:
        """End the session."""
        self._session.stop()

    def _frame(self, query: exp.Select) -> DataFrame:
        return self._session.sql(spark_query(query))

    def _read(self, table: str) -> DataFrame:
        reader = self._session.read
        try:
            if table.lower().endswith(CSV_ENDINGS):
                return reader.csv(table, header=True, multiLine=True, escape='"')
            if self._is_table(table):
                return self._session.table(table)
            return reader.parquet(table)
        except _spark_errors() as error:
            raise wrong.no_such_table(table, wrong.first_line(error)) from error

    def _is_table(self, table: str) -> bool:
        return re.fullmatch(r"\w+(\.\w+){0,2}", table) is not None and self._session.catalog.tableExists(
            table
        )


def _session(master: str) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise wrong.no_package() from error
    wrong.demand_java()
    os.environ.setdefault("SPARK_SUBMIT_OPTS", f"-Dlog4j2.configurationFile={QUIET_LOG.as_uri()}")
    # PySpark warns of pandas, which is not used here.
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    builder = SparkSession.builder.master(master).appName("littlegiant")
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    for name, value in quiet.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate().newSession()
    except Exception as error:
        # PySpark raises errors of many kinds here, of Python and of Java.
        raise wrong.not_started(master, wrong.first_line(error)) from error
    for name, value in SETTINGS.items():
        session.conf.set(name, value)
    return session


def _fetched(frame: DataFrame) -> Iterator[tuple[Any, ...]]:
    with _errors():
        for row in frame.toLocalIterator(prefetchPartitions=True):
            yield tuple(row)


def _type(written: str) -> ColumnType:
    if (decimal := DECIMAL.fullmatch(written)) is not None:
        return ColumnType("decimal", int(decimal[1]), int(decimal[2]))
    return ColumnType(TYPES.get(written, "other"))


def _spark_errors() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except _spark_errors() as error:
        raise wrong.query_failed(wrong.first_line(error)) from error
