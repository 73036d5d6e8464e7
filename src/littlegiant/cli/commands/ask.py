"""`littlegiant ask`: what to ask next of one enterprise, until its outcome is settled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.commands.explain import ID
from littlegiant.cli.delivery import deliver
from littlegiant.cli.options import (
    AS_OF,
    CASE,
    JURISDICTION,
    MAP,
    OUT,
    QUIET,
    STANDARDS,
    STRICT,
    TABLE,
    format_option,
)
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.api import Standard
    from littlegiant.api.asking import Asking

FIRM = replace(
    TABLE,
    name="FIRM",
    help=Text(
        "已知的数据：企业表（用 --id 选一家），或 .json 文件中的一个对象（列名: 值）；不写即一无所知",
        "what is known: a table (--id picks the enterprise), or a .json file with one object (column: value); without "
        "it nothing is known",
    ),
    sample="firms.csv",
    required=False,
)
FIRM_ID = replace(ID, required=False)
KNOWN_STANDARDS = replace(
    STANDARDS,
    help=Text(
        "标准；不写版本时取当日施行的版本；可写多次，能同时决定几个标准的问题在前",
        "the standard; without an edition the one in force on the day; may be given several times: what serves several "
        "comes first",
    ),
)
LIKE = Option(
    "--like",
    Text(
        "以这张企业表中最相近的企业判断哪些回答更可能（否则用本项目所述的假定）",
        "take what is likely from the enterprises of this table that are most alike (default: stated assumptions)",
    ),
    metavar="TABLE",
    sample="firms.csv",
)
WEIGH = Option(
    "--weigh",
    Text(
        "求最少的是什么：问题个数，或回答的工作量（选择题轻，数字重）",
        "what is to be least: the number of questions, or the work of answering (a choice is less than a figure)",
    ),
    metavar="questions|effort",
    allowed=("questions", "effort"),
    default="questions",
)
LIMIT = Option(
    "--limit",
    Text("最多显示几个问题", "how many questions to show at most"),
    metavar="N",
    default="5",
    sample="3",
)
INTERACTIVE = Option(
    "--interactive",
    Text(
        "在终端上逐个提问，结果一经决定即停止；--out 为存数据的 JSON 文件",
        "ask one by one on the terminal and stop as soon as the outcome is settled; --out is then a JSON file for the "
        "facts",
    ),
)
DETAILS = Text(
    "问题按预计总数最少排列：先问最可能一次定局的；不再能改变结果的从不问；同一数据的几个年度一次问。每个问题写明用于哪"
    "几条、怎样回答即可定局、应备什么证明。哪些回答更可能是本项目的假定（docs/asking.md），只影响顺序，不影响结论。",
    "In the order that is expected to need the fewest questions: first what is most likely to settle it; what can no longer "
    "matter is never asked; the years of one fact are asked together. Each question says which clauses it decides, "
    "which answers settle the outcome at once, and what proves it. Which answers are likely is assumed "
    "(docs/asking.md): it moves the order and no verdict.",
)


def run(call: Call) -> int:
    """Print what to ask next, or ask it on the terminal."""
    from littlegiant.api import standard
    from littlegiant.api.writing import demand_folder
    from littlegiant.cli.notes import tell_notes
    from littlegiant.tables.guarding import demand_other_file

    out, limit = call.path("out"), _limit(call.required("limit"))
    if out is not None:
        demand_folder(out)
        demand_other_file("--out", out, (call.text("firm"), call.text("map"), call.text("like")))
    setting = call.required("as_of"), call.required("case"), call.text("jurisdiction")
    standards = [standard(name, *setting) for name in call.many("standard")]
    tell_notes(call, tuple(item.note for item in standards if item.note))
    facts = _facts(call, standards)
    state = _state(call, standards, facts)
    if call.flag("interactive"):
        return _converse(call, state, facts)
    if call.required("format") == "json":
        text = json.dumps(state.as_dict(limit), ensure_ascii=False, indent=2)
    else:
        from littlegiant.cli.showing.ask_page import AskPage

        text = AskPage(state, call.language).text(limit)
    deliver(call, f"{text}\n", out)
    return 0


def _state(call: Call, standards: list[Standard], facts: dict[str, Any]) -> Asking:
    from littlegiant.api.asking import Asking, Weighing, demand_one_day
    from littlegiant.api.known import needed_by, population_of
    from littlegiant.asking.session import NOBODY

    demand_one_day(standards)
    like = call.text("like")
    population = NOBODY if like is None else population_of(Path(like), standards)
    weighing = Weighing(call.required("weigh") == "effort", population)
    wanted = needed_by(standards)
    known = {name: cell for name, cell in facts.items() if name in wanted and name != "id"}
    return Asking(standards, known, weighing=weighing)


def _converse(call: Call, state: Asking, facts: dict[str, Any]) -> int:
    from littlegiant.cli.dialog import Dialog

    if call.required("format") == "json":
        raise LittleGiantError(
            "call.interactive",
            Text(
                "--interactive 不能与 --format json 同用。",
                "--interactive and --format json exclude each other.",
            ),
            Text(
                "要机器可读的问题，请去掉 --interactive。", "For questions as data leave out --interactive."
            ),
        )
    dialog = Dialog(call, state)
    end = dialog.run()
    out = call.path("out")
    name = dialog.file_name() if out is None else None
    place = Path(name) if name else out
    if place is not None:
        deliver(
            call, json.dumps({**facts, **end.facts}, ensure_ascii=False, indent=2, default=str) + "\n", place
        )
    return 0


def _facts(call: Call, standards: list[Standard]) -> dict[str, Any]:
    """Return what is known of the enterprise, as canonical facts."""
    written = call.text("firm")
    if written is None:
        if call.text("id") is not None:
            raise _no_table()
        return {}
    if Path(written).suffix.lower() == ".json":
        return _judged(call, [_object(Path(written))], None, standards)
    if call.text("id") is None:
        raise LittleGiantError(
            "call.id",
            Text(
                f"{written} 是企业表，须用 --id 指明一家。",
                f"{written} is a table; --id must say which enterprise.",
            ),
            Text("例如 --id f1；或给一个 .json 文件。", "Write for example --id f1; or give a .json file."),
        )
    return _judged(call, Path(written), call.text("id"), standards)


def _judged(call: Call, table: Any, identifier: str | None, standards: list[Standard]) -> dict[str, Any]:
    from littlegiant.api.picking import one_enterprise
    from littlegiant.api.planning import columns_for_planning
    from littlegiant.api.reading import Reading
    from littlegiant.api.workspace import engine_errors
    from littlegiant.cli.notes import tell_faults, tell_notes

    wanted = columns_for_planning(standards[0].rulebook.as_of)
    reading = Reading(table, wanted, call.text("map"), strict=call.flag("strict"))
    facts = reading.facts
    tell_notes(call, () if call.flag("quiet") else facts.notes)
    tell_faults(call, facts.faults)
    with engine_errors():
        first = identifier or str(
            reading.connection.execute(f"SELECT id FROM {facts.relation}").fetchone()[0]
        )
        cells = one_enterprise(reading.connection, facts, first).cells(reading.connection, facts)
    return {name: cell for name, cell in cells.items() if cell is not None}


def _object(path: Path) -> dict[str, Any]:
    """Return the one object of a JSON file; raises ask.json for anything else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        from littlegiant.tables.wording import of_system

        raise _no_object(path, of_system(error)) from error
    except ValueError as error:
        raise _no_object(path, Text("不是 JSON", "it is not JSON")) from error
    if not isinstance(found, dict) or any(isinstance(cell, dict | list) for cell in found.values()):
        raise _no_object(
            path, Text("应为一个对象，列名对应单个值", "one object of single values is expected")
        )
    return {str(name): cell for name, cell in found.items()}


def _no_object(path: Path, why: Text) -> LittleGiantError:
    return LittleGiantError(
        "ask.json",
        Text(f"不能从 {path} 读取数据：{why.zh}。", f"No facts can be read from {path}: {why.en}."),
        Text('例如 {"revenue_2025": 61000000}。', 'Write for example {"revenue_2025": 61000000}.'),
    )


def _no_table() -> LittleGiantError:
    return LittleGiantError(
        "call.id",
        Text("写了 --id，却没有企业表。", "--id is given, but no table."),
        Text(
            "请先写企业表，例如 firms.csv --id f1。", "Name the table first, for example firms.csv --id f1."
        ),
    )


def _limit(written: str) -> int:
    if written.isascii() and written.isdigit() and 1 <= int(written) <= 1000:
        return int(written)
    raise LittleGiantError(
        "call.value",
        Text(
            f"--limit “{written}”不对；应为 1 至 1000 的整数。",
            f"--limit {written!r} is wrong; expected a whole number from 1 to 1000.",
        ),
    )


COMMAND = Command(
    words=("ask",),
    summary=Text(
        "一家企业还有数据空缺时，接下来问什么能最快定局",
        "what to ask next of an enterprise with gaps in its facts, to settle its outcome soonest",
    ),
    run=run,
    options=(
        FIRM, FIRM_ID, KNOWN_STANDARDS, AS_OF, CASE, JURISDICTION, INTERACTIVE, LIMIT, LIKE, WEIGH, MAP, STRICT,
        format_option("text", "json", default="text"), OUT, QUIET,
    ),
    examples=(
        "littlegiant ask firms.csv --id f1 --standard cn/little-giant --as-of 2026-05-01",
        "littlegiant ask --standard cn/srdi-sme --as-of 2026-05-01 --interactive --out facts.json",
        "littlegiant ask firm.json --standard cn/srdi-sme --standard cn/little-giant --as-of 2026-05-01 --format json",
    ),
    details=DETAILS,
)  # fmt: skip
