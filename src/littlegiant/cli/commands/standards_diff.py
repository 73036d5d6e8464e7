"""`littlegiant standards diff`: what changed between two editions, and what that does to enterprises."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.options import AS_OF, CASE, ENGINE, JURISDICTION, MAP, STRICT, format_option, is_remote
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.engines.moving import Moves
    from littlegiant.standards.differences import Difference

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
    """Print the difference as text or JSON."""
    from littlegiant.api.differing import diff
    from littlegiant.cli.showing.diff_page import DiffPage
    from littlegiant.cli.showing.diff_record import diff_record

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
    if call.required("format") == "json":
        call.say(json.dumps(diff_record(found, moves, day), ensure_ascii=False, indent=2))
    else:
        call.say(DiffPage(found, call.language, as_of=day, moves=moves).text())
    return 0


def _moves(call: Call, found: Difference) -> Moves | None:
    from littlegiant.api.differing import Population
    from littlegiant.cli.notes import tell_faults, tell_notes

    table = call.text("table")
    if table is None:
        return None
    is_remote(call)
    strict, engine = call.flag("strict"), call.required("engine")
    population = Population(found, table, call.text("map"), strict=strict, engine=engine)
    tell_notes(call, population.facts.notes)
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
        ENGINE,
        STRICT,
        format_option("text", "json", default="text"),
    ),
    examples=(
        "littlegiant standards diff cn/little-giant@2022 cn/little-giant@2026",
        "littlegiant standards diff cn/little-giant@2022 cn/little-giant@2026 --table firms.csv --as-of 2026-05-01",
    ),
)
