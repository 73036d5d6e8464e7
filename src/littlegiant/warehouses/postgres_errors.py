"""What went wrong with PostgreSQL, in words: the driver, the address, the login, the query."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from littlegiant.errors import LittleGiantError, Text

LOGIN = ("28000", "28P01")
NO_DATABASE = "3D000"
LOGIN_SIGNS = ("password authentication failed", "no password supplied", "no pg_hba.conf entry", "role ")
NO_DATABASE_SIGN = "database "
MISSING = "does not exist"
IN_QUERY = re.compile(r"((?:^|&)(?:ssl)?password=)[^&]*")
SAMPLE = "postgresql://user:password@host:5432/database"


def shown(address: str) -> str:
    """Return an address without its password."""
    parts = urlsplit(address)
    netloc = parts.netloc if parts.password is None else parts.netloc.replace(f":{parts.password}@", ":***@")
    return urlunsplit(parts._replace(netloc=netloc, query=IN_QUERY.sub(r"\1***", parts.query)))


def no_driver() -> LittleGiantError:
    """Say that the driver is not installed."""
    return LittleGiantError(
        "engine.no-driver",
        Text(
            "--engine postgresql 需要 psycopg 和 pyarrow，本机没有安装。",
            "--engine postgresql needs psycopg and pyarrow, which are not installed.",
        ),
        Text("请运行 pip install 'littlegiant[postgresql]'。", "Run pip install 'littlegiant[postgresql]'."),
    )


def not_connected(address: str, error: Any) -> LittleGiantError:
    """Say why there is no connection: the login, the database, or the server itself."""
    place, why = shown(address), _first_line(error)
    if error.sqlstate in LOGIN or any(sign in why for sign in LOGIN_SIGNS):
        return LittleGiantError(
            "database.login",
            Text(f"数据库 {place} 拒绝登录：{why}", f"The database {place} refuses the login: {why}"),
            Text(
                f"请检查用户名和密码：--engine {SAMPLE}；密码也可放在 PGPASSWORD 或 ~/.pgpass。",
                f"Check user and password, as in --engine {SAMPLE}; the password may also be in PGPASSWORD or "
                "~/.pgpass.",
            ),
        )
    if error.sqlstate == NO_DATABASE or (NO_DATABASE_SIGN in why and MISSING in why):
        return LittleGiantError(
            "database.no-such-database",
            Text(f"{place}：没有这个数据库（{why}）", f"{place}: there is no such database ({why})"),
            Text(
                "请检查地址最后一段；psql -l 列出所有数据库。",
                "Check the last part of the address; psql -l lists the databases.",
            ),
        )
    return LittleGiantError(
        "database.unreachable",
        Text(f"连不上数据库 {place}：{why}", f"The database {place} cannot be reached: {why}"),
        Text(
            f"请检查主机、端口和网络，地址写作 {SAMPLE}。",
            f"Check host, port and network; an address reads {SAMPLE}.",
        ),
    )


def query_failed(address: str, error: Any) -> LittleGiantError:
    """Say what the server said of a query."""
    place, why = shown(address), _first_line(error)
    return LittleGiantError(
        "database.query-failed",
        Text(
            f"数据库 {place} 未能完成计算：{why}", f"The database {place} could not complete the query: {why}"
        ),
        Text(
            "请检查权限、磁盘空间（temp_file_limit）和 statement_timeout。",
            "Check the permissions, the room on its disk (temp_file_limit) and statement_timeout.",
        ),
    )


def no_such_table(address: str, name: str, near: list[str]) -> LittleGiantError:
    """Say that there is no table or view of a name, and which come near."""
    listed = ", ".join(near)
    return LittleGiantError(
        "database.no-such-table",
        Text(
            f"数据库 {shown(address)} 里没有表或视图 {name}。",
            f"The database {shown(address)} has no table or view {name}.",
        ),
        Text(f"相近的有：{listed}。", f"The nearest are {listed}.")
        if near
        else Text("写法：表名，或 模式.表名。", "Write TABLE or SCHEMA.TABLE."),
    )


def table_exists(address: str, name: str) -> LittleGiantError:
    """Refuse to write over a table."""
    return LittleGiantError(
        "output.table-exists",
        Text(
            f"数据库 {shown(address)} 里已有 {name}，不会覆盖。",
            f"The database {shown(address)} already has {name}; it is never written over.",
        ),
        Text("请写另一个表名，或先删除该表。", "Name another table, or drop this one first."),
    )


def no_such_schema(address: str, name: str) -> LittleGiantError:
    """Say that a table cannot be made in a schema that is not there."""
    return LittleGiantError(
        "output.no-schema",
        Text(
            f"数据库 {shown(address)} 里没有模式 {name}。",
            f"The database {shown(address)} has no schema {name}.",
        ),
        Text("请先建立模式。", "Create the schema first."),
    )


def _first_line(error: Any) -> str:
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    lines = [line.strip() for line in str(primary or error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
