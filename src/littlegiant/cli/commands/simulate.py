"""`littlegiant simulate`: what a change of rules would do to the enterprises of a table."""

from __future__ import annotations

import json
from pathlib import Path
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

if TYPE_CHECKING:
    from littlegiant.cli.showing.simulation import Outcome
    from littlegiant.plans.reform import Reform

BY_SUFFIX = {**TEXT_SUFFIXES, **JSON_SUFFIXES, **REPORT_SUFFIXES}
FORMAT = format_option("text", "json", *REPORTS, note=note("text"))
SET = Option(
    "--set",
    Text(
        "改一个阈值，如 debt_ceiling=80%；可写多次。不写单位时为元、小数或个数",
        "another value for a threshold, as in debt_ceiling=80%; may be repeated. Without a unit: yuan, a fraction or a count",
    ),
    metavar="THRESHOLD=VALUE",
    sample="debt_ceiling=80%",
    many=True,
)
DROP = Option(
    "--drop",
    Text("不再考查一个条件；可写多次", "leave a criterion out; may be repeated"),
    metavar="CRITERION",
    sample="development_score",
    many=True,
)
ADD = Option(
    "--add",
    Text(
        '新增一个条件，如 "age: niche_years >= 5 年"；可写多次',
        'a further criterion, as in "age: niche_years >= 5 年"; may be repeated',
    ),
    metavar="ID: EXPRESSION",
    sample="age: niche_years >= 5 年",
    many=True,
)
CURVE = Option(
    "--curve",
    Text(
        "一个阈值取几个值时各有多少企业满足，如 main_share_floor=50%,60%,70%",
        "how many meet the standard at several values of a threshold, as in main_share_floor=50%,60%,70%",
    ),
    metavar="THRESHOLD=VALUES",
    sample="main_share_floor=50%,60%,70%",
)
BY = Option(
    "--by",
    Text(
        "按什么分列：province、industry、size、age；可写多次，不写则全部",
        "break down by province, industry, size or age; may be repeated, without it by all",
    ),
    metavar="KIND",
    allowed=("province", "industry", "size", "age"),
    sample="province",
    many=True,
)
DETAILS = Text(
    "现行规则与修改后的规则在一次扫描中各判断一遍，数出变化的企业和起决定作用的条件。无法判定的企业单列，不算不满足。",
    "The rules as they are and as they would be are applied in one scan; who moves is counted, and which clause decides. "
    "Enterprises that are unknown are kept apart and never counted as failing.",
)
WORK = Text("判断中", "judging")


def run(call: Call) -> int:
    """Print what a reform would do as text or JSON."""
    from littlegiant.api import standard
    from littlegiant.api.simulating import Simulation, Source
    from littlegiant.cli.notes import tell_faults, tell_notes
    from littlegiant.cli.showing.simulation import Outcome
    from littlegiant.engines.kinds import KINDS
    from littlegiant.tables.guarding import demand_other_file
    from littlegiant.tables.progress import Progress

    out = call.path("out")
    kind = chosen_format(out, call.text("format"), BY_SUFFIX, "text")
    if out is not None:
        demand_other_file("--out", out, (call.text("table"), call.text("map")))
    reform, curve = _reform(call), _curve(call)
    if reform.empty and curve is None:
        raise _nothing()
    chosen = standard(
        call.required("standard"), call.required("as_of"), call.required("case"), call.text("jurisdiction")
    )
    simulation = Simulation(
        Source(call.required("table"), call.text("map"), call.flag("strict")), chosen, reform
    )
    with Progress(WORK, call.language):
        tell_notes(call, () if call.flag("quiet") else simulation.facts.notes)
        tell_faults(call, simulation.facts.faults)
        moves = simulation.moves(tuple(dict.fromkeys(call.many("by"))) or KINDS)
        points = [] if curve is None else simulation.curve(*curve)
    found = Outcome(
        simulation.base.rulebook, simulation.target, moves, None if curve is None else curve[0], points
    )
    deliver(call, _written(call, found, kind), out)
    return 0


def _written(call: Call, found: Outcome, kind: str) -> str | bytes:
    """Return a simulation in one of the formats."""
    if kind in REPORTS:
        from littlegiant.cli.reporting.rendering import rendered
        from littlegiant.cli.reporting.simulation_report import simulation_report

        return rendered(simulation_report(found, call.language, Path(call.required("table")).name), kind)
    from littlegiant.cli.showing.simulation import SimulationPage, simulation_record

    if kind == "json":
        return json.dumps(simulation_record(found), ensure_ascii=False, indent=2) + "\n"
    return SimulationPage(found, call.language).text() + "\n"


def _reform(call: Call) -> Reform:
    from littlegiant.plans.reform import Reform

    thresholds = dict(_split("--set", written, "=") for written in call.many("set"))
    added = dict(_split("--add", written, ":") for written in call.many("add"))
    return Reform(thresholds, tuple(dict.fromkeys(call.many("drop"))), added)


def _curve(call: Call) -> tuple[str, list[str]] | None:
    written = call.text("curve")
    if written is None:
        return None
    name, values = _split("--curve", written, "=")
    return name, [value.strip() for value in values.split(",") if value.strip()]


def _split(option: str, written: str, mark: str) -> tuple[str, str]:
    name, found, value = written.partition(mark)
    if not (found and name.strip() and value.strip()):
        samples = {
            "--set": "debt_ceiling=80%",
            "--add": "age: niche_years >= 5 年",
            "--curve": "debt_ceiling=60%,70%",
        }
        raise LittleGiantError(
            "call.value",
            Text(
                f"{option} “{written}”缺少“{mark}”或其一侧。",
                f"{option} {written!r} lacks {mark!r} or what stands beside it.",
            ),
            Text(f'例如 {option} "{samples[option]}"。', f'Write for example {option} "{samples[option]}".'),
        )
    return name.strip(), value.strip()


def _nothing() -> LittleGiantError:
    return LittleGiantError(
        "call.missing",
        Text("没有写明要修改什么。", "Nothing is changed."),
        Text("请用 --set、--drop、--add 或 --curve。", "Use --set, --drop, --add or --curve."),
    )


COMMAND = Command(
    words=("simulate",),
    summary=Text(
        "设想修改规则：哪些企业会由满足变为不满足，在哪里，因哪一条",
        "think of other rules: who would move from met to unmet, where, and by which clause",
    ),
    run=run,
    options=(
        TABLE, STANDARD, AS_OF, SET, DROP, ADD, CURVE, BY, CASE, JURISDICTION, MAP, STRICT,
        FORMAT, OUT, QUIET,
    ),
    examples=(
        "littlegiant simulate firms.csv --standard cn/little-giant --as-of 2026-05-01 --set debt_ceiling=70% --out reform.pdf",
        "littlegiant simulate firms.parquet --standard cn/little-giant --as-of 2026-05-01 --set debt_ceiling=70%",
        "littlegiant simulate firms.csv --standard cn/little-giant --as-of 2026-05-01 --curve debt_ceiling=60%,70%",
    ),
    details=DETAILS,
)  # fmt: skip
