"""YAML files whose every value remembers its line and column."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from littlegiant.errors import Text

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """Something wrong in a standard: where it stands and what is expected."""

    path: Path
    line: int
    column: int
    code: str
    message: Text

    def in_language(self, language: str) -> str:
        """Return `file:line:column: message [code]`."""
        return f"{self.path}:{self.line}:{self.column}: {self.message.in_language(language)} [{self.code}]"


@dataclass
class Document:
    """A parsed file: plain values, the place of each, and what was found wrong so far.

    Numbers with a decimal point are Decimal, so that nothing is rounded on the way in.
    """

    path: Path
    root: Any
    marks: dict[Steps, tuple[int, int]]
    findings: list[Finding] = field(default_factory=list)

    def report(self, steps: Steps, code: str, message: Text, offset: int = 0) -> None:
        """Note a finding at the nearest place that is known; `offset` counts characters into a scalar."""
        line, column = self.place(steps)
        self.findings.append(Finding(self.path, line, column + offset, code, message))

    def place(self, steps: Steps) -> tuple[int, int]:
        """Return line and column (from 1) of a value, or of what contains it."""
        while steps not in self.marks and steps:
            steps = steps[:-1]
        return self.marks.get(steps, (1, 1))


def read_document(path: Path) -> Document:
    """Read a YAML file; a syntax error becomes a finding and an empty root."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError:
        return _broken(path, 1, 1, Text("文件不是 UTF-8 编码。", "the file is not UTF-8."))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return _broken(
            path, line, column, Text(f"YAML 语法错误：{error.problem}。", f"YAML syntax: {error.problem}.")
        )
    except yaml.YAMLError as error:
        return _broken(path, 1, 1, Text(f"YAML 语法错误：{error}。", f"YAML syntax: {error}."))
    document = Document(path, {}, {})
    document.root = _value(node, (), document) if node is not None else {}
    if not isinstance(document.root, dict):
        document.report((), "yaml", Text("文件应为键值映射。", "expected a mapping of keys."))
        document.root = {}
    return document


def _broken(path: Path, line: int, column: int, message: Text) -> Document:
    return Document(path, {}, {}, [Finding(path, line, column, "yaml", message)])


def _value(node: Any, steps: Steps, document: Document) -> Any:
    document.marks[steps] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, steps, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*steps, index), document) for index, child in enumerate(node.value)]
    return _scalar(node, steps, document)


def _mapping(node: Any, steps: Steps, document: Document) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node, steps, document)
        if key in found:
            document.marks[(*steps, str(key))] = (
                key_node.start_mark.line + 1,
                key_node.start_mark.column + 1,
            )
            document.report(
                (*steps, str(key)), "yaml", Text(f"键“{key}”重复。", f"the key '{key}' occurs twice.")
            )
        found[key] = _value(value_node, (*steps, str(key)), document)
    return found


def _scalar(node: Any, steps: Steps, document: Document) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        document.report(steps, "yaml", Text("键应为单个值。", "a key must be a single value."))
        return "?"
    kind, text = node.tag.rpartition(":")[2], node.value
    try:
        return _READERS.get(kind, str)(text)
    except (ValueError, ArithmeticError):
        return text


def _integer(text: str) -> int:
    return int(text.replace("_", ""))


_READERS: dict[str, Any] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() in ("true", "yes", "on"),
    "int": _integer,
    "float": lambda text: Decimal(text.replace("_", "")),
    "timestamp": datetime.date.fromisoformat,
}
