"""Link the test of a criterion: expressions and all / any / at_least / by_case / when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.rules.conditions import All, Any, AtLeast, Choose, Condition, Named
from littlegiant.rules.parser import parse_condition, parse_value
from littlegiant.rules.scope import Scope
from littlegiant.rules.tokens import ExpressionError, KnownMistakeError
from littlegiant.rules.values import Value
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import Entry
from littlegiant.standards.reading import allowed_keys, entry, mapping, sequence

NEVER = Any(())
ALWAYS = All(())
MAX_ITEMS = 200


@dataclass
class Linker:
    """What linking one file needs: its document, the names in scope, the case, and the labels found so far."""

    document: Document
    scope: Scope
    case: str
    sources: Mapping[str, Text]
    labels: dict[str, Entry]

    def at(self, steps: Steps) -> Scope:
        """Return the scope whose literals are keyed by this place of this file."""
        return self.scope.at(f"{self.document.path.name}:{'/'.join(str(step) for step in steps)}")

    def condition(self, value: Anything, steps: Steps) -> Condition:
        """Parse one expression; a mistake becomes a finding with its column."""
        try:
            return parse_condition(str(value), self.at(steps))
        except ExpressionError as error:
            self._mistake(error, steps)
            return NEVER

    def value(self, raw: Anything, steps: Steps) -> Value | None:
        """Parse one value expression; a mistake becomes a finding with its column."""
        try:
            return parse_value(str(raw), self.at(steps))
        except ExpressionError as error:
            self._mistake(error, steps)
            return None

    def _mistake(self, error: ExpressionError, steps: Steps) -> None:
        if not isinstance(error, KnownMistakeError):
            self.document.report(steps, "expression", error.message, error.offset)

    def test(self, raw: Anything, steps: Steps, path: str) -> Condition:
        """Link a test of any form; `path` is where the labels of its named parts go."""
        if isinstance(raw, dict):
            return self._structured(raw, steps, path)
        if raw is None:
            self.document.report(steps, "test", Text("须有条件（test）。", "expected a test."))
            return NEVER
        return self.condition(raw, steps)

    def _structured(self, raw: dict[str, Anything], steps: Steps, path: str) -> Condition:
        if "test" in raw:
            return self._part(raw, steps, path)
        if "all" in raw or "any" in raw:
            word = "all" if "all" in raw else "any"
            allowed_keys(self.document, raw, steps, (word,))
            items = self._items(raw[word], (*steps, word), path)
            return All(items) if word == "all" else Any(items)
        if "at_least" in raw:
            return self._at_least(raw, steps, path)
        if "by_case" in raw:
            return self._by_case(raw, steps, path)
        if "when" in raw:
            allowed_keys(self.document, raw, steps, ("when", "then", "else"))
            return Choose(*(self.test(raw.get(key), (*steps, key), path) for key in ("when", "then", "else")))
        message = Text(
            "条件应为表达式，或 all、any、at_least、by_case、when。",
            "expected an expression, or all, any, at_least, by_case, when.",
        )
        self.document.report(steps, "test", message)
        return NEVER

    def _items(self, raw: Anything, steps: Steps, path: str) -> tuple[Condition, ...]:
        items = sequence(self.document, raw, steps)
        if len(items) > MAX_ITEMS:
            message = Text(f"最多 {MAX_ITEMS} 项。", f"expected at most {MAX_ITEMS} items.")
            self.document.report(steps, "test", message)
            return ()
        return tuple(self.test(item, (*steps, index), path) for index, item in enumerate(items))

    def _part(self, raw: dict[str, Anything], steps: Steps, path: str) -> Condition:
        allowed_keys(
            self.document, raw, steps, ("test", "id", "text", "clause", "source", "confidence", "evidence")
        )
        part = f"{path}/{raw.get('id', '.'.join(str(step) for step in steps[2:]))}"
        self.labels[part] = entry(
            self.document, raw, steps, (self.sources, self.labels.get(path.partition("/")[0]))
        )
        return Named(part, "part", self.test(raw["test"], (*steps, "test"), path))

    def _at_least(self, raw: dict[str, Anything], steps: Steps, path: str) -> Condition:
        allowed_keys(self.document, raw, steps, ("at_least", "of"))
        items = self._items(raw.get("of"), (*steps, "of"), path)
        wanted = raw["at_least"]
        if not isinstance(wanted, int) or isinstance(wanted, bool) or not 0 < wanted <= len(items):
            self.document.report(
                steps,
                "test",
                Text(
                    "at_least 应为 1 到项数之间的整数。",
                    "at_least must lie between 1 and the number of items.",
                ),
            )
            return NEVER
        place = self.at((*steps, "at_least")).place
        return AtLeast(self.scope.numbers.count(place, wanted, (1, len(items))), items)

    def _by_case(self, raw: dict[str, Anything], steps: Steps, path: str) -> Condition:
        choices = mapping(self.document, raw["by_case"], (*steps, "by_case"))
        linked = {case: self.test(part, (*steps, "by_case", case), path) for case, part in choices.items()}
        if self.case not in linked:
            self.document.report(
                steps, "case", Text(f"by_case 缺少 {self.case}。", f"by_case lacks {self.case}.")
            )
        return linked.get(self.case, NEVER)
