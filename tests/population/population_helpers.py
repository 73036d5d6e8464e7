"""What the tests of the synthetic country share."""

from __future__ import annotations

import duckdb

from littlegiant.population.model import load_model
from littlegiant.population.query import Query
from littlegiant.population.quotas import Quota
from littlegiant.population.shares import load_shares
from littlegiant.population.tables import make_tables

FIRMS = 20_000
TIER = "holds_srdi_sme::INT + holds_little_giant::INT + (holds_innovative_sme OR holds_tech_sme)::INT"
SHARES = load_shares()


def drawing(threads: int = 2) -> duckdb.DuckDBPyConnection:
    """Return a connection that can run queries of `rows`, with so many threads."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    make_tables(connection, list(SHARES.sections))
    return connection


def rows(run: list[Quota], first: int, last: int, seed: int = 1) -> str:
    """Return the query for firms of these provinces."""
    return Query(SHARES, load_model(), seed).rows(run, first, last)
