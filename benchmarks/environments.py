"""Environments of their own for competitors that are never dependencies: built with pip, kept outside the sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REQUIREMENTS = {
    # AGPL-3.0: run beside the project and measured against, never imported by it.
    "openfisca": ("openfisca-core==46.0.1", "pyarrow>=20"),
    "zen": ("zen-engine==2.1.3", "pyarrow>=20"),
}
BUILD_SECONDS = 600


def python_of(name: str, folder: Path) -> tuple[Path | None, str]:
    """Return the interpreter of an environment, built on first use; else None and the reason."""
    home = folder / "environments" / name
    python = home / "bin" / "python"
    done = home / "ready"
    if done.is_file():
        return python, ""
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS[name]],
    ):
        reason = _attempt(command)
        if reason:
            return None, reason
    done.touch()
    return python, ""


def _attempt(command: list[str]) -> str:
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[-1]}: {error}"
    if ended.returncode == 0:
        return ""
    lines = [
        line for line in ended.stderr.splitlines() if line.startswith("ERROR")
    ] or ended.stderr.splitlines()[-1:]
    return f"{' '.join(command[1:4])} failed: {lines[0] if lines else 'no reason given'}"
