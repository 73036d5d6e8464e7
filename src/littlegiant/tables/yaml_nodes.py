"""Reads a small YAML file as text with line numbers, so that `01` stays `01` and errors name the line."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import yaml

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.echo import shortened
from littlegiant.tables.wording import of_yaml, reason

TRUE_WORDS = frozenset({"true", "yes", "1", "是"})
FALSE_WORDS = frozenset({"false", "no", "0", "否"})
NULL_TAG = "tag:yaml.org,2002:null"


class YamlFile:
    """One YAML file and how to complain about it; nodes are PyYAML's."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def root(self) -> yaml.MappingNode:
        """Read the file as one mapping."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except FileNotFoundError as error:
            raise LittleGiantError(
                "mapping.missing-file",
                Text(zh=f"没有映射文件 {self.path}。", en=f"There is no mapping file {self.path}."),
                Text(zh="请检查路径。", en="Check the path."),
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            why = reason(error)
            raise self.wrong(None, f"读不了：{why.zh}", f"it cannot be read: {why.en}") from error
        except (yaml.YAMLError, RecursionError) as error:
            raise self._broken(error) from error
        if node is None:
            raise self.wrong(None, "文件是空的", "the file is empty")
        return self.mapping(node)

    def mapping(self, node: yaml.Node) -> yaml.MappingNode:
        """Expect `key: value` lines."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, "这里应为“键: 值”", "`key: value` lines are expected here")
        return node

    def items(self, node: yaml.Node) -> list[tuple[str, yaml.Node, yaml.Node]]:
        """Return key, key node and value node of each entry; a key may not occur twice."""
        items = [(self.text(key), key, value) for key, value in self.mapping(node).value]
        seen: set[str] = set()
        for key, key_node, _ in items:
            if key in seen:
                raise self.wrong(key_node, f"“{key}”写了两次", f"`{key}` is written twice")
            seen.add(key)
        return items

    def checked(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """Return the entries by key, every key being a known one."""
        entries = {}
        for key, key_node, value in self.items(node):
            if key not in known:
                raise self.unknown(key_node, key, known)
            entries[key] = value
        return entries

    def text(self, node: yaml.Node) -> str:
        """Return a scalar as it is written; an empty one as an empty text."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, "这里应为一个值", "a single value is expected here")
        return "" if node.tag == NULL_TAG else str(node.value)

    def flag(self, node: yaml.Node) -> bool:
        """Read true or false."""
        word = self.text(node).lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            shown = shortened(word)
            raise self.wrong(
                node, f"应为 true 或 false，而不是“{shown}”", f"true or false is expected, not `{shown}`"
            )
        return word in TRUE_WORDS

    def unknown(self, node: yaml.Node, word: str, known: tuple[str, ...]) -> LittleGiantError:
        """Say that a word is none of the known ones, with the nearest of them."""
        near, word = get_close_matches(word, known, n=1), shortened(word)
        listed = ", ".join(known) if len(known) <= 20 else ""
        zh = (
            f"不认识“{word}”"
            + (f"，是否指 {near[0]}？" if near else "")
            + (f"可用：{listed}" if listed else "")
        )
        en = f"`{word}` is not known" + (f", did you mean `{near[0]}`?" if near else ".")
        return self.wrong(node, zh, en + (f" Known are {listed}" if listed else ""))

    def wrong(self, node: yaml.Node | None, zh: str, en: str) -> LittleGiantError:
        """Make an error that names the file and the line of `node`."""
        return self._at(None if node is None else node.start_mark.line + 1, zh, en)

    def _broken(self, error: Exception) -> LittleGiantError:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).strip().split("\n")[0] or "nesting too deep"
        return self._at(
            None if mark is None else mark.line + 1,
            f"不是正确的 YAML：{of_yaml(problem).zh}",
            f"not valid YAML: {problem}",
        )

    def _at(self, line: int | None, zh: str, en: str) -> LittleGiantError:
        where_zh = f"{self.path} 第 {line} 行" if line else str(self.path)
        where_en = f"{self.path}, line {line}" if line else str(self.path)
        return LittleGiantError(
            "mapping.wrong",
            Text(zh=f"{where_zh}：{zh}。", en=f"{where_en}: {en.rstrip('.')}."),
            Text(zh="请改正映射文件后重试。", en="Correct the mapping file and try again."),
        )
