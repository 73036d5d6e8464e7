"""Which engine `--engine` names: DuckDB here, a PostgreSQL database, or Spark."""

from __future__ import annotations

import re

from littlegiant.errors import LittleGiantError, Text

DUCKDB = "duckdb"
POSTGRES = ("postgresql://", "postgres://")
# A master as Spark takes it: local, local[2], local[*], spark://host:7077, yarn, k8s://…
SPARK_MASTER = re.compile(r"local(\[[^\]]+\])?|spark://.+|yarn|k8s://.+")


def is_remote(engine: str) -> bool:
    """Say whether tables lie in an engine elsewhere; raises call.engine for what names no engine."""
    if engine == DUCKDB:
        return False
    if engine.startswith(POSTGRES) or spark_master(engine) is not None:
        return True
    raise LittleGiantError(
        "call.engine",
        Text(f"没有引擎“{engine}”。", f"There is no engine {engine!r}."),
        Text(
            "可用：duckdb；postgresql://用户@主机:5432/数据库；spark（本机）；spark://主机:7077（集群）。",
            "There are duckdb, postgresql://user@host:5432/database, spark (this machine) and spark://host:7077 "
            "(a cluster).",
        ),
    )


def is_postgres(engine: str) -> bool:
    """Say whether an address is of a PostgreSQL database."""
    return engine.startswith(POSTGRES)


def spark_master(engine: str) -> str | None:
    """Return the Spark master an address stands for: `spark` and `spark[4]` are this machine; None if none."""
    if engine in ("spark", "spark://"):
        return "local[*]"
    if (cores := re.fullmatch(r"spark\[([^\]]+)\]", engine)) is not None:
        return f"local[{cores[1]}]"
    return engine if SPARK_MASTER.fullmatch(engine) else None
