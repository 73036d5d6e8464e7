"""`littlegiant standards diff`: what changed between two editions, and what that does to enterprises."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.delivery import (
    JSON_SUFFIXES,
    REPORT_SUFFIXES,
    REPORTS,
    TEXT_SUFFIXES,
    chosen_format,
    deliver,
    note,
)
from littlegiant.cli.options import AS_OF, CASE, JURISDICTION, MAP, OUT, QUIET, STRICT, format_option
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.engines.moving import Moves
    from littlegiant.standards.differences import Difference

BY_SUFFIX = {**TEXT_SUFFIXES, **JSON_SUFFIXES, **REPORT_SUFFIXES}
FORMAT = format_option("text", "json", *REPORTS, note=note("text"))
OLD = Option(
    "ID@OLD", Text("原来的版本", "the edition that was"), sample="cn/little-giant@2022", required=True
)
NEW = Option("ID@NEW", Text("新的版本", "the edition that is"), sample="cn/little-giant@2026", required=True)
DAY = replace(
    AS_OF,
    help=Text(
        "计入这一天适用的年度通知；不写则按各版本发布时的条文；有 --table 时必须写",
        "apply the notices in force on this day; without it both editions as issued; needed with --table",
    ),
    required=False,
)
TABLE = Option(
    "--table",
    Text(
        "企业表：用两个版本各判断一遍，数出只满足其一的企业和起决定作用的条件",
        "a table of enterprises: judged by both editions; who passes only one, and which clause decides",
    ),
    metavar="TABLE",
    sample="firms.csv",
)


def run(call: Call) -> int:
    """Write the difference as text, JSON or a report."""
    from littlegiant.api.differing import diff
    from littlegiant.tables.guarding import demand_other_file

    out = call.path("out")
    kind = chosen_format(out, call.text("format"), BY_SUFFIX, "text")
    if out is not None:
        demand_other_file("--out", out, (call.text("table"), call.text("map")))
    day = call.text("as_of")
    _demand_day(call, day)
    found = diff(
        call.required("id@old"),
        call.required("id@new"),
        case=call.required("case"),
        as_of=day,
        jurisdiction=call.text("jurisdiction"),
    )
    moves = _moves(call, found)
    deliver(call, _written(call, found, moves, kind), out)
    return 0


def _written(call: Call, found: Difference, moves: Moves | None, kind: str) -> str | bytes:
    """Return a difference in one of the formats."""
    day = call.text("as_of")
    if kind in REPORTS:
        from littlegiant.cli.reporting.diff_report import Compared, diff_report
        from littlegiant.cli.reporting.rendering import rendered

        return rendered(diff_report(Compared(found, day, moves), call.language), kind)
    from littlegiant.cli.showing.diff_page import DiffPage
    from littlegiant.cli.showing.diff_record import diff_record

    if kind == "json":
        return json.dumps(diff_record(found, moves, day), ensure_ascii=False, indent=2) + "\n"
    return DiffPage(found, call.language, as_of=day, moves=moves).text() + "\n"


def _moves(call: Call, found: Difference) -> Moves | None:
    from littlegiant.api.differing import Population
    from littlegiant.cli.notes import tell_faults, tell_notes

    table = call.text("table")
    if table is None:
        return None
    population = Population(found, table, call.text("map"), strict=call.flag("strict"))
    tell_notes(call, () if call.flag("quiet") else population.notes)
    tell_faults(call, population.facts.faults)
    return population.moves()


def _demand_day(call: Call, day: str | None) -> None:
    if call.text("table") is None or day is not None:
        return
    raise LittleGiantError(
        "call.missing",
        Text("有 --table 时须写 --as-of。", "--table needs --as-of."),
        Text("例如 --as-of 2026-05-01。", "Write for example --as-of 2026-05-01."),
    )


COMMAND = Command(
    words=("standards", "diff"),
    summary=Text(
        "两个版本逐条比较：取消、放宽、收紧、新增、改变；有企业表时数出影响",
        "two editions clause by clause: dropped, loosened, tightened, added, changed; with a table, whom it moves",
    ),
    run=run,
    options=(
        OLD,
        NEW,
        TABLE,
        DAY,
        CASE,
        JURISDICTION,
        MAP,
        STRICT,
        FORMAT,
        OUT,
        QUIET,
    ),
    examples=(
        "littlegiant standards diff cn/little-giant@2022 cn/little-giant@2026",
        "littlegiant standards diff cn/little-giant@2022 cn/little-giant@2026 --table firms.csv --as-of 2026-05-01",
        "littlegiant standards diff cn/little-giant@2022 cn/little-giant@2026 --lang zh --out diff.pdf",
    ),
)
