"""`littlegiant assess`: judge every enterprise of a table by one standard, or by several at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.delivery import chosen_format, write_bytes
from littlegiant.cli.options import (
    AS_OF,
    CASE,
    ENGINE,
    JURISDICTION,
    MAP,
    OUT,
    QUIET,
    STANDARDS,
    STRICT,
    TABLE,
    format_option,
    is_remote,
)
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.api import Several, Standard, Verdicts

INTO = Option(
    "--into",
    Text(
        "把结果留在表所在之处：数据库里的新表（表名或 模式.表名），或 Spark 的 Parquet 目录；要么完整写出，要么不写，从不覆盖",
        "leave the result where the table lies: a new table of the database (TABLE or SCHEMA.TABLE), or with spark a "
        "folder of Parquet files; whole or not at all, never over another",
    ),
    metavar="PLACE",
    sample="verdicts_2026",
)
FORMAT = format_option(
    "json",
    "csv",
    "parquet",
    "xlsx",
    "pdf",
    note=Text(
        "输出格式；不写时随 --out 的扩展名，写到标准输出时为 json；pdf 为汇总报告",
        "how to write it; without it by the suffix of --out, and json on standard output; pdf is a report in numbers",
    ),
)
DETAILS = Text(
    "json 每行一家企业，逐条列出数值、阈值、余量和尚缺的事实。csv 与 xlsx 每行一家企业：每个条件的结果（met、unmet、"
    "unknown）与数值，末三列 unmet、unknown、missing 以分号分隔。parquet 的条件列为可空布尔值，不含 missing 列，"
    "适合上千万家企业。--standard 写多次时：json 每家企业每个标准一行；其余格式每家企业一行，列名为 <标准>@<版本>:<列>。pdf 为汇总报告："
    "按条件、按省份的家数，不满足的主要原因，表中前 200 家企业，各条规则的来源。",
    "json writes one enterprise a line with value, threshold, margin and missing facts of every criterion. csv and "
    "xlsx write one row per enterprise: outcome (met, unmet, unknown) and value of every criterion, then the columns "
    "unmet, unknown and missing, joined by semicolons. parquet has nullable booleans instead, no column missing, and "
    "suits tens of millions of enterprises. With several --standard, json has a line for each enterprise and "
    "standard; the others have one row per enterprise, with columns called <standard>@<edition>:<column>. pdf is a report: "
    "counts by criterion and province, the main reasons for failing, the first 200 enterprises, the source of every rule.",
)
FAULTS = Option(
    "--faults",
    Text(
        "把全部有误的单元格写成 CSV 表：行、列、值、应为什么；用 --strict 而以状态 2 结束时也写",
        "write every cell at fault to this CSV table: row, column, value, what was expected; also when --strict ends "
        "with status 2",
    ),
    metavar="FILE",
    sample="faults.csv",
)
WORK = Text("判断中", "judging")


def run(call: Call) -> int:
    """Judge a table, write the verdicts, and tell on standard error what to know beside them."""
    started = time.monotonic()
    remote = is_remote(call)
    from littlegiant.cli.notes import tell_faults
    from littlegiant.tables.progress import Progress
    from littlegiant.tables.write import BY_SUFFIX

    out, faults, into = call.path("out"), call.path("faults"), call.text("into")
    _demand_one_place(call, remote=remote)
    kind = "" if into else chosen_format(out, call.text("format"), {**BY_SUFFIX, ".pdf": "pdf"}, "json")
    if remote and kind == "pdf":
        raise _no_report()
    _guard(call, out, faults, remote=remote)
    chosen = _chosen(call)
    judged = _assessed(call, chosen)
    judged.reading.write_faults_to(faults)
    with Progress(WORK, call.language) as progress:
        _tell(call, chosen, judged)
        tell_faults(call, judged.faults, faults)
        if into:
            count = judged.keep()
        elif kind == "pdf":
            count = _reported(call, judged, out)
        else:
            count = _written(call, judged, kind, progress.advance)
    if not call.flag("quiet"):
        for line in _summary(count, judged, time.monotonic() - started):
            call.note(line)
        if into or out is not None:
            call.note(Text(f"已写入 {into or out}", f"written to {into or out}"))
    return 0


def _guard(call: Call, out: Path | None, faults: Path | None, *, remote: bool) -> None:
    """Refuse to write where the table or the mapping is read from."""
    from littlegiant.tables.guarding import demand_other_file, demand_report_place

    read = (
        (call.text("map"),)
        if remote and "/" not in call.required("table")
        else (call.text("table"), call.text("map"))
    )
    demand_report_place("--faults", faults, out)
    demand_other_file("--out", out, read)
    demand_other_file("--faults", faults, read)


def _chosen(call: Call) -> list[Standard]:
    from littlegiant.api import standard

    setting = call.required("as_of"), call.required("case"), call.text("jurisdiction")
    return [standard(name, *setting) for name in call.many("standard")]


def _assessed(call: Call, chosen: list[Standard]) -> Verdicts | Several:
    from littlegiant.api import assess

    table, how = call.required("table"), (call.text("map"), call.flag("strict"))
    engine, into = call.required("engine"), call.text("into")
    if len(chosen) == 1:
        return assess(table, chosen[0], *how, engine=engine, into=into)
    return assess(table, chosen, *how, engine=engine, into=into)


def _reported(call: Call, judged: Verdicts | Several, out: Path | None) -> int:
    """Write the report on a table and return how many enterprises it has."""
    from littlegiant.api.counting import counted, first_firms
    from littlegiant.cli.reporting.assessment_report import MOST_FIRMS, Judged, assessment_report
    from littlegiant.reports import to_pdf

    counts = counted(judged)
    outcomes = judged.counts
    firms = first_firms(judged, MOST_FIRMS)
    # Looking at single enterprises counts anew.
    judged.counts = outcomes
    name = Path(call.required("table")).name
    report = assessment_report(Judged(counts, firms, name, judged.faults.total), call.language)
    write_bytes(to_pdf(report), out)
    return counts[0].firms


def _written(call: Call, judged: Verdicts | Several, kind: str, advance: Callable[[], None]) -> int:
    from littlegiant.api import Several
    from littlegiant.api.writing import write_several, write_verdicts
    from littlegiant.tables.writers import demand_sheet_rows

    out = call.path("out")
    if kind == "xlsx":
        demand_sheet_rows(len(judged))
    if isinstance(judged, Several):
        return write_several(judged, out, kind, advance, language=call.language)
    return write_verdicts(judged, out, kind, advance, language=call.language)


def _tell(call: Call, chosen: list[Standard], judged: Verdicts | Several) -> None:
    """Write what to know beside the verdicts; with --quiet only that an edition was forced."""
    from littlegiant.api import Several
    from littlegiant.cli.notes import rule_notes, tell_notes

    if call.flag("quiet"):
        tell_notes(call, tuple(item.note for item in chosen if item.note))
        return
    standards = judged.standards if isinstance(judged, Several) else (judged.standard,)
    notes = [note for item in standards for note in rule_notes(item)]
    tell_notes(call, tuple(dict.fromkeys((*judged.notes, *notes))))


def _summary(count: int, judged: Verdicts | Several, seconds: float) -> Iterator[Text]:
    """Yield how many enterprises met, failed and are open: in one line, or a line for each standard."""
    from littlegiant.api import Several

    firms = "1 enterprise" if count == 1 else f"{count:,} enterprises"
    if not isinstance(judged, Several):
        found = _counted(judged.counts)
        yield Text(
            f"{count:,} 家企业：{found.zh}；{seconds:.1f} 秒。", f"{firms}: {found.en}; {seconds:.1f} s."
        )
        return
    yield Text(f"{count:,} 家企业；{seconds:.1f} 秒。", f"{firms}; {seconds:.1f} s.")
    for name, outcomes in judged.counts.items():
        found = _counted(outcomes)
        yield Text(f"  {name}：{found.zh}。", f"  {name}: {found.en}.")


def _counted(outcomes: Mapping[str, int]) -> Text:
    met, unmet, unknown = (outcomes.get(word, 0) for word in ("met", "unmet", "unknown"))
    return Text(
        f"满足 {met:,}，不满足 {unmet:,}，无法判定 {unknown:,}",
        f"{met:,} met, {unmet:,} unmet, {unknown:,} unknown",
    )


def _no_report() -> LittleGiantError:
    return LittleGiantError(
        "call.report",
        Text("--format pdf 不能与 --engine 同用。", "--format pdf does not go with --engine."),
        Text(
            "请先用 --out 写出 xlsx、csv 或 parquet，或对导出的表出报告。",
            "Write xlsx, csv or parquet, or make the report of an exported table.",
        ),
    )


def _demand_one_place(call: Call, *, remote: bool) -> None:
    """Refuse --into without an engine that has a place for results, or beside --out and --format."""
    if call.text("into") is None:
        return
    if not remote:
        raise LittleGiantError(
            "call.into",
            Text(
                "--into 只用于 --engine postgresql:// 或 spark。",
                "--into goes with --engine postgresql:// or spark only.",
            ),
            Text("请用 --out 写明文件。", "Name a file with --out."),
        )
    if call.text("out") is not None or call.text("format") is not None:
        raise LittleGiantError(
            "call.into",
            Text("--into 不能与 --out 或 --format 同用。", "--into does not go with --out or --format."),
            Text("请只写其中之一。", "Give only one of them."),
        )


COMMAND = Command(
    words=("assess",),
    summary=Text(
        "按一个或几个标准判断表中每家企业：满足、不满足，或者还缺什么",
        "judge every enterprise of a table by one standard or several: met, unmet, or what is missing",
    ),
    run=run,
    options=(
        TABLE,
        STANDARDS,
        AS_OF,
        CASE,
        JURISDICTION,
        MAP,
        ENGINE,
        INTO,
        STRICT,
        FAULTS,
        FORMAT,
        OUT,
        QUIET,
    ),
    examples=(
        "littlegiant assess firms.csv --standard cn/little-giant --as-of 2026-05-01 --out verdicts.xlsx",
        "littlegiant assess firms.csv --standard cn/little-giant --as-of 2026-05-01 --lang zh --out report.pdf",
        "littlegiant assess firms.parquet --standard cn/sme-size --standard cn/little-giant --as-of 2026-05-01 "
        "--out verdicts.parquet",
        "littlegiant assess firms --engine postgresql://localhost/registry --into verdicts --standard cn/little-giant "
        "--as-of 2026-05-01",
        "littlegiant assess 企业.xlsx --map mapping.yaml --standard cn/srdi-sme@2022 --as-of 2026-03-31 --format json",
    ),
    details=DETAILS,
)
