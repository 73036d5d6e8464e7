"""What differs between engines is written into the query, where it can be read without running it."""

from __future__ import annotations

import pytest
from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.dialects.postgres import LONGEST_NAME, postgres_query
from littlegiant.engines.dialects.spark import spark_query
from littlegiant.errors import LittleGiantError
from littlegiant.warehouses.address import is_remote, spark_master
from littlegiant.warehouses.postgres_errors import shown
from littlegiant.warehouses.postgres_keeping import fitting

X = sql.col("x")


def written(item: exp.Expr) -> exp.Select:
    return sql.select([("y", item)], sql.nested(sql.select([("x", X)], sql.table("t")), "s"))


def test_postgresql_keeps_every_stage_a_stage() -> None:
    assert postgres_query(written(X))[0].count("OFFSET 0") == 1


def test_long_names_are_short_in_the_query_and_themselves_in_the_result() -> None:
    long = "经" * 30
    query = sql.select([(long, X), (long + "营", X)], sql.table("t"))
    text, names = postgres_query(query)
    assert sorted(names.values()) == [long, long + "营"]
    assert long not in text
    assert all(len(name) <= LONGEST_NAME for name in names)


def test_a_name_that_is_cut_stays_within_bytes_and_apart_from_others() -> None:
    one, other = fitting("营" * 40), fitting("营" * 41)
    assert len(one.encode()) <= LONGEST_NAME
    assert one != other
    assert fitting("outcome") == "outcome"


def test_doubles_become_decimals_by_their_digits() -> None:
    item = sql.try_cast(sql.cast(X, "TEXT"), "DECIMAL(38, 15)")
    assert 'ROUND(CAST(CAST("x" AS TEXT) AS DECIMAL), 15)' in postgres_query(written(item))[0]
    assert "TRY_CAST(CAST(`x` AS STRING) AS DECIMAL(38, 15))" in spark_query(written(item))


def test_every_step_of_what_may_overflow_is_tried_on_spark() -> None:
    item = sql.attempted(sql.sign(sql.subtract(sql.multiply(X, sql.whole(3)), sql.add(X, X))))
    text = spark_query(written(item))
    assert all(word in text for word in ("TRY_SUBTRACT", "TRY_MULTIPLY", "TRY_ADD"))


@pytest.mark.parametrize(
    ("engine", "master"),
    [
        ("spark", "local[*]"),
        ("spark[3]", "local[3]"),
        ("local[2]", "local[2]"),
        ("spark://h:7077", "spark://h:7077"),
    ],
)
def test_an_address_of_spark_names_its_master(engine: str, master: str) -> None:
    assert (is_remote(engine), spark_master(engine)) == (True, master)


def test_what_names_no_engine_is_refused() -> None:
    with pytest.raises(LittleGiantError, match="There is no engine 'mysql://h/d'"):
        is_remote("mysql://h/d")


def test_a_password_is_never_shown() -> None:
    assert shown("postgresql://u:p%40ss@h:1/d") == "postgresql://u:***@h:1/d"
    assert shown("postgresql://h/d?user=u&password=secret&x=1") == "postgresql://h/d?user=u&password=***&x=1"
