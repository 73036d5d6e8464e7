"""A directory that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.atomic import unwritable

BYTES_PER_FIRM = 60
"""More than a firm takes on disk (see docs/population.md)."""
ROOM_AT_LEAST = 20_000_000
NEW_FOLDER_MODE = 0o777


@contextmanager
def appearing(out: Path, firms: int) -> Iterator[Path]:
    """Give a temporary directory beside `out` to fill, and let it take its name when the block ends well.

    When the block raises, an interrupt included, nothing is left. Raises LittleGiantError where `out` is there
    already and not an empty directory, lies nowhere, cannot be written, or there is no room for so many firms.
    """
    target = out.resolve()
    _demand_new(out)
    if not target.parent.is_dir():
        raise LittleGiantError(
            "output.no-folder",
            Text(f"--out {out} 所在的目录不存在。", f"--out {out} lies in a folder that does not exist."),
            Text("请先建立该目录。", "Make that folder first."),
        )
    _demand_room(out, target.parent, firms)
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    except OSError as error:
        raise unwritable(out, error) from error
    try:
        yield temporary
        shutil.rmtree(temporary / "_spill", ignore_errors=True)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(NEW_FOLDER_MODE & ~mask)
        # Takes the place of an empty directory too; one that was filled meanwhile is refused.
        temporary.rename(target)
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def size_of(folder: Path) -> int:
    """Return how many bytes the Parquet files of a directory hold."""
    return sum(file.stat().st_size for file in folder.rglob("*.parquet"))


def _demand_new(out: Path) -> None:
    if not out.exists():
        return
    if out.is_dir():
        try:
            if not any(out.iterdir()):
                return
        except OSError as error:
            raise unwritable(out, error) from error
    what = Text("不是空目录", "is not an empty folder") if out.is_dir() else Text("是一个文件", "is a file")
    raise LittleGiantError(
        "output.exists",
        Text(f"--out {out} 已经存在，{what.zh}。", f"--out {out} is there already and {what.en}."),
        Text("请写一个还不存在的目录。", "Name a folder that does not exist yet."),
    )


def _demand_room(out: Path, parent: Path, firms: int) -> None:
    needed = firms * BYTES_PER_FIRM + ROOM_AT_LEAST
    free = shutil.disk_usage(parent).free
    if free >= needed:
        return
    raise LittleGiantError(
        "output.no-room",
        Text(
            f"--out {out}：{firms:,}家企业约需{needed / 1e9:.2f} GB，磁盘只剩{free / 1e9:.2f} GB。",
            f"--out {out}: {firms:,} firms take up to {needed / 1e9:.2f} GB, and the disk has {free / 1e9:.2f} GB left.",
        ),
        Text(
            "请腾出空间，写到别的磁盘，或减少 --firms。",
            "Make room, name a folder on another disk, or lessen --firms.",
        ),
    )
