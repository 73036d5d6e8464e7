"""`littlegiant demo`: twelve synthetic enterprises judged by the ladder of standards, with files to open."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.complaints import PROGRAM
from littlegiant.cli.layout import cut, listed, table, terminal_width, width, wrap
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.cli.ladder import Rung

OUT = Option(
    "--out",
    Text("结果写到这个目录", "the folder for the results"),
    metavar="DIR",
    default="out",
    sample="out",
)
EXPLAINED = "s02"
NARROWEST_NAME = 32
SIGNS = {"met": "✓", "unmet": "✗", "unknown": "?"}
INTRODUCTION = Text(
    "十二家虚构企业（合成数据，不是真实企业），按七个标准逐一判断。",
    "Twelve invented enterprises (synthetic data, no real firm) judged by seven standards.",
)
LEGEND = Text("✓ 满足  ✗ 不满足  ? 无法判定", "✓ met  ✗ unmet  ? unknown")
ENTERPRISE = Text("企业", "enterprise")
LAST = Text("按第{0}个标准", "by standard {0}")
UNMET = Text("不满足：{0}", "unmet: {0}")
MISSING = Text("尚缺：{0}", "missing: {0}")
UNDEFINED = Text("无法计算：{0}", "cannot be computed: {0}")
UNCONFIRMED = Text("⚠\u00a0{0}条未证实", "⚠\u00a0{0} not confirmed")
MAPPED = Text(
    "同一批企业的另一张表（中文表头、万元、BOM）经映射文件读入，按最后一个标准判断：{0}家中{1}家结果逐项相同。",
    "The same enterprises from a table with Chinese headers, amounts in 万元 and a BOM, read through a mapping file and "
    "judged by the last standard: {1} of {0} verdicts are the same in every figure.",
)
OPEN = Text("可打开查看：", "Open:")
FILES = {
    "ladder.csv": Text(
        "全部结果，每行一家企业一个标准", "every verdict, one row per enterprise and standard"
    ),
    "ladder.xlsx": Text("同上，电子表格", "the same as a spreadsheet"),
    "{0}.html": Text("一家企业的解释", "one enterprise explained"),
}
TRY = Text("接着可试：", "Next:")
WORK = Text("判断中", "judging")


def run(call: Call) -> int:
    """Judge the bundled table, write the results, and print a table of outcomes."""
    from littlegiant.cli.ladder import RUNGS, climb
    from littlegiant.cli.samples import examples_folder
    from littlegiant.tables.progress import Progress

    folder, examples = Path(call.required("out")), examples_folder()
    _make(folder)
    with Progress(WORK, call.language):
        rungs = list(climb(examples / "enterprises.csv"))
        mapping = examples / "enterprises_zh.mapping.yaml"
        (mapped,) = climb(examples / "enterprises_zh.csv", mapping, RUNGS[-1:])
        written = _write(call, rungs, folder, examples / "enterprises.csv")
    call.say(wrap(call.pick(INTRODUCTION), terminal_width()))
    call.say()
    call.say(_outcomes(call, rungs))
    call.say()
    call.say(LEGEND)
    for line in _standards(call, rungs):
        call.say(listed(line, terminal_width(), "  ", "     "))
    call.say()
    call.say(wrap(call.pick(MAPPED).format(*_agreement(rungs[-1], mapped)), terminal_width()))
    call.say()
    call.say(OPEN)
    for path, text in written:
        call.say(f"  {path}\n    {call.pick(text)}")
    call.say()
    call.say(TRY)
    table_path, program = _shown(examples / "enterprises.csv"), _program()
    last = RUNGS[-1]
    call.say(f"  {program} explain {table_path} --id {EXPLAINED} --standard {last[0]} --as-of {last[1]}")
    return 0


def _shown(path: Path) -> Path:
    """Return a path as seen from here, where that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _program() -> str:
    """Return the program as it was called, so that the next command can be copied."""
    called = Path(sys.argv[0])
    return str(_shown(called)) if called.name == PROGRAM else PROGRAM


def _outcomes(call: Call, rungs: list[Rung]) -> str:
    """Return one line per enterprise: a sign per standard; why the last one is not met beside it or below."""
    last, columns = rungs[-1], terminal_width()
    why = [_reason(call, verdict.as_dict()) for verdict in last.verdicts]
    named = [f"{verdict.id} {last.names.get(verdict.id, '')}" for verdict in last.verdicts]
    signs = [[SIGNS[rung.verdicts[place].outcome] for rung in rungs] for place in range(len(named))]
    head = [str(place) for place in range(1, len(rungs) + 1)]
    room = columns - 3 * len(rungs) - 2 - max(map(width, why))
    title, reason = call.pick(ENTERPRISE), call.pick(LAST).format(len(rungs))
    if room >= NARROWEST_NAME:
        rows = [
            [cut(name, room), *marks, words] for name, marks, words in zip(named, signs, why, strict=True)
        ]
        return table([title, *head, reason], rows)
    room = columns - 3 * len(rungs)
    rows = [[cut(name, room), *marks] for name, marks in zip(named, signs, strict=True)]
    below = [f"  {verdict.id}  {words}" for verdict, words in zip(last.verdicts, why, strict=True) if words]
    return "\n".join(
        [table([title, *head], rows), "", reason + ("：" if call.language == "zh" else ":"), *below]
    )


def _reason(call: Call, found: dict[str, list[str]]) -> str:
    for key, text in (("unmet", UNMET), ("missing", MISSING), ("unknown", UNDEFINED)):
        if found[key]:
            listed = ", ".join(found[key][:2]) + (" …" if len(found[key]) > 2 else "")
            return call.pick(text).format(listed)
    return ""


def _standards(call: Call, rungs: list[Rung]) -> list[str]:
    from littlegiant.cli.notes import unconfirmed

    lines = []
    for place, rung in enumerate(rungs, 1):
        rulebook = rung.standard.rulebook
        count = unconfirmed(rulebook)
        mark = f"  {call.pick(UNCONFIRMED).format(count)}" if count else ""
        lines.append(
            f"{place}  {rulebook.name} · {call.pick(rulebook.edition.title)} · {rulebook.as_of}{mark}"
        )
    return lines


def _agreement(rung: Rung, twin: Rung) -> tuple[int, int]:
    """Return how many verdicts there are, and how many of them are the same from both tables."""
    pairs = [
        (one.as_dict(), other.as_dict()) for one, other in zip(rung.verdicts, twin.verdicts, strict=True)
    ]
    return len(pairs), sum(one == other for one, other in pairs)


def _make(folder: Path) -> None:
    """Make the folder for the results; what stands in its way is an error of the option."""
    from littlegiant.tables.wording import of_system

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = of_system(error)
        raise LittleGiantError(
            "output.no-folder",
            Text(f"--out {folder} 不能用作目录：{why.zh}。", f"--out {folder} cannot be a folder: {why.en}."),
            Text("请写一个新目录的名称，如 --out results。", "Name a new folder, as in --out results."),
        ) from error


def _write(call: Call, rungs: list[Rung], folder: Path, source: Path) -> list[tuple[Path, Text]]:
    """Write the results as CSV and XLSX, and one explanation as HTML."""
    from littlegiant.api import assess
    from littlegiant.cli.commands.explain import render
    from littlegiant.cli.ladder import COLUMNS
    from littlegiant.tables.atomic import replacing
    from littlegiant.tables.write import write_rows
    from littlegiant.verdicts.explanation import explain_row

    paths = [folder / name.format(EXPLAINED) for name in FILES]
    rows = [row for rung in rungs for row in rung.rows()]
    for path, kind in zip(paths[:2], ("csv", "xlsx"), strict=True):
        write_rows(rows, path, kind, columns=COLUMNS)
    row, name = assess(source, rungs[-1].standard).row(EXPLAINED)
    with replacing(paths[2]) as temporary:
        temporary.write_text(render(explain_row(row, name=name), "html", call.language), encoding="utf-8")
    return list(zip(paths, FILES.values(), strict=True))


COMMAND = Command(
    words=("demo",),
    summary=Text(
        "用随附的合成数据走一遍：七个标准、十二家虚构企业、可打开的结果",
        "the main job on bundled synthetic data: seven standards, twelve invented enterprises, files to open",
    ),
    run=run,
    options=(OUT,),
    examples=("littlegiant demo", "littlegiant demo --out results --lang zh"),
)
