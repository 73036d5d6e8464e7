"""Runs one program in a process of its own and weighs it: wall time, processor time, peak memory."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BYTECODE = ROOT / "out" / "bench" / "bytecode"
TAIL = 2_000


@dataclass(frozen=True)
class Run:
    """What one process, or several after each other, took; `peak` is the largest resident set in bytes."""

    seconds: float
    processor: float
    peak: int

    def then(self, other: Run) -> Run:
        """Add a process that ran afterwards."""
        return Run(self.seconds + other.seconds, self.processor + other.processor, max(self.peak, other.peak))


class ProcessError(Exception):
    """A program ended with an error or took too long; the text says which, with the end of what it wrote."""


def run_all(commands: Sequence[Sequence[str]], timeout: float) -> Run:
    """Run commands after each other and return what they took together."""
    total = Run(0.0, 0.0, 0)
    for command in commands:
        total = total.then(run(command, timeout))
    return total


def run(command: Sequence[str], timeout: float) -> Run:
    """Run one command in the root of the repository; raises ProcessError."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        status, usage = _wait(process, started + timeout)
        seconds = time.perf_counter() - started
        if status != 0:
            output.seek(max(0, output.tell() - TAIL))
            raise ProcessError(f"{_ended(status)}: {output.read().decode(errors='replace').strip()}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def environment() -> dict[str, str]:
    """Return the environment of a program that keeps its compiled modules, as an installed one does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(BYTECODE)}


def _wait(process: subprocess.Popen[bytes], deadline: float) -> tuple[int, os.struct_rusage]:  # type: ignore[name-defined]
    """Wait for one child and return its exit status and what it alone used."""
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.perf_counter() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = -signal.SIGKILL
            return process.returncode, usage
        time.sleep(0.002)


def _ended(status: int) -> str:
    return "killed (time limit or memory)" if status == -signal.SIGKILL else f"exit status {status}"
