"""In which format a command answers, and how the answer gets to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from littlegiant.cli.command import Call
from littlegiant.errors import LittleGiantError, Text

TEXT_SUFFIXES = {".txt": "text", ".md": "text"}
JSON_SUFFIXES = {".json": "json"}
REPORT_SUFFIXES = {".pdf": "pdf", ".xlsx": "xlsx"}
PAGE_SUFFIXES = {".html": "html", ".htm": "html"}
REPORTS = ("pdf", "xlsx")
FILES_ONLY = (*REPORTS, "parquet")
NOTE = Text(
    "输出格式；不写时随 --out 的扩展名，写到标准输出时为 {0}；pdf 供打印，xlsx 供继续计算",
    "how to write it; without it by the suffix of --out, and {0} on standard output; pdf is to print, xlsx to work on",
)


def note(default: str) -> Text:
    """Return the help of --format of a command that also writes reports."""
    return Text(NOTE.zh.format(default), NOTE.en.format(default))


def chosen_format(out: Path | None, asked: str | None, by_suffix: Mapping[str, str], default: str) -> str:
    """Return the format: the one asked for, else by the suffix of the file, else the default of the command.

    Refuses, before any work is done, a folder that is not there and a file that would be shown on a terminal.
    """
    from littlegiant.api.writing import demand_folder

    if out is None:
        chosen = asked or default
        if chosen in FILES_ONLY and sys.stdout.isatty():
            raise _needs_file(chosen)
        return chosen
    demand_folder(out)
    found = asked or by_suffix.get(out.suffix.lower())
    if found is None:
        raise _unknown_suffix(out, by_suffix)
    return found


def deliver(call: Call, content: str | bytes, out: Path | None) -> None:
    """Write an answer to a file, whole or not at all, or to standard output."""
    if out is None and isinstance(content, str):
        call.say(content.removesuffix("\n"))
        return
    write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"), out)
    if out is not None and not call.flag("quiet"):
        call.note(Text(f"已写入 {out}", f"written to {out}"))


def write_bytes(content: bytes, out: Path | None) -> None:
    """Write bytes to a file, whole or not at all, or to standard output."""
    from littlegiant.tables.atomic import replacing

    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    with replacing(out) as temporary:
        temporary.write_bytes(content)


def _needs_file(kind: str) -> LittleGiantError:
    return LittleGiantError(
        "output.needs-file",
        Text(f"{kind} 不能显示在终端上。", f"{kind} cannot be shown on a terminal."),
        Text(f"请用 --out 写明文件，如 out.{kind}。", f"Name a file with --out, as in out.{kind}."),
    )


def _unknown_suffix(out: Path, by_suffix: Mapping[str, str]) -> LittleGiantError:
    listed = ", ".join(by_suffix)
    return LittleGiantError(
        "output.unknown-format",
        Text(
            f"从 {out} 的扩展名看不出格式；可用：{listed}。",
            f"The ending of {out} names no format; {listed} do.",
        ),
        Text("请改扩展名，或用 --format 写明格式。", "Change the ending, or give the format with --format."),
    )
