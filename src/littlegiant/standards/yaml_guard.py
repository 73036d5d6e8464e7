"""What a YAML file must not be: nested without end, or blown up by aliases; looked at before anything is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from littlegiant.errors import Text

MAX_NESTING = 40
MAX_NODES = 50_000

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TOO_DEEP = Text(f"YAML 最多嵌套 {MAX_NESTING} 层。", f"YAML is nested at most {MAX_NESTING} deep.")
_CYCLE = Text("别名不能指向包含它自身的值。", "an alias cannot stand for a value that contains it.")
_TOO_MANY = Text(
    f"展开别名后最多 {MAX_NODES} 个值。", f"a file has at most {MAX_NODES} values, aliases written out."
)


class UnsafeYamlError(Exception):
    """A file that must not be built, with the place and the reason."""

    def __init__(self, mark: Any, message: Text) -> None:
        super().__init__(message.en)
        self.line, self.column, self.message = mark.line + 1, mark.column + 1, message


def check_shape(text: str) -> None:
    """Raise UnsafeYamlError at the first event that goes too deep, too far or round in a circle; YAML errors as they are."""
    loader, shape = LOADER(text), _Shape()
    try:
        while loader.check_event():
            shape.take(loader.get_event())
    finally:
        loader.dispose()


@dataclass
class _Shape:
    """The values that are open, with their anchor, and how many values each anchor stands for."""

    open: list[str | None] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    nodes: int = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.ScalarEvent):
            self._count(event, 1)
            if event.anchor is not None:
                self.sizes[event.anchor] = 1

    def _alias(self, event: Any) -> None:
        if event.anchor in self.open:
            raise UnsafeYamlError(event.start_mark, _CYCLE)
        self._count(event, self.sizes.get(event.anchor, 1))

    def _begin(self, event: Any) -> None:
        self._count(event, 1)
        self.open.append(event.anchor)
        self.starts.append(self.nodes - 1)
        if len(self.open) > MAX_NESTING:
            raise UnsafeYamlError(event.start_mark, _TOO_DEEP)

    def _end(self) -> None:
        anchor, start = self.open.pop(), self.starts.pop()
        if anchor is not None:
            self.sizes[anchor] = self.nodes - start

    def _count(self, event: Any, number: int) -> None:
        self.nodes += number
        if self.nodes > MAX_NODES:
            raise UnsafeYamlError(event.start_mark, _TOO_MANY)
