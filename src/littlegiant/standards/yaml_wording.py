"""What a YAML error means, in both languages; the parser's own words stay in brackets where nothing better is known."""

from __future__ import annotations

from typing import Any

from littlegiant.errors import Text

_WORDING: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "此处不能有冒号分隔的键值；值里有冒号时请加引号，并检查缩进",
        "a colon cannot begin a value here; quote a text that holds one, and look at the indentation",
    ),
    "block sequence entries are not allowed in this context": (
        "此处不能开始列表项（-），请检查缩进",
        "a list item (-) cannot begin here; look at the indentation",
    ),
    "did not find expected key": (
        "此处应为键，请检查缩进、引号和括号",
        "expected a key here; look at indentation, quotes and brackets",
    ),
    "did not find expected '-' indicator": (
        "此处应为列表项（-），请检查缩进",
        "expected a list item (-) here; look at the indentation",
    ),
    "could not find expected ':'": ("键后面缺少冒号", "a key lacks its colon"),
    "did not find expected ',' or ']'": ("列表缺少逗号或 ]", "a list lacks a comma or its ]"),
    "did not find expected ',' or '}'": ("映射缺少逗号或 }", "a mapping lacks a comma or its }"),
    "did not find expected node content": ("此处应有一个值", "expected a value here"),
    "did not find expected <document start>": (
        "此处内容多余，请检查缩进",
        "nothing more was expected here; look at the indentation",
    ),
    "found character that cannot start any token": (
        "此处的字符不能作为值的开头（如制表符、@、`、%），请加引号或改用空格",
        "a value cannot begin with this character (a tab, @, ` or %); quote it, or use blanks",
    ),
    "found a tab character that violates indentation": (
        "缩进请用空格，不用制表符",
        "indent by blanks, not by tabs",
    ),
    "found a tab character where an indentation space is expected": (
        "缩进请用空格，不用制表符",
        "indent by blanks, not by tabs",
    ),
    "found unexpected end of stream": ("引号没有闭合，文件就结束了", "the file ends inside quotes"),
    "found unexpected document indicator": (
        "引号里不能有 --- 或 ...",
        "--- or ... cannot stand inside quotes",
    ),
    "found unknown escape character": ("双引号里没有这种转义", "no such escape inside double quotes"),
    "found undefined alias": ("别名（*）没有对应的锚点（&）", "an alias (*) has no anchor (&)"),
    "found duplicate anchor": ("锚点（&）重复", "an anchor (&) occurs twice"),
    "second occurrence": ("锚点（&）重复", "an anchor (&) occurs twice"),
    "but found another document": ("一个文件只能有一份文档（---）", "a file holds one document only (---)"),
    "control characters are not allowed": ("文件里有控制字符", "the file holds a control character"),
    "did not find expected alphabetic or numeric character": (
        "锚点或别名的名称有误，以 & 或 * 开头的文字请加引号",
        "an anchor or alias has no name; quote a text that begins with & or *",
    ),
}


def yaml_wording(error: Any) -> Text:
    """Return what a YAML error means and, for one that is not known, the parser's own words."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    for known, (zh, en) in _WORDING.items():
        if problem.startswith(known):
            return Text(f"YAML 语法错误：{zh}。", f"YAML syntax: {en}.")
    return Text(f"YAML 语法错误（解析器原文：{problem}）。", f"YAML syntax: {problem}.")
