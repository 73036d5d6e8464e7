"""`littlegiant standards check`: static checks, worked cases, and proof that every number matters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.letters.english import counted
from littlegiant.cli.options import format_option
from littlegiant.errors import Text

if TYPE_CHECKING:
    from littlegiant.testing.check import Report

PATHS = Option(
    "PATH",
    Text(
        "标准文件或目录（默认：随附的全部标准）",
        "files of standards, or folders of them (default: all that are shipped)",
    ),
    many=True,
    sample="standards/cn/little-giant@2026.yaml",
)
DETAILS = Text(
    "查出：不存在的事实或阈值、单位不合、分段重叠或有空隙、施行日期重叠、不可能满足或不可能不满足的条件、缺语言、"
    "来源或可信度、与实例不符之处；并逐个改动每个数值，证明总有一个实例会因此不符。有发现时退出状态为 1。",
    "Finds unknown facts and thresholds, units that do not fit, bands that overlap or leave gaps, dates that overlap, "
    "criteria no input can meet or fail, missing language, source or confidence, and worked cases that disagree; and "
    "changes every number to prove that a worked case then fails. Ends with status 1 on any finding.",
)
CHECKED = Text("{0} 个文件，{1} 个实例，{2} 处数值改动：{3}", "{0}, {1}, {2}: {3}")
COUNTED = (("file", "files"), ("worked case", "worked cases"), ("changed number", "changed numbers"))
CLEAN = Text("没有发现问题。", "nothing found.")
FOUND = Text("{0} 处问题。", "{0}.")
WORK = Text("检查中", "checking")


def run(call: Call) -> int:
    """Check files of standards; status 1 when something is found."""
    from littlegiant.standards.catalogue import Catalogue, shipped_folder
    from littlegiant.standards.drafts import open_drafts
    from littlegiant.tables.progress import Progress
    from littlegiant.testing.check import check_paths

    paths = [Path(path) for path in call.many("path")]
    files, catalogue = open_drafts(paths) if paths else ([], Catalogue(shipped_folder()))
    with Progress(WORK, call.language):
        report = check_paths(files, catalogue)
    as_json = call.required("format") == "json"
    for finding in report.findings:
        message = {"zh": finding.message.zh, "en": finding.message.en}
        record = {
            "path": str(finding.path), "line": finding.line, "column": finding.column, "code": finding.code, "message": message,
        }  # fmt: skip
        call.say(json.dumps(record, ensure_ascii=False) if as_json else finding.in_language(call.language))
    (call.note if as_json else call.say)(_summary(call, report))
    return 1 if report.findings else 0


def _summary(call: Call, report: Report) -> str:
    """Return how much was checked and how much was found, with its nouns in the right number."""

    def shown(count: int, words: tuple[str, str]) -> str:
        return counted(count, *words) if call.language == "en" else str(count)

    found = len(report.findings)
    ending = call.pick(FOUND).format(shown(found, ("finding", "findings"))) if found else call.pick(CLEAN)
    numbers = (report.files, report.cases, report.mutations)
    parts = [shown(count, words) for count, words in zip(numbers, COUNTED, strict=True)]
    return call.pick(CHECKED).format(*parts, ending)


COMMAND = Command(
    words=("standards", "check"),
    summary=Text(
        "检查标准文件：静态检查、实例、每个数值是否起作用",
        "check files of standards: static checks, worked cases, whether every number matters",
    ),
    run=run,
    options=(PATHS, format_option("text", "json", default="text")),
    examples=("littlegiant standards check", "littlegiant standards check my/draft@2027.yaml --lang zh"),
    details=DETAILS,
)
