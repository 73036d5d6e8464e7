"""Standard output and standard error that take Chinese everywhere, and end without noise."""

from __future__ import annotations

import io
import os
import sys


def ready_streams() -> None:
    """Make both streams able to take any text; a closed one swallows what is written."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            _widen(stream)


def _widen(stream: io.TextIOWrapper) -> None:
    """Write UTF-8 to files and pipes; on a terminal keep its encoding and show what it lacks as escapes."""
    encoding = stream.encoding if stream.isatty() else "utf-8"
    stream.reconfigure(encoding=encoding, errors="backslashreplace")


def end_quietly(status: int) -> int:
    """Give up on standard output, so that the interpreter does not complain about it at the end."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    return status
