"""`littlegiant assess`: judge every enterprise of a table by one standard."""

from __future__ import annotations

import time

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.options import (
    AS_OF,
    CASE,
    JURISDICTION,
    MAP,
    OUT,
    QUIET,
    STANDARD,
    STRICT,
    TABLE,
    format_option,
)
from littlegiant.errors import LittleGiantError, Text

ENGINE = Option(
    "--engine",
    Text("计算引擎；本版本只有 duckdb", "the engine; this version runs duckdb"),
    metavar="ENGINE",
    default="duckdb",
    sample="duckdb",
)
FORMAT = format_option(
    "json",
    "csv",
    "parquet",
    "xlsx",
    note=Text(
        "输出格式；不写时随 --out 的扩展名，写到标准输出时为 json",
        "how to write it; without it by the suffix of --out, and json on standard output",
    ),
)
DETAILS = Text(
    "json 每行一家企业，逐条列出数值、阈值、余量和尚缺的事实。csv 与 xlsx 每行一家企业：每个条件的结果（met、unmet、"
    "unknown）与数值，末三列 unmet、unknown、missing 以分号分隔。parquet 的条件列为可空布尔值，不含 missing 列，"
    "适合上千万家企业。",
    "json writes one enterprise a line with value, threshold, margin and missing facts of every criterion. csv and "
    "xlsx write one row per enterprise: outcome (met, unmet, unknown) and value of every criterion, then the columns "
    "unmet, unknown and missing, joined by semicolons. parquet has nullable booleans instead, no column missing, and "
    "suits tens of millions of enterprises.",
)
WORK = Text("判断中", "judging")


def run(call: Call) -> int:
    """Judge a table, write the verdicts, and tell on standard error what to know beside them."""
    started = time.monotonic()
    _check_engine(call.required("engine"))
    from littlegiant.api import assess, standard
    from littlegiant.api.writing import chosen_format, write_verdicts
    from littlegiant.cli.notes import rule_notes, tell_faults, tell_notes
    from littlegiant.tables.progress import Progress

    out = call.path("out")
    kind = chosen_format(out, call.text("format"))
    chosen = standard(
        call.required("standard"), call.required("as_of"), call.required("case"), call.text("jurisdiction")
    )
    verdicts = assess(call.required("table"), chosen, call.text("map"), call.flag("strict"))
    with Progress(WORK, call.language) as progress:
        judged = verdicts.standard
        if call.flag("quiet"):
            tell_notes(call, (chosen.note,) if chosen.note else ())
        else:
            tell_notes(call, (*verdicts.notes, *rule_notes(judged)))
        tell_faults(call, verdicts.faults)
        count = write_verdicts(verdicts, out, kind, progress.advance)
    if not call.flag("quiet"):
        call.note(_summary(count, verdicts.counts, time.monotonic() - started))
        if out is not None:
            call.note(Text(f"已写入 {out}", f"written to {out}"))
    return 0


def _summary(count: int, outcomes: dict[str, int], seconds: float) -> Text:
    met, unmet, unknown = (outcomes.get(word, 0) for word in ("met", "unmet", "unknown"))
    return Text(
        f"{count:,} 家企业：满足 {met:,}，不满足 {unmet:,}，无法判定 {unknown:,}；{seconds:.1f} 秒。",
        f"{count:,} enterprises: {met:,} met, {unmet:,} unmet, {unknown:,} unknown; {seconds:.1f} s.",
    )


def _check_engine(engine: str) -> None:
    if engine == "duckdb":
        return
    raise LittleGiantError(
        "call.engine",
        Text(
            f"--engine “{engine}”：本版本只能用 duckdb 计算。",
            f"--engine {engine!r}: this version runs duckdb only.",
        ),
        Text(
            "请去掉 --engine；数据在别处时，先导出为 Parquet。",
            "Leave --engine out; where the data lives elsewhere, export it to Parquet first.",
        ),
    )


COMMAND = Command(
    words=("assess",),
    summary=Text(
        "按一个标准判断表中每家企业：满足、不满足，或者还缺什么",
        "judge every enterprise of a table by one standard: met, unmet, or what is missing",
    ),
    run=run,
    options=(TABLE, STANDARD, AS_OF, CASE, JURISDICTION, MAP, ENGINE, STRICT, FORMAT, OUT, QUIET),
    examples=(
        "littlegiant assess firms.csv --standard cn/little-giant --as-of 2026-05-01 --out verdicts.xlsx",
        "littlegiant assess 企业.xlsx --map mapping.yaml --standard cn/srdi-sme@2022 --as-of 2026-03-31 --format json",
    ),
    details=DETAILS,
)
