"""`littlegiant plan`: what one enterprise must change, by when."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.commands.explain import ID
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
    from littlegiant.plans.assumptions import Assumptions
    from littlegiant.plans.model import Plan

PLAIN = replace(
    STANDARD,
    help=Text(
        "要满足的标准；须先持有的称号当作一步，不另作计划",
        "the standard to meet; a title that must be held first is one step, without a plan of its own",
    ),
    required=False,
)
GOAL = Option(
    "--goal",
    Text(
        "要达到的标准，连同须先取得的各级称号，一并排出时间",
        "the standard to reach, with the titles that must be held first, each with its own calendar",
    ),
    metavar="ID[@EDITION]",
    sample="cn/little-giant@2026",
)
BY = Option(
    "--by",
    Text("最晚到哪一天（默认五年后）", "the latest day (default: five years on)"),
    metavar="DATE",
    sample="2029-05-01",
)
GROWTH = Option(
    "--growth",
    Text("不采取行动时收入和资产每年的增长", "how revenue and assets grow a year if nothing is done"),
    metavar="PERCENT",
    default="0%",
    sample="5%",
)
MOST_GROWTH = Option(
    "--most-growth",
    Text("一年最多增收多少", "the most by which revenue can grow in a year"),
    metavar="PERCENT",
    default="50%",
    sample="30%",
)
MOST_HIRING = Option(
    "--most-hiring",
    Text("一年最多增员多少", "the most by which the number of people can grow in a year"),
    metavar="PERCENT",
    default="50%",
    sample="20%",
)
MONTHS = Option(
    "--months-to-title",
    Text("称号在申请后几个月取得", "how many months after the application a title is held"),
    metavar="MONTHS",
    default="6",
    sample="6",
)
BY_SUFFIX = {**TEXT_SUFFIXES, **JSON_SUFFIXES, **REPORT_SUFFIXES}
FORMAT = format_option("text", "json", *REPORTS, note=note("text"))
WINDOW = Option(
    "--window",
    Text(
        "每年受理申报的日期，可写几段；“标准=…”只用于该标准，any 为任何一天；不写时用文件载明的日期",
        "the days of every year on which applications are taken; several may be given, STANDARD=… is for that one only, any "
        "is any day; without it, the days that the instruments state",
    ),
    metavar="[STANDARD=]MM-DD..MM-DD",
    many=True,
    sample="04-25..05-25",
)
DETAILS = Text(
    "改变最小的办法：每一步都有期限，少一分都不够；已结束年度的数据不变。算出的数据会再交给 assess 判断，须为满足。"
    "同时列出今天未满足的每一条件单独要差多少、其他途径各要做什么、再等一次如何。没有申报日期的标准，取与 --as-of 同月同日。"
    "无法满足时指出挡在前面的条件。",
    "The least change: every step has its day, and less would not do; figures of years that are over stay. The figures "
    "planned are judged again and must meet the standard. What each criterion not met today lacks by itself is told too, "
    "what other routes would take, and what waiting would. Of a standard without days of application that of --as-of is "
    "looked at in each year. Where there is no way, the criteria in the way are named.",
)


def run(call: Call) -> int:
    """Write the plan of one enterprise as text, JSON or a report."""
    from littlegiant.api.planning import Goal, plan
    from littlegiant.api.standard import day
    from littlegiant.tables.guarding import demand_other_file

    out = call.path("out")
    kind = chosen_format(out, call.text("format"), BY_SUFFIX, "text")
    if out is not None:
        demand_other_file("--out", out, (call.text("table"), call.text("map")))
    today = day(call.required("as_of"))
    wanted, titles = _wanted(call)
    goal = Goal(wanted, call.required("case"), call.text("jurisdiction"), titles, call.many("window"))
    assumptions = _assumptions(call, today)
    facts, name = _facts(call, today)
    found = plan(facts, goal, today, assumptions)
    deliver(call, _written(call, found, name, kind), out)
    if not found.feasible:
        raise _impossible(found, name)
    return 0


def _impossible(found: Plan, name: str) -> LittleGiantError:
    """Return the error for a plan that nothing within the horizon makes possible; it names the criteria in the way."""
    items = [
        (named, found.rulebook.criterion(named) if found.rulebook else None) for named in found.obstacles
    ]
    zh = "；".join(f"{named} {item.entry.text.zh}" if item else named for named, item in items)
    en = "; ".join(f"{named} {item.entry.text.en}" if item else named for named, item in items)
    years = found.assumptions.years
    return LittleGiantError(
        "plan.impossible",
        Text(
            f"{years} 年内，{name}无法满足 {found.standard}：{zh or '没有版本规定此后的申请'}",
            f"Within {years} years {name} cannot meet {found.standard}: {en or 'no edition governs later applications'}",
        ),
        Text(
            "请看挡在前面的条件，或用 --by 看得更远。",
            "Look at the criteria in the way, or farther ahead with --by.",
        ),
    )


def _written(call: Call, found: Plan, name: str, kind: str) -> str | bytes:
    """Return a plan in one of the formats."""
    if kind in REPORTS:
        from littlegiant.cli.reporting.plan_report import Planned, plan_report
        from littlegiant.cli.reporting.rendering import rendered

        return rendered(plan_report(Planned(found, name), call.language), kind)
    from littlegiant.cli.showing.plan_page import PlanPage
    from littlegiant.cli.showing.plan_record import plan_record

    if kind == "json":
        return json.dumps(plan_record(found), ensure_ascii=False, indent=2) + "\n"
    return PlanPage(found, call.language, name).text() + "\n"


def _wanted(call: Call) -> tuple[str, bool]:
    """Return the standard that is aimed at, and whether the titles on the way are planned too."""
    plain, goal = call.text("standard"), call.text("goal")
    if (plain is None) == (goal is None):
        raise LittleGiantError(
            "call.goal",
            Text(
                "--standard 和 --goal 须写且只写一个。",
                "Give either --standard or --goal, and one of them only.",
            ),
            Text("例如 --goal cn/little-giant@2026。", "Write for example --goal cn/little-giant@2026."),
        )
    return (goal, True) if goal is not None else (str(plain), False)


def _facts(call: Call, today: datetime.date) -> tuple[dict[str, Any], str]:
    """Return what the table knows of the enterprise, and how it is called."""
    from littlegiant.api.picking import one_enterprise
    from littlegiant.api.planning import columns_for_planning
    from littlegiant.api.reading import Reading
    from littlegiant.api.workspace import engine_errors
    from littlegiant.cli.letters.opening import cleaned
    from littlegiant.cli.notes import tell_faults, tell_notes

    identifier = call.required("id")
    reading = Reading(
        call.required("table"), columns_for_planning(today), call.text("map"), strict=call.flag("strict")
    )
    facts = reading.facts
    tell_notes(call, () if call.flag("quiet") else facts.notes)
    tell_faults(call, facts.faults)
    with engine_errors():
        chosen = one_enterprise(reading.connection, facts, identifier)
        cells = chosen.cells(reading.connection, facts)
    return cells, cleaned(chosen.name or identifier)


def _assumptions(call: Call, today: datetime.date) -> Assumptions:
    from littlegiant.plans.assumptions import Assumptions

    months = call.required("months_to_title")
    if not (months.isdigit() and 0 <= int(months) <= 60):
        raise _wrong("--months-to-title", months, Text("0 至 60 的整数", "a whole number from 0 to 60"))
    return Assumptions(
        growth=_percent(call, "growth", least=Fraction(-1, 2)),
        most_growth=_percent(call, "most_growth"),
        most_hiring=_percent(call, "most_hiring"),
        months=int(months),
        until=_until(call, today),
    )


def _until(call: Call, today: datetime.date) -> datetime.date | None:
    """Return the latest day of an application, None where none is given."""
    from littlegiant.api.standard import day

    written = call.text("by")
    last = None if written is None else day(written)
    if last is not None and not 0 <= (last - today).days <= 3653:
        raise _wrong(
            "--by",
            str(written),
            Text("--as-of 当天起十年以内的日期", "a day from --as-of to ten years later"),
        )
    return last


def _percent(call: Call, key: str, least: Fraction = Fraction(0)) -> Fraction:
    """Return a rate written as 5% or 0.05; raises call.value for anything else."""
    written = call.required(key)
    try:
        text = written.strip().rstrip("%％")
        rate = Fraction(text) / (100 if text != written.strip() else 1)
        if not least <= rate <= 10:
            raise ValueError(written)
    except (ValueError, ZeroDivisionError) as error:
        name = f"--{key.replace('_', '-')}"
        raise _wrong(name, written, Text("百分数，如 5% 或 0.05", "a rate such as 5% or 0.05")) from error
    return rate


def _wrong(name: str, written: str, expected: Text) -> LittleGiantError:
    return LittleGiantError(
        "call.value",
        Text(
            f"{name} “{written}”不对；应为{expected.zh}。",
            f"{name} {written!r} is wrong; expected {expected.en}.",
        ),
    )


COMMAND = Command(
    words=("plan",),
    summary=Text(
        "一家企业要改变什么、何时之前，才能满足标准", "what one enterprise must change, by when, to meet a standard"
    ),
    run=run,
    options=(
        TABLE, ID, PLAIN, GOAL, AS_OF, BY, WINDOW, CASE, JURISDICTION, GROWTH, MOST_GROWTH, MOST_HIRING, MONTHS, MAP, STRICT,
        FORMAT, OUT, QUIET,
    ),
    examples=(
        "littlegiant plan firms.csv --id f1 --goal cn/little-giant --as-of 2026-05-01 --lang zh --out plan.pdf",
        "littlegiant plan firms.csv --id f1 --goal cn/little-giant --as-of 2026-05-01",
        "littlegiant plan firms.csv --id f1 --standard cn/srdi-sme --as-of 2026-05-01 --growth 5% --format json",
    ),
    details=DETAILS,
)  # fmt: skip
