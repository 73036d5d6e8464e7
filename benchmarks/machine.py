"""What the figures were taken on, and with which versions."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

OWN = ("littlegiant", "duckdb", "sqlglot", "polars", "pyarrow", "numpy")
FOREIGN = {"openfisca": ("OpenFisca-Core", "numpy"), "zen": ("zen-engine",)}


def machine() -> str:
    """Return processor, cores, memory and system in one line."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GiB of memory, {platform.system()} {platform.machine()}"


def versions(environments: Path) -> list[str]:
    """Return the versions of everything measured."""
    found = [f"Python {platform.python_version()}", *(_installed(name) for name in OWN)]
    for name, packages in FOREIGN.items():
        python = environments / name / "bin" / "python"
        if python.is_file():
            found += [_installed_there(python, package) for package in packages]
    return [item for item in found if item]


def load() -> float:
    """Return how many processes wanted a core during the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else "unknown processor"


def _installed(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""


def _installed_there(python: Path, name: str) -> str:
    asked = f"from importlib.metadata import version; print(version({name!r}))"
    ended = subprocess.run(
        [str(python), "-c", asked], capture_output=True, text=True, timeout=60, check=False
    )
    home = python.parents[1].name
    return f"{name} {ended.stdout.strip()} (environment of {home})" if ended.returncode == 0 else ""


if __name__ == "__main__":
    print(machine(), *versions(Path(sys.argv[1])), sep="\n")
