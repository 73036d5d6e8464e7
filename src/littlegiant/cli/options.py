"""The options that several commands share."""

from __future__ import annotations

from dataclasses import replace

from littlegiant.cli.command import Call, Option
from littlegiant.errors import Text

AS_OF = Option(
    "--as-of",
    Text(
        "按哪一天判断；上一完整会计年度由此得出（2026-05-01 → 2025）",
        "the day to judge on; the last completed fiscal year follows from it (2026-05-01 → 2025)",
    ),
    metavar="DATE",
    sample="2026-05-01",
    required=True,
)
STANDARD = Option(
    "--standard",
    Text(
        "标准；不写版本时取当日施行的版本，写明版本即指定该版本",
        "the standard; without an edition the one in force on the day, with it that edition",
    ),
    metavar="ID[@EDITION]",
    sample="cn/little-giant",
    required=True,
)
STANDARDS = replace(
    STANDARD,
    help=Text(
        f"{STANDARD.help.zh}；可写多次，一次读表，同时判断",
        f"{STANDARD.help.en}; may be given several times: the table is read once and judged by all",
    ),
    many=True,
)
CASE = Option(
    "--case",
    Text("new 为新申报，renewal 为复核", "a new application or a renewal"),
    metavar="new|renewal",
    allowed=("new", "renewal"),
    default="new",
)
JURISDICTION = Option(
    "--jurisdiction",
    Text(
        "适用哪里的细则：CN 为全国，CN-GD、44 或广东为一省（默认随每家企业的 province）",
        "whose overlays apply: CN for the whole country, CN-GD, 44 or Guangdong for a province (default: by each "
        "enterprise's province)",
    ),
    metavar="CN-GD",
    sample="CN-GD",
)
MAP = Option(
    "--map",
    Text(
        "映射文件：表头、单位（万元、亿元、%）、年份列",
        "a mapping file: headers, units (万元, 亿元, %), year columns",
    ),
    metavar="MAPPING.yaml",
    sample="mapping.yaml",
)
STRICT = Option(
    "--strict",
    Text(
        "单元格有误即结束（状态 2），而不是当作未知",
        "end with status 2 on a cell at fault, instead of taking it as unknown",
    ),
)
OUT = Option(
    "--out",
    Text("写到这个文件；要么完整写出，要么不写", "write to this file; whole or not at all"),
    metavar="FILE",
    sample="verdicts.csv",
)
QUIET = Option(
    "--quiet",
    Text(
        "不显示说明与小结；错误、有误的单元格和指定版本的说明照常显示",
        "leave out notes and the summary; errors, cells at fault and a forced edition are still told",
    ),
)
TABLE = Option(
    "TABLE",
    Text(
        "企业表，一行一企：CSV、XLSX 或 Parquet；编号列为 id",
        "the table, one row per enterprise: CSV, XLSX or Parquet; the identifier is in the column id",
    ),
    sample="firms.csv",
    required=True,
)

ENGINE = Option(
    "--engine",
    Text(
        "在哪里计算：duckdb（默认，TABLE 是文件）；postgresql://用户@主机/数据库，TABLE 是其中的表或视图；spark（本机）、"
        "spark[4] 或 spark://主机:7077（集群），TABLE 是路径",
        "where to compute: duckdb (the default, TABLE is a file); postgresql://user@host/database, TABLE is a table or "
        "view there; spark (this machine), spark[4] or spark://host:7077 (a cluster), TABLE is a path",
    ),
    metavar="ENGINE",
    default="duckdb",
    sample="postgresql://localhost/firms",
)


def is_remote(call: Call) -> bool:
    """Say whether tables lie in an engine elsewhere; raises call.engine for what names no engine."""
    engine = call.required("engine")
    if engine == ENGINE.default:
        return False
    from littlegiant.warehouses.address import is_remote

    return is_remote(engine)


def format_option(*allowed: str, default: str | None = None, note: Text | None = None) -> Option:
    """Return the option --format of a command that writes these formats."""
    text = note or Text("输出格式", "how to write it")
    return Option("--format", text, metavar="FORMAT", allowed=allowed, default=default, sample=allowed[0])
