"""`littlegiant simulate`: what a change of rules would do to the enterprises of a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command
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
from littlegiant.cli.simulate_options import ADD, BY, CHART, CRITICAL, CURVE, DRAFT, DROP, MOVERS, SET
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.api.curving import Curve, CurveAsked
    from littlegiant.api.simulating import Simulation
    from littlegiant.cli.showing.simulation import Outcome
    from littlegiant.plans.reform import Reform

BY_SUFFIX = {**TEXT_SUFFIXES, **JSON_SUFFIXES, **REPORT_SUFFIXES}
FORMAT = format_option("text", "json", *REPORTS, note=note("text"))
DETAILS = Text(
    "现行规则与修改后的规则在一次扫描中各判断一遍，数出变化的企业和起决定作用的条件。无法判定的企业单列，不算不满足。",
    "The rules as they are and as they would be are applied in one scan; who moves is counted, and which clause decides. "
    "Enterprises that are unknown are kept apart and never counted as failing.",
)
WORK = Text("判断中", "judging")
FILES = (MOVERS, CRITICAL, CHART, OUT)


def run(call: Call) -> int:
    """Print what a reform would do as text or JSON; write the movers, the critical values and the charts asked for."""
    from littlegiant.tables.progress import Progress

    kind = chosen_format(call.path("out"), call.text("format"), BY_SUFFIX, "text")
    _guard(call)
    simulation, asked = _simulation(call)
    with Progress(WORK, call.language):
        _tell(call, simulation)
        found = _outcome(call, simulation, asked)
        _write_movers(call, simulation)
        _write_critical(call, found.curve)
        _draw(call, found)
    deliver(call, _answer(call, found, kind), call.path("out"))
    return 0


def _answer(call: Call, found: Outcome, kind: str) -> str | bytes:
    """Return a simulation in one of the formats."""
    if kind in REPORTS:
        from littlegiant.cli.reporting.rendering import rendered
        from littlegiant.cli.reporting.simulation_report import simulation_report
        from littlegiant.cli.showing.charts.writing import figures

        table = Path(call.required("table")).name
        return rendered(simulation_report(found, call.language, table, figures(found, call.language)), kind)
    from littlegiant.cli.showing.simulation import SimulationPage, simulation_record

    if kind == "json":
        return json.dumps(simulation_record(found), ensure_ascii=False, indent=2) + "\n"
    return SimulationPage(found, call.language).text() + "\n"


def _simulation(call: Call) -> tuple[Simulation, CurveAsked | None]:
    from littlegiant.api import standard
    from littlegiant.api.simulating import Simulation, Source, Wish
    from littlegiant.engines.kinds import KINDS

    reform, asked, draft = _reform(call), _curve(call), call.path("draft")
    if reform.empty and asked is None and draft is None:
        raise _nothing()
    if asked is None and call.text("critical") is not None:
        raise _no_curve()
    setting = call.required("as_of"), call.required("case"), call.text("jurisdiction")
    chosen = standard(call.required("standard"), *setting)
    source = Source(call.required("table"), call.text("map"), call.flag("strict"))
    kinds = tuple(dict.fromkeys(call.many("by"))) or KINDS
    wish = Wish(kinds, listed=call.text("movers") is not None)
    simulation = Simulation(source, chosen, reform, draft=draft, wish=wish)
    if asked is not None:
        simulation.demand_curve(asked)
    return simulation, asked


def _tell(call: Call, simulation: Simulation) -> None:
    from littlegiant.cli.notes import tell_faults, tell_notes

    tell_notes(call, () if call.flag("quiet") else simulation.notes)
    tell_faults(call, simulation.facts.faults)


def _outcome(call: Call, simulation: Simulation, asked: CurveAsked | None) -> Outcome:
    from littlegiant.cli.notes import tell_notes
    from littlegiant.cli.showing.simulation import Outcome

    moves = simulation.moves()
    curve = None if asked is None else simulation.curve(asked)
    if curve is not None and not call.flag("quiet"):
        tell_notes(call, curve.notes)
    return Outcome(simulation.base.rulebook, simulation.target, moves, curve)


def _write_movers(call: Call, simulation: Simulation) -> None:
    from littlegiant.plans.movers import COLUMNS
    from littlegiant.tables.write import format_for, write_rows

    path = call.path("movers")
    if path is not None:
        count = write_rows(simulation.movers(), path, format_for(path), columns=COLUMNS)
        _written(
            call,
            path,
            Text(f"{count:,} 家企业", f"{count:,} {'enterprise' if count == 1 else 'enterprises'}"),
        )


def _write_critical(call: Call, curve: Curve | None) -> None:
    from littlegiant.tables.write import format_for, write_rows
    from littlegiant.verdicts.measure import plain

    path = call.path("critical")
    if path is None or curve is None:
        return
    if curve.steps is None:
        raise _no_critical(curve.threshold)
    rows = ({curve.threshold: plain(value), "firms": firms} for value, firms in curve.steps())
    count = write_rows(rows, path, format_for(path), columns=(curve.threshold, "firms"))
    _written(
        call, path, Text(f"{count:,} 个临界值", f"{count:,} critical {'value' if count == 1 else 'values'}")
    )


def _draw(call: Call, found: Outcome) -> None:
    from littlegiant.cli.showing.charts.writing import write_chart

    path = call.path("chart")
    if path is not None:
        write_chart(found, path, call.language)
        _written(call, path, None)


def _written(call: Call, path: Path, what: Text | None) -> None:
    if not call.flag("quiet"):
        ends = ("", "") if what is None else (f"：{what.zh}", f": {what.en}")
        call.note(Text(f"已写入 {path}{ends[0]}", f"written to {path}{ends[1]}"))


def _guard(call: Call) -> None:
    """Refuse, before anything is read, files that cannot be written or are read, or are the same."""
    from littlegiant.api.writing import demand_folder
    from littlegiant.cli.showing.charts.writing import demand_chart
    from littlegiant.tables.guarding import demand_other_file
    from littlegiant.tables.write import format_for

    seen: dict[Path, str] = {}
    for option in FILES:
        path = call.path(option.key)
        if path is None:
            continue
        demand_folder(path, option.name)
        demand_other_file(option.name, path, (call.text("table"), call.text("map"), call.text("draft")))
        if option in (MOVERS, CRITICAL):
            format_for(path)
        if option is CHART:
            demand_chart(path)
        other = seen.setdefault(path.resolve(), option.name)
        if other != option.name:
            raise _same_file(option.name, other, path)


def _reform(call: Call) -> Reform:
    from littlegiant.plans.reform import Reform

    thresholds = dict(_split("--set", written, "=") for written in call.many("set"))
    added = dict(_split("--add", written, ":") for written in call.many("add"))
    return Reform(thresholds, tuple(dict.fromkeys(call.many("drop"))), added)


def _curve(call: Call) -> CurveAsked | None:
    from littlegiant.api.curving import CurveAsked

    written = call.text("curve")
    if written is None:
        return None
    if "=" not in written:
        return CurveAsked(written.strip())
    return CurveAsked(*_split("--curve", written, "="))


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
        Text(
            "请用 --set、--drop、--add、--draft 或 --curve。", "Use --set, --drop, --add, --draft or --curve."
        ),
    )


def _no_curve() -> LittleGiantError:
    return LittleGiantError(
        "call.missing",
        Text("--critical 须与 --curve 一起用。", "--critical needs --curve."),
        Text("例如 --curve debt_ceiling。", "Write for example --curve debt_ceiling."),
    )


def _no_critical(threshold: str) -> LittleGiantError:
    return LittleGiantError(
        "call.critical",
        Text(
            f"{threshold} 用于几处或用于计分，没有单一的临界值。",
            f"{threshold} is used in several ways or in the score itself: enterprises have no single critical value.",
        ),
        Text("请去掉 --critical。", "Leave --critical out."),
    )


def _same_file(option: str, other: str, path: Path) -> LittleGiantError:
    return LittleGiantError(
        "output.same-file",
        Text(
            f"{option} 和 {other} 写的是同一个文件 {path}。",
            f"{option} and {other} name the same file {path}.",
        ),
        Text("请写两个不同的文件。", "Name two different files."),
    )


COMMAND = Command(
    words=("simulate",),
    summary=Text(
        "设想修改规则：哪些企业会由满足变为不满足，在哪里，因哪一条",
        "think of other rules: who would move from met to unmet, where, and by which clause",
    ),
    run=run,
    options=(
        TABLE, STANDARD, AS_OF, SET, DROP, ADD, DRAFT, CURVE, BY, MOVERS, CRITICAL, CHART, CASE, JURISDICTION, MAP,
        STRICT, FORMAT, OUT, QUIET,
    ),
    examples=(
        "littlegiant simulate firms.parquet --standard cn/little-giant --as-of 2026-05-01 --set debt_ceiling=70%",
        "littlegiant simulate firms.csv --standard cn/little-giant --as-of 2026-05-01 --drop market --out reform.pdf",
        "littlegiant simulate firms.csv --standard cn/little-giant --as-of 2026-05-01 --curve debt_ceiling --chart debt.html",
        "littlegiant simulate firms.csv --standard cn/little-giant --as-of 2026-05-01 --draft draft.yaml --movers movers.csv",
    ),
    details=DETAILS,
)  # fmt: skip
