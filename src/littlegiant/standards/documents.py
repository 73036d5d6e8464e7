"""YAML files whose every value remembers its line and column."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from littlegiant.errors import Text
from littlegiant.rules.limits import DIGITS, MAX_DIGITS
from littlegiant.standards.scalar_places import BREAKS, place_within
from littlegiant.standards.yaml_guard import LOADER, UnsafeYamlError, check_shape
from littlegiant.standards.yaml_wording import yaml_wording

Steps = tuple[str | int, ...]
Place = tuple[int, int]


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

    Numbers with a decimal point are Decimal, so that nothing is rounded on the way in. `keys` are the places of
    keys, `scalars` the nodes of single values. Nothing more is found in a `broken` file, whose one finding says why
    it could not be read, nor about a value of `unreadable`.
    """

    path: Path
    root: Any
    marks: dict[Steps, Place]
    findings: list[Finding] = field(default_factory=list)
    keys: dict[Steps, Place] = field(default_factory=dict)
    scalars: dict[Steps, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    broken: bool = False
    unreadable: set[Steps] = field(default_factory=set)

    def report(self, steps: Steps, code: str, message: Text, offset: int | None = None) -> None:
        """Note a finding at the nearest place that is known; `offset` counts characters into a scalar."""
        if self.broken or steps in self.unreadable:
            return
        line, column = self.place(steps)
        if offset is not None and steps in self.scalars:
            line, column = place_within(self.lines, self.scalars[steps], offset)
        self.findings.append(Finding(self.path, line, column, code, message))

    def report_key(self, steps: Steps, code: str, message: Text) -> None:
        """Note a finding at a key."""
        if self.broken:
            return
        line, column = self.keys.get(steps) or self.place(steps)
        self.findings.append(Finding(self.path, line, column, code, message))

    def place(self, steps: Steps) -> Place:
        """Return line and column (from 1) of a value, or of what contains it."""
        while steps not in self.marks and steps:
            steps = steps[:-1]
        return self.marks.get(steps, (1, 1))


def read_document(path: Path) -> Document:
    """Read a YAML file; what keeps it from being read becomes its one finding, with an empty root."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        check_shape(text)
        node = yaml.compose(text, Loader=LOADER)
    except UnicodeDecodeError:
        return _broken(path, (1, 1), Text("文件不是 UTF-8 编码。", "the file is not UTF-8."))
    except UnsafeYamlError as unsafe:
        return _broken(path, (unsafe.line, unsafe.column), unsafe.message)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _broken(path, (mark.line + 1, mark.column + 1) if mark else (1, 1), yaml_wording(error))
    except yaml.YAMLError as error:
        return _broken(path, _byte_place(text, getattr(error, "position", 0)), yaml_wording(error))
    document = Document(path, {}, {}, lines=BREAKS.split(text))
    document.root = _value(node, (), document) if node is not None else {}
    if isinstance(document.root, dict) and document.root:
        return document
    return _broken(path, document.place(()), Text("文件应为键值映射。", "expected a mapping of keys."))


def _broken(path: Path, place: Place, message: Text) -> Document:
    return Document(path, {}, {}, [Finding(path, *place, "yaml", message)], broken=True)


def _byte_place(text: str, position: int) -> Place:
    """Return line and column of a byte of the UTF-8 text."""
    before = BREAKS.split(text.encode()[:position].decode(errors="ignore"))
    return len(before), len(before[-1]) + 1


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
        key = _key(key_node, steps, document)
        if key in found:
            document.report_key(
                (*steps, str(key)), "yaml", Text(f"键“{key}”重复。", f"the key '{key}' occurs twice.")
            )
        found[key] = _value(value_node, (*steps, str(key)), document)
    return found


def _key(node: Any, steps: Steps, document: Document) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        message = Text("键应为单个值。", "a key must be a single value.")
        document.findings.append(Finding(document.path, *place, "yaml", message))
        return "?"
    key = _read(node)
    document.keys[(*steps, str(key))] = (node.start_mark.line + 1, node.start_mark.column + 1)
    return key


def _scalar(node: Any, steps: Steps, document: Document) -> Any:
    document.scalars[steps] = node
    value = _read(node)
    if isinstance(value, int | Decimal) and not few_digits(value):
        document.report(steps, "number", DIGITS)
        document.unreadable.add(steps)
        return node.value
    return value


def few_digits(value: int | Decimal) -> bool:
    """Say whether a number is written in no more digits than are computed with, before and behind the point."""
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and len(number.as_tuple().digits) <= MAX_DIGITS
        and exponent >= -MAX_DIGITS
        and number.adjusted() < MAX_DIGITS
    )


def _read(node: Any) -> Any:
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
