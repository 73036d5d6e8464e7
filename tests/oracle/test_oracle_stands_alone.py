"""The oracle is a second opinion: it shares the rules' nodes with the engine and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
MODULES = sorted(path for path in FOLDER.glob("*.py") if path.name != "conftest.py")
ALLOWED = ("littlegiant.rules", "littlegiant.facts", "littlegiant.standards", "tests.oracle")
FOREIGN = ("littlegiant.engines", "littlegiant.verdicts", "littlegiant.api", "duckdb", "sqlglot")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_of_the_oracle_imports_the_engine_or_the_verdicts(path: Path) -> None:
    for name in imported(path):
        assert not name.startswith(FOREIGN), f"{path.name} imports {name}"
        if name.startswith(("littlegiant", "tests")):
            assert name.startswith(ALLOWED), f"{path.name} imports {name}"


def test_the_search_for_imports_sees_imports() -> None:
    assert "ast" in imported(Path(__file__)) and "pathlib" in imported(Path(__file__))
    assert "littlegiant.rules.conditions" in imported(FOLDER / "deciding.py")
