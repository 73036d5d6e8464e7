"""Who competes, how each is started, and up to which size."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environments import python_of
from benchmarks.task import AS_OF, STANDARDS

Commands = Callable[[Path, Path], Sequence[Sequence[str]]]
COMMAND = Path(sys.executable).parent / "littlegiant"


@dataclass(frozen=True)
class Competitor:
    """One line of the table.

    `files` says how the result lies in files (see `agreement`); `valued` how many truth values it knows.
    `largest` is the greatest number of firms it is given.
    """

    id: str
    label: str
    commands: Commands
    files: str = "wide"
    valued: int = 3
    largest: int | None = None
    needs: str | None = None


def field(folder: Path) -> list[Competitor | tuple[Competitor, str]]:
    """Return all competitors in the order of the table; one that cannot run comes with the reason."""
    return [_present(item) for item in [*native(), *_foreign(folder)]]


def native() -> list[Competitor]:
    """Return those that run in this environment."""
    query = "This engine, the compiled query alone, one scan (no reading or checking of cells)"
    return [
        Competitor("engine", "This engine, command line, one scan", _assess, files="panel"),
        Competitor(
            "engine-each", "This engine, command line, a run per standard", _assess_each, files="each"
        ),
        Competitor("engine-api", "This engine, Python, one scan", _module("engine"), files="panel"),
        Competitor("engine-query", query, _module("engine", "query"), files="panel"),
        Competitor("sql", "Hand-written DuckDB SQL, one scan", _module("handwritten")),
        Competitor(
            "sql-each",
            "Hand-written DuckDB SQL, a statement per standard",
            _module("handwritten", "each"),
            files="each",
        ),
        Competitor("polars", "Polars, lazy and streaming, one scan", _module("polars_rules"), needs="polars"),
    ]


def _foreign(folder: Path) -> list[Competitor | tuple[Competitor, str]]:
    found: list[Competitor | tuple[Competitor, str]] = []
    for name, label, largest in (
        ("openfisca", "OpenFisca-core", None),
        ("zen", "GoRules zen-engine", 10_000),
    ):
        python, reason = python_of(name, folder)
        runner = _module(f"{name}_rules", python=python or Path(sys.executable))
        item = Competitor(name, label, runner, valued=2, largest=largest)
        found.append(item if python else (item, reason))
    return found


def _present(item: Competitor | tuple[Competitor, str]) -> Competitor | tuple[Competitor, str]:
    if isinstance(item, tuple):
        return item
    if item.needs and importlib.util.find_spec(item.needs) is None:
        return item, f"{item.needs} is not installed"
    if item.id == "engine" and not COMMAND.is_file():
        return item, f"{COMMAND} does not exist"
    return item


def _assess(source: Path, out: Path) -> Sequence[Sequence[str]]:
    named = [word for name in STANDARDS.values() for word in ("--standard", name)]
    return [_command(source, named, out / "wide.parquet")]


def _assess_each(source: Path, out: Path) -> Sequence[Sequence[str]]:
    return [
        _command(source, ["--standard", name], out / f"{prefix}.parquet")
        for prefix, name in STANDARDS.items()
    ]


def _command(source: Path, standards: list[str], out: Path) -> list[str]:
    return [str(COMMAND), "assess", str(source), *standards, "--as-of", AS_OF, "--out", str(out)]


def _module(name: str, *words: str, python: Path | None = None) -> Commands:
    def commands(source: Path, out: Path) -> Sequence[Sequence[str]]:
        program = f"benchmarks.competitors.{name}"
        return [[str(python or sys.executable), "-m", program, str(source), str(out), *words]]

    return commands
