"""Writes a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.wording import of_system

NEW_FILE_MODE = 0o666


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` to write to, and put it in place when the block ends well.

    When the block raises, an interrupt included, the old file stays as it was and the temporary one is gone.
    What is no regular file, such as a pipe, is written to directly.
    """
    # Asked of the path itself: where a link such as /dev/stdout leads, no name may lead.
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise unwritable(path, IsADirectoryError(errno.EISDIR, "Is a directory"))
        try:
            yield path
        except OSError as error:
            raise unwritable(path, error) from error
        return
    target = Path(os.path.realpath(path))
    temporary = _create_beside(path, target)
    try:
        yield temporary
        _settle(temporary, target)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _create_beside(path: Path, target: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    os.close(handle)
    return Path(name)


def _settle(temporary: Path, target: Path) -> None:
    """Bring the bytes to disk, give them the mode a new or the old file has, and take the old file's place."""
    temporary.chmod(target.stat().st_mode if target.exists() else NEW_FILE_MODE & ~_umask())
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unwritable(path: Path, error: OSError) -> LittleGiantError:
    """Say that a file cannot be written, and why."""
    why = of_system(error)
    return LittleGiantError(
        "output.unwritable",
        Text(zh=f"写不了 {path}：{why.zh}。", en=f"{path} cannot be written: {why.en}."),
        Text(
            zh="请检查目录是否存在、可写且有空间。",
            en="Check that its directory exists, may be written to and has room.",
        ),
    )
