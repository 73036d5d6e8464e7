"""Sees to it that no file to write is one that is being read, before anything is read or written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text

SIGNS = "*?["
PLACE = Text(
    "请先建立目录，或写明其中的文件，如 faults.csv。",
    "Make the folder first, or name a file in it such as faults.csv.",
)


def demand_other_file(option: str, path: Path | None, read: Iterable[str | Path | None]) -> None:
    """Raise LittleGiantError when the file of an option is among the files to read, by whatever name or link."""
    if path is None or not path.is_file():
        return
    for given in read:
        for file in () if given is None else _files(Path(given)):
            if path.samefile(file):
                raise _is_input(option, path, file)


def demand_report_place(option: str, path: Path | None, out: Path | None) -> None:
    """Raise LittleGiantError when a report cannot be written as CSV to this path, or is to share it with the result."""
    if path is None or (path.exists() and not path.is_file() and not path.is_dir()):
        return
    if path.is_dir() or not path.parent.is_dir():
        why = Text("是一个目录", "is a folder")
        if not path.is_dir():
            why = Text("所在的目录不存在", "lies in a folder that does not exist")
        raise LittleGiantError(
            "output.no-folder", Text(f"{option} {path} {why.zh}。", f"{option} {path} {why.en}."), PLACE
        )
    if path.suffix.lower() != ".csv":
        raise LittleGiantError(
            "output.unknown-format",
            Text(f"{option} {path}：只写 CSV。", f"{option} {path}: it is written as CSV only."),
            Text("请用扩展名 .csv。", "Let the name end in .csv."),
        )
    if out is not None and os.path.realpath(path) == os.path.realpath(out):
        raise LittleGiantError(
            "output.same-file",
            Text(
                f"{option} 和 --out 写的是同一个文件 {path}。",
                f"{option} and --out name the same file {path}.",
            ),
            Text("请写两个不同的文件。", "Name two different files."),
        )


def _files(path: Path) -> Iterator[Path]:
    """Yield the files a table or a mapping is read from: itself, those in its folder, or those of its pattern."""
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
    elif any(sign in str(path) for sign in SIGNS):
        start = Path(path.anchor)
        yield from (file for file in start.glob(str(path.relative_to(start))) if file.is_file())


def _is_input(option: str, path: Path, file: Path) -> LittleGiantError:
    return LittleGiantError(
        "output.is-input",
        Text(
            f"{option} {path} 就是要读的文件 {file}，写出会毁掉它。",
            f"{option} {path} is the file {file} that is read; writing would destroy it.",
        ),
        Text("请写另一个文件名。", "Name another file."),
    )
